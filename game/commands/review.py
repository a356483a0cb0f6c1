"""`sarika review`: write the sheets on which practitioners judge the episodes."""

import argparse
from pathlib import Path

from game import places
from game.commands import CommandError
from game.commands.sheets_common import wanted, write

DESCRIPTION = "Write review sheets, on which child-protection practitioners judge the episodes."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika review`."""
    parser.add_argument("story", nargs="*", metavar="ID", help="an episode; all if none is named")
    parser.add_argument(
        "--lang", metavar="CODE", default="en", help="the language: th, km or en; en if not given"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("review"),
        metavar="DIR",
        help="the folder to write into; the folder review if not given",
    )
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="episodes of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Write a Markdown file for each episode.

    Raises:
        CommandError: there is no such episode or language, its file is broken, or a sheet cannot
            be written.
    """
    from game.language.catalogs import Words
    from game.language.locales import load_locales
    from game.opening import UnknownError, known
    from game.sheets.review import review_sheet
    from game.story.load import load_all

    library = load_all(chosen.scenarios or places.SCENARIOS)
    try:
        known(chosen.lang, load_locales(places.LOCALES), "language")
        stories = wanted(chosen.story, library, "a sheet")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    words = Words(places.LOCALES, chosen.lang, places.cache_folder())
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"cannot write into {chosen.out}: {error.strerror}") from None
    for story in stories:
        write(review_sheet(story, library.common, words), chosen.out / f"{story.id}.md")
    print(f"The sheets are in {chosen.out}")
    return 0
