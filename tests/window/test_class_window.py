"""A class in a real window, from the title to its end: by keys alone, and by mouse alone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.screen.app import App
from tests.screen import driving
from tests.screen.classes import scenarios
from tests.window.desktop import Desktop, Game, wait_for

pytestmark = pytest.mark.window

SIZE = (1280, 720)
KINDS = ["class_begun", "begun", "shown", "shown", "hands"]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    return scenarios(tmp_path / "scenarios")


@pytest.fixture
def twin(tmp_path: Path, stories: Path) -> Iterator[App]:
    """The same game on a picture, which knows where each button is."""
    with driving.game(tmp_path / "twin", size=SIZE, stories=stories) as app:
        yield app


def played(desktop: Desktop, data: Path, stories: Path) -> Game:
    return Game(desktop, data, "--scenarios", str(stories), "--size", "1280x720")


def kinds(game: Game) -> list[str]:
    return kinds_of(game.events())


class Mouse:
    """Clicks on a button of the game, and on that of its twin.

    Args:
        game: in its window.
        twin: the same game on a picture.
    """

    def __init__(self, game: Game, twin: App) -> None:
        self._game = game
        self._twin = twin

    def click(self, *names: str) -> None:
        """Click on buttons, one after the other."""
        for name in names:
            x, y, _, _ = self._game.place()
            at = driving.seen(self._twin, name).center
            self._game.desktop.click(x + at[0], y + at[1])
            driving.click(self._twin, name)
            time.sleep(0.1)

    def click_until(self, name: str, kind: str, number: int) -> None:
        """Click on a button, and wait until so many events of a kind are on the disk."""
        self.click(name)
        self._game.wait_for(kind, number)


def tab_to(desktop: Desktop, twin: App, name: str) -> None:
    """Press Tab until the keyboard is at a button, then press it."""
    while twin.ui.focus != name:
        desktop.key("Tab")
        driving.press(twin, driving.TAB)
    desktop.key("Return")
    driving.press(twin, driving.ENTER)
    time.sleep(0.1)


def test_a_class_is_led_with_keys_alone_from_the_title_to_its_end(
    desktop: Desktop, data: Path, stories: Path, twin: App
) -> None:
    with played(desktop, data, stories) as game:
        for button in ("class", "next", "answer-1", "begin"):
            tab_to(desktop, twin, button)
        game.wait_for("begun")
        for number in (1, 2):
            desktop.key("space")
            game.wait_for("shown", number)
        desktop.key("1", "2", "2", "shift+1")
        game.wait_for("hands", 4)
        desktop.key("Return")
        game.wait_for("judged")
        desktop.key("space", "2", "3", "3", "u", "3")
        game.wait_for("hands", 10)
        desktop.key("p", "t", "p", "b", "b", "Return")
        game.wait_for("chosen")
        desktop.key("space")
        game.wait_for("shown", 3)
        desktop.key("space")
        game.wait_for("ended")
        desktop.key("space", "space", "space", "Return")
        game.wait_for("class_ended")
        assert kinds(game) == [
            *KINDS,
            *["hands"] * 4,
            "judged",
            *["hands"] * 6,
            "chosen",
            "shown",
            "ended",
            "class_ended",
        ]


def test_a_class_is_led_with_the_mouse_alone_from_the_title_to_its_end(
    desktop: Desktop, data: Path, stories: Path, twin: App
) -> None:
    with played(desktop, data, stories) as game:
        mouse = Mouse(game, twin)
        mouse.click("class", "fewer", "next", "answer-1")
        mouse.click_until("begin", "begun", 1)
        mouse.click_until("next", "shown", 1)
        mouse.click_until("next", "shown", 2)
        mouse.click("answer-1", "number-2", "digit-2", "digit-0")
        mouse.click_until("ok", "hands", 2)
        mouse.click_until("choose", "judged", 1)
        mouse.click("continue", "talk", "timer", "go-on", "blank", "back")
        mouse.click_until("answer-3", "hands", 4)
        mouse.click("less-3", "lead")
        mouse.click_until("answer-3", "chosen", 1)
        mouse.click_until("next", "shown", 3)
        mouse.click_until("next", "ended", 1)
        mouse.click("what-happened", "next", "next")
        mouse.click_until("over", "class_ended", 1)
        assert kinds(game)[: len(KINDS)] == KINDS


def test_a_class_that_is_killed_in_its_window_goes_on_with_its_hands(
    desktop: Desktop, data: Path, stories: Path, twin: App
) -> None:
    with played(desktop, data, stories) as game:
        for button in ("class", "next", "answer-1", "begin"):
            tab_to(desktop, twin, button)
        for number in (1, 2):
            desktop.key("space")
            game.wait_for("shown", number)
        desktop.key("1", "2", "2")
        game.wait_for("hands", 3)
        game.kill()
        before = game.events()
    driving.press(twin, driving.ESCAPE)
    driving.use(twin, "leave")
    with played(desktop, data, stories) as game:
        tab_to(desktop, twin, "class")
        wait_for(lambda: len(kinds(game)) == len(before) or None, "the records as they were")
        desktop.key("Return", "Return")
        game.wait_for("judged")
        assert kinds(game) == [*kinds_of(before), "hands", "judged"]


def kinds_of(events: list[tuple[str, str, str, str]]) -> list[str]:
    return [event[0] for event in events]
