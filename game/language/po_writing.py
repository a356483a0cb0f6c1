"""Write gettext catalogs as Babel writes them, to the byte, in a fraction of its time."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from game.language.pofiles import Catalog, Entry

if TYPE_CHECKING:
    from babel.util import TextWrapper

_WIDTH = 76
_LINE_ENDS = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def written(catalog: Catalog) -> str:
    """Write a catalog.

    Args:
        catalog: what is to be written.

    Returns:
        the content of its file.
    """
    lines: list[str] = []
    _add(lines, catalog.header, "")
    for entry in catalog.entries.values():
        _add(lines, entry, "")
    for entry in catalog.obsolete.values():
        _add(lines, entry, "#~ ")
    return "\n".join([*lines, ""])


def wrapped(comment: str) -> list[str]:
    """Break a comment into lines, as Babel does; a line that is broken stays as it is."""
    if len(comment) <= _WIDTH and "\t" not in comment:
        return [comment] if comment else []
    return _wrapped(comment)


def _add(lines: list[str], entry: Entry, prefix: str) -> None:
    _add_comments(lines, "#", entry.comments)
    _add_comments(lines, "#.", entry.extracted)
    if entry.references:
        _add_comments(lines, "#:", [_places(entry.references)])
    if entry.flags:
        lines.append(f"#, {', '.join(sorted(entry.flags))}")
    if entry.fuzzy:
        lines += [f"#| {line}" for line in entry.previous]
    if entry.context:
        lines.append(f"{prefix}msgctxt {_quoted(entry.context, prefix)}")
    lines.append(f"{prefix}msgid {_quoted(entry.msgid, prefix)}")
    if entry.plural is None:
        lines.append(f"{prefix}msgstr {_quoted(entry.msgstr[0], prefix)}")
    else:
        lines.append(f"{prefix}msgid_plural {_quoted(entry.plural, prefix)}")
        for number, text in enumerate(entry.msgstr):
            lines.append(f"{prefix}msgstr[{number}] {_quoted(text, prefix)}")
    lines.append("")


def _add_comments(lines: list[str], mark: str, comments: Iterable[str]) -> None:
    for comment in comments:
        lines += [f"{mark} {line}" for line in wrapped(comment)]


def _places(references: Iterable[tuple[str, int | None]]) -> str:
    ordered = sorted(references, key=lambda it: (it[0], it[1] or -1))
    return " ".join(dict.fromkeys(f"{file}:{line}" if line else file for file, line in ordered))


@lru_cache(maxsize=50_000)
def _quoted(text: str, prefix: str) -> str:
    """Write a string; the English texts come again in the catalog of every language."""
    if len(text) < _WIDTH and not _LINE_ENDS.search(text):
        line = text.replace("\\", "\\\\").replace("\t", "\\t").replace('"', '\\"')
        if len(prefix) + len(line) + 2 <= _WIDTH:
            return f'"{line}"'
    from babel.messages.pofile import normalize

    return str(normalize(text, prefix, _WIDTH))


@lru_cache(maxsize=50_000)
def _wrapped(comment: str) -> list[str]:
    return [line.strip() for line in _wrapper().wrap(comment)]


@lru_cache(maxsize=1)
def _wrapper() -> "TextWrapper":
    from babel.util import TextWrapper

    return TextWrapper(width=_WIDTH, break_long_words=False)
