"""The records of a machine, seen as what a server has not got yet."""

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from game.learning import database
from game.learning.events import COLUMNS, read_event
from game.learning.exchange import with_evidence
from game.learning.store import FILE
from game.server.outcome import Refusal, Row
from game.server.trouble import ServerError

_NEVER = -1
_PAGE = 1000
_ID, _MACHINE = COLUMNS.index("id"), COLUMNS.index("machine")
_SESSION, _SEQUENCE = COLUMNS.index("session"), COLUMNS.index("sequence")

_SELECT = " ".join(("SELECT", ", ".join(f"event.{name}" for name in COLUMNS), "FROM event"))
_NEW = f"""FROM event LEFT JOIN sent ON sent.receiver = ? AND sent.machine = event.machine
    AND sent.session = event.session
    WHERE event.sequence > coalesce(sent.sequence, {_NEVER})"""
_SESSIONS = f"""SELECT event.machine, event.session, coalesce(sent.sequence, {_NEVER}), count(*)
    {_NEW} GROUP BY event.machine, event.session ORDER BY event.machine, event.session"""
_OF_SESSION = f"""{_SELECT} WHERE session = ? AND machine = ? AND sequence > ?
    ORDER BY sequence LIMIT {_PAGE}"""
_REFUSED = f"""{_SELECT} JOIN refused ON refused.event = event.id WHERE refused.receiver = ?
    ORDER BY event.machine, event.session, event.sequence"""
_PLAYERS = f"""SELECT player FROM event JOIN refused ON refused.event = event.id
    WHERE refused.receiver = ? UNION SELECT player {_NEW}"""  # noqa: S608 - only our own words
_IN_ORDER = f"{_SELECT} WHERE player IN ({_PLAYERS}) ORDER BY player, machine, sequence, id"
_ADVANCE = """INSERT INTO sent (receiver, machine, session, sequence) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET sequence = excluded.sequence"""


class Outbox:
    """The records of one folder; made by `open`.

    Args:
        connection: nobody else uses it.
        folder: where the records are.
        moved_aside: the name that a damaged database was given; None if there was none.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, moved_aside: str | None
    ) -> None:
        self.moved_aside = moved_aside
        self._connection = connection
        self._folder = folder

    @classmethod
    @contextlib.contextmanager
    def open(
        cls, folder: Path, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> Iterator["Outbox"]:
        """Open the records of a folder.

        Args:
            folder: where they are.
            clock: says what time it is, with its zone.
            new_id: makes ids that sort in the order they were made.

        Raises:
            ServerError: there are none.
            StoreUnavailable: they cannot be written.
        """
        path = folder / FILE
        if not path.is_file():
            raise ServerError(f"there are no records in {folder}")
        connection, moved_aside = database.open_file(path, new_id(), clock().date())
        try:
            yield cls(connection, folder, moved_aside)
        except sqlite3.Error as error:
            raise database.unavailable(error, folder) from error
        finally:
            connection.close()

    @property
    def machine(self) -> str:
        """Give the id of this set of records."""
        (machine,) = self._connection.execute("SELECT id FROM machine").fetchone()
        return str(machine)

    def waiting(self, receiver: str) -> int:
        """Count the records that a receiver has not got.

        Args:
            receiver: what it is called in `sent`.
        """
        (refused,) = self._connection.execute(
            "SELECT count(*) FROM refused WHERE receiver = ?", (receiver,)
        ).fetchone()
        new = self._connection.execute(_SESSIONS, (receiver,))
        return int(refused) + sum(int(count) for *_, count in new)

    def new(self, receiver: str, size: int) -> Iterator[list[Row]]:
        """Go through the records that a receiver has not been offered yet, each session's in order.

        Args:
            receiver: what it is called in `sent`.
            size: how many at a time.
        """
        sessions = self._connection.execute(_SESSIONS, (receiver,)).fetchall()
        return _batches(self._of_sessions((m, s, sent) for m, s, sent, _ in sessions), size)

    def refused(self, receiver: str, size: int) -> Iterator[list[Row]]:
        """Go through the records that a receiver refused earlier.

        Args:
            receiver: what it is called in `sent`.
            size: how many at a time.
        """
        return _batches(iter(self._connection.execute(_REFUSED, (receiver,)).fetchall()), size)

    def evidence(self, receiver: str) -> frozenset[str]:
        """Find the judgements that count, of all players who did something a receiver has not got.

        Args:
            receiver: what it is called in `sent`.

        Returns:
            The ids of their events.
        """
        rows = self._connection.execute(_IN_ORDER, (receiver, receiver))
        events = (event for event in map(read_event, rows) if event is not None)
        return frozenset(event.id for event, counts in with_evidence(events) if counts)

    def settle(self, receiver: str, rows: Sequence[Row], refused: Iterable[Refusal]) -> None:
        """Keep what a receiver has answered.

        Args:
            receiver: what it is called in `sent`.
            rows: what it was offered.
            refused: what of it it did not take.
        """
        sessions: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in rows:
            sessions[row[_MACHINE], row[_SESSION]].append(row[_SEQUENCE])
        with database.transaction(self._connection):
            self._settle_refused(receiver, rows, refused)
            for (machine, session), numbers in sessions.items():
                self._advance(receiver, machine, session, numbers)

    def settle_refused(
        self, receiver: str, rows: Sequence[Row], refused: Iterable[Refusal]
    ) -> None:
        """Keep what a receiver has answered to what it had refused before.

        Args:
            receiver: what it is called in `sent`.
            rows: what it was offered again.
            refused: what of it it did not take.
        """
        with database.transaction(self._connection):
            self._settle_refused(receiver, rows, refused)

    def forget(self, receiver: str) -> None:
        """Forget what was sent to a receiver, so that all of it is offered again.

        Args:
            receiver: what it is called in `sent`.
        """
        with database.transaction(self._connection):
            self._connection.execute("DELETE FROM sent WHERE receiver = ?", (receiver,))

    def tombstones(self) -> dict[str, str]:
        """Say who was erased, and when, but for those whose time to be kept here was over."""
        found = self._connection.execute("SELECT player, time FROM tombstone WHERE time <> ''")
        return dict(found.fetchall())

    def erase(self, tombstones: Mapping[str, str]) -> int:
        """Remove all that is here of players who were erased elsewhere.

        Args:
            tombstones: when each was erased, by the player's id.

        Returns:
            How many of them had anything here.
        """
        with database.transaction(self._connection):
            here = database.forget(self._connection, tombstones.items())
        if here:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return here

    def _of_sessions(self, sessions: Iterable[tuple[str, str, int]]) -> Iterator[Row]:
        for machine, session, last in sessions:
            after = last
            while page := self._connection.execute(
                _OF_SESSION, (session, machine, after)
            ).fetchall():
                yield from page
                after = page[-1][_SEQUENCE]

    def _settle_refused(
        self, receiver: str, rows: Sequence[Row], refused: Iterable[Refusal]
    ) -> None:
        self._connection.executemany(
            "DELETE FROM refused WHERE event = ? AND receiver = ?",
            [(row[_ID], receiver) for row in rows],
        )
        self._connection.executemany(
            "INSERT INTO refused (event, receiver, reason) VALUES (?, ?, ?)",
            [(refusal.event, receiver, refusal.reason) for refusal in refused],
        )

    def _advance(self, receiver: str, machine: str, session: str, numbers: Sequence[int]) -> None:
        found = self._connection.execute(
            "SELECT sequence FROM sent WHERE receiver = ? AND machine = ? AND session = ?",
            (receiver, machine, session),
        ).fetchone()
        (count,) = self._connection.execute(
            "SELECT count(*) FROM event WHERE session = ? AND machine = ?"
            " AND sequence > ? AND sequence <= ?",
            (session, machine, found[0] if found else _NEVER, numbers[-1]),
        ).fetchone()
        # If a merge has just brought something in between, the session is offered once more.
        if count <= len(numbers):
            self._connection.execute(_ADVANCE, (receiver, machine, session, numbers[-1]))


def _batches(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while batch := list(islice(rows, size)):
        yield batch
