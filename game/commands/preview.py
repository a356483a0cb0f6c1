"""`sarika preview`: pictures of every screen and every line, and what does not fit."""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError

if TYPE_CHECKING:
    from game.screen.app import Surroundings
    from game.screen.settings import Settings

DESCRIPTION = (
    "Draw every screen and every line as pictures, and list what overflows or lacks a glyph."
)
_SIZE = (1280, 720)
_TEXT_SIZES = (100, 150)


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika preview`."""
    parser.add_argument("--lang", metavar="CODE", help="the language: th, km or en")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the pictures go"
    )
    parser.add_argument("--story", metavar="ID", help="only this episode")
    parser.add_argument(
        "--scenarios", type=Path, metavar="DIR", help="draw the stories of this folder"
    )
    parser.add_argument(
        "--text",
        type=int,
        action="append",
        choices=(80, 90, 100, 110, 120, 130, 140, 150),
        metavar="PERCENT",
        help="text size; 100 and 150 if not given",
    )


def run(chosen: argparse.Namespace) -> int:
    """Draw, and list what is wrong.

    Returns:
        1 if something overflows or lacks a glyph, else 0.

    Raises:
        CommandError: there is no such language or episode, or the folder cannot be written.
    """
    from game.opening import UnknownError, start_language, surroundings
    from game.screen.settings import Settings

    found: list[str] = []
    with tempfile.TemporaryDirectory() as data:
        rng = random.Random(1)  # noqa: S311 - the same pictures every time
        try:
            stories = chosen.scenarios or places.SCENARIOS
            around = surroundings(
                Path(data), rng, _standing_clock(), only=chosen.story, stories=stories
            )
            language = start_language(chosen.lang, Settings(), around.locales)
        except UnknownError as error:
            raise CommandError(str(error)) from None
        settings = Settings(language=language, still=True, sound=False, wait=True)
        for size in chosen.text or _TEXT_SIZES:
            folder = _folder(chosen.out / language / str(size))
            for name, troubles in _drawn(around, replace(settings, text_size=size), folder):
                found += [f"{language} {size} % {name}: {trouble}" for trouble in troubles]
                _progress(name)
    _progress("")
    unique = list(dict.fromkeys(found))
    (chosen.out / f"troubles-{language}.txt").write_text(
        "".join(f"{line}\n" for line in unique), encoding="utf-8"
    )
    for line in unique:
        print(line)
    print(
        f"{len(unique)} texts overflow or lack a glyph. The pictures are in {chosen.out / language}"
    )
    return FOUND if unique else 0


def _drawn(
    around: "Surroundings", settings: "Settings", folder: Path
) -> Iterator[tuple[str, tuple[str, ...]]]:
    import pygame

    from game.screen.gallery import lines, screens
    from game.screen.offscreen import Offscreen

    with Offscreen(replace(around, data=_fresh(around.data)), settings, _SIZE) as screen:
        for shot in screens(screen.app):
            pygame.image.save(shot.lay_out().picture(), folder / f"{shot.name}.png")
            yield shot.name, shot.troubles
        for story in screen.app.library.stories:
            _folder(folder / story.id)
            for line in lines(screen.app, story):
                pygame.image.save(line.lay_out().picture(), folder / f"{line.name}.png")
                yield line.name, line.troubles


def _fresh(data: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=data))


def _standing_clock() -> "Callable[[], float]":
    # Everything that moves has come to rest a second after it appeared.
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 1.0
        return now

    return clock


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"cannot make the folder {folder}: {error.strerror}") from None
    return folder


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{name}", end="", file=sys.stderr, flush=True)
