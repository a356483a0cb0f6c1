from random import Random

import pytest

from game.story.answers import offered
from game.story.model import Line
from tests.story.samples import COMMON, STORY

LINES = [step for scene in STORY.scenes.values() for step in scene.steps if isinstance(step, Line)]


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - nothing secret


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.text)
@pytest.mark.parametrize("seed", range(20))
def test_four_or_five_tricks_are_offered_and_the_right_ones_are_among_them(
    line: Line, seed: int
) -> None:
    answers = offered(line, COMMON, chance(seed))
    assert len(answers) in {4, 5}
    assert len(set(answers)) == len(answers)
    assert set(answers) <= set(COMMON.tricks)
    assert {*line.tricks, *line.looks_like} <= set(answers)


def test_the_other_answers_are_look_alikes() -> None:
    line = next(line for line in LINES if line.tricks == ("questions",))
    for seed in range(20):
        others = set(offered(line, COMMON, chance(seed))) - {"questions"}
        assert others == {"gifts", "secrecy", "too_fast"}


def test_the_place_of_the_right_answer_says_nothing() -> None:
    line = next(line for line in LINES if line.tricks == ("questions",))
    places = {offered(line, COMMON, chance(seed)).index("questions") for seed in range(100)}
    assert places == {0, 1, 2, 3}


def test_the_same_chance_gives_the_same_answers() -> None:
    assert offered(LINES[0], COMMON, chance(7)) == offered(LINES[0], COMMON, chance(7))
