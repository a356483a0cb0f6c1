"""What `sarika records gather` prints, takes in and refuses."""

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from game.commands import main
from game.screen import adults_places
from tests.learning.recorded import opened
from tests.learning.test_gathering import ONE, OTHER, computer


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the records, which the command finds by itself, on a computer with no stick."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SARIKA_DATA", str(folder))
    monkeypatch.setattr(adults_places, "drives", lambda _: ())
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder for files."""
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


def players_in(folder: Path) -> int:
    with closing(opened(folder)) as store:
        return len(store.players())


def test_each_file_has_a_line_and_the_session_a_sum(
    stick: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = computer(stick / "a.merge", 2), computer(stick / "room" / "b.merge", 1)
    assert main(["records", "gather", str(stick)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        f"{one}: 16 records new; session {ONE}: 2 players",
        f"{two}: 8 records new; session {ONE}: 1 player",
        "",
        "Taken in: 2 files with records of 2 computers. Refused: 0 files.",
        f"Session {ONE} has 3 players on 2 computers here by now.",
    ]
    assert players_in(data) == 3


def test_the_same_stick_twice_is_nothing_new(
    stick: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = computer(stick / "a.merge", 2)
    main(["records", "gather", str(stick)])
    capsys.readouterr()
    assert main(["records", "gather", str(stick)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{file}: nothing new, 16 here already; session {ONE}: 2 players"
    assert said[-1] == f"Session {ONE} has 2 players on 1 computer here by now."
    assert players_in(data) == 2


def test_a_file_that_is_refused_is_told_and_the_others_are_in(
    stick: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = computer(stick / "b.merge", 2)
    bad = stick / "a.merge"
    bad.write_bytes(good.read_bytes()[:-50])
    assert main(["records", "gather", str(stick)]) == 1
    said = capsys.readouterr()
    why = "it is cut off, its end is missing. Copy it again"
    assert said.err == f"sarika: {bad}: {why}. Nothing of it was taken in\n"
    assert "Taken in: 1 file with records of 1 computer. Refused: 1 file." in said.out
    assert players_in(data) == 2


def test_two_sessions_on_a_stick_are_told_apart(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    computer(stick / "a.merge", 2, ONE)
    computer(stick / "b.merge", 1, OTHER)
    alone = computer(stick / "c.merge", 3, None)
    assert main(["records", "gather", str(stick)]) == 0
    said = capsys.readouterr().out
    assert f"{alone}: 21 records new; no session: 3 players" in said
    assert f"Session {ONE} has 2 players on 1 computer here by now." in said
    assert f"Session {OTHER} has 1 player on 1 computer here by now." in said
    assert "In no session: 3 players." in said
    assert "These are 2 sessions. Look at each by itself: sarika report --session " in said


def test_without_a_folder_the_sticks_are_gathered(
    stick: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer(stick / "a.merge", 2)
    monkeypatch.setattr(adults_places, "drives", lambda _: (stick,))
    assert main(["records", "gather"]) == 0
    assert players_in(data) == 2


def test_where_no_file_is_found_nothing_is_begun(
    stick: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["records", "gather", str(stick)]) == 1
    assert capsys.readouterr().err == f"sarika: no merge file was found ({stick})\n"
    assert main(["records", "gather"]) == 1
    assert capsys.readouterr().err == "sarika: no merge file was found (no stick is put in)\n"
    assert not data.exists()


def test_a_folder_that_is_not_there_is_an_error_of_the_user(
    stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["records", "gather", str(stick / "none")]) == 2
    assert capsys.readouterr().err == f"sarika: there is no folder {stick / 'none'}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind there")
def test_ctrl_c_leaves_whole_files_and_the_rest_can_be_gathered_later(
    stick: Path, data: Path
) -> None:
    content = computer(stick / "first.merge", 40).read_bytes()
    for number in range(30):
        (stick / f"x{number:02}.merge").write_bytes(content)
    process = subprocess.Popen(
        [sys.executable, "-m", "game", "records", "gather", str(stick), "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "320 records new" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    assert "Traceback" not in err
    if "Taken in" not in out:  # else it was quicker than the signal
        assert "sarika: stopped after " in err
    assert players_in(data) == 40
    assert main(["records", "gather", str(stick), "--data", str(data)]) == 0
