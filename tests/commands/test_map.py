"""`sarika map`: what it writes and what it says."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from game.commands import main
from tests.screen.stories import ONE_CHAT, write_stories


def test_a_map_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "the-surprise"]) == 0
    said = capsys.readouterr()
    assert fromstring(said.out).get("role") == "img"  # noqa: S314 - we wrote it ourselves
    assert said.err == ""


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("svg", "<?xml"), ("mermaid", "---\ntitle: "), ("dot", "digraph {")],
)
def test_a_map_is_written_in_each_form(
    format_: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "map"
    assert main(["map", "the-surprise", "--format", format_, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith(begins)
    assert capsys.readouterr().out == f"The map is in {out}\n"


def test_a_map_speaks_the_language_and_can_show_branches_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["map", "the-surprise", "--lang", "th", "--format", "mermaid"]) == 0
    whole = capsys.readouterr().out
    assert main(["map", "the-surprise", "--lang", "th", "--format", "mermaid", "--branches"]) == 0
    branches = capsys.readouterr().out
    assert "ฟ้า" in whole
    assert branches.count(":::scene") < whole.count(":::scene") / 2


def test_an_authors_own_story_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    assert main(["map", "mine", "--scenarios", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("<?xml")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["the-suprise"], "there is no episode 'the-suprise'. Did you mean the-surprise? "),
        (["the-surprise", "--lang", "kmh"], "there is no language 'kmh'. Did you mean km? "),
        (["the-surprise", "--out", "."], "cannot write .: Is a directory\n"),
        (["the-surprise", "--out", "no/such/place.svg"], "cannot write no/such/place.svg: No such"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["map", *typed]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"sarika: {said}")
    assert printed.err.count("\n") == 1


def test_a_broken_story_is_told_with_its_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT.replace("title:", "titel:"))
    assert main(["map", "mine", "--scenarios", str(folder)]) == 1
    assert "Did you mean `title`?" in capsys.readouterr().err


def test_a_story_with_too_many_states_is_drawn_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from game.story import explore

    def refuse(_: object) -> None:
        raise explore.TooManyStatesError(("told",))

    monkeypatch.setattr(explore, "walk", refuse)
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    assert main(["map", "mine", "--scenarios", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("<?xml")
    assert said.err == (
        "sarika: mine has more than 100,000 states. Only what no way leads to is marked as never "
        "reached\n"
    )
