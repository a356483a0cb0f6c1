"""Numbers about ways through stories, against answers worked out by hand and by playing."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from pytest import approx  # noqa: PT013 - reads like mathematics

from game.places import SCENARIOS
from game.story.explore import walk
from game.story.load import load_all, load_story
from game.story.model import Option, Story
from game.story.paths import Paths, Span, played
from game.story.playthrough import Asking, Choosing, Over, Playthrough, Shown
from tests.story.generated import HEAD, many_choices, stories
from tests.story.samples import COMMON, STORY


def paths(tmp_path: Path, source: str) -> Paths:
    path = tmp_path / "made.yaml"
    path.write_text(source, encoding="utf-8")
    return Paths(walk(load_story(path, COMMON)))


FORK = (
    HEAD
    + """\
  s0:
    - wolf: Hello
    - choose:
        - say: Yes
          act: risky
          go: gift
        - do: Tell Mum
          act: tell
          whom: parent
          go: told
        - do: Wait
          act: stop
          go: waiting
  gift:
    - wolf: A gift
      trick: gifts
    - wolf: Our secret
      trick: [secrecy, gifts]
    - end: alone
      title: Alone
      text: Nobody knows.
  waiting:
    - wolf: Are you there?
    - choose:
        - do: Wait
          act: stop
          go: waiting
        - do: Tell Mum
          act: tell
          whom: parent
          go: told
  told:
    - end: together
      title: Together
      text: Mum knows.
"""
)
STRAIGHT = FORK.replace("go: waiting", "go: told")


def told(option: Option) -> bool:
    return "tell" in option.acts


def test_messages_in_a_group_are_counted_on_every_way(tmp_path: Path) -> None:
    groups = "groups:\n  team: {name: Team, members: wolf}\nvariables:\n"
    source = STRAIGHT.replace("variables:\n", groups).replace(
        "    - wolf: A gift\n", "    - wolf: A gift\n      in: team\n"
    )
    assert paths(tmp_path, source).groups == {"team": Span(0, 1)}
    assert paths(tmp_path, STRAIGHT).groups == {}


def test_the_share_of_random_players_at_each_ending_is_exact(tmp_path: Path) -> None:
    straight, round_ = paths(tmp_path, STRAIGHT), paths(tmp_path, FORK)
    assert not straight.goes_round
    assert straight.endings == {"alone": approx(1 / 3), "together": approx(2 / 3)}
    assert round_.goes_round
    assert round_.endings == {"alone": approx(1 / 3), "together": approx(2 / 3)}


def test_players_that_never_end_are_in_no_share(tmp_path: Path) -> None:
    lost = FORK.replace(
        "          whom: parent\n          go: told\n  told",
        "          whom: parent\n          go: waiting\n  told",
    )
    walked = paths(tmp_path, lost)
    assert walked.endings == {"alone": approx(1 / 3), "together": approx(1 / 3)}
    assert {walked.walk.runs[at].scene for at in walked.endless} == {"waiting"}


def test_the_least_and_the_most_of_messages_and_tricks(tmp_path: Path) -> None:
    straight = paths(tmp_path, STRAIGHT)
    assert straight.messages == Span(1, 3)
    assert straight.unsafe == Span(0, 2)
    assert straight.tricks == {"gifts": Span(0, 2), "secrecy": Span(0, 1)}
    assert straight.minutes.most is not None
    assert 0 < straight.minutes.least < straight.minutes.most < 1
    assert paths(tmp_path, FORK).messages == Span(1, None)


def test_choices_and_average_minutes_are_those_of_the_ways(tmp_path: Path) -> None:
    straight = paths(tmp_path, STRAIGHT)
    assert straight.choices == Span(1, 1)
    assert paths(tmp_path, FORK).choices == Span(1, None)
    # A third of the players goes the longest way, the other two thirds the shortest one.
    longest = straight.minutes.most
    assert longest is not None
    assert straight.average_minutes == approx(longest / 3 + straight.minutes.least * 2 / 3)


def test_a_loop_that_a_number_ends_has_a_most() -> None:
    assert Paths(walk(STORY)).messages.most is not None


def test_where_the_last_way_to_help_is_given_up_is_found(tmp_path: Path) -> None:
    (lost,) = paths(tmp_path, FORK).out_of_reach(told)
    assert lost[1] is not None
    assert lost[1].text == "Yes"
    nobody = FORK.replace("act: tell\n          whom: parent", "act: stop")
    ((run, option),) = paths(tmp_path, nobody).out_of_reach(told)
    assert (run.scene, option) == ("s0", None)


def test_what_can_follow_a_risk_is_known(tmp_path: Path) -> None:
    assert paths(tmp_path, FORK).ends_after(lambda option: "risky" in option.acts) == {"alone"}


def test_how_many_messages_a_random_player_is_asked_about(tmp_path: Path) -> None:
    asking = STRAIGHT.replace("trick: gifts\n", "trick: gifts\n    - ask: last\n")
    asking = asking.replace("wolf: Hello", "wolf: Hello\n    - ask: last")
    assert paths(tmp_path, asking).asked == approx((1 / 3, 1))


@pytest.mark.parametrize("story", load_all(SCENARIOS).stories, ids=lambda story: story.id)
def test_the_shortest_way_leads_to_its_ending_and_is_as_long_as_said(story: Story) -> None:
    walked = Paths(walk(story))
    lengths = []
    for end in story.endings:
        options = walked.to_ending(end.slug)
        assert options is not None
        play = played(walked.walk, options)
        assert isinstance(play.now, Over)
        assert play.now.end is end
        lengths.append(sum(isinstance(entry, Shown) for entry in play.log))
    assert min(lengths) == walked.messages.least


def test_an_ending_that_nothing_leads_to_has_no_way(tmp_path: Path) -> None:
    cut = FORK.replace("go: gift", "go: told", 1)
    assert paths(tmp_path, cut).to_ending("alone") is None


def test_a_story_of_a_hundred_choices_is_counted(tmp_path: Path) -> None:
    walked = paths(tmp_path, many_choices(100, asked_for=False))
    assert walked.endings == {"bye": approx(1)}


@given(stories())
@settings(max_examples=60)
def test_shares_agree_with_players_who_choose_at_random(
    tmp_path_factory: pytest.TempPathFactory, source: str
) -> None:
    walked = paths(tmp_path_factory.getbasetemp(), source)
    if walked.endless or walked.goes_round:
        return
    rng = Random(1)  # noqa: S311 - players, not secrets
    count = 300
    came = dict.fromkeys(walked.endings, 0)
    for _ in range(count):
        play = Playthrough.begin(walked.walk.story)
        while not isinstance(play.now, Over):
            match play.now:
                case Choosing(options):
                    play = play.choose(rng.choice(options).id)
                case Asking(line, scene):
                    play = play.judge(scene, line.item, "wait")
                case _:
                    play = play.next()
        came[play.now.end.slug] += 1
    assert {end: number / count for end, number in came.items()} == {
        end: approx(share, abs=0.15) for end, share in walked.endings.items()
    }
