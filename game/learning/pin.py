"""The adults' PIN: a few digits, of which only a salted hash is kept, in one file.

It keeps children away from the records on the screen. Whoever may delete the file can open them
again: so a lost PIN is reset, and so much, not more, is kept safe.
"""

import contextlib
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

FILE = "adults-pin.json"
FEWEST_DIGITS, MOST_DIGITS = 4, 8
SALT_BYTES = 16

_VERSION = 1
# RFC 7914: 16 MiB and 0.05 s here, a third of a second on an old school computer.
_COST, _BLOCK, _PARALLEL, _HASH_BYTES = 1 << 14, 8, 1, 32
# What a file may ask for at most, so that a damaged one cannot use up the computer.
_MOST_BYTES = 64 << 20
_MOST_PARALLEL = 4
_MOST_WRONG = 1_000_000

_FREE_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0


class PinDamagedError(Exception):
    """Say that there is a PIN file, but that no PIN can be compared with it.

    Args:
        file: the file, to be deleted by an adult.
        detail: what is wrong with it.
    """

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(
            f"the PIN file {file} cannot be read ({detail}); delete it to set a new PIN"
        )
        self.file = file


@dataclass(frozen=True, slots=True)
class Pin:
    """Hold what is known of a PIN.

    Args:
        salt: hexadecimal.
        hash: scrypt's answer, hexadecimal.
        cost: scrypt's N, a power of two.
        block: scrypt's r.
        parallel: scrypt's p.
        wrong: how often a wrong PIN was typed since the right one.
    """

    salt: str
    hash: str
    cost: int = _COST
    block: int = _BLOCK
    parallel: int = _PARALLEL
    wrong: int = 0

    def matches(self, digits: str) -> bool:
        """Say whether this is the PIN, in the same time whatever differs.

        Args:
            digits: as they were typed.
        """
        typed = _hash(digits, bytes.fromhex(self.salt), self.cost, self.block, self.parallel)
        return hmac.compare_digest(typed, bytes.fromhex(self.hash))

    def tried(self, *, right: bool) -> "Pin":
        """Give what is known after a try.

        Args:
            right: whether the right PIN was typed.
        """
        return replace(self, wrong=0 if right else min(self.wrong + 1, _MOST_WRONG))

    @property
    def pause(self) -> float:
        """Seconds until the next try: none after a few wrong ones, then ever more up to 60."""
        if self.wrong < _FREE_TRIES:
            return 0.0
        return float(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(self.wrong - _FREE_TRIES, 10)))


def is_allowed(digits: str) -> bool:
    """Say whether something can be a PIN: 4 to 8 of the digits 0 to 9."""
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS and digits.isascii() and digits.isdecimal()


def new_pin(digits: str, salt: bytes) -> Pin:
    """Make what is kept of a new PIN.

    Args:
        digits: as they were typed.
        salt: `SALT_BYTES` random bytes, never the same twice.

    Returns:
        The salt and the hash; the digits cannot be read from it.

    Raises:
        ValueError: this cannot be a PIN.
    """
    if not is_allowed(digits):
        raise ValueError(f"a PIN has {FEWEST_DIGITS} to {MOST_DIGITS} digits")
    return Pin(salt.hex(), _hash(digits, salt, _COST, _BLOCK, _PARALLEL).hex())


def pin_file(folder: Path) -> Path:
    """Name the one file of the PIN.

    Args:
        folder: the data folder.
    """
    return folder.absolute() / FILE


def read_pin(folder: Path) -> Pin | None:
    """Read what is known of the PIN.

    Args:
        folder: the data folder.

    Returns:
        None if no PIN was set.

    Raises:
        PinDamagedError: there is a file that says nothing, so that no PIN can be right.
    """
    file = pin_file(folder)
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise PinDamagedError(file, str(error) or type(error).__name__) from None
    return _read(file, found)


def write_pin(pin: Pin, folder: Path) -> None:
    """Keep a PIN, in place of the one before.

    Args:
        pin: what `new_pin` made.
        folder: the data folder; it is made if need be.

    Raises:
        OSError: it cannot be written; the one before is still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = pin_file(folder)
    unfinished = file.with_name(f"{FILE}.new")
    try:
        unfinished.write_text(json.dumps({"version": _VERSION, **asdict(pin)}), encoding="utf-8")
        unfinished.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _hash(digits: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(
        digits.encode(),
        salt=salt,
        n=cost,
        r=block,
        p=parallel,
        maxmem=2 * _MOST_BYTES,
        dklen=_HASH_BYTES,
    )


def _read(file: Path, found: object) -> Pin:
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        raise PinDamagedError(file, "it is no PIN file of this game")
    names = [field.name for field in fields(Pin)]
    values: dict[str, Any] = {name: found.get(name) for name in names}
    texts, numbers = names[:2], names[2:]
    if not (
        all(_is_hex(values[name]) for name in texts)
        and all(type(values[name]) is int for name in numbers)
    ):
        raise PinDamagedError(file, "something in it is missing or no value")
    pin = Pin(**values)
    if not _can_be_compared(pin):
        raise PinDamagedError(file, "its numbers make no sense")
    return pin


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and value.isalnum() and _bytes(value) is not None


def _bytes(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def _can_be_compared(pin: Pin) -> bool:
    return (
        len(pin.hash) == 2 * _HASH_BYTES
        and len(pin.salt) >= SALT_BYTES
        and 1 < pin.cost <= _MOST_BYTES
        and pin.cost & (pin.cost - 1) == 0
        and pin.block > 0
        and 0 < pin.parallel <= _MOST_PARALLEL
        and 128 * pin.cost * pin.block <= _MOST_BYTES
        and 0 <= pin.wrong <= _MOST_WRONG
    )
