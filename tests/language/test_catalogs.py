import logging
import subprocess
from pathlib import Path

import pytest

from game.language.catalogs import Lookup, Request, Words
from game.language.fingerprints import fingerprint
from game.language.mofiles import compile_catalog
from game.language.pofiles import read_catalog

THAI = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

msgctxt "title"
msgid "Play"
msgstr "เล่น"

msgctxt "bar"
msgid "Hello, {name}!"
msgstr "สวัสดี {name}!"

msgctxt "notebook"
msgid "{count} message"
msgid_plural "{count} messages"
msgstr[0] "{count} ข้อความ"

#, fuzzy
msgctxt "title"
msgid "Help"
msgstr "อาจจะช่วย"

msgctxt "title"
msgid "Name"
msgstr ""
"""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return tmp_path / "locales"


def write(locales: Path, code: str, domain: str, text: str) -> Path:
    file = locales / code / "LC_MESSAGES" / f"{domain}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def words(locales: Path, code: str = "th") -> Words:
    return Words(locales, code, locales.parent / "cache")


def test_a_text_is_given_in_the_language(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    assert words(locales).t("title", "Play") == "เล่น"


def test_a_text_is_given_by_its_domain_and_context(locales: Path) -> None:
    write(locales, "th", "story", THAI)
    thai = words(locales)
    assert thai.text("story", "title", "Play") == "เล่น"
    assert thai.text("story", "menu", "Play") == "Play"
    assert thai.text("other", "title", "Play") == "Play"


def test_only_names_in_braces_are_filled(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    assert words(locales).t("bar", "Hello, {name}!", name="{x}") == "สวัสดี {x}!"
    english = words(locales, "en")
    assert (
        english.t("bar", "{name.__class__} {0!r} %s {", name="x") == "{name.__class__} {0!r} %s {"
    )


def test_counted_texts_take_the_plural_form_of_the_language(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    counted = ("notebook", "{count} message", "{count} messages")
    assert words(locales).n(*counted, 2) == "2 ข้อความ"
    assert words(locales, "en").n(*counted, 1) == "1 message"
    assert words(locales, "en").n(*counted, 2) == "2 messages"
    assert words(locales, "km").n(*counted, 2) == "2 messages"


def test_a_missing_text_stands_in_english_and_is_logged_once(
    locales: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(locales, "th", "interface", THAI)
    thai = words(locales)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert thai.t("title", "Name") == "Name"
    assert [record.getMessage() for record in caplog.records] == [
        "th/interface: no text for “Name” (title)"
    ]


def test_english_needs_no_catalog_and_logs_nothing(
    locales: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert words(locales, "en").t("title", "Play") == "Play"
    assert not caplog.records


def test_a_fuzzy_text_stays_out_of_the_game(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    assert words(locales).t("title", "Help") == "Help"


def test_a_language_may_fall_back_to_another_before_english(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    (locales / "tts").mkdir()
    (locales / "tts" / "locale.yaml").write_text(
        "code: tts\nname: Isan\nenglish_name: Isan\nscript: Thai\ndirection: ltr\nfallback: th\n"
    )
    assert words(locales, "tts").t("title", "Play") == "เล่น"
    assert words(locales, "tts").t("title", "Leave") == "Leave"


def test_a_compiled_catalog_is_read_when_it_was_made_from_its_source(locales: Path) -> None:
    source = write(locales, "th", "interface", THAI)
    changed = read_catalog(source)
    made_from = fingerprint(source.read_bytes())
    source.write_text(THAI.replace("เล่น", "เริ่ม"), encoding="utf-8")
    source.with_suffix(".mo").write_bytes(compile_catalog(changed, made_from))
    assert words(locales).t("title", "Play") == "เริ่ม"
    source.write_text(THAI, encoding="utf-8")
    source.with_suffix(".mo").write_bytes(
        compile_catalog(changed, made_from).replace("เล่น".encode(), "เก็บ".encode())
    )
    assert words(locales).t("title", "Play") == "เก็บ"


def test_what_an_editor_compiled_does_not_bring_broken_texts_into_the_game(locales: Path) -> None:
    source = write(locales, "th", "interface", THAI.replace("สวัสดี {name}!", "สวัสดี {nmae}!"))
    subprocess.run(["msgfmt", "-o", source.with_suffix(".mo"), source], check=True)
    thai = words(locales)
    assert thai.t("bar", "Hello, {name}!", name="Fah") == "Hello, Fah!"
    assert thai.t("title", "Play") == "เล่น"


def test_a_compiled_catalog_alone_is_enough(locales: Path) -> None:
    source = write(locales, "th", "interface", THAI)
    source.with_suffix(".mo").write_bytes(compile_catalog(read_catalog(source)))
    source.unlink()
    assert words(locales).t("title", "Play") == "เล่น"


def test_a_catalog_is_compiled_once_for_each_content(locales: Path) -> None:
    source = write(locales, "th", "interface", THAI)
    words(locales)
    (kept,) = (locales.parent / "cache").iterdir()
    kept.write_bytes(kept.read_bytes().replace("เล่น".encode(), "เก็บ".encode()))
    assert words(locales).t("title", "Play") == "เก็บ"
    source.write_text(THAI + "\n# changed\n", encoding="utf-8")
    assert words(locales).t("title", "Play") == "เล่น"


def test_a_cache_that_cannot_be_written_does_not_matter(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    (locales.parent / "cache").write_text("a file where the folder should be")
    assert words(locales).t("title", "Play") == "เล่น"


@pytest.mark.parametrize(
    "damage", [b"", b"nonsense", b"\xde\x12\x04\x95" + b"\xff" * 40, b"\x95\x04\x12\xde\0\0"]
)
def test_a_damaged_compiled_catalog_is_made_again_from_its_source(
    locales: Path, damage: bytes
) -> None:
    write(locales, "th", "interface", THAI).with_suffix(".mo").write_bytes(damage)
    thai = words(locales)
    assert thai.t("title", "Play") == "เล่น"
    assert not thai.problems


def test_a_damaged_compiled_catalog_without_a_source_is_reported(locales: Path) -> None:
    source = write(locales, "th", "interface", THAI)
    compiled = source.with_suffix(".mo")
    source.unlink()
    compiled.write_bytes(b"nonsense")
    thai = words(locales)
    assert thai.t("title", "Play") == "Play"
    assert thai.problems == [f"{compiled}:1: damaged. Put its .po file beside it"]


def test_a_damaged_catalog_is_reported_and_the_other_domains_still_speak(locales: Path) -> None:
    broken = write(locales, "th", "interface", THAI.replace('"เล่น"', '"เล่น'))
    write(locales, "th", "common", THAI)
    thai = words(locales)
    assert thai.t("title", "Play") == "Play"
    assert thai.text("common", "title", "Play") == "เล่น"
    assert len(thai.problems) == 1
    assert thai.problems[0].startswith(f"{broken}:9: ")


def test_whoever_listens_is_told_of_every_text_that_is_asked_for(locales: Path) -> None:
    write(locales, "th", "interface", THAI)
    thai = words(locales)
    heard: list[Lookup] = []
    thai.t("title", "Play")
    thai.heard = heard.append
    thai.t("bar", "Hello, {name}!", name="Dara")
    thai.n("notebook", "{count} message", "{count} messages", 2)
    thai.text("story", "scene/one", "Hello")
    assert heard == [
        Lookup(
            Request("interface", "bar", "Hello, {name}!"),
            "สวัสดี {name}!",
            "สวัสดี Dara!",
            ("Dara",),
        ),
        Lookup(
            Request("interface", "notebook", "{count} message", "{count} messages", 2),
            "{count} ข้อความ",
            "2 ข้อความ",
            ("2",),
        ),
        Lookup(Request("story", "scene/one", "Hello"), "Hello", "Hello", ()),
    ]
    assert [thai.found(lookup.request) for lookup in heard] == [it.found for it in heard]
