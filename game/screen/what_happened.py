"""What happened: the episode again as a line of events, with the tricks explained."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.screen.chats import Chats
from game.screen.names import person_name, trick_name, trick_text
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, main_button, panel
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)
from game.story.load import Common
from game.story.model import End, Line
from game.story.playthrough import Chosen, Ended, Judged, Playthrough, Shown

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App
    from game.screen.episode import EpisodeView


Event = Shown | Chosen | Ended


class WhatHappenedView(View):
    """The line of events on the left, what one of them was on the right.

    Args:
        player: who played.
        play: an episode that has ended.
    """

    def __init__(self, app: "App", player: "Player", play: Playthrough) -> None:
        super().__init__(app)
        self._player = player
        self._play = play
        self._story = play.story
        self._common = app.library.common
        self.events = [e for e in play.log if not isinstance(e, Judged) and _worth_telling(e)]
        # The first trick is what there is most to learn from.
        self._at = next(
            (n for n, entry in enumerate(self.events) if _tricks(entry)), len(self.events) - 1
        )

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out events and explanation."""
        title = ui.words.text(self._story.id, "story", self._story.title)
        left: list[Widget] = [
            Button("home", self.escape, ui.t("what happened", "Home"), "home"),
            Card(Text(title, 19, bold=True), "plain", (20, 11)),
        ]
        middle = ui.width * 0.42
        line = ui.rect(40, 84, middle - 52, ui.height - 108)
        told = ui.rect(middle, 84, ui.width - middle - 40, ui.height - 108)
        return [
            bar(ui, self.app, left),
            *panel(ui, "events", line, self._line(ui)),
            *panel(ui, "event", told, self._explained(ui), self._ways_on(ui)),
        ]

    def show(self, number: int) -> None:
        """Explain one event."""
        self._at = number
        self.app.ui.scrolls.pop("event", None)
        self.app.refresh()

    def _line(self, ui: Ui) -> Widget:
        rows: list[Widget] = [Text(ui.t("what happened", "What happened"), 26, bold=True)]
        rows += [self._event(ui, n, entry) for n, entry in enumerate(self.events)]
        return Column(rows, gap=10)

    def _event(self, ui: Ui, number: int, entry: Event) -> Widget:
        text = self._text(ui, entry)
        row = Row([Picture(_sign(entry), 34, 34), Grow(Text(text, 18))], gap=12)
        return Button(
            f"event-{number}",
            partial(self.show, number),
            text,
            look="answer",
            child=row,
            pad=(14, 9),
            chosen=number == self._at,
        )

    def _text(self, ui: Ui, entry: Event) -> str:
        say = ui.words.text
        context = f"scene/{entry.scene}"
        if isinstance(entry, Ended):
            return say(self._story.id, context, entry.end.title)
        if isinstance(entry, Chosen):
            text = say(self._story.id, context, entry.option.text)
            return ui.t("episode", "“{words}”", words=text) if entry.option.say else text
        return say(self._story.id, context, entry.step.text)

    def _explained(self, ui: Ui) -> Widget:
        entry = self.events[self._at]
        if isinstance(entry, Ended):
            rows = self._end(ui, entry.scene, entry.end)
        elif isinstance(entry, Shown) and isinstance(entry.step, Line):
            rows = self._message(ui, entry, entry.step)
        else:
            rows = self._choice(ui, entry)
        return Column(rows, gap=9)

    def _message(self, ui: Ui, entry: Shown, line: Line) -> list[Widget]:
        chats = Chats(ui, self._story, self._common)
        writer = chats.writer(line.contact)
        wrote = (
            ui.t("what happened", "{name} wrote:", name=writer)
            if line.group is None
            else ui.t(
                "what happened",
                "{name} wrote in {group}:",
                name=writer,
                group=chats.name(line.chat),
            )
        )
        rows: list[Widget] = [
            Text(wrote, 18, ui.theme.soft),
            Card(Text(self._text(ui, entry), 21), "quote", (18, 9)),
        ]
        for trick in line.tricks:
            rows += self._trick(ui, trick)
        if line.safe:
            rows.append(
                Row(
                    [
                        Picture("tricks/okay", 56, 56),
                        Grow(Text(ui.t("what happened", "This message is okay"), 26, bold=True)),
                    ],
                    gap=16,
                )
            )
        if line.because:
            because = ui.words.text(self._story.id, f"scene/{entry.scene}", line.because)
            rows.append(Card(Text(because, 20), "mint" if line.safe else "card"))
        return rows

    def _choice(self, ui: Ui, entry: Event) -> list[Widget]:
        lead = person_name(ui, self._story.lead)
        again = ui.t(
            "what happened",
            "With “What if…?” you go back to this moment and try another way. It is only practice.",
        )
        portrait = Picture(f"people/{self._story.lead.id}-calm", 150, 175)
        chose = Text(ui.t("what happened", "You chose this for {name}:", name=lead), 20)
        return [
            Row(
                [portrait, Grow(Column([chose, Text(self._text(ui, entry), 26, bold=True)]))],
                gap=20,
            ),
            Card(Text(again), "sun"),
        ]

    def _trick(self, ui: Ui, trick: str) -> list[Widget]:
        head = Row(
            [
                Picture(f"tricks/{trick}", 52, 52),
                Grow(Text(trick_name(ui, self._common, trick), 26, bold=True)),
            ],
            gap=16,
        )
        cards = [
            Card(Column([Text(title, 17, bold=True), Text(text, 18)], gap=0), look, (18, 7))
            for title, text, look in trick_parts(ui, self._common, trick)
        ]
        return [head, *cards]

    def _end(self, ui: Ui, scene: str, end: End) -> list[Widget]:
        say = ui.words.text
        context = f"scene/{scene}"
        rows: list[Widget] = [
            Row(
                [
                    Picture("sarika/glad", 96, 108),
                    Grow(Text(say(self._story.id, context, end.title), 28, bold=True)),
                ],
                gap=16,
            ),
            Text(say(self._story.id, context, end.text), 21),
        ]
        if end.comfort:
            rows.append(
                Card(Text(say(self._story.id, context, end.comfort), 21, bold=True), "mint")
            )
        return rows

    def _ways_on(self, ui: Ui) -> Widget:
        ways: list[Widget] = []
        number = self._choice_number(self.events[self._at])
        if number is not None:
            ways.append(
                Button(
                    "what-if",
                    partial(self._what_if, number),
                    ui.t("what happened", "What if…?"),
                    "replay",
                    "ghost",
                    22,
                    pad=(28, 12),
                    low=58,
                )
            )
        ways.append(main_button("notebook", self.default, self.notebook(ui), "book"))
        return Flow(ways, gap=14)

    def _choice_number(self, entry: Event) -> int | None:
        """Say which choice leads to an event: the choice itself, or the last one before it."""
        before = self._play.log[: self._play.log.index(entry) + 1]
        made = sum(isinstance(e, Chosen) for e in before)
        return made - 1 if made else None

    def _what_if(self, number: int) -> None:
        self.app.replace(self.practice(self._play.back_to(number)))

    def practice(self, play: Playthrough) -> "EpisodeView":
        """Begin the practice in which something else is tried.

        Args:
            play: back at the choice.
        """
        from game.screen.episode import EpisodeView

        record = self.app.store.begin(
            self._player, self._story.id, self._story.version, practice=True
        )
        return EpisodeView(self.app, self._player, play, record)

    def notebook(self, ui: Ui) -> str:
        """Say what the button says that leads to the notebook."""
        return ui.t("what happened", "My notebook")

    def open_notebook(self) -> None:
        """Show the player's notebook."""
        from game.screen.notebook import NotebookView

        self.app.push(NotebookView(self.app, self._player))

    def default(self) -> None:
        """Go on to the notebook; after an episode, ask first how the player feels."""
        self._leave(self.open_notebook)

    def escape(self) -> None:
        """Go home; after an episode, ask first how the player feels."""
        self._leave(self.app.refresh)

    def _leave(self, then: Callable[[], None]) -> None:
        from game.screen.worry import WorryView

        if self._play.practice:
            self.app.pop()
            then()
        else:
            self.app.replace(WorryView(self.app, then))


def trick_parts(ui: Ui, common: Common, trick: str) -> Sequence[tuple[str, str, str]]:
    """Explain a trick: what is done, how, why, and what one can do.

    Args:
        ui: the surroundings.
        common: has the tricks.
        trick: its id.

    Returns:
        For each of the four a title, the text, and the look of its card.
    """
    data = common.tricks[trick]
    parts = [
        (ui.t("what happened", "What they did"), data.what, "mint"),
        (ui.t("what happened", "How"), data.how, "sun"),
        (ui.t("what happened", "Why"), data.why, "rose"),
        (ui.t("what happened", "What you can do"), data.you_can, "mint"),
    ]
    return [(title, trick_text(ui, trick, text), look) for title, text, look in parts]


def _worth_telling(entry: Event) -> bool:
    if isinstance(entry, Shown):
        step = entry.step
        return isinstance(step, Line) and bool(step.tricks or step.looks_like)
    return True


def _tricks(entry: Event) -> tuple[str, ...]:
    return entry.step.tricks if isinstance(entry, Shown) and isinstance(entry.step, Line) else ()


def _sign(entry: Event) -> str:
    tricks = _tricks(entry)
    if tricks:
        return f"tricks/{tricks[0]}"
    if isinstance(entry, Shown):
        return "tricks/okay"
    return "icons/person" if isinstance(entry, Chosen) else "icons/star"
