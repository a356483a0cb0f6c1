"""What `sarika records` prints, writes, takes in, erases and ends."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from game.commands import main, records_common
from game.commands.records import PARTS
from game.learning import database
from game.learning.ids import IdMaker
from game.learning.keeping import Keeping, load_keeping
from game.learning.store import FILE, Player, Store
from game.learning.training import FILE as TRAINED
from game.learning.training import SelfCheck, keep_check
from game.places import ROOT
from tests.learning.hands import CLASS, PlayingClass
from tests.learning.recorded import opened
from tests.learning.travelling import Row, crafted, exported, held, made, played, row, uuid

NOBODY = 65534
KEPT = (
    "Players are kept for 180 days after their newest record (`sarika records keep` changes that)."
)
IF_RIGHT = "If it is right, end them with `sarika records keep --now`."


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for records, which the command finds by itself."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SARIKA_DATA", str(folder))
    return folder


def records(folder: Path, *codes: str) -> None:
    """Let players answer, each with 7 records."""
    store = opened(folder)
    for code in codes:
        played(store, code)
    store.close()


def held_in(folder: Path) -> list[Row]:
    with contextlib.closing(opened(folder)) as store:
        return held(store)


def players_in(folder: Path) -> tuple[Player, ...]:
    with contextlib.closing(opened(folder)) as store:
        return store.players()


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give what was said, and nothing else."""
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.splitlines()


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line that was said of what went wrong."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sarika: ")
    assert said.err.count("\n") == 1
    return said.err.removeprefix("sarika: ").rstrip("\n")


# All parts


@pytest.mark.parametrize("part", PARTS)
def test_help_says_what_a_part_does(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["records", part, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: sarika records {part}")
    assert "--data" in said


def test_help_lists_the_parts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["records", "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for part in PARTS:
        assert f"    {part}" in said


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["sumary"],
        ["export"],
        ["export", "--format", "xlsx"],
        ["import"],
        ["erase"],
        ["keep", "7"],
        ["keep", "-1"],
        ["keep", "never"],
    ],
    ids=" ".join,
)
def test_what_is_typed_wrongly_is_an_error_of_the_user(
    typed: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["records", *typed])
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err
    assert not data.exists()


def test_where_there_are_no_records_none_are_begun(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["records", "summary"]) == 0
    assert lines(capsys) == ["There are no records here yet."]
    for format_ in ("csv", "xapi", "merge"):
        assert main(["records", "export", "--format", format_]) == 1
        assert complaint(capsys) == "There are no records here yet."
    assert main(["records", "erase", "BCDH", "--yes"]) == 1
    assert complaint(capsys) == "there is no player with the code BCDH"
    assert main(["records", "keep"]) == 0
    assert lines(capsys)[0].startswith("Players are kept for 180 days")
    assert not data.exists()


def test_records_without_a_player_are_no_records_yet(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data)
    assert main(["records", "summary"]) == 0
    assert lines(capsys) == ["There are no records here yet."]


@pytest.mark.parametrize(
    "typed", [["summary"], ["export", "--format", "csv"], ["import", "x"], ["erase", "BCDH"]]
)
def test_records_that_cannot_be_written_are_told_in_one_line(
    typed: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    other = sqlite3.connect(data / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_PATIENCE_SECONDS", 0.02)
        assert main(["records", *typed]) == 2
    other.close()
    assert complaint(capsys).startswith("the records cannot be written (busy)")


def test_records_that_were_damaged_are_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"rubbish" * 1000)
    assert main(["records", "summary"]) == 0
    said = capsys.readouterr()
    assert said.out == "There are no records here yet.\n"
    assert said.err.startswith("sarika: The records were damaged and have been moved aside")
    assert said.err.count("\n") == 1


# summary


def test_summary_counts_and_says_nothing_of_few_players(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH", "XRXR")
    assert main(["records", "summary"]) == 0
    said = lines(capsys)
    assert said[0].startswith(f"Records in {data}, machine ")
    numbers = {line[:40].strip(): int(line[40:]) for line in said[1:7]}
    assert numbers == {
        "Players": 2,
        "Starts of the game": 1,
        "Stories and rounds of Quick Eyes begun": 2,
        "Judgements and choices": 6,
        "Machines": 1,
        "Records": 14,
    }
    assert said[7:] == [
        "From 2026-11-24 to 2026-11-24.",
        "What was learned is said of 5 players or more.",
        KEPT,
    ]
    assert not any(code in line for line in said for code in ("BCDH", "XRXR", "gecko"))


def test_summary_says_what_a_group_has_learned(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, *("BCDH",) * 5)
    assert main(["records", "summary"]) == 0
    assert (
        "Noticed 5 of 5 messages that were up to something; let 5 of 5 friendly ones be friendly."
        in lines(capsys)
    )


def test_summary_says_what_was_set_aside(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for item in ("0badf00d", "600df00d"):
        main(["records", "import", str(crafted(tmp_path / item, [row(1, item=item)]))])
    capsys.readouterr()
    assert main(["records", "summary"]) == 0
    assert (
        "1 record that came in is here with another content: "
        "what was here stays, and it was set aside"
    ) in lines(capsys)
    assert data.exists()


def test_summary_says_in_one_line_how_many_adults_checked_themselves(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        keep_check(SelfCheck(date(2026, 11, 24), "nana-12", 6, 8, "1"), data)
    trained = "Apart from these, 2 self-checks of adults who trained; no names."
    assert main(["records", "summary"]) == 0
    assert lines(capsys) == ["There are no records here yet.", trained]
    records(data, "BCDH")
    assert main(["records", "summary"]) == 0
    assert lines(capsys)[-1] == trained


def test_summary_names_a_file_of_self_checks_that_cannot_be_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / TRAINED).mkdir(parents=True)
    assert main(["records", "summary"]) == 2
    assert complaint(capsys).startswith(f"{data / TRAINED}: ")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(records_common, "now", clock)
    for part in ("summary", "keep"):
        monkeypatch.setattr(f"game.commands.records_{part}.now", clock)
    return clock


def recorded(folder: Path, clock: Clock, number: int) -> None:
    store = Store.open(folder, clock, IdMaker(clock, Random(1)))  # noqa: S311 - no secrets
    for _ in range(number):
        played(store)
    store.close()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (180, None),
        (181, "5 players were kept long enough: gone at the next start of the game"),
        (366, "5 players were kept long enough by the clock of this computer, which says"),
    ],
)
def test_summary_says_who_was_kept_long_enough(
    days: int, said: str | None, data: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(data, clock, 5)
    clock.now += timedelta(days=days)
    assert main(["records", "summary"]) == 0
    found = [line for line in lines(capsys) if "long enough" in line]
    assert len(found) == (said is not None)
    assert not said or found[0].startswith(said)
    doubt = f"2027-11-25, but for more than a year nothing was recorded. {IF_RIGHT}"
    assert days < 366 or found[0].endswith(doubt)


def test_summary_says_that_the_clock_is_behind(
    data: Path, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(data, clock, 1)
    clock.now += timedelta(days=200)
    later = crafted(tmp_path / "later", [row(1, time="2028-01-01T00:00:00.000Z")])
    assert main(["records", "import", str(later)]) == 0
    capsys.readouterr()
    assert main(["records", "summary"]) == 0
    assert (
        "1 player was kept long enough by the clock of this computer, which says 2027-06-12, "
        f"but the newest record is of 2028-01-01. {IF_RIGHT}"
    ) in lines(capsys)


# export


def test_export_writes_a_file_and_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records(data, "BCDH")
    for format_, start in (("csv", b"\xef\xbb\xbfid,"), ("xapi", b'{"actor"'), ("merge", b'{"for')):
        out = data / f"out.{format_}"
        assert main(["records", "export", "--format", format_, "--out", str(out)]) == 0
        assert lines(capsys) == [f"Wrote 7 records to {out}"]
        assert out.read_bytes().startswith(start)
    statements = (data / "out.xapi").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["version"] for line in statements} == {"1.0.3"}


@pytest.mark.parametrize("format_", ["csv", "xapi", "merge"])
def test_export_prints_the_same_where_no_file_is_named(
    format_: str, data: Path, capsysbinary: pytest.CaptureFixture[bytes], clock: Clock
) -> None:
    recorded(data, clock, 2)
    out = data / "out"
    assert main(["records", "export", "--format", format_, "--out", str(out)]) == 0
    capsysbinary.readouterr()
    assert main(["records", "export", "--format", format_]) == 0
    assert capsysbinary.readouterr().out == out.read_bytes()


def test_export_says_what_damage_it_had_to_leave_out(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    file = data / FILE
    file.write_bytes(file.read_bytes().replace(b"parent", b"p\xff\xferen"))
    assert main(["records", "export", "--format", "merge", "--out", str(data / "m")]) == 0
    said = capsys.readouterr()
    assert said.err == "sarika: left out, too damaged for any game: 1 record\n"
    assert said.out == f"Wrote 6 records to {data / 'm'}\n"
    assert main(["records", "import", str(data / "m")]) == 0
    assert "Too damaged to be in the files: 1 record." in capsys.readouterr().out


def test_export_never_writes_over_the_records(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    assert main(["records", "export", "--format", "csv", "--out", str(data / FILE)]) == 2
    assert "holds the records themselves" in complaint(capsys)
    assert len(held_in(data)) == 7


@pytest.mark.parametrize("where", ["a-file/out.csv", "nowhere/out.csv", "."])
def test_a_place_where_nothing_can_be_written_is_told_in_one_line(
    where: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    (data / "a-file").touch()
    before = sorted(data.iterdir())
    assert main(["records", "export", "--format", "csv", "--out", str(data / where)]) == 2
    assert complaint(capsys).startswith(f"cannot write {data / where}: ")
    assert sorted(data.iterdir()) == before


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
def test_a_read_only_folder_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    top = Path(tempfile.mkdtemp())
    top.chmod(0o777)
    (top / "closed").mkdir(mode=0o555)
    with as_nobody():
        records(top / "data", "BCDH")
        typed = ["export", "--format", "merge", "--out", str(top / "closed" / "m")]
        assert main(["records", *typed, "--data", str(top / "data")]) == 2
    assert complaint(capsys) == f"cannot write {top / 'closed' / 'm'}: Permission denied"
    assert list((top / "closed").iterdir()) == []
    shutil.rmtree(top)


def test_a_reader_that_has_enough_of_an_export_is_no_error(data: Path) -> None:
    records(data, *("BCDH",) * 200)
    done = subprocess.Popen(
        [sys.executable, "-m", "game", "records", "export", "--format", "csv"],
        cwd=ROOT,
        env={**os.environ, "SARIKA_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert done.stdout
    assert done.stderr
    assert done.stdout.readline().startswith(b"\xef\xbb\xbfid,")
    done.stdout.close()
    assert done.wait(60) == 0
    assert done.stderr.read() == b""
    done.stderr.close()


# import


def test_import_says_what_came_of_it(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for name in ("one", "two"):
        there = opened(tmp_path / name)
        played(there)
        exported(there, tmp_path / f"{name}.merge")
        files.append(str(tmp_path / f"{name}.merge"))
        there.close()
    assert main(["records", "import", *files]) == 0
    assert lines(capsys) == ["14 records in 2 files: 14 new, 0 here already."]
    assert main(["records", "import", files[0]]) == 0
    assert lines(capsys) == ["7 records in 1 file: nothing new, 7 here already."]
    assert len(held_in(data)) == 14


def test_import_reports_what_it_set_aside_and_who_was_erased(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = crafted(tmp_path / "a", [made(1), row(2), made(3, code="XRXR", player=uuid(9))])
    assert main(["records", "import", str(first)]) == 0
    assert main(["records", "erase", "BCDH", "--yes"]) == 0
    capsys.readouterr()
    rows = [row(2), made(3, code="MMMM", player=uuid(9)), made(4, player=uuid(7))]
    assert main(["records", "import", str(crafted(tmp_path / "b", rows, [uuid(7)]))]) == 1
    read, aside, *left = lines(capsys)
    assert read == "3 records in 1 file: 1 new, 0 here already."
    assert aside == (
        "Set aside, since records of the same ids say something else here: 1 record. "
        "Nothing that was here has changed."
    )
    assert left == [
        "Left out, of players who were erased here: 1 record.",
        "Erased here, since they were erased elsewhere: 1 player.",
    ]
    assert len(held_in(data)) == 1


def test_a_file_that_is_refused_is_told_in_one_line_and_nothing_is_imported(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = crafted(tmp_path / "good", [row(1)]), crafted(tmp_path / "bad", [row(2)])
    bad.write_bytes(bad.read_bytes().replace(b"gifts", b"gofts", 1))
    assert main(["records", "import", str(good), str(bad)]) == 1
    said = complaint(capsys)
    assert said.startswith(f"{bad}: it was damaged or changed after it was written")
    assert said.endswith("Copy it again. Nothing was imported")
    assert main(["records", "import", str(tmp_path)]) == 1
    assert complaint(capsys) == (
        f"{tmp_path}: it is a folder or a device, not a file. Nothing was imported"
    )
    assert held_in(data) == []


# erase


def test_erase_removes_a_player_and_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records(data, "BCDH", "XRXR")
    assert main(["records", "erase", "bcdh", "--yes"]) == 0
    assert lines(capsys) == [
        "Erased: the blue gecko BCDH. Other computers learn of it from the next merge file or push."
    ]
    assert [player.code for player in players_in(data)] == ["XRXR"]


def test_where_several_have_a_code_they_are_listed_and_one_is_chosen(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    main(["records", "import", str(crafted(tmp_path / "a", [made(1)]))])
    capsys.readouterr()
    store = opened(data)
    found = store.with_code("BCDH")
    store.close()
    for typed in ([], ["--player", "nobody"], ["--player", ""]):
        assert main(["records", "erase", "BCDH", "--yes", *typed]) == 1
        said = capsys.readouterr().err.splitlines()
        assert said[0] == (
            "sarika: 2 players have the code BCDH. Nobody was erased. "
            "Say which with --player and the end of the id:"
        )
        assert said[1:] == [
            f"  {player.id[-8:]}  the blue gecko BCDH, made on machine {machine}"
            for player, machine in found.items()
        ]
    own, other = found
    assert main(["records", "erase", "BCDH", "--yes", "--player", other.id[-8:]]) == 0
    assert players_in(data) == (own,)


def test_nobody_is_erased_without_being_asked(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    records(data, "BCDH")
    assert main(["records", "erase", "BCDH"]) == 2
    assert complaint(capsys) == ("erasing cannot be undone. Say --yes where nobody can be asked")

    class Typed:
        def __init__(self, answer: str) -> None:
            self.answer = answer

        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return self.answer

    for answer, status, left in (("n\n", 1, 1), ("", 1, 1), ("Yes\n", 0, 0)):
        monkeypatch.setattr(sys, "stdin", Typed(answer))
        assert main(["records", "erase", "BCDH"]) == status
        said = capsys.readouterr().out
        assert said.startswith("Erase all that is known of the blue gecko BCDH?")
        assert ("Nobody was erased." in said) == (status == 1)
        assert len(players_in(data)) == left


def test_the_summary_counts_classes_apart_from_players(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    with contextlib.closing(opened(data)) as store:
        for _ in range(2):
            PlayingClass(store, store.begin_class(CLASS)).read_on()
    for typed in ([], ["--from", str(data)]):
        assert main(["records", "summary", *typed]) == 0
        said = [line.split() for line in lines(capsys)]
        assert ["Players", "1"] in said
        assert ["Classes", "on", "one", "screen", "2"] in said


def test_erase_removes_a_class_whole_by_its_session_code(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records(data, "BCDH")
    with contextlib.closing(opened(data)) as store:
        for code in ("LMPRTV", "LMPRTV", "XVTRPM"):
            PlayingClass(store, store.begin_class(replace(CLASS, code=code))).read_on()
    assert main(["records", "erase", "lmp-rtv", "--yes"]) == 0
    name = "the class LMPRTV of 2026-11-24 with 28 children"
    learn = "Other computers learn of it from the next merge file or push."
    assert lines(capsys) == [f"Erased: {name}. {learn}"] * 2
    with contextlib.closing(opened(data)) as store:
        assert [room.code for room in store.classes()] == ["XVTRPM"]
    assert [player.code for player in players_in(data)] == ["BCDH"]


def test_of_a_session_without_a_class_erase_says_who_joined_it(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.closing(opened(data)) as store:
        store.join(played(store, "BCDH")[0], "LMPRTV")
    assert main(["records", "erase", "XVTRPM", "--yes"]) == 1
    assert complaint(capsys) == "there is no class with the session code XVTRPM"
    assert main(["records", "erase", "LMPRTV", "--yes"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "sarika: there is no class with the session code LMPRTV",
        "  1 player joined that session; each is erased by their own code of four letters",
    ]
    assert [player.code for player in players_in(data)] == ["BCDH"]


# keep


def test_keep_sets_for_how_long_players_are_kept(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["records", "keep", "365"]) == 0
    assert lines(capsys) == [
        "Players are kept for 365 days after their newest record; then only totals stay."
    ]
    assert load_keeping(data) == Keeping(365)
    assert main(["records", "keep", "always"]) == 0
    assert lines(capsys) == ["Players are kept for ever."]
    assert load_keeping(data) == Keeping(None)


def test_keep_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["records", "keep", "60", "--data", str(tmp_path / "file")]) == 2
    assert complaint(capsys).startswith(f"cannot write into {tmp_path / 'file'}: ")


def test_an_adult_ends_by_hand_what_the_clock_leaves_in_doubt(
    data: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(data, clock, 5)
    clock.now += timedelta(days=400)
    assert main(["records", "keep", "--now"]) == 2
    assert complaint_after_keeping(capsys) == (
        "ending cannot be undone. Say --yes where nobody can be asked"
    )
    assert main(["records", "keep", "--now", "--yes"]) == 0
    assert lines(capsys)[1] == "5 players ended; what they did is in the totals."
    assert main(["records", "summary"]) == 0
    *_, total = lines(capsys)
    assert total == (
        "5 players until 2026-11, gone since: Noticed 5 of 5 messages that were up to something; "
        "let 5 of 5 friendly ones be friendly."
    )
    assert main(["records", "keep", "--now"]) == 0
    assert lines(capsys)[1] == "0 players ended; what they did is in the totals."


def complaint_after_keeping(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out.startswith("Players are kept")
    return said.err.removeprefix("sarika: ").rstrip("\n")
