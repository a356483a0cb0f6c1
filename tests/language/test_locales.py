import logging
from pathlib import Path

import pytest

from game.language.locales import LocaleError, load_locales, read_locale
from game.places import LOCALES

LAO = """\
code: lo  # as in every list of languages
name: "ລາວ"
english_name: Lao
script: Laoo
direction: ltr
fonts:
  regular: fontpkg-sarabun Sarabun-Regular.ttf
  bold: Lao-Bold.ttf
"""


def lao(folder: Path, text: str = LAO) -> Path:
    file = folder / "lo" / "locale.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return file


def test_the_game_speaks_english_khmer_and_thai() -> None:
    locales = load_locales(LOCALES)
    assert [(it.code, it.name, it.english, it.script) for it in locales.values()] == [
        ("en", "English", "English", "Latn"),
        ("km", "ភាសាខ្មែរ", "Khmer", "Khmr"),
        ("th", "ภาษาไทย", "Thai", "Thai"),
    ]


@pytest.mark.parametrize("code", ["en", "th", "km"])
def test_each_language_has_an_installed_regular_face(code: str) -> None:
    regular = load_locales(LOCALES)[code].fonts["regular"]
    assert regular is not None
    assert regular.read_bytes().startswith(b"\x00\x01\x00\x00")


def test_nobody_claims_a_review_that_did_not_happen() -> None:
    assert all(locale.reviewed is None for locale in load_locales(LOCALES).values())


def test_a_new_folder_is_a_new_language(tmp_path: Path) -> None:
    file = lao(tmp_path, LAO + "reviewed:\n  by: Noy\n  on: 2027-01-05\nline_height: 1.8\n")
    locale = read_locale(file)
    assert (locale.code, locale.name, locale.fallback) == ("lo", "ລາວ", "en")
    assert (locale.reviewed, locale.line_height) == ("Noy, 2027-01-05", 1.8)


def test_a_font_beside_the_locale_file_is_found(tmp_path: Path) -> None:
    file = lao(tmp_path)
    font = file.with_name("Lao-Bold.ttf")
    font.touch()
    assert read_locale(file).fonts["bold"] == font


def test_a_missing_font_is_named_with_its_line_and_the_language_still_works(
    tmp_path: Path,
) -> None:
    file = lao(tmp_path)
    locale = read_locale(file)
    assert locale.fonts["regular"] is not None
    assert locale.fonts["bold"] is None
    assert locale.problems == (f"{file}:8: there is no font Lao-Bold.ttf. Install it",)


@pytest.mark.parametrize("font", ["../lo/Lao-Bold.ttf", "/etc/Lao.ttf", "fontpkg-none Lao.ttf"])
def test_a_font_outside_its_places_is_not_taken(tmp_path: Path, font: str) -> None:
    file = lao(tmp_path, LAO.replace("Lao-Bold.ttf", font))
    file.with_name("Lao-Bold.ttf").touch()
    assert read_locale(file).fonts["bold"] is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: lo ", "code: la ", ":1: code cannot be la. Use a language tag, and the folder's"),
        ("direction: ltr", "direction: up", ":5: direction cannot be up. Use ltr or rtl"),
        ("script: Laoo\n", "", ":1: `script` is missing. Add a line `script: …`"),
        ("script: Laoo", "[script]", ":4: not a line `key: value`: [script]. Mend it"),
        ("fonts:", "line_height: big\nfonts:", ":6: line_height cannot be big. Use a number"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    file = lao(tmp_path, LAO.replace(old, new))
    with pytest.raises(LocaleError) as error:
        read_locale(file)
    assert str(error.value).startswith(f"{file}{message}")


def test_a_broken_language_is_logged_and_the_others_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lao(tmp_path).write_bytes(b"name: \xff")
    other = tmp_path / "km" / "locale.yaml"
    other.parent.mkdir()
    other.write_bytes((LOCALES / "km" / "locale.yaml").read_bytes())
    with caplog.at_level(logging.WARNING):
        assert list(load_locales(tmp_path)) == ["km"]
    assert "lo/locale.yaml:1:" in caplog.text.replace("\\", "/")
