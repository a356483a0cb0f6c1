"""Print a page as a PDF, with the optional extra `pdf`.

WeasyPrint knows no dictionary of Khmer: a sentence would run off the paper. And few computers have
an emoji font that can be printed. Therefore a page is given its breaks and our emoji before.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape, unescape

from game import places
from game.language.breaking import Breaker
from game.language.locales import Locale

_TAG = re.compile(r"(<[^>]*>)")
# What is inside of these is no text of the page.
_APART = re.compile(r"<(/?)(?:style|title)\b")
_BREAK = "\u200b"


class PdfError(Exception):
    """Say in one line why no PDF can be made, and what to do."""


def pdf(page: str, locale: Locale) -> bytes:
    """Print a page.

    Args:
        page: the HTML, as our templates write it: complete, escaped, with all it needs inside.
        locale: its language.

    Returns:
        The PDF, with tags for screen readers and with its fonts inside.

    Raises:
        PdfError: WeasyPrint or Pango, which it stands on, is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError:
        raise PdfError(
            "a PDF needs WeasyPrint, which comes with pip install 'sarika[pdf]', in the project's "
            "folder pip install '.[pdf]'"
        ) from None
    except OSError:
        raise PdfError(
            "a PDF needs Pango, which is not on this computer. Install it, or print the page from "
            "a browser"
        ) from None
    # Whatever the page asks for is inside of it; nothing comes from a network or a disk.
    inside = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    html = HTML(string=printable(page, locale), url_fetcher=inside)
    printed: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return printed


def printable(page: str, locale: Locale) -> str:
    """Put a U+200B wherever a line may end and no space says so, and a picture for each emoji.

    Args:
        page: the HTML.
        locale: its language.

    Returns:
        The HTML; nothing but texts that are read is changed.
    """
    return "".join(_parts(page, Breaker(locale.code, locale.whole_words)))


def _parts(page: str, breaker: Breaker) -> Iterator[str]:
    emoji = re.compile("|".join(map(re.escape, _emoji())) + "|\ufe0f")
    apart = False
    for part in _TAG.split(page):
        if part.startswith("<"):
            if found := _APART.match(part):
                apart = not found[1]
            yield part
        elif apart or part.isascii():
            yield part
        else:
            pieces = breaker.opportunities(unescape(part))
            text = escape(_BREAK.join(pieces).replace(f" {_BREAK}", " "), quote=False)
            yield emoji.sub(lambda found: _emoji().get(found[0], ""), text)


@cache
def _emoji() -> dict[str, str]:
    """Give the pictures that the game has, as HTML, by their characters."""
    found: dict[str, str] = {}
    for file in sorted((places.ASSETS / "emoji").glob("*.svg")):
        character = "".join(chr(int(code, 16)) for code in file.stem.split("-"))
        url = f"data:image/svg+xml;base64,{b64encode(file.read_bytes()).decode()}"
        found[character] = (
            f'<img alt="{character}" src="{url}" style="height: 1.15em; vertical-align: -.2em">'
        )
    return found
