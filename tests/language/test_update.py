import gettext
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import entry_points
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.frontend import CommandLineInterface
from hypothesis import given, settings

from game.language.mofiles import compile_catalog
from game.language.pofiles import Catalog, read_catalog
from game.language.update import update
from tests.story.generated import HEAD, stories

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 8, 0, tzinfo=UTC)
STORY = "scenarios/stories/friend.yaml"
EXTRACT = {"interface": "game", "common": "scenarios", "quick-eyes": "scenarios", "friend": STORY}
MAPPINGS = {domain: f"locales/{domain}.toml" for domain in EXTRACT} | {
    "friend": "locales/stories.toml"
}

installed = pytest.mark.skipif(
    "sarika_interface" not in entry_points(group="babel.extractors").names,
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


def words(compiled: bytes) -> dict[str, str]:
    """Give what a program finds in a compiled catalog, without its header."""
    found = dict(gettext.GNUTranslations(BytesIO(compiled))._catalog)  # type: ignore[attr-defined]
    return {key: text for key, text in found.items() if key}


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


def test_a_text_that_comes_back_has_its_translation_again(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    whole = (project / STORY).read_text("utf-8")
    edit(project, STORY, "    - talk: Why gems?\n", "")
    update(project, LATER)
    (project / STORY).write_text(whole, "utf-8")
    update(project, LATER)
    friend = catalog(project, "friend")
    entry = friend.entries["scene/gift", "Why gems?"]
    assert (entry.msgstr, entry.fuzzy) == (("ทำไมให้เพชร",), False)
    assert not friend.obsolete


def test_what_was_unsure_and_went_comes_back_unsure(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    edit(project, STORY, "Why gems?", "Why these gems?")
    update(project, LATER)
    whole = (project / STORY).read_text("utf-8")
    edit(project, STORY, "    - talk: Why these gems?\n", "")
    update(project, LATER)
    (project / STORY).write_text(whole, "utf-8")
    update(project, LATER)
    entry = catalog(project, "friend").entries["scene/gift", "Why these gems?"]
    assert (entry.msgstr, entry.fuzzy) == (("ทำไมให้เพชร",), True)


def test_a_text_that_moves_to_another_scene_takes_its_translation_along(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    edit(project, STORY, "    - talk: Why gems?\n", "")
    edit(project, STORY, "    - ask: last\n", "    - ask: last\n    - talk: Why gems?\n")
    update(project, LATER)
    entry = catalog(project, "friend").entries["scene/evening", "Why gems?"]
    assert (entry.msgstr, entry.fuzzy) == (("ทำไมให้เพชร",), True)


def test_texts_stand_in_the_order_of_the_story(project: Path) -> None:
    update(project, NOW)
    edit(project, STORY, "    - talk: Why gems?\n", "")
    edit(project, STORY, "    - ask: last\n", "    - talk: How are you?\n    - ask: last\n")
    update(project, LATER)
    lines = [entry.references[0][1] or 0 for entry in catalog(project, "friend").entries.values()]
    assert lines == sorted(lines)


def test_what_translators_noted_stays_and_their_tools_fields_as_well(project: Path) -> None:
    update(project, NOW)
    file = po(project, "friend")
    noted = file.read_text("utf-8").replace(
        "#. Title of the story.", '# Is "game" the phone game?\n#. Title of the story.'
    )
    noted = noted.replace('"MIME-Version', '"X-Generator: Poedit 3.4\\n"\n"MIME-Version')
    file.write_text(noted, "utf-8")
    assert update(project, LATER).changed == ()
    edit(project, STORY, "Why gems?", "Why so many gems?")
    update(project, LATER)
    assert '# Is "game" the phone game?\n' in file.read_text("utf-8")
    assert '"X-Generator: Poedit 3.4\\n"' in file.read_text("utf-8")


def test_only_the_domains_that_were_asked_for_are_touched(project: Path) -> None:
    done = update(project, NOW, ["friend"])
    assert {it.file.stem for it in done.changed} == {"friend"}


def test_it_is_told_how_many_texts_came_and_went(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    edit(project, STORY, "Why gems?", "Why so many gems?")
    edit(project, STORY, "    - narrate: Mother calls.\n      by: vanna\n      when: told\n", "")
    thai = next(it for it in update(project, LATER).changed if it.file == po(project, "friend"))
    assert (thai.new, thai.fuzzy, thai.gone) == (1, 1, 2)


def test_a_template_that_is_broken_is_written_anew(project: Path) -> None:
    update(project, NOW)
    template = project / "locales/templates/friend.pot"
    good = template.read_bytes()
    template.write_bytes(b"<<<<<<< ours\n" + good)
    update(project, NOW)
    assert template.read_bytes() == good


def test_ends_of_lines_as_on_windows_are_no_change(project: Path) -> None:
    update(project, NOW)
    file = po(project, "friend")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert update(project, LATER).changed == ()


def test_many_changed_texts_are_only_compared_within_their_scene(project: Path) -> None:
    scenes = "".join(
        f"  s{n}:\n    - wolf: Number {n} is quite a good one\n    - go: s{n}\n" for n in range(150)
    )
    story = project / STORY
    story.write_text(HEAD + scenes, "utf-8")
    update(project, NOW)
    file = po(project, "friend")
    filled = file.read_text("utf-8").replace('good one"\nmsgstr ""', 'good one"\nmsgstr "ก"')
    file.write_text(filled, "utf-8")
    story.write_text(HEAD + scenes.replace("quite a good", "really a good"), "utf-8")
    update(project, LATER)
    entries = catalog(project, "friend").entries.values()
    scenes_of = [entry for entry in entries if entry.context.startswith("scene/")]
    assert [entry.fuzzy for entry in scenes_of] == [True] * 150


def test_a_catalog_in_step_is_left_as_the_translators_program_wrote_it(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    file = po(project, "friend")
    file.write_text(
        file.read_text("utf-8").replace('"ทำไมให้เพชร"', '""\n"ทำไม"\n"ให้เพชร"'), "utf-8"
    )
    assert update(project, LATER).changed == ()
    edit(project, STORY, "A good night", "A very good night")
    update(project, LATER)
    assert 'msgstr "ทำไมให้เพชร"' in file.read_text("utf-8")


def test_a_broken_translation_is_told_even_if_nothing_else_changed(project: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไม\\q")
    (problem,) = update(project, LATER).problems
    assert "this is no line of a catalog" in problem


def test_a_program_that_cannot_be_read_is_told_and_the_other_domains_are_updated(
    project: Path,
) -> None:
    (project / "game/view.py").write_text('t("title", "Play"\n', "utf-8")
    done = update(project, NOW)
    assert done.problems == (
        f"{project / 'game/view.py'}:1: '(' was never closed. Mend the program",
    )
    assert po(project, "friend").is_file()


def test_a_language_that_lies_outside_is_not_written_to(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "locale.yaml").write_text("code: lo\n", "utf-8")
    (project / "locales/lo").symlink_to(outside, target_is_directory=True)
    (project / "locales/Lao.old").mkdir()
    (project / "locales/Lao.old/locale.yaml").touch()
    update(project, NOW)
    assert [file.name for file in outside.iterdir()] == ["locale.yaml"]
    assert [file.name for file in (project / "locales/Lao.old").iterdir()] == ["locale.yaml"]


@settings(max_examples=15, deadline=None)
@given(stories(), stories())
def test_a_second_update_changes_nothing(before: str, after: str) -> None:
    with TemporaryDirectory() as folder:
        project = Path(folder)
        story = project / "scenarios/stories/made.yaml"
        story.parent.mkdir(parents=True)
        (project / "locales/th").mkdir(parents=True)
        (project / "locales/th/locale.yaml").touch()
        story.write_text(before, "utf-8")
        update(project, NOW)
        file = po(project, "made")
        file.write_text(file.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "ก"\n\n'), "utf-8")
        story.write_text(after, "utf-8")
        update(project, LATER)
        once = file.read_bytes()
        assert update(project, LATER).changed == ()
        assert file.read_bytes() == once
        assert [*catalog(project, "made").entries] == [
            *read_catalog(project / "locales/templates/made.pot").entries
        ]


@installed
@pytest.mark.parametrize("domain", EXTRACT)
def test_plain_pybabel_extracts_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch, domain: str
) -> None:
    update(project, NOW)
    monkeypatch.chdir(project)
    template = project / "locales" / "templates" / f"{domain}.pot"
    ours = body(template)
    pybabel(["extract", "-F", MAPPINGS[domain], "-o", str(template), EXTRACT[domain]])
    assert body(template).replace("#, python-format", "#, no-python-format") == ours


@installed
def test_plain_pybabel_on_the_command_line_does_the_same(project: Path, tmp_path: Path) -> None:
    update(project, NOW)
    translate(project, "friend", "Why gems?", "ทำไมให้เพชร")
    translate(project, "friend", "A good night", "คืนที่ดี")
    translate(project, "friend", "You carried our team!", "นายแบกทีมเลย")
    edit(project, STORY, "You carried our team!", "You carried our team today!")
    edit(project, STORY, "    - talk: Why gems?\n", "")
    theirs = tmp_path / "theirs"
    shutil.copytree(project, theirs, ignore=shutil.ignore_patterns("theirs"))
    update(project, LATER)
    for arguments in (
        ["extract", "-F", MAPPINGS["friend"], "-o", "locales/templates/friend.pot", STORY],
        ["update", "-D", "friend", "-i", "locales/templates/friend.pot", "-d", "locales"],
        ["compile", "-D", "friend", "-d", "locales"],
    ):
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", *arguments]
        subprocess.run(command, cwd=theirs, check=True, capture_output=True)
    assert body(po(theirs, "friend")) == body(po(project, "friend"))
    compiled = words(compile_catalog(catalog(project, "friend")))
    assert words(po(theirs, "friend").with_suffix(".mo").read_bytes()) == compiled
    assert compiled == {"scene/gift\x04A good night": "คืนที่ดี"}
