"""`sarika guide`: what it writes and what it says."""

import sys
from pathlib import Path

import pytest

from game.commands import main
from game.places import SCENARIOS
from game.sheets import pdf
from tests.screen.stories import ONE_CHAT, write_stories


def test_one_guide_is_written_in_a_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "guide.html"
    assert main(["guide", "the-surprise", "--lang", "km", "--out", str(file)]) == 0
    assert "ហ្វា" in file.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"The guide is in {file}\n"


def test_a_guide_is_written_for_every_episode(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "--lang", "th", "--out", str(tmp_path / "guides")]) == 0
    written = {file.name for file in (tmp_path / "guides").iterdir()}
    assert written == {f"{it.stem}-th.html" for it in (SCENARIOS / "stories").glob("*.yaml")}
    assert capsys.readouterr().out == f"The guides are in {tmp_path / 'guides'}\n"


def test_without_a_name_it_is_called_after_the_episode_and_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["guide", "nana-12"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["nana-12-en.html"]


def test_an_authors_own_story_has_a_guide_too(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    file = tmp_path / "mine.html"
    assert main(["guide", "mine", "--scenarios", str(folder), "--out", str(file)]) == 0
    assert "Where do you live?" in file.read_text(encoding="utf-8")


def test_a_guide_can_be_a_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    monkeypatch.setattr(pdf, "pdf", lambda page, locale: f"{locale.code}: {page}".encode())
    typed = ["--scenarios", str(folder), "--format", "pdf", "--lang", "th"]
    assert main(["guide", "mine", *typed]) == 0
    written = (tmp_path / "mine-th.pdf").read_text(encoding="utf-8")
    assert written.startswith("th: <!doctype html>")
    assert "<text" not in written
    assert main(["guide", *typed, "--out", "here"]) == 0
    assert (tmp_path / "here" / "mine-th.pdf").read_text(encoding="utf-8") == written


def test_without_its_extra_a_pdf_says_in_one_line_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    file = tmp_path / "new" / "guide.pdf"
    assert main(["guide", "nana-12", "--format", "pdf", "--out", str(file)]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith("sarika: a PDF needs WeasyPrint")
    assert "pip install 'sarika[pdf]'" in wrong
    assert wrong.count("\n") == 1
    assert not file.parent.exists()


@pytest.mark.parametrize("typed", [[], ["mine"]], ids=["all", "one"])
def test_a_broken_episode_is_named_with_its_line(
    typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT.replace("wolf: Hello", "wulf: Hello"))
    assert main(["guide", *typed, "--scenarios", str(folder), "--out", str(tmp_path / "o")]) == 2
    wrong = capsys.readouterr().err
    assert "mine.yaml:" in wrong
    assert wrong.endswith(". `sarika check` tells more\n")
    assert wrong.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_a_folder_without_episodes_has_no_guides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_stories(tmp_path / "none")
    assert main(["guide", "--scenarios", str(folder), "--out", str(tmp_path / "o")]) == 2
    assert capsys.readouterr().err == "sarika: there is no episode to write a guide for\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["the-suprise"], "there is no episode 'the-suprise'. Did you mean the-surprise? "),
        (["--lang", "kmh"], "there is no language 'kmh'. Did you mean km? "),
        (["nana-12", "--out", "README.md/guide.html"], "cannot write README.md/guide.html: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", *typed]) == 2
    wrong = capsys.readouterr().err
    assert wrong.startswith(f"sarika: {said}")
    assert wrong.count("\n") == 1
