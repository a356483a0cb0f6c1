"""Say where a line may end, and what one character is, also where no spaces part the words."""

from itertools import accumulate

from icu4py.breakers import CharacterBreaker, LineBreaker

WORD_JOINER = "\u2060"
# Signs that stay with what is before them, although a dictionary may break there: repetition and
# ending signs, and Thai vowels that stand after their consonant.
_CLINGS = frozenset("ๆฯៗ។៕៖ะาำๅ" + WORD_JOINER)
_HOLDS = ("เ", "แ", "โ", "ใ", "ไ", WORD_JOINER)  # Thai vowels that stand before their consonant
_ENDS = ("\n", "\u200b")  # a break that somebody typed


class Breaker:
    """Break the texts of one language, with the dictionary of its script.

    Args:
        code: the language tag.
    """

    def __init__(self, code: str) -> None:
        self._code = code

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
        for piece in LineBreaker(text, self._code):
            if pieces and (end not in character_ends or _belong_together(pieces[-1], piece)):
                pieces[-1] += piece
            else:
                pieces.append(piece)
            end += len(piece)
        return pieces

    def graphemes(self, text: str) -> list[str]:
        """Split a text into what a reader takes for single characters.

        Args:
            text: any text.

        Returns:
            the clusters, which joined are the text.
        """
        return list(CharacterBreaker(text, self._code))


def _belong_together(before: str, after: str) -> bool:
    if before.endswith(_ENDS):
        return False
    return after[0] in _CLINGS or before.endswith(_HOLDS)
