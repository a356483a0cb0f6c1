"""A real window, a real session bus, and a reader that knows the game only through AT-SPI."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import places
from game.language.catalogs import Words

_READER = Path(__file__).with_name("at_spi.py")
_SESSION = '"$0" -m game play --lang "$1" --data "$2" --size 960x540 & "$3" "$4" "$5" "$6"; kill $!'
_PYTHONS = (sys.executable, "/usr/bin/python3")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    if shutil.which("Xvfb") is None or shutil.which("dbus-run-session") is None:
        pytest.skip("needs Xvfb and dbus-run-session")
    read, write = os.pipe()
    command = ("Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp")
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
        server.terminate()


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that can speak to AT-SPI."""
    check = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    for each in _PYTHONS:
        if (
            shutil.which(each)
            and not subprocess.run([each, "-c", check], capture_output=True, check=False).returncode
        ):
            return each
    pytest.skip("needs at-spi2-core, gir1.2-atspi-2.0 and python3-gi")


@pytest.mark.window
@pytest.mark.parametrize("language", ["en", "km", "th"])
def test_a_screen_reader_sees_the_window_and_its_click_reaches_the_game(
    display: str, python: str, tmp_path: Path, language: str
) -> None:
    say = Words(places.LOCALES, language, tmp_path / "cache").t
    play, seen = say("title", "Play"), tmp_path / "seen.json"
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")}
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            _SESSION,
            sys.executable,
            language,
            str(tmp_path / "data"),
            python,
            str(_READER),
            play,
            str(seen),
        ],
        cwd=places.ROOT,
        env={**surroundings, "DISPLAY": display, "SDL_AUDIODRIVER": "dummy"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert seen.exists(), done.stderr
    found = json.loads(seen.read_text(encoding="utf-8"))
    assert found["name"] == say("title", "Sarika")
    assert found["before"][play][0] in {"push button", "button"}
    assert found["before"]["ภาษาไทย"][0] == "toggle button"
    x, y, width, height = found["before"][play][1]
    assert 0 <= x < x + width <= 960
    assert 0 <= y < y + height <= 540
    assert found["after"][say("who", "Who are you today?")][0] == "label"
