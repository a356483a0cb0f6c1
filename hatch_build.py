"""Make what the repository does not hold: compiled catalogs, and the bold faces packages lack.

Hatchling calls this before it packs a wheel or an sdist, and for `pip install -e .`.
"""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BOLD = 700
_FACES = {
    "Lexend-Bold.ttf": ("fontpkg_lexend", "Lexend[wght].ttf"),
    "NotoSansKhmer-Bold.ttf": ("fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf"),
}


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Compile the catalogs and make the fonts inside the project's folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make what is missing or older than its source.

        Args:
            version: not used; every kind of build needs the same.
            build_data: not used; pyproject.toml says what is packed.
        """
        root = Path(self.root)
        for problem in compile_catalogs(root):
            self.app.display_warning(problem)
        make_fonts(root / "assets" / "fonts")


def compile_catalogs(root: Path) -> list[str]:
    """Compile every catalog without its fuzzy entries.

    Args:
        root: the project's folder.

    Returns:
        one line for each catalog or text that is broken; the game then shows English there.
    """
    sys.path.insert(0, str(root))
    from game.language.fingerprints import fingerprint
    from game.language.mofiles import compile_catalog, left_out
    from game.language.pofiles import CatalogError, read_catalog

    problems = []
    for source in sorted((root / "locales").glob("*/LC_MESSAGES/*.po")):
        try:
            catalog = read_catalog(source)
        except CatalogError as error:
            problems.append(str(error))
        else:
            problems += [f"{source}:{line}: {what}" for line, what in left_out(catalog)]
            made_from = fingerprint(source.read_bytes())
            source.with_suffix(".mo").write_bytes(compile_catalog(catalog, made_from))
    return problems


def make_fonts(folder: Path) -> None:
    """Cut the bold faces out of the variable fonts, with their licences beside them.

    Args:
        folder: where the game looks for its own fonts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, (package, source_name) in _FACES.items():
        package_folder = _package_folder(package)
        source, bold = package_folder / "files" / source_name, folder / name
        if not bold.is_file() or bold.stat().st_mtime < source.stat().st_mtime:
            _make_bold(source, bold)
            shutil.copyfile(package_folder / "LICENSE", bold.with_name(f"{bold.stem}-LICENSE.txt"))


def _make_bold(source: Path, bold: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with TTFont(source, recalcTimestamp=False) as font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        limits = {"wght": _BOLD, "wdth": 100}
        instantiateVariableFont(
            font, {axis: limits[axis] for axis in axes}, inplace=True, updateFontNames=True
        )
        font.save(bold)


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed. Install it, then build again")
    return Path(spec.origin).parent
