"""What a report holds besides what is said of a group: what was played, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Literal

from game.learning import measures
from game.learning.events import (
    Begun,
    ClassBegun,
    Ended,
    Event,
    Occasion,
    RoundBegun,
    SharedBegun,
)
from game.learning.groups import (
    FEWEST_PLAYERS,
    OCCASIONS,
    Change,
    Group,
    Grouping,
    Hidden,
    Share,
    Spotting,
    Trick,
    without_small,
)
from game.learning.rooms import Room, rooms
from game.learning.sessions import Session, SessionError, Sessions
from game.learning.summary import Counting, Summary

FEWEST_SESSIONS, MOST_SESSIONS = 2, 6  # side by side
# So many of a session's players may be in others beside it. Each number is of 5 players or more,
# so at least 3 of them are in no other session; whatever two numbers are taken from each other,
# what is left tells of 6 players or more, and never of a few.
MOST_SHARED = 2

# What d' = 1 comes to where neither answer comes more readily: hits less false alarms.
_FAR_APART = 0.38
_TRICKS_AT_A_TIME = 2

Apart = Literal["apart", "not apart", "too few to say"]
Next = Literal[
    "play",
    "check",
    "alone",
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
        rooms: the classes that played together on one screen, the newest first.
        advice: what to do next time, the most important first.
    """

    session: Session | None
    summary: Summary
    sessions: tuple[Session, ...]
    played: Played
    group: Group | None
    rooms: tuple[Room, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold several sessions side by side.

    Args:
        reports: one for each, in the order in which they were asked for; nothing is said of the
            players of those that are alike, or that have fewer than 5.
        alike: the sessions that have more players in common with the others than may be, since
            the differences would tell of a few children.
    """

    reports: tuple[Report, ...]
    alike: frozenset[Session]


def reported(events: Iterable[Event], typed: Sequence[str]) -> Report | Comparison:
    """Sum up all players, one session, or several side by side.

    Args:
        events: one player after the other, each player's oldest first.
        typed: the codes of sessions, or whole ids of starts; none for all players.

    Raises:
        SessionError: as `report` and `compare` do.
    """
    return compare(events, typed) if len(typed) > 1 else report(events, *typed)


def report(events: Iterable[Event], session: str | None = None) -> Report:
    """Sum up a group in one pass.

    With a session, the report is about the players who took part in it, with all that is recorded
    of them: what came before it decides what counts, and the round "later" is in another session.

    Args:
        events: one player after the other, each player's oldest first.
        session: its code, or the whole id of a start; None for all players.

    Raises:
        SessionError: there is no such session, or there are several.
    """
    typed = () if session is None else (session,)
    sessions, (found,) = _read(events, typed)
    return found.report(sessions, *(sessions.wanted() or (None,)))


def compare(events: Iterable[Event], typed: Sequence[str]) -> Comparison:
    """Sum up several sessions in one pass, to be set side by side.

    Args:
        events: one player after the other, each player's oldest first.
        typed: their codes, or whole ids of starts; 2 to 6.

    Raises:
        SessionError: one of them is not there, is several, or is named twice; or they are too few
            or too many.
    """
    if not FEWEST_SESSIONS <= len(typed) <= MOST_SESSIONS:
        raise SessionError(
            f"{FEWEST_SESSIONS} to {MOST_SESSIONS} sessions can be set side by side, "
            f"not {len(typed)}"
        )
    sessions, found = _read(events, typed)
    wanted = sessions.wanted()
    shown = _side_by_side([each.players() for each in found])
    alike = frozenset(session for n, session in enumerate(wanted) if n not in shown)
    made = (each.report(sessions, session) for each, session in zip(found, wanted, strict=True))
    bare = (_bare(it) if it.session in alike or it.group is None else it for it in made)
    return Comparison(tuple(bare), alike)


def _read(events: Iterable[Event], typed: Sequence[str]) -> "tuple[Sessions, tuple[_Found, ...]]":
    """Read all events once, for each session that was asked for, or for all players together."""
    sessions = Sessions(typed)
    found = tuple(_Found() for _ in typed or (None,))
    for _, each in groupby(events, key=attrgetter("player")):
        of_player = list(each)
        there, wanted = sessions.add(of_player)
        for one, is_wanted in zip(found, wanted or (True,), strict=True):
            if is_wanted:
                one.add(of_player, there)
    return sessions, found


def _side_by_side(players: Sequence[frozenset[str]]) -> set[int]:
    """Choose the sessions that may stand beside each other, those named first before others.

    Of fewer than 5 players nothing is said anyway.
    """
    shown = {n for n, ids in enumerate(players) if len(ids) < FEWEST_PLAYERS}
    beside: list[frozenset[str]] = []
    for number, ids in enumerate(players):
        if number in shown:
            continue
        if all(_shared(each, [*beside, ids]) <= MOST_SHARED for each in [*beside, ids]):
            beside.append(ids)
            shown.add(number)
    return shown


def _shared(players: frozenset[str], sessions: Sequence[frozenset[str]]) -> int:
    others = [ids for ids in sessions if ids is not players]
    return len(players & frozenset().union(*others))


def _bare(said: Report) -> Report:
    """Leave only classes, of which their hands are told."""
    return replace(said, played=Played({}, {}, {}), group=None, advice=())


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


class _Found:
    """Hold what was found of the players of a session, as far as the events were read."""

    def __init__(self) -> None:
        self._counting = Counting()
        self._playing = _Playing()
        self._grouping = Grouping()
        self._rooms: list[Room] = []
        self._sessions: set[str] = set()

    def add(self, of_player: Sequence[Event], sessions: frozenset[str]) -> None:
        """Take all events of the next player, or of a class."""
        self._sessions |= sessions
        if any(isinstance(event.what, ClassBegun) for event in of_player):
            self._rooms += rooms(self._counting.passing(of_player))
            return
        for event in self._counting.passing(self._playing.passing(of_player)):
            self._grouping.add(event)

    def players(self) -> frozenset[str]:
        return self._grouping.players()

    def report(self, sessions: Sessions, session: Session | None) -> Report:
        found, summary = self._grouping.group(), self._counting.summary()
        newest = sorted(self._rooms, key=lambda room: (room.begun, room.id), reverse=True)
        return Report(
            session,
            summary,
            sessions.named(self._sessions),
            self._playing.played(),
            found,
            tuple(newest),
            tuple(_advice(found, summary, newest)),
        )


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


def _advice(found: Group | None, summary: Summary, together: Sequence[Room]) -> Iterator[Advice]:
    if together and not any(_checked_twice(room) for room in together):
        yield Advice("check")
    if found is None:
        if summary.answers:
            yield Advice("gather")
        else:
            yield Advice("alone" if together else "play")
        return
    yield from _on_change(found)
    yield from _on_leaning(found)
    yield from (Advice("trick", name) for name in _to_practise(found.tricks))
    yield from _on_acts(found)


def _checked_twice(room: Room) -> bool:
    """Say whether a class raised hands for Quick Eyes on two occasions."""
    return len({it.occasion for it in room.decided if it.occasion is not None}) > 1


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
