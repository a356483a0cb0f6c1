"""For adults, behind the PIN: what can be seen and done with the records of this computer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.learning.exchange import Progress
from game.learning.store import StoreUnavailable
from game.screen.adults_common import Question, SureView, heading, news
from game.screen.adults_work import work
from game.screen.pin import PinView
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Button, Column, Grid, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.adults_players import Read
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
        rows.append(Grid(columns, self._ways(ui), gap=12))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "records", min(1060, ui.width - 60), Column(rows, gap=14))]

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
                "book",
                ui.t("adults", "Sessions"),
                ui.t("adults", "When the game was used, and by how many."),
                self._sessions,
            ),
            _way(
                "export",
                "save",
                ui.t("export", "Export"),
                ui.t(
                    "adults", "Write a file for another computer, a spreadsheet or a record store."
                ),
                self._export,
            ),
            _way(
                "import",
                "plus",
                ui.t("import", "Import"),
                ui.t("adults", "Take in files that other computers have written."),
                self._import,
            ),
            _way(
                "keeping",
                "clock",
                ui.t("keeping", "How long records are kept"),
                ui.t("adults", "Set after how many days the game erases a player."),
                self._keeping,
            ),
            _way(
                "change-pin",
                "key",
                ui.t("adults", "Change the PIN"),
                ui.t("adults", "Type the old one, then a new one twice."),
                self._change_pin,
            ),
            _way(
                "erase-all",
                "trash",
                ui.t("adults", "Erase all records"),
                ui.t("adults", "Everything about everybody, for good, after the PIN once more."),
                self._ask_to_erase,
            ),
        ]

    # What each of them does

    def _players(self) -> None:
        from game.screen.adults_players import PlayersView

        self._read(lambda app, read: PlayersView(app, read.overview.players, read.machine))

    def _sessions(self) -> None:
        from game.screen.adults_sessions import SessionsView

        self._read(lambda app, read: SessionsView(app, read.overview.sessions, read.machine))

    def _read(self, view: "Callable[[App, Read], View]") -> None:
        from game.screen.adults_players import Read

        store = self.app.store
        self._forget_news()

        def read(progress: Progress) -> Read | StoreUnavailable:
            try:
                return Read.of(store, progress)
            except StoreUnavailable as error:
                return error

        def go_on(found: Read | StoreUnavailable) -> None:
            if isinstance(found, StoreUnavailable):
                self._trouble = str(found)
                self.app.refresh()
            else:
                self.app.push(view(self.app, found))

        work(self.app, _reading, read, go_on)

    def _export(self) -> None:
        from game.screen.adults_export import ExportView

        self._forget_news()
        self.app.push(ExportView(self.app))

    def _import(self) -> None:
        from game.screen.adults_import import ImportView

        self._forget_news()
        self.app.push(ImportView(self.app))

    def _keeping(self) -> None:
        from game.screen.adults_keeping import KeepingView

        self._forget_news()
        KeepingView.open(self.app)

    def _change_pin(self) -> None:
        self._forget_news()
        new = partial(PinView, self.app, self._changed, new=True)
        self.app.push(PinView(self.app, lambda: self.app.push(new())))

    def _changed(self) -> None:
        self._news = self.app.ui.t("adults", "The PIN was changed.")
        self.app.refresh()

    def _ask_to_erase(self) -> None:
        self._forget_news()
        self.app.push(SureView(self.app, self.question, lambda: None, self._ask_for_pin))

    def question(self, ui: Ui) -> Question:
        """Ask whether all records shall be erased."""
        return Question(
            ui.t("adults", "Erase all records?"),
            "",
            [
                ui.t(
                    "adults",
                    "Everything that is known of every player is lost: their answers, their "
                    "notebooks, and where they stopped. No code opens anything any more. The "
                    "totals of players who went before are lost as well.",
                ),
                ui.t(
                    "adults",
                    "Files that were exported, and records that were moved aside as damaged, stay "
                    "where they are. Delete them yourself.",
                ),
            ],
            ui.t("adults", "Keep all"),
            ui.t("adults", "Go on to the PIN"),
        )

    def _ask_for_pin(self) -> None:
        self.app.push(PinView(self.app, self._erase_all, _erases_all))

    def _erase_all(self) -> None:
        from game.learning.erasing import erase_all

        store = self.app.store

        def erase(_: Progress) -> int | StoreUnavailable:
            try:
                return erase_all(store).wait()
            except StoreUnavailable as error:
                return error

        work(self.app, _erasing, erase, self._erased, can_stop=False)

    def _erased(self, result: int | StoreUnavailable) -> None:
        if isinstance(result, StoreUnavailable):
            self._trouble = str(result)
        else:
            self._news = self.app.ui.n(
                "adults",
                "All records are erased. {count} player was in them.",
                "All records are erased. {count} players were in them.",
                result,
            )
        self.app.refresh()

    def _forget_news(self) -> None:
        self._news = self._trouble = None


def _reading(ui: Ui) -> str:
    return ui.t("work", "Reading the records…")


def _erasing(ui: Ui) -> str:
    return ui.t("work", "Erasing…")


def _erases_all(ui: Ui) -> str:
    return ui.t("pin", "With the PIN all records are erased, for good.")


def _way(key: str, sign: str, title: str, said: str, act: Callable[[], None]) -> Widget:
    words = Column([Text(title, 21, bold=True), Text(said, 17)], gap=2)
    return Button(
        key,
        act,
        title,
        look="answer",
        child=Row([icon(sign, 38), Grow(words)], gap=18),
        pad=(20, 9),
    )
