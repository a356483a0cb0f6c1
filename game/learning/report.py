"""What a report holds besides what is said of a group: what was played, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Literal

from game.learning import measures
from game.learning.events import Begun, Ended, Event, Occasion, RoundBegun, SharedBegun
from game.learning.groups import (
    OCCASIONS,
    Change,
    Group,
    Hidden,
    Share,
    Spotting,
    Trick,
    group,
    without_small,
)
from game.learning.summary import Counting, Summary

CODE_LENGTH = 6
_NAMED = 3  # sessions in a message

# What d' = 1 comes to where neither answer comes more readily: hits less false alarms.
_FAR_APART = 0.38
_TRICKS_AT_A_TIME = 2

Apart = Literal["apart", "not apart", "too few to say"]
Next = Literal[
    "play",
    "gather",
    "rounds",
    "later",
    "go on",
    "friendly",
    "closer",
    "again",
    "more answers",
    "trick",
    "act",
]


class SessionError(Exception):
    """Say in one line which session cannot be reported on, and what to do."""


@dataclass(frozen=True, slots=True)
class Played:
    """Say what was played, by how many; practice is left out.

    Args:
        begun: by story, how many players began it; most players first.
        finished: by story, how many reached an ending.
        rounds: by occasion, how many began that round of Quick Eyes.
    """

    begun: Mapping[str, int | Hidden]
    finished: Mapping[str, int | Hidden]
    rounds: Mapping[Occasion, int | Hidden]


@dataclass(frozen=True, slots=True)
class Session:
    """Name a session.

    Args:
        id: of the session.
        begun: when its first event was recorded, in UTC as ISO 8601.
    """

    id: str
    begun: str

    @property
    def code(self) -> str:
        """Give what is typed for it: the end of its id, since ids of one day begin alike."""
        return self.id[-CODE_LENGTH:].upper()


@dataclass(frozen=True, slots=True)
class Advice:
    """Say what to do next time.

    Args:
        what: which advice.
        name: of the trick or the act that it is about.
    """

    what: Next
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what a report says.

    Args:
        session: the one whose players it is about; None if it is about all players.
        summary: how much there is.
        sessions: all that these players took part in, the newest first.
        played: what they played.
        group: what they learned; None for fewer than 5 players.
        advice: what to do next time, the most important first.
    """

    session: Session | None
    summary: Summary
    sessions: tuple[Session, ...]
    played: Played
    group: Group | None
    advice: tuple[Advice, ...]


def report(events: Iterable[Event], session: str | None = None) -> Report:
    """Sum up a group in one pass.

    With a session, the report is about the players who took part in it, with all that is recorded
    of them: what came before it decides what counts, and the round "later" is in another session.

    Args:
        events: one player after the other, each player's oldest first.
        session: the code of a session or its whole id; None for all players.

    Raises:
        SessionError: there is no such session, or there are several.
    """
    sessions, playing, counting = _Sessions(session), _Playing(), Counting()
    found = group(counting.passing(playing.passing(sessions.passing(events))))
    summary = counting.summary()
    return Report(
        sessions.wanted(),
        summary,
        sessions.of_players(),
        playing.played(),
        found,
        tuple(_advice(found, summary)),
    )


def apart(trick: Trick) -> Apart | None:
    """Say whether a trick is told apart from what only looks like it.

    It is where the 95 % interval of hits less false alarms (Newcombe's method 10) lies above 0; it
    is not where it does not, though a difference of .38 would have been seen.

    Args:
        trick: what was said of it.

    Returns:
        None where few players did one of the two.
    """
    found, alarmed = trick.found, trick.alarmed
    if found == "hidden" or alarmed == "hidden":
        return None
    if found is None or alarmed is None:
        return "too few to say"
    difference = measures.wilson_change(alarmed.rate, found.rate)
    if difference.low > 0:
        return "apart"
    return "not apart" if difference.value - difference.low <= _FAR_APART else "too few to say"


class _Sessions:
    """Let the players of one session pass, or all, and note which sessions there are."""

    def __init__(self, code: str | None) -> None:
        self._typed = code
        self._code = None if code is None else code.strip().lower()
        self._all: dict[str, str] = {}
        self._of_players: set[str] = set()
        self._wanted: set[str] = set()

    def passing(self, events: Iterable[Event]) -> Iterator[Event]:
        for _, each in groupby(events, key=attrgetter("player")):
            of_player = list(each)
            there = {event.session for event in of_player}
            for event in of_player:
                self._all[event.session] = min(event.time, self._all.get(event.session, event.time))
            wanted = {session for session in there if self._is_wanted(session)}
            self._wanted |= wanted
            if wanted or self._code is None:
                self._of_players |= there
                yield from of_player

    def wanted(self) -> Session | None:
        if self._code is None:
            return None
        if not self._wanted:
            raise SessionError(f"there is no session {self._typed!r}{self._those()}")
        if len(self._wanted) > 1:
            raise SessionError(
                f"{len(self._wanted)} sessions end with {self._typed!r}: type the whole id"
            )
        (id_,) = self._wanted
        return Session(id_, self._all[id_])

    def of_players(self) -> tuple[Session, ...]:
        return self._newest(self._of_players)

    def _is_wanted(self, session: str) -> bool:
        code = self._code
        return code is not None and len(code) >= CODE_LENGTH and session.endswith(code)

    def _those(self) -> str:
        newest = self._newest(self._all)[:_NAMED]
        said = ", ".join(f"{it.code} ({it.begun[:10]})" for it in newest)
        return f". The newest here: {said}" if said else ": nothing is recorded there yet"

    def _newest(self, ids: Iterable[str]) -> tuple[Session, ...]:
        found = [Session(id_, self._all[id_]) for id_ in ids]
        return tuple(sorted(found, key=lambda it: (it.begun, it.id), reverse=True))


class _Playing:
    """Note who played what."""

    def __init__(self) -> None:
        self._begun: set[tuple[str, str]] = set()
        self._finished: set[tuple[str, str]] = set()
        self._rounds: set[tuple[Occasion, str]] = set()

    def passing(self, events: Iterable[Event]) -> Iterator[Event]:
        for event in events:
            match event.what:
                case Begun(practice=False) | SharedBegun():
                    self._begun.add((event.story or "", event.player))
                case Ended(practice=False):
                    self._finished.add((event.story or "", event.player))
                case RoundBegun(practice=False, occasion=occasion):
                    self._rounds.add((occasion, event.player))
            yield event

    def played(self) -> Played:
        begun = Counter(story for story, _ in self._begun)
        finished = Counter(story for story, _ in self._finished)
        rounds = Counter(occasion for occasion, _ in self._rounds)
        order = sorted(begun, key=lambda story: (-begun[story], story))
        return Played(
            without_small({story: begun[story] for story in order}, int),
            without_small({story: finished[story] for story in order}, int),
            without_small({occ: rounds[occ] for occ in OCCASIONS if occ in rounds}, int),
        )


def _advice(found: Group | None, summary: Summary) -> Iterator[Advice]:
    if not summary.answers:
        yield Advice("play")
        return
    if found is None:
        yield Advice("gather")
        return
    yield from _on_change(found)
    yield from _on_leaning(found)
    yield from (Advice("trick", name) for name in _to_practise(found.tricks))
    yield from _on_acts(found)


def _on_change(found: Group) -> Iterator[Advice]:
    if not found.changes:
        yield Advice("rounds")
        return
    change = _newest_change(found)
    said: dict[str, Next] = {
        "learned": "go on",
        "lost": "again",
        "no change": "again",
        "too few to say": "more answers",
    }
    if change.verdict in said:
        yield Advice(said[change.verdict])
    if not any(after == "later" for _, after in found.changes):
        yield Advice("later")


def _newest_change(found: Group) -> Change:
    """Give the change between before and after; another one where there is none."""
    return found.changes.get(("before", "after"), next(iter(found.changes.values())))


def _on_leaning(found: Group) -> Iterator[Advice]:
    """Say whether a group says "wait", or "okay", too readily, after all that it played."""
    verdict = _newest_change(found).verdict if found.changes else None
    spotting = found.spotting
    leans = spotting.detection.criterion if isinstance(spotting, Spotting) else None
    if verdict == "more suspicious" or (leans and leans.high < 0):
        yield Advice("friendly")
    elif verdict == "less suspicious" or (leans and leans.low > 0):
        yield Advice("closer")


def _to_practise(tricks: Mapping[str, Trick]) -> list[str]:
    """Name the tricks that are not told apart, those first of which the fewest were noticed."""
    rates = {
        name: trick.found.rate.value
        for name, trick in tricks.items()
        if apart(trick) == "not apart" and isinstance(trick.found, Share)
    }
    return sorted(rates, key=rates.__getitem__)[:_TRICKS_AT_A_TIME]


def _on_acts(found: Group) -> Iterator[Advice]:
    taken = {act: it.rate.value for act, it in found.acts.items() if isinstance(it, Share)}
    if taken:
        yield Advice("act", min(taken, key=taken.__getitem__))
