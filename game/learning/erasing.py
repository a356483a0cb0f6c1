"""Erase everything that was ever recorded about anybody."""

import sqlite3
from functools import partial

from game.learning.database import forget
from game.learning.store import Errand, Store

_PLAYERS = "SELECT DISTINCT player FROM event"


def erase_all(store: Store) -> Errand[int]:
    """Remove all players, all totals, and whatever merges have set aside.

    What stays are the ids of the players, so that a merge does not bring them back.

    Args:
        store: the records.

    Returns:
        What gives the number of players who went, for who waits.
    """
    return store.errand(partial(_erase_all, time=store.time()))


def _erase_all(connection: sqlite3.Connection, time: str) -> int:
    players = [player for (player,) in connection.execute(_PLAYERS)]
    gone = forget(connection, ((player, time) for player in players))
    connection.execute("DELETE FROM set_aside")
    connection.execute("DELETE FROM total")
    return gone
