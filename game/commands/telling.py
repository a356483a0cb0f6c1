"""How commands tell numbers, and how far they are."""

import sys
import time

_LONG = 1.0  # seconds


class Shown:
    """Show on a terminal how far something is, once it takes longer than a second.

    Args:
        doing: what is done, for people.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._begun = time.monotonic()
        self._shown = False

    def __call__(self, part: float) -> None:
        """Show it.

        Args:
            part: what is done, from 0 to 1.
        """
        if sys.stderr.isatty() and time.monotonic() - self._begun > _LONG:
            self._shown = True
            line = f"\r\x1b[K{self._doing}: {part:.0%}"
            print(line, end="", file=sys.stderr, flush=True)

    def over(self) -> None:
        """Take the line away again."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def many(number: int, what: str) -> str:
    """Write a number of things.

    Args:
        number: how many.
        what: one of them.
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
