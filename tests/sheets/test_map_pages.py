"""How a map is cut into pages."""

import re
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.maps.sheet import sheet
from game.maps.svg import svg
from game.places import LOCALES, SCENARIOS
from game.sheets.map_pages import map_pages, texts_apart
from game.story.chart import branches, chart
from game.story.load import load_all

LIBRARY = load_all(SCENARIOS)
BOXES = re.compile(r'<rect x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"[^>]*>')


def a_map(language: str, folder: Path) -> str:
    drawn = branches(chart(LIBRARY.stories[0], None))
    whole = sheet(drawn, LIBRARY.common, Words(LOCALES, language, folder))
    return svg(whole, load_locales(LOCALES)[language])


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("shape", [0.3, 0.6, 100])
def test_pages_follow_without_gaps_and_cut_no_box(
    language: str, shape: float, tmp_path: Path
) -> None:
    picture = a_map(language, tmp_path)
    cut = map_pages(picture, shape)
    tops = [page.top for page in cut.pages]
    ends = [page.top + page.height for page in cut.pages]
    assert tops[0] == 0
    assert tops[1:] == pytest.approx(ends[:-1])
    assert f'height="{ends[-1]:.0f}"' in picture
    assert (len(cut.pages) == 1) == (shape == 100)
    if shape == 0.6:
        assert all(page.height <= cut.width * shape for page in cut.pages)
    head = re.search(r'<g transform="translate\([\d.]+ ([\d.]+)\)">', picture)
    assert head
    for box in BOXES.finditer(picture, head.end()):
        above = float(head[1]) + float(box[1])
        below = above + float(box[2])
        assert not any(above < edge < below for edge in tops)
        (page,) = (page for page in cut.pages if box[0] in page.drawing)
        assert page.top <= above < below <= page.top + page.height


def test_the_drawings_are_only_what_is_inside_of_the_picture_and_whole(tmp_path: Path) -> None:
    picture = a_map("en", tmp_path)
    cut = map_pages(picture, 0.6)
    for page in cut.pages:
        root = fromstring(f"<svg>{page.drawing}</svg>")  # noqa: S314 - we have drawn it
        assert not root.findall(".//svg")
    lines = set(re.findall(r"<path [^>]*/>|<rect [^>]*rx=[^>]*/>", picture))
    assert lines == {
        it for page in cut.pages for it in re.findall(r"<path [^>]*/>|<rect [^>]*/>", page.drawing)
    }


@pytest.mark.parametrize("language", ["km", "en"])
def test_texts_can_be_taken_out_and_stand_where_they_stood(language: str, tmp_path: Path) -> None:
    picture = a_map(language, tmp_path)
    (page,) = map_pages(picture, 100).pages
    lines, texts = texts_apart(page.drawing)
    assert "<text" not in lines
    there = [unescape(it) for it in re.findall(r"<text [^>]*>(.*?)</text>", picture)]
    assert [text.text for text in texts] == there
    title, box = texts[0], next(text for text in texts if text.text == "friday")
    assert (title.size, title.bold, title.x) == (26, True, 32)
    assert (box.size, box.bold) == (12, False)
    head = re.search(r'<g transform="translate\(([\d.]+) ([\d.]+)\)">', picture)
    stood = re.search(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>friday<', picture)
    assert head
    assert stood
    across, down = (float(head[n]) + float(stood[n]) for n in (1, 2))
    assert (box.x, box.y) == pytest.approx((across, down))
