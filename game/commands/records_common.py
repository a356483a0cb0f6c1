"""What the parts of `sarika records` share."""

import argparse
import random
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from game.commands.telling import Shown
    from game.learning.events import Event
    from game.learning.store import Store

NOTHING = "There are no records here yet."


def now() -> datetime:
    """Say what time it is."""
    return datetime.now(UTC)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Let the folder of the records be typed."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the records")


def add_from(parser: argparse.ArgumentParser) -> None:
    """Let be typed where else records are read from."""
    parser.add_argument(
        "--from",
        dest="where",
        metavar="URL",
        help="read from postgresql://USER@HOST/DATABASE, from a folder or a copied file",
    )


@contextmanager
def open_records(folder: Path) -> "Iterator[Store]":
    """Open the records of a folder; begin them where there are none.

    Args:
        folder: where they are.

    Yields:
        The records.

    Raises:
        StoreUnavailable: they cannot be written.
    """
    from game.learning.ids import IdMaker
    from game.learning.store import Store

    with closing(Store.open(folder, now, IdMaker(now, random.SystemRandom()))) as store:
        if store.notice:
            print(f"sarika: {store.notice}", file=sys.stderr)
        yield store


@contextmanager
def records_there(folder: Path) -> "Iterator[Store | None]":
    """Open the records of a folder, and begin none.

    Args:
        folder: where they are.

    Yields:
        The records; None where there are none.

    Raises:
        StoreUnavailable: they cannot be written.
    """
    from game.learning.store import FILE

    if not (folder / FILE).exists():
        yield None
        return
    with open_records(folder) as store:
        yield store


def watched(events: "Iterable[Event]", number: int, progress: "Shown") -> "Iterator[Event]":
    """Let events pass by, and show how far they are.

    Args:
        events: of records.
        number: how many there are.
        progress: shows it.
    """
    from game.learning.exchange import Watched

    watching = Watched(number, progress)
    for event in events:
        yield event
        watching.add()


def agreed(question: str) -> bool:
    """Ask on the terminal.

    Args:
        question: what is to be agreed to.
    """
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
