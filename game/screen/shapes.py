"""Rounded shapes with a border and a solid lower edge, of any size.

SDL's own rounded rectangles have rough edges. Ours are SVG; but only the corners of a big shape
are drawn and kept as a picture, and what lies between them is filled.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol

import pygame

from game.screen.theme import Colour

_FLAG = pygame.BLEND_PREMULTIPLIED
_OPAQUE = 255
# SDL copies pixels four times as fast as it fills them, so that big parts are laid out with sheets.
_SHEET = (512, 128)
_BIG = 8_000

# How many pixels from the start, how many of them, and their colour.
Run = tuple[int, int, pygame.Color]


@dataclass(frozen=True, slots=True)
class Shape:
    """A rounded rectangle with a border and a solid lower edge, sizes in pixels.

    Args:
        corners: radius of the corners, from the upper left on, clockwise.
        edge: how far the lower edge stands out.
    """

    width: int
    height: int
    corners: tuple[int, int, int, int]
    fill: Colour
    border: Colour | None = None
    border_width: int = 0
    edge: int = 0
    edge_fill: Colour | None = None

    @property
    def side(self) -> int:
        """How far from each side the corners and borders reach, and a pixel more."""
        return max(*self.corners, self.border_width) + 1

    @property
    def least(self) -> "Shape":
        """The smallest shape with these corners: one pixel lies between them.

        It is so high that the lower edge is straight already where the body's lower corners
        show it.
        """
        both = 2 * self.side + 1
        return replace(self, width=both, height=both + 2 * self.edge)

    @property
    def svg(self) -> str:
        """The shape as a drawing."""
        w, h = self.width, self.height - self.edge
        parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{self.height}">']
        if self.edge and self.edge_fill:
            # The lower edge is the same outline, moved down: the card looks thick, not framed.
            lower = _outline(0, self.edge, w, h, self.corners)
            parts.append(f'<path d="{lower}" fill="{_hex(self.edge_fill)}"/>')
        b = self.border_width if self.border else 0
        inner = tuple(max(0.0, r - b / 2) for r in self.corners)
        stroke = f' stroke="{_hex(self.border)}" stroke-width="{b}"' if self.border and b else ""
        body = _outline(b / 2, b / 2, w - b, h - b, inner)
        parts.append(f'<path d="{body}" fill="{_hex(self.fill)}"{stroke}/></svg>')
        return "".join(parts)


class Drawn(Protocol):
    """A shape that can be painted again and again."""

    def draw(self, target: pygame.Surface, x: int, y: int) -> None:
        """Paint it with its upper left corner at (x, y)."""


class Whole:
    """A shape kept as one picture, because it is hardly more than its corners.

    Args:
        picture: of the whole shape, premultiplied.
    """

    def __init__(self, picture: pygame.Surface) -> None:
        self._picture = picture

    def draw(self, target: pygame.Surface, x: int, y: int) -> None:
        """Paint it with its upper left corner at (x, y)."""
        target.blit(self._picture, (x, y), special_flags=_FLAG)


class Stretched:
    """A shape painted from the picture of its smallest form.

    Args:
        shape: what to paint.
        picture: of `shape.least`, premultiplied.
        sheet: what `sheet_of` made of the shape's fill.
    """

    def __init__(self, shape: Shape, picture: pygame.Surface, sheet: pygame.Surface) -> None:
        side, more = shape.side, shape.height - shape.least.height
        wide, high = picture.get_size()
        down = [picture.get_at((side, y)) for y in range(high)]
        across = [picture.get_at((x, side)) for x in range(wide)]
        rows = _runs([*down[:side], *[down[side]] * (more + 1), *down[side + 1 :]])
        left, right = _runs(across[:side]), _runs(across[side + 1 :])
        low = high - side - 1
        inner, beyond = shape.width - 2 * side, shape.width - side
        fills = [
            *[(colour, (side, at, inner, long)) for at, long, colour in rows],
            *[(colour, (at, side, long, more + 1)) for at, long, colour in left],
            *[(colour, (beyond + at, side, long, more + 1)) for at, long, colour in right],
        ]
        big = [c[:3] == shape.fill and w * h >= _BIG for c, (_, _, w, h) in fills]
        self._laid = [place for (_, place), laid in zip(fills, big, strict=True) if laid]
        self._fills = [fill for fill, laid in zip(fills, big, strict=True) if not laid]
        self._sheet = sheet
        self._corners = [
            ((0, 0), (0, 0, side, side)),
            ((beyond, 0), (side + 1, 0, side, side)),
            ((0, shape.height - low), (0, side + 1, side, low)),
            ((beyond, shape.height - low), (side + 1, side + 1, side, low)),
        ]
        self._picture = picture

    def draw(self, target: pygame.Surface, x: int, y: int) -> None:
        """Paint it with its upper left corner at (x, y)."""
        wide, high = _SHEET
        for left, top, width, height in self._laid:
            for down in range(0, height, high):
                for across in range(0, width, wide):
                    part = (0, 0, min(wide, width - across), min(high, height - down))
                    target.blit(self._sheet, (x + left + across, y + top + down), part)
        for colour, (left, top, width, height) in self._fills:
            target.fill(colour, (x + left, y + top, width, height))
        for (left, top), part in self._corners:
            target.blit(self._picture, (x + left, y + top), part, special_flags=_FLAG)


def sheet_of(colour: Colour) -> pygame.Surface:
    """Make a sheet of one colour, to lay big parts out with."""
    sheet = pygame.Surface(_SHEET).convert()
    sheet.fill(colour)
    return sheet


def can_be_stretched(shape: Shape, picture: pygame.Surface) -> bool:
    """Say whether all between the corners of a shape's smallest form is of solid colours."""
    side = shape.side
    down = [picture.get_at((side, y)) for y in range(picture.get_height())]
    across = [picture.get_at((x, side)) for x in range(picture.get_width())]
    return all(colour.a == _OPAQUE for colour in (*down, *across))


def picture_of(svg: str, width: int, height: int) -> pygame.Surface:
    """Draw an SVG text at its final size, premultiplied."""
    drawn = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), (max(1, width), max(1, height)))
    return drawn.convert_alpha().premul_alpha()


def _runs(colours: Sequence[pygame.Color]) -> list[Run]:
    found: list[Run] = []
    at = 0
    for colour, same in groupby(colours, key=tuple):
        long = len(list(same))
        found.append((at, long, pygame.Color(*colour)))
        at += long
    return found


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _outline(x: float, y: float, w: float, h: float, corners: tuple[float, ...]) -> str:
    a, b, c, d = (min(r, w / 2, h / 2) for r in corners)
    return (
        f"M{x + a} {y}H{x + w - b}A{b} {b} 0 0 1 {x + w} {y + b}"
        f"V{y + h - c}A{c} {c} 0 0 1 {x + w - c} {y + h}"
        f"H{x + d}A{d} {d} 0 0 1 {x} {y + h - d}V{y + a}A{a} {a} 0 0 1 {x + a} {y}Z"
    )
