"""Several at one keyboard in a real window, with real keys, also after the game was killed."""

import sqlite3
from pathlib import Path

import pytest

from game.learning.store import FILE
from tests.window.desktop import Desktop, Game

pytestmark = pytest.mark.window


def sit_down(game: Game) -> None:
    """Go from the title to the home of two new players."""
    key = game.desktop.key
    key("Return")
    key("Tab", "Tab", "Tab", "Return")
    for _ in range(2):
        key("Return", "Return")
    key("Return")
    game.wait_for("player_made", 2)


def come_together(game: Game, codes: list[str]) -> None:
    """Go from the title to the home of two who come back."""
    key = game.desktop.key
    key("Return")
    key("Tab", "Tab", "Tab", "Return")
    for code in codes:
        key("Return", "Tab", "Tab", "Return", *code.lower())
    key("Return")


def answered(data: Path) -> list[tuple[str, str]]:
    """List who answered what that counts, oldest first."""
    disk = sqlite3.connect(data / FILE)
    found = disk.execute(
        """SELECT player, item FROM event WHERE kind IN ('judged', 'chosen') AND practice = 0
        ORDER BY machine, sequence"""
    ).fetchall()
    disk.close()
    return found


def play_on(game: Game, number: int) -> None:
    """Read on, hand over, and answer what is asked, until there are so many answers."""
    for _ in range(300):
        if len(answered(game.data)) >= number:
            return
        game.desktop.key("space", "1")
    raise AssertionError(f"nothing more was asked: {game.events()}")


def test_two_take_turns_and_go_on_with_the_same_turn_after_the_game_was_killed(
    desktop: Desktop, data: Path
) -> None:
    with Game(desktop, data) as game:
        sit_down(game)
        desktop.key("Return")
        for _ in range(2):
            desktop.key("Tab", "Tab", "Tab", "Tab", "Return")  # Quick Eyes not now
        game.wait_for("turns_begun")
        play_on(game, 1)
        game.kill()
        before = game.events()
    disk = sqlite3.connect(data / FILE)
    made = disk.execute(
        """SELECT player, json_extract(body, '$.code') FROM event WHERE kind = 'player_made'
        ORDER BY sequence"""
    ).fetchall()
    disk.close()
    first = answered(data)
    with Game(desktop, data) as game:
        come_together(game, [code for _, code in made])
        desktop.key("Return")
        play_on(game, len(first) + 3)
        after = game.events()
        assert after[: len(before)] == before
        assert [event[0] for event in after].count("turns_begun") == 1
    turns = [made[number % 2][0] for number in range(len(answered(data)))]
    assert [player for player, _ in answered(data)] == turns
