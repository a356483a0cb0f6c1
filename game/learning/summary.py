"""Sum up all records in a few numbers; nothing of a single player."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.learning import database
from game.learning.events import NO_PLAYERS, Chosen, ClassBegun, Event, Judged
from game.learning.store import Store

_ASIDE = "SELECT count(*) FROM set_aside"
_EVENTS = f"""{database.SELECT_KNOWING_NOBODY} count(*),
    count(DISTINCT player) FILTER (WHERE player NOT IN nobody), count(DISTINCT session),
    count(DISTINCT play), count(DISTINCT machine),
    count(*) FILTER (WHERE kind IN ('judged', 'chosen') AND player NOT IN nobody),
    min(time), max(time), ({_ASIDE}),
    count(DISTINCT player) FILTER (WHERE kind = 'class_begun') FROM event"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Sum up all records.

    Args:
        events: how many there are.
        players: of how many players; rooms and tables are none.
        sessions: from how many starts of the game.
        plays: of how many stories begun and rounds of Quick Eyes.
        machines: from how many machines.
        answers: how many messages players judged and choices they made, practice too.
        first: when the oldest was recorded, in UTC as ISO 8601; None without records.
        last: when the newest was.
        set_aside: how many came in with an id that stands here with another content.
        classes: how many classes played on one screen.
    """

    events: int
    players: int
    sessions: int
    plays: int
    machines: int
    answers: int
    first: str | None
    last: str | None
    set_aside: int
    classes: int


def summary(store: Store) -> Summary:
    """Sum up all records.

    Args:
        store: the records.

    Raises:
        StoreUnavailable: the records cannot be read.
    """
    with store.snapshot() as connection:
        (found,) = database.read(connection, _EVENTS, ())
    return Summary(*found)


class Counting:
    """Sum up events that pass by, for records that are not those of a store."""

    def __init__(self) -> None:
        self._events = 0
        self._answers: Counter[str] = Counter()
        self._players: set[str] = set()
        self._nobody: set[str] = set()
        self._classes: set[str] = set()
        self._sessions: set[str] = set()
        self._plays: set[str | None] = {None}
        self._machines: set[str] = set()
        self._first: str | None = None
        self._last: str | None = None

    def passing(self, events: Iterable[Event]) -> Iterator[Event]:
        """Let events pass by.

        Args:
            events: in any order.
        """
        for event in events:
            self._events += 1
            self._answers[event.player] += isinstance(event.what, (Judged, Chosen))
            self._players.add(event.player)
            if isinstance(event.what, NO_PLAYERS):
                self._nobody.add(event.player)
            if isinstance(event.what, ClassBegun):
                self._classes.add(event.player)
            self._sessions.add(event.session)
            self._plays.add(event.play)
            self._machines.add(event.machine)
            self._first = event.time if self._first is None else min(self._first, event.time)
            self._last = event.time if self._last is None else max(self._last, event.time)
            yield event

    def summary(self) -> Summary:
        """Sum up what has passed by."""
        players = self._players - self._nobody
        return Summary(
            events=self._events,
            players=len(players),
            sessions=len(self._sessions),
            plays=len(self._plays) - 1,
            machines=len(self._machines),
            answers=sum(self._answers[player] for player in players),
            first=self._first,
            last=self._last,
            set_aside=0,
            classes=len(self._classes),
        )
