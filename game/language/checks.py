"""Check the catalogs of a language, against their entries and against one another."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from game.language.entry_checks import CHECKS
from game.language.extraction import FOR_ADULTS
from game.language.glossary import Term, renderings_in
from game.language.glossary_checks import Glossary
from game.language.pofiles import Catalog, CatalogError, Entry, read_catalog
from game.story.findings import Finding
from game.story.model import Place
from game.story.vocabulary import Avoided, uses
from game.story.wording import quoted

_WRITER = "Who writes "  # how comments of the writers of Quick Eyes begin


def check_catalogs(
    folder: Path,
    texts: Mapping[str, Collection[tuple[str, str]]],
    tricks: Mapping[str, str],
    avoided: Sequence[Avoided],
    terms: Sequence[Term] = (),
) -> Iterator[Finding]:
    """Check catalogs of one language.

    Args:
        folder: the one with the catalogs, `LC_MESSAGES`.
        texts: the domains to check, each with all (context, English text) that it must have.
        tricks: the English names of the tricks, by id.
        avoided: words that no text of this language should have.
        terms: the glossary.

    Yields:
        What is wrong, catalog by catalog.
    """
    catalogs: dict[Path, Catalog] = {}
    for domain, wanted in texts.items():
        file = folder / f"{domain}.po"
        if not file.is_file():
            message = (
                f"there is no catalog for {quoted(domain)}. `sarika languages update` makes it"
            )
            yield Finding(Place(str(file), 1, 1), message, "missing-translation")
            continue
        try:
            catalogs[file] = read_catalog(file)
        except CatalogError as error:
            yield Finding(Place(str(file), error.line, 1), error.what, "broken-catalog")
            continue
        yield from _check(file, catalogs[file], avoided)
        yield from _missing(file, catalogs[file], wanted)
        yield from _writers_renamed(file, catalogs[file])
    yield from _renamed(catalogs, tricks)
    yield from _departures(catalogs, Glossary(terms, renderings_in(terms, folder)))


def _check(file: Path, catalog: Catalog, avoided: Sequence[Avoided]) -> Iterator[Finding]:
    for entry in catalog.entries.values():
        if entry.fuzzy:
            continue
        place = _place(file, entry)
        for rule, check in CHECKS:
            for said in check(entry):
                yield Finding(place, said, rule)
        for text in entry.translations:
            for said in uses(text, avoided, adults=FOR_ADULTS in entry.extracted):
                yield Finding(place, said, "avoided-word")


def _missing(
    file: Path, catalog: Catalog, wanted: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    """Count what has no translation, in one finding a catalog."""
    keys = dict.fromkeys([*wanted, *catalog.entries])
    entries = {key: catalog.entries.get(key) for key in keys}
    missing = {
        key: entry for key, entry in entries.items() if entry is None or not entry.translated
    }
    if not missing:
        return
    (_, text), first = next(iter(missing.items()))
    unsure = sum(entry is not None and entry.fuzzy for entry in missing.values())
    also = f" ({unsure} of them marked fuzzy)" if unsure else ""
    yield Finding(
        _place(file, first) if first is not None else Place(str(file), 1, 1),
        f"{len(missing)} of {len(entries)} texts have no translation{also}, the first "
        f"is {quoted(text)}. Translate them; until then they appear in English",
        "missing-translation",
    )


def _renamed(catalogs: Mapping[Path, Catalog], tricks: Mapping[str, str]) -> Iterator[Finding]:
    """Find texts that are a trick's name and are translated otherwise than the trick's name is."""
    names: dict[str, str] = {}
    for catalog in catalogs.values():
        for trick, english in tricks.items():
            entry = catalog.entries.get((f"trick/{trick}", english))
            if entry is not None and entry.translations:
                names[english.casefold()] = entry.msgstr[0]
    for file, catalog in catalogs.items():
        for entry in catalog.entries.values():
            for english, text in zip(entry.sources, entry.msgstr, strict=False):
                name = names.get(english.casefold(), text)
                if text and text.casefold() != name.casefold():
                    said = (
                        f"the trick {quoted(english)} is {quoted(name)} elsewhere and "
                        f"{quoted(text)} here. Use one name"
                    )
                    yield Finding(_place(file, entry), said, "trick-renamed")


def _writers_renamed(file: Path, catalog: Catalog) -> Iterator[Finding]:
    """Find writers of messages that are called otherwise than in an entry before."""
    names: dict[str, str] = {}
    for entry in catalog.entries.values():
        if entry.translations and any(it.startswith(_WRITER) for it in entry.extracted):
            english, text = entry.msgid, entry.msgstr[0]
            if names.setdefault(english, text) != text:
                said = (
                    f"{quoted(english)} is {quoted(names[english])} before and {quoted(text)} "
                    "here. Use one name, so that the name does not tell the answer"
                )
                yield Finding(_place(file, entry), said, "writer-renamed")


def _departures(catalogs: Mapping[Path, Catalog], glossary: Glossary) -> Iterator[Finding]:
    """Find texts that call a thing otherwise than the glossary does."""
    for file, catalog in catalogs.items():
        for entry in catalog.entries.values():
            for said in glossary.departures(file.stem, entry):
                yield Finding(_place(file, entry), said, "departs-from-glossary")


def _place(file: Path, entry: Entry) -> Place:
    return Place(str(file), max(1, entry.line), 1)
