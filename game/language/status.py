"""Say how far the translation of each language is."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.language.catalogs import SOURCE_LANGUAGE
from game.language.checks import check_catalogs
from game.language.glossary import Term
from game.language.locales import Locale, load_locales
from game.language.pofiles import Catalog, CatalogError, read_catalog
from game.language.update import TEMPLATES, catalog_file, catalog_folder
from game.story.vocabulary import Avoided

_LOG = logging.getLogger(__name__)
# Not failed checks, but work that is left.
_LEFT = frozenset({"missing-translation"})
_FIRST = ("interface", "common", "quick-eyes", "glossary")


@dataclass(frozen=True, slots=True)
class Progress:
    """Count the texts of one catalog, or of several.

    Args:
        translated: texts whose translation the game shows.
        fuzzy: texts with a translation that somebody has to confirm.
        missing: texts without a translation.
        words_left: English words in the texts that are fuzzy or missing.
        failed: checks that translations do not pass.
    """

    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    words_left: int = 0
    failed: int = 0

    @property
    def texts(self) -> int:
        """Count all texts."""
        return self.translated + self.fuzzy + self.missing

    @property
    def percent(self) -> int:
        """Say how much is translated; 100 only if nothing is left."""
        return 100 * self.translated // self.texts if self.texts else 100

    def __add__(self, other: "Progress") -> "Progress":
        """Count the texts of both."""
        return Progress(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.missing + other.missing,
            self.words_left + other.words_left,
            self.failed + other.failed,
        )


@dataclass(frozen=True, slots=True)
class Domain:
    """Tell how far one catalog is.

    Args:
        name: "interface", "common", "quick-eyes", or the story's id.
        progress: its texts.
        broken: why it cannot be read, in one line; None if it can.
    """

    name: str
    progress: Progress
    broken: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Tell how far one language is.

    Args:
        locale: the language.
        domains: its catalogs, those of stories last.
    """

    locale: Locale
    domains: tuple[Domain, ...]

    @property
    def progress(self) -> Progress:
        """Count the texts of all catalogs."""
        return sum((domain.progress for domain in self.domains), Progress())


def status(
    locales: Path,
    tricks: Mapping[str, str],
    avoided: Mapping[str, Sequence[Avoided]],
    terms: Sequence[Term] = (),
) -> list[Status]:
    """Say how far all languages are but the source language.

    Args:
        locales: the folder with one folder a language, and the templates.
        tricks: the English names of the tricks, by id.
        avoided: words that no text should have, by language.
        terms: the glossary.

    Returns:
        the languages, by code; one whose `locale.yaml` cannot be read is left out.
    """
    templates = _templates(locales)
    return [
        _of_language(locales, locale, templates, tricks, avoided.get(code, ()), terms)
        for code, locale in load_locales(locales).items()
        if code != SOURCE_LANGUAGE
    ]


def _templates(locales: Path) -> dict[str, Catalog]:
    """Read the templates; a broken one is logged and left out, until it is written anew."""
    files = {file.stem: file for file in sorted((locales / TEMPLATES).glob("*.pot"))}
    read: dict[str, Catalog] = {}
    for name in dict.fromkeys((*_FIRST, *files)):
        try:
            if name in files:
                read[name] = read_catalog(files[name])
        except CatalogError as error:
            _LOG.warning("%s", error)
    return read


def _of_language(
    locales: Path,
    locale: Locale,
    templates: Mapping[str, Catalog],
    tricks: Mapping[str, str],
    avoided: Sequence[Avoided],
    terms: Sequence[Term],
) -> Status:
    files = {name: catalog_file(locales, locale.code, name) for name in templates}
    texts = {name: template.entries.keys() for name, template in templates.items()}
    folder = catalog_folder(locales, locale.code)
    findings = check_catalogs(folder, texts, tricks, avoided, terms)
    failed = Counter(it.place.file for it in findings if it.rule not in _LEFT)
    return Status(
        locale,
        tuple(
            _of_domain(name, files[name], template, failed[str(files[name])])
            for name, template in templates.items()
        ),
    )


def _of_domain(name: str, file: Path, template: Catalog, failed: int) -> Domain:
    broken = None
    try:
        entries = read_catalog(file).entries if file.is_file() else {}
    except CatalogError as error:
        entries, broken = {}, str(error)
    translated = fuzzy = words_left = 0
    for key, wanted in template.entries.items():
        entry = entries.get(key)
        if entry is not None and entry.translated:
            translated += 1
            continue
        fuzzy += entry is not None and entry.fuzzy
        words_left += len(wanted.msgid.split())
    missing = len(template.entries) - translated - fuzzy
    return Domain(name, Progress(translated, fuzzy, missing, words_left, failed), broken)
