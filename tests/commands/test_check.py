"""`sarika check`: what it prints, with which status it ends, and what it does with bad files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.commands import main
from game.places import ROOT, SCENARIOS
from game.story.rules import RULES
from tests.story.examples import GROUPED, SHORT
from tests.story.frames import framed
from tests.story.generated import many_choices, stories

# The frame without the variables that no condition of it asks for.
GOOD = framed("").replace("variables:\n  told: no\n  gems: 0 to 3\n", "")
FINDING = "scenes:\n  evening:\n    - wolf: Our secret!\n      trick: secrcy\n    - go: evening\n"
WARNING = GOOD.replace("    - talk: Who writes?\n", "")


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """A folder of scenarios with one good story."""
    folder = tmp_path / "scenarios"
    (folder / "stories").mkdir(parents=True)
    for name in ("cast", "tricks", "help"):
        (folder / f"{name}.yaml").write_bytes((SCENARIOS / f"{name}.yaml").read_bytes())
    (folder / "stories" / "one-evening.yaml").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def story(scenarios: Path) -> Path:
    return scenarios / "stories" / "one-evening.yaml"


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str], str]]:
    def run(*typed: str | Path) -> tuple[int, list[str], str]:
        status = main(["check", *map(str, typed)])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err

    return run


Check = Callable[..., tuple[int, list[str], str]]


def test_what_the_game_ships_with_is_good(check: Check) -> None:
    status, out, _ = check()
    assert out == ["Nothing was found."]
    assert status == 0


def test_a_finding_has_its_place_its_code_and_what_to_do(check: Check, story: Path) -> None:
    story.write_text(framed(FINDING), encoding="utf-8")
    status, out, _ = check(story)
    line = framed(FINDING).split("\n").index("      trick: secrcy") + 1
    assert out == [
        f"{story}:{line}:14: SA109 there is no trick `secrcy`. Did you mean `secrecy`?",
        "1 error, 0 warnings. `sarika check --explain SA109` tells more.",
    ]
    assert status == 1


def test_all_findings_of_all_files_are_told_at_once(
    check: Check, scenarios: Path, story: Path
) -> None:
    story.write_text(framed(FINDING).replace("minutes: 1", "minutes: x"), encoding="utf-8")
    (scenarios / "stories" / "two.yaml").write_text(WARNING, encoding="utf-8")
    (scenarios / "stories" / "three.yaml").write_text(": :", encoding="utf-8")
    status, out, _ = check(scenarios)
    assert [line.split(": ")[1].split()[0] for line in out[:-1]] == [
        "SA112",
        "SA109",
        "SA102",
        "SA306",
    ]
    assert status == 1


def test_warnings_are_no_errors_unless_asked_to_be(check: Check, story: Path) -> None:
    story.write_text(WARNING, encoding="utf-8")
    status, out, _ = check(story)
    assert (status, out[-1][:21]) == (0, "0 errors, 1 warning. ")
    status, out, _ = check(story, "--strict")
    assert (status, out[-1][:21]) == (1, "1 error, 0 warnings. ")


def test_programs_read_json(check: Check, story: Path) -> None:
    story.write_text(WARNING, encoding="utf-8")
    _, out, _ = check(story, "--format", "json")
    (finding,) = json.loads("\n".join(out))
    assert finding == {
        "file": str(story),
        "line": 1,
        "column": 1,
        "code": "SA306",
        "name": "nothing-to-talk-about",
        "severity": "warning",
        "message": "a class has nothing to talk about. Add a question with `talk`",
    }
    story.write_text(GOOD, encoding="utf-8")
    assert check(story, "--format", "json")[1] == ["[]"]


def test_a_build_shows_annotations(check: Check, story: Path) -> None:
    text = framed(FINDING).replace("Our secret!", "100%{x}")
    story.write_text(text.replace("secrcy", "secrecy").replace("- go: evening", "- go: x%"))
    _, out, _ = check(story, "--format", "github")
    (annotation,) = out
    assert annotation == (
        f"::error file={story},line=18,col=11,title=SA109 unknown-name::"
        "there is no scene `x%25`. Write one of: evening"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(
    rule: object, check: Check, request: pytest.FixtureRequest
) -> None:
    code = request.node.callspec.id
    status, out, _ = check("--explain", code.lower())
    assert status == 0
    assert out[0].startswith(code)
    assert "Not so:" in out
    assert "But so:" in out
    assert rule


def test_what_is_not_there_is_an_error_of_the_user(check: Check, tmp_path: Path) -> None:
    for typed in (
        [tmp_path / "none.yaml"],
        [tmp_path],
        ["--explain", "SA999"],
        ["--path", "nowhere"],
    ):
        status, out, err = check(*typed)
        assert (status, out, err.count("\n")) == (2, [], 1)
        assert err.startswith("sarika: ")


def test_the_shortest_way_to_an_ending_is_printed(check: Check, story: Path) -> None:
    _, out, _ = check(story, "--path", "asleep")
    assert out == [
        "One evening",
        "Wolf: Hi!",
        "",
        "*** Asleep (asleep)",
        "Good night.",
        "",
    ]
    _, out, _ = check("--path", "full-elephant")
    assert "  -> judged: dream_offer" in out
    assert "  => can my mum look at it first?" in out
    assert "[Monday, 19:30]" in out


def test_what_is_said_in_a_group_says_where_and_is_counted(check: Check, story: Path) -> None:
    story.write_text(GROUPED, encoding="utf-8")
    _, out, _ = check(story, "--path", "asleep")
    assert out[2:9] == [
        "Mint in Class 6/2: Homework?",
        "Fah in Class 6/2: done!",
        "Mint: Homework?",
        "Fah in Class 6/2: hello, all",
        "Grandmother in Class 6/2: Eat first.",
        "  -> judged: okay",
        "  => after lunch",
    ]
    _, out, _ = check(story, "--numbers")
    at = out.index("  messages of members in each group on a way")
    assert [line.split() for line in out[at + 1 : at + 3]] == [
        ["2", "to", "2", "class"],
        ["1", "to", "1", "garden"],
    ]


def test_numbers_are_told(check: Check) -> None:
    _, out, _ = check(SCENARIOS / "stories" / "friend-from-the-game.yaml", "--numbers")
    shares = [line.split() for line in out if "%" in line]
    assert ["25.0%", "not-too-late"] in shares
    assert sum(float(share[0][:-1]) for share in shares) == pytest.approx(100, abs=0.5)


def test_a_play_is_written_down_once_for_each_ending(
    check: Check, scenarios: Path, story: Path
) -> None:
    status, out, _ = check(story, "--record")
    file = scenarios / "transcripts" / "one-evening.yaml"
    assert (status, out) == (0, [f"{file}: wrote asleep"])
    written = file.read_text(encoding="utf-8")
    assert "\nasleep:\n  - wolf: Hi!\n  - ending: asleep\n" in written
    assert "already" in check(story, "--record")[2]
    assert file.read_text(encoding="utf-8") == written
    story.write_text(GOOD.replace("wolf: Hi!", "wolf: Hey!"), encoding="utf-8")
    status, out, _ = check(file)
    assert status == 1
    assert ": SA501 `Hi!` is not shown before the ending `asleep`." in out[0]


def test_catalogs_beside_the_scenarios_are_checked(
    check: Check, scenarios: Path, story: Path
) -> None:
    catalogs = scenarios.parent / "locales" / "th" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    catalog = catalogs / "one-evening.po"
    catalog.write_text('msgid ""\nmsgstr ""\n\nmsgid "A"\nmsgstr "{b}"\n', encoding="utf-8")
    _, out, _ = check(story)
    assert [line.split()[1] for line in out[:-1]] == ["SA401", "SA403"]
    catalog.write_text('msgid "A\n', encoding="utf-8")
    assert "one-evening.po:1:1: SA407 " in check(story)[1][0]


def test_one_catalog_can_be_checked_alone(check: Check) -> None:
    status, out, _ = check(ROOT / "locales" / "km" / "LC_MESSAGES" / "common.po")
    assert (status, out) == (0, ["Nothing was found."])


def test_a_file_that_all_stories_share_is_checked_with_them(check: Check, scenarios: Path) -> None:
    (scenarios / "tricks.yaml").write_text("x: {}\n", encoding="utf-8")
    status, out, _ = check(scenarios / "tricks.yaml")
    assert status == 1
    assert "tricks.yaml:1:4: SA106 " in out[0]
    (scenarios / "words.yaml").write_text("en: no\n", encoding="utf-8")
    assert "words.yaml:1:5: SA107 " in check(scenarios)[1][0]


def test_quick_eyes_is_checked_with_everything_and_broken_keeps_nothing_else_from_it(
    check: Check, scenarios: Path
) -> None:
    quick_eyes = scenarios / "quick-eyes.yaml"
    quick_eyes.write_bytes((SCENARIOS / "quick-eyes.yaml").read_bytes())
    assert check(scenarios)[1] == ["Nothing was found."]
    source = quick_eyes.read_text(encoding="utf-8")
    quick_eyes.write_text(source.replace("looks_like: only_me", "trick: only_me"), "utf-8")
    status, out, _ = check(quick_eyes)
    assert status == 1
    assert "quick-eyes.yaml:11:3: SA601 3 of 8 messages are safe in the first half" in out[0]
    quick_eyes.write_text("a: [\n", encoding="utf-8")
    catalogs = scenarios.parent / "locales" / "th" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    _, out, _ = check(scenarios)
    assert [line.split()[1] for line in out[:-1]] == ["SA102", "SA403"]


def test_translations_of_quick_eyes_are_asked_for(check: Check, scenarios: Path) -> None:
    (scenarios / "quick-eyes.yaml").write_bytes((SCENARIOS / "quick-eyes.yaml").read_bytes())
    (scenarios.parent / "locales" / "th" / "LC_MESSAGES").mkdir(parents=True)
    out = check(scenarios)[1]
    assert any("quick-eyes.po:1:1: SA403 there is no catalog for `quick-eyes`." in it for it in out)


def test_a_language_that_cannot_be_read_and_a_font_that_is_missing_are_found(
    check: Check, scenarios: Path
) -> None:
    for code, script in (("lo", "[Laoo"), ("my", "Mymr")):
        file = scenarios.parent / "locales" / code / "locale.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(
            f"code: {code}\nname: N\nenglish_name: N\nscript: {script}\ndirection: ltr\n"
            "fonts:\n  regular: fontpkg-none None.ttf\n",
            encoding="utf-8",
        )
    status, out, _ = check(scenarios)
    assert status == 1
    assert any("lo/locale.yaml:4:1: SA412 script cannot be [Laoo." in it for it in out)
    assert any("my/locale.yaml:7:1: SA412 there is no font fontpkg-none" in it for it in out)


# Bad files


def refused(story: Path) -> str:
    """Check a file as a process of its own, held to 300 MB; give the one line it prints."""
    resource = pytest.importorskip("resource", reason="this system cannot bound a process")
    limit = 300 * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-m", "game", "check", str(story)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    first, last = done.stdout.splitlines()
    assert last.startswith("1 error, ")
    return first


def test_a_huge_file_is_refused(story: Path) -> None:
    os.truncate(story, 1_000_000_000)
    assert "SA101 the file has more than 2 MB" in refused(story)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused(story: Path) -> None:
    story.unlink()
    os.mkfifo(story)
    assert "SA101 this is not a file" in refused(story)


def test_a_folder_with_the_name_of_a_story_is_refused(story: Path) -> None:
    story.unlink()
    story.mkdir()
    assert "SA101 this is not a file" in refused(story)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "nowhere"])
def test_a_link_out_of_the_folder_is_refused(story: Path, target: str) -> None:
    story.unlink()
    story.symlink_to(target)
    assert "SA101 " in refused(story)


def test_a_story_with_twenty_variables_that_all_matter_is_refused(story: Path) -> None:
    story.write_text(many_choices(20), encoding="utf-8")
    assert "SA211 the story has more than 100,000 states" in refused(story)


@pytest.mark.parametrize("source", ["binary", "story", "edited"])
@given(data=st.data())
def test_whatever_is_in_a_file_it_is_a_story_or_explained(
    data: st.DataObject, source: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.yaml"
    if source == "binary":
        content = data.draw(st.binary())
    elif source == "story":
        content = data.draw(stories()).encode()
    else:
        at = data.draw(st.integers(0, len(SHORT)))
        removed = data.draw(st.integers(0, 20))
        content = (SHORT[:at] + data.draw(st.text(max_size=5)) + SHORT[at + removed :]).encode(
            errors="replace"
        )
    path.write_bytes(content)
    assert main(["check", str(path)]) in (0, 1)
    assert main(["check", "--format", "json", "--strict", str(path)]) in (0, 1)


def test_a_story_outside_the_game_is_checked_with_the_people_and_tricks_of_the_game(
    check: Check, tmp_path: Path
) -> None:
    story = tmp_path / "alone.yaml"
    story.write_text(GOOD, encoding="utf-8")
    assert check(story)[1] == ["Nothing was found."]


def test_a_translation_that_departs_from_the_glossary_is_found(
    check: Check, scenarios: Path
) -> None:
    folder = scenarios.parent / "locales" / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    locales = ROOT / "locales" / "th" / "LC_MESSAGES"
    for name in ("glossary", "common"):
        text = (locales / f"{name}.po").read_text(encoding="utf-8")
        (folder / f"{name}.po").write_text(text, encoding="utf-8")
    (folder / "one-evening.po").write_text(
        'msgid "Keep a screenshot"\nmsgstr "ถ่ายรูปจอไว้"\n', encoding="utf-8"
    )
    status, out, _ = check(scenarios)
    (found,) = [line for line in out if "SA413" in line]
    assert "one-evening.po:1:1: SA413 `screenshot` is `แคปหน้าจอ` in the glossary" in found
    assert status == 0


def test_authors_can_have_a_glossary_of_their_own(check: Check, scenarios: Path) -> None:
    (scenarios / "glossary.yaml").write_text("boat:\n  term: boat\n", encoding="utf-8")
    status, out, _ = check(scenarios)
    assert f"{scenarios / 'glossary.yaml'}:2:3: SA106 a term has no `part`." in "\n".join(out)
    assert status == 1


# Coverage


def test_coverage_is_told_as_tables_and_fails_where_something_is_left_out(
    check: Check, scenarios: Path
) -> None:
    status, said, _ = check("--coverage", scenarios)
    assert status == 1
    assert any(line.split()[:2] == ["1", "one-evening"] for line in said)
    assert any(line.startswith("romance ") for line in said)
    assert any(line.startswith("one-evening: no transcript comes to") for line in said)
    assert any(line.startswith("romance: items: 0, episodes: 0") for line in said)


def test_coverage_can_be_read_by_programs(check: Check, scenarios: Path) -> None:
    _, said, _ = check("--coverage", "--format", "json", scenarios)
    report = json.loads("\n".join(said))
    assert [episode["id"] for episode in report["episodes"]] == ["one-evening"]
    assert report["messages"]["en"]["one-evening"]["words"] > 0
    assert report["gaps"]


def test_coverage_is_about_all_episodes_together(check: Check, story: Path) -> None:
    status, _, wrong = check("--coverage", story)
    assert status == 2
    assert wrong.strip().endswith("Give a folder of scenarios")
    story.write_text("title: Broken", encoding="utf-8")
    status, _, wrong = check("--coverage", story.parent.parent)
    assert status == 2
    assert "`sarika check` tells more" in wrong
