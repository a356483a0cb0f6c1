"""Whoever jumps into a story arrives at the place, on a way that can be played."""

from pathlib import Path

import pytest
from pytest import MonkeyPatch  # noqa: PT013 - the type of a fixture

from game.places import SCENARIOS
from game.story import jumps as jumping
from game.story.explore import TooManyStatesError, Walk
from game.story.jumps import Jumps
from game.story.load import load_all, load_story
from game.story.model import Choose, Story, Told
from game.story.playthrough import Choosing, Over, Playthrough
from tests.story.samples import COMMON, STORY
from tests.story.test_paths import FORK

STORIES = load_all(SCENARIOS).stories
EVERY_STORY = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)


def choices(story: Story) -> list[Choose]:
    steps = (step for scene in story.scenes.values() for step in scene.steps)
    return [step for step in steps if isinstance(step, Choose)]


def is_a_real_play(play: Playthrough | None) -> bool:
    assert play is not None
    return Playthrough.replay(play.story, play.moves()) == (play, True)


@EVERY_STORY
def test_every_scene_that_shows_something_can_be_jumped_to(story: Story) -> None:
    jumps = Jumps(story)
    for name, scene in story.scenes.items():
        play = jumps.to_scene(name)
        if play is None:
            assert not any(isinstance(step, (Told, Choose)) for step in scene.steps)
            continue
        assert play.scene == name
        assert is_a_real_play(play)


@EVERY_STORY
def test_every_choice_every_branch_and_every_ending_can_be_jumped_to(story: Story) -> None:
    jumps = Jumps(story)
    for choice in choices(story):
        play = jumps.to_choice(choice)
        assert play is not None
        assert isinstance(play.now, Choosing)
        assert set(play.now.options) <= set(choice.options)
        for option in choice.options:
            branch = jumps.past(option)
            assert branch is not None
            assert branch.choices[-1].option is option
            assert is_a_real_play(branch)
    for end in story.endings:
        play = jumps.to_ending(end.slug)
        assert play is not None
        assert isinstance(play.now, Over)
        assert play.now.end is end


def test_the_way_there_is_the_one_with_the_fewest_messages(tmp_path: Path) -> None:
    file = tmp_path / "made.yaml"
    file.write_text(FORK, encoding="utf-8")
    play = Jumps(load_story(file, COMMON)).to_scene("told")
    assert play is not None
    assert [chosen.option.text for chosen in play.choices] == ["Tell Mum"]


def test_in_a_story_with_too_many_states_one_begins_with_the_scene(
    monkeypatch: MonkeyPatch,
) -> None:
    def too_many(_: Story) -> Walk:
        raise TooManyStatesError(("sister",))

    monkeypatch.setattr(jumping, "walk", too_many)
    jumps = Jumps(STORY)
    for name in STORY.scenes:
        play = jumps.to_scene(name)
        assert play is None or (play.scene == name and not play.log)
    first = choices(STORY)[0]
    arrived = jumps.to_choice(first)
    assert arrived is not None
    assert isinstance(arrived.now, Choosing)
    assert arrived.now.options == first.options
