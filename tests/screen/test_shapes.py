"""Rounded shapes look the same whether they are drawn whole or stretched."""

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.places import ASSETS
from game.screen.art import Art
from game.screen.shapes import Shape, Whole, picture_of

_COLOUR = st.tuples(*[st.integers(0, 255)] * 3)
# Of 255; how an arc is smoothed depends by this much on the drawing's size.
_SEEN = 3
_SHAPES = st.builds(
    Shape,
    width=st.integers(1, 300) | st.integers(500, 1100),
    height=st.integers(1, 300),
    corners=st.tuples(*[st.integers(0, 40)] * 4),
    fill=_COLOUR,
    border=st.none() | _COLOUR,
    border_width=st.integers(1, 12),
    edge=st.integers(0, 12),
    edge_fill=st.none() | _COLOUR,
)


@pytest.fixture(scope="module")
def art() -> Art:
    pygame.display.init()
    pygame.display.set_mode((1, 1))
    return Art(ASSETS)


@settings(deadline=None)
@given(shape=_SHAPES)
def test_a_shape_is_the_same_drawn_whole_and_drawn_from_its_corners(art: Art, shape: Shape) -> None:
    canvases = []
    for drawn in (art.shape(shape), Whole(picture_of(shape.svg, shape.width, shape.height))):
        canvas = pygame.Surface((shape.width + 6, shape.height + 6))
        canvas.fill((200, 120, 40))
        drawn.draw(canvas, 3, 3)
        canvases.append(pygame.image.tobytes(canvas, "RGB"))
    off = [abs(a - b) for a, b in zip(*canvases, strict=True)]
    assert max(off) <= _SEEN


def test_a_thick_lower_edge_meets_the_body_without_a_notch(art: Art) -> None:
    black, white = (0, 0, 0), (255, 255, 255)
    thick = Shape(60, 85, (5, 0, 0, 5), white, edge=12, edge_fill=black)
    canvas = pygame.Surface((thick.width, thick.height))
    canvas.fill((255, 0, 0))
    art.shape(thick).draw(canvas, 0, 0)
    left = [canvas.get_at((0, y)) for y in range(5, thick.height - 5)]
    assert all(pixel.r == pixel.g == pixel.b for pixel in left)
