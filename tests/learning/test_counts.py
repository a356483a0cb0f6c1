from random import Random

from hypothesis import given
from hypothesis import strategies as st

from game.learning.counts import (
    Acts,
    Selecting,
    TrickCounts,
    acts,
    counts,
    endings,
    evidence,
    unfinished,
)
from game.learning.events import Judged
from tests.learning.recorded import chose, ended, judged, okay, play, shown, wait

TRICKS = ("gifts", "secrecy", "too_fast")
# Whether an item is safe belongs to the item: its number says so.
ITEMS = st.integers(0, 11).map(lambda n: (f"{n:08x}", TRICKS[: n % 3]))
JUDGEMENTS = st.builds(
    lambda item, verdict, trick, practice: judged(
        item[0], verdict, item[1], trick if verdict == "wait" else None, practice=practice
    ),
    ITEMS,
    st.sampled_from(("okay", "wait")),
    st.sampled_from((None, *TRICKS)),
    st.booleans(),
)


def test_found_missed_and_named_are_counted_for_each_trick() -> None:
    said = counts(
        play(
            "p",
            shown("1", "gifts", "secrecy"),
            wait("1", "gifts", "secrecy", named="secrecy"),
            shown("2", "gifts"),
            okay("2", "gifts"),
            shown("3", "watching"),
            shown("4"),
            okay("4"),
            shown("5"),
            wait("5", named="gifts"),
        )
    )
    assert said.tricks == {"gifts": TrickCounts(1, 1, 0), "secrecy": TrickCounts(1, 0, 1)}
    assert said.met == ("gifts", "secrecy", "watching")
    assert (said.hits, said.misses, said.unsafe) == (1, 1, 2)
    assert (said.false_alarms, said.correct_rejections, said.safe) == (1, 1, 2)


def test_who_has_judged_nothing_has_counts_of_nothing() -> None:
    said = counts(play("p", shown("1", "gifts")))
    assert not said.tricks
    assert (said.unsafe, said.safe) == (0, 0)


def test_the_first_judgement_counts_and_later_ones_do_not() -> None:
    said = counts(play("p", okay("1", "gifts"), wait("1", "gifts", named="gifts", practice=True)))
    assert said.tricks == {"gifts": TrickCounts(0, 1, 0)}


def test_a_message_judged_in_an_earlier_play_does_not_count_again() -> None:
    said = counts(play("p", okay("1", "gifts")) + play("q", wait("1", "gifts")))
    assert said.tricks == {"gifts": TrickCounts(0, 1, 0)}


def test_the_same_text_in_another_story_counts_for_itself() -> None:
    said = counts(play("p", okay("1", "gifts")) + play("q", wait("1", "gifts"), story="other"))
    assert said.tricks == {"gifts": TrickCounts(1, 1, 0)}


def test_practice_does_not_count_and_explains_the_message_for_good() -> None:
    practice = play("p", wait("1", "gifts", practice=True), practice=True)
    assert counts(practice).unsafe == 0
    assert counts(practice + play("q", wait("1", "gifts"))).unsafe == 0


def test_what_an_ending_explained_does_not_count_in_a_later_play() -> None:
    first = play("p", shown("1", "gifts"), ended())
    assert counts(first + play("q", wait("1", "gifts"))).unsafe == 0


def test_what_was_shown_without_an_ending_still_counts_later() -> None:
    first = play("p", shown("1", "gifts"))
    assert counts(first + play("q", wait("1", "gifts"))).hits == 1


def test_a_branch_that_was_not_seen_still_counts_in_a_second_play() -> None:
    first = play("p", shown("1", "gifts"), ended())
    assert counts(first + play("q", wait("2", "gifts"))).hits == 1


@given(judgements=st.lists(JUDGEMENTS))
def test_hits_and_misses_together_are_the_unsafe_messages_that_count(
    judgements: list[Judged],
) -> None:
    events = play("p", *judgements)
    said = counts(events)
    firsts = {judged.item: judged for judged in reversed(judgements)}
    unsafe = [j for j in firsts.values() if j.tricks and not j.practice]
    safe = [j for j in firsts.values() if not j.tricks and not j.practice]
    assert said.hits + said.misses == said.unsafe == len(unsafe)
    assert said.false_alarms + said.correct_rejections == said.safe == len(safe)
    assert len(evidence(events)) == said.unsafe + said.safe
    for trick, found in said.tricks.items():
        assert found.found + found.missed == sum(trick in judged.tricks for judged in unsafe)
        assert found.named <= found.found


@given(judgements=st.lists(JUDGEMENTS, unique_by=lambda j: j.item), shuffle=st.randoms())
def test_the_order_in_which_different_messages_are_judged_changes_nothing(
    judgements: list[Judged], shuffle: Random
) -> None:
    shuffled = shuffle.sample(judgements, len(judgements))
    assert counts(play("p", *judgements)) == counts(play("p", *shuffled))


HAPPENINGS = st.one_of(
    JUDGEMENTS, ITEMS.map(lambda item: shown(item[0], *item[1])), st.just(ended())
)


@given(plays=st.lists(st.tuples(st.sampled_from("pq"), st.lists(HAPPENINGS)), max_size=6))
def test_what_counts_is_the_same_event_by_event_and_beside_other_players(
    plays: list[tuple[str, list[Judged]]],
) -> None:
    names: dict[tuple[str | None, str, str], tuple[str | None, str, str]] = {}
    one, other = Selecting(names), Selecting(names)
    events = [event for name, what in plays for event in play(name, *what)]
    selected = []
    for event in events:
        if (judged := one.counting(event)) is not None:
            selected.append((event, judged))
        other.counting(event)
    assert selected == evidence(events)
    assert len(names) <= 12


@given(judgements=st.lists(JUDGEMENTS), again=st.lists(JUDGEMENTS))
def test_judging_again_what_was_judged_changes_nothing(
    judgements: list[Judged], again: list[Judged]
) -> None:
    known = {judged.item for judged in judgements}
    repeated = [judged for judged in again if judged.item in known]
    once = play("p", *judgements)
    assert counts(once) == counts(once + play("q", *repeated))


@given(
    one=st.lists(JUDGEMENTS, unique_by=lambda j: j.item),
    other=st.lists(JUDGEMENTS, unique_by=lambda j: j.item),
)
def test_the_order_of_two_different_stories_changes_no_number(
    one: list[Judged], other: list[Judged]
) -> None:
    first, second = play("p", *one), play("q", *other, story="other")
    assert counts(first + second) == counts(second + first)


def test_acts_say_whom_the_player_told_and_what_they_kept_and_stopped() -> None:
    said = acts(
        play(
            "p",
            chose("1", "tell", "friend"),
            chose("2", "keep"),
            chose("3", "stop"),
            chose("4", "tell", "parent"),
            chose("5", "tell", "friend"),
            chose("6", "tell", "police", practice=True),
        )
    )
    assert said == Acts(told=("friend", "parent"), kept=1, stopped=1, checked=0, kind=0)


def test_the_same_act_in_a_second_play_counts_once() -> None:
    said = acts(play("p", chose("1", "keep")) + play("q", chose("1", "keep")))
    assert said.kept == 1


def test_endings_are_listed_once_for_each_story_in_the_order_they_were_seen() -> None:
    events = (
        play("p", ended("told"))
        + play("q", ended("alone", practice=True), practice=True)
        + play("r", ended("told"))
        + play("s", ended("quiet"), story="other")
        + play("t")
    )
    assert endings(events) == {"story": ("told", "alone"), "other": ("quiet",)}


def test_a_play_without_an_ending_can_be_gone_on_with() -> None:
    (found,) = unfinished(
        play(
            "p",
            shown("1", "gifts"),
            wait("1", "gifts", named="gifts"),
            chose("2", "keep"),
            okay("1", "gifts", practice=True),
        )
    )
    assert (found.play.id, found.story, found.story_version) == ("p", "story", "v1")
    assert found.moves == (
        ("next",),
        ("judge", "scene", "1", "wait", "gifts"),
        ("choose", "2"),
        ("judge", "scene", "1", "okay", None),
    )


def test_a_play_that_was_begun_again_takes_the_place_of_the_older_one() -> None:
    events = play("p", shown("1")) + play("q", shown("1"))
    assert [found.play.id for found in unfinished(events)] == ["q"]
    assert unfinished([*events, *play("r", shown("1"), ended())]) == ()


def test_practice_is_not_offered_to_go_on_with() -> None:
    events = play("p", shown("1"), ended()) + play("q", shown("1"), practice=True)
    assert unfinished(events) == ()


def test_practice_does_not_hide_a_play_to_go_on_with() -> None:
    events = play("p", shown("1")) + play("q", ended(practice=True), practice=True)
    assert [found.play.id for found in unfinished(events)] == ["p"]


def test_the_story_that_was_begun_last_comes_first() -> None:
    events = play("p") + play("q", story="other") + play("r", story="third")
    assert [found.story for found in unfinished(events)] == ["third", "other", "story"]
