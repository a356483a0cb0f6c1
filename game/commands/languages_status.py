"""`sarika languages status`: say how far the translation of each language is."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import places
from game.commands import FOUND, CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.language.status import Progress, Status

DESCRIPTION = "Say for each language what is translated, what is left, and which checks failed."
_ROW = "{:<24}{:>12}{:>12}{:>8}{:>9}{:>12}{:>8}"
_HEAD = _ROW.format("", "texts", "translated", "fuzzy", "missing", "words left", "failed")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika languages status`."""
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="for people or for programs"
    )
    parser.add_argument(
        "--picture", type=Path, metavar="FILE.svg", help="draw it, too, as for the README"
    )


def run(chosen: argparse.Namespace) -> int:
    """Print.

    Returns:
        1 if a catalog cannot be read, else 0.

    Raises:
        CommandError: the picture cannot be written.
    """
    from game.language.glossary import load_terms
    from game.language.status import status
    from game.story.load import load_common
    from game.story.vocabulary import load_words

    common = load_common(places.SCENARIOS)
    tricks = {trick.id: trick.name for trick in common.tricks.values()}
    avoided = load_words(places.SCENARIOS / "words.yaml")
    terms = load_terms(places.SCENARIOS / "glossary.yaml", common)
    found = status(places.LOCALES, tricks, avoided, terms)
    if chosen.picture:
        _draw(found, chosen.picture)
    if chosen.format == "json":
        print(json.dumps([_report(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_table(one)) for one in found))
    broken = [domain.broken for one in found for domain in one.domains if domain.broken]
    for problem in broken:
        print(problem, file=sys.stderr)
    return FOUND if broken else 0


def _draw(found: "Sequence[Status]", file: Path) -> None:
    from game.language.status_picture import picture

    try:
        file.write_text(picture(found), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {file}: {error.strerror}") from None


def _table(one: "Status") -> "Iterator[str]":
    reviewed = one.locale.reviewed
    said = f"reviewed by {reviewed}" if reviewed else "not yet reviewed by native practitioners"
    yield f"{one.locale.code} {one.locale.english}: {one.progress.percent} %, {said}"
    yield _HEAD
    for domain in one.domains:
        yield f"{_row(domain.name, domain.progress)}{'  broken' if domain.broken else ''}"
    yield _row("all", one.progress)


def _row(name: str, progress: "Progress") -> str:
    numbers = (
        progress.texts,
        progress.translated,
        progress.fuzzy,
        progress.missing,
        progress.words_left,
        progress.failed,
    )
    return _ROW.format(name, *(f"{number:,}" for number in numbers))


def _report(one: "Status") -> dict[str, Any]:
    return {
        "language": one.locale.code,
        "name": one.locale.english,
        "reviewed": one.locale.reviewed,
        **_numbers(one.progress),
        "domains": [
            {"domain": it.name, **_numbers(it.progress), "broken": it.broken} for it in one.domains
        ],
    }


def _numbers(progress: "Progress") -> dict[str, int]:
    return {"texts": progress.texts, "percent": progress.percent, **asdict(progress)}
