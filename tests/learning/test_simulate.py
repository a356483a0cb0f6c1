from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import Chosen, Ended, Event, Judged, RoundBegun
from game.learning.groups import OCCASIONS, group
from game.learning.ids import IdMaker
from game.learning.simulate import Clock, SimulatedPlayer, Skill, Spread, simulate, skills
from game.learning.store import Store
from tests.learning.classes import (
    FORMS,
    MONDAY,
    ROUNDS_ONLY,
    a_class,
    chance,
    simulated,
    with_stories,
)
from tests.learning.recorded import STORY

SKILL = Skill()
ALIKE = Spread(0, 0, 0, 0)


def player(skill: Skill = SKILL, spread: float = 0) -> SimulatedPlayer:
    return SimulatedPlayer(skill, spread, chance("one"))


def rounds(events: list[Event]) -> list[tuple[Event, RoundBegun]]:
    return [(event, event.what) for event in events if isinstance(event.what, RoundBegun)]


# What a player can do


@given(sensitivity=st.floats(0, 3), bias=st.floats(-2, 2))
def test_players_have_the_d_prime_and_the_c_they_were_given(
    sensitivity: float, bias: float
) -> None:
    one = player(Skill(sensitivity, bias))
    unsafe, safe = FORMS[0].items[0], FORMS[0].items[1]
    hit, alarm = (NormalDist().inv_cdf(one.chance_of_wait(message)) for message in (unsafe, safe))
    assert hit - alarm == pytest.approx(sensitivity, abs=1e-6)
    assert -(hit + alarm) / 2 == pytest.approx(bias, abs=1e-6)


def test_players_learn_grow_suspicious_and_forget_half_in_a_half_life() -> None:
    one = player(Skill(1.0, 0.1, learning=0.8, suspicion=0.4, half_life=20))
    assert (one.sensitivity, one.bias) == (1.0, 0.1)
    one.learn()
    assert (one.sensitivity, one.bias) == pytest.approx((1.8, -0.3))
    one.rest(20)
    assert (one.sensitivity, one.bias) == pytest.approx((1.4, -0.1))


def test_difficult_messages_are_got_wrong_more_often_whether_safe_or_not() -> None:
    even, uneven = player(), player(spread=1.0)
    harder = {
        message.item: even.chance_of_wait(message) > uneven.chance_of_wait(message)
        for form in FORMS
        for message in form.items
    }
    assert 12 < sum(harder.values()) < 36


def test_players_differ_as_much_as_they_were_told_to() -> None:
    drawn = skills(4000, Skill(2.0, 0.5), Spread(0.4, 0.3), chance(1))
    assert sum(one.sensitivity for one in drawn) / 4000 == pytest.approx(2.0, abs=0.03)
    assert sum(one.bias for one in drawn) / 4000 == pytest.approx(0.5, abs=0.02)
    assert sum((one.bias - 0.5) ** 2 for one in drawn) / 4000 == pytest.approx(0.09, abs=0.01)
    assert set(skills(3, SKILL, ALIKE, chance(1))) == {SKILL}


# What they play


def test_the_same_seed_gives_the_same_events_ids_and_times() -> None:
    material = with_stories(STORY)
    once, again = (a_class(5, SKILL, 4, material=material)[0] for _ in range(2))
    assert once == again
    assert a_class(6, SKILL, 4, material=material)[0] != once


def test_every_player_plays_the_stories_to_an_ending_and_a_round_on_each_occasion() -> None:
    events, expected = a_class(1, SKILL, 6, material=with_stories(STORY))
    assert len({event.player for event in events}) == 6
    assert sum(isinstance(event.what, Ended) for event in events) == 6
    assert any(isinstance(event.what, Chosen) for event in events)
    assert Counter(what.occasion for _, what in rounds(list(events))) == dict.fromkeys(OCCASIONS, 6)
    assert tuple(expected) == OCCASIONS
    assert not any(getattr(event.what, "practice", False) for event in events)


def test_forms_are_rotated_and_no_player_meets_one_twice() -> None:
    events, _ = a_class(1, SKILL, 12)
    begun = rounds(list(events))
    assert set(Counter((event.form, what.occasion) for event, what in begun).values()) == {4}
    assert set(Counter((event.player, event.form) for event, _ in begun).values()) == {1}
    assert {what.half for _, what in begun} == {1, 2}


def test_a_round_asks_the_items_of_half_a_form_each_once() -> None:
    events, _ = a_class(1, SKILL, 7)
    forms = {form.id: form for form in FORMS}
    for event, what in rounds(list(events)):
        answers = [e.what for e in events if e.play == event.play and isinstance(e.what, Judged)]
        assert tuple(answer.item for answer in answers) == what.items
        assert {answer.scene for answer in answers} == {f"form-{event.form}"}
        half = forms[event.form or ""].halves[(what.half or 0) - 1]
        assert {answer.item for answer in answers} == {item.item for item in half}


def test_later_is_ten_days_on_and_time_never_goes_back() -> None:
    events, _ = a_class(1, SKILL, 3)
    times = [event.time for event in events]
    assert times == sorted(times)
    later = [event.time for event, what in rounds(list(events)) if what.occasion == "later"]
    assert min(later) >= "2026-01-22T09:00"


def test_many_answers_come_as_often_as_they_are_to_be_expected() -> None:
    skill = replace(SKILL, learning=1.0, suspicion=0.3)
    events, expected = a_class(1, skill, 1000)
    found = group(events)
    assert found is not None
    change = found.changes["before", "after"]
    for occasion, spotting in (("before", change.before), ("after", change.after)):
        rates = expected["before" if occasion == "before" else "after"]
        assert spotting.hit_rate.value == pytest.approx(rates.hit, abs=0.02)
        assert spotting.false_alarm_rate.value == pytest.approx(rates.false_alarm, abs=0.02)
        assert spotting.detection.d_prime.value == pytest.approx(rates.d_prime, abs=0.1)
        assert spotting.detection.criterion.value == pytest.approx(rates.criterion, abs=0.05)


# Through a real database


def test_a_real_database_holds_the_same_events_and_the_same_is_found_in_it(tmp_path: Path) -> None:
    material = with_stories(STORY)
    events, expected = a_class("real", SKILL, 11, material=material)
    players, rng = simulated("real", SKILL, 11)
    clock = Clock(MONDAY)
    store = Store.open(tmp_path, clock, IdMaker(clock, chance("real ids")))
    assert simulate(store, material, players, clock, rng) == expected
    assert sorted(store.every_event(), key=lambda event: event.sequence) == events
    assert group(store.every_event()) == group(events)
    store.close()


def test_a_class_can_play_without_rounds() -> None:
    material = replace(with_stories(STORY), forms=())
    events, expected = a_class(1, SKILL, 5, material=material)
    assert expected == {}
    assert not rounds(list(events))


def test_a_class_can_play_without_stories() -> None:
    events, _ = a_class(1, SKILL, 5, material=ROUNDS_ONLY)
    assert not any(isinstance(event.what, Ended) for event in events)
