"""Records of every version of the game are read by this one, and nothing in them is lost."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from game.learning.database import MIGRATIONS, open_in_memory
from game.learning.store import FILE, Store
from tests.learning.recorded import okay, opened

OLD = sorted((Path(__file__).parent / "old").glob("*.sqlite"))


def taken_over(old: Path, folder: Path) -> Store:
    shutil.copyfile(old, folder / FILE)
    return opened(folder)


def rows(file: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as connection:
        return connection.execute(
            "SELECT id, machine, sequence, time, kind, version, player, session, play, story,"
            " scene, item, practice, body FROM event ORDER BY id"
        ).fetchall()


def schema(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()


def test_there_are_stored_records_of_every_older_version() -> None:
    versions = [int(old.stem.removeprefix("records-")) for old in OLD]
    assert versions == list(range(1, len(MIGRATIONS)))


@pytest.mark.parametrize("old", OLD, ids=lambda old: old.stem)
def test_old_records_are_brought_up_to_date_without_losing_anything(
    old: Path, tmp_path: Path
) -> None:
    store = taken_over(old, tmp_path)
    assert store.moved_aside is None
    (player,) = store.players()
    assert store.counts(player).hits > 0
    assert len(store.endings(player)) == 1
    store.close()
    assert rows(tmp_path / FILE) == rows(old)


@pytest.mark.parametrize("old", OLD, ids=lambda old: old.stem)
def test_old_records_become_what_new_ones_are(old: Path, tmp_path: Path) -> None:
    taken_over(old, tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        assert schema(connection) == schema(open_in_memory("m"))
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


@pytest.mark.parametrize("old", OLD, ids=lambda old: old.stem)
def test_old_records_are_gone_on_with_and_still_never_changed(old: Path, tmp_path: Path) -> None:
    store = taken_over(old, tmp_path)
    (player,) = store.players()
    before = store.events(player)
    play = store.begin(player, "another", "v1")
    assert store.record(play, [okay("1")]).wait()
    assert store.events(player)[: len(before)] == before
    store.close()
    with (
        sqlite3.connect(tmp_path / FILE) as connection,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        connection.execute("UPDATE event SET form = 'a'")
