"""Look at a page in a browser: what does not fit, what axe-core finds, what it asked for."""

from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Medium = Literal["screen", "print"]

PHONE, LAPTOP = 360, 1366
# A page of A4 without its margins, in CSS pixels.
PAPER = round((210 - 2 * 15) / 25.4 * 96)
PAPER_HEIGHT = round((297 - 16 - 17) / 25.4 * 96)

_AXE = Axe()
_OPTIONS = {"resultTypes": ["violations"], "selectors": False, "elementRef": False}
# Maps may be wider than a phone: they scroll by themselves, and can be reached with Tab.
_TOO_WIDE = """() => {
    const room = document.scrollingElement.clientWidth;
    const found = document.scrollingElement.scrollWidth > room ? ["the page"] : [];
    for (const it of document.body.querySelectorAll("*")) {
        if (it.closest("svg") || it.parentElement.closest("[role=region][tabindex='0']")) continue;
        const {left, right, width} = it.getBoundingClientRect();
        const hides = getComputedStyle(it).overflowX == "hidden";
        const cut = hides && it.scrollWidth > it.clientWidth + 1;
        if (width && (right > room + 1 || left < -1) || cut) found.push(it.outerHTML.slice(0, 200));
    }
    return found;
}"""
_FACES = "() => [...document.fonts].map(face => face.status)"
_HEIGHT = "element => element.getBoundingClientRect().height"


class Heard:
    """Keep what pages in a browser complained about, and what they asked for."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def on(self, page: Page) -> Page:
        """Listen to a page."""
        page.on("console", lambda message: self.all.append(message.text))
        page.on("pageerror", lambda error: self.all.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.all.append(url)


def show(page: Page, file: Path) -> None:
    """Open a file, as wide as a laptop."""
    _set(page, LAPTOP, "screen")
    page.goto(file.as_uri())


def too_wide(page: Page, width: int, medium: Medium = "screen") -> list[str]:
    """Name what does not fit into a width, on a screen or on paper."""
    _set(page, width, medium)
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


def violations(page: Page, width: int, *, colours: bool = True) -> list[str]:
    """Say what axe-core finds at a width; whether colours stand out takes it longest by far."""
    _set(page, width, "screen")
    options = {**_OPTIONS, "rules": {"color-contrast": {"enabled": colours}}}
    found = _AXE.run(page, options=options).response["violations"]
    return [f"{it['id']}: {node['html'][:200]}" for it in found for node in it["nodes"]]


def faces(page: Page) -> list[str]:
    """Say of each face that the page brings whether it is loaded."""
    found: list[str] = page.evaluate(_FACES)
    return found


def height(page: Page, selector: str) -> float:
    """Measure a part of the page."""
    found: float = page.locator(selector).evaluate(_HEIGHT)
    return found


def _set(page: Page, width: int, medium: Medium) -> None:
    page.emulate_media(media=medium)
    page.set_viewport_size({"width": width, "height": 768})
