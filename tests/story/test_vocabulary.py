"""Words to avoid: how they are found, and that the list itself is in order."""

from pathlib import Path

import pytest

from game.places import LOCALES, SCENARIOS
from game.story.load import StoryError
from game.story.vocabulary import load_words, uses

AVOIDED = load_words(SCENARIOS / "words.yaml")


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "How STUPID of me", "STUPID"),
        ("en", "They make child pornography", "child pornography"),
        ("en", "It's your fault!", "It's your fault"),
        ("th", "เธอนี่โง่จริงๆ", "โง่"),
        ("km", "ក្នុងហ្វេសប៊ុកខ្ញុំ", "ហ្វេសប៊ុក"),
    ],
)
def test_a_word_is_found_with_its_reason_and_what_to_say_instead(
    language: str, text: str, word: str
) -> None:
    (said,) = uses(text, AVOIDED[language])
    assert said.startswith(f"`{word}`: ")
    assert ". Say " in said or ". Invent " in said


@pytest.mark.parametrize(
    "text",
    [
        "It is not your fault. It is never too late to tell.",
        "stupidity",
        "A googleplex",
        "Stand in a line and apply",
    ],
)
def test_part_of_a_word_and_words_of_comfort_are_no_finding(text: str) -> None:
    assert not list(uses(text, AVOIDED["en"]))


def test_adults_may_read_some_words_that_children_may_not() -> None:
    assert list(uses("A groomer", AVOIDED["en"]))
    assert not list(uses("A groomer", AVOIDED["en"], adults=True))
    assert list(uses("child prostitute", AVOIDED["en"], adults=True))


def test_there_is_a_list_for_every_language() -> None:
    assert set(AVOIDED) == {folder.parent.name for folder in LOCALES.glob("*/locale.yaml")}


def test_a_broken_list_says_where(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("en:\n  - words: [x]\n    reasn: y\n", encoding="utf-8")
    with pytest.raises(StoryError) as error:
        load_words(path)
    assert f"{path}:3:5: words to avoid has no key `reasn`. Did you mean `reason`?" in str(
        error.value
    )
