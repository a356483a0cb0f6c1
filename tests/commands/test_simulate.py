"""`sarika simulate`."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from game.commands import main
from game.learning.events import Event
from game.learning.groups import group
from game.learning.rooms import rooms
from tests.learning.hands import CLASS
from tests.learning.recorded import opened
from tests.screen.stories import ONE_CHAT, write_stories


def records(folder: Path) -> Sequence[Event]:
    store = opened(folder)
    events = tuple(store.every_event())
    store.close()
    return events


def simulate(folder: Path, *typed: str) -> int:
    return main(["simulate", "--data", str(folder), "--date", "2026-01-12", *typed])


def test_players_are_written_as_ordinary_records_in_which_they_are_found_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(tmp_path, "friend-from-the-game", "--players", "40", "--learning", "1.5") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "40 simulated players (seed 1), each with 1 episode and 3 rounds of" in said.out
    found = group(records(tmp_path))
    assert found is not None
    assert found.players == 40
    assert found.changes["before", "after"].verdict == "learned"
    truth = next(line for line in said.out.splitlines() if "again before" in line)
    d_prime = float(truth.split("d' ")[1].split(",")[0])
    before = found.changes["before", "after"].before.detection.d_prime
    assert before.low <= d_prime <= before.high


def test_the_same_seed_and_date_give_the_same_records_in_another_folder(tmp_path: Path) -> None:
    for name, seed in (("one", "7"), ("same", "7"), ("other", "8")):
        assert simulate(tmp_path / name, "--players", "2", "--seed", seed) == 0
    assert records(tmp_path / "one") == records(tmp_path / "same")
    assert records(tmp_path / "one") != records(tmp_path / "other")


def test_classes_raise_hands_before_the_players_who_are_the_same_without_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ("friend-from-the-game", "--players", "6")
    assert simulate(tmp_path / "with", *typed, "--rooms", "2") == 0
    assert "Before them 2 classes of as many children raised hands" in capsys.readouterr().out
    assert simulate(tmp_path / "without", *typed) == 0
    found = rooms(records(tmp_path / "with"))
    assert [room.children for room in found] == [6, 6]
    assert len({room.code for room in found}) == 2
    assert all(room.ended for room in found)
    assert group(records(tmp_path / "with")) == group(records(tmp_path / "without"))


def test_simulated_players_are_not_mixed_with_a_real_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SARIKA_DATA", str(tmp_path))
    with closing(opened(tmp_path)) as store:
        store.begin_class(CLASS)
    assert main(["simulate", "--players", "1"]) == 2
    assert "has 1 class already, maybe real ones" in capsys.readouterr().err


def test_simulating_again_adds_more_players(tmp_path: Path) -> None:
    for _ in range(2):
        assert simulate(tmp_path, "--players", "3") == 0
    assert len({event.player for event in records(tmp_path)}) == 6


def test_simulated_players_are_not_mixed_with_real_ones_by_accident(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SARIKA_DATA", str(tmp_path))
    assert main(["simulate", "--players", "1"]) == 0
    capsys.readouterr()
    assert main(["simulate", "--players", "1"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "has 1 player already" in said
    assert "--data" in said


def test_stories_of_another_folder_are_played_where_there_is_no_quick_eyes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = write_stories(tmp_path / "scenarios", one=ONE_CHAT)
    typed = ["--players", "5", "--scenarios", str(scenarios)]
    assert simulate(tmp_path / "data", *typed) == 0
    assert "1 episode and 0 rounds" in capsys.readouterr().out
    assert {event.story for event in records(tmp_path / "data")} == {None, "one"}


def test_an_episode_that_is_not_there_is_told_with_what_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(tmp_path, "freind-from-the-game") == 2
    assert "Did you mean friend-from-the-game?" in capsys.readouterr().err


def test_a_folder_with_nothing_to_play_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = write_stories(tmp_path / "scenarios")
    assert simulate(tmp_path / "data", "--scenarios", str(scenarios)) == 2
    assert "nothing to play" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed",
    [
        ("--players", "0"),
        ("--players", "some"),
        ("--half-life", "0"),
        ("--learning", "nan"),
        ("--date", "tomorrow"),
    ],
)
def test_what_makes_no_sense_is_refused(
    typed: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        simulate(tmp_path, *typed)
    assert ended.value.code == 2
    assert typed[1] in capsys.readouterr().err


def test_records_that_cannot_be_written_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert simulate(tmp_path / "file", "--players", "1") == 2
    assert capsys.readouterr().err.count("\n") == 1
