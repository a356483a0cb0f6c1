"""`sarika report`: what it writes and what it says."""

from contextlib import closing
from pathlib import Path

import pytest

from game.commands import main
from tests.learning.recorded import opened


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    assert main(["simulate", "the-surprise", "--players", "8", "--data", str(folder)]) == 0
    return folder


def test_a_report_is_written_in_a_language(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    typed = ["report", "--data", str(records), "--lang", "th", "--out", str(out)]
    assert main(typed) == 0
    assert capsys.readouterr().out == f"The report is in {out}\n"
    assert "เกมตาไว" in out.read_text(encoding="utf-8")


def test_records_elsewhere_give_the_same_report(records: Path, tmp_path: Path) -> None:
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    table = ["report", "--format", "csv"]
    assert main([*table, "--data", str(records), "--out", str(here)]) == 0
    assert main([*table, "--from", str(records), "--out", str(there)]) == 0
    assert here.read_bytes() == there.read_bytes()
    assert here.read_bytes().startswith(b"\xef\xbb\xbfpart,name,players,")


def test_the_code_that_a_report_names_gives_a_report_on_that_session(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "report.html")
    typed = ["report", "--data", str(records), "--out", out]
    assert main([*typed, "--session", "nothing"]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith("sarika: there is no session 'nothing'. The newest here: ")
    code = wrong.partition("here: ")[2].partition(" ")[0]
    assert main([*typed, "--session", code.lower()]) == 0
    assert f"session {code}" in Path(out).read_text(encoding="utf-8")


def test_without_records_the_report_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    assert main(["report", "--data", str(tmp_path / "none"), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("There are no records there yet.\n")
    assert "There are no records yet." in out.read_text(encoding="utf-8")
    assert not (tmp_path / "none").exists()


def test_of_four_players_the_command_says_why_little_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "the-surprise", "--players", "4", "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    out = str(tmp_path / "report.html")
    assert main(["report", "--data", str(tmp_path), "--out", out]) == 0
    assert capsys.readouterr().out.startswith("What was learned is said of 5 players or more")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--lang", "kmh", "--out", "x.html"], "there is no language 'kmh'. Did you mean km? "),
        (["--from", "nowhere", "--out", "x.html"], "there are no records in nowhere"),
        (["--out", "README.md/x.html"], "cannot write README.md/x.html: "),
        (["--session", "12345678", "--out", "x.html"], "there is no session '12345678': nothing"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    typed: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--data", str(tmp_path), *typed]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith(f"sarika: {said}")
    assert wrong.count("\n") == 1


# Sessions, and workbooks


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Records of two sessions of 7 players each, and of one player who came to both."""
    folder = tmp_path_factory.mktemp("sessions")
    codes = ["BCDHJL", "TXVPRM"]
    for seed, code in enumerate(codes, 1):
        simulated = ["simulate", "the-surprise", "--players", "7", "--seed", str(seed)]
        assert main([*simulated, "--data", str(folder)]) == 0
        with closing(opened(folder, seed + 10)) as store:
            for player in store.players()[-8:]:
                assert store.join(player, code).wait()
    return folder, codes


def test_a_session_is_reported_on_by_the_code_it_was_joined_with(
    sessions: tuple[Path, list[str]], tmp_path: Path
) -> None:
    folder, codes = sessions
    out = tmp_path / "report.html"
    typed = ["report", "--data", str(folder), "--session", codes[0].lower(), "--out", str(out)]
    assert main(typed) == 0
    assert f"session {codes[0]}" in out.read_text(encoding="utf-8")


def test_sessions_that_are_typed_are_set_side_by_side(
    sessions: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, codes = sessions
    typed = ["report", "--data", str(folder), *(f"--session={code}" for code in codes)]
    for kind, begins in (("html", b"<!doctype"), ("csv", b"\xef\xbb\xbfsession,"), ("xlsx", b"PK")):
        out = tmp_path / f"beside.{kind}"
        assert main([*typed, "--format", kind, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(begins)
        assert capsys.readouterr().out == f"The report is in {out}\n"


def test_why_a_session_is_hidden_beside_others_is_said(
    sessions: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, codes = sessions
    with closing(opened(folder, 99)) as store:
        for player in store.players()[-4:]:
            assert store.join(player, "HJLMPR").wait()
        for player in store.players()[-6:]:
            assert store.join(player, "LMPRTV").wait()
    beside = [*codes, "HJLMPR", "LMPRTV"]
    typed = ["report", "--data", str(folder), *(f"--session={code}" for code in beside)]
    assert main([*typed, "--out", str(tmp_path / "beside.html")]) == 0
    small, alike, _ = capsys.readouterr().out.splitlines()
    assert small == "Nothing is told of session HJLMPR: it has fewer than 5 players."
    assert alike.startswith("Nothing is told of session LMPRTV: more than 2 of its players are in")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["BCDHJL", "BCDHJM"], "there is no session 'BCDHJM'; did you mean BCDHJL?"),
        (["BCDHJL", "bcd hjl"], "session 'bcd hjl' is named twice"),
        (["BCDHJL"] * 7, "2 to 6 sessions can be set side by side, not 7"),
    ],
)
def test_sessions_that_cannot_be_set_side_by_side_are_refused_in_one_line(
    typed: list[str],
    said: str,
    sessions: tuple[Path, list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["report", "--data", str(sessions[0]), "--out", str(tmp_path / "x.html")]
    assert main([*asked, *(f"--session={code}" for code in typed)]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith(f"sarika: {said}")
    assert wrong.count("\n") == 1
    assert not (tmp_path / "x.html").exists()
