import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.language.numbers import number
from game.language.pofiles import read_catalog
from game.language.pseudo import PSEUDO, pseudo, pseudo_locale
from game.places import LOCALES
from game.screen.fonts import mapped_characters

ENGLISH = sorted(
    text
    for file in (LOCALES / "templates").glob("*.pot")
    for entry in read_catalog(file).entries.values()
    for text in entry.sources
)
PLACEHOLDER = re.compile(r"\{\w+\}")
KEPT = re.compile(r"\{\w+\}|\w+_\w+")


def letters(text: str) -> int:
    return sum(character.isalpha() for character in KEPT.sub("", text))


@pytest.mark.parametrize(
    ("english", "made"),
    [
        ("Play", "[Pḷấấỷỷ]"),
        ("Hmm", "[Ḥṃṃṃ]"),
        ("{name} wrote", "[{name} ẅṛộộṭễễ]"),
        ("Tell **somebody** 🔥", "[Ṭễễễḷḷ **ṩộộṃễễbộộḍỷ** 🔥]"),
        ("12.30", "[12.30]"),
        ("SkyWolf_99 wrote", "[SkyWolf_99 ẅṛộộṭễễ]"),
        ("", ""),
    ],
)
def test_a_text_is_accented_longer_and_in_brackets(english: str, made: str) -> None:
    assert pseudo(english) == made


def test_every_text_of_the_game_grows_by_two_fifths() -> None:
    for english in ENGLISH:
        assert letters(pseudo(english)) == pytest.approx(1.4 * letters(english), abs=1)


def test_placeholders_and_bold_marks_stay_whole() -> None:
    for english in ENGLISH:
        made = pseudo(english)
        assert PLACEHOLDER.findall(made) == PLACEHOLDER.findall(english)
        assert made.count("**") == english.count("**")


def test_no_english_text_has_the_brackets() -> None:
    assert not [text for text in ENGLISH if "[" in text or "]" in text]


@given(st.text("Ab {name}**\n1🔥é", max_size=40))
def test_any_text_can_be_made_and_comes_out_in_one_pair_of_brackets(english: str) -> None:
    made = pseudo(english)
    assert made == "" if not english else (made[0], made[-1]) == ("[", "]")
    assert letters(made) >= letters(english)


def test_the_faces_of_english_have_every_letter_and_some_marks_are_stacked() -> None:
    locale = load_locales(LOCALES)["en"]
    made = set("".join(map(pseudo, ENGLISH)))
    latin = {character for character in made if "LATIN" in unicodedata.name(character, "")}
    for face in locale.fonts.values():
        assert face
        assert {ord(character) for character in latin} <= mapped_characters(face)
    assert any(len(unicodedata.normalize("NFD", character)) > 2 for character in latin)


def test_the_game_speaks_it_without_a_folder(tmp_path: Path) -> None:
    words = Words(LOCALES, PSEUDO, tmp_path)
    assert words.t("title", "Play") == "[Pḷấấỷỷ]"
    assert words.t("bar", "Hello, {name}!", name="Dara") == "[Ḥễễḷḷộộ, Dara!]"
    assert words.n("notebook", "{count} day", "{count} days", 2) == "[2 ḍấấỷỷṩ]"
    assert words.text("common", "help", "Police") == "[Pộộḷḯḯçễ]"
    assert not (LOCALES / PSEUDO).exists()


def test_it_writes_numbers_as_english_does() -> None:
    assert number(1234.5, PSEUDO) == "1,234.5"


def test_it_is_english_in_all_but_its_texts() -> None:
    english = load_locales(LOCALES)["en"]
    made = pseudo_locale(english)
    assert (made.code, made.script, made.fonts) == (PSEUDO, english.script, english.fonts)
    assert made.name == pseudo("Pseudo")
