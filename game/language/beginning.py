"""Begin a language: its folder, its locale file and its catalogs, all of it or nothing."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from game.language.cldr import Language
from game.language.locales import FILE
from game.language.po_writing import written
from game.language.pofiles import Catalog, read_catalog
from game.language.update import TEMPLATES, catalog_file, started

_LINE_HEIGHT = {"Latn": 1.4, "Cyrl": 1.4, "Grek": 1.4}
_HIGH_LINE = 1.6  # scripts with marks above and below
# Scripts with a bold face in `assets/fonts`; the font packages have none.
_BOLD = {
    "Latn": "Lexend-Bold.ttf",
    "Khmr": "NotoSansKhmer-Bold.ttf",
    "Thai": "fontpkg-sarabun Sarabun-Bold.ttf",
}


class CannotBeginError(Exception):
    """The language cannot be begun; the message says why, and what to do."""


def begin(locales: Path, language: Language, now: datetime) -> dict[str, Catalog]:
    """Make the folder of a new language.

    Args:
        locales: the folder with one folder a language, and the templates.
        language: what CLDR knows of it.
        now: the date for the headers, with its time zone.

    Returns:
        its catalogs by domain, each with all texts and no translation.

    Raises:
        CannotBeginError: it is there already, or there are no templates.
        CatalogError: a template cannot be read.
        OSError: the folder cannot be written.
    """
    folder = locales / language.code
    if os.path.lexists(folder):
        raise CannotBeginError(
            f"{folder} is there already. Bring it up to date with `sarika languages update`"
        )
    templates = sorted((locales / TEMPLATES).glob("*.pot"))
    if not templates:
        raise CannotBeginError(
            f"{locales / TEMPLATES} has no templates. Make them with `sarika languages update`"
        )
    catalogs = {file.stem: started(read_catalog(file), language.code, now) for file in templates}
    beside = locales / f".{language.code}.new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for domain, catalog in catalogs.items():
            file = catalog_file(locales, beside.name, domain)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(written(catalog).encode())
        # Last: a folder without it is no language.
        (beside / FILE).write_bytes("".join(_locale_file(language)).encode())
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return catalogs


def _locale_file(language: Language) -> Iterator[str]:
    digits = "0 to 9" if language.digits == "latn" else f"its own ({language.digits}), or 0 to 9"
    yield (
        f"# From CLDR, by `sarika languages new {language.code}`. Look whether it is right.\n"
        f"# Plural forms: {language.plural_forms}. Digits: {digits}; the game writes 0 to 9.\n"
        f"code: {language.code}\n"
        f"name: {language.name}\n"
        f"english_name: {language.english}\n"
        f"script: {language.script}\n"
        f"direction: {language.direction}\n"
    )
    if language.font:
        yield f"fonts:\n  regular: {' '.join(language.font)}\n"
        if language.script in _BOLD:
            yield f"  bold: {_BOLD[language.script]}\n"
    else:
        yield (
            f"# No font package is known for {language.script}. Put a font into this folder and "
            "name it:\n# fonts:\n#   regular: MyFont.ttf\n"
        )
    yield (
        "fallback: en\n"
        f"line_height: {_LINE_HEIGHT.get(language.script, _HIGH_LINE)}\n"
        "reviewed: no\n"
    )
