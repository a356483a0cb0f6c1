"""Quick Eyes: single messages to sort, before and after the episodes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.learning.events import QUICK_EYES, Judged, Occasion, RoundBegun
from game.learning.rounds import Due, Round, for_practice
from game.learning.store import Player, Ticket
from game.screen.judging import (
    answer_columns,
    labelled,
    numbered_answer,
    sarika_says,
    trick_card,
    verdict,
)
from game.screen.names import trick_name
from game.screen.theme import LARGE
from game.screen.trouble import TroubleView
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
)
from game.story.answers import offered
from game.story.model import QuickEyes, QuickItem
from game.story.playthrough import Verdict

if TYPE_CHECKING:
    from game.learning.counts import Play
    from game.screen.app import App

_WIDTH = 960
_WIDE = 1220
_SOON = 0.004


@dataclass(frozen=True, slots=True)
class Message:
    """Name one message of Quick Eyes.

    Args:
        form: the letter of its form.
        item: the message.
    """

    form: str
    item: QuickItem

    @property
    def scene(self) -> str:
        """Name the form as records name a scene."""
        return f"form-{self.form}"

    def say(self, ui: Ui, text: str) -> str:
        """Say one of its texts in the player's language."""
        return ui.words.text(QUICK_EYES, f"form/{self.form}/{self.item.id}", text)


class QuickEyesView(View):
    """One round: an introduction, a message after the other, how it went.

    The round before the first episode explains everything at its end, so that no explanation
    helps with the next message; all others explain after each answer.

    Args:
        player: who plays.
        begun: the round as it is, or will be, recorded.
        form: the form that is played; None if it mixes forms.
        messages: in the order of the round.
        then: what comes after it.
    """

    def __init__(
        self,
        app: "App",
        player: Player,
        begun: RoundBegun,
        form: str | None,
        messages: Sequence[Message],
        then: Callable[[], None],
    ) -> None:
        super().__init__(app)
        self.messages = tuple(messages)
        self.answers: dict[str, Judged] = {}
        # "intro", "asking", "naming", "explained", "looking back" or "over".
        self.state = "intro"
        self.at = 0
        self._player = player
        self._begun = begun
        self._form = form
        self._then = then
        self._record: Play | None = None
        self._ticket: Ticket | None = None
        self._offered: dict[str, tuple[str, ...]] = {}

    @classmethod
    def begin(
        cls, app: "App", player: Player, due: Due, then: Callable[[], None]
    ) -> "QuickEyesView | None":
        """Open a round that is due.

        Args:
            app: the game.
            player: who plays.
            due: which round.
            then: what comes after it.

        Returns:
            The view; None where its form cannot be had, because the file is broken.
        """
        messages = half_of(app.library.quick_eyes, due)
        app.rng.shuffle(messages)
        if not messages:
            return None
        items = tuple(message.item.item for message in messages)
        begun = RoundBegun(due.occasion, due.half, items, practice=False)
        return cls(app, player, begun, due.form, messages, then)

    @classmethod
    def go_on_with(
        cls, app: "App", player: Player, left: Round, then: Callable[[], None]
    ) -> "QuickEyesView | None":
        """Open a round again that was left before its end; messages that have gone are left out.

        Args:
            app: the game.
            player: who plays.
            left: the round.
            then: what comes after it.

        Returns:
            The view at the first message without an answer; None where none is left.
        """
        messages = known(app.library.quick_eyes, left.begun.items)
        view = cls(app, player, left.begun, left.play.form, messages, then)
        view.answers = {judged.item: judged for judged in left.judged}
        if view.rest() is None:
            return None
        view._record = left.play
        view._next()
        return view

    @classmethod
    def practise(
        cls, app: "App", player: Player, trick: str | None, then: Callable[[], None]
    ) -> "QuickEyesView | None":
        """Open a round with messages that were explained before; nothing in it is evidence.

        Args:
            app: the game.
            player: who plays.
            trick: what to practise; None for anything.
            then: what comes after it.

        Returns:
            The view; None where nothing was played yet.
        """
        chosen = for_practice(app.store.events(player), trick, app.rng)
        messages = known(app.library.quick_eyes, (judged.item for judged in chosen))
        if not messages:
            return None
        items = tuple(message.item.item for message in messages)
        begun = RoundBegun("practice", None, items, practice=True)
        return cls(app, player, begun, None, messages, then)

    # What is there

    @property
    def occasion(self) -> Occasion:
        """Say when the round is played."""
        return self._begun.occasion

    @property
    def message(self) -> Message:
        """The message that is asked about or explained."""
        return self.messages[self.at]

    def rest(self) -> int | None:
        """Find the first message without an answer; None after the last one."""
        return next(
            (n for n, one in enumerate(self.messages) if one.item.item not in self.answers), None
        )

    def tricks(self) -> tuple[str, ...]:
        """Give the tricks on offer for the message, always the same ones in one round."""
        item = self.message.item
        if item.item not in self._offered:
            self._offered[item.item] = offered(item, self.app.library.common, self.app.rng)
        return self._offered[item.item]

    # Drawing

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one card in the middle: an introduction, a message, an explanation, the sum."""
        body, foot = {
            "intro": self._intro,
            "asking": self._asking,
            "naming": self._naming,
            "explained": self._explained,
            "looking back": self._explained,
            "over": self._over,
        }[self.state](ui)
        key = f"quick-eyes-{self.state}-{self.at}"
        width = _WIDTH if answer_columns(ui) > 1 else _WIDE
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, key, min(width, ui.width - 60), body, foot),
        ]

    def _beside(self, ui: Ui, message: list[Widget], answers: list[Widget]) -> Widget:
        """Put answers below the message; with big text beside it, so that all are in sight."""
        if answer_columns(ui) > 1:
            return Column([*message, *answers], gap=16)
        sides = [Grow(Column(message, gap=14)), Grow(Column(answers, gap=14))]
        return Row(sides, gap=24, align="top")

    def _intro(self, ui: Ui) -> tuple[Widget, Widget]:
        why = {
            "before": ui.t("quick eyes", "Let us warm up before the first story."),
            "after": ui.t("quick eyes", "You have finished three more stories. Look once more!"),
            "later": ui.t("quick eyes", "Some days have gone by. What do your eyes still notice?"),
            "practice": ui.t(
                "quick eyes", "These are messages you have met before. Just practise."
            ),
        }[self.occasion]
        how = ui.n(
            "quick eyes",
            "You will see {count} message. It may be friendly, or up to something.",
            "You will see {count} messages. Some are friendly. Some are up to something.",
            len(self.messages),
        )
        rows: list[Widget] = [
            Row(
                [
                    Picture("sarika/hello", 170, 191),
                    Grow(
                        Column(
                            [
                                Text(ui.t("quick eyes", "Quick Eyes"), 36, bold=True),
                                Text(why, LARGE),
                            ],
                            gap=6,
                        )
                    ),
                ],
                gap=24,
            ),
            Card(Column([Text(how, 21), self._example(ui)], gap=14), "sun"),
            Text(
                ui.t("quick eyes", "There is no clock. Take the time you need."), 18, ui.theme.soft
            ),
        ]
        begin = main_button("begin", self.default, ui.t("quick eyes", "I am ready"), "eye")
        later = Button("not-now", self._leave, ui.t("quick eyes", "Not now"), look="ghost")
        return Column(rows, gap=18), Flow([begin, later], gap=16)

    def _example(self, ui: Ui) -> Widget:
        return Flow(
            [
                Row([Picture("tricks/okay", 40, 40), Text(self._okay(ui), 20, bold=True)], gap=10),
                Row([Picture("tricks/wait", 40, 40), Text(self._wait(ui), 20, bold=True)], gap=10),
            ],
            gap=36,
        )

    def _okay(self, ui: Ui) -> str:
        return ui.t("quick eyes", "This is okay")

    def _wait(self, ui: Ui) -> str:
        return ui.t("quick eyes", "Hmm, wait!")

    def _progress(self, ui: Ui) -> Widget:
        all_of_them = len(self.messages)
        said = ui.t(
            "quick eyes",
            "{number} of {all}",
            number=ui.number(self.at + 1),
            all=ui.number(all_of_them),
        )
        bar_of_it = Fixed(Bar((self.at + 1) / all_of_them, ui.theme.jade, 10), 220)
        return Row([Text(said, 18, ui.theme.soft, bold=True), bar_of_it, Grow()], gap=14)

    def _bubble(self, ui: Ui, size: float) -> Widget:
        message = self.message
        words = Column(
            [
                Text(message.say(ui, message.item.writer), 18, ui.theme.soft, bold=True),
                Text(message.say(ui, message.item.message), size),
            ],
            gap=4,
        )
        return Card(
            Row([Picture("avatars/generic", 60, 60), Grow(words)], gap=18, align="top"),
            "quote",
            (22, 18),
        )

    def _asking(self, ui: Ui) -> tuple[Widget, Widget | None]:
        answers = [
            self._answer(1, partial(self.judge, "okay"), self._okay(ui), "okay"),
            self._answer(2, self.hesitate, self._wait(ui), "wait"),
        ]
        message: list[Widget] = [
            self._progress(ui),
            sarika_says(ui, ui.t("quick eyes", "What do you say to this message?"), ""),
            self._bubble(ui, 26),
        ]
        return self._beside(ui, message, [Grid(answer_columns(ui), answers, gap=16)]), None

    def _answer(self, number: int, act: Callable[[], None], text: str, sign: str) -> Button:
        child = Row([Picture(f"tricks/{sign}", 56, 56), Grow(Text(text, LARGE, bold=True))], gap=14)
        return numbered_answer(number, act, text, child)

    def _naming(self, ui: Ui) -> tuple[Widget, Widget]:
        answers = [self._trick(ui, number, trick) for number, trick in enumerate(self.tricks(), 1)]
        message: list[Widget] = [
            self._progress(ui),
            sarika_says(ui, ui.t("quick eyes", "What is it doing?"), ""),
            self._bubble(ui, 22),
        ]
        back = Button("rethink", self.rethink, ui.t("quick eyes", "Think again"), "back")
        tricks = Grid(answer_columns(ui), answers, gap=12)
        return self._beside(ui, message, [tricks]), Row([back, Grow()])

    def _trick(self, ui: Ui, number: int, trick: str) -> Button:
        name = trick_name(ui, self.app.library.common, trick)
        act = partial(self.judge, "wait", trick)
        return numbered_answer(number, act, name, labelled(f"tricks/{trick}", name))

    def _explained(self, ui: Ui) -> tuple[Widget, Widget]:
        message, answer = self.message, self.answers[self.message.item.item]
        item = message.item
        said = verdict(ui, item.tricks, answer.verdict, answer.trick)
        told: list[Widget] = [
            self._progress(ui),
            sarika_says(ui, said, "", "glad" if item.safe else "thinking"),
            self._bubble(ui, 21),
        ]
        why: list[Widget] = [
            *[trick_card(ui, self.app.library.common, trick) for trick in item.tricks],
            Card(Text(message.say(ui, item.because), 21), "mint"),
        ]
        go_on = main_button("continue", self.default, ui.t("quick eyes", "Continue"), "forward")
        body = self._beside(ui, told, why)
        if self.state != "looking back":
            return body, go_on
        skip = Button("to-the-end", self._finish, ui.t("quick eyes", "To the end"), look="ghost")
        return body, Flow([go_on, skip], gap=16)

    def _over(self, ui: Ui) -> tuple[Widget, Widget]:
        unsafe = [a for a in self.answers.values() if a.tricks]
        safe = [a for a in self.answers.values() if not a.tricks]
        rows: list[Widget] = [
            Row(
                [
                    Picture("sarika/glad", 130, 146),
                    Grow(
                        Text(ui.t("quick eyes", "Thank you! That was good to see."), 30, bold=True)
                    ),
                ],
                gap=22,
            )
        ]
        if unsafe:
            rows.append(Card(Text(noticed(ui, _right(unsafe), len(unsafe)), 22), "sun"))
        if safe:
            rows.append(Card(Text(let_be(ui, _right(safe), len(safe)), 22), "mint"))
        rows.append(
            Text(
                ui.t(
                    "quick eyes", "Nobody sees it all. Every time you look, your eyes get quicker."
                ),
                20,
            )
        )
        on = main_button("go-on", self.default, ui.t("quick eyes", "Go on"), "forward")
        return Column(rows, gap=16), on

    # What a player does

    def default(self) -> None:
        """Begin, go on after an explanation, or leave after the sum."""
        if self.state == "intro":
            self._start()
        elif self.state in ("explained", "looking back"):
            self._go_on()
        elif self.state == "over":
            self._leave()

    def hesitate(self) -> None:
        """Ask which trick it may be."""
        self._show("naming")

    def rethink(self) -> None:
        """Ask anew whether the message is okay."""
        self._show("asking")

    def judge(self, said: Verdict, trick: str | None = None) -> None:
        """Say what the message is.

        Args:
            said: "okay" or "wait".
            trick: what it is doing, if it is "wait".
        """
        item = self.message.item
        if item.item in self.answers:
            return
        answer = Judged(
            scene=self.message.scene,
            item=item.item,
            verdict=said,
            trick=trick,
            asked=True,
            tricks=item.tricks,
            looks_like=item.looks_like,
            practice=self._begun.practice,
        )
        self.answers[item.item] = answer
        if self._record is not None:
            self._ticket = self.app.store.record(self._record, [answer])
        if self.occasion == "before":
            self._go_on()
        else:
            self.app.sounds.play("right")
            self._show("explained")

    def escape(self) -> None:
        """Think again, or leave; what was answered is kept."""
        if self.state == "naming":
            self.rethink()
        elif self.state == "over":
            self._leave()
        else:
            self.app.pop()

    def due(self) -> None:
        """Go on as soon as the last answer is on the disk."""
        self._go_on()

    # How it goes on

    def _start(self) -> None:
        self._record = self.app.store.begin_round(self._player, self._form, self._begun)
        self._next()

    def _go_on(self) -> None:
        if self._ticket is not None and self._ticket.error is not None:
            self.app.push(TroubleView(self.app, self._ticket.error.reason, self._move_to_memory))
        elif self._ticket is not None and not self._ticket.done:
            self.app.call_in(_SOON)
        elif self.state == "looking back" and self.at + 1 < len(self.messages):
            self.at += 1
            self._show("looking back")
        else:
            self._next()

    def _next(self) -> None:
        rest = self.rest()
        if rest is not None:
            self.at = rest
            self._show("asking")
        elif self.occasion == "before" and self.state != "looking back":
            self.at = 0
            self._show("looking back")
        else:
            self._finish()

    def _finish(self) -> None:
        self.app.sounds.play("end")
        self._show("over")

    def _show(self, state: str) -> None:
        self.state = state
        self.app.ui.focus = None
        self.app.refresh()

    def _leave(self) -> None:
        self.app.pop()
        self._then()

    def _move_to_memory(self) -> None:
        self.app.store.take_over(self._player)
        self._record = self.app.store.begin_round(self._player, self._form, self._begun)
        self._ticket = self.app.store.record(self._record, self.answers.values())
        self._go_on()


def noticed(ui: Ui, found: int, count: int) -> str:
    """Say how many messages that were up to something were noticed."""
    return ui.n(
        "notebook",
        "You noticed {found} of {count} message that was up to something.",
        "You noticed {found} of {count} messages that were up to something.",
        count,
        found=ui.number(found),
    )


def let_be(ui: Ui, okay: int, count: int) -> str:
    """Say how many friendly messages were let be friendly."""
    return ui.n(
        "notebook",
        "You let {okay} of {count} friendly message be friendly.",
        "You let {okay} of {count} friendly messages be friendly.",
        count,
        okay=ui.number(okay),
    )


def _right(answers: Iterable[Judged]) -> int:
    return sum(answer.result in ("hit", "correct rejection") for answer in answers)


def half_of(quick_eyes: QuickEyes, due: Due) -> list[Message]:
    """List the messages of a round that is due, in the order of the file.

    Args:
        quick_eyes: all forms.
        due: which round.

    Returns:
        Empty where its form cannot be had, because the file is broken.
    """
    form = quick_eyes.forms.get(due.form)
    return [] if form is None else [Message(form.id, item) for item in form.halves[due.half - 1]]


def known(quick_eyes: QuickEyes, items: Iterable[str]) -> list[Message]:
    """Find messages by their ids; those that have gone are left out.

    Args:
        quick_eyes: all forms.
        items: the ids, in the order of the round.
    """
    found = {
        item.item: Message(form.id, item)
        for form in quick_eyes.forms.values()
        for item in form.items
    }
    return [found[item] for item in items if item in found]
