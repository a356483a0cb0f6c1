"""Prove that the measures measure: classes of known skill, and how often the truth is found again.

The truth is what is to be expected of these players, over all messages of Quick Eyes: the means of
their probabilities, and the d' and c of these means.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from game.learning.events import Event, Judged, Occasion, RoundBegun
from game.learning.groups import Change, Verdict, group
from game.learning.measures import Estimate, bootstrap_difference
from game.learning.simulate import Rates, Skill, Spread
from tests.learning.classes import a_class, chance

SIZES = (5, 40)
# The bounds of the sizes that are told apart.
BANDS = ((5, 9), (10, 19), (20, 40))

# A lesson that works moves d' by about one standard deviation, a scare c by about as much.
LEARNING = Skill(sensitivity=1.0, bias=0.1, learning=1.0)
SUSPICIOUS = replace(LEARNING, learning=0.0, suspicion=0.8)
UNCHANGED = replace(LEARNING, learning=0.0)
USUAL = Spread()
WIDE = Spread(sensitivity=0.8, bias=0.5, learning=0.6, difficulty=0.5)

_RESAMPLES = 400
_Band = tuple[int, int]


@dataclass(slots=True)
class Proof:
    """Count in how many classes what was found.

    Args:
        tried: by measure, for how many classes there was an interval.
        held: by measure, how many of these intervals held the truth.
        verdicts: how often each came, by the size of the class.
    """

    tried: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    verdicts: dict[_Band, Counter[Verdict]] = field(
        default_factory=lambda: {band: Counter() for band in BANDS}
    )

    def coverage(self) -> dict[str, float]:
        """Give by measure which share of the intervals held the truth."""
        return {measure: self.held[measure] / tried for measure, tried in self.tried.items()}

    def share(self, verdict: Verdict, bands: Sequence[_Band] = BANDS) -> float:
        """Give the share of classes with a verdict.

        Args:
            verdict: which.
            bands: of classes of which sizes.
        """
        said = sum((self.verdicts[band] for band in bands), Counter[Verdict]())
        return said[verdict] / said.total()

    def add(self, measure: str, found: Estimate, truth: float) -> None:
        """Count one more interval."""
        self.tried[measure] += 1
        self.held[measure] += found.low <= truth <= found.high


def prove(skill: Skill, classes: int, *, spread: Spread = USUAL, bootstrap: bool = False) -> Proof:
    """Let classes of 5 to 40 players play, and see what is said of them.

    Args:
        skill: what their players are like on average.
        classes: how many.
        spread: how much their players and the messages differ.
        bootstrap: whether to see as well how a bootstrap over the players would do.
    """
    proof = Proof()
    for number in range(classes):
        size = chance(f"size {number}").randint(*SIZES)
        band = next(band for band in BANDS if size <= band[1])
        events, expected = a_class(number, skill, size, spread=spread)
        found = group(events)
        assert found is not None
        change = found.changes["before", "after"]
        _add(proof, change, expected)
        proof.verdicts[band][change.verdict] += 1
        if bootstrap:
            right = {occasion: _shares_right(events, occasion) for occasion in expected}
            drawn = bootstrap_difference(
                right["before"],
                right["after"],
                chance(number),
                paired=True,
                resamples=_RESAMPLES,
            )
            truth = _right(expected["after"]) - _right(expected["before"])
            proof.add(f"bootstrap, {band[0]} to {band[1]} players", drawn, truth)
    return proof


def _add(proof: Proof, change: Change, expected: Mapping[Occasion, Rates]) -> None:
    before, after = expected["before"], expected["after"]
    spotting, moved = change.before, change.detection
    proof.add("hit rate", spotting.hit_rate, before.hit)
    proof.add("false-alarm rate", spotting.false_alarm_rate, before.false_alarm)
    proof.add("d'", spotting.detection.d_prime, before.d_prime)
    proof.add("c", spotting.detection.criterion, before.criterion)
    proof.add("change in hit rate", change.hit_rate, after.hit - before.hit)
    proof.add(
        "change in false-alarm rate",
        change.false_alarm_rate,
        after.false_alarm - before.false_alarm,
    )
    proof.add("change in d'", moved.d_prime, after.d_prime - before.d_prime)
    proof.add("change in c", moved.criterion, after.criterion - before.criterion)


def _right(rates: Rates) -> float:
    return (rates.hit + 1 - rates.false_alarm) / 2


def _shares_right(events: Sequence[Event], occasion: Occasion) -> list[float]:
    """Give each player's share of right answers on an occasion."""
    begun = {
        event.play: event.player
        for event in events
        if isinstance(event.what, RoundBegun) and event.what.occasion == occasion
    }
    answers: dict[str, list[bool]] = {player: [] for player in begun.values()}
    for event in events:
        if event.play in begun and isinstance(event.what, Judged):
            right = event.what.result in ("hit", "correct rejection")
            answers[event.player].append(right)
    return [sum(given) / len(given) for given in answers.values()]
