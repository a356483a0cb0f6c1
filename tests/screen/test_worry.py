"""After an episode a child may say how they feel; nothing of it is kept."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screen.app import App
from game.screen.home import HomeView
from game.screen.notebook import NotebookView
from game.screen.worry import CalmView, WorryView, breath
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    SPACE,
    click,
    game,
    help_is_open,
    keys,
    play_quickly,
    play_to_the_end,
    press,
    records,
    texts,
    top,
    use,
)

THREE = pygame.KSCAN_3


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with game(tmp_path) as app:
        play_quickly(app)
        press(app, SPACE)
        yield app


def test_after_an_episode_the_way_to_the_notebook_leads_past_three_faces(app: App) -> None:
    use(app, "notebook")
    assert isinstance(top(app), WorryView)
    assert [name for name in keys(app) if name.startswith("answer")] == [
        "answer-1",
        "answer-2",
        "answer-3",
    ]
    press(app, ONE)
    assert isinstance(top(app), NotebookView)


def test_the_way_home_leads_past_them_too_and_nobody_has_to_answer(app: App) -> None:
    click(app, "home")
    assert isinstance(top(app), WorryView)
    click(app, "skip")
    assert isinstance(top(app), HomeView)


def test_escape_answers_nothing_and_goes_on(app: App) -> None:
    press(app, ESCAPE)
    assert isinstance(top(app), WorryView)
    press(app, ESCAPE)
    assert isinstance(top(app), HomeView)


def test_whoever_is_worried_finds_a_calm_minute_and_help(app: App) -> None:
    press(app, ENTER, THREE)
    assert isinstance(top(app), CalmView)
    use(app, "who-helps")
    assert help_is_open(app)
    press(app, ESCAPE)
    assert isinstance(top(app), CalmView)
    use(app, "go-on")
    assert isinstance(top(app), NotebookView)


def test_help_is_one_key_away_from_the_faces(app: App) -> None:
    press(app, ENTER, F1)
    assert help_is_open(app)


def test_nothing_of_it_is_recorded(app: App) -> None:
    before = records(app)
    press(app, ENTER, THREE, F1, ESCAPE, ENTER)
    assert records(app) == before
    assert "It is written down nowhere." not in texts(app)


def test_practice_does_not_ask_again(app: App) -> None:
    use(app, "event-1")
    choices = [name for name in keys(app) if name == "what-if"]
    while not choices:
        press(app, pygame.KSCAN_DOWN, ENTER)
        choices = [name for name in keys(app) if name == "what-if"]
    use(app, "what-if")
    play_to_the_end(app)
    press(app, ENTER)
    use(app, "notebook")
    assert isinstance(top(app), NotebookView)


@given(st.floats(0, 10_000))
def test_a_breath_is_never_empty_or_fuller_than_full(seconds: float) -> None:
    assert 0 <= breath(seconds) <= 1


def test_breathing_in_takes_four_seconds_and_out_six() -> None:
    assert [round(breath(at), 3) for at in (0, 2, 4, 7, 10)] == [0, 0.5, 1, 0.5, 0]
