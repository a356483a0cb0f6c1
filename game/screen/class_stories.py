"""Choose the episodes of a class, write its code down, and say what has to be said before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.screen.class_course import Course
from game.screen.episode_map import in_order, picture_of
from game.screen.theme import HEADING
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, panel
from game.screen.widgets import Button, Card, Column, Grow, Picture, Row, Text, Widget, icon
from game.story.model import Story

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_setup import ClassSetupView

_SHARE = 0.55
_YOUNGER = {"8-10": 8, "11-12": 11, "13-14": 13, "mixed": 8}


class ClassStoriesView(View):
    """The episodes on the left, the code and the last words before the beginning on the right.

    Args:
        below: where the class is set up; what is chosen here is kept there.
    """

    def __init__(self, app: "App", below: "ClassSetupView") -> None:
        super().__init__(app)
        self._below = below

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out both cards."""
        room = ui.width - 100
        left = ui.rect(40, 84, room * _SHARE, ui.height - 108)
        right = ui.rect(60 + room * _SHARE, 84, room * (1 - _SHARE), ui.height - 108)
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *panel(ui, "class-stories", left, self._stories(ui)),
            *panel(ui, "class-before", right, self._before(ui), self._begin(ui)),
        ]

    def _stories(self, ui: Ui) -> Widget:
        stories = in_order(self.app.library.stories)
        said = ui.t("class set-up", "They are played in the order in which you choose them.")
        rows: list[Widget] = [
            Text(ui.t("class set-up", "Which episodes?"), HEADING, bold=True),
            Text(said, 18, ui.theme.soft),
        ]
        if not stories:
            nothing = ui.t("class set-up", "There is no episode here. “For adults” says why.")
            rows.append(Text(nothing))
        rows += [self._story(ui, number, story) for number, story in enumerate(stories, 1)]
        return Column(rows, gap=10)

    def _story(self, ui: Ui, number: int, story: Story) -> Widget:
        chosen = self._below.plan.stories
        title = ui.words.text(story.id, "story", story.title)
        facts = [
            ui.t("home", "{minutes} minutes", minutes=story.minutes),
            ui.t("home", "Ages {ages}", ages=f"{story.ages[0]}-{story.ages[1]}"),
        ]
        if story.ages[0] > _YOUNGER[self._below.plan.ages]:
            older = ui.t("class set-up", "for older children than some of yours")
            facts.append(older)
        words = Column(
            [Text(title, 20, bold=True), Text(" · ".join(facts), 16, ui.theme.soft)], gap=0
        )
        place: Widget = Picture(picture_of(ui, story), 44, 44)
        if story.id in chosen:
            at = str(chosen.index(story.id) + 1)
            place = Card(Text(at, 22, ui.theme.white, bold=True), "number", (15, 7))
        row = Row([place, Grow(words)], gap=14)
        act = self._toggle(story)
        key = f"answer-{number}"
        return Button(
            key, act, title, look="answer", child=row, pad=(14, 7), chosen=story.id in chosen
        )

    def _toggle(self, story: Story) -> Callable[[], None]:
        def toggle() -> None:
            plan = self._below.plan
            rest = tuple(id_ for id_ in plan.stories if id_ != story.id)
            stories = rest if story.id in plan.stories else (*rest, story.id)
            self._below.plan = replace(plan, stories=stories)
            self.app.refresh()

        return toggle

    def _before(self, ui: Ui) -> Widget:
        code = Text(self._below.plan.code, 44, bold=True, align="center")
        note = ui.t(
            "class set-up", "Write the code down: the report of the session is found by it."
        )
        said = [
            ("people", ui.t("class set-up", "Nobody says a name or tells about themselves.")),
            ("hand", ui.t("class set-up", "Nobody has to raise a hand. Who wants to, may leave.")),
            (
                "heart",
                ui.t("class set-up", "Say where they can go, and to whom, if it gets too much."),
            ),
            ("chat", ui.t("class set-up", "F1 shows whom to call. Call the numbers before.")),
        ]
        lines: list[Widget] = [
            Row([icon(sign, 26, ui.theme.jade), Grow(Text(line, 19))], gap=12)
            for sign, line in said
        ]
        return Column(
            [
                Text(ui.t("class set-up", "Before you begin"), 24, bold=True),
                Card(code, "quote", (20, 8)),
                Text(note, 18, ui.theme.soft),
                *lines,
            ],
            gap=13,
        )

    def _begin(self, ui: Ui) -> Widget:
        chosen = [s for s in self.app.library.stories if s.id in self._below.plan.stories]
        if not chosen:
            return Text(ui.t("class set-up", "Choose at least one episode."), 20, bold=True)
        minutes = sum(story.minutes for story in chosen)
        about = ui.t(
            "class set-up",
            "About {minutes} minutes of play. With talking it takes twice as long.",
            minutes=minutes,
        )
        begin = main_button("begin", self.default, ui.t("class set-up", "Begin"), "play")
        return Column([Text(about, 18, ui.theme.soft), Row([Grow(begin)])], gap=10)

    def default(self) -> None:
        """Begin the class."""
        if self._below.plan.stories:
            Course.begin(self.app, self._below.plan)
