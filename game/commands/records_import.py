"""`sarika records import`: take in merge files of other computers."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND
from game.commands.records_common import add_data, open_records
from game.commands.telling import Shown, many

if TYPE_CHECKING:
    from game.learning.merging import Merged

DESCRIPTION = "Take in what `sarika records export --format merge` wrote on other computers."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records import`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="merge files")
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Take in all files, or none.

    Returns:
        1 if a file was refused or a record set aside, else 0.

    Raises:
        StoreUnavailable: the records cannot be written.
    """
    from game.learning.merge_file import MergeFileError
    from game.learning.merging import merge

    progress = Shown("Importing")
    try:
        with open_records(places.data_folder(chosen.data)) as store:
            merged = merge(store, chosen.files, progress)
    except MergeFileError as error:
        progress.over()
        for line in str(error).splitlines():
            print(f"sarika: {line}. Nothing was imported", file=sys.stderr)
        return FOUND
    progress.over()
    for line in _lines(merged):
        print(line)
    return FOUND if merged.set_aside else 0


def _lines(merged: "Merged") -> Iterator[str]:
    what = f"{many(merged.events, 'record')} in {many(merged.files, 'file')}"
    if merged.new:
        yield f"{what}: {merged.new:,} new, {merged.known:,} here already."
    else:
        yield f"{what}: nothing new, {merged.known:,} here already."
    if merged.set_aside:
        yield (
            f"Set aside, since records of the same ids say something else here: "
            f"{many(merged.set_aside, 'record')}. Nothing that was here has changed."
        )
    if merged.of_erased:
        yield f"Left out, of players who were erased here: {many(merged.of_erased, 'record')}."
    if merged.erased:
        yield f"Erased here, since they were erased elsewhere: {many(merged.erased, 'player')}."
    if merged.left_out:
        yield f"Too damaged to be in the files: {many(merged.left_out, 'record')}."
