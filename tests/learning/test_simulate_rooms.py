"""Simulated classes raise hands as real ones do, and what is said of them is what was put in."""

import pytest

from game.learning.groups import Share, Spotting
from game.learning.room_measures import RoomMeasures, measured
from game.learning.rooms import Room
from game.learning.simulate import Skill
from tests.bench.hands import a_class, called, held
from tests.bench.measuring import LEARNING, SUSPICIOUS, UNCHANGED
from tests.learning.recorded import STORY


def said(room: Room) -> RoomMeasures:
    found = measured(room)
    assert found is not None
    return found


def test_a_class_plays_the_stories_between_two_room_checks() -> None:
    room = a_class("course", Skill(), STORY)
    assert room.ended is not None
    assert [(play.play.story, play.over) for play in room.plays] == [
        *(("quick-eyes", True), ("small", True), ("quick-eyes", True)),
    ]
    assert {question.raised for question in room.questions} == {28}
    assert all(question.what.decided for question in room.questions)
    found = said(room)
    assert list(found.rounds) == ["before", "after"]
    assert isinstance(found.acting, Share)


def test_most_hands_decide_and_a_leader_where_several_answers_have_as_many() -> None:
    room = a_class("ties", Skill(), STORY, children=6)
    for question in room.questions:
        most = max(question.what.hands)
        tied = [it for it in question.what.answers if question.hands_for(it) == most]
        assert question.what.decided in tied
        assert question.what.by == ("majority" if len(tied) == 1 else "leader")


def test_the_same_seed_gives_the_same_class() -> None:
    assert a_class(7, Skill(), STORY) == a_class(7, Skill(), STORY)
    assert a_class(7, Skill(), STORY) != a_class(8, Skill(), STORY)


def test_classes_that_learn_are_seen_to_gain_and_those_that_fear_to_suspect() -> None:
    learning = called(LEARNING, 0.0, 50)
    suspicious = called(SUSPICIOUS, 0.0, 50)
    assert learning["learned"] > 30
    assert learning["lost"] == 0
    assert suspicious["more suspicious"] > 40
    assert suspicious["learned"] <= 3


@pytest.mark.parametrize("following", [0.0, 0.5])
def test_a_class_that_did_not_change_is_seldom_called_one_that_learned(following: float) -> None:
    assert called(UNCHANGED, following, 50)["learned"] <= 4


def test_children_who_follow_make_intervals_wider() -> None:
    alone = said(a_class("follow", Skill())).spotting
    following = said(a_class("follow", Skill(), following=0.8)).spotting
    assert isinstance(alone, Spotting)
    assert isinstance(following, Spotting)
    assert following.detection.d_prime_se > 1.5 * alone.detection.d_prime_se


@pytest.mark.parametrize(("following", "messages"), [(0.0, 4), (0.2, 8), (0.5, 8), (0.8, 16)])
def test_intervals_of_hands_hold_the_truth_far_more_often_than_if_hands_were_alone(
    following: float, messages: int
) -> None:
    found = held(following, messages, 300)
    assert found.together >= 0.87
    assert found.together >= found.apart
    if following >= 0.5:
        assert found.apart < 0.65
