"""Cut the picture of a map into pages, between the boxes, so that it can be read on paper."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import unescape

_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')
_INNER = re.compile(r'<svg [^>]*>\s*<title>.*?</title>\s*<rect width="100%"[^>]*/>', re.DOTALL)
_HEAD = re.compile(r'<g transform="translate\(([-\d.]+) ([\d.]+)\)">')
# Boxes have round corners and come after the head; so do the samples of the legend in it.
_BOX = re.compile(r'<rect x="[-\d.]+" y="([-\d.]+)" width="[\d.]+" height="([\d.]+)" rx=')
# A box with what is in it, or a line between boxes.
_ITEM = re.compile(r"<g>.*?</g>|<path [^>]*/>", re.DOTALL)
_POINT = re.compile(r"-?[\d.]+ (-?[\d.]+)")
_TEXT = re.compile(
    r'<text x="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)" font-size="(?P<size>[\d.]+)"'
    r'(?P<bold> font-weight="700")? fill="(?P<colour>#\w+)"(?P<bolder> font-weight="700")?>'
    r"(?P<text>.*?)</text>"
)
_STROKE = 10.0  # how far arrowheads and strokes reach over the points they are drawn at


@dataclass(frozen=True, slots=True)
class MapPage:
    """Hold a part of a map.

    Args:
        top: where it begins, in the units of the map.
        height: in the same units.
        drawing: all that can be seen of it, as SVG; some of it reaches over its edges.
    """

    top: float
    height: float
    drawing: str


@dataclass(frozen=True, slots=True)
class MapPages:
    """Hold a map in parts.

    Args:
        width: of the map, in its own units.
        pages: the parts, without gaps.
    """

    width: float
    pages: tuple[MapPage, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Be a line of text on a map, in the units of the map.

    Args:
        text: what is written.
        x: where it begins.
        y: of its baseline.
        size: of its letters.
        colour: as CSS has it.
        bold: whether it is bold.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool


@dataclass(frozen=True, slots=True)
class _Item:
    """Be something drawn on a map, from one height to another."""

    drawing: str
    top: float
    bottom: float
    is_box: bool


def map_pages(picture: str, shape: float) -> MapPages:
    """Cut a map.

    Args:
        picture: the text of an SVG file, as `game.maps.svg` draws it.
        shape: the height of a page, as a part of its width.

    Returns:
        The pages; one is higher than `shape` allows only where a box alone is.
    """
    size, inner = _SIZE.search(picture), _INNER.search(picture)
    head = _HEAD.search(picture)
    if size is None or inner is None or head is None:
        raise AssertionError(picture[:200])
    width, height = float(size[1]), float(size[2])
    items = list(_items(picture[head.end() : picture.rindex("</g>")], float(head[2])))
    most = width * shape
    tops = [0.0]
    for here, following in pairwise([*_cuts(items), height]):
        if following - tops[-1] > most:
            tops.append(here)
    title = picture[inner.end() : head.start()].strip()
    pages: list[MapPage] = []
    for top, bottom in pairwise([*tops, height]):
        there = "".join(it.drawing for it in items if it.bottom > top and it.top < bottom)
        drawing = f"{head[0]}{there}</g>"
        pages.append(MapPage(top, bottom - top, drawing if pages else title + drawing))
    return MapPages(width, tuple(pages))


def texts_apart(drawing: str) -> tuple[str, tuple[Written, ...]]:
    """Take the texts out of a drawing, for those who cannot shape them in a drawing.

    Args:
        drawing: of a `MapPage`.

    Returns:
        The drawing without texts; and the texts, in the order of the drawing.
    """
    head = _HEAD.search(drawing)
    if head is None:
        raise AssertionError(drawing[:200])

    def written(found: re.Match[str]) -> Written:
        inside = found.start() > head.start()
        across, down = (float(head[1]), float(head[2])) if inside else (0.0, 0.0)
        return Written(
            text=unescape(found["text"]),
            x=float(found["x"]) + across,
            y=float(found["y"]) + down,
            size=float(found["size"]),
            colour=found["colour"],
            bold=bool(found["bold"] or found["bolder"]),
        )

    return _TEXT.sub("", drawing), tuple(map(written, _TEXT.finditer(drawing)))


def _items(drawing: str, offset: float) -> Iterator[_Item]:
    """List boxes and lines with the heights they reach."""
    if left := _ITEM.sub("", drawing).strip():
        raise AssertionError(left[:200])
    for item in _ITEM.findall(drawing):
        if box := _BOX.search(item):
            top = offset + float(box[1])
            yield _Item(item, top, top + float(box[2]), is_box=True)
        else:
            # What follows a small letter is how an arrowhead goes on from its tip.
            points = [offset + float(y) for y in _POINT.findall(item.partition("l-")[0])]
            yield _Item(item, min(points) - _STROKE, max(points) + _STROKE, is_box=False)


def _cuts(items: Iterable[_Item]) -> Iterator[float]:
    """Say where the map can be cut: half-way between boxes, where only lines pass."""
    first, *boxes = sorted((it.top, it.bottom) for it in items if it.is_box)
    reached = first[1]
    for top, bottom in boxes:
        if top > reached:
            yield (reached + top) / 2
        reached = max(reached, bottom)
