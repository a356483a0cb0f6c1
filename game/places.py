"""Where the game finds what it ships with, and where it keeps what it records."""

import os
import sys
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
# In a wheel the data lies inside the package, in a checkout beside it.
ROOT = _PACKAGE if (_PACKAGE / "scenarios").is_dir() else _PACKAGE.parent

SCENARIOS = ROOT / "scenarios"
LOCALES = ROOT / "locales"
ASSETS = ROOT / "assets"


def data_folder(chosen: Path | None = None) -> Path:
    """Say where records and settings live.

    Args:
        chosen: the folder named on the command line, if any.

    Returns:
        `chosen`, else the folder in the variable SARIKA_DATA, else the platform's own place.
    """
    if chosen is not None:
        return chosen
    named = os.environ.get("SARIKA_DATA")
    return Path(named) if named else platformdirs.user_data_path("sarika", appauthor=False)


def cache_folder() -> Path:
    """Say where things that can be made again are kept: compiled catalogs."""
    return platformdirs.user_cache_path("sarika", appauthor=False)


def beside_the_program() -> tuple[Path, ...]:
    """Name the folders in which the program lies: what was started, and Python itself."""
    started = (Path(sys.argv[0]).absolute(), Path(sys.executable).absolute())
    return tuple(dict.fromkeys(path.parent for path in started if path.is_file()))
