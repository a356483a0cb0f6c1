from game.language.catalogs import Lookup, Request
from game.preview.hearing import Ear


def asked(domain: str, msgid: str, text: str, *values: str) -> Lookup:
    return Lookup(Request(domain, "somewhere", msgid), msgid, text, values)


NAME = asked("common", "Dara", "ดารา")
WROTE = asked("interface", "{name} wrote:", "ดารา เขียนว่า:", "ดารา")
TITLE = asked("story", "A friend", "เพื่อน")
OKAY = asked("interface", "Okay", "โอเค")


def ear(*lookups: Lookup) -> Ear:
    made = Ear()
    for lookup in lookups:
        made(lookup)
    return made


def test_a_text_is_from_the_entry_that_gives_it() -> None:
    assert ear(NAME, TITLE, OKAY).behind("เพื่อน") == (TITLE.request,)


def test_what_fills_a_placeholder_is_named_after_the_text_it_is_in() -> None:
    assert ear(NAME, WROTE, OKAY).behind(WROTE.text) == (WROTE.request, NAME.request)


def test_a_text_put_together_from_several_is_from_all_of_them_in_their_order() -> None:
    assert ear(TITLE, OKAY, NAME).behind("ดารา · เพื่อน") == (NAME.request, TITLE.request)


def test_a_text_within_another_one_is_not_named() -> None:
    whole = asked("interface", "This is okay", "อันนี้โอเค")
    assert ear(OKAY, whole).behind("1. อันนี้โอเค") == (whole.request,)


def test_two_entries_that_give_the_same_text_are_both_named() -> None:
    other = asked("interface", "All right", "โอเค")
    assert ear(OKAY, other).behind("โอเค") == (OKAY.request, other.request)


def test_a_text_that_nobody_asked_for_is_from_nowhere() -> None:
    assert ear(NAME, OKAY).behind("12") == ()
    assert ear().behind("") == ()


def test_what_was_asked_for_before_the_screen_counts_only_for_the_same_text() -> None:
    made = ear(NAME, OKAY)
    made.begin()
    assert made.behind("ดารา") == (NAME.request,)
    assert made.behind("ดารา!") == ()
    assert made.found == {}


def test_what_stands_in_the_catalogs_is_remembered_with_its_placeholders() -> None:
    assert ear(NAME, WROTE).found == {
        NAME.request: "Dara",
        WROTE.request: "{name} wrote:",
    }
