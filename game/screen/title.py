"""The first screen: choose a language, play, set text and display."""

from collections.abc import Sequence
from dataclasses import replace

from game.screen.display import DisplayView
from game.screen.lab import session_button
from game.screen.theme import DISPLAY, LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, help_button
from game.screen.widgets import Button, Column, Flow, Grow, Picture, Row, Scroll, Text


class TitleView(View):
    """What is seen first."""

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the bird on the left, the choices on the right."""
        top = (ui.height - 720) / 2
        left = (ui.width - 1280) / 2
        bird = Picture("sarika/hello", 400, 450)
        session = session_button(ui, self.app)
        return [
            (ui.rect(28, 1, ui.width - 56, 76), Row([session, Grow(), help_button(ui, self.app)])),
            (ui.rect(left + 80, top + 120, 400, 450), bird),
            (
                ui.rect(left + 540, 76, 700, ui.height - 96),
                Scroll("title", self._choices(ui), centred=True),
            ),
        ]

    def _choices(self, ui: Ui) -> Column:
        big = DISPLAY * 100 / ui.settings.text_size
        play = Button(
            "play", self.default, ui.t("title", "Play"), "play", "main", 36, pad=(52, 18), low=84
        )
        return Column(
            [
                Column(
                    [
                        Text(ui.t("title", "Sarika"), big, bold=True),
                        Text(
                            ui.t("title", "The bird who knows sweet talk when she hears it"),
                            LARGE,
                            ui.theme.night,
                        ),
                    ],
                    gap=2,
                ),
                Flow([self._language(ui, code) for code in self.app.around.locales], gap=16),
                play,
                Flow(
                    [
                        Button("class", self._class, ui.t("title", "Class session"), "people"),
                        Button("adults", self._adults, ui.t("title", "For adults"), "lock"),
                        Button(
                            "display",
                            lambda: self.app.push(DisplayView(self.app)),
                            ui.t("title", "Text and display"),
                            "text-size",
                        ),
                        Button("quit", self.app.quit, ui.t("title", "Leave the game"), "cross"),
                    ],
                    gap=12,
                ),
            ],
            gap=24 * 100 / ui.settings.text_size,
            align="left",
        )

    def _language(self, ui: Ui, code: str) -> Button:
        locale = self.app.around.locales[code]
        change = replace(ui.settings, language=code)
        return Button(
            f"language-{code}",
            lambda: self.app.change(change),
            locale.name,
            size=LARGE,
            pad=(30, 14),
            low=72,
            chosen=code == (ui.settings.language or "en"),
        )

    def _adults(self) -> None:
        from game.screen.adults import AdultsView

        self.app.push(AdultsView(self.app))

    def shown(self) -> None:
        """Take notice that nobody is playing."""
        self.app.lab.nobody_is_in()

    def _class(self) -> None:
        from game.screen.class_setup import ClassSetupView

        self.app.with_store(lambda: self.app.push(ClassSetupView.open(self.app)))

    def default(self) -> None:
        """Go to "Who are you today?"."""
        from game.screen.who import WhoView

        self.app.with_store(lambda: self.app.push(WhoView(self.app)))

    def escape(self) -> None:
        """Stay: the game is left with its own button, not by a key pressed once too often."""
