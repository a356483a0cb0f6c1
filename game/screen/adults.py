"""For adults: what the game holds and keeps, who reviewed its languages, and the way to records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import game
from game.language.locales import Locale
from game.learning.store import StoreUnavailable
from game.screen.adults_common import news, way
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Card, Column, Flow, Grid, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

_SIDE_BY_SIDE = 120  # per cent of text size


class AdultsView(View):
    """Facts for teachers and practitioners, and, behind a PIN, the records."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._unwritable = ""
        self._moved: str | None = None
        try:
            self._moved = app.store.moved_aside
        except StoreUnavailable as error:
            self._unwritable = str(error)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the facts below each other."""
        rows: list[Widget] = [
            Text(ui.t("adults", "For adults"), 32, bold=True),
            Text(
                ui.t(
                    "adults",
                    "Sarika is a game for children of 8 to 14. They look after a child of their "
                    "age in a made-up phone chat, notice what messages are trying to do, and find "
                    "out whom to tell. Play an episode yourself before you show it to a child.",
                )
            ),
            *self._ways(ui),
            self._records(ui),
            self._review(ui),
            self._problems(ui),
            self._help(ui),
            Text(ui.t("adults", "Version {version}", version=game.__version__), 17, ui.theme.soft),
        ]
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "adults", min(1120, ui.width - 60), Column(rows, gap=16)),
        ]

    def _ways(self, ui: Ui) -> list[Widget]:
        """Lay out what can be done without a PIN, and what is to know about the computer room."""
        from game.screen.adults_lab import in_session, why_passed_over

        lab = self.app.lab
        ways = [self._guides(ui), self._training(ui), self._lab(ui)]
        columns = len(ways) if ui.settings.text_size <= _SIDE_BY_SIDE else 1
        rows: list[Widget] = [Grid(columns, ways, gap=12)]
        if lab.code is not None:
            rows.append(news(ui, in_session(ui, lab.code)))
        rows += [news(ui, why_passed_over(ui, one), good=False) for one in lab.passed_over]
        return rows

    def _guides(self, ui: Ui) -> Widget:
        said = ui.t("guide", "What to prepare, say and ask, for each episode, to print.")
        label = ui.t("guide", "A guide for a session")
        return way("guides", "book", label, said, self._show_guides)

    def _show_guides(self) -> None:
        from game.screen.adults_guides import GuidesView

        self.app.push(GuidesView(self.app))

    def _training(self, ui: Ui) -> Widget:
        said = ui.t("training", "See each trick named and every branch, and check yourself.")
        label = ui.t("training", "Training: play as an adult")
        return way("training", "people", label, said, self._train)

    def _train(self) -> None:
        from game.screen.training import TrainingView

        app = self.app
        app.with_store(lambda: app.push(TrainingView(app)))

    def _lab(self, ui: Ui) -> Widget:
        said = ui.t(
            "lab",
            "Many computers, a child or two at each: a code brings their records together.",
        )
        return way("lab", "screen", ui.t("lab", "Lab session"), said, self._open_lab)

    def _open_lab(self) -> None:
        from game.screen.adults_lab import LabView

        self.app.push(LabView(self.app))

    def _review(self, ui: Ui) -> Widget:
        locales = self.app.around.locales.values()
        rows: list[Widget] = [Text(ui.t("adults", "Languages"), 22, bold=True)]
        rows += [self._reviewed(ui, locale) for locale in locales]
        label = ui.t("adults", "How far they are translated")
        rows.append(Flow([Button("languages", self._languages, label, "globe", "answer")]))
        return Card(Column(rows, gap=6), "card")

    def _languages(self) -> None:
        from game.screen.adults_languages import LanguagesView, read_status
        from game.screen.adults_work import work

        app = self.app
        work(
            app,
            lambda ui: ui.t("work", "Reading the catalogs…"),
            lambda _: read_status(app),
            lambda found: app.push(LanguagesView(app, found)),
            can_stop=False,
        )

    def _reviewed(self, ui: Ui, locale: Locale) -> Widget:
        said = (
            ui.t(
                "adults",
                "Reviewed by practitioners who grew up with it: {who}",
                who=locale.reviewed,
            )
            if locale.reviewed
            else ui.t("adults", "Not yet reviewed by practitioners who grew up with it")
        )
        sign = "check" if locale.reviewed else "warning"
        return Row(
            [
                Picture(f"icons/{sign}", 20, 20),
                Text(locale.name, 20, bold=True),
                Grow(Text(said, 18)),
            ]
        )

    def _records(self, ui: Ui) -> Widget:
        rows: list[Widget] = [
            Text(ui.t("adults", "Records"), 22, bold=True),
            Text(
                ui.t(
                    "adults",
                    "The game keeps what was answered, under an animal, a colour and a code. "
                    "It keeps no names and no typed text, and sends nothing by itself.",
                ),
                18,
            ),
            Text(
                ui.t("adults", "They lie in this folder: {folder}", folder=self.app.around.data), 18
            ),
        ]
        if self._unwritable:
            rows.append(Text(self._unwritable, 18, ui.theme.red))
        elif self.app.saving:
            rows.append(self._open(ui))
        if self._moved:
            rows.append(
                Text(
                    ui.t(
                        "adults",
                        "The records were damaged and have been moved aside, as {file}. "
                        "Nothing was deleted.",
                        file=self._moved,
                    ),
                    18,
                    ui.theme.red,
                )
            )
        return Card(Column(rows, gap=6), "card")

    def _open(self, ui: Ui) -> Widget:
        behind = ui.t(
            "adults", "Behind a PIN: players, sessions, export and import, how long they are kept."
        )
        label = ui.t("adults", "Open the records")
        button = main_button("records", self.default, label, "lock")
        return Column([Text(behind, 18), Flow([button])], gap=10)

    def default(self) -> None:
        """Open the records, after the PIN."""
        from game.screen.pin import PinView

        if self.app.saving and not self._unwritable:
            self.app.push(PinView(self.app, self._show_records))

    def _show_records(self) -> None:
        from game.screen.adults_records import RecordsView

        self.app.push(RecordsView(self.app))

    def _help(self, ui: Ui) -> Widget:
        said = ui.t(
            "adults",
            "The help lines were last looked up on {date}, in public sources. Call them yourself "
            "before a session.",
            date=ui.date(self.app.library.common.help.checked),
        )
        title = Text(ui.t("adults", "Help lines"), 22, bold=True)
        return Card(Column([title, Text(said, 18)], gap=6), "card")

    def _problems(self, ui: Ui) -> Widget:
        library = self.app.library
        found = [str(error) for error in library.broken] + list(ui.words.problems)
        rows: list[Widget] = [Text(ui.t("adults", "Episodes"), 22, bold=True)]
        rows += [
            Text(f"{s.number}. {ui.words.text(s.id, 'story', s.title)}", 18)
            for s in library.stories
        ]
        if found:
            rows.append(
                Text(
                    ui.t("adults", "Left out, because something in the file is wrong:"),
                    18,
                    bold=True,
                )
            )
            rows += [Text(line, 16, ui.theme.red) for line in found]
        return Card(Column(rows, gap=6), "card")
