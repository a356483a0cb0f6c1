"""Find the texts of the interface in the source of the program, for Babel and every gettext tool.

Babel calls `extract_interface` through the entry point in pyproject.toml. Texts are what `t` and
`n` are called with. Babel's own extractor reads every token and needs several times as long.
"""

import ast
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from game.language.extraction import FOR_ADULTS, room_comment

_CALLS = re.compile(r"\b[tn]\(")
_COMMENT = re.compile(r"\s*#\s*(.*)")
_TAG = "Translators:"
# What Babel calls what they are: a text with its context, and one that counts as well.
_KINDS = {"t": ("pgettext", 2), "n": ("npgettext", 3)}
# The contexts of what stands behind "For adults", and of what authors see.
FOR_ADULTS_ARE = frozenset(
    {
        "adults",
        "export",
        "guide",
        "import",
        "keeping",
        "lab",
        "map",
        "pin",
        "report",
        "review",
        "self-check",
        "sure",
        "training",
        "watch",
        "work",
    }
)

Found = Iterator[tuple[int, str, tuple[str, ...], list[str]]]


def extract_interface(
    fileobj: IO[bytes],
    keywords: Iterable[str],  # noqa: ARG001 - Babel's interface
    comment_tags: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Found:
    """Extract the texts of a file of the program, in the order of the file.

    Args:
        fileobj: the file, opened as bytes.
        keywords: not used; `t` and `n` say what is a text.
        comment_tags: not used; comments begin with "Translators:".
        options: not used.

    Yields:
        line, "pgettext" or "npgettext", context and texts, comments: what Babel wants from an
        extractor.

    Raises:
        SyntaxError: the file is not Python.
    """
    source = fileobj.read().decode("utf-8")
    if not _CALLS.search(source):
        return
    lines = source.split("\n")
    asking = [number for number, line in enumerate(lines, 1) if _CALLS.search(line)]
    tree = ast.parse(source, getattr(fileobj, "name", "?"))
    for begun, line, kind, texts in _calls(tree, asking):
        adults = [FOR_ADULTS] if texts[0] in FOR_ADULTS_ARE else []
        yield line, kind, texts, [*_above(lines, begun), *adults, room_comment(texts[1:])]


def _calls(
    tree: ast.Module, lines: Sequence[int]
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Find the calls of `t` and `n` with texts that stand there, in the order of the file."""
    for call in sorted(_near(tree, lines), key=lambda call: (call.lineno, call.col_offset)):
        kind, count = _KINDS.get(_name(call.func), ("", 0))
        texts = tuple(_text(argument) for argument in call.args[:count])
        if kind and len(texts) == count and all(texts):
            yield call.func.end_lineno or call.lineno, call.args[0].lineno, kind, texts


def _near(tree: ast.Module, lines: Sequence[int]) -> Iterator[ast.Call]:
    """Find the calls in parts of a program that reach over one of some lines, in any order."""
    parts: list[ast.AST] = [tree]
    while parts:
        part = parts.pop()
        if isinstance(part, ast.Call):
            yield part
        for inner in ast.iter_child_nodes(part):
            first, last = getattr(inner, "lineno", 0), getattr(inner, "end_lineno", None)
            at = bisect_left(lines, first)
            if last is None or (at < len(lines) and lines[at] <= last):
                parts.append(inner)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(argument: ast.expr) -> str:
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def _above(lines: list[str], line: int) -> list[str]:
    """Give the comment for translators that ends right above a line."""
    comment: list[str] = []
    for above in reversed(lines[: line - 1]):
        found = _COMMENT.fullmatch(above)
        if not found:
            return []
        comment.insert(0, found[1])
        if found[1].startswith(_TAG):
            return comment
    return []
