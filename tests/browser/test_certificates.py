"""The certificate of training, in a real browser: with nothing, and with every episode."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.training import SelfCheck, Trained
from game.places import LOCALES, SCENARIOS
from game.sheets.certificate import certificate_page
from game.story.load import load_all
from tests.browser.looking import LAPTOP, PAPER, PHONE, Heard, show, too_wide, violations

STORIES = load_all(SCENARIOS).stories
DAY = date(2026, 11, 30)
TRAINED = {
    "nothing": Trained(),
    "everything": Trained(tuple(SelfCheck(DAY, story.id, 8, 8, "1") for story in STORIES)),
}
# What lies between two margins of its page, in CSS pixels.
HIGH = round((297 - 2 * 14) / 25.4 * 96)


def opened(page: Page, what: str, language: str, folder: Path) -> None:
    words = Words(LOCALES, language, folder)
    html = certificate_page(TRAINED[what], STORIES, DAY, words, load_locales(LOCALES)[language])
    file = folder / "certificate.html"
    file.write_text(html, encoding="utf-8")
    show(page, file)


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("what", TRAINED)
def test_it_fits_every_width_and_one_sheet_of_paper(
    what: str, language: str, plain: Page, heard: Heard, tmp_path: Path
) -> None:
    opened(plain, what, language, tmp_path)
    assert too_wide(plain, LAPTOP) == []
    assert too_wide(plain, PHONE) == []
    assert too_wide(plain, PAPER, "print") == []
    frame = plain.locator(".frame").bounding_box()
    assert frame is not None
    assert frame["height"] <= HIGH
    assert heard.all == []


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("what", TRAINED)
def test_axe_finds_nothing_wrong_with_it(
    what: str, language: str, scripted: Page, tmp_path: Path
) -> None:
    opened(scripted, what, language, tmp_path)
    assert violations(scripted, LAPTOP) == []
    assert violations(scripted, PHONE, colours=False) == []
