"""What adults trained is kept in a file of its own, and a damaged line costs only itself."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import MonkeyPatch, TempPathFactory  # noqa: PT013 - types of fixtures

from game.learning.training import (
    FILE,
    SelfCheck,
    Trained,
    erase_trained,
    keep_check,
    load_trained,
)

ONE = SelfCheck(date(2026, 11, 24), "nana-12", 6, 8, "1.2")
OTHER = SelfCheck(date(2026, 11, 25), "class-chat", 8, 8, "1.2")
AGAIN = SelfCheck(date(2026, 11, 26), "nana-12", 7, 8, "1.3")


def test_nothing_was_trained_at_first(tmp_path: Path) -> None:
    assert load_trained(tmp_path) == load_trained(tmp_path / "nowhere") == Trained()


def test_what_was_answered_is_there_again_in_its_order(tmp_path: Path) -> None:
    for check in (ONE, OTHER, AGAIN):
        keep_check(check, tmp_path / "new")
    found = load_trained(tmp_path / "new")
    assert found == Trained((ONE, OTHER, AGAIN))
    assert found.newest() == {"nana-12": AGAIN, "class-chat": OTHER}


def test_only_day_episode_counts_and_version_are_written(tmp_path: Path) -> None:
    keep_check(ONE, tmp_path)
    (line,) = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "day": "2026-11-24",
        "episode": "nana-12",
        "right": 6,
        "of": 8,
        "version": "1.2",
    }


def test_it_is_on_the_disk_before_anybody_is_told(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append((tmp_path / FILE).stat().st_size))
    keep_check(ONE, tmp_path)
    assert synced == [(tmp_path / FILE).stat().st_size]


@given(cut=st.integers(0, 200))
def test_a_power_cut_in_the_middle_of_a_line_loses_at_most_that_line(
    tmp_path_factory: TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    keep_check(ONE, folder)
    whole = (folder / FILE).stat().st_size
    keep_check(OTHER, folder)
    length = whole + cut % ((folder / FILE).stat().st_size - whole)
    os.truncate(folder / FILE, length)
    # Without its last character, the end of the line, a line is still whole.
    kept = load_trained(folder).checks
    assert kept in ((ONE,), (ONE, OTHER))
    keep_check(AGAIN, folder)
    assert load_trained(folder).checks == (*kept, AGAIN)


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"7",
        b"null",
        b"[" * 100_000,
        b'{"day": "2026-13-24", "episode": "nana-12", "right": 6, "of": 8, "version": "1"}',
        b'{"day": 20261124, "episode": "nana-12", "right": 6, "of": 8, "version": "1"}',
        b'{"day": "2026-11-24", "episode": 7, "right": 6, "of": 8, "version": "1"}',
        b'{"day": "2026-11-24", "episode": "nana-12", "right": 9, "of": 8, "version": "1"}',
        b'{"day": "2026-11-24", "episode": "nana-12", "right": -1, "of": 8, "version": "1"}',
        b'{"day": "2026-11-24", "episode": "nana-12", "right": true, "of": 8, "version": "1"}',
        b'{"day": "2026-11-24", "episode": "nana-12", "right": 6, "of": 8, "version": null}',
        b'{"day": "2026-11-24", "episode": "a", "right": 6, "of": 8, "version": "1", "name": "x"}',
    ],
    ids=lambda line: ascii(line)[:24],
)
def test_a_line_that_makes_no_sense_is_passed_over_and_counted(tmp_path: Path, line: bytes) -> None:
    keep_check(ONE, tmp_path)
    with (tmp_path / FILE).open("ab") as file:
        file.write(line + b"\n\n")
    keep_check(OTHER, tmp_path)
    assert load_trained(tmp_path) == Trained((ONE, OTHER), damaged=1)


def test_whoever_erases_it_erases_all_of_it(tmp_path: Path) -> None:
    keep_check(ONE, tmp_path)
    erase_trained(tmp_path)
    erase_trained(tmp_path)
    assert not list(tmp_path.iterdir())
    assert load_trained(tmp_path) == Trained()


def test_what_cannot_be_written_or_read_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    for fails in (lambda: keep_check(ONE, tmp_path), lambda: load_trained(tmp_path)):
        with pytest.raises(OSError, match=FILE):
            fails()
