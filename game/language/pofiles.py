"""Read gettext catalogs as strictly as gettext's own tools do.

Babel's reader takes broken strings and doubled texts for good, and loses fields of the header.
"""

import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

Key = tuple[str, str]

FUZZY = "fuzzy"
_LARGEST = 8_000_000  # bytes; the catalog of a story of 10,000 lines has about 1,000,000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRING = re.compile(r'"(?:[^"\\]|\\[abfnrtv\\"])*"')
_ESCAPE = re.compile(r"\\(.)")
_UNESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_KEYWORD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d)\])?)\s*(?=\")")
_FORMS = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+);?")


class CatalogError(Exception):
    """Say in one line which catalog is broken, where, and what to do.

    Args:
        file: the catalog.
        line: where it is broken, from 1.
        what: what is wrong, and what to do; without a full stop at the end.
    """

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.line = line
        self.what = what


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of a catalog; its names are gettext's.

    Args:
        context: its `msgctxt`; empty where it has none.
        msgid: the English text.
        plural: its `msgid_plural`; None for a text that counts nothing.
        msgstr: the translation, or one for each plural form; empty texts where it is missing.
        comments: what translators noted, a line each.
        extracted: what the source says about the text, a line each.
        references: where it stands: the file, and the line from 1.
        flags: "fuzzy" and what the text is made of.
        previous: the lines that say what it was before.
        line: where its `msgid` stands in the catalog, from 1; 0 if it was not read from one.
    """

    context: str
    msgid: str
    plural: str | None = None
    msgstr: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[tuple[str, int | None], ...] = ()
    flags: frozenset[str] = frozenset()
    previous: tuple[str, ...] = ()
    line: int = 0

    @property
    def key(self) -> Key:
        """Give what tells the entry apart from all others."""
        return self.context, self.msgid

    @property
    def fuzzy(self) -> bool:
        """Say whether a translator still has to confirm it."""
        return FUZZY in self.flags

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the English text, or both of them."""
        return (self.msgid,) if self.plural is None else (self.msgid, self.plural)

    @property
    def translations(self) -> tuple[str, ...]:
        """Give the translations that are there."""
        return tuple(text for text in self.msgstr if text)

    @property
    def translated(self) -> bool:
        """Say whether the game shows the translation."""
        return all(self.msgstr) and not self.fuzzy


@dataclass(frozen=True, slots=True)
class Catalog:
    """Hold a catalog.

    Args:
        header: the entry without a text, whose translation is the header.
        entries: the texts, in the order of the file.
        obsolete: the texts that the source has no more.
    """

    header: Entry
    entries: Mapping[Key, Entry]
    obsolete: Mapping[Key, Entry]

    def field(self, name: str) -> str | None:
        """Look up a field of the header.

        Args:
            name: for example "Plural-Forms".
        """
        return header_field(self.header, name)

    @property
    def forms(self) -> int | None:
        """Say how many plural forms the language has; None if the header does not tell."""
        found = _FORMS.fullmatch(self.field("Plural-Forms") or "")
        return int(found[1]) if found else None


def header_field(header: Entry, name: str) -> str | None:
    """Look up a field of a header.

    Args:
        header: the entry without a text.
        name: for example "Plural-Forms".
    """
    start = f"{name}:"
    lines = header.msgstr[0].split("\n")
    return next((it[len(start) :].strip() for it in lines if it.startswith(start)), None)


def with_header_field(header: Entry, name: str, value: str) -> Entry:
    """Give a field of a header a value; it is added where it is missing.

    Args:
        header: the entry without a text.
        name: for example "POT-Creation-Date".
        value: what it says.
    """
    start = f"{name}:"
    lines = header.msgstr[0].splitlines()
    if header_field(header, name) is None:
        lines.append(start)
    changed = [f"{start} {value}" if line.startswith(start) else line for line in lines]
    return replace(header, msgstr=("".join(f"{line}\n" for line in changed),))


def read_catalog(file: Path) -> Catalog:
    """Read a catalog and refuse what gettext's own tools would refuse.

    Args:
        file: the `.po` or `.pot` file.

    Returns:
        the catalog, fuzzy and obsolete entries included.

    Raises:
        CatalogError: the file is not UTF-8, not a catalog, or far too large for one.
    """
    text = _read(file)
    reader = _Reader(file)
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped:
            reader.take(number, stripped)
    return reader.catalog()


def _read(file: Path) -> str:
    try:
        # Looked at before it is opened, since opening a pipe would wait for somebody to write.
        if not stat.S_ISREG(file.stat().st_mode):
            raise CatalogError(file, 1, "this is not a file. Put a catalog here")
        if file.stat().st_size > _LARGEST:
            size = _LARGEST // 1_000_000
            raise CatalogError(file, 1, f"the catalog has more than {size} MB. Shorten its texts")
        source = file.read_bytes()
    except OSError as error:
        what = f"the catalog cannot be read ({error.strerror}). Look whether it is there"
        raise CatalogError(file, 1, what) from None
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = source.count(b"\n", 0, error.start) + 1
        raise CatalogError(file, at, "this is not UTF-8. Save the file as UTF-8") from None
    if strange := _CONTROL.search(text):
        at = text.count("\n", 0, strange.start()) + 1
        raise CatalogError(file, at, "a control character stands here. Remove it")
    return text


class _Reader:
    """Take the lines of a catalog one after the other."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._number = 0
        self._header: Entry | None = None
        self._entries: dict[Key, Entry] = {}
        self._obsolete: dict[Key, Entry] = {}
        self._begin()

    def _begin(self) -> None:
        self._notes: dict[str, list[str]] = {}
        self._strings: dict[str, list[str]] = {}
        self._forms: list[list[str]] = []
        self._last: list[str] | None = None
        self._is_obsolete = False
        self._line = 0

    def take(self, number: int, line: str) -> None:
        """Take a line that is not empty, without the spaces around it."""
        self._number = number
        if line[0] == "#":
            if line.startswith("#~"):
                self._take_obsolete(line[2:].lstrip())
            else:
                self._take_comment(line)
        elif line[0] == '"':
            self._take_string(line)
        else:
            self._take_keyword(line, is_obsolete=False)

    def catalog(self) -> Catalog:
        """Give what was read."""
        self._finish()
        header = self._header or Entry("", "")
        read = Catalog(header, self._entries, self._obsolete)
        self._number = max(1, header.line)
        self._check_header(read)
        if read.forms:
            self._pad(read.forms)
        return read

    def _take_obsolete(self, line: str) -> None:
        if line.startswith('"'):
            self._take_string(line)
        elif line and not line.startswith(("|", "#")):  # what an obsolete text was before
            self._take_keyword(line, is_obsolete=True)

    def _take_comment(self, line: str) -> None:
        if self._forms:
            self._finish()
        kind = line[:2] if line[:2] in _KINDS else "#"
        if line.startswith("#-"):
            self._refuse("two versions of the catalog were merged here. Keep one of them")
        self._notes.setdefault(kind, []).append(line[len(kind) :].strip())

    def _take_keyword(self, line: str, *, is_obsolete: bool) -> None:
        found = _KEYWORD.match(line)
        if not found:
            self._refuse_line(line)
        keyword, form = found.groups()
        if self._forms and keyword in {"msgctxt", "msgid"}:
            self._finish()
        self._last = []
        if keyword.startswith("msgstr"):
            if "msgid" not in self._strings or int(form or 0) != len(self._forms):
                self._refuse("this translation stands in the wrong place. Mend the entry")
            self._forms.append(self._last)
        elif keyword in self._strings:
            self._refuse_unfinished()
        else:
            self._strings[keyword] = self._last
        if keyword == "msgid":
            self._is_obsolete, self._line = is_obsolete, self._number
        self._take_string(line[found.end() :])

    def _take_string(self, line: str) -> None:
        if self._last is None or not _STRING.fullmatch(line):
            self._refuse_line(line)
        text = line[1:-1]
        self._last.append(_ESCAPE.sub(_unescaped, text) if "\\" in text else text)

    def _finish(self) -> None:
        if self._strings and not self._forms:
            self._refuse_unfinished()
        if not self._forms:
            return
        strings = {keyword: "".join(pieces) for keyword, pieces in self._strings.items()}
        entry = Entry(
            context=strings.get("msgctxt", ""),
            msgid=strings["msgid"],
            plural=strings.get("msgid_plural"),
            msgstr=tuple("".join(form) for form in self._forms),
            comments=self._noted("#"),
            extracted=self._noted("#."),
            references=tuple(_references(self._notes.get("#:", ()))),
            flags=frozenset(_flags(self._notes.get("#,", ()))),
            previous=self._noted("#|"),
            line=self._line,
        )
        self._keep(entry)
        self._begin()

    def _noted(self, kind: str) -> tuple[str, ...]:
        return tuple(note for note in self._notes.get(kind, ()) if note)

    def _keep(self, entry: Entry) -> None:
        if entry.key == ("", "") and not self._is_obsolete:
            first, self._header = self._header, self._header or entry
        else:
            entries = self._obsolete if self._is_obsolete else self._entries
            first = entries.setdefault(entry.key, entry)
            first = None if first is entry or self._is_obsolete else first
        if first:
            self._number = entry.line
            self._refuse(f"the text of line {first.line} stands here again. Remove one of them")

    def _check_header(self, read: Catalog) -> None:
        charset = re.search(r"charset=([\w-]+)", read.field("Content-Type") or "charset=utf-8")
        if charset and charset[1].lower() not in {"utf-8", "utf8", "charset"}:
            self._refuse(f"the header says {charset[1]}. Save the file as UTF-8")
        plurals = read.field("Plural-Forms")
        if plurals and plurals.startswith("nplurals=INTEGER"):
            return
        if plurals and not _FORMS.fullmatch(plurals):
            self._refuse(f"no plural forms can be read from {plurals[:40]}. Copy them anew")

    def _pad(self, forms: int) -> None:
        """Give every counted text as many translations as the language has plural forms."""
        for key, entry in self._entries.items():
            lacking = (forms if entry.plural is not None else 1) - len(entry.msgstr)
            if lacking < 0:
                self._number = entry.line
                self._refuse(f"the text has {-lacking} translations too many. Remove them")
            if lacking:
                self._entries[key] = replace(entry, msgstr=entry.msgstr + ("",) * lacking)

    def _refuse_line(self, line: str) -> NoReturn:
        self._refuse(
            f"this is no line of a catalog: {line[:40]}. "
            "Look for a missing quotation mark or backslash"
        )

    def _refuse_unfinished(self) -> NoReturn:
        self._number = self._line or self._number
        text = "".join(self._strings.get("msgid", ()))
        self._refuse(f"missing msgstr for msgid {text[:40]!r}. Mend this entry")

    def _refuse(self, what: str) -> NoReturn:
        raise CatalogError(self._file, self._number, what)


_KINDS = frozenset({"#.", "#:", "#,", "#|"})


def _unescaped(found: re.Match[str]) -> str:
    return _UNESCAPED.get(found[1], found[1])


def _references(lines: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    for reference in " ".join(lines).split():
        file, colon, line = reference.rpartition(":")
        yield (file, int(line)) if colon and line.isdecimal() else (reference, None)


def _flags(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from filter(None, (flag.strip() for flag in line.split(",")))
