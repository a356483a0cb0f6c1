"""A made-up language that shows what no real one does: texts outside the catalogs, tight places.

Every text is made from the English one while the game runs: its letters carry accents, stacked ones
too, it is 40 % longer, and brackets stand around it. What still looks like plain English cannot be
translated; what overflows will overflow in some language.
"""

import gettext
import re
from dataclasses import replace

from game.language.locales import Locale

PSEUDO = "qps-ploc"  # the tag that other programs use for it, too
OPEN, CLOSE = "[", "]"  # all our faces have them, and no English text does
_LONGER = 0.4
# Each of our faces for Latin letters has these. The others (b, f, p, q, v, x) stay plain.
_ACCENTS = str.maketrans(
    "acdeghijklmnorstuwyzACDEGHIJKLMNORSTUWYZ", "ấçḍễğḥḯĵķḷṃṇộṛṩṭṹẅỷẓẤÇḌỄĞḤḮĴĶḶṂṆỐṚṨṬṸẄỶẒ"
)
_VOWELS = frozenset("aeiouyAEIOUY")
# Kept whole are placeholders and the names that people have in games and apps; else only letters
# are changed.
_PARTS = re.compile(r"(\{\w+\}|\w+_\w+|[^\W\d_]+)")


def pseudo(text: str) -> str:
    """Make the pseudo-language's text from an English one.

    Args:
        text: with its placeholders and bold marks, which stay as they are.

    Returns:
        the text in brackets; nothing for an empty text.
    """
    if not text:
        return ""
    lacking = 0.0
    made = []
    for number, part in enumerate(_PARTS.split(text)):
        if number % 2 and part.isalpha():
            lacking += _LONGER * len(part)
            longer = _stretched(part, round(lacking))
            lacking -= len(longer) - len(part)
            made.append(longer.translate(_ACCENTS))
        else:
            made.append(part)
    return f"{OPEN}{''.join(made)}{CLOSE}"


def pseudo_locale(english: Locale) -> Locale:
    """Describe the pseudo-language: English in all but its name and its texts.

    Args:
        english: the language of the sources.
    """
    return replace(english, code=PSEUDO, name=pseudo("Pseudo"), english="Pseudo-language")


class PseudoTexts(gettext.NullTranslations):
    """Stand in for a catalog of the pseudo-language."""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's interface
        """Give a text."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Give a counted text, in the form that English has for the number."""
        return pseudo(super().npgettext(context, msgid1, msgid2, n))


def _stretched(word: str, more: int) -> str:
    """Say the vowels of a word longer, or its last letter where it has none.

    Args:
        word: letters only.
        more: how many letters are added.
    """
    places = [at for at, letter in enumerate(word) if letter in _VOWELS] or [len(word) - 1]
    each, left = divmod(max(0, more), len(places))
    added = {at: each + (number < left) for number, at in enumerate(places)}
    return "".join(letter + letter.lower() * added.get(at, 0) for at, letter in enumerate(word))
