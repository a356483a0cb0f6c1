"""Whatever is wrong with a catalog is told in one line; the rest of the language speaks on."""

import os
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.checks import check_catalogs

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "bar"
msgid "Play"
msgstr "เล่น"

"""
LOST = 'msgctxt "bar"\nmsgid "Hi {name}"\nmsgstr "สวัสดี"\n'
COUNTED = (
    'msgctxt "bar"\nmsgid "{count} star"\nmsgid_plural "{count} stars"\nmsgstr[0] "{count} ดาว"\n'
)

# What stands in the catalog, the line that is told, and what is told of it.
BROKEN = [
    (HEADER + 'msgid "no end\nmsgstr "ก"\n', 10, "this is no line of a catalog: msgid"),
    (HEADER + 'msgid "a"\nmsgstr "a \\q"\n', 11, "this is no line of a catalog: msgstr"),
    (HEADER + 'msgid "a"\n', 10, "the entry has no msgstr"),
    (HEADER + 'msgstr "a"\n', 10, "the entry has no msgstr, or its lines are in disorder"),
    (HEADER + "<<<<<<< ours\n", 10, "this is no line of a catalog: <<<<<<< ours"),
    (HEADER + 'msgctxt "bar"\nmsgid "Play"\nmsgstr "ก"\n', 11, "the text of line 7 stands here"),
    (HEADER + 'msgid "a"\nmsgstr "\x07"\n', 11, "a control character stands here. Remove it"),
    (HEADER + COUNTED + 'msgstr[2] "ก"\n', 10, "the entry has no msgstr, or its lines are"),
    (HEADER + COUNTED + 'msgstr[1] "ก"\nmsgstr[2] "ข"\n', 11, "the text has 1 translations too"),
    (HEADER.replace("nplurals=2", "nplurals=x"), 1, "there is no number of plural forms in"),
    (HEADER.replace("UTF-8", "TIS-620"), 1, "the header says TIS-620. Save the file as UTF-8"),
    (HEADER.encode() + b'msgid "a"\nmsgstr "\xa1"\n', 11, "this is not UTF-8. Save the file"),
    (HEADER.encode("utf-16"), 1, "this is not UTF-8. Save the file as UTF-8"),
    (HEADER + f'msgid "a"\nmsgstr "{"ก" * 3_500_000}"\n', 1, "the catalog has more than 8 MB."),
]
FAULTY = [
    (HEADER + LOST, 11, "`{name}` is lost in `สวัสดี`. Put it where it belongs"),
    (HEADER + LOST.replace("สวัสดี", "{nam}{name}"), 11, "nothing takes the place of `{nam}`"),
    (HEADER + LOST.replace('สวัสดี"', '**{name}"'), 11, "`**` begins bold letters in"),
    (HEADER + LOST.replace("สวัสดี", "<b>{name}</b>"), 11, "`<b>` would be shown as it is in"),
    (HEADER + LOST.replace("สวัสดี", "{name}&nbsp;"), 11, "`&nbsp;` would be shown as it is in"),
    (HEADER + LOST.replace('สวัสดี"', '{name}\\n"'), 11, "`{name}` does not begin and end as the"),
    (HEADER + LOST.replace("สวัสดี", "{name}" + "ก" * 20_000), 11, "`{name}ก"),
]


@pytest.fixture
def catalogs(tmp_path: Path) -> Path:
    folder = tmp_path / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "common.po").write_text(HEADER, encoding="utf-8")
    return folder


def spoken(catalogs: Path, content: str | bytes) -> Words:
    file = catalogs / "interface.po"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Words(catalogs.parent.parent, "th", catalogs.parent.parent / "cache")


def told(catalogs: Path, words: Words) -> str:
    """Give the one line that the game tells; the command says the same."""
    (problem,) = words.problems
    assert "\n" not in problem
    found = check_catalogs(catalogs, {"interface": ()}, {}, ())
    said = {f"{it.place.file}:{it.place.line}: {it.message}" for it in found}
    assert problem in said
    return problem.removeprefix(f"{catalogs / 'interface.po'}:")


@pytest.mark.parametrize(("content", "line", "what"), BROKEN)
def test_a_catalog_that_cannot_be_read_is_told_and_its_texts_are_english(
    catalogs: Path, content: str | bytes, line: int, what: str
) -> None:
    words = spoken(catalogs, content)
    assert told(catalogs, words).startswith(f"{line}: {what}")
    assert words.t("bar", "Play") == "Play"
    assert words.text("common", "bar", "Play") == "เล่น"


@pytest.mark.parametrize(("content", "line", "what"), FAULTY)
def test_a_text_that_is_not_as_it_must_be_is_told_and_is_english(
    catalogs: Path, content: str, line: int, what: str
) -> None:
    words = spoken(catalogs, content)
    assert told(catalogs, words).startswith(f"{line}: {what}")
    assert words.t("bar", "Hi {name}", name="Dara") == "Hi Dara"
    assert words.t("bar", "Play") == "เล่น"
    assert words.text("common", "bar", "Play") == "เล่น"


def test_it_is_told_again_at_the_next_start(catalogs: Path) -> None:
    for _ in range(2):
        assert len(spoken(catalogs, HEADER + LOST).problems) == 1


def test_a_plural_form_that_is_missing_is_told_and_only_its_numbers_are_english(
    catalogs: Path,
) -> None:
    words = spoken(catalogs, HEADER + COUNTED)
    assert told(catalogs, words).startswith("11: plural form 1 of `{count} star` is missing.")
    counted = ("bar", "{count} star", "{count} stars")
    assert words.n(*counted, 1) == "1 ดาว"
    assert words.n(*counted, 5) == "5 stars"


no_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")


@pytest.mark.parametrize(
    "kind", ["folder", pytest.param("pipe", marks=no_pipes), "link to nothing"]
)
def test_what_is_no_file_is_no_catalog(catalogs: Path, kind: str) -> None:
    file = catalogs / "interface.po"
    match kind:
        case "folder":
            file.mkdir()
        case "pipe":
            os.mkfifo(file)
        case _:
            file.symlink_to(catalogs / "nowhere.po")
    words = Words(catalogs.parent.parent, "th", catalogs.parent.parent / "cache")
    assert words.t("bar", "Play") == "Play"
    assert words.text("common", "bar", "Play") == "เล่น"


@pytest.mark.parametrize("fallback", ["../../outside", "th", "xx"])
def test_a_fallback_that_leads_nowhere_ends_in_english(catalogs: Path, fallback: str) -> None:
    (catalogs.parent / "locale.yaml").write_text(
        f"code: th\nname: T\nenglish_name: T\nscript: Thai\ndirection: ltr\nfallback: {fallback}\n"
    )
    words = spoken(catalogs, HEADER)
    assert words.t("bar", "Play") == "เล่น"
    assert words.t("bar", "Leave") == "Leave"
