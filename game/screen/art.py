"""Pictures: the SVG files drawn for the game, and the rounded shapes that screens are made of.

Everything is drawn at its final size, with premultiplied alpha, and kept for a while: scaling a
finished picture blurs it.
"""

import io
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

import pygame

from game.screen.shapes import (
    Drawn,
    Shape,
    Stretched,
    Whole,
    can_be_stretched,
    picture_of,
    sheet_of,
)
from game.screen.theme import Colour

# Enough for all pictures of a few screens: so many times the bytes of the window's background.
_KEPT_BACKGROUNDS = 3
_KEPT_BYTES = 8_000_000
_KEPT_SHAPES = 1000
_SHADOW_GRAIN = 8


class Art:
    """Pictures by name and shapes by measure, each made once.

    Args:
        folder: where the game's drawings are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[object, pygame.Surface] = OrderedDict()
        self._bytes = 0
        self._least = self._room = _KEPT_BYTES
        self._shapes: OrderedDict[Shape, Drawn] = OrderedDict()

    def keep(self, room: int) -> None:
        """Keep at least so many bytes of pictures, for whoever draws many screens in a row."""
        self._least = room

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
        self._room = max(self._least, _KEPT_BACKGROUNDS * 4 * width * height)
        return self._once(("cover", name, width, height), lambda: self._cover(name, width, height))

    def emoji(self, character: str, pixels: int) -> pygame.Surface | None:
        """Draw an emoji, or nothing where the game has no picture of it."""
        codes = "-".join(f"{ord(c):x}" for c in character if c != "\ufe0f")
        if not self.has(f"emoji/{codes}"):
            return None
        return self.picture(f"emoji/{codes}", pixels, pixels)

    def shape(self, shape: Shape) -> Drawn:
        """Draw a rounded shape."""
        if shape in self._shapes:
            self._shapes.move_to_end(shape)
            return self._shapes[shape]
        made = self._shapes[shape] = self._drawn(shape)
        if len(self._shapes) > _KEPT_SHAPES:
            self._shapes.popitem(last=False)
        return made

    def _drawn(self, shape: Shape) -> Drawn:
        least = shape.least
        if shape.width >= least.width and shape.height >= least.height:
            corners = self._once(least, lambda: picture_of(least.svg, least.width, least.height))
            if can_be_stretched(shape, corners):
                sheet = self._once(("sheet", shape.fill), lambda: sheet_of(shape.fill))
                return Stretched(shape, corners, sheet)
        return Whole(picture_of(shape.svg, shape.width, shape.height))

    def shadow(self, width: int, height: int, blur: int) -> pygame.Surface:
        """Draw the soft shadow of a `width` x `height` card that reaches `blur` pixels around."""
        return self._once(("shadow", width, height, blur), lambda: _shadow(width, height, blur))

    def _once(self, key: object, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            self._bytes += _bytes(found)
            while self._bytes > self._room and len(self._kept) > 1:
                self._bytes -= _bytes(self._kept.popitem(last=False)[1])
        else:
            self._kept.move_to_end(key)
        return found

    def _load(self, name: str, width: int, height: int, tint: Colour | None) -> pygame.Surface:
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        if tint is not None:
            source = source.replace("#20264a", "#{:02x}{:02x}{:02x}".format(*tint))
        return picture_of(source, width, height)

    def _cover(self, name: str, width: int, height: int) -> pygame.Surface:
        source = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        scale = max(width / 1600, height / 900)
        whole = pygame.image.load_sized_svg(
            io.BytesIO(source.encode()), (round(1600 * scale), round(900 * scale))
        )
        part = pygame.Rect(0, 0, width, height)
        part.center = whole.get_rect().center
        return whole.subsurface(part.clip(whole.get_rect())).convert()


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_pitch() * surface.get_height()


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
