"""Erase everything that was ever recorded about anybody."""

import sqlite3
from functools import partial

from game.learning.database import SELECT_KNOWING_NOBODY, forget
from game.learning.store import Errand, Store

_PLAYERS = f"{SELECT_KNOWING_NOBODY} DISTINCT player FROM event WHERE player NOT IN nobody"
_OTHERS = f"{SELECT_KNOWING_NOBODY} player FROM nobody"


def erase_all(store: Store) -> Errand[int]:
    """Remove all players, rooms and tables, all totals, and whatever merges have set aside.

    What stays are the ids of the players, so that a merge does not bring them back.

    Args:
        store: the records.

    Returns:
        What gives the number of players who went, for who waits.
    """
    return store.errand(partial(_erase_all, time=store.time()))


def _erase_all(connection: sqlite3.Connection, time: str) -> int:
    players = [player for (player,) in connection.execute(_PLAYERS)]
    others = [other for (other,) in connection.execute(_OTHERS)]
    gone = forget(connection, ((player, time) for player in players))
    forget(connection, ((other, time) for other in others))
    connection.execute("DELETE FROM set_aside")
    connection.execute("DELETE FROM total")
    return gone
