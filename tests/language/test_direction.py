"""In which order letters stand, and that other programs agree."""

import pytest
from bidi import get_display
from bidi.algorithm import get_display as get_display_of_old
from hypothesis import given
from hypothesis import strategies as st

from game.language.direction import has_right_to_left, levels, visual_order

# Letters of both directions and their marks, digits of both kinds, and signs of every kind.
_PIECES = st.sampled_from(
    ["a", "b", "é", "ก็", "א", "בּ", "ג", "ب", "بَ", "٣", "1", "2", *" .,-+%$:/!?“”🔥()[]"]
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=14).map("".join)


def shown(text: str, base: int) -> str:
    """Give the letters of a line from left to right."""
    return "".join(text[place] for place in visual_order(levels(text, base)))


@given(_TEXTS, st.sampled_from([0, 1]))
def test_letters_stand_as_python_bidi_orders_them(text: str, base: int) -> None:
    assert shown(text, base) == get_display(text, base_dir="LR"[base])


@given(_TEXTS.filter(lambda text: not {*"()[]"} & {*text}), st.sampled_from([0, 1]))
def test_without_brackets_also_older_programs_agree(text: str, base: int) -> None:
    assert shown(text, base) == get_display_of_old(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "base", "line"),
    [
        ("hello", 0, "hello"),
        ("hello", 1, "hello"),
        ("שלום", 1, "םולש"),
        ("יש 12 שעות", 1, "תועש 12 שי"),
        ("SkyWolf_99 כתב", 1, "בתכ SkyWolf_99"),
        ("Dara said שלום!", 0, "Dara said םולש!"),
        # Brackets that run from right to left are drawn mirrored.
        ("שלום (ok) דרה", 1, "הרד )ok( םולש"),
    ],
)
def test_a_name_and_a_number_stay_readable_within_the_other_direction(
    text: str, base: int, line: str
) -> None:
    assert shown(text, base) == line


@pytest.mark.parametrize(
    ("text", "has"), [("abc 🔥 สวัสดี ខ្មែរ", False), ("", False), ("a א", True), ("مرحبا", True)]
)
def test_only_hebrew_arabic_and_their_like_run_from_right_to_left(text: str, *, has: bool) -> None:
    assert has_right_to_left(text) is has
