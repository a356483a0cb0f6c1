"""Where records can be written to and read from: folders of this computer, sticks and cards."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Literal

import platformdirs

_REMOVABLE = 2  # what Windows calls sticks and cards
_ASK_NOBODY = 1  # SEM_FAILCRITICALERRORS
_EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class Place:
    """Name a folder for files of records.

    Args:
        kind: a folder inside the data folder, the user's documents, or a stick or card.
        folder: where it is; the one in the data folder is made when something is written.
    """

    kind: Literal["exports", "documents", "drive"]
    folder: Path


def places(data: Path) -> tuple[Place, ...]:
    """Find the folders that are there, sticks first: they are what files leave a room on.

    Args:
        data: the data folder.

    Returns:
        Each with its own folder; that of the data folder also where it is not made yet.
    """
    found = [Place("drive", drive) for drive in drives(sys.platform)]
    documents = platformdirs.user_documents_path()
    if documents.is_dir():
        found.append(Place("documents", documents))
    return (*found, Place("exports", data.absolute() / _EXPORTS))


def drives(
    system: str, root: Path = Path("/"), is_mount: Callable[[Path], bool] = os.path.ismount
) -> tuple[Path, ...]:
    """Find sticks and cards.

    Args:
        system: as `sys.platform` names it.
        root: of the file system; Windows has none.
        is_mount: says whether something is put in at a folder.
    """
    if system == "win32":
        return tuple(_letters())
    patterns = ("Volumes/*",) if system == "darwin" else ("run/media/*/*", "media/*/*", "media/*")
    found = {path for pattern in patterns for path in sorted(root.glob(pattern))}
    return tuple(sorted(path for path in found if not path.is_symlink() and is_mount(path)))


def _letters() -> Iterator[Path]:
    import ctypes

    windows: Any = ctypes.windll  # type: ignore[attr-defined, unused-ignore] # only there
    # A card reader without a card would have Windows ask for one, in front of the game.
    windows.kernel32.SetThreadErrorMode(_ASK_NOBODY, None)
    for letter in ascii_uppercase:
        drive = Path(f"{letter}:\\")
        if windows.kernel32.GetDriveTypeW(str(drive)) == _REMOVABLE and drive.is_dir():
            yield drive


def can_be_written(folder: Path) -> bool:
    """Say whether a file can be made in a folder, or in the one it would be made in.

    Args:
        folder: for example a stick with a lock.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def free_name(folder: Path, stem: str, ending: str) -> Path:
    """Name a file that is not there yet.

    Args:
        folder: where it will be.
        stem: its name; a number is added where that is taken.
        ending: its ending with the dot.
    """
    number = 1
    while (file := folder / f"{stem}{_numbered(number)}{ending}").exists():
        number += 1
    return file


def _numbered(number: int) -> str:
    return "" if number == 1 else f"-{number}"
