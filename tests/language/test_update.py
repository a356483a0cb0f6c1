from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

from game.language.pofiles import Catalog, read_catalog
from game.language.update import update

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 8, 0, tzinfo=UTC)
STORY = "scenarios/stories/friend.yaml"
EXTRACT = {"interface": "game", "common": "scenarios", "quick-eyes": "scenarios", "friend": STORY}

installed = pytest.mark.skipif(
    "sarika_quick_eyes" not in entry_points(group="babel.extractors").names,
    reason="pybabel finds our extractors once the game is installed: pip install -e .",
)


def catalog(project: Path, domain: str, language: str = "th") -> Catalog:
    return read_catalog(po(project, domain, language))


def po(project: Path, domain: str, language: str = "th") -> Path:
    return project / "locales" / language / "LC_MESSAGES" / f"{domain}.po"


def translate(project: Path, domain: str, english: str, text: str) -> None:
    file = po(project, domain)
    entry = f'msgid "{english}"\nmsgstr ""'
    content = file.read_text("utf-8")
    assert entry in content
    file.write_text(content.replace(entry, entry[:-1] + text + '"'), "utf-8")


def edit(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new), "utf-8")


def pybabel(arguments: list[str]) -> None:
    CommandLineInterface().run(["pybabel", "-q", *arguments])  # type: ignore[no-untyped-call]


def body(file: Path) -> str:
    """Give a catalog without its header, which holds dates and the project's name."""
    return file.read_text("utf-8").partition("\n\n")[2]


def test_every_domain_has_a_template_and_a_catalog_in_every_language(project: Path) -> None:
    done = update(project, NOW)
    assert not done.problems
    assert {it.file.relative_to(project / "locales").as_posix() for it in done.changed} == {
        f"{folder}/{domain}.{kind}"
        for domain in EXTRACT
        for folder, kind in [
            ("templates", "pot"),
            ("th/LC_MESSAGES", "po"),
            ("km/LC_MESSAGES", "po"),
        ]
    }


def test_nothing_is_written_when_nothing_changed(project: Path) -> None:
    update(project, NOW)
    assert update(project, LATER).changed == ()


def test_a_change_touches_its_entries_and_no_date(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "ok", "โอเค")
    before = po(project, "friend").read_text("utf-8").splitlines()
    edit(project, STORY, "comfort: It is", "comfort: No, it is")
    update(project, LATER)
    after = po(project, "friend").read_text("utf-8").splitlines()
    assert set(after) - set(before) == {'msgid "No, it is not your fault."', "#. Room: 58 letters."}


def test_a_changed_text_keeps_its_translation_as_fuzzy(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "You carried our team!", "นายแบกทีมเลย")
    edit(project, STORY, "You carried our team!", "You carried our team today!")
    update(project, LATER)
    entry = catalog(project, "friend").entries["scene/evening", "You carried our team today!"]
    assert (entry.msgstr, entry.fuzzy) == (("นายแบกทีมเลย",), True)


def test_a_text_that_went_is_kept_as_obsolete(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    edit(project, STORY, "    - talk: Why gems?\n", "")
    update(project, LATER)
    assert '#~ msgstr "ทำไมให้เพชร"' in po(project, "friend").read_text("utf-8")


def test_a_bare_percent_sign_is_no_format(project: Path) -> None:
    update(project, NOW)
    assert '#, no-python-format\nmsgctxt "title"\nmsgid "100% sure"' in po(
        project, "interface"
    ).read_text("utf-8")


def test_counted_texts_have_the_plural_forms_of_the_language(project: Path) -> None:
    update(project, NOW)
    entry = catalog(project, "interface").entries["notebook", "{count} message"]
    assert entry.msgstr == ("",)
    assert "Translators: counts messages" in entry.extracted


def test_a_broken_story_is_told_and_the_other_domains_are_refreshed(project: Path) -> None:
    (project / STORY).write_text("title: [\n", "utf-8")
    done = update(project, NOW)
    assert len(done.problems) == 1
    assert done.problems[0].startswith(f"{project / STORY}:2:1: ")
    assert po(project, "common").is_file()


def test_a_broken_catalog_is_told_and_left_as_it_is(project: Path) -> None:
    update(project, NOW)
    file = po(project, "friend")
    broken = file.read_text("utf-8") + '\nmsgid "lost\nmsgstr ""\n'
    file.write_text(broken, "utf-8")
    edit(project, STORY, "Why gems?", "Why so many gems?")
    done = update(project, LATER)
    assert [problem.partition(": ")[0] for problem in done.problems] == [
        f"{file}:{len(broken.splitlines()) - 1}"
    ]
    assert file.read_text("utf-8") == broken


@installed
@pytest.mark.parametrize("domain", EXTRACT)
def test_plain_pybabel_extracts_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    update(project, NOW)
    monkeypatch.chdir(project)
    mapping = f"locales/{domain if domain != 'friend' else 'stories'}.toml"
    template = project / "locales" / "templates" / f"{domain}.pot"
    ours = body(template)
    pybabel(["extract", "-F", mapping, "-o", str(template), EXTRACT[domain]])
    theirs = body(template).replace("#, python-format", "#, no-python-format")
    assert theirs == ours


@pytest.mark.parametrize("domain", ["common", "quick-eyes", "friend"])
def test_plain_pybabel_updates_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    update(project, NOW)
    translated = po(project, domain)
    ours = translated.read_bytes()
    monkeypatch.chdir(project)
    template = f"locales/templates/{domain}.pot"
    pybabel(["update", "-D", domain, "-i", template, "-d", "locales"])
    assert translated.read_bytes() == ours


def test_plain_pybabel_compiles_what_the_game_reads(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(project, NOW)
    translate(project, "friend", "ok", "โอเค")
    monkeypatch.chdir(project)
    pybabel(["compile", "-D", "friend", "-d", "locales"])
    assert "โอเค".encode() in po(project, "friend").with_suffix(".mo").read_bytes()
