"""How findings quote what somebody typed, and guess what they meant."""

import difflib
from collections.abc import Iterable

_LONGEST = 40  # characters that a quotation keeps, so that a finding stays one line


def quoted(typed: str) -> str:
    """Quote what somebody typed, on one line and not too long.

    Args:
        typed: any text, also one with line ends or control characters.

    Returns:
        The text between backticks.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in typed[: 2 * _LONGEST]).split())
    return f"`{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}`"


def suggestion(typed: str, known: Iterable[str]) -> str:
    """Guess which known name is meant.

    Args:
        typed: the unknown name.
        known: the names there are.

    Returns:
        A question with a space after it, or nothing when no name is near.
    """
    near = difflib.get_close_matches(typed, list(known), n=1)
    return f"Did you mean `{near[0]}`? " if near else ""
