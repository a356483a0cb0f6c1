"""Training for adults: choose an episode to play in adult view, or to check oneself on."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.learning.training import SelfCheck, Trained, load_trained
from game.screen.adults_common import facts, heading, nothing_yet
from game.screen.episode_map import in_order, picture_of
from game.screen.judging import trick_chip
from game.screen.training_seen import Seen
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, panel, snug
from game.screen.widgets import Button, Column, Flow, Grow, Picture, Row, Text, Widget, icon
from game.story.model import Line, Story

if TYPE_CHECKING:
    from game.screen.app import App

_SIDE_BY_SIDE = 120  # per cent of text size


class TrainingView(View):
    """The episodes on the left, the one that is chosen on the right."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._stories = in_order(app.library.stories)
        self._chosen = self._stories[0] if self._stories else None
        self._seen = {story.id: Seen(story) for story in self._stories}
        self._checks: dict[str, SelfCheck] = {}

    def shown(self) -> None:
        """Read what was trained: it may have become more."""
        try:
            trained = load_trained(self.app.around.data)
        except OSError:
            trained = Trained()  # the screen of the results says why
        self._checks = trained.newest()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the episodes and the one that is chosen."""
        results = ui.t("training", "Results")
        left: list[Widget] = [
            back_button(ui, self.app),
            Button("results", self._results, results, "star"),
        ]
        top = bar(ui, self.app, left)
        said = ui.t(
            "training",
            "Play as an adult: tricks are named, all branches open. Nothing goes to the records.",
        )
        head = heading(ui, ui.t("training", "Training"), said, "people")
        story = self._chosen
        if story is None:
            nothing = ui.t("training", "There is no episode here.")
            return [top, *snug(ui, "training", 900, Column([head, nothing_yet(nothing)], gap=16))]
        if ui.settings.text_size > _SIDE_BY_SIDE:
            rows = Column([head, self._card(ui, story), self._list(ui)], gap=16)
            foot = Flow(self._buttons(ui, story), gap=14)
            return [top, *snug(ui, "training", ui.width - 60, rows, foot)]
        middle = ui.width * 0.5
        list_ = ui.rect(40, 84, middle - 52, ui.height - 108)
        card = ui.rect(middle, 84, ui.width - middle - 40, ui.height - 108)
        return [
            top,
            *panel(ui, "training", list_, Column([head, self._list(ui)], gap=14)),
            *panel(ui, "episode", card, self._card(ui, story), Flow(self._buttons(ui, story), 14)),
        ]

    # The list

    def _list(self, ui: Ui) -> Widget:
        return Column([self._row(ui, story) for story in self._stories], gap=8)

    def _row(self, ui: Ui, story: Story) -> Widget:
        title = self._title(ui, story)
        words: list[Widget] = [Text(title, 20, bold=True)]
        said = self._done(ui, story)
        if said:
            words.append(facts(ui, said))
        row: list[Widget] = [Picture(picture_of(ui, story), 44, 44), Grow(Column(words, gap=0))]
        if story.id in self._checks:
            row.append(icon("check", 24, ui.theme.jade))
        return Button(
            f"story-{story.id}",
            partial(self._choose, story),
            title,
            look="answer",
            child=Row(row, gap=14),
            pad=(14, 8),
            chosen=story is self._chosen,
        )

    def _done(self, ui: Ui, story: Story) -> list[str]:
        said: list[str] = []
        check, seen = self._checks.get(story.id), self._seen[story.id]
        if check is not None:
            right, of = ui.number(check.right), ui.number(check.of)
            said.append(ui.t("training", "Self-check: {right} of {of}", right=right, of=of))
        if seen.endings:
            said.append(seen.endings_seen(ui))
        return said

    # The chosen one

    def _card(self, ui: Ui, story: Story) -> Widget:
        say = ui.words.text
        lead = Picture(f"people/{story.lead.id}-glad", 106, 124)
        title = Text(self._title(ui, story), 26, bold=True)
        ages = f"{story.ages[0]}-{story.ages[1]}"
        about = [
            ui.t("home", "{minutes} minutes", minutes=story.minutes),
            ui.t("home", "Ages {ages}", ages=ages),
            *self._done(ui, story),
        ]
        rows: list[Widget] = [
            Row([lead, Grow(Column([title, facts(ui, about)], gap=4))], gap=16),
            Text(say(story.id, "story", story.about), 20),
        ]
        tricks = _tricks(story)
        if tricks:
            chips = [trick_chip(ui, self.app.library.common, trick) for trick in tricks]
            said = Text(ui.t("training", "Tricks in this episode:"), 18, ui.theme.soft)
            rows.append(Column([said, Flow(chips, gap=8)], gap=6))
        return Column(rows, gap=14)

    def _buttons(self, ui: Ui, story: Story) -> list[Widget]:
        check = ui.t("training", "Self-check")
        play = ui.t("training", "Play as an adult")
        return [
            main_button("play", self.default, play, "play"),
            Button("check", partial(self._check, story), check, "question", "ghost"),
        ]

    def _title(self, ui: Ui, story: Story) -> str:
        return f"{story.number}. {ui.words.text(story.id, 'story', story.title)}"

    # What an adult does

    def _choose(self, story: Story) -> None:
        """Show an episode; a second press plays it."""
        if story is self._chosen:
            self.default()
            return
        self._chosen = story
        if self.app.ui.settings.text_size > _SIDE_BY_SIDE:
            self.app.ui.scrolls["training"] = 0.0  # where the card is
        self.app.ui.scrolls.pop("episode", None)
        self.app.refresh()

    def default(self) -> None:
        """Play the chosen episode in adult view."""
        from game.screen.training_episode import AdultEpisodeView
        from game.story.jumps import Jumps
        from game.story.playthrough import Playthrough

        story = self._chosen
        if story is not None:
            play, seen = Playthrough.begin(story), self._seen[story.id]
            self.app.push(AdultEpisodeView(self.app, play, Jumps(story), seen))

    def _check(self, story: Story) -> None:
        from game.screen.training_check import SelfCheckView

        self.app.push(SelfCheckView(self.app, story))

    def _results(self) -> None:
        from game.screen.training_results import ResultsView

        self.app.push(ResultsView(self.app))


def _tricks(story: Story) -> list[str]:
    steps = (step for scene in story.scenes.values() for step in scene.steps)
    lines = (step for step in steps if isinstance(step, Line))
    return list(dict.fromkeys(trick for line in lines for trick in line.tricks))
