"""`sarika report`: what a group played and learned, as one page to read, print and pass on."""

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError
from game.commands.records_common import add_data, add_from, records_there, watched
from game.commands.telling import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.learning.events import Event
    from game.learning.report import Comparison, Report

DESCRIPTION = "Write a report on what a group played and learned; nothing of one child."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika report`."""
    add_data(parser)
    add_from(parser)
    parser.add_argument(
        "--session",
        action="append",
        default=[],
        metavar="CODE",
        help="only the players of this session, by the code they joined it with or the one that a "
        "report on all players names; typed 2 to 6 times, sessions are set side by side",
    )
    parser.add_argument(
        "--lang", metavar="CODE", default="en", help="the language: th, km or en; en if not given"
    )
    parser.add_argument(
        "--format",
        choices=("html", "xlsx", "csv"),
        default="html",
        help="a page, a workbook for spreadsheet programs, or a table; html if not given",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="write here")
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="episodes of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Write the report.

    Raises:
        CommandError: there is no such language or session, the records cannot be read from where
            they are said to be, or the file cannot be written.
        StoreUnavailable: the records cannot be read.
    """
    from game.language.locales import load_locales
    from game.learning.exchange import written_whole
    from game.opening import UnknownError, known

    try:
        known(chosen.lang, load_locales(places.LOCALES), "language")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    said = _report(chosen)
    written = _written(said, chosen)
    try:
        with written_whole(chosen.out) as file:
            file.write(written)
    except OSError as error:
        raise CommandError(f"cannot write {chosen.out}: {error.strerror}") from None
    print(*_told(said), sep="", end="")
    print(f"The report is in {chosen.out}")
    return 0


def _told(said: "Report | Comparison") -> "Iterator[str]":
    """Say why little is told, where it is so."""
    from game.learning.report import Comparison

    if isinstance(said, Comparison):
        for report in said.reports:
            if report.session in said.alike:
                why = "more than 2 of its players are in the other sessions too"
            elif report.group is None and not report.rooms:
                why = "it has fewer than 5 players"
            else:
                continue
            yield f"Nothing is told of session {report.session and report.session.code}: {why}.\n"
    elif not said.summary.events:
        yield "There are no records there yet.\n"
    elif said.group is None and (said.summary.answers or not said.rooms):
        yield "What was learned is said of 5 players or more; here are fewer.\n"


def _report(chosen: argparse.Namespace) -> "Report | Comparison":
    from game.learning.report import reported
    from game.learning.sessions import SessionError
    from game.server.trouble import ServerError

    progress = Shown("Reading the records")
    try:
        with _events(chosen, progress) as events:
            return reported(events, chosen.session)
    except (SessionError, ServerError) as error:
        raise CommandError(str(error)) from None
    finally:
        progress.over()


@contextlib.contextmanager
def _events(chosen: argparse.Namespace, progress: Shown) -> "Iterator[Iterator[Event]]":
    if chosen.where:
        from game.server.reading import events_from

        with events_from(chosen.where) as events:
            yield events
        return
    with records_there(places.data_folder(chosen.data)) as store:
        if store is None:
            yield iter(())
        else:
            yield watched(store.every_event(), store.size(), progress)


def _written(said: "Report | Comparison", chosen: argparse.Namespace) -> bytes:
    from game.language.catalogs import Words
    from game.language.locales import load_locales
    from game.sheets.report_file import report_file
    from game.story.load import load_all

    words = Words(places.LOCALES, chosen.lang, places.cache_folder())
    locale = load_locales(places.LOCALES)[chosen.lang]
    library = load_all(chosen.scenarios or places.SCENARIOS)
    return report_file(said, chosen.format, library, words, locale)
