"""Words have one translation wherever they stand, and who says otherwise says why."""

import re
from pathlib import Path

import pytest

from game.language.glossary import DOMAIN, Rendering, Term, load_terms, renderings, renderings_in
from game.language.glossary_checks import Glossary
from game.language.pofiles import Catalog, Entry, read_catalog
from game.places import LOCALES, SCENARIOS
from game.story.findings import StoryError
from game.story.load import load_common

COMMON = load_common(SCENARIOS)
TERMS = load_terms(SCENARIOS / "glossary.yaml", COMMON)
BY_TEXT = {term.text: term for term in TERMS}
LANGUAGES = ("km", "th")
ADULT = "For adults only; children never see it."

WORDS = """\
notebook:
  term: notebook
  forms: [notebooks]
  part: noun
  meaning: The page of what a player notices.
  usage: Take a short word.
  used: screens
store:
  term: record store
  part: noun
  meaning: A server.
  used: [screens, adults]
record:
  term: record
  part: noun
  meaning: What is kept.
  used: [screens, adults]
picture:
  term: picture
  part: noun
  meaning: A photograph.
  used: stories
  translated: freely
quick-eyes:
  term: Quick Eyes
  part: name
  meaning: A game of sorting.
  used: [screens, stories]
chat:
  term: chat
  part: noun
  meaning: What is written.
  used: [stories, chats]
"""
SAID = {
    "notebook": "สมุด",
    "record store": "ระบบเก็บบันทึก",
    "record": "บันทึก",
    "picture": "รูป",
    "Quick Eyes": "เกมตาไว",
    "chat": "แชต",
}


def words(folder: Path, source: str = WORDS) -> tuple[Term, ...]:
    file = folder / "glossary.yaml"
    file.write_text(source, encoding="utf-8")
    return load_terms(file, COMMON)


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    terms = words(tmp_path)
    said = {term.id: (Rendering(SAID[term.text], ""),) for term in terms if term.text in SAID}
    return Glossary(terms, said)


def entry(english: str, translation: str, *comments: str, about: str = "") -> Entry:
    extracted = (about,) if about else ()
    return Entry(
        "scene/evening", english, msgstr=(translation,), comments=comments, extracted=extracted
    )


def departed(glossary: Glossary, entry: Entry, domain: str = "interface") -> list[str]:
    return [said.split("`")[1] for said in glossary.departures(domain, entry)]


def test_words_come_from_their_file_and_names_from_the_tricks_and_the_cast() -> None:
    groups = [term.group for term in TERMS]
    assert groups == sorted(groups, key=["word", "trick", "person"].index)
    assert [t.text for t in TERMS if t.group == "trick"] == [
        trick.name for trick in COMMON.tricks.values()
    ]
    assert [t.text for t in TERMS if t.group == "person"] == [
        person.name for person in COMMON.cast.values()
    ]
    assert BY_TEXT["Keep our secret"].key == ("trick/secrecy", "Keep our secret")
    assert BY_TEXT["Fah"].meaning == COMMON.cast["fah"].about


def test_every_word_stands_once_and_has_one_sentence_about_it() -> None:
    assert len({term.id for term in TERMS}) == len(TERMS)
    forms = [(t.group, form.casefold()) for t in TERMS for form in (t.text, *t.forms)]
    assert len(set(forms)) == len(forms)
    for term in TERMS:
        assert re.fullmatch(r"[A-Z].*[.!]", term.meaning), term
        assert re.fullmatch(r"[a-z][a-z0-9-]*", term.id)


@pytest.mark.parametrize("text", ["grooming", "hit", "false alarm", "notebook", "Quick Eyes"])
def test_the_words_of_the_field_and_of_the_game_are_there(text: str) -> None:
    assert text in BY_TEXT


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language: str) -> None:
    found = renderings_in(TERMS, LOCALES / language / "LC_MESSAGES")
    assert [term.text for term in TERMS if term.id not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_catalogs_call_things_as_the_glossary_does(language: str) -> None:
    folder = LOCALES / language / "LC_MESSAGES"
    glossary = Glossary(TERMS, renderings_in(TERMS, folder))
    for file in folder.glob("*.po"):
        for one in read_catalog(file).entries.values():
            assert list(glossary.departures(file.stem, one)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_of_our_translators_can_be_read_and_has_its_reason(language: str) -> None:
    """A remark with a typing error would accept nothing, and nobody would know."""
    for file in (LOCALES / language / "LC_MESSAGES").glob("*.po"):
        for one in read_catalog(file).entries.values():
            remarks = " ".join(one.comments)
            assert len(re.findall(r"\b(?:also|without):", remarks)) == len(
                re.findall(r"\b(?:also|without): [^:()]+ \([^()]+\)", remarks)
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_that_a_text_does_without_is_in_that_text(language: str) -> None:
    """What is left over from an old text is taken away."""
    folder = LOCALES / language / "LC_MESSAGES"
    bare = Glossary(TERMS, {term.id: (Rendering("-none-", ""),) for term in TERMS})
    for file in folder.glob("*.po"):
        for one in read_catalog(file).entries.values():
            without = re.findall(r"without: ([^()]+) \(", " ".join(one.comments))
            there = Entry(**{f: getattr(one, f) for f in Entry.__slots__} | {"comments": ()})
            assert set(without) <= set(departed(bare, there, file.stem)), one


def test_another_word_is_found_with_what_to_do(glossary: Glossary) -> None:
    (said,) = glossary.departures("interface", entry("My notebooks", "ไดอารี่ของฉัน"))
    assert said == (
        "`notebook` is `สมุด` in the glossary, and `ไดอารี่ของฉัน` has other words. Use that, or "
        "say in a translator's comment why not: `without: notebook (why)`"
    )


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("My NOTEBOOK", "สมุดของฉัน"),
        ("My notebook", "ส\u2060มุ\u200bดของฉัน"),
        ("Notebookish", "เหมือนไดอารี่"),
        ("{notebook} of {name}", "{notebook} ของ {name}"),
        ("A record store", "ระบบเก็บบันทึก"),
        ("My notebook", ""),
        ("Quick eyes are good", "ตาดี ๆ"),
        ("A picture", "ภาพ"),
    ],
)
def test_these_are_good(glossary: Glossary, english: str, translation: str) -> None:
    assert departed(glossary, entry(english, translation)) == []


def test_the_longest_term_is_meant(glossary: Glossary) -> None:
    assert departed(glossary, entry("The record store", "เซิร์ฟเวอร์")) == ["record store"]
    assert departed(glossary, entry("A record, a store", "เซิร์ฟเวอร์")) == ["record"]


def test_names_are_found_only_with_their_capital_letters(glossary: Glossary) -> None:
    assert departed(glossary, entry("Play Quick Eyes", "เล่นเกม")) == ["Quick Eyes"]


@pytest.mark.parametrize(
    ("about", "domain", "found"),
    [
        ("", "friend", ["chat"]),
        ("Chat: Vanna (boy, 13) writes to Dara (boy, 13).", "friend", ["chat"]),
        ("A thought of Dara (boy, 13).", "friend", ["chat"]),
        ("Source of the story.", "friend", []),
        (ADULT, "friend", ["record"]),
        (ADULT, "interface", ["notebook", "record"]),
        ("", "interface", ["notebook", "record"]),
        ("", DOMAIN, []),
    ],
)
def test_a_word_is_looked_for_where_it_is_used(
    glossary: Glossary, about: str, domain: str, found: list[str]
) -> None:
    one = entry("A notebook, a chat and a record", "อะไรสักอย่าง", about=about)
    assert departed(glossary, one, domain) == found


def test_our_stories_have_chats_thoughts_and_sources_that_the_check_knows() -> None:
    entries = read_catalog(LOCALES / "th" / "LC_MESSAGES" / "talent-page.po").entries.values()
    kinds = [one.extracted[0] for one in entries]
    for begins in ("Chat:", "A choice, and then chat:", "A thought of", "Source of"):
        assert any(kind.startswith(begins) for kind in kinds)


def test_a_translator_may_do_without_a_word_and_says_why(glossary: Glossary) -> None:
    english, thai = "My notebook, a record", "ไดอารี่"
    assert departed(glossary, entry(english, thai)) == ["notebook", "record"]
    remark = "without: notebook (clear from the page)"
    assert departed(glossary, entry(english, thai, remark)) == ["record"]
    assert departed(glossary, entry(english, thai, "without: notebook")) == ["notebook", "record"]


def test_every_plural_form_is_looked_at(glossary: Glossary) -> None:
    counted = Entry("x", "{count} record", "{count} records", msgstr=("บันทึก {count}", "{count}"))
    assert departed(glossary, counted) == ["record"]


def test_other_words_are_accepted_where_the_term_says_so(tmp_path: Path) -> None:
    terms = words(tmp_path)
    remarks = (
        "Seen on the title page.",
        "also: บันทึก (short, where it is clear",
        "of what)",
        "also: สมุดโน้ต (in speech)",
        "also: ไดอารี่",
    )
    said = Entry("term/notebook", "notebook", msgstr=("สมุด",), comments=remarks)
    found = renderings(terms, [Catalog(Entry("", ""), {said.key: said}, {})])
    assert found == {
        "notebook": (
            Rendering("สมุด", ""),
            Rendering("บันทึก", "short, where it is clear of what"),
            Rendering("สมุดโน้ต", "in speech"),
        )
    }


def test_words_without_a_translation_are_not_looked_for(tmp_path: Path) -> None:
    terms = words(tmp_path)
    unsure = Entry("term/chat", "chat", msgstr=("แชต",), flags=frozenset({"fuzzy"}))
    found = renderings(terms, [Catalog(Entry("", ""), {unsure.key: unsure}, {})])
    assert found == {}
    assert departed(Glossary(terms, found), entry("A chat", "อะไร"), "friend") == []


def test_a_broken_or_missing_catalog_holds_no_translations(tmp_path: Path) -> None:
    assert renderings_in(words(tmp_path), tmp_path) == {}
    (tmp_path / "glossary.po").write_text('msgid "chat\n', encoding="utf-8")
    assert renderings_in(words(tmp_path), tmp_path) == {}


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        (WORDS.replace("part: noun", "part: nown", 1), ":4:9: `nown` cannot stand here. Did"),
        (WORDS.replace("used: screens", "used: walls", 1), ":7:9: `walls` cannot stand here."),
        (WORDS.replace("  meaning: A server.\n", ""), ":9:3: a term has no `meaning`. Add it:"),
        ("", ":1:1: "),
    ],
)
def test_a_broken_glossary_is_told_with_its_place(
    tmp_path: Path, source: str, finding: str
) -> None:
    with pytest.raises(StoryError, match=re.escape(f"{tmp_path / 'glossary.yaml'}{finding}")):
        words(tmp_path, source)
