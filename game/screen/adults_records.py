"""For adults, behind the PIN: what can be seen and done with the records of this computer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from game.learning.exchange import Progress
from game.learning.store import Store, StoreUnavailable
from game.screen.adults_common import Question, SureView, heading, news, way
from game.screen.adults_work import work
from game.screen.pin import PinView
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Column, Grid, Widget

if TYPE_CHECKING:
    from game.screen.adults_export import Written
    from game.screen.app import App

_Found = TypeVar("_Found")

_TWO_COLUMNS = 120


class RecordsView(View):
    """The ways on, once the PIN was typed."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._news: str | None = None
        self._trouble: str | None = None
        self._session: str | None = None

    def shown(self) -> None:
        """Look up in which session this computer is."""
        from game.screen.adults_export import session_of_today

        self._session = session_of_today(self.app)
        self.app.refresh()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one big button for each thing that can be done."""
        said = ui.t("adults", "Going back closes them again.")
        rows: list[Widget] = [heading(ui, ui.t("adults", "The records"), said, "lock")]
        if self._trouble is not None:
            rows.append(news(ui, self._trouble, good=False))
        elif self._news is not None:
            rows.append(news(ui, self._news))
        if self._session is not None:
            rows.append(self._way_to_save(ui, self._session))
        columns = 2 if ui.settings.text_size <= _TWO_COLUMNS else 1
        rows.append(Grid(columns, self._ways(ui), gap=12))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "records", min(1060, ui.width - 60), Column(rows, gap=14))]

    def _ways(self, ui: Ui) -> list[Widget]:
        return [
            way(
                "players",
                "people",
                ui.t("adults", "Players of this computer"),
                ui.t("adults", "Who they are by animal, colour and code; erase one of them."),
                self._players,
            ),
            way(
                "sessions",
                "book",
                ui.t("adults", "Sessions"),
                ui.t("adults", "When the game was used, and by how many."),
                self._sessions,
            ),
            way(
                "report",
                "eye",
                ui.t("report", "A report"),
                ui.t("adults", "What a group played and learned; nothing of one child."),
                self._report,
            ),
            way(
                "export",
                "save",
                ui.t("export", "Export"),
                ui.t(
                    "adults", "Write a file for another computer, a spreadsheet or a record store."
                ),
                self._export,
            ),
            way(
                "import",
                "plus",
                ui.t("import", "Import"),
                ui.t("adults", "Take in files that other computers have written."),
                self._import,
            ),
            way(
                "keeping",
                "clock",
                ui.t("keeping", "How long records are kept"),
                ui.t("adults", "Set after how many days the game erases a player."),
                self._keeping,
            ),
            way(
                "change-pin",
                "key",
                ui.t("adults", "Change the PIN"),
                ui.t("adults", "Type the old one, then a new one twice."),
                self._change_pin,
            ),
            way(
                "erase-all",
                "trash",
                ui.t("adults", "Erase all records"),
                ui.t("adults", "Everything about everybody, for good, after the PIN once more."),
                self._ask_to_erase,
            ),
        ]

    def _way_to_save(self, ui: Ui, code: str) -> Widget:
        return way(
            "save-session",
            "check",
            ui.t("adults", "Save for the session"),
            ui.t("adults", "Session {code}: everything onto the stick, for gathering.", code=code),
            partial(self._save, code),
            "spot",
        )

    # What each of them does

    def _save(self, code: str) -> None:
        from game.screen.adults_export import FORMATS, Written, export_or_say_why
        from game.screen.adults_places import can_be_written, places
        from game.screen.adults_writing import writing

        store, data = self.app.store, self.app.around.data
        self._forget_news()

        def save(progress: Progress) -> Written | None:
            for place in places(data):
                if place.kind == "drive" and can_be_written(place.folder):
                    return export_or_say_why(store, FORMATS[0], place.folder, progress, code)
            return None

        work(self.app, writing, save, self._saved)
        self.app.refresh()

    def _saved(self, result: "Written | None") -> None:
        from game.screen.adults_export import told
        from game.screen.adults_writing import not_written

        ui = self.app.ui
        if result is None:
            self._trouble = ui.t(
                "adults",
                "No stick was found that can be written. Put one in and press once more, or choose "
                "another place under Export.",
            )
        elif isinstance(result, str):
            self._trouble = not_written(ui, result)
        else:
            self._news = told(ui, *result)
        ui.scrolls["records"] = 0
        self.app.refresh()

    def _players(self) -> None:
        from game.screen.adults_players import PlayersView, Read

        self._read(Read.of, lambda app, read: PlayersView(app, read.overview.players, read.machine))

    def _sessions(self) -> None:
        from game.screen.adults_players import Read
        from game.screen.adults_sessions import SessionsView

        self._read(
            Read.of, lambda app, read: SessionsView(app, read.overview.sessions, read.machine)
        )

    def _report(self) -> None:
        from game.screen.adults_report import ReportOfView, read_sessions

        self._read(read_sessions, ReportOfView)

    def _read(
        self, read: Callable[[Store, Progress], _Found], view: "Callable[[App, _Found], View]"
    ) -> None:
        store = self.app.store
        self._forget_news()

        def reading(progress: Progress) -> _Found | StoreUnavailable:
            try:
                return read(store, progress)
            except StoreUnavailable as error:
                return error

        def go_on(found: _Found | StoreUnavailable) -> None:
            if isinstance(found, StoreUnavailable):
                self._trouble = str(found)
                self.app.refresh()
            else:
                self.app.push(view(self.app, found))

        work(self.app, _reading, reading, go_on)

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
