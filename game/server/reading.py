"""Records wherever they are: in a folder, in a copied file, or on a server."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from game.learning import database
from game.learning.events import Event
from game.learning.store import FILE, every_event
from game.server.address import is_address, read_address
from game.server.trouble import ServerError


@contextlib.contextmanager
def events_from(where: str) -> Iterator[Iterator[Event]]:
    """Open records for reading; nothing is changed there.

    Args:
        where: the URL of a database in PostgreSQL, a folder with records, or a file of records.

    Yields:
        What `Store.every_event` gives: one player after the other, oldest first.

    Raises:
        ServerError: there are no records, or they cannot be read from there.
        StoreUnavailable: a file cannot be read.
    """
    if not is_address(where):
        with _of_file(Path(where)) as events:
            yield events
        return
    address = read_address(where)
    if address.kind == "xapi":
        raise ServerError(
            "a learning record store does not give back all that a report needs: "
            "read from PostgreSQL or from a folder"
        )
    from game.server.postgres import Postgres

    server = Postgres(address.url, address.name, time.sleep)
    try:
        with server.events() as events:
            yield events
    finally:
        server.close()


@contextlib.contextmanager
def _of_file(where: Path) -> Iterator[Iterator[Event]]:
    path = where / FILE if where.is_dir() else where
    if not path.is_file():
        raise ServerError(f"there are no records in {where}")
    try:
        with contextlib.closing(database.open_unchanged(path)) as connection:
            yield every_event(connection)
    except sqlite3.Error as error:
        raise ServerError(f"the records in {path} cannot be read: {error}") from error
