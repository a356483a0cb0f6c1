"""For adults: what the game holds and keeps, who reviewed its languages, and the way to records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import game
from game.language.locales import Locale
from game.learning.store import StoreUnavailable
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Card, Column, Flow, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App


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
            self._guides(ui),
            self._lab(ui),
            self._records(ui),
            self._training(ui),
            self._review(ui),
            self._problems(ui),
            self._help(ui),
            Text(ui.t("adults", "Version {version}", version=game.__version__), 17, ui.theme.soft),
        ]
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "adults", min(1120, ui.width - 60), Column(rows, gap=16)),
        ]

    def _guides(self, ui: Ui) -> Widget:
        said = ui.t(
            "guide",
            "A guide for each episode, to print: what to prepare, what to ask, what to do if a "
            "child tells something, and a page for parents.",
        )
        label = ui.t("guide", "A guide for a session")
        button = Button("guides", self._show_guides, label, "book", "answer")
        title = Text(ui.t("guide", "On paper"), 22, bold=True)
        return Card(Column([title, Text(said, 18), Flow([button])], gap=10), "card")

    def _show_guides(self) -> None:
        from game.screen.adults_guides import GuidesView

        self.app.push(GuidesView(self.app))

    def _training(self, ui: Ui) -> Widget:
        said = ui.t(
            "training",
            "Play an episode as an adult: tricks are named as they come, with notes and sources; "
            "every branch is open. A short self-check follows.",
        )
        label = ui.t("training", "Training: play as an adult")
        button = Button("training", self._train, label, "people", "answer")
        title = Text(ui.t("training", "Training"), 22, bold=True)
        return Card(Column([title, Text(said, 18), Flow([button])], gap=10), "card")

    def _train(self) -> None:
        from game.screen.training import TrainingView

        app = self.app
        app.with_store(lambda: app.push(TrainingView(app)))

    def _lab(self, ui: Ui) -> Widget:
        from game.screen.adults_lab import in_session, why_passed_over

        lab = self.app.lab
        said = ui.t(
            "lab",
            "Many computers, a child or two at each: a code brings their records together.",
        )
        rows: list[Widget] = [
            Text(ui.t("lab", "Lab session"), 22, bold=True),
            Text(said, 18),
            Flow([Button("lab", self._open_lab, ui.t("lab", "Lab session"), "screen", "answer")]),
        ]
        if lab.code is not None:
            rows.append(Text(in_session(ui, lab.code), 18, bold=True))
        rows += [Text(why_passed_over(ui, one), 18, ui.theme.red) for one in lab.passed_over]
        return Card(Column(rows, gap=10), "card")

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
