"""Ways to what lies behind the adults' PIN, and records to find there."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pygame

from game.learning.ids import IdMaker
from game.learning.store import Player, Store
from game.screen.adults_records import RecordsView
from game.screen.adults_work import WorkView
from game.screen.app import App
from tests.learning.recorded import chose, ended, okay, shown
from tests.screen.driving import ENTER, STORY, click, press, top

PIN = "2468"
CODES = ("BCDH", "DHJL", "HJLM", "JLMP", "LMPR", "MPRT", "PRTV", "RTVX")


def digits(pin: str) -> list[int]:
    """Say which keys of the upper row the digits are on."""
    return [pygame.KSCAN_0 if digit == "0" else pygame.KSCAN_1 + int(digit) - 1 for digit in pin]


def type_pin(app: App, pin: str = PIN) -> None:
    """Type a PIN and Enter."""
    press(app, *digits(pin), ENTER)


def open_records(app: App, pin: str = PIN) -> RecordsView:
    """Go from the title behind the PIN, and set it where there is none."""
    click(app, "adults")
    press(app, ENTER)
    type_pin(app, pin)
    if not isinstance(top(app), RecordsView):
        type_pin(app, pin)
    view = top(app)
    assert isinstance(view, RecordsView)
    return view


def finish(app: App) -> None:
    """Wait for what is done beside the screen."""
    while isinstance(view := top(app), WorkView):
        view.finish()


class Walking:
    """A clock that goes on by a minute whenever it is looked at.

    Args:
        days_ago: when it begins, at noon; the game erases by itself what is long ago.
    """

    def __init__(self, days_ago: int = 3) -> None:
        today = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
        self.time = today - timedelta(days=days_ago)

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def opened(folder: Path, clock: Walking, seed: int = 1) -> Store:
    """Open records with a clock of their own."""
    return Store.open(folder, clock, IdMaker(clock, random.Random(seed)))  # noqa: S311 - no secrets


def recorded(folder: Path, players: int = 3, clock: Walking | None = None) -> list[Player]:
    """Write records: one session for every two players, each with one play of the first story.

    Returns:
        The players; the second of two has finished the story.
    """
    clock = clock or Walking()
    made: list[Player] = []
    for number in range(players):
        if number % 2 == 0:
            store = opened(folder, clock, number)
        code = CODES[number] if number < len(CODES) else f"X{number:03}"
        player = store.new_player("gecko", "blue", code)
        play = store.begin(player, STORY, "v1")
        store.record(play, [shown("a", "gifts"), okay("a", "gifts"), chose("x", "tell", "family")])
        if number % 2:
            store.record(play, [ended()])
        made.append(player)
        if number % 2 or number == players - 1:
            store.close()
    return made
