"""Turns: two to four players answer one after the other, in one play of a story.

They sit at a table, which is no player: it has all of the log, as practice, so that they can go on.
Each player has the same play, with what they answered; what somebody else answered they witnessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.learning.counts import Play, Unfinished, unfinished
from game.learning.events import (
    Begun,
    Chosen,
    Ended,
    Event,
    Happening,
    Judged,
    SharedBegun,
    Shown,
    TurnsBegun,
    Witnessed,
)
from game.story import playthrough

FEWEST, MOST = 2, 4

# What happened in several plays at once.
Together = Sequence[tuple[Play, Sequence[Happening]]]


@dataclass(frozen=True, slots=True)
class Turns:
    """Name one play by turns.

    Args:
        table: the play of the table, which has all of the log.
        players: the same play for each of the players, in the order of their turns.
        practice: whether nobody's turn is recorded (What if…?).
    """

    table: Play
    players: tuple[Play, ...]
    practice: bool = False

    @classmethod
    def at(cls, table: Play, players: Iterable[str], *, practice: bool = False) -> "Turns":
        """Name the play of a table and of its players.

        Args:
            table: the play of the table.
            players: the ids of the players, in the order of their turns.
            practice: whether nobody's turn is recorded.
        """
        plays = (replace(table, player=player) for player in players)
        return cls(table, tuple(plays), practice)

    def whose(self, answered: int) -> Play:
        """Say who answers next.

        Args:
            answered: how many questions were answered so far.
        """
        return self.players[answered % len(self.players)]


@dataclass(frozen=True, slots=True)
class TurnsLeft:
    """Hold a play by turns that its players can go on with together.

    Args:
        turns: to record into.
        unfinished: where the table stopped.
    """

    turns: Turns
    unfinished: Unfinished


def begun(turns: Turns, story_version: str) -> Together:
    """Say what is recorded when a play by turns begins.

    Args:
        turns: the play.
        story_version: the version of the story's file.
    """
    if turns.practice:
        return [
            (play, [Begun(story_version, practice=True)]) for play in (turns.table, *turns.players)
        ]
    order = tuple(play.player for play in turns.players)
    shared = SharedBegun(story_version, turns.table.player)
    return [
        (turns.table, [TurnsBegun(story_version, order)]),
        *((play, [shared]) for play in turns.players),
    ]


def shared(turns: Turns, what: Sequence[Happening], answered: int) -> Together:
    """Say what is recorded of what happened in a play by turns.

    Args:
        turns: the play.
        what: what happened, oldest first; `events.happenings` makes it.
        answered: how many questions had been answered before; `answered` counts them.
    """
    of_players: dict[Play, list[Happening]] = {play: [] for play in turns.players}
    for happening in what:
        whose = None if turns.practice else turns.whose(answered)
        for play, there in of_players.items():
            there.append(happening if play == whose else _seen(happening))
        answered += isinstance(happening, (Judged, Chosen))
    return [(turns.table, [_practised(happening) for happening in what]), *of_players.items()]


def answered(log: Iterable[playthrough.Entry]) -> int:
    """Count the questions that were answered; with each the turn goes to the next one.

    Args:
        log: what has happened in a playthrough.
    """
    return sum(isinstance(entry, (playthrough.Judged, playthrough.Chosen)) for entry in log)


def tables(events: Iterable[Event]) -> frozenset[str]:
    """Name the tables that a player sat at.

    Args:
        events: of one player.
    """
    return frozenset(event.what.table for event in events if isinstance(event.what, SharedBegun))


def seated(events: Iterable[Event]) -> frozenset[str]:
    """Name the players of a table.

    Args:
        events: of one table.
    """
    begun = (event.what for event in events if isinstance(event.what, TurnsBegun))
    return frozenset(player for what in begun for player in what.players)


def left(events: Iterable[Event]) -> tuple[TurnsLeft, ...]:
    """Find where a table can go on: of each story the latest play, if it has no ending.

    Args:
        events: of one table, oldest first.

    Returns:
        At most one for each story, the latest begun first.
    """
    events = list(events)
    orders = {
        event.play: event.what.players for event in events if isinstance(event.what, TurnsBegun)
    }
    return tuple(
        TurnsLeft(Turns.at(one.play, orders[one.play.id]), one) for one in unfinished(events)
    )


def _practised(happening: Happening) -> Happening:
    match happening:
        case Shown() | Judged() | Chosen() | Ended():
            return replace(happening, practice=True)
        case _:
            return happening


def _seen(happening: Happening) -> Happening:
    match happening:
        case Judged(scene, item):
            return Witnessed(scene, item, "message")
        case Chosen(scene=scene, number=number):
            return Witnessed(scene, str(number), "choice")
        case _:
            return happening
