"""A class that plays together: its hands are kept, nothing is lost, and nobody is counted twice."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.events import (
    QUICK_EYES,
    Chosen,
    ClassEnded,
    Event,
    Hands,
    Judged,
    RoundBegun,
)
from game.learning.groups import group
from game.learning.items import items
from game.learning.merge_file import MergeFileError
from game.learning.merging import merge
from game.learning.rooms import Room, rooms
from game.learning.simulate import Skill
from game.learning.store import Store
from game.learning.summary import Counting
from game.story.playthrough import Choosing, Over, Playthrough
from tests.learning.classes import a_class, with_stories
from tests.learning.hands import CLASS, PlayingClass, choice, message, of_check, of_room
from tests.learning.recorded import (
    STORY,
    begun,
    chose,
    ended,
    okay,
    opened,
    record_all,
    shown,
    wait,
    walked,
)
from tests.learning.travelling import exported

ITEMS = ("1", "2", "3")
COUNTS = st.builds(
    lambda item, okay, wait, decided: message(item, okay, wait, decided=decided),
    st.sampled_from(ITEMS),
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from((None, "okay", "wait")),
)


def only(events: list[Event]) -> Room:
    (room,) = rooms(events)
    return room


def counted(room: Room) -> list[Hands]:
    return [question.what for question in room.questions]


def halfway(store: Store) -> PlayingClass:
    """Play up to the first choice, and count some hands there."""
    playing = PlayingClass(store, store.begin_class(CLASS))
    playing.read_on()
    playing.decide("okay", 20, 8)
    playing.read_on()
    playing.decide("wait", 3, 25)
    playing.read_on()
    playing.count(2, 5, 0)
    return playing


# What counts


def test_a_room_is_what_was_said_when_it_began() -> None:
    room = only(of_room("p", begun=CLASS))
    assert (room.code, room.children, room.ages, room.language) == ("BCDHJL", 28, "mixed", "th")
    assert room.stories == (STORY.id,)
    assert room.ended is None
    assert not room.questions


def test_of_a_question_the_last_record_counts() -> None:
    hands = [message("1", 1, 0, decided=None), message("1", 9, 3, decided=None), message("1", 9, 4)]
    assert counted(only(of_room("p", *hands, begun=CLASS))) == [message("1", 9, 4)]


def test_questions_stand_in_the_order_in_which_they_were_first_asked() -> None:
    hands = [message("2", 1, 0), message("1", 1, 0), choice(3, [("stop", 4)]), message("2", 5, 5)]
    room = only(of_room("p", *hands, begun=CLASS))
    assert [question.what.item for question in room.questions] == ["2", "1", "3"]


def test_a_decision_that_was_taken_back_counts_no_more_until_the_class_decides_anew() -> None:
    first = of_room("p", message("1", 20, 8, decided="okay"), begun=CLASS)
    taken_back = first + of_room("q", message("1", 20, 8, decided=None))
    assert not only(taken_back).decided
    again = taken_back + of_room("r", message("1", 6, 22, decided="wait"))
    assert [question.what for question in only(again).decided] == [message("1", 6, 22)]


def test_in_a_room_check_a_decision_is_taken_back_in_the_same_round() -> None:
    first, open_again, then = (
        message("1", 20, 8, decided="okay"),
        message("1", 20, 8, decided=None),
        message("1", 6, 22),
    )
    begun_room = of_room("p", begun=CLASS)
    assert not only(begun_room + of_check("r", "before", first, open_again)).decided
    assert counted(only(begun_room + of_check("r", "before", first, open_again, then))) == [then]


def test_what_a_class_says_when_it_plays_a_story_again_is_practice() -> None:
    first = of_room("p", message("1", 20, 8), ended(practice=True), begun=CLASS)
    again = first + of_room("q", message("1", 0, 28), message("2", 0, 28))
    assert counted(only(again)) == [message("1", 20, 8)]


def test_a_choice_to_which_a_story_comes_back_counts_the_first_time() -> None:
    first, again = choice(3, [("stop", 4), ("risky", 24)], decided=1), choice(3, [("stop", 28)])
    played = of_room("p", first, chose("x", "risky", practice=True), again, begun=CLASS)
    assert counted(only(played)) == [first]
    (play,) = only(played).plays
    assert play.hands == {("scene", "3"): again}


def test_the_same_scene_of_another_story_and_of_another_room_check_counts_for_itself() -> None:
    events = [
        *of_room("p", message("1", 1, 1), begun=CLASS),
        *of_room("q", message("1", 2, 2), story="other"),
        *of_check("r", "before", message("1", 3, 3)),
        *of_check("s", "after", message("1", 4, 4), form="b"),
    ]
    room = only(events)
    assert [question.raised for question in room.questions] == [2, 4, 6, 8]
    assert [question.occasion for question in room.questions] == [None, None, "before", "after"]


def test_hands_are_asked_for_by_answer() -> None:
    (question,) = only(of_room("p", message("1", 20, 8), begun=CLASS)).questions
    assert (question.hands_for("okay"), question.hands_for("wait"), question.raised) == (20, 8, 28)
    assert question.hands_for("something else") == 0


def test_hands_without_the_beginning_of_their_class_are_of_no_room() -> None:
    assert rooms(of_room("p", message("1", 20, 8))) == ()


@given(st.lists(st.lists(COUNTS), max_size=3))
def test_whatever_is_counted_the_last_play_counts_up_to_the_first_decision(
    plays: list[list[Hands]],
) -> None:
    room = only(
        [
            *of_room("begun", begun=CLASS),
            *(event for n, hands in enumerate(plays) for event in of_room(f"p{n}", *hands)),
        ]
    )
    expected: dict[str, Hands] = {}
    for play in plays:
        decided: set[str] = set()
        for hands in play:
            if hands.item not in decided:
                expected[hands.item] = hands
            if hands.decided:
                decided.add(hands.item)
    assert {hands.item: hands for hands in counted(room)} == expected
    assert len(room.questions) == len(expected)


@given(st.lists(COUNTS), COUNTS)
def test_to_count_on_and_back_again_leaves_nothing(first: list[Hands], other: Hands) -> None:
    once = of_room("p", *first, message("1", 7, 7, decided=None), begun=CLASS)
    back = of_room("p", *first, message("1", 7, 7, decided=None), begun=CLASS)
    back += [replace(back[-1], id="more", what=replace(other, item="1", decided=None))]
    back += [replace(once[-1], id="less")]
    assert counted(only(back)) == counted(only(once))


@given(st.lists(COUNTS), st.lists(COUNTS), st.randoms(use_true_random=False))
def test_rooms_are_told_apart_however_their_events_are_mixed(
    one: list[Hands], other: list[Hands], rng: random.Random
) -> None:
    events = [of_room("p", *one, begun=CLASS), of_room("q", *other, room="two", begun=CLASS)]
    apart = {room.id: room for part in events for room in rooms(part)}
    mixed: list[Event] = []
    while any(events):
        mixed.append(rng.choice([part for part in events if part]).pop(0))
    assert {room.id: room for room in rooms(mixed)} == apart


# How far a room has come


def test_the_latest_play_of_each_story_and_each_room_check_is_gone_on_with() -> None:
    events = [
        *of_check("r", "before", message("1", 3, 3), message("2", 3, 3, decided=None)),
        *of_room("p", shown("1")),
        *of_room("q", shown("1"), okay("1"), message("1", 2, 2)),
    ]
    room = only([*of_room("o", begun=CLASS), *events])
    check = room.latest(QUICK_EYES, "before")
    assert check is not None
    assert check.play.id == "r"
    assert check.hands["scene", "2"] == message("2", 3, 3, decided=None)
    assert not check.over
    story = room.latest("story")
    assert story is not None
    assert (story.play.id, story.moves) == ("q", (("next",), ("judge", "scene", "1", "okay", None)))
    assert story.hands == {("scene", "1"): message("1", 2, 2)}
    assert room.latest("another") is None
    assert room.latest(QUICK_EYES, "after") is None


def test_a_room_check_is_over_when_all_its_messages_are_decided() -> None:
    first = of_check("r", "before", message("1", 3, 3), message("2", 3, 3, decided=None))
    number = Event("x", "m", 1, "2026", "room", "s", "r", QUICK_EYES, message("2", 3, 3), "a")
    room = only([*of_room("o", begun=CLASS), *first, number])
    check = room.latest(QUICK_EYES, "before")
    assert check is not None
    assert check.over


def test_a_power_cut_in_the_middle_of_a_class_loses_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    playing = halfway(store)
    # Another program that opens the same records has what the disk has.
    again = opened(tmp_path)
    room = again.class_left()
    assert room is not None
    assert (room.id, room.children, room.stories) == (playing.room.id, 28, (STORY.id,))
    left = room.latest(STORY.id)
    assert left is not None
    play, whole = Playthrough.replay(STORY, left.moves)
    assert whole
    assert left.moves == playing.play.moves()
    assert isinstance(play.now, Choosing)
    open_hands = [hands for hands in left.hands.values() if hands.decided is None]
    assert [hands.hands for hands in open_hands] == [(2, 5, 0)]
    assert [question.what.hands for question in room.decided] == [(20, 8), (3, 25)]


def test_a_decision_is_taken_back_and_made_anew(tmp_path: Path) -> None:
    playing = halfway(opened(tmp_path))
    at_the_choice = playing.play
    playing.decide(playing.raised(0, 0, 0).answers[2], 2, 5, 21)
    playing.take_back(2, 5, 21)
    room = playing.store.room(playing.room.id)
    assert room is not None
    left = room.latest(STORY.id)
    assert left is not None
    assert left.moves == at_the_choice.moves()
    open_hands = [hands for hands in left.hands.values() if hands.decided is None]
    assert [hands.hands for hands in open_hands] == [(2, 5, 21)]
    playing.decide(playing.raised(0, 0, 0).answers[0], 20, 5, 3)
    room = playing.store.room(playing.room.id)
    assert room is not None
    assert [question.what.hands for question in room.decided] == [(20, 8), (3, 25), (20, 5, 3)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=10))
def test_taking_back_and_deciding_as_before_changes_nothing(
    decisions: list[tuple[int, bool]],
) -> None:
    stores = [opened(None, seed=1), opened(None, seed=1)]
    once, twice = (PlayingClass(store, store.begin_class(CLASS)) for store in stores)
    for number, again in decisions:
        for playing in (once, twice):
            playing.read_on()
        if isinstance(once.play.now, Over):
            break
        answers = once.raised().answers
        answer, hands = answers[number % len(answers)], range(len(answers))
        for playing in (once, twice):
            playing.decide(answer, *hands)
        if again:
            twice.take_back(*hands)
            twice.decide(answer, *hands)
    one, other = (playing.store.room(playing.room.id) for playing in (once, twice))
    assert one is not None
    assert other is not None
    assert one.questions == other.questions
    assert [play.moves for play in one.plays] == [play.moves for play in other.plays]
    for store in stores:
        store.close()


def test_a_story_that_came_to_its_ending_is_over(tmp_path: Path) -> None:
    playing = halfway(opened(tmp_path))
    playing.decide(playing.raised(0, 0, 0).answers[2], 2, 5, 21)
    playing.read_on()
    assert isinstance(playing.play.now, Over)
    room = playing.store.class_left()
    assert room is not None
    latest = room.latest(STORY.id)
    assert latest is not None
    assert latest.over


# Which class was left


def test_no_class_is_left_where_none_began_or_all_were_ended(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert store.class_left() is None
    room = store.begin_class(CLASS)
    assert store.end_class(room).wait()
    assert store.class_left() is None
    (kept,) = store.classes()
    assert kept.ended is not None


def test_the_newest_class_that_was_left_is_gone_on_with(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for children in (10, 20, 30):
        room = store.begin_class(replace(CLASS, children=children))
    store.end_class(room)
    left = store.class_left()
    assert left is not None
    assert left.children == 20
    assert [one.children for one in store.classes()] == [10, 20, 30]


def test_what_begin_gives_is_the_room_that_is_found_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    room = store.begin_class(CLASS)
    assert store.room(room.id) == room == store.class_left()


def test_a_class_of_another_computer_is_not_gone_on_with_here(tmp_path: Path) -> None:
    there, here = opened(tmp_path / "there"), opened(tmp_path / "here")
    halfway(there)
    exported(there, tmp_path / "one.merge")
    merge(here, [tmp_path / "one.merge"])
    assert here.class_left() is None
    assert here.classes() == there.classes()


def test_a_class_goes_on_in_memory_where_the_disk_lets_nothing_be_written(tmp_path: Path) -> None:
    room = opened(tmp_path).begin_class(CLASS)
    memory = opened(None)
    memory.take_over_class(room)
    found = memory.class_left()
    assert found is not None
    assert (found.id, found.code, found.children) == (room.id, room.code, room.children)


# A room is no player


def test_a_room_is_no_player_and_changes_nothing_of_any_player(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    record_all(store, play, walked([1] * 30))
    before = (store.players(), store.counts(player), store.acts(player), store.endings(player))
    playing = halfway(store)
    store.end_class(playing.room)
    after = (store.players(), store.counts(player), store.acts(player), store.endings(player))
    assert after == before
    assert store.rounds(player) == ()
    assert all(event.player == player.id for event in store.events(player))


def test_a_class_changes_nothing_of_what_is_said_of_groups_and_messages() -> None:
    players, _ = a_class("beside", Skill(1.0, 0.0), 6, material=with_stories(STORY))
    store = opened(None)
    playing = PlayingClass(store, store.begin_class(CLASS))
    while not isinstance(playing.play.now, Over):
        playing.read_on()
        answers = playing.raised().answers
        playing.decide(answers[-1], *range(len(answers)))
        playing.read_on()
    check = store.begin_round(playing.room, "a", RoundBegun("before", 1, ("1",), practice=True))
    store.record(check, [shown("1", practice=True), wait("1", practice=True), message("1", 8, 20)])
    room = list(store.every_event())
    assert any(isinstance(event.what, Judged) for event in room)
    assert group([*players, *room]) == group(players)
    assert group([*room, *players]) == group(players)
    assert items([*room, *players]) == items(players)
    assert group(room) is None
    counting = Counting()
    assert len(list(counting.passing([*players, *room]))) == len(players) + len(room)
    summary = counting.summary()
    assert (summary.players, summary.classes) == (6, 1)
    assert summary.answers == sum(isinstance(e.what, (Judged, Chosen)) for e in players)


# Sticks


def test_the_same_stick_twice_and_two_sticks_in_any_order_give_the_same_rooms(
    tmp_path: Path,
) -> None:
    files = []
    for name in ("one", "two"):
        there = opened(tmp_path / name)
        playing = halfway(there)
        there.end_class(playing.room)
        files.append(tmp_path / f"{name}.merge")
        exported(there, files[-1])
    first, second = opened(tmp_path / "first"), opened(tmp_path / "second")
    merge(first, files)
    for file in (*reversed(files), *files):
        merge(second, [file])
    assert first.classes() == second.classes()
    assert len(first.classes()) == 2


def test_nothing_of_a_class_comes_in_with_a_file_that_is_cut_off(tmp_path: Path) -> None:
    there, here = opened(tmp_path / "there"), opened(tmp_path / "here")
    halfway(there)
    exported(there, tmp_path / "whole.merge")
    whole = (tmp_path / "whole.merge").read_bytes()
    for part in range(0, len(whole), 997):
        (tmp_path / "cut.merge").write_bytes(whole[:part])
        with pytest.raises(MergeFileError):
            merge(here, [tmp_path / "cut.merge"])
    assert here.classes() == ()
    merge(here, [tmp_path / "whole.merge"])
    assert here.classes() == there.classes()


def test_an_erased_class_does_not_come_back(tmp_path: Path) -> None:
    store = opened(tmp_path / "here")
    playing = halfway(store)
    exported(store, tmp_path / "before.merge")
    store.erase_player(playing.room)
    merge(store, [tmp_path / "before.merge"])
    assert store.classes() == ()
    assert store.room(playing.room.id) is None


def test_an_ended_class_stays_ended_when_a_file_from_before_its_end_comes_in(
    tmp_path: Path,
) -> None:
    store = opened(tmp_path / "here")
    playing = halfway(store)
    exported(store, tmp_path / "early.merge")
    store.end_class(playing.room)
    merge(store, [tmp_path / "early.merge"])
    assert store.class_left() is None
    assert len(store.classes()) == 1


def test_the_end_of_a_class_says_when_it_was() -> None:
    events = of_room("p", begun=CLASS)
    end = replace(events[-1], id="end", time="2027", play=None, story=None, what=ClassEnded())
    room = only([*events, end])
    assert (room.ended, room.last) == ("2027", "2027")
