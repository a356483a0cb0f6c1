"""The game between the window and the screens: the stack of views, the player, input, drawing."""

import logging
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game import places
from game.language.breaking import Breaker
from game.language.catalogs import Lookup, Words
from game.language.locales import Locale
from game.screen.art import Art
from game.screen.digits import DIGITS
from game.screen.fonts import Fonts
from game.screen.lab import Lab
from game.screen.placed import Area, Placed, Said, Spot
from game.screen.settings import Settings, save_settings
from game.screen.sound import Sounds
from game.screen.text import Typesetter
from game.screen.ui import Ui
from game.screen.widgets import Scroll, Widget

if TYPE_CHECKING:
    from game.learning.store import Store
    from game.screen.view import View
    from game.screen.work import Work
    from game.story.load import Library

_GLIDE = 0.18
_DRAG = 12
_WHEEL = 70
_DIM = (32, 38, 74, 150)

_MOVES = {
    pygame.KSCAN_UP: (0, -1),
    pygame.KSCAN_DOWN: (0, 1),
    pygame.KSCAN_LEFT: (-1, 0),
    pygame.KSCAN_RIGHT: (1, 0),
}
_BIGGER = {pygame.KSCAN_EQUALS, pygame.KSCAN_KP_PLUS}
_SMALLER = {pygame.KSCAN_MINUS, pygame.KSCAN_KP_MINUS}
_PAGES = {pygame.KSCAN_PAGEUP: -0.8, pygame.KSCAN_PAGEDOWN: 0.8}
_PRESS = {pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER, pygame.KSCAN_SPACE}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the game is given from outside, so that a test can give something else.

    Args:
        data: the folder of records and settings.
        clock: seconds that only grow.
        rng: for codes and for the order of answers.
        open_store: opens the records in the data folder, or in memory for None.
        load_library: reads the stories.
        today: says what day it is here.
    """

    data: Path
    clock: Callable[[], float]
    rng: random.Random
    locales: Mapping[str, Locale]
    open_store: "Callable[[Path | None], Store]"
    load_library: "Callable[[], Library]"
    today: Callable[[], date] = date.today


@dataclass(frozen=True, slots=True)
class _Press:
    spot: Spot | None
    area: Area | None
    start: tuple[int, int]
    scroll: float
    moved: bool = False


class App:
    """The running game, without a window of its own.

    Args:
        around: what it is given from outside.
        size: the surface it draws on, in pixels.
        settings: as they were kept.
    """

    def __init__(self, around: Surroundings, size: tuple[int, int], settings: Settings) -> None:
        self.around = around
        self.rng = around.rng
        self.sounds = Sounds(enabled=settings.sound)
        self.lab = Lab(self)
        self.views: list[View] = []
        self.saving = True
        self.running = True
        self.shift = False  # whether it is held with the key that a view takes
        self.toggle_full_screen: Callable[[], None] = lambda: None
        # For whoever translates while the game runs: told of texts that are asked for, and of F2.
        self.heard: Callable[[Lookup], None] | None = None
        self.where_from: Callable[[tuple[int, int]], None] | None = None
        self._store: Store | None = None
        self._library: Library | None = None
        self._reading: Work[Library] | None = None
        self._placed: dict[View, Placed] = {}
        self._glides: dict[str, tuple[float, float]] = {}
        self._loose: set[str] = set()
        self._press: _Press | None = None
        self._pointer = (0, 0)
        self._veil: pygame.Surface | None = None
        self._moving_until = 0.0
        self._due: float | None = None
        self.dirty = True
        self.ui = self._make_ui(size, settings)

    # What views ask for

    @property
    def store(self) -> "Store":
        """The records; opened at the first use, after the first frame.

        Raises:
            StoreUnavailable: the folder cannot be written.
        """
        if self._store is None:
            self._store = self.around.open_store(self.around.data)
        return self._store

    def with_store(self, then: Callable[[], None]) -> None:
        """Do something that needs the records; ask first where they cannot be kept."""
        from game.learning.store import StoreUnavailable
        from game.screen.trouble import TroubleView

        try:
            _ = self.store
        except StoreUnavailable as error:
            self.push(TroubleView(self, error.reason, then))
            return
        then()

    def play_without_saving(self) -> None:
        """Go on with records in memory that are gone when the game ends."""
        if self._store is not None:
            self._store.close()
        self._store = self.around.open_store(None)
        self.saving = False
        self.refresh()

    @property
    def library(self) -> "Library":
        """The stories; read at the first use, after the first frame, unless they were before."""
        if self._library is None and self._reading is not None:
            self._reading.done(None)
            self._library = self._reading.result()
        if self._library is None:
            self._library = self.around.load_library()
        return self._library

    def read_ahead(self) -> None:
        """Read the stories beside the first frames, so that the first press need not wait.

        A session that this computer is set to is looked for as well.
        """
        from game.screen.work import Work

        self._reading = Work(lambda _: self.around.load_library())
        self.lab.look()

    def load_library_again(self) -> "Library":
        """Read the stories anew, after a file has changed.

        Raises:
            StoryError: what all stories share is broken; the old stories stay.
        """
        self._library = self.around.load_library()
        return self._library

    def read_words_again(self) -> None:
        """Read the catalogs anew, after a file has changed."""
        self._take(self._make_ui(self.ui.size, self.ui.settings))

    def text_at(self, point: tuple[int, int]) -> str | None:
        """Find the text under a point of the window.

        Args:
            point: in pixels.

        Returns:
            The smallest one there; None where there is none.
        """
        there = [
            (rect.width * rect.height, part.text if isinstance(part, Said) else part.label)
            for part, rect, area in self._top().all_parts(self.ui)
            if (rect if area is None else rect.clip(area.rect)).collidepoint(point)
        ]
        return min(there)[1] if there else None

    @property
    def now(self) -> float:
        """Seconds on the clock."""
        return self.around.clock()

    def push(self, view: "View") -> None:
        """Show a view on top of the others."""
        self.views.append(view)
        self._forget_input()
        self.sounds.play("page")
        view.shown()
        self.refresh()

    def pop(self) -> None:
        """Take the uppermost view away; the first one stays."""
        if len(self.views) > 1:
            self._placed.pop(self.views.pop(), None)
            self._forget_input()
            self.views[-1].shown()
            self.refresh()

    def replace(self, view: "View") -> None:
        """Show a view instead of the uppermost one."""
        self._placed.pop(self.views.pop(), None)
        self.push(view)

    def home(self, view: "View") -> None:
        """Show a view above the title alone."""
        del self.views[1:]
        self._placed.clear()
        self.push(view)

    def escape(self) -> None:
        """Do what Esc does on the uppermost view."""
        self.views[-1].escape()

    def show_help(self) -> None:
        """Show where to get help, over whatever is there."""
        from game.screen.help import HelpView

        if not any(isinstance(view, HelpView) for view in self.views):
            self.push(HelpView(self))

    def change(self, settings: Settings) -> None:
        """Put new settings in force at once and keep them."""
        old = self.ui.settings
        save_settings(settings, self.around.data)
        self.sounds.enabled = settings.sound
        if settings.full_screen != old.full_screen:
            self.ui.settings = settings
            self.toggle_full_screen()
        self._take(self._make_ui(self.ui.size, settings))

    def _take(self, ui: Ui) -> None:
        ui.focus, ui.keyboard, ui.scrolls = self.ui.focus, self.ui.keyboard, self.ui.scrolls
        self.ui = ui
        self.refresh()

    def refresh(self) -> None:
        """Lay every view out anew before the next frame."""
        self._placed.clear()
        self.dirty = True

    def move_for(self, seconds: float) -> None:
        """Draw every frame for so long, because something on the screen moves."""
        if not self.ui.settings.still:
            self._moving_until = max(self._moving_until, self.now + seconds)

    def page(self, size: tuple[int, int], settings: Settings) -> Ui:
        """Give the surroundings for a page of another size, to be kept as a picture.

        Args:
            size: in pixels.
            settings: in force on the page.
        """
        return self._make_ui(size, settings)

    def quit(self) -> None:
        """End the game after this frame."""
        self.running = False

    def close(self) -> None:
        """Let go of the records."""
        if self._store is not None:
            self._store.close()

    # What a screen reader asks for

    def focus(self, key: str) -> None:
        """Bring the keyboard to a button of the uppermost view, and the button into sight."""
        for entry in self._top().all_spots(self.ui):
            if entry[0].key == key:
                self._focus_on(entry)
                self.dirty = True
                return

    def show(self, key: str) -> None:
        """Bring a button of the uppermost view into sight, and leave the keyboard where it is."""
        for entry in self._top().all_spots(self.ui):
            if entry[0].key == key:
                self._bring_into_sight(entry)

    def press(self, key: str) -> None:
        """Press a button of the uppermost view; one that has gone is passed over."""
        self._act(self._spot(key))

    # What the window asks for

    def resize(self, size: tuple[int, int]) -> None:
        """Draw at another size from now on."""
        if size != self.ui.size:
            ui = self._make_ui(size, self.ui.settings)
            ui.focus, ui.keyboard = self.ui.focus, self.ui.keyboard
            grown = ui.scale / self.ui.scale
            ui.scrolls = {key: at * grown for key, at in self.ui.scrolls.items()}
            self.ui = ui
            self.refresh()

    def moving(self) -> bool:
        """Say whether the next frame differs even if nothing is pressed."""
        return self.now < self._moving_until or bool(self._glides)

    def step(self) -> None:
        """Do what has become due."""
        self.lab.step()
        if self._due is not None and self.now >= self._due:
            self._due = None
            self.views[-1].due()

    def stop_calling(self) -> None:
        """Forget what `call_in` was asked for."""
        self._due = None

    def call_in(self, seconds: float) -> None:
        """Call the uppermost view's `due` after a while; a later call takes its place."""
        self._due = self.now + seconds

    def draw(self, target: pygame.Surface) -> None:
        """Draw the whole screen."""
        ui = self.ui
        ui.now = self.now
        self.dirty = False
        self._glide(self._top())
        lowest = max(i for i, view in enumerate(self.views) if not view.overlay or i == 0)
        for at in range(lowest, len(self.views)):
            view = self.views[at]
            if at == lowest:
                self._draw_background(target, view)
            else:
                target.blit(self._dimming(target.get_size()), (0, 0))
            self.placed(view).draw(target, ui)

    def placed(self, view: "View") -> Placed:
        """Give the laid-out screen of a view."""
        found = self._placed.get(view)
        if found is None:
            found = Placed()
            self.ui.forget_sizes()
            for rect, widget in view.pieces(self.ui):
                widget.place(self.ui, rect, found)
                found.troubles.extend(_too_big(self.ui, rect, widget))
            self.ui.forget_sizes()
            self._placed[view] = found
            self._follow(found)
        return found

    def handle(self, event: pygame.event.Event) -> None:
        """Take one event of the window."""
        if event.type == pygame.QUIT:
            self.quit()
        elif event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._mouse_down(event.pos)
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._mouse_up(event.pos)
        elif event.type == pygame.MOUSEMOTION:
            self._pointer = event.pos
            self._mouse_move(event.pos)
        elif event.type == pygame.MOUSEWHEEL:
            area = self._top().area_at(self._pointer) or self._first_area()
            self._scroll(area, -event.y * self.ui.px(_WHEEL))

    # Input

    def _key(self, event: pygame.event.Event) -> None:
        code = event.scancode
        self.shift = bool(event.mod & pygame.KMOD_SHIFT)
        view = self.views[-1]
        self.dirty = True
        if code == pygame.KSCAN_F1:
            self.show_help()
        elif code == pygame.KSCAN_F2 and self.where_from is not None:
            self.where_from(self._pointer)
        elif code == pygame.KSCAN_F11 or (
            code == pygame.KSCAN_RETURN and event.mod & pygame.KMOD_ALT
        ):
            self.change(replace(self.ui.settings, full_screen=not self.ui.settings.full_screen))
        elif code in _BIGGER | _SMALLER:
            self.change(self.ui.settings.bigger(1 if code in _BIGGER else -1))
        elif code == pygame.KSCAN_ESCAPE:
            view.escape()
        elif code == pygame.KSCAN_TAB:
            self._focus_next(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif code in _PRESS and self._focused() is not None:
            self._act(self._focused())
        elif not view.pressed(code):
            self._common_key(code)

    def _common_key(self, code: int) -> None:
        if code in DIGITS:
            self._act(self._spot(f"answer-{DIGITS[code]}"))
        elif code in _PRESS:
            self.views[-1].default()
        elif code in _MOVES:
            self._focus_towards(*_MOVES[code])
        elif code in _PAGES:
            area = self._first_area()
            self._scroll(area, _PAGES[code] * area.rect.height if area else 0)

    def _focused(self) -> Spot | None:
        return self._spot(self.ui.focus) if self.ui.keyboard and self.ui.focus else None

    def _spot(self, key: str) -> Spot | None:
        return next((s for s, _, _ in self._top().all_spots(self.ui) if s.key == key), None)

    def _act(self, spot: Spot | None) -> None:
        if spot is not None:
            self.sounds.play("tap")
            spot.act()
            self.dirty = True

    def _focus_next(self, step: int) -> None:
        spots = [(s, r, a) for s, r, a in self._top().all_spots(self.ui)]
        if not spots:
            return
        keys = [s.key for s, _, _ in spots]
        start = -1 if step > 0 else 0
        at = keys.index(self.ui.focus) if self.ui.focus in keys and self.ui.keyboard else start
        self._focus_on(spots[(at + step) % len(spots)])

    def _focus_towards(self, dx: int, dy: int) -> None:
        spots = list(self._top().all_spots(self.ui))
        here = next((r for s, r, _ in spots if s.key == self.ui.focus), None)
        if here is None or not self.ui.keyboard:
            self._focus_next(1)
            return
        best: tuple[float, tuple[Spot, pygame.Rect, Area | None]] | None = None
        for entry in spots:
            rect = entry[1]
            ax, ay = rect.centerx - here.centerx, rect.centery - here.centery
            along = ax * dx + ay * dy
            if along <= 0 or entry[0].key == self.ui.focus:
                continue
            across = abs(ax * dy) + abs(ay * dx)
            cost = along + 2.5 * across
            if best is None or cost < best[0]:
                best = cost, entry
        if best is not None:
            self._focus_on(best[1])

    def _focus_on(self, entry: tuple[Spot, pygame.Rect, Area | None]) -> None:
        self.ui.focus, self.ui.keyboard = entry[0].key, True
        self._bring_into_sight(entry)

    def _bring_into_sight(self, entry: tuple[Spot, pygame.Rect, Area | None]) -> None:
        _, rect, area = entry
        if area is not None and not area.rect.contains(rect):
            over = rect.bottom - area.rect.bottom + self.ui.px(16)
            under = rect.top - area.rect.top - self.ui.px(16)
            self._scroll(area, under if under < 0 else over)

    def _mouse_down(self, point: tuple[int, int]) -> None:
        placed = self._top()
        area = placed.area_at(point)
        spot = placed.spot_at(self.ui, point)
        at = self.ui.scrolls.get(area.key, 0) if area else 0
        self._press = _Press(spot, area, point, at)
        self.ui.pressed = spot.key if spot else None
        self.ui.keyboard = False
        self.dirty = True

    def _mouse_move(self, point: tuple[int, int]) -> None:
        press = self._press
        if (
            press
            and press.area
            and (press.moved or abs(point[1] - press.start[1]) > self.ui.px(_DRAG))
        ):
            self._press = replace(press, moved=True)
            self.ui.pressed = None
            now = self.ui.scrolls.get(press.area.key, 0)
            self._scroll(press.area, press.scroll + press.start[1] - point[1] - now)
            return
        spot = self._top().spot_at(self.ui, point)
        over = spot.key if spot else None
        if over != self.ui.hover:
            self.ui.hover = over
            self.dirty = True

    def _mouse_up(self, point: tuple[int, int]) -> None:
        press, self._press = self._press, None
        self.ui.pressed = None
        self.dirty = True
        if press is None or press.moved or press.spot is None:
            return
        spot = self._top().spot_at(self.ui, point)
        if spot and spot.key == press.spot.key:
            self._act(spot)

    # Scrolling

    def _first_area(self) -> Area | None:
        areas = self._top().areas
        return next((a for a in areas if a.farthest()), areas[0] if areas else None)

    def _scroll(self, area: Area | None, by: float) -> None:
        if area is None:
            return
        at = max(0.0, min(self.ui.scrolls.get(area.key, 0.0) + by, area.farthest()))
        self.ui.scrolls[area.key] = at
        self._glides.pop(area.key, None)
        if area.to_end:
            (self._loose.discard if at >= area.farthest() else self._loose.add)(area.key)
        self.dirty = True

    def follow_again(self, key: str) -> None:
        """Go back to the newest entry of an area that was scrolled up."""
        self._loose.discard(key)

    def _follow(self, placed: Placed) -> None:
        for area in placed.areas:
            at = self.ui.scrolls.get(area.key)
            if not area.to_end or area.key in self._loose:
                self.ui.scrolls[area.key] = min(at or 0.0, area.farthest())
            elif at is None or self.ui.settings.still:
                self.ui.scrolls[area.key] = area.farthest()
            elif at != area.farthest():
                self._glides[area.key] = (at, self.now)

    def _glide(self, placed: Placed) -> None:
        for area in placed.areas:
            if area.key not in self._glides:
                continue
            start, since = self._glides[area.key]
            part = min(1.0, (self.now - since) / _GLIDE)
            eased = 1 - (1 - part) ** 3
            self.ui.scrolls[area.key] = start + (area.farthest() - start) * eased
            if part >= 1:
                del self._glides[area.key]
        open_keys = {area.key for area in placed.areas}
        self._glides = {k: v for k, v in self._glides.items() if k in open_keys}

    # Inside

    def _top(self) -> Placed:
        return self.placed(self.views[-1])

    def _forget_input(self) -> None:
        self.ui.focus = self.ui.hover = self.ui.pressed = None
        self._press = None
        self._due = None

    def _draw_background(self, target: pygame.Surface, view: "View") -> None:
        if self.ui.theme.background:
            target.blit(self.ui.art.cover(f"backgrounds/{view.background}", *self.ui.size), (0, 0))
        else:
            target.fill(self.ui.theme.paper)

    def _dimming(self, size: tuple[int, int]) -> pygame.Surface:
        if self._veil is None or self._veil.get_size() != size:
            # One colour with one opacity for all: a third of the room of a veil with an alpha each.
            self._veil = pygame.Surface(size)
            self._veil.fill(_DIM[:3])
            self._veil.set_alpha(_DIM[3])
        return self._veil

    def _make_ui(self, size: tuple[int, int], settings: Settings) -> Ui:
        code = settings.language or "en"
        art = self.ui.art if hasattr(self, "ui") and self.ui.size == size else Art(places.ASSETS)
        words = Words(places.LOCALES, code, places.cache_folder())
        words.heard = self.heard
        for problem in words.problems:
            logging.getLogger(__name__).warning("%s", problem)
        fonts = Fonts(self.around.locales, code)
        breaker = Breaker(code, self.around.locales[code].whole_words)
        # Twice what the text of a whole screen can take: none of it is drawn twice.
        room = 2 * 4 * size[0] * size[1]
        setter = Typesetter(fonts, breaker.opportunities, art.emoji, room)
        return Ui(size, settings, words, setter, art)


def _too_big(ui: Ui, rect: pygame.Rect, widget: Widget) -> Iterator[str]:
    """Say whether a piece of a screen needs more room than it has and cannot be scrolled."""
    if isinstance(widget, Scroll):
        return
    width, height = ui.measure(widget, rect.width)
    if width > rect.width or height > rect.height:
        name = type(widget).__name__
        yield f"overflow: {name} needs {width}x{height} px and has {rect.width}x{rect.height}"
