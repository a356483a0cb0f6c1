"""`sarika review`: what it writes and what it says."""

from pathlib import Path

import pytest

from game.commands import main
from game.places import SCENARIOS
from tests.screen.stories import ONE_CHAT, write_stories


def test_a_sheet_is_written_for_every_episode(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "--out", str(tmp_path / "new" / "sheets")]) == 0
    written = {file.stem for file in (tmp_path / "new" / "sheets").glob("*.md")}
    assert written == {file.stem for file in (SCENARIOS / "stories").glob("*.yaml")}
    assert capsys.readouterr().out == f"The sheets are in {tmp_path / 'new' / 'sheets'}\n"


def test_one_episode_is_written_in_a_language(tmp_path: Path) -> None:
    assert main(["review", "the-surprise", "--lang", "km", "--out", str(tmp_path)]) == 0
    (file,) = tmp_path.iterdir()
    assert "ហ្វា" in file.read_text(encoding="utf-8")


def test_an_authors_own_story_has_a_sheet_too(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    assert main(["review", "--scenarios", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert "Where do you live?" in (tmp_path / "out" / "mine.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("named", [[], ["broken"]])
def test_a_broken_story_is_not_left_out_in_silence(
    named: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_stories(tmp_path / "mine", good=ONE_CHAT, broken="\n  first: {}\n")
    typed = ["review", *named, "--scenarios", str(folder), "--out", str(tmp_path / "out")]
    assert main(typed) == 2
    assert "broken.yaml:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["the-suprise"], "there is no episode 'the-suprise'. Did you mean the-surprise? "),
        (["--lang", "kmh"], "there is no language 'kmh'. Did you mean km? "),
        (["--out", "README.md"], "cannot write into README.md: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", *typed]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith(f"sarika: {said}")
    assert wrong.count("\n") == 1
