"""How long messages are, counted by hand in three scripts."""

from game.language.breaking import Breaker
from game.language.reading import length


def test_words_and_letters_of_english_messages_are_counted() -> None:
    found = length(["Hello, Fah!", "ok"], Breaker("en"))
    assert found is not None
    assert (found.messages, found.words, found.letters, found.most) == (2, 1.5, 6.5, 11)


def test_an_emoji_is_a_letter_and_no_word() -> None:
    found = length(["see you 👩‍👧 👍"], Breaker("en"))
    assert found is not None
    assert (found.words, found.most) == (2, 11)


def test_thai_and_khmer_are_counted_in_words_and_in_what_readers_take_for_letters() -> None:
    thai = length(["สวัสดีครับ"], Breaker("th"))
    khmer = length(["ខ្ញុំទៅសាលារៀន"], Breaker("km"))
    assert thai is not None
    assert khmer is not None
    assert (thai.words, thai.most) == (2, 7)
    assert khmer.words >= 2
    assert khmer.most < len("ខ្ញុំទៅសាលារៀន")


def test_nothing_has_no_length() -> None:
    assert length([], Breaker("en")) is None
