"""For adults, behind the PIN: what can be seen and done with the records of this computer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.learning.overview import Overview
from game.learning.store import StoreUnavailable
from game.screen.adults_common import heading, news
from game.screen.adults_work import Progress, work
from game.screen.pin import PinView
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Button, Column, Grid, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App

_TWO_COLUMNS = 120


class RecordsView(View):
    """The ways on, once the PIN was typed."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._news: str | None = None
        self._trouble: str | None = None

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one big button for each thing that can be done."""
        said = ui.t("adults", "Going back closes them again.")
        rows: list[Widget] = [heading(ui, ui.t("adults", "The records"), said, "lock")]
        if self._trouble is not None:
            rows.append(news(ui, self._trouble, good=False))
        elif self._news is not None:
            rows.append(news(ui, self._news))
        columns = 2 if ui.settings.text_size <= _TWO_COLUMNS else 1
        rows.append(Grid(columns, self._ways(ui), gap=14))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "records", min(1060, ui.width - 60), Column(rows, gap=18))]

    def _ways(self, ui: Ui) -> list[Widget]:
        return [
            _way(
                "players",
                "people",
                ui.t("adults", "Players of this computer"),
                ui.t("adults", "Who they are by animal, colour and code; erase one of them."),
                self._players,
            ),
            _way(
                "sessions",
                "clock",
                ui.t("adults", "Sessions"),
                ui.t("adults", "When the game was used, and by how many."),
                self._sessions,
            ),
            _way(
                "change-pin",
                "key",
                ui.t("adults", "Change the PIN"),
                ui.t("adults", "Type the old one, then a new one twice."),
                self._change_pin,
            ),
        ]

    def _players(self) -> None:
        from game.screen.adults_players import PlayersView

        self._read(lambda found: self.app.push(PlayersView(self.app, found.players)))

    def _sessions(self) -> None:
        from game.screen.adults_sessions import SessionsView

        self._read(lambda found: self.app.push(SessionsView(self.app, found.sessions)))

    def _read(self, then: Callable[[Overview], None]) -> None:
        from game.screen.adults_players import read_overview

        store = self.app.store
        self._news = self._trouble = None

        def read(progress: Progress) -> Overview | StoreUnavailable:
            try:
                return read_overview(store, progress)
            except StoreUnavailable as error:
                return error

        def go_on(found: Overview | StoreUnavailable) -> None:
            if isinstance(found, StoreUnavailable):
                self._trouble = str(found)
                self.app.refresh()
            else:
                then(found)

        work(self.app, _reading, read, go_on)

    def _change_pin(self) -> None:
        self._news = self._trouble = None
        new = partial(PinView, self.app, self._changed, new=True)
        self.app.push(PinView(self.app, lambda: self.app.push(new())))

    def _changed(self) -> None:
        self._news = self.app.ui.t("adults", "The PIN was changed.")
        self.app.refresh()


def _reading(ui: Ui) -> str:
    return ui.t("work", "Reading the records…")


def _way(key: str, sign: str, title: str, said: str, act: Callable[[], None]) -> Widget:
    words = Column([Text(title, 21, bold=True), Text(said, 17)], gap=4)
    return Button(
        key,
        act,
        title,
        look="answer",
        child=Row([icon(sign, 38), Grow(words)], gap=18),
        pad=(20, 14),
    )
