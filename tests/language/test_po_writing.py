"""What we write, gettext's other tools read; and what they write, we read."""

import gettext
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.mofiles import compile_catalog
from game.language.po_writing import written
from game.language.pofiles import Catalog, Entry, read_catalog
from game.language.skeletons import skeleton
from game.places import LOCALES

HEADER = Entry(
    "",
    "",
    msgstr=("Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=3; plural=n%3;\n",),
    comments=("Texts of a test.",),
)
_LETTERS = 'ab cde.,-!"\\\t\n สวัสดีนี้ ញុំ្ល 🔥é\u200b\u2060'
_TEXTS = st.text(_LETTERS, min_size=1, max_size=120)
_TRANSLATIONS = st.text(_LETTERS, max_size=120)
_LINES = st.text("abc สวัสดี.(“”)", min_size=1, max_size=60).map(str.strip).filter(bool)
# Other tools know these flags as well, and judge by the text whether those of formats are right.
_FLAGS = st.frozensets(st.sampled_from(["fuzzy", "no-wrap"]))
needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Make an entry by chance."""
    plural = draw(st.none() | _TEXTS)
    count = 1 if plural is None else 3
    return Entry(
        context=draw(st.sampled_from(["", "scene/evening", 'a "quoted" place'])),
        msgid=draw(_TEXTS),
        plural=plural,
        msgstr=tuple(draw(st.lists(_TRANSLATIONS, min_size=count, max_size=count))),
        comments=tuple(dict.fromkeys(draw(st.lists(_LINES, max_size=2)))),
        extracted=tuple(dict.fromkeys(draw(st.lists(_LINES, max_size=3)))),
        references=(("scenarios/stories/one.yaml", draw(st.integers(1, 9999))),),
        flags=draw(_FLAGS),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Make a catalog by chance."""
    made = {entry.key: entry for entry in draw(st.lists(entries(), max_size=6))}
    retired = [
        Entry(it.context, it.msgid, it.plural, it.msgstr, it.comments)
        for it in draw(st.lists(entries(), max_size=2))
        if it.key not in made
    ]
    return Catalog(HEADER, made, {entry.key: entry for entry in retired})


def whole(catalog: Catalog) -> Catalog:
    """Translate everything, and end lines where the English text does, as msgfmt wants it."""
    ended = {
        key: replace(it, msgstr=tuple(f"ก{' '.join(text.split())}" for text in it.msgstr))
        for key, it in catalog.entries.items()
        if not any(text.strip("\n") != text for text in it.sources)
    }
    return replace(catalog, entries=ended)


def read_again(text: str) -> Catalog:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.po"
        file.write_bytes(text.encode())
        return read_catalog(file)


def told(catalog: Catalog) -> list[tuple[object, ...]]:
    """Give what a catalog says, without the lines it stands in."""
    rows = [catalog.header, *catalog.entries.values(), None, *catalog.obsolete.values()]
    return [
        ()
        if it is None
        else (it.key, it.plural, it.msgstr, it.comments, it.extracted, it.references, it.flags)
        for it in rows
    ]


@given(catalogs())
def test_what_was_written_is_read_again(catalog: Catalog) -> None:
    assert told(read_again(written(catalog))) == told(catalog)


@given(catalogs())
def test_babel_writes_it_alike_to_the_byte(catalog: Catalog) -> None:
    theirs = BytesIO()
    write_po(theirs, read_po(BytesIO(written(catalog).encode()), abort_invalid=True))
    ours = written(catalog)
    assert _body(theirs.getvalue().decode()) == _body(ours)


@given(catalogs(), catalogs())
def test_what_translators_write_is_not_in_the_skeleton_and_all_else_is(
    one: Catalog, other: Catalog
) -> None:
    header = replace(HEADER, msgstr=("POT-Creation-Date: now\n" + HEADER.msgstr[0],))
    template = Catalog(header, one.entries, {})
    written_by_translators = {
        key: replace(it, msgstr=("", "", "")[: len(it.msgstr)], comments=(), flags=frozenset())
        for key, it in one.entries.items()
    }
    bare = skeleton(written(Catalog(header, written_by_translators, {})))
    plain = {key: replace(it, flags=it.flags & {"fuzzy"}) for key, it in one.entries.items()}
    assert skeleton(written(Catalog(header, plain, other.obsolete))) == bare
    if [*map(_from_the_source, one.entries.values())] != [
        *map(_from_the_source, other.entries.values())
    ]:
        changed = Catalog(header, other.entries, {})
        assert skeleton(written(changed)) != skeleton(written(template))


def _from_the_source(entry: Entry) -> tuple[object, ...]:
    return entry.key, entry.plural, entry.extracted, entry.references


@needs_gettext
@settings(max_examples=10, deadline=None)
@given(catalogs().map(whole))
def test_msgfmt_compiles_it_to_the_same(catalog: Catalog) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.po"
        file.write_bytes(written(catalog).encode())
        command = ["msgfmt", "-o", str(file.with_suffix(".mo")), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        theirs = file.with_suffix(".mo").read_bytes()
    assert _words(theirs) == _words(compile_catalog(catalog))


@pytest.mark.parametrize("file", sorted(LOCALES.glob("*/LC_MESSAGES/*.po")), ids=str)
def test_shipped_catalogs_compile_to_what_babel_makes_of_them(file: Path) -> None:
    from babel.messages.mofile import write_mo

    theirs = BytesIO()
    with file.open("rb") as opened:
        write_mo(theirs, read_po(opened, locale=file.parent.parent.name))
    assert _words(compile_catalog(read_catalog(file))) == _words(theirs.getvalue())


def _body(text: str) -> str:
    return text.partition("\n\n")[2]


def _words(compiled: bytes) -> dict[object, str]:
    found = gettext.GNUTranslations(BytesIO(compiled))._catalog  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key}
