"""`sarika records export`: write the records to a file."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import NOTHING, add_data, records_there
from game.commands.telling import Shown, many

if TYPE_CHECKING:
    from game.learning.store import Store

DESCRIPTION = (
    "Write all records: as a table (csv), for a learning record store (xapi), or for the game on "
    "another computer (merge)."
)


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records export`."""
    parser.add_argument(
        "--format",
        choices=("csv", "xapi", "merge"),
        required=True,
        help="a table for spreadsheets, xAPI statements one a line, or a file to import elsewhere",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, else it is printed")
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Write.

    Returns:
        1 where there are no records, else 0.

    Raises:
        CommandError: the file cannot be written.
        StoreUnavailable: the records cannot be read.
    """
    folder = places.data_folder(chosen.data)
    with records_there(folder) as store:
        if store is None or not store.size():
            print(f"sarika: {NOTHING}", file=sys.stderr)
            return FOUND
        if chosen.out is None:
            _write(chosen.format, store, sys.stdout.buffer)
            sys.stdout.flush()
            return 0
        written = _to_file(chosen.format, store, folder, chosen.out)
    print(f"Wrote {many(written, 'record')} to {chosen.out}")
    return 0


def _to_file(format_: str, store: "Store", folder: Path, out: Path) -> int:
    from game.learning.exchange import written_whole
    from game.learning.store import FILE

    if out.resolve() == (folder / FILE).resolve():
        raise CommandError(f"{out} holds the records themselves. Choose another name")
    try:
        with written_whole(out) as file:
            return _write(format_, store, file)
    except OSError as error:
        raise CommandError(f"cannot write {out}: {error.strerror}") from None


def _write(format_: str, store: "Store", file: BinaryIO) -> int:
    from game.learning import csv_export, merge_file, xapi

    progress = Shown("Writing")
    try:
        if format_ == "csv":
            return csv_export.write(store, file, progress)
        if format_ == "xapi":
            return xapi.write(store, file, progress)
        done = merge_file.write(store, file, progress)
    finally:
        progress.over()
    if done.left_out:
        print(
            f"sarika: left out, too damaged for any game: {many(done.left_out, 'record')}",
            file=sys.stderr,
        )
    return done.events
