"""Say how much room a translation has."""

import re
from collections.abc import Sequence
from unicodedata import category

_WIDEST = 2.0
_SLACK = 8  # letters that a short text may be longer by
_COENG = re.compile("\u17d2.")  # the Khmer sign that puts the next consonant below


def width(text: str) -> int:
    """Count the letters that take room on a line: not marks, nor what stands below a consonant.

    Args:
        text: any text.
    """
    if text.isascii():
        return len(text)
    return sum(category(letter) not in {"Mn", "Cf"} for letter in _COENG.sub("", text))


def room(sources: Sequence[str]) -> int:
    """Say how many letters a translation may have and still fit where the English text stands.

    Args:
        sources: the English text, or both of a text that counts something.

    Returns:
        twice the letters of the longer one, and a few more for short words.
    """
    return int(_WIDEST * max(map(width, sources)) + _SLACK)
