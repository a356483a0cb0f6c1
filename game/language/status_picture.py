"""Draw how far the translation of each language is, for the README."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from game.language.status import Progress, Status

_PAPER, _INK, _GREY, _EDGE = "#fffaf0", "#20264a", "#565b7d", "#ead7ab"
_DONE, _FUZZY, _MISSING = "#0d7f81", "#ffbf3f", "#ffffff"
_WIDTH, _ROW, _MARGIN = 650, 44, 20
_BAR_AT, _BAR, _BAR_HEIGHT = 130, 300, 16
_FONT = "Lexend, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"


def picture(statuses: Sequence[Status]) -> str:
    """Draw a bar for each language, with the numbers beside it.

    Args:
        statuses: the languages, from top to bottom.

    Returns:
        an SVG picture that can be read on light and dark pages.
    """
    height = 2 * _MARGIN + _ROW * len(statuses) + _ROW // 2
    said = "; ".join(f"{it.locale.english}: {_numbers(it.progress)}" for it in statuses)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    look = f'font-family={quoteattr(_FONT)} font-size="15" fill="{_INK}"'
    inside = f'width="{_WIDTH - 2}" height="{height - 2}" rx="14"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look} role="img"',
        f"aria-label={quoteattr(said)}>",
        f'<rect x="1" y="1" {inside} fill="{_PAPER}" stroke="{_EDGE}"/>',
    ]
    for number, one in enumerate(statuses):
        lines += _language(one, _MARGIN + _ROW * number)
    lines += [*_legend(_MARGIN + _ROW * len(statuses)), "</svg>"]
    return "".join(f"{line}\n" for line in lines)


def _language(one: Status, top: int) -> Iterator[str]:
    middle = top + _ROW // 2
    yield f'<text x="{_MARGIN}" y="{middle}">{escape(one.locale.english)}</text>'
    yield (
        f'<text x="{_MARGIN}" y="{middle + 15}" font-size="11" fill="{_GREY}">'
        f"{'reviewed' if one.locale.reviewed else 'not reviewed yet'}</text>"
    )
    yield from _bar(one.progress, middle - _BAR_HEIGHT // 2)
    beside = _BAR_AT + _BAR + 14
    yield f'<text x="{beside}" y="{middle}">{_numbers(one.progress)}</text>'
    yield (
        f'<text x="{beside}" y="{middle + 15}" font-size="11" fill="{_GREY}">'
        f"{_rest(one.progress)}</text>"
    )


def _bar(progress: Progress, top: int) -> Iterator[str]:
    """Draw the parts of a bar; each differs in lightness, so that it shows without colour, too."""
    place = f'y="{top}" height="{_BAR_HEIGHT}"'
    yield f'<rect x="{_BAR_AT}" {place} width="{_BAR}" fill="{_MISSING}" stroke="{_INK}"/>'
    texts = progress.texts or 1
    done = _BAR * progress.translated // texts  # full only when nothing is left
    fuzzy = _BAR * (progress.translated + progress.fuzzy) // texts - done
    yield f'<rect x="{_BAR_AT}" {place} width="{done}" fill="{_DONE}"/>'
    if fuzzy:
        yield f'<rect x="{_BAR_AT + done}" {place} width="{fuzzy}" fill="{_FUZZY}"/>'


def _legend(top: int) -> Iterator[str]:
    at = _BAR_AT
    for colour, what in ((_DONE, "translated"), (_FUZZY, "to be confirmed"), (_MISSING, "missing")):
        yield (
            f'<rect x="{at}" y="{top + 2}" width="10" height="10" fill="{colour}" '
            f'stroke="{_INK}" stroke-width="0.7"/>'
        )
        yield f'<text x="{at + 15}" y="{top + 11}" font-size="11" fill="{_GREY}">{what}</text>'
        at += 30 + 7 * len(what)


def _numbers(progress: Progress) -> str:
    return f"{progress.percent} %, {progress.translated:,} of {progress.texts:,} texts"


def _rest(progress: Progress) -> str:
    left = f"{progress.words_left:,} words left" if progress.words_left else "no words left"
    checks = f"{progress.failed:,} checks failed" if progress.failed else "all checks passed"
    return f"{left}, {checks}"
