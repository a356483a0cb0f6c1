"""Sessions that players join by a code, as in a computer room: who belongs to which, since when.

Within one start of the game whatever a player does after joining belongs to the session. The same
player may belong to another session on another day, and to none in between.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.learning.events import Event, SessionJoined


@dataclass(frozen=True, slots=True)
class JoinedSession:
    """Describe a session that players joined by its code.

    Args:
        code: six letters, as whoever leads it gave it out.
        begun: when the first player joined it, in UTC as ISO 8601, by the clock of that machine.
        players: the ids of all who did.
        machines: the ids of the sets of records in which they did.
        starts: the starts of the game in which they did, as `Event.session` has them.
    """

    code: str
    begun: str
    players: frozenset[str]
    machines: frozenset[str]
    starts: frozenset[str]


@dataclass(slots=True)
class _Found:
    begun: str
    players: set[str] = field(default_factory=set)
    machines: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)


class Joining:
    """Say of events to which session they belong, and note which sessions there are.

    It is given each player's events oldest first; players may be mixed.
    """

    def __init__(self) -> None:
        self._in: dict[tuple[str, str], str] = {}
        self._found: dict[str, _Found] = {}

    def code_of(self, event: Event) -> str | None:
        """Take notice of the next event, and say to which session it belongs.

        Args:
            event: of a player; that they joined belongs to the session already.

        Returns:
            The session's code; None for what was recorded in none.
        """
        if isinstance(event.what, SessionJoined):
            self._note(event, event.what.code)
        return self._in.get((event.player, event.session))

    def passing(self, events: Iterable[Event]) -> Iterator[Event]:
        """Let events pass by, and take notice of them.

        Args:
            events: each player's oldest first.
        """
        for event in events:
            self.code_of(event)
            yield event

    def sessions(self) -> tuple[JoinedSession, ...]:
        """List the sessions that were noticed, the newest first."""
        made = [
            JoinedSession(
                code,
                found.begun,
                frozenset(found.players),
                frozenset(found.machines),
                frozenset(found.starts),
            )
            for code, found in self._found.items()
        ]
        return tuple(sorted(made, key=lambda it: (it.begun, it.code), reverse=True))

    def _note(self, event: Event, code: str) -> None:
        self._in[event.player, event.session] = code
        found = self._found.setdefault(code, _Found(event.time))
        found.begun = min(found.begun, event.time)
        found.players.add(event.player)
        found.machines.add(event.machine)
        found.starts.add(event.session)


def joined_sessions(events: Iterable[Event]) -> tuple[JoinedSession, ...]:
    """List the sessions that players joined by a code, the newest first.

    Args:
        events: of all players, for example `Store.every_event()`; those of kind `session_joined`
            are enough.
    """
    joining = Joining()
    for _ in joining.passing(events):
        pass
    return joining.sessions()
