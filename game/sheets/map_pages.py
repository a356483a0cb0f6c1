"""Cut the picture of a map into pages, between the boxes, so that it can be read on paper."""

import re
from dataclasses import dataclass
from itertools import pairwise

_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')
_INNER = re.compile(r'<svg [^>]*>\s*<title>.*?</title>\s*<rect width="100%"[^>]*/>', re.DOTALL)
_HEAD = re.compile(r'<g transform="translate\([-\d.]+ ([\d.]+)\)">')
# Boxes have round corners and come after the head; so do the samples of the legend in it.
_BOX = re.compile(r'<rect x="[-\d.]+" y="([-\d.]+)" width="[\d.]+" height="([\d.]+)" rx=')


@dataclass(frozen=True, slots=True)
class MapPages:
    """Hold a map and where its pages begin.

    Args:
        drawing: all that is drawn, as SVG.
        width: of the map, in its own units.
        pages: top and height of each part, in the same units, without gaps.
    """

    drawing: str
    width: float
    pages: tuple[tuple[float, float], ...]


def map_pages(picture: str, shape: float) -> MapPages:
    """Cut a map.

    Args:
        picture: the text of an SVG file, as `game.maps.svg` draws it.
        shape: the height of a page, as a part of its width.

    Returns:
        The pages; one is higher than `shape` allows only where a box alone is.
    """
    size, inner = _SIZE.search(picture), _INNER.search(picture)
    if size is None or inner is None:
        raise AssertionError(picture[:200])
    width, height = float(size[1]), float(size[2])
    drawing = picture[inner.end() : picture.rindex("</svg>")].strip()
    most = width * shape
    tops = [0.0]
    cuts = [*_cuts(drawing), height]
    for here, following in pairwise(cuts):
        if following - tops[-1] > most:
            tops.append(here)
    ends = [*tops[1:], height]
    parts = tuple((top, end - top) for top, end in zip(tops, ends, strict=True))
    return MapPages(drawing, width, parts)


def _cuts(drawing: str) -> list[float]:
    """Say where the map can be cut: half-way between boxes, where only lines pass."""
    head = _HEAD.search(drawing)
    if head is None:
        raise AssertionError(drawing[:200])
    offset = float(head[1])
    boxes = sorted(
        (offset + float(box[1]), offset + float(box[1]) + float(box[2]))
        for box in _BOX.finditer(drawing, head.end())
    )
    cuts: list[float] = []
    reached = boxes[0][1]
    for top, bottom in boxes:
        if top > reached:
            cuts.append((reached + top) / 2)
        reached = max(reached, bottom)
    return cuts
