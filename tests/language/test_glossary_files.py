"""The glossary as other programs read it: the order and the values of TBX-Basic, and two tables."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from game.language.glossary import Rendering, Term, load_terms, renderings_in
from game.language.glossary_files import COLUMNS, omegat, table, tbx
from game.places import LOCALES, SCENARIOS
from game.story.load import load_common

TERMS = load_terms(SCENARIOS / "glossary.yaml", load_common(SCENARIOS))
LANGUAGES = {code: renderings_in(TERMS, LOCALES / code / "LC_MESSAGES") for code in ("km", "th")}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The core structure of TBX-Basic, version 2: which children each element has, in their order.
AUXILIARY = "(?:descrip |descripGrp |admin |adminGrp |transacGrp |note |ref |xref )*"
CHILDREN = {
    "martif": "martifHeader text ",
    "martifHeader": "fileDesc (?:encodingDesc )?(?:revisionDesc )?",
    "fileDesc": "(?:titleStmt )?(?:publicationStmt )?(?:sourceDesc )+",
    "titleStmt": "title (?:note )*",
    "sourceDesc": "(?:p )+",
    "encodingDesc": "(?:p )+",
    "text": "body (?:back )?",
    "body": "(?:termEntry )+",
    "termEntry": f"{AUXILIARY}(?:langSet )+",
    "langSet": f"{AUXILIARY}(?:tig )+",
    "tig": f"term (?:termNote )*{AUXILIARY}",
}
# The data categories of TBX-Basic that we use: where they stand, and what they may say.
WORDS = ".+"
CATEGORIES = {
    ("termEntry", "descrip", "subjectField"): WORDS,
    ("termEntry", "descrip", "definition"): WORDS,
    ("termEntry", "note", None): WORDS,
    ("tig", "term", None): WORDS,
    ("tig", "note", None): WORDS,
    ("tig", "termNote", "partOfSpeech"): "adjective|noun|other|verb|adverb|properNoun",
    ("tig", "termNote", "termType"): "fullForm|acronym|abbreviation|shortForm|variant|phrase",
    ("tig", "termNote", "administrativeStatus"): (
        "(?:preferredTerm|admittedTerm|deprecatedTerm|supersededTerm)-admn-sts"
    ),
    ("encodingDesc", "p", "XCSURI"): re.escape("TBXBasicXCSV02.xcs"),
    ("sourceDesc", "p", None): WORDS,
    ("titleStmt", "title", None): WORDS,
}


def term(text: str = "chat", **changed: object) -> Term:
    fields = {
        "id": "chat",
        "group": "word",
        "key": ("term/chat", text),
        "forms": (),
        "part": "noun",
        "meaning": "What is written.",
        "usage": "",
        "used": ("chats",),
        "freely": False,
    }
    return Term(**fields | changed)  # type: ignore[arg-type] # the test says which


def faults(element: ET.Element) -> Iterator[str]:
    """Find what TBX-Basic does not allow."""
    if element.tag in CHILDREN:
        children = "".join(f"{child.tag} " for child in element)
        if not re.fullmatch(CHILDREN[element.tag], children):
            yield f"{element.tag} has {children}"
        if (element.text or "").strip():
            yield f"{element.tag} has the text {element.text}"
    for child in element:
        if child.tag not in CHILDREN:
            category = (element.tag, child.tag, child.get("type"))
            if not re.fullmatch(CATEGORIES.get(category, "(?!)"), child.text or ""):
                yield f"{category}: {child.text}"
        yield from faults(child)


def test_the_file_is_tbx_basic() -> None:
    written = tbx(TERMS, LANGUAGES)
    assert written.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM ')
    root = ET.fromstring(written)  # noqa: S314 - we wrote it ourselves
    assert root.attrib == {"type": "TBX-Basic", LANG: "en"}
    assert list(faults(root)) == []
    ids = [entry.get("id", "") for entry in root.iter("termEntry")]
    assert len(set(ids)) == len(ids) == len(TERMS)
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_-]*", name) for name in ids)
    assert {group.get(LANG) for group in root.iter("langSet")} == {"en", "km", "th"}


def test_the_check_of_the_file_would_find_faults() -> None:
    written = tbx(TERMS, LANGUAGES)
    for old, new in (
        (">noun<", ">nown<"),
        ("<term>", "<note>x</note><term>"),
        ('type="definition"', 'type="usage"'),
        ("<tig>", "<ntig/><tig>"),
    ):
        broken = ET.fromstring(written.replace(old, new, 1))  # noqa: S314
        assert list(faults(broken))


def test_other_words_are_admitted_and_say_why() -> None:
    root = ET.fromstring(tbx([term()], {"th": {"chat": [  # noqa: S314
        Rendering("แชต", ""), Rendering("ห้องแชต", "the page"),
    ]}}))  # fmt: skip
    groups = root.findall(".//langSet[2]/tig")
    assert [group.findtext("term") for group in groups] == ["แชต", "ห้องแชต"]
    assert [group.findtext("termNote[@type='administrativeStatus']") for group in groups] == [
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
    ]
    assert groups[1].findtext("note") == "the page"


def test_signs_of_xml_and_characters_that_it_cannot_hold_do_no_harm() -> None:
    nasty = term("<b> & \x07\ufffe", meaning="]]> is “this”.")
    root = ET.fromstring(tbx([nasty], {"th": {"chat": [Rendering("<", "")]}}))  # noqa: S314
    assert [found.text for found in root.iter("term")] == ["<b> & ", "<"]
    assert list(faults(root)) == []


def test_a_language_without_a_translation_is_left_out() -> None:
    root = ET.fromstring(tbx([term()], {"th": {}}))  # noqa: S314 - we wrote it ourselves
    assert [group.get(LANG) for group in root.iter("langSet")] == ["en"]


def test_the_table_has_a_row_for_each_term() -> None:
    rows = list(csv.DictReader(io.StringIO(table(TERMS, LANGUAGES["th"]))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["source"] for row in rows] == [term.text for term in TERMS]
    by_term = {row["context"]: row for row in rows}
    assert by_term["term/notebook"] == {
        "source": "notebook",
        "target": "สมุด",
        "developer_comments": "Noun. The page that shows a player what they can notice by now. "
        "Used in screens.",
        "context": "term/notebook",
        "translator_comments": "",
    }
    assert by_term["term/recruitment"]["translator_comments"] == "also: ชักชวน (as a verb)"
    assert by_term["trick/secrecy"]["target"] == "ความลับของเรา"


def test_what_has_no_translation_yet_has_an_empty_cell() -> None:
    (row,) = csv.DictReader(io.StringIO(table([term()], {})))
    assert (row["source"], row["target"]) == ("chat", "")


@pytest.mark.parametrize("begins", "=+-@")
def test_no_cell_is_a_formula(begins: str) -> None:
    said = Rendering(f"{begins}HYPERLINK(1)", "")
    (row,) = csv.DictReader(io.StringIO(table([term()], {"chat": [said]})))
    assert row["target"] == f"'{begins}HYPERLINK(1)"


def test_omegat_gets_a_line_for_each_translation() -> None:
    said = {"chat": [Rendering("แชต", ""), Rendering("ห้อง\tแชต", "the\npage")]}
    assert omegat([term(), term(id="gem")], said) == (
        "chat\tแชต\tNoun. What is written. Used in chats.\nchat\tห้อง แชต\tthe page\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translate_toolkit_reads_what_we_write(language: str, tmp_path: Path) -> None:
    tbx_storage = pytest.importorskip("translate.storage.tbx")
    csv_storage = pytest.importorskip("translate.storage.csvl10n")
    renderings = LANGUAGES[language]
    wanted = {term.text: renderings[term.id][0].text for term in TERMS}

    store = tbx_storage.tbxfile.parsestring(tbx(TERMS, LANGUAGES).encode(), "en", language)
    assert {unit.source: unit.target for unit in store.units} == wanted
    assert not any(unit.isobsolete() for unit in store.units)
    notes = {unit.source: unit.getnotes() for unit in store.units}
    assert "admitting a deed" in notes["disclosure"]

    file = tmp_path / "glossary.csv"
    file.write_text(table(TERMS, renderings), encoding="utf-8")
    with file.open("rb") as opened:
        rows = csv_storage.csvfile(opened)
    assert {unit.source: unit.target for unit in rows.units} == wanted
    assert {unit.getcontext() for unit in rows.units} == {term.key[0] for term in TERMS}


def test_the_translate_toolkit_makes_a_catalog_of_it(tmp_path: Path) -> None:
    tbx2po = pytest.importorskip("translate.convert.tbx2po")
    file, catalog = tmp_path / "glossary.tbx", tmp_path / "glossary.po"
    file.write_text(tbx(TERMS, {"th": LANGUAGES["th"]}), encoding="utf-8")
    tbx2po.main(["--progress=none", str(file), str(catalog)])
    assert 'msgid "notebook"\nmsgstr "สมุด"' in catalog.read_text(encoding="utf-8")
