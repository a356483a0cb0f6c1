"""What a screen reader finds on the screen: texts and buttons in reading order, as plain data."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.screen.placed import Area, Placed, Said, Spot
from game.screen.runs import plain

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.ui import Ui
    from game.screen.view import View


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a screen reader finds.

    Args:
        key: names it from one state of the screen to the next; a button's is that of its spot.
        label: what is read.
        bounds: left, top, right and lower edge of what can be seen of it, in pixels.
        button: whether it can be pressed.
        on: whether it is switched on; None where it is not a switch.
        more: what a button shows besides its label.
        follows: the scrolling area it is in, if that follows what is new.
    """

    key: str
    label: str
    bounds: tuple[int, int, int, int]
    button: bool = False
    on: bool | None = None
    more: str = ""
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen reader knows of the game at one moment.

    Args:
        view: the uppermost view; those below it are covered and are not read.
        name: of the game.
        language: of what is read, as a code.
        items: in reading order.
        focus: the key of the button that the keyboard is at, if any.
    """

    view: "View"
    name: str
    language: str
    size: tuple[int, int]
    items: tuple[Item, ...]
    focus: str | None


def screen_of(app: "App") -> Screen:
    """Describe what is on the screen."""
    ui, view = app.ui, app.views[-1]
    items = tuple(items_of(app.placed(view), ui))
    focus = ui.focus if any(i.button and i.key == ui.focus for i in items) else None
    name, language = ui.t("title", "Sarika"), ui.settings.language or "en"
    return Screen(view, name, language, ui.size, items, focus if ui.keyboard else None)


def items_of(placed: Placed, ui: "Ui") -> Iterator[Item]:
    """List texts and buttons in reading order; what a button shows belongs to the button."""
    seen: Counter[str] = Counter()
    loose: list[tuple[Said, pygame.Rect, Area | None]] = []
    for part, rect, area in placed.all_parts(ui):
        if isinstance(part, Said):
            # An empty box for a letter has nothing to read.
            if part.text.strip():
                loose.append((part, rect, area))
            continue
        # A button places what it shows before itself.
        own = [entry for entry in loose if entry[2] is area and rect.collidepoint(entry[1].center)]
        yield from (_text(*entry, seen) for entry in loose if entry not in own)
        yield _button(part, rect, area, [plain(said.text) for said, _, _ in own])
        loose = []
    yield from (_text(*entry, seen) for entry in loose)


def news(before: Screen, now: Screen) -> str:
    """Say what is to be read without being asked for: the texts that were not there before.

    Args:
        before: the screen that was described last.
        now: the screen as it is.

    Returns:
        The texts, one a line. Of a chat that was just opened it is the newest message only.
    """
    old = before.items if before.view is now.view else ()
    known, open_areas = {item.key for item in old}, {item.follows for item in old}
    newest = {item.follows: item.key for item in now.items}
    return "\n".join(
        item.label
        for item in now.items
        if item.key not in known
        and (item.follows or not item.button)
        and (not item.follows or item.follows in open_areas or newest[item.follows] == item.key)
    )


def _text(said: Said, rect: pygame.Rect, area: Area | None, seen: Counter[str]) -> Item:
    text = plain(said.text)
    seen[text] += 1
    return Item(f"text {seen[text]} {text}", text, _bounds(rect, area), follows=_follows(area))


def _button(spot: Spot, rect: pygame.Rect, area: Area | None, shown: list[str]) -> Item:
    # A single letter is a sign, like the big and the small A; a digit is a key to press.
    more = [t for t in shown if t not in spot.label and (len(t) > 1 or t.isdigit())]
    return Item(
        spot.key,
        spot.label,
        _bounds(rect, area),
        button=True,
        on=spot.chosen,
        more=", ".join(more),
        follows=_follows(area),
    )


def _follows(area: Area | None) -> str | None:
    return area.key if area is not None and area.to_end else None


def _bounds(rect: pygame.Rect, area: Area | None) -> tuple[int, int, int, int]:
    """Cut off what has scrolled out of sight, down to a line at the edge where it left."""
    if area is None:
        return rect.left, rect.top, rect.right, rect.bottom
    window = area.rect
    top = min(max(rect.top, window.top), window.bottom)
    bottom = min(max(rect.bottom, window.top), window.bottom)
    return rect.left, top, rect.right, bottom
