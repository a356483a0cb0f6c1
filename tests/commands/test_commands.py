"""What can be typed, what it prints, and with which status it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

import game
from game import opening, places
from game.commands import COMMANDS, main
from game.language.numbers import items
from game.places import ROOT
from game.screen.window import Window
from tests.learning.recorded import opened
from tests.screen.stories import ONE_CHAT, TWO_CHATS, write_stories

STORY = "friend-from-the-game"


def sarika(*typed: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, without any screen."""
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("SDL_", "WAYLAND", "DISPLAY"))}
    return subprocess.run(
        [sys.executable, "-m", "game", *typed],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def no_stories_but(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two small stories, in the place of the game's own."""
    folder = write_stories(tmp_path / "scenarios", one=ONE_CHAT, two=TWO_CHATS)
    monkeypatch.setattr(places, "SCENARIOS", folder)
    whole = opening.surroundings
    monkeypatch.setattr(
        opening, "surroundings", lambda *args, **more: whole(*args, **{"stories": folder, **more})
    )
    return folder


# What every command does


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_what_a_command_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"] if command else ["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: sarika")
    for other in () if command else COMMANDS:
        assert other in said


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"sarika {game.__version__}\n"


def test_a_command_that_is_not_there_is_an_error_of_the_user(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["paly"])
    assert ended.value.code == 2
    assert "paly" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["play", "demo", "preview"])
def test_a_language_that_is_not_there_is_told_with_what_was_meant(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = ["--out", str(tmp_path)] if command == "preview" else []
    assert main([command, "--lang", "kmh", *out]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "sarika: there is no language 'kmh'. Did you mean km? There are: en, km, th\n"
    )


@pytest.mark.parametrize(
    "typed",
    [
        ["play", "--story", "freind-from-the-game"],
        ["demo", "freind-from-the-game"],
        ["preview", "--story", "freind-from-the-game", "--out", "nowhere"],
    ],
    ids=lambda typed: typed[0],
)
def test_an_episode_that_is_not_there_is_told_with_what_was_meant(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"Did you mean {STORY}?" in said


def test_python_m_game_is_the_same_command() -> None:
    done = sarika("--version")
    assert (done.returncode, done.stdout) == (0, f"sarika {game.__version__}\n")


def test_nothing_is_printed_by_the_libraries() -> None:
    done = sarika("doctor", SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    assert "pygame-ce" in done.stdout
    assert "Hello from" not in done.stdout
    assert "support" not in done.stdout.lower()


# play


def test_without_a_screen_the_game_says_in_one_line_what_works_without_one() -> None:
    done = sarika("play")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "there is no screen" in done.stderr
    assert "sarika demo" in done.stderr
    assert "sarika preview" in done.stderr


@pytest.mark.parametrize("size", ["big", "1280", "1280x", "12x34x56"])
def test_a_size_that_is_none_is_told(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["play", "--size", size])
    assert ended.value.code == 2
    assert "1366x768" in capsys.readouterr().err


@pytest.mark.parametrize("code", ["BCDH", "BCDHJA", "BCDHJLM", ""])
def test_a_code_that_no_session_has_is_told(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["play", "--session", code])
    assert ended.value.code == 2
    assert "no code of a session: those have 6 letters out of BCD" in capsys.readouterr().err


def test_the_game_is_opened_in_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened_with: list[str | None] = []
    monkeypatch.setattr(Window, "run", lambda self, _: opened_with.append(self.app.lab.code))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    data = ["--data", str(tmp_path)]
    assert main(["play", *data]) == 0
    assert main(["play", *data, "--session", "bcd hjl"]) == 0
    assert opened_with == [None, "BCDHJL"]


# demo


def test_demo_prints_what_it_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--fast", "--lang", "en", "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    store = opened(tmp_path)
    (player,) = store.players()
    counts, acts = store.counts(player), store.acts(player)
    endings = store.endings(player)
    store.close()
    rows = [line.split() for line in said.splitlines()[1 : 1 + len(counts.tricks)]]
    assert [tuple(map(int, row[-3:])) for row in rows] == [
        (c.found + c.missed, c.found, c.missed) for c in counts.tricks.values()
    ]
    assert f"noticed {counts.hits} of {counts.unsafe}." in said
    assert f"let {counts.correct_rejections} of {counts.safe} be friendly." in said
    assert f"Told: {items(acts.told, 'en')}." in said
    assert list(endings) == [STORY]


def test_demo_plays_the_same_with_the_same_seed_and_keeps_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SARIKA_DATA", str(tmp_path / "data"))
    said = []
    for seed in ("3", "3", "4"):
        assert main(["demo", "--fast", "--lang", "en", "--seed", seed]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("language", ["km", "th"])
def test_demo_speaks_every_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--fast", "--lang", language]) == 0
    block = {"km": range(0x1780, 0x1800), "th": range(0x0E00, 0x0E80)}[language]
    assert any(ord(letter) in block for letter in capsys.readouterr().out)


@pytest.mark.usefixtures("no_stories_but")
def test_demo_saves_pictures_of_every_step(tmp_path: Path) -> None:
    assert main(["demo", "one", "--lang", "en", "--pictures", str(tmp_path / "p")]) == 0
    pictures = sorted((tmp_path / "p").iterdir())
    assert len(pictures) >= 5
    assert [picture.name for picture in pictures[:2]] == ["001.png", "002.png"]
    assert pygame.image.load(pictures[0]).get_size() == (1280, 720)


def test_demo_works_where_there_is_no_screen() -> None:
    done = sarika("demo", "--lang", "en")
    assert done.returncode == 0
    assert "Messages up to something" in done.stdout
    assert done.stderr == ""


def test_records_that_cannot_be_written_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a-file"
    file.touch()
    assert main(["demo", "--fast", "--data", str(file / "records")]) == 2
    said = capsys.readouterr().err.splitlines()
    told = [line for line in said if line.startswith("sarika: ")]
    assert len(told) == 1
    assert "the records cannot be written (read-only)" in told[0]
    assert told[0].endswith("Choose another folder with --data")


def test_pictures_that_cannot_be_written_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    for typed in (
        ["demo", "--pictures", str(tmp_path / "file" / "p")],
        ["preview", "--out", str(tmp_path / "file" / "p")],
    ):
        assert main(typed) == 2
        said = capsys.readouterr().err
        assert said.startswith("sarika: cannot make the folder")
        assert said.count("\n") == 1


# preview


@pytest.mark.usefixtures("no_stories_but")
def test_preview_draws_every_screen_and_every_line_and_lists_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["preview", "--lang", "km", "--out", str(out), "--text", "100"]) == 0
    drawn = {
        file.relative_to(out / "km" / "100").as_posix() for file in out.glob("km/100/**/*.png")
    }
    assert {"title.png", "help.png", "who.png", "code.png", "home.png", "notebook.png"} <= drawn
    assert {"one-contact.png", "one-menu.png", "one-what-happened-00.png"} <= drawn
    lines = [name for name in drawn if name.startswith("one/first-")]
    assert len(lines) == 9
    assert (out / "troubles-km.txt").read_text(encoding="utf-8") == ""
    assert "0 texts overflow or lack a glyph" in capsys.readouterr().out


def test_preview_finds_a_letter_that_no_face_has(
    tmp_path: Path, no_stories_but: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = no_stories_but / "stories" / "one.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("Hello", "Hello ꧅"), "utf-8")
    out = tmp_path / "out"
    typed = ["preview", "--lang", "en", "--out", str(out), "--story", "one", "--text", "100"]
    assert main(typed) == 1
    said = capsys.readouterr().out
    assert "no glyph: '꧅'" in said
    assert (out / "troubles-en.txt").read_text(encoding="utf-8") in said


def test_preview_asks_for_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["preview"])
    assert ended.value.code == 2
    assert "--out" in capsys.readouterr().err


# doctor


@pytest.mark.usefixtures("no_sound")
def test_doctor_says_what_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "WRONG" not in said
    for what in ("sarika", "package", "language", "story", "records", "display", "sound"):
        assert any(line.split()[1] == what for line in said.splitlines())
    assert f"{tmp_path}: can be written" in said


@pytest.mark.usefixtures("no_sound")
def test_doctor_finds_records_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["doctor", "--data", str(tmp_path / "file" / "data")]) == 1
    wrong = [line for line in capsys.readouterr().out.splitlines() if line.startswith("WRONG")]
    assert len(wrong) == 1
    assert "records" in wrong[0]


@pytest.mark.usefixtures("no_sound")
def test_doctor_finds_a_broken_story(
    tmp_path: Path, no_stories_but: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = no_stories_but / "stories" / "one.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("wolf: Hello", "wofl: Hello"))
    assert main(["doctor", "--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr().out
    assert "one.yaml:" in said
    assert "did you mean" in said.lower()


def test_doctor_says_what_works_without_a_screen() -> None:
    done = sarika("doctor", "--data", os.devnull + "-none", SDL_AUDIODRIVER="dummy")
    assert "`sarika demo` and `sarika preview` work without one" in done.stdout
    assert done.returncode == 1
    assert done.stderr == ""


@pytest.fixture
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for no loudspeaker and no screen, which tests have not got."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")


# What an error of the game itself looks like


def test_where_what_all_stories_share_is_broken_it_is_told_in_lines_with_places(
    tmp_path: Path, no_stories_but: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (no_stories_but / "tricks.yaml").write_text("too_fast: {}\n", encoding="utf-8")
    assert main(["demo", "--fast", "--data", str(tmp_path / "d")]) == 1
    said = capsys.readouterr().err
    assert "tricks.yaml:1:" in said
    assert "Traceback" not in said


def test_a_reader_that_has_enough_is_no_error() -> None:
    bare = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    command = subprocess.Popen(
        [sys.executable, "-u", "-m", "game", "doctor"],
        cwd=ROOT,
        env=bare,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert command.wait(60) == 0
    assert command.stderr.read() == ""
    command.stderr.close()
