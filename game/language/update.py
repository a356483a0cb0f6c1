"""Bring templates and catalogs up to date with the sources.

It does what `pybabel extract` and `pybabel update` do for every domain, and besides keeps dates as
they are, so that a file changes only when a text, its place or its comment did.
"""

import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from game.language.catalogs import INTERFACE, SOURCE_LANGUAGE
from game.language.extraction import extractor
from game.language.interface import extract_interface
from game.language.locales import FILE, TAG, lies_inside
from game.language.po_writing import written
from game.language.pofiles import (
    FUZZY,
    Catalog,
    CatalogError,
    Entry,
    Key,
    read_catalog,
    read_header,
    with_header_field,
)
from game.language.skeletons import skeleton
from game.story.findings import StoryError

TEMPLATES = "templates"
_CREATED = "POT-Creation-Date"
_COMMON = ("cast", "help", "tricks")  # the files of one domain
_ALONE = ("glossary", "quick-eyes")  # those with a domain of their own
# So many pairs of texts are compared at most when a changed text is looked for in a catalog;
# it takes about a second. Beyond that, only texts of the same scene are compared.
_MOST_PAIRS = 10_000
_FORMATS = {"python-format": "no-python-format"}


@dataclass(frozen=True, slots=True)
class Changed:
    """Tell what became of one file.

    Args:
        file: the template or the catalog.
        new: how many texts came.
        fuzzy: how many of them have the translation of a similar text, to be confirmed.
        gone: how many texts went.
    """

    file: Path
    new: int
    fuzzy: int
    gone: int


@dataclass(frozen=True, slots=True)
class Updated:
    """Tell what an update did.

    Args:
        changed: the files that were written, each template before its catalogs.
        problems: one line for each source or catalog that could not be read and was left alone.
    """

    changed: tuple[Changed, ...]
    problems: tuple[str, ...]


def update(
    root: Path,
    now: datetime,
    only: Collection[str] | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Updated:
    """Extract domains, and update their catalogs in all languages but the source language.

    Args:
        root: the folder that holds `game`, `scenarios` and `locales`.
        now: the date for files that do not exist yet, with its time zone.
        only: the domains; all for None.
        progress: told which part is done, from 0 to 1.

    Returns:
        what was written, and what could not be read.
    """
    locales = root / "locales"
    languages = translated_languages(locales)
    chosen = {name: files for name, files in domains(root).items() if only is None or name in only}
    changed: list[Changed] = []
    problems: list[str] = []
    for number, (domain, sources) in enumerate(chosen.items()):
        progress(number / len(chosen))
        try:
            template, text = _template(root, domain, sources, now, changed)
        except StoryError as error:
            problems += str(error).splitlines()
            continue
        except SyntaxError as error:
            problems.append(f"{error.filename}:{error.lineno}: {error.msg}. Mend the program")
            continue
        wanted = skeleton(text)
        for language in languages:
            file = catalog_file(locales, language, domain)
            if wanted is not None and skeleton(_content(file)) == wanted:
                continue
            try:
                old = read_catalog(file) if file.is_file() else None
            except CatalogError as error:
                problems.append(str(error))
                continue
            new = merged(old, template) if old else started(template, language, now)
            _write(file, new, written(new), changed, old.entries if old else ())
    return Updated(tuple(changed), tuple(problems))


def domains(root: Path) -> dict[str, list[Path]]:
    """List the domains, each with the files that its texts are in.

    Args:
        root: the folder that holds `game` and `scenarios`.
    """
    scenarios = root / "scenarios"
    common = [scenarios / f"{name}.yaml" for name in _COMMON]
    # In the order in which pybabel walks: a folder's files before its folders.
    interface = sorted((root / "game").rglob("*.py"), key=lambda file: (file.parent, file.name))
    return {
        INTERFACE: interface,
        "common": [file for file in common if file.is_file()],
        **{
            name: [scenarios / f"{name}.yaml"]
            for name in _ALONE
            if (scenarios / f"{name}.yaml").is_file()
        },
        **{file.stem: [file] for file in sorted((scenarios / "stories").glob("*.yaml"))},
    }


def translated_languages(locales: Path) -> list[str]:
    """List the languages that have catalogs.

    Args:
        locales: the folder with one folder a language.
    """
    found = sorted(file.parent.name for file in locales.glob(f"*/{FILE}") if lies_inside(file))
    return [code for code in found if code != SOURCE_LANGUAGE and TAG.fullmatch(code)]


def catalog_folder(locales: Path, language: str) -> Path:
    """Say where the catalogs of a language are."""
    return locales / language / "LC_MESSAGES"


def catalog_file(locales: Path, language: str, domain: str) -> Path:
    """Say where a catalog is."""
    return catalog_folder(locales, language) / f"{domain}.po"


def started(template: Catalog, language: str, now: datetime) -> Catalog:
    """Begin the catalog of a language.

    Args:
        template: what was read from the template.
        language: the language tag.
        now: the date for its header, with its time zone.

    Returns:
        all texts without a translation, under a header with the language's plural forms.
    """
    from game.language.headers import catalog_header

    return merged(Catalog(catalog_header(template.header, language, now), {}, {}), template)


def merged(old: Catalog, template: Catalog) -> Catalog:
    """Give a catalog the texts of its template, in their order.

    What changed a little keeps its translation, marked fuzzy. What went is kept as obsolete if it
    was translated, and taken up again when it comes back.

    Args:
        old: the catalog as it is.
        template: what was read from the template.
    """
    known = {**old.obsolete, **old.entries}
    similar = _similar(old, [it for key, it in template.entries.items() if key not in known])
    forms = old.forms or 1
    entries = {
        key: _translated(fresh, known.get(key), similar.get(key), forms)
        for key, fresh in template.entries.items()
    }
    kept = {*entries, *(it.key for it in similar.values())}
    obsolete = {key: _retired(it) for key, it in known.items() if key not in kept}
    created = template.field(_CREATED)
    header = with_header_field(old.header, _CREATED, created) if created else old.header
    return Catalog(header, entries, {key: it for key, it in obsolete.items() if it.translations})


def _translated(fresh: Entry, known: Entry | None, similar: Entry | None, forms: int) -> Entry:
    """Give a text of the template the translation that was there, or a similar text's."""
    count = 1 if fresh.plural is None else forms
    before = known or similar
    if before is None:
        before = Entry(fresh.context, fresh.msgid, fresh.plural)
    counted = (before.plural is None) is (fresh.plural is None)
    flags = {flag for flag in before.flags if not flag.endswith("-format")}
    if before.translations and (before is similar or not counted):
        flags.add(FUZZY)
    return Entry(
        context=fresh.context,
        msgid=fresh.msgid,
        plural=fresh.plural,
        msgstr=(before.msgstr + ("",) * count)[:count],
        comments=tuple(dict.fromkeys(before.comments)),
        extracted=fresh.extracted,
        references=fresh.references,
        flags=fresh.flags | flags,
        previous=before.previous,
    )


def _retired(entry: Entry) -> Entry:
    """Leave out what the source said of a text, since it does not have it any more."""
    return replace(entry, extracted=(), references=(), flags=entry.flags & {FUZZY}, previous=())


def _similar(old: Catalog, new: Collection[Entry]) -> dict[Key, Entry]:
    """Find for new texts the most similar ones that are translated, as Babel does."""
    candidates = {_compared(it): it for it in old.entries.values() if it.translations}
    all_of_them = len(new) * len(candidates) <= _MOST_PAIRS
    by_context: dict[str, list[str]] = defaultdict(list)
    for text, entry in candidates.items():
        by_context[entry.context].append(text)
    number = Counter(entry.context for entry in new)
    found: dict[Key, Entry] = {}
    for entry in new:
        text = _compared(entry)
        among: Iterable[str] = candidates if all_of_them else by_context[entry.context]
        if not all_of_them and number[entry.context] * len(by_context[entry.context]) > _MOST_PAIRS:
            among = ()
        near = [text] if text in candidates else get_close_matches(text, among, 1)
        if near:
            found[entry.key] = candidates[near[0]]
    return found


def _compared(entry: Entry) -> str:
    return entry.msgid.lower().strip()


def _template(
    root: Path, domain: str, sources: Iterable[Path], now: datetime, changed: list[Changed]
) -> tuple[Catalog, str]:
    """Write a template if it changed, and give what is in it, and its text."""
    file = root / "locales" / TEMPLATES / f"{domain}.pot"
    try:
        header = read_header(file)
    except CatalogError:  # it is not there, or broken, and is written anew
        from game.language.headers import template_header

        header = template_header(domain, now)
    template = Catalog(header, _texts(root, sources), {})
    text = written(template)
    if _content(file) != text:
        before: Collection[Key] = ()
        with contextlib.suppress(CatalogError):  # there is none, or it is broken
            before = read_catalog(file).entries
        _write(file, template, text, changed, before)
    return template, text


def _texts(root: Path, sources: Iterable[Path]) -> dict[Key, Entry]:
    """Extract texts; one that comes again in the same context is one entry with both places."""
    entries: dict[Key, Entry] = {}
    for source in sources:
        where = source.relative_to(root).as_posix()
        extract = extractor(source) if source.suffix == ".yaml" else extract_interface
        with source.open("rb") as opened:
            for line, _, (context, *texts), comments in extract(opened, (), (), {}):
                entry = Entry(
                    context=context,
                    msgid=texts[0],
                    plural=texts[1] if len(texts) > 1 else None,
                    msgstr=("",) * len(texts),
                    extracted=tuple(comments),
                    references=((where, line),),
                    flags=_formats(texts),
                )
                before = entries.get(entry.key)
                entries[entry.key] = _joined(before, entry) if before else entry
    return entries


def _joined(one: Entry, other: Entry) -> Entry:
    return replace(
        one if other.plural is None else other,
        extracted=tuple(dict.fromkeys(one.extracted + other.extracted)),
        references=tuple(dict.fromkeys(one.references + other.references)),
        flags=one.flags | other.flags,
    )


def _formats(texts: Iterable[str]) -> frozenset[str]:
    """Say what gettext's tools should check; a bare "100% sure" is no format string."""
    if not any("{" in text or "%" in text for text in texts):
        return frozenset()
    from babel.messages import Message

    flags = Message(tuple(texts)).flags
    return frozenset(_FORMATS.get(flag, flag) for flag in flags)


def _content(file: Path) -> str:
    """Give the text of a file, whatever system its lines end for; nothing if there is none."""
    try:
        return file.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _write(
    file: Path, new: Catalog, text: str, changed: list[Changed], before: Collection[Key]
) -> None:
    """Write a catalog if it differs from its file, in one step, and note what it did."""
    if _content(file) == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(file)
    came = [entry for key, entry in new.entries.items() if key not in before]
    gone = sum(key not in new.entries for key in before)
    changed.append(Changed(file, len(came), sum(it.fuzzy for it in came), gone))
