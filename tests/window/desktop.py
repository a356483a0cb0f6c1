"""A screen of its own for a real window: an X server without a monitor, real keys, real clicks."""

import ctypes
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from game.learning.store import FILE
from game.places import ROOT

SIZE = (1400, 900)
# Nobody waits for so long; a machine that does many things at once may.
_PATIENCE = 30.0

Colour = tuple[int, int, int]
Found = TypeVar("Found")


def missing() -> str:
    """Say what a desktop needs and this machine has not got; empty if it has all."""
    if sys.platform != "linux":
        return "an X server of its own is started on Linux only"
    return ", ".join(tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool))


def wait_for(look: Callable[[], Found | None], what: str) -> Found:
    """Look again and again until there is something to see."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.03)
    raise AssertionError(f"there never was {what}")


class Desktop:
    """A screen, and hands to use it.

    Args:
        display: its name, for example ":7".
        framebuffer: the file in which its pixels lie.
    """

    def __init__(self, display: str, framebuffer: Path) -> None:
        self.display = display
        self._framebuffer = framebuffer

    def environment(self, data: Path) -> dict[str, str]:
        """Give the environment of a program on this screen."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("SDL_", "SARIKA_", "WAYL"))
        }
        home = {"XDG_CACHE_HOME": str(data / "cache"), "PYTHONPATH": str(ROOT)}
        return {**kept, "DISPLAY": self.display, "SDL_AUDIODRIVER": "dummy", **home}

    def do(self, *words: str) -> str:
        """Let xdotool do something, and give what it says."""
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def key(self, *names: str) -> None:
        """Press keys, one after the other."""
        self.do("key", "--delay", "40", *names)

    def click(self, x: int, y: int) -> None:
        """Move the mouse there as a hand does, and click."""
        self.do("mousemove", str(x), str(y), "sleep", "0.1", "click", "1")

    def pixels(self) -> "Pixels":
        """Take a picture of the screen."""
        return Pixels(self._framebuffer.read_bytes())


@contextmanager
def a_desktop(folder: Path) -> Iterator[Desktop]:
    """Start an X server on a free display, and end it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0"),
            *(f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", str(folder), "-nolisten", "tcp"),
            # Else it begins anew when the last window closes, and answers nobody meanwhile.
            "-noreset",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        yield Desktop(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


def ask_to_close(display: str, window: int) -> None:
    """Send what a window manager sends when the closing button of a window is pressed."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    protocols, delete = (
        x11.XInternAtom(connection, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    )
    # The layout of an XClientMessageEvent: type 33, data in units of 32 bits.
    event = struct.pack("@iLiPLLi5l", 33, 0, 1, 0, window, protocols, 32, delete, 0, 0, 0, 0)
    x11.XSendEvent(connection, ctypes.c_ulong(window), 0, ctypes.c_long(0), event.ljust(192, b"\0"))
    x11.XFlush(connection)
    x11.XCloseDisplay(connection)


class Pixels:
    """A picture of a screen, in the format of `xwd`."""

    def __init__(self, content: bytes) -> None:
        header = struct.unpack(">25I", content[:100])
        self.width, self.height, self._line = header[4], header[5], header[12]
        self._start = header[0] + 12 * header[19]
        self._content = content
        self._little = header[7] == 0

    def at(self, x: int, y: int) -> Colour:
        """Give the colour of a pixel."""
        at = self._start + y * self._line + 4 * x
        four = self._content[at : at + 4]
        blue, green, red = (four[0], four[1], four[2]) if self._little else four[:0:-1]
        return red, green, blue

    def share_of(self, colour: Colour) -> float:
        """Say which part of the picture has a colour, looking at every fourth pixel each way."""
        points = [(x, y) for x in range(0, self.width, 4) for y in range(0, self.height, 4)]
        return sum(self.at(x, y) == colour for x, y in points) / len(points)


class Game:
    """The game in a window of a desktop.

    Args:
        desktop: where.
        data: the folder of the records.
        options: more of the command line.
    """

    def __init__(self, desktop: Desktop, data: Path, *options: str) -> None:
        self.desktop = desktop
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game", "play", "--data", str(data), *options],
            env=desktop.environment(data),
            cwd=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.take_focus()

    @property
    def window(self) -> str:
        """The id of the window; another one after a change to the full screen and back."""
        return wait_for(self._window, "a window")

    def _window(self) -> str:
        assert self.process.poll() is None, self.process.communicate()[0]
        return self.desktop.do("search", "--onlyvisible", "--pid", str(self.process.pid))

    def take_focus(self) -> None:
        """Give the keyboard to the window, as a window manager would."""
        self.desktop.do("windowfocus", "--sync", self.window)

    def __enter__(self) -> Self:
        """Begin; the window is there already."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the process, if it has not ended."""
        if self.process.poll() is None:
            self.kill()
        if self.process.stdout:
            self.process.stdout.close()

    def kill(self) -> None:
        """End the process at once, with no time to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """Press the button in the window's frame that closes it."""
        ask_to_close(self.desktop.display, int(self.window))

    def ended(self) -> tuple[int, str]:
        """Wait for the end, and give the exit status and all that was printed."""
        printed = self.process.communicate(timeout=_PATIENCE)[0]
        return self.process.returncode, printed

    def place(self) -> tuple[int, int, int, int]:
        """Say where the window is: x, y, width, height."""
        said = wait_for(
            lambda: self.desktop.do("getwindowgeometry", "--shell", self.window), "a place"
        )
        found = dict(line.split("=") for line in said.splitlines())
        return int(found["X"]), int(found["Y"]), int(found["WIDTH"]), int(found["HEIGHT"])

    def events(self) -> list[tuple[str, str, str, str]]:
        """List what is on the disk: kind, play, scene and item, oldest first."""
        if not (self.data / FILE).exists():
            return []
        disk = sqlite3.connect(f"file:{self.data / FILE}?mode=ro", uri=True)
        try:
            return disk.execute(
                "SELECT kind, coalesce(play, ''), coalesce(scene, ''), coalesce(item, '')"
                " FROM event ORDER BY machine, sequence"
            ).fetchall()
        except sqlite3.OperationalError:  # not made yet
            return []
        finally:
            disk.close()

    def wait_for(self, kind: str, number: int = 1) -> None:
        """Wait until so many events of a kind are on the disk."""
        wait_for(
            lambda: sum(event[0] == kind for event in self.events()) >= number,
            f"{number} events {kind!r} among {self.events()}",
        )

    def make_a_player(self) -> None:
        """Go from the title to the home of a new player."""
        self.desktop.key("Return")
        self.desktop.key("Return")
        self.wait_for("player_made")

    def start_an_episode(self) -> None:
        """Go from the title to the first message; Quick Eyes is left for later."""
        self.make_a_player()
        self.desktop.key("Return", "Tab", "Tab", "Tab", "Tab", "Return")
        self.wait_for("begun")
        self.wait_for("shown")

    def code(self) -> str:
        """Give the code of the newest player."""
        disk = sqlite3.connect(self.data / FILE)
        (code,) = disk.execute(
            "SELECT json_extract(body, '$.code') FROM event WHERE kind = 'player_made'"
            " ORDER BY sequence DESC"
        ).fetchone()
        disk.close()
        return str(code)
