"""What `sarika languages` makes, prints and refuses."""

import json
import shutil
from pathlib import Path

import pytest

from game import places
from game.commands import main
from game.language.locales import load_locales, read_locale
from game.language.pofiles import read_catalog

STORY = "scenarios/stories/the-surprise.yaml"
DOMAINS = {file.stem for file in (places.LOCALES / "templates").glob("*.pot")}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy what the command works on; the interface has only one screen."""
    for name in ("locales", "scenarios"):
        shutil.copytree(places.ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo"))
    screen = tmp_path / "game/screen/title.py"
    screen.parent.mkdir(parents=True)
    shutil.copy(places.ROOT / "game/screen/title.py", screen)
    monkeypatch.setattr(places, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(places, "SCENARIOS", tmp_path / "scenarios")
    monkeypatch.setattr(places, "ROOT", tmp_path)
    return tmp_path


def catalogs(project: Path, code: str) -> dict[str, Path]:
    return {file.stem: file for file in (project / "locales" / code / "LC_MESSAGES").glob("*.po")}


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line that was said of what went wrong."""
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.removeprefix("sarika: ").rstrip("\n")


def test_a_second_update_says_that_nothing_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", "update"]) == 0
    before = {file: file.read_bytes() for file in project.rglob("*.po*")}
    capsys.readouterr()
    assert main(["languages", "update"]) == 0
    assert capsys.readouterr().out == "Nothing has changed.\n"
    assert {file: file.read_bytes() for file in project.rglob("*.po*")} == before


def test_an_update_says_what_became_of_each_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["languages", "update"])
    story = project / STORY
    story.write_text(
        story.read_text("utf-8").replace("title: The surprise", "title: The big surprise", 1),
        "utf-8",
    )
    capsys.readouterr()
    assert main(["languages", "update", "--domain", "the-surprise"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "locales/templates/the-surprise.pot: 1 new, 1 gone",
        *(
            f"locales/{code}/LC_MESSAGES/the-surprise.po: 1 new, "
            "1 of them fuzzy, with the translation of a similar text, 1 gone"
            for code in ("km", "th")
        ),
    ]


@pytest.mark.usefixtures("project")
def test_an_update_of_a_domain_that_is_not_there_names_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["languages", "update", "--domain", "the-suprise"]) == 2
    assert complaint(capsys).startswith(
        "there is no domain 'the-suprise'. Did you mean the-surprise? There are: a-friend"
    )


def test_a_broken_catalog_is_told_in_one_line_and_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["languages", "update"])
    capsys.readouterr()
    file = catalogs(project, "th")["the-surprise"]
    broken = file.read_text("utf-8") + 'msgid "no end\n'
    file.write_text(broken, "utf-8")
    assert main(["languages", "update"]) == 1
    said = capsys.readouterr()
    assert said.err == (
        f'{file}:{broken.count(chr(10))}: this is no line of a catalog: msgid "no end. '
        "Look for a missing quotation mark or backslash\n"
    )
    assert file.read_text("utf-8") == broken


@pytest.mark.parametrize("part", [["update"], ["new", "lo"]])
def test_an_installed_game_is_no_place_to_work_on_languages(
    project: Path, part: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project / "game")
    assert main(["languages", *part]) == 2
    assert "is an installed game. Work on languages in the folder of the project" in complaint(
        capsys
    )


@pytest.mark.usefixtures("project")
def test_the_status_is_a_table_with_a_row_for_each_catalog_and_one_for_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["languages", "status"]) == 0
    khmer, thai = capsys.readouterr().out.split("\n\n")
    assert khmer.startswith("km Khmer: ")
    title, head, *rows = thai.splitlines()
    assert title.endswith("not yet reviewed by native practitioners")
    assert head.split() == ["texts", "translated", "fuzzy", "missing", "words", "left", "failed"]
    assert {row.split()[0] for row in rows} == {*DOMAINS, "all"}
    numbers = [[int(it.replace(",", "")) for it in row.split()[1:]] for row in rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]


@pytest.mark.usefixtures("project")
def test_the_status_for_programs_has_the_numbers_of_the_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["languages", "status", "--format", "json"]) == 0
    khmer, thai = json.loads(capsys.readouterr().out)
    assert (khmer["language"], thai["language"], thai["reviewed"]) == ("km", "th", None)
    assert {it["domain"] for it in thai["domains"]} == DOMAINS
    for key in ("texts", "translated", "fuzzy", "missing", "words_left", "failed"):
        assert thai[key] == sum(domain[key] for domain in thai["domains"])


def test_the_status_is_drawn_as_well(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "status", "--picture", str(project / "languages.svg")]) == 0
    assert (project / "languages.svg").read_text("utf-8").startswith("<svg ")
    capsys.readouterr()
    assert main(["languages", "status", "--picture", str(project / "no/languages.svg")]) == 2
    assert complaint(capsys).startswith(f"cannot write {project / 'no/languages.svg'}: ")


def test_the_status_tells_of_a_broken_catalog(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = catalogs(project, "th")["common"]
    file.write_bytes(b"\xff\xfe")
    assert main(["languages", "status"]) == 1
    said = capsys.readouterr()
    assert said.err == f"{file}:1: this is not UTF-8. Save the file as UTF-8\n"
    assert "  broken" in next(row for row in said.out.splitlines() if row.endswith("broken"))


@pytest.mark.parametrize(
    ("code", "name", "script", "direction", "forms", "line_height"),
    [
        ("lo", "ລາວ", "Laoo", "ltr", 1, 1.6),
        ("my", "မြန်မာ", "Mymr", "ltr", 1, 1.6),
        ("vi", "Tiếng Việt", "Latn", "ltr", 1, 1.4),
        ("id", "Indonesia", "Latn", "ltr", 1, 1.4),
        ("ar", "العربية", "Arab", "rtl", 6, 1.6),
        ("pt-BR", "português (Brasil)", "Latn", "ltr", 3, 1.4),
        ("zh-Hans", "中文 (简体)", "Hans", "ltr", 1, 1.6),
    ],
)
def test_a_new_language_is_what_cldr_says_of_it(
    project: Path,
    code: str,
    name: str,
    script: str,
    direction: str,
    forms: int,
    line_height: float,
) -> None:
    assert main(["languages", "new", code]) == 0
    locale = read_locale(project / "locales" / code / "locale.yaml")
    assert (locale.code, locale.name, locale.script) == (code, name, script)
    assert (locale.direction, locale.line_height) == (direction, line_height)
    assert (locale.fallback, locale.reviewed, locale.problems) == ("en", None, ())
    assert (locale.fonts["regular"] is None) is (script == "Hans")
    made = catalogs(project, code)
    assert made.keys() == DOMAINS
    for domain, file in made.items():
        catalog = read_catalog(file)
        template = read_catalog(project / "locales/templates" / f"{domain}.pot")
        assert [*catalog.entries] == [*template.entries]
        assert not any(any(entry.msgstr) or entry.fuzzy for entry in catalog.entries.values())
        assert (catalog.forms, catalog.field("Language")) == (forms, code.replace("-", "_"))
    assert load_locales(project / "locales").keys() == {"en", "km", "th", code}


def test_a_new_language_is_up_to_date_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["languages", "update"])
    main(["languages", "new", "lo"])
    before = {file: file.read_bytes() for file in catalogs(project, "lo").values()}
    capsys.readouterr()
    main(["languages", "update"])
    assert capsys.readouterr().out == "Nothing has changed.\n"
    assert {file: file.read_bytes() for file in catalogs(project, "lo").values()} == before


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("lo", "Font: NotoSansLao[wdth,wght].ttf of the package justmytype-intl-sea"),
        ("lo", "Ends of lines: ICU has a dictionary of Lao."),
        ("shn", "Ends of lines: ICU has no dictionary of Shan and takes another language's"),
        ("vi", "Font: Lexend[wght].ttf of the package fontpkg-lexend, which is installed."),
        ("vi", "Ends of lines: at spaces; no dictionary is needed."),
        ("zh-Hans", "Ends of lines: between characters."),
        ("pa", "Font: no package on PyPI is known for the script Guru."),
        ("te", "  pip install fontpkg-noto-sans-telugu"),
        (
            "ar",
            "From right to left: within a text, words stand in the right order. Screens",
        ),
    ],
)
def test_a_new_language_says_what_is_there_for_it_and_what_not(
    code: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", "new", code]) == 0
    out = capsys.readouterr().out
    assert any(line.startswith(said) for line in out.splitlines()), out


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("th", "is there already. Bring it up to date with `sarika languages update`"),
        ("en", "is there already. Bring it up to date"),
        ("templates", "'templates' is no language tag. Write one such as lo"),
        ("Lao", "'Lao' is no language tag. Did you mean lo?"),
        ("lao", "CLDR knows no language 'lao'. Did you mean lo?"),
        ("Vietnamees", "'Vietnamees' is no language tag. Did you mean vi?"),
        ("zh_Hans", "'zh_Hans' is no language tag. Did you mean zh-Hans?"),
        ("pt-br", "the language tag 'pt-br' is written pt-BR"),
        ("xx", "CLDR knows no language 'xx'. Write one such as lo"),
        ("qps-ploc", "CLDR knows no language 'qps-ploc'."),
        ("../x", "'../x' is no language tag."),
        ("..", "'..' is no language tag."),
        ("/opt/lo", "'/opt/lo' is no language tag."),
        (r"C:\lo", r"is no language tag."),
        ("", "'' is no language tag."),
        ("lo\n", r"'lo\n' is no language tag."),
        ("k" * 5000, "… is no language tag."),
    ],
)
def test_what_cannot_be_begun_is_refused_in_one_line(
    project: Path, code: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    assert main(["languages", "new", code]) == 2
    assert said in complaint(capsys)
    assert sorted(project.rglob("*")) == before


def test_a_link_in_the_place_of_a_language_is_not_followed(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project / "locales/lo").symlink_to(elsewhere / "lo", target_is_directory=True)
    assert main(["languages", "new", "lo"]) == 2
    assert "is there already" in complaint(capsys)
    assert not any(elsewhere.iterdir())


def test_a_new_language_needs_templates(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(project / "locales/templates")
    assert main(["languages", "new", "lo"]) == 2
    assert "has no templates. Make them with `sarika languages update`" in complaint(capsys)


def test_nothing_is_left_of_a_language_that_could_not_be_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "locales/lo")

    monkeypatch.setattr(Path, "rename", full)
    before = sorted(project.rglob("*"))
    assert main(["languages", "new", "lo"]) == 2
    assert complaint(capsys) == "locales/lo cannot be written: No space left on device"
    assert sorted(project.rglob("*")) == before
