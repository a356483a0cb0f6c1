"""Read YAML as its author sees it: every scalar is text, and everything knows its place.

Only what a story needs is taken. What makes YAML dangerous or surprising (aliases, anchors, tags,
keys that stand twice, keys that are not text, endless nesting) is refused with a finding.
"""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from game.story.findings import Finding, Findings, StoryError
from game.story.model import Place
from game.story.wording import quoted

_LARGEST = 2_000_000  # bytes; a story of 10,000 lines has about 500,000
_MOST = 100_000  # keys, texts, lists and tables; a story of 10,000 lines has about 40,000
# A value in `set` of an option of a choice of a scene is 7 deep. The parser of libyaml does not
# care about depth, but whoever would build nodes recursively from 30,000 levels would crash.
_DEEPEST = 10
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOO_DEEP = f"this is nested more than {_DEEPEST} levels deep. Write it flatter"
_EXPLANATIONS = (
    # Newer parsers read ahead and stop at 1,000 levels before the eleventh has been handed out.
    ("maximum nesting depth", _TOO_DEEP),
    (
        "mapping values are not allowed",
        "`: ` makes a key, and none can stand here. Put a text with `: ` between double quotes",
    ),
    (
        "cannot start any token",
        "no text can begin so. Put it between double quotes, and indent with spaces, not tabs",
    ),
    (
        "expected alphabetic or numeric character",
        "a text that begins with `*` or `&` means something else. Put it between double quotes",
    ),
    ("unexpected end of stream", "a quotation mark is opened here and never closed. Close it"),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here. Begin each `- ` on a line of its own",
    ),
    ("Unicode character escape", "this escape is no character. Write the character itself"),
    ("unknown escape character", "a backslash is no escape here. Write it twice, or remove it"),
    (
        "could not find expected ':'",
        "a key needs a colon and a space after it. Add them, or put the text on one line",
    ),
    (
        "did not find expected",
        "this does not fit the lines above. Look at the spaces before it and at quotation marks",
    ),
)


@dataclass(frozen=True, slots=True)
class TextNode:
    """Hold a scalar, whatever it looks like, as text."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class ListNode:
    """Hold a list."""

    items: "tuple[Node, ...]"
    place: Place


@dataclass(frozen=True, slots=True)
class TableNode:
    """Hold keys with their values, in the order of the file; no key stands twice."""

    entries: "tuple[tuple[TextNode, Node], ...]"
    place: Place

    def get(self, name: str) -> "Node | None":
        """Look up the value of a key."""
        return next((value for key, value in self.entries if key.value == name), None)


Node = TextNode | ListNode | TableNode


def read_bytes(path: Path) -> bytes:
    """Read a file that may be anything.

    Args:
        path: the file.

    Returns:
        Its bytes, at most a few megabytes.

    Raises:
        StoryError: it is missing, not a file, cannot be read, or is far too large for a story.
    """
    try:
        # Looked at before it is opened, since opening a pipe would wait for somebody to write.
        if not stat.S_ISREG(path.stat().st_mode):
            _refuse(path, "this is not a file. Put a YAML file here")
        with path.open("rb") as file:
            source = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        _refuse(path, f"the file cannot be read ({reason}). Look whether it is there and readable")
    if len(source) > _LARGEST:
        _refuse(path, "the file has more than 2 MB. Make several stories of it")
    return source


def parse(source: bytes, file: str, findings: Findings) -> Node:
    """Read the one document of a YAML file.

    Args:
        source: the bytes of the file.
        file: its path, as findings shall show it.
        findings: where everything that is wrong is added.

    Returns:
        The document; parts that were refused are left out of it.

    Raises:
        StoryError: the file cannot be read to its end.
    """
    text = _decoded(source, file, findings)
    builder = _Builder(file, findings)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        findings.stop(_place_of(error, file), _explained(error), "not-yaml")
    except (yaml.YAMLError, ValueError, OverflowError):
        # What has no mark: escapes that are no character, in the parser written in Python.
        findings.stop(
            builder.place, "after this the file is not YAML. Remove strange characters", "not-yaml"
        )
    if builder.root is None:
        findings.stop(Place(file, 1, 1), "the file is empty. Write at least one key", "not-yaml")
    return builder.root


class _Open:
    """Hold a list or a table whose end is still to come."""

    __slots__ = ("entries", "is_table", "key", "keys", "nodes", "place")

    def __init__(self, place: Place, *, is_table: bool) -> None:
        self.place = place
        self.is_table = is_table
        self.nodes: list[Node] = []
        self.entries: list[tuple[TextNode, Node]] = []
        self.keys: dict[str, Place] = {}
        self.key: Node | None = None

    def node(self) -> Node:
        if self.is_table:
            return TableNode(tuple(self.entries), self.place)
        return ListNode(tuple(self.nodes), self.place)


class _Builder:
    """Build nodes from the events of the parser, without recursion."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.root: Node | None = None
        self.place = Place(file, 1, 1)
        self._file = file
        self._findings = findings
        self._open: list[_Open] = []
        self._count = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no common type
        """Take the next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._begin(event)
            if event.style == '"' and _UNPRINTABLE.search(event.value):
                self._findings.add(
                    self.place,
                    "the text has an escape for a control character. Remove it",
                    "yaml-trick",
                )
            self._add(TextNode(event.value, self.place))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event)
            self._open.append(_Open(self.place, is_table=kind is yaml.MappingStartEvent))
            if len(self._open) > _DEEPEST:
                self._findings.stop(
                    self.place,
                    _TOO_DEEP,
                    "yaml-trick",
                )
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._add(self._open.pop().node())
        elif kind is yaml.AliasEvent:
            self._mark(event)
            self._findings.add(
                self.place,
                "an alias (`*`) repeats other parts of the file. Write them out, "
                "or put a text that begins with `*` between double quotes",
                "yaml-trick",
            )
            self._add(TextNode("", self.place))
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            self._mark(event)
            self._findings.stop(
                self.place,
                "a second document begins here. Keep one, without `---` between",
                "yaml-trick",
            )

    def _mark(self, event: Any) -> None:  # noqa: ANN401
        mark = event.start_mark
        self.place = Place(self._file, mark.line + 1, mark.column + 1)

    def _begin(self, event: Any) -> None:  # noqa: ANN401
        self._mark(event)
        self._count += 1
        if self._count > _MOST:
            self._findings.stop(
                self.place,
                f"the file has more than {_MOST:,} parts. Make several stories of it",
                "unreadable",
            )
        if event.tag is not None:
            self._findings.add(
                self.place,
                "a tag (`!`) changes what a text is. Remove it, "
                "or put a text that begins with `!` between double quotes",
                "yaml-trick",
            )
        if event.anchor is not None:
            self._findings.add(
                self.place,
                "an anchor (`&`) marks a part to repeat it. Remove it, "
                "or put a text that begins with `&` between double quotes",
                "yaml-trick",
            )

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_table:
            parent.nodes.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            self._add_entry(parent, parent.key, node)
            parent.key = None

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, TextNode):
            self._findings.add(
                key.place, "a key is a list or a table. Write a word as the key", "yaml-trick"
            )
        elif key.value in parent.keys:
            self._findings.add(
                key.place,
                f"{quoted(key.value)} stands twice; the first is in line "
                f"{parent.keys[key.value].line}. Keep one of them",
                "stands-twice",
            )
        else:
            parent.keys[key.value] = key.place
            parent.entries.append((key, value))


def _refuse(path: Path, message: str) -> NoReturn:
    raise StoryError([Finding(Place(str(path), 1, 1), message, "unreadable")])


def _decoded(source: bytes, file: str, findings: Findings) -> str:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8-sig", "replace")
        findings.stop(
            _place_after(before, file), "the file is not UTF-8. Save it as UTF-8", "not-yaml"
        )
    if strange := _UNPRINTABLE.search(text):
        findings.stop(
            _place_after(text[: strange.start()], file),
            f"here is the control character U+{ord(strange[0]):04X}. Remove it",
            "not-yaml",
        )
    return text


def _place_after(text: str, file: str) -> Place:
    lines = text.split("\n")
    return Place(file, len(lines), len(lines[-1]) + 1)


def _place_of(error: yaml.MarkedYAMLError, file: str) -> Place:
    # Where something was opened helps more than the end of the file, where it was missed.
    opened = error.context_mark if "end of stream" in str(error.problem) else None
    mark = opened or error.problem_mark or error.context_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def _explained(error: yaml.MarkedYAMLError) -> str:
    for problem, explanation in _EXPLANATIONS:
        if problem in str(error.problem):
            return explanation
    return f"this is not YAML ({error.problem}). Compare it with the lines above"
