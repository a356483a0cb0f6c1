"""Merge files of made-up machines, to measure how long they take to be taken in."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from random import Random

from game.learning import merge_file
from game.learning.events import Begun, Happening, PlayerMade
from game.learning.exchange import written_whole
from game.learning.ids import IdMaker
from game.learning.store import Store
from tests.learning.recorded import chose, ended, okay, shown, wait
from tests.learning.travelling import INSERT, Row, happened

_AFTERNOON = datetime(2026, 11, 24, 13, tzinfo=UTC)
_TIME = "2026-11-24T13:00:00.000Z"


def merge_files(folder: Path, machines: int, events: int) -> list[Path]:
    """Write merge files.

    Args:
        folder: where to.
        machines: how many files.
        events: how many events each of them holds.
    """
    new_id = IdMaker(lambda: _AFTERNOON, Random(1))  # noqa: S311 - no secrets
    files = []
    for number in range(machines):
        store = Store.open(folder / f"{machines}-{number}", lambda: _AFTERNOON, new_id)
        rows = islice(_rows(store.machine(), new_id), events)
        store.errand(partial(_insert, rows=rows)).wait()
        files.append(folder / f"{machines}-{number}.merge")
        with written_whole(files[-1]) as file:
            merge_file.write(store, file)
        store.close()
    return files


def _insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    connection.executemany(INSERT, rows)


def _rows(machine: str, new_id: IdMaker) -> Iterator[Row]:
    session, sequence = new_id(), count(1)
    where = {"machine": machine, "session": session, "time": _TIME}
    while True:
        player, play = new_id(), new_id()
        for what in _played():
            in_play = {} if isinstance(what, PlayerMade) else {"play": play}
            yield happened(what, next(sequence), id=new_id(), player=player, **where, **in_play)


def _played() -> Iterator[Happening]:
    yield PlayerMade("BCDH", "gecko", "blue")
    yield Begun("0123456789abcdef", practice=False)
    for number, trick in zip(range(40), cycle(("gifts", "secrecy", "too_fast")), strict=False):
        yield shown(f"{number:08x}", trick)
        yield wait(f"{number:08x}", trick, named=trick)
        yield shown(f"{number:07x}f")
        yield okay(f"{number:07x}f")
    yield chose("0badf00d", "tell", "parent")
    yield ended()
