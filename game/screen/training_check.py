"""A self-check for adults: question after question, each explained, and a plain sum."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import game
from game.learning.training import SelfCheck, keep_check
from game.screen.adults_common import news
from game.screen.chats import Chats
from game.screen.judging import answer_columns, labelled, numbered_answer
from game.screen.names import trick_name
from game.screen.training_fixed import Fixed as Words
from game.screen.training_fixed import fixed_questions
from game.screen.training_panel import wrote
from game.screen.training_questions import OKAY, Question, drawn
from game.screen.training_results import today
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
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
    Widget,
    icon,
)
from game.story.model import Line, Story

if TYPE_CHECKING:
    from game.screen.app import App


class SelfCheckView(View):
    """The questions about one episode and about leading a session.

    Args:
        story: the episode.
    """

    def __init__(self, app: "App", story: Story) -> None:
        super().__init__(app)
        self._story = story
        self._common = app.library.common
        self.questions: tuple[Question, ...] = ()
        self.answers: list[str] = []
        self._explaining = False
        self._failed: str | None = None
        self._begin()

    def _begin(self) -> None:
        self.questions = drawn(self.app.ui, self._story, self._common, self.app.rng)
        self.answers = []
        self._explaining = False
        self._failed = None
        self._show()

    @property
    def over(self) -> bool:
        """Say whether all questions were answered and explained."""
        return len(self.answers) == len(self.questions) and not self._explaining

    @property
    def question(self) -> Question:
        """Give the question that is asked or explained."""
        return self.questions[len(self.answers) - self._explaining]

    @property
    def right(self) -> int:
        """Count the right answers."""
        return len(self._answered(right=True))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out a question, its explanation, or the sum."""
        body, foot = self._sum(ui) if self.over else self._one(ui)
        title = ui.words.text(self._story.id, "story", self._story.title)
        left: list[Widget] = [
            back_button(ui, self.app),
            Card(Text(title, 19, bold=True), "plain", (20, 11)),
        ]
        width = min(1060 if answer_columns(ui) > 1 else 1220, ui.width - 60)
        return [bar(ui, self.app, left), *snug(ui, "check", width, body, foot)]

    # One question

    def _one(self, ui: Ui) -> tuple[Widget, Widget | None]:
        asked = [self._progress(ui), *self._asked(ui, self.question)]
        if not self._explaining:
            return _beside(ui, asked, [self._choices(ui)]), None
        label = ui.t("episode", "Continue")
        go_on = main_button("continue", self.default, label, "forward")
        return _beside(ui, asked, self._explained(ui, self.question)), go_on

    def _progress(self, ui: Ui) -> Widget:
        number, all_of_them = len(self.answers) + 1 - self._explaining, len(self.questions)
        said = ui.t(
            "self-check",
            "Self-check · question {number} of {all}",
            number=ui.number(number),
            all=ui.number(all_of_them),
        )
        level = Fixed(Bar(number / all_of_them, ui.theme.jade, 10), 220)
        return Flow([Text(said, 18, ui.theme.soft, bold=True), level], gap=14)

    def _asked(self, ui: Ui, question: Question) -> list[Widget]:
        if question.about != "message":
            return [Text(self._fixed(ui, question).asked, 24, bold=True)]
        scene, line = self._line(question)
        chats = Chats(ui, self._story, self._common)
        text = ui.words.text(self._story.id, f"scene/{scene}", line.text)
        return [
            Text(ui.t("episode", "What is this message doing?"), 24, bold=True),
            Text(wrote(ui, chats, line), 18, ui.theme.soft),
            Card(Text(text, 21), "quote", (20, 12)),
        ]

    def _choices(self, ui: Ui) -> Widget:
        answers = [
            numbered_answer(
                number,
                partial(self.answer, answer),
                self._said(ui, answer),
                self._shown(ui, answer),
            )
            for number, answer in enumerate(self.question.answers, 1)
        ]
        columns = answer_columns(ui) if self._of_message else 1
        return Grid(columns, answers, gap=12)

    def _said(self, ui: Ui, answer: str) -> str:
        if not self._of_message:
            return self._fixed(ui, self.question).answers[int(answer)]
        if answer == OKAY:
            return ui.t("episode", "This is okay")
        return trick_name(ui, self._common, answer)

    def _shown(self, ui: Ui, answer: str) -> Widget:
        said = self._said(ui, answer)
        return labelled(f"tricks/{answer}", said) if self._of_message else Text(said, 20)

    @property
    def _of_message(self) -> bool:
        return self.question.about == "message"

    def _explained(self, ui: Ui, question: Question) -> list[Widget]:
        given = self.answers[-1]
        rows: list[Widget] = []
        if given != question.right:
            yours = ui.t("self-check", "Your answer")
            rows.append(_answer(ui, "cross", yours, self._shown(ui, given), "rose"))
        label = (
            ui.t("self-check", "Right") if given == question.right else ui.t("self-check", "Better")
        )
        rows.append(_answer(ui, "check", label, self._shown(ui, question.right), "mint"))
        rows.append(Text(self._why(ui, question), 20))
        return rows

    def _why(self, ui: Ui, question: Question) -> str:
        if question.about != "message":
            return self._fixed(ui, question).why
        scene, line = self._line(question)
        return ui.words.text(self._story.id, f"scene/{scene}", line.because or "")

    def _fixed(self, ui: Ui, question: Question) -> Words:
        assert question.about != "message"  # noqa: S101 - of the story, not fixed
        return fixed_questions(ui, self._story)[question.about][question.id[0]]

    def _line(self, question: Question) -> tuple[str, Line]:
        scene, item = question.id
        steps = self._story.scenes[scene].steps
        lines = (step for step in steps if isinstance(step, Line))
        return scene, next(line for line in lines if line.item == item)

    # The sum

    def _sum(self, ui: Ui) -> tuple[Widget, Widget]:
        right, of = ui.number(self.right), ui.number(len(self.questions))
        title = ui.t("self-check", "{right} of {of} right", right=right, of=of)
        facts = Column(
            [
                Text(title, 30, bold=True),
                *[Text(self._count(ui, about, said), 19) for about, said in self._parts(ui)],
            ],
            gap=4,
        )
        rows: list[Widget] = [Row([Picture("sarika/glad", 110, 124), Grow(facts)], gap=22)]
        if self._failed is not None:
            rows.append(news(ui, self._failed, good=False))
        if again := self._read_again(ui):
            title = ui.t("self-check", "Worth reading again")
            lines = [Text(f"· {line}", 19) for line in again]
            rows.append(Card(Column([Text(title, 20, bold=True), *lines], gap=6), "sun"))
        said = ui.t(
            "self-check",
            "Only the date, the episode and this count are kept, apart from children's records.",
        )
        if self.app.saving and self._failed is None:
            rows.append(Text(said, 17, ui.theme.soft))
        return Column(rows, gap=16), self._ways_on(ui)

    def _ways_on(self, ui: Ui) -> Widget:
        once_more = ui.t("self-check", "Other questions")
        guide = ui.t("guide", "A guide for a session")
        ways: list[Widget] = [
            main_button("results", self.default, ui.t("training", "Results"), "star"),
            Button("again", self._begin, once_more, "replay", "ghost"),
        ]
        if any(question.about != "message" for question in self._answered(right=False)):
            ways.append(Button("guide", self._show_guides, guide, "book", "ghost"))
        return Flow(ways, gap=16)

    def _parts(self, ui: Ui) -> list[tuple[str, str]]:
        return [
            ("message", ui.t("self-check", "Messages of this episode")),
            ("leading", ui.t("self-check", "Leading a session")),
            ("disclosure", ui.t("self-check", "If a child tells something")),
        ]

    def _count(self, ui: Ui, about: str, name: str) -> str:
        of = sum(question.about == about for question in self.questions)
        right = sum(question.about == about for question in self._answered(right=True))
        return ui.t(
            "self-check",
            "{what}: {right} of {of}",
            what=name,
            right=ui.number(right),
            of=ui.number(of),
        )

    def _answered(self, *, right: bool) -> list[Question]:
        both = zip(self.questions, self.answers, strict=False)
        return [question for question, given in both if (given == question.right) == right]

    def _read_again(self, ui: Ui) -> list[str]:
        """Name tricks and chapters of the guide, each once."""
        found: list[str] = []
        for question in self._answered(right=False):
            if question.about == "message":
                _, line = self._line(question)
                name = trick_name(ui, self._common, (line.tricks or line.looks_like)[0])
                found.append(ui.t("self-check", "The trick “{trick}”", trick=name))
            else:
                chapter = self._fixed(ui, question).read
                found.append(ui.t("self-check", "In the guide: {chapter}", chapter=chapter))
        return list(dict.fromkeys(found))

    # What an adult does

    def answer(self, answer: str) -> None:
        """Take an answer, and explain."""
        self.answers.append(answer)
        self._explaining = True
        self._show()

    def default(self) -> None:
        """Go on after an explanation; after the sum, to the results."""
        if self.over:
            self._results()
        elif self._explaining:
            self._explaining = False
            if self.over:
                self._keep()
            self._show()

    def _keep(self) -> None:
        if not self.app.saving:
            return
        check = SelfCheck(
            today(self.app),
            self._story.id,
            self.right,
            len(self.questions),
            game.__version__,
        )
        try:
            keep_check(check, self.app.around.data)
        except OSError as error:
            why = f"{self.app.around.data}: {error.strerror}"
            self._failed = self.app.ui.t("self-check", "It could not be kept: {why}", why=why)

    def _show_guides(self) -> None:
        from game.screen.adults_guides import GuidesView

        self.app.push(GuidesView(self.app))

    def _results(self) -> None:
        from game.screen.training_results import ResultsView

        self.app.replace(ResultsView(self.app))

    def _show(self) -> None:
        self.app.ui.scrolls.pop("check", None)
        self.app.refresh()


def _beside(ui: Ui, asked: Sequence[Widget], answers: Sequence[Widget]) -> Widget:
    """Put answers below the question; with big text beside it, so that all are in sight."""
    if answer_columns(ui) > 1:
        return Column([*asked, *answers], gap=14)
    sides = [Grow(Column(asked, gap=14)), Grow(Column(answers, gap=12))]
    return Row(sides, gap=24, align="top")


def _answer(ui: Ui, sign: str, label: str, answer: Widget, look: str) -> Widget:
    words = Column([Text(label, 17, ui.theme.soft, bold=True), answer], gap=4)
    colour = ui.theme.jade if sign == "check" else ui.theme.red
    return Card(Row([icon(sign, 26, colour), Grow(words)], gap=14), look, (18, 10))
