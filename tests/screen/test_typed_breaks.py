"""What a translator types into a catalog to say where a line may end, and where not."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import places
from game.screen.app import App
from game.screen.settings import Settings
from game.screen.text import Paragraph
from tests.screen.driving import game

NIGHT = (32, 38, 74)
MAY, MAY_NOT = "\u200b", "\u2060"
ENGLISH = "Shall we play together?"
# Cut inside a word, where no dictionary would, and before the last word.
INSIDE = {
    "th": ("เล่นเกมด้วยกันไ", "หม"),
    "km": ("តើយើងលេងហ្គេ", "មជាមួយគ្នាទេ"),
    "en": ("Shall we play toge", "ther?"),
}
LAST = {
    "th": ("เล่นเกมด้วยกัน", "ไหม"),
    "km": ("តើយើងលេងហ្គេមជាមួយគ្នា", "ទេ"),
    "en": ("Shall we play ", "together?"),
}


@pytest.fixture(params=["th", "km", "en"])
def language(request: pytest.FixtureRequest) -> str:
    code: str = request.param
    return code


@pytest.fixture
def app(tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """A game in languages without any text yet."""
    for code in {"en", language}:
        (tmp_path / "locales" / code / "LC_MESSAGES").mkdir(parents=True)
        shutil.copy(places.LOCALES / code / "locale.yaml", tmp_path / "locales" / code)
    monkeypatch.setattr(places, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    with game(tmp_path / "data", Settings(language, still=True, sound=False)) as made:
        yield made


def paragraph(app: App, language: str, typed: str, width: int | None = None) -> Paragraph:
    """Lay out what somebody typed into a catalog; English is typed into the source."""
    if language == "en":
        said = typed
    else:
        file = places.LOCALES / language / "LC_MESSAGES" / "tale.po"
        entry = f'msgctxt "scene/one"\nmsgid "{ENGLISH}"\nmsgstr "{typed}"\n'
        file.write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entry}', "utf-8"
        )
        app.read_words_again()
        said = app.ui.words.text("tale", "scene/one", ENGLISH)
        assert said == typed
    return app.ui.paragraph(said, 20, NIGHT, width)


def pixels(made: Paragraph) -> bytes:
    return pygame.image.tobytes(made.surface, "RGBA")


@pytest.mark.parametrize("sign", [MAY, MAY_NOT])
@pytest.mark.parametrize("cuts", [INSIDE, LAST])
def test_neither_of_the_two_is_drawn_or_takes_room(
    app: App, language: str, sign: str, cuts: dict[str, tuple[str, str]]
) -> None:
    before, after = cuts[language]
    plain = paragraph(app, language, before + after)
    marked = paragraph(app, language, before + sign + after)
    assert (marked.size, marked.missing) == (plain.size, ())
    assert pixels(marked) == pixels(plain)


def test_a_line_ends_where_it_is_allowed_also_inside_a_word(app: App, language: str) -> None:
    before, after = INSIDE[language]
    room = paragraph(app, language, before).size[0]
    assert paragraph(app, language, before + after, room).lines[0] != before
    assert paragraph(app, language, before + MAY + after, room).lines[0] == before + MAY


def test_no_line_ends_where_it_is_forbidden(app: App, language: str) -> None:
    before, after = LAST[language]
    room = paragraph(app, language, before + after).size[0] - 1
    assert paragraph(app, language, before + after, room).lines == (before, after)
    first, second = paragraph(app, language, before + MAY_NOT + after, room).lines
    assert first + second == before + MAY_NOT + after
    assert len(second) > len(MAY_NOT + after)
