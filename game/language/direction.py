"""Say in which order the letters of a line stand, for scripts that are written from right to left.

This is the Unicode Bidirectional Algorithm (UAX #9) for plain texts: without explicit embeddings,
overrides and isolates, which no chat message has. Rules are named as there.
"""

import re
from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_IGNORED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_ENDING = frozenset({*_IGNORED, "B", "S", "WS"})
_STRONG = frozenset({"L", "R", "AL"})
_JOINING = frozenset({("ES", "EN"), ("CS", "EN"), ("CS", "AN")})
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def has_right_to_left(text: str) -> bool:
    """Say whether a text has a letter that is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str, base: int) -> list[int]:
    """Say how deep each character is embedded in text of the other direction.

    Args:
        text: one paragraph, in the order in which it is read.
        base: 0 if the paragraph runs from left to right, 1 if from right to left.

    Returns:
        a level for each character: even ones run from left to right, odd ones from right to left.
    """
    kinds = [bidirectional(character) or "L" for character in text]
    places = [place for place, kind in enumerate(kinds) if kind not in _IGNORED]
    own = "R" if base else "L"
    seen = _weak([kinds[place] for place in places], own)
    seen = _brackets([text[place] for place in places], seen, own)
    seen = _neutral(seen, own)
    found = dict(zip(places, (_level(kind, base) for kind in seen), strict=True))
    deep: list[int] = []
    for place in range(len(text)):
        deep.append(found.get(place, deep[-1] if deep else base))
    ends = len(text)
    while ends and bidirectional(text[ends - 1]) in _ENDING:  # L1
        ends -= 1
    return deep[:ends] + [base] * (len(text) - ends)


def visual_order(deep: Sequence[int]) -> list[int]:
    """Order the parts of a line from left to right (rule L2).

    Args:
        deep: the level of each part, in the order in which they are read.

    Returns:
        the indices of the parts, as they stand on the line.
    """
    order = list(range(len(deep)))
    for level in range(max(deep, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and deep[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _level(kind: str, base: int) -> int:
    """Apply the rules I1 and I2."""
    if base:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], own: str) -> list[str]:
    """Let marks be as their letters, and digits as the letters before them (rules W1 to W3)."""
    strong = own
    for at in range(len(kinds)):
        if kinds[at] == "NSM":  # W1
            kinds[at] = kinds[at - 1] if at else own
        if kinds[at] in _STRONG:
            strong = kinds[at]
        elif kinds[at] == "EN" and strong == "AL":  # W2
            kinds[at] = "AN"
    return _signs(["R" if kind == "AL" else kind for kind in kinds], own)  # W3


def _signs(kinds: list[str], own: str) -> list[str]:
    """Let signs be as the digits around them (rules W4 to W7)."""
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1]
        if around == kinds[at + 1] and (kinds[at], around) in _JOINING:
            kinds[at] = around
    for start, end in _rows(kinds, {"ET"}):  # W5
        if "EN" in {*kinds[start - 1 : start], *kinds[end : end + 1]}:
            kinds[start:end] = ["EN"] * (end - start)
    strong = own
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:  # W6
            kinds[at] = "ON"
        elif kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"
    return kinds


def _brackets(text: Sequence[str], kinds: list[str], own: str) -> list[str]:
    """Give both brackets of a pair one direction (rule N0)."""
    for start, end in _bracket_pairs(text, kinds):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {None}
        if not inside:
            continue
        if own in inside:
            kinds[start] = kinds[end] = own
            continue
        before = next((d for k in reversed(kinds[:start]) if (d := _direction(k))), own)
        kinds[start] = kinds[end] = before if before in inside else own
    return kinds


def _bracket_pairs(text: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            opened.append((_PAIRS[character], at))
        found = next((i for i in reversed(range(len(opened))) if opened[i][0] == character), None)
        if found is not None:
            pairs.append((opened[found][1], at))
            del opened[found:]
    return sorted(pairs)


def _neutral(kinds: list[str], own: str) -> list[str]:
    """Give spaces and signs the direction of what is around them (rules N1 and N2)."""
    for start, end in _rows(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else own
        after = _direction(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before and before == after else own] * (end - start)
    return kinds


def _direction(kind: str) -> str | None:
    """Say which way a character runs; digits run with what is written from right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind)


def _rows(kinds: Sequence[str], wanted: frozenset[str] | set[str]) -> Iterator[tuple[int, int]]:
    """Find where neighbours are of the wanted kinds."""
    start = None
    for at, kind in enumerate([*kinds, ""]):
        if kind in wanted:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
