"""Records are read from a folder or a copied file, and nothing is changed there."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from game.learning.database import MIGRATIONS
from game.learning.store import FILE, StoreUnavailable
from game.places import ROOT
from game.server.reading import events_from
from game.server.trouble import ServerError
from tests.learning.recorded import opened
from tests.server.sending import execute, read, recorded

OLD = ROOT / "tests" / "learning" / "old" / "records-1.sqlite"
NOBODY = 65534
READ = f"""
import os, sys
from game.server.reading import events_from
os.setuid({NOBODY})
with events_from(sys.argv[1]) as events:
    print(len(list(events)))
"""


@pytest.mark.parametrize("ending", ["", FILE], ids=["a folder", "a file"])
def test_records_are_read_as_the_store_gives_them(tmp_path: Path, ending: str) -> None:
    recorded(tmp_path, "BBBB")
    recorded(tmp_path, "CCCC")
    store = opened(tmp_path)
    expected = list(store.every_event())
    store.close()
    before = (tmp_path / FILE).read_bytes()
    assert read(tmp_path / ending) == expected
    assert len(expected) == 16
    assert (tmp_path / FILE).read_bytes() == before


def test_records_are_read_while_a_game_is_open(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player = store.new_player("gecko", "blue", "BCDH")
    expected = list(store.every_event())
    assert read(tmp_path) == expected
    assert [event.player for event in expected] == [player.id]
    store.close()


def test_records_of_an_older_game_are_read_and_left_as_they_are(tmp_path: Path) -> None:
    shutil.copyfile(OLD, tmp_path / FILE)
    before = (tmp_path / FILE).read_bytes()
    events = read(tmp_path)
    assert events
    assert {event.form for event in events} == {None}
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_records_on_a_read_only_stick_are_read(tmp_path: Path) -> None:
    recorded(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copyfile(tmp_path / FILE, stick / FILE)
    (stick / FILE).chmod(0o444)
    stick.chmod(0o555)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o777 == 0o700:
            folder.chmod(0o711)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(stick)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "PermissionError" in done.stderr:
        pytest.skip("only root can become somebody else")
    assert done.stdout.strip() == "8", done.stderr
    assert [file.name for file in stick.iterdir()] == [FILE]


def test_records_of_a_newer_game_are_said_to_be_such(tmp_path: Path) -> None:
    recorded(tmp_path)
    execute(tmp_path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreUnavailable, match="newer version"):
        read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no database at all " * 1000], ids=["empty", "other"])
def test_a_file_that_holds_no_records_is_said_to_hold_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ServerError, match="cannot be read"):
        read(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_where_nothing_is_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="no records"):
        read(tmp_path)
    with pytest.raises(ServerError, match="no records"):
        read(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_record_store_is_said_to_give_too_little_back() -> None:
    with pytest.raises(ServerError, match="does not give back"):
        read("https://lrs.example/xAPI")


def test_damage_that_shows_only_later_is_said_in_one_line(tmp_path: Path) -> None:
    for number in range(30):
        recorded(tmp_path / "one", f"B{chr(65 + number)}BB", answers=20)
    file = tmp_path / "one" / FILE
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(file.read_bytes())
    half = len(content) // 2
    content[half:] = bytes(len(content) - half)
    file.write_bytes(content)
    with (
        pytest.raises(ServerError, match="cannot be read") as caught,
        events_from(str(file)) as all_,
    ):
        list(all_)
    assert "\n" not in str(caught.value)


def test_the_game_itself_knows_nothing_of_servers() -> None:
    for package in ("story", "learning", "language", "maps", "screen"):
        for file in (ROOT / "game" / package).rglob("*.py"):
            assert "game.server" not in file.read_text(encoding="utf-8"), file
