"""What can be said of a class that raised hands; nothing is said of one child.

Hands are counted, never children, and only of questions that were decided. Children see each
other's hands, and raise them less freely than they would answer alone (Stowell, Oldham & Bennett
2010, doi 10.1080/00986281003626631). So the hands for one message are taken for one cluster, and
intervals are as wide as the messages differ from each other (`measures.design_effect`). Where all
copy alike from message to message that is still too narrow: an interval is at least as wide as it
says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from game.learning import measures
from game.learning.events import Occasion
from game.learning.groups import (
    FEWEST_PLAYERS,
    OCCASIONS,
    PROTECTIVE,
    Change,
    Hidden,
    Share,
    Spotting,
    Trick,
    change,
)
from game.learning.rooms import Question, Room

# Of a room check: with one message of a kind nothing says how much messages differ.
_ENOUGH_OF_A_ROUND = 2

_Counts = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Choices:
    """Say what became of the choices at which a protective act was on offer.

    Args:
        of: how many there were at which hands were raised.
        most: at how many of them more hands than for any other answer were for a protective one.
        tied: at how many a protective answer had as many hands as another one, and none had more.
        played: at how many a protective act was played.
        led: how many of all were decided by whoever led the session.
    """

    of: int
    most: int
    tied: int
    played: int
    led: int


@dataclass(frozen=True, slots=True)
class RoomMeasures:
    """Hold all that is said of a room; where it says players, it is the children of the room.

    Args:
        questions: how many were decided.
        crowded: at how many of them there were more hands than children.
        spotting: the hands for "wait" at all messages, those of room checks too; hidden where
            fewer than 5 hands were raised at any of them, None without messages of both kinds.
        tricks: by trick, in alphabetical order; nobody names tricks by hand.
        acting: of the hands at choices with a protective act on offer, those for one.
        acts: by protective act: of the hands where it was on offer, those for it.
        choices: what most hands were for at these choices, and what was played.
        rounds: what each room check says, for those with two messages and more of both kinds.
        change: from the room check before to the one after.
    """

    questions: int
    crowded: int
    spotting: Spotting | Hidden | None
    tricks: Mapping[str, Trick]
    acting: Share | Hidden | None
    acts: Mapping[str, Share | Hidden]
    choices: Choices | Hidden | None
    rounds: Mapping[Occasion, Spotting | Hidden]
    change: Change | Hidden | None


def measured(room: Room) -> RoomMeasures | None:
    """Say what can be said of a room.

    Args:
        room: with its questions.

    Returns:
        None for fewer than 5 children.
    """
    if room.children < FEWEST_PLAYERS:
        return None
    decided = room.decided
    messages = [question for question in decided if question.what.about == "message"]
    choices = [question for question in decided if _could_protect(question)]
    checks = _checks(messages, room.children)
    return RoomMeasures(
        questions=len(decided),
        crowded=sum(question.raised > room.children for question in decided),
        spotting=_spotting(messages, room.children),
        tricks=_tricks(messages, room.children),
        acting=_share([_protective(it, PROTECTIVE) for it in choices], room.children),
        acts=_acts(choices, room.children),
        choices=_choices(choices),
        rounds=checks,
        change=_change(checks),
    )


def _checks(messages: Iterable[Question], children: int) -> dict[Occasion, Spotting | Hidden]:
    found: dict[Occasion, Spotting | Hidden] = {}
    asked = [question for question in messages if question.raised]
    for occasion in OCCASIONS:
        there = [question for question in asked if question.occasion == occasion]
        unsafe = sum(bool(question.what.tricks) for question in there)
        if min(unsafe, len(there) - unsafe) >= _ENOUGH_OF_A_ROUND:
            found[occasion] = _spotting(there, children) or "hidden"
    return found


def _spotting(messages: Sequence[Question], children: int) -> Spotting | Hidden | None:
    unsafe = _waits(question for question in messages if question.what.tricks)
    safe = _waits(question for question in messages if not question.what.tricks)
    hits = _share(unsafe, children)
    false = _share(safe, children)
    if hits is None or false is None:
        return None
    if hits == "hidden" or false == "hidden":
        return "hidden"
    return Spotting(
        children,
        hits.count,
        hits.of,
        false.count,
        false.of,
        hits.rate,
        false.rate,
        measures.detection(
            hits.count,
            hits.of - hits.count,
            false.count,
            false.of - false.count,
            effects=(measures.design_effect(unsafe), measures.design_effect(safe)),
        ),
    )


def _waits(messages: Iterable[Question]) -> _Counts:
    return [(question.hands_for("wait"), question.raised) for question in messages]


def _share(counts: _Counts, children: int) -> Share | Hidden | None:
    """Estimate a share of hands; None where there are none."""
    most = max((of for _, of in counts), default=0)
    if not most:
        return None
    if most < FEWEST_PLAYERS:
        return "hidden"
    count, of = sum(count for count, _ in counts), sum(of for _, of in counts)
    effect = measures.design_effect(counts)
    return Share(children, count, of, measures.wilson(count / effect, of / effect))


def _tricks(messages: Sequence[Question], children: int) -> dict[str, Trick]:
    tricks = {trick for it in messages for trick in (*it.what.tricks, *it.what.looks_like)}
    found = {
        trick: Trick(
            _share(_waits(it for it in messages if trick in it.what.tricks), children),
            None,
            _share(_waits(it for it in messages if trick in it.what.looks_like), children),
        )
        for trick in sorted(tricks)
    }
    return {trick: it for trick, it in found.items() if it.found or it.alarmed}


def _could_protect(question: Question) -> bool:
    return any(set(acts).intersection(PROTECTIVE) for acts in question.what.offered)


def _protective(question: Question, acts: Iterable[str]) -> tuple[int, int]:
    """Count the hands for answers with one of some acts, and all hands."""
    wanted = set(acts)
    offered = zip(question.what.hands, question.what.offered, strict=False)
    return sum(hands for hands, acts in offered if wanted.intersection(acts)), question.raised


def _acts(choices: Sequence[Question], children: int) -> dict[str, Share | Hidden]:
    found = {
        act: _share(
            [
                _protective(it, [act])
                for it in choices
                if any(act in acts for acts in it.what.offered)
            ],
            children,
        )
        for act in PROTECTIVE
    }
    return {act: share for act, share in found.items() if share is not None}


def _choices(choices: Sequence[Question]) -> Choices | Hidden | None:
    asked = [question for question in choices if question.raised]
    if not asked:
        return None
    if max(question.raised for question in asked) < FEWEST_PLAYERS:
        return "hidden"
    first = [_first(question) for question in asked]
    return Choices(
        of=len(asked),
        most=first.count({True}),
        tied=first.count({True, False}),
        played=sum(_played(question) for question in asked),
        led=sum(question.what.by == "leader" for question in asked),
    )


def _first(question: Question) -> set[bool]:
    """Say of the answers with the most hands whether they protect."""
    most = max(question.what.hands)
    offered = zip(question.what.hands, question.what.offered, strict=False)
    return {bool(set(acts).intersection(PROTECTIVE)) for hands, acts in offered if hands == most}


def _played(question: Question) -> bool:
    what = question.what
    acts = dict(zip(what.answers, what.offered, strict=False)).get(what.decided or "", ())
    return bool(set(acts).intersection(PROTECTIVE))


def _change(checks: Mapping[Occasion, Spotting | Hidden]) -> Change | Hidden | None:
    before, after = checks.get("before"), checks.get("after")
    if before is None or after is None:
        return None
    if before == "hidden" or after == "hidden":
        return "hidden"
    return change(before, after)
