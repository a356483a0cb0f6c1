"""The home of a table: who plays together, and what they could play."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.learning.ids import new_code
from game.learning.store import Player
from game.learning.turns import FEWEST, MOST
from game.screen.home import SIDE_BY_SIDE, HomeView, Played, eyes_card, name_card
from game.screen.theme import COLOURS, HEADING
from game.screen.turns import WhoseView, keep_known, look_one_by_one
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.who import ColourCard, WhoView, player_name
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
    icon,
)
from game.story.model import Story

if TYPE_CHECKING:
    from game.screen.app import App


@dataclass(frozen=True, slots=True)
class Seat:
    """Hold who sits at a table, before they have begun to play.

    Args:
        animal: the animal they are.
        colour: its colour.
        code: with which they come back.
        player: who they are in the records; None if they are new.
    """

    animal: str
    colour: str
    code: str
    player: Player | None = None

    @classmethod
    def of(cls, player: Player) -> "Seat":
        """Give the seat of somebody who has played before."""
        return cls(player.animal, player.colour, player.code, player)


class TableView(View):
    """Who plays together: two to four, each with an animal, a colour and a code.

    Args:
        seats: who sits there already.
    """

    def __init__(self, app: "App", seats: Sequence[Seat] = ()) -> None:
        super().__init__(app)
        self.seats = list(seats)

    @property
    def enough(self) -> bool:
        """Say whether they can begin."""
        return len(self.seats) >= FEWEST

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the seats, and the ways on."""
        rows: list[Widget] = [
            Text(ui.t("turns", "Who plays together?"), HEADING, bold=True),
            Text(self._said(ui), 19, ui.theme.night if self.enough else ui.theme.soft),
            Grid(2, [self._place(ui, number) for number in range(MOST)], gap=16),
        ]
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "table", min(1060, ui.width - 60), Column(rows, gap=16), self._foot(ui)),
        ]

    def _said(self, ui: Ui) -> str:
        if self.enough:
            return ui.t("turns", "Write your codes down to come back, together or alone.")
        return ui.t("turns", "Two to four of you take turns. Each has an animal and a colour.")

    def _place(self, ui: Ui, number: int) -> Widget:
        if number >= len(self.seats):
            said = ui.t("turns", "A free place")
            row = Row([icon("person", 40, ui.theme.soft), Grow(Text(said, 20, ui.theme.soft))], 18)
            return Card(row, "card", (22, 40))
        seat, white = self.seats[number], ui.theme.white
        name = player_name(ui, seat.animal, seat.colour)
        words = Column(
            [
                Whole(Text(name, 24, white, bold=True)),
                Text(ui.t("who", "Your code: {code}", code=seat.code), 20, white, bold=True),
            ],
            gap=2,
        )
        leave = Button(
            f"leave-{number + 1}",
            partial(self.take_off, number),
            ui.t("turns", "{name} does not play", name=name),
            child=icon("cross", 26),
            pad=(10, 8),
        )
        picture = Picture(f"animals/{seat.animal}", 72, 72)
        return ColourCard(Row([picture, Grow(words), leave], gap=16), COLOURS[seat.colour], 13)

    def _foot(self, ui: Ui) -> Widget:
        if not self.enough:
            label = ui.t("turns", "Who is next?") if self.seats else ui.t("turns", "Who is first?")
            return Flow([main_button("add", self.add, label, "plus")])
        ways: list[Widget] = [
            main_button("begin", self.begin, ui.t("turns", "Let us play"), "play")
        ]
        if len(self.seats) < MOST:
            label = ui.t("turns", "One more")
            ways.append(Button("add", self.add, label, "plus", "ghost", 22, pad=(26, 12), low=58))
        return Flow(ways, gap=16)

    def add(self) -> None:
        """Let somebody choose an animal and a colour, or come back with a code."""
        self.app.push(SeatView(self.app, self))

    def take_in(self, seat: Seat) -> None:
        """Give somebody a place.

        Args:
            seat: who it is.
        """
        self.seats.append(seat)
        self.app.refresh()

    def take_off(self, number: int) -> None:
        """Take somebody off again, who then does not play.

        Args:
            number: of the seat, counted from 0.
        """
        del self.seats[number]
        self.app.refresh()

    def begin(self) -> None:
        """Go to what they could play."""
        players = [seat.player or self._new(seat) for seat in self.seats]
        self.app.lab.came_in(*players)
        self.app.home(TableHomeView(self.app, players))

    def _new(self, seat: Seat) -> Player:
        return self.app.store.new_player(seat.animal, seat.colour, seat.code)

    def default(self) -> None:
        """Begin, or find somebody more where there are too few."""
        if self.enough:
            self.begin()
        else:
            self.add()


class SeatView(WhoView):
    """Choose an animal and a colour for one of several, or come back with a code.

    Args:
        table: where they sit down.
    """

    def __init__(self, app: "App", table: TableView) -> None:
        super().__init__(app)
        self._table = table
        # Codes that were drawn for this table are in no record yet.
        codes = {seat.code for seat in table.seats}
        while self.code in codes:
            self.code = new_code(app.rng, codes)
        while self._sits(self.animal, self.colour):
            self.colour = app.rng.choice(tuple(COLOURS))

    def ways(self, ui: Ui) -> list[Widget]:
        """Make the buttons of the bar."""
        return [back_button(ui, self.app), self.code_button(ui)]

    def me(self, ui: Ui) -> Widget:
        """Say who it would be; nobody can be who sits there already."""
        if not self._sits(self.animal, self.colour):
            return super().me(ui)
        words = self._taken(ui, self.animal, self.colour)
        said = Whole(Text(words, 21, ui.theme.white, bold=True))
        row = Row([Picture(f"animals/{self.animal}", 96, 96), Grow(said)], gap=18)
        return ColourCard(row, COLOURS[self.colour])

    def go_on(self, ui: Ui) -> Widget:
        """Make the button that goes on, if this one can be chosen."""
        return Gap() if self._sits(self.animal, self.colour) else super().go_on(ui)

    def came_back(self, player: Player) -> str | None:
        """Give somebody who came back their place.

        Args:
            player: whose code was typed.

        Returns:
            Why they cannot sit there; None if they do.
        """
        ui = self.app.ui
        if any(seat.code == player.code for seat in self._table.seats):
            return ui.t("turns", "Whoever has this code sits there already.")
        if self._sits(player.animal, player.colour):
            return self._taken(ui, player.animal, player.colour)
        self.app.pop()
        self._sit(Seat.of(player))
        return None

    def default(self) -> None:
        """Sit down as this animal."""
        if not self._sits(self.animal, self.colour):
            self._sit(Seat(self.animal, self.colour, self.code))

    def _sit(self, seat: Seat) -> None:
        self._table.take_in(seat)
        self.app.pop()

    def _sits(self, animal: str, colour: str) -> bool:
        there = ((seat.animal, seat.colour) for seat in self._table.seats)
        return (animal, colour) in there

    def _taken(self, ui: Ui, animal: str, colour: str) -> str:
        name = player_name(ui, animal, colour)
        return ui.t(
            "turns", "{name} sits there already. Choose another animal or colour.", name=name
        )


class TableHomeView(HomeView):
    """Where a table chooses what to play.

    Args:
        players: who plays, in the order of their turns.
    """

    def __init__(self, app: "App", players: Sequence[Player]) -> None:
        super().__init__(app, players[0])
        self._players = tuple(players)

    def shown(self) -> None:
        """See that the records know all of them, also if they could not be kept meanwhile."""
        keep_known(self.app, self._players)

    def ways(self, ui: Ui) -> list[Widget]:
        """Make the buttons of the bar."""
        title, _, display = super().ways(ui)
        notebooks = Button("notebook", self.open_notebook, ui.t("turns", "Our notebooks"), "book")
        who = Button("who", self._who, ui.t("turns", "Who plays"), "people")
        return [title, notebooks, who, display]

    def head(self, ui: Ui) -> Widget:
        """Ask what to play, and say who plays and with which codes they come back."""
        heading = Text(ui.t("turns", "What would you like to play together?"), HEADING, bold=True)
        # Four long names with their codes leave no room for Play; "Who plays" has the codes, too.
        code = ui.settings.text_size <= SIDE_BY_SIDE
        cards = [name_card(ui, player, 17, code=code) for player in self._players]
        return Column([heading, Flow(cards, gap=12)], gap=10)

    def played(self) -> Played:
        """Read what they began together, and which endings any of them has seen."""
        store = self.app.store
        begun = tuple(left.unfinished.story for left in store.turns_left(self._players))
        seen: dict[str, dict[str, None]] = {}
        for player in self._players:
            for story, ends in store.endings(player).items():
                seen.setdefault(story, {}).update(dict.fromkeys(ends))
        return Played(begun, {story: tuple(ends) for story, ends in seen.items()})

    def quick_eyes(self, ui: Ui) -> list[Widget]:
        """Make the card of Quick Eyes, where a round waits for one of them."""
        if not any(self._waits(player) for player in self._players):
            return []
        said = ui.t("turns", "One looks, the others look away. Then the next one.")
        label = ui.t("home", "Let us look")
        look = partial(look_one_by_one, self.app, self._players, self.app.refresh)
        return [eyes_card(ui, said, label, look)]

    def _waits(self, player: Player) -> bool:
        store = self.app.store
        return store.round_left(player) is not None or store.round_due(player) is not None

    def play(self, story: Story, *, resume: bool) -> None:
        """Play an episode by turns; each one's first round of Quick Eyes comes before it.

        Args:
            story: the episode.
            resume: whether to go on where it was left.
        """
        from game.screen.turns_episode import TurnsEpisodeView

        def play() -> None:
            view = TurnsEpisodeView.begin_together(self.app, self._players, story, resume=resume)
            self.app.push(view)

        look_one_by_one(self.app, [p for p in self._players if self._is_new(p)], play)

    def _is_new(self, player: Player) -> bool:
        due = self.app.store.round_due(player)
        return due is not None and due.occasion == "before"

    def open_notebook(self) -> None:
        """Ask whose notebook to read."""
        self.app.push(WhoseView(self.app, self._players))

    def _who(self) -> None:
        self.app.push(TableView(self.app, [Seat.of(player) for player in self._players]))
