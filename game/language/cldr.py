"""Say what CLDR knows about a language, what PyPI has for its script, and how ICU breaks its lines.

Only `sarika languages new` needs this: Babel and ICU take too long for the game to ask them.
"""

import difflib
from dataclasses import dataclass
from importlib.util import find_spec

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.messages import Catalog
from babel.messages.plurals import PLURALS
from babel.plural import to_gettext

from game.language.locales import TAG

# Scripts with a font package on PyPI; each was looked into and holds Latin letters, too.
_FONTS = {
    "Arab": ("fontpkg-noto-sans-arabic", "NotoSansArabic[wdth,wght].ttf"),
    "Beng": ("justmytype-intl-south-asia", "NotoSansBengali[wdth,wght].ttf"),
    "Cyrl": ("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),
    "Deva": ("fontpkg-noto-sans-devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
    "Grek": ("fontpkg-noto-sans", "NotoSans[wdth,wght].ttf"),
    "Hebr": ("fontpkg-heebo", "Heebo[wght].ttf"),
    "Khmr": ("fontpkg-noto-sans-khmer", "NotoSansKhmer[wdth,wght].ttf"),
    "Laoo": ("justmytype-intl-sea", "NotoSansLao[wdth,wght].ttf"),
    "Latn": ("fontpkg-lexend", "Lexend[wght].ttf"),
    "Mymr": ("justmytype-intl-sea", "NotoSansMyanmar[wdth,wght].ttf"),
    "Taml": ("fontpkg-noto-sans-tamil", "NotoSansTamil[wdth,wght].ttf"),
    "Telu": ("fontpkg-noto-sans-telugu", "NotoSansTelugu[wdth,wght].ttf"),
    "Thai": ("fontpkg-sarabun", "Sarabun-Regular.ttf"),
}
# Languages whose words ICU looks up in a dictionary; other languages in these scripts are broken
# as if they were these.
_DICTIONARIES = {"Khmr": "km", "Laoo": "lo", "Mymr": "my", "Thai": "th"}
_BETWEEN_CHARACTERS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Bopo", "Yiii"})
_WITHOUT_SPACES = frozenset({"Bali", "Java", "Lana", "Tale", "Talu", "Tavt"})
_NEAR = 0.75
_LONGEST = 35  # letters of a language tag that every program must take, says BCP 47


class UnknownLanguageError(Exception):
    """There is no such language; the message says what was probably meant."""


@dataclass(frozen=True, slots=True)
class Language:
    """Tell what is known about a language.

    Args:
        code: its language tag.
        name: what its speakers call it.
        english: what English calls it.
        script: four letters of ISO 15924.
        direction: "ltr" or "rtl".
        plural_forms: how many forms a counted text has.
        digits: the name of its digits in CLDR; "latn" for 0 to 9.
        font: the font package of its script and the file in it; None if none is known.
        breaks: how its lines are broken: "dictionary", "characters" or "spaces"; "other dictionary"
            if ICU takes it for the main language of its script, and "by hand" if ICU knows no words
            of a script without spaces.
    """

    code: str
    name: str
    english: str
    script: str
    direction: str
    plural_forms: int
    digits: str
    font: tuple[str, str] | None
    breaks: str

    @property
    def font_installed(self) -> bool:
        """Say whether the font package is there."""
        return self.font is not None and find_spec(self.font[0].replace("-", "_")) is not None


def language(code: str) -> Language:
    """Look a language up.

    Args:
        code: a language tag such as "lo" or "zh-Hans", written as BCP 47 recommends.

    Raises:
        UnknownLanguageError: that is no language tag, or CLDR does not know the language.
    """
    if len(code) > _LONGEST:
        raise UnknownLanguageError(f"{code[:20]!r}… is no language tag. Write one such as lo")
    locale = _locale(code)
    if _tag(locale) != code:
        raise UnknownLanguageError(f"the language tag {code!r} is written {_tag(locale)}")
    script = _script(locale)
    return Language(
        code=code,
        name=locale.get_display_name() or code,
        english=locale.english_name or code,
        script=script,
        direction=locale.text_direction,
        plural_forms=int(plural_forms(locale).removeprefix("nplurals=").partition(";")[0]),
        digits=locale.default_numbering_system,
        font=_FONTS.get(script),
        breaks=_breaks(locale.language, script),
    )


def plural_forms(locale: BabelLocale) -> str:
    """Write the plural forms of a language for the header of a catalog.

    Args:
        locale: the language.

    Returns:
        those that gettext's translators use, else those of CLDR.
    """
    if str(locale) in PLURALS or locale.language in PLURALS:
        return str(Catalog(locale=locale).plural_forms)
    return f"{to_gettext(locale.plural_form)};"


def _locale(code: str) -> BabelLocale:
    if not TAG.fullmatch(code):
        raise UnknownLanguageError(f"{code!r} is no language tag.{_meant(code)}")
    try:
        return BabelLocale.parse(code, sep="-", resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguageError(f"CLDR knows no language {code!r}.{_meant(code)}") from None


def _meant(typed: str) -> str:
    """Guess the tag of a language that was named otherwise."""
    names = {name.casefold(): code for code, name in BabelLocale("en").languages.items()}
    plain = typed.replace("_", "-")
    for guess in (plain, plain.lower(), names.get(typed.casefold(), "")):
        try:
            locale = BabelLocale.parse(guess, sep="-") if guess else None
        except (UnknownLocaleError, ValueError):
            continue
        if locale:
            return f" Did you mean {_tag(locale) if '-' in plain else locale.language}?"
    near = difflib.get_close_matches(typed.casefold(), names, 1, _NEAR)
    if near:
        return f" Did you mean {names[near[0]].replace('_', '-')}?"
    return " Write one such as lo, my, vi or zh-Hans"


def _tag(locale: BabelLocale) -> str:
    return str(locale).replace("_", "-")


def _script(locale: BabelLocale) -> str:
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    found = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language)
    return (parse_locale(found)[2] if found else None) or "Latn"


def _breaks(code: str, script: str) -> str:
    if script in _DICTIONARIES:
        return "dictionary" if _DICTIONARIES[script] == code else "other dictionary"
    if script in _WITHOUT_SPACES:
        return "by hand"
    return "characters" if script in _BETWEEN_CHARACTERS else "spaces"
