"""What a screen reader is told of the game, and what it can do there."""

import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import accesskit
import pygame
import pytest

from game.screen import access
from game.screen.access import Reader
from game.screen.app import App
from game.screen.display import DisplayView
from game.screen.help import HelpView
from game.screen.who import WhoView
from tests.screen.driving import TAB, Clock, press, settle, top


@dataclass
class Listening:
    """A reader of the game with nobody but the test at the other end."""

    reader: Reader
    app: App
    calls: deque[Any]
    updates: list[Any]

    def frame(self) -> None:
        self.reader.listen(self.app)
        settle(self.app)
        self.reader.tell(self.app)

    def ask(self, action: accesskit.Action, label: str) -> None:
        self.calls.append(SimpleNamespace(action=action, target=self.find(label)[0]))
        self.frame()

    def find(self, label: str) -> tuple[int, Any]:
        return next((at, n) for at, n in self.updates[-1].nodes if label in (n.label, n.value))

    def news(self) -> list[str]:
        return [node.value for _, node in self.updates[-1].nodes if node.live is not None]


@pytest.fixture
def listening(app: App, monkeypatch: pytest.MonkeyPatch) -> Listening:
    """A game that a screen reader has just asked for."""
    made = Listening(Reader(), app, deque(), [])

    def adapter(calls: deque[Any]) -> object:
        made.calls = calls
        return SimpleNamespace(update_if_active=lambda make: made.updates.append(make()))

    monkeypatch.setattr(access, "_adapter", adapter)
    monkeypatch.setattr(access, "_place_window", lambda *_: None)
    made.reader.open()
    made.calls.append("begin")
    made.frame()
    return made


def test_the_window_has_the_games_name_and_language(listening: Listening) -> None:
    update = listening.updates[0]
    root = dict(update.nodes)[update.tree.root]
    assert (root.role, root.label, root.language) == (accesskit.Role.WINDOW, "Sarika", "en")
    assert root.children == [at for at, _ in update.nodes[1:]]


def test_a_button_can_be_pressed_and_has_a_place(listening: Listening) -> None:
    _, play = listening.find("Play")
    assert play.role == accesskit.Role.BUTTON
    assert play.supports_action(accesskit.Action.CLICK)
    assert play.supports_action(accesskit.Action.FOCUS)
    assert play.bounds.x1 > play.bounds.x0


def test_a_switch_tells_whether_it_is_on(listening: Listening) -> None:
    assert listening.find("English")[1].toggled == accesskit.Toggled.TRUE
    assert listening.find("ภาษาไทย")[1].toggled == accesskit.Toggled.FALSE
    assert listening.find("Play")[1].toggled is None


def test_the_readers_focus_follows_the_keyboard(listening: Listening) -> None:
    assert listening.updates[-1].focus == listening.updates[-1].tree.root
    press(listening.app, TAB)
    listening.frame()
    assert listening.updates[-1].focus == listening.find("We have a session code")[0]


def test_the_keyboard_follows_the_readers_focus(listening: Listening) -> None:
    listening.ask(accesskit.Action.FOCUS, "For adults")
    assert (listening.app.ui.focus, listening.app.ui.keyboard) == ("adults", True)
    assert listening.updates[-1].focus == listening.find("For adults")[0]


def test_a_click_of_the_reader_presses_the_button(listening: Listening) -> None:
    listening.ask(accesskit.Action.CLICK, "Play")
    assert isinstance(top(listening.app), WhoView)
    assert listening.find("That's me!")


def test_a_click_on_what_has_gone_does_nothing(listening: Listening) -> None:
    gone, _ = listening.find("Play")
    press(listening.app, pygame.KSCAN_F1)
    listening.calls.append(SimpleNamespace(action=accesskit.Action.CLICK, target=gone))
    listening.frame()
    assert isinstance(top(listening.app), HelpView)


def test_a_click_on_a_text_and_an_unknown_wish_do_nothing(listening: Listening) -> None:
    before = top(listening.app)
    listening.ask(accesskit.Action.CLICK, "The bird who knows sweet talk when she hears it")
    listening.ask(accesskit.Action.SCROLL_DOWN, "Play")
    assert top(listening.app) is before


def test_what_is_there_at_first_is_no_news(listening: Listening) -> None:
    assert not listening.news()


def test_a_new_screen_is_read_aloud_and_then_found_once(listening: Listening, clock: Clock) -> None:
    listening.ask(accesskit.Action.CLICK, "Play")
    (heard,) = listening.news()
    assert heard.startswith("Who are you today?")
    clock.seconds += 10
    listening.frame()
    assert not listening.news()


def test_nothing_is_sent_while_nothing_changes(listening: Listening) -> None:
    for _ in range(5):
        listening.frame()
    assert len(listening.updates) == 1


def test_an_overlay_covers_what_is_below_it(listening: Listening) -> None:
    listening.app.push(DisplayView(listening.app))
    listening.frame()
    labels = [node.label for _, node in listening.updates[-1].nodes]
    assert "High contrast" in labels
    assert "Play" not in labels


def test_nothing_is_listed_once_the_reader_has_left(listening: Listening) -> None:
    listening.calls.append("end")
    listening.ask(accesskit.Action.CLICK, "Play")
    assert len(listening.updates) == 1


def test_a_reader_that_comes_back_gets_everything_again(listening: Listening) -> None:
    listening.calls += ["end", "begin"]
    listening.frame()
    assert len(listening.updates) == 2
    assert len(listening.updates[1].nodes) == len(listening.updates[0].nodes)


def test_nothing_is_listed_before_a_reader_asks(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(App, "placed", _never)
    reader = Reader()
    reader.open()
    reader.listen(app)
    reader.tell(app)
    reader.close()


def test_without_accesskit_the_game_goes_on(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "accesskit", None)
    reader = Reader()
    reader.open()
    reader.listen(app)
    reader.tell(app)


class _PanicError(BaseException):
    """Like a panic of AccessKit, which is no Exception."""


def test_when_accesskit_panics_the_game_goes_on_and_says_so(
    listening: Listening, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_tree", _panic)
    with caplog.at_level(logging.WARNING):
        listening.ask(accesskit.Action.CLICK, "Play")
        listening.frame()
    assert isinstance(top(listening.app), WhoView)
    assert "screen readers are not served" in caplog.text


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_no_adapter_can_be_made_the_window_still_opens(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    reader = Reader()
    reader.prepare((640, 360))
    reader.listen(app)
    reader.tell(app)
    assert "screen readers are not served" in caplog.text


def test_on_windows_the_adapter_is_made_for_the_hidden_window(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, bool]] = []

    def subclass(window: int, begin: Callable[[], None], ask: object) -> object:
        made.append((window, pygame.display.get_active()))
        assert callable(ask)
        begin()
        return SimpleNamespace(update_if_active=lambda make: _Queued(made_of=make().nodes))

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(pygame.display, "get_wm_info", lambda: {"window": 77})
    windows = SimpleNamespace(SubclassingAdapter=subclass)
    monkeypatch.setattr(accesskit, "windows", windows, raising=False)
    reader = Reader()
    reader.prepare((640, 360))
    reader.open()
    reader.listen(app)
    reader.tell(app)
    assert made == [(77, False)]
    assert _Queued.raised == ["Sarika"]


class _Queued:
    """The events that Windows wants to be raised after an update."""

    raised: list[str] = []  # noqa: RUF012 - what the one test has seen

    def __init__(self, made_of: list[Any]) -> None:
        self._name = made_of[0][1].label

    def raise_events(self) -> None:
        self.raised.append(self._name)


def _never(*_: object) -> None:
    raise AssertionError("listed without being asked")


def _panic(*_: object) -> None:
    raise _PanicError
