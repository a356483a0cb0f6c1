"""A player's home: the episodes, going on where one stopped, the notebook."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.screen.display import DisplayView
from game.screen.theme import COLOURS, HEADING, LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, main_button, snug
from game.screen.widgets import Button, Card, Column, Flow, Grid, Grow, Picture, Row, Text, Widget
from game.story.model import Story

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App


_TWO_COLUMNS = 120


class HomeView(View):
    """Where a player chooses what to play.

    Args:
        player: who plays.
    """

    def __init__(self, app: "App", player: "Player") -> None:
        super().__init__(app)
        self._player = player

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the player, what can be gone on with, and a card for each episode."""
        from game.screen.who import ColourCard, player_name

        player = self._player
        me = Row(
            [
                Picture(f"animals/{player.animal}", 40, 40),
                Text(
                    f"{player_name(ui, player.animal, player.colour)} · {player.code}",
                    20,
                    ui.theme.white,
                    bold=True,
                ),
            ],
            gap=10,
        )
        left: list[Widget] = [
            Button("title", self.escape, ui.t("home", "Home"), "home"),
            Button("notebook", self._notebook, ui.t("home", "My notebook"), "book"),
            Button("display", self._display, ui.t("home", "Text and display"), "text-size"),
        ]
        # Side by side as long as the words of a card have room.
        several = len(self.app.library.stories) > 1
        columns = 2 if several and ui.settings.text_size <= _TWO_COLUMNS else 1
        heading = Text(ui.t("home", "What would you like to play?"), HEADING, bold=True)
        rows: list[Widget] = [
            Row([Grow(heading), ColourCard(me, COLOURS[player.colour], 8)]),
            *self._quick_eyes(ui),
            Grid(columns, [self._card(ui, story) for story in self.app.library.stories], gap=18),
        ]
        if not self.app.library.stories:
            rows.append(Text(ui.t("home", "There is no episode here. Please tell your teacher.")))
        return [
            bar(ui, self.app, left),
            *snug(ui, "home", min(1220, ui.width - 40), Column(rows, gap=18)),
        ]

    def _quick_eyes(self, ui: Ui) -> list[Widget]:
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
        words = Column([Text(ui.t("quick eyes", "Quick Eyes"), 24, bold=True), Text(said, 18)], 4)

        def look() -> None:
            self._look(self.app.refresh)

        button = Button("quick-eyes", look, label, "eye", "spot", LARGE, pad=(26, 12))
        bird = Picture("sarika/thinking", 72, 81)
        return [Card(Flow([Row([bird, words], gap=18), button], gap=24), "sun", (20, 12))]

    def _card(self, ui: Ui, story: Story) -> Widget:
        say = ui.words.text
        store, player = self.app.store, self._player
        waiting = store.unfinished(player)
        place = next((w for w in waiting if w.story == story.id), None)
        endings = len(store.endings(player).get(story.id, ()))
        facts = [
            ui.t("home", "{minutes} minutes", minutes=story.minutes),
            ui.t("home", "Ages {ages}", ages=f"{story.ages[0]}-{story.ages[1]}"),
        ]
        if endings:
            facts.append(
                ui.n(
                    "home",
                    "{count} ending found",
                    "{count} endings found",
                    endings,
                )
            )
        buttons: list[Widget] = []
        if place is not None:
            buttons.append(
                main_button(
                    f"go-on-{story.id}",
                    lambda: self._play(story, resume=True),
                    ui.t("home", "Go on where you stopped"),
                    "play",
                )
            )
            buttons.append(
                Button(
                    f"again-{story.id}",
                    lambda: self._play(story, resume=False),
                    ui.t("home", "Start again"),
                    "replay",
                    "ghost",
                )
            )
        else:
            label = ui.t("home", "Play again") if endings else ui.t("home", "Play")
            buttons.append(
                main_button(
                    f"play-{story.id}", lambda: self._play(story, resume=False), label, "play"
                )
            )
        words = Column(
            [
                Text(f"{story.number}. {say(story.id, 'story', story.title)}", 24, bold=True),
                Text(say(story.id, "story", story.about), 18),
                Text(" · ".join(facts), 17, ui.theme.soft),
                Flow(buttons, gap=14),
            ],
            gap=10,
        )
        lead = Picture(f"people/{story.lead.id}-glad", 132, 154)
        return Card(Row([lead, Grow(words)], gap=18, align="top"), "card", (18, 16))

    def _look(self, then: Callable[[], None]) -> bool:
        """Open the round of Quick Eyes that was left or is due; say whether there is one."""
        from game.screen.quick_eyes import QuickEyesView

        store, player = self.app.store, self._player
        left, due = store.round_left(player), store.round_due(player)
        view = QuickEyesView.go_on_with(self.app, player, left, then) if left else None
        if view is None and due is not None:
            view = QuickEyesView.begin(self.app, player, due, then)
        if view is not None:
            self.app.push(view)
        return view is not None

    def _play(self, story: Story, *, resume: bool) -> None:
        from game.screen.episode import EpisodeView

        def play() -> None:
            self.app.push(EpisodeView.begin(self.app, self._player, story, resume=resume))

        due = self.app.store.round_due(self._player)
        if not (due is not None and due.occasion == "before" and self._look(play)):
            play()

    def _notebook(self) -> None:
        from game.screen.notebook import NotebookView

        self.app.push(NotebookView(self.app, self._player))

    def _display(self) -> None:
        self.app.push(DisplayView(self.app))

    def default(self) -> None:
        """Go on with, or begin, the first episode."""
        stories = self.app.library.stories
        if stories:
            waiting = {w.story for w in self.app.store.unfinished(self._player)}
            at = next((s for s in stories if s.id in waiting), stories[0])
            self._play(at, resume=at.id in waiting)

    def escape(self) -> None:
        """Go back to the title."""
        self.app.pop()
