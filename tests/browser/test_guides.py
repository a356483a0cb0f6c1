"""The guides of all episodes in all languages, in a real browser where no script runs."""

import pytest
from playwright.sync_api import Page

from game.places import SCENARIOS
from tests.browser.conftest import GuideFile
from tests.browser.looking import (
    LAPTOP,
    PAPER,
    PAPER_HEIGHT,
    PHONE,
    Heard,
    faces,
    height,
    show,
    too_wide,
)


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("story", sorted(it.stem for it in (SCENARIOS / "stories").glob("*.yaml")))
def test_a_guide_fits_every_width_asks_for_nothing_and_prints_two_pages_that_stand_alone(
    story: str, language: str, plain: Page, heard: Heard, guide_file: GuideFile
) -> None:
    show(plain, guide_file(story, language))
    assert too_wide(plain, LAPTOP) == []
    assert too_wide(plain, PHONE) == []
    assert too_wide(plain, PAPER, "print") == []
    for alone in ("#disclosure", "#home"):
        assert 0 < height(plain, alone) < PAPER_HEIGHT
    assert faces(plain) == ["loaded", "loaded"]
    assert heard.all == []
