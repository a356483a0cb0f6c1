"""Drive the game as a player does: with keys and with the mouse."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame
import pytest

from game import places
from game.learning.events import Event, Happening
from game.learning.store import Player
from game.opening import surroundings
from game.screen.app import App
from game.screen.autoplay import Autoplay
from game.screen.episode import EpisodeView
from game.screen.help import HelpView
from game.screen.home import HomeView
from game.screen.offscreen import Offscreen
from game.screen.placed import Area, Spot
from game.screen.settings import Settings
from game.screen.title import TitleView
from game.screen.view import View
from game.story.playthrough import Over

STILL = Settings(language="en", still=True, sound=False, wait=True)
STORY = "friend-from-the-game"

ENTER, SPACE, ESCAPE, TAB = (
    pygame.KSCAN_RETURN,
    pygame.KSCAN_SPACE,
    pygame.KSCAN_ESCAPE,
    pygame.KSCAN_TAB,
)
UP, DOWN, LEFT, RIGHT = (
    pygame.KSCAN_UP,
    pygame.KSCAN_DOWN,
    pygame.KSCAN_LEFT,
    pygame.KSCAN_RIGHT,
)
ONE, S, F1, F11 = pygame.KSCAN_1, pygame.KSCAN_S, pygame.KSCAN_F1, pygame.KSCAN_F11


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@contextmanager
def game(
    data: Path,
    settings: Settings = STILL,
    size: tuple[int, int] = (1280, 720),
    *,
    clock: Clock | None = None,
    stories: Path = places.SCENARIOS,
    seed: int = 1,
) -> Iterator[App]:
    """Start the game on a picture, with the title on the screen."""
    chance = random.Random(seed)  # noqa: S311 - the same game every time
    around = surroundings(
        data, chance, clock or Clock(), stories=stories, language=settings.language
    )
    with Offscreen(around, settings, size) as screen:
        screen.app.push(TitleView(screen.app))
        yield screen.app


# Keys


def key(app: App, scancode: int, *, mod: int = 0, unicode: str = "") -> None:
    """Press a key, and wait for nothing."""
    app.handle(pygame.event.Event(pygame.KEYDOWN, scancode=scancode, mod=mod, unicode=unicode))


def press(app: App, *keys: int, mod: int = 0) -> None:
    """Press keys, given as pygame scancodes, one after the other."""
    for scancode in keys:
        key(app, scancode, mod=mod)
        settle(app)


def letters(code: str) -> list[int]:
    """Say which keys the letters A to Z are on."""
    return [pygame.KSCAN_A + ord(letter) - ord("A") for letter in code]


def tab_to(app: App, name: str) -> None:
    """Move the focus to a button, with nothing but the Tab key."""
    for _ in keys(app):
        press(app, TAB)
        if app.ui.focus == name:
            return
    raise AssertionError(f"Tab never reaches {name}: {keys(app)}")


def use(app: App, name: str) -> None:
    """Press a button with the keyboard."""
    tab_to(app, name)
    press(app, ENTER)


# Mouse


def click(app: App, name: str) -> None:
    """Click in the middle of a button, as far as it can be seen."""
    click_at(app, seen(app, name).center)


def click_at(app: App, point: tuple[int, int]) -> None:
    """Click at a point of the window."""
    mouse(app, pygame.MOUSEBUTTONDOWN, point)
    mouse(app, pygame.MOUSEBUTTONUP, point)
    settle(app)


def mouse(app: App, kind: int, point: tuple[int, int]) -> None:
    """Press, move or let go of the mouse."""
    app.handle(pygame.event.Event(kind, pos=point, button=1))


def scroll_to(app: App, name: str) -> None:
    """Drag the area that a button lies in until the button can be seen."""
    for _ in range(60):
        rect, area = _place(app, name)
        if area is None or area.rect.contains(rect):
            return
        middle = area.rect.center
        room = area.rect.height // 3
        wanted = max(-room, min(rect.centery - middle[1], room))
        step = wanted if abs(wanted) > room // 2 else room // 2 * (1 if wanted > 0 else -1)
        before = app.ui.scrolls.get(area.key)
        mouse(app, pygame.MOUSEBUTTONDOWN, middle)
        mouse(app, pygame.MOUSEMOTION, (middle[0], middle[1] - step))
        mouse(app, pygame.MOUSEBUTTONUP, (middle[0], middle[1] - step))
        if app.ui.scrolls.get(area.key) == before:
            return
    raise AssertionError(f"{name} cannot be reached by dragging")


def seen(app: App, name: str) -> pygame.Rect:
    """Say where a button can be seen."""
    rect, area = _place(app, name)
    visible = rect.clip(app.ui.rect(0, 0, app.ui.width, app.ui.height))
    if area is not None:
        visible = visible.clip(area.rect)
    assert visible.width, f"{name} cannot be seen"
    assert visible.height, f"{name} cannot be seen"
    return visible


def _place(app: App, name: str) -> tuple[pygame.Rect, Area | None]:
    places_of = {spot.key: (rect, area) for spot, rect, area in spots(app)}
    assert name in places_of, f"no {name} among {list(places_of)}"
    return places_of[name]


# What is there


def settle(app: App) -> None:
    """Wait until every answer is on the disk, as the game does before the next message."""
    if app._store is not None:
        app._store.flush()


def spots(app: App) -> list[tuple[Spot, pygame.Rect, Area | None]]:
    """List what can be pressed on the uppermost screen."""
    return list(app.placed(top(app)).all_spots(app.ui))


def keys(app: App) -> list[str]:
    """Name what can be pressed on the uppermost screen, in the order of the Tab key."""
    return [spot.key for spot, _, _ in spots(app)]


def texts(app: App) -> str:
    """Give everything that the uppermost screen says."""
    return "\n".join(app.placed(top(app)).all_texts())


def troubles(app: App) -> list[str]:
    """List what does not fit, or lacks a letter, on the uppermost screen."""
    return list(app.placed(top(app)).all_troubles())


def top(app: App) -> View:
    """Give the uppermost screen."""
    return app.views[-1]


def episode(app: App) -> EpisodeView:
    """Give the episode that is played, also while something lies over it."""
    return next(view for view in reversed(app.views) if isinstance(view, EpisodeView))


def records(app: App) -> tuple[Event, ...]:
    """List all that is recorded of the newest player."""
    return app.store.events(app.store.players()[-1])


def happened(app: App) -> list[Happening]:
    """List what is recorded of the newest player's plays."""
    return [event.what for event in records(app) if event.play is not None]


# Ways through the game


def begin(app: App) -> EpisodeView:
    """Go from the title to the first message of the first episode, by keyboard.

    Quick Eyes, which comes before it, is left for later.
    """
    press(app, ENTER, ENTER, ENTER)
    if "not-now" in keys(app):
        use(app, "not-now")
    return episode(app)


def come_back(app: App, code: str) -> None:
    """Go from the title to the home of the player with a code, by keyboard."""
    press(app, ENTER)
    use(app, "have-code")
    press(app, *letters(code))
    assert isinstance(top(app), HomeView)


def newest_player(app: App) -> Player:
    """Give the player made last."""
    return app.store.players()[-1]


def next_key(app: App, answer: int = ONE) -> int:
    """Say which key goes on from where the episode is: an answer, or Space."""
    asked = bool(episode(app).judging) or "answer-1" in keys(app)
    return answer if asked else SPACE


def play_to_the_end(app: App, answer: int = ONE) -> list[int]:
    """Play an episode to its ending by keyboard, with one answer to everything.

    Returns:
        The keys that were pressed.
    """
    pressed: list[int] = []
    view = episode(app)
    while not (isinstance(view.play.now, Over) and not view.explaining):
        pressed.append(next_key(app, answer))
        press(app, pressed[-1])
        assert len(pressed) < 1000, "the episode does not end"
    return pressed


def play_quickly(app: App) -> EpisodeView:
    """Play the first episode to its ending, as `sarika demo` does, without drawing anything."""
    view = begin(app)
    autoplay = Autoplay(view, random.Random(1))  # noqa: S311 - the same play every time
    while not autoplay.over:
        settle(app)
        autoplay.step()
    settle(app)
    return view


def play_until(app: App, done: str) -> None:
    """Play by keyboard until the episode is in a state.

    Args:
        app: the game, with an episode open.
        done: "asked", "explained", "choosing", "over" or "alert".
    """
    while state(app) != done:
        press(app, next_key(app))


def state(app: App) -> str:
    """Name what the episode waits for."""
    view = episode(app)
    if view.explaining:
        return "explained"
    if view.judging:
        return "asked"
    if view.picking:
        return "picking"
    if view.alert:
        return "alert"
    return type(view.play.now).__name__.lower()


def help_is_open(app: App) -> bool:
    """Say whether the help page lies over everything."""
    return isinstance(top(app), HelpView)


def by_mouse(app: App, name: str) -> None:
    """Press a button with the mouse, wherever it has scrolled to."""
    scroll_to(app, name)
    click(app, name)


Way = Callable[[App, str], None]
WAYS = pytest.mark.parametrize("way", [use, by_mouse], ids=["keyboard", "mouse"])
