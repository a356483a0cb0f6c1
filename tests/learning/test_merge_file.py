"""A merge file holds all records of a machine, and is refused whole where anything is wrong."""

import contextlib
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.database import MIGRATIONS
from game.learning.events import COLUMNS, Happening
from game.learning.merge_file import Erased, MergeFileError, check, records, write
from game.learning.store import Store
from tests.learning.recorded import NOON, opened
from tests.learning.travelling import (
    HAPPENINGS,
    PLAYER,
    TIME,
    crafted,
    exported,
    happened,
    held,
    holding,
    made,
    played,
    row,
    uuid,
)

NOBODY = 65534


def lines(text: bytes) -> list[Any]:
    return [json.loads(line) for line in text.decode().splitlines()]


def refused(path: Path) -> str:
    """Give the one line with which a file is refused."""
    with pytest.raises(MergeFileError) as caught:
        check(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert "\n" not in said
    return said.removeprefix(f"{path}: ")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "one.merge"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "data", seed=1)
    yield store
    store.close()


# What is in it


def test_a_file_has_a_header_every_record_and_a_trailer_that_seals_it(store: Store) -> None:
    player, _ = played(store)
    gone, _ = played(store, "XRXR")
    assert store.erase("XRXR")
    text = exported(store)
    header, *between, erased, trailer = lines(text)
    assert header == {
        "format": "sarika-records",
        "version": 1,
        "schema": len(MIGRATIONS),
        "time": store.time(),
        "machine": store.machine(),
        "events": 7,
        "erased": 1,
        "columns": list(COLUMNS),
    }
    assert [tuple(values) for values in between] == held(store)
    assert erased == {"erased": gone.id, "time": "2026-11-24T12:00:00.123Z"}
    before, _, _ = text.rstrip(b"\n").rpartition(b"\n")
    digest = sha256(before + b"\n").hexdigest()
    assert trailer == {"events": 7, "erased": 1, "left_out": 0, "sha256": digest}
    assert store.events(player)[0].id == between[0][0]


def test_nothing_of_an_erased_player_but_an_id_is_in_it(store: Store) -> None:
    gone, play = played(store, "XRXR")
    assert store.erase("XRXR")
    text = exported(store)
    assert text.count(gone.id.encode()) == 1
    for trace in (b"XRXR", b"gecko", play.id.encode()):
        assert trace not in text


def test_records_stand_machine_by_machine_in_the_order_of_their_sequence(file: Path) -> None:
    rows = [
        row(n, machine=uuid(machine), session=uuid(10 + machine), sequence=sequence, id=uuid(n))
        for n, (machine, sequence) in enumerate([(3, 2), (1, 9), (3, 1), (1, 10), (2, 5)], 100)
    ]
    exported(holding(rows), file)
    found = [record[1:3] for record in records(file, check(file)) if isinstance(record, tuple)]
    assert found == [(uuid(1), 9), (uuid(1), 10), (uuid(2), 5), (uuid(3), 1), (uuid(3), 2)]


@given(what=st.lists(HAPPENINGS, max_size=10))
def test_what_is_read_is_what_was_written(what: list[Happening]) -> None:
    rows = [happened(one, number) for number, one in enumerate(what, 1)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.merge"
        exported(holding(rows, [uuid(5)]), file)
        assert list(records(file, check(file))) == [*rows, Erased(uuid(5), TIME)]


def test_what_damage_has_made_unreadable_is_left_out_and_counted(file: Path) -> None:
    rows = [row(1), row(2, story="sm\ufffd\ufffdl"), row(3, scene=None), row(4)]
    exported(holding(rows), file)
    found = check(file)
    assert (found.events, found.left_out) == (2, 2)
    assert list(records(file, found)) == [rows[0], rows[3]]


def test_how_far_it_is_is_told_and_telling_can_stop_it(store: Store) -> None:
    for _ in range(40):
        played(store)
    told: list[float] = []
    with Path(os.devnull).open("wb") as nowhere:
        write(store, nowhere, told.append)
    assert told == sorted(told)
    assert told[-1] <= 1
    assert 50 < len(told) <= 101

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError), Path(os.devnull).open("wb") as nowhere:
        write(store, nowhere, stop)
    assert len(store.players()) == 40


# What is no merge file


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\n", "it is no merge file of Sarika"),
        (b"{}\n", "it is no merge file of Sarika"),
        (b"[]\n", "it is no merge file of Sarika"),
        (b"id,machine,sequence\r\n", "it is no merge file of Sarika"),
        (b"SQLite format 3\x00" + bytes(4000), "it is no merge file of Sarika"),
        (b"\xff\xfe{\x00}\x00", "it is no merge file of Sarika"),
        (b"[" * 100_000, "it is no merge file of Sarika"),
        (b'{"format":"sarika-records","ver', "it is cut off, its end is missing. Copy it again"),
    ],
    ids=lambda content: ascii(content)[:30],
)
def test_what_is_no_merge_file_is_told_in_one_line(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    assert refused(file) == said


@given(content=st.binary(max_size=300))
def test_rubbish_is_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rubbish"
        file.write_bytes(content)
        refused(file)


def test_what_is_no_file_is_told_in_one_line(tmp_path: Path) -> None:
    assert refused(tmp_path) == "it is a folder or a device, not a file"
    assert refused(tmp_path / "none") == "it cannot be read (No such file or directory)"
    assert refused(Path(os.devnull)) == "it is a folder or a device, not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes there")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "it is a folder or a device, not a file"


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Be a user to whom permissions apply; they do not for root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_file_that_may_not_be_read_is_told_in_one_line(closed: str) -> None:
    folder = Path(tempfile.mkdtemp())
    file = crafted(folder / "one.merge", [row()])
    folder.chmod(0o755 if closed == "file" else 0o000)
    file.chmod(0o000 if closed == "file" else 0o644)
    with as_nobody():
        assert refused(file) == "it cannot be read (Permission denied)"
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("newer", [{"version": 2}, {"schema": len(MIGRATIONS) + 1}])
def test_a_file_of_a_newer_game_is_refused(file: Path, newer: dict[str, int]) -> None:
    assert refused(crafted(file, [row()], header=newer)) == (
        "a newer version of the game has written it. "
        "Bring the game on this machine up to date first"
    )


@pytest.mark.parametrize(
    "header",
    [
        {"version": "1"},
        {"version": True},
        {"schema": None},
        {"machine": "=1+1"},
        {"machine": None},
        {"columns": ["id"]},
        {"events": 7},
        {"erased": 1},
    ],
    ids=str,
)
def test_a_header_that_does_not_fit_is_refused(file: Path, header: dict[str, object]) -> None:
    assert "damaged or changed" in refused(crafted(file, [row()], header=header))


# What was a merge file


def test_a_file_that_is_cut_off_anywhere_is_refused(file: Path) -> None:
    whole = exported(holding([made(1), row(2)], [uuid(5)]))
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        refused(file)
    last = len(whole.splitlines(keepends=True)[-1])
    for length in (len(whole) - 1, len(whole) - 10, len(whole) - last, len(whole) // 2):
        file.write_bytes(whole[:length])
        assert refused(file) == "it is cut off, its end is missing. Copy it again"


@given(data=st.data())
def test_a_file_in_which_any_byte_has_changed_is_refused(data: st.DataObject) -> None:
    whole = exported(holding([made(1), row(2), row(3)], [uuid(5)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "changed.merge"
        file.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
        refused(file)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_whose_lines_were_left_out_doubled_or_mixed_is_refused(
    file: Path, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secrets
    whole = exported(holding([row(number) for number in range(1, 6)])).splitlines(keepends=True)
    number = rng.randrange(1, len(whole))
    for changed in (
        whole[:number] + whole[number + 1 :],
        whole[:number] + whole[number - 1 :],
        [*whole, whole[number]],
        [whole[0], *reversed(whole[1:-1]), whole[-1]],
        [line.replace(b"\n", b"\r\n") for line in whole],
    ):
        file.write_bytes(b"".join(changed))
        refused(file)


def test_a_record_that_no_game_can_have_written_is_told_with_its_line(file: Path) -> None:
    crafted(file, [row(1), made(2, code="=1+1"), row(3)])
    assert refused(file) == (
        "it was damaged or changed after it was written (line 3: a text in it is no name). "
        "Copy it again"
    )


@pytest.mark.parametrize(
    "line", [b"7\n", b"null\n", b'"row"\n', b"[1]\n", b"{}\n", b"\n", b"[] []\n"]
)
def test_a_line_that_is_no_record_is_refused(file: Path, line: bytes) -> None:
    header, *rest = crafted(file, [row()]).read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([header, line, *rest]))
    assert "(line 2: " in refused(file)


def test_a_line_without_an_end_is_not_read_into_memory(file: Path) -> None:
    header = crafted(file).read_bytes().splitlines(keepends=True)[0]
    file.write_bytes(header + b'["' + b"x" * 1_000_000)
    assert "(line 2: " in refused(file)


def test_a_file_that_has_changed_since_it_was_checked_is_refused_at_its_end(file: Path) -> None:
    checked = check(crafted(file, [row(1)]))
    crafted(file, [row(2)])
    with pytest.raises(MergeFileError, match="has changed while it was read"):
        list(records(file, checked))


def test_when_it_was_written_is_said_by_the_clock_that_is_handed_in(store: Store) -> None:
    header, *_ = lines(exported(store))
    assert header["time"] == f"{NOON:%Y-%m-%dT%H:%M:%S}.123Z"
    assert PLAYER not in exported(store).decode()
