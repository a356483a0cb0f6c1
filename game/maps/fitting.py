"""Estimate how wide a text is, without any font, and break it into lines.

A picture is looked at with whatever fonts its reader has, so that the widths are generous: those
of wide fonts, such as Lexend and DejaVu Sans.
"""

import re
from functools import cache
from unicodedata import category, east_asian_width

from game.language.breaking import Breaker

_ELLIPSIS = "…"
_BELOW = "\u17d2"  # Khmer: the next consonant goes below this one
_SUBSCRIPT = re.compile(_BELOW + ".", re.DOTALL)
_BLOCKS = (
    *((character, character, 0.36) for character in "iIjl.,:;!'|()[]f \u2018\u2019"),
    ("t", "t", 0.39),
    *((character, character, 0.98) for character in "mwMW@%&—"),
    *((character, character, 1.15) for character in "ឃឈញណ"),
    *((character, character, 0.96) for character in "យលឡ"),
    ("\u0e00", "\u0e7f", 0.68),  # Thai
    ("\u1780", "\u17ff", 0.79),  # Khmer
)


def width(text: str, size: float) -> float:
    """Estimate the width of a text.

    Args:
        text: one line.
        size: of the font.

    Returns:
        The width, in the unit of the size.
    """
    return size * sum(map(_em, _SUBSCRIPT.sub(_BELOW, text)))


@cache
def _em(character: str) -> float:
    """Give the width of a character in sizes of the font."""
    if character == _BELOW:
        return 0.3  # what is written below can reach out to the right
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    for first, last, em in _BLOCKS:
        if first <= character <= last:
            return em
    if category(character) == "So" or east_asian_width(character) in "WF":
        return 1.4
    return 0.74 if character.isupper() else 0.61


def lines(text: str, size: float, most: float, breaker: Breaker, count: int = 99) -> list[str]:
    """Break a text into lines.

    Args:
        text: any text.
        size: of the font.
        most: how wide a line may be.
        breaker: knows where a line may end.
        count: the most lines; what is left out is marked with an ellipsis.
    """
    done: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split()), size, most, breaker):
        if line and width((line + piece).rstrip(), size) > most:
            done.append(line.rstrip())
            line = ""
        line += piece
    done.append(line.rstrip())
    if len(done) > count:
        done = [*done[: count - 1], _cut(done[count - 1], size, most, breaker)]
    return done


def _pieces(text: str, size: float, most: float, breaker: Breaker) -> list[str]:
    """Split a text where a line may end, and also inside of what is wider than a line."""
    pieces: list[str] = []
    for piece in breaker.opportunities(text):
        fits = width(piece.rstrip(), size) <= most
        pieces += [piece] if fits else breaker.graphemes(piece)
    return pieces


def _cut(line: str, size: float, most: float, breaker: Breaker) -> str:
    """Shorten a line until an ellipsis fits after it, at the end of a word if there is one."""
    pieces = _pieces(line, size, most - width(_ELLIPSIS, size), breaker)
    while pieces and width("".join(pieces).rstrip() + _ELLIPSIS, size) > most:
        pieces.pop()
    return "".join(pieces).rstrip() + _ELLIPSIS
