"""The way between the game and screen readers, through AccessKit.

AccessKit calls on threads of its own, and holds locks while it waits for Python's. What it calls
here is therefore nothing but `deque.append`: that cannot fail, and never lets go of Python's lock
half-way. Once the game's thread sees a call, AccessKit is done with it, and it is safe to go on.
"""

import logging
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

import pygame

if TYPE_CHECKING:
    from accesskit import ActionRequest, Node, Rect, TreeUpdate
    from accesskit.windows import QueuedEvents

    from game.screen.app import App
    from game.screen.readout import Item, Screen

    # Has the keyboard, upper left corner on the screen, size in pixels.
    Place = tuple[bool, tuple[int, int], tuple[int, int]]

    class _Adapter(Protocol):
        """AccessKit's way to one system; the last three are there where the system wants them."""

        def update_if_active(self, make: Callable[[], TreeUpdate]) -> QueuedEvents | None: ...

        def set_root_window_bounds(self, outer: Rect, inner: Rect) -> None: ...

        def update_window_focus_state(self, is_focused: bool) -> None: ...  # noqa: FBT001

        def update_view_focus_state(self, is_focused: bool) -> QueuedEvents | None: ...  # noqa: FBT001


_ROOT = 1
_BEGIN, _END = "begin", "end"
# How long something new stays in the tree for readers that fetch it only after hearing of it.
_NEWS_STAYS = 3.0
# There a window has to know of AccessKit before it is shown for the first time.
_BEFORE_SHOWN = {"win32", "darwin"}


class Reader:
    """The way between the game and a screen reader, where AccessKit is installed.

    Nothing is listed or compared before a reader asks for the game.
    """

    def __init__(self) -> None:
        self._calls: deque[str | ActionRequest] = deque()
        self._adapter: _Adapter | None = None
        # The same while a reader listens. Before that no call may wait for its locks.
        self._heard: _Adapter | None = None
        self._ids: dict[str, int] = {}
        self._told: Screen | None = None
        self._window: Place | None = None
        self._news = ""
        self._news_until = 0.0

    def prepare(self, size: tuple[int, int]) -> None:
        """Open before the window is shown, on the systems that want it so."""
        if sys.platform in _BEFORE_SHOWN:
            pygame.display.set_mode(size, pygame.HIDDEN)
            self.open()

    def open(self) -> None:
        """Let screen readers find the game; without AccessKit they do not."""
        if self._adapter is None:
            self._carefully(self._open)

    def close(self) -> None:
        """Take the game away from screen readers, before its window closes."""
        self._adapter = self._heard = None

    def listen(self, app: "App") -> None:
        """Do what a reader asked for since the last frame."""
        while self._calls:
            self._take(app, self._calls.popleft())
        if self._heard is not None:
            self._carefully(partial(self._place, self._heard))
        if self._news and app.now >= self._news_until:
            self._news = ""
            self._send()

    def tell(self, app: "App") -> None:
        """Tell a reader what has changed, after a frame was drawn."""
        if self._heard is None:
            return
        from game.screen.readout import news, screen_of

        screen = screen_of(app)
        if screen == self._told:
            return
        fresh = news(self._told, screen) if self._told else ""
        if fresh:
            self._news, self._news_until = fresh, app.now + _NEWS_STAYS
        self._told = screen
        self._send()

    def _take(self, app: "App", call: "str | ActionRequest") -> None:
        if isinstance(call, str):
            self._heard = self._adapter if call == _BEGIN else None
            self._told = self._window = None
            app.dirty = True
            return
        kind = str(call.action)
        key = next((key for key, number in self._ids.items() if number == call.target), "")
        if kind == "Action.CLICK":
            app.press(key)
        elif kind == "Action.FOCUS":
            app.focus(key)

    def _open(self) -> None:
        with suppress(ImportError):
            self._adapter = _adapter(self._calls)

    def _place(self, adapter: "_Adapter") -> None:
        place = (
            pygame.key.get_focused(),
            pygame.display.get_window_position(),
            pygame.display.get_window_size(),
        )
        if place != self._window:
            self._window = place
            _place_window(adapter, place)

    def _send(self) -> None:
        if self._heard is not None and self._told is not None:
            self._carefully(partial(self._update, self._heard, self._told))

    def _update(self, adapter: "_Adapter", screen: "Screen") -> None:
        # Made beforehand: an error in what AccessKit calls back would be a panic of its own.
        update = _tree(screen, self._news, self._id)
        _pass_on(adapter.update_if_active(lambda: update))

    def _id(self, key: str) -> int:
        return self._ids.setdefault(key, _ROOT + 1 + len(self._ids))

    def _carefully(self, do: Callable[[], None]) -> None:
        """Do something with AccessKit; play on without it when it fails."""
        try:
            do()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - a panic of AccessKit is no Exception
            logging.getLogger(__name__).warning("screen readers are not served: %r", error)
            self.close()


def _adapter(calls: "deque[str | ActionRequest]") -> "_Adapter":
    import accesskit

    made: _Adapter
    begin, end = partial(calls.append, _BEGIN), partial(calls.append, _END)
    if sys.platform not in _BEFORE_SHOWN:
        made = accesskit.unix.Adapter(begin, calls.append, end)
        return made
    window = pygame.display.get_wm_info()["window"]
    if sys.platform == "win32":
        made = accesskit.windows.SubclassingAdapter(window, begin, calls.append)
    else:
        # SDL gives the keyboard to the window, and AccessKit expects it at the view inside.
        accesskit.macos.add_focus_forwarder_to_window_class("SDLWindow")
        made = accesskit.macos.SubclassingAdapter.for_window(window, begin, calls.append)
    return made


def _place_window(adapter: "_Adapter", place: "Place") -> None:
    """Say where the window is and whether it has the keyboard; Windows knows both."""
    if sys.platform == "darwin":
        _pass_on(adapter.update_view_focus_state(place[0]))
    elif sys.platform != "win32":
        from accesskit import Rect

        focused, (x, y), (w, h) = place
        on_screen = Rect(x, y, x + w, y + h)
        adapter.set_root_window_bounds(on_screen, on_screen)
        adapter.update_window_focus_state(focused)


def _pass_on(events: "QueuedEvents | None") -> None:
    """Pass on what Windows and macOS want to be told after an update."""
    if events is not None:
        events.raise_events()


def _tree(screen: "Screen", fresh: str, number: Callable[[str], int]) -> "TreeUpdate":
    from accesskit import Live, Node, Rect, Role, Tree, TreeUpdate

    root = Node(Role.WINDOW)
    root.set_label(screen.name)
    root.set_language(screen.language)
    root.set_bounds(Rect(0, 0, *screen.size))
    nodes = [(number(item.key), _node(item)) for item in screen.items]
    if fresh:
        told = Node(Role.LABEL)
        told.set_value(fresh)
        told.set_live(Live.POLITE)
        nodes.append((number(f"news {fresh}"), told))
    root.set_children([at for at, _ in nodes])
    update = TreeUpdate(number(screen.focus) if screen.focus else _ROOT)
    update.tree = Tree(_ROOT)
    update.nodes = [(_ROOT, root), *nodes]
    return update


def _node(item: "Item") -> "Node":
    from accesskit import Action, Node, Rect, Role, Toggled

    node = Node(Role.BUTTON if item.button else Role.LABEL)
    node.set_bounds(Rect(*item.bounds))
    if not item.button:
        node.set_value(item.label)
        return node
    node.set_label(item.label)
    node.add_action(Action.CLICK)
    node.add_action(Action.FOCUS)
    if item.on is not None:
        node.set_toggled(Toggled.TRUE if item.on else Toggled.FALSE)
    if item.more:
        node.set_description(item.more)
    return node
