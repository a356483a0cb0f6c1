"""Names for what is recorded: ids of events, and the codes of players and of sessions."""

import random
from collections.abc import Callable, Collection
from datetime import datetime

CODE_LENGTH = 4
# Longer, so that nobody takes the code of a session for that of a player.
SESSION_CODE_LENGTH = 6
# No vowels, so that no code spells a word; no letters that look or sound like another one
# (C and G, M and N, V and W), and none that look like a digit (S, Z, Q, I).
CODE_LETTERS = "BCDHJLMPRTVX"

_RANDOM_BITS = 74
_LOW_BITS = 62


class IdMaker:
    """Make ids that sort in the order they were made (UUID version 7, RFC 9562).

    They keep growing when the clock is set back: then they go on from the newest one.

    Args:
        clock: says what time it is, with its zone.
        rng: where their random part comes from; nobody else may get the same numbers from it.
    """

    def __init__(self, clock: Callable[[], datetime], rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._newest = -1

    def __call__(self) -> str:
        """Make the next id, written as 36 lower-case characters."""
        milliseconds = int(self._clock().timestamp() * 1000)
        number = milliseconds << _RANDOM_BITS | self._rng.getrandbits(_RANDOM_BITS)
        self._newest = max(number, self._newest + 1)
        return _uuid7(self._newest)


def _uuid7(number: int) -> str:
    high, low = number >> _LOW_BITS, number & ((1 << _LOW_BITS) - 1)
    # 48 bits of time, the version, 12 bits; then the variant, 62 bits.
    digits = f"{high >> 12:012x}{0x7000 | high & 0xFFF:04x}{1 << 63 | low:016x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def new_code(rng: random.Random, taken: Collection[str]) -> str:
    """Draw a code for a new player.

    Args:
        rng: where it is drawn from.
        taken: codes that other players have.

    Returns:
        Four letters that are easy to read, write and type.
    """
    return _draw(rng, CODE_LENGTH, taken)


def new_session_code(rng: random.Random, taken: Collection[str]) -> str:
    """Draw a code for a new session, of a class or of a computer room.

    Args:
        rng: where it is drawn from.
        taken: codes that other sessions have.

    Returns:
        Six letters that are easy to read, write and type.
    """
    return _draw(rng, SESSION_CODE_LENGTH, taken)


def read_session_code(text: str) -> str | None:
    """Read the code of a session as somebody wrote it.

    Args:
        text: in capital or small letters; blanks, and a hyphen in the middle, do not matter.

    Returns:
        The code in capital letters; None if it is none.
    """
    code = "".join(text.replace("-", " ").split()).upper()
    sound = len(code) == SESSION_CODE_LENGTH and set(code) <= set(CODE_LETTERS)
    return code if sound else None


def _draw(rng: random.Random, length: int, taken: Collection[str]) -> str:
    while True:
        code = "".join(rng.choices(CODE_LETTERS, k=length))
        if code not in taken:
            return code
