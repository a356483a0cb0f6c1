"""For adults, behind the PIN: a report on all players, on a session, or sessions side by side."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.exchange import Progress, Watched
from game.learning.report import MOST_SESSIONS, reported
from game.learning.sessions import Session, SessionError, sessions
from game.learning.store import Store, StoreUnavailable
from game.screen.adults_common import Pages, choice, heading, news, when
from game.screen.adults_pages import FileView, NotMadeError
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Column, Flow, Text, Widget
from game.sheets.report_file import KINDS, report_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.learning.events import Event
    from game.screen.app import App


def read_sessions(store: Store, progress: Progress) -> tuple[Session, ...]:
    """List the sessions of all records, the newest first.

    Args:
        store: the records.
        progress: is told which part is read.

    Raises:
        StoreUnavailable: they cannot be read.
    """
    return sessions(_watched(store, progress))


def _watched(store: Store, progress: Progress) -> "Iterator[Event]":
    watching = Watched(store.size(), progress)
    for event in store.every_event():
        yield event
        watching.add()


class ReportOfView(View):
    """About whom a report is.

    Args:
        there: all sessions, the newest first.
    """

    def __init__(self, app: "App", there: Sequence[Session]) -> None:
        super().__init__(app)
        self._pages = Pages(tuple(there))
        self._chosen: tuple[Session, ...] = ()
        self._too_many = False

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out all players first, then the sessions of a page."""
        said = ui.t(
            "report", "Choose one session, or up to 6 to set them side by side; else all players."
        )
        rows: list[Widget] = [heading(ui, ui.t("report", "A report"), said, "eye")]
        if self._too_many:
            few = ui.t("report", "Six sessions fit side by side. Take one away first.")
            rows.append(news(ui, few, good=False))
        everybody = ui.t("report", "All players of this computer")
        said = ui.t("report", "With all that other computers have brought here.")
        rows.append(choice("all", self._all, "people", everybody, said, chosen=not self._chosen))
        if not self._pages.items:
            rows.append(Text(ui.t("report", "Nobody has played here yet.")))
        rows += [self._row(ui, n, it) for n, it in enumerate(self._pages.shown, 1)]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        foot: list[Widget] = [main_button("on", self.default, ui.t("report", "Go on"), "forward")]
        turn = self._pages.foot(ui, self, "report-of")
        low = Column([*([turn] if turn else []), Flow(foot)], gap=12)
        width = min(900, ui.width - 60)
        return [top, *snug(ui, "report-of", width, Column(rows, gap=12), low)]

    def _row(self, ui: Ui, number: int, session: Session) -> Widget:
        return choice(
            f"session-{number}",
            partial(self._choose, session),
            "plus",
            ui.t("report", "Session {code}", code=session.code),
            when(ui, session.begun),
            chosen=session in self._chosen,
        )

    def _all(self) -> None:
        self._chosen, self._too_many = (), False
        self.app.refresh()

    def _choose(self, session: Session) -> None:
        self._too_many = False
        if session in self._chosen:
            self._chosen = tuple(it for it in self._chosen if it != session)
        elif len(self._chosen) < MOST_SESSIONS:
            self._chosen = (*self._chosen, session)
        else:
            self._too_many = True
            self.app.ui.scrolls["report-of"] = 0
        self.app.refresh()

    def default(self) -> None:
        """Go on to language, kind and place."""
        self.app.push(ReportView(self.app, self._chosen))


class ReportView(FileView):
    """In which language and as what a report is written, and where it goes.

    Args:
        of: the sessions it is about; none for all players.
    """

    can_stop = True

    def __init__(self, app: "App", of: Sequence[Session]) -> None:
        super().__init__(app, "-".join(("sarika-report", *(it.code for it in of))))
        self._of = of
        self._kind = KINDS[0]

    @property
    def ending(self) -> str:
        """The ending of the kind that is chosen."""
        return f".{self._kind}"

    def title(self, ui: Ui) -> tuple[str, str]:
        """Say about whom the report is."""
        codes = " · ".join(it.code for it in self._of)
        if len(self._of) > 1:
            return ui.t("report", "Sessions side by side"), codes
        if self._of:
            return ui.t("report", "Report on session {code}", code=codes), ""
        return ui.t("report", "Report on all players"), ""

    def kinds(self, ui: Ui) -> Widget:
        """Lay out a page, a workbook and a table."""
        said = {
            "html": (
                "book",
                ui.t("report", "A page"),
                ui.t("report", "To read and to print; opens in every browser."),
            ),
            "xlsx": (
                "menu",
                ui.t("report", "A workbook (XLSX)"),
                ui.t("report", "Numbers for spreadsheets, headed in the language."),
            ),
            "csv": (
                "screen",
                ui.t("report", "A table (CSV)"),
                ui.t("report", "Numbers for statistics, with English names."),
            ),
        }
        rows: list[Widget] = [Text(ui.t("report", "As what"), 21, bold=True)]
        rows += [
            choice(kind, partial(self._take, kind), *said[kind], chosen=kind == self._kind)
            for kind in KINDS
        ]
        return Column(rows, gap=10)

    def _take(self, kind: str) -> None:
        self._kind = kind
        self.app.refresh()

    def make(self, words: Words, locale: Locale, progress: Progress) -> bytes:
        """Read the records once, and write the report."""
        store = self.app.store
        try:
            said = reported(_watched(store, progress), [it.id for it in self._of])
        except (StoreUnavailable, SessionError) as error:
            raise NotMadeError(str(error)) from error
        return report_file(said, self._kind, self.app.library, words, locale)
