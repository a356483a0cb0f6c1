"""What stands on the certificate: what was trained, an empty line for a name, and nothing more."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.training import SelfCheck, Trained
from game.places import LOCALES, SCENARIOS
from game.sheets.certificate import certificate_page
from game.story.load import load_all

STORIES = load_all(SCENARIOS).stories
IN = load_locales(LOCALES)
DAY = date(2026, 11, 30)
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "km", "th"])


def check(episode: str, right: int = 6, day: int = 24) -> SelfCheck:
    return SelfCheck(date(2026, 11, day), episode, right, 8, "1")


def page(tmp_path: Path, *checks: SelfCheck, language: str = "en") -> str:
    words = Words(LOCALES, language, tmp_path)
    return certificate_page(Trained(checks), STORIES, DAY, words, IN[language])


def told(html: str) -> str:
    html = re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_newest_self_check_of_each_episode_stands_on_it_in_the_order_of_the_episodes(
    tmp_path: Path,
) -> None:
    html = page(
        tmp_path, check("nana-12", 5, 20), check("nana-12", 8, 26), check("friend-from-the-game", 7)
    )
    rows = re.findall(r"(?s)<tr><th scope=row>(.*?)</th><td>(.*?)</td><td>(.*?)</td>", html)
    assert rows == [
        ("Episode 1: A friend from the game", "November 24, 2026", "7 of 8 right"),
        ("Episode 4: Nana, 12", "November 26, 2026", "8 of 8 right"),
    ]
    assert "Written on November 30, 2026" in told(html)


def test_it_claims_no_more_than_is_known(tmp_path: Path) -> None:
    said = told(page(tmp_path, check("nana-12")))
    assert "no qualification and no examination" in said
    assert "who answered was not checked" in said
    assert "does not say that somebody is fit to work with children" in said


def test_it_names_nobody_and_leaves_a_line_for_a_name(tmp_path: Path) -> None:
    html = page(tmp_path, check("nana-12"))
    assert "The game stores no name." in told(html)
    assert re.search(r"<div class=line></div>\s*<p class=label>Name</p>", html)
    assert "<input" not in html


def test_an_episode_that_has_gone_is_left_out(tmp_path: Path) -> None:
    html = page(tmp_path, check("<b>gone</b>"))
    assert "gone</b>" not in html
    assert "<table" not in html
    assert "No self-check was answered to its end yet." in told(html)


@EVERY_LANGUAGE
def test_it_runs_nothing_loads_nothing_and_is_whole(tmp_path: Path, language: str) -> None:
    html = page(tmp_path, *[check(story.id) for story in STORIES], language=language)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert not re.search(r"<script|<link|<img|@import|\ssrc=|\shref=|\son\w+=", html)
    for address in re.findall(r"url\((.*?)\)", html):
        assert address.startswith("data:font/") or address.removeprefix("#") in _ids(html)
    assert _open_at_the_end(html) == []
    assert html.count("<h1") == html.count("<main") == 1
    for story in STORIES:
        assert Words(LOCALES, language, tmp_path).text(story.id, "story", story.title) in told(html)


def _ids(html: str) -> set[str]:
    return set(re.findall(r'\sid="?([\w-]+)', html))


def _open_at_the_end(html: str) -> list[str]:
    """Name the elements that are opened and not closed."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
            if tag != "meta":
                found.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert found.pop() == tag

    Reader().feed(html)
    return found
