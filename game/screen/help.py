"""Get help: whom to call and how to begin, one key away from every screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.view import Piece, View, main_button, panel
from game.screen.widgets import Button, Card, Column, Grid, Grow, Picture, Row, Text, Widget
from game.story.model import HelpLine

if TYPE_CHECKING:
    from game.screen.app import App

_COUNTRIES = {"th": "TH", "km": "KH"}


class HelpView(View):
    """People to talk to. That it was opened is recorded nowhere."""

    overlay = True

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        first = _COUNTRIES.get(app.ui.settings.language)
        self._country = first or "TH"

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what to say first, then whom to call."""
        width = min(1120, ui.width - 60)
        place = ui.rect((ui.width - width) / 2, 28, width, ui.height - 56)
        return panel(ui, "help", place, Column(self._rows(ui), gap=16))

    def _rows(self, ui: Ui) -> list[Widget]:
        given = self.app.library.common.help
        say = ui.words.text
        lines = [line for line in given.lines if line.country in (self._country, "all")]
        people = [Text("• " + say("common", "help", p)) for p in given.people]
        words = [Card(Text(f"“{say('common', 'help', w)}”"), "mint") for w in given.words]
        return [
            Row(
                [
                    Picture("sarika/calm", 96, 108),
                    Grow(
                        Column(
                            [
                                Text(ui.t("help", "You can always tell someone"), 32, bold=True),
                                Text(
                                    ui.t(
                                        "help",
                                        "Whatever happened, it is not your fault. "
                                        "It is never too late to tell.",
                                    )
                                ),
                            ],
                            gap=4,
                        )
                    ),
                    main_button("close", self.escape, ui.t("help", "Back"), "back"),
                ],
                gap=20,
            ),
            Text(ui.t("help", "People you can tell"), 24, bold=True),
            Grid(2, people, gap=8),
            Text(ui.t("help", "Words to begin with"), 24, bold=True),
            Grid(2, words, gap=12),
            Row(
                [
                    Text(ui.t("help", "Call or write"), 24, bold=True),
                    Grow(),
                    self._country_button("TH", ui.t("help", "Thailand")),
                    self._country_button("KH", ui.t("help", "Cambodia")),
                ]
            ),
            Grid(2, [self._line(ui, line) for line in lines], gap=12),
        ]

    def _country_button(self, code: str, name: str) -> Button:
        on = code == self._country

        def choose() -> None:
            self._country = code
            self.app.refresh()

        return Button(
            f"country-{code}", choose, name, "check" if on else "globe", "answer", chosen=on
        )

    def _line(self, ui: Ui, line: HelpLine) -> Widget:
        say = ui.words.text
        texts: list[Widget] = [
            Text(line.channel, 28, ui.theme.jade, bold=True),
            Text(say("common", "help", line.name), 20, bold=True),
            Text(say("common", "help", line.note), 18),
        ]
        return Card(Column(texts, gap=2), "card")

    def default(self) -> None:
        """Close."""
        self.escape()
