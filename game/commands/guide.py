"""`sarika guide`: write the guides with which somebody leads a session."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.story.load import Library
    from game.story.model import Story

DESCRIPTION = "Write a guide for whoever leads a session, with a page for parents, to print."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika guide`."""
    parser.add_argument("story", nargs="?", metavar="ID", help="an episode; all if none is named")
    parser.add_argument(
        "--lang", metavar="CODE", default="en", help="the language: th, km or en; en if not given"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the page; ID-CODE.html if not given. For all episodes a folder; guides if not given",
    )
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="episodes of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Write an HTML page for the episode, or one for each.

    Raises:
        CommandError: there is no such episode or language, its file is broken, or a page cannot be
            written.
    """
    from game.commands.telling import Shown
    from game.language.catalogs import Words
    from game.language.locales import load_locales
    from game.opening import UnknownError, known
    from game.sheets.guide import guide
    from game.story.load import load_all

    locales = load_locales(places.LOCALES)
    try:
        known(chosen.lang, locales, "language")
        library = load_all(chosen.scenarios or places.SCENARIOS)
        stories = _wanted(chosen.story, library)
    except UnknownError as error:
        raise CommandError(str(error)) from None
    words = Words(places.LOCALES, chosen.lang, places.cache_folder())
    out: Path = chosen.out or Path(
        f"{chosen.story}-{chosen.lang}.html" if chosen.story else "guides"
    )
    shown = Shown("Writing guides")
    for done, story in enumerate(stories):
        shown(done / len(stories))
        page = guide(story, library.common, words, locales[chosen.lang])
        _write(page, out if chosen.story else out / f"{story.id}-{chosen.lang}.html")
    shown.over()
    print(f"The guide is in {out}" if chosen.story else f"The guides are in {out}")
    return 0


def _wanted(name: str | None, library: "Library") -> "Sequence[Story]":
    """Choose the episodes; what is broken cannot be left out in silence."""
    from game.opening import known

    broken = {Path(error.findings[0].place.file).stem: error for error in library.broken}
    if name in broken or (name is None and broken):
        error = broken[name] if name else next(iter(broken.values()))
        raise CommandError(f"{str(error).splitlines()[0]}. `sarika check` tells more")
    stories = {story.id: story for story in library.stories}
    if name is None:
        if not stories:
            raise CommandError("there is no episode to write a guide for")
        return library.stories
    known(name, stories, "episode")
    return [stories[name]]


def _write(page: str, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CommandError(f"cannot write {file}: {error.strerror}") from None
