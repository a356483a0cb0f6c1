"""For adults: a code for a computer room, a file on a stick, saving there and gathering here."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from game.learning.ids import read_session_code
from game.learning.presets import PRESET, look
from game.screen import adults_work, work
from game.screen.adults import AdultsView
from game.screen.adults_gather import GatheredView
from game.screen.adults_import import ImportView
from game.screen.adults_lab import LabView, PresetView
from game.screen.adults_records import RecordsView
from game.screen.app import App
from tests.learning.test_gathering import ONE, OTHER, computer
from tests.screen.adult import finish, open_records, recorded
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    WAYS,
    Way,
    click,
    game,
    keys,
    press,
    texts,
    top,
    troubles,
    use,
)
from tests.screen.test_adults_exchange import no_room

pytestmark = pytest.mark.usefixtures("stick")


def open_lab(app: App, way: Way = use) -> str:
    """Go from the title to the code of a lab session, and give it."""
    way(app, "adults")
    way(app, "lab")
    assert isinstance(top(app), LabView)
    return shown_code(app)


def shown_code(app: App) -> str:
    letters = [line for line in texts(app).splitlines() if len(line) == 1 and line.isalpha()]
    code = read_session_code("".join(letters))
    assert code is not None
    return code


# The code


@WAYS
def test_a_code_is_given_out_without_a_pin(app: App, way: Way) -> None:
    code = open_lab(app, way)
    assert "Write the code on the board." in texts(app)
    assert app.lab.code is None
    press(app, ESCAPE)
    way(app, "lab")
    assert shown_code(app) == code
    way(app, "again")
    assert shown_code(app) != code


def test_this_computer_can_join_and_shows_its_code_from_then_on(app: App) -> None:
    code = open_lab(app)
    use(app, "join")
    assert app.lab.code == code
    assert f"This computer is in session {code}." in texts(app)
    assert "again" not in keys(app)
    press(app, ESCAPE)
    assert f"This computer is in session {code}." in texts(app)
    assert not troubles(app)


def test_a_code_that_records_have_is_not_given_out_again(tmp_path: Path) -> None:
    with game(tmp_path, seed=3) as app:
        code = open_lab(app)
    with game(tmp_path, seed=3) as app:
        app.store.join(app.store.new_player("gecko", "blue", "BCDH"), code)
        assert open_lab(app) != code


def test_a_code_is_given_out_where_nothing_can_be_recorded(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with game(tmp_path / "file") as app:
        assert open_lab(app)


# The file that sets it


@WAYS
def test_a_computer_with_the_stick_joins_by_itself(tmp_path: Path, stick: Path, way: Way) -> None:
    with game(tmp_path / "one") as app:
        code = open_lab(app, way)
        way(app, "stick")
        assert isinstance(top(app), PresetView)
        assert code in texts(app)
        way(app, "write")
        finish(app)
        assert f"The code was written to {stick / PRESET}" in texts(app)
        assert not troubles(app)
    assert look([stick]).code == code
    with game(tmp_path / "other") as app:
        app.read_ahead()
        while app.lab._looking:
            app.step()
        assert f"Session {code}" in texts(app)


def test_without_a_stick_the_folder_of_the_game_takes_the_file(tmp_path: Path, stick: Path) -> None:
    stick.rmdir()
    with game(tmp_path / "data") as app:
        code = open_lab(app)
        press(app, ENTER, ENTER)
        finish(app)
        assert look([tmp_path / "data"]).code == code
        stick.mkdir()
        use(app, "look")
        assert "A stick or card" in texts(app)


def test_a_stick_that_was_taken_out_is_told(app: App, stick: Path) -> None:
    open_lab(app)
    press(app, ENTER)
    stick.rmdir()
    stick.touch()
    use(app, "write")
    finish(app)
    assert f"Nothing was written: {stick}" in texts(app)
    assert not troubles(app)


@pytest.mark.skipif(sys.platform == "win32", reason="a process has no quota there")
def test_a_full_stick_keeps_the_file_it_had(app: App, stick: Path) -> None:
    (stick / PRESET).write_text(ONE)
    open_lab(app)
    press(app, ENTER)
    with no_room(0):
        use(app, "write")
        finish(app)
    assert "Nothing was written" in texts(app)
    assert [file.name for file in stick.iterdir()] == [PRESET]
    assert look([stick]).code == ONE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty."),
        (b"x" * 5000, "it is too big."),
        (b"Dear diary", "six letters of a code should stand in it"),
        (None, "it cannot be read."),
    ],
)
def test_a_file_that_was_passed_over_is_named_to_adults(
    tmp_path: Path, stick: Path, content: bytes | None, said: str
) -> None:
    if content is None:
        (stick / PRESET).mkdir()
    else:
        (stick / PRESET).write_bytes(content)
    with game(tmp_path / "data") as app:
        app.read_ahead()
        while app.lab._looking:
            app.step()
        use(app, "adults")
        assert isinstance(top(app), AdultsView)
        assert f"{stick / PRESET} sets no session: {said}" in texts(app)
        assert not troubles(app)


# Saving on each computer


def played_in_session(app: App, code: str = ONE) -> None:
    app.lab.join(code)
    press(app, ENTER, ENTER, ESCAPE)


@WAYS
def test_one_button_saves_for_the_session(tmp_path: Path, stick: Path, way: Way) -> None:
    with game(tmp_path / "data") as app:
        played_in_session(app)
        open_records(app)
        way(app, "save-session")
        finish(app)
        (file,) = stick.iterdir()
        assert f"-{ONE}-{app.store.machine()[-6:]}.merge" in file.name
        assert f"2 records were written to {file}" in texts(app)
        assert not troubles(app)


def test_after_a_restart_on_the_same_day_the_session_is_still_known(
    tmp_path: Path, stick: Path
) -> None:
    with game(tmp_path / "data") as app:
        played_in_session(app)
        app.lab.leave()
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "save-session")
        finish(app)
        assert [ONE in file.name for file in stick.iterdir()] == [True]


def test_on_the_next_day_files_are_named_without_a_session(tmp_path: Path, stick: Path) -> None:
    with game(tmp_path / "data") as app:
        played_in_session(app)
        app.lab.leave()
        tomorrow = app.around.today() + timedelta(days=1)
        app.around = replace(app.around, today=lambda: tomorrow)
        open_records(app)
        assert "save-session" not in keys(app)
        use(app, "export")
        use(app, "write")
        finish(app)
        assert [ONE in file.name for file in stick.iterdir()] == [False]


def test_without_a_session_there_is_nothing_to_save_for(app: App) -> None:
    open_records(app)
    assert "save-session" not in keys(app)


def test_without_a_stick_it_says_what_to_do(app: App, stick: Path) -> None:
    played_in_session(app)
    open_records(app)
    stick.rmdir()
    use(app, "save-session")
    finish(app)
    assert "No stick was found that can be written." in texts(app)
    stick.mkdir()
    use(app, "save-session")
    finish(app)
    assert "No stick was found" not in texts(app)
    assert len(list(stick.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a process has no quota there")
def test_a_full_stick_is_told_and_leaves_nothing(tmp_path: Path, stick: Path) -> None:
    recorded(tmp_path / "data", 8)
    with game(tmp_path / "data") as app:
        app.lab.join(ONE)
        open_records(app)
        with no_room():
            use(app, "save-session")
            finish(app)
        assert "Nothing was written" in texts(app)
        assert not list(stick.iterdir())


# Gathering on one


def gather(app: App, way: Way = use) -> str:
    """Gather, from the screen behind the PIN, and give what is said then."""
    way(app, "import")
    way(app, "gather")
    finish(app)
    assert isinstance(top(app), GatheredView)
    assert not troubles(app)
    return texts(app)


@WAYS
def test_everything_on_the_stick_is_gathered_also_from_folders(
    tmp_path: Path, stick: Path, way: Way
) -> None:
    computer(stick / "one.merge", 2)
    computer(stick / "room 2" / "two.merge", 1)
    with game(tmp_path / "data") as app:
        open_records(app)
        said = gather(app, way)
        assert "2 files were taken in · 2 computers" in said
        assert f"Session {ONE}: 3 players by now · 2 computers" in said
        assert "16 records are new." in said
        assert f"Session {ONE}: 2 players\n" in said
        assert len(app.store.players()) == 3
        press(app, ESCAPE)
        assert isinstance(top(app), ImportView)


def test_the_same_stick_twice_is_nothing_new(tmp_path: Path, stick: Path) -> None:
    computer(stick / "one.merge", 2)
    with game(tmp_path / "data") as app:
        open_records(app)
        gather(app)
        press(app, ESCAPE, ESCAPE)
        said = gather(app)
        assert "0 records are new." in said
        assert "16 records were here already." in said
        assert f"Session {ONE}: 2 players by now · 1 computer" in said
        assert len(app.store.players()) == 2


def test_a_broken_file_stands_first_and_the_others_are_in(tmp_path: Path, stick: Path) -> None:
    good = computer(stick / "a.merge", 2)
    (stick / "b.merge").write_bytes(good.read_bytes()[:-50])
    with game(tmp_path / "data") as app:
        open_records(app)
        said = gather(app)
        assert "1 file was refused. Copy it again from its computer." in said
        assert "it is cut off" in said
        assert said.index("b.merge") < said.index("a.merge")
        assert len(app.store.players()) == 2


def test_two_sessions_on_a_stick_are_told_apart(tmp_path: Path, stick: Path) -> None:
    computer(stick / "a.merge", 2, ONE)
    computer(stick / "b.merge", 1, OTHER)
    computer(stick / "c.merge", 3, None)
    with game(tmp_path / "data") as app:
        open_records(app)
        said = gather(app)
        assert f"Session {ONE}: 2 players by now" in said
        assert f"Session {OTHER}: 1 player by now" in said
        assert "3 players in no session" in said
        assert "These are several sessions: they stay apart" in said


def test_thirty_computers_are_shown_page_by_page(tmp_path: Path, stick: Path) -> None:
    for number in range(30):
        computer(stick / f"{number:02}.merge", 7)
    with game(tmp_path / "data") as app:
        open_records(app)
        said = gather(app)
        assert f"Session {ONE}: 210 players by now · 30 computers" in said
        assert "00.merge" in said
        assert "29.merge" not in said
        use(app, "page-after")
        assert "29.merge" in texts(app)


def test_a_stick_without_files_says_what_to_do_first(tmp_path: Path) -> None:
    with game(tmp_path / "data") as app:
        open_records(app)
        assert "There is no merge file on the stick." in gather(app)


def test_without_a_stick_there_is_nothing_to_gather(tmp_path: Path, stick: Path) -> None:
    stick.rmdir()
    with game(tmp_path / "data") as app:
        open_records(app)
        use(app, "import")
        assert "gather" not in keys(app)
        stick.mkdir()
        use(app, "look")
        assert "gather" in keys(app)


def test_gathering_that_is_stopped_keeps_whole_files_and_says_what_is_left(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        computer(stick / f"{name}.merge", 2)
    monkeypatch.setattr(adults_work, "_AT_ONCE", 0.0)
    monkeypatch.setattr(work.Work, "_progress", _stopped_after(0.5))
    with game(tmp_path / "data") as app:
        open_records(app)
        said = gather(app)
        assert "1 file was taken in · 1 computer" in said
        assert "Stopped: 2 files were not looked into. Gather once more for them." in said
        assert len(app.store.players()) == 2
        monkeypatch.undo()


def _stopped_after(most: float) -> Callable[[work.Work[object], float], None]:
    def told(_: work.Work[object], part: float) -> None:
        if part > most:
            raise work.StoppedError

    return told


def test_a_room_is_brought_together_from_the_board_to_the_sum(tmp_path: Path) -> None:
    with game(tmp_path / "mine") as app:
        code = open_lab(app)
    for number in range(3):
        with game(tmp_path / f"pc{number}", seed=number) as app:
            click(app, "session")
            for letter in code:
                click(app, f"letter-{letter}")
            press(app, ENTER, ENTER, ESCAPE)
            open_records(app)
            assert isinstance(top(app), RecordsView)
            use(app, "save-session")
            finish(app)
    with game(tmp_path / "mine") as app:
        open_records(app)
        assert f"Session {code}: 3 players by now · 3 computers" in gather(app)
