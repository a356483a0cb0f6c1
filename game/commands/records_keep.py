"""`sarika records keep`: say how long players are kept, and end those kept long enough."""

import argparse
import sys
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import NOTHING, add_data, agreed, now, records_there
from game.commands.telling import many

if TYPE_CHECKING:
    from game.learning.keeping import Keeping

DESCRIPTION = "Say how long players are kept after their newest record; then only totals are."
_EVER = "always"


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records keep`."""
    parser.add_argument(
        "days",
        nargs="?",
        type=_days,
        metavar="DAYS",
        help="from 30 to 3650, or `always`; else what is set is printed",
    )
    parser.add_argument(
        "--now",
        action="store_true",
        help="end those kept long enough now, also where the game takes the clock to be wrong",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask again")
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Set and print, and end if asked to.

    Returns:
        1 if players were to be ended and were not, else 0.

    Raises:
        CommandError: the setting cannot be written, or nobody can be asked.
        StoreUnavailable: the records cannot be written.
    """
    from game.learning.keeping import Keeping, load_keeping, save_keeping

    folder = places.data_folder(chosen.data)
    if chosen.days is not None:
        try:
            save_keeping(Keeping(chosen.days or None), folder)
        except OSError as error:
            raise CommandError(f"cannot write into {folder}: {error.strerror}") from None
    keeping = load_keeping(folder)
    print(f"Players are kept {_long(keeping)}.")
    return _end(chosen, keeping) if chosen.now else 0


def _end(chosen: argparse.Namespace, keeping: "Keeping") -> int:
    from game.learning.retention import end_overdue, overdue

    with records_there(places.data_folder(chosen.data)) as store:
        if store is None:
            print(NOTHING)
            return 0
        today = now()
        due = overdue(store, keeping, today).players
        if due and not chosen.yes and not _agreed(due, f"{today:%Y-%m-%d}"):
            print("Nobody was ended.")
            return FOUND
        ended = end_overdue(store, keeping, today, sure=True).wait()
    print(f"{many(ended, 'player')} ended; what they did is in the totals.")
    return 0


def _agreed(due: int, today: str) -> bool:
    if not sys.stdin.isatty():
        raise CommandError("ending cannot be undone. Say --yes where nobody can be asked")
    return agreed(f"Is it {today} today, and are {many(due, 'player')} to be ended for good?")


def _long(keeping: "Keeping") -> str:
    if keeping.days is None:
        return "for ever"
    return f"for {keeping.days} days after their newest record; then only totals stay"


def _days(typed: str) -> int:
    """Read a number of days; 0 for ever."""
    from game.learning.keeping import FEWEST_DAYS, MOST_DAYS

    if typed == _EVER:
        return 0
    if not typed.isdecimal() or not FEWEST_DAYS <= int(typed) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{typed!r} is no number from {FEWEST_DAYS} to {MOST_DAYS}, nor {_EVER!r}"
        )
    return int(typed)
