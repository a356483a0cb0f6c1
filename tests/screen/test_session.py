"""In a computer room a session is joined by its code, which holds until the day ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pygame
import pytest

from game import places
from game.learning import presets
from game.learning.events import SessionJoined
from game.learning.presets import PRESET, PassedOver
from game.screen import adults_places
from game.screen.app import App
from game.screen.home import HomeView
from game.screen.session import SessionCodeView, SessionView
from game.screen.title import TitleView
from game.screen.who import CodeView, WhoView
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    click,
    game,
    key,
    keys,
    letters,
    newest_player,
    press,
    texts,
    top,
    troubles,
    use,
)

ONE, OTHER = "BCDHJL", "MPRTVX"
TODAY = datetime.now().astimezone().date()


@pytest.fixture(autouse=True)
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is put in, on a computer whose program lies alone."""
    stick = tmp_path / "STICK"
    stick.mkdir()
    monkeypatch.setattr(adults_places, "drives", lambda _: (stick,))
    monkeypatch.setattr(places, "beside_the_program", lambda: (tmp_path / "program",))
    return stick


@contextmanager
def started(data: Path, seed: int = 1) -> Iterator[App]:
    """Start the game, and wait until it has looked for a session."""
    with game(data, seed=seed) as app:
        app.read_ahead()
        wait_for_session(app)
        yield app


def wait_for_session(app: App) -> None:
    while app.lab._looking:
        app.step()


def join(app: App, code: str = ONE) -> None:
    """Type the code of a session, from the title."""
    use(app, "session")
    press(app, *letters(code), ENTER)
    assert isinstance(top(app), WhoView)


def joined(app: App) -> list[tuple[str, str]]:
    """List who has joined which session, by the codes of both."""
    codes = {player.id: player.code for player in app.store.players()}
    return [
        (codes[event.player], event.what.code)
        for event in app.store.joinings()
        if isinstance(event.what, SessionJoined)
    ]


def in_session(app: App) -> bool:
    return f"Session {ONE}" in texts(app)


# Typing


def test_whoever_comes_in_after_the_code_was_typed_is_in_the_session(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        join(app)
        assert in_session(app)
        press(app, ENTER)
        assert isinstance(top(app), HomeView)
        assert in_session(app)
        assert joined(app) == [(newest_player(app).code, ONE)]
        press(app, ESCAPE)
        assert in_session(app)


def test_it_can_be_done_with_the_mouse_alone(app: App) -> None:
    click(app, "session")
    for letter in ONE:
        click(app, f"letter-{letter}")
    click(app, "yes")
    click(app, "that-is-me")
    assert joined(app) == [(newest_player(app).code, ONE)]


def test_whoever_comes_back_with_their_own_code_joins_as_well(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        press(app, ENTER, ENTER)
        code = newest_player(app).code
        assert not joined(app)
    with game(tmp_path, seed=2) as app:
        join(app)
        use(app, "have-code")
        press(app, *letters(code))
        assert isinstance(top(app), HomeView)
        assert joined(app) == [(code, ONE)]


def test_a_player_joins_once_in_a_start_and_again_in_the_next_one(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        join(app)
        press(app, ENTER)
        code = newest_player(app).code
        for _ in range(2):
            press(app, ESCAPE, ENTER)
            use(app, "have-code")
            press(app, *letters(code))
        assert joined(app) == [(code, ONE)]
    with started(tmp_path, seed=2) as app:
        press(app, ENTER)
        use(app, "have-code")
        press(app, *letters(code))
        assert joined(app) == [(code, ONE)] * 2


def test_several_at_one_keyboard_join_each(app: App) -> None:
    app.lab.join(ONE)
    players = [app.store.new_player("gecko", "blue", code) for code in ("BCDH", "DHJL")]
    app.lab.came_in(*players)
    assert joined(app) == [("BCDH", ONE), ("DHJL", ONE)]


def test_the_letters_are_looked_at_once_more_before_they_count(app: App) -> None:
    use(app, "session")
    press(app, *letters(ONE))
    assert "Is it the same?" in texts(app)
    assert app.lab.code is None
    use(app, "again")
    view = top(app)
    assert isinstance(view, SessionCodeView)
    assert view.typed == ""
    press(app, *letters(OTHER), pygame.KSCAN_BACKSPACE)
    assert view.typed == OTHER[:-1]
    press(app, *letters("X"), ENTER)
    assert app.lab.code == OTHER


def test_too_few_letters_are_told_with_what_they_may_be(app: App) -> None:
    use(app, "session")
    press(app, *letters("BCDH"))
    app.ui.keyboard = False
    press(app, ENTER)
    assert "2 letters are missing: this code has six." in texts(app)
    assert "go back and press Play" in texts(app)
    assert not troubles(app)
    press(app, *letters("J"))
    assert "missing" not in texts(app)


@pytest.mark.parametrize("way_in", ["session", "have-code"])
def test_a_letter_that_no_code_has_is_told_and_not_taken(app: App, way_in: str) -> None:
    if way_in == "have-code":
        press(app, ENTER)
    use(app, way_in)
    press(app, *letters("BA"))
    view = top(app)
    assert isinstance(view, SessionCodeView | CodeView)
    assert "No code has the letter A." in texts(app)
    assert view.typed == "B"
    press(app, *letters("C"))
    assert "No code has" not in texts(app)


def test_a_keyboard_set_to_thai_types_the_same_letters(app: App) -> None:
    use(app, "session")
    for scancode in letters(ONE):
        key(app, scancode, unicode="ฟ")
    assert ONE in texts(app).replace("\n", "")


# Leaving


def test_a_session_can_be_left_and_nobody_joins_any_more(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        join(app)
        use(app, "session")
        assert isinstance(top(app), SessionView)
        use(app, "leave")
        assert isinstance(top(app), WhoView)
        assert not in_session(app)
        press(app, ENTER)
        assert not joined(app)
        press(app, ESCAPE)
        assert "We have a session code" in texts(app)
    with started(tmp_path) as app:
        assert not in_session(app)


@pytest.mark.parametrize("stays", [ENTER, ESCAPE])
def test_a_key_pressed_once_too_often_leaves_no_session(app: App, stays: int) -> None:
    join(app)
    use(app, "session")
    app.ui.keyboard = False
    press(app, stays)
    assert app.lab.code == ONE
    assert isinstance(top(app), WhoView)


def test_a_player_at_home_has_nothing_to_leave_it_with(app: App) -> None:
    join(app)
    press(app, ENTER)
    assert "session" not in keys(app)


def test_another_code_takes_the_place_of_the_first(app: App) -> None:
    join(app)
    press(app, ENTER, ESCAPE)
    use(app, "session")
    use(app, "leave")
    join(app, OTHER)
    press(app, ENTER)
    assert [code for _, code in joined(app)] == [ONE, OTHER]


# A power cut, and the next day


def test_a_game_that_is_started_again_on_the_same_day_goes_on_with_the_session(
    tmp_path: Path,
) -> None:
    with game(tmp_path) as app:
        join(app)
    with started(tmp_path) as app:
        assert in_session(app)


def test_on_the_next_day_nobody_is_in_the_old_session(
    tmp_path: Path,
) -> None:
    with game(tmp_path) as app:
        join(app)
    with game(tmp_path) as app:
        tomorrow = TODAY + timedelta(days=1)
        app.around = replace(app.around, today=lambda: tomorrow)
        app.read_ahead()
        wait_for_session(app)
        assert not in_session(app)
        assert "We have a session code" in texts(app)


# A file that sets the session


@pytest.mark.parametrize("place", ["data", "program", "STICK"])
def test_a_file_that_is_found_has_the_computer_join_by_itself(tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir(exist_ok=True)
    file = presets.write(tmp_path / place, ONE, ["It joins by itself."])
    for seed in (1, 2):  # also after a crash
        with started(tmp_path / "data", seed) as app:
            assert in_session(app)
            press(app, ENTER, ENTER)
            assert joined(app)[-1] == (newest_player(app).code, ONE)
            press(app, ESCAPE)
            use(app, "session")
            assert str(file) in texts(app)
            assert not troubles(app)


def test_the_stick_may_be_taken_along_to_the_next_computer(tmp_path: Path, stick: Path) -> None:
    presets.write(stick, ONE, [])
    with started(tmp_path / "data"):
        pass
    (stick / PRESET).unlink()
    with started(tmp_path / "data") as app:
        assert in_session(app)


def test_a_file_goes_before_a_code_that_was_kept_and_the_nearer_one_before_a_stick(
    tmp_path: Path, stick: Path
) -> None:
    with game(tmp_path / "data") as app:
        join(app, OTHER)
    presets.write(stick, ONE, [])
    with started(tmp_path / "data") as app:
        assert in_session(app)
    presets.write(stick, OTHER, [])
    presets.write(tmp_path / "data", ONE, [])
    with started(tmp_path / "data") as app:
        assert in_session(app)


def test_what_is_typed_goes_before_a_file_that_is_found_late(tmp_path: Path, stick: Path) -> None:
    presets.write(stick, OTHER, [])
    with game(tmp_path / "data") as app:
        app.read_ahead()
        join(app)
        wait_for_session(app)
        assert in_session(app)


def test_a_session_that_was_left_is_not_joined_again_by_the_file(
    tmp_path: Path, stick: Path
) -> None:
    presets.write(stick, ONE, [])
    with started(tmp_path / "data") as app:
        use(app, "session")
        use(app, "leave")
        wait_for_session(app)
        assert not in_session(app)


def test_who_came_in_while_a_slow_stick_was_read_joins_when_it_is(
    tmp_path: Path, stick: Path
) -> None:
    presets.write(stick, ONE, [])
    with game(tmp_path / "data") as app:
        press(app, ENTER, ENTER)
        app.read_ahead()
        wait_for_session(app)
        assert in_session(app)
        assert joined(app) == [(newest_player(app).code, ONE)]


def test_nobody_is_joined_who_has_left_before_the_file_was_found(
    tmp_path: Path, stick: Path
) -> None:
    presets.write(stick, ONE, [])
    with game(tmp_path / "data") as app:
        press(app, ENTER, ENTER, ESCAPE)
        assert isinstance(top(app), TitleView)
        app.read_ahead()
        wait_for_session(app)
        assert not joined(app)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a stick that hangs is made of a pipe")
def test_a_stick_that_hangs_holds_up_nobody(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = stick / "pipe"
    os.mkfifo(pipe)

    def hanging(_: str) -> tuple[Path, ...]:
        pipe.read_bytes()
        return (stick,)

    monkeypatch.setattr(adults_places, "drives", hanging)
    presets.write(tmp_path, ONE, [])
    with game(tmp_path) as app:
        app.read_ahead()
        while app.lab.code is None:
            app.step()
        assert in_session(app)
        press(app, ENTER, ENTER)
        assert joined(app)
        pipe.write_bytes(b"")


@pytest.mark.parametrize("content", [b"", b"\0" * 100_000, b"BCDH", bytes(range(256))])
def test_a_broken_file_is_passed_over_without_a_word_to_children(
    tmp_path: Path, stick: Path, content: bytes
) -> None:
    (stick / PRESET).write_bytes(content)
    with game(tmp_path / "data") as app:
        before = texts(app)
    with started(tmp_path / "data") as app:
        assert texts(app) == before
        (passed,) = app.lab.passed_over
        assert isinstance(passed, PassedOver)
        assert passed.path == stick / PRESET


def test_the_program_lies_where_it_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    started = tmp_path / "sarika.exe"
    started.touch()
    monkeypatch.setattr(sys, "argv", [str(started)])
    monkeypatch.setattr(sys, "executable", str(started))
    assert places.beside_the_program() == (tmp_path,)
    monkeypatch.setattr(sys, "argv", ["-c"])
    monkeypatch.setattr(sys, "executable", "")
    assert places.beside_the_program() == ()
