import struct
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from game import places
from game.language.locales import Locale, load_locales
from game.screen.fonts import Fonts, mapped_characters

LOCALES = load_locales(places.LOCALES)
CODES = sorted(LOCALES)


def faces(locales: Mapping[str, Locale] = LOCALES) -> list[Path]:
    return [file for locale in locales.values() for file in locale.fonts.values() if file]


@pytest.mark.parametrize("file", faces(), ids=lambda file: file.name)
def test_the_characters_of_a_face_are_those_that_fonttools_finds(file: Path) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    with ttlib.TTFont(file) as font:
        expected = {code for code in font.getBestCmap() if code >= 0x20}
    assert mapped_characters(file) == expected


def test_each_format_of_a_fonts_character_table_is_read(tmp_path: Path) -> None:
    # Format 4: A to C by shift, D not (glyph 0), x and z by a list that leaves y out.
    four = struct.pack(
        ">HHHHHHH4HH4H4H4H3H",
        *(4, 0, 0, 8, 0, 0, 0),
        *(0x43, 0x44, 0x7A, 0xFFFF),
        0,
        *(0x41, 0x44, 0x78, 0xFFFF),
        *(0, 0x10000 - 0x44, 0, 1),
        *(0, 0, 4, 0),
        *(7, 0, 9),
    )
    # Format 12: two emoji, and a range that begins with the empty glyph.
    twelve = struct.pack(">HHIII6I", 12, 0, 40, 0, 2, 0x1F600, 0x1F601, 5, 0x20000, 0x20001, 0)
    # Format 14 has variations only.
    fourteen = struct.pack(">HII", 14, 10, 0)
    places_ = [4 + 8 * 3, 4 + 8 * 3 + len(four), 4 + 8 * 3 + len(four) + len(twelve)]
    records = b"".join(struct.pack(">HHI", 3, 1, at) for at in places_)
    table = struct.pack(">HH", 0, 3) + records + four + twelve + fourteen
    file = tmp_path / "tiny.ttf"
    header = struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0)
    file.write_bytes(header + struct.pack(">4sIII", b"cmap", 0, 28, len(table)) + table)
    assert mapped_characters(file) == {0x41, 0x42, 0x43, 0x78, 0x7A, 0x1F600, 0x1F601, 0x20001}


def test_control_characters_are_no_letters() -> None:
    assert min(min(mapped_characters(file)) for file in faces()) >= 0x20


@pytest.mark.parametrize("code", CODES)
def test_a_character_is_drawn_by_the_players_own_face_if_it_can(code: str) -> None:
    fonts = Fonts(LOCALES, code)
    assert fonts.script_with("D", bold=False) == LOCALES[code].script
    assert fonts.script_with("ฟ", bold=False) == "Thai"
    assert fonts.script_with("ខ", bold=False) == "Khmr"
    assert fonts.script_with("→", bold=False) == "Thai"  # the only face that has an arrow


def test_a_character_that_no_face_has_has_no_script() -> None:
    fonts = Fonts(LOCALES, "en")
    assert fonts.script_with("✓", bold=False) is None
    assert fonts.script_with("漢", bold=True) is None


def test_a_face_is_opened_once_for_each_size() -> None:
    fonts = Fonts(LOCALES, "km")
    assert fonts.face("Khmr", bold=False, pixels=18) is fonts.face("Khmr", bold=False, pixels=18)
    assert fonts.face("Khmr", bold=False, pixels=19) is not fonts.face(
        "Khmr", bold=False, pixels=18
    )


def test_khmer_is_shaped_as_khmer() -> None:
    # The letter below, the vowel and the sign above take no room of their own.
    face = Fonts(LOCALES, "km").face("Khmr", bold=False, pixels=40)
    assert face.size("ខ្ញុំ")[0] == face.size("ខ")[0]


def test_without_a_bold_face_headings_are_regular() -> None:
    khmer = replace(LOCALES["km"], fonts={"regular": LOCALES["km"].fonts["regular"], "bold": None})
    fonts = Fonts({**LOCALES, "km": khmer}, "km")
    assert fonts.face("Khmr", bold=True, pixels=30).size("សួស្តី") == fonts.face(
        "Khmr", bold=False, pixels=30
    ).size("សួស្តី")


def test_without_its_font_a_language_says_which_characters_are_missing() -> None:
    khmer = replace(LOCALES["km"], fonts={"regular": None, "bold": None})
    fonts = Fonts({**LOCALES, "km": khmer}, "km")
    assert fonts.script_with("ខ", bold=False) is None
    assert fonts.script_with("D", bold=False) == "Latn"
    assert fonts.face("Khmr", bold=False, pixels=20).size("D")[0] > 0
