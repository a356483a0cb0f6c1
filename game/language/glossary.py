"""The glossary: words and names that have one translation wherever they stand.

The words are in `glossary.yaml`, the names of tricks and people in `tricks.yaml` and `cast.yaml`.
Their translations are in the catalogs `glossary` and `common`, like everything else that is
translated. A translator's comment `also: WORDS (why)` at a term accepts other words besides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from game.language.pofiles import Catalog, CatalogError, Entry, Key, read_catalog
from game.story.findings import Findings
from game.story.formats import GLOSSARY, KINDS_OF_TEXT
from game.story.load import Common
from game.story.shapes import Reading
from game.story.yaml_source import parse, read_bytes

DOMAIN = "glossary"
DOMAINS = (DOMAIN, "common")  # the catalogs that hold translations of terms
Group = Literal["word", "trick", "person"]
_REMARK = r"(?:^|\s){}:\s*(.+?)\s*\(([^()]+)\)"
_ALSO = re.compile(_REMARK.format("also"))
_WITHOUT = re.compile(_REMARK.format("without"))


@dataclass(frozen=True, slots=True)
class Term:
    """Describe one word or name of the glossary.

    Args:
        id: its name for programs, of letters, digits and hyphens.
        group: whether it is a word of glossary.yaml, a trick's name or a person's.
        key: the context and the English text that its translation has in a catalog.
        forms: other forms of the English text.
        part: its part of speech, one of `PARTS_OF_SPEECH`.
        meaning: one sentence.
        usage: how to use it; empty if there is nothing to know.
        used: the kinds of texts in which it has one translation, of `KINDS_OF_TEXT`.
        freely: whether texts may say it in other words.
    """

    id: str
    group: Group
    key: Key
    forms: tuple[str, ...]
    part: str
    meaning: str
    usage: str
    used: tuple[str, ...]
    freely: bool

    @property
    def text(self) -> str:
        """Give the English text."""
        return self.key[1]

    @property
    def is_name(self) -> bool:
        """Say whether it is a name, written with the same capital letters everywhere."""
        return self.group != "word" or self.part == "name"


@dataclass(frozen=True, slots=True)
class Rendering:
    """Hold one translation of a term.

    Args:
        text: the words.
        why: why it is accepted besides the first; empty for the first.
    """

    text: str
    why: str


def load_terms(file: Path, common: Common) -> tuple[Term, ...]:
    """Load the glossary.

    Args:
        file: `glossary.yaml`.
        common: the cast and the tricks.

    Returns:
        the words in the order of the file, the tricks and the people.

    Raises:
        StoryError: the file is broken; has all findings.
    """
    findings = Findings()
    root = parse(read_bytes(file), str(file), findings)
    words = GLOSSARY.read(root, Reading(findings, {})) or {}
    findings.raise_if_any()
    return (
        *(_word(name, entry.value.values) for name, entry in words.items()),
        *_tricks(common),
        *_people(common),
    )


def renderings(
    terms: Iterable[Term], catalogs: Iterable[Catalog]
) -> dict[str, tuple[Rendering, ...]]:
    """Look up the translations of terms.

    Args:
        terms: the glossary.
        catalogs: those of one language that may hold translations of terms.

    Returns:
        by a term's id, the translation and what is accepted besides; without what has none.
    """
    entries: dict[Key, Entry] = {}
    for catalog in catalogs:
        entries |= catalog.entries
    found = {term.id: entries.get(term.key) for term in terms}
    return {
        name: (Rendering(entry.msgstr[0], ""), *_also(entry))
        for name, entry in found.items()
        if entry is not None and entry.translated
    }


def renderings_in(terms: Iterable[Term], folder: Path) -> dict[str, tuple[Rendering, ...]]:
    """Look up the translations of terms in the catalogs of a language.

    Args:
        terms: the glossary.
        folder: `LC_MESSAGES` of the language; a catalog that is missing or broken counts as empty.

    Returns:
        by a term's id, the translation and what is accepted besides; without what has none.
    """
    return renderings(terms, [catalog for it in DOMAINS if (catalog := _read(folder, it))])


def exempted(entry: Entry) -> Iterator[str]:
    """Give the terms that a translation does without, as its translator says in a comment.

    Args:
        entry: any entry; a comment is like `without: chat (clear from the line before)`.
    """
    for found in _WITHOUT.finditer(" ".join(entry.comments)):
        yield found[1]


def _also(entry: Entry) -> Iterator[Rendering]:
    for found in _ALSO.finditer(" ".join(entry.comments)):
        yield Rendering(found[1], found[2])


def _read(folder: Path, domain: str) -> Catalog | None:
    try:
        return read_catalog(folder / f"{domain}.po")
    except CatalogError:
        return None


def _word(name: str, values: Mapping[str, object]) -> Term:
    forms, used = values.get("forms", ()), values["used"]
    assert isinstance(forms, tuple)  # noqa: S101 - the format says so
    assert isinstance(used, tuple)  # noqa: S101
    return Term(
        id=name,
        group="word",
        key=(f"term/{name}", str(values["term"])),
        forms=forms,
        part=str(values["part"]),
        meaning=str(values["meaning"]),
        usage=str(values.get("usage", "")),
        used=used,
        freely=values.get("translated") == "freely",
    )


def _tricks(common: Common) -> Iterator[Term]:
    for trick in common.tricks.values():
        yield Term(
            id=f"trick-{trick.id.replace('_', '-')}",
            group="trick",
            key=(f"trick/{trick.id}", trick.name),
            forms=(),
            part="phrase",
            meaning=trick.what,
            usage="The name of a trick, also an answer on a button.",
            used=("screens", "stories", "adults"),
            freely=False,
        )


def _people(common: Common) -> Iterator[Term]:
    for person in common.cast.values():
        yield Term(
            id=f"person-{person.id}",
            group="person",
            key=(f"cast/{person.id}", person.name),
            forms=(),
            part="name",
            meaning=person.about,
            usage=f"Somebody in the stories: {person.sex}, {person.age}.",
            used=KINDS_OF_TEXT,
            # "Mint's father" says who somebody is; each language bends it as its sentences need.
            freely="'s " in person.name,
        )
