"""Boxes for the letters of a code, and keys to press them with: for those who do not type yet."""

from collections.abc import Callable
from functools import partial

import pygame

from game.learning.ids import CODE_LETTERS
from game.screen.theme import LARGE
from game.screen.ui import Ui
from game.screen.widgets import Button, Card, Column, Fixed, Flow, Grid, Grow, Row, Text, Widget


class CodeField:
    """What was typed of a code so far.

    Args:
        length: of the code.
        changed: is told after every key.
    """

    def __init__(self, length: int, changed: Callable[[], None]) -> None:
        self.typed = ""
        self.wrong: str | None = None  # what was typed last, where no code has it
        self._length = length
        self._changed = changed

    @property
    def left(self) -> int:
        """Say how many letters are missing."""
        return self._length - len(self.typed)

    def rows(self, ui: Ui) -> list[Widget]:
        """Lay out the boxes, the letters, and the way to take one back."""
        letters = [
            Button(f"letter-{c}", partial(self.type, c), c, look="answer", size=LARGE)
            for c in CODE_LETTERS
        ]
        erase = Button("erase", self.erase, ui.t("code", "Take back"), "back", "answer")
        return [boxes(ui, self.typed, self._length), Grid(6, letters, gap=12), Row([Grow(), erase])]

    def type(self, letter: str) -> None:
        """Take a letter; one that no code has is only noticed."""
        self.wrong = None if letter in CODE_LETTERS else letter
        if self.wrong is None:
            self.typed = (self.typed + letter)[: self._length]
        self._changed()

    def erase(self) -> None:
        """Take the last letter back."""
        self.wrong = None
        self.typed = self.typed[:-1]
        self._changed()

    def clear(self) -> None:
        """Begin anew."""
        self.typed, self.wrong = "", None

    def pressed(self, key: int) -> bool:
        """Take letters by their place on the keyboard: it may be set to Thai or Khmer."""
        if pygame.KSCAN_A <= key <= pygame.KSCAN_Z:
            self.type(chr(ord("A") + key - pygame.KSCAN_A))
            return True
        if key == pygame.KSCAN_BACKSPACE:
            self.erase()
            return True
        return False


def boxes(ui: Ui, letters: str, length: int, size: float = 44) -> Widget:
    """Lay out a code, one box a letter; it is big at every text size.

    Args:
        ui: the surroundings.
        letters: those that are known.
        length: how many boxes there are.
        size: of the letters, in units.
    """
    type_size = size * 100 / ui.settings.text_size
    each = []
    for at in range(length):
        letter = Text(letters[at : at + 1], type_size, bold=True, align="center")
        middle = Column([Grow(), letter, Grow()], gap=0)
        each.append(Fixed(Card(middle, "quote", (8, 0)), 2.1 * size, 2.2 * size))
    return Flow(each, gap=14, align="center")


def no_such_letter(ui: Ui, letter: str) -> str:
    """Say that no code has a letter."""
    return ui.t("code", "No code has the letter {letter}. Look at the letters here.", letter=letter)
