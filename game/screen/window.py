"""The real window and its loop: draws when something changed, sleeps when nothing moves."""

import os
import sys
import time
import warnings
from collections.abc import Callable

import pygame

from game import places
from game.screen.access import Reader
from game.screen.app import App, Surroundings
from game.screen.settings import Settings

_USUAL = (1280, 720)
# Looking for input at every frame costs a quarter of SDL's own waiting, which looks every 1 ms.
_FRAME = 1 / 60
# So long after the last change it looks less often, which costs a third; no press feels late yet.
_AWAKE = 2.0
_RESTING = 1 / 20
_SCREENS = {"DISPLAY", "WAYLAND_DISPLAY"}
# Where nothing else works, SDL draws where nobody sees it, and reports no error.
_UNSEEN = {"offscreen", "dummy"}

# Keys that scroll or take away; a press of any other does one thing, however long it takes.
_MAY_REPEAT = frozenset(
    {
        pygame.KSCAN_UP,
        pygame.KSCAN_DOWN,
        pygame.KSCAN_PAGEUP,
        pygame.KSCAN_PAGEDOWN,
        pygame.KSCAN_BACKSPACE,
    }
)


class NoDisplayError(Exception):
    """There is no screen to open a window on."""


def open_display() -> None:
    """Begin to use the screen.

    Raises:
        NoDisplayError: there is none that anybody could see.
    """
    asked = os.environ.get("SDL_VIDEODRIVER")
    if sys.platform == "linux" and not asked and not os.environ.keys() & _SCREENS:
        raise NoDisplayError("neither DISPLAY nor WAYLAND_DISPLAY is set")
    try:
        pygame.display.init()
    except pygame.error as error:
        raise NoDisplayError(str(error)) from error
    if not asked and pygame.display.get_driver() in _UNSEEN:
        pygame.display.quit()
        raise NoDisplayError("no screen answers")


class Window:
    """A window with the game in it.

    Args:
        around: what the game is given from outside.
        settings: as they were kept.
        size: in pixels; the usual size, or the screen's where that is smaller, for None.

    Raises:
        NoDisplayError: no window can be opened.
    """

    def __init__(
        self, around: Surroundings, settings: Settings, size: tuple[int, int] | None = None
    ) -> None:
        if sys.platform == "win32":
            os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        os.environ.setdefault("SDL_APP_NAME", "Sarika")
        os.environ.setdefault("SDL_APP_ID", "sarika")
        # We draw in memory. Through OpenGL the window opens 80 ms later and each frame costs 4 ms
        # more where there is no graphics card, as on most school computers.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        self._reader = Reader()
        self._held: set[int] = set()
        try:
            open_display()
            desktop = pygame.display.get_desktop_sizes()[0]
            self._plain_size = size or _fitting(desktop)
            self._reader.prepare(self._plain_size)
            self._open(full=settings.full_screen)
        except pygame.error as error:
            raise NoDisplayError(str(error)) from error
        pygame.font.init()
        pygame.display.set_caption("Sarika")
        pygame.key.set_repeat(400, 60)
        self.app = App(around, pygame.display.get_window_size(), settings)
        self.app.toggle_full_screen = self._toggle

    def _open(self, *, full: bool) -> None:
        if full:
            pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
            return
        with warnings.catch_warnings():
            # A screen may be too small for the size, which pygame calls a warning.
            warnings.simplefilter("ignore", RuntimeWarning)
            pygame.display.set_mode(self._plain_size, pygame.RESIZABLE)
            if pygame.display.get_window_size() != self._plain_size:
                # The first try only leaves the full screen, and keeps its size.
                pygame.display.set_mode(self._plain_size, pygame.RESIZABLE)

    def _toggle(self) -> None:
        full = self.app.ui.settings.full_screen
        if full:
            self._plain_size = pygame.display.get_window_size()
        self._open(full=full)
        self.app.resize(pygame.display.get_window_size())

    def first_frame(self) -> None:
        """Draw and show the first frame."""
        self._draw()
        icon = pygame.image.load(places.ASSETS / "sarika" / "icon.svg")
        pygame.display.set_icon(icon)

    def run(
        self,
        each_frame: Callable[[], None] = lambda: None,
        at_the_end: Callable[[], None] = lambda: None,
    ) -> None:
        """Show the game until it ends.

        Args:
            each_frame: called once a frame.
            at_the_end: called before the records are closed.
        """
        app = self.app
        self.first_frame()
        app.read_ahead()
        app.sounds.open()
        self._reader.open()
        awake_until = 0.0
        while app.running:
            start = time.perf_counter()
            app.step()
            each_frame()
            for event in pygame.event.get():
                self._take(event)
                awake_until = start + _AWAKE
            self._reader.listen(app)
            if app.dirty or app.moving():
                self._draw()
                awake_until = start + _AWAKE
            beat = _FRAME if start < awake_until else _RESTING
            time.sleep(max(0.001, beat - (time.perf_counter() - start)))
        at_the_end()
        self._reader.close()
        app.close()
        pygame.quit()

    def _draw(self) -> None:
        surface = pygame.display.get_surface()
        if surface is not None:
            self.app.draw(surface)
            pygame.display.flip()
            self._reader.tell(self.app)

    def _take(self, event: pygame.event.Event) -> None:
        if event.type in (pygame.WINDOWSIZECHANGED, pygame.VIDEORESIZE):
            self.app.resize(pygame.display.get_window_size())
        elif event.type == pygame.WINDOWEXPOSED:
            self.app.dirty = True
        elif not self._is_held(event):
            self.app.handle(event)

    def _is_held(self, event: pygame.event.Event) -> bool:
        """Say whether a key that acts is only held down.

        pygame repeats it as well when the game was busy for longer than that: one press would
        count twice on a slow computer.
        """
        if event.type == pygame.KEYUP:
            self._held.discard(event.scancode)
        elif event.type == pygame.KEYDOWN and event.scancode not in _MAY_REPEAT:
            if event.scancode in self._held:
                return True
            self._held.add(event.scancode)
        return False


def _fitting(desktop: tuple[int, int]) -> tuple[int, int]:
    room = (desktop[0] - 40, desktop[1] - 90)
    scale = min(1.0, room[0] / _USUAL[0], room[1] / _USUAL[1])
    if scale == 1.0 and room[0] >= 1.3 * _USUAL[0] and room[1] >= 1.3 * _USUAL[1]:
        scale = min(room[0] / _USUAL[0], room[1] / _USUAL[1], 1.5)
    return round(_USUAL[0] * scale), round(_USUAL[1] * scale)
