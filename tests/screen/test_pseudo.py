"""What the made-up language shows: no text is outside the catalogs, and longer ones still fit."""

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.language.pseudo import PSEUDO
from game.learning.ids import CODE_LETTERS
from game.screen.app import App
from game.screen.gallery import Shot, lines, quick_lines, screens
from game.screen.placed import Said
from game.screen.settings import Settings
from tests.screen.driving import game, keys

# What may be seen although no catalog has it.
ALLOWED = {
    "a language's own name, in its own script": "English|ภาษาไทย|ភាសាខ្មែរ",
    "codes, and the letters that they begin with": rf"\b[{CODE_LETTERS}]{{1,6}}\b",
    "the sign for smaller and bigger text": "^A$",
    "a name that somebody has chosen in a game or app": r"\b\w+_\w+\b",
    "an address on the web": r"\b[a-z]+(\.[a-z]+)+\b",
    "a folder or file": r"/[\w./-]+|[\w-]+\.(merge|txt)\b",
    "a date, which CLDR writes": r"\b[A-Z][a-z]+ \d{1,2}, \d{4}\b",
    "what the operating system says": re.escape(os.strerror(errno.ENOSPC)),
    "why a file is refused, which is for those who help": "it is cut off, its end .* Copy it again",
}
_ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern in ALLOWED.values()))
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
# Six letters have no accent, so that a word of only those, as "P" in "P'Fern", stays plain.
_ENGLISH = re.compile(r"(?<![^\W\d_])(?=[A-Za-z]*[^\W\d_bfpqvxBFPQVX])[A-Za-z]{2,}(?![^\W\d_])")


@pytest.mark.parametrize("size", [100, 150])
def test_every_text_is_from_the_catalogs_and_every_longer_one_fits(
    tmp_path: Path, size: int
) -> None:
    settings = Settings(language=PSEUDO, text_size=size, still=True, sound=False, wait=True)
    outside: dict[str, str] = {}
    too_big: dict[str, str] = {}
    seen = 0
    with game(tmp_path, settings) as app:
        app.views.clear()
        for shot in _shots(app):
            drawing = shot.lay_out()
            beyond = [f"outside: {it}" for it in drawing.placed.parts if not _fits(app, it.rect)]
            for trouble in (*drawing.placed.all_troubles(), *beyond * (drawing.ui is app.ui)):
                too_big.setdefault(trouble, shot.name)
            for part, _, _ in drawing.placed.all_parts(drawing.ui):
                seen += 1
                text = part.text if isinstance(part, Said) else part.label
                if not _is_translated(text):
                    outside.setdefault(text, shot.name)
    assert seen > 5000
    assert not outside
    assert not too_big


def test_a_text_outside_the_catalogs_would_be_seen() -> None:
    for text in ("Play", "[Pḷấấỷỷ] now", "[{name} ẅṛộộṭễễ Play]", "[Play]", "เล่น"):
        assert not _is_translated(text)
    for text in ("[Pḷấấỷỷ]", "[[Pḯḯḯṇķ] [Fḯḯḯṩḥ]] · BMJD", "12.30", "+ 3 %"):
        assert _is_translated(text)


@pytest.mark.parametrize("asked_for", ["en", PSEUDO])
def test_it_is_offered_only_to_whoever_asks_for_it(tmp_path: Path, asked_for: str) -> None:
    with game(tmp_path, Settings(language=asked_for)) as app:
        assert (f"language-{PSEUDO}" in keys(app)) == (asked_for == PSEUDO)


def _shots(app: App) -> Iterator[Shot]:
    yield from screens(app)
    yield from quick_lines(app)
    for story in app.library.stories:
        yield from lines(app, story)


def _fits(app: App, rect: pygame.Rect) -> bool:
    return app.ui.rect(0, 0, app.ui.width, app.ui.height).contains(rect)


def _is_translated(text: str) -> bool:
    """Say whether all letters stand in brackets, and none of the words in them is plain English."""
    left = _ALLOWED.sub("", text)
    words = _ENGLISH.findall(left)
    while (inner := _BRACKETS.sub("", left)) != left:
        left = inner
    return not words and not any(character.isalpha() for character in left)
