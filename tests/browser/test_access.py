"""Whether everybody can use the guides, as far as axe-core can tell."""

import pytest
from playwright.sync_api import Page

from game.places import SCENARIOS
from tests.browser.conftest import GuideFile
from tests.browser.looking import LAPTOP, PHONE, show, violations


@pytest.mark.parametrize("language", ["th", "km", "en"])
@pytest.mark.parametrize("story", sorted(it.stem for it in (SCENARIOS / "stories").glob("*.yaml")))
def test_axe_finds_nothing_wrong_with_a_guide(
    story: str, language: str, scripted: Page, guide_file: GuideFile
) -> None:
    show(scripted, guide_file(story, language))
    # Whether colours of a map stand out is slow to say, and the same on all maps.
    assert violations(scripted, LAPTOP, without="svg") == []


@pytest.mark.parametrize("language", ["th", "km", "en"])
def test_axe_finds_nothing_wrong_with_a_guide_and_its_map_on_a_phone(
    language: str, scripted: Page, guide_file: GuideFile
) -> None:
    show(scripted, guide_file("friend-from-the-game", language))
    assert violations(scripted, PHONE) == []
