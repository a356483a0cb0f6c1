import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.conditions import ConditionError, Kind, parse

KINDS: dict[str, Kind] = {"told": "yes/no", "gems-seen": "yes/no", "n": "number", "m": "number"}


def holds(text: str, **values: int) -> bool:
    known = {"told": False, "gems-seen": False, "n": 0, "m": 0, **values}
    return parse(text, KINDS).holds(known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("told", True),
        ("not told", False),
        ("not not told", True),
        ("not gems-seen", True),
        ("told is yes", True),
        ("told is no", False),
        ("told is not no", True),
        ("told == yes", True),
        ("told != yes", False),
        ("yes", True),
        ("no or yes and no", False),
        ("(no or yes) and yes", True),
        ("not (told and gems-seen)", True),
        ("n == 2", True),
        ("n is 2", True),
        ("n is not 2", False),
        ("n > 1 and n < 3", True),
        ("n >= 3 or n <= 1", False),
        ("n > m", True),
        ("m > -1", True),
        ("3 > n", True),
        ("not n > 3", True),
        ("told == (n > 1)", True),
        ("  told  and(n==2)", True),
    ],
)
def test_a_condition_means_what_it_says(text: str, expected: bool) -> None:  # noqa: FBT001
    assert holds(text, told=True, n=2) is expected


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("tol", "there is no variable `tol`. Did you mean `told`?"),
        ("zebra", "there is no variable `zebra`. Write one of: told, gems-seen, n, m"),
        ("n", "a number alone is neither yes nor no. Compare it, as in `gems > 0`"),
        ("told and n", "a number alone is neither yes nor no"),
        ("n or told", "a number alone is neither yes nor no"),
        ("not n", "a number alone is neither yes nor no"),
        ("told == 1", "it compares yes or no with a number"),
        ("told < yes", "yes and no have no order for `<`. Use `is` or `not`"),
        ("1 < n < 3", "it compares three things at once. Join two comparisons with `and`"),
        ("told n", "after the condition there is still `n`. Join two conditions"),
        ("told)", "after the condition there is still `)`"),
        ("(told", "a parenthesis is opened and not closed. Add `)`"),
        ("told and", "it stops before it is complete"),
        ("not", "it stops before it is complete"),
        ("and told", "`and` cannot stand here"),
        ("n = 2", "`=` alone compares nothing. Write `==` or `is`"),
        ("told is = yes", "`=` cannot stand here"),
        ("n == 1234567890", "`1234567890` cannot stand here"),
        ("n == ២", "`២` cannot stand here"),
        ("__import__('os')", "`__import__` cannot stand here"),
        ("(" * 11 + "told" + ")" * 11, "its parentheses are nested too deep"),
        ("(" * 100_000, "its parentheses are nested too deep"),
    ],
)
def test_what_is_no_condition_is_explained(text: str, finding: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(text, KINDS)
    assert finding in str(error.value)


def test_a_condition_knows_the_variables_it_asks_for() -> None:
    assert parse("told and (n > 1 or not told)", KINDS).names == {"told", "n"}


def test_a_long_chain_of_words_is_no_trouble() -> None:
    assert holds("not " * 20_000 + "told", told=True)
    assert holds(" or ".join(["told"] * 20_000), told=True)


@given(st.text() | st.text(alphabet="tolnmadr (=<>!)01").map(str))
def test_any_text_is_a_condition_or_explained_in_one_line(text: str) -> None:
    message = ""
    try:
        parse(text, KINDS)
    except ConditionError as error:
        message = str(error)
    assert message.isprintable()


@st.composite
def python_conditions(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.booleans()):
        compared = f"n {draw(st.sampled_from(['==', '!=', '<', '<=', '>', '>=']))} m"
        return draw(st.sampled_from(["told", "seen", compared]))
    left = draw(python_conditions(depth - 1))
    right = draw(python_conditions(depth - 1))
    return draw(
        st.sampled_from(
            [f"{left} and {right}", f"{left} or {right}", f"not ({left})", f"({left} or {right})"]
        )
    )


@given(python_conditions())
def test_conditions_bind_as_in_python(text: str) -> None:
    kinds: dict[str, Kind] = {"told": "yes/no", "seen": "yes/no", "n": "number", "m": "number"}
    condition = parse(text, kinds)
    for told, seen, n, m in itertools.product([False, True], [False, True], range(2), range(2)):
        values = {"told": told, "seen": seen, "n": n, "m": m}
        assert condition.holds(values) == eval(text, {}, values)  # noqa: S307 - our own text
