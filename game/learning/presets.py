"""The code of a session in a file: one sets a computer to it, one keeps it until the evening.

Whoever leads a session puts `sarika-session.txt` onto a stick or beside the game, so that nobody
has to type the code. And once a computer has joined, a power cut must not lose the session: the
code is kept in the data folder, and holds for that day.
"""

import codecs
import contextlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from game.learning.exchange import written_whole
from game.learning.ids import read_session_code

PRESET = "sarika-session.txt"
KEPT = "session.json"

# A code and a few sentences: anything bigger is another file that was given this name.
_MOST_BYTES = 4096
_COMMENT = "#"

Why = Literal["empty", "too big", "no code", "unreadable"]


class _NoCodeError(Exception):
    """A file sets no session."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Name a file that should set a session and cannot.

    Args:
        path: the file.
        why: what is wrong with it.
    """

    path: Path
    why: Why


@dataclass(frozen=True, slots=True)
class Preset:
    """Say to which session a computer is set.

    Args:
        code: of the session; None if it is set to none.
        path: the file that says so; None without one, and for a code that was kept.
        passed_over: files that were looked into before and are no good.
    """

    code: str | None = None
    path: Path | None = None
    passed_over: tuple[PassedOver, ...] = ()


def look(folders: Iterable[Path]) -> Preset:
    """Look into folders for the first file that sets a session; it may take long where one hangs.

    Args:
        folders: where it may lie; those below are not looked into.
    """
    passed: list[PassedOver] = []
    for folder in folders:
        path = folder / PRESET
        try:
            code = _code_in(path)
        except _NoCodeError as error:
            passed.append(PassedOver(path, error.why))
            continue
        if code is not None:
            return Preset(code, path, tuple(passed))
    return Preset(passed_over=tuple(passed))


def write(folder: Path, code: str, said: Sequence[str]) -> Path:
    """Write the file that sets a computer to a session, in place of one that is there.

    Args:
        folder: the root of a stick, or the folder of the game.
        code: of the session.
        said: what the file says to whoever opens it, in lines.

    Returns:
        The file.

    Raises:
        OSError: it cannot be written; then an old one stays as it was.
    """
    path = folder / PRESET
    lines = [code, *(f"{_COMMENT} {line}" for line in said)]
    with written_whole(path) as file:
        # Windows' own editor shows other lines as one, and other letters as nonsense.
        file.write("\r\n".join([*lines, ""]).encode("utf-8-sig"))
    return path


def keep(code: str, day: date, data: Path) -> None:
    """Keep a code for the rest of a day; where the folder cannot be written it is typed anew.

    Args:
        code: of the session that was joined.
        day: today.
        data: the data folder.
    """
    with contextlib.suppress(OSError):
        data.mkdir(parents=True, exist_ok=True)
        with written_whole(data / KEPT) as file:
            file.write(json.dumps({"code": code, "day": day.isoformat()}).encode())


def kept(day: date, data: Path) -> str | None:
    """Give the code that was kept on this day; what is damaged or older holds no more.

    Args:
        day: today.
        data: the data folder.
    """
    try:
        found = json.loads((data / KEPT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("day") != day.isoformat():
        return None
    code = found.get("code")
    return read_session_code(code) if isinstance(code, str) else None


def forget(data: Path) -> None:
    """Keep no code any more.

    Args:
        data: the data folder.
    """
    with contextlib.suppress(OSError):
        (data / KEPT).unlink(missing_ok=True)


def _code_in(path: Path) -> str | None:
    """Read the code in a file; None where there is no file."""
    try:
        if not path.exists():
            return None
        # Opening what is no file, as a pipe, may never come back.
        if not path.is_file():
            raise _NoCodeError("unreadable")
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError:
        raise _NoCodeError("unreadable") from None
    if len(content) > _MOST_BYTES:
        raise _NoCodeError("too big")
    lines = [line.strip() for line in _decoded(content).splitlines()]
    said = [line for line in lines if line and not line.startswith(_COMMENT)]
    if not said:
        raise _NoCodeError("empty")
    code = read_session_code(said[0]) if len(said) == 1 else None
    if code is None:
        raise _NoCodeError("no code")
    return code


def _decoded(content: bytes) -> str:
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise _NoCodeError("no code") from None
