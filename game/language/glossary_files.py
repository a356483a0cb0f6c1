"""Write the glossary as other programs for translators read it.

TBX is TBX-Basic of version 2 (ISO 30042:2008). The Translate Toolkit, Weblate and OmegaT read that;
the first two read no file of version 3 (ISO 30042:2019). The table has columns of the Translate
Toolkit, which are Weblate's too, and begins with the three of OmegaT.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from game import __version__
from game.language.catalogs import SOURCE_LANGUAGE
from game.language.glossary import Rendering, Term

Renderings = Mapping[str, Sequence[Rendering]]

COLUMNS = ("source", "target", "developer_comments", "context", "translator_comments")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What TBX-Basic calls what we call: part of speech, and type of term where it has one.
_PARTS = {"name": ("properNoun", None), "phrase": ("other", "phrase")}
_FIELDS = {"trick": "tricks", "person": "people of the stories", "word": "words of the game"}
_FIELD_OF_ADULTS = "child protection"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of a formula


def tbx(terms: Sequence[Term], languages: Mapping[str, Renderings]) -> str:
    """Write the glossary as TBX-Basic.

    Args:
        terms: the glossary.
        languages: the translations in each language, by its tag.

    Returns:
        The content of the file.
    """
    root = ET.Element("martif", {"type": "TBX-Basic", _LANG: SOURCE_LANGUAGE})
    root.append(_header())
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for term in terms:
        body.append(_entry(term, languages))
    ET.indent(root)
    return f"{_HEAD}{ET.tostring(root, encoding='unicode')}\n"


def table(terms: Sequence[Term], renderings: Renderings) -> str:
    """Write the glossary of one language as a table of comma-separated values.

    Args:
        terms: the glossary.
        renderings: the translations.

    Returns:
        The content of the file, a row for each term, also for those without a translation.
    """
    text = io.StringIO()
    rows = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writeheader()
    for term in terms:
        first, *others = renderings.get(term.id, (Rendering("", ""),))
        cells = (
            term.text,
            first.text,
            _about(term),
            term.key[0],
            "; ".join(f"also: {it.text} ({it.why})" for it in others),
        )
        rows.writerow(dict(zip(COLUMNS, map(_safe, cells), strict=True)))
    return text.getvalue()


def omegat(terms: Sequence[Term], renderings: Renderings) -> str:
    """Write the glossary of one language as OmegaT keeps its own.

    Args:
        terms: the glossary.
        renderings: the translations.

    Returns:
        The content of the file, a line for each translation: term, translation, comment.
    """
    lines = [
        "\t".join(_without_tabs(cell) for cell in (term.text, it.text, it.why or _about(term)))
        for term in terms
        for it in renderings.get(term.id, ())
    ]
    return "".join(f"{line}\n" for line in lines)


def _header() -> ET.Element:
    header = ET.Element("martifHeader")
    described = ET.SubElement(header, "fileDesc")
    _add(ET.SubElement(described, "titleStmt"), "title", "Glossary of Sarika")
    source = ET.SubElement(described, "sourceDesc")
    _add(source, "p", f"Sarika {__version__}, under CC-BY-SA-4.0")
    encoded = ET.SubElement(header, "encodingDesc")
    _add(encoded, "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    return header


def _entry(term: Term, languages: Mapping[str, Renderings]) -> ET.Element:
    entry = ET.Element("termEntry", id=term.id)
    _add(entry, "descrip", _field(term), type="subjectField")
    _add(entry, "descrip", term.meaning, type="definition")
    for note in filter(None, (term.usage, _used(term))):
        _add(entry, "note", note)
    own = (Rendering(term.text, ""),)
    for language, renderings in ((SOURCE_LANGUAGE, {term.id: own}), *languages.items()):
        if term.id in renderings:
            group = ET.SubElement(entry, "langSet", {_LANG: language})
            for rendering in renderings[term.id]:
                group.append(_term(term, rendering))
    return entry


def _term(term: Term, rendering: Rendering) -> ET.Element:
    group = ET.Element("tig")
    _add(group, "term", rendering.text)
    if rendering.why:  # perhaps of another part of speech
        _add(group, "termNote", "admittedTerm-admn-sts", type="administrativeStatus")
        _add(group, "note", rendering.why)
        return group
    part, kind = _PARTS.get(term.part, (term.part, None))
    _add(group, "termNote", part, type="partOfSpeech")
    if kind:
        _add(group, "termNote", kind, type="termType")
    _add(group, "termNote", "preferredTerm-admn-sts", type="administrativeStatus")
    return group


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = _NOT_IN_XML.sub("", text)


def _field(term: Term) -> str:
    return _FIELD_OF_ADULTS if term.used == ("adults",) else _FIELDS[term.group]


def _about(term: Term) -> str:
    return " ".join(_sentences(term))


def _sentences(term: Term) -> Iterator[str]:
    yield f"{term.part.capitalize()}."
    yield term.meaning
    if term.usage:
        yield term.usage
    yield _used(term)


def _used(term: Term) -> str:
    return f"Used in {', '.join(term.used)}."


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _without_tabs(cell: str) -> str:
    return " ".join(cell.split())
