"""Gather the records of a computer room from the files on a stick, each file for itself.

A file is taken in whole or not at all, as `merging` does; one that is refused hinders no other one.
Whoever stops in between has taken in whole files, and loses nothing by gathering once more.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.learning.events import COLUMNS, PlayerMade, SessionJoined
from game.learning.exchange import Progress
from game.learning.joining import JoinedSession, joined_sessions
from game.learning.merge_file import FORMAT, MergeFileError, Row, Why
from game.learning.merging import Merged, merge
from game.learning.store import Store, StoreUnavailable

# A stick may hold anything, on a slow computer: what lies deeper or beyond that is not looked at.
DEEPEST = 6
MOST_FILES = 2000
_MOST_LOOKED_AT = 50_000

# One that is unfinished was cut off while it was written, which whoever gathers must hear of.
_ENDINGS = (".merge", ".merge.unfinished")
# Statements for a learning record store end like this as well: these must begin like a merge file.
_MAYBE = ".jsonl"
_START = f'{{"format":"{FORMAT}"'.encode()
# What was thrown away, and what systems keep beside a file, is nobody's file.
_HIDDEN = (".", "$")

_MACHINE, _PLAYER, _KIND, _VERSION, _BODY = map(
    COLUMNS.index, ("machine", "player", "kind", "version", "body")
)
_JOINED = (SessionJoined.KIND, SessionJoined.VERSION)


@dataclass(frozen=True, slots=True)
class Found:
    """Say which merge files lie in some folders and below.

    Args:
        files: their paths, in order.
        whole: whether everything was looked at; not where too much is there, or it lies too deep.
    """

    files: tuple[Path, ...]
    whole: bool


@dataclass(slots=True)
class Inside:
    """Say whose records a merge file holds.

    Args:
        machines: the ids of the sets of records in which they were made.
        players: the ids of the players.
        joined: by code of a session, the ids of the players who joined it.
    """

    machines: set[str] = field(default_factory=set)
    players: set[str] = field(default_factory=set)
    joined: dict[str, set[str]] = field(default_factory=dict)

    def see(self, rows: Sequence[Row]) -> None:
        """Take notice of events.

        Args:
            rows: values of `events.COLUMNS`, as `merge_file.check` lets them pass.
        """
        for row in rows:
            self.machines.add(row[_MACHINE])
            if row[_KIND] == PlayerMade.KIND:
                self.players.add(row[_PLAYER])
            elif (row[_KIND], row[_VERSION]) == _JOINED:
                code = json.loads(row[_BODY])["code"]
                self.joined.setdefault(code, set()).add(row[_PLAYER])


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what came of a file.

    Args:
        path: the file.
        merged: what came in; None if it was refused.
        inside: whose records it holds.
        said: why it was refused, in one line in English.
        why: the same in a word; None where the records were at fault, and not the file.
    """

    path: Path
    merged: Merged | None
    inside: Inside
    said: str = ""
    why: Why | None = None

    @property
    def good(self) -> bool:
        """Say whether all of the file is in the records now."""
        return self.merged is not None and not self.merged.set_aside


@dataclass(frozen=True, slots=True)
class Total:
    """Sum up whose records some files held.

    Args:
        computers: on how many computers they were made; clones of one image count as one.
        sessions: those that players of the files joined, the newest first, with all that the
            records know of them by now.
        others: how many players of the files have joined no session.
    """

    computers: int
    sessions: tuple[JoinedSession, ...]
    others: int


def find(folders: Iterable[Path]) -> Found:
    """Look for merge files in folders, and below them.

    Args:
        folders: where to look; a file among them is taken for what it is.

    Returns:
        The files, each once.
    """
    looking = _Looking()
    for folder in folders:
        if folder.is_dir():
            looking.look(folder)
        else:
            looking.found[folder.absolute()] = folder
    return Found(tuple(sorted(looking.found.values())), looking.whole)


def gather(store: Store, paths: Sequence[Path], progress: Progress) -> Iterator[Outcome]:
    """Take in one file after the other.

    Args:
        store: the records.
        paths: the files.
        progress: is told which part is done; what it raises undoes the file that is being taken in.

    Yields:
        What came of each, as soon as it is known.
    """
    for at, path in enumerate(paths):
        yield _take_in(store, path, _part_of(progress, at, len(paths)))


def total(store: Store, outcomes: Iterable[Outcome]) -> Total:
    """Sum up whose records were taken in, or were here already.

    Args:
        store: the records.
        outcomes: what came of the files; those that were refused hold nobody.

    Raises:
        StoreUnavailable: the records cannot be read.
    """
    machines: set[str] = set()
    players: set[str] = set()
    for outcome in outcomes:
        if outcome.merged is not None:
            machines |= outcome.inside.machines
            players |= outcome.inside.players
    # Whoever was erased here may still be in a file.
    players &= {player.id for player in store.players()}
    known = joined_sessions(store.joinings())
    joined = {player for session in known for player in session.players}
    there = tuple(session for session in known if session.players & players)
    return Total(len(machines), there, len(players - joined))


class _Looking:
    """Look for merge files, not too long."""

    def __init__(self) -> None:
        self.found: dict[Path, Path] = {}
        self.whole = True
        self._left = _MOST_LOOKED_AT

    def look(self, top: Path) -> None:
        deep = len(top.absolute().parts)
        for folder, folders, files in os.walk(top):
            at = Path(folder)
            folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
            if folders and len(at.absolute().parts) - deep >= DEEPEST:
                self.whole = False
                folders.clear()
            self._left -= len(files) + len(folders)
            for name in files:
                if _is_one(at / name):
                    self.found[at.absolute() / name] = at / name
            if self._left < 0 or len(self.found) > MOST_FILES:
                self.whole = False
                return


def _is_one(path: Path) -> bool:
    name = path.name.lower()
    if name.startswith(_HIDDEN):
        return False
    try:
        # Opening what is no file, as a pipe, may never come back.
        if name.endswith(_ENDINGS):
            return path.is_file()
        if name.endswith(_MAYBE) and path.is_file():
            with path.open("rb") as file:
                return file.read(len(_START)) == _START
    except OSError:
        pass
    return False


def _part_of(progress: Progress, at: int, files: int) -> Progress:
    return lambda part: progress((at + part) / files)


def _take_in(store: Store, path: Path, progress: Progress) -> Outcome:
    inside = Inside()
    try:
        return Outcome(path, merge(store, [path], progress, inside.see), inside)
    except MergeFileError as error:
        return Outcome(path, None, Inside(), str(error), error.refused[0].why)
    except StoreUnavailable as error:
        return Outcome(path, None, Inside(), str(error))
