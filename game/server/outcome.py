"""What became of records that were offered to a server."""

from dataclasses import dataclass
from typing import Any

# The values of `learning.events.COLUMNS`.
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say that a server did not take a record.

    Args:
        event: the id of the event.
        reason: why, in one line for people.
    """

    event: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Count what became of records.

    Args:
        sent: records that are there now and were not before.
        already_there: records that were there with the same content.
        erased_there: records that the server leaves out, since their player was erased.
        refused: those it did not take.
    """

    sent: int = 0
    already_there: int = 0
    erased_there: int = 0
    refused: tuple[Refusal, ...] = ()

    @property
    def records(self) -> int:
        """Count all of them."""
        return self.sent + self.already_there + self.erased_there + len(self.refused)

    def __add__(self, other: "Outcome") -> "Outcome":
        """Count both."""
        return Outcome(
            self.sent + other.sent,
            self.already_there + other.already_there,
            self.erased_there + other.erased_there,
            self.refused + other.refused,
        )
