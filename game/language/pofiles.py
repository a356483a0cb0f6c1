"""Read gettext catalogs strictly, and compile them: Babel alone takes broken strings for good."""

import re
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

_LINE = re.compile(
    r'(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"'
)


class CatalogError(Exception):
    """Say in one line which catalog is broken, where, and what to do."""


def read_catalog(file: Path, language: str) -> Catalog:
    """Read a catalog and refuse what gettext's own tools would refuse to parse.

    Args:
        file: the `.po` file.
        language: the language tag, for the plural forms.

    Returns:
        the catalog, fuzzy and obsolete entries included.

    Raises:
        CatalogError: if the file is not UTF-8 or not a catalog.
    """
    source = file.read_bytes()
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        at = source.count(b"\n", 0, error.start) + 1
        raise CatalogError(f"{file}:{at}: this is not UTF-8. Save the file as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped and not stripped.startswith(("#", "#~ #")) and not _LINE.fullmatch(stripped):
            raise CatalogError(
                f"{file}:{number}: this is no line of a catalog: {stripped[:40]}. "
                "Look for a missing quotation mark or backslash"
            )
    try:
        return read_po(BytesIO(source), locale=Locale.parse(language, sep="-"), abort_invalid=True)
    except PoFileError as error:
        what = str(error).rsplit(" on ", 1)[0]
        raise CatalogError(f"{file}:{error.lineno + 1}: {what}. Mend this entry") from None
    except (ValueError, IndexError, AttributeError) as error:
        raise CatalogError(f"{file}:1: {error}. Mend the catalog") from None


def compile_catalog(catalog: Catalog) -> bytes:
    """Compile a catalog for the game, without fuzzy entries."""
    compiled = BytesIO()
    write_mo(compiled, catalog, use_fuzzy=False)
    return compiled.getvalue()
