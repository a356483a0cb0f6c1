"""A class whose hands cannot be kept: it is told, loses nothing, and plays on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.learning.events import QUICK_EYES
from game.screen.app import App
from game.screen.class_end import ClassEndView
from game.screen.class_play import ClassView
from game.screen.class_setup import ClassSetupView
from game.screen.title import TitleView
from game.screen.trouble import TroubleView
from tests.screen.classes import (
    THREE,
    TWO,
    begin_class,
    playing,
    press_free,
    room,
    scenarios,
    until_asked,
    until_over,
)
from tests.screen.driving import ENTER, ESCAPE, ONE, SPACE, game, press, texts, top, use
from tests.screen.test_trouble import NOT_SAVED, NoRoom, no_room, unwritable

__all__ = ["no_room"]
_MANY = 25  # entries, so that the records need more room than is left


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with game(tmp_path / "data", stories=scenarios(tmp_path / "scenarios", check=True)) as app:
        yield app


def test_where_nothing_can_be_written_the_class_is_told_and_plays(tmp_path: Path) -> None:
    stories = scenarios(tmp_path / "scenarios")
    with game(unwritable(tmp_path), stories=stories) as app:
        use(app, "class")
        assert isinstance(top(app), TroubleView)
        press(app, ESCAPE)
        assert isinstance(top(app), TitleView)
        use(app, "class")
        press_free(app, ENTER)
        assert isinstance(top(app), ClassSetupView)
        press_free(app, ENTER)
        use(app, "answer-1")
        press_free(app, ENTER)
        assert NOT_SAVED in texts(app)
        press(app, ESCAPE)
        assert "If you leave, your place is lost." in texts(app)
        press(app, ESCAPE)
        until_over(app)
        press(app, SPACE, SPACE)
        assert isinstance(top(app), ClassEndView)
        assert len(room(app).decided) == 2


def test_a_disk_that_fills_up_while_hands_are_counted_loses_none(
    app: App, tmp_path: Path, no_room: NoRoom
) -> None:
    begin_class(app)
    use(app, "not-now")
    until_asked(app, "choice")
    press_free(app, *[ONE] * _MANY)
    with no_room(tmp_path / "data"):
        press(app, TWO, TWO, ENTER)
        before = playing(app).play
        press(app, SPACE)
        assert isinstance(top(app), TroubleView)
        assert playing_below(app).play == before
        press(app, ENTER)
        assert NOT_SAVED in texts(app)
        until_over(app)
        assert [question.what.hands for question in room(app).decided] == [(1, 0), (_MANY, 2, 0)]


def playing_below(app: App) -> ClassView:
    view = app.views[-2]
    assert isinstance(view, ClassView)
    return view


def test_after_room_was_made_the_class_is_kept_again(
    app: App, tmp_path: Path, no_room: NoRoom
) -> None:
    begin_class(app)
    use(app, "not-now")
    until_asked(app, "choice")
    press_free(app, *[ONE] * _MANY)
    with no_room(tmp_path / "data"):
        press(app, THREE, ENTER, SPACE)
        assert isinstance(top(app), TroubleView)
    press(app, ESCAPE, SPACE)
    assert NOT_SAVED not in texts(app)
    assert room(app).decided[-1].what.hands == (_MANY, 0, 1)


def test_a_room_check_goes_on_in_memory_with_its_hands(
    app: App, tmp_path: Path, no_room: NoRoom
) -> None:
    begin_class(app)
    press_free(app, ENTER)
    press(app, *[ONE] * _MANY)
    with no_room(tmp_path / "data"):
        press(app, TWO, ENTER, ENTER)
        assert isinstance(top(app), TroubleView)
        press(app, ENTER)
        assert "2 of 8" in texts(app)
        found = room(app).latest(QUICK_EYES, "before")
        assert found is not None
        assert [hands.hands for hands in found.hands.values()][:1] == [(_MANY, 1)]
