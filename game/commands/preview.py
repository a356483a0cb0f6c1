"""`sarika preview`: pictures of every screen and every line, and what does not fit."""

import argparse
import random
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.telling import many

if TYPE_CHECKING:
    from game.preview.pictures import Kind
    from game.preview.run import Run, Wanted

DESCRIPTION = (
    "Draw every screen and every line as pictures, with a page to look through them, and list "
    "what overflows or lacks a glyph."
)
_TEXT_SIZES = (100, 150)
_EVERY = 10.0  # seconds between two lines where there is no terminal
_OFTEN = 0.1  # seconds between two looks of the bar
_WIDEST = 40


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika preview`."""
    parser.add_argument(
        "--lang", metavar="CODE", help="the language: th, km, en, or qps-ploc, which is made up"
    )
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
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--screens", action="store_true", help="only screens, no single lines")
    kinds.add_argument("--lines", action="store_true", help="only single lines, no screens")
    parser.add_argument(
        "--changed", action="store_true", help="draw only what differs from the last run"
    )


def run(chosen: argparse.Namespace) -> int:
    """Draw, write the page, and list what is wrong.

    Returns:
        1 if something overflows, breaks a word or lacks a glyph, else 0.

    Raises:
        CommandError: there is no such language or episode, or the folder cannot be written.
    """
    from game.opening import UnknownError, start_language, surroundings
    from game.preview.drawing import uncollected
    from game.preview.files import CannotWriteError, write
    from game.preview.run import Run, Wanted
    from game.screen.settings import Settings

    scenarios = chosen.scenarios or places.SCENARIOS
    try:
        around = surroundings(
            Path(),
            random.Random(),  # noqa: S311 - nothing is played here
            time.monotonic,
            only=chosen.story,
            stories=scenarios,
            language=chosen.lang,
        )
        language = start_language(chosen.lang, Settings(), around.locales)
    except UnknownError as error:
        raise CommandError(str(error)) from None
    kinds: list[Kind] = []
    if not chosen.lines:
        kinds.append("screen")
    if not chosen.screens:
        kinds.append("line")
    sizes = tuple(sorted(set(chosen.text or _TEXT_SIZES)))
    wanted = Wanted(language, sizes, chosen.story, kinds, chosen.changed)
    try:
        with uncollected():
            preview = Run(
                wanted, around.locales, around.load_library(), scenarios, chosen.out / language
            )
            _draw(preview)
            page = preview.finish()
        troubles = _troubles(preview, wanted)
        listed = "".join(f"{line}\n" for line in troubles)
        write(chosen.out / f"troubles-{language}.txt", listed.encode())
    except CannotWriteError as error:
        raise CommandError(str(error)) from None
    sys.stdout.write(listed)
    for problem in preview.problems:
        print(problem, file=sys.stderr)
    print(f"{len(troubles)} texts overflow or lack a glyph. Look through the pictures: {page}")
    return FOUND if troubles else 0


def _draw(preview: "Run") -> None:
    number = preview.left
    progress = _Progress(number)
    try:
        for done, _ in enumerate(preview.draw(), 1):
            progress.show(done)
    finally:
        progress.over()
    as_before = preview.number - number
    more = f", {as_before:,} are as before" if as_before else ""
    print(f"{many(number, 'picture')} drawn{more}.")


def _troubles(preview: "Run", wanted: "Wanted") -> list[str]:
    found = [
        f"{wanted.language} {picture.size} % {picture.name}: {trouble}"
        for picture in preview.pictures
        for trouble in picture.all_troubles
    ]
    return list(dict.fromkeys(found))


class _Progress:
    """Show how many pictures are drawn, and how long the rest will take.

    Args:
        number: of the pictures to draw.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._begun = self._shown = time.monotonic()
        self._is_terminal = sys.stderr.isatty()

    def show(self, done: int) -> None:
        """Show it: as a bar on a terminal, else as a line now and then."""
        now = time.monotonic()
        if now - self._shown < (_OFTEN if self._is_terminal else _EVERY):
            return
        self._shown = now
        left = (now - self._begun) / done * (self._number - done)
        told = f"{done:,} of {many(self._number, 'picture')}, {left:.0f} s left"
        if not self._is_terminal:
            print(told, file=sys.stderr, flush=True)
            return
        room = min(_WIDEST, shutil.get_terminal_size().columns - len(told) - 4)
        full = room * done // self._number
        bar = f"[{'#' * full}{' ' * (room - full)}] " if room > 0 else ""
        print(f"\r\x1b[K{bar}{told}", end="", file=sys.stderr, flush=True)

    def over(self) -> None:
        """Take the bar away again."""
        if self._is_terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
