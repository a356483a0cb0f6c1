"""Records that are sent, and what stands in the way: helpers for tests of servers."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from game.learning.events import COLUMNS, Event
from game.learning.store import FILE, Player
from game.server.address import Address, read_address
from game.server.outbox import Outbox
from game.server.outcome import Outcome, Row
from game.server.push import Pushed, push
from game.server.reading import events_from
from tests.learning.recorded import begun, noon, okay, opened, shown, wait


class Sleep:
    """Wait no time at all, and keep for how long it should have been."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(seconds)


@contextmanager
def outbox(folder: Path) -> Iterator[Outbox]:
    with Outbox.open(folder, noon, str) as opened_box:
        yield opened_box


def pushed(folder: Path, where: str | Address, sleep: Sleep | None = None) -> Pushed:
    address = read_address(where) if isinstance(where, str) else where
    with outbox(folder) as box:
        return push(box, address, noon, sleep or Sleep(), lambda _: None)


def recorded(folder: Path, code: str = "BCDH", answers: int = 3) -> Player:
    """Record a player who judges some messages, in a session of its own; two events an answer."""
    store = opened(folder)
    player, play = begun(store, code)
    for number in range(answers):
        item = f"{number:08x}"
        store.record(
            play, [shown(item, "gifts"), wait(item, "gifts") if number % 2 else okay(item)]
        )
    store.close()
    return player


def rows(folder: Path) -> list[Row]:
    """Give the records of a folder in the order in which they are sent."""
    with sqlite3.connect(folder / FILE) as connection:
        found = connection.execute(
            f"SELECT {', '.join(COLUMNS)} FROM event ORDER BY machine, session, sequence"  # noqa: S608
        ).fetchall()
    connection.close()
    return found


def execute(folder: Path, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """Ask the records of a folder."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def asked(url: str, sql: str, *values: object) -> list[Any]:
    """Ask a database in PostgreSQL."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(sql, values or None)
        return found.fetchall() if found.description else []


def read(where: str | Path) -> list[Event]:
    with events_from(str(where)) as events:
        return list(events)


def sent(number: int) -> Pushed:
    return Pushed(Outcome(sent=number))
