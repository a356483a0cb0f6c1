"""What hands say of a class: both kinds of messages, acts apart, and never more than they can."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import measures
from game.learning.events import Event, Hands
from game.learning.groups import Change, Share, Spotting
from game.learning.room_measures import Choices, RoomMeasures, measured
from game.learning.rooms import rooms
from tests.learning.hands import CLASS, choice, message, of_check, of_room

HAND = st.integers(0, 40)
MESSAGES = st.builds(
    lambda item, okay, wait, decided: message(
        f"m{item}", okay, wait, *(("gifts",) if item % 2 else ()), decided=decided
    ),
    st.integers(0, 9),
    HAND,
    HAND,
    st.sampled_from((None, "okay", "wait")),
)
CHOICES = st.builds(
    lambda number, hands, decided: choice(number, hands, decided=decided),
    st.integers(0, 5),
    st.lists(st.tuples(st.sampled_from(("stop", "tell", "risky")), HAND), min_size=1, max_size=4),
    st.sampled_from((None, 0)),
)


def said(*hands: Hands, children: int = 28) -> RoomMeasures:
    found = of_events(of_room("p", *hands, begun=replace(CLASS, children=children)))
    assert found is not None
    return found


def of_events(events: list[Event]) -> RoomMeasures | None:
    (room,) = rooms(events)
    return measured(room)


def checked(occasion: str, form: str, hits: int, false: int) -> list[Event]:
    """Make a room check in which 28 hands go up for each of four messages."""
    hands = [
        *(message(f"{form}{n}", 28 - hits, hits, "gifts") for n in range(2)),
        *(message(f"{form}{n}", 28 - false, false) for n in range(2, 4)),
    ]
    return of_check(f"check-{occasion}", occasion, *hands, form=form)  # type: ignore[arg-type]


# Messages


def test_hands_for_wait_are_hits_and_false_alarms_by_hands() -> None:
    spotting = said(
        message("1", 6, 22, "gifts"),
        message("2", 8, 20, "secrecy"),
        message("3", 25, 3),
        message("4", 20, 8, decided="okay"),
    ).spotting
    assert isinstance(spotting, Spotting)
    assert (spotting.hits, spotting.unsafe) == (42, 56)
    assert (spotting.false_alarms, spotting.safe) == (11, 56)
    assert spotting.players == 28
    assert spotting.hit_rate.value == pytest.approx(0.75)
    # With the log-linear correction z(42.5/57) - z(11.5/57).
    assert spotting.detection.d_prime.value == pytest.approx(1.496122, abs=1e-6)
    assert spotting.detection.criterion.value == pytest.approx(0.087310, abs=1e-6)


def test_hands_that_differ_from_message_to_message_make_wider_intervals() -> None:
    even = said(*(message(f"{n}", 14, 14, "gifts") for n in range(4)), message("s", 20, 8))
    odd = said(
        *(message(f"{n}", 28 * (n % 2), 28 * (1 - n % 2), "gifts") for n in range(4)),
        message("s", 20, 8),
    )
    for one in (even, odd):
        assert isinstance(one.spotting, Spotting)
        assert one.spotting.hit_rate.value == pytest.approx(0.5)
    assert isinstance(even.spotting, Spotting)
    assert isinstance(odd.spotting, Spotting)
    # Alike from message to message: 112 draws. All or none each time: no more than 3.
    assert even.spotting.hit_rate == measures.wilson(56, 112)
    assert odd.spotting.hit_rate.low == pytest.approx(measures.wilson(1.5, 3).low)
    assert odd.spotting.detection.d_prime_se > even.spotting.detection.d_prime_se


def test_where_all_hands_are_alike_the_class_has_one_voice_a_message() -> None:
    spotting = said(
        *(message(f"{n}", 0, 28, "gifts") for n in range(4)),
        message("s", 28, 0),
        message("t", 28, 0),
    ).spotting
    assert isinstance(spotting, Spotting)
    assert (spotting.hit_rate, spotting.false_alarm_rate) == (
        measures.wilson(4, 4),
        measures.wilson(0, 2),
    )


def test_questions_without_a_decision_or_a_hand_are_not_measured() -> None:
    found = said(
        message("1", 6, 22, "gifts"),
        message("2", 28, 0, "gifts", decided=None),
        message("3", 0, 0, "gifts"),
        message("4", 20, 8),
    )
    assert isinstance(found.spotting, Spotting)
    assert (found.spotting.hits, found.spotting.unsafe) == (22, 28)
    assert found.questions == 3


def test_messages_of_one_kind_only_say_nothing_of_telling_apart() -> None:
    assert said(message("1", 6, 22, "gifts")).spotting is None
    assert said(message("1", 6, 22)).spotting is None
    assert said().spotting is None


def test_tricks_are_counted_at_messages_with_them_and_at_what_looks_like_them() -> None:
    tricks = said(
        message("1", 6, 22, "gifts", "secrecy"),
        message("2", 24, 4, like=("gifts",)),
        message("3", 20, 8),
    ).tricks
    assert list(tricks) == ["gifts", "secrecy"]
    gifts = tricks["gifts"]
    assert isinstance(gifts.found, Share)
    assert isinstance(gifts.alarmed, Share)
    assert (gifts.found.count, gifts.found.of) == (22, 28)
    assert (gifts.alarmed.count, gifts.alarmed.of) == (4, 28)
    assert (gifts.named, tricks["secrecy"].alarmed) == (None, None)


# Before and after


def test_two_room_checks_say_what_changed() -> None:
    events = (
        of_room("p", begun=CLASS) + checked("before", "a", 14, 7) + checked("after", "b", 26, 5)
    )
    found = of_events(events)
    assert found is not None
    assert isinstance(found.change, Change)
    assert found.change.hit_rate.value == pytest.approx(12 / 28)
    assert found.change.false_alarm_rate.value == pytest.approx(-2 / 28)
    assert found.change.verdict == "learned"
    assert list(found.rounds) == ["before", "after"]


def test_a_class_that_only_grew_suspicious_is_not_called_one_that_learned() -> None:
    events = (
        of_room("p", begun=CLASS) + checked("before", "a", 16, 4) + checked("after", "b", 24, 14)
    )
    found = of_events(events)
    assert found is not None
    assert isinstance(found.change, Change)
    assert found.change.hit_rate.low > 0
    assert found.change.verdict == "more suspicious"


def test_a_room_check_with_one_message_of_a_kind_is_too_little() -> None:
    hands = [message("1", 6, 22, "gifts"), message("2", 6, 22, "gifts"), message("3", 20, 8)]
    found = of_events(
        of_room("p", begun=CLASS) + of_check("c", "before", *hands) + checked("after", "b", 26, 5)
    )
    assert found is not None
    assert list(found.rounds) == ["after"]
    assert found.change is None


# Choices


def test_hands_for_protective_acts_are_counted_where_one_was_on_offer() -> None:
    found = said(
        choice(1, [("carry_on", 5), ("check", 9), ("tell", 14)], decided=2),
        choice(2, [("risky", 20), ("tell", 8)], decided=1, led=True),
        choice(3, [("risky", 10), ("stop", 10)]),
        choice(4, [("risky", 20), ("carry_on", 8)]),
    )
    assert isinstance(found.acting, Share)
    assert (found.acting.count, found.acting.of) == (41, 76)
    assert found.choices == Choices(of=3, most=1, tied=1, played=2, led=1)
    assert list(found.acts) == ["stop", "tell", "check"]
    told = found.acts["tell"]
    assert isinstance(told, Share)
    assert (told.count, told.of) == (22, 56)


def test_two_protective_answers_with_the_most_hands_are_no_tie() -> None:
    found = said(choice(1, [("stop", 10), ("tell", 10), ("risky", 8)]))
    assert found.choices == Choices(of=1, most=1, tied=0, played=1, led=0)


def test_choices_without_hands_or_without_a_protective_act_say_nothing() -> None:
    found = said(choice(1, [("stop", 0), ("risky", 0)]), choice(2, [("risky", 9)]))
    assert (found.acting, found.choices, found.acts) == (None, None, {})


# Small rooms, and wrong counts


@pytest.mark.parametrize("children", [0, 1, 4])
def test_nothing_is_said_of_fewer_than_5_children(children: int) -> None:
    room = replace(CLASS, children=children)
    assert of_events(of_room("p", message("1", 20, 8), begun=room)) is None


@pytest.mark.parametrize("children", [5, 200])
def test_small_and_large_classes_are_measured(children: int) -> None:
    found = said(message("1", 0, children, "gifts"), message("2", children, 0), children=children)
    assert isinstance(found.spotting, Spotting)
    assert found.spotting.hits == children


def test_fewer_than_5_hands_are_hidden_in_a_class_of_any_size() -> None:
    found = said(
        message("1", 1, 3, "gifts"), message("2", 10, 8), choice(3, [("stop", 4), ("risky", 0)])
    )
    assert (found.spotting, found.acting, found.choices) == ("hidden", "hidden", "hidden")
    assert found.tricks["gifts"].found == "hidden"
    assert found.acts == {"stop": "hidden"}


def test_more_hands_than_children_are_kept_and_told() -> None:
    found = said(message("1", 10, 30, "gifts"), message("2", 20, 8), children=28)
    assert found.crowded == 1
    assert isinstance(found.spotting, Spotting)
    assert found.spotting.unsafe == 40


@given(st.lists(MESSAGES, max_size=12), st.lists(CHOICES, max_size=8), st.integers(0, 40))
def test_whatever_hands_were_raised_shares_lie_within_their_intervals(
    messages: list[Hands], choices: list[Hands], children: int
) -> None:
    room = replace(CLASS, children=children)
    found = of_events(of_room("p", *messages, *choices, begun=room))
    assert (found is None) == (children < 5)
    if found is None:
        return
    shares = [found.acting, *found.acts.values()]
    shares += [part for trick in found.tricks.values() for part in (trick.found, trick.alarmed)]
    for share in shares:
        if isinstance(share, Share):
            assert 0 <= share.count <= share.of
            assert 0 <= share.rate.low <= share.rate.value <= share.rate.high <= 1
            assert share.rate.value == pytest.approx(share.count / share.of)
    if isinstance(found.spotting, Spotting):
        d_prime = found.spotting.detection.d_prime
        assert d_prime.low < d_prime.value < d_prime.high
    if isinstance(found.choices, Choices):
        assert found.choices.most + found.choices.tied <= found.choices.of


@given(st.lists(MESSAGES, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_messages_changes_nothing(messages: list[Hands], rng: Random) -> None:
    messages = list({hands.item: hands for hands in messages}.values())
    mixed = rng.sample(messages, len(messages))
    one, other = said(*messages), said(*mixed)
    assert one.questions == other.questions
    assert isinstance(one.spotting, Spotting) == isinstance(other.spotting, Spotting)
    if isinstance(one.spotting, Spotting) and isinstance(other.spotting, Spotting):
        assert one.spotting.hits == other.spotting.hits
        assert one.spotting.hit_rate.low == pytest.approx(other.spotting.hit_rate.low)
