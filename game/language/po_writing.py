"""Write gettext catalogs as Babel writes them, to the byte, in a fraction of its time."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from game.language.pofiles import Catalog, Entry

_WIDTH = 76
_LINE_ENDS = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def written(catalog: Catalog) -> str:
    """Write a catalog.

    Args:
        catalog: what is to be written.

    Returns:
        the content of its file.
    """
    lines = [*_lines(catalog.header, "")]
    for entry in catalog.entries.values():
        lines += _lines(entry, "")
    for entry in catalog.obsolete.values():
        lines += _lines(entry, "#~ ")
    return "\n".join([*lines, ""])


def wrapped(comment: str) -> list[str]:
    """Break a comment into lines, as Babel does; a line that is broken stays as it is."""
    if len(comment) <= _WIDTH and "\t" not in comment:
        return [comment] if comment else []
    return _wrapped(comment)


def _lines(entry: Entry, prefix: str) -> Iterator[str]:
    yield from _comments(entry)
    if entry.context:
        yield f"{prefix}msgctxt {_quoted(entry.context, prefix)}"
    yield f"{prefix}msgid {_quoted(entry.msgid, prefix)}"
    if entry.plural is None:
        yield f"{prefix}msgstr {_quoted(entry.msgstr[0], prefix)}"
    else:
        yield f"{prefix}msgid_plural {_quoted(entry.plural, prefix)}"
        for number, text in enumerate(entry.msgstr):
            yield f"{prefix}msgstr[{number}] {_quoted(text, prefix)}"
    yield ""


def _comments(entry: Entry) -> Iterator[str]:
    for comment in entry.comments:
        yield from (f"# {line}" for line in wrapped(comment))
    for comment in entry.extracted:
        yield from (f"#. {line}" for line in wrapped(comment))
    if entry.references:
        yield from (f"#: {line}" for line in wrapped(_places(entry.references)))
    if entry.flags:
        yield f"#, {', '.join(sorted(entry.flags))}"
    if entry.fuzzy:
        yield from (f"#| {line}" for line in entry.previous)


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
    from babel.util import TextWrapper

    wrapper = TextWrapper(width=_WIDTH, break_long_words=False)
    return [line.strip() for line in wrapper.wrap(comment)]
