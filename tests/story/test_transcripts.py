"""Plays that are written down: read, played again, and written by the game."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.places import SCENARIOS
from game.story.explore import walk
from game.story.load import StoryError, load_all, load_common, load_story
from game.story.model import Story
from game.story.paths import Paths, played
from game.story.playthrough import Over, Playthrough
from game.story.transcripts import (
    differences,
    load_transcripts,
    recorded,
    replayed,
    transcripts_of,
)
from tests.story.examples import GROUPED
from tests.story.samples import COMMON, SMALL, STORY, chosen
from tests.story.samples import played as played_by_chance

GOOD = """\
told:
  - note: What happens if Fah tells at once.
  - mint: "No"
  - judged: You draw better than anybody! We are real friends now.
    as: too_fast
  - chosen: Mint, come here!
  - star: Where are you?
  - chosen: Tell Grandmother
  - narrate: Grandmother looks up from her flowers.
  - fah: Yai?
  - ending: told
"""


def said(tmp_path: Path, source: str) -> list[str]:
    path = tmp_path / "small.yaml"
    path.write_text(source, encoding="utf-8")
    found = differences(STORY, load_transcripts(path, STORY, COMMON))
    return [str(finding).replace(f"{path}:", "") for finding in found]


def test_a_transcript_may_leave_out_what_is_said_but_no_choice(tmp_path: Path) -> None:
    assert said(tmp_path, GOOD) == []
    assert (
        said(tmp_path, "told:\n  - chosen: Put the phone away\n  - ending: quiet-evening\n") == []
    )


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("  - chosen: Mint, come here!\n", "", "6:5: before `Where are you?` something is to be"),
        (
            "Mint, come here!",
            "Mint, come!",
            "6:5: `Mint, come!` is not on offer here. Did you mean `Mint, come here!`?",
        ),
        ("Where are you?", "Where are u?", "7:5: before `Where are u?` something is to be chosen."),
        ("ending: told", "ending: quiet-evening", "11:5: it ends with `told`. Write that, or"),
        ("fah: Yai?", "fah: Mum?", "10:5: `Mum?` is not shown before the ending `told`."),
        ("  - ending", "  - chosen: Wait\n  - ending", "11:5: nothing is chosen here: the story"),
        (
            "  - ending",
            "  - judged: Thank you!\n    as: okay\n  - ending",
            "11:5: `Thank you!` is not shown before",
        ),
    ],
)
def test_the_first_difference_is_told_with_what_happens_instead(
    tmp_path: Path, old: str, new: str, finding: str
) -> None:
    assert GOOD.count(old) == 1
    (found,) = said(tmp_path, GOOD.replace(old, new))
    assert found.startswith(finding), found


def test_what_is_said_in_a_group_says_so_and_is_looked_for_there(tmp_path: Path) -> None:
    path = tmp_path / "class.yaml"
    path.write_text(GROUPED.replace("    - ask: last\n", ""), encoding="utf-8")
    story = load_story(path, COMMON)
    play = chosen(Playthrough.begin(story), "after lunch").next()
    text = recorded(story, {"lunch": play}, header=True)
    assert "  - grandmother: Eat first.\n    in: class\n" in text
    path.write_text(text, encoding="utf-8")
    assert list(differences(story, load_transcripts(path, story, COMMON))) == []
    path.write_text(text.replace("in: class", "in: garden"), encoding="utf-8")
    (found,) = differences(story, load_transcripts(path, story, COMMON))
    assert "before `Eat first.` something is to be chosen" in found.message
    path.write_text(text.replace("in: class", "in: clas"), encoding="utf-8")
    with pytest.raises(StoryError, match="there is no group `clas`"):
        load_transcripts(path, story, COMMON)


def test_after_the_ending_nothing_is_judged(tmp_path: Path) -> None:
    late = GOOD + "  - judged: Thank you for telling me.\n    as: okay\n"
    (found,) = said(tmp_path, late)
    assert found.startswith("12:5: `Thank you for telling me.` cannot be judged here.")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("as: too_fast", "as: to_fast", "5:9: there is no answer `to_fast`. Did you mean"),
        ("ending: told", "ending: tol", "11:13: there is no ending `tol`. Did you mean `told`?"),
        ("- star:", "- sttar:", "7:5: `sttar` is neither a contact nor a kind of step."),
        ("    as: too_fast\n", "", "4:5: a judgement has no `as`. Add it"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, old: str, new: str, finding: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(StoryError) as error:
        load_transcripts(path, STORY, COMMON)
    assert str(error.value).replace(f"{path}:", "").startswith(finding), str(error.value)


def test_they_lie_in_a_folder_beside_the_stories() -> None:
    assert transcripts_of(SMALL) == SMALL.parent.parent / "transcripts" / "small.yaml"


@pytest.mark.parametrize("story", load_all(SCENARIOS).stories, ids=lambda story: story.id)
def test_the_stories_that_ship_play_as_written_down_to_each_of_their_endings(
    story: Story,
) -> None:
    path = transcripts_of(SCENARIOS / "stories" / f"{story.id}.yaml")
    transcripts = load_transcripts(path, story, load_common(SCENARIOS))
    assert list(differences(story, transcripts)) == []
    ends = [replayed(story, steps).now for steps in transcripts.values()]
    assert {now.end.slug for now in ends if isinstance(now, Over)} == {
        end.slug for end in story.endings
    }


@given(st.lists(st.integers(0, 60), max_size=40))
@settings(max_examples=60)
def test_whatever_is_played_can_be_written_down_and_played_again(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[int]
) -> None:
    play = next(p for p in reversed(played_by_chance(decisions)) if not p.practice)
    path = tmp_path_factory.getbasetemp() / "played.yaml"
    written = recorded(STORY, {"by-chance": play}, header=True)
    path.write_text(written.replace("by-chance:\n", "by-chance:\n  - note: x\n"), encoding="utf-8")
    transcripts = load_transcripts(path, STORY, COMMON)
    assert list(differences(STORY, transcripts)) == []
    again = replayed(STORY, transcripts["by-chance"])
    assert [c.option.id for c in again.choices] == [c.option.id for c in play.choices]


def test_what_needs_quotes_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    source = SMALL.read_text(encoding="utf-8").replace("Put the phone away", "'* & : # \"hm\"'")
    path.write_text(source, encoding="utf-8")
    story = load_story(path, COMMON)
    walked = walk(story)
    options = Paths(walked).to_ending("quiet-evening")
    assert options is not None
    path.write_text(
        recorded(story, {"quiet": played(walked, options)}, header=True), encoding="utf-8"
    )
    assert list(differences(story, load_transcripts(path, story, COMMON))) == []
