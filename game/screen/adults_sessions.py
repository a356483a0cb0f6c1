"""For adults, behind the PIN: when the game was used, by how many, and in which session."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.learning.overview import SessionSummary
from game.screen.adults_common import Pages, facts, heading, nothing_yet, when
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Card, Column, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App


class SessionsView(View):
    """Every start of the game in which something was recorded; the newest first.

    Args:
        sessions: as `overview` sums them up.
        machine: the id of the records of this computer.
    """

    def __init__(self, app: "App", sessions: Sequence[SessionSummary], machine: str) -> None:
        super().__init__(app)
        self._machine = machine
        self._pages = Pages(tuple(sessions))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one card for each session of a page."""
        said = ui.t(
            "adults",
            "A session lasts from one start of the game to its end. The six letters are the code "
            "of a class or a computer room.",
        )
        rows: list[Widget] = [heading(ui, ui.t("adults", "Sessions"), said, "book")]
        if not self._pages.items:
            rows.append(nothing_yet(ui.t("adults", "Nobody has played here yet.")))
        rows += [self._row(ui, session) for session in self._pages.shown]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        foot = self._pages.foot(ui, self, "sessions")
        width = min(900, ui.width - 60)
        return [top, *snug(ui, "sessions", width, Column(rows, gap=12), foot)]

    def _row(self, ui: Ui, session: SessionSummary) -> Widget:
        said = [ui.n("adults", "{count} play", "{count} plays", session.plays)]
        if session.players or not session.children:
            said = [
                ui.n("adults", "{count} player", "{count} players", session.players),
                *said,
                ui.n("adults", "{count} answer", "{count} answers", session.answers),
            ]
        if session.children:
            said.append(
                ui.n(
                    "adults",
                    "a class of {count} child",
                    "a class of {count} children",
                    session.children,
                )
            )
        if session.machine != self._machine:
            said.append(ui.t("adults", "on another computer"))
        begun = Text(when(ui, session.begun), 20, bold=True)
        words = Column([begun, facts(ui, said)], gap=2)
        codes = [Card(Text(code, 20, bold=True), "chip", (14, 6)) for code in session.codes]
        row = Row([icon("play", 24, ui.theme.jade), Grow(words), *codes], gap=16)
        return Card(row, "card", (18, 10))
