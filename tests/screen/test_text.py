import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from game import places
from game.language.breaking import Breaker
from game.language.locales import load_locales
from game.screen.app import App
from game.screen.fonts import Fonts
from game.screen.text import Paragraph, Typesetter
from tests.screen.golden import compare

LOCALES = load_locales(places.LOCALES)
CODES = sorted(LOCALES)
NIGHT = (32, 38, 74)
PAPER = (255, 255, 255)
PICTURES = {"😀", "❤️", "👍", "😂", "👩‍👧"}

SAMPLES = {
    "th": (
        "พี่ชายของน้ำฝนบอกว่า นี้คือผู้ใหญ่ที่รู้จักกันมานาน 😀 ปู่ที่ญี่ปุ่นซื้อเพชร 500 เม็ด ก็ดีนะ ฎู ฐ็ "
        "SkyWolf_99 ชวนเล่น ภาសាខ្មែរ ต่อ… https://example.com/a/very/long/path?gems=500&to=you"
    ),
    "km": (
        "ខ្ញុំស្រឡាញ់ Dara ក្ត្រា ១២៣ 500 😂 ខ្ញុំជឿទុកចិត្តអ្នក តើអ្នកនៅម្នាក់ឯងឬ? ប៊្ឌី xម៉៊ើ បងស្រី "
        "SkyWolf_99 ញ៉ាំបាយនៅផ្ទះ។ https://example.com/a/very/long/path?gems=500&to=you"
    ),
    "en": (
        "You carried our team today!! 👍 Jolly good, → SkyWolf_99 says “fine…” Åsa, I can get you "
        "500 gems: ภาษาไทย, ភាសាខ្មែរ. https://example.com/a/very/long/path?gems=500&to=you"
    ),
}
WORDS = {
    "th": ["ปู่ที่ญี่ปุ่น", "ก็", "ฎู", "ฐ็", "น้ำ", "ซ้ำ", "ฟี้", "ผู้", "กี่"],
    "km": ["ខ្ញុំស្រឡាញ់", "ក្ត្រា", "xម៉៊ើ", "ម្ដ៊ុំ", "ប៊្ឌី", "ស្រ្តី", "ញ៊ី", "បញ្ចូល", "ព្រឹត្តិ"],
    "en": ["jolly", "ÅÉŷ", "gqpy|_", "fjord", "Ŕ(@){}", "WAVE"],
}


def disc(character: str, pixels: int) -> pygame.Surface | None:
    if character not in PICTURES:
        return None
    surface = pygame.Surface((pixels, pixels), pygame.SRCALPHA)
    pygame.draw.circle(surface, (250, 180, 40), (pixels / 2, pixels / 2), pixels / 2)
    return surface.premul_alpha()


@cache
def typesetter(code: str) -> Typesetter:
    return Typesetter(Fonts(LOCALES, code), Breaker(code).opportunities, disc)


def lay_out(
    code: str,
    text: str,
    width: int | None = None,
    pixels: int = 20,
    *,
    bold: bool = False,
    align: str = "left",
    max_lines: int | None = None,
) -> Paragraph:
    return typesetter(code).paragraph(
        text,
        pixels=pixels,
        colour=NIGHT,
        width=width,
        bold=bold,
        align=align,
        max_lines=max_lines,
    )


def clusters(text: str) -> list[str]:
    return list(CharacterBreaker(text, "en"))


def ink(surface: pygame.Surface) -> pygame.Rect:
    return surface.get_bounding_rect()


def strength(surface: pygame.Surface) -> int:
    """Add up how opaque all pixels are."""
    return sum(pygame.image.tobytes(surface, "RGBA")[3::4])


def rows_of_ink(surface: pygame.Surface) -> list[bool]:
    alpha = pygame.image.tobytes(surface, "RGBA")[3::4]
    width = surface.get_width()
    return [any(alpha[at : at + width]) for at in range(0, len(alpha), width)]


# Lines


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("width", [90, 200, 333, 700])
def test_the_lines_joined_are_the_text(code: str, width: int) -> None:
    text = f"{SAMPLES[code]}\n\n{SAMPLES[code]}  \n"
    assert "".join(lay_out(code, text, width).lines) == text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("pixels", [14, 18, 27, 41])
@pytest.mark.parametrize("width", [160, 333, 500])
def test_no_line_is_wider_than_the_room(code: str, pixels: int, width: int) -> None:
    paragraph = lay_out(code, SAMPLES[code], width, pixels)
    assert paragraph.size[0] <= width
    assert not paragraph.overflow


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("width", [240, 333, 500])
def test_each_line_takes_as_many_words_as_fit(code: str, width: int) -> None:
    paragraph = lay_out(code, SAMPLES[code], width)
    assert not paragraph.broken
    for line, after in pairwise(paragraph.lines):
        word = Breaker(code).opportunities(after)[0]
        assert lay_out(code, line + word).size[0] > width


def test_thai_and_khmer_are_broken_between_words() -> None:
    assert lay_out("th", "เธออยู่ที่ไหน", 60).lines == ("เธออยู่", "ที่ไหน")
    assert lay_out("km", "ខ្ញុំស្រឡាញ់អ្នក", 90).lines == ("ខ្ញុំស្រឡាញ់", "អ្នក")


def test_an_emoji_does_not_shift_the_breaks_after_it() -> None:
    paragraph = lay_out("th", "😀😀😀เธออยู่ที่ไหน", 130)
    assert paragraph.lines == ("😀😀😀เธออยู่", "ที่ไหน")


def test_spaces_at_a_lines_end_hang_over_it() -> None:
    alone = lay_out("en", "friend").size[0]
    paragraph = lay_out("en", "friend      friend", alone)
    assert paragraph.lines == ("friend      ", "friend")
    assert paragraph.size[0] == alone


def test_a_line_feed_ends_a_line_and_an_empty_line_keeps_its_height() -> None:
    one, three = lay_out("en", "a"), lay_out("en", "a\n\nb")
    assert three.lines == ("a\n", "\n", "b")
    assert three.size[1] == 3 * one.size[1]


def test_an_empty_text_is_one_empty_line() -> None:
    paragraph = lay_out("km", "")
    assert paragraph.lines == ("",)
    assert paragraph.size == (0, lay_out("km", "ក").size[1])
    paragraph.draw(pygame.Surface((10, 10)), 0, 0)


def unbroken(code: str) -> Typesetter:
    """Take every text for a single word."""
    return Typesetter(Fonts(LOCALES, code), lambda text: [text], disc)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("en", "Supercalifragilisticexpialidocious"),
        ("th", "ปู่ที่ญี่ปุ่นน้ำฎู"),
        ("km", "ខ្ញុំស្រឡាញ់ក្ត្រាម៉៊ើ"),
    ],
)
def test_a_word_wider_than_the_room_is_broken_between_characters(code: str, word: str) -> None:
    paragraph = unbroken(code).paragraph(word, pixels=20, colour=NIGHT, width=50)
    assert paragraph.broken
    assert not paragraph.overflow
    assert len(paragraph.lines) > 1
    assert [c for line in paragraph.lines for c in clusters(line)] == clusters(word)


def test_a_word_wider_than_the_room_first_gets_a_line_of_its_own() -> None:
    assert lay_out("en", "a Supercalifragilisticexpialidocious", 90).lines[0] == "a "


def test_a_thai_vowel_written_first_stays_with_its_consonant() -> None:
    setter = unbroken("th")
    for width in range(25, 100):
        lines = setter.paragraph("เปลเปลเปล", pixels=20, colour=NIGHT, width=width).lines
        assert not any(line.endswith("เ") for line in lines)


@pytest.mark.parametrize("sign", [".", "!", "?", ")", "”", "។", "…"])
def test_no_line_holds_nothing_but_a_closing_sign(sign: str) -> None:
    word = "internet" + sign
    for code in CODES:
        for width in range(lay_out(code, "mm").size[0], lay_out(code, word).size[0] + 1):
            assert sign not in lay_out(code, word, width).lines


def test_a_single_character_wider_than_the_room_is_told() -> None:
    paragraph = lay_out("km", "ក្ត្រា", 5)
    assert paragraph.lines == ("ក្ត្រា",)
    assert paragraph.overflow


@pytest.mark.parametrize("code", CODES)
def test_lines_that_are_cut_end_in_an_ellipsis_that_fits(code: str) -> None:
    whole = lay_out(code, SAMPLES[code], 240)
    short = lay_out(code, SAMPLES[code], 240, max_lines=2)
    assert short.overflow
    assert short.size[0] <= 240
    assert len(short.lines) == 2
    assert SAMPLES[code].startswith("".join(short.lines))
    assert len(short.lines[1]) <= len(whole.lines[1])


def test_lines_that_need_no_cut_have_no_ellipsis() -> None:
    assert lay_out("en", "one\ntwo", max_lines=2).size == lay_out("en", "one\ntwo").size
    assert not lay_out("en", "one\ntwo", max_lines=2).overflow


ALPHABET = (
    "abcWj 019.,!?()“”…-/:*'"
    "กขฃญฎฐปฟาำะัิีึืุู็่้๊๋์เแโใไๆฯ๕"
    "កខញដតរលសអឱាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៎៏័្។៕ៗ៥"
    "\n\u200b\u2060\u00a0\u0301é→✓漢"
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(list(ALPHABET)),
        st.sampled_from([*PICTURES, "👨‍👩‍👧", "🇹🇭", " ", "  "]),
        st.sampled_from([word for words in WORDS.values() for word in words]),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
).map("".join)


@settings(deadline=None, max_examples=150)
@given(code=st.sampled_from(CODES), text=TEXTS, width=st.integers(1, 300))
def test_any_text_in_any_room_is_whole_and_inside(code: str, text: str, width: int) -> None:
    paragraph = lay_out(code, text, width)
    plain = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
    assert "".join(paragraph.lines) == plain
    ends = {0}
    for part in re.split(r"(?<=\n)", plain):
        for cluster in clusters(part):
            ends.add(max(ends) + len(cluster))
    position = 0
    for line in paragraph.lines:
        position += len(line)
        assert position in ends
    if paragraph.size[0] > width:
        assert paragraph.overflow
        assert any(len(clusters(line.rstrip(" \n\u200b"))) == 1 for line in paragraph.lines)
    else:
        assert not paragraph.overflow
    assert paragraph.surface.get_height() == paragraph.size[1]


# Marks and baselines


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_the_letter_that_baselines_are_measured_by_stands_on_them(
    code: str,
    bold: bool,  # noqa: FBT001
) -> None:
    fonts = Fonts(LOCALES, code)
    for pixels in range(8, 90):
        face = fonts.face(fonts.script, bold, pixels)
        letter = face.render("x", antialias=True, color=NIGHT)
        assert ink(letter).bottom == face.get_ascent()


@pytest.mark.parametrize("pixels", [11, 18, 23, 40])
@pytest.mark.parametrize(("code", "word"), [(c, w) for c in CODES for w in WORDS[c]])
def test_no_mark_is_cut(code: str, word: str, pixels: int) -> None:
    paragraph = lay_out(code, word, pixels=pixels)
    fonts = Fonts(LOCALES, code)
    roomy = fonts.face(fonts.script, bold=False, pixels=pixels).render(
        f"   {word}   ", antialias=True, color=NIGHT
    )
    assert ink(paragraph.surface).size == ink(roomy).size
    assert strength(paragraph.surface) == strength(roomy)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("pixels", [12, 18, 27, 40])
def test_the_lines_of_a_paragraph_show_all_the_ink_they_have(code: str, pixels: int) -> None:
    paragraph = lay_out(code, SAMPLES[code], 300, pixels)
    alone = [lay_out(code, line, pixels=pixels) for line in paragraph.lines]
    assert strength(paragraph.surface) == sum(strength(line.surface) for line in alone)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("pixels", [12, 16, 18, 22, 27, 40])
def test_marks_of_neighbouring_lines_do_not_touch(code: str, pixels: int) -> None:
    words = " ".join(WORDS[code])
    one = lay_out(code, words, pixels=pixels)
    three = lay_out(code, f"{words}\n{words}\n{words}", pixels=pixels)
    assert ink(three.surface).height >= 3 * ink(one.surface).height + 2


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("pixels", [12, 16, 18, 22, 27, 40])
def test_usual_marks_leave_lines_even(code: str, pixels: int) -> None:
    usual = {"th": "พี่นี้รู้ญาติผู้ซ้ำ", "km": "ខ្ញុំស្រី ញ៊ី គ្រូ បញ្ចូល", "en": "Åjgq"}[code]
    bare = {"th": "กกก", "km": "ករក", "en": "xxx"}[code]
    for text in (usual, bare, f"{usual}\n{bare}", f"{bare}\n{usual}", f"{usual}\n{usual}"):
        lines = text.count("\n") + 1
        assert (
            lay_out(code, text, pixels=pixels).size[1]
            == lines * lay_out(code, bare, pixels=pixels).size[1]
        )


def test_a_line_grows_when_its_marks_need_it() -> None:
    assert lay_out("km", "xម៉៊ើ", pixels=40).size[1] > lay_out("km", "x", pixels=40).size[1]
    assert lay_out("th", "ฎู", pixels=40).size[1] > lay_out("th", "x", pixels=40).size[1]


def test_a_mark_above_moves_no_letter_down() -> None:
    # Both end in the same letters; their feet stand on the baseline.
    for word in ("xម៉៊ើ", "ប៊្ឌី"):
        paragraph = lay_out("km", f"{word}  x", pixels=40)
        right = paragraph.size[0]
        last = paragraph.surface.subsurface((right - 21, 0, 21, paragraph.size[1]))
        assert ink(last).bottom == paragraph.baseline


@pytest.mark.parametrize("pixels", [12, 18, 27, 40])
def test_faces_share_one_baseline(pixels: int) -> None:
    face = Fonts(LOCALES, "th").face("Khmr", bold=False, pixels=pixels)
    paragraph = lay_out("th", "กxម៉៊ើ  (x", pixels=pixels)
    assert paragraph.lines == ("กxម៉៊ើ  (x",)
    ends = paragraph.surface.subsurface(
        (paragraph.size[0] - face.size("i")[0], 0, face.size("i")[0], paragraph.size[1])
    )
    assert ink(ends).bottom == paragraph.baseline
    start = paragraph.surface.subsurface((0, 0, face.size("i")[0], paragraph.size[1]))
    assert ink(start).bottom == paragraph.baseline


# Faces and pictures


def test_a_language_name_is_written_in_its_own_script_in_every_language() -> None:
    for code in CODES:
        for name in ("ภาษาไทย", "ភាសាខ្មែរ", "English"):
            assert lay_out(code, name).missing == ()
    khmer, thai = lay_out("km", "ភាសាខ្មែរ").surface, lay_out("th", "ភាសាខ្មែរ").surface
    assert strength(khmer) == strength(thai)


def test_latin_inside_khmer_keeps_the_khmer_face() -> None:
    face = Fonts(LOCALES, "km").face("Khmr", bold=False, pixels=20)
    text = "ខ្ញុំ Dara 123 ស្រី"
    assert lay_out("km", text).size[0] == face.size(text)[0]


def test_digits_and_spaces_stay_with_the_letters_before_them() -> None:
    fonts = Fonts(LOCALES, "en")
    khmer, latin = (fonts.face(script, bold=False, pixels=20) for script in ("Khmr", "Latn"))
    expected = khmer.size("ខ្មែរ 123 (")[0] + latin.size("x")[0]
    assert lay_out("en", "ខ្មែរ 123 (x").size[0] == expected


def test_what_no_face_has_is_told_and_not_drawn_as_a_box() -> None:
    paragraph = lay_out("th", "ก✓ข 漢✓ 👨‍👩‍👧")
    assert paragraph.missing == ("✓", "漢", "👨‍👩‍👧")
    assert strength(lay_out("th", "✓漢👨‍👩‍👧\t\r").surface) == 0


def test_characters_that_are_never_seen_are_not_missed() -> None:
    for code in CODES:
        assert lay_out(code, "a\u200bb\u2060c\u200d\u200c\n\ufe0f\u00ad").missing == ()
        assert lay_out(code, "a\u200bb\u2060c").size == lay_out(code, "abc").size


def test_an_emoji_is_a_picture_in_the_line() -> None:
    paragraph = lay_out("en", "a😀b", pixels=40)
    letters = lay_out("en", "a", pixels=40).size[0] + lay_out("en", "b", pixels=40).size[0]
    assert paragraph.size[0] == letters + 46  # 1.15 em
    assert paragraph.surface.get_at((letters // 2 + 23, paragraph.baseline - 14))[:3] == (
        250,
        180,
        40,
    )
    assert paragraph.missing == ()


def test_an_emoji_written_with_or_without_its_selector_or_joined_is_one_picture() -> None:
    heart, family = lay_out("km", "❤️", pixels=40), lay_out("km", "👩‍👧", pixels=40)
    assert heart.size[0] == family.size[0] == 46


def test_the_games_own_emoji_are_drawn(app: App) -> None:
    paragraph = app.ui.typesetter.paragraph("😀🔥👍❤️", pixels=20, colour=NIGHT)
    assert paragraph.missing == ()
    assert paragraph.size[0] == 4 * 23


def test_bold_marks_are_not_shown_and_make_bold() -> None:
    plain = lay_out("th", "ต่อไป: ", pixels=30)
    mixed = lay_out("th", "ต่อไป: **ย้ายแอป**", pixels=30)
    assert mixed.lines == ("ต่อไป: ย้ายแอป",)
    fonts = Fonts(LOCALES, "th")
    widths = [
        fonts.face("Thai", bold=bold, pixels=30).size(t)[0]
        for bold, t in ((False, "ต่อไป: "), (True, "ย้ายแอป"))
    ]
    assert mixed.size[0] == sum(widths)
    assert plain.size[0] < widths[0]  # its space hangs
    assert (
        lay_out("th", "**ย้าย**", pixels=30).size == lay_out("th", "ย้าย", pixels=30, bold=True).size
    )


def test_stars_without_a_partner_stay() -> None:
    assert lay_out("en", "a ** b").lines == ("a ** b",)


# Drawing


@pytest.mark.parametrize("code", CODES)
def test_text_drawn_has_no_grey_fringe(code: str) -> None:
    # On paper it looks like SDL's own drawing, off by rounding only.
    fonts = Fonts(LOCALES, code)
    text = WORDS[code][0]
    paragraph = lay_out(code, text, pixels=30)
    expected, found = (pygame.Surface(paragraph.size, depth=32) for _ in range(2))
    for surface in (expected, found):
        surface.fill((250, 240, 220))
    straight = fonts.face(fonts.script, bold=False, pixels=30).render(
        text, antialias=True, color=NIGHT
    )
    shift = ink(paragraph.surface).y - ink(straight).y
    expected.blit(straight, (0, shift))
    paragraph.draw(found, 0, 0)
    pairs = zip(
        pygame.image.tobytes(expected, "RGB"), pygame.image.tobytes(found, "RGB"), strict=True
    )
    assert max(abs(a - b) for a, b in pairs) <= 2


@pytest.mark.parametrize(("align", "share"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_lines_are_aligned_within_the_widest(align: str, share: float) -> None:
    paragraph = lay_out("en", "iiii\nmmmmmmmm", align=align)
    narrow = lay_out("en", "iiii")
    top = paragraph.surface.subsurface((0, 0, paragraph.size[0], narrow.size[1]))
    room = paragraph.size[0] - narrow.size[0]
    assert ink(top).x - ink(narrow.surface).x == pytest.approx(room * share, abs=1)


def test_the_same_text_is_laid_out_and_drawn_once() -> None:
    setter = Typesetter(Fonts(LOCALES, "th"), Breaker("th").opportunities, disc)
    first = setter.paragraph("สวัสดี", pixels=20, colour=NIGHT)
    again = setter.paragraph("สวัสดี", pixels=20, colour=NIGHT)
    assert first is again
    assert first.surface is again.surface
    assert setter.paragraph("สวัสดี", pixels=20, colour=PAPER).surface is not first.surface


def test_what_is_kept_is_bounded() -> None:
    setter = Typesetter(Fonts(LOCALES, "en"), Breaker("en").opportunities, disc)
    for number in range(2100):
        setter.paragraph(str(number), pixels=10, colour=NIGHT)
    assert len(setter._paragraphs) == 2000
    for number in range(60):
        setter.paragraph(f"{number}\n" * 60, pixels=60, colour=NIGHT).surface.get_size()
    assert setter._bytes <= 32_000_000
    assert setter._bytes == sum(
        math.prod(surface.get_size()) * 4 for surface in setter._surfaces.values()
    )


# Pictures that somebody looked at

BUILT = pytest.mark.skipif(
    any(locale.fonts["bold"] is None for locale in LOCALES.values()),
    reason="the bold faces are made when the package is built",
)


def sheet(paragraphs: Sequence[Paragraph]) -> pygame.Surface:
    margin = 8
    width = max(p.size[0] for p in paragraphs) + 2 * margin
    height = sum(p.size[1] + margin for p in paragraphs) + margin
    surface = pygame.Surface((width, height), depth=24)
    surface.fill(PAPER)
    y = margin
    for paragraph in paragraphs:
        surface.fill((225, 238, 250), (margin, y, *paragraph.size))
        paragraph.draw(surface, margin, y)
        y += paragraph.size[1] + margin
    return surface


@BUILT
@pytest.mark.parametrize("code", CODES)
def test_the_sample_looks_as_it_should_at_several_sizes(code: str, tmp_path: Path) -> None:
    paragraphs = [lay_out(code, SAMPLES[code], 380, pixels) for pixels in (14, 18, 27, 40)]
    compare(sheet(paragraphs), f"sample-{code}", tmp_path)


@BUILT
@pytest.mark.parametrize("code", CODES)
def test_headings_and_labels_look_as_they_should(code: str, tmp_path: Path) -> None:
    heading, sentence, label = {
        "th": ("ข้อความนี้กำลังทำอะไร?", "ต่อไป: **ย้ายไปแอปอื่น** ด้วยกันนะ", "ภาษาไทย"),
        "km": ("សារនេះកំពុងធ្វើអ្វី?", "បន្ទាប់៖ **ប្ដូរទៅកម្មវិធីផ្សេង** ជាមួយគ្នា", "ភាសាខ្មែរ"),
        "en": ("What is this message doing?", "Next: **Move to another app** together", "English"),
    }[code]
    compare(
        sheet(
            [
                lay_out(code, heading, 260, 30, bold=True),
                lay_out(code, sentence, 260, 18, align="center"),
                lay_out(code, sentence, 260, 18, align="right", max_lines=1),
                *(
                    lay_out(code, name, pixels=22, bold=True)
                    for name in ("ภาษาไทย", "ភាសាខ្មែរ", "English")
                ),
                lay_out(code, label, pixels=60),
            ]
        ),
        f"labels-{code}",
        tmp_path,
    )
