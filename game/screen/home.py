"""A player's home: the episodes, going on where one stopped, the notebook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.screen.display import DisplayView
from game.screen.episode_map import State, episode_map, in_order, picture_of
from game.screen.lab import session_sign
from game.screen.theme import COLOURS, HEADING, LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, main_button, snug
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grow,
    Picture,
    Room,
    Row,
    Scroll,
    Text,
    Widget,
)
from game.story.model import Story

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App
    from game.screen.quick_eyes import QuickEyesView


SIDE_BY_SIDE = 120  # per cent of text size
_CARD = 376
_PAD = 26
_BESIDE = 40
_SIGN = (80, 170)  # the least and the most height of the episode's picture on its card
_UNDER_HEAD = 16


@dataclass(frozen=True, slots=True)
class Played:
    """Hold what a player, or a table, has played, read once for a layout.

    Args:
        begun: the stories that can be gone on with, the latest first.
        endings: the endings seen, by story.
    """

    begun: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]

    def state(self, story: Story) -> State:
        """Say what is known of a story."""
        if story.id in self.begun:
            return "begun"
        return "played" if self.endings.get(story.id) else "new"


class HomeView(View):
    """Where a player chooses what to play.

    Args:
        player: who plays.
    """

    def __init__(self, app: "App", player: "Player") -> None:
        super().__init__(app)
        self._player = player
        self._picked: str | None = None

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the player, Quick Eyes where it is due, and the map of the episodes."""
        left = self.ways(ui)
        if self.app.lab.code is not None:
            left.append(session_sign(ui, self.app.lab.code))
        return [bar(ui, self.app, left), *self._below(ui, self.head(ui))]

    def ways(self, ui: Ui) -> list[Widget]:
        """Make the buttons of the bar."""
        return [
            Button("title", self.escape, ui.t("home", "Home"), "home"),
            Button("notebook", self.open_notebook, ui.t("home", "My notebook"), "book"),
            Button("display", self.open_display, ui.t("home", "Text and display"), "text-size"),
        ]

    def head(self, ui: Ui) -> Widget:
        """Ask what to play, and say who plays and with which code they come back."""
        heading = Text(ui.t("home", "What would you like to play?"), HEADING, bold=True)
        return Row([Grow(heading), name_card(ui, self._player)])

    def _below(self, ui: Ui, head: Widget) -> Sequence[Piece]:
        """Lay out the map, and the card of the episode that is chosen on it."""
        played = self.played()
        chosen = self._chosen(played)
        width = min(1220, ui.width - 40)
        if chosen is None:
            said = ui.t("home", "There is no episode here. Please tell your teacher.")
            return snug(ui, "home", width, Column([head, *self.quick_eyes(ui), Text(said)], 18))
        stories = self.app.library.stories
        states = {story.id: played.state(story) for story in stories}
        path = episode_map(ui, stories, chosen.id, states, self._choose)
        card = self._card(ui, chosen, played)
        if ui.settings.text_size > SIDE_BY_SIDE:
            rows = [head, card, *self.quick_eyes(ui), path]
            return snug(ui, "home", width, Column(rows, gap=18))
        return self._beside(ui, width, head, Column([*self.quick_eyes(ui), path], gap=18), card)

    def _beside(
        self, ui: Ui, width: float, head: Widget, path: Widget, card: Widget
    ) -> Sequence[Piece]:
        """Lay out the map beside its card, which stays in sight when the map is moved."""
        room = ui.rect((ui.width - width) / 2, 82, width, ui.height - 102)
        inside = room.inflate(-2 * ui.px(_PAD), -2 * ui.px(_PAD))
        high = ui.measure(head, inside.width)[1]
        gap, wide = ui.px(_BESIDE), ui.px(_CARD)
        below = inside.y + high + ui.px(_UNDER_HEAD)
        right = pygame.Rect(inside.right - wide, below, wide, inside.bottom - below)
        # The bar that shows how far the map is moved stands in the gap.
        left = pygame.Rect(inside.x, below, right.left - gap - inside.x, right.height)
        return [
            (room, Card(Grow(), "panel")),
            (pygame.Rect(inside.x, inside.y, inside.width, high), head),
            (right, Scroll("home-card", card)),
            (left, Scroll("home", path)),
        ]

    def played(self) -> Played:
        """Read what was played."""
        store, player = self.app.store, self._player
        begun = tuple(waiting.story for waiting in store.unfinished(player))
        return Played(begun, store.endings(player))

    def _chosen(self, played: Played) -> Story | None:
        """Find the episode that was chosen; else the one begun last, else the next new one."""
        stories = {story.id: story for story in in_order(self.app.library.stories)}
        if self._picked in stories:
            return stories[self._picked]
        begun = [stories[name] for name in played.begun if name in stories]
        new = [story for story in stories.values() if played.state(story) == "new"]
        return next(iter((*begun, *new, *stories.values())), None)

    def _choose(self, story: Story) -> None:
        """Show the card of an episode; a second press plays it."""
        if self._picked == story.id:
            self.default()
        else:
            self._picked = story.id
            if self.app.ui.settings.text_size > SIDE_BY_SIDE:
                self.app.ui.scrolls["home"] = 0.0  # where the card is
            self.app.refresh()

    def quick_eyes(self, ui: Ui) -> list[Widget]:
        """Make the card of Quick Eyes, where a round is due or was left."""
        store, player = self.app.store, self._player
        due = store.round_due(player)
        if store.round_left(player) is not None:
            said = ui.t("home", "You stopped in the middle of Quick Eyes.")
            label = ui.t("home", "Go on where you stopped")
        elif due is not None and self.app.library.quick_eyes.forms:
            said = {
                "before": ui.t("home", "Warm up your eyes before the first story."),
                "after": ui.t("home", "Three more stories are done. Look once more!"),
                "later": ui.t("home", "Welcome back! What do your eyes still notice?"),
            }[due.occasion]
            label = ui.t("home", "Let us look")
        else:
            return []

        def look() -> None:
            self._look(self.app.refresh)

        return [eyes_card(ui, said, label, look)]

    def _card(self, ui: Ui, story: Story, played: Played) -> Widget:
        say = ui.words.text
        endings = len(played.endings.get(story.id, ()))
        facts = [
            ui.t("home", "{minutes} minutes", minutes=story.minutes),
            ui.t("home", "Ages {ages}", ages=f"{story.ages[0]}-{story.ages[1]}"),
        ]
        if endings:
            facts.append(ui.n("home", "{count} ending found", "{count} endings found", endings))
        title = Text(f"{story.number}. {say(story.id, 'story', story.title)}", 26, bold=True)
        lead = Picture(f"people/{story.lead.id}-glad", 106, 124)
        words = Column(
            [
                Row([lead, Grow(title)], gap=14),
                Text(say(story.id, "story", story.about), 19),
                Text(" · ".join(facts), 17, ui.theme.soft),
                Grow(Room(picture_of(ui, story), _SIGN)),
                *self._buttons(ui, story, played.state(story), again=bool(endings)),
            ],
            gap=12,
        )
        return Card(words, "card", (20, 18))

    def _buttons(self, ui: Ui, story: Story, state: State, *, again: bool) -> list[Widget]:
        def play() -> None:
            self.play(story, resume=False)

        if state != "begun":
            label = ui.t("home", "Play again") if again else ui.t("home", "Play")
            return [main_button(f"play-{story.id}", play, label, "play")]
        go_on = ui.t("home", "Go on where you stopped")
        return [
            main_button(f"go-on-{story.id}", lambda: self.play(story, resume=True), go_on, "play"),
            Button(f"again-{story.id}", play, ui.t("home", "Start again"), "replay", "ghost"),
        ]

    def _look(self, then: Callable[[], None]) -> bool:
        """Open the round of Quick Eyes that was left or is due; say whether there is one."""
        view = round_waiting(self.app, self._player, then)
        if view is not None:
            self.app.push(view)
        return view is not None

    def play(self, story: Story, *, resume: bool) -> None:
        """Play an episode; the first round of Quick Eyes comes before it.

        Args:
            story: the episode.
            resume: whether to go on where it was left.
        """
        from game.screen.episode import EpisodeView

        def play() -> None:
            self.app.push(EpisodeView.begin(self.app, self._player, story, resume=resume))

        due = self.app.store.round_due(self._player)
        if not (due is not None and due.occasion == "before" and self._look(play)):
            play()

    def open_notebook(self) -> None:
        """Show the player's notebook."""
        from game.screen.notebook import NotebookView

        self.app.push(NotebookView(self.app, self._player))

    def open_display(self) -> None:
        """Show text and display."""
        self.app.push(DisplayView(self.app))

    def default(self) -> None:
        """Go on with, or begin, the episode whose card is shown."""
        played = self.played()
        story = self._chosen(played)
        if story is not None:
            self.play(story, resume=played.state(story) == "begun")

    def escape(self) -> None:
        """Go back to the title."""
        self.app.pop()


def name_card(ui: Ui, player: "Player", size: float = 20, *, code: bool = True) -> Widget:
    """Make the card with which a player is named: animal, colour and code.

    Args:
        ui: the surroundings.
        player: who it is.
        size: of the letters, in units.
        code: whether it has room for the code.
    """
    from game.screen.who import ColourCard, player_name

    name = player_name(ui, player.animal, player.colour)
    said = Text(f"{name} · {player.code}" if code else name, size, ui.theme.white, bold=True)
    row = Row([Picture(f"animals/{player.animal}", 2 * size, 2 * size), said], gap=10)
    return ColourCard(row, COLOURS[player.colour], 8)


def eyes_card(ui: Ui, said: str, label: str, look: Callable[[], None]) -> Widget:
    """Make the card that offers a round of Quick Eyes.

    Args:
        ui: the surroundings.
        said: why it is offered.
        label: of the button.
        look: opens it.
    """
    words = Column([Text(ui.t("quick eyes", "Quick Eyes"), 24, bold=True), Text(said, 18)], 4)
    button = Button("quick-eyes", look, label, "eye", "spot", LARGE, pad=(26, 12))
    bird = Picture("sarika/thinking", 72, 81)
    return Card(Flow([Row([bird, words], gap=18), button], gap=24), "sun", (20, 12))


def round_waiting(app: "App", player: "Player", then: Callable[[], None]) -> "QuickEyesView | None":
    """Give the round of Quick Eyes that a player left before its end, or that is due.

    Args:
        app: the game.
        player: who plays.
        then: what comes after it.

    Returns:
        Its view; None where there is none.
    """
    from game.screen.quick_eyes import QuickEyesView

    left, due = app.store.round_left(player), app.store.round_due(player)
    view = QuickEyesView.go_on_with(app, player, left, then) if left else None
    if view is None and due is not None:
        view = QuickEyesView.begin(app, player, due, then)
    return view
