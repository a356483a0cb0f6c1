import webbrowser
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from game.screen import adults_places
from game.screen.app import App
from tests.screen.driving import Clock, game


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    with game(tmp_path / "data", clock=clock) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is put in, on a computer without other places."""
    stick = tmp_path / "STICK"
    stick.mkdir()
    monkeypatch.setattr(adults_places, "drives", lambda _: (stick,) if stick.is_dir() else ())
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "none")
    return stick


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser was to open."""
    addresses: list[str] = []

    def open_it(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr(webbrowser, "get", lambda: None)
    monkeypatch.setattr(webbrowser, "open", open_it)
    return addresses
