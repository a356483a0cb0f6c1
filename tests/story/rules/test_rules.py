"""Every rule finds its bad example and lets its good one be."""

import re
from pathlib import Path

import pytest

from game.language.checks import check_catalogs
from game.language.glossary import load_terms
from game.places import SCENARIOS
from game.story.check import check_quick_eyes, check_story
from game.story.findings import Finding
from game.story.load import StoryError, load_common, load_quick_eyes, load_story
from game.story.rules import BY_CODE, BY_NAME, RULES, Rule
from game.story.rules_page import PAGE, page
from game.story.transcripts import differences, load_transcripts
from game.story.vocabulary import load_words
from tests.story.examples import BROKEN, SHORT, UNSAFE
from tests.story.frames import framed
from tests.story.generated import many_choices
from tests.story.sorting import framed_forms

COMMON = load_common(SCENARIOS)
AVOIDED = load_words(SCENARIOS / "words.yaml")
TERMS = load_terms(SCENARIOS / "glossary.yaml", COMMON)
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def in_a_story(source: str, folder: Path) -> list[Finding]:
    path = folder / "one-evening.yaml"
    path.write_text(source, encoding="utf-8")
    try:
        return check_story(load_story(path, COMMON), AVOIDED["en"])
    except StoryError as error:
        return list(error.findings)


def in_a_catalog(entries: str, folder: Path) -> list[Finding]:
    (folder / "common.po").write_text(_HEADER + entries, encoding="utf-8")
    tricks = {trick.id: trick.name for trick in COMMON.tricks.values()}
    return list(check_catalogs(folder, {"common": ()}, tricks, AVOIDED["th"], TERMS))


def in_a_transcript(source: str, folder: Path) -> list[Finding]:
    path = folder / "one-evening.yaml"
    path.write_text(framed(""), encoding="utf-8")
    story = load_story(path, COMMON)
    path.write_text(source, encoding="utf-8")
    return list(differences(story, load_transcripts(path, story, COMMON)))


def in_quick_eyes(source: str, folder: Path) -> list[Finding]:
    path = folder / "one-evening.yaml"
    path.write_text(framed(""), encoding="utf-8")
    story = load_story(path, COMMON)
    (folder / "quick-eyes.yaml").write_text(source, encoding="utf-8")
    return check_quick_eyes(load_quick_eyes(folder, COMMON), COMMON, [story], AVOIDED["en"])


def found(rule: Rule, example: str, folder: Path) -> set[str]:
    match rule.shown_in:
        case "catalog":
            findings = in_a_catalog(example, folder)
        case "transcript":
            findings = in_a_transcript(example, folder)
        case "quick-eyes":
            findings = in_quick_eyes(framed_forms(example), folder)
        case _:
            findings = in_a_story(framed(example), folder)
    assert all(finding.message.isprintable() for finding in findings)
    return {finding.rule for finding in findings}


SHOWN = [rule for rule in RULES if rule.shown_in != "words"]


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_breaks_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.name in found(rule, rule.bad, tmp_path)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_good_example_keeps_the_rule(rule: Rule, tmp_path: Path) -> None:
    there = found(rule, rule.good, tmp_path)
    assert rule.name not in there
    if rule.code < "SA2":
        assert not {BY_NAME[name].code for name in there if BY_NAME[name].code < "SA2"}


def test_every_finding_of_the_loader_has_a_rule(tmp_path: Path) -> None:
    sources = [SHORT.replace(old, new) for old, new, _ in BROKEN]
    sources += [source for source, _ in UNSAFE if isinstance(source, str)]
    for source in sources:
        for finding in in_a_story(source, tmp_path):
            assert BY_NAME[finding.rule].code < "SA2", finding


def test_codes_and_names_are_given_once_and_say_their_group() -> None:
    assert len(BY_CODE) == len(BY_NAME) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for rule in RULES:
        assert re.fullmatch(r"SA[1-6]\d\d", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_why_is_one_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^.]*\.", rule.why)


def test_the_page_about_the_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m game.story.rules_page"


def test_a_story_with_too_many_states_is_refused_with_the_variables(tmp_path: Path) -> None:
    source = many_choices(20).replace("lead: fah", "lead: dara").replace("mint:", "vanna:")
    (finding,) = in_a_story(source, tmp_path)
    assert finding.rule == "too-many-states"
    assert finding.message == (
        "the story has more than 100,000 states, so its ways cannot be walked. "
        "Ask less often for `v0`, `v1`, `v2`, or give them smaller ranges"
    )


def test_the_scenarios_that_ship_break_no_rule() -> None:
    for path in sorted((SCENARIOS / "stories").glob("*.yaml")):
        assert check_story(load_story(path, COMMON), AVOIDED["en"]) == []
