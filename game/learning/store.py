"""The records on this machine: an append-only list of events in SQLite.

Whatever is handed to `Store.record` is written by a thread of its own, so that a slow disk never
holds up a frame; its `Ticket` says when it is safe on the disk. What cannot be written waits, in
order, and is tried again with whatever is handed over next.
"""

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from game.learning import advice, counts, database, rooms, rounds, turns
from game.learning.advice import Known
from game.learning.counts import Acts, Counts, Play, Unfinished
from game.learning.database import Reason, StoreUnavailable
from game.learning.events import (
    QUICK_EYES,
    Begun,
    ClassBegun,
    ClassEnded,
    Event,
    Happening,
    PlayerMade,
    RoundBegun,
    SessionJoined,
    body,
    read_event,
)
from game.learning.rooms import Room
from game.learning.rounds import Due, Round
from game.learning.turns import Together, Turns, TurnsLeft

__all__ = [
    "FILE",
    "Errand",
    "Play",
    "Player",
    "Reason",
    "Room",
    "SharedCodeError",
    "Store",
    "StoreUnavailable",
    "Ticket",
    "Unfinished",
    "Whose",
    "written",
]

FILE = "records.sqlite"

_PLAYERS = f"{database.EVENTS} WHERE kind = 'player_made' ORDER BY machine, sequence"
_JOININGS = f"{database.EVENTS} WHERE kind = 'session_joined' ORDER BY machine, sequence"
_LAST_JOINING = f"""{database.EVENTS} WHERE kind = 'session_joined' AND machine = ?
    ORDER BY sequence DESC LIMIT 1"""
_ALL = f"{database.EVENTS} ORDER BY player, machine, sequence, id"
_ROOMS = "SELECT player FROM event WHERE kind = 'class_begun'"
_CLASSES = f"{database.EVENTS} WHERE player IN ({_ROOMS}) ORDER BY player, machine, sequence, id"
_OWN = "kind = 'class_begun' AND machine = (SELECT id FROM machine)"
_END = "SELECT 1 FROM event AS it WHERE it.player = event.player AND it.kind = 'class_ended'"
_CLASS_LEFT = (
    f"{database.EVENTS} WHERE {_OWN} AND NOT EXISTS ({_END}) ORDER BY sequence DESC LIMIT 1"
)
_INSERT = """INSERT INTO event (machine, sequence, id, time, player, session, play, story, form,
    kind, version, scene, item, practice, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_Work = Callable[[sqlite3.Connection], None]
_Value = str | int | None
_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Player:
    """Describe a player; nothing else is known about them.

    Args:
        id: the player's id in all records.
        code: the letters with which they come back to this machine.
        animal: the animal they chose to be.
        colour: its colour.
    """

    id: str
    code: str
    animal: str
    colour: str


class Whose(Protocol):
    """Whoever events are recorded of: a player, or a room."""

    @property
    def id(self) -> str:
        """The id under which they are recorded."""


def written(time: datetime) -> str:
    """Write a time as events have it: in UTC as ISO 8601 with milliseconds.

    Args:
        time: with its zone.
    """
    utc = time.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"


class SharedCodeError(Exception):
    """Say that several players have a code, since records of several machines came together.

    Args:
        players: who has it, this machine's own first.
    """

    def __init__(self, players: tuple[Player, ...]) -> None:
        super().__init__(f"{len(players)} players have the code {players[0].code}")
        self.players = players


class Ticket:
    """Say what became of something that was handed to the records.

    Once `done` it is on the disk and stays there. With an `error` it is not, or not yet: it is
    tried again with whatever is recorded next, and when the records are closed.
    """

    def __init__(self) -> None:
        self.done = False
        self.error: StoreUnavailable | None = None
        self._tried = threading.Event()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is on the disk or could not be written.

        Args:
            seconds: how long at most; for ever for None.

        Returns:
            Whether it is on the disk.
        """
        self._tried.wait(seconds)
        return self.done

    def settle(self, error: StoreUnavailable | None) -> None:
        """Say how writing ended.

        Args:
            error: why it was not written; None if it was.
        """
        self.error = error
        self.done = error is None
        self._tried.set()


class Errand(Generic[_Given]):
    """Something that is done to the records now or not at all, in a transaction of its own.

    Args:
        work: does it; whatever it raises undoes it.
        folder: where the records are; None for memory.
    """

    def __init__(self, work: Callable[[sqlite3.Connection], _Given], folder: Path | None) -> None:
        self._work = work
        self._folder = folder
        self._given: list[_Given] = []
        self._error: Exception | None = None
        self._tried = threading.Event()

    def wait(self) -> _Given:
        """Wait until it is done or undone.

        Returns:
            What the work gave.

        Raises:
            StoreUnavailable: the records cannot be written.
            Exception: whatever the work raised.
        """
        self._tried.wait()
        if isinstance(self._error, (sqlite3.Error, UnicodeDecodeError)):
            raise database.unavailable(self._error, self._folder) from self._error
        if self._error is not None:
            raise self._error
        return self._given[0]

    def run(self, connection: sqlite3.Connection) -> None:
        """Do it.

        Args:
            connection: where.
        """
        try:
            with database.transaction(connection):
                given = self._work(connection)
            self._given.append(given)
            # What was erased must not stay in the journal; where it is in use, it stays a while.
            with contextlib.suppress(sqlite3.Error):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except Exception as error:  # noqa: BLE001 - raised where the result is waited for
            self._error = error
        finally:
            self._tried.set()


class Store:
    """The records of one folder, or in memory only. Made by `open`; used by one thread.

    Args:
        writer: writes them.
        reader: a connection to read them.
        folder: where they are; None for memory.
        moved_aside: the name that a damaged database was given; None if there was none.
        clock: says what time it is, with its zone.
        new_id: makes ids that sort in the order they were made.
    """

    def __init__(
        self,
        writer: "_Writer",
        reader: sqlite3.Connection,
        folder: Path | None,
        moved_aside: str | None,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self.moved_aside = moved_aside
        self._writer = writer
        self._reader = reader
        self._folder = folder
        self._clock = clock
        self._new_id = new_id
        self._session = new_id()
        self._version = -1
        self._read: dict[tuple[str, ...], tuple[Event, ...]] = {}
        self._events: dict[str, Event] = {}

    @classmethod
    def open(
        cls, folder: Path | None, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> "Store":
        """Open the records of a folder; begin them where there are none.

        Args:
            folder: where they are; it is made if need be. None for records in memory, which are
                gone when the game ends.
            clock: says what time it is, with its zone.
            new_id: makes ids that sort in the order they were made.

        Raises:
            StoreUnavailable: nothing can be recorded there.
        """
        if folder is None:
            connection = database.open_in_memory(new_id())
            return cls(_Writer(connection, None), connection, None, None, clock, new_id)
        path = folder / FILE
        connection, moved_aside = database.open_file(path, new_id(), clock().date())
        reader = database.open_for_reading(path)
        return cls(_Writer(connection, folder), reader, folder, moved_aside, clock, new_id)

    @property
    def saving(self) -> bool:
        """Say whether what is recorded will be there at the next start."""
        return self._folder is not None and self._writer.error is None

    @property
    def notice(self) -> str | None:
        """Say in one line for adults what happened to the records; None if nothing did."""
        if self.moved_aside is None:
            return None
        return (
            f"The records were damaged and have been moved aside, as {self.moved_aside} "
            f"in {self._folder}. Nothing was deleted."
        )

    def machine(self) -> str:
        """Name this set of records.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        with self.snapshot() as connection:
            return str(_machine(connection)[0])

    def players(self) -> tuple[Player, ...]:
        """List all players in the order they were made.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return tuple(self._made())

    def player(self, code: str) -> Player | None:
        """Find a player by their code; where several have it, one of this machine's own.

        Args:
            code: the four letters.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return next(iter(self.with_code(code)), None)

    def with_code(self, code: str) -> dict[Player, str]:
        """Find all players with a code: after a merge there may be several.

        Args:
            code: the four letters.

        Returns:
            On which machine each of them was made; this machine's own come first.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        found = [(player, made) for player, made in self._made().items() if player.code == code]
        if len(found) > 1:
            own = self.machine()
            found.sort(key=lambda one: one[1] != own)
        return dict(found)

    def new_player(self, animal: str, colour: str, code: str) -> Player:
        """Make a player.

        Args:
            animal: the animal they chose to be.
            colour: its colour.
            code: what `ids.new_code` drew.
        """
        player = Player(self._new_id(), code, animal, colour)
        self.take_over(player)
        return player

    def take_over(self, player: Player) -> None:
        """Record a player of other records here, under the same id.

        Args:
            player: for example of a folder that cannot be written any more.
        """
        made = PlayerMade(player.code, player.animal, player.colour)
        self._add(player.id, None, [made])

    def join(self, player: Player, code: str) -> Ticket:
        """Record that a player plays in a session from here on, until this start of the game ends.

        Args:
            player: who came in.
            code: of the session; `ids.read_session_code` reads it.

        Returns:
            A ticket that says when it is on the disk.
        """
        return self._add(player.id, None, [SessionJoined(code)])

    def joinings(self) -> tuple[Event, ...]:
        """List every time that a player joined a session, in the order of machine and sequence.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return self._select(_JOININGS)

    def last_joining(self) -> Event | None:
        """Give the last time that a player of this machine joined a session.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return next(iter(self._select(_LAST_JOINING, self.machine())), None)

    def begin(
        self,
        player: Whose,
        story: str,
        story_version: str,
        *,
        practice: bool = False,
        then: Iterable[Happening] = (),
    ) -> Play:
        """Begin a play of a story.

        Args:
            player: who plays; what a room plays is practice.
            story: the story's id.
            story_version: the version of the story's file.
            practice: whether nothing in it counts as evidence (What if…?).
            then: what happened in it already, oldest first; it is written with the beginning, all
                or nothing.

        Returns:
            What to record into.
        """
        play = Play(self._new_id(), player.id, story)
        self._add(player.id, play, [Begun(story_version, practice), *then])
        return play

    def begin_round(self, player: Whose, form: str | None, begun: RoundBegun) -> Play:
        """Begin a round of Quick Eyes.

        Args:
            player: who plays.
            form: which form is played; None if it mixes forms.
            begun: when it is played, and with which items.

        Returns:
            What to record into.
        """
        play = Play(self._new_id(), player.id, QUICK_EYES, form)
        self._add(player.id, play, [begun])
        return play

    def begin_class(self, begun: ClassBegun) -> Room:
        """Begin a class session in a room of its own.

        Args:
            begun: its code, how many children there are and what they mean to play.

        Returns:
            The room, for `begin`, `begin_round` and `end_class`; hands are recorded in its plays.
        """
        room = rooms.begin(self._new_id(), begun, self._session, self.time())
        self.take_over_class(room)
        return room

    def take_over_class(self, room: Room) -> None:
        """Record a room of other records here, under the same id.

        Args:
            room: for example of a folder that cannot be written any more.
        """
        made = ClassBegun(room.code, room.children, room.ages, room.language, room.stories)
        self._add(room.id, None, [made])

    def end_class(self, room: Room) -> Ticket:
        """Bring a class session to its end, so that it is not gone on with.

        Args:
            room: what `begin_class` or `class_left` gave.

        Returns:
            A ticket that says when it is on the disk.
        """
        return self._add(room.id, None, [ClassEnded()])

    def class_left(self) -> Room | None:
        """Find the newest class session of this machine that was left before its end.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        left = [self.room(event.player) for event in self._select(_CLASS_LEFT)]
        return left[0] if left else None

    def room(self, id_: str) -> Room | None:
        """Find a room, with all that was recorded of it so far.

        Args:
            id_: the room's.

        Returns:
            None where there is none, for example because it was erased.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return next(iter(rooms.rooms(self._select(database.OF_PLAYER, id_))), None)

    def classes(self) -> tuple[Room, ...]:
        """List all class sessions, of other machines too, in the order in which they were begun.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return rooms.rooms(self._select(_CLASSES))

    def record(self, play: Play, what: Iterable[Happening]) -> Ticket:
        """Hand over what happened in a play.

        Args:
            play: what `begin` or `unfinished` gave.
            what: what happened, oldest first; `events.happenings` makes it. All of it is written
                or nothing.

        Returns:
            A ticket that says when it is on the disk.
        """
        return self.record_together([(play, tuple(what))])

    def record_together(self, happened: Together) -> Ticket:
        """Hand over what happened in several plays at once.

        Args:
            happened: for each play what happened, oldest first. All of it is written or nothing.

        Returns:
            A ticket that says when it is on the disk.
        """
        return self._write(
            [row for play, what in happened for row in self._rows(play.player, play, what)]
        )

    def begin_turns(
        self, players: Sequence[Player], story: str, story_version: str, *, practice: bool = False
    ) -> Turns:
        """Begin a play of a story by turns, at the table where these players sat before.

        Args:
            players: who plays, in the order of their turns.
            story: the story's id.
            story_version: the version of the story's file.
            practice: whether nothing in it counts, nor is anybody's turn (What if…?).

        Returns:
            What to record into: with `turns.shared` and `record_together`.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        table = self.table(players) or self._new_id()
        ids = [player.id for player in players]
        play = Turns.at(Play(self._new_id(), table, story), ids, practice=practice)
        self.record_together(turns.begun(play, story_version))
        return play

    def table(self, players: Sequence[Player]) -> str | None:
        """Find the table at which these players sat and nobody else, in whatever order.

        Args:
            players: who plays.

        Returns:
            Its id; the newest where records of several machines have one; None if there is none.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        ids = {player.id for player in players}
        of_all = [turns.tables(self.events(player)) for player in players]
        newest_first = sorted(frozenset.intersection(*of_all), reverse=True)
        seated = (
            (id_, turns.seated(self._select(database.OF_PLAYER, id_))) for id_ in newest_first
        )
        return next((id_ for id_, there in seated if there == ids), None)

    def turns_left(self, players: Sequence[Player]) -> tuple[TurnsLeft, ...]:
        """Find where these players can go on together, the latest begun first.

        Args:
            players: who plays: all who sat at the table, in whatever order.

        Returns:
            At most one for each story.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        table = self.table(players)
        return () if table is None else turns.left(self._select(database.OF_PLAYER, table))

    def events(self, player: Player) -> tuple[Event, ...]:
        """List all events of a player, oldest first, but for those this game cannot read.

        What was handed over is written first, so that nothing is missing.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return self._select(database.OF_PLAYER, player.id)

    def every_event(self) -> Iterator[Event]:
        """Go through the events of all players, one player after the other, oldest first.

        Only one of them is held in memory at a time.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        self._writer.wait()
        try:
            yield from every_event(self._reader)
        except sqlite3.Error as error:
            raise database.unavailable(error, self._folder) from error

    def size(self) -> int:
        """Count the events, with those that this game cannot read.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        with self.snapshot() as connection:
            (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        return int(events)

    def counts(self, player: Player) -> Counts:
        """Count what a player found and missed.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return counts.counts(self.events(player))

    def acts(self, player: Player) -> Acts:
        """Say what a player had the lead do.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return counts.acts(self.events(player))

    def endings(self, player: Player) -> dict[str, tuple[str, ...]]:
        """Say which endings a player has seen, by story.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return counts.endings(self.events(player))

    def unfinished(self, player: Player) -> tuple[Unfinished, ...]:
        """Find where a player can go on, the latest begun first; at most one for each story.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return counts.unfinished(self.events(player))

    def rounds(self, player: Player) -> tuple[Round, ...]:
        """List the rounds of Quick Eyes of a player, oldest first.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return rounds.rounds(self.events(player))

    def round_left(self, player: Player) -> Round | None:
        """Find the round that a player left before its end.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return rounds.unfinished(self.events(player))

    def round_due(self, player: Player) -> Due | None:
        """Say which round of Quick Eyes a player should play now, if one.

        Args:
            player: who plays.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        order = rounds.order_of_forms(self._select(_PLAYERS), player.id)
        return rounds.due(self.events(player), order, self._clock())

    def known(self, player: Player) -> tuple[Known, ...]:
        """Say how surely a player knows each trick they met; the least known first.

        Args:
            player: who played.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        return advice.known(self.events(player), self._clock())

    def erase(self, code: str) -> bool:
        """Remove all that is known of the player with a code, also from the free parts of the file.

        What stays is the player's id, so that records merged later do not bring them back.

        Args:
            code: the player's code.

        Returns:
            Whether there was such a player.

        Raises:
            SharedCodeError: several players have the code; `erase_player` can be told which.
            StoreUnavailable: nothing is removed yet; it is tried again with whatever is recorded
                next, and when the records are closed.
        """
        found = tuple(self.with_code(code))
        if len(found) > 1:
            raise SharedCodeError(found)
        for player in found:
            self.erase_player(player)
        return bool(found)

    def erase_player(self, player: Whose) -> None:
        """Remove all that is known of a player or a room, as `erase` does.

        Args:
            player: one of `players`, or of `classes`.

        Raises:
            StoreUnavailable: nothing is removed yet; it is tried again with whatever is recorded
                next, and when the records are closed.
        """
        time = self.time()
        self._read.clear()

        def forget(connection: sqlite3.Connection) -> None:
            database.forget(connection, [(player.id, time)])

        ticket = self._writer.hand_over(forget)
        ticket.wait()
        if ticket.error is not None:
            raise ticket.error
        self._reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def errand(self, work: Callable[[sqlite3.Connection], _Given]) -> Errand[_Given]:
        """Have something done to the records, off the caller's thread, now or not at all.

        Args:
            work: does it, inside of a transaction.

        Returns:
            What to wait for, if need be.
        """
        self._read.clear()
        return self._writer.run_errand(Errand(work, self._folder))

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Hold the records still while they are read; what was handed over is written first.

        Yields:
            A connection to read from.

        Raises:
            StoreUnavailable: the records cannot be read.
        """
        self._writer.wait()
        try:
            self._reader.execute("BEGIN")
            try:
                # They are held from the first look on.
                self._reader.execute("SELECT count(*) FROM machine").fetchone()
                yield self._reader
            finally:
                if self._reader.in_transaction:
                    self._reader.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise database.unavailable(error, self._folder) from error

    def time(self) -> str:
        """Say what time it is, as `written` has it."""
        return written(self._clock())

    def flush(self) -> None:
        """Wait until all that was handed over is written, or could not be."""
        self._writer.wait()

    def close(self) -> None:
        """Write what still waits and let go of the file."""
        self._reader.close()
        self._writer.close()

    def _add(self, player: str, play: Play | None, what: Iterable[Happening]) -> Ticket:
        return self._write(self._rows(player, play, what))

    def _rows(
        self, player: str, play: Play | None, what: Iterable[Happening]
    ) -> list[tuple[_Value, ...]]:
        time = self.time()
        where = (None, None, None) if play is None else (play.id, play.story, play.form)
        return [
            (self._new_id(), time, player, self._session, *where, *_columns(happening))
            for happening in what
        ]

    def _write(self, rows: Sequence[tuple[_Value, ...]]) -> Ticket:
        self._read.clear()
        return self._writer.hand_over(lambda connection: _append(connection, rows))

    def _made(self) -> dict[Player, str]:
        """Find all players in the order they were made, each with the machine that was on."""
        made: dict[str, tuple[Player, str]] = {}
        for event in self._select(_PLAYERS):
            match event.what:
                case PlayerMade(code, animal, colour):
                    player = Player(event.player, code, animal, colour)
                    made.setdefault(event.player, (player, event.machine))
        return dict(made.values())

    def _select(self, select: str, *values: str) -> tuple[Event, ...]:
        self._writer.wait()
        try:
            # This number changes when another connection, also of another game, has written.
            (version,) = self._reader.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._read.clear()
                self._version = version
            if (select, *values) not in self._read:
                events = map(self._event, database.read(self._reader, select, values))
                self._read[select, *values] = tuple(e for e in events if e is not None)
        except sqlite3.Error as error:
            raise database.unavailable(error, self._folder) from error
        return self._read[select, *values]

    def _event(self, row: tuple[Any, ...]) -> Event | None:
        # An event never changes: what was read once is read for good.
        known = self._events.get(row[0])
        if known is None:
            known = read_event(row)
            if known is not None:
                self._events[known.id] = known
        return known


def every_event(connection: sqlite3.Connection) -> Iterator[Event]:
    """Go through the events of all players in a database, one after the other, oldest first.

    Args:
        connection: a database that is up to date.

    Raises:
        sqlite3.Error: they cannot be read.
    """
    for row in database.stream(connection, _ALL):
        event = read_event(row)
        if event is not None:
            yield event


class _Job:
    """Something to write, and the ticket for it."""

    __slots__ = ("ticket", "work")

    def __init__(self, work: _Work) -> None:
        self.work = work
        self.ticket = Ticket()


class _Writer:
    """Write jobs in order, off the caller's thread; memory is fast enough to be written at once.

    Args:
        connection: nobody else writes to it.
        folder: where the records are; None for memory.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path | None) -> None:
        self.error: StoreUnavailable | None = None
        self._connection = connection
        self._folder = folder
        self._waiting: queue.SimpleQueue[_Job | Errand[Any] | None] = queue.SimpleQueue()
        self._unsaved: list[_Job] = []
        self._newest: Ticket | None = None
        self._thread: threading.Thread | None = None
        if folder is not None:
            # A game that ends without closing the records must not wait here for ever.
            self._thread = threading.Thread(target=self._run, name="records", daemon=True)
            self._thread.start()

    def hand_over(self, work: _Work) -> Ticket:
        """Have something written.

        Args:
            work: writes it; inside of a transaction, and possibly again if that fails.
        """
        job = _Job(work)
        self._newest = job.ticket
        if self._thread is None:
            self._unsaved.append(job)
            self._save()
        else:
            self._waiting.put(job)
        return job.ticket

    def run_errand(self, errand: Errand[_Given]) -> Errand[_Given]:
        """Have an errand run, after all that was handed over before.

        Args:
            errand: what is to be done.
        """
        if self._thread is None:
            errand.run(self._connection)
        else:
            self._waiting.put(errand)
        return errand

    def wait(self) -> None:
        """Wait until all that was handed over has been tried."""
        if self._newest is not None:
            self._newest.wait()

    def close(self) -> None:
        """Try all that is not written yet, and close the connection."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            if isinstance(job, Errand):
                if self._unsaved:
                    self._save()
                job.run(self._connection)
                continue
            self._unsaved.append(job)
            if self._waiting.empty():
                self._save()
        self._save()

    def _save(self) -> None:
        try:
            with database.transaction(self._connection):
                for job in self._unsaved:
                    job.work(self._connection)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self.error = database.unavailable(error, self._folder)
        else:
            self.error = None
        tried = self._unsaved
        if self.error is None:
            self._unsaved = []
        for job in tried:
            job.ticket.settle(self.error)


def _append(connection: sqlite3.Connection, rows: Iterable[tuple[_Value, ...]]) -> None:
    machine, sequence = _machine(connection)
    for row in rows:
        sequence += 1
        connection.execute(_INSERT, (machine, sequence, *row))
    connection.execute("UPDATE machine SET sequence = ?", (sequence,))


def _machine(connection: sqlite3.Connection) -> tuple[str, int]:
    found = connection.execute("SELECT id, sequence FROM machine").fetchone()
    if found is None:
        raise sqlite3.DatabaseError("the records have lost the id of their machine")
    machine, sequence = found
    return machine, sequence


def _columns(what: Happening) -> tuple[_Value, ...]:
    return (
        what.KIND,
        what.VERSION,
        getattr(what, "scene", None),
        getattr(what, "item", None),
        int(getattr(what, "practice", False)),
        body(what),
    )
