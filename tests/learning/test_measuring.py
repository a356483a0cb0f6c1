"""The proof of `tests/bench/measuring.py`, with fewer classes: always the same ones."""

from functools import cache

import pytest

from game.learning.simulate import Skill
from tests.bench.measuring import LEARNING, SUSPICIOUS, UNCHANGED, WIDE, Proof, prove

CLASSES = 100


@cache
def proof(skill: Skill) -> Proof:
    return prove(skill, CLASSES)


@pytest.mark.parametrize(
    "skill", [LEARNING, SUSPICIOUS, UNCHANGED], ids=["learning", "suspicious", "unchanged"]
)
def test_intervals_hold_what_was_put_in_as_often_as_they_promise(skill: Skill) -> None:
    held = proof(skill).coverage()
    assert len(held) == 8
    # With a chance of 95 %, fewer than 89 of 100 come about once in 100 times.
    assert min(held.values()) >= 89 / CLASSES
    assert 0.93 < sum(held.values()) / len(held) < 0.985


def test_where_players_differ_much_intervals_are_too_wide_and_not_too_narrow() -> None:
    held = prove(LEARNING, CLASSES // 2, spread=WIDE).coverage()
    assert min(held.values()) >= 0.9


def test_a_class_that_learned_is_usually_called_so() -> None:
    found = proof(LEARNING)
    assert found.share("learned", [(20, 40)]) > 0.85
    assert found.share("more suspicious") < 0.03
    assert found.share("lost") == 0


def test_a_class_that_only_grew_suspicious_is_hardly_ever_called_one_that_learned() -> None:
    found = proof(SUSPICIOUS)
    assert found.share("learned") < 0.04
    assert found.share("more suspicious") > 0.85


def test_where_nothing_changed_nothing_is_mostly_said_to_have() -> None:
    found = proof(UNCHANGED)
    assert found.share("no change") + found.share("too few to say") > 0.85
    assert found.share("learned") < 0.06
