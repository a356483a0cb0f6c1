"""Write the map of a story for Graphviz, which turns it into pictures of many kinds."""

from collections.abc import Iterable, Iterator

from game.language.breaking import Breaker
from game.language.locales import Locale
from game.maps.fitting import lines
from game.maps.sheet import Sheet, described, told

_SIZE, _WIDTH = 14.0, 260.0  # of the font, and of a line at most, in points
_LOOKS = {
    "scene": 'style="filled,rounded" fillcolor="#ffffff" color="#20264a"',
    "choice": 'shape=hexagon style=filled fillcolor="#ffe7b8" color="#c98a1b"',
    "ending": 'style="filled,rounded" fillcolor="#dff3ee" color="#0b6e70" penwidth=3',
}
_NEVER = {
    "scene": 'style="filled,rounded,dashed" fillcolor="#ffffff" color="#b81d33"',
    "choice": 'shape=hexagon style="filled,dashed" fillcolor="#ffe7b8" color="#b81d33"',
    "ending": 'style="filled,rounded,dashed" fillcolor="#dff3ee" color="#b81d33"',
}


def dot(whole: Sheet, locale: Locale) -> str:
    """Write a map for Graphviz.

    Args:
        whole: what stands on it.
        locale: the language it is written in.

    Returns:
        A directed graph in the language DOT.
    """
    return "\n".join(_statements(whole, Breaker(locale.code, locale.whole_words))) + "\n"


def _statements(whole: Sheet, breaker: Breaker) -> Iterator[str]:
    def label(texts: Iterable[str]) -> str:
        return _quoted(*(line for text in texts for line in lines(text, _SIZE, _WIDTH, breaker)))

    yield "digraph {"
    yield f'  graph [charset="UTF-8" label={label([whole.title])} labelloc=t]'
    yield '  node [shape=box fontname="sans-serif" fontcolor="#20264a"]'
    yield '  edge [fontname="sans-serif" color="#20264a" fontcolor="#20264a"]'
    for stop in whole.stops:
        look = (_LOOKS if stop.reached else _NEVER)[stop.kind]
        yield f"  {_quoted(stop.id)} [label={label(described(stop, whole))} {look}]"
    for arrow in whole.arrows:
        look = "" if arrow.reached else ' style=dashed color="#b81d33"'
        ends = f"{_quoted(arrow.source)} -> {_quoted(arrow.target)}"
        yield f"  {ends} [label={label(told(arrow, whole))}{look}]"
    yield "}"


def _quoted(*texts: str) -> str:
    escaped = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return '"' + "\\n".join(escaped) + '"'
