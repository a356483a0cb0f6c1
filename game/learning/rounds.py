"""Rounds of Quick Eyes: which one is due, with which items, and how each one went.

A round is one half of a form. Forms are rotated between players, so that each is before, after and
later equally often; what was explained once is never used to measure again.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from game.learning.counts import Play, evidence
from game.learning.events import (
    QUICK_EYES,
    Ended,
    Event,
    Judged,
    Occasion,
    RoundBegun,
    Shown,
)

FORMS = ("a", "b", "c")
ITEMS = 8
EPISODES_BETWEEN = 3
BOOSTER_AFTER = timedelta(days=7)

# All six. Before and after, each has another form than the next one: that is who sits beside them.
_ORDERS = tuple(map(tuple, ("abc", "bca", "cab", "acb", "cba", "bac")))
# For each occasion, one round after the other: which form in the player's order, and which half.
_ROUNDS: dict[Occasion, tuple[tuple[int, int], ...]] = {
    "before": ((0, 1),),
    "after": ((1, 1), (1, 2), (0, 2)),
    "later": ((2, 1), (2, 2)),
}
_SESSION_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Due:
    """Name a round that should be played now.

    Args:
        occasion: why.
        form: the form.
        half: which half of it, 1 or 2.
    """

    occasion: Occasion
    form: str
    half: int


@dataclass(frozen=True, slots=True)
class Round:
    """Say how far a round has come.

    Args:
        play: to record into.
        begun: its occasion and its items, in the order in which they are asked.
        judged: the judgements, oldest first.
        counted: those of them that are evidence.
    """

    play: Play
    begun: RoundBegun
    judged: tuple[Judged, ...]
    counted: tuple[Judged, ...]

    @property
    def left(self) -> tuple[str, ...]:
        """The items that were not judged yet."""
        done = {judged.item for judged in self.judged}
        return tuple(item for item in self.begun.items if item not in done)

    def noticed(self) -> tuple[int, int]:
        """Count hits, and unsafe messages that count."""
        unsafe = [judged for judged in self.counted if judged.tricks]
        return sum(judged.result == "hit" for judged in unsafe), len(unsafe)

    def let_be(self) -> tuple[int, int]:
        """Count correct rejections, and safe messages that count."""
        safe = [judged for judged in self.counted if not judged.tricks]
        return sum(judged.result == "correct rejection" for judged in safe), len(safe)


def order_of_forms(made: Sequence[Event], player: str) -> tuple[str, ...]:
    """Say in which order a player gets the forms: before, after, later.

    Players who begin at one start of the game get the six orders in turn; with which of them a
    start begins is chance, so that machines with few players differ, cloned ones too.

    Args:
        made: the `PlayerMade` events of all players, oldest first.
        player: the player's id.
    """
    session = next(event.session for event in made if event.player == player)
    together = [event.player for event in made if event.session == session]
    chance = int(session.replace("-", "")[-_SESSION_DIGITS:], 16)
    return _ORDERS[(chance + together.index(player)) % len(_ORDERS)]


def rounds(events: Iterable[Event]) -> tuple[Round, ...]:
    """List the rounds of a player, oldest first.

    Args:
        events: of one player, oldest first.
    """
    events = [event for event in events if event.story == QUICK_EYES]
    counted = {event.id for event, _ in evidence(events)}
    begun = [event for event in events if isinstance(event.what, RoundBegun)]
    return tuple(_round(event, events, counted) for event in begun)


def _round(begun: Event, events: Iterable[Event], counted: set[str]) -> Round:
    match begun:
        case Event(play=str(play), what=RoundBegun() as what):
            judged = [
                (e.id, e.what) for e in events if e.play == play and isinstance(e.what, Judged)
            ]
            return Round(
                Play(play, begun.player, QUICK_EYES, begun.form),
                what,
                tuple(answer for _, answer in judged),
                tuple(answer for id_, answer in judged if id_ in counted),
            )
    raise ValueError(f"{begun} does not begin a round")


def unfinished(events: Iterable[Event]) -> Round | None:
    """Find the measuring round that was left before its end; the newest if there are several.

    Args:
        events: of one player, oldest first.
    """
    left = [r for r in rounds(events) if r.left and not r.begun.practice]
    return left[-1] if left else None


def due(events: Sequence[Event], order: Sequence[str], now: datetime) -> Due | None:
    """Say which round should be played now, if one.

    Before the first episode; after every third one that was finished; and seven days or more after
    the last answer. The last comes first: who comes back has not just played.

    Args:
        events: of one player, oldest first.
        order: what `order_of_forms` gave.
        now: with its zone.
    """
    played = rounds(events)
    measured = [r for r in played if not r.begun.practice]
    order = _kept(order, measured)
    finished = {
        event.story for event in events if isinstance(event.what, Ended) and not event.what.practice
    }
    met = any(isinstance(event.what, Shown) for event in events)
    after = sum(r.begun.occasion == "after" for r in measured)
    if not met:
        return None if measured else _next("before", order, measured)
    if now - _last_answer(events, now) >= BOOSTER_AFTER and (finished or measured):
        booster = _next("later", order, measured)
        if booster is not None:
            return booster
    if len(finished) // EPISODES_BETWEEN > after:
        return _next("after", order, measured)
    return None


def _kept(order: Sequence[str], measured: Iterable[Round]) -> list[str]:
    """Keep the forms of occasions that were played, also if the order has changed since.

    It depends on who else began at the same start, and they may have been erased.
    """
    played: dict[Occasion, str] = {}
    for r in measured:
        if r.play.form is not None:
            played.setdefault(r.begun.occasion, r.play.form)
    others = iter([form for form in order if form not in played.values()])
    return [played.get(occasion) or next(others, order[n]) for n, occasion in enumerate(_ROUNDS)]


def _next(occasion: Occasion, order: Sequence[str], measured: Iterable[Round]) -> Due | None:
    used = {(r.play.form, r.begun.half) for r in measured}
    halves = [(order[form], half) for form, half in _ROUNDS[occasion]]
    return next((Due(occasion, f, half) for f, half in halves if (f, half) not in used), None)


def _last_answer(events: Iterable[Event], now: datetime) -> datetime:
    times = [event.time for event in events if isinstance(event.what, (Judged, Ended))]
    return datetime.fromisoformat(max(times)) if times else now


def for_practice(
    events: Iterable[Event], trick: str | None, rng: random.Random
) -> tuple[Judged, ...]:
    """Choose items for a round of practice out of those that were explained already.

    Nothing that a later round is to measure is given away by it.

    Args:
        events: of one player, oldest first.
        trick: comes first among the items, with its look-alikes; None for any.
        rng: chooses and mixes.

    Returns:
        At most 8 judgements, each of another item, half of them of safe ones as far as there are
        enough; none where no round was finished yet.
    """
    known: dict[str, Judged] = {}
    for played in rounds(events):
        if not played.left:
            known |= {judged.item: judged for judged in played.judged}
    mixed = list(known.values())
    rng.shuffle(mixed)
    mixed.sort(key=lambda judged: trick not in (*judged.tricks, *judged.looks_like))
    unsafe = [judged for judged in mixed if judged.tricks][: ITEMS // 2]
    safe = [judged for judged in mixed if not judged.tricks][: ITEMS // 2]
    chosen = [*unsafe, *safe]
    rng.shuffle(chosen)
    return tuple(chosen)
