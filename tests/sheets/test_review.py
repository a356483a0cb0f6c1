"""What stands on the review sheets of our episodes, and that those in the docs are current."""

from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.places import LOCALES, ROOT, SCENARIOS
from game.sheets.review import review_sheet
from game.story.load import load_all
from game.story.model import Choose, Line, Note, Story, Talk

LIBRARY = load_all(SCENARIOS)
SHEETS = ROOT / "docs" / "review"


def sheet(story: Story, tmp_path: Path, language: str = "en") -> str:
    return review_sheet(story, LIBRARY.common, Words(LOCALES, language, tmp_path))


@pytest.mark.parametrize("story", LIBRARY.stories, ids=lambda story: story.id)
def test_the_sheet_in_the_docs_is_current(story: Story, tmp_path: Path) -> None:
    there = (SHEETS / f"{story.id}.md").read_text(encoding="utf-8")
    assert there == sheet(story, tmp_path), "sarika review --out docs/review"


def test_the_docs_have_no_sheet_of_an_episode_that_is_gone() -> None:
    assert {file.stem for file in SHEETS.glob("*.md")} == {story.id for story in LIBRARY.stories}


@pytest.mark.parametrize("story", LIBRARY.stories, ids=lambda story: story.id)
def test_everything_that_children_and_adults_are_told_can_be_judged(
    story: Story, tmp_path: Path
) -> None:
    said = sheet(story, tmp_path)
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    for step in steps:
        match step:
            case Line(text=text, because=str(because)):
                assert f"{text} |".replace("  ", " ") in said.replace("  ", " ")
                assert because in said
            case Talk(text=text, answers=answers):
                assert f"- ☐ {text}\n" in said
                assert all(f"  - {answer}\n" in said for answer in answers)
            case Note(note=str(text)):
                assert " ".join(text.split()) in said
            case Choose(options=options):
                for option in options:
                    if {"tell", "risky"} & set(option.acts):
                        assert f"☐ {option.text}" in said
            case _:
                pass
    for end in story.endings:
        assert f"**{end.title}.** {end.text}" in said
        assert (end.comfort or "") in said
    for source in story.sources:
        assert source in said


@pytest.mark.parametrize("story", LIBRARY.stories, ids=lambda story: story.id)
def test_the_author_says_what_is_shown_implied_and_left_out(story: Story, tmp_path: Path) -> None:
    assert story.review is not None
    said = sheet(story, tmp_path)
    for point in (*story.review.shown, *story.review.implied, *story.review.left_out):
        assert f"- ☐ {point}" in said
    for question in story.review.questions:
        assert f". {question}\n" in said


@pytest.mark.parametrize(("language", "told"), [("th", "ฟ้า"), ("km", "ហ្វា")])
def test_a_sheet_speaks_the_language_of_the_practitioner(
    language: str, told: str, tmp_path: Path
) -> None:
    story = next(story for story in LIBRARY.stories if story.id == "the-surprise")
    said = sheet(story, tmp_path, language)
    assert told in said
    assert "Who writes" not in said
    assert story.title not in said
