"""Write the map of a story for Mermaid, which draws it in Markdown pages, wikis and chats."""

import json
from collections.abc import Iterator

from game.maps.sheet import Sheet, described, told

_LOOKS = """\
  classDef scene fill:#ffffff,stroke:#20264a,color:#20264a
  classDef choice fill:#ffe7b8,stroke:#c98a1b,color:#20264a
  classDef ending fill:#dff3ee,stroke:#0b6e70,color:#20264a,stroke-width:3px
  classDef never stroke:#b81d33,stroke-dasharray:6 4"""
_OWN = frozenset('"#&;<>`\\*_|[]{}()')
_BRACKETS = {"scene": ("[", "]"), "choice": ("{{", "}}"), "ending": ("([", "])")}


def mermaid(whole: Sheet) -> str:
    """Write a map for Mermaid.

    Args:
        whole: what stands on it.

    Returns:
        A flowchart; what it looks like is said by signs and colours.
    """
    return "\n".join(_lines(whole)) + "\n"


def _lines(whole: Sheet) -> Iterator[str]:
    names = {stop.id: f"n{number}" for number, stop in enumerate(whole.stops)}
    yield "---"
    yield f"title: {json.dumps(whole.title, ensure_ascii=False)}"
    yield "---"
    yield "flowchart TD"
    for stop in whole.stops:
        opening, closing = _BRACKETS[stop.kind]
        text = "<br>".join(map(_escaped, described(stop, whole)))
        yield f'  {names[stop.id]}{opening}"{text}"{closing}:::{stop.kind}'
    for arrow in whole.arrows:
        line = "-->" if arrow.reached else "-.->"
        text = "<br>".join(map(_escaped, told(arrow, whole)))
        label = f'|"{text}"|' if text else ""
        yield f"  {names[arrow.source]} {line}{label} {names[arrow.target]}"
    if never := [names[stop.id] for stop in whole.stops if not stop.reached]:
        yield f"  class {','.join(never)} never"
    yield _LOOKS


def _escaped(text: str) -> str:
    """Keep what Mermaid would take for its own signs, for HTML or for Markdown."""
    return "".join(f"#{ord(c)};" if c in _OWN else c for c in text)
