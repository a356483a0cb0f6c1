"""Behind the adults' PIN: players, sessions, and erasing; by keyboard alone and by mouse alone."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pygame
import pytest

from game.learning import erasing
from game.learning.exchange import Progress
from game.learning.store import Player, Store, StoreUnavailable
from game.screen import adults_work
from game.screen.adults_common import SureView
from game.screen.adults_players import (
    PlayersView,
    PlayerView,
    Read,
)
from game.screen.adults_records import RecordsView
from game.screen.adults_sessions import SessionsView
from game.screen.adults_work import WorkView, work
from game.screen.app import App
from game.screen.notebook import NotebookView
from game.screen.ui import Ui
from tests.screen.adult import CODES, Walking, finish, open_records, opened, recorded, type_pin
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    click,
    game,
    keys,
    letters,
    newest_player,
    play_quickly,
    press,
    scroll_to,
    seen,
    tab_to,
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


def show(app: App, what: str, way: Way = use) -> None:
    """Open one of the screens behind the PIN."""
    open_records(app)
    way(app, what)
    finish(app)


def shown_players(app: App) -> list[str]:
    return [name for name in keys(app) if name.startswith("player-")]


def local(app: App, moment: str) -> str:
    here = datetime.fromisoformat(moment).astimezone()
    return f"{app.ui.date(here.date())}, {here:%H:%M}"


# Players


def test_players_are_listed_by_animal_colour_and_code_who_played_last_first(
    tmp_path: Path,
) -> None:
    made = recorded(tmp_path)
    with game(tmp_path) as app:
        show(app, "players")
        assert shown_players(app) == [f"player-{player.id}" for player in reversed(made)]
        said = texts(app)
        assert "3 players" in said
        assert said.count("Blue Gecko") == 3
        assert [line for line in said.splitlines() if line in CODES] == ["HJLM", "DHJL", "BCDH"]
        assert "1 episode finished" in said
        assert said.count("0 episodes finished") == 2
        assert said.count("2 answers") == 3
        assert local(app, app.store.events(made[-1])[-1].time) in said


@WAYS
def test_a_players_notebook_is_what_the_player_sees(tmp_path: Path, way: Way) -> None:
    with game(tmp_path) as app:
        play_quickly(app)
        player = newest_player(app)
    with game(tmp_path) as app:
        show(app, "players", way)
        way(app, f"player-{player.id}")
        assert isinstance(top(app), PlayerView)
        assert "1 episode finished" in texts(app)
        way(app, "notebook")
        assert isinstance(top(app), NotebookView)
        shown = texts(app)
        app.push(NotebookView(app, player))
        for line in texts(app).splitlines():
            assert line in shown or "Next" in line or "Play" in line or "picture" in line
        press(app, ESCAPE)
        before = app.store.events(player)
        way(app, "back")
        assert isinstance(top(app), PlayerView)
        assert app.store.events(player) == before


def test_single_answers_are_shown_nowhere(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        view = play_quickly(app)
        player = newest_player(app)
        story = view.story
        messages = [
            s.text for scene in story.scenes.values() for s in scene.steps if hasattr(s, "text")
        ]
    with game(tmp_path) as app:
        show(app, "players")
        said = texts(app)
        use(app, f"player-{player.id}")
        said += texts(app)
        press(app, ENTER)
        said += texts(app)
    assert not [message for message in messages if message in said]


@WAYS
def test_erasing_a_player_asks_once_more_and_removes_everything(tmp_path: Path, way: Way) -> None:
    gone, kept, _ = recorded(tmp_path)
    with game(tmp_path) as app:
        show(app, "players", way)
        way(app, f"player-{gone.id}")
        way(app, "erase")
        assert isinstance(top(app), SureView)
        assert "It is for good." in texts(app)
        assert "Erase Blue Gecko · BCDH?" in texts(app)
        assert app.store.player("BCDH") == gone
        way(app, "yes")
        assert isinstance(top(app), PlayersView)
        assert "Everything about the player BCDH was erased." in texts(app)
        assert f"player-{gone.id}" not in keys(app)
        assert f"player-{kept.id}" in keys(app)
        assert app.store.player("BCDH") is None
        assert not app.store.events(gone)
        assert app.store.events(kept)
    for file in tmp_path.iterdir():
        assert b"BCDH" not in file.read_bytes()
    with game(tmp_path) as app:
        press(app, ENTER)
        use(app, "have-code")
        press(app, *letters("BCDH"))
        assert "We do not know this code" in texts(app)


@WAYS
def test_a_player_can_be_kept_after_all(tmp_path: Path, way: Way) -> None:
    player = recorded(tmp_path, 1)[0]
    with game(tmp_path) as app:
        show(app, "players", way)
        way(app, f"player-{player.id}")
        before = app.store.events(player)
        ways: list[Callable[[], None]] = [
            lambda: way(app, "no"),
            lambda: press(app, ENTER),
            lambda: press(app, ESCAPE),
        ]
        for keep in ways:
            way(app, "erase")
            keep()
            assert isinstance(top(app), PlayerView)
        assert app.store.events(player) == before


def test_of_two_players_with_one_code_only_the_one_that_was_chosen_is_erased(
    tmp_path: Path,
) -> None:
    clock = Walking()
    store = opened(tmp_path, clock)
    one = store.new_player("gecko", "blue", "BCDH")
    other = store.new_player("fish", "pink", "BCDH")
    store.close()
    with game(tmp_path) as app:
        show(app, "players")
        use(app, f"player-{other.id}")
        use(app, "erase")
        use(app, "yes")
        assert app.store.players() == (one,)
        assert "Blue Gecko" in texts(app)
        assert "Pink Fish" not in texts(app)


def test_a_player_who_cannot_be_erased_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = recorded(tmp_path, 1)[0]
    with game(tmp_path) as app:
        show(app, "players")
        use(app, f"player-{player.id}")
        use(app, "erase")

        def busy(_: Player) -> None:
            raise StoreUnavailable("busy", "database is locked")

        monkeypatch.setattr(app.store, "erase_player", busy)
        use(app, "yes")
        assert isinstance(top(app), SureView)
        assert "the records cannot be written (busy)" in texts(app)
        assert not troubles(app)


@WAYS
def test_many_players_are_shown_page_by_page(tmp_path: Path, way: Way) -> None:
    made = recorded(tmp_path, 45)
    with game(tmp_path) as app:
        show(app, "players", way)
        found = []
        for page in ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"):
            assert page in texts(app)
            assert not app.ui.scrolls["players"]
            found += shown_players(app)
            way(app, "page-after")
        assert found == [f"player-{player.id}" for player in reversed(made)]
        assert "Page 1 of 3" in texts(app)
        way(app, "page-before")
        assert "Page 3 of 3" in texts(app)


def test_a_player_is_found_by_the_letters_of_a_code(tmp_path: Path) -> None:
    made = recorded(tmp_path, 45)
    with game(tmp_path) as app:
        show(app, "players")
        press(app, *letters("BC"))
        assert shown_players(app) == [f"player-{made[0].id}"]
        assert "Codes that begin with BC" in texts(app)
        press(app, pygame.KSCAN_BACKSPACE, pygame.KSCAN_BACKSPACE, pygame.KSCAN_BACKSPACE)
        assert len(shown_players(app)) == 20
        click(app, "letter-D")
        click(app, "letter-H")
        assert shown_players(app) == [f"player-{made[1].id}"]
        click(app, "letter-X")
        assert not shown_players(app)
        assert "No player has such a code." in texts(app)
        click(app, "take-back")
        use(app, f"player-{made[1].id}")
        assert isinstance(top(app), PlayerView)


# Erasing everybody


@WAYS
def test_all_records_are_erased_after_a_second_question_and_the_pin(
    tmp_path: Path, way: Way
) -> None:
    recorded(tmp_path, 3)
    with game(tmp_path) as app:
        open_records(app)
        way(app, "erase-all")
        assert "It is for good." in texts(app)
        way(app, "yes")
        assert "With the PIN all records are erased, for good." in texts(app)
        type_pin(app, "1111")
        assert len(app.store.players()) == 3
        type_pin(app)
        finish(app)
        assert isinstance(top(app), RecordsView)
        assert "All records are erased. 3 players were in them." in texts(app)
        assert not app.store.players()
        way(app, "players")
        finish(app)
        assert "Nobody has played here yet." in texts(app)
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert not [code for code in CODES if code.encode() in content]
    with game(tmp_path) as app:
        press(app, ENTER)
        use(app, "have-code")
        press(app, *letters("BCDH"))
        assert "We do not know this code" in texts(app)


@pytest.mark.parametrize("at", ["the question", "the PIN"])
def test_erasing_all_can_be_given_up(tmp_path: Path, at: str) -> None:
    recorded(tmp_path, 3)
    with game(tmp_path) as app:
        open_records(app)
        use(app, "erase-all")
        if at == "the PIN":
            use(app, "yes")
            press(app, ESCAPE)
        else:
            press(app, ENTER)
        assert isinstance(top(app), RecordsView)
        assert len(app.store.players()) == 3


def test_records_that_cannot_be_erased_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Store) -> None:
        raise StoreUnavailable("busy", "database is locked")

    recorded(tmp_path, 1)
    monkeypatch.setattr(erasing, "erase_all", busy)
    with game(tmp_path) as app:
        open_records(app)
        use(app, "erase-all")
        use(app, "yes")
        type_pin(app)
        finish(app)
        assert "the records cannot be written (busy)" in texts(app)
        assert len(app.store.players()) == 1


# Sessions


def test_each_session_is_listed_the_newest_first(tmp_path: Path) -> None:
    made = recorded(tmp_path, 3)
    with game(tmp_path) as app:
        show(app, "sessions")
        assert isinstance(top(app), SessionsView)
        said = texts(app)
        assert said.index("1 player\n1 play\n2 answers") < said.index(
            "2 players\n2 plays\n4 answers"
        )
        begun = [local(app, app.store.events(made[at])[0].time) for at in (2, 0)]
        assert [line for line in said.splitlines() if line in begun] == begun


@WAYS
def test_going_through_sessions_page_by_page(tmp_path: Path, way: Way) -> None:
    clock = Walking()
    for number in range(25):
        store = opened(tmp_path, clock, number)
        store.new_player("gecko", "blue", f"X{number:03}")
        store.close()
    with game(tmp_path) as app:
        show(app, "sessions", way)
        assert texts(app).count("1 player") == 20
        way(app, "page-after")
        assert texts(app).count("1 player") == 5


# Nothing there yet


@pytest.mark.parametrize("what", ["players", "sessions"])
def test_empty_records_are_told_as_such(app: App, what: str) -> None:
    show(app, what)
    assert "Nobody has played here yet." in texts(app)
    assert not troubles(app)
    press(app, ESCAPE)
    assert isinstance(top(app), RecordsView)


# What takes long


def label(_: Ui) -> str:
    return "Counting to ten"


def test_long_work_shows_how_far_it_is_and_the_window_answers(app: App) -> None:
    go, told = threading.Event(), threading.Event()

    def count(progress: Progress) -> int:
        progress(0.4)
        told.set()
        go.wait()
        return 10

    results: list[int] = []
    work(app, label, count, results.append)
    assert isinstance(top(app), WorkView)
    told.wait()
    app.step()
    assert "Counting to ten" in texts(app)
    assert "40 %" in texts(app)
    assert not results
    press(app, pygame.KSCAN_F1, ESCAPE)
    assert isinstance(top(app), WorkView)
    go.set()
    finish(app)
    assert results == [10]
    assert not isinstance(top(app), WorkView)


@WAYS
def test_long_work_can_be_stopped(app: App, way: Way) -> None:
    def count(progress: Progress) -> None:
        while True:
            progress(0.1)
            time.sleep(0.001)

    results: list[None] = []
    below = top(app)
    work(app, label, count, results.append)
    way(app, "stop")
    finish(app)
    assert top(app) is below
    assert not results


def test_what_is_done_quickly_shows_no_bar(app: App) -> None:
    results: list[int] = []
    below = top(app)
    work(app, label, lambda _: 10, results.append)
    assert top(app) is below
    assert results == [10]


def test_a_mistake_in_the_work_is_not_hidden(app: App) -> None:
    def fail(_: Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work(app, label, fail, lambda _: None)


def test_reading_the_records_tells_how_far_it_is(tmp_path: Path) -> None:
    recorded(tmp_path, 5)
    parts: list[float] = []
    with game(tmp_path) as app:
        Read.of(app.store, parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) > 10


def test_records_that_cannot_be_read_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path, 1)
    with game(tmp_path) as app:
        open_records(app)

        def busy() -> None:
            raise StoreUnavailable("busy", "database is locked")

        monkeypatch.setattr(app.store, "every_event", busy)
        use(app, "players")
        finish(app)
        assert isinstance(top(app), RecordsView)
        assert "the records cannot be written (busy)" in texts(app)


def test_while_records_are_read_slowly_the_way_on_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path, 3)
    monkeypatch.setattr(adults_work, "_AT_ONCE", 0.0)
    with game(tmp_path) as app:
        show(app, "players")
        assert len(shown_players(app)) == 3
        tab_to(app, shown_players(app)[0])
        assert seen(app, shown_players(app)[0])
