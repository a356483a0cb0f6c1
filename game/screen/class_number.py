"""Type a number: how many hands there are, or how many children."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.screen.digits import DIGITS
from game.screen.theme import LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Card, Flow, Grid, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_voting import VotingView

_KEYS = "123456789"
_LONGEST = 3
_THREE_COLUMNS = 120  # per cent of text size


class NumberView(View):
    """Digits, typed on the keyboard or pressed on the screen.

    Args:
        typed: the digits so far.
    """

    overlay = True

    def __init__(self, app: "App", typed: str = "") -> None:
        super().__init__(app)
        self.typed = typed

    def title(self, ui: Ui) -> str:
        """Say what is typed."""
        raise NotImplementedError

    def wrong(self, ui: Ui) -> str | None:
        """Say why the number cannot be taken; None if it can."""
        raise NotImplementedError

    def take(self, number: int) -> None:
        """Take the number."""
        raise NotImplementedError

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the number above its keys."""
        keys: list[Widget] = [self._key(digit) for digit in _KEYS]
        sign = Row([Grow(), icon("back", 26), Grow()])
        erase = ui.t("class", "Take the last digit back")
        keys += [Button("erase", self._erase, erase, look="answer", child=sign), self._key("0")]
        columns = 3 if ui.settings.text_size <= _THREE_COLUMNS else 6
        shown = Card(Text(self.typed or " ", 44, bold=True, align="center"), "quote", (20, 4))
        body: list[Widget] = [Row([Grow(shown)]), Grid(columns, keys, gap=10)]
        wrong = self.wrong(ui) if self.typed else None
        if wrong is not None:
            body.insert(1, Text(wrong, 18, ui.theme.red))
        foot = Flow(
            [
                main_button("ok", self.default, ui.t("class", "Take this number"), "check"),
                Button("back", self.escape, ui.t("class", "Leave it"), "cross", "ghost"),
            ]
        )
        return dialog(ui, "number", self.title(ui), body, foot, 600)

    def _key(self, digit: str) -> Button:
        return Button(
            f"digit-{digit}", partial(self._type, digit), digit, look="answer", size=LARGE
        )

    def _type(self, digit: str) -> None:
        self.typed = (self.typed.lstrip("0") + digit)[:_LONGEST]
        self.app.refresh()

    def _erase(self) -> None:
        self.typed = self.typed[:-1]
        self.app.refresh()

    def pressed(self, key: int) -> bool:
        """Take digits and Backspace."""
        if key in DIGITS:
            self._type(DIGITS[key])
        elif key == pygame.KSCAN_BACKSPACE:
            self._erase()
        else:
            return False
        return True

    def default(self) -> None:
        """Take the number, if one was typed that can be taken."""
        if self.typed and self.wrong(self.app.ui) is None:
            self.app.pop()
            self.take(int(self.typed))


class HandsView(NumberView):
    """How many hands there are for one answer.

    Args:
        below: the screen on which they are counted.
        number: of the answer, from 1 on.
        typed: the digits so far.
    """

    def __init__(self, app: "App", below: "VotingView", number: int, typed: str = "") -> None:
        super().__init__(app, typed)
        self._below = below
        self._number = number

    def title(self, ui: Ui) -> str:
        """Name the answer."""
        answer = self._below.answers(ui)[self._number - 1]
        return ui.t("class", "Hands for “{answer}”", answer=answer.text.strip("“”«»"))

    def wrong(self, ui: Ui) -> str | None:  # noqa: ARG002
        """Take any number: nobody knows better than who counts."""
        return None

    def take(self, number: int) -> None:
        """Count so many hands; the keyboard goes on to the next answer."""
        vote = self._below.vote
        if vote is None:
            return
        self._below.put(vote.asked.answers[self._number - 1], number)
        if self._number < len(vote.asked.answers):
            self.app.focus(f"number-{self._number + 1}")
