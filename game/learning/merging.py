"""Take in the records of other machines, so that it does not matter in which order they come.

An event is known by its id. What is here already stays as it is; the same id with another content
is set aside and reported, never applied. Nobody who was erased, here or there, comes back.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path

from game.learning import merge_file
from game.learning.database import EVENTS, forget
from game.learning.events import COLUMNS
from game.learning.exchange import Progress, Watched
from game.learning.merge_file import Erased, MergeFile, MergeFileError, Refusal, Row
from game.learning.store import Store

# What grows out of SQLite's memory in the middle of a transaction is written twice.
_CACHE_KILOBYTES = 64_000
# One statement for many rows takes half of the time of as many statements.
_AT_ONCE = 200
_ROW = f"({', '.join('?' for _ in COLUMNS)})"
_IS_ERASED = "SELECT 1 FROM tombstone WHERE player = ?"
_SET_ASIDE = "INSERT INTO set_aside VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_PLAYER = COLUMNS.index("player")
# A clone of this machine may have counted on; far beyond that, somebody made a number up.
_GO_ON = """UPDATE machine SET sequence = max(sequence, coalesce((SELECT max(event.sequence)
    FROM event WHERE event.machine = machine.id AND event.sequence < ?), 0))"""
_FARTHEST = 1 << 40


@dataclass(frozen=True, slots=True)
class Merged:
    """Count what came of merge files.

    Args:
        files: files.
        events: events in them.
        new: those that were not here yet.
        known: those that were here already.
        set_aside: those whose id stands here with another content.
        of_erased: those left out because their players were erased.
        erased: players who were erased here, since they were elsewhere.
        left_out: events that were too damaged to be written into the files.
    """

    files: int
    events: int
    new: int
    known: int
    set_aside: int
    of_erased: int
    erased: int
    left_out: int


def merge(
    store: Store,
    paths: Sequence[Path],
    progress: Progress | None = None,
    seen: Callable[[Sequence[Row]], None] | None = None,
) -> Merged:
    """Take in merge files: all of them, or nothing where one is not sound.

    Every file is read and checked whole before the first record is written; then all are written in
    one transaction. That is done by the store's own thread, so that a game can go on.

    Args:
        store: the records.
        paths: the files.
        progress: is told which part is done, also by the store's thread; what it raises undoes
            all.
        seen: is given the events of the files, by the store's thread, also those that are here
            already.

    Returns:
        What came of it.

    Raises:
        MergeFileError: files are not sound, each told in a line; nothing was written.
        StoreUnavailable: the records cannot be written; nothing was.
    """
    watched = Watched(2 * sum(map(_size, paths)), progress)
    checked = _checked(paths, watched.add)
    work = partial(_merge, files=checked, time=store.time(), add=watched.add, seen=seen)
    return store.errand(work).wait()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it is refused soon


def _checked(paths: Sequence[Path], add: Callable[[int], None]) -> dict[Path, MergeFile]:
    checked = {}
    refused: list[Refusal] = []
    for path in paths:
        try:
            checked[path] = merge_file.check(path, add)
        except MergeFileError as error:
            refused += error.refused
    if refused:
        raise MergeFileError(*refused)
    return checked


def _merge(
    connection: sqlite3.Connection,
    files: Mapping[Path, MergeFile],
    time: str,
    add: Callable[[int], None],
    seen: Callable[[Sequence[Row]], None] | None,
) -> Merged:
    merging = _Merging(connection, time)
    with _room(connection):
        for path, checked in files.items():
            records = merge_file.records(path, checked, add)
            while some := list(islice(records, _AT_ONCE)):
                rows = [one for one in some if not isinstance(one, Erased)]
                if seen is not None:
                    seen(rows)
                merging.take(rows, path.name)
                merging.erase([one for one in some if isinstance(one, Erased)])
    forget(connection, ())
    connection.execute(_GO_ON, (_FARTHEST,))
    return Merged(
        files=len(files),
        events=sum(checked.events for checked in files.values()),
        new=merging.new,
        known=merging.known,
        set_aside=merging.set_aside,
        of_erased=merging.of_erased,
        erased=merging.gone,
        left_out=sum(checked.left_out for checked in files.values()),
    )


@contextlib.contextmanager
def _room(connection: sqlite3.Connection) -> Iterator[None]:
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")


class _Merging:
    """Write records, and count what came of them.

    Args:
        connection: where to; inside of a transaction.
        time: now.
    """

    def __init__(self, connection: sqlite3.Connection, time: str) -> None:
        self._connection = connection
        self._time = time
        self.new = 0
        self.known = 0
        self.set_aside = 0
        self.of_erased = 0
        self.gone = 0

    def take(self, rows: Sequence[Row], source: str) -> None:
        """Write events that are not here yet.

        Args:
            rows: not more than `_AT_ONCE`.
            source: the name of the file they come from.
        """
        if not rows:
            return
        new = self._connection.execute(_insert(len(rows)), tuple(chain(*rows))).rowcount
        self.new += new
        if new == len(rows):
            return
        ids = tuple(row[0] for row in rows)
        here = {row[0]: row for row in self._connection.execute(_by_id(len(rows)), ids)}
        others = [row for row in rows if here.get(row[0]) != row]
        self.known += len(rows) - new - len(others)
        for row in others:
            self._put_aside(row, source)

    def erase(self, erased: Sequence[Erased]) -> None:
        """Erase players.

        Args:
            erased: who, and since when.
        """
        if erased:
            self.gone += forget(self._connection, ((one.player, one.time) for one in erased))

    def _put_aside(self, row: Row, source: str) -> None:
        if self._connection.execute(_IS_ERASED, (row[_PLAYER],)).fetchone():
            self.of_erased += 1
            return
        content = json.dumps(dict(zip(COLUMNS, row, strict=True)), separators=(",", ":"))
        self._connection.execute(_SET_ASIDE, (row[0], content, source, self._time))
        self.set_aside += 1


@lru_cache
def _insert(rows: int) -> str:
    values = ", ".join([_ROW] * rows)
    columns = ", ".join(COLUMNS)
    return " ".join(("INSERT INTO event", f"({columns}) VALUES {values} ON CONFLICT DO NOTHING"))


@lru_cache
def _by_id(rows: int) -> str:
    return " ".join((EVENTS, "WHERE id IN (", ", ".join("?" * rows), ")"))
