"""`sarika records erase`: remove all that is known of one player."""

import argparse
import sys
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import add_data, agreed, records_there

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.learning.store import Player

DESCRIPTION = "Remove all that is known of a player, so that no import brings it back."
_SHORT = 8


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records erase`."""
    parser.add_argument("code", metavar="CODE", help="the player's code")
    parser.add_argument("--player", metavar="ID", help="which one, where several have the code")
    parser.add_argument("--yes", action="store_true", help="do not ask again")
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Ask, and erase.

    Returns:
        1 if nobody was erased, else 0.

    Raises:
        CommandError: nobody can be asked.
        StoreUnavailable: the records cannot be written.
    """
    code = chosen.code.upper()
    with records_there(places.data_folder(chosen.data)) as store:
        found = {} if store is None else store.with_code(code)
        meant = [player for player in found if _is(player, chosen.player)]
        if store is None or len(meant) != 1:
            _say_which(code, found)
            return FOUND
        (player,) = meant
        if not chosen.yes and not _agreed(player):
            print("Nobody was erased.")
            return FOUND
        store.erase_player(player)
    print(f"Erased: {_name(player)}. Other computers learn of it from the next merge file or push.")
    return 0


def _is(player: "Player", typed: str | None) -> bool:
    return typed is None or player.id.endswith(typed.lower())


def _agreed(player: "Player") -> bool:
    if not sys.stdin.isatty():
        raise CommandError("erasing cannot be undone. Say --yes where nobody can be asked")
    return agreed(f"Erase all that is known of {_name(player)}? It cannot be undone.")


def _say_which(code: str, found: "Mapping[Player, str]") -> None:
    if not found:
        print(f"sarika: there is no player with the code {code}", file=sys.stderr)
        return
    print(
        f"sarika: {len(found)} players have the code {code}. Nobody was erased. "
        "Say which with --player and the end of the id:",
        file=sys.stderr,
    )
    for player, machine in found.items():
        print(
            f"  {player.id[-_SHORT:]}  {_name(player)}, made on machine {machine}", file=sys.stderr
        )


def _name(player: "Player") -> str:
    return f"the {player.colour} {player.animal} {player.code}"
