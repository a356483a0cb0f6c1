"""Get help: whom to call and how to begin, one key away from every screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.view import Piece, View, main_button, panel
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
    icon,
)
from game.story.model import Help, HelpLine

if TYPE_CHECKING:
    from game.screen.app import App

_COUNTRIES = {"th": "TH", "km": "KH"}


class HelpView(View):
    """People to talk to. That it was opened is recorded nowhere."""

    overlay = True

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._country = country_of(app.ui.settings.language)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out whom to tell and how to begin on the left, whom to call on the right."""
        width = min(1220, ui.width - 40)
        x = (ui.width - width) / 2
        back = Row([main_button("close", self.escape, ui.t("help", "Back"), "back"), Grow()])
        half = (width - 20) / 2
        left = ui.rect(x, 24, half, ui.height - 48)
        right = ui.rect(x + half + 20, 24, half, ui.height - 48)
        return [
            *panel(ui, "help-tell", left, self._telling(ui), back),
            *panel(ui, "help-call", right, self._calling(ui)),
        ]

    def _telling(self, ui: Ui) -> Widget:
        given = self.app.library.common.help
        say = ui.words.text
        head = Column(
            [
                Text(ui.t("help", "You can always tell someone"), 28, bold=True),
                Text(ui.t("help", "It is not your fault. It is never too late to tell.")),
            ],
            gap=4,
        )
        people = [
            Row([icon("heart", 18, ui.theme.red), Grow(Text(say("common", "help", p), 19))], gap=10)
            for p in given.people
        ]
        words = [
            Card(Text(f"“{say('common', 'help', w)}”", 19), "mint", (16, 10)) for w in given.words
        ]
        return Column(
            [
                Row([Picture("sarika/calm", 90, 101), Grow(head)], gap=18),
                Text(ui.t("help", "People you can tell"), 22, bold=True),
                Column(people, gap=6),
                Text(ui.t("help", "Words to begin with"), 22, bold=True),
                Column(words, gap=8),
            ],
            gap=12,
        )

    def _calling(self, ui: Ui) -> Widget:
        here = lines_of(self.app.library.common.help, self._country)
        countries = [
            self._country_button("TH", ui.t("help", "Thailand")),
            self._country_button("KH", ui.t("help", "Cambodia")),
        ]
        return Column(
            [
                Text(ui.t("help", "Call or write"), 28, bold=True),
                Flow(countries, gap=12),
                *[self._line(ui, line) for line in here],
            ],
            gap=12,
        )

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
            Text(line.channel, 26 if line.channel.isdigit() else 19, ui.theme.jade, bold=True),
            Text(say("common", "help", line.name), 20, bold=True),
            Text(say("common", "help", line.note), 18),
        ]
        if line.hours:
            texts.append(Text(say("common", "help", line.hours), 18, ui.theme.soft))
        return Card(Column(texts, gap=2), "card", (18, 12))

    def default(self) -> None:
        """Close."""
        self.escape()


def country_of(language: str) -> str:
    """Say whose help lines are shown first to whoever speaks a language.

    Args:
        language: code of a locale.
    """
    return _COUNTRIES.get(language, "TH")


def lines_of(given: Help, country: str) -> list[HelpLine]:
    """List the help lines of a country, and those for all.

    Args:
        given: all help lines.
        country: its code.
    """
    return [line for line in given.lines if line.country in (country, "all")]
