"""What is wrong with a file: every finding with its place, all of them in one error."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from game.story.model import Place

# Whoever gets a hundred findings begins with the first ones; and no file makes us work for ever.
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one thing that is wrong.

    Args:
        place: where.
        message: what is wrong, and what to do; without a full stop at the end.
        rule: the short name of the rule in `game.story.rules` that is not kept.
    """

    place: Place
    message: str
    rule: str

    def __str__(self) -> str:
        """Write the finding as compilers do, on one line."""
        return f"{self.place}: {self.message}"


class StoryError(Exception):
    """Say everything that is wrong with a file of the scenarios.

    Args:
        findings: what is wrong, at least one thing.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        """Write one line for each finding."""
        return "\n".join(map(str, self.findings))


class Findings:
    """Collect what is wrong with one file."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def __len__(self) -> int:
        """Count the findings."""
        return len(self._found)

    def add(self, place: Place, message: str, rule: str) -> None:
        """Add a finding.

        Args:
            place: where.
            message: what is wrong, and what to do.
            rule: the short name of the rule.

        Raises:
            StoryError: there are so many that the file should be looked at first.
        """
        self._found.append(Finding(place, message, rule))
        if len(self._found) == _ENOUGH:
            self.stop(
                place,
                f"the file has {_ENOUGH} findings or more. Begin with the first ones",
                "too-many",
            )

    def stop(self, place: Place, message: str, rule: str) -> NoReturn:
        """Add a last finding and give up on the file.

        Args:
            place: where.
            message: what is wrong, and what to do.
            rule: the short name of the rule.

        Raises:
            StoryError: always.
        """
        self._found.append(Finding(place, message, rule))
        raise StoryError(self._in_order())

    def raise_if_any(self) -> None:
        """Report all findings in the order of the file.

        Raises:
            StoryError: there is a finding.
        """
        if self._found:
            raise StoryError(self._in_order())

    def _in_order(self) -> list[Finding]:
        return sorted(self._found, key=lambda found: (found.place.line, found.place.column))
