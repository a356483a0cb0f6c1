"""How a player wants to see and hear the game, kept between starts."""

import contextlib
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

TEXT_SIZES = (80, 90, 100, 110, 120, 130, 140, 150)


@dataclass(frozen=True, slots=True)
class Settings:
    """What "Text and display" can change.

    Args:
        language: code of a locale; empty until the first choice.
        text_size: per cent, one of TEXT_SIZES.
        contrast: black on white, without painted backgrounds.
        still: nothing moves by itself.
        sound: whether the game makes sounds.
        wait: every message waits for the player instead of coming by itself.
        full_screen: whether the window fills the screen.
    """

    language: str = ""
    text_size: int = 100
    contrast: bool = False
    still: bool = False
    sound: bool = True
    wait: bool = False
    full_screen: bool = False

    def bigger(self, steps: int) -> "Settings":
        """Give the settings with text `steps` sizes bigger, within the sizes there are."""
        at = TEXT_SIZES.index(self.text_size) + steps
        return replace(self, text_size=TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))])


def load_settings(folder: Path) -> Settings:
    """Read the settings; whatever is missing or makes no sense is as on the first day.

    Args:
        folder: the data folder.

    Returns:
        The settings.
    """
    try:
        found = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    usual = Settings()
    known = {
        f.name: found[f.name]
        for f in fields(Settings)
        if type(found.get(f.name)) is type(getattr(usual, f.name))
    }
    if known.get("text_size") not in TEXT_SIZES:
        known.pop("text_size", None)
    return replace(usual, **known)


def save_settings(settings: Settings, folder: Path) -> None:
    """Keep the settings; a folder that cannot be written costs only the next start's comfort."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "settings.json.new"
        unfinished.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
        unfinished.replace(folder / "settings.json")
