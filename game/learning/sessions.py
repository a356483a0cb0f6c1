"""Sessions, by the code that is typed for them: of a computer room, of a class, or one start."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby
from operator import attrgetter

from game.learning.events import ClassBegun, Event, SessionJoined
from game.learning.ids import read_session_code

CODE_LENGTH = 6
_NAMED = 3  # sessions in a message


class SessionError(Exception):
    """Say in one line which session cannot be reported on, and what to do."""


@dataclass(frozen=True, slots=True)
class Session:
    """Name a session.

    Args:
        id: the code under which players joined or a class played; else of one start of the game.
        begun: when its first event was recorded, in UTC as ISO 8601.
    """

    id: str
    begun: str

    @property
    def code(self) -> str:
        """Give what is typed for it: of a start the end of its id, which chance made."""
        return self.id[-CODE_LENGTH:].upper()


def sessions(events: Iterable[Event]) -> tuple[Session, ...]:
    """List all sessions that can be reported on, the newest first.

    Args:
        events: one player after the other.
    """
    found = Sessions()
    for _, of_player in groupby(events, key=attrgetter("player")):
        found.add(of_player)
    return found.all()


class Sessions:
    """Note which sessions there are, and say who took part in those that were asked for.

    Args:
        typed: for each of them its code, or the whole id of a start.
    """

    def __init__(self, typed: Sequence[str] = ()) -> None:
        self._typed = typed
        self._codes = [read_session_code(text) for text in typed]
        self._ends = [text.strip().lower() for text in typed]
        self._coded: dict[str, str] = {}
        self._starts: dict[str, str] = {}
        self._with_code: set[str] = set()
        self._wanted: list[set[str]] = [set() for _ in typed]

    def add(self, events: Iterable[Event]) -> tuple[frozenset[str], tuple[bool, ...]]:
        """Note in which sessions somebody took part.

        Args:
            events: all events of a player, or of a class.

        Returns:
            The ids of those sessions; and for each that was asked for, whether it is one of them.
        """
        starts, coded, with_code = self._note(events)
        there = frozenset(coded | (starts - with_code))
        return there, tuple(self._is_wanted(n, starts, coded) for n in range(len(self._typed)))

    def wanted(self) -> tuple[Session, ...]:
        """Give the sessions that were asked for.

        Raises:
            SessionError: there is no such session, there are several, or one was typed twice.
        """
        found = tuple(self._found(number) for number in range(len(self._typed)))
        for number, session in enumerate(found):
            if session in found[:number]:
                raise SessionError(f"session {self._typed[number]!r} is named twice")
        return found

    def named(self, ids: Collection[str]) -> tuple[Session, ...]:
        """Name sessions, the newest first.

        Args:
            ids: some that `add` gave.
        """
        begun = {**self._starts, **self._coded}
        found = [Session(id_, begun[id_]) for id_ in ids]
        return tuple(sorted(found, key=lambda it: (it.begun, it.id), reverse=True))

    def all(self) -> tuple[Session, ...]:
        """Name all sessions, the newest first; a start in which one was joined goes by its code."""
        return self.named({*self._starts, *self._coded} - self._with_code)

    def _note(self, events: Iterable[Event]) -> tuple[set[str], set[str], set[str]]:
        starts: set[str] = set()
        coded: set[str] = set()
        with_code: set[str] = set()
        for event in events:
            if event.session not in starts or event.time < self._starts[event.session]:
                starts.add(event.session)
                _earliest(self._starts, event.session, event.time)
            if isinstance(event.what, (SessionJoined, ClassBegun)):
                coded.add(event.what.code)
                with_code.add(event.session)
                _earliest(self._coded, event.what.code, event.time)
        self._with_code |= with_code
        return starts, coded, with_code

    def _is_wanted(self, number: int, starts: set[str], coded: set[str]) -> bool:
        code, end = self._codes[number], self._ends[number]
        found = {start for start in starts if len(end) >= CODE_LENGTH and start.endswith(end)}
        if code in coded:
            found.add(code or "")
        self._wanted[number] |= found
        return bool(found)

    def _found(self, number: int) -> Session:
        typed, wanted = self._typed[number], self._wanted[number]
        if not wanted:
            raise SessionError(f"there is no session {typed!r}{self._those(typed)}")
        coded = [id_ for id_ in wanted if id_ in self._coded]
        if len(coded or wanted) > 1:
            raise SessionError(f"{len(wanted)} sessions end with {typed!r}: type the whole id")
        (id_,) = coded or wanted
        return Session(id_, self._coded.get(id_) or self._starts[id_])

    def _those(self, typed: str) -> str:
        newest = self.all()
        if not newest:
            return ": nothing is recorded there yet"
        said = ", ".join(f"{it.code} ({it.begun[:10]})" for it in newest[:_NAMED])
        alike = get_close_matches(typed.strip().upper(), [it.code for it in newest], n=1)
        meant = f"; did you mean {alike[0]}?" if alike else ""
        return f"{meant} The newest here: {said}" if meant else f". The newest here: {said}"


def _earliest(times: dict[str, str], name: str, time: str) -> None:
    times[name] = min(time, times.get(name, time))
