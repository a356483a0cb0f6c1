import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from game.learning import database
from game.learning.shares import file_system
from game.learning.store import FILE, Store, StoreUnavailable
from game.places import ROOT
from tests.learning.recorded import begun, okay, opened

NOBODY = 65534
# Opens the records of a folder as a user to whom permissions apply (they do not for root), and
# prints why it could not. All is imported before, since that user may not reach the library.
OPEN = f"""
import os, sys, tempfile
from pathlib import Path
from tests.learning.recorded import opened
from game.learning.store import StoreUnavailable
if os.geteuid() == 0:
    os.setuid({NOBODY})
try:
    opened(Path(sys.argv[1])).close()
except StoreUnavailable as error:
    print(error.reason)
"""
# Answers until its quota is used up, and prints what the ticket says.
FILL_QUOTA = """
import resource, signal, sys
from pathlib import Path
from tests.learning.recorded import begun, okay, opened
store = opened(Path(sys.argv[1]))
_, play = begun(store)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
for item in range(300):
    ticket = store.record(play, [okay(f"{item:08x}")])
    if not ticket.wait():
        break
print(ticket.error.reason)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own folders belong to one."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 kB, where this user may have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=512k", "none", str(disk)]
    if not mount or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk, and not everywhere")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def said_by(script: str, folder: Path) -> str:
    """Run a script as a process of its own on a folder, and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def with_answers(folder: Path, number: int = 300) -> bytes:
    """Make a database with answers and give what is in its file."""
    store = opened(folder)
    _, play = begun(store)
    for item in range(number):
        store.record(play, [okay(f"{item:08x}")])
    store.close()
    return (folder / FILE).read_bytes()


def fill(folder: Path) -> Path:
    """Leave no room on a disk."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert shutil.disk_usage(folder).free == 0
    return filler


# A folder that cannot be written


def test_a_folder_that_cannot_be_made_is_said_to_be_read_only(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable) as caught:
        opened(tmp_path / "file" / "records")
    assert caught.value.reason == "read-only"
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_an_empty_read_only_folder_is_said_to_be_read_only(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    assert said_by(OPEN, open_folder) == "read-only"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_records_in_a_read_only_folder_are_said_to_be_read_only(open_folder: Path) -> None:
    before = with_answers(open_folder)
    open_folder.chmod(0o555)
    (open_folder / FILE).chmod(0o444)
    assert said_by(OPEN, open_folder) == "read-only"
    assert (open_folder / FILE).read_bytes() == before
    assert [file.name for file in open_folder.iterdir()] == [FILE]


def test_records_that_turn_read_only_in_mid_play_are_said_on_the_ticket(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    assert store.record(play, [okay("1")]).wait()
    # A disk that is in use cannot be made read-only here; a connection can.
    store._writer._connection.execute("PRAGMA query_only = ON")
    ticket = store.record(play, [okay("2")])
    assert not ticket.wait()
    assert ticket.error is not None
    assert ticket.error.reason == "read-only"
    assert not store.saving
    assert store.counts(player).safe == 1
    store.close()


# A disk without room


def test_a_full_disk_is_said_at_the_start(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(StoreUnavailable) as caught:
        opened(small_disk / "records")
    assert caught.value.reason == "full"


def test_records_on_a_full_disk_are_said_to_be_full_and_kept(small_disk: Path) -> None:
    before = with_answers(small_disk, 50)
    filler = fill(small_disk)
    with pytest.raises(StoreUnavailable) as caught:
        opened(small_disk)
    assert caught.value.reason == "full"
    assert (small_disk / FILE).read_bytes() == before
    filler.unlink()
    store = opened(small_disk)
    assert store.notice is None
    assert store.counts(store.players()[0]).safe == 50
    store.close()


def test_a_disk_that_gets_full_in_mid_play_loses_nothing_once_there_is_room(
    small_disk: Path,
) -> None:
    store = opened(small_disk)
    player, play = begun(store)
    store.flush()
    filler = fill(small_disk)
    tickets = [store.record(play, [okay(f"{item:08x}")]) for item in range(200)]
    assert not tickets[-1].wait()
    assert tickets[-1].error is not None
    assert tickets[-1].error.reason == "full"
    assert not store.saving
    kept = sum(ticket.done for ticket in tickets)
    assert store.counts(player).safe == kept < 200

    filler.unlink()
    last = store.record(play, [okay("ffffffff")])
    assert last.wait()
    assert all(ticket.done and ticket.error is None for ticket in tickets)
    assert store.saving
    items = [getattr(event.what, "item", None) for event in store.events(player)][2:]
    assert items == [*(f"{item:08x}" for item in range(200)), "ffffffff"]
    store.close()


def limited(store: Store, pages: int) -> None:
    store._writer._connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def test_a_full_database_is_said_on_the_ticket_and_healed_at_closing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    store.flush()
    limited(store, 1)
    tickets = [store.record(play, [okay(f"{item:08x}")]) for item in range(300)]
    assert not tickets[-1].wait()
    assert tickets[-1].error is not None
    assert tickets[-1].error.reason == "full"
    limited(store, 10_000)
    store.close()
    store = opened(tmp_path)
    assert store.counts(player).safe == 300
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit for files there")
def test_a_used_up_quota_is_said_to_be_full(tmp_path: Path) -> None:
    assert said_by(FILL_QUOTA, tmp_path) == "full"


# Somebody else


def test_records_that_another_program_holds_are_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.02)
    store = opened(tmp_path)
    _, play = begun(store)
    store.flush()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ticket = store.record(play, [okay("1")])
    assert not ticket.wait()
    assert ticket.error is not None
    assert ticket.error.reason == "busy"
    with pytest.raises(StoreUnavailable) as caught:
        opened(tmp_path)
    assert caught.value.reason == "busy"
    other.execute("ROLLBACK")
    other.close()
    assert store.record(play, []).wait()
    assert ticket.done
    store.close()


def test_an_erasure_that_has_to_wait_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.02)
    store = opened(tmp_path)
    begun(store)
    store.flush()
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="busy"):
            store.erase("BCDH")
    other.execute("ROLLBACK")
    other.close()
    store.new_player("tiger", "pink", "XRXR")
    assert [player.code for player in store.players()] == ["XRXR"]
    store.close()


# Damage


def test_a_damaged_database_is_moved_aside_whole_and_told_in_one_line(tmp_path: Path) -> None:
    with_answers(tmp_path)
    damaged = Random(1).randbytes(50_000)  # noqa: S311
    (tmp_path / FILE).write_bytes(damaged)
    store = opened(tmp_path)
    assert store.moved_aside == "records-damaged-2026-11-24.sqlite"
    assert store.notice is not None
    assert store.moved_aside in store.notice
    assert "\n" not in store.notice
    assert (tmp_path / store.moved_aside).read_bytes() == damaged
    assert store.players() == ()
    player, play = begun(store)
    assert store.record(play, [okay("1")]).wait()
    store.close()
    store = opened(tmp_path)
    assert store.notice is None
    assert store.counts(player).safe == 1
    store.close()


def test_a_second_damaged_database_of_the_day_gets_a_name_of_its_own(tmp_path: Path) -> None:
    for content in (b"one" * 1000, b"two" * 1000):
        (tmp_path / FILE).write_bytes(content)
        opened(tmp_path).close()
    (tmp_path / FILE).write_bytes(b"three" * 1000)
    store = opened(tmp_path)
    assert store.moved_aside == "records-damaged-2026-11-24-3.sqlite"
    store.close()
    kept = sorted(file.read_bytes()[:3] for file in tmp_path.glob("*damaged*"))
    assert kept == [b"one", b"thr", b"two"]


@pytest.mark.parametrize("length", [1, 99, 100, 2048, 4096, 5000, 12_288, 40_000])
def test_a_truncated_database_is_moved_aside(tmp_path: Path, length: int) -> None:
    truncated = with_answers(tmp_path)[:length]
    (tmp_path / FILE).write_bytes(truncated)
    store = opened(tmp_path)
    assert store.moved_aside is not None
    assert (tmp_path / store.moved_aside).read_bytes() == truncated
    begun(store)
    store.flush()
    assert store.saving
    store.close()


def test_a_database_that_lost_all_but_its_journal_is_moved_aside_with_it(tmp_path: Path) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    store = opened(live)
    begun(store)
    store.flush()
    copy.mkdir()
    (copy / FILE).touch()
    journal = (live / f"{FILE}-wal").read_bytes()
    (copy / f"{FILE}-wal").write_bytes(journal)
    store.close()
    store = opened(copy)
    assert store.moved_aside is not None
    assert (copy / f"{store.moved_aside}-wal").read_bytes() == journal
    store.close()


@pytest.mark.parametrize("seed", [*range(60), 67, 93])
def test_damage_anywhere_neither_stops_the_game_nor_is_anything_deleted(
    tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311
    content = bytearray(with_answers(tmp_path, 60))
    for _ in range(rng.choice((1, 3, 30))):
        size = rng.choice((1, 4, 100, 4096))
        at = rng.randrange(len(content) - size)
        content[at : at + size] = rng.randbytes(size)
    (tmp_path / FILE).write_bytes(content)
    store = opened(tmp_path)
    if store.moved_aside:
        assert (tmp_path / store.moved_aside).read_bytes() == content
    for player in store.players():
        store.counts(player)
        store.acts(player)
        store.endings(player)
        store.unfinished(player)
    player, play = begun(store, "XRXR")
    assert store.record(play, [okay("1")]).wait()
    assert store.counts(player).safe == 1
    store.close()


def test_damaged_letters_do_not_stop_the_game(tmp_path: Path) -> None:
    before = with_answers(tmp_path, 3)
    (tmp_path / FILE).write_bytes(before.replace(b"small", b"sm\xff\xfel"))
    store = opened(tmp_path)
    assert store.notice is None
    player = store.players()[0]
    assert store.counts(player).safe == 3
    assert store.unfinished(player)[0].story == "sm\ufffd\ufffdl"
    store.close()


def test_letters_that_are_damaged_in_the_middle_lose_and_double_no_event(tmp_path: Path) -> None:
    before = with_answers(tmp_path, 3)
    (tmp_path / FILE).write_bytes(before.replace(b'"verdict":"okay"', b'"verdict":"ok\xff\xff"', 1))
    store = opened(tmp_path)
    read = list(store.every_event())
    assert len(read) == len({event.id for event in read}) == store.size()
    assert sum(getattr(event.what, "verdict", "") == "ok\ufffd\ufffd" for event in read) == 1
    assert list(store.every_event()) == read
    store.close()


# A place where WAL does not work


@pytest.fixture
def without_shared_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open files as SQLite does where no memory can be shared: on a network share."""
    connect = sqlite3.connect

    def elsewhere(path: object, **options: object) -> sqlite3.Connection:
        return connect(f"file:{path}?vfs=unix-dotfile", uri=True, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", elsewhere)


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite has no such files there")
@pytest.mark.usefixtures("without_shared_memory")
def test_where_wal_does_not_work_records_are_kept_all_the_same(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    for item in range(20):
        assert store.record(play, [okay(str(item))]).wait()
        assert store.counts(player).safe == item + 1
    assert store._writer._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    store.close()
    store = opened(tmp_path)
    assert store.counts(player).safe == 20
    assert store.erase("BCDH")
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SQLite has no such files there")
def test_records_that_were_moved_to_a_network_share_are_still_read(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with_answers(tmp_path, 20)
    request.getfixturevalue("without_shared_memory")
    store = opened(tmp_path)
    assert store.notice is None
    (player,) = store.players()
    assert store.counts(player).safe == 20
    assert store.record(store.unfinished(player)[0].play, [okay("more")]).wait()
    store.close()


def test_records_on_a_network_share_do_without_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_answers(tmp_path, 20)
    monkeypatch.setattr(database, "on_a_share", lambda _: True)
    store = opened(tmp_path)
    assert store.counts(store.players()[0]).safe == 20
    assert not (tmp_path / f"{FILE}-wal").exists()
    store.close()


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/home /home/student/My\\040files cifs rw 0 0
server:/export /home/student nfs4 rw 0 0
tmpfs /home/student/here tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/studentess", "ext4"),
        ("/home/student/.local/share/sarika", "nfs4"),
        ("/home/student/My files/sarika", "cifs"),
        ("/home/student/here/sarika", "tmpfs"),
    ],
)
def test_the_file_system_is_that_of_the_nearest_mount(folder: str, kind: str) -> None:
    assert file_system(folder, MOUNTS) == kind
