"""Every small drawing can be drawn by the game, at the size it is seen at."""

import re
from pathlib import Path

import pygame
import pytest

from game.places import ASSETS
from game.screen.theme import ANIMALS

_FOLDERS = ("animals", "emoji", "icons", "tricks")
_DRAWINGS = [path for folder in _FOLDERS for path in sorted((ASSETS / folder).glob("*.svg"))]
_NAMES = [f"{path.parent.name}/{path.stem}" for path in _DRAWINGS]


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
