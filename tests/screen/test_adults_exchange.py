"""Behind the adults' PIN: records leave in files and come in from files."""

import csv
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import get_args

import platformdirs
import pygame
import pytest

from game.learning import merge_file
from game.learning.gathering import Inside, Outcome
from game.learning.merge_file import Why
from game.learning.store import StoreUnavailable
from game.screen import adults_work, work
from game.screen.adults_export import ExportView
from game.screen.adults_import import ImportView, outcome_card
from game.screen.adults_records import RecordsView
from game.screen.app import App
from game.screen.placed import Placed
from tests.screen.adult import Walking, finish, open_records, recorded
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    STILL,
    WAYS,
    Way,
    game,
    keys,
    press,
    spots,
    texts,
    top,
    troubles,
    use,
)

pytestmark = pytest.mark.usefixtures("stick")

if sys.platform != "win32":
    import resource


def chosen(app: App) -> list[str]:
    return [spot.key for spot, _, _ in spots(app) if spot.chosen]


def export(app: App, kind: str = "merge", place: int = 1, way: Way = use) -> Path:
    """Write a file, from the screen behind the PIN."""
    way(app, "export")
    way(app, kind)
    way(app, f"place-{place}")
    way(app, "write")
    finish(app)
    view = top(app)
    assert isinstance(view, ExportView)
    assert view.written is not None
    press(app, ESCAPE)
    return view.written[0]


def take_in(app: App, *files: Path, way: Way = use) -> str:
    """Take files in, from the screen behind the PIN, and give what is said then."""
    way(app, "import")
    for file in files:
        way(app, f"file-{file}")
    way(app, "take-in")
    finish(app)
    assert isinstance(top(app), ImportView)
    return texts(app)


# Out


@WAYS
def test_a_merge_file_is_written_to_the_stick_that_is_put_in(
    tmp_path: Path, stick: Path, way: Way
) -> None:
    recorded(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        way(app, "export")
        assert chosen(app) == ["merge", "place-1"]
        assert str(stick) in texts(app)
        way(app, "write")
        finish(app)
        (file,) = stick.iterdir()
        assert f"16 records were written to {file}" in texts(app)
        machine, day = app.store.machine(), app.store.time()[:4]
        assert file.name.startswith(f"sarika-{day}-")
        assert file.name.endswith(f"-{machine[-6:]}.merge")
    assert merge_file.check(file).events == 16


def test_enter_alone_writes_what_another_computer_can_take_in(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "data", 1)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        app.ui.keyboard = False
        press(app, ENTER)
        finish(app)
        assert [file.suffix for file in stick.iterdir()] == [".merge"]


def test_a_table_holds_every_event_and_no_code(tmp_path: Path) -> None:
    recorded(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app, "csv")
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 16
    assert b"BCDH" not in file.read_bytes()


def test_statements_hold_every_event_and_no_code(tmp_path: Path) -> None:
    recorded(tmp_path / "data")
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app, "xapi")
    lines = file.read_text("utf-8").splitlines()
    assert len(lines) == 16
    assert all(json.loads(line)["actor"] for line in lines)
    assert b"BCDH" not in file.read_bytes()


def test_a_second_file_of_the_day_does_not_replace_the_first(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "data", 1)
    with game(tmp_path / "data") as app:
        open_records(app)
        first, second = export(app), export(app)
    assert first != second
    assert set(stick.iterdir()) == {first, second}


def test_without_a_stick_the_folder_of_the_game_takes_the_file(tmp_path: Path, stick: Path) -> None:
    stick.rmdir()
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app)
        assert file.parent == tmp_path / "data" / "exports"
        use(app, "export")
        assert "A stick or card" not in texts(app)
        stick.mkdir()
        use(app, "look")
        assert "A stick or card" in texts(app)


def test_my_documents_are_offered_where_there_are_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: documents)
    with game(tmp_path / "data") as app:
        open_records(app)
        assert export(app, "csv", place=2).parent == documents


def test_what_cannot_be_written_is_not_offered(tmp_path: Path, stick: Path) -> None:
    stick.rmdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "exports").touch()
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        assert "No folder of this computer can be written." in texts(app)
        assert "write" not in keys(app)
        app.ui.keyboard = False
        press(app, ENTER)
        assert isinstance(top(app), ExportView)
        assert not troubles(app)


def test_a_stick_that_was_taken_out_is_told_and_leaves_nothing(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "data", 1)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        stick.rmdir()
        stick.touch()
        use(app, "write")
        finish(app)
        said = texts(app)
        assert f"Nothing was written: {stick}:" in said
        assert not troubles(app)
        stick.unlink()
        stick.mkdir()
        use(app, "write")
        finish(app)
        assert "Nothing was written" not in texts(app)


@contextmanager
def no_room(bytes_left: int = 1000) -> Iterator[None]:
    """Let this process write no more than a few bytes to a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="a process has no quota there")
@pytest.mark.parametrize("kind", ["merge", "csv", "xapi"])
def test_a_full_stick_is_told_and_leaves_nothing(tmp_path: Path, stick: Path, kind: str) -> None:
    recorded(tmp_path / "data", 8)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        use(app, kind)
        with no_room():
            use(app, "write")
            finish(app)
        assert "Nothing was written" in texts(app)
        assert not list(stick.iterdir())


def test_records_that_cannot_be_read_are_told_and_leave_nothing(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise StoreUnavailable("busy", "database is locked")

    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        use(app, "csv")
        monkeypatch.setattr(app.store, "every_event", busy)
        use(app, "write")
        finish(app)
        assert "Nothing was written: the records cannot be written (busy)" in texts(app)
        assert not list(stick.iterdir())


def test_a_stopped_export_leaves_nothing(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path / "data")
    monkeypatch.setattr(adults_work, "_AT_ONCE", 0.0)
    monkeypatch.setattr(work.Work, "_progress", _stopped)
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "export")
        use(app, "write")
        finish(app)
        assert isinstance(top(app), ExportView)
        assert "written" not in texts(app)
        assert not list(stick.iterdir())


def _stopped(*_: object) -> None:
    raise work.StoppedError


# In


@WAYS
def test_what_one_computer_exports_another_takes_in(tmp_path: Path, way: Way) -> None:
    players = recorded(tmp_path / "one")
    with game(tmp_path / "one") as app:
        open_records(app)
        file = export(app, way=way)
        events = [app.store.events(player) for player in players]
    with game(tmp_path / "other") as app:
        open_records(app)
        assert "16 records are new." in take_in(app, file, way=way)
        assert [app.store.events(player) for player in players] == events
        press(app, ESCAPE)
        use(app, "players")
        finish(app)
        assert texts(app).count("from another computer") == 3
        press(app, ESCAPE)
        said = take_in(app, file)
        assert "0 records are new." in said
        assert "16 records were here already." in said


def test_several_files_are_taken_in_and_a_broken_one_hinders_none(
    tmp_path: Path, stick: Path
) -> None:
    files = []
    clock = Walking()
    for name in ("one", "two"):
        recorded(tmp_path / name, 1, clock)
        with game(tmp_path / name) as app:
            open_records(app)
            files.append(export(app))
    broken = stick / "broken.merge"
    broken.write_bytes(files[0].read_bytes()[:-20])
    with game(tmp_path / "other") as app:
        open_records(app)
        use(app, "import")
        use(app, "all")
        assert "Take in 3 files" in texts(app)
        use(app, "take-in")
        finish(app)
        said = texts(app)
        assert said.count("5 records are new.") == 2
        assert said.count("Refused, nothing of it was taken in") == 1
        assert "it is cut off" in said
        assert len(app.store.players()) == 2
        assert not troubles(app)


def test_players_who_were_erased_do_not_come_back(tmp_path: Path) -> None:
    gone = recorded(tmp_path / "data", 1)[0]
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app)
        app.store.erase_player(gone)
        assert "5 records were left out: their players were erased here." in take_in(app, file)
        assert not app.store.players()


def test_players_who_were_erased_elsewhere_are_erased_here_too(tmp_path: Path) -> None:
    gone = recorded(tmp_path / "one", 1)[0]
    with game(tmp_path / "one") as app:
        open_records(app)
        before = export(app)
        app.store.erase_player(gone)
        after = export(app)
    with game(tmp_path / "other") as app:
        open_records(app)
        take_in(app, before)
        assert app.store.players() == (gone,)
        press(app, ESCAPE)
        assert "1 player was erased here, as on the other computer." in take_in(app, after)
        assert not app.store.players()


def test_the_same_record_with_another_content_is_set_aside(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "one", 1)
    with game(tmp_path / "one") as app:
        open_records(app)
        file = export(app)
        other = stick / "other.merge"
        other.write_bytes(_changed(file))
        said = take_in(app, other)
        assert "4 records were here already." in said
        assert "1 record was set aside: it differs from the one that is here." in said


def _changed(file: Path) -> bytes:
    """Change one event, and make the file fit again, as nobody does by mistake."""
    *lines, end = file.read_bytes().splitlines(keepends=True)
    lines = [line.replace(b"gecko", b"tiger") for line in lines]
    trailer = {**json.loads(end), "sha256": sha256(b"".join(lines)).hexdigest()}
    return b"".join(lines) + json.dumps(trailer, separators=(",", ":")).encode() + b"\n"


def test_only_merge_files_are_offered(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "data", 1)
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app)
        export(app, "csv")
        export(app, "xapi")
        (stick / "notes.merge").write_text("Dear diary", encoding="utf-8")
        (stick / "folder.merge").mkdir()
        use(app, "import")
        assert [name for name in keys(app) if name.startswith("file-")] == [f"file-{file}"]


def test_where_there_is_no_file_the_screen_says_where_to_put_one(
    tmp_path: Path, stick: Path
) -> None:
    recorded(tmp_path / "one", 1)
    with game(tmp_path / "one") as app:
        open_records(app)
        file = export(app)
    content = file.read_bytes()
    file.unlink()
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "import")
        assert "No merge file was found." in texts(app)
        assert str(stick) in texts(app)
        assert str(tmp_path / "data" / "exports") in texts(app)
        app.ui.keyboard = False
        press(app, ENTER)
        assert isinstance(top(app), ImportView)
        (tmp_path / "data" / "exports").mkdir()
        (tmp_path / "data" / "exports" / "a.MERGE").write_bytes(content)
        use(app, "look")
        assert "a.MERGE" in texts(app)
        press(app, ESCAPE)
        assert isinstance(top(app), RecordsView)


def test_a_file_that_is_gone_by_now_is_refused(tmp_path: Path) -> None:
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app)
        use(app, "import")
        use(app, f"file-{file}")
        file.unlink()
        use(app, "take-in")
        finish(app)
        assert "Refused, nothing of it was taken in: it cannot be read" in texts(app)
        assert file.name in texts(app)


@pytest.mark.parametrize("why", get_args(Why))
@pytest.mark.parametrize("language", ["th", "km"])
def test_why_a_file_was_refused_is_said_in_the_language_of_the_screen(
    tmp_path: Path, language: str, why: Why
) -> None:
    outcome = Outcome(tmp_path / "a.merge", None, Inside(), "it is in English", why)
    with game(tmp_path / "data", replace(STILL, language=language)) as app:
        placed = Placed()
        outcome_card(app.ui, outcome).place(app.ui, pygame.Rect(0, 0, 900, 400), placed)
        name, said = placed.all_texts()
        assert name == "a.merge"
        assert not re.search("[a-z]{3}", said)


def test_a_choice_can_be_taken_back(tmp_path: Path) -> None:
    with game(tmp_path / "data") as app:
        open_records(app)
        file = export(app)
        use(app, "import")
        use(app, f"file-{file}")
        assert chosen(app) == [f"file-{file}"]
        use(app, f"file-{file}")
        assert "take-in" not in keys(app)
        use(app, "all")
        assert "Choose none" in texts(app)
        use(app, "all")
        assert not chosen(app)
