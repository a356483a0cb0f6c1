"""For adults: what all screens share that write a file to a stick or a folder."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from game.screen.adults_common import choice, news
from game.screen.adults_places import Place, can_be_written, places
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Button, Column, Flow, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

# Above this size of text, in per cent, what is written and where to stand below each other.
TWO_COLUMNS = 120
_SIGNS = {"drive": "key", "documents": "book", "exports": "home"}
_Written = TypeVar("_Written")


class WritingView(View, ABC, Generic[_Written]):
    """What is written, and where to.

    Args:
        key: names the card, which scrolls.
        width: of the card, in units.
    """

    def __init__(self, app: "App", key: str, width: float = 1120) -> None:
        super().__init__(app)
        self._key = key
        self._width = width
        self._places: tuple[Place, ...] = ()
        self._place: Place | None = None
        self.written: _Written | None = None
        self.failed: str | None = None
        self._look()

    @abstractmethod
    def rows(self, ui: Ui) -> Sequence[Widget]:
        """Lay out what is written and where to, with the heading first."""

    @abstractmethod
    def ways(self, ui: Ui) -> Sequence[Widget]:
        """Give the buttons that write it."""

    @abstractmethod
    def told(self, ui: Ui, written: _Written) -> str:
        """Say what was written where."""

    def offered(self) -> Iterable[Place]:
        """List the places where it could go, as far as they can be written."""
        return places(self.app.around.data)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the card, with what came of the last try below its heading."""
        title, *rows = self.rows(ui)
        if self.failed is not None:
            rows.insert(0, news(ui, self.failed, good=False))
        elif self.written is not None:
            rows.insert(0, news(ui, self.told(ui, self.written)))
        again = ui.t("export", "Look for sticks again")
        foot: list[Widget] = [Button("look", self._look, again, "replay", "ghost")]
        if self._place is not None:
            foot[:0] = self.ways(ui)
        top = bar(ui, self.app, [back_button(ui, self.app)])
        body = Column([title, *rows], gap=16)
        width = min(self._width, ui.width - 60)
        return [top, *snug(ui, self._key, width, body, Flow(foot, gap=16))]

    def where(self, ui: Ui) -> Widget:
        """Lay out the places that something can be written to."""
        rows: list[Widget] = [Text(ui.t("export", "Where"), 21, bold=True)]
        if not self._places:
            nowhere = ui.t("export", "No folder of this computer can be written. Put a stick in.")
            rows.append(Text(nowhere))
        rows += [
            choice(
                f"place-{number}",
                partial(self._go_to, place),
                _SIGNS[place.kind],
                place_name(ui, place),
                str(place.folder),
                chosen=place == self._place,
            )
            for number, place in enumerate(self._places, 1)
        ]
        return Column(rows, gap=10)

    def begin(self) -> Place | None:
        """Forget what came of the last try.

        Returns:
            Where the file goes; None where nothing can be written.
        """
        if self._place is not None:
            self.written = self.failed = None
        return self._place

    def done(self, result: _Written | str) -> None:
        """Show what came of it.

        Args:
            result: what was written, or why nothing was.
        """
        if isinstance(result, str):
            self.failed = not_written(self.app.ui, result)
        else:
            self.written = result
        self.app.ui.scrolls[self._key] = 0
        self.app.refresh()

    def _look(self) -> None:
        self._places = tuple(place for place in self.offered() if can_be_written(place.folder))
        if self._place not in self._places:
            self._place = next(iter(self._places), None)
        self.app.refresh()

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.app.refresh()


def place_name(ui: Ui, place: Place) -> str:
    """Say what kind of place it is."""
    return {
        "drive": ui.t("export", "A stick or card"),
        "documents": ui.t("export", "My documents"),
        "exports": ui.t("export", "The folder of the game"),
    }[place.kind]


def not_written(ui: Ui, why: str) -> str:
    """Say why nothing was written."""
    return ui.t("export", "Nothing was written: {why}", why=why)


def writing(ui: Ui) -> str:
    """Say what takes so long."""
    return ui.t("work", "Writing the file…")
