"""The timer for talking together."""

from hypothesis import given
from hypothesis import strategies as st

from game.screen.class_common import clock
from game.screen.class_timer import LONGEST, SHORTEST, USUAL, Timer


def test_it_stands_at_two_minutes_until_it_is_started() -> None:
    timer = Timer()
    assert (timer.seconds(5.0), timer.running, timer.next_beat(5.0)) == (120, False, None)
    assert clock(timer.seconds(5.0)) == "2:00"


def test_it_counts_down_from_its_start_and_then_is_up_for_good() -> None:
    timer = Timer().toggled(100.0)
    assert [timer.seconds(100.0 + s) for s in (0, 0.5, 1, 61, 120, 500)] == [
        120,
        120,
        119,
        59,
        0,
        0,
    ]
    assert not timer.up(219.9)
    assert timer.up(220.0)
    assert timer.next_beat(220.0) is None


def test_stopped_it_keeps_what_is_left_and_goes_on_from_there() -> None:
    timer = Timer().toggled(0.0).toggled(30.0)
    assert (timer.running, timer.seconds(1000.0)) == (False, 90)
    assert timer.toggled(1000.0).seconds(1010.0) == 80


def test_started_when_it_is_up_it_begins_anew() -> None:
    timer = Timer().toggled(0.0)
    assert timer.toggled(200.0).seconds(200.0) == USUAL


def test_set_back_it_stands_at_its_length() -> None:
    timer = Timer().longer(2, 0.0).toggled(0.0)
    assert (timer.reset().seconds(50.0), timer.reset().running) == (180, False)


def test_a_longer_time_is_added_while_it_counts() -> None:
    timer = Timer().toggled(0.0).longer(1, 10.0)
    assert (timer.length, timer.seconds(10.0), timer.running) == (150, 140, True)


@given(st.lists(st.integers(-200, 200)), st.floats(0, 1000))
def test_its_length_stays_within_its_bounds(steps: list[int], now: float) -> None:
    timer = Timer().toggled(0.0)
    for step in steps:
        timer = timer.longer(step, now)
        assert SHORTEST <= timer.length <= LONGEST
        assert 0 <= timer.seconds(now) <= LONGEST


@given(st.floats(0, 119.99))
def test_after_a_beat_it_shows_one_second_less(now: float) -> None:
    timer = Timer().toggled(0.0)
    beat = timer.next_beat(now)
    assert beat is not None
    assert 0 < beat <= 1
    assert timer.seconds(now + beat + 0.001) == timer.seconds(now) - 1
