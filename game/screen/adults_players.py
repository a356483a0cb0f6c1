"""For adults, behind the PIN: who plays on this computer, and erasing a player."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.learning.events import Event
from game.learning.exchange import Progress, Watched
from game.learning.ids import CODE_LENGTH, CODE_LETTERS
from game.learning.overview import Overview, PlayerSummary, overview
from game.learning.store import Player, Store, StoreUnavailable
from game.screen.adults_common import (
    Pages,
    Question,
    SureView,
    facts,
    heading,
    news,
    nothing_yet,
    when,
)
from game.screen.theme import COLOURS
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.who import ColourCard, player_name
from game.screen.widgets import Button, Card, Column, Flow, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what was read of all records.

    Args:
        overview: players and sessions.
        machine: the id of the records of this computer.
    """

    overview: Overview
    machine: str

    @classmethod
    def of(cls, store: Store, progress: Progress) -> "Read":
        """Read all records.

        Args:
            store: the records.
            progress: is told which part is read.

        Raises:
            StoreUnavailable: they cannot be read.
        """
        watched = Watched(store.size(), progress)
        return cls(overview(_told(store.every_event(), watched)), store.machine())


def _told(events: Iterable[Event], watched: Watched) -> Iterator[Event]:
    for event in events:
        watched.add()
        yield event


class PlayersView(View):
    """All players by animal, colour and code; who played last comes first.

    Args:
        players: as `overview` sums them up.
        machine: the id of the records of this computer.
    """

    def __init__(self, app: "App", players: Sequence[PlayerSummary], machine: str) -> None:
        super().__init__(app)
        self._players = tuple(players)
        self._machine = machine
        self._letters = ""
        self._pages = Pages(self._players)
        self._news: str | None = None

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one button for each player of a page, and the letters to find one by."""
        count = ui.n("adults", "{count} player", "{count} players", len(self._players))
        rows: list[Widget] = [
            heading(ui, ui.t("adults", "Players of this computer"), count, "people")
        ]
        if self._news is not None:
            rows.append(news(ui, self._news))
        if not self._players:
            rows.append(nothing_yet(ui.t("adults", "Nobody has played here yet.")))
        if self._many():
            rows.append(self._finding(ui))
        if self._letters and not self._pages.items:
            rows.append(Text(ui.t("adults", "No player has such a code."), 22))
        rows += [self._row(ui, summary) for summary in self._pages.shown]
        width = min(1060, ui.width - 60)
        top = bar(ui, self.app, [back_button(ui, self.app)])
        foot = self._pages.foot(ui, self, "players")
        return [top, *snug(ui, "players", width, Column(rows, gap=12), foot)]

    def _many(self) -> bool:
        return Pages(self._players).number > 1

    def _finding(self, ui: Ui) -> Widget:
        said = (
            ui.t("adults", "Codes that begin with {letters}", letters=self._letters)
            if self._letters
            else ui.t("adults", "Type the letters of a code to find a player.")
        )
        letters: list[Widget] = [
            Button(f"letter-{c}", partial(self._type, c), c, look="answer", pad=(15, 6))
            for c in CODE_LETTERS
        ]
        if self._letters:
            back = Button("take-back", self._erase, ui.t("code", "Take back"), "back", "answer")
            letters.append(back)
        return Card(Column([Text(said, 18), Flow(letters, gap=8)], gap=10), "sun", (18, 12))

    def _row(self, ui: Ui, summary: PlayerSummary) -> Widget:
        player = summary.player
        name = player_name(ui, player.animal, player.colour)
        last = ui.t("adults", "Last played: {time}", time=when(ui, summary.last))
        known = [last, *_done(ui, summary)]
        if summary.machine != self._machine:
            known.append(ui.t("adults", "from another computer"))
        words = Column([Text(name, 20, bold=True), facts(ui, known)], gap=2)
        code = Card(Text(player.code, 20, bold=True), "chip", (14, 6))
        picture = Picture(f"animals/{player.animal}", 52, 52)
        return Button(
            f"player-{player.id}",
            partial(self._open, summary),
            f"{name} · {player.code}",
            look="answer",
            child=Row([picture, Grow(words), code], gap=16),
            pad=(16, 8),
        )

    def _open(self, summary: PlayerSummary) -> None:
        self._news = None
        self.app.push(PlayerView(self.app, summary, self._erased))

    def _erased(self, erased: Player) -> None:
        ui = self.app.ui
        self._players = tuple(s for s in self._players if s.player != erased)
        self._find("")
        self._news = ui.t(
            "adults", "Everything about the player {code} was erased.", code=erased.code
        )

    def _find(self, letters: str) -> None:
        self._letters = letters
        found = (s for s in self._players if s.player.code.startswith(letters))
        self._pages = Pages(tuple(found))
        self.app.ui.scrolls["players"] = 0
        self.app.refresh()

    def _type(self, letter: str) -> None:
        self._find((self._letters + letter)[:CODE_LENGTH])

    def _erase(self) -> None:
        self._find(self._letters[:-1])

    def pressed(self, key: int) -> bool:
        """Take letters by their place on the keyboard: it may be set to Thai or Khmer."""
        if not self._many():
            return False
        if pygame.KSCAN_A <= key <= pygame.KSCAN_Z:
            letter = chr(ord("A") + key - pygame.KSCAN_A)
            if letter in CODE_LETTERS:
                self._type(letter)
            return True
        if key == pygame.KSCAN_BACKSPACE:
            self._erase()
            return True
        return False


class PlayerView(View):
    """One player: what their notebook shows, and erasing them; never a single answer.

    Args:
        summary: whom it is about.
        erased: is told once the player is erased.
    """

    def __init__(
        self, app: "App", summary: PlayerSummary, erased: Callable[[Player], None]
    ) -> None:
        super().__init__(app)
        self._summary = summary
        self._erased = erased

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out who it is, what is known, and what can be done."""
        player = self._summary.player
        white = ui.theme.white
        me = Column(
            [
                Text(player_name(ui, player.animal, player.colour), 28, white, bold=True),
                Text(player.code, 24, white, bold=True),
            ],
            gap=2,
        )
        row = Row([Picture(f"animals/{player.animal}", 88, 88), Grow(me)], gap=18)
        known = [
            ui.t("adults", "First seen: {time}", time=when(ui, self._summary.first)),
            ui.t("adults", "Last played: {time}", time=when(ui, self._summary.last)),
            *_done(ui, self._summary),
        ]
        rows: list[Widget] = [
            ColourCard(row, COLOURS[player.colour], 18),
            Card(Column([Text(line, 19) for line in known], gap=6)),
            Text(
                ui.t(
                    "adults",
                    "The notebook shows what the player sees there. Single answers are shown "
                    "to nobody.",
                ),
                18,
                ui.theme.soft,
            ),
        ]
        label = ui.t("adults", "Look at the notebook")
        erase = ui.t("adults", "Erase this player")
        foot = Flow(
            [
                main_button("notebook", self.default, label, "book"),
                Button("erase", self._ask, erase, "trash", "ghost"),
            ],
            gap=16,
        )
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "player", min(860, ui.width - 60), Column(rows, gap=16), foot)]

    def default(self) -> None:
        """Look at the notebook."""
        from game.screen.notebook import NotebookView

        self.app.push(NotebookView(self.app, self._summary.player, reading=True))

    def _ask(self) -> None:
        self.app.push(SureView(self.app, self.question, self._erase, self._gone))

    def question(self, ui: Ui) -> Question:
        """Ask whether this player shall be erased."""
        player = self._summary.player
        name = player_name(ui, player.animal, player.colour)
        return Question(
            ui.t("adults", "Erase {name} · {code}?", name=name, code=player.code),
            " · ".join(_done(ui, self._summary)),
            [
                ui.t(
                    "adults",
                    "Everything that is known of this player is lost: their answers, their "
                    "notebook, and where they stopped. The code opens nothing any more.",
                ),
                ui.t("adults", "Files that were exported before are not changed by it."),
            ],
            ui.t("adults", "Keep the player"),
            ui.t("adults", "Erase for good"),
        )

    def _erase(self) -> str | None:
        try:
            self.app.store.erase_player(self._summary.player)
        except StoreUnavailable as error:
            return str(error)
        return None

    def _gone(self) -> None:
        self.app.pop()
        self._erased(self._summary.player)


def _done(ui: Ui, summary: PlayerSummary) -> list[str]:
    return [
        ui.n("adults", "{count} episode finished", "{count} episodes finished", summary.finished),
        ui.n("adults", "{count} answer", "{count} answers", summary.answers),
    ]
