"""What was trained on this computer: the self-checks, a certificate, and a way to erase them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from game.learning.training import SelfCheck, Trained, erase_trained, load_trained
from game.screen.adults_common import Pages, Question, SureView, facts, heading, news, nothing_yet
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Card, Column, Flow, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App


def today(app: "App") -> date:
    """Say which day it is, by the clock of the records."""
    return datetime.fromisoformat(app.store.time()).astimezone().date()


class ResultsView(View):
    """The self-checks, the newest first. There are no names in them."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._news: str | None = None
        self._failed: str | None = None
        self.trained = Trained()
        self._pages: Pages[SelfCheck] = Pages(())
        self._read()

    def _read(self) -> None:
        try:
            self.trained = load_trained(self.app.around.data)
        except OSError as error:
            why = f"{error.filename}: {error.strerror}"
            self._failed = self.app.ui.t("training", "They cannot be read: {why}", why=why)
        self._pages = Pages(self.trained.checks[::-1])

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one card for each self-check of a page."""
        said = ui.t(
            "training", "All who train on this computer share this list. No names are kept."
        )
        rows: list[Widget] = [heading(ui, ui.t("training", "Results"), said, "star")]
        rows += self._told(ui)
        if not self._pages.items and self._failed is None:
            nothing = ui.t(
                "training", "No self-check yet. There is one at the end of each episode."
            )
            rows.append(nothing_yet(nothing))
        rows += [self._row(ui, check) for check in self._pages.shown]
        turn = self._pages.foot(ui, self, "results")
        rows += [turn] if turn is not None else []
        top = bar(ui, self.app, [back_button(ui, self.app)])
        width = min(900, ui.width - 60)
        return [top, *snug(ui, "results", width, Column(rows, gap=12), self._foot(ui))]

    def _told(self, ui: Ui) -> list[Widget]:
        rows: list[Widget] = []
        if self._failed is not None:
            rows.append(news(ui, self._failed, good=False))
        elif self._news is not None:
            rows.append(news(ui, self._news))
        if self.trained.damaged:
            said = ui.n(
                "training",
                "{count} line of the file is damaged and left out.",
                "{count} lines of the file are damaged and left out.",
                self.trained.damaged,
            )
            rows.append(news(ui, said, good=False))
        return rows

    def _foot(self, ui: Ui) -> Widget | None:
        if not self.trained.checks and not self.trained.damaged:
            return None
        ways: list[Widget] = [
            Button("erase", self._ask, ui.t("training", "Erase all results"), "trash", "ghost")
        ]
        if self.trained.checks:
            label = ui.t("training", "A certificate to print")
            ways.insert(0, main_button("certificate", self.default, label, "book"))
        return Flow(ways, gap=16)

    def _row(self, ui: Ui, check: SelfCheck) -> Widget:
        right = ui.t(
            "self-check",
            "{right} of {of} right",
            right=ui.number(check.right),
            of=ui.number(check.of),
        )
        said = facts(ui, [right, ui.date(check.day)])
        words = Column([Text(self._title(ui, check.episode), 20, bold=True), said], gap=2)
        return Card(Row([icon("check", 24, ui.theme.jade), Grow(words)], gap=16), "card", (18, 10))

    def _title(self, ui: Ui, episode: str) -> str:
        """Name an episode; one that has gone by its id."""
        stories = {story.id: story for story in self.app.library.stories}
        story = stories.get(episode)
        if story is None:
            return episode
        return f"{story.number}. {ui.words.text(story.id, 'story', story.title)}"

    def default(self) -> None:
        """Go on to the certificate."""
        from game.screen.training_certificate import certificate

        if self.trained.checks:
            self.app.push(certificate(self.app, self.trained))

    def _ask(self) -> None:
        self.app.push(SureView(self.app, self.question, self._erase, self._erased))

    def question(self, ui: Ui) -> Question:
        """Ask whether all results shall be erased."""
        return Question(
            ui.t("training", "Erase all results?"),
            "",
            [ui.t("training", "The records of the children stay as they are.")],
            ui.t("training", "Keep them"),
            ui.t("adults", "Erase for good"),
        )

    def _erase(self) -> str | None:
        try:
            erase_trained(self.app.around.data)
        except OSError as error:
            return f"{error.filename}: {error.strerror}"
        return None

    def _erased(self) -> None:
        self._news = self.app.ui.t("training", "All results are erased.")
        self._read()
        self.app.refresh()
