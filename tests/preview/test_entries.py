from collections.abc import Callable
from pathlib import Path

from game import places
from game.language.catalogs import Request
from game.language.pseudo import PSEUDO
from game.preview.entries import Entries
from tests.preview.conftest import HELLO

ASKED = Request("one", "scene/first", HELLO)
Translate = Callable[..., Path]


def entries(language: str = "th") -> Entries:
    return Entries(places.LOCALES, language)


def test_an_entry_is_found_with_its_place_in_the_catalog(translate: Translate) -> None:
    file = translate({"Just asking": "ถามเฉย ๆ", HELLO: "สวัสดี"})
    found = entries().find(ASKED)
    assert (found.state, found.msgstr, found.sources) == ("translated", ("สวัสดี",), (HELLO,))
    assert found.line
    line = file.read_text("utf-8").splitlines()[found.line - 1]
    assert HELLO in line
    assert Path(found.file) == file


def test_a_fuzzy_entry_is_told_from_a_missing_and_an_absent_one(translate: Translate) -> None:
    translate({HELLO: "สวัสดี"}, flags="#, fuzzy\n")
    assert entries().find(ASKED).state == "fuzzy"
    translate({HELLO: ""})
    assert entries().find(ASKED).state == "missing"
    translate({})
    absent = entries().find(ASKED)
    assert (absent.state, absent.line, absent.sources) == ("absent", None, (HELLO,))


def test_a_broken_catalog_is_told_once_and_its_entries_are_absent(translate: Translate) -> None:
    file = translate({HELLO: "สวัสดี"})
    file.write_text(file.read_text("utf-8").replace("สวัสดี", 'สวัส"ดี'), "utf-8")
    thai = entries()
    assert [thai.find(ASKED).state for _ in range(2)] == ["absent", "absent"]
    assert len(thai.problems) == 1
    assert thai.problems[0].startswith(f"{file}:")


def test_english_and_the_made_up_language_show_where_the_template_has_a_text() -> None:
    for language in ("en", PSEUDO):
        found = entries(language).find(Request("interface", "title", "Play"))
        assert (found.state, found.file) == ("source", "locales/templates/interface.pot")
        assert found.line
        lines = (places.ROOT / found.file).read_text("utf-8").splitlines()
        assert lines[found.line - 1] == 'msgid "Play"'


def test_a_counted_text_has_two_sources() -> None:
    asked = Request("nowhere", "here", "{count} day", "{count} days", 2)
    assert entries("km").find(asked).sources == ("{count} day", "{count} days")


def test_what_was_never_asked_for_is_listed_by_domain() -> None:
    khmer = entries("km")
    every = khmer.not_among([])
    assert {"interface", "common", "quick-eyes"} <= every.keys()
    left = khmer.not_among([Request("interface", "title", "Play")])
    assert len(every["interface"]) - len(left["interface"]) == 1
    assert left["common"] == every["common"]
