"""What adults see of all records: who plays on a machine and when it was used; no single answer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from game.learning.events import (
    NO_PLAYERS,
    Chosen,
    ClassBegun,
    Ended,
    Event,
    Judged,
    PlayerMade,
    SessionJoined,
)
from game.learning.store import Player


@dataclass(frozen=True, slots=True)
class PlayerSummary:
    """Sum up one player.

    Args:
        player: who.
        machine: the id of the set of records in which they were made.
        first: when the first event was recorded, in UTC as ISO 8601.
        last: when the newest event was recorded.
        finished: how many stories they have brought to an ending, What if…? left out.
        answers: how many messages they judged and choices they made, practice too.
    """

    player: Player
    machine: str
    first: str
    last: str
    finished: int
    answers: int


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """Sum up one session: what was recorded from one start of the game to its end.

    Args:
        id: of the session.
        machine: the id of the set of records in which it was recorded.
        begun: when its first event was recorded, in UTC as ISO 8601.
        players: how many played or were made; rooms and tables are no players.
        plays: how many plays of stories and rounds of Quick Eyes were begun or gone on with.
        answers: how many messages players judged and choices they made, practice too.
        codes: of sessions of a class or a computer room that were held in it, in order.
        children: how many were in the classes that began in it or were gone on with.
    """

    id: str
    machine: str
    begun: str
    players: int
    plays: int
    answers: int
    codes: tuple[str, ...] = ()
    children: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """Sum up all records.

    Args:
        players: who played last comes first.
        sessions: the newest first.
    """

    players: tuple[PlayerSummary, ...]
    sessions: tuple[SessionSummary, ...]


@dataclass(slots=True)
class _OfPlayer:
    first: str
    last: str = ""
    machine: str = ""
    made: PlayerMade | None = None
    nobody: bool = False  # a room, or a table
    room: ClassBegun | None = None
    finished: set[str | None] = field(default_factory=set)
    answers: int = 0


@dataclass(slots=True)
class _OfSession:
    machine: str
    begun: str
    players: set[str] = field(default_factory=set)
    plays: set[str] = field(default_factory=set)
    answers: Counter[str] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)


def overview(events: Iterable[Event]) -> Overview:
    """Sum up all records in one pass.

    Players whose making was not recorded, or cannot be read, are left out: they have no code.

    Args:
        events: of all players, each player's oldest first; `Store.every_event` gives them.
    """
    players: dict[str, _OfPlayer] = {}
    sessions: dict[str, _OfSession] = {}
    for event in events:
        player = players.setdefault(event.player, _OfPlayer(event.time))
        session = sessions.setdefault(event.session, _OfSession(event.machine, event.time))
        _count(event, player, session)
    return Overview(
        tuple(sorted(_players(players), key=lambda p: (p.last, p.player.id), reverse=True)),
        tuple(sorted(_sessions(sessions, players), key=lambda s: (s.begun, s.id), reverse=True)),
    )


def _count(event: Event, player: _OfPlayer, session: _OfSession) -> None:
    player.last = event.time
    player.nobody |= isinstance(event.what, NO_PLAYERS)
    session.begun = min(session.begun, event.time)
    session.players.add(event.player)
    if event.play is not None:
        session.plays.add(event.play)
    match event.what:
        case PlayerMade() as made:
            player.made, player.machine = made, event.machine
        case Ended(practice=False):
            player.finished.add(event.story)
        case Judged() | Chosen():
            player.answers += 1
            session.answers[event.player] += 1
        case SessionJoined(code):
            session.codes.add(code)
        case ClassBegun() as begun:
            player.room = begun


def _players(found: Mapping[str, _OfPlayer]) -> Iterator[PlayerSummary]:
    for id_, of in found.items():
        if of.made is not None:
            who = Player(id_, of.made.code, of.made.animal, of.made.colour)
            yield PlayerSummary(who, of.machine, of.first, of.last, len(of.finished), of.answers)


def _sessions(
    found: Mapping[str, _OfSession], everybody: Mapping[str, _OfPlayer]
) -> Iterator[SessionSummary]:
    for id_, of in found.items():
        players = {player for player in of.players if not everybody[player].nobody}
        rooms = [room for player in of.players if (room := everybody[player].room) is not None]
        yield SessionSummary(
            id_,
            of.machine,
            of.begun,
            len(players),
            len(of.plays),
            sum(of.answers[player] for player in players),
            tuple(sorted(of.codes.union(room.code for room in rooms))),
            sum(room.children for room in rooms),
        )
