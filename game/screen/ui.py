"""What every widget needs to draw itself: scale, words, text, pictures, colours, focus."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pygame

from game.language.catalogs import Words
from game.screen.art import Art
from game.screen.settings import Settings
from game.screen.text import Paragraph, Typesetter
from game.screen.theme import CONTRAST, WARM, Colour, Theme

_LAYOUT = (1280, 720)


class Measured(Protocol):
    """Be a widget, as far as its size goes."""

    def measure(self, ui: "Ui", width: int, /) -> tuple[int, int]:
        """Say how wide and high it would like to be, in pixels."""


@dataclass(slots=True)
class Ui:
    """The surroundings of a widget at one window size, language and setting.

    Args:
        size: the window, in pixels.
        now: seconds on a clock that only grows, set by the window before each frame.
        focus: the key of the widget that the keyboard is at.
        keyboard: whether the last input came from the keyboard, so that focus is shown.
        scrolls: how far each scrolling area is moved up, in pixels.
        scale: pixels a unit: 1 at 1280x720.
    """

    size: tuple[int, int]
    settings: Settings
    words: Words
    typesetter: Typesetter
    art: Art
    now: float = 0.0
    focus: str | None = None
    hover: str | None = None
    pressed: str | None = None
    keyboard: bool = False
    scrolls: dict[str, float] = field(default_factory=dict)
    scale: float = field(init=False)
    # The widget itself is kept, so that no other one comes to lie at its place in memory.
    _sizes: dict[tuple[int, int], tuple[object, tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work the scale out once: laying a screen out asks for it a thousand times."""
        self.scale = min(self.size[0] / _LAYOUT[0], self.size[1] / _LAYOUT[1])

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return CONTRAST if self.settings.contrast else WARM

    @property
    def width(self) -> float:
        """The window's width in units: 1280, or more where it is wider than 16:9."""
        return self.size[0] / self.scale

    @property
    def height(self) -> float:
        """The window's height in units: 720, or more where it is taller than 16:9."""
        return self.size[1] / self.scale

    def px(self, units: float) -> int:
        """Turn units of the 1280x720 layout into pixels."""
        return round(units * self.scale)

    def rect(self, x: float, y: float, w: float, h: float) -> pygame.Rect:
        """Turn a rectangle in units into one in pixels."""
        return pygame.Rect(self.px(x), self.px(y), self.px(w), self.px(h))

    def measure(self, widget: "Measured", width: int) -> tuple[int, int]:
        """Measure a widget, once for a width while a screen is laid out.

        Columns in rows in cards each ask their children, to measure and again to place them.

        Args:
            widget: for example a child.
            width: the room in pixels.

        Returns:
            What the widget says.
        """
        found = self._sizes.get((id(widget), width))
        if found is None:
            found = self._sizes[id(widget), width] = (widget, widget.measure(self, width))
        return found[1]

    def forget_sizes(self) -> None:
        """Measure anew from here on, since widgets may have changed."""
        self._sizes.clear()

    def text_px(self, size: float) -> int:
        """Say how many pixels high type of `size` units is at the player's text size."""
        return max(8, round(size * self.scale * self.settings.text_size / 100))

    def paragraph(
        self,
        text: str,
        size: float,
        colour: Colour,
        width: int | None = None,
        *,
        bold: bool = False,
        align: str = "left",
        max_lines: int | None = None,
    ) -> Paragraph:
        """Lay out a text at the player's text size.

        Args:
            text: what is said; `**…**` is bold.
            size: type size in units.
            colour: of the letters.
            width: the room in pixels; None for one long line.
            bold: whether all of it is bold.
            align: left, center or right.
            max_lines: how many lines there may be.

        Returns:
            The paragraph, ready to draw.
        """
        return self.typesetter.paragraph(
            text,
            pixels=self.text_px(size),
            colour=colour,
            width=width,
            bold=bold,
            align=align,
            max_lines=max_lines,
        )

    def t(self, context: str, msgid: str, **values: object) -> str:
        """Say a text of the interface in the player's language."""
        return self.words.t(context, msgid, **values)

    def number(self, value: float) -> str:
        """Write a number as the player's language does."""
        from game.language.numbers import number

        return number(value, self.settings.language or "en")

    def date(self, day: date) -> str:
        """Write a date as the player's language does."""
        from game.language import numbers

        return numbers.date(day, self.settings.language or "en")

    def n(self, context: str, singular: str, plural: str, count: int, **values: object) -> str:
        """Say a counted text of the interface in the player's language."""
        return self.words.n(context, singular, plural, count, **values)
