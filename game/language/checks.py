"""Check translations: each check is one small function in a list, as in Babel's own checkers."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import category

from babel.messages import Catalog, Message

from game.language.pofiles import CatalogError, read_catalog
from game.story.findings import Finding
from game.story.model import Place
from game.story.vocabulary import Avoided, uses
from game.story.wording import quoted

Check = Callable[[Message], Iterator[str]]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")
_DIGITS = {
    "Thai": re.compile("[\u0e50-\u0e59]"),
    "Khmer": re.compile("[\u17e0-\u17e9]"),
    "Latin": re.compile("[0-9]"),
}
_WIDEST = 2.0
_SLACK = 8  # letters that a short text may be longer by
_COENG = "\u17d2"  # the Khmer sign that puts the next consonant below
# How comments of texts begin that may stay as they are, and the comment of texts for adults.
_KEPT = ("Source of", "Name of")
_ADULTS = "For adults only; children never see it."
_WRITER = "Who writes "  # how comments of the writers of Quick Eyes begin
_ERROR = re.compile(r"(.*?):(\d+): (.*)", re.DOTALL)


def placeholders(message: Message) -> Iterator[str]:
    """Find names in braces that a translation lost or invented."""
    wanted = {name for text in _source(message) for name in _PLACEHOLDER.findall(text)}
    for text in _translations(message):
        there = set(_PLACEHOLDER.findall(text))
        for name in sorted(wanted - there):
            yield f"`{{{name}}}` is lost in {quoted(text)}. Put it where it belongs"
        for name in sorted(there - wanted):
            yield f"nothing takes the place of `{{{name}}}` in {quoted(text)}. Remove it"


def length(message: Message) -> Iterator[str]:
    """Find translations that need more than twice the space."""
    space = max(map(width, _source(message)))
    for text in _translations(message):
        if width(text) > _WIDEST * space + _SLACK:
            yield (
                f"{quoted(text)} is {width(text)} letters wide, and the English text {space}. "
                "Say it shorter"
            )


def untranslated(message: Message) -> Iterator[str]:
    """Find translations that are the English text."""
    may_stay = any(comment.startswith(_KEPT) for comment in message.auto_comments)
    for text in _translations(message):
        if text in _source(message) and _WORDS.search(text) and not may_stay:
            yield f"{quoted(text)} is the English text. Translate it"


def digits(message: Message) -> Iterator[str]:
    """Find texts with digits of two scripts."""
    for text in _translations(message):
        scripts = [name for name, pattern in _DIGITS.items() if pattern.search(text)]
        if len(scripts) > 1:
            yield f"{quoted(text)} has {' and '.join(scripts)} digits. Keep to one kind"


CHECKS: tuple[tuple[str, Check], ...] = (
    ("placeholder-lost", placeholders),
    ("long-translation", length),
    ("same-as-source", untranslated),
    ("mixed-digits", digits),
)


def width(text: str) -> int:
    """Count the letters that take room on a line: not marks, nor what stands below a consonant.

    Args:
        text: any text.
    """
    shown = re.sub(f"{_COENG}.", "", text)
    return sum(category(letter) != "Mn" for letter in shown)


def check_catalogs(
    folder: Path,
    language: str,
    texts: Mapping[str, Collection[tuple[str, str]]],
    tricks: Mapping[str, str],
    avoided: Sequence[Avoided],
) -> Iterator[Finding]:
    """Check catalogs of one language.

    Args:
        folder: the one with the catalogs, `LC_MESSAGES`.
        language: the language tag.
        texts: the domains to check, each with all (context, English text) that it must have.
        tricks: the English names of the tricks, by id.
        avoided: words that no text of this language should have.

    Yields:
        What is wrong, catalog by catalog.
    """
    catalogs: dict[Path, Catalog] = {}
    for domain, wanted in texts.items():
        file = folder / f"{domain}.po"
        if not file.is_file():
            message = f"there is no catalog for {quoted(domain)}. Refresh the catalogs"
            yield Finding(Place(str(file), 1, 1), message, "missing-translation")
            continue
        try:
            catalogs[file] = read_catalog(file, language)
        except CatalogError as error:
            yield _broken(error, file)
            continue
        yield from _check(file, catalogs[file], avoided)
        yield from _missing(file, catalogs[file], wanted)
        yield from _writers_renamed(file, catalogs[file])
    yield from _renamed(catalogs, tricks)


def _check(file: Path, catalog: Catalog, avoided: Sequence[Avoided]) -> Iterator[Finding]:
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        place = _place(file, message)
        for rule, check in CHECKS:
            for said in check(message):
                yield Finding(place, said, rule)
        for text in _translations(message):
            for said in uses(text, avoided, adults=_ADULTS in message.auto_comments):
                yield Finding(place, said, "avoided-word")


def _missing(
    file: Path, catalog: Catalog, wanted: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    """Count what has no translation, in one finding a catalog."""
    entries = {(message.context or "", _source(message)[0]): message for message in catalog}
    entries.pop(("", ""), None)
    missing = [
        (key, entries.get(key))
        for key in dict.fromkeys([*wanted, *entries])
        if key not in entries or entries[key].fuzzy or not all(_all(entries[key]))
    ]
    if not missing:
        return
    (_, text), entry = missing[0]
    unsure = sum(1 for _, e in missing if e is not None and e.fuzzy)
    also = f" ({unsure} of them marked fuzzy)" if unsure else ""
    yield Finding(
        _place(file, entry) if entry is not None else Place(str(file), 1, 1),
        f"{len(missing)} of {len({*wanted, *entries})} texts have no translation{also}, the first "
        f"is {quoted(text)}. Translate them; until then they appear in English",
        "missing-translation",
    )


def _renamed(catalogs: Mapping[Path, Catalog], tricks: Mapping[str, str]) -> Iterator[Finding]:
    """Find texts that are a trick's name and are translated otherwise than the trick's name is."""
    names: dict[str, str] = {}
    for catalog in catalogs.values():
        for trick, english in tricks.items():
            message = catalog.get(english, f"trick/{trick}")
            if message is not None and message.string:
                names[english.casefold()] = str(message.string)
    for file, catalog in catalogs.items():
        for message in catalog:
            for english, text in zip(_source(message), _all(message), strict=False):
                name = names.get(english.casefold(), text)
                if text and text.casefold() != name.casefold():
                    said = (
                        f"the trick {quoted(english)} is {quoted(name)} elsewhere and "
                        f"{quoted(text)} here. Use one name"
                    )
                    yield Finding(_place(file, message), said, "trick-renamed")


def _writers_renamed(file: Path, catalog: Catalog) -> Iterator[Finding]:
    """Find writers of messages that are called otherwise than in an entry before."""
    names: dict[str, str] = {}
    for message in catalog:
        if message.string and any(comment.startswith(_WRITER) for comment in message.auto_comments):
            english, text = _source(message)[0], str(message.string)
            if names.setdefault(english, text) != text:
                said = (
                    f"{quoted(english)} is {quoted(names[english])} before and {quoted(text)} "
                    "here. Use one name, so that the name does not tell the answer"
                )
                yield Finding(_place(file, message), said, "writer-renamed")


def _broken(error: CatalogError, file: Path) -> Finding:
    parts = _ERROR.fullmatch(str(error).removeprefix(str(file)).join(("x", "")))
    line, said = (int(parts[2]), parts[3]) if parts else (1, str(error))
    return Finding(Place(str(file), line, 1), said, "broken-catalog")


def _place(file: Path, message: Message) -> Place:
    return Place(str(file), message.lineno or 1, 1)


def _source(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def _all(message: Message) -> tuple[str, ...]:
    """Give each form of a translation; an empty text where it is missing."""
    forms = message.string
    return tuple(forms) if isinstance(forms, (list, tuple)) else (forms or "",)


def _translations(message: Message) -> tuple[str, ...]:
    return tuple(text for text in _all(message) if text)
