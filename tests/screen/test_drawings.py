"""Every drawing that a text or a story asks for is there, and the game can draw the small ones."""

import math
import re
from pathlib import Path
from typing import get_args

import pygame
import pytest
from icu4py.breakers import CharacterBreaker

from game.places import ASSETS, LOCALES, SCENARIOS
from game.screen.app import App
from game.screen.theme import ANIMALS
from game.story.load import load_common, load_story
from game.story.model import Feeling, Narrate, Story

_FOLDERS = ("animals", "emoji", "icons", "tricks")
_DRAWINGS = [path for folder in _FOLDERS for path in sorted((ASSETS / folder).glob("*.svg"))]
_NAMES = [f"{path.parent.name}/{path.stem}" for path in _DRAWINGS]
_EPISODES = sorted((ASSETS / "episodes").glob("*.svg"))
_COMMON = load_common(SCENARIOS)
_STORIES = [load_story(path, _COMMON) for path in sorted((SCENARIOS / "stories").glob("*.yaml"))]
# A box to tick stands on printed sheets only, and is no emoji.
_PICTURED = re.compile("(?!\u2610)[\u2600-\u27bf\U0001f000-\U0001faff]")
_COMMENT = re.compile("^ *#.*$", re.MULTILINE)


@pytest.mark.parametrize("path", _DRAWINGS, ids=_NAMES)
def test_a_drawing_uses_only_what_the_game_can_draw(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert re.match(r'<svg [^>]*width="\d+" height="\d+" viewBox="0 0 \d+ \d+">', source)
    assert not re.search(r"<(clipPath|mask|filter|text|use|style|image|\w+Gradient)\b", source)


@pytest.mark.parametrize("path", _DRAWINGS, ids=_NAMES)
def test_a_drawing_is_seen_at_its_smallest_size(path: Path) -> None:
    drawn = pygame.image.load_sized_svg(path, (22, 22))
    assert drawn.get_bounding_rect().width >= 6


@pytest.mark.parametrize("path", sorted((ASSETS / "icons").glob("*.svg")), ids=lambda p: p.stem)
def test_an_icon_has_one_colour_which_the_theme_replaces(path: Path) -> None:
    assert set(re.findall(r"#\w+", path.read_text(encoding="utf-8"))) == {"#20264a"}


def test_there_is_a_drawing_of_every_animal_a_child_can_be() -> None:
    assert {path.stem for path in (ASSETS / "animals").glob("*.svg")} == set(ANIMALS)


def test_every_emoji_of_a_story_quick_eyes_or_a_translation_has_a_drawing(app: App) -> None:
    missing = {
        (emoji, file.name)
        for file in [*SCENARIOS.rglob("*.yaml"), *LOCALES.rglob("*.po")]
        for emoji in _emoji(file)
        if app.ui.art.emoji(emoji, 22) is None
    }
    assert not missing


def _emoji(file: Path) -> set[str]:
    """Find the emoji in a file, each with what is joined to it, but not those of its comments."""
    lines = _COMMENT.sub("", file.read_text(encoding="utf-8")).split("\n")
    pictured = [line for line in lines if _PICTURED.search(line)]
    return {c for line in pictured for c in CharacterBreaker(line, "en") if _PICTURED.search(c)}


@pytest.mark.parametrize("path", _EPISODES, ids=lambda p: p.stem)
def test_a_picture_of_an_episode_fills_a_circle_and_nothing_around_it(path: Path) -> None:
    drawn = pygame.image.load_sized_svg(path, (66, 66))
    for x, y in ((x, y) for x in range(66) for y in range(66)):
        distance = math.hypot(x - 32.5, y - 32.5)
        if distance < 32:
            assert drawn.get_at((x, y)).a == 255, (x, y)
        elif distance > 34:
            assert drawn.get_at((x, y)).a == 0, (x, y)


def test_everybody_who_is_drawn_has_all_feelings() -> None:
    drawn = {path.stem for path in (ASSETS / "people").glob("*.svg")}
    people = {name.removesuffix("-calm") for name in drawn if name.endswith("-calm")}
    assert drawn == {f"{person}-{feeling}" for person in people for feeling in get_args(Feeling)}


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.id)
def test_a_story_has_all_its_pictures(story: Story) -> None:
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    shown = {step.by for step in steps if isinstance(step, Narrate) and step.by}
    contacts, groups = story.contacts.values(), story.groups.values()
    round_ones = [who.picture for who in contacts] + [group.picture for group in groups]
    wanted = {
        f"episodes/{story.id}",
        f"people/{story.lead.id}-calm",
        *(f"avatars/{picture}" for picture in round_ones),
        *(f"people/{_COMMON.cast[person].picture}-calm" for person in shown),
    }
    assert not {name for name in wanted if not (ASSETS / f"{name}.svg").is_file()}
