"""Bring templates and catalogs up to date with the sources: `python -m game.language.refresh`.

It does what `pybabel extract` and `pybabel update` do for every domain, and besides keeps dates as
they are, so that a file changes only when a text, its place or its comment did.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po, write_po

from game.language.extraction import extractor
from game.language.pofiles import CatalogError, read_catalog
from game.places import ROOT
from game.story.findings import StoryError

SOURCE_LANGUAGE = "en"
_KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(["t:1c,2", "n:1c,2,3"])
_COMMENT_TAG = "Translators:"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Tell what a refresh did.

    Args:
        changed: the files that were written, templates first.
        problems: one line for each source or catalog that could not be read and was left alone.
    """

    changed: tuple[Path, ...]
    problems: tuple[str, ...]


def refresh(root: Path, now: datetime) -> Refreshed:
    """Extract all domains and update the catalogs of all languages but the source language.

    Args:
        root: the folder that holds `game`, `scenarios` and `locales`.
        now: the date for files that do not exist yet, with its time zone.

    Returns:
        what was written, and what could not be read.
    """
    locales = root / "locales"
    languages = sorted(file.parent.name for file in locales.glob("*/locale.yaml"))
    changed: list[Path] = []
    problems: list[str] = []
    for domain, sources in _domains(root).items():
        template_file = locales / "templates" / f"{domain}.pot"
        try:
            fresh = _template(root, domain, sources, _kept_date(template_file, now))
        except StoryError as error:
            problems += map(str, error.findings)
            continue
        changed += _write(template_file, fresh)
        template = read_po(BytesIO(template_file.read_bytes()))
        for language in languages:
            if language == SOURCE_LANGUAGE:
                continue
            file = locales / language / "LC_MESSAGES" / f"{domain}.po"
            try:
                changed += _write(file, _updated(file, template, language, now))
            except CatalogError as error:
                problems.append(str(error))
    return Refreshed(tuple(changed), tuple(problems))


def _domains(root: Path) -> dict[str, list[Path]]:
    scenarios = root / "scenarios"
    common = [scenarios / f"{name}.yaml" for name in ("cast", "help", "tricks")]
    return {
        # In the order in which pybabel walks: a folder's files before its folders.
        "interface": sorted(
            (root / "game").rglob("*.py"), key=lambda file: (file.parent, file.name)
        ),
        "common": [file for file in common if file.is_file()],
        **{file.stem: [file] for file in scenarios.glob("quick-eyes.yaml")},
        **{file.stem: [file] for file in sorted((scenarios / "stories").glob("*.yaml"))},
    }


def _template(root: Path, domain: str, sources: Iterable[Path], date: datetime | str) -> Catalog:
    catalog = Catalog(
        project="Sarika",
        version=domain,
        header_comment=f"# Texts of Sarika: {domain}.\n# License: CC-BY-SA-4.0",
        creation_date=date,
    )
    catalog.msgid_bugs_address = ""
    for source in sources:
        where = source.relative_to(root).as_posix()
        for line, text, comments, context in _extracted(source):
            catalog.add(text, None, [(where, line)], auto_comments=comments, context=context)
    return catalog


def _extracted(
    source: Path,
) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    method: Any = extractor(source) if source.suffix == ".yaml" else "python"
    yield from extract_from_file(method, source, _KEYWORDS, [_COMMENT_TAG])


def _updated(file: Path, template: Catalog, language: str, now: datetime) -> Catalog:
    if file.is_file():
        catalog = read_catalog(file, language)
    else:
        locale = Locale.parse(language, sep="-")
        catalog = Catalog(
            locale=locale,
            project=template.project,
            version=template.version,
            header_comment=template.header_comment,
            revision_date=now,
            language_team=locale.english_name,
            fuzzy=False,
        )
        catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.update(template)
    # As in gettext, what was never translated leaves no trace.
    catalog.obsolete = {key: old for key, old in catalog.obsolete.items() if any(old.string or "")}
    return catalog


def _kept_date(template: Path, now: datetime) -> datetime | str:
    if not template.is_file():
        return now
    return read_po(BytesIO(template.read_bytes())).creation_date


def _write(file: Path, catalog: Catalog) -> list[Path]:
    """Write a catalog if it differs from its file, in one step, and say whether it was written."""
    for message in catalog:
        # A bare "100% sure" is no format string; our placeholders are {name} only.
        if "python-format" in message.flags:
            message.flags.discard("python-format")
            message.flags.add("no-python-format")
    written = BytesIO()
    write_po(written, catalog)
    if file.is_file() and _unversioned(file.read_bytes()) == _unversioned(written.getvalue()):
        return []
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(written.getvalue())
    beside.replace(file)
    return [file]


def _unversioned(catalog: bytes) -> list[bytes]:
    return [line for line in catalog.splitlines() if not line.startswith(b'"Generated-By: ')]


def main() -> int:
    """Refresh the catalogs of this checkout and list the files that changed.

    Returns:
        1 if a source or a catalog could not be read, else 0.
    """
    done = refresh(ROOT, datetime.now(UTC))
    for file in done.changed:
        print(file.relative_to(ROOT))  # noqa: T201 - a command prints
    for problem in done.problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return 1 if done.problems else 0


if __name__ == "__main__":
    sys.exit(main())
