"""What the screens of a class share: type that is read from afar, the upper bar, the keys."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.learning.events import Happening
from game.screen.class_blank import BlankView
from game.screen.trouble import TroubleView
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar
from game.screen.widgets import Button, Card, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.learning.counts import Play
    from game.learning.store import Ticket
    from game.screen.app import App
    from game.screen.class_course import Course

# The least type for whoever sits ten metres away, in units of the 1280x720 layout.
BOARD = 28
_EDGE = 40
_TOP = 80
_GAP = 20
# Of the room for both cards; with big type the answers need more of it.
_CHAT = 0.39
_CHAT_BESIDE_BIG = 0.34
_BIG = 120  # per cent of text size
_SOON = 0.004
_A_LITTLE = 0.01
_USUAL = 100  # per cent of text size


def big(ui: Ui, size: float = BOARD) -> float:
    """Give a type size that the setting for text makes bigger, half as much as elsewhere.

    It is never smaller than `size` on the screen: the type is big already, and all answers to a
    question should stay in sight.

    Args:
        ui: the surroundings.
        size: in units.
    """
    setting = ui.settings.text_size / _USUAL
    return size * (1 + max(0.0, setting - 1) / 2) / setting


def beside(ui: Ui) -> tuple[pygame.Rect, pygame.Rect]:
    """Give the places of the two cards of a class: what is asked about, and what is asked.

    Args:
        ui: the surroundings.
    """
    share = _CHAT if ui.settings.text_size <= _BIG else _CHAT_BESIDE_BIG
    room = ui.width - 2 * _EDGE - _GAP
    high = ui.height - _TOP - 18
    start = _EDGE + room * share + _GAP
    about = ui.rect(_EDGE, _TOP, room * share, high)
    return about, ui.rect(start, _TOP, ui.width - _EDGE - start, high)


def clock(seconds: int) -> str:
    """Write a time as minutes and seconds.

    Args:
        seconds: how long.
    """
    return f"{seconds // 60}:{seconds % 60:02}"


class RoomView(View):
    """A screen on which a class plays.

    Args:
        course: of the class session.
    """

    def __init__(self, app: "App", course: "Course") -> None:
        super().__init__(app)
        self.course = course
        self.record: Play | None = None
        self._ticket: Ticket | None = None
        self._then: Callable[[], None] | None = None

    # What a screen of a class has to say

    def questions(self) -> Sequence[str]:
        """List what the room may talk about now, in its language; what fits best comes first."""
        return ()

    def take_back(self) -> None:
        """Take the last entry back."""
        raise NotImplementedError

    def record_again(self) -> None:
        """Record all there is into the records in memory, which were empty."""
        raise NotImplementedError

    def more_in_bar(self, ui: Ui) -> Sequence[Widget]:  # noqa: ARG002
        """Make the buttons that only this screen has in its upper bar."""
        return ()

    # What all of them do

    def keep(self, what: Iterable[Happening]) -> None:
        """Record what happened in the play."""
        if self.record is not None:
            self._ticket = self.app.store.record(self.record, what)

    def once_kept(self, then: Callable[[], None]) -> None:
        """Do something as soon as all that happened is on the disk."""
        self._then = None
        if self._ticket is not None and self._ticket.error is not None:
            self.app.push(TroubleView(self.app, self._ticket.error.reason, self._to_memory))
        elif self._ticket is not None and not self._ticket.done:
            self._then = then
            self.app.call_in(_SOON)
        else:
            then()

    def _to_memory(self) -> None:
        self.app.store.take_over_class(self.course.room)
        self.record_again()

    def shown(self) -> None:
        """Go on after something else was shown."""
        if self.record is not None and self._ticket is not None and self._ticket.error is not None:
            # Somebody may have made room meanwhile: try again what was not written.
            self._ticket = self.app.store.record(self.record, ())
        self.beat()

    def due(self) -> None:
        """Go on with what waited for the disk; show what is left on the timer."""
        then, self._then = self._then, None
        if then is not None:
            self.once_kept(then)
        if self.app.views[-1] is self and self._then is None:
            self.app.refresh()
            self.beat()

    def beat(self) -> None:
        """Wait until the timer shows something else."""
        seconds = self.course.timer.next_beat(self.app.now)
        if seconds is not None and self._then is None:
            self.app.call_in(seconds + _A_LITTLE)

    def pressed(self, key: int) -> bool:
        """Take the keys of all screens of a class, by their place: any language may be set."""
        act = {
            pygame.KSCAN_B: self.blank,
            pygame.KSCAN_P: self.talk,
            pygame.KSCAN_T: self.toggle_timer,
            pygame.KSCAN_U: self.take_back,
            pygame.KSCAN_BACKSPACE: self.take_back,
        }.get(key)
        if act is not None:
            act()
            return True
        if key == pygame.KSCAN_RIGHT and not self.at_a_button:
            self.default()
            return True
        return False

    def escape(self) -> None:
        """Show the menu."""
        from game.screen.class_menu import ClassMenuView

        self.app.push(ClassMenuView(self.app, self.course))

    def blank(self) -> None:
        """Make the screen dark."""
        self.app.push(BlankView(self.app, self.course))

    def talk(self) -> None:
        """Pause, and talk together."""
        from game.screen.class_talk import TalkView

        self.app.push(TalkView(self.app, self.course, self.questions()))

    def toggle_timer(self) -> None:
        """Start or stop the timer."""
        self.course.timer = self.course.timer.toggled(self.app.now)
        self.app.refresh()
        self.beat()

    def top(self, ui: Ui) -> Piece:
        """Lay out the upper bar."""
        room = self.course.room
        who = ui.n(
            "class",
            "Class of {count} child",
            "Class of {count} children",
            room.children,
        )
        left: list[Widget] = [
            Button("menu", self.escape, ui.t("class", "Menu"), "menu"),
            Card(Text(who, 17, bold=True), "plain", (16, 10)),
            Button("talk", self.talk, ui.t("class", "Pause and talk (P)"), "pause"),
            timer_button(ui, self.app, self.course, self.toggle_timer),
            Button("blank", self.blank, ui.t("class", "Blank (B)"), "screen"),
            *self.more_in_bar(ui),
        ]
        return bar(ui, self.app, left)


def timer_button(ui: Ui, app: "App", course: "Course", act: Callable[[], None]) -> Button:
    """Make the button that shows the timer, and starts or stops it.

    Args:
        ui: the surroundings.
        app: the game.
        course: whose timer it is.
        act: what a press does.
    """
    timer, up = course.timer, course.timer.up(app.now)
    said = ui.t("class", "Time is up") if up else clock(timer.seconds(app.now))
    sign = icon("clock" if up or timer.running else "play", 22)
    # What it shows is more than a name: it stays where other buttons show their pictures alone.
    child = Row([sign, Text(said, bold=True)], gap=10)
    return Button("timer", act, said, look="spot" if up else "plain", child=child)


def keys_line(ui: Ui, said: Sequence[str]) -> Widget:
    """Lay out which keys do what, for whoever leads the class."""
    return Text(" · ".join(said), 14, ui.theme.soft)
