"""Whether texts fit where their estimated width says that they fit."""

import re

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language.breaking import Breaker
from game.language.catalogs import Words
from game.language.locales import load_locales
from game.maps.fitting import lines, width
from game.places import LOCALES, SCENARIOS, cache_folder
from game.story.load import load_all
from game.story.model import Choose, End, Told

LOCALE = load_locales(LOCALES)
NO_LETTERS = re.compile("[^\u0000-\u024f\u0e00-\u0e7f\u1780-\u17ff“”‘’–—…]")  # noqa: RUF001


def texts(words: Words) -> set[str]:
    """Give everything that the episodes say, in a language."""
    found = set()
    for story in load_all(SCENARIOS).stories:
        for scene in story.scenes.values():
            for step in scene.steps:
                match step:
                    case Told(text=text) | End(title=text):
                        said = [text]
                    case Choose(options=options):
                        said = [option.text for option in options]
                    case _:
                        said = []
                found |= {words.text(story.id, f"scene/{scene.id}", text) for text in said}
    return found


@pytest.mark.parametrize("code", LOCALE)
@pytest.mark.parametrize("face", ["regular", "bold"])
def test_no_line_of_an_episode_is_wider_than_estimated(code: str, face: str) -> None:
    pygame.font.init()
    locale = LOCALE[code]
    font = pygame.font.Font(locale.fonts[face] or locale.fonts["regular"], 100)
    if locale.script != "Latn":
        font.set_script(locale.script)
    bold = 1.06 if face == "bold" else 1.0
    breaker = Breaker(code, locale.whole_words)
    wide = []
    for text in texts(Words(LOCALES, code, cache_folder())):
        for line in lines(text, 14, 220, breaker):
            letters = NO_LETTERS.sub("", line)  # emoji come from other fonts
            if font.size(letters)[0] > width(letters, 100 * bold):
                wide.append(letters)
    assert wide == []


@pytest.mark.parametrize(
    ("code", "text", "broken"),
    [
        ("en", "Put a garland on her head", ["Put a garland", "on her head"]),
        ("en", "a_very_long_name_of_something", ["a_very_long_n", "ame_of_somet", "hing"]),
        ("th", "สวัสดีครับคุณครูนงเยาว์", ["สวัสดีครับคุณครู", "นงเยาว์"]),
        ("km", "ខ្ញុំចូលចិត្តរៀនភាសាខ្មែរ", ["ខ្ញុំចូលចិត្តរៀន", "ភាសាខ្មែរ"]),
        ("en", "two\nlines", ["two lines"]),
        ("en", "", [""]),
    ],
)
def test_lines_break_at_words(code: str, text: str, broken: list[str]) -> None:
    assert lines(text, 10, 80, Breaker(code, LOCALE[code].whole_words)) == broken


def test_a_long_text_ends_with_an_ellipsis() -> None:
    breaker = Breaker("en")
    text = "One two three four five six seven eight nine ten"
    assert lines(text, 10, 60, breaker, 2) == ["One two", "three four…"]
    assert lines("One two", 10, 60, breaker, 1) == ["One two"]


@given(st.text(), st.integers(30, 300), st.integers(1, 4))
def test_every_line_fits_and_nothing_is_lost_without_an_ellipsis(
    text: str, most: int, count: int
) -> None:
    breaker = Breaker("th")
    whole = lines(text, 10, most, breaker)
    spaceless = "".join("".join(whole).split())
    assert spaceless == "".join(text.split())
    for line in (*whole, *lines(text, 10, most, breaker, count)):
        assert width(line, 10) <= most or len(breaker.graphemes(line)) == 1
    assert len(lines(text, 10, most, breaker, count)) <= count
