"""`sarika languages new`: begin a language with its folder, locale file and empty catalogs."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError
from game.commands.languages_update import checkout
from game.commands.telling import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from game.language.cldr import Language
    from game.language.pofiles import Catalog

DESCRIPTION = "Begin a language: make its folder, its locale file and its empty catalogs."
_DIRECTIONS = {"ltr": "from left to right", "rtl": "from right to left"}
_RIGHT_TO_LEFT = (
    "From right to left: within a text, words stand in the right order. Screens are not mirrored "
    "yet:\n  bubbles, buttons and arrows stay where they are in other languages."
)


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika languages new`."""
    parser.add_argument("code", metavar="CODE", help="a language tag, such as lo, my, vi or id")


def run(chosen: argparse.Namespace) -> int:
    """Begin it, and say what comes next.

    Raises:
        CommandError: there is no such language, it is there already, or it cannot be written.
    """
    from game.language.beginning import CannotBeginError, begin
    from game.language.cldr import UnknownLanguageError, language
    from game.language.pofiles import CatalogError

    checkout()
    try:
        about = language(chosen.code)
        catalogs = begin(places.LOCALES, about, datetime.now(UTC))
    except (UnknownLanguageError, CannotBeginError, CatalogError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from None
    print("\n".join(_told(about, catalogs)))
    return 0


def _told(about: "Language", catalogs: "Mapping[str, Catalog]") -> "Iterator[str]":
    texts = sum(len(catalog.entries) for catalog in catalogs.values())
    folder = places.LOCALES / about.code
    yield f"Made {folder} for {about.english} ({about.name}):"
    yield (
        f"  script {about.script}, {_DIRECTIONS[about.direction]}, "
        f"{many(about.plural_forms, 'plural form')}, "
        f"{many(len(catalogs), 'catalog')} with {many(texts, 'text')}."
    )
    yield f"Font: {_font(about)}"
    yield f"Ends of lines: {_breaks(about)}"
    if about.direction == "rtl":
        yield _RIGHT_TO_LEFT
    yield f"Next: translate {folder / 'LC_MESSAGES' / 'common.po'}, then"
    yield f"  sarika --lang {about.code}"


def _font(about: "Language") -> str:
    if about.font is None:
        return (
            f"no package on PyPI is known for the script {about.script}.\n"
            f"  Put a font into the folder and name it in locale.yaml."
        )
    package, file = about.font
    if about.font_installed:
        return f"{file} of the package {package}, which is installed."
    return (
        f"{file} of the package {package}. Install it:\n"
        f"  pip install {package}\n"
        "  and name it under dependencies in pyproject.toml, so that everybody has it."
    )


def _breaks(about: "Language") -> str:
    return {
        "dictionary": f"ICU has a dictionary of {about.english}.\n"
        "  Names and new words that it breaks go into whole-words.txt.",
        "other dictionary": f"ICU has no dictionary of {about.english} and takes another "
        "language's of the same\n"
        "  script. Allow breaks with U+200B, forbid them with U+2060 or in whole-words.txt.",
        "by hand": f"ICU has no dictionary of {about.english}. Allow breaks with U+200B.",
        "characters": "between characters.",
        "spaces": "at spaces; no dictionary is needed.",
    }[about.breaks]
