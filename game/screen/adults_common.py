"""What the screens behind the adults' PIN share: times, pages of a long list, one line of news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from game.screen.ui import Ui
from game.screen.view import View
from game.screen.widgets import Button, Card, Column, Flow, Grow, Picture, Row, Text, Widget, icon

if TYPE_CHECKING:
    from collections.abc import Callable

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

        def turn(step: int) -> "Callable[[], None]":
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
