"""How a map is cut into pages."""

import re
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.maps.sheet import sheet
from game.maps.svg import svg
from game.places import LOCALES, SCENARIOS
from game.sheets.map_pages import map_pages
from game.story.chart import branches, chart
from game.story.load import load_all

LIBRARY = load_all(SCENARIOS)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("shape", [0.3, 0.6, 100])
def test_pages_follow_without_gaps_and_cut_no_box(
    language: str, shape: float, tmp_path: Path
) -> None:
    drawn = branches(chart(LIBRARY.stories[0], None))
    whole = sheet(drawn, LIBRARY.common, Words(LOCALES, language, tmp_path))
    picture = svg(whole, load_locales(LOCALES)[language])
    cut = map_pages(picture, shape)
    tops = [top for top, _ in cut.pages]
    ends = [top + height for top, height in cut.pages]
    assert tops[0] == 0
    assert tops[1:] == pytest.approx(ends[:-1])
    assert f'height="{ends[-1]:.0f}"' in picture
    assert (len(cut.pages) == 1) == (shape == 100)
    if shape == 0.6:
        assert all(height <= cut.width * shape for _, height in cut.pages)
    head = re.search(r'<g transform="translate\([\d.]+ ([\d.]+)\)">', cut.drawing)
    assert head
    boxes = re.findall(r'<rect x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"', cut.drawing)
    legend = 4  # samples above the map
    for top, height in boxes[legend:]:
        above, below = float(head[1]) + float(top), float(head[1]) + float(top) + float(height)
        assert not any(above < edge < below for edge in tops)


def test_the_drawing_is_only_what_is_inside_of_the_picture(tmp_path: Path) -> None:
    drawn = branches(chart(LIBRARY.stories[0], None))
    whole = sheet(drawn, LIBRARY.common, Words(LOCALES, "en", tmp_path))
    cut = map_pages(svg(whole, load_locales(LOCALES)["en"]), 0.6)
    assert "<svg" not in cut.drawing
    assert "<?xml" not in cut.drawing
    assert cut.drawing.endswith("</g>")
