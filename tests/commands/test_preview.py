"""What `sarika preview` says, and what it draws of what was asked for."""

import io
import sys
from pathlib import Path

import pytest

from game.commands import main, preview
from game.language.pseudo import PSEUDO, pseudo
from tests.screen.stories import ONE_CHAT, TWO_CHATS, write_stories


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def typed(tmp_path: Path, out: Path) -> list[str]:
    """Ask for the lines of one small story, in English at one text size."""
    folder = write_stories(tmp_path / "scenarios", one=ONE_CHAT, two=TWO_CHATS)
    asked = ["preview", "--lang", "en", "--out", str(out), "--scenarios", str(folder)]
    return [*asked, "--story", "one", "--text", "100", "--lines"]


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.png")}


def test_the_page_to_look_through_is_named(
    typed: list[str], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 0
    said = capsys.readouterr()
    assert said.out == (
        "9 pictures drawn.\n"
        "0 texts overflow or lack a glyph. "
        f"Look through the pictures: {out / 'en' / 'index.html'}\n"
    )
    assert said.err == ""
    assert (out / "en" / "index.html").read_text("utf-8").startswith("<!doctype html>")


def test_what_is_as_before_is_not_drawn_again_and_counted(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(typed)
    capsys.readouterr()
    assert main([*typed, "--changed"]) == 0
    assert capsys.readouterr().out.startswith("0 pictures drawn, 9 are as before.\n")


def test_one_story_is_drawn_without_what_is_around_it(typed: list[str], out: Path) -> None:
    main([word for word in typed if word != "--lines"])
    drawn = names(out / "en" / "100")
    assert {"one-menu.png", "one/first-01-001.png"} <= drawn
    assert all(name.startswith("one") for name in drawn)


def test_only_screens_or_only_lines_can_be_asked_for(typed: list[str], out: Path) -> None:
    main(typed)
    lines = names(out / "en" / "100")
    assert all(name.startswith("one/") for name in lines)
    main([*typed[:-1], "--screens", "--out", str(out / "screens")])
    screens = names(out / "screens" / "en" / "100")
    assert screens
    assert not any("/" in name for name in screens)
    with pytest.raises(SystemExit) as ended:
        main([*typed, "--screens"])
    assert ended.value.code == 2


def test_the_made_up_language_is_drawn_as_any_other(typed: list[str], out: Path) -> None:
    assert main([*typed, "--lang", PSEUDO]) == 0
    assert pseudo("Hello there") in (out / PSEUDO / "manifest.json").read_text("utf-8")
    assert (out / f"troubles-{PSEUDO}.txt").read_bytes() == b""


def test_a_story_that_is_broken_is_told_and_the_others_are_drawn(
    typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "scenarios" / "stories" / "two.yaml"
    story.write_text(story.read_text("utf-8").replace("wolf: Hello", "wofl: Hello"), "utf-8")
    everything = [word for word in typed if word not in {"--story", "one"}]
    assert main(everything) == 0
    said = capsys.readouterr()
    assert "two.yaml:" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["index.html", "manifest.json"])
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    typed: list[str], out: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "en" / name).mkdir(parents=True)
    assert main(typed) == 2
    said = capsys.readouterr().err
    assert said == f"sarika: cannot write {out / 'en' / name}: Is a directory\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_shows_how_many_are_done_and_how_long_it_will_take(
    typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(preview, "_OFTEN", 0.0)
    main(typed)
    shown = terminal.getvalue().split("\r\x1b[K")
    assert shown[-1] == ""  # the bar is taken away in the end
    assert shown[-2] == f"[{'#' * 40}] 9 of 9 pictures, 0 s left"
    assert [bar.count("#") for bar in shown[1:4]] == [4, 8, 13]


def test_without_a_terminal_a_line_now_and_then_says_how_far_it_is(
    typed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preview, "_EVERY", 0.0)
    main(typed)
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("1 of 9 pictures, ")
    assert said[-1] == "9 of 9 pictures, 0 s left"
    assert len(said) == 9
