"""The report on a group, in a real browser: of nobody, of few and of many, and of a class."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.report import Report, report
from game.learning.simulate import Skill
from game.places import LOCALES, SCENARIOS
from game.sheets.report import report_page
from game.story.load import load_all
from tests.browser.looking import LAPTOP, PAPER, PHONE, Heard, show, too_wide, violations
from tests.learning.classes import a_class, with_stories
from tests.learning.coded import a_room

LIBRARY = load_all(SCENARIOS)


def of(players: int) -> Report:
    """Report on a class of simulated players."""
    skill = Skill(sensitivity=0.8, learning=1.5)
    material = with_stories(LIBRARY.stories[0])
    events, _ = a_class("browser", skill, players, material=material) if players else ((), ())
    return report(sorted(events, key=lambda event: event.player))


REPORTS = {
    "nobody": of(0),
    "few": of(4),
    "many": of(30),
    "a class": report(a_room("BCDHJL", story=LIBRARY.stories[0].id)),
    "a small class": report(a_room("BCDHJL", 4, hits=3, false=1)),
}


def opened(page: Page, of_whom: str, language: str, folder: Path) -> None:
    words = Words(LOCALES, language, folder)
    html = report_page(REPORTS[of_whom], LIBRARY, words, load_locales(LOCALES)[language])
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    show(page, file)


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("of_whom", REPORTS)
def test_a_report_fits_every_width_and_asks_for_nothing(
    of_whom: str, language: str, plain: Page, heard: Heard, tmp_path: Path
) -> None:
    opened(plain, of_whom, language, tmp_path)
    assert too_wide(plain, LAPTOP) == []
    assert too_wide(plain, PHONE) == []
    assert too_wide(plain, PAPER, "print") == []
    assert heard.all == []


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("of_whom", REPORTS)
def test_axe_finds_nothing_wrong_with_a_report(
    of_whom: str, language: str, scripted: Page, tmp_path: Path
) -> None:
    opened(scripted, of_whom, language, tmp_path)
    assert violations(scripted, LAPTOP) == []
    assert violations(scripted, PHONE, colours=False) == []
