"""The measures beside scipy, statsmodels and pyBKT: `pip install -e '.[reference]'` brings them."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.measures import (
    TRACING,
    beta_quantile,
    bootstrap_difference,
    chance_right,
    detection,
    mcnemar,
    traced,
    trick_bar,
    wilson,
    wilson_change,
)

pytestmark = pytest.mark.reference


def other(module: str) -> Any:  # noqa: ANN401 - untyped, and often not installed
    return pytest.importorskip(module, reason=f"needs {module}: pip install -e '.[reference]'")


SHARES = st.tuples(st.integers(0, 300), st.integers(1, 300)).filter(lambda kn: kn[0] <= kn[1])
COUNTS = st.tuples(*[st.integers(0, 80)] * 4).filter(lambda n: n[0] + n[1] and n[2] + n[3])


@given(share=SHARES, level=st.sampled_from((0.8, 0.9, 0.95, 0.99)))
def test_wilson_is_that_of_statsmodels(share: tuple[int, int], level: float) -> None:
    proportion = other("statsmodels.stats.proportion")
    successes, trials = share
    found = wilson(successes, trials, level)
    low, high = proportion.proportion_confint(successes, trials, 1 - level, "wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


@given(p=st.floats(0.001, 0.999), a=st.integers(1, 60), b=st.integers(1, 60))
def test_quantiles_of_beta_are_those_of_scipy(p: float, a: int, b: int) -> None:
    stats = other("scipy.stats")
    assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), abs=1e-9)


@given(found=st.integers(0, 40), missed=st.integers(4, 40))
def test_a_bar_is_what_scipy_makes_of_it(found: int, missed: int) -> None:
    stats = other("scipy.stats")
    bar = trick_bar(found, missed)
    assert bar is not None
    posterior = stats.beta(found + 1, missed + 1)
    assert bar.value == pytest.approx(posterior.mean())
    assert (bar.low, bar.high) == pytest.approx(posterior.interval(0.8), abs=1e-9)


@given(before=SHARES, after=SHARES)
def test_a_change_of_shares_is_that_of_statsmodels(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    proportion = other("statsmodels.stats.proportion")
    found = wilson_change(wilson(*before), wilson(*after))
    theirs = proportion.confint_proportions_2indep(
        *after, *before, method="newcomb", compare="diff"
    )
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)


@given(counts=COUNTS)
def test_d_prime_and_c_are_what_scipy_makes_of_them(counts: tuple[int, int, int, int]) -> None:
    norm = other("scipy.stats").norm
    hits, misses, false_alarms, rejections = counts
    hit = (hits + 0.5) / (hits + misses + 1)
    false = (false_alarms + 0.5) / (false_alarms + rejections + 1)
    found = detection(*counts)
    assert found.d_prime.value == pytest.approx(norm.ppf(hit) - norm.ppf(false), abs=1e-9)
    assert found.criterion.value == pytest.approx(-(norm.ppf(hit) + norm.ppf(false)) / 2, abs=1e-9)
    variance = hit * (1 - hit) / ((hits + misses) * norm.pdf(norm.ppf(hit)) ** 2)
    variance += false * (1 - false) / ((false_alarms + rejections) * norm.pdf(norm.ppf(false)) ** 2)
    assert found.d_prime_se == pytest.approx(variance**0.5)


@given(lost=st.integers(0, 100), won=st.integers(0, 100))
def test_mcnemar_is_that_of_statsmodels(lost: int, won: int) -> None:
    tables = other("statsmodels.stats.contingency_tables")
    table = [[11, lost], [won, 12]]
    assert mcnemar(lost, won) == pytest.approx(tables.mcnemar(table, exact=True).pvalue)


def test_a_bootstrap_agrees_with_that_of_scipy() -> None:
    stats = other("scipy.stats")
    draw = Random(1)  # noqa: S311 - no secrets
    before = [draw.gauss(0.6, 0.2) for _ in range(30)]
    after = [value + draw.gauss(0.1, 0.2) for value in before]
    found = bootstrap_difference(before, after, draw, paired=True, resamples=9999)
    theirs = stats.bootstrap(
        ([b - a for a, b in zip(before, after, strict=True)],),
        lambda values, axis: values.mean(axis=axis),
        n_resamples=9999,
        method="percentile",
        rng=1,
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.005)


@given(answers=st.lists(st.booleans(), min_size=1, max_size=40))
def test_tracing_is_that_of_pybkt(answers: list[bool]) -> None:
    numpy, pybkt = other("numpy"), other("pyBKT.fit.predict_onestep")
    # Of pyBKT the part that traces; what fits models breaks with newer releases of scikit-learn.
    model = {
        "prior": TRACING.known,
        "learns": numpy.array([TRACING.learns]),
        "forgets": numpy.array([0.0]),
        "guesses": numpy.array([TRACING.guess]),
        "slips": numpy.array([TRACING.slip]),
        "As": numpy.array([[[1 - TRACING.learns, 0.0], [TRACING.learns, 1.0]]]),
    }
    data = {
        "data": numpy.array([answers], dtype="int32") + 1,
        "resources": numpy.ones(len(answers), dtype="int64"),
        "starts": numpy.array([1]),
        "lengths": numpy.array([len(answers)]),
    }
    chances, states = pybkt.run(model, data, parallel=False)
    known = traced(answers)[:-1]
    assert known == pytest.approx(list(states[1]))
    assert [chance_right(one) for one in known] == pytest.approx(list(chances))
