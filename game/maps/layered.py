"""Place boxes in layers, so that links lead downwards and cross neither boxes nor each other much.

grandalf finds the layers and the order in them. The places follow from the order: each box goes as
near as possible to where its links want it, without touching its neighbours (least squares with
distances to keep, solved exactly by pooling neighbours that would overlap).
"""

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Link = tuple[str, str]
# One box, or a link on its way past a layer, in the order of its layer.
_Cell = Any

_ORDERINGS = 12  # rounds of reordering, of which the one with the fewest crossings is taken
_ROUNDS = 60  # rounds of moving boxes towards what they are linked with
_STRAIGHT = 8.0  # how much more a link past layers wants to be straight than one between boxes
_BESIDE = 30.0  # between boxes of a layer
_LANE = 14.0  # what a link takes when it passes a layer
_BETWEEN = 46.0  # between layers
_STEEP = 0.06  # how much of the distance that links go sideways is added between two layers
_PORT = 20.0  # between the ends of links at a box


@dataclass(frozen=True, slots=True)
class Box:
    """Be a box with its place.

    Args:
        x: of its left side.
        y: of its upper side.
        width: of the box.
        height: of the box.
    """

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Be a finished layout.

    Args:
        boxes: by name.
        routes: for each link the points it goes through, the highest first. To the second point
            it goes straight down beside the box, then across the space between two layers, then
            straight past a layer, and so on in turns; it comes across such a space at its end.
        upwards: the numbers of the links that lead from below to above.
        width: of all.
        height: of all.
    """

    boxes: Mapping[str, Box]
    routes: Sequence[Sequence[Point]]
    upwards: frozenset[int]
    width: float
    height: float


def layered(sizes: Mapping[str, tuple[float, float]], links: Sequence[Link], top: str) -> Layout:
    """Place boxes.

    Args:
        sizes: width and height of each box, by name.
        links: pairs of names, each from one box to another one.
        top: the name of the box with which all begins.
    """
    back = _leading_back(sizes, links, top)
    downwards = [(b, a) if number in back else (a, b) for number, (a, b) in enumerate(links)]
    return _Placing(sizes, *_in_layers(sizes, downwards)).layout(downwards, back)


def _leading_back(names: Iterable[str], links: Sequence[Link], top: str) -> set[int]:
    """Find the links that lead back to where one came from; without them, nothing goes round."""
    leaving: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, (source, target) in enumerate(links):
        leaving[source].append((number, target))
    back: set[int] = set()
    seen: set[str] = set()
    for root in (top, *names):
        if root in seen:
            continue
        seen.add(root)
        path = {root}
        left = [(root, iter(leaving[root]))]
        while left:
            name, following = left[-1]
            for number, target in following:
                if target in path:
                    back.add(number)
                elif target not in seen:
                    seen.add(target)
                    path.add(target)
                    left.append((target, iter(leaving[target])))
                    break
            else:
                path.discard(name)
                left.pop()
    return back


def _in_layers(
    names: Iterable[str], links: Sequence[Link]
) -> tuple[list[list[_Cell]], dict[Link, list[_Cell]]]:
    """Have grandalf find layers, and the order in each.

    Returns:
        the cells of each layer from left to right: names, and other objects where a link passes;
        and for each link the cells it goes through from top to bottom.
    """
    from grandalf.graphs import Edge, Graph, Vertex
    from grandalf.layouts import SugiyamaLayout, VertexViewer

    vertices = {name: Vertex(name) for name in names}
    for vertex in vertices.values():
        vertex.view = VertexViewer()
    edges = {link: Edge(vertices[link[0]], vertices[link[1]]) for link in links}
    graph = Graph(list(vertices.values()), list(edges.values()))
    layers: list[list[_Cell]] = []
    chains: dict[Link, list[_Cell]] = {}
    for part in graph.C:
        sugiyama = SugiyamaLayout(part)
        sugiyama.init_all(inverted_edges=[])
        own = {
            link: [cell for _, cell in sorted(sugiyama.ctrls[edge].items())]
            if edge in sugiyama.ctrls
            else list(edge.v)
            for link, edge in edges.items()
            if edge.v[0] in sugiyama.grx
        }
        for rank, layer in enumerate(_ordered(sugiyama, list(own.values()))):
            if rank == len(layers):
                layers.append([])
            layers[rank] += [_named(cell) for cell in layer]
        chains |= {link: [_named(cell) for cell in chain] for link, chain in own.items()}
    return layers, chains


def _named(cell: _Cell) -> _Cell:
    """Give the name of a box instead of what grandalf made of it."""
    return getattr(cell, "data", None) or cell


def _ordered(sugiyama: Any, chains: Iterable[Sequence[_Cell]]) -> list[list[_Cell]]:  # noqa: ANN401
    """Reorder the layers some times, and take the order with the fewest crossings."""
    ranks = {cell: rank for rank, layer in enumerate(sugiyama.layers) for cell in layer}
    steps = [pair for chain in chains for pair in pairwise(chain)]
    best = [list(layer) for layer in sugiyama.layers]
    fewest = _crossings(best, steps, ranks)
    for _ in range(_ORDERINGS):
        for _ in sugiyama.ordering_step():
            pass
        crossings = _crossings(sugiyama.layers, steps, ranks)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in sugiyama.layers], crossings
    return best


def _crossings(
    layers: Iterable[Sequence[_Cell]],
    steps: Iterable[tuple[_Cell, _Cell]],
    ranks: Mapping[_Cell, int],
) -> int:
    places = {cell: place for layer in layers for place, cell in enumerate(layer)}
    between: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for above, below in steps:
        between[ranks[above]].append((places[above], places[below]))
    count = 0
    for ends in between.values():
        seen: list[int] = []
        for _, end in sorted(ends):
            count += len(seen) - bisect(seen, end)
            insort(seen, end)
    return count


class _Placing:
    """Place what was ordered."""

    def __init__(
        self,
        sizes: Mapping[str, tuple[float, float]],
        layers: list[list[_Cell]],
        chains: Mapping[Link, Sequence[_Cell]],
    ) -> None:
        self._sizes = sizes
        self._layers = layers
        self._chains = chains
        self._above: dict[_Cell, list[tuple[_Cell, float]]] = defaultdict(list)
        self._below: dict[_Cell, list[tuple[_Cell, float]]] = defaultdict(list)
        for chain in chains.values():
            for above, below in pairwise(chain):
                weight = _STRAIGHT if above not in sizes and below not in sizes else 1.0
                self._above[below].append((above, weight))
                self._below[above].append((below, weight))
        self._middle = self._settled()
        self._top, self._bottom, self._height = self._rows()

    def layout(self, links: Sequence[Link], back: set[int]) -> Layout:
        """Give the layout.

        Args:
            links: all links, turned downwards.
            back: the numbers of those that were turned round for this.
        """
        boxes = {}
        for rank, layer in enumerate(self._layers):
            for name in filter(self._sizes.__contains__, layer):
                width, height = self._sizes[name]
                boxes[name] = Box(self._middle[name] - width / 2, self._top[rank], width, height)
        leaving, entering = self._ports(links)
        routes = [
            self._route(link, boxes, leaves, enters)
            for link, leaves, enters in zip(links, leaving, entering, strict=True)
        ]
        width = max(middle + self._width(cell) / 2 for cell, middle in self._middle.items())
        return Layout(boxes, routes, frozenset(back), width, self._height)

    def _width(self, cell: _Cell) -> float:
        return self._sizes[cell][0] if cell in self._sizes else 0.0

    def _apart(self, left: _Cell, right: _Cell) -> float:
        """Give the distance that the middles of two neighbours must have."""
        boxes = (left in self._sizes) + (right in self._sizes)
        return (self._width(left) + self._width(right)) / 2 + (_BESIDE if boxes else _LANE)

    def _settled(self) -> dict[_Cell, float]:
        """Find the x of every middle, in rounds that look up and down, and at last both ways."""
        apart = [[self._apart(*pair) for pair in pairwise(layer)] for layer in self._layers]
        middle: dict[_Cell, float] = {}
        for layer, distances in zip(self._layers, apart, strict=True):
            x = 0.0
            for cell, distance in zip(layer, (*distances, 0.0), strict=True):
                middle[cell] = x
                x += distance
        rows = list(zip(self._layers, apart, strict=True))
        for number in range(_ROUNDS):
            both = number >= _ROUNDS // 2
            for side, order in ((self._above, rows), (self._below, rows[::-1])):
                straight = self._straightened(middle) if both else {}
                sides = (self._above, self._below) if both else (side,)
                for layer, distances in order:
                    self._settle(layer, distances, sides, straight, middle)
        left = min(middle[cell] - self._width(cell) / 2 for cell in middle)
        return {cell: x - left for cell, x in middle.items()}

    def _straightened(self, middle: Mapping[_Cell, float]) -> dict[_Cell, float]:
        """Say where the cells of each link that passes layers would be if it were straight."""
        straight: dict[_Cell, float] = {}
        for chain in self._chains.values():
            passing = chain[1:-1]
            mean = sum(map(middle.__getitem__, passing)) / max(len(passing), 1)
            straight |= dict.fromkeys(passing, mean)
        return straight

    def _settle(
        self,
        layer: Sequence[_Cell],
        distances: Sequence[float],
        sides: Sequence[Mapping[_Cell, list[tuple[_Cell, float]]]],
        straight: Mapping[_Cell, float],
        middle: dict[_Cell, float],
    ) -> None:
        """Move the cells of one layer to where they want to be, as far as there is room."""
        wanted, weights = [], []
        for cell in layer:
            linked = [
                (middle[other], weight) for side in sides for other, weight in side.get(cell, ())
            ]
            if cell in straight:
                linked.append((straight[cell], _STRAIGHT))
            weight = sum(weight for _, weight in linked)
            pull = sum(x * weight for x, weight in linked)
            # What has no links on this side stays, but makes room.
            wanted.append(pull / weight if weight else middle[cell])
            weights.append(weight or 0.1)
        middle.update(zip(layer, _kept_apart(wanted, weights, distances), strict=True))

    def _rows(self) -> tuple[list[float], list[float], float]:
        """Find where each layer begins and ends."""
        top: list[float] = []
        bottom: list[float] = []
        y = 0.0
        for layer in self._layers:
            sideways = max(
                (
                    abs(self._middle[cell] - self._middle[other])
                    for cell in layer
                    for other, _ in self._above.get(cell, ())
                ),
                default=0.0,
            )
            y += _BETWEEN + min(_STEEP * sideways, _BETWEEN) if top else 0.0
            top.append(y)
            y += max((self._sizes[name][1] for name in layer if name in self._sizes), default=0.0)
            bottom.append(y)
        return top, bottom, y

    def _ports(self, links: Sequence[Link]) -> tuple[list[float], list[float]]:
        """Find the x at which each link leaves and enters its boxes, side by side and in order."""
        leaving, entering = [0.0] * len(links), [0.0] * len(links)
        for end, ports, follow in ((0, leaving, 1), (1, entering, -2)):
            at_box: dict[str, list[int]] = defaultdict(list)
            for number, link in enumerate(links):
                at_box[link[end]].append(number)
            for name, numbers in at_box.items():
                numbers.sort(key=lambda n: self._middle[self._chains[links[n]][follow]])
                width = self._sizes[name][0]
                room = max(width - 2 * _PORT, width / 2)
                step = min(_PORT, room / max(len(numbers) - 1, 1))
                first = self._middle[name] - step * (len(numbers) - 1) / 2
                for place, number in enumerate(numbers):
                    ports[number] = first + step * place
        return leaving, entering

    def _route(
        self, link: Link, boxes: Mapping[str, Box], leaves: float, enters: float
    ) -> list[Point]:
        source, target = boxes[link[0]], boxes[link[1]]
        chain = self._chains[link]
        rank = next(rank for rank, top in enumerate(self._top) if top == source.y)
        route = [(leaves, source.y + source.height), (leaves, self._bottom[rank])]
        for below, cell in enumerate(chain[1:-1], rank + 1):
            route += [(self._middle[cell], y) for y in (self._top[below], self._bottom[below])]
        return [*route, (enters, target.y)]


def _kept_apart(
    wanted: Sequence[float], weights: Sequence[float], distances: Sequence[float]
) -> list[float]:
    """Put things in a row, near where they want to be and apart from each other.

    Args:
        wanted: where each wants to be.
        weights: how much each wants it.
        distances: what must be between each and the next.

    Returns:
        The places with the least sum of squared, weighted distances to the wanted ones.
    """
    shifts = [0.0]
    for distance in distances:
        shifts.append(shifts[-1] + distance)
    # Shifted so that only the order must be kept; neighbours in the wrong order are pooled.
    pools: list[tuple[float, float, int]] = []
    for want, weight, shift in zip(wanted, weights, shifts, strict=True):
        pool = (want - shift, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            before = pools.pop()
            total = before[1] + pool[1]
            mean = (before[0] * before[1] + pool[0] * pool[1]) / total
            pool = (mean, total, before[2] + pool[2])
        pools.append(pool)
    places = [place for place, _, count in pools for _ in range(count)]
    return [place + shift for place, shift in zip(places, shifts, strict=True)]
