"""What every screen is: a view that describes itself, takes keys, and may wait for a moment."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.screen.theme import LARGE
from game.screen.widgets import Button, Card, Column, Grow, Row, Scroll, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.ui import Ui

Piece = tuple[pygame.Rect, Widget]

_PAD = 28
_PAD_Y = 22
_FOOT_GAP = 14


class View:
    """One screen of the game.

    Args:
        app: the game that shows it.
    """

    # An overlay is drawn over the view below it, which is dimmed.
    overlay = False

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def background(self) -> str:
        """Name the painting behind the screen."""
        return "hills"

    @property
    def at_a_button(self) -> bool:
        """Say whether the keyboard is at a button, so that arrows go to other buttons."""
        return self.app.ui.keyboard and self.app.ui.focus is not None

    def pieces(self, ui: "Ui") -> Sequence[Piece]:
        """Describe the screen: widgets, each with its place in pixels, back to front."""
        raise NotImplementedError

    def pressed(self, key: int) -> bool:  # noqa: ARG002
        """Take a key, as a pygame scancode; say whether it meant something here."""
        return False

    def default(self) -> None:
        """Do what Enter means while the keyboard is at no button."""

    def escape(self) -> None:
        """Do what Esc means here: by itself, go back one screen."""
        self.app.pop()

    def shown(self) -> None:
        """Take notice of being the uppermost view (again)."""

    def due(self) -> None:
        """Do what `App.call_in` was asked for."""


def bar(ui: "Ui", app: "App", left: Sequence[Widget], middle: Widget | None = None) -> Piece:
    """Lay out the upper bar of a screen: buttons on the left, "Get help" on the right.

    Where they need more room than there is, buttons show their pictures alone, the last ones first.
    """
    notice = (
        []
        if app.saving
        else [Card(Text(ui.t("bar", "Nothing is being saved"), 16), "sun", (14, 8))]
    )
    right: list[Widget] = [Grow(middle) if middle else Grow(), *notice, help_button(ui, app)]
    room = ui.rect(28, 1, ui.width - 56, 76)
    named = len(left)
    row = Row([*left, *right], gap=16)
    while named and ui.measure(row, room.width)[0] > room.width:
        named -= 1
        row = Row([*left[:named], *map(_unnamed, left[named:]), *right], gap=16)
    return room, row


def _unnamed(widget: Widget) -> Widget:
    """Leave the words of a button out, for all but screen readers."""
    if isinstance(widget, Button) and widget.icon and widget.child is None:
        return replace(widget, child=icon(widget.icon, 30))
    return widget


def help_button(ui: "Ui", app: "App") -> Button:
    """Make the button that leads to help from every screen."""
    return Button("help", app.show_help, ui.t("bar", "Get help"), "heart", "help", pad=(18, 8))


def back_button(ui: "Ui", app: "App") -> Button:
    """Make the button that goes back one screen."""
    return Button("back", app.escape, ui.t("bar", "Back"), "back", "plain")


def panel(
    ui: "Ui", key: str, place: pygame.Rect, child: Widget, foot: Widget | None = None
) -> list[Piece]:
    """Lay out a big card whose content scrolls when it is higher than the card.

    Args:
        ui: the surroundings.
        key: names the scrolling area.
        place: of the card, in pixels.
        child: the content.
        foot: what stays in sight at the lower edge.

    Returns:
        The card and what is on it.
    """
    pad, pad_y = ui.px(_PAD), ui.px(_PAD_Y)
    inside = place.inflate(-2 * pad, -2 * pad_y)
    pieces: list[Piece] = [(place, Card(Grow(), "panel"))]
    if foot is not None:
        high = ui.measure(foot, inside.width)[1]
        at = pygame.Rect(inside.x, inside.bottom - high, inside.width, high)
        pieces.append((at, foot))
        inside.height -= high + ui.px(_FOOT_GAP)
    pieces.insert(1, (inside, Scroll(key, child)))
    return pieces


def panel_height(ui: "Ui", width: int, child: Widget, foot: Widget | None) -> int:
    """Say how high a panel has to be to show all of its content, in pixels."""
    inner = width - 2 * ui.px(_PAD)
    high = ui.measure(child, inner)[1] + 2 * ui.px(_PAD_Y)
    if foot is not None:
        high += ui.measure(foot, inner)[1] + ui.px(_FOOT_GAP)
    return high


def snug(
    ui: "Ui", key: str, width: float, child: Widget, foot: Widget | None = None
) -> list[Piece]:
    """Lay out a card below the bar, in the middle of what is left, as high as it needs to be.

    Args:
        ui: the surroundings.
        key: names the scrolling area.
        width: in units.
        child: the content.
        foot: what stays in sight at the lower edge.

    Returns:
        The card and what is on it.
    """
    room = ui.rect((ui.width - width) / 2, 82, width, ui.height - 102)
    place = room.copy()
    place.height = min(room.height, panel_height(ui, room.width, child, foot))
    place.centery = room.centery
    return panel(ui, key, place, child, foot)


def dialog(
    ui: "Ui",
    key: str,
    title: str,
    body: Sequence[Widget],
    foot: Widget,
    width: float = 720,
) -> list[Piece]:
    """Lay out a card in the middle of the screen, as high as it needs to be.

    Args:
        ui: the surroundings.
        key: names the scrolling area.
        title: of the card.
        body: what is below the title.
        foot: what stays in sight at the lower edge.
        width: in units.

    Returns:
        The card and what is on it.
    """
    child = Column([Text(title, 30, bold=True), *body], gap=16)
    wide = ui.px(min(width, ui.width - 80))
    high = panel_height(ui, wide, child, foot)
    place = pygame.Rect(0, 0, wide, min(high, ui.size[1] - ui.px(48)))
    place.center = (ui.size[0] // 2, ui.size[1] // 2)
    return panel(ui, key, place, child, foot)


def main_button(key: str, act: Callable[[], None], label: str, icon: str | None = None) -> Button:
    """Make the one big button of a screen."""
    return Button(key, act, label, icon, "main", LARGE, pad=(34, 14), low=60)
