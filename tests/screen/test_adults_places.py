"""Where records can go: folders of the computer, sticks and cards."""

import ctypes
from pathlib import Path
from types import SimpleNamespace

import platformdirs
import pytest

from game.screen import adults_places
from game.screen.adults_places import Place, can_be_written, drives, free_name, places


def put_in(root: Path, *sticks: str) -> dict[str, Path]:
    for stick in sticks:
        (root / stick).mkdir(parents=True)
    return {stick: root / stick for stick in sticks}


@pytest.mark.parametrize(
    ("system", "stick"),
    [
        ("linux", "media/teacher/STICK"),
        ("linux", "run/media/teacher/STICK"),
        ("linux", "media/STICK"),
        ("darwin", "Volumes/STICK"),
    ],
)
def test_a_stick_is_found_where_the_system_puts_it(tmp_path: Path, system: str, stick: str) -> None:
    found = put_in(tmp_path, stick, f"{stick}-that-was-taken-out", "home/teacher")
    assert drives(system, tmp_path, lambda path: path == found[stick]) == (found[stick],)


def test_the_disk_of_a_mac_is_no_stick(tmp_path: Path) -> None:
    (tmp_path / "Volumes").mkdir()
    (tmp_path / "Volumes" / "Macintosh HD").symlink_to(tmp_path, target_is_directory=True)
    assert not drives("darwin", tmp_path, lambda _: True)


def test_without_a_stick_none_is_found(tmp_path: Path) -> None:
    for system in ("linux", "darwin"):
        assert not drives(system, tmp_path)


def test_on_windows_removable_drives_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 2, "Z:\\": 4}
    modes: list[int] = []
    kernel = SimpleNamespace(
        GetDriveTypeW=lambda drive: kinds.get(drive, 1),
        SetThreadErrorMode=lambda mode, _: modes.append(mode),
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    # F: is a card reader without a card.
    monkeypatch.setattr(Path, "is_dir", lambda path: str(path) == "E:\\")
    assert drives("win32") == (Path("E:\\"),)
    assert modes == [1]  # nobody is asked to put a card in


def test_the_places_are_sticks_then_documents_then_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, documents = tmp_path / "STICK", tmp_path / "Documents"
    monkeypatch.setattr(adults_places, "drives", lambda _: (stick,))
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: documents)
    exports = Place("exports", tmp_path / "data" / "exports")
    assert places(tmp_path / "data") == (Place("drive", stick), exports)
    documents.mkdir()
    assert places(tmp_path / "data")[1] == Place("documents", documents)


def test_a_folder_that_is_not_there_yet_can_be_written_where_it_can_be_made(
    tmp_path: Path,
) -> None:
    assert can_be_written(tmp_path)
    assert can_be_written(tmp_path / "data" / "exports")
    (tmp_path / "file").touch()
    assert not can_be_written(tmp_path / "file")
    assert not can_be_written(tmp_path / "file" / "exports")
    assert not list(tmp_path.glob("tmp*"))


def test_no_file_is_written_over(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        file = free_name(tmp_path, "sarika-2026-11-24", ".csv")
        file.touch()
        names.append(file.name)
    assert names == ["sarika-2026-11-24.csv", "sarika-2026-11-24-2.csv", "sarika-2026-11-24-3.csv"]
