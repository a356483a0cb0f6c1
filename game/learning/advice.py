"""What a player should practise next: the trick that is known least, or was seen longest ago."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from game.learning.events import Event, Judged
from game.learning.measures import (
    GUESS_YES_OR_NO,
    TRACING,
    half_life,
    remembered,
    traced,
)

_OKAY_OR_WAIT = replace(TRACING, guess=GUESS_YES_OR_NO)
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Known:
    """Say how surely a player knows a trick at this moment; shown to nobody as a mark.

    Args:
        trick: the trick.
        chance: the probability that it is known and not forgotten, from 0 to 1.
    """

    trick: str
    chance: float


def known(events: Iterable[Event], now: datetime) -> tuple[Known, ...]:
    """Say how surely each trick is known that a player has judged messages about.

    Practice is counted as well: it teaches. A safe message counts for the tricks it looks like.
    Knowledge (Bayesian knowledge tracing) times memory (half-life): both in `measures`.

    Args:
        events: of one player, oldest first.
        now: with its zone.

    Returns:
        The least known first; those that are alike in the order they were first met.
    """
    answers: dict[str, list[bool]] = {}
    last: dict[str, str] = {}
    for event in events:
        what = event.what
        if isinstance(what, Judged):
            right = what.result in ("hit", "correct rejection")
            for trick in what.tricks or what.looks_like:
                answers.setdefault(trick, []).append(right)
                last[trick] = max(event.time, last.get(trick, event.time))
    found = [
        Known(
            trick,
            traced(given, _OKAY_OR_WAIT)[-1]
            * remembered(_days(last[trick], now), half_life(given)),
        )
        for trick, given in answers.items()
    ]
    return tuple(sorted(found, key=lambda one: one.chance))


def _days(time: str, now: datetime) -> float:
    # A clock that was set back makes nothing better remembered than just now.
    return max(0.0, (now - datetime.fromisoformat(time)).total_seconds() / _SECONDS_A_DAY)
