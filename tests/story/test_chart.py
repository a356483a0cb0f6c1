"""Which places a story has, and which ways lead from one to another."""

from pathlib import Path

import pytest
from hypothesis import given

from game.places import SCENARIOS
from game.story.chart import Chart, Node, Way, branches, chart
from game.story.explore import walk
from game.story.load import load_all, load_story
from game.story.model import Story
from tests.story.generated import stories
from tests.story.samples import COMMON, STORY

HEAD = """\
title: Short
about: One evening.
lead: fah
ages: 8-14
minutes: 1
number: 1
contacts:
  wolf: {name: Wolf, relation: stranger}
variables:
  told: no
start: evening
scenes:
"""


def written(tmp_path: Path, scenes: str) -> Story:
    path = tmp_path / "short.yaml"
    path.write_text(HEAD + scenes, encoding="utf-8")
    return load_story(path, COMMON)


def charted(tmp_path: Path, scenes: str) -> Chart:
    story = written(tmp_path, scenes)
    return chart(story, walk(story))


def told(way: Way) -> tuple[str, str, str | None, str | None, bool]:
    said = way.option.text if way.option else None
    return way.source, way.target, said, way.when, way.otherwise


def test_a_scene_is_parted_by_its_choices() -> None:
    nodes = chart(STORY, walk(STORY)).nodes
    assert [(node.id, node.kind) for node in nodes.values()] == [
        ("first-evening", "scene"),
        ("choice:first-evening:12", "choice"),
        ("first-evening:2", "scene"),
        ("nagging", "scene"),
        ("choice:nagging:5", "choice"),
        ("home", "scene"),
        ("choice:home:3", "choice"),
        ("home:2", "scene"),
        ("ending:quiet-evening", "ending"),
        ("told", "scene"),
        ("ending:told", "ending"),
    ]


def test_ways_are_what_is_chosen_and_where_the_story_goes_by_itself() -> None:
    ways = chart(STORY, walk(STORY)).ways
    assert [told(way) for way in ways if way.source.startswith(("choice:first", "home"))] == [
        ("choice:first-evening:12", "first-evening:2", "null", None, False),
        ("choice:first-evening:12", "first-evening:2", "Mint, come here!", None, False),
        ("choice:first-evening:12", "home", "Put the phone away", None, False),
        ("home", "choice:home:3", None, "nagged is 3 and told is no", False),
        ("home", "home:2", None, None, True),
        ("home:2", "told", None, "told", False),
        ("home:2", "ending:quiet-evening", None, None, True),
    ]


def test_a_place_says_what_is_first_written_and_which_tricks_are_met() -> None:
    nodes = chart(STORY, walk(STORY)).nodes
    first = nodes["first-evening"]
    assert first.first is not None
    assert first.first.text == "No"
    assert (first.tricks, first.looks_like) == (("too_fast",), ("too_fast",))
    assert nodes["nagging"].tricks == ("gifts", "secrecy", "questions")
    assert nodes["first-evening:2"].first is None
    home = nodes["home"].first
    assert home is not None
    assert home.text == "Grandmother looks up from her flowers."


UNREACHED = """\
  evening:
    - wolf: Hi!
    - choose:
        - say: Hello
          act: carry_on
          go: night
        - say: I told
          act: stop
          when: told
          go: after
  night:
    - go: after
      when: told
    - end: asleep
      title: Asleep
      text: Good night.
  after:
    - wolf: Never
    - go: further
  further:
    - end: never
      title: Never
      text: Never.
  island:
    - wolf: Nobody comes here
    - go: night
"""


def test_what_no_play_comes_to_is_marked(tmp_path: Path) -> None:
    drawn = charted(tmp_path, UNREACHED)
    never = ["after", "further", "ending:never", "island"]
    assert [name for name, node in drawn.nodes.items() if not node.reached] == never
    assert [(way.source, way.target) for way in drawn.ways if not way.reached] == [
        ("choice:evening:2", "after"),
        ("night", "after"),
        ("after", "further"),
        ("further", "ending:never"),
        ("island", "night"),
    ]


def test_without_a_walk_only_what_no_way_leads_to_is_marked(tmp_path: Path) -> None:
    drawn = chart(written(tmp_path, UNREACHED), None)
    assert [name for name, node in drawn.nodes.items() if not node.reached] == ["island"]
    assert [way.source for way in drawn.ways if not way.reached] == ["island"]


def test_a_choice_that_is_always_there_is_not_passed_over(tmp_path: Path) -> None:
    drawn = charted(
        tmp_path,
        """\
  evening:
    - wolf: Hi!
    - choose:
        - say: Hello
          act: stop
      when: not told
    - end: asleep
      title: Asleep
      text: Good night.
""",
    )
    [past] = [way for way in drawn.ways if way.otherwise]
    assert (past.source, past.target, past.reached) == ("evening", "evening:2", False)


def test_branches_leave_out_scenes_that_only_lead_on(tmp_path: Path) -> None:
    scenes = """\
  evening:
    - wolf: Hi!
    - choose:
        - say: Hello
          act: stop
          go: one
        - say: Bye
          act: stop
          go: last
  one:
    - wolf: One
      trick: gifts
    - go: two
  two:
    - wolf: Two
    - go: last
  last:
    - end: asleep
      title: Asleep
      text: Good night.
"""
    drawn = branches(charted(tmp_path, scenes))
    assert list(drawn.nodes) == ["evening", "choice:evening:2", "ending:asleep"]
    hello, bye = (way for way in drawn.ways if way.option)
    assert hello.target == bye.target == "ending:asleep"
    assert [node.id for node in hello.passed] == ["one", "two", "last"]
    assert hello.passed[0].tricks == ("gifts",)
    assert [node.id for node in bye.passed] == ["last"]


def test_branches_keep_what_is_never_reached_and_what_goes_round(tmp_path: Path) -> None:
    scenes = """\
  evening:
    - choose:
        - say: Hello
          act: stop
          go: round
        - say: Bye
          act: stop
          go: last
  round:
    - wolf: Again
    - go: round
  last:
    - end: asleep
      title: Asleep
      text: Good night.
  island:
    - wolf: Nobody comes here
    - go: isle
  isle:
    - wolf: Nor here
    - go: last
"""
    assert {"round", "island", "isle"} <= set(branches(charted(tmp_path, scenes)).nodes)


def test_every_episode_keeps_its_choices_and_endings_in_the_branches() -> None:
    for story in load_all(SCENARIOS).stories:
        whole = chart(story, walk(story))
        less = branches(whole)
        assert len(less.nodes) < len(whole.nodes)

        def parted(drawn: Chart) -> list[Node]:
            return [node for node in drawn.nodes.values() if node.kind != "scene"]

        assert parted(less) == parted(whole)
        options = [way.option for way in whole.ways if way.option]
        assert [way.option for way in less.ways if way.option] == options


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stories")


@given(source=stories())
def test_what_is_marked_as_reached_is_what_the_walk_reaches(folder: Path, source: str) -> None:
    path = folder / "made.yaml"
    path.write_text(source, encoding="utf-8")
    story = load_story(path, COMMON)
    walked = walk(story)
    drawn = chart(story, walked)
    assert {scene for scene, _ in walked.reached} == {
        node.scene for node in drawn.nodes.values() if node.reached
    }
    ends = {f"ending:{run.end.slug}" for run in walked.runs if run.end}
    assert ends == {n.id for n in drawn.nodes.values() if n.kind == "ending" and n.reached}
    offered = {option.id for run in walked.runs for option in run.options}
    assert offered == {way.option.id for way in drawn.ways if way.option and way.reached}
    for way in branches(drawn).ways:
        assert {way.source, way.target} <= set(branches(drawn).nodes)
