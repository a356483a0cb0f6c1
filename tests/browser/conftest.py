"""A real browser without a window, one for all tests, and pages in it that can reach nobody."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.places import LOCALES, SCENARIOS
from game.sheets.guide import guide
from game.story.load import load_all
from tests.browser.looking import Heard
from tests.counterparts import missing

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

GuideFile = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        missing("Chromium is not installed")
    with sync_playwright() as playwright:
        # Its own sandbox needs rights that a container does not give.
        yield playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


@pytest.fixture(scope="session")
def heard() -> Heard:
    return Heard()


@pytest.fixture(scope="session")
def scripted(browser: Browser, heard: Heard) -> Page:
    """A page in which scripts could run, as axe-core must."""
    return heard.on(browser.new_context(offline=True).new_page())


@pytest.fixture(scope="session")
def plain(browser: Browser, heard: Heard) -> Page:
    """A page in which no script runs."""
    return heard.on(browser.new_context(offline=True, java_script_enabled=False).new_page())


@pytest.fixture(scope="session")
def guide_file(tmp_path_factory: pytest.TempPathFactory) -> GuideFile:
    """The guide of an episode in a language, written when it is first asked for."""
    folder = tmp_path_factory.mktemp("guides")
    library, locales = load_all(SCENARIOS), load_locales(LOCALES)
    stories = {story.id: story for story in library.stories}

    @cache
    def written(story: str, language: str) -> Path:
        words = Words(LOCALES, language, folder)
        file = folder / f"{story}-{language}.html"
        html = guide(stories[story], library.common, words, locales[language])
        file.write_text(html, encoding="utf-8")
        return file

    return written
