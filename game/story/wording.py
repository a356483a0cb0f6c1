"""How findings quote what somebody typed, and guess what they meant."""

import difflib
from collections.abc import Iterable

_MOST_LISTED = 20
_LONGEST = 40  # characters that a quotation keeps, so that a finding stays one line


def quoted(typed: str) -> str:
    """Quote what somebody typed, on one line and not too long.

    Args:
        typed: any text, also one with line ends or control characters.

    Returns:
        The text between backticks.
    """
    return f"`{_tidy(typed)}`"


def advice(typed: str, known: Iterable[str]) -> str:
    """Guess which known name is meant, or list what could stand there.

    Args:
        typed: the unknown name.
        known: the names there are.

    Returns:
        What to do, as a sentence without a full stop.
    """
    names = list(known)
    if near := difflib.get_close_matches(typed, names, n=1):
        return f"Did you mean {quoted(near[0])}?"
    if not names:
        return "There is none yet"
    more = ", …" if len(names) > _MOST_LISTED else ""
    return f"Write one of: {', '.join(map(_tidy, names[:_MOST_LISTED]))}{more}"


def _tidy(text: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in text[: 2 * _LONGEST])
    line = " ".join(printable.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
