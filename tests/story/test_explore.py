"""The walk over every state, against plain search and against known answers."""

from collections import deque
from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from game.places import SCENARIOS
from game.story.explore import TooManyStatesError, Walk, walk
from game.story.load import load_all, load_story
from game.story.model import Choose, Story
from game.story.playthrough import Asking, Choosing, Over, PlayError, Playthrough, Reading
from tests.story.generated import long_story, many_choices, stories
from tests.story.samples import COMMON, STORY

_ENOUGH = 500  # states that plain search looks at before it gives up


def written(tmp_path: Path, source: str) -> Story:
    path = tmp_path / "made.yaml"
    path.write_text(source, encoding="utf-8")
    return load_story(path, COMMON)


def state(play: Playthrough) -> Hashable:
    newest = play._newest and (play._newest.scene, play._newest.line.item)
    values = tuple(play.variables.items())
    return type(play.now), play.scene, play._at, values, newest, frozenset(play._judged)


def searched(story: Story) -> Iterator[tuple[str, str, int]]:
    """Play in every way, and tell what was shown, asked about, on offer."""
    first = Playthrough.begin(story)
    seen = {state(first)}
    waiting = deque([first])
    while waiting:
        play = waiting.popleft()
        match play.now:
            case Reading(coming):
                yield "shown", play.scene, id(coming)
                following = [play.next()]
            case Asking(line, scene):
                yield "asked", scene, id(line.item)
                following = [play.judge(scene, line.item, "okay")]
            case Choosing(options):
                for option in options:
                    yield "on offer", play.scene, id(option)
                following = [play.choose(option.id) for option in options]
            case Over():
                following = []
        for after in following:
            if state(after) not in seen:
                seen.add(state(after))
                waiting.append(after)
        if len(seen) > _ENOUGH:
            raise RecursionError


def found(walked: Walk) -> Iterator[tuple[str, str, int]]:
    for run in walked.runs:
        for step in (*run.shown, *filter(None, (run.end,))):
            yield "shown", run.scene, id(step)
        for scene, line in run.asked:
            yield "asked", scene, id(line.item)
        for option in run.options:
            yield "on offer", run.scene, id(option)


@given(stories())
@settings(max_examples=300)
def test_what_can_happen_is_what_plain_search_finds(
    tmp_path_factory: pytest.TempPathFactory, source: str
) -> None:
    story = written(tmp_path_factory.getbasetemp(), source)
    try:
        expected = set(searched(story))
    except (RecursionError, PlayError):
        return
    assert set(found(walk(story))) == expected


@pytest.mark.parametrize("story", load_all(SCENARIOS).stories, ids=lambda story: story.id)
def test_every_step_of_the_stories_that_ship_can_happen(story: Story) -> None:
    steps = {(scene.id, n) for scene in story.scenes.values() for n in range(len(scene.steps))}
    assert walk(story).reached == steps


def test_what_no_condition_asks_for_any_more_makes_no_states(tmp_path: Path) -> None:
    forgotten = written(tmp_path, many_choices(30, asked_for=False))
    assert len(walk(forgotten).runs) == 31


def test_a_message_is_asked_about_once_however_often_the_story_goes_round(tmp_path: Path) -> None:
    source = many_choices(1).replace("wolf: Hi 0", "wolf: Hi 0\n    - ask: last")
    walked = walk(written(tmp_path, source.replace("go: end", "go: s0", 1)))
    assert sorted(len(run.asked) for run in walked.runs if run.scene == "s0") == [0, 1]


def test_the_answers_of_conditions_are_told() -> None:
    walked = walk(STORY)
    nagging = STORY.scenes["nagging"].steps
    choice = nagging[-1]
    assert isinstance(choice, Choose)
    assert walked.outcomes(nagging[0]) == frozenset()
    assert walked.outcomes(nagging[1]) == {True, False}
    assert walked.outcomes(choice.options[0]) == {True, False}


def test_twenty_variables_that_are_all_remembered_are_refused_with_names(tmp_path: Path) -> None:
    with pytest.raises(TooManyStatesError) as error:
        walk(written(tmp_path, many_choices(20)))
    assert error.value.variables == ("v0", "v1", "v2")


def test_a_story_of_ten_thousand_lines_is_walked(tmp_path: Path) -> None:
    walked = walk(written(tmp_path, long_story(10_000)))
    assert {name for name, _ in walked.reached} == set(walked.story.scenes)


def test_a_variable_with_a_wide_range_is_named_first(tmp_path: Path) -> None:
    source = many_choices(8).replace("  v7: no", "  v7: 0 to 19\n  told: no")
    source = source.replace("{v7: yes}", "{v7: +1}").replace("when: v7", "when: v7 > 3")
    source = source.replace("go: end", "go: s0", 1)
    with pytest.raises(TooManyStatesError) as error:
        walk(written(tmp_path, source), most=2_000)
    assert error.value.variables[0] == "v7"
