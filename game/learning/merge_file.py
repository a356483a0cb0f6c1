"""The merge file: all records of a machine in one file, for another machine to take in.

The file is UTF-8, one JSON value a line: a header (an object), every event (a list of the values of
the header's `columns`) in the order of machine and sequence, every erased player (an object with
`erased`), and a trailer (an object) with the counts and the SHA-256 of all bytes before it.
`docs/records.md` has the fields.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from game.learning.database import EVENTS, MIGRATIONS, stream
from game.learning.events import COLUMNS
from game.learning.exchange import Progress, Watched
from game.learning.flaws import FlawError, check_event, check_tombstone, is_uuid
from game.learning.store import Store

FORMAT = "sarika-records"
VERSION = 1

# The longest that a game writes is a round of Quick Eyes, with a kilobyte.
_LONGEST_LINE = 65_536
_IN_ORDER = f"{EVENTS} ORDER BY machine, sequence, id"
# Without a time, a player's time to be kept is over here, which is nobody else's affair.
_ERASED = "SELECT player, time FROM tombstone WHERE time <> '' ORDER BY player"

# Made once, for a million lines; and `json.loads` looks for blanks as well.
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_DECODE = json.JSONDecoder().raw_decode
_START = b'{"format":"sarika-records"'

Row = tuple[Any, ...]


class MergeFileError(Exception):
    """A file cannot be taken in; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Erased:
    """Name a player who was erased.

    Args:
        player: the player's id.
        time: when that was.
    """

    player: str
    time: str


@dataclass(frozen=True, slots=True)
class MergeFile:
    """Describe a merge file.

    Args:
        machine: the set of records that wrote it.
        events: how many events it holds.
        erased: how many ids of erased players.
        left_out: how many events were left out when it was written, since damage has made them
            unreadable for any game.
        digest: the SHA-256 of all lines but the last one, hexadecimal.
    """

    machine: str
    events: int
    erased: int
    left_out: int
    digest: str


def write(store: Store, file: BinaryIO, progress: Progress | None = None) -> MergeFile:
    """Write all events, and the ids of the players who were erased.

    Args:
        store: the records.
        file: where to; `exchange.written_whole` makes one.
        progress: is told which part is done.

    Raises:
        StoreUnavailable: the records cannot be read.
        OSError: the file cannot be written.
    """
    machine, time = store.machine(), store.time()
    digest = sha256()

    def put(value: object) -> None:
        line = _line(value)
        digest.update(line)
        file.write(line)

    with store.snapshot() as connection:
        (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        erased = connection.execute(_ERASED).fetchall()
        made = {"format": FORMAT, "version": VERSION, "schema": len(MIGRATIONS), "time": time}
        counts = {"events": events, "erased": len(erased)}
        put({**made, "machine": machine, **counts, "columns": COLUMNS})
        written = 0
        watched = Watched(events, progress)
        for row in stream(connection, _IN_ORDER):
            watched.add()
            if _is_sound(row):
                put(row)
                written += 1
    for player, when in erased:
        put({"erased": player, "time": when})
    counts = {"events": written, "erased": len(erased), "left_out": events - written}
    file.write(_line({**counts, "sha256": digest.hexdigest()}))
    return MergeFile(machine, **counts, digest=digest.hexdigest())


def check(path: Path, add: Callable[[int], None] | None = None) -> MergeFile:
    """Read a file whole, and check everything in it.

    Args:
        path: the file.
        add: is told how many more bytes were read.

    Returns:
        What it holds.

    Raises:
        MergeFileError: it is no sound merge file; nothing of it should be used.
    """
    with _opened(path, add) as reading:
        for _ in reading.records(closely=True):
            pass
        return reading.end()


def records(
    path: Path, checked: MergeFile, add: Callable[[int], None] | None = None
) -> Iterator[Row | Erased]:
    """Give what is in a file: events, as values of `events.COLUMNS`, then who was erased.

    Args:
        path: the file.
        checked: what `check` found in it.
        add: is told how many more bytes were read.

    Raises:
        MergeFileError: the file has changed since it was checked. That shows only at its end: what
            was made of the records must then be undone.
    """
    with _opened(path, add) as reading:
        yield from reading.records(closely=False)
        if reading.end() != checked:
            raise MergeFileError(f"{path}: it has changed while it was read")


def _line(value: object) -> bytes:
    return f"{_WRITE(value)}\n".encode()


def _is_sound(row: Row) -> bool:
    try:
        check_event(row)
    except FlawError:
        return False
    return True


@contextlib.contextmanager
def _opened(path: Path, add: Callable[[int], None] | None) -> Iterator["_Reading"]:
    try:
        # Opening what is no file, as a pipe, may never come back.
        if path.exists() and not path.is_file():
            raise MergeFileError(f"{path}: it is a folder or a device, not a file")
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        yield _Reading(path, file, add)


def _unreadable(path: Path, error: OSError) -> MergeFileError:
    return MergeFileError(f"{path}: it cannot be read ({error.strerror})")


class _Reading:
    """Read a file from its header to its trailer.

    Args:
        path: to name the file in errors.
        file: the file.
        add: is told how many more bytes were read.
    """

    def __init__(self, path: Path, file: BinaryIO, add: Callable[[int], None] | None) -> None:
        self._path = path
        self._file = file
        self._add = add
        self._number = 0
        self._line = b""
        self._digest = sha256()
        self._events = 0
        self._erased = 0
        self._announced: tuple[object, object] = (None, None)
        self._machine = self._header()
        self._value = self._next()

    def records(self, *, closely: bool) -> Iterator[Row | Erased]:
        """Go through the records.

        Args:
            closely: whether every value is checked.
        """
        while isinstance(self._value, list) or "sha256" not in self._value:
            try:
                yield self._record(closely=closely)
            except FlawError as error:
                raise self._damaged(str(error)) from None
            if self._add is not None:
                self._add(len(self._line))
            self._value = self._next()

    def end(self) -> MergeFile:
        """Check the trailer, and say what was read."""
        found = self._value if isinstance(self._value, dict) else {}
        counts = {"events": self._events, "erased": self._erased}
        left_out = found.pop("left_out", None)
        if found != {**counts, "sha256": self._digest.hexdigest()} or type(left_out) is not int:
            raise self._damaged("it does not fit what comes before")
        if self._announced != (self._events + left_out, self._erased):
            raise self._damaged("it does not fit the header")
        if self._read_line():
            raise self._damaged("something follows after the end")
        return MergeFile(self._machine, **counts, left_out=left_out, digest=found["sha256"])

    def _header(self) -> str:
        try:
            found = self._next()
        except MergeFileError:
            if self._line.startswith(_START):
                raise
            what = "it is no merge file of Sarika" if self._line else "it is empty"
            raise MergeFileError(f"{self._path}: {what}") from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise MergeFileError(f"{self._path}: it is no merge file of Sarika")
        version, schema = found.get("version"), found.get("schema")
        if type(version) is not int or type(schema) is not int:
            raise self._damaged("it has no version")
        if version > VERSION or schema > len(MIGRATIONS):
            raise MergeFileError(
                f"{self._path}: a newer version of the game has written it. "
                "Bring the game on this machine up to date first"
            )
        machine = found.get("machine")
        if not is_uuid(machine) or found.get("columns") != list(COLUMNS):
            raise self._damaged("it names no machine or other columns")
        self._announced = (found.get("events"), found.get("erased"))
        return str(machine)

    def _next(self) -> dict[str, Any] | list[Any]:
        self._digest.update(self._line)
        self._number += 1
        self._line = self._read_line()
        if len(self._line) < _LONGEST_LINE and not self._line.endswith(b"\n"):
            raise MergeFileError(f"{self._path}: it is cut off, its end is missing. Copy it again")
        try:
            text = self._line.decode()
            value, end = _DECODE(text)
        except (ValueError, RecursionError):
            raise self._damaged("it is no JSON") from None
        if not isinstance(value, (dict, list)) or end != len(text) - 1:
            raise self._damaged("it is no record")
        return value

    def _read_line(self) -> bytes:
        try:
            return self._file.readline(_LONGEST_LINE)
        except OSError as error:
            raise _unreadable(self._path, error) from None

    def _record(self, *, closely: bool) -> Row | Erased:
        if isinstance(self._value, list):
            self._events += 1
            row = tuple(self._value)
            if closely:
                check_event(row)
            return row
        self._erased += 1
        player, time = self._value.get("erased"), self._value.get("time")
        check_tombstone(player, time)
        return Erased(str(player), str(time))

    def _damaged(self, detail: str) -> MergeFileError:
        return MergeFileError(
            f"{self._path}: it was damaged or changed after it was written "
            f"(line {self._number}: {detail}). Copy it again"
        )
