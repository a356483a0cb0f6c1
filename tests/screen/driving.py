"""Drive the game as a player does: with keys and with the mouse."""

import pygame

from game.screen.app import App
from game.screen.view import View


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def press(app: App, *keys: int, mod: int = 0) -> None:
    """Press keys, given as pygame scancodes, one after the other."""
    for key in keys:
        app.handle(pygame.event.Event(pygame.KEYDOWN, scancode=key, mod=mod))
        settle(app)


def click(app: App, key: str) -> None:
    """Click in the middle of a button, as far as it can be seen."""
    places = {spot.key: (rect, area) for spot, rect, area in spots(app)}
    rect, area = places[key]
    seen = rect if area is None else rect.clip(area.rect)
    assert seen.width, f"{key} cannot be seen"
    assert seen.height, f"{key} cannot be seen"
    point = seen.center
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.handle(pygame.event.Event(kind, pos=point, button=1))
    settle(app)


def settle(app: App) -> None:
    """Wait until every answer is on the disk, as the game does before the next message."""
    app.store.flush()


def spots(app: App) -> list[tuple[object, ...]]:
    """List what can be pressed on the uppermost screen."""
    return list(app.placed(app.views[-1]).all_spots(app.ui))  # type: ignore[arg-type]


def keys(app: App) -> list[str]:
    """Name what can be pressed on the uppermost screen."""
    return [spot.key for spot, _, _ in app.placed(app.views[-1]).all_spots(app.ui)]


def texts(app: App) -> str:
    """Give everything that the uppermost screen says."""
    return "\n".join(app.placed(app.views[-1]).all_texts())


def top(app: App) -> View:
    """Give the uppermost screen."""
    return app.views[-1]
