"""Records in PostgreSQL: many machines write there, reports read there."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    SmallInteger,
    Text,
    any_,
    bindparam,
    cast,
    column,
    create_engine,
    delete,
    func,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from game.learning.events import COLUMNS, Event, read_event
from game.server.migrations import bring_up_to_date, is_up_to_date
from game.server.outcome import Outcome, Refusal, Row
from game.server.tables import EVENT, SET_ASIDE, TOMBSTONE
from game.server.trouble import ServerError, UnreachableError, tried_again

_SECONDS_TO_CONNECT = 10
_ROWS_AT_ONCE = 2000

_ID, _PLAYER = COLUMNS.index("id"), COLUMNS.index("player")
_TYPES = {"sequence": BigInteger, "version": Integer, "practice": SmallInteger}
_SELECT = select(*(EVENT.c[name] for name in COLUMNS))
# All rows are one parameter: as parameters of their own, their values take ten times longer.
_OFFERED = (
    func.json_to_recordset(bindparam("rows", type_=JSON))
    .table_valued(*(column(name, _TYPES.get(name, Text)) for name in COLUMNS))
    .render_derived(with_types=True)
)
_ADD = (
    insert(EVENT)
    .from_select(COLUMNS, select(_OFFERED))
    .on_conflict_do_nothing()
    .returning(EVENT.c.id)
)
_IN_ORDER = _SELECT.order_by(EVENT.c.player, EVENT.c.machine, EVENT.c.sequence, EVENT.c.id)

# Connections that broke, locks that two machines wait for, a server that stops (SQLSTATE classes).
_FOR_NOW = ("08", "40", "53", "55", "57P")
# Who is not let in gets no SQLSTATE. This is for ever, unless it is one of the things below: a
# server whose places are all taken, or that is just starting or stopping.
_NOT_LET_IN = ("FATAL", "certificate", "does not support SSL")
_NOT_YET = ("too many", "connection slots", "starting up", "shutting down", "recovery")

_KNOWN_ID = "another record stands there under this id; this one was set aside there"
_KNOWN_NUMBER = "another record stands there with this number; this one was set aside there"

_Given = TypeVar("_Given")


def place(url: str) -> tuple[str, str, str]:
    """Say which database a URL names.

    Args:
        url: as libpq takes it.

    Returns:
        The host, the port and the database.

    Raises:
        ServerError: it cannot be read.
    """
    try:
        read = conninfo_to_dict(url)
    except psycopg.Error:
        raise ServerError(
            "the address cannot be read: write postgresql://USER@HOST/DATABASE, "
            "with the password in the variable PGPASSWORD or in ~/.pgpass"
        ) from None
    found = (read.get("host", "localhost"), read.get("port", "5432"), read.get("dbname"))
    if not found[2]:
        raise ServerError("the address names no database: write postgresql://USER@HOST/DATABASE")
    return str(found[0]), str(found[1]), str(found[2])


class Postgres:
    """Records in a database of PostgreSQL.

    Args:
        url: as libpq takes it, with or without a password.
        name: what the database is called in errors; no credentials.
        sleep: waits for so many seconds.
    """

    def __init__(self, url: str, name: str, sleep: Callable[[float], None]) -> None:
        self._name = name
        self._sleep = sleep
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=partial(_connect, url),
            pool_size=1,
            max_overflow=0,
            hide_parameters=True,
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._engine.dispose()

    def begin(self) -> None:
        """Make the tables, or bring them up to date.

        Raises:
            ServerError: the database cannot be used.
        """
        self._in_transaction(bring_up_to_date)

    def send(self, rows: Sequence[Row], source: str, time: datetime) -> Outcome:
        """Add records that are not there yet, all in one transaction.

        What is there with another content is set aside there, and refused.

        Args:
            rows: the records.
            source: the id of the set of records they come from.
            time: what time it is.

        Raises:
            ServerError: nothing of it is there.
        """
        return self._in_transaction(lambda found: _added(found, rows, source, time))

    def erase(self, tombstones: Mapping[str, str]) -> int:
        """Remove all that is there of players who were erased elsewhere.

        Args:
            tombstones: when each was erased, by the player's id.

        Returns:
            How many of them were not known there to be erased.

        Raises:
            ServerError: nothing was removed.
        """
        return self._in_transaction(lambda found: _erased(found, tombstones)) if tombstones else 0

    def tombstones(self) -> dict[str, str]:
        """Say who was erased there, and when.

        Raises:
            ServerError: it cannot be read.
        """

        def read(found: Connection) -> dict[str, str]:
            # Without a time it is only the server on which a player's time to be kept is over.
            rows = found.execute(
                select(TOMBSTONE.c.player, TOMBSTONE.c.time).where(TOMBSTONE.c.time != "")
            )
            return {row.player: row.time for row in rows}

        return self._in_transaction(read)

    @contextlib.contextmanager
    def events(self) -> Iterator[Iterator[Event]]:
        """Open the events of all players for reading, as `Store.every_event` gives them.

        Yields:
            One player after the other, oldest first; only some are held in memory at a time.

        Raises:
            ServerError: they cannot be read.
        """
        with self._said(), self._engine.connect() as found:
            if not is_up_to_date(found):
                raise ServerError(
                    f"{self._name} has no records of this version of the game: "
                    "push to it once, so that it gets them"
                )
            streaming = found.execution_options(yield_per=_ROWS_AT_ONCE)
            read = (read_event(tuple(row)) for row in streaming.execute(_IN_ORDER))
            yield (event for event in read if event is not None)

    def _in_transaction(self, work: Callable[[Connection], _Given]) -> _Given:
        def attempt() -> _Given:
            with self._said(), self._engine.begin() as found:
                return work(found)

        return tried_again(attempt, self._sleep)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            said = _said(error.orig, self._name)
        except psycopg.Error as error:
            said = _said(error, self._name)
        else:
            return
        # What the driver raised may hold credentials.
        raise said from None


def _connect(url: str) -> psycopg.Connection:
    usual: dict[str, Any] = {"connect_timeout": _SECONDS_TO_CONNECT, "application_name": "sarika"}
    parameters = {**usual, **conninfo_to_dict(url), "client_encoding": "utf-8"}
    # Servers that share connections among many know no prepared statements.
    return psycopg.connect(make_conninfo(**parameters), prepare_threshold=None)


def _said(error: BaseException | None, name: str) -> ServerError:
    diagnosis = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    what = " ".join((diagnosis or str(error)).split())
    # libpq goes on to guess what is wrong.
    what = what.removeprefix("connection failed: ").partition(" Is the server running")[0]
    state = error.sqlstate if isinstance(error, psycopg.Error) else None
    if state is not None:
        kind = UnreachableError if state.startswith(_FOR_NOW) else ServerError
        return kind(f"{name} says: {what}")
    if any(sign in what for sign in _NOT_LET_IN) and not any(sign in what for sign in _NOT_YET):
        return ServerError(f"{name} did not let us in: {what}")
    return UnreachableError(f"{name} cannot be reached: {what}")


def _added(found: Connection, rows: Sequence[Row], source: str, time: datetime) -> Outcome:
    offered = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    added = set(found.execute(_ADD, {"rows": offered}).scalars())
    there, erased = _there(found, [row for row in rows if row[_ID] not in added])
    same = gone = 0
    others = []
    for row in rows:
        if row[_ID] in added:
            continue
        if there.get(row[_ID]) == row:
            same += 1
        elif row[_PLAYER] in erased:
            gone += 1
        else:
            others.append(row)
    _set_aside(found, others, source, time)
    reasons = (_KNOWN_ID if row[_ID] in there else _KNOWN_NUMBER for row in others)
    refused = tuple(Refusal(row[_ID], why) for row, why in zip(others, reasons, strict=True))
    return Outcome(len(added), same, gone, refused)


def _there(found: Connection, rows: Sequence[Row]) -> tuple[dict[str, Row], set[str]]:
    if not rows:
        return {}, set()
    same_ids = _SELECT.where(_among(EVENT.c.id, (row[_ID] for row in rows)))
    there = {row[_ID]: tuple(row) for row in found.execute(same_ids)}
    players = _among(TOMBSTONE.c.player, {row[_PLAYER] for row in rows})
    return there, set(found.execute(select(TOMBSTONE.c.player).where(players)).scalars())


def _among(of: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    return of == any_(literal(list(values), ARRAY(Text)))


def _set_aside(found: Connection, rows: Sequence[Row], source: str, time: datetime) -> None:
    values: list[dict[str, Any]] = [
        {
            "id": row[_ID],
            "content": json.dumps(dict(zip(COLUMNS, row, strict=True)), separators=(",", ":")),
            "source": source,
            "time": time.isoformat(timespec="milliseconds"),
        }
        for row in rows
    ]
    if values:
        found.execute(insert(SET_ASIDE).on_conflict_do_nothing(), values)


def _erased(found: Connection, tombstones: Mapping[str, str]) -> int:
    # What other machines are adding is added before, or is kept out by the tombstones.
    found.execute(text("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE"))
    values = [{"player": player, "time": time} for player, time in tombstones.items()]
    adding = insert(TOMBSTONE)
    adding = adding.on_conflict_do_update(
        index_elements=[TOMBSTONE.c.player],
        set_={"time": adding.excluded.time},
        where=TOMBSTONE.c.time == "",
    )
    new = found.execute(adding.returning(TOMBSTONE.c.player), values).scalars().all()
    found.execute(delete(EVENT).where(_among(EVENT.c.player, new)))
    of_player = cast(SET_ASIDE.c.content, JSON)["player"].as_string()
    found.execute(delete(SET_ASIDE).where(_among(of_player, new)))
    return len(new)
