"""What all formats share in which records leave a machine."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from game.learning.counts import Selecting
from game.learning.events import Event

# Is told which part is done, from 0 to 1; what it raises gives the work up.
Progress = Callable[[float], None]

_STEP = 0.01


class Watched:
    """Tell somebody how far a work is, a hundred times at most.

    Args:
        whole: how much there is to do.
        progress: who is told; None for nobody.
    """

    def __init__(self, whole: int, progress: Progress | None) -> None:
        self._whole = max(whole, 1)
        self._progress = progress
        self._done = 0
        self._due = 0.0

    def add(self, more: int = 1) -> None:
        """Say that more is done."""
        self._done += more
        if self._progress is not None and self._done >= self._due:
            self._due = self._done + _STEP * self._whole
            self._progress(min(1.0, self._done / self._whole))


def with_evidence(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    """Say of each event whether it is a judgement that counts.

    Args:
        events: all events of each player, each player's oldest first; players may be mixed.
    """
    selecting: dict[str, Selecting] = {}
    names: dict[tuple[str | None, str, str], tuple[str | None, str, str]] = {}
    for event in events:
        of_player = selecting.get(event.player)
        if of_player is None:
            of_player = selecting[event.player] = Selecting(names)
        yield event, of_player.counting(event) is not None


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears under its name only when all of it is on the disk.

    Args:
        path: the file; one that is there already is replaced.

    Yields:
        The file to write into.

    Raises:
        OSError: it cannot be written; then nothing is left of it, and an old one stays as it was.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
