"""What a set of episodes teaches together, counted by hand for small stories."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from pytest import approx  # noqa: PT013 - reads like mathematics

from game.places import SCENARIOS
from game.story.coverage import HELPERS, Coverage, cover, gaps
from game.story.load import load_all, load_common, load_story
from tests.story.generated import stories

COMMON = load_common(SCENARIOS)
TOLD = """\
title: A gift from Wolf
about: Wolf gives and wants.
lead: dara
target: vanna
ages: 8-14
minutes: 7
number: 1
contacts:
  wolf: {name: Wolf, relation: stranger, sex: man}
  coach-nimol: {relation: known-adult}
  sreyneang: {relation: family}
start: evening
scenes:
  evening:
    - wolf: 500 gems for you!
      trick: gifts
      because: A gift with a string.
    - wolf: 500 gems for you!
      trick: gifts
      because: The same message again is one item.
    - coach-nimol: Our secret, ok?
      trick: [secrecy, only_me]
      because: No happy end.
    - coach-nimol: Nobody judges this, it has no explanation.
      trick: secrecy
    - sreyneang: Not a word to Mum about the cake!
      looks_like: secrecy
      because: Mum will know on Sunday.
    - choose:
        - {do: Tell Aunt Sophea, act: tell, whom: family, who: aunt-sophea, heard: no}
        - {do: Tell Sreyneang, act: tell, whom: family, who: sreyneang}
        - {do: Tell the teacher, act: tell, whom: teacher}
        - {do: Wait, act: stop}
    - end: told
      title: Told
      text: Somebody knows.
"""


def covered(tmp_path: Path, *texts: str) -> Coverage:
    loaded = []
    for number, text in enumerate(texts):
        path = tmp_path / f"story-{number}.yaml"
        path.write_text(text, encoding="utf-8")
        loaded.append(load_story(path, COMMON))
    return cover(loaded, COMMON.tricks, COMMON.cast)


def test_each_message_with_an_explanation_is_one_item(tmp_path: Path) -> None:
    (episode,) = covered(tmp_path, TOLD).episodes
    assert (episode.unsafe, episode.safe) == (2, 1)
    assert episode.safe_share == approx(1 / 3)
    assert episode.tricks == {"gifts": 1, "secrecy": 1, "only_me": 1}
    assert episode.alike == {"secrecy": 1}
    assert episode.harming == ("wolf", "coach-nimol")
    assert episode.friendly == ("sreyneang",)


def test_episodes_and_items_of_a_trick_are_counted_over_all_stories(tmp_path: Path) -> None:
    coverage = covered(tmp_path, TOLD, TOLD.replace("trick: gifts", "trick: threats"))
    assert coverage.with_trick("secrecy") == (2, 2)
    assert coverage.with_trick("gifts") == (1, 1)
    assert coverage.with_trick("romance") == (0, 0)


def test_who_harms_is_counted_by_how_the_lead_knows_them(tmp_path: Path) -> None:
    coverage = covered(tmp_path, TOLD)
    assert coverage.harming == {"stranger": 1, "known-adult": 1}
    assert "1 of 2 contacts who try tricks" in " ".join(gaps(coverage))
    mostly_known = covered(tmp_path, TOLD, TOLD.replace("relation: stranger", "relation: peer"))
    assert "contacts who try tricks" not in " ".join(gaps(mostly_known))


def test_who_helps_is_told_and_listens(tmp_path: Path) -> None:
    coverage = covered(tmp_path, TOLD)
    assert coverage.helping == {"sister or brother": 1, "teacher": 1}
    assert "no aunt is told and helps" in " ".join(gaps(coverage))
    assert "every adult listens" not in " ".join(gaps(coverage))
    listening = covered(tmp_path, TOLD.replace(", heard: no", ""))
    assert listening.helping["aunt"] == 1
    assert "every adult listens at once" in " ".join(gaps(listening))


def test_a_lead_who_looks_after_another_child_is_a_helper(tmp_path: Path) -> None:
    parts = covered(tmp_path, TOLD).parts
    assert parts["lead"] == {"boy": 1}
    assert parts["target"] == {"boy": 1}
    assert parts["helps"] == {"boy": 1, "girl": 1, "unknown": 1}
    assert parts["harms"] == {"man": 2}
    alone = covered(tmp_path, TOLD.replace("target: vanna\n", ""))
    assert alone.parts["target"] == {"boy": 1}
    assert alone.parts["helps"] == {"girl": 1, "unknown": 1}


@pytest.mark.parametrize(
    "gap",
    [
        "story-0: messages on the longest way: 5. Let it be 60 to 110",
        "story-0: choices on the longest way: 1. Let it be 8 to 12",
        "story-0: endings: 1. Let it be 3 to 5",
        "story-0: contacts with safe look-alikes: 1. Let 2 have some",
        "story-0: 33% of the items are safe. Let it be 45% to 60%",
        "story-0: there is not a question for the room. Write one",
        "story-0: there is not a note for adults. Write one",
        "story-0: there is not a source. Write one",
        "story-0: there is not a stage. Write one",
        "romance: items: 0, episodes: 0. Let it be 6 items in 2 episodes at least",
        "no girl who harms. Let a girl be one",
    ],
)
def test_what_is_left_out_is_said_with_what_to_do(tmp_path: Path, gap: str) -> None:
    assert gap in gaps(covered(tmp_path, TOLD))


def test_a_way_that_goes_round_has_no_longest(tmp_path: Path) -> None:
    round_about = TOLD.replace("act: stop}", "act: stop, go: evening}")
    said = gaps(covered(tmp_path, round_about))
    assert "story-0: messages on the longest way: no end. Let no way go round" in said


def test_a_story_without_tricks_needs_no_share_and_no_stage(tmp_path: Path) -> None:
    safe = TOLD.replace("trick: gifts", "looks_like: gifts").replace("trick: [", "looks_like: [")
    said = " ".join(gaps(covered(tmp_path, safe.replace("trick: secrecy", "looks_like: secrecy"))))
    assert "are safe" not in said
    assert "not a stage" not in said


@settings(max_examples=40, deadline=None)
@given(stories())
def test_any_story_can_be_covered(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    coverage = covered(tmp_path_factory.mktemp("any"), text)
    (episode,) = coverage.episodes
    assert 0 <= episode.safe_share <= 1
    assert sum(episode.tricks.values()) >= episode.unsafe
    assert gaps(coverage)


def test_our_episodes_leave_nothing_out() -> None:
    library = load_all(SCENARIOS)
    coverage = cover(library.stories, library.common.tricks, library.common.cast)
    assert gaps(coverage) == []
    assert len(coverage.episodes) == 11
    assert all(coverage.helping[helper] for helper in HELPERS)
