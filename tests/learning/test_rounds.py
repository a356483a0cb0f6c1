"""Quick Eyes is offered when it should be, in forms that are rotated, and never spoils itself."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.counts import counts
from game.learning.events import (
    QUICK_EYES,
    Event,
    Happening,
    Judged,
    Occasion,
    PlayerMade,
    RoundBegun,
)
from game.learning.rounds import (
    FORMS,
    Due,
    due,
    for_practice,
    order_of_forms,
    rounds,
    unfinished,
)
from tests.learning.recorded import ended, okay, opened, play, shown, wait

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
ORDER = ("b", "c", "a")


def at(day: datetime, events: Iterable[Event]) -> list[Event]:
    time = f"{day:%Y-%m-%dT%H:%M:%S}.000Z"
    return [replace(event, time=time) for event in events]


def story(name: str) -> list[Event]:
    return at(NOW, play(name, shown("1"), ended(), story=name))


def round_of(
    occasion: Occasion, form: str, half: int, *answers: Judged, left: int = 0
) -> list[Event]:
    items = [f"{form}{half}{n}" for n in range(len(answers) + left)]
    begun = RoundBegun(occasion, half, tuple(items), practice=False)
    named = [
        replace(answer, scene=f"form-{form}", item=item)
        for answer, item in zip(answers, items, strict=False)
    ]
    happened: list[Happening] = [begun, *named]
    name = f"{occasion}-{form}{half}"
    events = [
        Event(f"{name}-{n}", "m", 1, "2026", "player", "s", name, QUICK_EYES, what, form)
        for n, what in enumerate(happened)
    ]
    return at(NOW, events)


BEFORE = round_of("before", "b", 1, wait("", "gifts"), okay(""), okay("", "secrecy"), wait(""))
THREE = [*story("one"), *story("two"), *story("three")]
AFTER = round_of("after", "c", 1, wait("", "gifts"), okay(""))
LATER = round_of("later", "a", 1, wait("", "gifts"), okay(""))


def test_the_first_round_comes_before_the_first_episode() -> None:
    assert due([], ORDER, NOW) == Due("before", "b", 1)


def test_who_has_seen_a_message_of_an_episode_is_not_asked_what_was_known_before() -> None:
    assert due(play("one", shown("1")), ORDER, NOW) is None


def test_a_round_that_was_begun_is_gone_on_with_and_not_begun_twice() -> None:
    begun = round_of("before", "b", 1, wait("", "gifts"), left=3)
    assert due(begun, ORDER, NOW) is None
    found = unfinished(begun)
    assert found is not None
    assert found.left == ("b11", "b12", "b13")
    assert found.play.form == "b"
    assert unfinished(BEFORE) is None


@pytest.mark.parametrize("episodes", range(3))
def test_up_to_the_third_episode_nothing_more_is_asked(episodes: int) -> None:
    assert due([*BEFORE, *THREE[: 3 * episodes]], ORDER, NOW) is None


def test_after_every_third_episode_comes_a_round_with_another_form() -> None:
    assert due([*BEFORE, *THREE], ORDER, NOW) == Due("after", "c", 1)
    assert due([*BEFORE, *THREE, *AFTER], ORDER, NOW) is None
    six = [*story("four"), *story("five"), *story("six")]
    assert due([*BEFORE, *THREE, *AFTER, *six], ORDER, NOW) == Due("after", "c", 2)


def test_the_same_episode_three_times_is_one_episode() -> None:
    assert due([*BEFORE, *story("one") * 3], ORDER, NOW) is None


def test_practice_is_no_episode_that_was_finished() -> None:
    practice = [*story("one"), *story("two"), *play("x", ended(practice=True), story="x")]
    assert due([*BEFORE, *practice], ORDER, NOW) is None


def test_after_seven_days_a_booster_is_offered_with_the_third_form() -> None:
    played = [*BEFORE, *story("one")]
    assert due(played, ORDER, NOW + timedelta(days=6, hours=23)) is None
    assert due(played, ORDER, NOW + timedelta(days=7)) == Due("later", "a", 1)
    again = [*played, *at(NOW + timedelta(days=7), LATER)]
    assert due(again, ORDER, NOW + timedelta(days=8)) is None
    assert due(again, ORDER, NOW + timedelta(days=14)) == Due("later", "a", 2)


def test_a_clock_that_was_set_back_offers_no_booster() -> None:
    assert due([*BEFORE, *story("one")], ORDER, NOW - timedelta(days=365)) is None


def test_before_after_and_later_are_three_forms_even_if_the_order_changed() -> None:
    changed = [*round_of("before", "c", 1, okay("")), *THREE]
    assert due(changed, ORDER, NOW) == Due("after", "b", 1)
    after = [*changed, *round_of("after", "b", 1, okay(""))]
    assert due(after, ("c", "a", "b"), NOW + timedelta(days=7)) == Due("later", "a", 1)


@given(
    order=st.permutations(FORMS),
    halves=st.lists(
        st.tuples(
            st.sampled_from(["before", "after", "later"]),
            st.sampled_from(FORMS),
            st.integers(1, 2),
        ),
        max_size=6,
        unique_by=lambda half: half[1:],
    ),
    days=st.integers(0, 20),
)
def test_no_half_of_a_form_measures_twice(
    order: list[str], halves: list[tuple[Occasion, str, int]], days: int
) -> None:
    used = [event for one in halves for event in round_of(*one, okay(""))]
    found = due([*used, *THREE], order, NOW + timedelta(days=days))
    assert found is None or (found.form, found.half) not in {half[1:] for half in halves}


def test_when_all_halves_are_used_up_nothing_more_is_measured() -> None:
    halves = [("c", 1), ("c", 2), ("b", 2)]
    used = [event for f, h in halves for event in round_of("after", f, h, okay(""))]
    many = [event for n in range(30) for event in story(f"story-{n}")]
    assert due([*BEFORE, *used, *many], ORDER, NOW) is None


def test_a_round_says_what_was_noticed_and_what_was_let_be() -> None:
    (before,) = rounds(BEFORE)
    assert before.noticed() == (1, 2)
    assert before.let_be() == (1, 2)


def test_the_answers_of_a_round_are_evidence() -> None:
    found = counts(BEFORE)
    assert (found.hits, found.misses, found.false_alarms, found.correct_rejections) == (1, 1, 1, 1)


def seeded() -> random.Random:
    return random.Random(1)  # noqa: S311 - no secrets


def made(sessions: dict[str, int]) -> list[Event]:
    return [
        Event("e", "m", 1, "2026", f"{s}-{n}", s, None, None, PlayerMade("BCDH", "fish", "blue"))
        for s, players in sessions.items()
        for n in range(players)
    ]


@given(chance=st.integers(0, 2**32 - 1), players=st.integers(1, 30))
def test_six_players_of_one_start_get_the_forms_in_six_orders(chance: int, players: int) -> None:
    session = f"00000000-0000-7000-8000-0000{chance:08x}"
    everybody = made({session: players})
    orders = Counter(order_of_forms(everybody, event.player) for event in everybody)
    assert max(orders.values()) - min((*orders.values(), players // 6)) <= 1
    assert all(sorted(order) == list(FORMS) for order in orders)


def test_each_form_is_before_after_and_later_equally_often() -> None:
    everybody = made({"00000000-0000-7000-8000-000000000000": 60})
    orders = [order_of_forms(everybody, event.player) for event in everybody]
    for occasion in range(3):
        assert Counter(order[occasion] for order in orders) == dict.fromkeys(FORMS, 20)


@given(chance=st.integers(0, 2**32 - 1))
def test_who_begins_beside_somebody_has_other_messages_before_and_after(chance: int) -> None:
    everybody = made({f"00000000-0000-7000-8000-0000{chance:08x}": 12})
    orders = [order_of_forms(everybody, event.player) for event in everybody]
    for (before, after, _), (other_before, other_after, _) in pairwise(orders):
        assert before != other_before
        assert after != other_after


def test_machines_with_one_player_each_differ() -> None:
    rng = seeded()
    sessions = {f"00000000-0000-7000-8000-{rng.getrandbits(48):012x}": 1 for _ in range(60)}
    everybody = made(sessions)
    assert len({order_of_forms(everybody, event.player) for event in everybody}) == 6


def test_practice_uses_only_what_was_explained_before() -> None:
    left = round_of("after", "c", 1, wait("", "threats"), left=7)
    chosen = for_practice([*BEFORE, *left], None, seeded())
    assert {judged.item for judged in chosen} == {"b10", "b11", "b12", "b13"}
    assert for_practice(left, None, seeded()) == ()


def test_practice_is_about_the_trick_that_was_asked_for_and_half_of_it_is_safe() -> None:
    unsafe = [wait("", trick) for trick in ("gifts", "secrecy", "guilt", "threats", "picture")]
    many = round_of("before", "b", 1, *unsafe, *[okay("") for _ in range(6)])
    chosen = for_practice(many, "picture", seeded())
    assert len(chosen) == 8
    assert sum(not judged.tricks for judged in chosen) == 4
    assert any(judged.tricks == ("picture",) for judged in chosen)


def test_a_round_is_found_again_at_the_next_start(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player = store.new_player("gecko", "blue", "BCDH")
    offered = store.round_due(player)
    assert offered is not None
    begun = RoundBegun(offered.occasion, offered.half, ("1", "2"), practice=False)
    round_ = store.begin_round(player, offered.form, begun)
    assert store.record(round_, [okay("2")]).wait()
    store.close()

    store = opened(tmp_path)
    left = store.round_left(player)
    assert left is not None
    assert (left.play, left.left) == (round_, ("1",))
    assert store.record(left.play, [wait("1", "gifts")]).wait()
    assert store.round_left(player) is None
    assert store.counts(player).unsafe == 1
    assert store.round_due(player) is None
    assert store.unfinished(player) == ()
    store.close()
