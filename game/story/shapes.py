"""The building blocks of the definition of our files: keys, their types, and how each is read.

A type turns a node of YAML into a value, or adds findings that say what it expected. A shape is
the list of keys that a table may have. The formats themselves are defined in `formats`.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from game.story.conditions import Condition, ConditionError, Kind, parse
from game.story.findings import Findings
from game.story.model import Change, Place
from game.story.wording import advice, quoted
from game.story.yaml_source import ListNode, Node, TableNode, TextNode

# What a rule finds: where, what is wrong, and the name of the rule.
Found = Iterator[tuple[Place, str, str]]

WHOLE = re.compile(r"[0-9]{1,9}")
CHANGE = re.compile(r"[+-]?[0-9]{1,9}")
RANGE = re.compile(r"(-?[0-9]{1,4}) to (-?[0-9]{1,4})")
_WIDEST = 20  # numbers that a variable can tell apart, so that every path can be walked
AGES = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Range:
    """Say what a variable can hold, and what it begins with."""

    kind: Kind
    lowest: int
    highest: int
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what the reading of one file shares.

    Args:
        findings: where everything that is wrong is added.
        names: the names that can be referred to, by what they name: "scene", "trick" and so on.
        ranges: what each variable of the story can hold.
    """

    findings: Findings
    names: Mapping[str, Collection[str]]
    ranges: Mapping[str, Range] = field(default_factory=dict)

    def know(self, name: str, sort: str, place: Place) -> bool:
        """Say whether there is such a thing, and add a finding if not."""
        if name in self.names[sort]:
            return True
        self.findings.add(
            place,
            f"there is no {sort} {quoted(name)}. {advice(name, self.names[sort])}",
            "unknown-name",
        )
        return False


class Type(Protocol):
    """Be something that a value can be."""

    def read(self, node: Node, reading: Reading) -> Any:  # noqa: ANN401 - each type has its own
        """Turn a node into a value; None after adding a finding."""


@dataclass(frozen=True, slots=True)
class Words:
    """Be a text, exactly as typed."""

    def read(self, node: Node, reading: Reading) -> str | None:
        """Take any scalar that is not empty."""
        if not isinstance(node, TextNode):
            reading.findings.add(
                node.place,
                "a text is expected here. Put a text with brackets between quotes",
                "wrong-type",
            )
            return None
        if not node.value.strip():
            reading.findings.add(
                node.place, "the text is missing. Write it, or remove the key", "missing-text"
            )
            return None
        return node.value


_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Matching:
    """Be a text of a certain form.

    Args:
        pattern: what the whole text must match.
        form: how a message names the form.
    """

    pattern: re.Pattern[str]
    form: str

    def read(self, node: Node, reading: Reading) -> str | None:
        """Take a text that matches."""
        text = _WORDS.read(node, reading)
        if text is not None and not self.pattern.fullmatch(text):
            reading.findings.add(node.place, f"{quoted(text)} is no {self.form}", "bad-name")
            return None
        return text


SLUG = Matching(
    re.compile(r"[a-z][a-z0-9_-]{0,59}"),
    "name. Use small letters a-z, digits, `-` and `_`, and begin with a letter",
)
TRICK_NAME = Matching(
    re.compile(r"[a-z][a-z0-9_]{0,59}"),
    "name of a trick. Use small letters a-z, digits and `_`, and begin with a letter",
)


@dataclass(frozen=True, slots=True)
class Whole:
    """Be a whole number.

    Args:
        least: the smallest that makes sense.
        most: the largest.
    """

    least: int
    most: int

    def read(self, node: Node, reading: Reading) -> int | None:
        """Take digits."""
        text = _WORDS.read(node, reading)
        if text is None:
            return None
        if WHOLE.fullmatch(text) and self.least <= int(text) <= self.most:
            return int(text)
        reading.findings.add(
            node.place,
            f"{quoted(text)} does not fit. Write a whole number from {self.least} to {self.most}",
            "wrong-value",
        )
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """Be one of a few words.

    Args:
        words: all of them.
    """

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str | None:
        """Take one of the words."""
        text = _WORDS.read(node, reading)
        if text is None or text in self.words:
            return text
        reading.findings.add(
            node.place,
            f"{quoted(text)} cannot stand here. {advice(text, self.words)}",
            "wrong-value",
        )
        return None


@dataclass(frozen=True, slots=True)
class YesNo:
    """Be yes or no."""

    def read(self, node: Node, reading: Reading) -> bool | None:
        """Take one of the two words."""
        word = OneOf(("yes", "no")).read(node, reading)
        return None if word is None else word == "yes"


@dataclass(frozen=True, slots=True)
class NameOf:
    """Be the name of something that is described elsewhere.

    Args:
        sort: what is named: a key of `Reading.names`.
    """

    sort: str

    def read(self, node: Node, reading: Reading) -> str | None:
        """Take a name that is known."""
        text = _WORDS.read(node, reading)
        return text if text is not None and reading.know(text, self.sort, node.place) else None


@dataclass(frozen=True, slots=True)
class Day:
    """Be a date."""

    def read(self, node: Node, reading: Reading) -> date | None:
        """Take year, month and day."""
        text = _WORDS.read(node, reading)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            reading.findings.add(
                node.place,
                f"{quoted(text)} is no date. Write year, month and day: 2026-11-24",
                "wrong-value",
            )
            return None


@dataclass(frozen=True, slots=True)
class Ages:
    """Be the youngest and the oldest age."""

    def read(self, node: Node, reading: Reading) -> tuple[int, int] | None:
        """Take two numbers with a hyphen between."""
        text = _WORDS.read(node, reading)
        if text is None:
            return None
        if (ages := AGES.fullmatch(text)) and int(ages[1]) <= int(ages[2]):
            return int(ages[1]), int(ages[2])
        reading.findings.add(
            node.place, f"{quoted(text)} is no range of ages. Write it like 8-14", "wrong-value"
        )
        return None


@dataclass(frozen=True, slots=True)
class Holding:
    """Be what a variable can hold: `no`, `yes`, or a range like `0 to 3`."""

    def read(self, node: Node, reading: Reading) -> Range | None:
        """Take the start value of a yes/no variable, or the range of a number."""
        text = _WORDS.read(node, reading)
        if text is None:
            return None
        if text in {"yes", "no"}:
            return Range("yes/no", 0, 1, text == "yes")
        ends = RANGE.fullmatch(text)
        if ends and 1 <= int(ends[2]) - int(ends[1]) < _WIDEST:
            return Range("number", int(ends[1]), int(ends[2]), int(ends[1]))
        reading.findings.add(
            node.place,
            f"{quoted(text)} is nothing a variable can hold. Write `no`, `yes`, or a range of at "
            f"most {_WIDEST} numbers like `0 to 3`",
            "wrong-value",
        )
        return None


@dataclass(frozen=True, slots=True)
class When:
    """Be a condition."""

    def read(self, node: Node, reading: Reading) -> Condition | None:
        """Take a condition about the variables of the story."""
        text = _WORDS.read(node, reading)
        if text is None:
            return None
        kinds = {name: held.kind for name, held in reading.ranges.items()}
        try:
            return parse(text, kinds)
        except ConditionError as error:
            reading.findings.add(
                node.place, f"in the condition {quoted(text)} {error}", "bad-condition"
            )
            return None


@dataclass(frozen=True, slots=True)
class Changes:
    """Be a table of variables and what they become."""

    def read(self, node: Node, reading: Reading) -> tuple[Change, ...] | None:
        """Take yes or no, a number, or a number with a sign, for each variable."""
        if not isinstance(node, TableNode) or not node.entries:
            reading.findings.add(
                node.place,
                "variables are expected here. Write them like `{told: yes}`",
                "wrong-type",
            )
            return None
        changes = [_change(key, value, reading) for key, value in node.entries]
        return tuple(change for change in changes if change is not None)


def _change(key: TextNode, node: Node, reading: Reading) -> Change | None:
    text = _WORDS.read(node, reading)
    if not reading.know(key.value, "variable", key.place) or text is None:
        return None
    held = reading.ranges[key.value]
    if held.kind == "yes/no":
        if text in {"yes", "no"}:
            return Change(key.value, text == "yes", added=False)
        wanted = "`yes` or `no`"
    else:
        wanted = f"a number from {held.lowest} to {held.highest}, or one to add, like `+1` or `-1`"
        if CHANGE.fullmatch(text):
            added = text[0] in "+-"
            if added or held.lowest <= int(text) <= held.highest:
                return Change(key.value, int(text), added=added)
    reading.findings.add(
        node.place, f"{quoted(text)} does not fit {key.value}. Write {wanted}", "wrong-value"
    )
    return None


@dataclass(frozen=True, slots=True)
class Listed:
    """Be a list.

    Args:
        of: what each item is.
        what: how a message names the items.
        least: the fewest items.
        most: the most items.
        alone: whether one item may stand without a list.
        rules: what else must hold, given the items that could be read.
    """

    of: Type
    what: str
    least: int = 1
    most: int | None = None
    alone: bool = False
    rules: tuple[Callable[[tuple[Any, ...], Place], Found], ...] = ()

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...] | None:
        """Take the items; those with findings are None."""
        if isinstance(node, ListNode):
            nodes = node.items
        elif self.alone:
            nodes = (node,)
        else:
            reading.findings.add(
                node.place,
                f"a list of {self.what} is expected here. Begin each with `- `",
                "wrong-type",
            )
            return None
        if len(nodes) < self.least or (self.most is not None and len(nodes) > self.most):
            wanted = (
                f"at least {self.least}" if self.most is None else f"{self.least} to {self.most}"
            )
            reading.findings.add(
                node.place, f"the list has {len(nodes)} {self.what}. Write {wanted}", "wrong-length"
            )
        items = tuple(self.of.read(item, reading) for item in nodes)
        for rule in self.rules:
            for found in rule(items, node.place):
                reading.findings.add(*found)
        return items


@dataclass(frozen=True, slots=True)
class Key:
    """Define a key of a table.

    Args:
        name: the key; for what a contact or the lead writes, a word for their id.
        type: what its value is.
        doc: what it is for, for authors.
        required: whether it must be there.
    """

    name: str
    type: Type
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Hold what was read from a table.

    Args:
        shape: what the table was read as.
        place: where it begins.
        own: the key that says what the table is: of a step, the contact's id or the kind; in a
            table of tables, the table's own name.
        values: the values of the keys that could be read.
        places: where each key stands.
    """

    shape: "Shape"
    place: Place
    own: str
    values: dict[str, Any]
    places: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Shape:
    """Define a table with fixed keys.

    Args:
        name: how a message names the table.
        doc: what it is for, for authors.
        keys: the keys it may have.
        rules: what else must hold, given the values that could be read.
        speaker: for a step that begins with the id of a contact or the lead: the key it stands for.
    """

    name: str
    doc: str
    keys: tuple[Key, ...]
    rules: tuple[Callable[[Fields, Reading], Found], ...] = ()
    speaker: Key | None = None
    by_name: dict[str, Key] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the keys quick to find."""
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})

    def read(self, node: Node, reading: Reading, own: str = "") -> Fields | None:
        """Take a table; its fields have the values that could be read.

        Args:
            node: what is read.
            reading: what is shared.
            own: the key that says what the table is.
        """
        if not isinstance(node, TableNode):
            reading.findings.add(
                node.place,
                f"{self.name} is expected here. Write it with keys, like "
                f"`{self.keys[0].name}: {self.keys[0].doc}`",
                "wrong-type",
            )
            return None
        fields = Fields(self, node.place, own, {}, {})
        for typed, value_node in node.entries:
            key = self.speaker if self.speaker and typed.value == own else None
            key = key or self.by_name.get(typed.value)
            if key is None:
                self._unknown(typed, reading)
                continue
            fields.places[key.name] = typed.place
            value = key.type.read(value_node, reading)
            if value is not None:
                fields.values[key.name] = value
        self._check(fields, reading)
        return fields

    def _unknown(self, typed: TextNode, reading: Reading) -> None:
        reading.findings.add(
            typed.place,
            f"{self.name} has no key {quoted(typed.value)}. {advice(typed.value, self.by_name)}",
            "unknown-key",
        )

    def _check(self, fields: Fields, reading: Reading) -> None:
        for key in self.keys:
            if key.required and key.name not in fields.places:
                reading.findings.add(
                    fields.place,
                    f"{self.name} has no `{key.name}`. Add it: {key.doc}",
                    "missing-key",
                )
        for rule in self.rules:
            for found in rule(fields, reading):
                reading.findings.add(*found)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold what was read under a name.

    Args:
        place: where the name stands.
        value: what was read.
    """

    place: Place
    value: Any


@dataclass(frozen=True, slots=True)
class TableOf:
    """Be a table whose keys are names that the author chooses.

    Args:
        of: what each value is; fields get the name as their `own`.
        what: how a message names the values.
        names: what the names must look like.
        taken: names that mean something else, for a rule about them.
    """

    of: Type
    what: str
    names: Matching = SLUG
    taken: frozenset[str] = frozenset()

    def read(self, node: Node, reading: Reading) -> dict[str, Entry] | None:
        """Take the table; values with findings are left out."""
        if not isinstance(node, TableNode) or not node.entries:
            reading.findings.add(
                node.place,
                f"{self.what} are expected here, each with a name and a colon. Add one",
                "wrong-type",
            )
            return None
        values = {}
        for key, value_node in node.entries:
            self.names.read(key, reading)
            if key.value in self.taken:
                reading.findings.add(
                    key.place,
                    f"{quoted(key.value)} means something else. Use another name",
                    "contradiction",
                )
            value = (
                self.of.read(value_node, reading, key.value)
                if isinstance(self.of, Shape)
                else self.of.read(value_node, reading)
            )
            if value is not None:
                values[key.value] = Entry(key.place, value)
        return values


@dataclass(frozen=True, slots=True)
class Steps:
    """Be a step of a scene: a table in which one key says what kind of step it is.

    Args:
        kinds: the kinds by their key.
        message: what a contact writes; begins with the contact's id.
        lead_line: what the lead writes; begins with the lead's id.
        note: the kind of a step that has nothing but a note.
    """

    kinds: Mapping[str, Shape]
    message: Shape
    lead_line: Shape
    note: Shape

    def read(self, node: Node, reading: Reading) -> Fields | None:
        """Find out the kind, and take the step as that."""
        if not isinstance(node, TableNode) or not node.entries:
            reading.findings.add(
                node.place,
                "a step says who writes or what happens. Write it like `wolf: Hi!` or `think: Hm`",
                "wrong-type",
            )
            return None
        named = [key for key, _ in node.entries if self._shape(key.value, reading)]
        if len(named) > 1:
            first, second = (quoted(key.value) for key in named[:2])
            reading.findings.add(
                named[1].place,
                f"the step is both {first} and {second}. Make two steps of it",
                "contradiction",
            )
            return None
        if named:
            own = named[0].value
            shape = self._shape(own, reading)
            return shape.read(node, reading, own) if shape else None
        if node.get("note"):
            return self.note.read(node, reading)
        self._unknown(node.entries[0][0], reading)
        return None

    def _shape(self, key: str, reading: Reading) -> Shape | None:
        if key in reading.names["contact"]:
            return self.message
        if key in reading.names["lead"]:
            return self.lead_line
        return self.kinds.get(key)

    def _unknown(self, key: TextNode, reading: Reading) -> None:
        known = (*reading.names["contact"], *reading.names["lead"], *self.kinds)
        reading.findings.add(
            key.place,
            f"{quoted(key.value)} is neither a contact nor a kind of step. "
            f"{advice(key.value, known)}",
            "unknown-step",
        )
