"""The adults' PIN: typed on the keyboard or pressed on the screen, set on first use."""

import contextlib
import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.learning.pin import (
    FEWEST_DIGITS,
    MOST_DIGITS,
    SALT_BYTES,
    Pin,
    PinDamagedError,
    is_allowed,
    new_pin,
    pin_file,
    read_pin,
    write_pin,
)
from game.screen.digits import DIGITS
from game.screen.theme import HEADING, LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Fixed,
    Gap,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
    icon,
)

if TYPE_CHECKING:
    from game.screen.app import App

Why = Callable[[Ui], str]

_KEYS = "1234567890"


def records_are_kept(ui: Ui) -> str:
    """Say what the PIN is for."""
    return ui.t("pin", "It keeps children away from the records of this computer.")


class PinView(View):
    """Ask for the PIN; where there is none yet, have one set.

    Args:
        then: what happens after the right PIN.
        why: says what the PIN is asked for.
        new: whether another PIN is to be set in place of the one there is.
    """

    def __init__(
        self,
        app: "App",
        then: Callable[[], None],
        why: Why = records_are_kept,
        *,
        new: bool = False,
    ) -> None:
        super().__init__(app)
        self.typed = ""
        self._then = then
        self._why = why
        self._first: str | None = None
        self._wrong: Why | None = None
        self._damaged = False
        self._pin: Pin | None = None
        try:
            self._pin = read_pin(app.around.data)
        except PinDamagedError:
            self._damaged = True
        self._setting = new or self._pin is None
        self._until = app.now + (0.0 if self._setting else self._pause())

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what is asked on the left, the keys on the right."""
        child = self._closed(ui) if self._damaged else self._asking(ui)
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "pin", min(1000, ui.width - 60), child),
        ]

    def _closed(self, ui: Ui) -> Widget:
        said = ui.t(
            "pin",
            "The file with the PIN is damaged, so the records stay closed. To set a new PIN, "
            "delete this file:",
        )
        words: list[Widget] = [
            Text(ui.t("pin", "The PIN cannot be read"), HEADING, bold=True),
            Text(said, 22),
            Text(str(pin_file(self.app.around.data)), 20, bold=True),
            Text(ui.t("pin", "No record is lost by that."), colour=ui.theme.soft),
        ]
        bird = Picture("sarika/worried", 150, 169)
        return Row([bird, Grow(Column(words, gap=14))], gap=28)

    def _asking(self, ui: Ui) -> Widget:
        words: list[Widget] = [
            Row(
                [
                    Picture("sarika/calm", 96, 108),
                    Grow(Text(self._title(ui), HEADING, bold=True)),
                ],
                gap=18,
            ),
            Text(self._said(ui), colour=ui.theme.red if self._in_trouble() else ui.theme.soft),
            self._dots(),
            Text(self._count(ui), 17, ui.theme.soft),
        ]
        keys: list[Widget] = [self._digit(digit) for digit in _KEYS[:-1]]
        keys += [self._take_back(ui), self._digit(_KEYS[-1])]
        label = ui.t("pin", "Set this PIN") if self._first else ui.t("pin", "Go on")
        right = Column([Grid(3, keys, gap=9), main_button("ok", self.default, label, "check")], 12)
        way_out = Column(
            [
                Text(self._way_out(ui), 17, ui.theme.soft),
                Text(str(pin_file(self.app.around.data)), 17, bold=True),
            ],
            gap=2,
        )
        both = Row([Grow(Column(words, gap=18)), Fixed(right, 340)], gap=40)
        return Column([both, way_out], gap=14)

    def _title(self, ui: Ui) -> str:
        if not self._setting:
            return ui.t("pin", "Type the PIN")
        if self._first is None:
            return ui.t("pin", "Choose a PIN")
        return ui.t("pin", "Type it once more")

    def _said(self, ui: Ui) -> str:
        seconds = math.ceil(self._until - self.app.now)
        if seconds > 0:
            return ui.n(
                "pin",
                "Too many wrong PINs. The next one can be typed in {count} second.",
                "Too many wrong PINs. The next one can be typed in {count} seconds.",
                seconds,
            )
        return self._wrong(ui) if self._wrong else self._why(ui)

    def _in_trouble(self) -> bool:
        return self._wrong is not None or self._waiting()

    def _dots(self) -> Widget:
        looks = ["number"] * len(self.typed) + ["pill"] * (MOST_DIGITS - len(self.typed))
        return Row([Fixed(Card(Gap(), look, (0, 0)), 22, 22) for look in looks], gap=12)

    def _count(self, ui: Ui) -> str:
        if self.typed:
            return ui.n("pin", "{count} digit typed", "{count} digits typed", len(self.typed))
        return ui.t("pin", "{fewest} to {most} digits", fewest=FEWEST_DIGITS, most=MOST_DIGITS)

    def _way_out(self, ui: Ui) -> str:
        if self._setting:
            return ui.t(
                "pin",
                "Write the PIN down in a safe place. If it is lost, delete this file and set a "
                "new one:",
            )
        return ui.t("pin", "Is the PIN lost? Delete this file and set a new one:")

    def _digit(self, digit: str) -> Button:
        return Button(f"digit-{digit}", partial(self._type, digit), digit, None, "answer", LARGE)

    def _take_back(self, ui: Ui) -> Button:
        arrow = Row([Grow(), icon("back", 26), Grow()])
        label = ui.t("pin", "Take back")
        return Button("take-back", self._erase, label, look="answer", child=arrow)

    def _waiting(self) -> bool:
        return self.app.now < self._until

    def _pause(self) -> float:
        return self._pin.pause if self._pin else 0.0

    def shown(self) -> None:
        """Count the seconds of a pause down."""
        if self._waiting():
            self.app.call_in(min(1.0, self._until - self.app.now))

    def due(self) -> None:
        """Say how many seconds are left."""
        self.app.refresh()
        self.shown()

    def pressed(self, key: int) -> bool:
        """Take digits from the upper row and from the keypad, and Backspace."""
        if key in DIGITS:
            self._type(DIGITS[key])
            return True
        if key == pygame.KSCAN_BACKSPACE:
            self._erase()
            return True
        return False

    def _type(self, digit: str) -> None:
        if self._damaged or self._waiting():
            return
        self._wrong = None
        self.typed = (self.typed + digit)[:MOST_DIGITS]
        self.app.refresh()

    def _erase(self) -> None:
        self.typed = self.typed[:-1]
        self.app.refresh()

    def default(self) -> None:
        """Take what was typed."""
        if self._damaged or self._waiting():
            return
        typed, self.typed = self.typed, ""
        if not is_allowed(typed):
            self._wrong = _too_short
        elif self._setting:
            self._set(typed)
        else:
            self._compare(typed)
        self.app.refresh()

    def _set(self, typed: str) -> None:
        if self._first is None:
            self._first = typed
            return
        first, self._first = self._first, None
        if typed != first:
            self._wrong = _different
            return
        try:
            write_pin(new_pin(typed, self.app.rng.randbytes(SALT_BYTES)), self.app.around.data)
        except OSError:
            self._wrong = self._unwritable
            return
        self._go_on()

    def _compare(self, typed: str) -> None:
        if self._pin is None:
            return
        right = self._pin.matches(typed)
        tried = self._pin.tried(right=right)
        if tried != self._pin:
            # What cannot be written is counted only as long as this screen is open.
            with contextlib.suppress(OSError):
                write_pin(tried, self.app.around.data)
        self._pin = tried
        if right:
            self._go_on()
            return
        self._wrong = _not_this_one
        self._until = self.app.now + tried.pause
        self.shown()

    def _go_on(self) -> None:
        self.app.pop()
        self._then()

    def _unwritable(self, ui: Ui) -> str:
        return ui.t(
            "pin",
            "The PIN cannot be kept: the game may not write to the folder {folder}",
            folder=self.app.around.data,
        )


def _too_short(ui: Ui) -> str:
    return ui.t(
        "pin",
        "A PIN has {fewest} to {most} digits.",
        fewest=FEWEST_DIGITS,
        most=MOST_DIGITS,
    )


def _different(ui: Ui) -> str:
    return ui.t("pin", "These were two different PINs. Choose one once more.")


def _not_this_one(ui: Ui) -> str:
    return ui.t("pin", "This is not the PIN. Try once more.")
