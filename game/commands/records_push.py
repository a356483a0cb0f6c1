"""`sarika records push`: send what is new to a database or a learning record store."""

import argparse
import os
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import add_data, now
from game.commands.telling import Shown, many

if TYPE_CHECKING:
    from game.server.address import Address
    from game.server.outbox import Outbox
    from game.server.outcome import Outcome
    from game.server.push import Pushed

DESCRIPTION = "Send what is new to a PostgreSQL database or to a learning record store (xAPI)."

_SHOWN_REFUSALS = 20
_HERE = ("localhost", "127.", "[::1]")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records push`."""
    parser.add_argument(
        "url",
        metavar="URL",
        help="postgresql://USER@HOST/DATABASE, with the password in PGPASSWORD or ~/.pgpass; or "
        "https://HOST/PATH of a record store, with SARIKA_LRS_KEY and SARIKA_LRS_SECRET",
    )
    add_data(parser)
    parser.add_argument(
        "--again",
        action="store_true",
        help="offer everything once more, for example to a server that was set up anew",
    )


def run(chosen: argparse.Namespace) -> int:
    """Send, and print what became of it.

    Returns:
        0 if the server has all that is here, 1 if it refused something or could not be reached.

    Raises:
        CommandError: the server or the records cannot be used like this.
    """
    from game.learning.ids import IdMaker
    from game.server.address import read_address
    from game.server.outbox import Outbox
    from game.server.trouble import ServerError

    folder = places.data_folder(chosen.data)
    try:
        address = read_address(
            chosen.url, os.environ.get("SARIKA_LRS_KEY"), os.environ.get("SARIKA_LRS_SECRET")
        )
        _warn_of_readers(address)
        with Outbox.open(folder, now, IdMaker(now, random.SystemRandom())) as outbox:
            if outbox.moved_aside:
                raise CommandError(
                    f"the records in {folder} were damaged and have been moved aside, as "
                    f"{outbox.moved_aside}. Nothing was deleted, and nothing was sent"
                )
            if chosen.again:
                outbox.forget(address.receiver)
            return _push(outbox, address)
    except ServerError as error:
        raise CommandError(str(error)) from None


def _push(outbox: "Outbox", address: "Address") -> int:
    from game.server.outcome import Outcome
    from game.server.push import push
    from game.server.trouble import ServerError, UnreachableError

    so_far = [Outcome()]
    whole = max(outbox.waiting(address.receiver), 1)
    shown = Shown("sending")

    def tell(outcome: Outcome) -> None:
        so_far.append(outcome)
        shown(min(1.0, outcome.records / whole))

    try:
        pushed = push(outbox, address, now, _sleep, tell)
    except ServerError as error:
        shown.over()
        if so_far[-1].records:
            _print_outcome(so_far[-1], address)
        if not isinstance(error, UnreachableError):
            raise
        print(f"sarika: {error}. Push again later: it goes on from there", file=sys.stderr)
        return FOUND
    shown.over()
    _print_pushed(pushed, outbox, address)
    return FOUND if pushed.outcome.refused else 0


def _print_pushed(pushed: "Pushed", outbox: "Outbox", address: "Address") -> None:
    _print_outcome(pushed.outcome, address)
    if pushed.erased_there:
        print(f"Erased there, since they were erased here: {many(pushed.erased_there, 'player')}.")
    if pushed.erased_here:
        print(f"Erased here, since they were erased there: {many(pushed.erased_here, 'player')}.")
    erased = len(outbox.tombstones())
    if erased and address.kind == "xapi":
        print(
            f"Erased players: {erased:,}. A record store forgets nobody by itself: "
            "docs/servers.md says what to ask of whoever runs it."
        )


def _print_outcome(outcome: "Outcome", address: "Address") -> None:
    print(f"Sent to {address.name}: {many(outcome.sent, 'record')}.")
    if outcome.already_there:
        print(f"Already there: {many(outcome.already_there, 'record')}.")
    if outcome.erased_there:
        left_out = many(outcome.erased_there, "record")
        print(f"Left out there, of players who were erased: {left_out}.")
    if not outcome.refused:
        return
    refused = many(len(outcome.refused), "record")
    print(f"Refused, to be offered again with the next push: {refused}.")
    for refusal in outcome.refused[:_SHOWN_REFUSALS]:
        print(f"  {refusal.event}  {refusal.reason}")
    others = Counter(refusal.reason for refusal in outcome.refused[_SHOWN_REFUSALS:])
    for reason, count in others.most_common():
        print(f"  and {count:,} more  {reason}")


def _warn_of_readers(address: "Address") -> None:
    _, _, place = address.name.partition("http://")
    if place and not place.startswith(_HERE):
        print(
            "sarika: without https:// anyone on the network can read what is sent, "
            "and the key with it",
            file=sys.stderr,
        )


def _sleep(seconds: float) -> None:
    if sys.stderr.isatty():
        again = f"\r\x1b[Kno answer; trying again in {seconds:.0f} s"
        print(again, end="", file=sys.stderr, flush=True)
    time.sleep(seconds)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
