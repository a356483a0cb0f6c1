"""Whoever leads the class decides: on a tie, without hands, or against most of them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.screen.class_common import big
from game.screen.judging import numbered_answer
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog
from game.screen.widgets import Button, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_voting import VotingView


class LeaderView(View):
    """The answers once more, to choose one of them.

    Args:
        below: the screen on which they are asked.
    """

    overlay = True

    def __init__(self, app: "App", below: "VotingView") -> None:
        super().__init__(app)
        self._below = below

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one answer below the other."""
        said = ui.t("class", "The hands stay as they were counted. It is noted that you decided.")
        rows: list[Widget] = [
            numbered_answer(
                number, partial(self._choose, answer.id), answer.text, Text(answer.text, big(ui))
            )
            for number, answer in enumerate(self._below.answers(ui), 1)
        ]
        back = Button("back", self.escape, ui.t("class", "Back to the hands"), "back", "ghost")
        body = [Text(self._below.question(ui), big(ui)), *rows, Text(said, 18, ui.theme.soft)]
        return dialog(ui, "leader", ui.t("class", "You decide"), body, Row([back]), 860)

    def _choose(self, answer: str) -> None:
        self.app.pop()
        self._below.decide(answer, "leader")
