"""Draw the map of a story as an SVG picture: no browser, no fonts and no screen are needed.

What a colour says, a sign says, too: a flag for a trick, a tick for what is okay, a question mark
for a choice, a ring for an ending, a cross for what is never reached.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from game.language.breaking import Breaker
from game.language.locales import Locale
from game.maps.fitting import lines, width
from game.maps.layered import Box, Point, layered
from game.maps.sheet import Arrow, Sheet, Stop, folded

Sign = Literal["flag", "tick", "question", "ring", "cross", "start", ""]

# The game's own fonts first, then what Windows, macOS and Linux have for the script.
_FONTS = {
    "Thai": "Sarabun, 'Leelawadee UI', Thonburi, 'Noto Sans Thai', sans-serif",
    "Khmr": "'Noto Sans Khmer', 'Leelawadee UI', 'Khmer UI', 'Khmer Sangam MN', sans-serif",
    "Latn": "Lexend, sans-serif",
}
_PAPER, _CARD, _SUN, _INK, _GREY = "#fffaf0", "#ffffff", "#ffe7b8", "#20264a", "#5c617c"
_JADE, _LEAF, _FLAG, _RED = "#0b6e70", "#1b7a45", "#a8480a", "#b81d33"
_COLOURS: dict[Sign, str] = {
    "flag": _FLAG,
    "tick": _LEAF,
    "question": _JADE,
    "ring": _JADE,
    "cross": _RED,
    "start": _JADE,
    "": _INK,
}
# Drawn in a square of 16, so that no font has to have them.
_SIGNS: dict[Sign, str] = {
    "flag": "M3 1v14M3 2h10l-3 3.5 3 3.5H3",
    "tick": "M2 9l4 4 8-10",
    "question": "M4.5 5.5a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.300-1.700 2.500M8 14v.6",
    "ring": "M8 2a6 6 0 1 0 .01 0M8 6a2 2 0 1 0 .01 0",
    "cross": "M3 3l10 10M13 3L3 13",
    "start": "M4 2l9 6-9 6z",
    "": "",
}
_CARD_WIDTH, _PILL_WIDTH = 268.0, 208.0
_PAD, _GAP, _SIGN = 12.0, 5.0, 20.0
_MARGIN = 32.0
_LEAST_WIDTH = 640.0
_BOLD = 1.06  # how much wider bold letters are
_MOST_LINES = 4  # of a first message


@dataclass(frozen=True, slots=True)
class _Row:
    """Be one text in a box, with a sign before it."""

    text: str
    size: float = 14
    bold: bool = False
    sign: Sign = ""
    colour: str = _INK
    count: int = 99


@dataclass(frozen=True, slots=True)
class _Label:
    """Be what is written in a box, and its look."""

    rows: tuple[_Row, ...]
    box: Literal["card", "ending", "pill"]
    reached: bool
    spoken: str  # by screen readers, and where the pointer rests


@dataclass(frozen=True, slots=True)
class _Set:
    """Be the rows of a box, broken into lines."""

    rows: tuple[tuple[_Row, tuple[str, ...]], ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Link:
    """Be a line between two boxes; the last one of a way ends with an arrowhead."""

    source: str
    target: str
    reached: bool
    ends: bool


def fonts(locale: Locale) -> str:
    """Name the fonts for a language, the game's own first, as CSS and SVG want them.

    Args:
        locale: the language.
    """
    return _FONTS.get(locale.script, _FONTS["Latn"])


def svg(whole: Sheet, locale: Locale) -> str:
    """Draw a map.

    Args:
        whole: what stands on it.
        locale: the language it is written in.

    Returns:
        The picture, as the text of an SVG file.
    """
    return _Drawing(whole, locale).picture()


class _Drawing:
    """Draw one map."""

    def __init__(self, whole: Sheet, locale: Locale) -> None:
        self._whole = whole
        self._locale = locale
        self._breaker = Breaker(locale.code, locale.whole_words)
        self._line_height = locale.line_height

    def picture(self) -> str:
        """Draw all of it."""
        stops, choices, arrows = folded(self._whole)
        labels = {name: self._label(stop, choices.get(name)) for name, stop in stops.items()}
        links: list[_Link] = []
        for number, arrow in enumerate(arrows):
            links += self._links(arrow, f"way {number}", labels)
        sets = {name: self._set(label) for name, label in labels.items()}
        sizes = {name: (rows.width, rows.height) for name, rows in sets.items()}
        start = next(stop.id for stop in stops.values() if stop.starts)
        layout = layered(sizes, [(link.source, link.target) for link in links], start)
        room = max(layout.width, _LEAST_WIDTH)
        head, head_height = self._head(room)
        parts = [head, f'<g transform="translate({_MARGIN:g} {head_height:g})">']
        for number, (link, route) in enumerate(zip(links, layout.routes, strict=True)):
            parts.append(_path(route, link, up=number in layout.upwards))
        for name, label in labels.items():
            parts.append(self._box(label, sets[name], layout.boxes[name]))
        parts.append("</g>")
        high = head_height + layout.height + _MARGIN
        return _document(self._whole.title, self._locale, room + 2 * _MARGIN, high, parts)

    # What is written

    def _label(self, stop: Stop, choice: tuple[Stop, Arrow] | None) -> _Label:
        legend = self._whole.legend
        ending = stop.kind == "ending"
        rows = [_Row(legend.start, 13, bold=True, sign="start", colour=_JADE)] * stop.starts
        rows.append(_Row(stop.name, 12, colour=_GREY))
        if ending:
            rows.append(_Row(stop.text, 15, bold=True, sign="ring", colour=_JADE))
        elif stop.text:
            speaker = f"{stop.speaker}: " if stop.speaker else ""
            rows.append(_Row(f"{speaker}{stop.text}", count=_MOST_LINES))
        rows += _tricks(stop)
        if choice is not None:
            asked, way = choice
            rows.append(_Row(asked.text, 13, bold=True, sign="question", colour=_JADE))
            if way.condition:
                rows.append(_Row(way.condition, 12, colour=_GREY))
            if stop.reached and not asked.reached:
                rows.append(_never(legend.never))
        if not stop.reached:
            rows.append(_never(legend.never))
        spoken = " · ".join(row.text for row in rows)
        return _Label(tuple(rows), "ending" if ending else "card", stop.reached, spoken)

    def _links(self, arrow: Arrow, name: str, labels: dict[str, _Label]) -> Iterator[_Link]:
        """Make the links of a way, and the label between them if something stands on it."""
        pill = self._pill(arrow)
        if pill is not None:
            labels[name] = pill
            yield _Link(arrow.source, name, arrow.reached, ends=False)
        yield _Link(name if pill else arrow.source, arrow.target, arrow.reached, ends=True)

    def _pill(self, arrow: Arrow) -> _Label | None:
        """Write what is said on a way; None if that is nothing."""
        rows: list[_Row] = []
        if arrow.text:
            rows.append(_Row(arrow.text))
        if arrow.condition:
            rows.append(_Row(arrow.condition, 12, colour=_GREY))
        for stop in arrow.passed:
            rows.append(_Row(stop.name, 12, colour=_GREY))
            rows += _tricks(stop)
        if not arrow.reached:
            rows.append(_never(self._whole.legend.never))
        if not rows and arrow.source != arrow.target:
            return None
        return _Label(tuple(rows), "pill", arrow.reached, " · ".join(row.text for row in rows))

    def _set(self, label: _Label) -> _Set:
        most = _PILL_WIDTH if label.box == "pill" else _CARD_WIDTH
        rows: list[tuple[_Row, tuple[str, ...]]] = []
        widest = height = 0.0
        for row in label.rows:
            indent = _SIGN if row.sign else 0.0
            size = row.size * _BOLD if row.bold else row.size
            texts = lines(row.text, size, most - 2 * _PAD - indent, self._breaker, row.count)
            rows.append((row, tuple(texts)))
            widest = max(widest, *(indent + width(text, size) for text in texts))
            height += len(texts) * row.size * self._line_height + (_GAP if rows[1:] else 0.0)
        wide = widest + 2 * _PAD if label.box == "pill" else most
        return _Set(tuple(rows), wide, 2 * _PAD + height)

    # How it looks

    def _box(self, label: _Label, rows: _Set, box: Box) -> str:
        fill, stroke, round_ = {
            "card": (_CARD, _INK, 12),
            "ending": ("#dff3ee", _JADE, 22),
            "pill": (_SUN, "#c98a1b", 16),
        }[label.box]
        dashed = "" if label.reached else ' stroke-dasharray="7 5"'
        thick = 3 if label.box == "ending" else 1.5
        return (
            f"<g><title>{escape(label.spoken)}</title>"
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="{round_}" fill="{fill}" '
            f'stroke="{stroke if label.reached else _RED}" stroke-width="{thick}"{dashed}/>'
            + "".join(self._written(rows, box.x + _PAD, box.y + _PAD))
            + "</g>"
        )

    def _written(self, rows: _Set, x: float, y: float) -> Iterator[str]:
        for row, texts in rows.rows:
            step = row.size * self._line_height
            indent = 0.0
            if row.sign:
                indent = _SIGN
                yield _sign(row.sign, x, y + step / 2 - 8)
            weight = ' font-weight="700"' if row.bold else ""
            for text in texts:
                baseline = y + step / 2 + row.size * 0.36
                yield (
                    f'<text x="{x + indent:.1f}" y="{baseline:.1f}" font-size="{row.size:g}" '
                    f'fill="{row.colour}"{weight}>{escape(text)}</text>'
                )
                y += step
            y += _GAP

    def _head(self, room: float) -> tuple[str, float]:
        """Draw the title and the legend, and say how high they are."""
        parts: list[str] = []
        y = _MARGIN
        for text in lines(self._whole.title, 26 * _BOLD, room, self._breaker):
            parts.append(
                f'<text x="{_MARGIN:g}" y="{y + 26:.1f}" font-size="26" font-weight="700" '
                f'fill="{_INK}">{escape(text)}</text>'
            )
            y += 26 * self._line_height
        x, y = _MARGIN, y + 10
        step = 14 * self._line_height + 10
        for sign, text in self._explained():
            wide = 34 + width(text, 14)
            if x > _MARGIN and x + wide > room + _MARGIN:
                x, y = _MARGIN, y + step
            parts.append(_sample(sign, x, y + step / 2))
            parts.append(
                f'<text x="{x + 30:.1f}" y="{y + step / 2 + 5:.1f}" font-size="14" '
                f'fill="{_INK}">{escape(text)}</text>'
            )
            x += wide + 26
        return "".join(parts), y + step + 28

    def _explained(self) -> Iterator[tuple[str, str]]:
        legend = self._whole.legend
        yield "card", legend.scene
        yield "question", legend.choice
        yield "pill", legend.answer
        yield "ending", legend.ending
        yield "flag", legend.trick
        yield "tick", legend.looks_like
        yield "never", legend.never


def _tricks(stop: Stop) -> Iterator[_Row]:
    for name in stop.tricks:
        yield _Row(name, 13, bold=True, sign="flag", colour=_FLAG)
    for name in stop.looks_like:
        yield _Row(name, 13, sign="tick", colour=_LEAF)


def _never(text: str) -> _Row:
    return _Row(text, 13, bold=True, sign="cross", colour=_RED)


def _sign(sign: Sign, x: float, y: float) -> str:
    fill = _COLOURS[sign] if sign in ("flag", "start") else "none"
    return (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{_SIGNS[sign]}" fill="{fill}" '
        f'stroke="{_COLOURS[sign]}" stroke-width="2" stroke-linecap="round" '
        'stroke-linejoin="round"/>'
    )


def _sample(what: str, x: float, y: float) -> str:
    """Draw what the legend explains, with its left middle at a point."""
    match what:
        case "card" | "pill" | "ending" | "never":
            fill, stroke, thick = {
                "card": (_CARD, _INK, 1.5),
                "pill": (_SUN, "#c98a1b", 1.5),
                "ending": ("#dff3ee", _JADE, 3),
                "never": (_CARD, _RED, 1.5),
            }[what]
            round_ = 4 if what in ("card", "never") else 8
            dashed = ' stroke-dasharray="4 3"' if what == "never" else ""
            box = (
                f'<rect x="{x:.1f}" y="{y - 8:.1f}" width="22" height="16" rx="{round_}" '
                f'fill="{fill}" stroke="{stroke}" stroke-width="{thick}"{dashed}/>'
            )
            return box + (_sign("cross", x + 3, y - 8) if what == "never" else "")
        case "flag" | "tick" | "question":
            return _sign(what, x + 3, y - 8)
        case _:
            raise AssertionError(what)


def _path(route: Sequence[Point], link: _Link, *, up: bool) -> str:
    """Draw a link, and its arrowhead if it has one."""
    (x, y), *others = route
    drawn = [f"M{x:.1f} {y:.1f}", f"L{others[0][0]:.1f} {others[0][1]:.1f}"]
    x, y = others[0]
    for at, (to_x, to_y) in enumerate(others[1:]):
        if at % 2:
            drawn.append(f"L{to_x:.1f} {to_y:.1f}")
        else:
            half = (y + to_y) / 2
            drawn.append(f"C{x:.1f} {half:.1f} {to_x:.1f} {half:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y
    colour = _INK if link.reached else _RED
    dashed = "" if link.reached else ' stroke-dasharray="7 5"'
    line = f'<path d="{" ".join(drawn)}" fill="none" stroke="{colour}" stroke-width="1.6"{dashed}/>'
    if not link.ends:
        return line
    return line + _arrowhead(route[0] if up else route[-1], up=up, colour=colour)


def _arrowhead(tip: Point, *, up: bool, colour: str) -> str:
    x, y = tip
    back = 9 if up else -9
    return (
        f'<path d="M{x:.1f} {y:.1f}l-5 {back}h10z" fill="{colour}" stroke="{colour}" '
        'stroke-linejoin="round"/>'
    )


def _document(title: str, locale: Locale, wide: float, high: float, parts: Iterable[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" xml:lang={quoteattr(locale.code)} '
        f"font-family={quoteattr(fonts(locale))}>\n<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )
