"""Hands that are counted for the answers of one question; every entry can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

# Nobody counts more hands than three digits hold.
MOST = 999


@dataclass(frozen=True, slots=True)
class Count:
    """Hold how many hands there are for each answer.

    Args:
        answers: the ids of the answers, in the order in which they are shown.
        hands: how many there are for each.
        before: the count before the last entry; None where nothing was entered.
    """

    answers: tuple[str, ...]
    hands: tuple[int, ...]
    before: "Count | None" = None

    @staticmethod
    def of(answers: Sequence[str]) -> "Count":
        """Begin to count: no hands yet.

        Args:
            answers: the ids of the answers.
        """
        return Count(tuple(answers), (0,) * len(answers))

    @property
    def total(self) -> int:
        """Count the hands for all answers together."""
        return sum(self.hands)

    @property
    def most(self) -> tuple[str, ...]:
        """Name the answers that no other has more hands than; none while there are no hands."""
        highest = max(self.hands)
        pairs = zip(self.answers, self.hands, strict=True)
        return tuple(answer for answer, hands in pairs if highest and hands == highest)

    @property
    def majority(self) -> str | None:
        """Name the answer with most hands; None on a tie and while there are no hands."""
        return self.most[0] if len(self.most) == 1 else None

    @property
    def tied(self) -> bool:
        """Say whether several answers have most hands."""
        return len(self.most) > 1

    def hands_for(self, answer: str) -> int:
        """Say how many hands there are for one answer.

        Args:
            answer: its id.
        """
        return self.hands[self.answers.index(answer)]

    def put(self, answer: str, hands: int) -> "Count":
        """Enter how many hands there are for one answer.

        Args:
            answer: its id.
            hands: fewer than none and more than `MOST` cannot be.

        Returns:
            The count after it; the same one where nothing changes.
        """
        hands = max(0, min(hands, MOST))
        if hands == self.hands_for(answer):
            return self
        at = self.answers.index(answer)
        return replace(self, hands=(*self.hands[:at], hands, *self.hands[at + 1 :]), before=self)

    def more(self, answer: str, by: int = 1) -> "Count":
        """Enter more hands for one answer.

        Args:
            answer: its id.
            by: how many more; below 0 for fewer.
        """
        return self.put(answer, self.hands_for(answer) + by)

    def again(self) -> "Count":
        """Put all hands down, to vote once more."""
        if not self.total:
            return self
        return replace(self, hands=(0,) * len(self.answers), before=self)

    def back(self) -> "Count":
        """Take the last entry back; where there is none, everything stays."""
        return self.before or self
