"""Behind the adults' PIN: how long players are kept, and erasing those who are overdue."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from game.learning.keeping import FILE, Keeping, load_keeping
from game.learning.retention import totals
from game.learning.store import StoreUnavailable
from game.screen import adults_keeping
from game.screen.adults_common import SureView
from game.screen.adults_keeping import CHOICES, KeepingView
from game.screen.app import App
from tests.screen.adult import Walking, finish, open_records, recorded
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    click,
    game,
    keys,
    press,
    scroll_to,
    spots,
    texts,
    top,
    troubles,
    use,
)

Way = Callable[[App, str], None]


def by_mouse(app: App, name: str) -> None:
    scroll_to(app, name)
    click(app, name)


WAYS = pytest.mark.parametrize("way", [use, by_mouse], ids=["keyboard", "mouse"])


def show(app: App, way: Way = use) -> None:
    open_records(app)
    way(app, "keeping")
    finish(app)
    assert isinstance(top(app), KeepingView)


def chosen(app: App) -> list[str]:
    return [spot.key for spot, _, _ in spots(app) if spot.chosen]


def test_half_a_year_is_usual(app: App) -> None:
    show(app)
    assert chosen(app) == ["days-180"]
    assert "Nobody has been kept longer than that." in texts(app)
    assert not troubles(app)


@WAYS
def test_a_choice_is_kept_for_the_next_start(tmp_path: Path, way: Way) -> None:
    with game(tmp_path) as app:
        show(app, way)
        for days in CHOICES:
            way(app, f"days-{days or 'ever'}")
            finish(app)
            assert chosen(app) == [f"days-{days or 'ever'}"]
            assert load_keeping(tmp_path) == Keeping(days)
    with game(tmp_path) as app:
        show(app)
        assert chosen(app) == ["days-ever"]


def test_a_shorter_time_says_who_is_overdue_and_that_they_go_at_the_next_start(
    tmp_path: Path,
) -> None:
    recorded(tmp_path, 2, Walking(100))
    with game(tmp_path) as app:
        show(app)
        assert "Nobody has been kept longer than that." in texts(app)
        use(app, "days-90")
        finish(app)
        assert "2 players have been kept longer than that." in texts(app)
        assert "They are erased when the game starts the next time." in texts(app)
        use(app, "days-ever")
        finish(app)
        assert "Nobody has been kept longer than that." in texts(app)
        assert len(app.store.players()) == 2


@WAYS
def test_overdue_players_are_erased_at_once_after_a_second_question(
    tmp_path: Path, way: Way
) -> None:
    recorded(tmp_path, 2, Walking(100))
    (kept,) = recorded(tmp_path, 1, Walking(2))
    with game(tmp_path) as app:
        show(app, way)
        way(app, "days-30")
        finish(app)
        way(app, "end")
        assert isinstance(top(app), SureView)
        assert "Erase 2 players who have been kept long enough?" in texts(app)
        way(app, "no")
        way(app, "end")
        press(app, ENTER)
        assert len(app.store.players()) == 3
        way(app, "end")
        way(app, "yes")
        finish(app)
        assert "2 players were erased." in texts(app)
        assert "Nobody has been kept longer than that." in texts(app)
        assert app.store.players() == (kept,)


def test_overdue_players_are_erased_when_the_game_starts_the_next_time(tmp_path: Path) -> None:
    gone = recorded(tmp_path, 2, Walking(100))
    (kept,) = recorded(tmp_path, 1, Walking(2))
    with game(tmp_path) as app:
        assert app.store.players() == (*gone, kept)
        show(app)
        use(app, "days-30")
        finish(app)
        assert app.store.players() == (*gone, kept)
    with game(tmp_path) as app:
        assert app.store.saving
    with game(tmp_path) as app:
        assert app.store.players() == (kept,)


def test_totals_of_those_who_went_stay(tmp_path: Path) -> None:
    recorded(tmp_path, 6, Walking(400))
    with game(tmp_path) as app:
        show(app)
        use(app, "end")
        use(app, "yes")
        finish(app)
        assert sum(total.players for total in totals(app.store)) == 6


def test_a_clock_that_jumped_ahead_erases_nobody_unless_an_adult_says_so(tmp_path: Path) -> None:
    recorded(tmp_path, 1, Walking(800))
    with game(tmp_path) as app:
        show(app)
        assert "1 player has been kept longer than that." in texts(app)
        assert "for more than a year nothing was recorded." in texts(app)
        assert str(datetime.now().astimezone().year) in texts(app)
        assert not troubles(app)
        use(app, "end")
        use(app, "yes")
        finish(app)
        assert not app.store.players()


def test_a_clock_behind_the_records_erases_nobody_unless_an_adult_says_so(tmp_path: Path) -> None:
    recorded(tmp_path, 2, Walking(300))
    recorded(tmp_path, 1, Walking(-30))
    with game(tmp_path) as app:
        show(app)
        assert "2 players have been kept longer than that." in texts(app)
        assert "but there are later records." in texts(app)
        assert not troubles(app)


def test_a_choice_that_cannot_be_kept_is_told_and_the_old_one_holds(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.new").mkdir()
    with game(tmp_path) as app:
        show(app)
        use(app, "days-30")
        finish(app)
        assert "This cannot be kept:" in texts(app)
        assert FILE in texts(app)
        assert chosen(app) == ["days-180"]
        (tmp_path / f"{FILE}.new").rmdir()
        use(app, "days-30")
        finish(app)
        assert "This cannot be kept:" not in texts(app)
        assert chosen(app) == ["days-30"]


def test_a_damaged_choice_erases_nobody(tmp_path: Path) -> None:
    recorded(tmp_path, 1, Walking(300))
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    with game(tmp_path) as app:
        show(app)
        assert chosen(app) == ["days-ever"]
        assert "end" not in keys(app)


@pytest.mark.parametrize("function", ["overdue", "end_overdue"])
def test_records_that_cannot_be_read_or_written_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreUnavailable("busy", "database is locked")

    recorded(tmp_path, 1, Walking(100))
    with game(tmp_path) as app:
        show(app)
        use(app, "days-90")
        finish(app)
        monkeypatch.setattr(adults_keeping, function, busy)
        if function == "overdue":
            use(app, "days-30")
        else:
            use(app, "end")
            use(app, "yes")
        finish(app)
        assert "the records cannot be written (busy)" in texts(app)
        assert not troubles(app)
        assert app.store.players()
        press(app, ESCAPE)
