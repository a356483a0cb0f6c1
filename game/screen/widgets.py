"""The pieces that screens are made of: texts, pictures, cards, buttons, and ways to arrange them.

A view describes its screen as a tree of these; `place` turns the tree into what is painted and
what can be touched. The same tree serves layout, the mouse, the keyboard and screen readers.
All measures that a view gives are units of the 1280x720 layout; rectangles are pixels.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

import pygame

from game.screen.placed import Area, Placed, Said, Spot
from game.screen.shapes import Shape
from game.screen.text import Paragraph
from game.screen.theme import BODY, Colour, Theme
from game.screen.ui import Ui

Size = tuple[int, int]
_FLAG = pygame.BLEND_PREMULTIPLIED
_SMALLER = (1.0, 0.9, 0.8, 0.7)


class Widget(Protocol):
    """Anything that can be laid out."""

    def measure(self, ui: Ui, width: int) -> Size:
        """Say how much room it takes, in pixels, when it may be `width` wide."""

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Put itself into `rect`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Room with nothing in it, `size` units both ways."""

    size: float = 0

    def measure(self, ui: Ui, width: int) -> Size:  # noqa: ARG002
        """Take a square."""
        return ui.px(self.size), ui.px(self.size)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint nothing."""


@dataclass(frozen=True, slots=True)
class Grow:
    """What takes the room that the others leave."""

    child: Widget = field(default_factory=Gap)

    def measure(self, ui: Ui, width: int) -> Size:
        """Take what the child takes."""
        return ui.measure(self.child, width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Give the child all of it."""
        self.child.place(ui, rect, onto)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Args:
        size: type size in units.
        colour: night blue where it is not said.
    """

    text: str
    size: float = BODY
    colour: Colour | None = None
    bold: bool = False
    align: str = "left"

    def _paragraph(self, ui: Ui, width: int) -> Paragraph:
        colour = self.colour or ui.theme.night
        return ui.paragraph(
            self.text, self.size, colour, max(1, width), bold=self.bold, align=self.align
        )

    def measure(self, ui: Ui, width: int) -> Size:
        """Take what the lines take."""
        return self._paragraph(ui, width).size

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the lines from the top down."""
        paragraph = self._paragraph(ui, rect.width)
        width, height = paragraph.size
        shift = {"left": 0, "center": (rect.width - width) // 2, "right": rect.width - width}
        x, y = rect.x + shift[self.align], rect.y
        onto.paint(
            pygame.Rect(x, y, width, height),
            lambda target, dx, dy: paragraph.draw(target, x + dx, y + dy),
        )
        troubles = tuple(self._troubles(paragraph, rect.width))
        onto.parts.append(Said(rect, self.text, paragraph.lines, troubles))

    def _troubles(self, paragraph: Paragraph, room: int) -> Iterator[str]:
        if paragraph.overflow or paragraph.size[0] > room:
            yield f"overflow: {self.text!r} is wider than {room} px"
        if paragraph.broken:
            yield f"broken word: {self.text!r} in {room} px"
        for character in paragraph.missing:
            yield f"no glyph: {character!r} in {self.text!r}"

    def breaks_a_word(self, ui: Ui, width: int) -> bool:
        """Say whether a word is wider than the room."""
        return self._paragraph(ui, width).broken


@dataclass(frozen=True, slots=True)
class Whole:
    """A text that becomes smaller where one of its words is wider than the room."""

    text: Text

    def _fitting(self, ui: Ui, width: int) -> Text:
        sizes = (replace(self.text, size=self.text.size * part) for part in _SMALLER)
        whole = (text for text in sizes if not text.breaks_a_word(ui, width))
        return next(whole, self.text)

    def measure(self, ui: Ui, width: int) -> Size:
        """Take what the lines take."""
        return ui.measure(self._fitting(ui, width), width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the lines; broken words in the usual size if no size is small enough."""
        self._fitting(ui, rect.width).place(ui, rect, onto)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, `width` by `height` units, at the lower middle of its place."""

    name: str
    width: float
    height: float
    tint: Colour | None = None

    def measure(self, ui: Ui, width: int) -> Size:  # noqa: ARG002
        """Take its own size."""
        return ui.px(self.width), ui.px(self.height)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint it."""
        size = ui.measure(self, rect.width)
        at = pygame.Rect((0, 0), size)
        at.midbottom = rect.midbottom
        surface = ui.art.picture(self.name, *size, self.tint)
        onto.paint(
            at,
            lambda target, dx, dy: (
                target.blit(surface, (at.x + dx, at.y + dy), special_flags=_FLAG) and None
            ),
        )


@dataclass(frozen=True, slots=True)
class Room:
    """A square drawing in the middle of the room that others leave; nothing where that is small.

    Args:
        between: the least and the most height, in units.
    """

    name: str
    between: tuple[float, float]

    def measure(self, ui: Ui, width: int) -> Size:  # noqa: ARG002
        """Ask for nothing."""
        return 0, 0

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint it as big as there is room."""
        least, most = self.between
        side = min(most, rect.height * least / ui.px(least), rect.width * least / ui.px(least))
        if side >= least:
            at = pygame.Rect(0, 0, ui.px(side), ui.px(side))
            at.center = rect.center
            Picture(self.name, side, side).place(ui, at, onto)


def icon(name: str, size: float = 22, tint: Colour | None = None) -> Picture:
    """Make a small picture of one colour."""
    return Picture(f"icons/{name}", size, size, tint)


@dataclass(frozen=True, slots=True)
class Column:
    """Children below each other.

    Args:
        align: left, center or stretch (each as wide as the column).
    """

    children: Sequence[Widget]
    gap: float = 12
    align: str = "stretch"

    def measure(self, ui: Ui, width: int) -> Size:
        """Be as wide as the widest, as high as all."""
        sizes = [ui.measure(child, width) for child in self.children]
        gaps = ui.px(self.gap) * max(0, len(sizes) - 1)
        return max((w for w, _ in sizes), default=0), sum(h for _, h in sizes) + gaps

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Place from the top; what grows gets what is left."""
        sizes = [ui.measure(child, rect.width) for child in self.children]
        gap = ui.px(self.gap)
        left = rect.height - sum(h for _, h in sizes) - gap * max(0, len(sizes) - 1)
        growing = sum(isinstance(child, Grow) for child in self.children)
        y = rect.y
        for child, (w, h) in zip(self.children, sizes, strict=True):
            more = max(0, left) // growing if isinstance(child, Grow) else 0
            x, wide = rect.x, rect.width
            if self.align == "center":
                x, wide = rect.x + (rect.width - w) // 2, w
            elif self.align == "left":
                wide = w
            child.place(ui, pygame.Rect(x, y, wide, h + more), onto)
            y += h + more + gap


@dataclass(frozen=True, slots=True)
class Row:
    """Children beside each other; what grows shares the room that is left."""

    children: Sequence[Widget]
    gap: float = 12
    align: str = "middle"

    def _widths(self, ui: Ui, width: int) -> list[int]:
        gaps = ui.px(self.gap) * max(0, len(self.children) - 1)
        room = width - gaps
        fixed = [
            0 if isinstance(child, Grow) else ui.measure(child, max(1, room))[0]
            for child in self.children
        ]
        growing = sum(isinstance(child, Grow) for child in self.children)
        share = max(0, room - sum(fixed)) // growing if growing else 0
        return [
            share if isinstance(child, Grow) else wide
            for child, wide in zip(self.children, fixed, strict=True)
        ]

    def measure(self, ui: Ui, width: int) -> Size:
        """Be as high as the highest."""
        widths = self._widths(ui, width)
        pairs = list(zip(self.children, widths, strict=True))
        heights = [ui.measure(child, wide)[1] for child, wide in pairs]
        grows = any(isinstance(child, Grow) for child in self.children)
        gaps = ui.px(self.gap) * max(0, len(widths) - 1)
        needed = sum(widths) + gaps
        return max(width, needed) if grows else needed, max(heights, default=0)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Place from the left."""
        x = rect.x
        for child, wide in zip(self.children, self._widths(ui, rect.width), strict=True):
            high = ui.measure(child, wide)[1]
            y = {
                "middle": rect.y + (rect.height - high) // 2,
                "top": rect.y,
                "bottom": rect.bottom - high,
                "stretch": rect.y,
            }[self.align]
            tall = rect.height if self.align == "stretch" else high
            child.place(ui, pygame.Rect(x, y, wide, tall), onto)
            x += wide + ui.px(self.gap)


@dataclass(frozen=True, slots=True)
class Flow:
    """Children beside each other, going on in the next row where the room ends."""

    children: Sequence[Widget]
    gap: float = 12
    align: str = "left"

    def _rows(self, ui: Ui, width: int) -> list[list[tuple[Widget, Size]]]:
        rows: list[list[tuple[Widget, Size]]] = [[]]
        used = 0
        for child in self.children:
            size = ui.measure(child, width)
            if rows[-1] and used + size[0] > width:
                rows.append([])
                used = 0
            rows[-1].append((child, size))
            used += size[0] + ui.px(self.gap)
        return rows

    def measure(self, ui: Ui, width: int) -> Size:
        """Be as high as its rows."""
        rows = self._rows(ui, width)
        gap = ui.px(self.gap)
        high = sum(max((h for _, (_, h) in row), default=0) for row in rows)
        wide = max(sum(w for _, (w, _) in row) + gap * max(0, len(row) - 1) for row in rows)
        return wide, high + gap * (len(rows) - 1)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Place row by row."""
        y, gap = rect.y, ui.px(self.gap)
        for row in self._rows(ui, rect.width):
            wide = sum(w for _, (w, _) in row) + gap * max(0, len(row) - 1)
            x = rect.x + ((rect.width - wide) // 2 if self.align == "center" else 0)
            high = max((h for _, (_, h) in row), default=0)
            for child, (w, h) in row:
                child.place(ui, pygame.Rect(x, y + (high - h) // 2, w, h), onto)
                x += w + gap
            y += high + gap


@dataclass(frozen=True, slots=True)
class Grid:
    """Children in columns of one width and rows of one height."""

    columns: int
    children: Sequence[Widget]
    gap: float = 14

    def _cell(self, ui: Ui, width: int) -> int:
        return (width - ui.px(self.gap) * (self.columns - 1)) // self.columns

    def _heights(self, ui: Ui, width: int) -> list[int]:
        cell = self._cell(ui, width)
        heights = [ui.measure(child, cell)[1] for child in self.children]
        return [max(heights[at : at + self.columns]) for at in range(0, len(heights), self.columns)]

    def measure(self, ui: Ui, width: int) -> Size:
        """Be as high as its rows."""
        heights = self._heights(ui, width)
        return width, sum(heights) + ui.px(self.gap) * max(0, len(heights) - 1)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Place row by row."""
        cell, gap, y = self._cell(ui, rect.width), ui.px(self.gap), rect.y
        for row, high in enumerate(self._heights(ui, rect.width)):
            x = rect.x
            for child in self.children[row * self.columns : (row + 1) * self.columns]:
                child.place(ui, pygame.Rect(x, y, cell, high), onto)
                x += cell + gap
            y += high + gap


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is painted; sizes in units."""

    fill: Colour
    ink: Colour
    border: Colour | None = None
    border_width: float = 0
    edge: float = 0
    edge_fill: Colour | None = None
    radius: float = 22


@cache
def looks(theme: Theme) -> Mapping[str, Look]:
    """Name the ways in which cards and buttons are painted."""
    t = theme
    # Without painted backgrounds a card needs a line around it to be seen as one.
    frame, wide = (None, 0) if t.background else (t.line, 2)
    return {
        "panel": Look(t.paper, t.night, frame, wide, 4, t.edge, 26),
        "card": Look(t.card, t.night, frame, wide, radius=18),
        "chat": Look(t.phone, t.night, frame, wide, 4, t.edge, 26),
        "quote": Look(t.card, t.night, t.orange, 3, radius=18),
        "mint": Look(t.mint, t.night, radius=18),
        "sun": Look(t.mango_pale, t.night, radius=18),
        "rose": Look(t.rose_pale, t.night, radius=18),
        "bubble": Look(t.card, t.night, frame, wide, 3, t.edge, 22),
        "plain": Look(t.paper, t.night, frame, wide, 3, t.edge, 24),
        "answer": Look(t.card, t.night, t.line, 2, 4, t.line, 20),
        "chosen": Look(t.mint, t.night, t.jade, 3, 4, t.jade, 20),
        "main": Look(t.jade, t.white, edge=5, edge_fill=t.jade_edge, radius=30),
        "spot": Look(t.mango, t.night, edge=4, edge_fill=t.mango_edge, radius=26),
        "help": Look(t.red, t.white, edge=4, edge_fill=t.red_edge, radius=26),
        "ghost": Look(t.card, t.night, t.jade, 3, radius=26),
        "number": Look(t.night, t.white, radius=10),
        "chip": Look(t.mango_pale, t.night, frame, wide, 3, t.edge, 14),
        "pill": Look(t.grey, t.night, radius=16),
    }


def paint_card(ui: Ui, rect: pygame.Rect, look: Look, onto: Placed) -> None:
    """Paint a rounded card into `rect`."""
    radius = ui.px(look.radius)
    shape = Shape(
        rect.width,
        rect.height,
        (radius, radius, radius, radius),
        look.fill,
        look.border,
        max(1, ui.px(look.border_width)),
        ui.px(look.edge),
        look.edge_fill,
    )
    drawn = ui.art.shape(shape)
    onto.paint(rect, lambda target, dx, dy: drawn.draw(target, rect.x + dx, rect.y + dy))


@dataclass(frozen=True, slots=True)
class Card:
    """A rounded card around a child.

    Args:
        look: one of the names in `looks`.
        pad: room around the child, in units: sideways, up and down.
    """

    child: Widget
    look: str = "card"
    pad: tuple[float, float] = (20, 16)

    def measure(self, ui: Ui, width: int) -> Size:
        """Add the padding."""
        px, py = ui.px(self.pad[0]), ui.px(self.pad[1])
        w, h = ui.measure(self.child, width - 2 * px)
        return w + 2 * px, h + 2 * py + ui.px(looks(ui.theme)[self.look].edge)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the card, then the child on it."""
        look = looks(ui.theme)[self.look]
        paint_card(ui, rect, look, onto)
        px, py = ui.px(self.pad[0]), ui.px(self.pad[1])
        inner = pygame.Rect(
            rect.x + px, rect.y + py, rect.width - 2 * px, rect.height - 2 * py - ui.px(look.edge)
        )
        self.child.place(ui, inner, onto)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press.

    Args:
        key: names it on its screen.
        act: what a press does.
        label: what it says, or what a screen reader says where `child` shows something else.
        icon: a small picture before the label.
        child: what is shown instead of icon and label.
        chosen: for switches and choices: whether it is on.
    """

    key: str
    act: Callable[[], None]
    label: str
    icon: str | None = None
    look: str = "plain"
    size: float = BODY
    child: Widget | None = None
    pad: tuple[float, float] = (20, 10)
    chosen: bool | None = None
    low: float = 46

    def _look(self, ui: Ui) -> Look:
        return looks(ui.theme)["chosen" if self.chosen else self.look]

    def _inner(self, ui: Ui) -> Widget:
        if self.child is not None:
            return self.child
        ink = self._look(ui).ink
        text = Text(self.label, self.size, ink, bold=True, align="center")
        if self.icon is None:
            return text
        high = self.size * ui.settings.text_size / 100
        return Row([icon(self.icon, high * 1.1, ink), text], gap=10)

    def measure(self, ui: Ui, width: int) -> Size:
        """Be at least as high as a finger needs."""
        px, py = ui.px(self.pad[0]), ui.px(self.pad[1])
        w, h = ui.measure(self._inner(ui), width - 2 * px)
        edge = ui.px(self._look(ui).edge)
        return w + 2 * px, max(ui.px(self.low), h + 2 * py) + edge

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the button and make it a spot."""
        look = self._look(ui)
        _paint_pressable(ui, self.key, rect, look, onto)
        px, py, edge = ui.px(self.pad[0]), ui.px(self.pad[1]), ui.px(look.edge)
        inner = self._inner(ui)
        room = pygame.Rect(rect.x + px, rect.y, rect.width - 2 * px, rect.height - edge)
        if self.child is None:
            w, h = ui.measure(inner, room.width)
            inner_rect = pygame.Rect(0, 0, w, h)
            inner_rect.center = room.center
        else:
            inner_rect = room.inflate(0, -2 * py)
        inner.place(ui, inner_rect, onto)
        onto.parts.append(Spot(self.key, rect, self.label, self.act, self.chosen))


def _paint_pressable(ui: Ui, key: str, rect: pygame.Rect, look: Look, onto: Placed) -> None:
    paint_card(ui, rect, look, onto)
    ring = max(2, ui.px(3))
    around = rect.inflate(4 * ring, 4 * ring)
    radius = ui.px(look.radius) + 2 * ring
    night, paper = ui.theme.night, ui.theme.white

    def paint(target: pygame.Surface, dx: int, dy: int) -> None:
        if ui.focus == key and ui.keyboard:
            at = around.move(dx, dy)
            pygame.draw.rect(target, paper, at, 2 * ring, border_radius=radius)
            pygame.draw.rect(target, night, at, ring, border_radius=radius)
        elif key in (ui.hover, ui.pressed):
            pygame.draw.rect(
                target, night, rect.move(dx, dy), max(1, ring - 1), border_radius=ui.px(look.radius)
            )

    onto.paint(around, paint)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A child in a place of a given size, in units; None keeps the child's own measure."""

    child: Widget
    width: float | None = None
    height: float | None = None

    def measure(self, ui: Ui, width: int) -> Size:
        """Take the given size."""
        room = width if self.width is None else min(width, ui.px(self.width))
        w, h = ui.measure(self.child, room)
        return (
            w if self.width is None else room,
            h if self.height is None else ui.px(self.height),
        )

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Give the child the place."""
        self.child.place(ui, rect, onto)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The first of several children that fits into the height of its place, in its middle.

    Args:
        children: the same in several sizes, the biggest first.
    """

    children: Sequence[Widget]

    def measure(self, ui: Ui, width: int) -> Size:
        """Ask for no more than the smallest needs."""
        return ui.measure(self.children[-1], width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Choose and place; the smallest where none fits."""
        fitting = (c for c in self.children if ui.measure(c, rect.width)[1] <= rect.height)
        child = next(fitting, self.children[-1])
        w, h = ui.measure(child, rect.width)
        at = pygame.Rect(rect.x, rect.centery - h // 2, w, h)
        child.place(ui, at, onto)


@dataclass(frozen=True, slots=True)
class Bar:
    """A level from 0 to 1, `height` units high."""

    level: float
    colour: Colour
    height: float = 14

    def measure(self, ui: Ui, width: int) -> Size:
        """Be as wide as allowed."""
        return width, ui.px(self.height)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the trough and what is full of it."""
        round_end = self.height / 2
        paint_card(ui, rect, Look(ui.theme.grey, ui.theme.night, radius=round_end), onto)
        full = round(rect.width * self.level)
        if full:
            part = pygame.Rect(rect.x, rect.y, max(full, rect.height), rect.height)
            paint_card(ui, part, Look(self.colour, ui.theme.night, radius=round_end), onto)


@dataclass(frozen=True, slots=True)
class Scroll:
    """A window onto a child that may be higher than the room.

    Args:
        key: names the area, so that its position is kept.
        to_end: whether it stays at the lower end when something is added.
    """

    key: str
    child: Widget
    to_end: bool = False
    centred: bool = False

    def measure(self, ui: Ui, width: int) -> Size:
        """Ask for all of the child; get what there is."""
        return ui.measure(self.child, width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Lay the child out at its full height inside the window."""
        # Room for the focus ring, which reaches out of a button.
        margin = ui.px(10)
        window = rect.inflate(2 * margin, 0)
        height = ui.measure(self.child, rect.width)[1]
        content = Placed()
        top = max(0, (rect.height - height) // 2) if self.centred else 0
        inner = pygame.Rect(margin, top, rect.width, max(height, 0 if top else rect.height))
        self.child.place(ui, inner, content)
        area = Area(self.key, window, content, height, self.to_end)
        at = ui.scrolls.get(self.key, 0.0)
        if not self.to_end:
            ui.scrolls[self.key] = min(at, area.farthest())
        onto.parts.append(area)
