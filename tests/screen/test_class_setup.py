"""A class is set up in two screens: who is there, and what they play."""

import re
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.learning.events import ClassBegun
from game.learning.ids import CODE_LETTERS, SESSION_CODE_LENGTH
from game.screen.app import App
from game.screen.class_play import ClassView
from game.screen.class_setup import ClassSetupView
from game.screen.class_stories import ClassStoriesView
from game.screen.title import TitleView
from tests.screen.classes import TWO, B, begin_class, press_free, recorded, room, scenarios
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    STILL,
    click,
    game,
    help_is_open,
    keys,
    press,
    texts,
    top,
    use,
)

ZERO = pygame.KSCAN_0


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with game(tmp_path / "data", stories=scenarios(tmp_path / "scenarios")) as app:
        yield app


def children(app: App, *digits: int) -> None:
    use(app, "children")
    press(app, *digits, ENTER)


def test_a_class_is_set_up_with_keys_alone(app: App) -> None:
    use(app, "class")
    use(app, "language-th")
    use(app, "ages-11-12")
    children(app, TWO, pygame.KSCAN_8)
    use(app, "check-no")
    press_free(app, ENTER)
    use(app, "answer-2")
    use(app, "answer-1")
    press_free(app, ENTER)
    assert isinstance(top(app), ClassView)
    begun = room(app)
    assert (begun.children, begun.ages, begun.language) == (28, "11-12", "th")
    assert begun.stories == ("two", "one")


def test_a_class_is_set_up_with_the_mouse_alone(app: App) -> None:
    for button in ("class", "ages-8-10", "more", "more", "fewer", "check-no", "next"):
        click(app, button)
    assert isinstance(top(app), ClassStoriesView)
    for button in ("answer-1", "begin"):
        click(app, button)
    assert isinstance(top(app), ClassView)
    assert (room(app).children, room(app).ages) == (31, "8-10")


def test_how_many_children_can_be_typed_with_the_mouse(app: App) -> None:
    for button in ("class", "children", "digit-1", "digit-9", "erase", "digit-2", "ok"):
        click(app, button)
    assert "12 children" in texts(app)


def test_how_many_children_can_be_typed_at_once(app: App) -> None:
    use(app, "class")
    press_free(app, TWO, pygame.KSCAN_5, ENTER)
    assert "25 children" in texts(app)
    press_free(app, TWO, ESCAPE)
    assert "25 children" in texts(app)


def test_an_empty_room_and_one_too_full_are_refused_in_words(app: App) -> None:
    use(app, "class")
    for digits, said in (((ZERO,), "at least one"), ((TWO, ZERO, ONE), "At most 200")):
        children(app, *digits)
        assert said in texts(app)
        press_free(app, ESCAPE)
        assert "30 children" in texts(app)
    children(app, TWO, ZERO, ZERO)
    assert "200 children" in texts(app)
    click(app, "more")
    assert "200 children" in texts(app)
    children(app, ONE)
    click(app, "fewer")
    assert "1 child" in texts(app)


def test_of_very_few_children_it_is_said_that_a_report_shows_no_numbers(app: App) -> None:
    use(app, "class")
    children(app, pygame.KSCAN_5)
    assert "no numbers" not in texts(app)
    click(app, "fewer")
    assert "no numbers" in texts(app)


def test_nothing_begins_without_an_episode(app: App) -> None:
    use(app, "class")
    press_free(app, ENTER)
    assert "begin" not in keys(app)
    press_free(app, ENTER)
    assert isinstance(top(app), ClassStoriesView)
    assert not any(isinstance(what, ClassBegun) for what in recorded(app))


def test_an_episode_that_is_chosen_twice_is_left_out_again(app: App) -> None:
    use(app, "class")
    press_free(app, ENTER)
    for answer in ("answer-1", "answer-2", "answer-1"):
        use(app, answer)
    press_free(app, ENTER)
    assert room(app).stories == ("two",)


def test_what_was_chosen_is_kept_on_the_way_back(app: App) -> None:
    use(app, "class")
    children(app, TWO)
    press_free(app, ENTER)
    use(app, "answer-2")
    press_free(app, ESCAPE)
    assert "2 children" in texts(app)
    press_free(app, ENTER, ENTER)
    assert room(app).stories == ("two",)


def test_a_code_of_six_letters_is_shown_and_recorded(app: App) -> None:
    use(app, "class")
    press_free(app, ENTER)
    codes = re.findall(rf"\b[{CODE_LETTERS}]{{{SESSION_CODE_LENGTH}}}\b", texts(app))
    assert len(codes) == 1
    use(app, "answer-1")
    press_free(app, ENTER)
    assert room(app).code == codes[0]


def test_help_is_one_key_away_and_leads_back(app: App) -> None:
    use(app, "class")
    press(app, F1)
    assert help_is_open(app)
    press(app, ESCAPE)
    assert isinstance(top(app), ClassSetupView)


def test_without_episodes_it_says_so(tmp_path: Path) -> None:
    folder = scenarios(tmp_path / "scenarios")
    for file in (folder / "stories").iterdir():
        file.unlink()
    with game(tmp_path / "data", stories=folder) as app:
        use(app, "class")
        press_free(app, ENTER)
        assert "There is no episode here" in texts(app)


def test_a_class_is_no_player(app: App) -> None:
    begin_class(app)
    assert app.store.players() == ()
    press_free(app, B, B, ESCAPE)
    use(app, "leave")
    assert isinstance(top(app), TitleView)


def test_the_class_plays_in_still_mode_and_in_motion(tmp_path: Path) -> None:
    stories = scenarios(tmp_path / "scenarios")
    with game(tmp_path / "data", STILL, stories=stories) as app:
        begin_class(app)
        press_free(app, ENTER)
        assert not app.moving()
