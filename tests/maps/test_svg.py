"""Whether the picture of a map holds everything, and can be read."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pygame
import pytest

from game.maps.fitting import width
from game.maps.sheet import Legend
from game.maps.svg import svg
from tests.maps.drawn import EPISODES, LOCALE, odd, of_episode

SVG = "{http://www.w3.org/2000/svg}"
NO_LETTERS = re.compile("[^\u0000-\u024f\u0e00-\u0e7f\u1780-\u17ff“”‘’–—…]")  # noqa: RUF001
ENGLISH = LOCALE["en"]


def parsed(picture: str) -> Element:
    return fromstring(picture)  # noqa: S314 - we wrote it ourselves


def boxes(picture: Element) -> Iterator[Element]:
    """Give the groups that are a box with its texts."""
    return (group for group in picture.iter(f"{SVG}g") if group.find(f"{SVG}rect") is not None)


def sides(box: Element) -> tuple[float, float, float, float]:
    rect = box.find(f"{SVG}rect")
    assert rect is not None
    x, y, wide, high = (float(rect.get(key, 0)) for key in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def said(element: Element) -> str:
    return " ".join(text.text or "" for text in element.iter(f"{SVG}text"))


def labelled(picture: Element, text: str) -> Element:
    [found] = [box for box in boxes(picture) if text in said(box)]
    return found


@pytest.mark.parametrize("story_id", EPISODES)
@pytest.mark.parametrize("code", LOCALE)
def test_texts_stay_in_their_boxes_and_boxes_apart(story_id: str, code: str) -> None:
    pygame.font.init()
    locale = LOCALE[code]
    faces = {None: "regular", "700": "bold"}
    fonts = {
        weight: pygame.font.Font(locale.fonts[face] or locale.fonts["regular"], 100)
        for weight, face in faces.items()
    }
    if locale.script != "Latn":
        for font in fonts.values():
            font.set_script(locale.script)
    picture = parsed(svg(of_episode(story_id, code), locale))
    for box in boxes(picture):
        left, top, right, bottom = sides(box)
        for text in box.iter(f"{SVG}text"):
            words, size = text.text or "", float(text.get("font-size", 0))
            letters = NO_LETTERS.sub("", words)
            wide = fonts[text.get("font-weight")].size(letters)[0] * size / 100
            wide += width("".join(NO_LETTERS.findall(words)), size)
            assert left < float(text.get("x", 0)) < float(text.get("x", 0)) + wide < right, words
            assert top + size / 2 < float(text.get("y", 0)) < bottom - size / 3, words
    for one, other in combinations(map(sides, boxes(picture)), 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("story_id", EPISODES)
def test_every_scene_answer_and_ending_is_on_the_picture(story_id: str) -> None:
    whole = of_episode(story_id, "en")
    titles = [title.text or "" for title in parsed(svg(whole, ENGLISH)).iter(f"{SVG}title")]
    assert titles[0] == f"Map of “{EPISODES[story_id].title}”"
    spoken = "\n".join(titles)
    for stop in whole.stops:
        assert stop.name in spoken
        assert stop.text in spoken
    for arrow in whole.arrows:
        assert arrow.text in spoken


def test_what_a_colour_says_a_sign_says_too(tmp_path: Path) -> None:
    picture = parsed(svg(odd(tmp_path), ENGLISH))
    first = labelled(picture, "Start")
    colours = {path.get("stroke") for path in first.findall(f"{SVG}path")}
    assert len(colours) == 3  # a trick; what only looks like one; the start and the choice
    assert len({path.get("d") for path in first.findall(f"{SVG}path")}) == 4
    ending = labelled(picture, "Asleep & <well>")
    assert ending.find(f"{SVG}path") is not None


def test_what_is_never_reached_is_dashed_and_says_so(tmp_path: Path) -> None:
    picture = parsed(svg(odd(tmp_path), ENGLISH))
    for box in boxes(picture):
        rect = box.find(f"{SVG}rect")
        assert rect is not None
        assert ("Never reached" in said(box)) is (rect.get("stroke-dasharray") is not None)
    never = {said(box).split()[0] for box in boxes(picture) if "Never reached" in said(box)}
    assert {"island", "Never", "if", "otherwise"} <= never
    dashed = [p for p in picture.iter(f"{SVG}path") if p.get("stroke-dasharray")]
    assert len(dashed) >= 5


def test_texts_with_signs_of_xml_stay_as_they_are(tmp_path: Path) -> None:
    picture = parsed(svg(odd(tmp_path), ENGLISH))
    assert "What & now?" in said(picture)
    assert '“Is "it" & mine?”' in said(picture)
    assert 'Map of “Fish & <chips>: "50 \\ %"”' in said(picture)


def test_the_legend_explains_everything_in_the_language() -> None:
    whole = of_episode("the-surprise", "km")
    picture = parsed(svg(whole, LOCALE["km"]))
    for word in Legend.__slots__:
        assert getattr(whole.legend, word) in said(picture)
    assert picture.get("{http://www.w3.org/XML/1998/namespace}lang") == "km"
    assert "Khmer" in picture.get("font-family", "")


def test_a_way_to_the_same_scene_is_drawn(tmp_path: Path) -> None:
    whole = odd(tmp_path)
    assert any(arrow.source == arrow.target for arrow in whole.arrows)
    picture = parsed(svg(whole, ENGLISH))
    assert any(said(box).startswith("if told") for box in boxes(picture))


def test_branches_show_the_tricks_of_what_is_passed() -> None:
    picture = parsed(svg(of_episode("talent-page", "en", only_branches=True), ENGLISH))
    assert "Dream offer" in said(labelled(picture, "“me?? really??"))
