"""The dark screen of a class: for a moment nobody looks at it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.screen.placed import Placed, Spot
from game.screen.ui import Ui
from game.screen.view import Piece, View
from game.screen.widgets import Column, Grow, Text

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course

_DARK = (44, 36, 38)
_HINT = (203, 190, 180)


class BlankView(View):
    """A dark screen with one small line; everything else waits, the timer too.

    Args:
        course: of the class session.
    """

    def __init__(self, app: "App", course: "Course") -> None:
        super().__init__(app)
        self._course = course
        self._running = course.timer.running
        course.timer = course.timer.stopped(app.now)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out nothing but how to come back."""
        hint = ui.t("class", "Press B to go on")
        whole = pygame.Rect((0, 0), ui.size)
        low = ui.rect(40, ui.height - 110, ui.width - 80, 90)
        line = Column([Grow(), Text(hint, 20, _HINT, align="center")])
        return [(whole, _Dark(hint, self.escape)), (low, line)]

    def pressed(self, key: int) -> bool:
        """Come back with B, and take no other letter."""
        if key == pygame.KSCAN_B:
            self.escape()
        return True

    def escape(self) -> None:
        """Come back; a timer that counted goes on."""
        if self._running:
            self._course.timer = self._course.timer.toggled(self.app.now)
        self.app.pop()


class _Dark:
    """The dark, which can be pressed anywhere."""

    def __init__(self, label: str, act: Callable[[], None]) -> None:
        self._label = label
        self._act = act

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:  # noqa: ARG002
        return width, 0

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:  # noqa: ARG002
        onto.paint(rect, lambda target, dx, dy: target.fill(_DARK, rect.move(dx, dy)) and None)
        onto.parts.append(Spot("back", rect, self._label, self._act))
