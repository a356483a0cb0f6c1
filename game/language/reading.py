"""Measure how long the messages are that children read, in the words and letters of a language."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from game.language.breaking import Breaker


@dataclass(frozen=True, slots=True)
class Length:
    """Hold how long messages are.

    Args:
        messages: how many there are.
        words: in one message, on average. Where spaces do not part words, these are the words that
            a line may end after.
        letters: what a reader takes for single characters, in one message, on average.
        most: such characters in the longest message.
    """

    messages: int
    words: float
    letters: float
    most: int


def length(texts: Iterable[str], breaker: Breaker) -> Length | None:
    """Measure messages.

    Args:
        texts: the messages, in one language.
        breaker: knows the words of this language.

    Returns:
        how long they are; None if there are none.
    """
    sizes = [(_words(text, breaker), len(breaker.graphemes(text))) for text in texts]
    if not sizes:
        return None
    words, letters = zip(*sizes, strict=True)
    return Length(len(sizes), mean(words), mean(letters), max(letters))


def _words(text: str, breaker: Breaker) -> int:
    """Count the pieces that have a letter or a digit in them; an emoji alone is no word."""
    return sum(any(map(_is_read, piece)) for piece in breaker.opportunities(text))


def _is_read(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
