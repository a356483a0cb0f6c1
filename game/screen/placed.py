"""A screen once every widget has its place: what to paint, what can be touched, in what order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.screen.ui import Ui

Paint = Callable[[pygame.Surface, int, int], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that can be touched or reached with the keyboard.

    Args:
        key: names the spot, also when the screen is laid out anew.
        rect: where it is, in pixels, inside what holds it.
        label: what a screen reader says.
        act: what a press does.
        chosen: whether it is switched on; None where it is not a switch.
    """

    key: str
    rect: pygame.Rect
    label: str
    act: Callable[[], None]
    chosen: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A text that can be read.

    Args:
        rect: where it is, in pixels, inside what holds it.
        text: as it was given; `**…**` is bold.
        lines: what stands in each line, with the spaces and breaks that end it.
        troubles: what does not fit or lacks a letter, each in one line.
    """

    rect: pygame.Rect
    text: str
    lines: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(slots=True)
class Area:
    """A part of the screen that scrolls.

    Args:
        rect: its window, in pixels.
        content: what lies in it, with its own upper left corner at 0, 0.
        height: of the content, in pixels.
        to_end: whether it follows what is new.
    """

    key: str
    rect: pygame.Rect
    content: "Placed"
    height: int
    to_end: bool

    def farthest(self) -> int:
        """How far it can be moved up, in pixels."""
        return max(0, self.height - self.rect.height)


@dataclass(slots=True)
class Placed:
    """Everything on one screen, back to front.

    Args:
        parts: what can be read, touched or scrolled, in reading order.
        troubles: pieces that do not fit, each in one line; texts say for themselves what is wrong.
    """

    paints: list[tuple[pygame.Rect, Paint]] = field(default_factory=list)
    parts: list[Said | Spot | Area] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def areas(self) -> list[Area]:
        """The parts that scroll."""
        return [part for part in self.parts if isinstance(part, Area)]

    def paint(self, rect: pygame.Rect, paint: Paint) -> None:
        """Add something to draw; `paint` gets the surface and how far all has moved."""
        self.paints.append((rect, paint))

    def draw(self, target: pygame.Surface, ui: "Ui", dx: int = 0, dy: int = 0) -> None:
        """Draw everything that can be seen."""
        seen = target.get_clip()
        for rect, paint in self.paints:
            if seen.colliderect(rect.move(dx, dy)):
                paint(target, dx, dy)
        for area in self.areas:
            self._draw_area(target, ui, area, dx, dy)

    def _draw_area(self, target: pygame.Surface, ui: "Ui", area: Area, dx: int, dy: int) -> None:
        before = target.get_clip()
        window = area.rect.move(dx, dy)
        target.set_clip(window.clip(before))
        moved = round(ui.scrolls.get(area.key, 0))
        area.content.draw(target, ui, window.x, window.y - moved)
        target.set_clip(before)
        if area.farthest():
            _draw_bar(target, ui, area, window, moved)

    def all_parts(self, ui: "Ui") -> Iterator[tuple[Said | Spot, pygame.Rect, Area | None]]:
        """Go through texts and spots in reading order, each with its place on the screen."""
        for part in self.parts:
            if not isinstance(part, Area):
                yield part, part.rect, None
                continue
            moved = round(ui.scrolls.get(part.key, 0))
            for inner, rect, _ in part.content.all_parts(ui):
                yield inner, rect.move(part.rect.x, part.rect.y - moved), part

    def all_spots(self, ui: "Ui") -> Iterator[tuple[Spot, pygame.Rect, Area | None]]:
        """Go through the spots in reading order, each with its place on the screen."""
        for part, rect, area in self.all_parts(ui):
            if isinstance(part, Spot):
                yield part, rect, area

    def all_texts(self) -> Iterator[str]:
        """Go through every text on the screen, in reading order."""
        for part in self.parts:
            if isinstance(part, Said):
                yield part.text
            elif isinstance(part, Area):
                yield from part.content.all_texts()

    def all_troubles(self) -> Iterator[str]:
        """Go through everything that does not fit or lacks a letter."""
        yield from self.troubles
        for part in self.parts:
            if isinstance(part, Said):
                yield from part.troubles
            elif isinstance(part, Area):
                yield from part.content.all_troubles()

    def spot_at(self, ui: "Ui", point: tuple[int, int]) -> Spot | None:
        """Find what is under a point of the window."""
        found = None
        for spot, rect, area in self.all_spots(ui):
            visible = rect if area is None else rect.clip(area.rect)
            if visible.collidepoint(point):
                found = spot
        return found

    def area_at(self, point: tuple[int, int]) -> Area | None:
        """Find the scrolling area under a point of the window."""
        return next((a for a in reversed(self.areas) if a.rect.collidepoint(point)), None)


def _draw_bar(
    target: pygame.Surface, ui: "Ui", area: Area, window: pygame.Rect, moved: int
) -> None:
    room = window.height - ui.px(12)
    length = max(ui.px(36), room * window.height // area.height)
    top = window.y + ui.px(6) + (room - length) * moved // area.farthest()
    thickness = ui.px(6)
    bar = pygame.Rect(window.right - thickness - ui.px(3), top, thickness, length)
    pygame.draw.rect(target, ui.theme.soft, bar, border_radius=thickness // 2)
