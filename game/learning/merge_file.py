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
from typing import Any, BinaryIO, Literal

from game.learning.database import EVENTS, MIGRATIONS, stream
from game.learning.events import COLUMNS
from game.learning.exchange import Progress, Watched
from game.learning.flaws import FlawError, check_event, check_tombstone, is_uuid
from game.learning.store import Store

FORMAT = "sarika-records"
VERSION = 1

# The longest line that a game writes is a round of Quick Eyes, with a kilobyte.
_MOST_AT_ONCE = 65_536
_IN_ORDER = f"{EVENTS} ORDER BY machine, sequence, id"
# Without a time, a player's time to be kept is over here, which is nobody else's affair.
_ERASED = "SELECT player, time FROM tombstone WHERE time <> '' ORDER BY player"

# Made once, for a million lines.
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_START = b'{"format":"sarika-records"'

Row = tuple[Any, ...]


Why = Literal[
    "no file", "unreadable", "empty", "other file", "newer", "cut off", "damaged", "changed"
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a file cannot be taken in.

    Args:
        path: the file.
        why: in a word, for screens in any language.
        said: the same in English, with what to do.
    """

    path: Path
    why: Why
    said: str

    def __str__(self) -> str:
        """Say it in one line for people."""
        return f"{self.path}: {self.said}"


class MergeFileError(Exception):
    """Files cannot be taken in; the message has a line for people for each.

    Args:
        refused: the files.
    """

    def __init__(self, *refused: Refusal) -> None:
        super().__init__("\n".join(map(str, refused)))
        self.refused = refused


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
            raise _refused(path, "changed", "it has changed while it was read")


def _line(value: object) -> bytes:
    return f"{_WRITE(value)}\n".encode()


def _parsed(text: bytes) -> Any:  # noqa: ANN401 - JSON
    return json.loads(text.decode())


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
            raise _refused(path, "no file", "it is a folder or a device, not a file")
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        yield _Reading(path, file, add)


def _refused(path: Path, why: Why, said: str) -> MergeFileError:
    return MergeFileError(Refusal(path, why, said))


def _unreadable(path: Path, error: OSError) -> MergeFileError:
    return _refused(path, "unreadable", f"it cannot be read ({error.strerror})")


class _Reading:
    """Read a file from its header to its trailer, many lines at once.

    Args:
        path: to name the file in errors.
        file: the file.
        add: is told how many more bytes were read.
    """

    def __init__(self, path: Path, file: BinaryIO, add: Callable[[int], None] | None) -> None:
        self._path = path
        self._file = file
        self._add = add
        self._lines = 0
        self._last = b""
        self._digest = sha256()
        self._events = 0
        self._erased = 0
        self._machine, self._announced = self._header()

    def records(self, *, closely: bool) -> Iterator[Row | Erased]:
        """Go through the records.

        Args:
            closely: whether every value is checked.
        """
        for block in self._blocks():
            try:
                for value in _parsed(b"[%b]" % block.rstrip(b"\n").replace(b"\n", b",")):
                    yield self._record(value, closely=closely)
            except (ValueError, RecursionError, FlawError):
                raise self._first_flaw(block) from None
            self._lines += block.count(b"\n")
            if self._add is not None:
                self._add(len(block))

    def end(self) -> MergeFile:
        """Check the trailer, and say what was read."""
        found = self._trailer()
        counts = {"events": self._events, "erased": self._erased}
        left_out = found.pop("left_out", None)
        if found != {**counts, "sha256": self._digest.hexdigest()} or type(left_out) is not int:
            raise self._damaged("it does not fit what comes before")
        if self._announced != (self._events + left_out, self._erased):
            raise self._damaged("it does not fit the header")
        return MergeFile(self._machine, **counts, left_out=left_out, digest=found["sha256"])

    def _header(self) -> tuple[str, tuple[object, object]]:
        line = self._read(self._file.readline)
        self._digest.update(line)
        if not line.endswith(b"\n") and line.startswith(_START):
            raise self._cut_off()
        try:
            found = _parsed(line)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            if not line:
                raise _refused(self._path, "empty", "it is empty")
            raise _refused(self._path, "other file", "it is no merge file of Sarika")
        version, schema, machine = found.get("version"), found.get("schema"), found.get("machine")
        if type(version) is not int or type(schema) is not int:
            raise self._damaged("it has no version")
        if version > VERSION or schema > len(MIGRATIONS):
            raise _refused(
                self._path,
                "newer",
                "a newer version of the game has written it. "
                "Bring the game on this machine up to date first",
            )
        if not is_uuid(machine) or found.get("columns") != list(COLUMNS):
            raise self._damaged("it names no machine or other columns")
        self._lines = 1
        return str(machine), (found.get("events"), found.get("erased"))

    def _blocks(self) -> Iterator[bytes]:
        """Give whole lines, many at once; all but the last line, which is kept."""
        while more := self._read(self._file.read):
            read = self._last + more
            end = read.rfind(b"\n", 0, max(read.rfind(b"\n"), 0)) + 1
            self._last = read[end:]
            if len(self._last) > 2 * _MOST_AT_ONCE:
                raise self._damaged("it has no end")
            if end:
                self._digest.update(read[:end])
                yield read[:end]

    def _trailer(self) -> dict[str, Any]:
        try:
            found = _parsed(self._last) if self._last.endswith(b"\n") else None
        except (ValueError, RecursionError):
            raise self._damaged("it is no JSON") from None
        if not isinstance(found, dict) or "sha256" not in found:
            raise self._cut_off()
        return found

    def _record(self, value: object, *, closely: bool) -> Row | Erased:
        if isinstance(value, list):
            self._events += 1
            row = tuple(value)
            if closely:
                check_event(row)
            return row
        self._erased += 1
        found = value if isinstance(value, dict) else {}
        player, time = found.get("erased"), found.get("time")
        check_tombstone(player, time)
        return Erased(str(player), str(time))

    def _first_flaw(self, block: bytes) -> MergeFileError:
        """Look for the line in which something is wrong."""
        for line in block.splitlines(keepends=True):
            try:
                self._record(_parsed(line), closely=True)
            except FlawError as error:
                return self._damaged(str(error))
            except (ValueError, RecursionError):
                return self._damaged("it is no JSON")
            self._lines += 1
        return self._damaged("the lines before it are mixed up")

    def _read(self, how: Callable[[int], bytes]) -> bytes:
        try:
            return how(_MOST_AT_ONCE)
        except OSError as error:
            raise _unreadable(self._path, error) from None

    def _cut_off(self) -> MergeFileError:
        said = "it is cut off, its end is missing. Copy it again"
        return _refused(self._path, "cut off", said)

    def _damaged(self, detail: str) -> MergeFileError:
        return _refused(
            self._path,
            "damaged",
            "it was damaged or changed after it was written "
            f"(line {self._lines + 1}: {detail}). Copy it again",
        )
