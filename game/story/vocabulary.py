"""Words that should not be used, why, and what to say instead; read from `words.yaml`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.story.findings import Findings
from game.story.formats import AVOIDED_WORDS
from game.story.shapes import Reading
from game.story.wording import quoted
from game.story.yaml_source import parse, read_bytes

# Scripts that part words with spaces; in others a word is found wherever its letters are.
_SPACED = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Avoided:
    """Hold words that should not be used, for one reason.

    Args:
        pattern: finds any of them.
        reason: why, a sentence.
        instead: what to say instead, a sentence without a full stop.
        adults: whether texts for adults should not have them either.
    """

    pattern: re.Pattern[str]
    reason: str
    instead: str
    adults: bool


def load_words(path: Path) -> dict[str, tuple[Avoided, ...]]:
    """Load the words that should not be used.

    Args:
        path: the file, `words.yaml` in a folder of scenarios.

    Returns:
        By language tag.

    Raises:
        StoryError: the file is broken; has all findings.
    """
    findings = Findings()
    root = parse(read_bytes(path), str(path), findings)
    tables = AVOIDED_WORDS.read(root, Reading(findings, {})) or {}
    findings.raise_if_any()
    return {
        language: tuple(_avoided(fields.values) for fields in entry.value)
        for language, entry in tables.items()
    }


def uses(text: str, avoided: Sequence[Avoided], *, adults: bool = False) -> Iterator[str]:
    """Find words in a text that should not be used.

    Args:
        text: any text.
        avoided: the words of its language.
        adults: whether only adults read the text.

    Yields:
        What is wrong and what to do, for each word.
    """
    for entry in avoided:
        if adults and not entry.adults:
            continue
        for found in entry.pattern.finditer(text):
            yield f"{quoted(found[0])}: {entry.reason} {entry.instead}"


def _avoided(values: Mapping[str, object]) -> Avoided:
    words = values["words"]
    assert isinstance(words, tuple)  # noqa: S101 - the format says so
    pattern = "|".join(_word(word) for word in sorted(words, key=len, reverse=True))
    return Avoided(
        re.compile(pattern, re.IGNORECASE),
        str(values["reason"]).rstrip(".") + ".",
        str(values["instead"]).rstrip("."),
        values.get("for") != "children",
    )


def _word(word: str) -> str:
    if not _SPACED.search(word):
        return re.escape(word)
    return rf"\b{re.escape(word)}\b"
