from dataclasses import replace
from itertools import pairwise
from statistics import correlation

import pytest

from game.learning import measures
from game.learning.items import items
from game.learning.simulate import Skill, Spread, difficulty
from tests.learning.classes import FORMS, a_class
from tests.learning.recorded import okay, play, wait
from tests.learning.test_groups import of, of_all


def test_a_message_is_listed_with_the_share_of_first_judgements_that_were_right() -> None:
    events = of_all("abcde", okay("1", "gifts"), wait("1", "gifts")) + of_all(
        "fghijk", wait("1", "gifts", named="secrecy")
    )
    (found,) = items(events)
    assert (found.story, found.scene, found.item) == ("story", "scene", "1")
    assert found.tricks == ("gifts",)
    assert found.judged == 11
    assert found.right == measures.wilson(6, 11)
    assert found.second_look is None


def test_messages_that_fewer_than_5_players_judged_are_not_listed() -> None:
    assert items(of_all("abcd", okay("1", "gifts"))) == ()
    assert items(of_all("abcdef", okay("1", "gifts", practice=True))) == ()


def test_what_nobody_or_everybody_gets_right_is_marked_for_a_second_look() -> None:
    found = items(of_all("abcdef", okay("1", "gifts"), okay("2"), wait("3")))
    assert {one.item: one.second_look for one in found} == {
        "1": "too hard",
        "2": "too easy",
        "3": "too hard",
    }


def test_who_suspects_everything_makes_no_unsafe_message_harder() -> None:
    suspicious = [wait(str(number)) for number in range(10)]
    alone = items(of_all("abcde", wait("u", "gifts")))
    (beside,) = (
        one for one in items(of_all("abcde", *suspicious, wait("u", "gifts"))) if one.tricks
    )
    assert beside == alone[0]


def test_a_message_that_only_the_able_got_wrong_is_rated_harder() -> None:
    easy = [wait(f"e{number}", "gifts") for number in range(20)]
    hard = [okay(f"e{number}", "gifts") for number in range(20)]
    able = [e for p in "abcdef" for e in of(p, play("p", *easy, okay("1", "gifts")))]
    others = [e for p in "ghijkl" for e in of(p, play("p", *hard, okay("2", "gifts")))]
    rated = {one.item: one.difficulty for one in items(able + others)}
    assert rated["1"] > rated["2"]


def test_difficulties_that_were_put_in_are_found_again() -> None:
    events, _ = a_class("items", Skill(learning=0), 400, spread=Spread(difficulty=0.8))
    listed = items(events)
    assert all(one.difficulty >= other.difficulty for one, other in pairwise(listed))
    assert len(listed) == sum(len(form.items) for form in FORMS)
    for unsafe in (True, False):
        found = [one for one in listed if bool(one.tricks) == unsafe]
        rated = [one.difficulty for one in found]
        assert correlation(rated, [difficulty(one.item) for one in found]) > 0.85


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_same_text_in_two_stories_is_listed_twice(names: tuple[str, str]) -> None:
    events = of_all("abcde", okay("1"))
    other = [replace(event, story=names[0], play=f"q-{event.play}") for event in events]
    assert len(items(events + other)) == 2
