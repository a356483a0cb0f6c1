"""Pictures: the SVG files drawn for the game, and the rounded shapes that screens are made of.

Everything is drawn at its final size, with premultiplied alpha, and kept: SDL's own rounded
rectangles have rough edges, and scaling a finished picture blurs it.
"""

import io
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.screen.theme import Colour

# Enough for every picture of a screen at one size; about 20 MB at 1280x720.
_KEPT = 400
_SHADOW_GRAIN = 8


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


class Art:
    """Pictures by name and shapes by measure, each made once.

    Args:
        folder: where the game's drawings are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[object, pygame.Surface] = OrderedDict()

    def picture(
        self, name: str, width: int, height: int, tint: Colour | None = None
    ) -> pygame.Surface:
        """Draw the file `name` (folder/name, without ending) into `width` x `height` pixels.

        Args:
            name: for example "people/dara-calm".
            width: pixels.
            height: pixels.
            tint: the colour that replaces night blue, for icons of one colour.

        Returns:
            The picture with its own proportions, premultiplied.
        """
        return self._once(
            (name, width, height, tint), lambda: self._load(name, width, height, tint)
        )

    def has(self, name: str) -> bool:
        """Say whether there is a drawing of that name."""
        return (self._folder / f"{name}.svg").is_file()

    def cover(self, name: str, width: int, height: int) -> pygame.Surface:
        """Draw a background so that it fills `width` x `height` pixels, cut evenly at its sides."""
        return self._once(("cover", name, width, height), lambda: self._cover(name, width, height))

    def emoji(self, character: str, pixels: int) -> pygame.Surface | None:
        """Draw an emoji, or nothing where the game has no picture of it."""
        codes = "-".join(f"{ord(c):x}" for c in character if c != "\ufe0f")
        if not self.has(f"emoji/{codes}"):
            return None
        return self.picture(f"emoji/{codes}", pixels, pixels)

    def shape(self, shape: Shape) -> pygame.Surface:
        """Draw a rounded shape."""
        return self._once(shape, lambda: _surface(_shape_svg(shape), shape.width, shape.height))

    def shadow(self, width: int, height: int, blur: int) -> pygame.Surface:
        """Draw the soft shadow of a `width` x `height` card that reaches `blur` pixels around."""
        return self._once(("shadow", width, height, blur), lambda: _shadow(width, height, blur))

    def _once(self, key: object, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _load(self, name: str, width: int, height: int, tint: Colour | None) -> pygame.Surface:
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        if tint is not None:
            source = source.replace("#20264a", _hex(tint))
        return _surface(source, width, height)

    def _cover(self, name: str, width: int, height: int) -> pygame.Surface:
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        scale = max(width / 1600, height / 900)
        whole = pygame.image.load_sized_svg(
            io.BytesIO(source.encode()), (round(1600 * scale), round(900 * scale))
        )
        part = pygame.Rect(0, 0, width, height)
        part.center = whole.get_rect().center
        return whole.subsurface(part.clip(whole.get_rect())).convert()


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _surface(svg: str, width: int, height: int) -> pygame.Surface:
    drawn = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), (max(1, width), max(1, height)))
    return drawn.convert_alpha().premul_alpha()


def _outline(x: float, y: float, w: float, h: float, corners: tuple[float, ...]) -> str:
    a, b, c, d = (min(r, w / 2, h / 2) for r in corners)
    return (
        f"M{x + a} {y}H{x + w - b}A{b} {b} 0 0 1 {x + w} {y + b}"
        f"V{y + h - c}A{c} {c} 0 0 1 {x + w - c} {y + h}"
        f"H{x + d}A{d} {d} 0 0 1 {x} {y + h - d}V{y + a}A{a} {a} 0 0 1 {x + a} {y}Z"
    )


def _shape_svg(shape: Shape) -> str:
    w, h = shape.width, shape.height - shape.edge
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{shape.height}">']
    if shape.edge and shape.edge_fill:
        # The lower edge is the same outline, moved down: the card then looks thick, not framed.
        lower = _outline(0, shape.edge, w, h, shape.corners)
        parts.append(f'<path d="{lower}" fill="{_hex(shape.edge_fill)}"/>')
    b = shape.border_width if shape.border else 0
    inner = tuple(max(0.0, r - b / 2) for r in shape.corners)
    stroke = f' stroke="{_hex(shape.border)}" stroke-width="{b}"' if shape.border and b else ""
    body = _outline(b / 2, b / 2, w - b, h - b, inner)
    parts.append(f'<path d="{body}" fill="{_hex(shape.fill)}"{stroke}/></svg>')
    return "".join(parts)


def _shadow(width: int, height: int, blur: int) -> pygame.Surface:
    # Drawn small and stretched: looks like a gaussian and costs a tenth of one.
    size = (width + 2 * blur, height + 2 * blur)
    small = pygame.Surface(
        (max(2, size[0] // _SHADOW_GRAIN), max(2, size[1] // _SHADOW_GRAIN)), pygame.SRCALPHA
    )
    grain = max(1, blur // _SHADOW_GRAIN)
    body = small.get_rect().inflate(-2 * grain, -2 * grain)
    for step in range(grain, -1, -1):
        alpha = round(46 * (1 - step / (grain + 1)) ** 2)
        pygame.draw.rect(
            small, (32, 38, 74, alpha), body.inflate(2 * step, 2 * step), border_radius=grain * 2
        )
    return pygame.transform.smoothscale(small, size).convert_alpha().premul_alpha()
