"""The adults' PIN: what is kept of it, what it opens, and what a damaged file does not open."""

import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.pin import (
    FILE,
    SALT_BYTES,
    Pin,
    PinDamagedError,
    is_allowed,
    new_pin,
    pin_file,
    read_pin,
    write_pin,
)

SALT = bytes(range(SALT_BYTES))
PIN = new_pin("2468", SALT)
DIGITS = st.text("0123456789", min_size=4, max_size=8)


def test_only_the_right_digits_match() -> None:
    assert PIN.matches("2468")
    for wrong in ("", "2467", "24680", "246", "02468", "246๘"):
        assert not PIN.matches(wrong)


@settings(max_examples=6)
@given(DIGITS, DIGITS)
def test_another_pin_never_matches(one: str, other: str) -> None:
    assert new_pin(one, SALT).matches(other) is (one == other)


@settings(max_examples=6)
@given(DIGITS, st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES))
def test_the_digits_are_nowhere_in_what_is_kept_and_the_salt_makes_it_differ(
    digits: str, salt: bytes
) -> None:
    one, other = new_pin(digits, salt), new_pin(digits, bytes(b ^ 1 for b in salt))
    assert one.hash not in (digits, digits.encode().hex())
    assert one.hash != other.hash
    assert one.salt != other.salt
    assert {*asdict(one)} == {"salt", "hash", "cost", "block", "parallel", "wrong"}


def test_the_hash_is_scrypts(tmp_path: Path) -> None:
    """RFC 7914, section 12, third vector: the parameters are those of the game."""
    known = (
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    )
    pin = new_pin("1234", SALT)
    salt = b"SodiumChloride"
    made = replace(pin, salt=salt.hex(), hash=known[:64])
    assert (made.cost, made.block, made.parallel) == (16384, 8, 1)
    assert made.matches("pleaseletmein")
    write_pin(pin, tmp_path)
    assert json.loads((tmp_path / FILE).read_text("utf-8"))["cost"] == 16384


@pytest.mark.parametrize("digits", ["", "123", "123456789", "12a4", "12 4", "-123", "๑๒๓๔"])
def test_a_pin_has_four_to_eight_digits(digits: str) -> None:
    assert not is_allowed(digits)
    with pytest.raises(ValueError, match="4 to 8 digits"):
        new_pin(digits, SALT)


def test_a_pin_is_kept_and_changed(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    assert read_pin(folder) is None
    write_pin(PIN, folder)
    assert read_pin(folder) == PIN
    write_pin(new_pin("99999999", SALT[::-1]), folder)
    kept = read_pin(folder)
    assert kept is not None
    assert kept.matches("99999999")
    assert not kept.matches("2468")
    assert [file.name for file in folder.iterdir()] == [FILE]


def test_a_deleted_file_is_as_on_the_first_day(tmp_path: Path) -> None:
    write_pin(PIN, tmp_path)
    pin_file(tmp_path).unlink()
    assert read_pin(tmp_path) is None


def test_no_folder_is_as_on_the_first_day(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read_pin(tmp_path / "file" / "data") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"version": 1}',
        json.dumps(asdict(PIN)).encode(),
    ],
    ids=["empty", "cut", "list", "null", "no text", "deep", "no fields", "no version"],
)
def test_a_damaged_file_opens_nothing_and_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(PinDamagedError) as raised:
        read_pin(tmp_path)
    assert raised.value.file == tmp_path / FILE
    assert str(tmp_path / FILE) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 2),
        ("salt", ""),
        ("salt", "00"),
        ("salt", "xy" * 16),
        ("salt", " 0" * 32),
        ("salt", None),
        ("hash", PIN.hash[:-2]),
        ("hash", 5),
        ("cost", 0),
        ("cost", 1000),
        ("cost", 1 << 40),
        ("cost", True),
        ("cost", "16384"),
        ("block", 0),
        ("block", 1 << 30),
        ("block", 8.0),
        ("parallel", 0),
        ("parallel", 1 << 20),
        ("wrong", -1),
        ("wrong", 1 << 70),
    ],
)
def test_a_file_with_one_bad_value_opens_nothing(tmp_path: Path, name: str, value: object) -> None:
    good = {"version": 1, **asdict(PIN)}
    (tmp_path / FILE).write_text(json.dumps({**good, name: value}), encoding="utf-8")
    with pytest.raises(PinDamagedError):
        read_pin(tmp_path)


@given(st.binary(max_size=300))
def test_whatever_stands_in_the_file_is_no_pin_or_said_to_be_damaged(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / FILE).write_bytes(content)
    with pytest.raises(PinDamagedError):
        read_pin(folder)


def test_a_folder_in_the_place_of_the_file_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(PinDamagedError):
        read_pin(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever runs the tests may read all"
)
def test_a_file_that_may_not_be_read_opens_nothing(tmp_path: Path) -> None:
    write_pin(PIN, tmp_path)
    (tmp_path / FILE).chmod(0)
    with pytest.raises(PinDamagedError):
        read_pin(tmp_path)


def test_a_pin_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    write_pin(PIN, tmp_path)
    (tmp_path / f"{FILE}.new").mkdir()
    with pytest.raises(OSError, match=FILE):
        write_pin(new_pin("1111", SALT), tmp_path)
    assert read_pin(tmp_path) == PIN


def test_a_few_wrong_tries_cost_no_time_then_ever_more_up_to_a_minute() -> None:
    pin, pauses = PIN, []
    for _ in range(12):
        pin = pin.tried(right=False)
        pauses.append(pin.pause)
    assert pauses == [0, 0, 0, 0, 5, 10, 20, 40, 60, 60, 60, 60]
    assert pin.tried(right=True) == PIN
    assert Pin("", "", wrong=1_000_000).tried(right=False).pause == 60


def test_wrong_tries_are_kept_with_the_pin(tmp_path: Path) -> None:
    write_pin(PIN.tried(right=False), tmp_path)
    kept = read_pin(tmp_path)
    assert kept is not None
    assert kept.wrong == 1
    assert kept.matches("2468")
