"""Behind the adults' PIN: a report on all players, on a session, or on sessions side by side."""

import webbrowser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from game.learning.store import Player, StoreUnavailable
from game.screen.adults_records import RecordsView
from game.screen.adults_report import ReportOfView, ReportView
from game.screen.app import App
from tests.screen.adult import Walking, finish, open_records, opened, recorded
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    WAYS,
    Way,
    game,
    keys,
    press,
    spots,
    texts,
    top,
    use,
)

pytestmark = pytest.mark.usefixtures("stick")

CODES = ("BCDHJL", "TXVPRM")


def with_sessions(folder: Path) -> None:
    """Write records of two sessions: everybody joins one of them."""
    clock = Walking()
    players: list[Player] = recorded(folder, 12, clock)
    for seed, code in enumerate(CODES, 100):
        store = opened(folder, clock, seed)
        for player in players[:6] if code == CODES[0] else players[6:]:
            store.join(player, code)
        store.close()


def chosen(app: App) -> list[str]:
    return [spot.key for spot, _, _ in spots(app) if spot.chosen]


@WAYS
def test_a_report_on_all_players_is_written_and_opened(
    tmp_path: Path, stick: Path, browsed: list[str], way: Way
) -> None:
    recorded(tmp_path / "data", 6)
    with game(tmp_path / "data") as app:
        open_records(app)
        way(app, "report")
        finish(app)
        assert chosen(app) == ["all"]
        way(app, "on")
        assert chosen(app) == ["html", "in-en", "place-1"]
        way(app, "open")
        finish(app)
        (file,) = stick.iterdir()
        assert file.name == "sarika-report-en.html"
        assert "Report on all players" in file.read_text(encoding="utf-8")
        assert browsed == [file.as_uri()]
        assert f"The page is here: {file}" in texts(app)


@WAYS
def test_a_report_on_a_session_is_in_the_language_that_is_chosen(
    tmp_path: Path, stick: Path, browsed: list[str], way: Way
) -> None:
    with_sessions(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        way(app, "report")
        finish(app)
        assert texts(app).index("Session TXVPRM") < texts(app).index("Session BCDHJL")
        way(app, "session-2")
        way(app, "on")
        way(app, "in-th")
        way(app, "write")
        finish(app)
        (file,) = stick.iterdir()
        assert file.name == "sarika-report-BCDHJL-th.html"
        assert "รายงานผู้เล่นของกิจกรรม BCDHJL" in file.read_text(encoding="utf-8")
        assert browsed == []


def test_sessions_are_set_side_by_side_in_a_workbook_and_a_table(
    tmp_path: Path, stick: Path
) -> None:
    with_sessions(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "report")
        finish(app)
        use(app, "session-1")
        use(app, "session-2")
        use(app, "on")
        for kind in ("xlsx", "csv"):
            use(app, kind)
            assert "open" not in keys(app)
            use(app, "write")
            finish(app)
        assert "The file is here: " in texts(app)
    files = {file.suffix: file for file in stick.iterdir()}
    assert files[".xlsx"].name == "sarika-report-TXVPRM-BCDHJL-en.xlsx"
    assert "Side by side" in load_workbook(files[".xlsx"]).sheetnames
    assert files[".csv"].read_text(encoding="utf-8-sig").startswith("session,part,")


def test_a_choice_of_sessions_can_be_taken_back(tmp_path: Path) -> None:
    with_sessions(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "report")
        finish(app)
        use(app, "session-1")
        assert chosen(app) == ["session-1"]
        use(app, "session-1")
        assert chosen(app) == ["all"]
        use(app, "session-1")
        use(app, "session-2")
        use(app, "all")
        assert chosen(app) == ["all"]
        press(app, ESCAPE)
        assert isinstance(top(app), RecordsView)


def test_a_seventh_session_is_refused_until_one_is_taken_away(tmp_path: Path) -> None:
    recorded(tmp_path / "data", 14)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "report")
        finish(app)
        for number in range(1, 8):
            use(app, f"session-{number}")
        assert chosen(app) == [f"session-{number}" for number in range(1, 7)]
        assert "Six sessions fit side by side. Take one away first." in texts(app)
        use(app, "session-1")
        use(app, "session-7")
        assert chosen(app) == [f"session-{number}" for number in range(2, 8)]
        assert "Take one away" not in texts(app)


def test_without_records_a_report_says_that_there_are_none(
    tmp_path: Path, stick: Path, browsed: list[str]
) -> None:
    with game(tmp_path) as app:
        open_records(app)
        use(app, "report")
        finish(app)
        assert isinstance(top(app), ReportOfView)
        assert "Nobody has played here yet." in texts(app)
        press(app, ENTER, ENTER)
        finish(app)
        (file,) = stick.iterdir()
        assert "There are no records yet." in file.read_text(encoding="utf-8")
        assert browsed == [file.as_uri()]


def test_without_a_browser_the_screen_says_where_the_page_is(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    recorded(tmp_path / "data", 6)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "report")
        finish(app)
        press(app, ENTER, ENTER)
        finish(app)
        (file,) = stick.iterdir()
        assert f"No browser could be opened. The page is here: {file}" in texts(app)


def test_records_that_cannot_be_read_are_told_of_and_nothing_is_written(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise StoreUnavailable("busy", "database is locked")

    recorded(tmp_path / "data", 6)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "report")
        finish(app)
        use(app, "on")
        monkeypatch.setattr(app.store, "every_event", busy)
        use(app, "write")
        finish(app)
        assert isinstance(top(app), ReportView)
        assert "Nothing was written: the records cannot be written (busy)" in texts(app)
        press(app, ESCAPE, ESCAPE)
        use(app, "report")
        finish(app)
        assert isinstance(top(app), RecordsView)
        assert "the records cannot be written (busy)" in texts(app)
    assert list(stick.iterdir()) == []
