"""What a report holds: which players and sessions it is about, what was played, what to do next."""

from dataclasses import replace

import pytest

from game.learning.events import Event
from game.learning.groups import Share, Trick, group
from game.learning.measures import wilson
from game.learning.report import Advice, Report, apart, report
from game.learning.sessions import SessionError
from game.learning.simulate import Skill
from game.places import SCENARIOS
from game.story.load import load_all
from tests.learning.classes import a_class, with_stories

STORY = load_all(SCENARIOS).stories[0]
LEARNED = Skill(sensitivity=0.8, learning=1.5)
SUSPICIOUS = Skill(sensitivity=0.8, bias=0.3, learning=0.0, suspicion=1.2)


def one_by_one(events: list[Event]) -> list[Event]:
    """Put events into the order in which records give them."""
    return sorted(events, key=lambda event: event.player)


def of_class(seed: object, skill: Skill, size: int) -> list[Event]:
    return one_by_one(list(a_class(seed, skill, size)[0]))


def in_session(events: list[Event], session: str) -> list[Event]:
    return [replace(event, session=session) for event in events]


def advised(said: Report) -> list[str]:
    return [advice.what for advice in said.advice]


def test_a_class_that_learned_is_told_to_go_on() -> None:
    said = report(of_class("learned", LEARNED, 30))
    assert said.group is not None
    assert said.group.changes["before", "after"].verdict == "learned"
    assert advised(said)[0] == "go on"
    assert "friendly" not in advised(said)


def test_a_class_that_only_grew_suspicious_is_shown_friendly_messages() -> None:
    said = report(of_class("suspicious", SUSPICIOUS, 30))
    assert said.group is not None
    assert said.group.changes["before", "after"].verdict == "more suspicious"
    assert "friendly" in advised(said)
    assert "go on" not in advised(said)


def test_nothing_is_said_of_four_players() -> None:
    said = report(of_class("small", LEARNED, 4))
    assert said.group is None
    assert said.advice == (Advice("gather"),)
    assert set(said.played.rounds.values()) == {"hidden"}


def test_without_records_the_advice_is_to_play() -> None:
    said = report([])
    assert (said.summary.events, said.group, said.sessions) == (0, None, ())
    assert said.advice == (Advice("play"),)


def test_what_was_played_is_counted_in_players() -> None:
    events, _ = a_class("played", LEARNED, 6, material=with_stories(STORY))
    played = report(one_by_one(list(events))).played
    assert played.begun == played.finished == {STORY.id: 6}
    assert played.rounds == {"before": 6, "after": 6, "later": 6}


def test_a_report_says_of_a_group_what_groups_say() -> None:
    events = of_class("same", LEARNED, 12)
    assert report(events).group == group(events)


def test_a_report_on_a_session_is_about_its_players_only() -> None:
    ours = in_session(of_class("ours", LEARNED, 6), "aaaa-111111")
    others = in_session(of_class("others", LEARNED, 7), "bbbb-333333")
    only_theirs = report(ours + others, "333333")
    assert only_theirs.group == group(others)
    assert only_theirs.session is not None
    assert only_theirs.session.code == "333333"
    assert [it.id for it in only_theirs.sessions] == ["bbbb-333333"]


def test_what_its_players_did_in_other_sessions_belongs_to_a_session() -> None:
    events = of_class("twice", LEARNED, 6)
    newest = max(event.time[:10] for event in events)
    split = [
        replace(event, session="x-later1" if event.time.startswith(newest) else "x-first1")
        for event in events
    ]
    said = report(split, "LATER1")
    assert said.group == group(events)
    assert [it.code for it in said.sessions] == ["LATER1", "FIRST1"]


@pytest.mark.parametrize("typed", ["", "1", "11111", "zzzzzz"])
def test_a_session_that_is_not_there_is_refused_and_those_there_are_named(typed: str) -> None:
    events = in_session(of_class("one", LEARNED, 5), "aaaa-111111")
    with pytest.raises(SessionError, match=r"there is no session .* newest here: 111111 \(2026"):
        report(events, typed)


def test_a_code_of_two_sessions_is_refused() -> None:
    events = in_session(of_class("one", LEARNED, 5), "aaaa-111111")
    events += in_session(of_class("two", LEARNED, 5), "bbbb-111111")
    with pytest.raises(SessionError, match="2 sessions end with '111111'"):
        report(events, "111111")
    assert report(events, "bbbb-111111").group == group(events[len(events) // 2 :])


def share(count: int, of: int) -> Share:
    return Share(20, count, of, wilson(count, of))


@pytest.mark.parametrize(
    ("trick", "said"),
    [
        (Trick(share(45, 50), None, share(5, 50)), "apart"),
        (Trick(share(25, 50), None, share(24, 50)), "not apart"),
        (Trick(share(45, 50), None, share(45, 50)), "not apart"),
        (Trick(share(4, 6), None, share(3, 6)), "too few to say"),
        (Trick(share(45, 50), None, None), "too few to say"),
        (Trick(share(45, 50), None, "hidden"), None),
        (Trick("hidden", "hidden", share(5, 50)), None),
    ],
)
def test_a_trick_is_told_apart_by_hits_and_false_alarms_together(
    trick: Trick, said: str | None
) -> None:
    assert apart(trick) == said
