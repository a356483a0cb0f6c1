from collections.abc import Iterator
from pathlib import Path

import pytest

from game.screen.app import App
from tests.screen.driving import Clock, game


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    with game(tmp_path / "data", clock=clock) as made:
        yield made
