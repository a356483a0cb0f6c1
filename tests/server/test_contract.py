"""What records promise, wherever they are kept: each test runs on SQLite and on PostgreSQL."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Protocol

import psycopg
import pytest

from game.learning import merge_file
from game.learning.database import forget
from game.learning.events import COLUMNS, Event
from game.learning.exchange import written_whole
from game.learning.merging import merge
from game.learning.store import FILE
from game.server.outcome import Row
from game.server.postgres import Postgres
from tests.learning.recorded import noon, opened
from tests.server.sending import Sleep, asked, execute, read, recorded, rows

TIME = "2026-11-24T12:00:00.000Z"
_ID, _PLAYER = COLUMNS.index("id"), COLUMNS.index("player")

_INSERT = " ".join(
    ("INSERT INTO event (", ", ".join(COLUMNS), ") VALUES (", ", ".join("?" * len(COLUMNS)), ")")
)

# How many were new, were known, were set aside, were of erased players.
Added = tuple[int, int, int, int]


class Records(Protocol):
    """Records that take in what other machines have recorded."""

    def add(self, rows: Sequence[Row]) -> Added: ...

    def erase(self, tombstones: Mapping[str, str]) -> None: ...

    def events(self) -> list[Event]: ...

    def ask(self, sql: str) -> list[Any]: ...


class InSqlite:
    """Records in a folder; others come by merge file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "records"
        self._elsewhere = (folder / f"elsewhere{number}" for number in count())
        opened(self._folder).close()

    def add(self, rows: Sequence[Row]) -> Added:
        folder = next(self._elsewhere)
        other = opened(folder)
        with closing(sqlite3.connect(folder / FILE)) as connection, connection:
            connection.executemany(_INSERT, rows)
        with written_whole(folder / "merge") as file:
            merge_file.write(other, file)
        other.close()
        store = opened(self._folder)
        merged = merge(store, [folder / "merge"])
        store.close()
        return merged.new, merged.known, merged.set_aside, merged.of_erased

    def erase(self, tombstones: Mapping[str, str]) -> None:
        store = opened(self._folder)
        store.errand(partial(forget, erased=tombstones.items())).wait()
        store.close()

    def events(self) -> list[Event]:
        return read(self._folder)

    def ask(self, sql: str) -> list[Any]:
        return execute(self._folder, sql)


class InPostgresql:
    """Records in a database; others come by push."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._server = Postgres(url, "the server", Sleep())
        self._server.begin()

    def add(self, rows: Sequence[Row]) -> Added:
        outcome = self._server.send(rows, "elsewhere", noon())
        return outcome.sent, outcome.already_there, len(outcome.refused), outcome.erased_there

    def erase(self, tombstones: Mapping[str, str]) -> None:
        self._server.erase(tombstones)

    def events(self) -> list[Event]:
        return read(self._url)

    def ask(self, sql: str) -> list[Any]:
        return asked(self._url, sql)

    def close(self) -> None:
        self._server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    if request.param == "sqlite":
        yield InSqlite(tmp_path)
        return
    kept = InPostgresql(request.getfixturevalue("database"))
    yield kept
    kept.close()


@pytest.fixture
def others(tmp_path: Path) -> list[Row]:
    """What two players recorded on each of three machines."""
    found: list[Row] = []
    for machine in ("one", "two", "three"):
        for code in ("BBBB", "CCCC"):
            recorded(tmp_path / machine, code)
        found += rows(tmp_path / machine)
    return found


def changed(row: Row, **values: object) -> Row:
    return tuple({**dict(zip(COLUMNS, row, strict=True)), **values}.values())


def test_what_comes_in_is_read_back_as_it_was(records: Records, others: list[Row]) -> None:
    assert records.add(others) == (48, 0, 0, 0)
    assert sorted(event.id for event in records.events()) == sorted(row[_ID] for row in others)
    assert records.add(others) == (0, 48, 0, 0)


def test_all_places_give_the_same_events_in_the_same_order(
    tmp_path: Path, others: list[Row], database: str
) -> None:
    rng = Random(1)  # noqa: S311
    in_sqlite, in_postgresql = InSqlite(tmp_path / "sqlite"), InPostgresql(database)
    for place in (in_sqlite, in_postgresql):
        rng.shuffle(others)
        place.add(others[:20])
        place.add(others)
    in_postgresql.close()
    assert in_sqlite.events() == in_postgresql.events()
    assert len(in_sqlite.events()) == 48


def test_one_player_comes_after_the_other_and_each_in_the_order_of_machine_and_sequence(
    records: Records, others: list[Row]
) -> None:
    together = [changed(row, player=others[0][_PLAYER]) for row in others[:32]] + others[32:]
    Random(2).shuffle(together)  # noqa: S311
    records.add(together)
    found = [(event.player, event.machine, event.sequence) for event in records.events()]
    assert found == sorted(found)
    assert len(found) == 48


def test_what_a_cloned_machine_recorded_under_the_same_numbers_is_kept_beside_it(
    records: Records, others: list[Row], tmp_path: Path
) -> None:
    recorded(tmp_path / "clone")
    machine = others[0][COLUMNS.index("machine")]
    clone = [changed(row, machine=machine) for row in rows(tmp_path / "clone")]
    assert records.add(others) == (48, 0, 0, 0)
    assert records.add(clone) == (8, 0, 0, 0)
    assert len(records.events()) == 56


@pytest.mark.parametrize(
    "change",
    ["UPDATE event SET body = '{}'", "DELETE FROM event", "UPDATE event SET id = 'x'"],
)
def test_what_was_recorded_is_never_changed(
    records: Records, others: list[Row], change: str
) -> None:
    records.add(others)
    before = records.events()
    with pytest.raises((sqlite3.Error, psycopg.Error), match=r"never changed|erased player"):
        records.ask(change)
    assert records.events() == before


def test_the_same_id_with_another_content_is_set_aside_and_not_applied(
    records: Records, others: list[Row]
) -> None:
    records.add(others)
    before = records.events()
    other = changed(others[5], item="ffffffff")
    assert records.add([other, *others[6:9]]) == (0, 3, 1, 0)
    assert records.add([other]) == (0, 0, 1, 0)
    assert records.events() == before
    ((id_, content),) = records.ask("SELECT id, content FROM set_aside")
    assert id_ == other[_ID]
    assert tuple(json.loads(content)[name] for name in COLUMNS) == other


def test_a_second_record_with_the_same_number_in_a_session_is_set_aside(
    records: Records, others: list[Row]
) -> None:
    records.add(others)
    other = changed(others[5], id=others[5][_PLAYER])
    assert records.add([other]) == (0, 0, 1, 0)
    assert records.ask("SELECT id FROM set_aside") == [(other[_ID],)]
    assert len(records.events()) == 48


def test_nothing_is_left_of_whoever_is_erased_but_an_id(
    records: Records, others: list[Row]
) -> None:
    records.add(others)
    records.add([changed(others[5], item="ffffffff")])
    gone = others[5][_PLAYER]
    records.erase({gone: TIME})
    assert {event.player for event in records.events()} == {r[_PLAYER] for r in others} - {gone}
    assert len(records.events()) == 40
    assert records.ask("SELECT id FROM set_aside") == []
    assert records.ask("SELECT player, time FROM tombstone") == [(gone, TIME)]


def test_whoever_was_erased_does_not_come_back(records: Records, others: list[Row]) -> None:
    gone = others[5][_PLAYER]
    records.erase({gone: TIME})
    assert records.add(others) == (40, 0, 0, 8)
    assert gone not in {event.player for event in records.events()}
    assert records.ask("SELECT id FROM set_aside") == []


def test_an_erasure_counts_also_where_only_the_time_to_be_kept_was_over(
    records: Records, others: list[Row]
) -> None:
    gone = others[5][_PLAYER]
    records.add(others)
    for time in ("", TIME, ""):
        records.erase({gone: time})
        assert len(records.events()) == 40
    assert records.ask("SELECT time FROM tombstone") == [(TIME,)]
