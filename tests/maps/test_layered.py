"""Where boxes and links lie."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.maps.layered import Box, Layout, Point, _kept_apart, layered


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[tuple[str, str]]]:
    """Make boxes of any size with any links, also such that go round or lead nowhere."""
    names = [f"b{number}" for number in range(draw(st.integers(1, 12)))]
    size = st.tuples(st.integers(20, 300), st.integers(10, 200))
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    links = draw(st.lists(ends.filter(lambda ends: ends[0] != ends[1]), max_size=24))
    return {name: draw(size) for name in names}, links


def along(route: Sequence[Point]) -> Iterator[Point]:
    """Give points on a link as it is drawn: straight lines, and curves between layers."""
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(route)):
        half = (y + to_y) / 2
        for step in range(21):
            t = step / 20
            if number % 2:  # a curve with both handles at half of the height
                a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
                yield (a + b) * x + (c + d) * to_x, a * y + (b + c) * half + d * to_y
            else:
                yield x + t * (to_x - x), y + t * (to_y - y)


def inside(point: Point, box: Box) -> bool:
    x, y = point
    return box.x + 1 < x < box.x + box.width - 1 and box.y + 1 < y < box.y + box.height - 1


def troubles(layout: Layout) -> list[str]:
    """List what overlaps."""
    found = []
    for (name, box), (other, next_) in combinations(layout.boxes.items(), 2):
        beside = box.x + box.width <= next_.x or next_.x + next_.width <= box.x
        below = box.y + box.height <= next_.y or next_.y + next_.height <= box.y
        if not (beside or below):
            found.append(f"{name} lies on {other}")
    for number, route in enumerate(layout.routes):
        for name, box in layout.boxes.items():
            if any(inside(point, box) for point in along(route)):
                found.append(f"link {number} crosses {name}")
    return found


@given(graphs())
def test_no_box_lies_on_another_and_no_link_crosses_one(
    graph: tuple[dict[str, tuple[float, float]], list[tuple[str, str]]],
) -> None:
    sizes, links = graph
    layout = layered(sizes, links, "b0")
    assert troubles(layout) == []
    for name, (width, height) in sizes.items():
        box = layout.boxes[name]
        assert (box.width, box.height) == (width, height)
        assert box.x >= -1e-6
        assert box.x + width <= layout.width + 1e-6
        assert 0 <= box.y <= box.y + height <= layout.height + 1e-6


@given(graphs())
def test_links_lead_from_box_to_box_and_downwards_unless_they_go_round(
    graph: tuple[dict[str, tuple[float, float]], list[tuple[str, str]]],
) -> None:
    sizes, links = graph
    layout = layered(sizes, links, "b0")
    for number, ((source, target), route) in enumerate(zip(links, layout.routes, strict=True)):
        upper, lower = (target, source) if number in layout.upwards else (source, target)
        above, below = layout.boxes[upper], layout.boxes[lower]
        assert above.y + above.height < below.y
        assert route[0][1] == above.y + above.height
        assert route[-1][1] == below.y
        assert above.x < route[0][0] < above.x + above.width
        assert below.x < route[-1][0] < below.x + below.width
        assert [y for _, y in route] == sorted(y for _, y in route)


def test_only_what_leads_back_leads_up() -> None:
    sizes = dict.fromkeys(("a", "b", "c"), (50.0, 20.0))
    layout = layered(sizes, [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")], "a")
    assert layout.upwards == {2}
    assert layout.boxes["a"].y < layout.boxes["b"].y < layout.boxes["c"].y


def test_a_chain_is_straight() -> None:
    sizes = {"a": (100.0, 20.0), "b": (40.0, 20.0), "c": (300.0, 20.0)}
    layout = layered(sizes, [("a", "b"), ("b", "c")], "a")
    assert {round(box.x + box.width / 2) for box in layout.boxes.values()} == {150}


def test_two_links_between_the_same_boxes_lie_side_by_side() -> None:
    sizes = {"a": (100.0, 20.0), "b": (100.0, 20.0)}
    first, second = layered(sizes, [("a", "b"), ("a", "b")], "a").routes
    assert abs(first[0][0] - second[0][0]) > 10


@given(
    st.lists(
        st.tuples(st.floats(-1e3, 1e3), st.floats(0.1, 10), st.floats(0, 100)),
        min_size=1,
        max_size=8,
    )
)
def test_things_in_a_row_keep_apart_and_stay_where_they_want_if_there_is_room(
    things: list[tuple[float, float, float]],
) -> None:
    wanted, weights = [want for want, _, _ in things], [weight for _, weight, _ in things]
    distances = [distance for _, _, distance in things[1:]]
    places = _kept_apart(wanted, weights, distances)
    for (left, right), distance in zip(pairwise(places), distances, strict=True):
        assert right - left >= distance - 1e-6
    if all(b - a >= d for (a, b), d in zip(pairwise(wanted), distances, strict=True)):
        assert all(abs(place - want) < 1e-6 for place, want in zip(places, wanted, strict=True))
    # Nothing is gained by moving all of them.
    pull = sum(w * (want - x) for w, want, x in zip(weights, wanted, places, strict=True))
    assert abs(pull) < 1e-6 * sum(weights) * 1e4
