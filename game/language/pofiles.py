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
_FORMS = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+);?")
_CHARSET = re.compile(r"charset=([\w-]+)")

# As in gettext, an entry is a row of words, whatever spaces and line ends stand between them.
_STRING = r'"(?:[^"\\\n]|\\[abfnrtv\\"])*+"'
_STRINGS = rf"(?:{_STRING}\s*)++"
_ENTRY = re.compile(
    rf"""
    \s*
    (?P<comments>(?:\#(?!~)[^\n]*\n\s*)*+)
    (?: (?: msgctxt\s*(?P<context>{_STRINGS}) )?
        msgid\s*(?P<msgid>{_STRINGS})
        (?: msgid_plural\s*(?P<plural>{_STRINGS}) (?P<forms>(?:msgstr\[\d\]\s*{_STRINGS})++)
          | msgstr\s*(?P<msgstr>{_STRINGS})
        )
      | (?P<obsolete>(?:\#~[^\n]*\n\s*)++)
    )
    """,
    re.VERBOSE,
)
_FORM = re.compile(rf"msgstr\[(\d)\]\s*({_STRINGS})")
_OBSOLETE = re.compile(r"(?m)^#~(?:\|.*)?")
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?{_STRING}")
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_ESCAPE = re.compile(r"\\(.)")
_UNESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_MARKS = frozenset({"#.", "#:", "#,", "#|"})


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
    return _Reader(file, _read(file)).catalog()


def read_header(file: Path) -> Entry:
    """Read only the header of a catalog.

    Args:
        file: the `.po` or `.pot` file.

    Raises:
        CatalogError: the file is not UTF-8, begins like no catalog, or is far too large for one.
    """
    return _Reader(file, _read(file)).header()


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
    """Read the text of a catalog, entry by entry."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = file
        self._text = f"{text}\n"
        self._at = 0
        self._line = 1

    def header(self) -> Entry:
        """Give the entry without a text; an empty one if the catalog does not begin with it."""
        _, header = next(self._entries(), (False, _NO_HEADER))
        return header if header.key == _NO_HEADER.key else _NO_HEADER

    def catalog(self) -> Catalog:
        """Give all of it."""
        entries: dict[Key, Entry] = {}
        obsolete: dict[Key, Entry] = {}
        for is_obsolete, entry in self._entries():
            if is_obsolete:
                obsolete.setdefault(entry.key, entry)
            elif first := entries.get(entry.key):
                self._line = entry.line
                self._refuse(f"the text of line {first.line} stands here again. Remove one of them")
            else:
                entries[entry.key] = entry
        header = entries.pop(_NO_HEADER.key, _NO_HEADER)
        read = Catalog(header, entries, obsolete)
        self._check_header(read)
        if read.forms:
            self._pad(entries, read.forms)
        return read

    def _entries(self) -> Iterator[tuple[bool, Entry]]:
        while found := _ENTRY.match(self._text, self._at):
            if found["obsolete"] is None:
                yield False, self._entry(found)
            else:
                yield from self._obsolete(found)
            self._line += self._text.count("\n", self._at, found.end())
            self._at = found.end()
        rest = self._text[self._at :].strip().split("\n")
        if not all(line.startswith("#") for line in rest if line):
            self._refuse_entry()

    def _entry(self, found: re.Match[str]) -> Entry:
        notes: dict[str, list[str]] = {}
        for comment in found["comments"].split("\n"):
            line = comment.strip()
            mark = line[:2] if line[:2] in _MARKS else "#"
            if note := line[len(mark) :].strip():
                notes.setdefault(mark, []).append(note)
        context, plural = found["context"], found["plural"]
        return Entry(
            context=_joined(context) if context else "",
            msgid=_joined(found["msgid"]),
            plural=_joined(plural) if plural else None,
            msgstr=self._translations(found),
            comments=tuple(notes.get("#", ())),
            extracted=tuple(notes.get("#.", ())),
            references=tuple(_references(notes.get("#:", ()))),
            flags=frozenset(_flags(notes.get("#,", ()))),
            previous=tuple(notes.get("#|", ())),
            line=self._line + found.string.count("\n", found.start(), found.start("msgid")),
        )

    def _translations(self, found: re.Match[str]) -> tuple[str, ...]:
        if found["msgstr"]:
            return (_joined(found["msgstr"]),)
        forms = _FORM.findall(found["forms"])
        if [int(number) for number, _ in forms] != list(range(len(forms))):
            self._refuse_entry()
        return tuple(_joined(strings) for _, strings in forms)

    def _obsolete(self, block: re.Match[str]) -> Iterator[tuple[bool, Entry]]:
        text = block["comments"] + _OBSOLETE.sub("", block["obsolete"])
        at = 0
        while found := _ENTRY.match(text, at):
            yield True, self._entry(found)
            at = found.end()
        if text[at:].strip():
            self._refuse_entry()

    def _check_header(self, read: Catalog) -> None:
        self._line = max(1, read.header.line)
        charset = _CHARSET.search(read.field("Content-Type") or "")
        if charset and charset[1].lower() not in {"utf-8", "utf8", "charset"}:
            self._refuse(f"the header says {charset[1]}. Save the file as UTF-8")
        plurals = read.field("Plural-Forms")
        # The templates of other tools say INTEGER and EXPRESSION.
        if plurals and not _FORMS.fullmatch(plurals) and "INTEGER" not in plurals:
            self._refuse(f"there is no number of plural forms in {plurals[:40]}. Copy it anew")

    def _pad(self, entries: dict[Key, Entry], forms: int) -> None:
        """Give every counted text as many translations as the language has plural forms."""
        for key, entry in entries.items():
            lacking = forms - len(entry.msgstr) if entry.plural is not None else 0
            if lacking < 0:
                self._line = entry.line
                self._refuse(f"the text has {-lacking} translations too many. Remove them")
            if lacking:
                entries[key] = replace(entry, msgstr=entry.msgstr + ("",) * lacking)

    def _refuse_entry(self) -> NoReturn:
        """Say which line of the entry that begins here cannot be read."""
        rest = self._text[self._at :]
        self._line += rest[: len(rest) - len(rest.lstrip())].count("\n")
        words = False
        for number, line in enumerate(rest.lstrip().split("\n"), self._line):
            comment = line.lstrip().startswith("#") and not line.lstrip().startswith("#~")
            if words and (comment or not line.strip()):
                break
            text = line.strip().removeprefix("#~").strip()
            if not comment and text and not text.startswith("|"):
                words = True
                if not _LINE.fullmatch(text):
                    self._line = number
                    self._refuse(
                        f"this is no line of a catalog: {text[:40]}. "
                        "Look for a missing quotation mark or backslash"
                    )
        self._refuse("the entry has no msgstr, or its lines are in disorder. Mend it")

    def _refuse(self, what: str) -> NoReturn:
        raise CatalogError(self._file, self._line, what)


_NO_HEADER = Entry("", "")


def _joined(strings: str) -> str:
    text = "".join(_PIECE.findall(strings))
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    return _UNESCAPED.get(found[1], found[1])


def _references(lines: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    for reference in " ".join(lines).split():
        file, colon, line = reference.rpartition(":")
        yield (file, int(line)) if colon and line.isdecimal() else (reference, None)


def _flags(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from filter(None, (flag.strip() for flag in line.split(",")))
