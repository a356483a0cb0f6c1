"""The small language of `when:`: names, whole numbers, yes and no, comparisons, `and or not`.

A condition is read once, checked against the variables of its story, and then asked as often as
the story is walked. Nothing of it is ever run as Python.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from game.story.wording import advice, quoted

Kind = Literal["yes/no", "number"]
Values = Mapping[str, int]  # yes and no are True and False

RESERVED = frozenset({"and", "or", "not", "is", "yes", "no"})

_TOKEN = re.compile(r"\s*([a-z][a-z0-9_-]*|-?[0-9]+|[=!<>]=|[<>()]|[^\s=!<>()]+|\S)")
_NAME = re.compile(r"[a-z]")
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "is": operator.eq,
    "is not": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_EQUALITIES = frozenset({"==", "!=", "is", "is not"})
# Nobody can read more parentheses inside parentheses, and Python's stack is finite.
_DEEPEST = 10


class ConditionError(Exception):
    """Say what is wrong with a condition and what to do about it."""


class Expression(Protocol):
    """Be a part of a condition that has a value."""

    def value(self, values: Values) -> int:
        """Work out the value; yes and no are True and False."""


@dataclass(frozen=True, slots=True)
class Literally:
    """Stand for a number, or for yes or no."""

    number: int

    def value(self, values: Values) -> int:  # noqa: ARG002 - the same whatever they are
        """Say the number itself."""
        return self.number


@dataclass(frozen=True, slots=True)
class Named:
    """Stand for what a variable holds."""

    name: str

    def value(self, values: Values) -> int:
        """Look the variable up."""
        return values[self.name]


@dataclass(frozen=True, slots=True)
class Negated:
    """Turn yes into no and no into yes."""

    term: Expression

    def value(self, values: Values) -> int:
        """Say the opposite of the term."""
        return not self.term.value(values)


@dataclass(frozen=True, slots=True)
class Joined:
    """Join terms with `and` (all of them hold) or with `or` (one of them does)."""

    word: Literal["and", "or"]
    terms: tuple[Expression, ...]

    def value(self, values: Values) -> int:
        """Ask the terms in order, as far as needed."""
        enough = self.word == "or"
        for term in self.terms:
            if bool(term.value(values)) is enough:
                return enough
        return not enough


@dataclass(frozen=True, slots=True)
class Compared:
    """Compare two values."""

    left: Expression
    sign: str
    right: Expression

    def value(self, values: Values) -> int:
        """Work both sides out and compare them."""
        return _COMPARISONS[self.sign](self.left.value(values), self.right.value(values))


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold a condition that was read and checked.

    Args:
        text: the condition as its author typed it.
        expression: the same as a tree.
        names: the variables it asks for.
    """

    text: str
    expression: Expression
    names: frozenset[str]

    def holds(self, values: Values) -> bool:
        """Say whether the condition is true.

        Args:
            values: what each variable of the story holds; yes and no are True and False.
        """
        return bool(self.expression.value(values))


def parse(text: str, kinds: Mapping[str, Kind]) -> Condition:
    """Read a condition and check it against the variables of its story.

    Args:
        text: the condition, for example `told and gems < 2`.
        kinds: what each variable of the story can hold.

    Returns:
        The condition, which can be asked any number of times.

    Raises:
        ConditionError: the text is not a condition about these variables.
    """
    return _Parser(text, kinds).condition()


class _Parser:
    """Read one condition from left to right, one function for each level of binding."""

    def __init__(self, text: str, kinds: Mapping[str, Kind]) -> None:
        self._text = text
        self._kinds = kinds
        self._tokens: list[str] = _TOKEN.findall(text)
        self._at = 0
        self._depth = 0
        self._names: set[str] = set()

    def condition(self) -> Condition:
        expression = self._yes_no(self._either)
        if self._next():
            raise ConditionError(
                f"after the condition there is still {quoted(self._next())}. "
                "Join two conditions with `and` or `or`"
            )
        return Condition(self._text, expression, frozenset(self._names))

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, *words: str) -> bool:
        if self._next() not in words:
            return False
        self._at += 1
        return True

    def _either(self) -> tuple[Expression, Kind]:
        return self._joined("or", self._both)

    def _both(self) -> tuple[Expression, Kind]:
        return self._joined("and", self._negated)

    def _joined(
        self, word: Literal["and", "or"], part: Callable[[], tuple[Expression, Kind]]
    ) -> tuple[Expression, Kind]:
        first, kind = part()
        if self._next() != word:
            return first, kind
        terms = [self._asked(first, kind)]
        while self._take(word):
            terms.append(self._yes_no(part))
        return Joined(word, tuple(terms)), "yes/no"

    def _negated(self) -> tuple[Expression, Kind]:
        times = 0
        while self._take("not"):
            times += 1
        if not times:
            return self._compared()
        term = self._yes_no(self._compared)
        return (Negated(term) if times % 2 else term), "yes/no"

    def _compared(self) -> tuple[Expression, Kind]:
        left, kind = self._value()
        sign = self._next()
        if sign == "=":
            raise ConditionError("`=` alone compares nothing. Write `==` or `is`")
        if sign not in _COMPARISONS:
            return left, kind
        self._at += 1
        if sign == "is" and self._take("not"):
            sign = "is not"
        right, right_kind = self._value()
        if kind != right_kind:
            raise ConditionError(
                "it compares yes or no with a number. Compare a yes/no variable with `yes` or `no`"
            )
        if kind == "yes/no" and sign not in _EQUALITIES:
            raise ConditionError(f"yes and no have no order for `{sign}`. Use `is` or `not`")
        if self._next() in _COMPARISONS:
            raise ConditionError(
                "it compares three things at once. Join two comparisons with `and`"
            )
        return Compared(left, sign, right), "yes/no"

    def _value(self) -> tuple[Expression, Kind]:
        token = self._next()
        self._at += 1
        if token == "(":  # noqa: S105 - a parenthesis, not a password
            return self._in_parentheses()
        if token in {"yes", "no"}:
            return Literally(token == "yes"), "yes/no"  # noqa: S105
        if _NUMBER.fullmatch(token):
            return Literally(int(token)), "number"
        if _NAME.match(token) and token not in RESERVED:
            return self._named(token)
        raise ConditionError(_unexpected(token))

    def _in_parentheses(self) -> tuple[Expression, Kind]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ConditionError(
                "its parentheses are nested too deep. Make it simpler, or set a variable earlier"
            )
        inside = self._either()
        if not self._take(")"):
            raise ConditionError("a parenthesis is opened and not closed. Add `)`")
        self._depth -= 1
        return inside

    def _named(self, name: str) -> tuple[Expression, Kind]:
        if name not in self._kinds:
            raise ConditionError(
                f"there is no variable {quoted(name)}. {advice(name, self._kinds)}"
            )
        self._names.add(name)
        return Named(name), self._kinds[name]

    def _yes_no(self, part: Callable[[], tuple[Expression, Kind]]) -> Expression:
        return self._asked(*part())

    def _asked(self, expression: Expression, kind: Kind) -> Expression:
        if kind == "number":
            raise ConditionError(
                "a number alone is neither yes nor no. Compare it, as in `gems > 0`"
            )
        return expression


def _unexpected(token: str) -> str:
    if not token:
        return "it stops before it is complete. Write what should be compared or asked"
    return f"{quoted(token)} cannot stand here. Write a variable, a number, `yes` or `no`"
