"""`sarika languages glossary`: write the glossary for other programs for translators."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from game.language.glossary import Rendering, Term

    Languages = Mapping[str, Mapping[str, Sequence[Rendering]]]

DESCRIPTION = "Write the glossary for Weblate, OmegaT and other programs for translators."
_OF_ALL = "tbx"  # the format that holds all languages in one file


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika languages glossary`."""
    parser.add_argument(
        "--format",
        choices=(_OF_ALL, "csv", "omegat"),
        default=_OF_ALL,
        help="TBX-Basic, version 2; a table for Weblate and spreadsheets; or what OmegaT keeps "
        "(call it NAME.utf8); tbx if not given",
    )
    parser.add_argument(
        "--lang",
        metavar="CODE",
        help="the language; without it all of them, which only TBX can hold",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, else it is printed")


def run(chosen: argparse.Namespace) -> int:
    """Write.

    Raises:
        CommandError: there is no such language, the format needs one, or the file cannot be
            written.
    """
    from game.language.catalogs import SOURCE_LANGUAGE
    from game.language.glossary import load_terms, renderings_in
    from game.language.locales import load_locales
    from game.opening import UnknownError, known
    from game.story.load import load_common

    codes = [code for code in load_locales(places.LOCALES) if code != SOURCE_LANGUAGE]
    if chosen.lang is None and chosen.format != _OF_ALL:
        raise CommandError(
            f"a file of the format {chosen.format} holds one language. Say which: --lang "
            f"{codes[0] if codes else 'CODE'}"
        )
    if chosen.lang is not None:
        try:
            known(chosen.lang, codes, "translated language")
        except UnknownError as error:
            raise CommandError(str(error)) from None
        codes = [chosen.lang]
    common = load_common(places.SCENARIOS)
    terms = load_terms(places.SCENARIOS / "glossary.yaml", common)
    folders = {code: places.LOCALES / code / "LC_MESSAGES" for code in codes}
    languages = {code: renderings_in(terms, folder) for code, folder in folders.items()}
    _give(_written(chosen.format, terms, languages), chosen.out)
    return 0


def _written(format_: str, terms: "Sequence[Term]", languages: "Languages") -> str:
    from game.language.glossary_files import omegat, table, tbx

    if format_ == _OF_ALL:
        return tbx(terms, languages)
    (renderings,) = languages.values()
    return (table if format_ == "csv" else omegat)(terms, renderings)


def _give(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CommandError(f"cannot write {out}: {error.strerror}") from None
    print(f"The glossary is in {out}")
