"""What a rule is, and what it can look at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from game.story.model import Place, Story
from game.story.paths import Paths
from game.story.vocabulary import Avoided

Severity = Literal["error", "warning"]
# Where, and what is wrong and what to do.
Noticed = Iterator[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class About:
    """Hold what a rule can look at.

    Args:
        story: a story that the loader found good.
        paths: every way through it.
        avoided: words that no English text should have.
    """

    story: Story
    paths: Paths
    avoided: Sequence[Avoided]


@dataclass(frozen=True, slots=True)
class Rule:
    """Define one rule.

    Args:
        code: its number.
        name: a short name.
        severity: whether a file that breaks it is wrong, or perhaps meant so.
        why: one sentence that says why it is good to keep it.
        bad: an example that breaks it.
        good: the same, mended.
        shown_in: what the examples are parts of; "words" if they only tell about files.
        find: finds where a story breaks it; None if the loader or somebody else does.
    """

    code: str
    name: str
    severity: Severity
    why: str
    bad: str
    good: str
    shown_in: Literal["story", "catalog", "transcript", "quick-eyes", "words"] = "story"
    find: Callable[[About], Noticed] | None = None
