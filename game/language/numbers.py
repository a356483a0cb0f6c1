"""Write numbers, dates and lists as a language does.

Digits are Arabic in all languages, as in children's chats. Babel is imported when it is first
needed, since it would delay the first picture.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_BUDDHIST_YEARS = {"th": 543}  # Babel knows no Buddhist calendar


def number(value: float, code: str) -> str:
    """Write a number with the language's separators.

    Args:
        value: the number.
        code: the language tag.

    Returns:
        for example "1,234" in English.
    """
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(code), numbering_system="latn")


def date(day: dt.date, code: str) -> str:
    """Write a date in words, in Thai with the Buddhist year.

    Args:
        day: the date.
        code: the language tag.

    Returns:
        for example "November 24, 2026".
    """
    from babel.dates import format_date

    locale = _locale(code)
    if code in _BUDDHIST_YEARS:
        return format_date(day, f"d MMMM '{day.year + _BUDDHIST_YEARS[code]}'", locale=locale)
    return format_date(day, "long", locale=locale)


def items(texts: Sequence[str], code: str) -> str:
    """Join texts to a list in a sentence.

    Args:
        texts: the items.
        code: the language tag.

    Returns:
        for example "a, b, and c".
    """
    from babel.lists import format_list

    return format_list(texts, locale=_locale(code))


def _locale(code: str) -> "Locale":
    """Give what CLDR knows of a language; English where it knows nothing of it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
