"""The guides of all episodes in all languages, in a real browser."""

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
    violations,
)

IN_EACH_LANGUAGE = pytest.mark.parametrize("language", ["th", "km", "en"])


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("story", sorted(it.stem for it in (SCENARIOS / "stories").glob("*.yaml")))
def test_a_guide_fits_every_width_asks_for_nothing_and_can_be_used_by_everybody(
    story: str, language: str, scripted: Page, heard: Heard, guide_file: GuideFile
) -> None:
    show(scripted, guide_file(story, language))
    assert too_wide(scripted, LAPTOP) == []
    assert violations(scripted, LAPTOP, colours=False) == []
    assert too_wide(scripted, PHONE) == []
    assert too_wide(scripted, PAPER, "print") == []
    for stands_alone in ("#disclosure", "#home"):
        assert 0 < height(scripted, stands_alone) < PAPER_HEIGHT
    assert faces(scripted) == ["loaded", "loaded"]
    assert heard.all == []


@IN_EACH_LANGUAGE
def test_colours_stand_out_in_guides_and_maps_and_all_is_well_on_a_phone(
    language: str, scripted: Page, guide_file: GuideFile
) -> None:
    # All guides have the same colours.
    show(scripted, guide_file("friend-from-the-game", language))
    assert violations(scripted, PHONE) == []


@IN_EACH_LANGUAGE
def test_a_guide_is_the_same_where_no_script_may_run(
    language: str, scripted: Page, plain: Page, guide_file: GuideFile
) -> None:
    file = guide_file("friend-from-the-game", language)
    for page in (scripted, plain):
        show(page, file)
        assert too_wide(page, PHONE) == []
    assert plain.locator("body").inner_text() == scripted.locator("body").inner_text()
    assert height(plain, "body") == height(scripted, "body")
