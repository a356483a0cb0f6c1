"""`sarika guide`: write the guides with which somebody leads a session."""

import argparse
from pathlib import Path

from game import places
from game.commands import CommandError
from game.commands.sheets_common import wanted, write

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
        stories = wanted([chosen.story] if chosen.story else [], library, "a guide")
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
        write(page, out if chosen.story else out / f"{story.id}-{chosen.lang}.html")
    shown.over()
    print(f"The guide is in {out}" if chosen.story else f"The guides are in {out}")
    return 0
