from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language.breaking import Breaker

SCRIPTS = st.text(
    st.sampled_from(
        [
            *map(chr, range(0x0E01, 0x0E3B)),
            *map(chr, range(0x0E3F, 0x0E5C)),
            *map(chr, range(0x1780, 0x17DE)),
            *"abc 12.-/\u200b\u2060\u200d🔥👍🏽👨",
        ]
    ),
    max_size=40,
)
BREAKERS = st.sampled_from(["th", "km", "en"]).map(Breaker)


def ends(pieces: list[str]) -> set[int]:
    return set(accumulate(map(len, pieces)))


@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("th", ["เล่น", "เกม", "ด้วย", "กัน", "ไหม"]),
        ("th", ["ยาย", "ขาย", "ดอกไม้", "ที่", "ตลาด", "ตอน", "เช้า"]),
        ("th", ["วัน", "นี้ ", "เรา", "ไป", "โรงเรียน", "กัน", "นะ"]),
        ("km", ["ខ្ញុំ", "ទៅ", "សាលារៀន"]),
        ("lo", ["ໄປ", "ໂຮງຮຽນ", "ບໍ່"]),
        ("lo", ["ນະໂຍບາຍ", "ຂອງ", "ລັດຖະບານ", "ລາວ"]),
        ("my", ["မနက်ဖြန်", "တွေ့", "မယ်"]),
        ("km", ["ថ្ងៃនេះ", "យើង", "លេង", "ហ្គេម"]),
        ("en", ["Real ", "friends ", "do ", "not ", "need ", "to ", "hurry."]),
    ],
)
def test_a_line_may_end_after_each_word(code: str, pieces: list[str]) -> None:
    assert Breaker(code).opportunities("".join(pieces)) == pieces


def test_emoji_do_not_shift_the_breaks_after_them() -> None:
    assert Breaker("th").opportunities("🔥🔥 เล่นเกมด้วยกัน") == [
        "🔥",
        "🔥 ",
        "เล่น",
        "เกม",
        "ด้วย",
        "กัน",
    ]
    assert Breaker("km").opportunities("🔥 ខ្ញុំទៅសាលារៀន") == ["🔥 ", "ខ្ញុំ", "ទៅ", "សាលារៀន"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "เด็กๆ"),
        ("th", "เด็ก ๆ"),
        ("th", "กรุงเทพฯ"),
        ("lo", "ຊ້າໆ"),
        ("km", "ក្មេងៗ"),
        ("km", "សាលារៀន។"),
        ("km", "សាលារៀន ។"),
    ],
)
def test_a_repetition_or_ending_sign_stays_with_its_word(code: str, text: str) -> None:
    assert Breaker(code).opportunities(text) == [text]


def test_a_translator_may_forbid_and_allow_breaks() -> None:
    breaker = Breaker("km")
    assert breaker.opportunities("ខ្ញុំ\u2060ទៅ\u2060សាលារៀន") == ["ខ្ញុំ\u2060ទៅ\u2060សាលារៀន"]
    assert breaker.opportunities("សា\u200bលា") == ["សា\u200b", "លា"]
    assert breaker.opportunities("abc\u200bdef") == ["abc\u200b", "def"]


def test_a_typed_line_end_stays_a_line_end() -> None:
    assert Breaker("th").opportunities("เด็ก\nๆ") == ["เด็ก\n", "ๆ"]


def test_an_address_may_end_a_line_at_its_slashes() -> None:
    pieces = Breaker("en").opportunities("https://example.org/help/now")
    assert pieces == ["https://", "example.org/", "help/", "now"]


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("ស្រ្តី", ["ស្រ្តី"]),
        ("ខ្ញុំ", ["ខ្ញុំ"]),
        ("ที่น้ำ", ["ที่", "น้ำ"]),
        ("👍🏽e\u0301", ["👍🏽", "e\u0301"]),
        ("", []),
    ],
)
def test_marks_and_subscripts_are_one_character_with_their_letter(
    text: str, clusters: list[str]
) -> None:
    assert Breaker("km").graphemes(text) == clusters


@given(BREAKERS, SCRIPTS)
def test_the_pieces_joined_are_the_text(breaker: Breaker, text: str) -> None:
    assert "".join(breaker.opportunities(text)) == text
    assert "".join(breaker.graphemes(text)) == text


@given(BREAKERS, SCRIPTS)
def test_no_line_ends_inside_a_character(breaker: Breaker, text: str) -> None:
    assert ends(breaker.opportunities(text)) <= ends(breaker.graphemes(text))


@given(BREAKERS, SCRIPTS)
def test_no_line_ends_beside_a_word_joiner(breaker: Breaker, text: str) -> None:
    for piece in breaker.opportunities(text)[1:]:
        assert not piece.startswith("\u2060")


def test_a_name_that_the_dictionary_does_not_know_stays_whole() -> None:
    plain, taught = Breaker("th"), Breaker("th", ["สไรเนียง", "แชต"])
    assert plain.opportunities("พี่สไรเนียงอยู่ไหน") != taught.opportunities("พี่สไรเนียงอยู่ไหน")
    assert taught.opportunities("พี่สไรเนียงอยู่ไหน") == ["พี่", "สไรเนียง", "อยู่", "ไหน"]
    assert taught.opportunities("ไปแชตมะม่วงนะ!") == ["ไป", "แชต", "มะม่วง", "นะ!"]


def test_marks_stay_with_a_whole_word() -> None:
    taught = Breaker("th", ["แชต"])
    assert taught.opportunities("abc แชต, x “แชต”") == ["abc ", "แชต, ", "x ", "“แชต”"]


@given(st.text("แชตมะม่วง \u200b\u2060🔥a!", max_size=30))
def test_whole_words_neither_add_nor_lose_anything(text: str) -> None:
    assert "".join(Breaker("th", ["แชต", "มะม่วง"]).opportunities(text)) == text


def test_a_repeated_khmer_word_is_read_as_a_word() -> None:
    pieces = ["សំណួរ", "តូចៗ ", "និយាយត្រង់ៗ ", "ជួយ", "ក្មេងៗ"]
    assert Breaker("km").opportunities("".join(pieces)) == pieces
