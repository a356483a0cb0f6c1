"""What adults trained, apart from the records of children: a small file of its own, without names.

Each line of it is one self-check. Lines are only ever added; one that was cut off or changed is
passed over, and the others stay.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE = "training.jsonl"
_MOST_QUESTIONS = 1000


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Be one self-check that was answered to its end.

    Args:
        day: when, as the clock of this computer had it.
        episode: the id of the story it was about.
        right: how many questions were answered rightly.
        of: how many there were.
        version: of the game.
    """

    day: date
    episode: str
    right: int
    of: int
    version: str


@dataclass(frozen=True, slots=True)
class Trained:
    """Hold what is in the file.

    Args:
        checks: the self-checks, the oldest first.
        damaged: how many lines were passed over.
    """

    checks: tuple[SelfCheck, ...] = ()
    damaged: int = 0

    def newest(self) -> dict[str, SelfCheck]:
        """Give the newest self-check of each episode, by the id of its story."""
        return {check.episode: check for check in self.checks}


def keep_check(check: SelfCheck, folder: Path) -> None:
    """Add a self-check; it is on the disk when this returns.

    Args:
        check: what was answered.
        folder: the data folder; it is made if need be.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps({**asdict(check), "day": check.day.isoformat()}).encode() + b"\n"
    with (folder / FILE).open("ab+") as file:
        # What a power cut left of a line must not spoil this one.
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def load_trained(folder: Path) -> Trained:
    """Read all self-checks.

    Args:
        folder: the data folder; it need not be there.

    Raises:
        OSError: there is a file, but it cannot be read.
    """
    try:
        lines = (folder / FILE).read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return Trained()
    found = [_read(line) for line in lines if line.strip()]
    checks = tuple(check for check in found if check is not None)
    return Trained(checks, len(found) - len(checks))


def erase_trained(folder: Path) -> None:
    """Erase all self-checks for good.

    Args:
        folder: the data folder.

    Raises:
        OSError: the file cannot be deleted.
    """
    (folder / FILE).unlink(missing_ok=True)


def _read(line: bytes) -> SelfCheck | None:
    """Read a line; nothing where no game can have written it."""
    try:
        values: Any = json.loads(line)
        check = SelfCheck(**{**values, "day": date.fromisoformat(values["day"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    numbers = type(check.right) is int and type(check.of) is int
    texts = isinstance(check.episode, str) and isinstance(check.version, str)
    return check if texts and numbers and 0 <= check.right <= check.of < _MOST_QUESTIONS else None
