"""Say where a line may end, and what one character is, also where no spaces part the words."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from unicodedata import category

from icu4py.breakers import CharacterBreaker, LineBreaker

WORD_JOINER = "\u2060"
# Signs that stay with what is before them, although a dictionary may break there: repetition and
# ending signs, and Thai and Lao vowels that stand after their consonant.
_CLINGS = frozenset("ๆฯៗ។៕៖ะาำๅ" + "ໆຯະາຳຽ" + WORD_JOINER)
# Thai and Lao vowels that stand before their consonant.
_HOLDS = (*"เแโใไ", *"ເແໂໃໄ", WORD_JOINER)
_ENDS = ("\n", "\u200b")  # a break that somebody typed


_ADDED = "\u200b"
_REPEATS = "ៗ"  # ICU reads a word before this sign as if it were none


class Breaker:
    """Break the texts of one language, with the dictionary of its script.

    Args:
        code: the language tag.
        whole: words that the dictionary does not know and would break inside: names, new words.
    """

    def __init__(self, code: str, whole: Iterable[str] = ()) -> None:
        self._code = code
        longest_first = sorted(whole, key=len, reverse=True)
        self._whole = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def opportunities(self, text: str) -> list[str]:
        """Split a text wherever a line may end.

        U+200B allows a break and U+2060 forbids one, whatever the dictionary says.

        Args:
            text: one paragraph.

        Returns:
            the pieces, which joined are the text; spaces stay at the end of their piece.
        """
        # Iterated, a breaker yields strings; its offsets count UTF-16 and slip after an emoji.
        character_ends = set(accumulate(map(len, CharacterBreaker(text, self._code))))
        pieces: list[str] = []
        end = 0
        for length in self._lengths(text):
            piece = text[end : end + length]
            if pieces and (end not in character_ends or _belong_together(pieces[-1], piece)):
                pieces[-1] += piece
            else:
                pieces.append(piece)
            end += length
        return pieces

    def _lengths(self, text: str) -> Iterator[int]:
        """Say how long each piece is, with what the dictionary cannot read masked."""
        masked = text.replace(_REPEATS, " ").replace(_ADDED, " ")
        if self._whole is not None:
            masked = self._whole.sub(_mask, masked)
        for piece in LineBreaker(masked, self._code):
            length = len(piece) - piece.count(_ADDED)
            if length:
                yield length

    def graphemes(self, text: str) -> list[str]:
        """Split a text into what a reader takes for single characters.

        Args:
            text: any text.

        Returns:
            the clusters, which joined are the text.
        """
        return list(CharacterBreaker(text, self._code))


def _mask(found: re.Match[str]) -> str:
    """Put letters without a dictionary in a word's place, and breaks where it meets letters."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return (
        (_ADDED if _is_letter(before) else "")
        + "x" * len(found[0])
        + (_ADDED if _is_letter(after) else "")
    )


def _is_letter(character: str) -> bool:
    return bool(character) and category(character)[0] in "LM"


def _belong_together(before: str, after: str) -> bool:
    if before.endswith(_ENDS):
        return False
    return after[0] in _CLINGS or before.endswith(_HOLDS)
