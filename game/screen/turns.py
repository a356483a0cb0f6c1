"""Several at one keyboard: whose turn it is, handing over, one after the other with Quick Eyes.

Nothing here puts children in an order but that of their turns, and nothing compares them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.screen.home import round_waiting
from game.screen.theme import COLOURS, HEADING
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, dialog, main_button, snug
from game.screen.who import ColourCard, player_name
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Gap,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Whole,
    Widget,
)

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App


_SMALL = 42


class HandOverView(View):
    """Say whose turn it is now; nothing goes on before somebody presses.

    Args:
        player: whose turn it is.
    """

    overlay = True

    def __init__(self, app: "App", player: "Player") -> None:
        super().__init__(app)
        self._player = player

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the player's animal above one button."""
        name = player_name(ui, self._player.animal, self._player.colour)
        said = ui.t("turns", "Please change places. There is no hurry.")
        go_on = main_button("go-on", self.default, ui.t("turns", "I am here"), "forward")
        title = ui.t("turns", "Now it is {name}'s turn", name=name)
        return dialog(ui, "hand-over", title, [big_card(ui, self._player, said)], go_on, 640)

    def default(self) -> None:
        """Go on."""
        self.app.pop()


class LookAwayView(View):
    """Before a round of Quick Eyes: one looks alone, the others look away.

    Args:
        player: whose round it is.
        look: opens the round.
        skip: leaves it out.
    """

    def __init__(
        self, app: "App", player: "Player", look: Callable[[], None], skip: Callable[[], None]
    ) -> None:
        super().__init__(app)
        self._player = player
        self._look = look
        self._skip = skip

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out who looks, what the others do, and the ways on."""
        name = player_name(ui, self._player.animal, self._player.colour)
        why = ui.t(
            "turns",
            "The others look away until it is done, and nobody says an answer. Then each of you "
            "finds out what your own eyes notice.",
        )
        rows: list[Widget] = [
            Text(ui.t("turns", "Quick Eyes, one at a time"), HEADING, bold=True),
            big_card(ui, self._player, ui.t("turns", "Now {name} looks alone", name=name)),
            Text(why, 21),
        ]
        ready = main_button("ready", self.default, ui.t("turns", "The others look away"), "eye")
        later = Button("not-now", self._not_now, ui.t("quick eyes", "Not now"), look="ghost")
        foot = Flow([ready, later], gap=16)
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "look-away", 860, Column(rows, gap=18), foot),
        ]

    def default(self) -> None:
        """Open the round."""
        self.app.pop()
        self._look()

    def _not_now(self) -> None:
        self.app.pop()
        self._skip()


class WhoseView(View):
    """Choose whose notebook to read.

    Args:
        players: of the table.
    """

    def __init__(self, app: "App", players: Sequence["Player"]) -> None:
        super().__init__(app)
        self._players = tuple(players)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one button for each player."""
        cards = [self._player(ui, number, one) for number, one in enumerate(self._players, 1)]
        rows: list[Widget] = [
            Text(ui.t("turns", "Whose notebook?"), HEADING, bold=True),
            Grid(2, cards, gap=18),
        ]
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "whose", 860, Column(rows, gap=20)),
        ]

    def _player(self, ui: Ui, number: int, player: "Player") -> Button:
        name = player_name(ui, player.animal, player.colour)
        child = Column(
            [
                Picture(f"animals/{player.animal}", 84, 84),
                ColourCard(Whole(Text(name, 22, ui.theme.white, bold=True)), colour(player), 10),
            ],
            gap=10,
            align="center",
        )
        act = partial(self._open, player)
        return Button(f"answer-{number}", act, name, look="answer", child=child, pad=(12, 14))

    def _open(self, player: "Player") -> None:
        from game.screen.notebook import NotebookView

        self.app.push(NotebookView(self.app, player, alone=False))


def look_one_by_one(app: "App", players: Sequence["Player"], then: Callable[[], None]) -> None:
    """Let players look at the round of Quick Eyes that waits for them, each alone.

    Args:
        app: the game.
        players: who may have one; those who have none are passed over.
        then: what comes after the last one.
    """
    for at, player in enumerate(players):
        after = partial(look_one_by_one, app, players[at + 1 :], then)
        view = round_waiting(app, player, after)
        if view is not None:
            app.push(LookAwayView(app, player, partial(app.push, view), after))
            return
    then()


def keep_known(app: "App", players: Sequence["Player"]) -> None:
    """Record players who are not in the records, since these had to give way to memory.

    Args:
        app: the game.
        players: of a table.
    """
    there = set(app.store.players())
    for player in players:
        if player not in there:
            app.store.take_over(player)


def turn_card(ui: Ui, player: "Player") -> Widget:
    """Make the card that says whose turn it is: with the animal, the colour and in words."""
    name = player_name(ui, player.animal, player.colour)
    said = Text(ui.t("turns", "{name}'s turn", name=name), 22, ui.theme.white, bold=True)
    animal = Picture(f"animals/{player.animal}", _SMALL, _SMALL)
    return ColourCard(Row([Gap(), animal, Grow(said)], gap=12), colour(player), 5)


def all_card(players: Sequence["Player"], said: str) -> Widget:
    """Make the card that says that something is for all of a table.

    Args:
        players: of the table.
        said: what is for all.
    """
    animals = [Picture(f"animals/{player.animal}", _SMALL, _SMALL) for player in players]
    return Card(Row([*animals, Grow(Text(said, 22, bold=True))], gap=14), "plain", (16, 4))


def big_card(ui: Ui, player: "Player", said: str) -> Widget:
    """Make a card in one player's colour with a big animal, for a screen that is about them."""
    words = Text(said, 24, ui.theme.white, bold=True)
    animal = Picture(f"animals/{player.animal}", 110, 110)
    return ColourCard(Row([animal, Grow(words)], gap=20), colour(player), 16)


def colour(player: "Player") -> tuple[int, int, int]:
    """Give the colour of a player's cards, on which white is readable."""
    return COLOURS[player.colour]
