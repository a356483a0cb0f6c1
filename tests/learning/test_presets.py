"""A file sets a computer to a session; a code that was joined holds until the evening."""

import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.learning.ids import read_session_code
from game.learning.presets import (
    KEPT,
    PRESET,
    PassedOver,
    Preset,
    forget,
    keep,
    kept,
    look,
    write,
)

ONE, OTHER = "BCDHJL", "MPRTVX"
TODAY = date(2026, 11, 27)


def test_a_file_that_was_written_sets_the_session(tmp_path: Path) -> None:
    path = write(tmp_path, ONE, ["The game joins by itself.", "เกมจะเข้าร่วมเอง"])
    assert path == tmp_path / "sarika-session.txt"
    assert look([tmp_path]) == Preset(ONE, path)
    write(tmp_path, OTHER, [])
    assert look([tmp_path]) == Preset(OTHER, path)


def test_without_a_file_there_is_no_session_and_nothing_to_complain_of(tmp_path: Path) -> None:
    assert look([tmp_path, tmp_path / "none"]) == Preset()
    assert look([]) == Preset()


def test_the_first_folder_with_a_good_file_counts(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, code in ((first, ONE), (second, OTHER)):
        folder.mkdir()
        write(folder, code, [])
    assert look([tmp_path, first, second]).code == ONE
    (first / PRESET).write_bytes(b"")
    found = look([tmp_path, first, second])
    assert found.code == OTHER
    assert found.passed_over == (PassedOver(first / PRESET, "empty"),)


@pytest.mark.parametrize(
    "content",
    [
        b"BCDHJL",
        b"bcdhjl\n",
        b"\r\n# Our session of Friday\r\n\r\n  BCD HJL  \r\n",
        b"\xef\xbb\xbfBCDHJL\r\n",
        "BCDHJL\r\n".encode("utf-16"),
        b"\xfe\xff" + "BCDHJL".encode("utf-16-be"),
    ],
    ids=["plain", "small", "with words", "with a signature", "Windows Unicode", "big-endian"],
)
def test_the_code_is_read_however_an_editor_has_saved_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PRESET).write_bytes(content)
    assert look([tmp_path]).code == ONE


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n# nothing but words\r\n", "empty"),
        (b"BCDHJL\n" * 1000, "too big"),
        (b"\0" * 10_000_000, "too big"),
        (b"BCDHJL\nMPRTVX\n", "no code"),
        (b"BCDH", "no code"),
        (b"BCDHJA", "no code"),
        (b"The code is BCDHJL", "no code"),
        (bytes(range(256)), "no code"),
        (b"\xff\xfeB", "no code"),
        (b"BCDHJL\0", "no code"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:12]),
)
def test_a_broken_file_is_passed_over_and_named(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / PRESET).write_bytes(content)
    (passed,) = look([tmp_path]).passed_over
    assert (passed.path, passed.why) == (tmp_path / PRESET, why)
    assert look([tmp_path]).code is None


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_file_it_is_a_code_or_passed_over(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / PRESET).write_bytes(content)
    found = look([tmp_path])
    assert (found.code is None) == bool(found.passed_over)
    assert found.code is None or read_session_code(found.code) == found.code


def test_what_is_no_file_is_passed_over_and_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a" / PRESET).mkdir(parents=True)
    folders = [tmp_path / "a"]
    if hasattr(os, "mkfifo"):
        folders.append(tmp_path / "b")
        folders[-1].mkdir()
        os.mkfifo(folders[-1] / PRESET)
    assert {passed.why for passed in look(folders).passed_over} == {"unreadable"}
    assert len(look(folders).passed_over) == len(folders)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_stick_that_cannot_be_written_keeps_its_file(tmp_path: Path) -> None:
    write(tmp_path, ONE, [])
    (tmp_path / f"{PRESET}.unfinished").mkdir()
    with pytest.raises(OSError, match="directory"):
        write(tmp_path, OTHER, [])
    assert look([tmp_path]).code == ONE


# The rest of the day


def test_a_code_holds_for_the_day_it_was_typed_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert kept(TODAY, data) is None
    keep(ONE, TODAY, data)
    assert kept(TODAY, data) == ONE
    assert kept(TODAY + timedelta(days=1), data) is None
    assert kept(TODAY - timedelta(days=1), data) is None
    keep(OTHER, TODAY, data)
    assert kept(TODAY, data) == OTHER


def test_a_code_that_was_left_is_kept_no_more(tmp_path: Path) -> None:
    forget(tmp_path)
    keep(ONE, TODAY, tmp_path)
    forget(tmp_path)
    assert kept(TODAY, tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"[]",
        b"[" * 10_000,
        b'"BCDHJL"',
        b'{"code": "BCDHJL"}',
        b'{"code": 1, "day": "2026-11-27"}',
        b'{"code": "BCDHJA", "day": "2026-11-27"}',
        b'{"code": "BCDHJL", "day": 20261127}',
    ],
    ids=lambda content: repr(content[:30]),
)
def test_a_damaged_file_keeps_nothing_and_hinders_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEPT).write_bytes(content)
    assert kept(TODAY, tmp_path) is None
    keep(ONE, TODAY, tmp_path)
    assert kept(TODAY, tmp_path) == ONE


def test_a_folder_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    keep(ONE, TODAY, tmp_path / "file")
    forget(tmp_path / "file")
    assert kept(TODAY, tmp_path / "file") is None
