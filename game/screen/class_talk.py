"""Pause and talk: the questions for the room, one at a time, with a timer that ends nothing."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.screen.class_common import big, clock, keys_line
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, panel
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
    icon,
)

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course

_A_LITTLE = 0.01
_SIZES = (44, 38, 32)


class TalkView(View):
    """One question at a time, and the timer.

    Args:
        course: of the class session.
        asked: the author's questions, in the room's language; those that any story leaves open
            come after them.
    """

    def __init__(self, app: "App", course: "Course", asked: Sequence[str]) -> None:
        super().__init__(app)
        self._course = course
        self._asked = asked
        self._at = 0

    def questions(self, ui: Ui) -> Sequence[str]:
        """List what the room may talk about."""
        return (
            *self._asked,
            ui.t("class", "What have you noticed?"),
            ui.t("class", "What would you say to a friend who gets such messages?"),
            ui.t("class", "Whom could one tell? Think of three people. Nobody has to say who."),
        )

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the question above the timer."""
        place = ui.rect(40, 84, ui.width - 80, ui.height - 108)
        left: list[Widget] = [
            back_button(ui, self.app),
            Card(Text(ui.t("class", "Talk together"), 19, bold=True), "plain", (20, 11)),
        ]
        return [
            bar(ui, self.app, left),
            *panel(ui, "talk", place, self._question(ui), self._foot(ui)),
        ]

    def _question(self, ui: Ui) -> Widget:
        questions = self.questions(ui)
        said = Text(questions[self._at], big(ui, 44), bold=True)
        number = ui.t(
            "class",
            "Question {number} of {all}",
            number=ui.number(self._at + 1),
            all=ui.number(len(questions)),
        )
        words = Column([Text(number, 20, ui.theme.soft), said], gap=10)
        return Row([Picture("sarika/thinking", 190, 213), Grow(words)], gap=30)

    def _foot(self, ui: Ui) -> Widget:
        timer, now = self._course.timer, self.app.now
        up = timer.up(now)
        counts = timer.running and not up
        left = ui.t("class", "Time is up") if up else clock(timer.seconds(now))
        sign = Row(
            [
                Picture("icons/clock", 52, 52),
                Text(left, big(ui, 46), bold=True),
            ],
            gap=14,
        )
        start = ui.t("class", "Stop the timer") if counts else ui.t("class", "Start the timer")
        less, more = ui.t("class", "Half a minute less"), ui.t("class", "Half a minute more")
        timing: list[Widget] = [
            Card(sign, "spot" if up else "mint", (22, 6)),
            Button("timer", self.toggle, start, "pause" if counts else "play", "answer"),
            _step("shorter", self._longer(-1), less, "minus"),
            _step("longer", self._longer(1), more, "plus"),
            Button("reset", self.reset, ui.t("class", "Set it back"), "replay", "answer"),
        ]
        moving: list[Widget] = [
            Button("before", self._turn(-1), ui.t("class", "Question before"), "back", "answer"),
            Button("after", self._turn(1), ui.t("class", "Next question"), "forward", "answer"),
            main_button("go-on", self.escape, ui.t("class", "Go on"), "play"),
        ]
        keys = keys_line(
            ui,
            [
                ui.t("class keys", "Arrows: other questions"),
                ui.t("class keys", "T: start or stop the timer"),
                ui.t("class keys", "R: set it back"),
                ui.t("class keys", "P: go on"),
            ],
        )
        return Column([Flow(timing, gap=12), Flow(moving, gap=12), keys], gap=14)

    def _turn(self, step: int) -> Callable[[], None]:
        def turn() -> None:
            self._at = (self._at + step) % len(self.questions(self.app.ui))
            self.app.ui.scrolls.pop("talk", None)
            self.app.refresh()

        return turn

    def _longer(self, steps: int) -> Callable[[], None]:
        def change() -> None:
            self._course.timer = self._course.timer.longer(steps, self.app.now)
            self._go_on()

        return change

    def toggle(self) -> None:
        """Start or stop the timer."""
        self._course.timer = self._course.timer.toggled(self.app.now)
        self._go_on()

    def reset(self) -> None:
        """Set the timer to its whole length, where it stands."""
        self._course.timer = self._course.timer.reset()
        self._go_on()

    def shown(self) -> None:
        """Let the timer go on."""
        self._go_on()

    def due(self) -> None:
        """Show what is left on the timer."""
        self._go_on()

    def _go_on(self) -> None:
        self.app.stop_calling()
        seconds = self._course.timer.next_beat(self.app.now)
        if seconds is not None:
            self.app.call_in(seconds + _A_LITTLE)
        self.app.refresh()

    def default(self) -> None:
        """Go on with the class."""
        self.escape()

    def pressed(self, key: int) -> bool:
        """Take the keys of talking together."""
        if key in (pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT) and self.at_a_button:
            return False
        act = {
            pygame.KSCAN_P: self.escape,
            pygame.KSCAN_T: self.toggle,
            pygame.KSCAN_R: self.reset,
            pygame.KSCAN_B: self._blank,
            pygame.KSCAN_LEFT: self._turn(-1),
            pygame.KSCAN_RIGHT: self._turn(1),
        }.get(key)
        if act is not None:
            act()
        return act is not None

    def _blank(self) -> None:
        from game.screen.class_blank import BlankView

        self.app.push(BlankView(self.app, self._course))


def _step(key: str, act: Callable[[], None], label: str, sign: str) -> Button:
    return Button(key, act, label, look="answer", child=icon(sign, 26), pad=(14, 10))
