"""The SQLite file of the records: open, check, bring up to date, move aside when damaged."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from game.learning.events import COLUMNS
from game.learning.shares import on_a_share

Reason = Literal["read-only", "full", "busy"]

EVENTS = " ".join(("SELECT", ", ".join(COLUMNS), "FROM event"))
# A cloned machine gives the same numbers as the first one; ids then tell the order.
OF_PLAYER = f"{EVENTS} WHERE player = ? ORDER BY machine, sequence, id"
# For statements that pass over the ids of rooms and tables, which are no players
# (`events.NO_PLAYERS`).
SELECT_KNOWING_NOBODY = """WITH nobody AS (SELECT DISTINCT player FROM event
    WHERE kind IN ('class_begun', 'turns_begun')) SELECT"""

# Another game on the same records commits within milliseconds; nobody should wait longer.
_PATIENCE_SECONDS = 2.0
# Larger records are looked through less closely, since the game waits for it.
_WHOLLY_CHECKED_BYTES = 16_000_000
_READABLE = partial(str, encoding="utf-8", errors="replace")
_PROBE_BYTES = 65_536
_SMALLEST_BYTES = 512  # SQLite's smallest page

_PROBE = """INSERT INTO event (id, machine, sequence, time, kind, version, player, session,
    practice, body, form) VALUES ('probe', '', 0, '', '', 0, '', '', 0, '{}', NULL)"""

_TOMBSTONE = """INSERT INTO tombstone VALUES (?, ?) ON CONFLICT (player)
    DO UPDATE SET time = excluded.time WHERE time = ''"""
# What a table holds are the answers of all who sat there.
_TABLES = """SELECT DISTINCT event.player, tombstone.time FROM event,
    json_each(event.body, '$.players') AS seat JOIN tombstone ON tombstone.player = seat.value
    WHERE event.kind = 'turns_begun'"""
_FORGET_ASIDE = """DELETE FROM set_aside WHERE json_extract(content, '$.player') IN
    (SELECT player FROM tombstone)"""

# Our own SQL is right: what SQLite calls an error in it lies in the file.
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

# One entry for each version of the schema; a released one is never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # `opened` counts the times the records were opened, and so proves that writing works.
        """CREATE TABLE machine (
            id TEXT NOT NULL PRIMARY KEY,
            sequence INTEGER NOT NULL DEFAULT 0,
            opened INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        # A cloned disk has the machine id of the first one: only the session tells them apart.
        """CREATE TABLE event (
            id TEXT NOT NULL PRIMARY KEY,
            machine TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            time TEXT NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            player TEXT NOT NULL,
            session TEXT NOT NULL,
            play TEXT,
            story TEXT,
            scene TEXT,
            item TEXT,
            practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
            body TEXT NOT NULL CHECK (json_valid(body)),
            UNIQUE (session, sequence)
        ) STRICT""",
        "CREATE INDEX event_of_player ON event (player, machine, sequence)",
        "CREATE INDEX player_made ON event (machine, sequence) WHERE kind = 'player_made'",
        "CREATE TABLE tombstone (player TEXT NOT NULL PRIMARY KEY, time TEXT NOT NULL) STRICT",
        """CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END""",
        """CREATE TRIGGER event_goes_with_its_player_only BEFORE DELETE ON event
        WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE player = old.player)
        BEGIN SELECT RAISE(ABORT, 'only the events of an erased player are deleted'); END""",
        """CREATE TRIGGER erased_player_stays_erased BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM tombstone WHERE player = new.player)
        BEGIN SELECT RAISE(IGNORE); END""",
    ),
    (
        "ALTER TABLE event ADD COLUMN form TEXT",
        "CREATE INDEX event_in_order ON event (machine, sequence)",
        # What a merge found under an id that stands here with another content.
        """CREATE TABLE set_aside (
            id TEXT NOT NULL,
            content TEXT NOT NULL CHECK (json_valid(content)),
            source TEXT NOT NULL,
            time TEXT NOT NULL,
            PRIMARY KEY (id, content)
        ) STRICT""",
        # All that is left of players whose time to be kept is over; nobody can be told apart.
        """CREATE TABLE total (
            month TEXT NOT NULL,
            measure TEXT NOT NULL,
            name TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (month, measure, name)
        ) STRICT""",
        # How far the events of a machine's session have been sent to a receiver.
        """CREATE TABLE sent (
            receiver TEXT NOT NULL,
            machine TEXT NOT NULL,
            session TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            PRIMARY KEY (receiver, machine, session)
        ) STRICT""",
        "CREATE INDEX sent_of_session ON sent (session, machine)",
        # A merge can bring what happened before that.
        """CREATE TRIGGER what_comes_late_is_sent AFTER INSERT ON event
        BEGIN UPDATE sent SET sequence = new.sequence - 1 WHERE session = new.session
        AND machine = new.machine AND sequence >= new.sequence; END""",
        # What a receiver did not take, and why; it is offered again with the next push.
        """CREATE TABLE refused (
            event TEXT NOT NULL,
            receiver TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (event, receiver)
        ) STRICT""",
        """CREATE TRIGGER refusal_goes_with_its_event AFTER DELETE ON event
        BEGIN DELETE FROM refused WHERE event = old.id; END""",
    ),
    # The title asks at once whether a class was left before its end.
    ("CREATE INDEX class_begun ON event (machine, sequence) WHERE kind = 'class_begun'",),
)


class StoreUnavailable(Exception):  # noqa: N818 - no mistake of anybody, but a state of the disk
    """Say that nothing can be recorded, in one line for adults.

    Args:
        reason: why, for the screen to say in the child's language: "read-only", "full" (or over
            the user's quota), or "busy" (another program, or a newer game, uses the records).
        detail: what the system said.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"the records cannot be written ({reason}): {detail}")
        self.reason: Reason = reason


class _DamagedError(sqlite3.DatabaseError):
    """Say that a check found the database damaged."""


def open_in_memory(machine: str) -> sqlite3.Connection:
    """Make an empty database that is gone when it is closed.

    Args:
        machine: the id of this set of records.
    """
    connection = _connect(":memory:")
    _bring_up_to_date(connection, machine)
    return connection


def open_file(path: Path, machine: str, today: date) -> tuple[sqlite3.Connection, str | None]:
    """Open a database for writing; make it where there is none.

    Args:
        path: the file.
        machine: the id of this set of records, if it is a new one.
        today: goes into the name of a damaged file.

    Returns:
        A connection for one thread at a time, and the name that a damaged file was given if there
        was one; then the database is a new one.

    Raises:
        StoreUnavailable: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open_sound_file(path, machine), None
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _damaged(error):
                raise
        aside = _move_aside(path, today)
        return _open_sound_file(path, machine), aside
    except (sqlite3.Error, OSError) as error:
        raise unavailable(error, path.parent) from error


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a second connection to a database that is open for writing.

    Args:
        path: the file.
    """
    connection = _connect(path)
    connection.text_factory = str
    connection.execute("PRAGMA query_only = ON")
    return connection


def open_unchanged(path: Path) -> sqlite3.Connection:
    """Open a database of which nothing is changed, for example on a stick that is read-only.

    Args:
        path: the file.

    Returns:
        A connection to it; to a copy if an older version of the game has written it.

    Raises:
        StoreUnavailable: a newer version of the game has written it.
        sqlite3.Error: it cannot be read.
    """
    connection = _connect_for_reading(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == len(MIGRATIONS):
            return connection
        copy = _copy(connection)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return copy


def read(connection: sqlite3.Connection, select: str, values: tuple[str, ...]) -> list[Any]:
    """Read rows, with damaged letters shown as such.

    Args:
        connection: where from.
        select: the SQL.
        values: for its question marks.

    Raises:
        sqlite3.Error: they cannot be read.
    """
    try:
        return connection.execute(select, values).fetchall()
    except sqlite3.OperationalError:
        # Four times slower, which a whole notebook would feel.
        connection.text_factory = _READABLE
        return connection.execute(select, values).fetchall()


def stream(connection: sqlite3.Connection, select: str) -> Iterator[tuple[Any, ...]]:
    """Read rows one after the other, with damaged letters shown as such.

    Args:
        connection: where from.
        select: the SQL.

    Raises:
        sqlite3.Error: they cannot be read.
    """
    passed = 0
    try:
        for row in connection.execute(select):
            yield row
            passed += 1
    except sqlite3.OperationalError:
        # Four times slower, which a whole report would feel; what does not lie in the letters
        # fails here again.
        before = connection.text_factory
        connection.text_factory = _READABLE
        try:
            yield from islice(connection.execute(select), passed, None)
        finally:
            connection.text_factory = before


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is done inside, or nothing of it.

    Args:
        connection: where to.

    Raises:
        sqlite3.Error: nothing was written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def forget(connection: sqlite3.Connection, erased: Iterable[tuple[str, str]]) -> int:
    """Remove all that is known of players, with the tables they sat at; what stays are their ids.

    Tables at which somebody sat who was erased before go as well: a merge can bring them. The
    others of a table keep what is recorded under themselves.

    Args:
        connection: where from; inside of a transaction.
        erased: their ids, each with the time when they were erased, of which other machines are
            told; with no time where only their time to be kept is over here.

    Returns:
        How many of them had records here.
    """
    known = sum(_forget(connection, player, time) for player, time in erased)
    for table, time in connection.execute(_TABLES).fetchall():
        _forget(connection, table, time)
    connection.execute(_FORGET_ASIDE)
    return known


def _forget(connection: sqlite3.Connection, player: str, time: str) -> bool:
    connection.execute(_TOMBSTONE, (player, time))
    gone = connection.execute("DELETE FROM event WHERE player = ?", (player,))
    return gone.rowcount > 0


def unavailable(
    error: sqlite3.Error | OSError | UnicodeDecodeError, folder: Path | None
) -> StoreUnavailable:
    """Say what an error of the disk means for whoever plays.

    Args:
        error: what the system said; that it cannot be read where SQLite quotes what is damaged.
        folder: where the records are; None for memory.
    """
    return StoreUnavailable(_reason(error, folder), str(error))


def _reason(error: sqlite3.Error | OSError | UnicodeDecodeError, folder: Path | None) -> Reason:
    if isinstance(error, OSError):
        return "full" if error.errno in _NO_ROOM else "read-only"
    if isinstance(error, UnicodeDecodeError):
        return "read-only"
    code = _primary_code(error)
    if code in _BUSY:
        return "busy"
    if code == sqlite3.SQLITE_FULL:
        return "full"
    # SQLite calls a used-up quota an error of the disk, like many other things: ask the disk.
    return "full" if folder is not None and not _has_room(folder) else "read-only"


def _has_room(folder: Path) -> bool:
    import tempfile  # only in trouble

    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as error:
        return error.errno not in _NO_ROOM
    return True


def _primary_code(error: sqlite3.Error) -> int:
    # Errors that Python's module raises by itself have no code.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _damaged(error: sqlite3.DatabaseError | UnicodeDecodeError) -> bool:
    # SQLite quotes a damaged schema in its errors, and Python cannot read the quotation.
    if isinstance(error, (UnicodeDecodeError, _DamagedError)):
        return True
    return _primary_code(error) in _DAMAGED


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    # Damaged letters are shown as such; by default they would end the game.
    connection.text_factory = _READABLE
    return connection


def _connect_for_reading(path: Path) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_PATIENCE_SECONDS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if _size(Path(f"{path}-wal")) > 0:
            raise
        # In WAL mode SQLite writes beside the file even to read it; where it cannot, nobody can.
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True)
    return connection


def _copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    if connection.execute("PRAGMA user_version").fetchone() == (0,):
        raise sqlite3.DatabaseError("no game has written to it")
    # SQLite keeps a database without a name in memory, and on the disk what is too large.
    copy = _connect("")
    try:
        connection.backup(copy)
        _bring_up_to_date(copy, "")
    except BaseException:
        copy.close()
        raise
    return copy


def _open_sound_file(path: Path, machine: str) -> sqlite3.Connection:
    # SQLite begins anew in what is left of a file, and throws a journal away that may hold all.
    size = _size(path)
    if 0 < size < _SMALLEST_BYTES or (size == 0 and _size(Path(f"{path}-wal")) > 0):
        raise _DamagedError(f"only {size} bytes are left of the file")
    connection = _connect(path)
    try:
        _make_durable(connection, path.parent)
        _check(connection, _size(path))
        _bring_up_to_date(connection, machine)
    except BaseException:
        connection.close()
        raise
    return connection


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _make_durable(connection: sqlite3.Connection, folder: Path) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA fullfsync = ON")
    if not on_a_share(folder) and _use_wal(connection):
        connection.execute("PRAGMA synchronous = FULL")
        return
    # A database in WAL mode can be changed back there only by whoever has it alone.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("PRAGMA synchronous = EXTRA")


def _use_wal(connection: sqlite3.Connection) -> bool:
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        # The first look shows whether the memory that WAL shares can be had.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        return False
    return str(mode) == "wal"


def _check(connection: sqlite3.Connection, size: int) -> None:
    check = "integrity_check" if size <= _WHOLLY_CHECKED_BYTES else "quick_check"
    (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    if found != "ok":
        raise _DamagedError(found)


def _bring_up_to_date(connection: sqlite3.Connection, machine: str) -> None:
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise StoreUnavailable("busy", "a newer version of the game has written to them")
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute(
            "INSERT INTO machine (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM machine)",
            (machine,),
        )
        connection.execute("UPDATE machine SET opened = opened + 1")
        _prove_writing(connection)


def _prove_writing(connection: sqlite3.Connection) -> None:
    # Damage in what a table is made of shows only when something is written to it.
    connection.execute("SAVEPOINT probe")
    connection.execute(_PROBE)
    connection.execute("ROLLBACK TO probe")
    connection.execute("RELEASE probe")


def _move_aside(path: Path, today: date) -> str:
    number = 1
    while (target := _aside(path, today, number)).exists():
        number += 1
    # The file itself comes last: if the game is killed here, the next start goes on with it.
    for ending in ("-wal", "-shm", "-journal", ""):
        part = Path(f"{path}{ending}")
        if part.exists():
            part.rename(f"{target}{ending}")
    return target.name


def _aside(path: Path, today: date, number: int) -> Path:
    again = "" if number == 1 else f"-{number}"
    return path.with_name(f"{path.stem}-damaged-{today.isoformat()}{again}{path.suffix}")
