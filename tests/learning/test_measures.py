import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.measures import (
    FIRST_HALF_LIFE,
    LONGEST_HALF_LIFE,
    SHORTEST_HALF_LIFE,
    TRACING,
    Estimate,
    Tracing,
    after_answer,
    beta_quantile,
    bootstrap_difference,
    chance_right,
    design_effect,
    detection,
    detection_change,
    detection_of_one,
    elo,
    hake_gain,
    half_life,
    mcnemar,
    remembered,
    second_look,
    traced,
    trick_bar,
    wilson,
    wilson_change,
)

COUNT = st.integers(0, 300)
JUDGED = st.integers(1, 300)
SHARES = st.tuples(COUNT, JUDGED).filter(lambda kn: kn[0] <= kn[1])
PROBABILITY = st.floats(0.01, 0.99)
ANSWERS = st.lists(st.booleans(), max_size=60)
LOGITS = st.floats(-6, 6)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secrets


def close(value: float, digits: int = 4) -> object:
    return pytest.approx(value, abs=0.51 * 10**-digits)


# A share and its interval


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"), [(8, 10, 0.4902, 0.9433), (81, 263, 0.2553, 0.3662)]
)
def test_wilson_gives_known_intervals(successes: int, trials: int, low: float, high: float) -> None:
    share = wilson(successes, trials)
    assert share.value == successes / trials
    assert (share.low, share.high) == (close(low), close(high))


@given(share=SHARES)
def test_a_share_lies_in_its_interval_and_the_interval_between_0_and_1(
    share: tuple[int, int],
) -> None:
    found = wilson(*share)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@given(share=SHARES)
def test_the_interval_of_what_was_missed_mirrors_that_of_what_was_found(
    share: tuple[int, int],
) -> None:
    successes, trials = share
    found, missed = wilson(successes, trials), wilson(trials - successes, trials)
    assert (found.low, found.high) == pytest.approx((1 - missed.high, 1 - missed.low), abs=1e-12)


@given(share=SHARES, more=st.integers(2, 20))
def test_more_answers_and_less_certainty_make_an_interval_narrower(
    share: tuple[int, int], more: int
) -> None:
    def width(estimate: Estimate) -> float:
        return estimate.high - estimate.low

    successes, trials = share
    assert width(wilson(successes * more, trials * more)) < width(wilson(successes, trials))
    assert width(wilson(successes, trials, 0.8)) < width(wilson(successes, trials))


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
    ],
)
def test_a_change_of_shares_gives_known_intervals(
    before: tuple[int, int], after: tuple[int, int], low: float, high: float
) -> None:
    change = wilson_change(wilson(*before), wilson(*after))
    assert (change.low, change.high) == (close(low), close(high))


@given(before=SHARES, after=SHARES)
def test_a_change_of_shares_turns_round_with_the_occasions(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    there = wilson_change(wilson(*before), wilson(*after))
    back = wilson_change(wilson(*after), wilson(*before))
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert -1 <= round(there.low, 9) <= there.value <= round(there.high, 9) <= 1


@pytest.mark.parametrize("share", [(1, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(share: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(*share)


# Telling apart, and leaning to one side


@pytest.mark.parametrize(
    ("counts", "d_prime", "criterion", "se"),
    [
        ((8, 2, 3, 7), 1.2206, -0.1375, 0.603),
        ((15, 0, 15, 0), 0, -1.8627, None),
        ((20, 5, 4, 21), 1.7432, 0.0705, 0.409),
    ],
)
def test_detection_gives_known_values(
    counts: tuple[int, int, int, int], d_prime: float, criterion: float, se: float | None
) -> None:
    found = detection(*counts)
    assert found.d_prime.value == close(d_prime)
    assert found.criterion.value == close(criterion)
    assert found.criterion_se == found.d_prime_se / 2
    if se is not None:
        assert found.d_prime_se == close(se, 3)
    reach = 1.959964 * found.d_prime_se
    assert found.d_prime.high - found.d_prime.value == pytest.approx(reach, rel=1e-6)
    assert found.criterion.value - found.criterion.low == pytest.approx(reach / 2, rel=1e-6)


FOUR = st.tuples(COUNT, COUNT, COUNT, COUNT).filter(lambda n: n[0] + n[1] and n[2] + n[3])


@given(counts=FOUR)
def test_swapping_safe_and_unsafe_turns_d_prime_round_and_keeps_c(
    counts: tuple[int, int, int, int],
) -> None:
    hits, misses, false_alarms, rejections = counts
    found = detection(*counts)
    swapped = detection(false_alarms, rejections, hits, misses)
    assert swapped.d_prime.value == pytest.approx(-found.d_prime.value)
    assert swapped.criterion.value == pytest.approx(found.criterion.value)
    assert swapped.d_prime_se == pytest.approx(found.d_prime_se)


@given(counts=FOUR)
def test_saying_okay_instead_of_wait_keeps_d_prime_and_turns_c_round(
    counts: tuple[int, int, int, int],
) -> None:
    hits, misses, false_alarms, rejections = counts
    found = detection(*counts)
    turned = detection(rejections, false_alarms, misses, hits)
    assert turned.d_prime.value == pytest.approx(found.d_prime.value, abs=1e-9)
    assert turned.criterion.value == pytest.approx(-found.criterion.value, abs=1e-9)


@given(counts=FOUR.filter(lambda n: n[1] > 0))
def test_one_more_hit_raises_d_prime_and_lowers_c(counts: tuple[int, int, int, int]) -> None:
    hits, misses, false_alarms, rejections = counts
    found = detection(*counts)
    better = detection(hits + 1, misses - 1, false_alarms, rejections)
    assert better.d_prime.value > found.d_prime.value
    assert better.criterion.value < found.criterion.value


@given(rate=SHARES)
def test_who_calls_everything_unsafe_alike_tells_nothing_apart(rate: tuple[int, int]) -> None:
    wait, judged = rate
    found = detection(wait, judged - wait, wait, judged - wait)
    assert found.d_prime.value == 0
    assert math.isfinite(found.criterion.value)


@pytest.mark.parametrize("counts", [(0, 0, 3, 4), (3, 4, 0, 0), (-1, 2, 3, 4)])
def test_d_prime_needs_both_kinds_of_messages(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="unsafe and safe"):
        detection(*counts)


# How many rats of how many in each litter lived, in Rao & Scott 1992, table 1 (data of Weil 1970);
# the R package PF gives the same design effects, 1.232495 and 3.952861.
UNTREATED = "13/13 12/12 9/9 9/9 8/8 8/8 12/13 11/12 9/10 9/10 8/9 11/13 4/5 5/7 7/10 7/10"
TREATED = "12/12 11/11 10/10 9/9 10/11 9/10 9/10 8/9 8/9 4/5 7/9 4/7 5/10 3/6 3/10 0/7"


def litters(text: str) -> list[tuple[int, int]]:
    return [(int(lived), int(born)) for lived, born in (one.split("/") for one in text.split())]


@pytest.mark.parametrize(("text", "effect"), [(UNTREATED, 1.232495), (TREATED, 3.952861)])
def test_a_design_effect_gives_known_values(text: str, effect: float) -> None:
    assert design_effect(litters(text)) == pytest.approx(effect, abs=1e-6)


def test_answers_that_are_all_alike_are_one_voice_a_message() -> None:
    assert design_effect([(28, 28)] * 4) == 28
    assert design_effect([(0, 20), (0, 30)]) == 25
    assert design_effect([(12, 28)]) == 28
    assert design_effect([(12, 28), (0, 0)]) == 28


@given(st.lists(SHARES, min_size=1, max_size=12))
def test_a_design_effect_never_makes_an_interval_narrower(answers: list[tuple[int, int]]) -> None:
    effect = design_effect(answers)
    assert effect >= 1
    count, of = sum(count for count, _ in answers), sum(of for _, of in answers)
    once, wider = wilson(count, of), wilson(count / effect, of / effect)
    assert wider.low <= once.low + 1e-9
    assert wider.high >= once.high - 1e-9


def test_without_answers_there_is_no_design_effect() -> None:
    with pytest.raises(ValueError, match="needs answers"):
        design_effect([(0, 0)])


def test_design_effects_widen_what_is_said_of_d_prime_and_move_nothing() -> None:
    once, wider = detection(30, 10, 8, 32), detection(30, 10, 8, 32, effects=(4.0, 4.0))
    assert wider.d_prime.value == once.d_prime.value
    assert wider.d_prime_se == pytest.approx(2 * once.d_prime_se)
    assert wider.criterion_se == pytest.approx(2 * once.criterion_se)


def test_of_one_person_d_prime_is_said_from_8_unsafe_and_8_safe_messages_on() -> None:
    assert detection_of_one(7, 0, 4, 9) is None
    assert detection_of_one(4, 9, 0, 7) is None
    assert detection_of_one(7, 1, 3, 5) == detection(7, 1, 3, 5)


@given(one=FOUR, other=FOUR)
def test_a_change_turns_round_with_the_occasions_and_is_less_sure_than_either(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> None:
    first, second = detection(*one), detection(*other)
    there, back = detection_change(first, second), detection_change(second, first)
    assert there.d_prime.value == pytest.approx(second.d_prime.value - first.d_prime.value)
    assert there.criterion.low == pytest.approx(-back.criterion.high)
    assert there.d_prime_se >= max(first.d_prime_se, second.d_prime_se)
    assert there.d_prime_se == pytest.approx((first.d_prime_se**2 + second.d_prime_se**2) ** 0.5)


# A trick's bar


def test_a_bar_gives_known_values() -> None:
    bar = trick_bar(7, 3)
    assert bar is not None
    assert (bar.value, bar.low, bar.high) == (8 / 12, close(0.4892), close(0.8308))


def test_there_is_no_bar_before_4_judged_messages() -> None:
    assert trick_bar(0, 0) is None
    assert trick_bar(2, 1) is None
    assert trick_bar(2, 2) is not None


@given(found=st.integers(0, 60), missed=st.integers(4, 60))
def test_a_bar_lies_in_its_band_mirrors_and_grows_with_what_was_found(
    found: int, missed: int
) -> None:
    bar, mirrored, more = (
        trick_bar(found, missed),
        trick_bar(missed, found),
        trick_bar(found + 1, missed - 1),
    )
    assert bar is not None
    assert mirrored is not None
    assert more is not None
    assert 0 < bar.low < bar.value < bar.high < 1
    assert (bar.low, bar.high) == pytest.approx((1 - mirrored.high, 1 - mirrored.low), abs=1e-12)
    assert bar.low < more.low
    assert bar.high < more.high


@given(p=PROBABILITY)
def test_without_any_answer_every_share_is_alike(p: float) -> None:
    assert beta_quantile(p, 1, 1) == pytest.approx(p, abs=1e-12)


# What to practise next


def test_knowledge_is_traced_to_known_values() -> None:
    known = traced(answer == "1" for answer in "01101111")
    expected = [
        0.400000,
        0.265306,
        0.652174,
        0.896774,
        0.629344,
        0.887522,
        0.972795,
        0.993833,
        0.998623,
    ]
    assert known == tuple(close(value, 6) for value in expected)


@given(known=PROBABILITY)
def test_a_right_answer_makes_it_more_probable_that_a_trick_is_known_than_a_wrong_one(
    known: float,
) -> None:
    right = after_answer(known, right=True)
    wrong = after_answer(known, right=False)
    assert 0 < wrong < right <= 1
    assert right > known


@given(known=PROBABILITY, guess=PROBABILITY, slip=PROBABILITY)
def test_what_an_answer_teaches_cancels_out_on_average(
    known: float, guess: float, slip: float
) -> None:
    tracing = Tracing(guess=guess, slip=slip, learns=0)
    chance = chance_right(known, tracing)
    expected = chance * after_answer(known, right=True, tracing=tracing) + (
        1 - chance
    ) * after_answer(known, right=False, tracing=tracing)
    assert expected == pytest.approx(known)


@given(answers=ANSWERS)
def test_tracing_begins_with_the_prior_and_gives_one_more_than_answers(
    answers: list[bool],
) -> None:
    known = traced(answers)
    assert len(known) == len(answers) + 1
    assert known[0] == TRACING.known
    assert all(0 < chance <= 1 for chance in known)


# When to come back


@pytest.mark.parametrize(
    ("answers", "days"),
    [("", 3), ("1", 6), ("0", 1.5), ("00", 1), ("0000", 1), ("11111", 60), ("111110", 30)],
)
def test_the_half_life_doubles_and_halves_within_its_bounds(answers: str, days: float) -> None:
    assert half_life(answer == "1" for answer in answers) == days


@given(answers=ANSWERS)
def test_the_half_life_never_leaves_its_bounds(answers: list[bool]) -> None:
    days = half_life(answers)
    assert SHORTEST_HALF_LIFE <= days <= LONGEST_HALF_LIFE
    assert half_life([*answers, True]) >= days >= half_life([*answers, False])


def test_after_a_half_life_half_is_remembered() -> None:
    assert remembered(0, FIRST_HALF_LIFE) == 1
    assert remembered(3, FIRST_HALF_LIFE) == 0.5
    assert remembered(6, FIRST_HALF_LIFE) == 0.25


@given(days=st.floats(0, 400), half=st.floats(1, 60), more=st.floats(0.1, 10))
def test_less_is_remembered_with_time_and_more_with_a_longer_half_life(
    days: float, half: float, more: float
) -> None:
    assert 0 <= remembered(days + more, half) < remembered(days, half) <= 1
    assert remembered(days, half + more) >= remembered(days, half)


# Before and after

VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@given(values=VALUES, seed=st.integers(), move=st.randoms())
def test_a_bootstrap_is_the_same_for_the_same_seed_and_holds_the_difference(
    values: list[float], seed: int, move: Random
) -> None:
    others = [move.random() for _ in values]
    for paired in (False, True):
        found, again = (
            bootstrap_difference(values, others, chance(seed), paired=paired, resamples=200)
            for _ in range(2)
        )
        assert found == again
        assert found.value == pytest.approx(sum(others) / len(others) - sum(values) / len(values))
        assert found.low <= found.value <= found.high
        assert found.low >= -1
        assert found.high <= 1


@given(values=VALUES, change=st.floats(-1, 1))
def test_a_change_that_is_the_same_for_all_is_certain_only_where_players_are_paired(
    values: list[float], change: float
) -> None:
    after = [value + change for value in values]
    found = bootstrap_difference(values, after, chance(1), paired=True, resamples=50)
    assert (found.low, found.high) == pytest.approx((change, change), abs=1e-9)


def test_pairs_have_to_be_complete() -> None:
    for before, after, paired in (([], [], True), ([1.0], [1.0, 2.0], True), ([], [1.0], False)):
        with pytest.raises(ValueError, match="before and after"):
            bootstrap_difference(before, after, chance(1), paired=paired)


def test_hakes_gain_gives_known_values() -> None:
    assert hake_gain(0.4, 0.7) == pytest.approx(0.5)
    assert hake_gain(0.5, 0.25) == -0.5
    assert hake_gain(1, 1) is None


@given(before=st.floats(0, 0.99), after=st.floats(0, 1))
def test_hakes_gain_is_at_most_1_and_has_the_sign_of_the_change(
    before: float, after: float
) -> None:
    gain = hake_gain(before, after)
    assert gain is not None
    assert gain <= 1
    assert (gain > 0) == (after > before)


@pytest.mark.parametrize(
    ("lost", "won", "p"), [(1, 7, 0.0703), (0, 0, 1), (5, 5, 1), (0, 6, 1 / 32)]
)
def test_mcnemar_gives_known_values(lost: int, won: int, p: float) -> None:
    assert mcnemar(lost, won) == close(p)


@given(lost=st.integers(0, 100), won=st.integers(0, 100))
def test_mcnemar_is_symmetric_and_doubts_more_the_more_uneven_the_change(
    lost: int, won: int
) -> None:
    p = mcnemar(lost, won)
    assert 0 < p <= 1
    assert p == mcnemar(won, lost)
    if won >= lost:
        assert mcnemar(lost, won + 1) <= p


# Items


def test_an_even_match_moves_both_by_half_of_k() -> None:
    assert elo(0, 0, right=True) == pytest.approx((0.2, -0.2))
    assert elo(1, 1, right=False) == pytest.approx((0.8, 1.2))


@given(ability=LOGITS, difficulty=LOGITS, right=st.booleans())
def test_what_a_player_gains_an_item_loses(
    ability: float, difficulty: float, *, right: bool
) -> None:
    better, easier = elo(ability, difficulty, right=right)
    assert better + easier == pytest.approx(ability + difficulty)
    assert (better > ability) == right
    assert abs(better - ability) < 0.4


def test_elo_finds_the_difficulty_of_items_again() -> None:
    draw = chance(1)
    truth = [-1.5, -0.5, 0.5, 1.5]
    found = [0.0] * 4
    late = [0.0] * 4
    for number in range(4000):
        item = number % 4
        right = draw.random() < 1 / (1 + math.exp(truth[item]))
        _, found[item] = elo(0, found[item], right=right)
        late[item] += found[item] if number >= 2000 else 0
    assert [value / 500 for value in late] == pytest.approx(truth, abs=0.25)


@pytest.mark.parametrize(
    ("right", "judged", "said"),
    [
        (0, 0, None),
        (19, 100, "too hard"),
        (20, 100, None),
        (1, 5, None),
        (98, 100, None),
        (99, 100, "too easy"),
        (49, 50, None),
    ],
)
def test_items_that_nearly_nobody_or_everybody_gets_right_are_looked_at_again(
    right: int, judged: int, said: str | None
) -> None:
    assert second_look(right, judged) == said
