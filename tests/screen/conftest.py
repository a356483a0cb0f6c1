import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.opening import surroundings
from game.screen.app import App
from game.screen.offscreen import Offscreen
from game.screen.settings import Settings
from tests.screen.driving import Clock

SETTINGS = Settings(language="en", still=True, sound=False, wait=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def screen(tmp_path: Path, clock: Clock) -> Iterator[Offscreen]:
    with Offscreen(surroundings(tmp_path, random.Random(1), clock), SETTINGS, (1280, 720)) as made:
        yield made


@pytest.fixture
def app(screen: Offscreen) -> App:
    return screen.app
