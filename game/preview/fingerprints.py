"""Say of what pictures are made, besides texts: code, art, fonts, what a language is, stories."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from game import places
from game.language.locales import Locale
from game.learning.events import QUICK_EYES
from game.screen.gallery import SCREENS

# Parts of the game that have a say in what pictures look like, and what is known of them.
_CODE = ("language", "learning", "screen", "story")
_DRAWING = ("drawing.py", "hearing.py", "pictures.py")
_LIBRARIES = ("pygame-ce", "icu4py", "Babel")
_PARTS_OF_LANGUAGES = ("locale.yaml", "whole-words.txt")


def fingerprints(
    locales: Mapping[str, Locale], scenarios: Path, stories: Iterable[str]
) -> dict[str, str]:
    """Hash for each group of pictures all that they depend on, besides the catalogs.

    Args:
        locales: the languages of the game, by code.
        scenarios: the folder of the stories.
        stories: their ids.

    Returns:
        A hash for each group. Screens outside of stories show what was played, so that they
        depend on every story; a story depends only on itself and on what all stories share.
    """
    shared = sorted(scenarios.glob("*.yaml"))
    quick_eyes = scenarios / f"{QUICK_EYES}.yaml"
    common = [file for file in shared if file != quick_eyes]
    base = _base(locales)
    every = [*shared, *sorted((scenarios / "stories").glob("*.yaml"))]
    return {
        SCREENS: _hash(base, every),
        QUICK_EYES: _hash(base, shared),
        **{it: _hash(base, [*common, scenarios / "stories" / f"{it}.yaml"]) for it in stories},
    }


def _base(locales: Mapping[str, Locale]) -> str:
    here = Path(__file__).parent
    code = sorted(file for part in _CODE for file in (here.parent / part).glob("*.py"))
    code += [here / name for name in _DRAWING]
    art = sorted(places.ASSETS.rglob("*.*"))
    languages = [places.LOCALES / code / name for code in locales for name in _PARTS_OF_LANGUAGES]
    fonts = [font for locale in locales.values() for font in locale.fonts.values() if font]
    libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return _hash(libraries, [*code, *art, *languages, *fonts])


def _hash(begin: str, files: Iterable[Path]) -> str:
    """Hash files with their names; one that is not there is as good as an empty one."""
    made = blake2b(begin.encode(), digest_size=12)
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        made.update(f"\0{file.name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()
