"""Find the entries of the catalogs behind texts: where they stand, and what state they are in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from game.language.catalogs import SOURCE_LANGUAGE, Request
from game.language.pofiles import Catalog, CatalogError, Entry, read_catalog
from game.language.pseudo import PSEUDO
from game.places import ROOT

State = Literal["translated", "fuzzy", "missing", "absent", "source"]


@dataclass(frozen=True, slots=True)
class Found:
    """Tell of an entry.

    Args:
        domain: of its catalog.
        context: its `msgctxt`.
        sources: the English text; both where it counts something.
        msgstr: the translations that are there.
        state: "absent" where the catalog has no such entry or cannot be read, "source" where there
            is nothing to translate.
        file: the catalog, or the template where there is nothing to translate.
        line: of the entry in it; None where it is absent.
        comments: what the source and the translators say of it.
    """

    domain: str
    context: str
    sources: tuple[str, ...]
    msgstr: tuple[str, ...]
    state: State
    file: str
    line: int | None
    comments: tuple[str, ...] = ()


class Entries:
    """Look entries up.

    Args:
        locales: the folder with one folder a language, and the templates.
        language: the language tag; the entries of English and of the pseudo-language are those of
            the templates.
    """

    def __init__(self, locales: Path, language: str) -> None:
        self._is_source = language in {SOURCE_LANGUAGE, PSEUDO}
        self._folder = (
            locales / "templates" if self._is_source else locales / language / "LC_MESSAGES"
        )
        self._templates = locales / "templates"
        self._catalogs: dict[Path, Catalog | None] = {}
        self.problems: list[str] = []  # one line for each catalog that cannot be read

    def find(self, request: Request) -> Found:
        """Find the entry that was asked for."""
        file = self._file(request.domain)
        catalog = self._catalog(file)
        entry = catalog.entries.get((request.context, request.msgid)) if catalog else None
        if entry is None:
            sources = (
                (request.msgid,) if request.plural is None else (request.msgid, request.plural)
            )
            return Found(
                request.domain, request.context, sources, (), "absent", _shown(file), line=None
            )
        return self._found(request.domain, file, entry)

    def not_among(self, requests: Iterable[Request]) -> Mapping[str, list[Found]]:
        """Find the entries that were never asked for, by domain."""
        shown = {(it.domain, it.context, it.msgid) for it in requests}
        return {
            file.stem: left
            for file in sorted(self._templates.glob("*.pot"))
            if (left := list(self._left(file.stem, shown)))
        }

    def _left(self, domain: str, shown: set[tuple[str, str, str]]) -> Iterator[Found]:
        template = self._catalog(self._templates / f"{domain}.pot")
        for context, msgid in template.entries if template else ():
            if (domain, context, msgid) not in shown:
                yield self.find(Request(domain, context, msgid))

    def _found(self, domain: str, file: Path, entry: Entry) -> Found:
        state: State = "translated"
        if self._is_source:
            state = "source"
        elif not entry.translated:
            state = "fuzzy" if entry.fuzzy and entry.translations else "missing"
        return Found(
            domain,
            entry.context,
            entry.sources,
            entry.translations,
            state,
            _shown(file),
            entry.line,
            (*entry.extracted, *entry.comments),
        )

    def _file(self, domain: str) -> Path:
        return self._folder / f"{domain}{'.pot' if self._is_source else '.po'}"

    def _catalog(self, file: Path) -> Catalog | None:
        if file not in self._catalogs:
            self._catalogs[file] = self._read(file) if file.is_file() else None
        return self._catalogs[file]

    def _read(self, file: Path) -> Catalog | None:
        try:
            return read_catalog(file)
        except CatalogError as error:
            self.problems.append(str(error))
            return None


def _shown(file: Path) -> str:
    """Name a file as one finds it: from the project's folder, or else from the root."""
    return (file.relative_to(ROOT) if file.is_relative_to(ROOT) else file).as_posix()
