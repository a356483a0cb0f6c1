"""`sarika records gather`: take in all merge files of a computer room, each for itself."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import add_data, open_records
from game.commands.telling import Shown, many

if TYPE_CHECKING:
    from game.learning.gathering import Found, Inside, Outcome, Total
    from game.learning.merging import Merged
    from game.learning.store import Store

DESCRIPTION = (
    "Take in all merge files in folders and below, as those of a computer room on a stick; one "
    "that is refused hinders no other one."
)


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records gather`."""
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        metavar="FOLDER",
        help="where the files lie, also deeper; all sticks that are put in if none is named",
    )
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Take in each file for itself, tell what came of it, and sum up.

    Returns:
        1 if a file was refused, a record set aside or no file found, else 0.

    Raises:
        CommandError: there is no such folder.
        StoreUnavailable: the records cannot be written.
    """
    from game.learning.gathering import find

    folders = chosen.folders or _sticks()
    for folder in folders:
        if not folder.exists():
            raise CommandError(f"there is no folder {folder}")
    found = find(folders)
    if not found.files:
        there = ", ".join(map(str, folders)) or "no stick is put in"
        print(f"sarika: no merge file was found ({there})", file=sys.stderr)
        return FOUND
    with open_records(places.data_folder(chosen.data)) as store:
        return _gather(store, found)


def _sticks() -> tuple[Path, ...]:
    from game.screen.adults_places import drives

    return drives(sys.platform)


def _gather(store: "Store", found: "Found") -> int:
    from game.learning.gathering import gather, total

    progress = Shown("Gathering")
    outcomes: list[Outcome] = []
    try:
        for outcome in gather(store, found.files, progress):
            progress.over()
            outcomes.append(outcome)
            _tell(outcome)
        summed = total(store, outcomes)
    except KeyboardInterrupt:
        progress.over()
        print(
            f"sarika: stopped after {len(outcomes):,} of {many(len(found.files), 'file')}. Those "
            "are in, whole. Gather once more for the others",
            file=sys.stderr,
        )
        raise
    for line in _summed_up(outcomes, summed):
        print(line)
    if not found.whole:
        print(
            "sarika: there is too much to look at all of it. Name the folder of the files",
            file=sys.stderr,
        )
    return 0 if found.whole and all(outcome.good for outcome in outcomes) else FOUND


def _tell(outcome: "Outcome") -> None:
    """Say in a line what came of a file."""
    if outcome.merged is None:
        at = "" if str(outcome.path) in outcome.said else f"{outcome.path}: "
        print(f"sarika: {at}{outcome.said}. Nothing of it was taken in", file=sys.stderr)
        return
    said = [_what(outcome.merged), *_who(outcome.inside)]
    print(f"{outcome.path}: {'; '.join(said)}", flush=True)


def _what(merged: "Merged") -> str:
    said = f"{many(merged.new, 'record')} new" if merged.new else "nothing new"
    more = (
        (merged.known, "here already"),
        (merged.set_aside, "set aside, since they differ from those here"),
        (merged.of_erased, "left out, of players who were erased here"),
        (merged.left_out, "too damaged to be in the file"),
    )
    parts = [said, *(f"{count:,} {what}" for count, what in more if count)]
    if merged.erased:
        parts.append(f"{many(merged.erased, 'player')} erased, as on the other computer")
    return ", ".join(parts)


def _who(inside: "Inside") -> Iterator[str]:
    for code in sorted(inside.joined):
        yield f"session {code}: {many(len(inside.joined[code]), 'player')}"
    alone = inside.players.difference(*inside.joined.values())
    if alone:
        yield f"no session: {many(len(alone), 'player')}"


def _summed_up(outcomes: "Sequence[Outcome]", summed: "Total") -> Iterator[str]:
    taken = sum(outcome.merged is not None for outcome in outcomes)
    refused = len(outcomes) - taken
    yield ""
    yield (
        f"Taken in: {many(taken, 'file')} with records of {many(summed.computers, 'computer')}. "
        f"Refused: {many(refused, 'file')}."
    )
    for session in summed.sessions:
        players = many(len(session.players), "player")
        computers = many(len(session.machines), "computer")
        yield f"Session {session.code} has {players} on {computers} here by now."
    if summed.others:
        yield f"In no session: {many(summed.others, 'player')}."
    if len(summed.sessions) > 1:
        yield (
            f"These are {len(summed.sessions)} sessions. Look at each by itself: "
            f"sarika report --session {summed.sessions[0].code}"
        )
