"""`sarika records erase`: remove all that is known of one player, or of one class session."""

import argparse
import sys
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.records_common import add_data, agreed, records_there

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.learning.store import Player, Room, Store

DESCRIPTION = "Remove all that is known of a player or a class, so that no import brings it back."
_SHORT = 8


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records erase`."""
    parser.add_argument("code", metavar="CODE", help="the player's code, or the one of a class")
    parser.add_argument("--player", metavar="ID", help="which one, where several have the code")
    parser.add_argument("--yes", action="store_true", help="do not ask again")
    add_data(parser)


def run(chosen: argparse.Namespace) -> int:
    """Ask, and erase.

    Returns:
        1 if nothing was erased, else 0.

    Raises:
        CommandError: nobody can be asked.
        StoreUnavailable: the records cannot be written.
    """
    from game.learning.ids import read_session_code

    session = read_session_code(chosen.code)
    if session is not None:
        return _erase_classes(session, chosen)
    code = chosen.code.upper()
    with records_there(places.data_folder(chosen.data)) as store:
        found = {} if store is None else store.with_code(code)
        meant = [player for player in found if _is(player, chosen.player)]
        if store is None or len(meant) != 1:
            _say_which(code, found)
            return FOUND
        (player,) = meant
        if not chosen.yes and not _agreed(_name(player)):
            print("Nobody was erased.")
            return FOUND
        store.erase_player(player)
    _say_erased(_name(player))
    return 0


def _erase_classes(code: str, chosen: argparse.Namespace) -> int:
    """Erase the rooms of a session; children who joined it on their own have codes of their own."""
    erased = False
    with records_there(places.data_folder(chosen.data)) as store:
        rooms = [] if store is None else [it for it in store.classes() if it.code == code]
        if store is None or not rooms:
            _say_no_class(code, store)
            return FOUND
        for room in rooms:
            if chosen.yes or _agreed(_class(room)):
                store.erase_player(room)
                _say_erased(_class(room))
                erased = True
    if not erased:
        print("Nothing was erased.")
    return 0 if erased else FOUND


def _say_no_class(code: str, store: "Store | None") -> None:
    joined = (
        set()
        if store is None
        else {
            event.player for event in store.joinings() if getattr(event.what, "code", None) == code
        }
    )
    print(f"sarika: there is no class with the session code {code}", file=sys.stderr)
    if joined:
        them = "1 player" if len(joined) == 1 else f"{len(joined)} players"
        print(
            f"  {them} joined that session; each is erased by their own code of four letters",
            file=sys.stderr,
        )


def _say_erased(name: str) -> None:
    print(f"Erased: {name}. Other computers learn of it from the next merge file or push.")


def _is(player: "Player", typed: str | None) -> bool:
    return typed is None or player.id.endswith(typed.lower())


def _agreed(name: str) -> bool:
    if not sys.stdin.isatty():
        raise CommandError("erasing cannot be undone. Say --yes where nobody can be asked")
    return agreed(f"Erase all that is known of {name}? It cannot be undone.")


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


def _class(room: "Room") -> str:
    return f"the class {room.code} of {room.begun[:10]} with {room.children} children"
