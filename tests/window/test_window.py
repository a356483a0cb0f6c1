"""The game in a real window, with real keys and a real mouse."""

import signal
import time
from functools import partial
from pathlib import Path

import pytest

from game.learning.presets import PRESET
from game.screen.theme import WARM
from tests.window.desktop import SIZE, Desktop, Game, wait_for

pytestmark = pytest.mark.window


def sort_quick_eyes(game: Game) -> None:
    """Call every message of the round okay, by mouse, and read what Sarika says to each."""
    for number in range(1, 9):
        wait_for(partial(_click_okay, game, number), f"answer {number}")
    wait_for(partial(_click_main_button, game, "begun"), "the story after Quick Eyes")


def play_to_a_judgement(game: Game, number: int = 1) -> None:
    """Read on, and answer what Sarika asks, until so many messages are judged."""
    for _ in range(200):
        if sum(event[0] == "judged" for event in game.events()) >= number:
            return
        game.desktop.key("space", "1")
    raise AssertionError(f"nothing was asked: {game.events()}")


def test_what_was_answered_is_there_after_the_game_was_killed(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        game.start_an_episode()
        play_to_a_judgement(game)
        code = game.code()
        game.kill()
        before = game.events()
    with Game(desktop, data) as game:
        desktop.key("Return")
        wait_for(lambda: _is_shown(desktop, WARM.jade), "the button that begins")
        desktop.key("Tab", "Tab", "Return", *code.lower(), "Return")
        desktop.key("space", "space")
        game.wait_for("shown", sum(event[0] == "shown" for event in before) + 1)
        after = game.events()
        assert after[: len(before)] == before
        assert [event[0] for event in after].count("player_made") == 1
        assert [event[0] for event in after].count("begun") == 1
        play_to_a_judgement(game, 2)
        items = [event[1:] for event in game.events() if event[0] == "shown"]
        assert len(items) == len(set(items))


def test_a_mouse_alone_leads_from_the_title_to_the_first_message(
    desktop: Desktop, data: Path
) -> None:
    with Game(desktop, data, "--size", "1280x720") as game:
        for kind in ("player_made", "round_begun"):
            wait_for(partial(_click_main_button, game, kind), f"an event {kind!r} after a click")
        sort_quick_eyes(game)
        game.wait_for("shown")
        kinds = [event[0] for event in game.events()]
        assert kinds[:11] == ["player_made", "round_begun", *["judged"] * 8, "begun"]


def test_eight_messages_are_sorted_with_keys_alone(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        game.make_a_player()
        desktop.key("Return", "Return")
        game.wait_for("round_begun")
        for number in range(1, 9):
            desktop.key("2", "1")
            game.wait_for("judged", number)
            time.sleep(0.1)
        desktop.key(*["Return"] * 9)
        game.wait_for("begun")


def test_the_window_shows_our_colours(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data):
        for colour in (WARM.jade, WARM.red, WARM.night, WARM.paper):
            wait_for(partial(_is_shown, desktop, colour), f"the colour {colour}")


def test_the_window_can_be_resized_and_draws_all_of_itself(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        for width, height in ((1024, 600), (1366, 768), (700, 860)):
            desktop.do("windowsize", "--sync", game.window, str(width), str(height))
            wait_for(partial(_has_size, game, (width, height)), "the new size")
            wait_for(lambda: not _black_edges(game), f"all of {width}x{height}")
        game.start_an_episode()


def test_f11_fills_the_screen_and_comes_back(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data, "--size", "1280x720") as game:
        desktop.key("F11")
        wait_for(lambda: game.place()[2:] == SIZE, "a window as big as the screen")
        wait_for(lambda: not _black_edges(game), "all of the screen")
        game.take_focus()
        desktop.key("F11")
        wait_for(lambda: game.place()[2:] == (1280, 720), "the window as it was")
        game.take_focus()
        game.start_an_episode()


def test_a_key_that_is_held_down_counts_once(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        desktop.do("keydown", "Return")
        time.sleep(1.5)  # repeats begin after 0.4 seconds
        desktop.do("keyup", "Return")
        assert game.events() == []
        desktop.key("Return")
        game.wait_for("player_made")


def test_closing_the_window_ends_the_game_well(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        game.start_an_episode()
        game.close()
        assert game.ended() == (0, "")
        assert [event[0] for event in game.events()][:3] == ["player_made", "begun", "shown"]


def test_ctrl_c_ends_the_game_without_a_traceback(desktop: Desktop, data: Path) -> None:
    with Game(desktop, data) as game:
        game.start_an_episode()
        game.process.send_signal(signal.SIGINT)
        status, printed = game.ended()
        assert status in (0, 130)
        assert printed == ""


def test_the_setting_full_screen_is_in_force_at_the_next_start(
    desktop: Desktop, data: Path
) -> None:
    with Game(desktop, data) as game:
        desktop.key("F11")
        wait_for(lambda: game.place()[2:] == SIZE, "a window as big as the screen")
        game.close()
        assert game.ended()[0] == 0
    with Game(desktop, data) as game:
        wait_for(lambda: game.place()[2:] == SIZE, "a window as big as the screen")


def test_a_session_that_was_typed_is_joined_and_holds_after_the_game_was_killed(
    desktop: Desktop, data: Path
) -> None:
    with Game(desktop, data) as game:
        desktop.key("Tab", "Return", *"bcdhjl", "Return", "Return")
        game.wait_for("session_joined")
        game.kill()
    with Game(desktop, data) as game:
        game.make_a_player()
        game.wait_for("session_joined", 2)


def test_a_file_beside_the_records_has_the_computer_join(desktop: Desktop, data: Path) -> None:
    (data / PRESET).write_text("BCDHJL", encoding="utf-8")
    with Game(desktop, data) as game:
        game.make_a_player()
        game.wait_for("session_joined")


def _has_size(game: Game, size: tuple[int, int]) -> bool:
    return game.place()[2:] == size


def _is_shown(desktop: Desktop, colour: tuple[int, int, int]) -> bool:
    return desktop.pixels().share_of(colour) > 0.0005


def _places(game: Game, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    x, y, width, height = game.place()
    pixels = game.desktop.pixels()
    points = [(x + dx, y + dy) for dy in range(0, height, 4) for dx in range(0, width, 4)]
    return [point for point in points if pixels.at(*point) == colour]


def _main_button(game: Game) -> tuple[int, int] | None:
    """Point at the lowest button in jade; a frame of that colour is thinner."""
    found = _places(game, WARM.jade)
    known = set(found)
    around = [(dx, dy) for dx in range(-24, 25, 4) for dy in range(-12, 1, 4)]
    whole = (p for p in reversed(found) if all((p[0] + x, p[1] + y) in known for x, y in around))
    return next(whole, None)


def _click_main_button(game: Game, kind: str) -> bool:
    """Click on the main button of the screen, and say whether an event was recorded then."""
    button = _main_button(game)
    if button:
        game.desktop.click(*button)
        time.sleep(0.3)
    return any(event[0] == kind for event in game.events())


def _click_okay(game: Game, number: int) -> bool:
    """Click on the sign of "This is okay", and say whether so many messages are judged then."""
    sign = _places(game, WARM.leaf)
    if sign:
        game.desktop.click(*sign[len(sign) // 2])
        time.sleep(0.15)
    return sum(event[0] == "judged" for event in game.events()) >= number


def _black_edges(game: Game) -> bool:
    x, y, width, height = game.place()
    pixels = game.desktop.pixels()
    right, bottom = min(x + width, SIZE[0]) - 3, min(y + height, SIZE[1]) - 3
    return (0, 0, 0) in {
        pixels.at(x + 3, bottom),
        pixels.at(right, bottom),
        pixels.at(right, y + 3),
    }
