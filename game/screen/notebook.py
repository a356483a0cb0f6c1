"""My notebook: what a player noticed, before and now, what to practise next, whom they told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.names import whom_names
from game.learning.counts import Acts, Counts
from game.learning.measures import ENOUGH_FOR_A_BAR
from game.learning.rounds import Round
from game.learning.store import Player
from game.screen.home import name_card
from game.screen.names import trick_name
from game.screen.quick_eyes import QuickEyesView, let_be, noticed
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, panel
from game.screen.widgets import (
    Bar,
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Whole,
    Widget,
)
from game.story.model import Line, Story

if TYPE_CHECKING:
    from game.learning.events import Occasion
    from game.screen.app import App

_THREE_COLUMNS = 120


@dataclass(frozen=True, slots=True)
class Sticker:
    """Name a thing that one can do.

    Args:
        name: of its drawing.
        label: what it is for, in the player's language.
        earned: whether the player did it.
    """

    name: str
    label: str
    earned: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """Hold what the records say about a player, so that it is computed once and not for each look.

    Args:
        counts: what was found and missed.
        acts: what the player had the lead do.
        rounds: rounds of Quick Eyes that were played to their end, oldest first.
        next: the trick to practise next; None before anything was judged.
        finished: the stories that came to an ending.
    """

    counts: Counts
    acts: Acts
    rounds: tuple[Round, ...]
    next: str | None
    finished: frozenset[str]

    @classmethod
    def of(cls, app: "App", player: Player) -> "Notes":
        """Read the records of a player."""
        store, tricks = app.store, app.library.common.tricks
        known = (one.trick for one in store.known(player) if one.trick in tricks)
        return cls(
            store.counts(player),
            store.acts(player),
            tuple(r for r in store.rounds(player) if not r.left),
            next(known, None),
            frozenset(store.endings(player)),
        )


class NotebookView(View):
    """What one player has learned so far.

    Args:
        player: whose notebook.
        reading: whether somebody else reads it, who plays nothing from here.
        alone: whether the player is alone, and can go on playing from here.
    """

    def __init__(
        self, app: "App", player: Player, *, reading: bool = False, alone: bool = True
    ) -> None:
        super().__init__(app)
        self._player = player
        self._reading = reading
        self._alone = alone
        self._saved: Path | None = None
        self._unsaved = False
        self._read: Notes | None = None

    @property
    def _notes(self) -> Notes:
        if self._read is None:
            self._read = Notes.of(self.app, self._player)
        return self._read

    def shown(self) -> None:
        """Read the records anew: something may have been played from here."""
        self._read = None

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out tricks on the left, everything else on the right."""
        left: list[Widget] = [self._back(ui)]
        if not self._reading:
            label = ui.t("notebook", "Keep as a picture")
            left.append(Button("save", self._save, label, "save"))
        if not self._alone:
            left.append(name_card(ui, self._player, 18))
        middle = ui.width * 0.56
        tricks = ui.rect(40, 84, middle - 52, ui.height - 108)
        rest = ui.rect(middle, 84, ui.width - middle - 40, ui.height - 108)
        return [
            bar(ui, self.app, left),
            *panel(ui, "tricks", tricks, Column([self._title(ui), *self.tricks(ui)], gap=12)),
            *panel(ui, "sums", rest, Column(self._right(ui), gap=14)),
        ]

    def _back(self, ui: Ui) -> Widget:
        if not self._alone:
            return back_button(ui, self.app)
        return Button("back", self.escape, ui.t("notebook", "Home"), "home")

    def _title(self, ui: Ui) -> Widget:
        return Text(ui.t("notebook", "My notebook: what I can notice"), 28, bold=True)

    def _right(self, ui: Ui) -> list[Widget]:
        rows: list[Widget] = []
        if self._saved is not None:
            rows.append(self._told_where(ui, self._saved))
        elif self._unsaved:
            rows.append(
                Card(Text(ui.t("notebook", "This computer does not let the game write.")), "rose")
            )
        if self._alone and not self._reading:
            rows += self._next(ui)
        return [*rows, *self.sums(ui), self.before_and_now(ui), self.stickers(ui), self.told(ui)]

    # What is known

    def tricks(self, ui: Ui) -> list[Widget]:
        """Lay out what was found and missed of each trick."""
        counts = self._notes.counts
        if not counts.tricks:
            nothing = ui.t(
                "notebook", "Nothing here yet. Play an episode and look closer at a message."
            )
            return [Row([Picture("sarika/thinking", 200, 225), Grow(Text(nothing, 22))], gap=24)]
        return [
            self._trick(ui, trick, found.found, found.missed)
            for trick, found in counts.tricks.items()
            if trick in self.app.library.common.tricks
        ]

    def _trick(self, ui: Ui, trick: str, found: int, missed: int) -> Widget:
        all_of_them = found + missed
        said = ui.t(
            "notebook", "{found} of {all} found", found=ui.number(found), all=ui.number(all_of_them)
        )
        name = trick_name(ui, self.app.library.common, trick)
        parts: list[Widget] = [
            Row(
                [
                    Grow(Whole(Text(name, 21, bold=True))),
                    Text(said, 18),
                ]
            )
        ]
        if all_of_them >= ENOUGH_FOR_A_BAR:
            parts.append(Bar(found / all_of_them, ui.theme.leaf))
        else:
            parts.append(
                Text(ui.t("notebook", "Not seen enough yet to say more"), 16, ui.theme.soft)
            )
        return Card(
            Row([Picture(f"tricks/{trick}", 52, 52), Grow(Column(parts, gap=6))], gap=16),
            pad=(16, 10),
        )

    def sums(self, ui: Ui) -> list[Widget]:
        """Say how many messages were noticed, and how many friendly ones were let be."""
        counts = self._notes.counts
        rows: list[Widget] = []
        if counts.unsafe:
            rows.append(Card(Text(noticed(ui, counts.hits, counts.unsafe)), "sun"))
        if counts.safe:
            rows.append(Card(Text(let_be(ui, counts.correct_rejections, counts.safe)), "mint"))
        return rows

    def before_and_now(self, ui: Ui) -> Widget:
        """Lay out the rounds of Quick Eyes: the first, the newest, the one a week or more later."""
        newest = {r.begun.occasion: r for r in self._notes.rounds if not r.begun.practice}
        names: dict[Occasion, str] = {
            "before": ui.t("notebook", "Before"),
            "after": ui.t("notebook", "Now"),
            "later": ui.t("notebook", "Later"),
        }
        rows: list[Widget] = [Text(ui.t("notebook", "Quick Eyes: before and now"), 20, bold=True)]
        if not newest:
            said = ui.t("notebook", "Not played yet.")
            rows.append(Text(said, 18, ui.theme.soft))
        for occasion, name in names.items():
            played = newest.get(occasion)
            if played is not None:
                rows.append(Text(name, 18, bold=True))
                rows.append(self._level(ui, "wait", ui.theme.leaf, *played.noticed()))
                rows.append(self._level(ui, "okay", ui.theme.jade, *played.let_be()))
        return Card(Column(rows, gap=8), "card")

    def _level(
        self, ui: Ui, sign: str, colour: tuple[int, int, int], right: int, count: int
    ) -> Widget:
        said = ui.t("notebook", "{found} of {all}", found=ui.number(right), all=ui.number(count))
        return Row(
            [
                Picture(f"tricks/{sign}", 28, 28),
                Grow(Bar(right / count if count else 0, colour)),
                Fixed(Text(said, 17, align="right"), 74 * ui.settings.text_size / 100),
            ],
            gap=12,
        )

    def all_stickers(self, ui: Ui) -> list[Sticker]:
        """List the stickers: for things done, never for speed."""
        acts, counts = self._notes.acts, self._notes.counts
        return [
            Sticker("told", ui.t("sticker", "Told someone"), bool(acts.told)),
            Sticker("kept", ui.t("sticker", "Kept the messages"), acts.kept > 0),
            Sticker("said-no", ui.t("sticker", "Said no, or left"), acts.stopped > 0),
            Sticker("checked", ui.t("sticker", "Asked and looked it up"), acts.checked > 0),
            Sticker("kind", ui.t("sticker", "Stood by a friend"), acts.kind > 0),
            Sticker(
                "friendly",
                ui.t("sticker", "Let a friend be a friend"),
                counts.correct_rejections > 0,
            ),
        ]

    def stickers(self, ui: Ui) -> Widget:
        """Lay out the stickers."""
        cells = [self._sticker(ui, sticker) for sticker in self.all_stickers(ui)]
        title = Text(ui.t("notebook", "My stickers"), 20, bold=True)
        columns = 3 if ui.settings.text_size <= _THREE_COLUMNS else 2
        return Card(Column([title, Grid(columns, cells, gap=10)], gap=10), "card")

    def _sticker(self, ui: Ui, sticker: Sticker) -> Widget:
        name = sticker.name if sticker.earned else "empty"
        colour = ui.theme.night if sticker.earned else ui.theme.soft
        return Column(
            [
                Picture(f"stickers/{name}", 76, 76),
                Text(sticker.label, 16, colour, align="center"),
            ],
            gap=4,
        )

    def told(self, ui: Ui) -> Widget:
        """Say whom the player told in the stories."""
        told = self._notes.acts.told
        names = whom_names(ui.words)
        said: list[Widget] = [Text(ui.t("notebook", "Whom I told in the story"), 20, bold=True)]
        if not told:
            said.append(Text(ui.t("notebook", "Nobody yet. There is always someone to tell.")))
        said += [
            Row([Picture("icons/star", 22, 22), Grow(Text(names[whom]))], gap=10) for whom in told
        ]
        return Card(Column(said, gap=6), "rose")

    # What to do next

    def _next(self, ui: Ui) -> list[Widget]:
        trick = self._notes.next
        if trick is None:
            return []
        story = self._story_about(trick)
        name = trick_name(ui, self.app.library.common, trick)
        said = ui.t("notebook", "Next: “{trick}”. Shall we?", trick=name)
        buttons: list[Widget] = []
        if story is not None:
            title = ui.words.text(story.id, "story", story.title)
            label = ui.t("notebook", "Play “{story}”", story=title)
            buttons.append(Button("next-story", self._player_of(story), label, "play", "main"))
        if self._notes.rounds:
            label = ui.t("notebook", "Practise Quick Eyes")
            buttons.append(Button("practise", lambda: self._practise(trick), label, "eye", "spot"))
        words = Column([Whole(Text(said, 22, bold=True)), Flow(buttons, gap=12)], gap=10)
        return [Card(Row([Picture("sarika/glad", 84, 95), Grow(words)], gap=16), "sun")]

    def _story_about(self, trick: str) -> Story | None:
        """Choose an episode with a trick: best one that was not finished yet."""
        stories = [s for s in self.app.library.stories if trick in _tricks_of(s)]
        return min(stories, key=lambda story: story.id in self._notes.finished, default=None)

    def _player_of(self, story: Story) -> Callable[[], None]:
        def play() -> None:
            from game.screen.episode import EpisodeView

            waiting = any(u.story == story.id for u in self.app.store.unfinished(self._player))
            self.app.replace(EpisodeView.begin(self.app, self._player, story, resume=waiting))

        return play

    def _practise(self, trick: str) -> None:
        view = QuickEyesView.practise(self.app, self._player, trick, self.app.refresh)
        if view is not None:
            self.app.push(view)

    # The picture

    def _save(self) -> None:
        from game.screen.paper import save_page

        self._saved = save_page(self, self.app, self._player)
        self._unsaved = self._saved is None
        self.app.ui.scrolls.pop("sums", None)
        self.app.refresh()

    def _told_where(self, ui: Ui, file: Path) -> Widget:
        said = ui.t("notebook", "Your page was kept as {file}. You can print it.", file=file)
        return Card(Row([Picture("icons/check", 26, 26), Grow(Text(said, 17))], gap=12), "mint")


def _tricks_of(story: Story) -> set[str]:
    steps = (step for scene in story.scenes.values() for step in scene.steps)
    return {trick for step in steps if isinstance(step, Line) for trick in step.tricks}
