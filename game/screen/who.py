"""Who are you today? An animal, a colour and a code; never a name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.learning.ids import CODE_LENGTH, new_code
from game.screen.code_field import CodeField, no_such_letter
from game.screen.home import HomeView
from game.screen.lab import session_button
from game.screen.theme import ANIMALS, COLOURS, HEADING, SWATCHES, Colour
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import (
    Button,
    Column,
    Fixed,
    Grid,
    Grow,
    Look,
    Picture,
    Row,
    Text,
    Whole,
    Widget,
    paint_card,
)

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App
    from game.screen.placed import Placed


class WhoView(View):
    """Choose an animal and a colour, or come back with a code."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self.animal = app.rng.choice(ANIMALS)
        self.colour = app.rng.choice(tuple(COLOURS))
        taken = {player.code for player in app.store.players()}
        self.code = new_code(app.rng, taken)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out animals on the left; colours, the code and the way on to the right."""
        top = bar(ui, self.app, self.ways(ui))
        left = Column(
            [self._heading(ui), Grid(4, [self._animal(ui, a) for a in ANIMALS], gap=16)], gap=18
        )
        right = Column(
            [
                Grid(3, [self._swatch(ui, c) for c in COLOURS], gap=14),
                self.me(ui),
                self.go_on(ui),
            ],
            gap=20,
        )
        both = Row([Grow(left), Fixed(right, 400)], gap=40, align="top")
        return [top, *snug(ui, "who", min(1200, ui.width - 60), both)]

    def ways(self, ui: Ui) -> list[Widget]:
        """Make the buttons of the bar."""
        several = Button("several", self._several, ui.t("who", "We are several"), "people")
        session = [session_button(ui, self.app)] if self.app.lab.code else []
        return [back_button(ui, self.app), self.code_button(ui), several, *session]

    def code_button(self, ui: Ui) -> Button:
        """Make the button for who comes back."""

        def ask() -> None:
            self.app.push(CodeView(self.app, self.came_back))

        return Button("have-code", ask, ui.t("who", "I have a code"), "key")

    def go_on(self, ui: Ui) -> Widget:
        """Make the button that goes on."""
        return main_button("that-is-me", self.default, ui.t("who", "That's me!"), "check")

    def _heading(self, ui: Ui) -> Widget:
        return Column(
            [
                Text(ui.t("who", "Who are you today?"), HEADING, bold=True),
                Text(
                    ui.t("who", "Choose an animal and a colour. We never ask for your real name."),
                    colour=ui.theme.soft,
                ),
            ],
            gap=4,
        )

    def _animal(self, ui: Ui, animal: str) -> Button:
        def choose() -> None:
            self.animal = animal
            self.app.refresh()

        name = animal_name(ui, animal)
        child = Column(
            [Picture(f"animals/{animal}", 124, 124), Whole(Text(name, 17, align="center"))], gap=4
        )
        return Button(
            f"animal-{animal}",
            choose,
            name,
            look="answer",
            child=child,
            pad=(8, 10),
            chosen=animal == self.animal,
        )

    def _swatch(self, ui: Ui, colour: str) -> Button:
        def choose() -> None:
            self.colour = colour
            self.app.refresh()

        on = colour == self.colour
        return Button(
            f"colour-{colour}",
            choose,
            colour_name(ui, colour),
            look="answer",
            child=Dot(SWATCHES[colour], ticked=on),
            pad=(7, 7),
            chosen=on,
        )

    def me(self, ui: Ui) -> Widget:
        """Say who it would be, and with which code they come back."""
        white = ui.theme.white
        words = Column(
            [
                Whole(Text(player_name(ui, self.animal, self.colour), 26, white, bold=True)),
                Text(ui.t("who", "Your code: {code}", code=self.code), 22, white, bold=True),
                Text(ui.t("who", "Write it down to come back."), 17, white),
            ],
            gap=4,
        )
        row = Row([Picture(f"animals/{self.animal}", 96, 96), Grow(words)], gap=18)
        return ColourCard(row, COLOURS[self.colour])

    def default(self) -> None:
        """Begin as this animal."""
        come_in(self.app, self.app.store.new_player(self.animal, self.colour, self.code))

    def came_back(self, player: "Player") -> str | None:
        """Bring somebody who came back to their home.

        Args:
            player: whose code was typed.

        Returns:
            Why they cannot come in, in the player's language; None if they do.
        """
        come_in(self.app, player)
        return None

    def _several(self) -> None:
        from game.screen.turns_home import TableView

        self.app.push(TableView(self.app))


class CodeView(View):
    """Come back: type the four letters, or press them on the screen.

    Args:
        came_back: takes who has the code, or says why they cannot come in.
    """

    def __init__(self, app: "App", came_back: Callable[["Player"], str | None]) -> None:
        super().__init__(app)
        self._field = CodeField(CODE_LENGTH, self._changed)
        self._came_back = came_back
        self._why_not: str | None = None

    @property
    def typed(self) -> str:
        """What was typed so far."""
        return self._field.typed

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out four boxes above a field of letters."""
        wrong = self._why_not or self._field.wrong
        child = Column(
            [
                Text(ui.t("code", "Welcome back!"), HEADING, bold=True),
                Text(self._said(ui), colour=ui.theme.red if wrong else ui.theme.soft),
                *self._field.rows(ui),
            ],
            gap=18,
        )
        return [bar(ui, self.app, [back_button(ui, self.app)]), *snug(ui, "code", 900, child)]

    def _said(self, ui: Ui) -> str:
        if self._field.wrong is not None:
            return no_such_letter(ui, self._field.wrong)
        return self._why_not or ui.t("code", "Type the four letters you wrote down.")

    def _changed(self) -> None:
        self._why_not = None
        if not self._field.left:
            player = self.app.store.player(self.typed)
            self._why_not = self._unknown() if player is None else self._came_back(player)
            if self._why_not is None:
                return
            self._field.clear()
        self.app.refresh()

    def _unknown(self) -> str:
        return self.app.ui.t(
            "code", "We do not know this code on this computer. Look at it once more."
        )

    def pressed(self, key: int) -> bool:
        """Take letters."""
        return self._field.pressed(key)


def come_in(app: "App", player: "Player") -> None:
    """Bring a player to their home, and into the session if there is one."""
    app.lab.came_in(player)
    app.home(HomeView(app, player))


class Dot:
    """A round spot of colour, ticked when it is the one chosen."""

    def __init__(self, colour: Colour, *, ticked: bool) -> None:
        self._colour = colour
        self._tick = Picture("icons/check", 26, 26) if ticked else None

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:  # noqa: ARG002
        """Be as big as a finger."""
        return ui.px(46), ui.px(46)

    def place(self, ui: Ui, rect: pygame.Rect, onto: "Placed") -> None:
        """Paint the spot and the tick."""
        at = pygame.Rect((0, 0), ui.measure(self, 0))
        at.center = rect.center
        paint_card(ui, at, Look(self._colour, ui.theme.night, radius=23), onto)
        if self._tick:
            inner = pygame.Rect((0, 0), ui.measure(self._tick, 0))
            inner.center = at.center
            self._tick.place(ui, inner, onto)


class ColourCard:
    """A card in a player's colour, with `pad` units around the child."""

    def __init__(self, child: Widget, colour: Colour, pad: float = 22) -> None:
        self._child = child
        self._colour = colour
        self._pad = pad

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Add the padding."""
        pad = ui.px(self._pad)
        w, h = ui.measure(self._child, width - 2 * pad)
        return w + 2 * pad, h + 2 * pad

    def place(self, ui: Ui, rect: pygame.Rect, onto: "Placed") -> None:
        """Paint the card and the child on it."""
        paint_card(ui, rect, Look(self._colour, ui.theme.white, radius=24), onto)
        pad = ui.px(self._pad)
        self._child.place(ui, rect.inflate(-2 * pad, -2 * pad), onto)


def animal_name(ui: Ui, animal: str) -> str:
    """Name an animal in the player's language."""
    return {
        "elephant": ui.t("animal", "Elephant"),
        "turtle": ui.t("animal", "Turtle"),
        "butterfly": ui.t("animal", "Butterfly"),
        "tiger": ui.t("animal", "Tiger"),
        "fish": ui.t("animal", "Fish"),
        "parrot": ui.t("animal", "Parrot"),
        "monkey": ui.t("animal", "Monkey"),
        "gecko": ui.t("animal", "Gecko"),
    }[animal]


def colour_name(ui: Ui, colour: str) -> str:
    """Name a colour in the player's language."""
    return {
        "pink": ui.t("colour", "Pink"),
        "orange": ui.t("colour", "Orange"),
        "yellow": ui.t("colour", "Yellow"),
        "green": ui.t("colour", "Green"),
        "blue": ui.t("colour", "Blue"),
        "purple": ui.t("colour", "Purple"),
    }[colour]


def player_name(ui: Ui, animal: str, colour: str) -> str:
    """Name a player: "Blue Elephant", in the order of the player's language."""
    return ui.t(
        "who", "{colour} {animal}", colour=colour_name(ui, colour), animal=animal_name(ui, animal)
    )
