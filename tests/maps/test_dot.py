"""The map as Graphviz reads it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from game.maps.dot import dot
from tests.maps.drawn import LOCALE, odd, of_episode

TEXT = r'"(?:[^"\\]|\\.)*"'


def test_every_line_is_a_place_a_way_or_a_look() -> None:
    first, *lines, last = dot(of_episode("talent-page", "km"), LOCALE["km"]).splitlines()
    assert (first, last) == ("digraph {", "}")
    for line in lines:
        assert re.fullmatch(rf"  ({TEXT}( -> {TEXT})?|graph|node|edge) \[[^\n]+\]", line), line


def test_long_texts_are_broken_at_words() -> None:
    text = dot(of_episode("the-surprise", "en"), LOCALE["en"])
    assert r"Does she know anything?\nNo? Then not a word" in text


def test_what_is_never_reached_is_dashed_and_says_so(tmp_path: Path) -> None:
    text = dot(odd(tmp_path), LOCALE["en"])
    dashed = [line for line in text.splitlines() if "dashed" in line]
    assert any(line.startswith('  "island" [') for line in dashed)
    assert all("✕ Never reached" in line for line in dashed)


def test_quotation_marks_and_backslashes_stay_as_they_are(tmp_path: Path) -> None:
    text = dot(odd(tmp_path), LOCALE["en"])
    assert r"“Is \"it\" & mine?”" in text
    assert r"\\N" in text


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_it(tmp_path: Path) -> None:
    for text in (
        dot(odd(tmp_path), LOCALE["en"]),
        dot(of_episode("talent-page", "th"), LOCALE["th"]),
    ):
        done = subprocess.run(
            ["dot", "-Tplain"], input=text.encode(), capture_output=True, check=True
        )
        assert done.stdout.startswith(b"graph ")
