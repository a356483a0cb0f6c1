"""Sessions side by side, in a real browser: two, and as many as there may be."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.report import Comparison, compare
from game.learning.simulate import Skill
from game.places import LOCALES, SCENARIOS
from game.sheets.comparison import comparison_page
from game.story.load import load_all
from tests.browser.looking import LAPTOP, PHONE, Heard, show, too_wide, violations
from tests.learning.classes import a_class, with_stories
from tests.learning.coded import a_room, joined, one_by_one

LIBRARY = load_all(SCENARIOS)
CODES = ("BCDHJL", "TXVPRM", "HJLMPR", "JLMPRT", "LMPRTV", "MPRTVX")
# It is printed on paper that lies on its side.
PAPER = round((297 - 2 * 15) / 25.4 * 96)


def of(codes: tuple[str, ...]) -> Comparison:
    """Set sessions of 4, 9, 14 players and so on side by side; to the first came a class too."""
    skill = Skill(sensitivity=0.8, learning=1.5)
    events = a_room(codes[0], story=LIBRARY.stories[0].id)
    for number, code in enumerate(codes):
        material = with_stories(LIBRARY.stories[number % 2])
        played, _ = a_class(code, skill, 4 + 5 * number, material=material)
        events += joined(played, code)
    return compare(one_by_one(events), codes)


SESSIONS = {"two": of(CODES[:2]), "six": of(CODES)}


def opened(page: Page, which: str, language: str, folder: Path) -> None:
    words = Words(LOCALES, language, folder)
    html = comparison_page(SESSIONS[which], LIBRARY, words, load_locales(LOCALES)[language])
    file = folder / "sessions.html"
    file.write_text(html, encoding="utf-8")
    show(page, file)


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("which", SESSIONS)
def test_sessions_side_by_side_fit_every_width_and_ask_for_nothing(
    which: str, language: str, plain: Page, heard: Heard, tmp_path: Path
) -> None:
    opened(plain, which, language, tmp_path)
    assert too_wide(plain, LAPTOP) == []
    assert too_wide(plain, PHONE) == []
    assert too_wide(plain, PAPER, "print") == []
    assert heard.all == []


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("which", SESSIONS)
def test_axe_finds_nothing_wrong_with_sessions_side_by_side(
    which: str, language: str, scripted: Page, tmp_path: Path
) -> None:
    opened(scripted, which, language, tmp_path)
    assert violations(scripted, LAPTOP) == []
    assert violations(scripted, PHONE, colours=False) == []
