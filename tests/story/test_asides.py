"""Notes and questions for the room stand where their author put them."""

from collections import Counter
from pathlib import Path

import pytest

from game.places import SCENARIOS
from game.story.asides import Aside, asides
from game.story.load import load_all, load_story
from game.story.model import Choose, End, Line, Note, Story, Talk, Told
from tests.story.generated import HEAD
from tests.story.samples import COMMON

STORIES = load_all(SCENARIOS).stories

SOURCE = (
    HEAD
    + """\
  s0:
    - note: The aims
    - time: Monday
    - wolf: Hello
    - talk: What does he want?
    - wolf: A gift
      trick: gifts
    - ask: last
    - note: Wait for answers
    - talk: And now?
    - choose:
        - say: Yes
          act: risky
        - do: Tell Mum
          act: tell
          whom: parent
          go: told
    - talk: Why did he say yes?
    - wolf: Good
    - end: alone
      title: Alone
      text: Nobody knows.
  told:
    - talk: Whom would you tell?
    - end: helped
      title: Help
      text: Mum listens.
"""
)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    file = tmp_path / "made.yaml"
    file.write_text(SOURCE, encoding="utf-8")
    return load_story(file, COMMON)


def said(story: Story) -> dict[str, list[str]]:
    """Give what is said to adults at each step, by the step's own text."""
    found = {}
    for scene in story.scenes.values():
        for step in scene.steps:
            if isinstance(step, (Told, Choose, End)):
                text = "choice" if isinstance(step, Choose) else step.text
                those = asides(scene, step, {})
                found[text] = [it.note or "" if isinstance(it, Note) else it.text for it in those]
    return found


def test_each_stands_after_its_message_or_where_its_branch_begins(story: Story) -> None:
    assert said(story) == {
        "Monday": [],
        "Hello": ["The aims", "What does he want?"],
        "A gift": ["Wait for answers", "And now?"],
        "choice": [],
        "Good": ["Why did he say yes?"],
        "Nobody knows.": [],
        "Mum listens.": ["Whom would you tell?"],
    }


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_every_note_and_question_of_our_stories_is_found_once(story: Story) -> None:
    usual = {name: variable.start for name, variable in story.variables.items()}
    steps = [(scene, step) for scene in story.scenes.values() for step in scene.steps]
    found = Counter(
        id(aside)
        for scene, step in steps
        if isinstance(step, (Told, Choose, End))
        if step.when is None or step.when.holds(usual)
        for aside in asides(scene, step, usual)
    )
    assert set(found.values()) == {1}
    assert found.keys() == {id(step) for _, step in steps if isinstance(step, Aside)}


def test_what_depends_on_the_story_is_said_only_where_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "made.yaml"
    talk = "    - talk: Whom did she tell?\n      when: told\n"
    end = "    - end: quiet\n      title: Quiet\n      text: All sleep.\n"
    file.write_text(f"{HEAD}  s0:\n    - wolf: Hello\n{talk}{end}", encoding="utf-8")
    scene = load_story(file, COMMON).scenes["s0"]
    (line,) = (step for step in scene.steps if isinstance(step, Line))
    assert not list(asides(scene, line, {"told": False}))
    (found,) = asides(scene, line, {"told": True})
    assert isinstance(found, Talk)


def test_what_stands_after_a_message_that_is_passed_over_is_about_the_one_before(
    tmp_path: Path,
) -> None:
    file = tmp_path / "made.yaml"
    lines = "    - wolf: Hello\n    - wolf: Did you tell?\n      when: told\n    - talk: And now?\n"
    end = "    - end: quiet\n      title: Quiet\n      text: All sleep.\n"
    file.write_text(f"{HEAD}  s0:\n{lines}{end}", encoding="utf-8")
    scene = load_story(file, COMMON).scenes["s0"]
    hello, conditional = (step for step in scene.steps if isinstance(step, Line))
    assert len(list(asides(scene, hello, {"told": False}))) == 1
    assert not list(asides(scene, hello, {"told": True}))
    assert len(list(asides(scene, conditional, {"told": True}))) == 1
