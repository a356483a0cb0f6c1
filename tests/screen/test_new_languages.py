"""Languages that a translator begins are played without any change to the program."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from unicodedata import category, name

import pygame
import pytest

from game import places
from game.commands import main
from game.language.breaking import Breaker
from game.language.locales import load_locales
from game.language.po_writing import written
from game.language.pofiles import Entry, read_catalog
from game.language.room import width
from game.screen.autoplay import Autoplay
from game.screen.fonts import Fonts
from game.screen.text import Paragraph, Typesetter
from tests.screen.driving import STILL, begin, game, texts, troubles

# Words that ICU's dictionaries know, in sentences that nobody needs to understand.
WORDS = {
    "lo": "ຂ້ອຍ ມັກ ໂຮງຮຽນ ຂອງ ເຈົ້າ ແມ່ນ ໝູ່ ທີ່ ນະໂຍບາຍ ລັດຖະບານ ລາວ ຫ້າມ ບອກ ໃຜ",
    "my": "မင်း အရမ်း တော် တယ် ကို မ ပြော နဲ့ နော် မနက်ဖြန် တွေ့ မယ်",
    "ar": "مرحبا صديقي هذا سر لا تخبر أحدا عن هذا اليوم",
}
NAMES = {"lo": "LAO", "my": "MYANMAR", "ar": "ARABIC"}
BETWEEN = {"lo": "", "my": "", "ar": " "}
_KEPT = re.compile(r"\{\w+\}")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy what a translator works on: only templates and the source language."""
    for folder in ("en", "templates"):
        shutil.copytree(places.LOCALES / folder, tmp_path / "locales" / folder)
    (tmp_path / "game").mkdir()
    monkeypatch.setattr(places, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path


def translate(project: Path, code: str) -> None:
    """Fill every text with words of the language, about as long as the English one."""
    words = cycle(WORDS[code].split())
    for file in (project / "locales" / code / "LC_MESSAGES").glob("*.po"):
        catalog = read_catalog(file)
        filled = {
            key: replace(entry, msgstr=tuple(_text(entry, words, code) for _ in entry.msgstr))
            for key, entry in catalog.entries.items()
        }
        file.write_text(written(replace(catalog, entries=filled)), encoding="utf-8")


def _text(entry: Entry, words: Iterator[str], code: str) -> str:
    chosen = [next(words)]
    while width("".join(chosen)) < 0.8 * width(entry.msgid):
        chosen.append(next(words))
    kept = dict.fromkeys(name for text in entry.sources for name in _KEPT.findall(text))
    return " ".join([BETWEEN[code].join(chosen), *kept])


@pytest.mark.parametrize("code", ["lo", "my", "ar"])
def test_an_episode_is_played_in_a_language_that_was_begun_just_now(
    project: Path, code: str
) -> None:
    assert main(["languages", "new", code]) == 0
    translate(project, code)
    shown = ""
    with game(project / "data", replace(STILL, language=code)) as app:
        play = Autoplay(begin(app), random.Random(1))  # noqa: S311 - the same play every time
        while not play.over:
            app.store.flush()
            play.step()
            assert troubles(app) == []
            shown += texts(app)
    scripts = Counter(name(letter).split()[0] for letter in shown if category(letter) == "Lo")
    assert set(scripts) == {NAMES[code]}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("code", ["lo", "my"])
def test_lines_end_between_the_words_of_a_language_without_spaces(code: str) -> None:
    main(["languages", "new", code])
    words = WORDS[code].split()
    text = "".join(words * 3)
    paragraph = lay_out(code, text, width=260)
    assert len(paragraph.lines) > 2
    assert not paragraph.broken
    assert "".join(paragraph.lines) == text
    whole = re.compile(f"(?:{'|'.join(map(re.escape, words))})+")
    assert all(whole.fullmatch(line) for line in paragraph.lines)


def test_the_font_may_lie_in_the_folder_of_the_language(project: Path) -> None:
    main(["languages", "new", "lo"])
    folder = project / "locales/lo"
    regular = load_locales(places.LOCALES)["lo"].fonts["regular"]
    assert regular is not None
    shutil.copy(regular, folder / "MyFont.ttf")
    file = folder / "locale.yaml"
    named = re.sub("regular: .*", "regular: MyFont.ttf", file.read_text("utf-8"))
    file.write_text(named, "utf-8")
    assert load_locales(places.LOCALES)["lo"].fonts["regular"] == folder / "MyFont.ttf"
    assert lay_out("lo", "ສະບາຍດີ Dara").missing == ()


def test_a_language_whose_font_is_missing_is_there_and_says_so(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    main(["languages", "new", "lo"])
    file = project / "locales/lo/locale.yaml"
    named = re.sub("regular: .*", "regular: fontpkg-none None.ttf", file.read_text("utf-8"))
    file.write_text(named, "utf-8")
    with game(project / "data", replace(STILL, language="lo")) as app:
        app.placed(app.views[-1])
    assert "there is no font fontpkg-none None.ttf. Install it: pip install fontpkg-none" in (
        caplog.text
    )
    assert lay_out("lo", "ສະບາຍດີ Dara").missing[:2] == ("ສ", "ະ")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("كتب SkyWolf_99 هذا", ["هذا", "SkyWolf_99", "كتب"]),
        ("لدي 500 جوهرة", ["جوهرة", "500", "لدي"]),
        ("Dara مرحبا", ["مرحبا", "Dara"]),
        ("Hello Dara", ["Hello Dara"]),
    ],
)
def test_words_stand_from_right_to_left_and_names_and_numbers_within_them_do_not(
    text: str, order: list[str]
) -> None:
    main(["languages", "new", "ar"])
    pieces = sorted(lay_out("ar", text)._pieces, key=lambda piece: piece.x)
    assert [piece.text.strip() for piece in pieces] == order


@pytest.mark.usefixtures("project")
def test_lines_from_right_to_left_stand_right_and_english_ones_left() -> None:
    main(["languages", "new", "ar"])
    top, bottom = rows(lay_out("ar", "مرحبا يا صديقي العزيز\nسر"))
    assert abs(top.right - bottom.right) <= 3 < bottom.left - top.left
    top, bottom = rows(lay_out("ar", "Hello my dear friend\nno"))
    assert abs(top.left - bottom.left) <= 3 < top.right - bottom.right


@pytest.mark.usefixtures("project")
def test_letters_from_right_to_left_are_joined_and_stand_on_the_line() -> None:
    main(["languages", "new", "ar"])
    pieces = [pygame.mask.from_surface(lay_out("ar", text).surface) for text in ("سس", "س\u200cس")]
    assert [len(piece.connected_components()) for piece in pieces] == [1, 2]
    assert lay_out("ar", "سر").baseline == lay_out("ar", "سر x").baseline


def rows(paragraph: Paragraph) -> tuple[pygame.Rect, pygame.Rect]:
    """Give the rectangles of the letters in the upper and in the lower half."""
    surface = paragraph.surface
    half = surface.get_height() // 2
    upper = surface.subsurface((0, 0, surface.get_width(), half)).get_bounding_rect()
    lower = surface.subsurface((0, half, surface.get_width(), half)).get_bounding_rect()
    return upper, lower


def lay_out(code: str, text: str, width: int | None = None) -> Paragraph:
    locales = load_locales(places.LOCALES)
    breaker = Breaker(code, locales[code].whole_words).opportunities
    typesetter = Typesetter(Fonts(locales, code), breaker, lambda _, __: None)
    return typesetter.paragraph(text, pixels=24, colour=(0, 0, 0), width=width)
