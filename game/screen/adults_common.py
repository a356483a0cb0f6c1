"""What the screens behind the adults' PIN share: pages of a list, news, a second question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Card, Column, Flow, Grow, Picture, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App

Item = TypeVar("Item")

A_PAGE = 20


@dataclass(slots=True)
class Pages(Generic[Item]):
    """Show a long list piece by piece: a screen with thousands of entries would stand still.

    Args:
        items: the whole list.
        at: the number of the page that is shown, counted from 0.
    """

    items: Sequence[Item]
    at: int = 0

    @property
    def number(self) -> int:
        """Say how many pages there are; an empty list has one."""
        return max(1, -(-len(self.items) // A_PAGE))

    @property
    def shown(self) -> Sequence[Item]:
        """Give the entries of the page that is shown."""
        self.at = max(0, min(self.at, self.number - 1))
        return self.items[self.at * A_PAGE : (self.at + 1) * A_PAGE]

    def foot(self, ui: Ui, view: View, area: str) -> Widget | None:
        """Lay out the way to other pages; nothing where one page holds all.

        Args:
            ui: the surroundings.
            view: the screen that shows the pages.
            area: the scrolling area they are shown in; another page begins at its top.
        """
        if self.number == 1:
            return None

        def turn(step: int) -> Callable[[], None]:
            def go() -> None:
                self.at = (self.at + step) % self.number
                ui.scrolls[area] = 0
                view.app.refresh()

            return go

        said = ui.t(
            "adults",
            "Page {page} of {pages}",
            page=ui.number(self.at + 1),
            pages=ui.number(self.number),
        )
        return Row(
            [
                Button("page-before", turn(-1), ui.t("adults", "Page before"), "back", "answer"),
                Grow(Text(said, 18, ui.theme.soft, align="center")),
                Button("page-after", turn(1), ui.t("adults", "Next page"), "forward", "answer"),
            ]
        )


def when(ui: Ui, time: str) -> str:
    """Write a recorded time as a date and a time of day of this computer.

    Args:
        ui: the surroundings.
        time: in UTC as ISO 8601; damaged records may hold something else, which is shown as it is.
    """
    try:
        here = datetime.fromisoformat(time).astimezone()
    except (ValueError, OverflowError, OSError):
        return time
    return ui.t("adults", "{date}, {time}", date=ui.date(here.date()), time=f"{here:%H:%M}")


def heading(ui: Ui, title: str, said: str, sign: str) -> Widget:
    """Lay out the head of a screen behind the PIN."""
    words = Column([Text(title, 30, bold=True), Text(said, 18, ui.theme.soft)], gap=4)
    high = 40 * ui.settings.text_size / 100
    return Row([icon(sign, high, ui.theme.jade), Grow(words)], gap=16)


def facts(ui: Ui, said: Sequence[str]) -> Widget:
    """Lay out short facts side by side; one that has no room stands in the next line, whole."""
    return Flow([Text(fact, 17, ui.theme.soft) for fact in said], gap=16)


def nothing_yet(said: str) -> Widget:
    """Lay out a screen that has nothing to show."""
    bird = Picture("sarika/thinking", 160, 180)
    return Row([bird, Grow(Text(said, 22))], gap=24)


def news(ui: Ui, said: str, *, good: bool = True) -> Widget:
    """Lay out one line about what was just done."""
    sign = icon("check", 24, ui.theme.jade) if good else icon("warning", 24, ui.theme.red)
    return Card(Row([sign, Grow(Text(said, 19))], gap=12), "mint" if good else "rose", (18, 10))


def choice(
    key: str, act: Callable[[], None], sign: str, title: str, said: str, *, chosen: bool
) -> Button:
    """Lay out something that can be chosen, with a tick where it is."""
    about = [Text(said, 17)] if said else []
    words = Column([Text(title, 20, bold=True), *about], gap=2)
    row = Row([icon("check" if chosen else sign, 30), Grow(words)], gap=16)
    return Button(key, act, title, look="answer", child=row, pad=(18, 10), chosen=chosen)


def way(
    key: str, sign: str, title: str, said: str, act: Callable[[], None], look: str = "answer"
) -> Button:
    """Lay out the way to another screen, with what it is for."""
    words = Column([Text(title, 21, bold=True), Text(said, 17)], gap=2)
    row = Row([icon(sign, 38), Grow(words)], gap=18)
    return Button(key, act, title, look=look, child=row, pad=(20, 9))


@dataclass(frozen=True, slots=True)
class Question:
    """Say what is asked before something is done for good.

    Args:
        title: the question.
        lost: what is lost, in a few facts; nothing where that is said elsewhere.
        said: what that means.
        no: the answer that keeps everything.
        yes: the answer that does it.
    """

    title: str
    lost: str
    said: Sequence[str]
    no: str
    yes: str


class SureView(View):
    """The second question before something is done for good.

    Args:
        question: in the language of the screen.
        act: does it; gives one line where that failed.
        then: what happens after it was done.
    """

    overlay = True

    def __init__(
        self,
        app: "App",
        question: Callable[[Ui], Question],
        act: Callable[[], str | None],
        then: Callable[[], None],
    ) -> None:
        super().__init__(app)
        self._question = question
        self._act = act
        self._then = then
        self._failed: str | None = None

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what is lost, and the two answers."""
        asked = self._question(ui)
        words: list[Widget] = [Text(line, 20) for line in asked.said]
        if asked.lost:
            words.insert(0, Card(Text(asked.lost, 19), "rose", (18, 10)))
        words.append(Text(ui.t("sure", "It is for good. Nobody can bring it back."), bold=True))
        if self._failed is not None:
            words.append(news(ui, self._failed, good=False))
        foot = Flow(
            [
                main_button("no", self.escape, asked.no, "back"),
                Button("yes", self._do, asked.yes, "trash", "help"),
            ],
            gap=16,
        )
        return dialog(ui, "sure", asked.title, words, foot, 860)

    def default(self) -> None:
        """Do nothing: a key pressed once too often erases nobody."""
        self.escape()

    def _do(self) -> None:
        self._failed = self._act()
        if self._failed is not None:
            self.app.refresh()
            return
        self.app.pop()
        self._then()
