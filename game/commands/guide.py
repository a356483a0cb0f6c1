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
        "--format",
        choices=("html", "pdf"),
        default="html",
        help="a page for a browser (the default), or a PDF; that needs pip install 'sarika[pdf]'",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="the page; ID-CODE.html if not given. For all episodes a folder; guides if not given",
    )
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="episodes of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Write a page for the episode, or one for each.

    Raises:
        CommandError: there is no such episode or language, its file is broken, a page cannot be
            written, or what makes a PDF is not installed.
    """
    from game.commands.telling import Shown
    from game.language.catalogs import Words
    from game.language.locales import load_locales
    from game.opening import UnknownError, known
    from game.sheets.guide import guide
    from game.sheets.pdf import PdfError, pdf
    from game.story.load import load_all

    locales = load_locales(places.LOCALES)
    try:
        known(chosen.lang, locales, "language")
        library = load_all(chosen.scenarios or places.SCENARIOS)
        stories = wanted([chosen.story] if chosen.story else [], library, "a guide")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    words = Words(places.LOCALES, chosen.lang, places.cache_folder())
    ending = f"-{chosen.lang}.{chosen.format}"
    out: Path = chosen.out or Path(f"{chosen.story}{ending}" if chosen.story else "guides")
    locale, for_pdf = locales[chosen.lang], chosen.format == "pdf"
    shown = Shown("Writing guides")
    for done, story in enumerate(stories):
        shown(done / len(stories))
        page = guide(story, library.common, words, locale, for_pdf=for_pdf)
        try:
            content = pdf(page, locale) if for_pdf else page.encode("utf-8")
        except PdfError as error:
            raise CommandError(str(error)) from None
        write(content, out if chosen.story else out / f"{story.id}{ending}")
    shown.over()
    print(f"The guide is in {out}" if chosen.story else f"The guides are in {out}")
    return 0
