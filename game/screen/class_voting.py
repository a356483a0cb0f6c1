"""A screen of a class on which hands are counted: keys, taps, most hands, ties, taking back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pygame

from game.learning.events import Hands
from game.screen.class_asked import By
from game.screen.class_common import RoomView
from game.screen.class_count import Count
from game.screen.digits import DIGITS
from game.screen.ui import Ui
from game.screen.widgets import Button, Widget

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course

_ANSWER = "answer-"
_NUMBER = "number-"


@dataclass(frozen=True, slots=True)
class Answer:
    """Name an answer as it is shown.

    Args:
        id: as it is recorded.
        text: in the room's language.
        sign: a drawing before it; none where it is empty.
        short: what the button that decides calls it; empty for its number.
    """

    id: str
    text: str
    sign: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """Hold a question while its hands are counted.

    Args:
        asked: the question.
        count: the hands so far.
    """

    asked: Hands
    count: Count

    def hands(self, decided: str | None = None, by: By | None = None) -> Hands:
        """Say in the record how many hands there are.

        Args:
            decided: the answer that is played; None while hands are counted.
            by: who decided.
        """
        return replace(self.asked, hands=self.count.hands, decided=decided, by=by)


class VotingView(RoomView):
    """A screen on which a class answers with hands.

    Args:
        course: of the class session.
    """

    def __init__(self, app: "App", course: "Course") -> None:
        super().__init__(app, course)
        self.vote: Vote | None = None

    # What a screen with votes has to say

    def question(self, ui: Ui) -> str:
        """Say what is asked, in the room's language."""
        raise NotImplementedError

    def answers(self, ui: Ui) -> Sequence[Answer]:
        """List the answers to what is asked."""
        raise NotImplementedError

    def decide(self, answer: str, by: By) -> None:
        """Play an answer.

        Args:
            answer: its id.
            by: who decided.
        """
        raise NotImplementedError

    def to_last_question(self) -> None:
        """Go back to the question that was answered last, with its hands."""
        raise NotImplementedError

    def more_in_bar(self, ui: Ui) -> Sequence[Widget]:
        """Make the button that takes the last entry back."""
        return [Button("take-back", self.take_back, ui.t("class", "Take back (U)"), "back")]

    # Counting

    def ask(self, question: Hands | None, kept: Hands | None = None) -> None:
        """Begin to count hands for a question, or go on where they are kept.

        Args:
            question: what is asked; None while nothing is.
            kept: the hands that were counted before.
        """
        self.vote = None
        if question is not None:
            same = kept is not None and kept.answers == question.answers
            hands = kept.hands if same and kept is not None else question.hands
            self.vote = Vote(question, Count(question.answers, hands))

    def more(self, answer: str, by: int = 1) -> None:
        """Enter more hands for an answer.

        Args:
            answer: its id.
            by: how many more; below 0 for fewer.
        """
        if self.vote is not None:
            self._count(self.vote.count.more(answer, by))
            self.app.show(f"{_NUMBER}{self.vote.asked.answers.index(answer) + 1}")

    def put(self, answer: str, hands: int) -> None:
        """Enter how many hands there are for an answer.

        Args:
            answer: its id.
            hands: how many.
        """
        if self.vote is not None:
            self._count(self.vote.count.put(answer, hands))

    def vote_again(self) -> None:
        """Put all hands down."""
        if self.vote is not None:
            self._count(self.vote.count.again())

    def take_back(self) -> None:
        """Take the last entry back: a number, or else the last decision."""
        if self.vote is not None and self.vote.count.before is not None:
            self._count(self.vote.count.back())
        else:
            self.to_last_question()

    def _count(self, count: Count) -> None:
        if self.vote is None or count is self.vote.count:
            return
        self.vote = Vote(self.vote.asked, count)
        # Each number is on the disk before the next hand is counted.
        self.keep([self.vote.hands()])
        self.app.refresh()

    def take_majority(self) -> None:
        """Play the answer with most hands; on a tie and without hands nothing happens."""
        answer = self.vote.count.majority if self.vote is not None else None
        if answer is not None:
            self.decide(answer, "majority")

    def lead(self) -> None:
        """Let whoever leads the class decide."""
        from game.screen.class_leader import LeaderView

        if self.vote is not None:
            self.app.push(LeaderView(self.app, self))

    def type_number(self, number: int, first: str = "") -> None:
        """Ask how many hands there are for an answer.

        Args:
            number: of the answer, from 1 on.
            first: a digit that was typed already.
        """
        from game.screen.class_number import HandsView

        if self.vote is not None and number <= len(self.vote.asked.answers):
            self.app.push(HandsView(self.app, self, number, first))

    # Keys

    def default(self) -> None:
        """Play what most hands are for."""
        self.take_majority()

    def pressed(self, key: int) -> bool:
        """Take the keys of a vote, then those of all screens of a class."""
        if self.vote is not None and self._voted(key):
            return True
        return super().pressed(key)

    def _voted(self, key: int) -> bool:
        focus = self.app.ui.focus if self.app.ui.keyboard else None
        if key == pygame.KSCAN_D:
            self.lead()
        elif key in (pygame.KSCAN_UP, pygame.KSCAN_DOWN):
            return self._move(focus, 1 if key == pygame.KSCAN_DOWN else -1)
        elif key in DIGITS and self.app.shift:
            self._one_less(int(DIGITS[key]))
        elif key in DIGITS and focus is not None and focus.startswith(_NUMBER):
            self.type_number(int(focus.removeprefix(_NUMBER)), DIGITS[key])
        else:
            return False
        return True

    def _one_less(self, number: int) -> None:
        ids = self.vote.asked.answers if self.vote is not None else ()
        if 1 <= number <= len(ids):
            self.app.sounds.play("tap")
            self.more(ids[number - 1], -1)

    def _move(self, focus: str | None, step: int) -> bool:
        """Move between the numbers; past the last one, as everywhere."""
        last = len(self.vote.asked.answers) if self.vote is not None else 0
        if focus is None or not focus.startswith(_NUMBER):
            if focus is not None:
                return False
            self.app.focus(f"{_NUMBER}{1 if step > 0 else last}")
            return True
        at = int(focus.removeprefix(_NUMBER)) + step
        if not 1 <= at <= last:
            return False
        self.app.focus(f"{_NUMBER}{at}")
        return True

    def keys_of(self, number: int) -> tuple[str, str, str]:
        """Name the buttons of an answer: one hand less, the number, one hand more.

        Args:
            number: of the answer, from 1 on.
        """
        return f"less-{number}", f"{_NUMBER}{number}", f"{_ANSWER}{number}"
