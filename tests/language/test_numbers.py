from datetime import date

import pytest

from game.language import numbers


@pytest.mark.parametrize("code", ["en", "th", "km"])
def test_numbers_have_arabic_digits_as_in_chats(code: str) -> None:
    assert numbers.number(12, code) == "12"


def test_large_numbers_are_grouped_as_the_language_does() -> None:
    assert numbers.number(1234567, "en") == "1,234,567"


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "November 24, 2026"), ("th", "24 พฤศจิกายน 2569"), ("km", "24 វិច្ឆិកា 2026")],
)
def test_a_date_has_the_month_in_words_and_in_thai_the_buddhist_year(
    code: str, written: str
) -> None:
    assert numbers.date(date(2026, 11, 24), code) == written


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "Dara, Vanna, and Fah"), ("th", "Dara Vanna และFah"), ("km", "Dara, Vanna និង Fah")],
)
def test_a_list_is_joined_as_in_a_sentence(code: str, written: str) -> None:
    assert numbers.items(["Dara", "Vanna", "Fah"], code) == written


def test_a_list_of_one_is_that_one() -> None:
    assert numbers.items(["Dara"], "km") == "Dara"


@pytest.mark.parametrize("code", ["mnw", "qps-ploc", "tts"])
def test_a_language_that_cldr_does_not_know_writes_as_english_does(code: str) -> None:
    assert numbers.number(1234.5, code) == "1,234.5"
    assert numbers.date(date(2026, 11, 24), code) == "November 24, 2026"


@pytest.mark.parametrize("code", ["lo", "my", "ar", "zh-Hans", "pt-BR"])
def test_digits_are_arabic_in_every_language(code: str) -> None:
    assert {c for c in numbers.number(1234567890, code) if c.isdigit()} == {*"1234567890"}
