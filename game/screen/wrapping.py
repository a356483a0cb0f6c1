"""Decide where the lines of a paragraph end."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import category

from game.screen.runs import Runs

Breaker = Callable[[str], Sequence[str]]

_CLOSING = {"Pe", "Pf", "Po"}
# Thai and Lao vowels, written before the consonant they belong to.
_BEFORE = frozenset("เแโใไ" + "ເແໂໃໄ")


@dataclass(frozen=True, slots=True)
class Span:
    """A line from `start` to `end`, with whether a word was broken inside at its end."""

    start: int
    end: int
    broken: bool = False


def wrapped(runs: Runs, breaker: Breaker, width: int | None) -> list[Span]:
    """Fill lines greedily.

    Args:
        runs: the text.
        breaker: splits a text wherever a line may end.
        width: the room in pixels; None if lines end at line feeds only.

    Returns:
        the lines, which joined are the text.
    """
    spans: list[Span] = []
    start = 0
    for part in runs.text.split("\n"):
        end = start + len(part)
        spans.extend(_lines(runs, breaker, start, end, width))
        start = end + 1
        # The line feed belongs to the line it ends.
        spans[-1] = Span(spans[-1].start, min(start, len(runs.text)))
    return spans


def shortened(runs: Runs, span: Span, width: int | None, ellipsis_width: int) -> Span:
    """Take characters from the end of a line until an ellipsis fits behind it."""
    ends = list(accumulate(map(len, runs.clusters(span.start, span.end)), initial=span.start))
    room = width - ellipsis_width if width is not None else None
    while len(ends) > 1 and room is not None and runs.width(span.start, ends[-1]) > room:
        ends.pop()
    return Span(span.start, ends[-1])


def _lines(
    runs: Runs, breaker: Breaker, start: int, stop: int, width: int | None
) -> Iterator[Span]:
    if width is None or start == stop or (whole := runs.width(start, stop)) <= width:
        yield Span(start, stop)
        return
    ends = [start + length for length in accumulate(map(len, breaker(runs.text[start:stop])))]
    # Measuring a line takes long beside guessing from the average which one to measure.
    stride = width * (stop - start) / whole
    first = 0
    whole_words = set(ends)
    while start < stop:
        guess = bisect_right(ends, start + stride, lo=first, hi=len(ends) - 1)
        last = _last_fitting(runs, start, ends, (first, guess), width)
        if last < first:
            pieces = _inside(runs, start, ends[first], width)
            if len(pieces) > 1:
                ends[first : first + 1] = pieces
                continue
            last = first
        yield Span(start, ends[last], broken=ends[last] not in whole_words)
        start = ends[last]
        first = last + 1


def _last_fitting(
    runs: Runs, start: int, ends: list[int], between: tuple[int, int], width: int
) -> int:
    """Find the last end that leaves the line within `width`; one before the first if none does."""
    first, last = between
    if runs.width(start, ends[last]) <= width:
        while last + 1 < len(ends) and runs.width(start, ends[last + 1]) <= width:
            last += 1
        return last
    last -= 1
    while last >= first and runs.width(start, ends[last]) > width:
        last -= 1
    return last


def _inside(runs: Runs, start: int, end: int, width: int) -> list[int]:
    """Say where a word wider than the room may be broken, if it must."""
    ends: list[int] = []
    piece = start
    for cluster in runs.clusters(start, end):
        at = ends[-1] if ends else start
        clings = ends and (category(cluster[0]) in _CLOSING or runs.text[at - 1] in _BEFORE)
        if clings and runs.width(piece, at + len(cluster)) <= width:
            ends[-1] = at + len(cluster)
        else:
            piece = at
            ends.append(at + len(cluster))
    return ends
