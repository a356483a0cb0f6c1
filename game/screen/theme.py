"""The colours and sizes of every screen, by name."""

from dataclasses import dataclass

Colour = tuple[int, int, int]

# Text sizes in units of the 1280x720 layout, at 100 %.
BODY = 20
LARGE = 24
HEADING = 32
DISPLAY = 88


def _colour(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; every pair that carries text has a contrast of 4.5:1 or more.

    Args:
        writers: of the names in a group chat, which stand on cards; one after the other.
        background: whether the painted background is shown; plain paper otherwise.
    """

    night: Colour
    soft: Colour
    paper: Colour
    card: Colour
    line: Colour
    edge: Colour
    jade: Colour
    jade_edge: Colour
    mint: Colour
    mango: Colour
    mango_edge: Colour
    mango_pale: Colour
    rose_pale: Colour
    orange: Colour
    red: Colour
    red_edge: Colour
    leaf: Colour
    phone: Colour
    own_bubble: Colour
    grey: Colour
    white: Colour
    writers: tuple[Colour, ...]
    background: bool


WARM = Theme(
    night=_colour("#20264a"),
    soft=_colour("#565b7d"),
    paper=_colour("#fffaf0"),
    card=_colour("#ffffff"),
    line=_colour("#dde5ea"),
    edge=_colour("#ead7ab"),
    jade=_colour("#0d7f81"),
    jade_edge=_colour("#0a5f61"),
    mint=_colour("#e6faf6"),
    mango=_colour("#ffbf3f"),
    mango_edge=_colour("#d6930f"),
    mango_pale=_colour("#fff1d2"),
    rose_pale=_colour("#fde7ec"),
    orange=_colour("#ff9f1c"),
    red=_colour("#d7263d"),
    red_edge=_colour("#a5152a"),
    leaf=_colour("#3fb68b"),
    phone=_colour("#f1f5f6"),
    own_bubble=_colour("#c9f1de"),
    grey=_colour("#e9edf2"),
    white=_colour("#ffffff"),
    writers=tuple(map(_colour, ("#b3245a", "#0d6f8f", "#6a49c8", "#1c7040", "#a34a00", "#2b4bb0"))),
    background=True,
)

CONTRAST = Theme(
    night=_colour("#000000"),
    soft=_colour("#1d1d2b"),
    paper=_colour("#ffffff"),
    card=_colour("#ffffff"),
    line=_colour("#000000"),
    edge=_colour("#000000"),
    jade=_colour("#004c4d"),
    jade_edge=_colour("#000000"),
    mint=_colour("#d6fff6"),
    mango=_colour("#ffd34d"),
    mango_edge=_colour("#000000"),
    mango_pale=_colour("#fff7d6"),
    rose_pale=_colour("#ffe9ee"),
    orange=_colour("#b35900"),
    red=_colour("#a80018"),
    red_edge=_colour("#000000"),
    leaf=_colour("#00643f"),
    phone=_colour("#ffffff"),
    own_bubble=_colour("#dcffe9"),
    grey=_colour("#d0d0d8"),
    white=_colour("#ffffff"),
    writers=(_colour("#000000"),),
    background=False,
)

# What a player can be, in the order of the screen; the names are translated where they are shown.
ANIMALS = ("elephant", "turtle", "butterfly", "tiger", "fish", "parrot", "monkey", "gecko")
COLOURS = {
    "pink": _colour("#c92c66"),
    "orange": _colour("#b85c00"),
    "yellow": _colour("#8f6b00"),
    "green": _colour("#1c7d58"),
    "blue": _colour("#1f6fa3"),
    "purple": _colour("#6a49c8"),
}
SWATCHES = {
    "pink": _colour("#e8487f"),
    "orange": _colour("#ff9f1c"),
    "yellow": _colour("#ffd23f"),
    "green": _colour("#3fb68b"),
    "blue": _colour("#2f9bd6"),
    "purple": _colour("#7b5cd6"),
}
