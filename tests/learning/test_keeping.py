"""How long players are kept is set in a small file, and nobody goes because of a damaged one."""

from pathlib import Path

import pytest

from game.learning.keeping import FILE, Keeping, load_keeping, save_keeping


def test_players_are_kept_for_180_days_until_something_else_is_set(tmp_path: Path) -> None:
    assert load_keeping(tmp_path / "nowhere") == load_keeping(tmp_path) == Keeping(180)


@pytest.mark.parametrize("days", [30, 365, 3650, None])
def test_what_was_set_holds(tmp_path: Path, days: int | None) -> None:
    save_keeping(Keeping(days), tmp_path / "new")
    assert load_keeping(tmp_path / "new") == Keeping(days)
    assert [file.name for file in (tmp_path / "new").iterdir()] == [FILE]


@pytest.mark.parametrize("days", [-1, 0, 29, 3651])
def test_what_makes_no_sense_cannot_be_set(days: int) -> None:
    with pytest.raises(ValueError, match="30 to 3650 days, or for ever"):
        Keeping(days)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"180",
        b"[180]",
        b"{}",
        b'{"days": "180"}',
        b'{"days": 180.5}',
        b'{"days": true}',
        b'{"days": 7}',
        b'{"days": 180',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda content: ascii(content)[:20],
)
def test_a_file_that_makes_no_sense_keeps_everybody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load_keeping(tmp_path) == Keeping(None)


def test_a_file_that_cannot_be_read_keeps_everybody(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert load_keeping(tmp_path) == Keeping(None)


def test_what_cannot_be_written_is_said_and_changes_nothing(tmp_path: Path) -> None:
    save_keeping(Keeping(60), tmp_path)
    (tmp_path / f"{FILE}.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        save_keeping(Keeping(30), tmp_path)
    assert load_keeping(tmp_path) == Keeping(60)
