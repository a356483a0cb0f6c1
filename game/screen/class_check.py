"""The room check: a class sorts messages of Quick Eyes by hands, before and after the episodes.

Nothing is explained before the end of the round, so that no explanation helps with the next
message.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from game.learning.events import QUICK_EYES, Hands, Judged, Occasion, RoundBegun
from game.learning.rooms import asked_about
from game.learning.rounds import FORMS, Due
from game.screen.class_asked import By
from game.screen.class_board import explained, said_by
from game.screen.class_common import beside, big
from game.screen.class_hands import voting
from game.screen.class_play import verdicts
from game.screen.class_voting import Answer, VotingView
from game.screen.quick_eyes import Message, half_of, known
from game.screen.ui import Ui
from game.screen.view import Piece, main_button, panel, snug
from game.screen.widgets import (
    Bar,
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Whole,
    Widget,
)

if TYPE_CHECKING:
    from game.learning.store import Room
    from game.screen.app import App
    from game.screen.class_course import Course

_ORDERS = tuple(permutations(FORMS))
_AT: Mapping[str, int] = {"before": 0, "after": 1}
_ID_DIGITS = 8


def form_of(room: str, occasion: Occasion) -> str:
    """Choose the form of Quick Eyes for a room: another one before than after.

    Chance decides, by the room's id, so that each form is before and after about equally often.

    Args:
        room: the room's id.
        occasion: "before" or "after".
    """
    chance = int(room.replace("-", "")[-_ID_DIGITS:], 16)
    return _ORDERS[chance % len(_ORDERS)][_AT[occasion]]


class ClassCheckView(VotingView):
    """One round of Quick Eyes by hands.

    Args:
        course: of the class session.
        begun: the round as it is, or will be, recorded.
        form: the form that is played.
        messages: in the order of the round.
    """

    def __init__(
        self,
        app: "App",
        course: "Course",
        begun: RoundBegun,
        form: str,
        messages: Sequence[Message],
    ) -> None:
        super().__init__(app, course)
        self.messages = tuple(messages)
        # "intro", "asking", "looking back" or "over".
        self.state = "intro"
        self.at = 0
        self._begun = begun
        self._form = form
        self._hands: dict[str, Hands] = {}

    @classmethod
    def open(
        cls, app: "App", course: "Course", occasion: Occasion, room: "Room"
    ) -> "ClassCheckView | None":
        """Open a room check, at its beginning or where it was left.

        Args:
            app: the game.
            course: of the class session.
            occasion: "before" or "after".
            room: what was recorded of the session.

        Returns:
            The view; None where its form cannot be had, because the file is broken.
        """
        left = room.latest(QUICK_EYES, occasion)
        quick_eyes = app.library.quick_eyes
        if left is not None and left.round is not None and left.play.form is not None:
            messages = known(quick_eyes, left.round.items)
            view = cls(app, course, left.round, left.play.form, messages)
            view.record = left.play
            view._hands = {item: hands for (_, item), hands in left.hands.items()}
            view._go_on()
            return view if messages else None
        form = form_of(room.id, occasion)
        messages = half_of(quick_eyes, Due(occasion, form, 1))
        if not messages:
            return None
        app.rng.shuffle(messages)
        items = tuple(message.item.item for message in messages)
        view = cls(app, course, RoundBegun(occasion, 1, items, practice=True), form, messages)
        if occasion == "before":
            # So that a class that is left at once is asked again when it goes on.
            view._begin_record()
        return view

    # What is there

    @property
    def message(self) -> Message:
        """The message that is asked about or explained."""
        return self.messages[self.at]

    def question(self, ui: Ui) -> str:
        """Say what is asked."""
        return ui.t("class", "What do you say to this message?")

    def answers(self, ui: Ui) -> Sequence[Answer]:
        """List the two answers."""
        return verdicts(ui)

    # Drawing

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the message on the left, the hands on the right; or one card."""
        key = f"class-check-{self.state}-{self.at}"
        if self.state in ("asking", "looking back"):
            return [self.top(ui), *self._beside(ui, key)]
        body, foot = self._intro(ui) if self.state == "intro" else self._over(ui)
        return [self.top(ui), *snug(ui, key, min(1100, ui.width - 80), body, foot)]

    def _beside(self, ui: Ui, key: str) -> Sequence[Piece]:
        left, right = beside(ui)
        body: Widget = Column([])
        foot: Widget | None = None
        if self.vote is not None:
            body, foot = voting(ui, self, self.vote)
        elif self.state == "looking back":
            body, foot = self._explained(ui)
        return [
            *panel(ui, f"{key}-message", left, self._message(ui)),
            *panel(ui, key, right, body, foot),
        ]

    def _message(self, ui: Ui) -> Widget:
        message = self.message
        writer = Text(message.say(ui, message.item.writer), big(ui, 24), ui.theme.soft, bold=True)
        head = Row([Picture("avatars/generic", 64, 64), Grow(writer)], gap=14)
        words = Whole(Text(message.say(ui, message.item.message), big(ui, 32)))
        said = Card(words, "quote", (22, 18))
        return Column([self._progress(ui), head, said], gap=16)

    def _progress(self, ui: Ui) -> Widget:
        number, all_of_them = self.at + 1, len(self.messages)
        said = ui.t(
            "quick eyes", "{number} of {all}", number=ui.number(number), all=ui.number(all_of_them)
        )
        level = Fixed(Bar(number / all_of_them, ui.theme.jade, 12), 200)
        return Row([Text(said, 22, ui.theme.soft, bold=True), level, Grow()], gap=14)

    def _intro(self, ui: Ui) -> tuple[Widget, Widget]:
        why = (
            ui.t("class", "Let us warm up our eyes together before the first story.")
            if self._begun.occasion == "before"
            else ui.t("class", "Let us look once more together, now that the stories are over.")
        )
        title = Text(ui.t("quick eyes", "Quick Eyes"), big(ui, 40), bold=True)
        head = Column([title, Text(why, big(ui))], gap=6)
        how = ui.t(
            "class",
            "To each message all raise a hand: is it okay, or is it “Hmm, wait!”? "
            "Nobody has to raise one.",
        )
        rows: list[Widget] = [
            Row([Picture("sarika/hello", 170, 191), Grow(head)], gap=24),
            Card(Text(how, big(ui)), "sun"),
        ]
        begin = main_button("begin", self.default, ui.t("quick eyes", "I am ready"), "eye")
        label = ui.t("quick eyes", "Not now")
        return Column(rows, gap=18), Flow(
            [begin, Button("not-now", self.leave_out, label, look="ghost", low=60)], gap=16
        )

    def _explained(self, ui: Ui) -> tuple[Widget, Widget]:
        item = self.message.item
        hands = self._hands[item.item]
        because = self.message.say(ui, item.because)
        rows = explained(ui, self.app.library.common, item.tricks, said_by(hands), because)
        raised = ui.t(
            "class",
            "This is okay: {okay} · Hmm, wait!: {wait}",
            okay=hands.hands[0],
            wait=hands.hands[1],
        )
        rows.insert(1, Text(raised, big(ui, 24), ui.theme.soft, bold=True))
        go_on = main_button("continue", self.default, ui.t("quick eyes", "Continue"), "forward")
        skip = Button(
            "to-the-end", self._finish, ui.t("quick eyes", "To the end"), look="ghost", low=60
        )
        return Column(rows, gap=14), Flow([go_on, skip], gap=16)

    def _over(self, ui: Ui) -> tuple[Widget, Widget]:
        thanks = ui.t("quick eyes", "Thank you! That was good to see.")
        never = ui.t(
            "quick eyes", "Nobody sees it all. Every time you look, your eyes get quicker."
        )
        rows: list[Widget] = [
            Row(
                [Picture("sarika/glad", 150, 169), Grow(Text(thanks, big(ui, 36), bold=True))],
                gap=24,
            ),
            Text(never, big(ui)),
        ]
        on = main_button("go-on", self.default, ui.t("quick eyes", "Go on"), "forward")
        return Column(rows, gap=18), Row([on, Grow()])

    # What a class does

    def default(self) -> None:
        """Begin, play what most hands are for, go on after an explanation, or leave."""
        if self.state == "intro":
            self._start()
        elif self.vote is not None:
            self.take_majority()
        elif self.state == "asking":
            self.once_kept(self._go_on)
        elif self.state == "looking back" and self.at + 1 < len(self.messages):
            self.at += 1
            self.app.refresh()
        elif self.state == "looking back":
            self._finish()
        else:
            self.course.forward()

    def leave_out(self) -> None:
        """Go on without the room check."""
        from game.screen.class_end import ClassEndView

        if self._begun.occasion == "before":
            self.course.forward()
        else:
            self.app.home(ClassEndView(self.app, self.course))

    def decide(self, answer: str, by: By) -> None:
        """Take an answer for the room's, and go on to the next message.

        Args:
            answer: "okay" or "wait".
            by: who decided.
        """
        if self.vote is None:
            return
        item = self.message.item
        decided = self.vote.hands(answer, by)
        judged = Judged(
            scene=self.message.scene,
            item=item.item,
            verdict="okay" if answer == "okay" else "wait",
            trick=None,
            asked=True,
            tricks=item.tricks,
            looks_like=item.looks_like,
            practice=True,
        )
        self._hands[item.item] = decided
        self.vote = None
        self.keep([decided, judged])
        self.app.sounds.play("send")
        self.once_kept(self._go_on)

    def to_last_question(self) -> None:
        """Go back to the message before, with its hands."""
        if self.state == "asking" and self.at > 0:
            self.at -= 1
        elif self.state != "looking back":
            return
        else:
            self.at = len(self.messages) - 1
        item = self.message.item.item
        self._hands[item] = replace(self._hands[item], decided=None, by=None)
        self.keep([self._hands[item]])
        self._go_on()

    def record_again(self) -> None:
        """Record the round anew, with all hands."""
        self._begin_record()
        hands = list(self._hands.values())
        if self.vote is not None:
            hands.append(self.vote.hands())
        self.keep(hands)
        self._go_on()

    # How it goes on

    def _begin_record(self) -> None:
        self.record = self.app.store.begin_round(self.course.room, self._form, self._begun)

    def _start(self) -> None:
        if self.record is None:
            self._begin_record()
        self._go_on()

    def _go_on(self) -> None:
        """Ask about the first message without a decision; after the last one look back."""
        rest = next((n for n, m in enumerate(self.messages) if not self._is_decided(m)), None)
        self.app.ui.focus = None
        if rest is None:
            self.vote = None
            self.state, self.at = "looking back", 0
        else:
            self.state, self.at = "asking", rest
            item = self.message.item
            self.ask(asked_about(self.message.scene, item), self._hands.get(item.item))
        self.app.refresh()

    def _is_decided(self, message: Message) -> bool:
        hands = self._hands.get(message.item.item)
        return hands is not None and hands.decided is not None

    def _finish(self) -> None:
        self.app.sounds.play("end")
        self.state = "over"
        self.app.refresh()
