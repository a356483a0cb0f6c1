"""A page as a PDF: Thai and Khmer break and stay on the paper, and all it needs is inside."""

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from game.language.breaking import Breaker
from game.language.catalogs import Words
from game.language.locales import font_url, load_locales
from game.places import LOCALES, SCENARIOS
from game.sheets.guide import guide
from game.sheets.pdf import PdfError, pdf, printable
from game.story.load import load_all
from tests.counterparts import missing
from tests.screen.stories import ONE_CHAT, write_stories

IN = load_locales(LOCALES)
LIBRARY = load_all(SCENARIOS)
SENTENCES = {
    "th": "ถ้ามีใครส่งข้อความมาแล้วรู้สึกแปลกๆให้เล่าให้ผู้ใหญ่ที่ไว้ใจฟังได้เสมอไม่มีคำว่าสายเกินไป",
    "km": "បើមានអ្នកណាផ្ញើសារមកហើយប្អូនមិនស្រួលក្នុងចិត្តប្អូនអាចប្រាប់មនុស្សធំដែលប្អូនទុកចិត្តបានជានិច្ច",
}
_NARROW = "@page { size: 120mm 120mm; margin: 10mm; } body { margin: 0; font: 12pt/2 words; }"


@pytest.fixture
def tools() -> None:
    """What looks into a PDF, and what makes one."""
    if shutil.which("pdftotext") is None:
        missing("poppler-utils is not installed")
    try:
        import weasyprint  # noqa: F401
    except OSError:
        missing("Pango is not installed")


def narrow(language: str, text: str) -> str:
    face = f"@font-face {{ font-family: words; src: url({font_url(IN[language])}); }}"
    style = f"<style>{face} {_NARROW}</style>"
    return (
        f"<!doctype html><html lang={language}><head><meta charset=utf-8><title>{text}</title>"
        f"{style}</head><body><p>{text}</p></body></html>"
    )


def asked(tool: str, content: bytes, folder: Path, *options: str) -> str:
    """Let a program of poppler look into a PDF."""
    file = folder / "page.pdf"
    file.write_bytes(content)
    behind = ["-"] if tool == "pdftotext" else []
    command = [tool, *options, str(file), *behind]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_without_spaces_fills_lines_and_stays_between_the_margins(
    language: str, tmp_path: Path
) -> None:
    printed = pdf(narrow(language, 3 * SENTENCES[language]), IN[language])
    boxes = asked("pdftotext", printed, tmp_path, "-bbox-layout")
    found = re.findall(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', boxes)
    edges = [(float(begin), round(float(top) / 24), float(end)) for begin, top, end in found]
    left, right = 10 / 25.4 * 72, 110 / 25.4 * 72
    assert all(left - 1 < begin <= end < right + 1 for begin, _, end in edges)
    *full, _ = sorted({line for _, line, _ in edges})
    assert len(full) >= 3
    # A line that ends long before the margin was broken at too few places.
    assert all(max(end for _, at, end in edges if at == line) > right - 60 for line in full)


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("language", ["th", "km", "en"])
def test_a_guide_is_tagged_on_a4_and_brings_its_fonts(language: str, tmp_path: Path) -> None:
    library = load_all(write_stories(tmp_path / "mine", mine=ONE_CHAT))
    words = Words(LOCALES, language, tmp_path)
    page = guide(library.stories[0], library.common, words, IN[language], for_pdf=True)
    printed = pdf(page, IN[language])
    facts = asked("pdfinfo", printed, tmp_path, "-l", "99")
    assert re.search(r"Tagged: +yes", facts)
    sizes = {
        (round(float(w)), round(float(h))) for w, h in re.findall(r"([\d.]+) x ([\d.]+) pts", facts)
    }
    assert sizes == {(595, 842), (842, 595)}
    fonts = asked("pdffonts", printed, tmp_path).splitlines()[2:]
    assert any("words" in font for font in fonts)
    assert all(font.split()[-5:-2] == ["yes", "yes", "yes"] for font in fonts)
    assert "1387" in asked("pdftotext", printed, tmp_path)


@pytest.mark.parametrize("language", ["th", "km", "en"])
def test_only_texts_are_given_breaks_and_pictures(language: str, tmp_path: Path) -> None:
    story = next(it for it in LIBRARY.stories if it.id == "the-surprise")
    words = Words(LOCALES, language, tmp_path)
    page = guide(story, LIBRARY.common, words, IN[language], for_pdf=True)
    ready = printable(page, IN[language])
    assert ready.count("<img ") > 5
    back = re.sub(r'<img alt="(.*?)"[^>]*>', r"\1", ready).replace("\u200b", "")
    plain = page.replace("\ufe0f", "")
    assert [unescape(it) for it in re.split("(<[^>]*>)", back)] == [
        unescape(it) for it in re.split("(<[^>]*>)", plain)
    ]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_may_end_a_line_wherever_the_game_says(language: str) -> None:
    locale, text = IN[language], SENTENCES[language]
    (given,) = re.findall("<p>(.*)</p>", printable(narrow(language, text), locale))
    assert given.split("\u200b") == Breaker(language, locale.whole_words).opportunities(text)
    assert f"<title>{text}</title>" in printable(narrow(language, text), locale)


def test_an_emoji_is_the_one_that_children_see_and_still_said_in_words() -> None:
    ready = printable("<p>ok ❤️ 🤫</p>", IN["en"])
    assert re.findall(r'<img alt="(.)" src="data:image/svg', ready) == ["❤", "🤫"]
    assert "\ufe0f" not in ready


def test_without_weasyprint_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfError, match=r"pip install 'sarika\[pdf\]'"):
        pdf("<p>", IN["en"])


def test_without_pango_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(PdfError, match="needs Pango"):
        pdf("<p>", IN["en"])
