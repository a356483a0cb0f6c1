"""What to practise next: what is known least, and what was not seen for long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from game.learning.advice import known
from game.learning.events import Event, Judged
from tests.learning.recorded import okay, play, wait

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def told(*what: Judged, days_ago: float = 0) -> list[Event]:
    time = (NOW - timedelta(days=days_ago)).isoformat()
    return [replace(event, time=time) for event in play("p", *what)[1:]]


def order(events: list[Event], now: datetime = NOW) -> list[str]:
    return [one.trick for one in known(events, now)]


def test_who_has_judged_nothing_gets_no_advice() -> None:
    assert known([], NOW) == ()


def test_a_trick_that_was_missed_comes_before_one_that_was_found() -> None:
    assert order(told(wait("1", "gifts"), okay("2", "secrecy"))) == ["secrecy", "gifts"]


def test_a_friendly_message_taken_for_a_trick_counts_for_what_it_looks_like() -> None:
    alike = replace(wait("3"), looks_like=("guilt",))
    assert order(told(wait("1", "gifts"), alike)) == ["guilt", "gifts"]


def test_what_was_not_seen_for_long_comes_first() -> None:
    events = [
        *told(wait("1", "gifts"), days_ago=30),
        *told(wait("2", "secrecy"), days_ago=1),
    ]
    assert order(events) == ["gifts", "secrecy"]


def test_practice_teaches_too() -> None:
    missed = told(okay("1", "gifts"), okay("2", "secrecy"))
    practised = told(*[wait(str(n), "gifts", practice=True) for n in range(3, 8)])
    assert order([*missed, *practised]) == ["secrecy", "gifts"]


def test_a_clock_that_was_set_back_makes_nothing_better_known() -> None:
    events = told(wait("1", "gifts"))
    assert known(events, NOW - timedelta(days=400)) == known(events, NOW)


@given(
    answers=st.lists(st.booleans(), min_size=1, max_size=30),
    days=st.floats(0, 400),
    more=st.floats(0, 400),
)
def test_what_is_known_is_a_chance_that_only_falls_with_time(
    answers: list[bool], days: float, more: float
) -> None:
    events = told(
        *[
            wait(str(n), "gifts") if right else okay(str(n), "gifts")
            for n, right in enumerate(answers)
        ]
    )
    (early,) = known(events, NOW + timedelta(days=days))
    (late,) = known(events, NOW + timedelta(days=days + more))
    assert 0 <= late.chance <= early.chance <= 1
