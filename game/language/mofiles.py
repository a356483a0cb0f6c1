"""Compile gettext catalogs for the game."""

import re
import struct
from collections.abc import Iterator

from game.language.entry_checks import faults, plural_forms
from game.language.fingerprints import MADE_FROM
from game.language.pofiles import Catalog, Entry

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_PAIR = struct.Struct("<2I")
_CHARSET = re.compile(r"(?m)^Content-Type:.*\n?")


def compile_catalog(catalog: Catalog, made_from: str | None = None) -> bytes:
    """Compile a catalog, without what is fuzzy, missing or faulty: it then appears in English.

    Args:
        catalog: what was read from a `.po` file.
        made_from: the fingerprint of that file; without it the game does not take the result
            while the file is there.

    Returns:
        the content of a `.mo` file, as `msgfmt` defines it.
    """
    pairs = sorted(_pairs(catalog, made_from))
    texts = _HEADER.size + 2 * len(pairs) * _PAIR.size
    offset = texts
    indexes: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            indexes.append(_PAIR.pack(len(pair[column]), offset))
            offset += len(pair[column]) + 1
    header = _HEADER.pack(
        _MAGIC, 0, len(pairs), _HEADER.size, _HEADER.size + len(pairs) * _PAIR.size, 0, texts
    )
    strings = [pair[column] + b"\0" for column in (0, 1) for pair in pairs]
    return b"".join([header, *indexes, *strings])


def left_out(catalog: Catalog) -> Iterator[tuple[int, str]]:
    """List what is not compiled because something is wrong with it; English appears there.

    Args:
        catalog: what was read from a `.po` file.

    Yields:
        The line in the file, and what is wrong, with what to do.
    """
    for entry in catalog.entries.values():
        if not entry.fuzzy:
            for said in (*(said for _, said in faults(entry)), *plural_forms(entry)):
                yield entry.line, said


def _pairs(catalog: Catalog, made_from: str | None) -> Iterator[tuple[bytes, bytes]]:
    added = "Content-Type: text/plain; charset=UTF-8\n"
    if made_from is not None:
        added += f"{MADE_FROM}: {made_from}\n"
    yield b"", (_CHARSET.sub("", catalog.header.msgstr[0]) + added).encode()
    for entry in catalog.entries.values():
        if entry.translations and not entry.fuzzy and not any(faults(entry)):
            yield _key(entry).encode(), "\0".join(_forms(entry)).encode()


def _key(entry: Entry) -> str:
    context = f"{entry.context}\x04" if entry.context else ""
    return context + "\0".join(entry.sources)


def _forms(entry: Entry) -> Iterator[str]:
    """Give each form; English stands in for a plural form that is missing."""
    for number, text in enumerate(entry.msgstr):
        yield text or entry.sources[min(number, len(entry.sources) - 1)]
