"""What takes longer than a frame: done beside the screen, which shows how far it is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic

from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog
from game.screen.widgets import Bar, Button, Column, Grow, Row, Text, Widget
from game.screen.work import Result, StoppedError, Work

if TYPE_CHECKING:
    from game.learning.exchange import Progress
    from game.screen.app import App

# What is done by then is shown at once, without a bar that flashes.
_AT_ONCE = 0.1
_LOOK_EVERY = 0.05
# Each drawing takes time from the work.
_STEPS = 25


class WorkView(View, Generic[Result]):
    """How far something is, over the screen that asked for it.

    Args:
        title: says what is done.
        work: what is done.
        then: what happens with the result.
        can_stop: whether it can be given up in the middle.
    """

    overlay = True

    def __init__(
        self,
        app: "App",
        title: Callable[[Ui], str],
        work: Work[Result],
        then: Callable[[Result], None],
        *,
        can_stop: bool = True,
    ) -> None:
        super().__init__(app)
        self._can_stop = can_stop
        self._title = title
        self._work = work
        self._then = then
        self._shown_part = 0.0

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out a bar and a way to stop."""
        part = self._shown_part = self._work.part
        percent = ui.t("display", "{percent} %", percent=int(100 * part))
        bar = Column([Bar(part, ui.theme.leaf), Text(percent, 18, ui.theme.soft)], gap=8)
        rows: list[Widget] = [Grow()]
        if self._can_stop:
            rows.append(Button("stop", self.escape, ui.t("work", "Stop"), "cross", "answer"))
        return dialog(ui, "work", self._title(ui), [bar], Row(rows), 620)

    def shown(self) -> None:
        """Begin to look how far it is."""
        self.app.call_in(0)

    def due(self) -> None:
        """Show how far it is, and go on once it is done."""
        if self._work.done():
            self.finish()
            return
        if int(_STEPS * self._work.part) != int(_STEPS * self._shown_part):
            self.app.refresh()
        self.app.call_in(_LOOK_EVERY)

    def finish(self) -> None:
        """Wait until it is done, and go on."""
        self._work.done(None)
        self.app.pop()
        go_on(self._work, self._then)

    def escape(self) -> None:
        """Give it up, if it can be."""
        if self._can_stop:
            self._work.stop()


def work(
    app: "App",
    title: Callable[[Ui], str],
    do: "Callable[[Progress], Result]",
    then: Callable[[Result], None],
    *,
    can_stop: bool = True,
) -> None:
    """Do something that may take long, and go on with its result; nothing if it is stopped.

    Args:
        app: the game that shows how far it is.
        title: says what is done.
        do: what is to be done, beside the screen.
        then: what happens with the result, on the screen.
        can_stop: whether it can be given up in the middle.
    """
    begun = Work(do)
    if begun.done(_AT_ONCE):
        go_on(begun, then)
    else:
        app.push(WorkView(app, title, begun, then, can_stop=can_stop))


def go_on(done: Work[Result], then: Callable[[Result], None]) -> None:
    """Go on with what came of something that is done."""
    try:
        result = done.result()
    except StoppedError:
        return
    then(result)
