"""The measures of what was learned, each with its formula and its source.

Pure functions of counts and answers: no records, no clock, no chance but what is handed in. All
intervals are two-sided. `docs/measuring.md` says what is shown to whom, and how it was proven.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist
from typing import Literal

LEVEL = 0.95
BAR_LEVEL = 0.8
ENOUGH_FOR_A_BAR = 4
ENOUGH_FOR_ONE_PERSON = 8

SHORTEST_HALF_LIFE, FIRST_HALF_LIFE, LONGEST_HALF_LIFE = 1.0, 3.0, 60.0
ELO_K = 0.4
TOO_HARD_PERCENT, TOO_EASY_PERCENT = 20, 98
GUESS_YES_OR_NO = 0.5

SecondLook = Literal["too hard", "too easy"]

_NORMAL = NormalDist()
# Enough halvings for all digits that a number has.
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Estimate:
    """Hold a value and the interval around it.

    Args:
        value: the estimate; inside of the interval.
        low: where the interval begins.
        high: where it ends.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Detection:
    """Say how well unsafe messages are told from safe ones, and how readily "wait" is said.

    Args:
        d_prime: d', in standard deviations; 0 is chance, and more is better.
        criterion: c, in standard deviations; 0 leans to neither side, below 0 leans to "wait".
        d_prime_se: the standard error of d'.
        criterion_se: the standard error of c.
    """

    d_prime: Estimate
    criterion: Estimate
    d_prime_se: float
    criterion_se: float


@dataclass(frozen=True, slots=True)
class Tracing:
    """Hold the four probabilities of Bayesian knowledge tracing.

    They are fixed and never fitted to a child.

    Args:
        known: that a trick is known before the first answer (L0).
        learns: that it is learned between two answers (T).
        guess: that who does not know it is right (G): 1/options, or `GUESS_YES_OR_NO`.
        slip: that who knows it is wrong (S).
    """

    known: float = 0.4
    learns: float = 0.2
    guess: float = 0.25
    slip: float = 0.1


TRACING = Tracing()


def wilson(successes: float, trials: float, level: float = LEVEL) -> Estimate:
    """Estimate a share with Wilson's score interval.

    (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n), method 3 in Newcombe 1998
    (doi 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E).

    Args:
        successes: how many; a mean of shares times `trials` need not be whole.
        trials: of how many; more than 0.
        level: how sure, for example .95.

    Returns:
        The share, as it was counted, and the interval, within 0 and 1.

    Raises:
        ValueError: the numbers are not 0 ≤ successes ≤ trials, trials > 0.
    """
    if not (0 <= successes <= trials and trials > 0):
        raise ValueError(f"{successes} of {trials} is no share: give 0 ≤ successes ≤ trials")
    share = successes / trials
    z = _z(level)
    grown = 1 + z * z / trials
    middle = (share + z * z / (2 * trials)) / grown
    reach = z * math.sqrt((share * (1 - share) + z * z / (4 * trials)) / trials) / grown
    # Rounding must not push the interval off a share of 0 or of 1.
    return Estimate(
        share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))
    )


def design_effect(answers: Sequence[tuple[int, int]]) -> float:
    """Say how many times as much a share scatters as if all its answers were draws of their own.

    With xᵢ of nᵢ answers to message i of m, n = Σnᵢ and p = Σxᵢ/n: d = v / (p(1-p)/n), where
    v = m/(m-1) · Σ(xᵢ - nᵢp)² / n² (Rao & Scott 1992, Biometrics 48, 577-585). Never below 1. Where
    all answers are alike, or all are to one message, nothing tells copying from knowing: then d is
    n/m, as if all who answered a message had one voice.

    Args:
        answers: for each message how many answers were of the kind that is counted, and how many
            there were; at least one.

    Returns:
        d: `wilson` of x/d of n/d then has an interval that is wide enough.

    Raises:
        ValueError: there are no answers.
    """
    asked = [(count, of) for count, of in answers if of]
    if not asked:
        raise ValueError("a design effect needs answers")
    messages, all_ = len(asked), sum(of for _, of in asked)
    share = sum(count for count, _ in asked) / all_
    chance = share * (1 - share) * all_
    if messages == 1 or chance == 0:
        return all_ / messages
    spread = math.fsum((count - of * share) ** 2 for count, of in asked)
    return max(1.0, messages / (messages - 1) * spread / chance)


def wilson_change(before: Estimate, after: Estimate) -> Estimate:
    """Estimate how far a share moved between two occasions.

    With d = p₂ - p₁, from d - √((p₂-l₂)² + (u₁-p₁)²) to d + √((u₂-p₂)² + (p₁-l₁)²), where l and u
    bound Wilson's intervals: method 10 in Newcombe 1998
    (doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).

    Args:
        before: what `wilson` said of the first occasion.
        after: what it said of the second one, of other answers.

    Returns:
        After less before, and an interval that is as sure as the two.
    """
    change = after.value - before.value
    down = math.hypot(after.value - after.low, before.high - before.value)
    up = math.hypot(after.high - after.value, before.value - before.low)
    return Estimate(change, change - down, change + up)


def detection(
    hits: float,
    misses: float,
    false_alarms: float,
    rejections: float,
    level: float = LEVEL,
    effects: tuple[float, float] = (1.0, 1.0),
) -> Detection:
    """Estimate d' and c from counts, with the log-linear correction, always.

    H = (hits + .5)/(unsafe + 1), F = (false alarms + .5)/(safe + 1) (Hautus 1995,
    doi 10.3758/BF03203619); d' = z(H) - z(F), c = -(z(H) + z(F))/2 (Macmillan & Creelman 2005);
    var d' = H(1-H)/(N₁φ(z(H))²) + F(1-F)/(N₀φ(z(F))²) (Gourevitch & Galanter 1967,
    Psychometrika 32, 25-33), where N₁ and N₀ count the unsafe and the safe messages judged; var c
    is a quarter of it. The intervals are the estimates ± z·se.

    For a group, the counts of all go in: then these are the d' and c of the group's mean hit and
    false-alarm rates, not the means of its players' own.

    Args:
        hits: unsafe messages that were noticed.
        misses: unsafe messages that were called okay.
        false_alarms: safe messages that were not called okay.
        rejections: safe messages that were called okay.
        level: how sure, for example .95.
        effects: what `design_effect` says of the unsafe and of the safe messages; the two parts of
            var d' are multiplied by them.

    Raises:
        ValueError: a count is below 0, or no unsafe or no safe message was judged.
    """
    unsafe, safe = hits + misses, false_alarms + rejections
    if min(hits, misses, false_alarms, rejections) < 0 or min(unsafe, safe) <= 0:
        raise ValueError("d' needs unsafe and safe messages that were judged")
    z_hit, hit_variance = _z_of_rate(hits, unsafe)
    z_false, false_variance = _z_of_rate(false_alarms, safe)
    return _detection(
        z_hit - z_false,
        -(z_hit + z_false) / 2,
        math.sqrt(effects[0] * hit_variance + effects[1] * false_variance),
        level,
    )


def detection_of_one(
    hits: int, misses: int, false_alarms: int, rejections: int
) -> Detection | None:
    """Estimate d' and c of one person, from 8 unsafe and 8 safe messages on.

    Args:
        hits: unsafe messages that were noticed.
        misses: unsafe messages that were called okay.
        false_alarms: safe messages that were not called okay.
        rejections: safe messages that were called okay.

    Returns:
        What `detection` says; None where there is too little to say it of one person.
    """
    if min(hits + misses, false_alarms + rejections) < ENOUGH_FOR_ONE_PERSON:
        return None
    return detection(hits, misses, false_alarms, rejections)


def detection_change(before: Detection, after: Detection, level: float = LEVEL) -> Detection:
    """Estimate how far d' and c moved between two occasions.

    The differences, with the standard error √(se₁² + se₂²) (Gourevitch & Galanter 1967,
    Psychometrika 32, 25-33: the test they made it for).

    Args:
        before: what `detection` said of the first occasion.
        after: what it said of the second one, of other answers.
        level: how sure, for example .95.

    Returns:
        After less before: d' above 0 tells better apart, c below 0 leans more to "wait".
    """
    return _detection(
        after.d_prime.value - before.d_prime.value,
        after.criterion.value - before.criterion.value,
        math.hypot(before.d_prime_se, after.d_prime_se),
        level,
    )


def trick_bar(found: int, missed: int) -> Estimate | None:
    """Say how well one trick is found, as a bar and its band: from 4 judged messages on.

    The prior is Beta(1, 1), every share alike; the posterior Beta(k+1, n-k+1) has the mean
    (k+1)/(n+2) and the equal-tailed 80 % credible interval between its 10 % and 90 % quantiles
    (Gelman et al. 2013, Bayesian Data Analysis, chapter 2).

    Args:
        found: messages with this trick that were noticed, k.
        missed: those that were called okay; n = k + missed.

    Returns:
        The mean and the interval, within 0 and 1; None for what was not seen enough yet.
    """
    if found + missed < ENOUGH_FOR_A_BAR:
        return None
    a, b = found + 1, missed + 1
    tail = (1 - BAR_LEVEL) / 2
    return Estimate(a / (a + b), beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b))


def beta_quantile(p: float, a: int, b: int) -> float:
    """Find where a Beta distribution with whole parameters reaches a probability.

    For whole a and b its distribution function is exactly a binomial sum,
    I_x(a, b) = Σ_{j=a}^{a+b-1} C(a+b-1, j) x^j (1-x)^{a+b-1-j} (Abramowitz & Stegun 26.5.6); it
    grows with x, so that halving the interval finds the quantile to the last digits.

    Args:
        p: the probability, within 0 and 1.
        a: a whole number from 1 on.
        b: a whole number from 1 on.
    """
    trials = a + b - 1
    chances = [math.comb(trials, j) for j in range(trials + 1)]

    def reached(x: float) -> float:
        return math.fsum(chances[j] * x**j * (1 - x) ** (trials - j) for j in range(a, trials + 1))

    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if reached(middle) < p else (low, middle)
    return (low + high) / 2


def chance_right(known: float, tracing: Tracing = TRACING) -> float:
    """Say how probable a right answer is.

    P = L(1-S) + (1-L)G (Corbett & Anderson 1995, doi 10.1007/BF01099821).

    Args:
        known: the probability L that the trick is known.
        tracing: the fixed probabilities.
    """
    return known * (1 - tracing.slip) + (1 - known) * tracing.guess


def after_answer(known: float, *, right: bool, tracing: Tracing = TRACING) -> float:
    """Say how probable it is that a trick is known after one more answer and its explanation.

    After a right answer L(1-S)/P, after a wrong one LS/(1-P); then L + (1-L)T
    (Corbett & Anderson 1995, doi 10.1007/BF01099821).

    Args:
        known: the probability L before the answer.
        right: whether the answer was right.
        tracing: the fixed probabilities.
    """
    chance = chance_right(known, tracing)
    share = (1 - tracing.slip) / chance if right else tracing.slip / (1 - chance)
    return known * share + (1 - known * share) * tracing.learns


def traced(answers: Iterable[bool], tracing: Tracing = TRACING) -> tuple[float, ...]:
    """Follow whether a trick is known through all answers; for what to practise next, no mark.

    Args:
        answers: whether each was right, oldest first.
        tracing: the fixed probabilities.

    Returns:
        The probability L before each answer, and after the last one: one more than answers.
    """
    known = [tracing.known]
    for right in answers:
        known.append(after_answer(known[-1], right=right, tracing=tracing))
    return tuple(known)


def half_life(answers: Iterable[bool]) -> float:
    """Say after how many days half is forgotten: 3, doubled when right, halved when wrong.

    Never below 1 or above 60 days. Half-life regression (Settles & Meeder 2016,
    doi 10.18653/v1/P16-1174) with fixed weights of 1 instead of fitted ones.

    Args:
        answers: whether each was right, oldest first.

    Returns:
        Days.
    """
    days = FIRST_HALF_LIFE
    for right in answers:
        days = days * 2 if right else days / 2
        days = min(max(days, SHORTEST_HALF_LIFE), LONGEST_HALF_LIFE)
    return days


def remembered(days: float, half_life_days: float) -> float:
    """Say how probable it is that something is still remembered: p = 2^(-days/h).

    Source: Settles & Meeder 2016 (doi 10.18653/v1/P16-1174).

    Args:
        days: since the last answer.
        half_life_days: h, what `half_life` gave.
    """
    return float(2 ** (-days / half_life_days))


def bootstrap_difference(
    before: Sequence[float],
    after: Sequence[float],
    rng: Random,
    *,
    paired: bool,
    resamples: int = 2000,
    level: float = LEVEL,
) -> Estimate:
    """Estimate how far one mean lies above another, by drawing again from what there is.

    The percentile interval of Efron & Tibshirani 1993 (An Introduction to the Bootstrap, chapter
    13). With fewer than about 20 values it is too narrow, since it knows neither Student's t nor
    that a sample's own spread is too small: with five values, a 95 % interval holds about 83 %.

    Args:
        before: values, for example one share for each player.
        after: values; where `paired`, of the same players in the same order.
        rng: draws; the same one gives the same interval.
        paired: whether a player's two values are drawn together.
        resamples: how often all are drawn again.
        level: how sure, for example .95.

    Returns:
        The mean of `after` less the mean of `before`, and the interval around it.

    Raises:
        ValueError: there are no values, or pairs of different number.
    """
    if not before or not after or (paired and len(before) != len(after)):
        raise ValueError("give values before and after, and as many of both if they are paired")
    if paired:
        changes = [b - a for a, b in zip(before, after, strict=True)]
        drawn = sorted(_mean(rng.choices(changes, k=len(changes))) for _ in range(resamples))
    else:
        drawn = sorted(
            _mean(rng.choices(after, k=len(after))) - _mean(rng.choices(before, k=len(before)))
            for _ in range(resamples)
        )
    value = _mean(after) - _mean(before)
    # Equal values, whose sums differ in the last digit only, must not leave the value outside.
    cut = round((1 - level) / 2 * (resamples - 1))
    return Estimate(value, min(drawn[cut], value), max(drawn[-1 - cut], value))


def hake_gain(before: float, after: float) -> float | None:
    """Say which part of what could be gained was gained; for means of groups only.

    g = (after - before) / (1 - before) (Hake 1998, doi 10.1119/1.18809).

    Args:
        before: the group's mean share of right answers before.
        after: the same after.

    Returns:
        At most 1, and below 0 for a loss; None where all was right before.
    """
    return None if before >= 1 else (after - before) / (1 - before)


def mcnemar(lost: int, won: int) -> float:
    """Test whether as many answers turned from right to wrong as the other way, exactly.

    Twice the smaller tail of a binomial distribution with p = ½, at most 1 (McNemar 1947,
    doi 10.1007/BF02295996). Only where the same items were used.

    Args:
        lost: how many were right before and wrong after.
        won: how many were wrong before and right after.

    Returns:
        The probability p of so uneven a change by chance alone.
    """
    changed = lost + won
    tail = sum(math.comb(changed, j) for j in range(min(lost, won) + 1))
    return float(min(1.0, 2 * tail / 2**changed))


def elo(ability: float, difficulty: float, *, right: bool) -> tuple[float, float]:
    """Rate a player and an item against each other after one answer.

    P = 1/(1 + e^(difficulty - ability)); the ability grows and the difficulty falls by
    K(right - P), with K = .4 (Elo 1978; for learning Pelánek 2016,
    doi 10.1016/j.compedu.2016.03.017).

    Args:
        ability: the player's, in logits; 0 for a new one.
        difficulty: the item's, in logits; 0 for a new one.
        right: whether the answer was right.

    Returns:
        The ability and the difficulty after the answer.
    """
    step = ELO_K * (right - 1 / (1 + math.exp(difficulty - ability)))
    return ability + step, difficulty - step


def second_look(right: int, judged: int) -> SecondLook | None:
    """Say whether an author should look at an item again.

    Below 20 % right it may be unclear or wrong, above 98 % it tells nobody apart.

    Args:
        right: how many first judgements were right.
        judged: of how many.

    Returns:
        What it seems to be; None where nothing is amiss or nobody judged it.
    """
    if 100 * right < TOO_HARD_PERCENT * judged:
        return "too hard"
    if 100 * right > TOO_EASY_PERCENT * judged:
        return "too easy"
    return None


def _z_of_rate(successes: float, trials: float) -> tuple[float, float]:
    """Give z of a rate with the log-linear correction, and how much chance scatters it."""
    rate = (successes + 0.5) / (trials + 1)
    z = _NORMAL.inv_cdf(rate)
    return z, rate * (1 - rate) / (trials * _NORMAL.pdf(z) ** 2)


def _detection(d_prime: float, criterion: float, se: float, level: float) -> Detection:
    reach = _z(level) * se
    return Detection(
        Estimate(d_prime, d_prime - reach, d_prime + reach),
        Estimate(criterion, criterion - reach / 2, criterion + reach / 2),
        se,
        se / 2,
    )


def _z(level: float) -> float:
    return _NORMAL.inv_cdf((1 + level) / 2)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)
