"""How long players are kept: a number of days in a small file beside the records."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = "keeping.json"
USUAL_DAYS = 180
FEWEST_DAYS, MOST_DAYS = 30, 3650


@dataclass(frozen=True, slots=True)
class Keeping:
    """Say how long players are kept.

    Args:
        days: after a player's newest event, from FEWEST_DAYS to MOST_DAYS; None for ever.
    """

    days: int | None = USUAL_DAYS

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.days is not None and not FEWEST_DAYS <= self.days <= MOST_DAYS:
            raise ValueError(f"players are kept for {FEWEST_DAYS} to {MOST_DAYS} days, or for ever")


def load_keeping(folder: Path) -> Keeping:
    """Read how long players are kept.

    Args:
        folder: the data folder.

    Returns:
        What was set; the usual where nothing was. For ever where the file cannot be read or makes
        no sense: nobody should be gone because of that.
    """
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Keeping()
    except (OSError, ValueError, RecursionError):
        return Keeping(None)
    days = found.get("days") if isinstance(found, dict) else None
    return Keeping(days if type(days) is int and FEWEST_DAYS <= days <= MOST_DAYS else None)


def save_keeping(keeping: Keeping, folder: Path) -> None:
    """Set how long players are kept.

    Args:
        keeping: how long.
        folder: the data folder; it is made if need be.

    Raises:
        OSError: it cannot be written; what was set before still holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE}.new"
    unfinished.write_text(json.dumps({"days": keeping.days}), encoding="utf-8")
    unfinished.replace(folder / FILE)
