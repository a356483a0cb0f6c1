"""What a report holds: which players and sessions it is about, what was played, what to do next."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.events import QUICK_EYES, Event, Happening, SessionJoined
from game.learning.groups import FEWEST_PLAYERS, Share, Trick, group
from game.learning.measures import wilson
from game.learning.report import (
    FEWEST_SESSIONS,
    MOST_SESSIONS,
    Advice,
    Comparison,
    Report,
    apart,
    compare,
    report,
    reported,
)
from game.learning.sessions import SessionError
from game.learning.simulate import Skill
from game.places import SCENARIOS
from game.story.load import load_all
from tests.learning.classes import a_class, with_stories
from tests.learning.coded import a_room, joined, one_by_one
from tests.learning.recorded import okay, wait

STORY = load_all(SCENARIOS).stories[0]
LEARNED = Skill(sensitivity=0.8, learning=1.5)
CODES = ("BCDHJL", "TXVPRM", "HJLMPR", "JLMPRT", "LMPRTV", "MPRTVX")
SUSPICIOUS = Skill(sensitivity=0.8, bias=0.3, learning=0.0, suspicion=1.2)


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


# Classes


def test_a_class_is_no_player_and_its_hands_are_no_answers() -> None:
    said = report(one_by_one([*of_class("same", LEARNED, 12), *a_room("BCDHJL")]))
    assert said.group == group(of_class("same", LEARNED, 12))
    assert [room.code for room in said.rooms] == ["BCDHJL"]
    assert said.played.begun == {}


def test_a_report_on_a_session_holds_the_class_and_the_players_with_its_code() -> None:
    events = [
        *joined(of_class("ours", LEARNED, 6), "BCDHJL"),
        *of_class("others", LEARNED, 7),
        *a_room("BCDHJL"),
        *a_room("TXVPRM"),
    ]
    said = report(one_by_one(events), "bcd-hjl")
    assert said.group == group(of_class("ours", LEARNED, 6))
    assert [room.code for room in said.rooms] == ["BCDHJL"]


def test_a_class_alone_is_advised_to_let_children_play_without_each_others_hands() -> None:
    said = report(a_room("BCDHJL"))
    assert said.group is None
    assert advised(said) == ["alone"]
    only_story = [event for event in a_room("BCDHJL") if event.story != QUICK_EYES]
    assert advised(report(only_story)) == ["check", "alone"]


# Side by side


def classes(*sizes: int) -> list[list[Event]]:
    return [joined(of_class(f"class {n}", LEARNED, size), CODES[n]) for n, size in enumerate(sizes)]


def also_in(events: list[Event], players: int, code: str) -> list[Event]:
    """Let the first players of a session come to another one as well."""
    names = sorted({event.player for event in events})[:players]
    later = [
        replace(event, id=f"{event.id}-{code}", sequence=10**6, what=SessionJoined(code))
        for event in events
        if event.player in names and isinstance(event.what, SessionJoined)
    ]
    return one_by_one([*events, *later])


def beside(events: list[Event], *codes: str) -> Comparison:
    return compare(one_by_one(events), codes)


def test_sessions_side_by_side_say_what_the_report_on_each_says() -> None:
    one, other = classes(12, 9)
    said = beside(one + other, *CODES[:2])
    assert said.reports == tuple(report(one_by_one(one + other), code) for code in CODES[:2])
    assert not said.alike


def test_reported_means_all_players_one_session_or_several() -> None:
    one, other = classes(12, 9)
    events = one_by_one(one + other)
    assert reported(events, []) == report(events)
    assert reported(events, CODES[:1]) == report(events, CODES[0])
    assert reported(events, CODES[:2]) == compare(events, CODES[:2])


@pytest.mark.parametrize("number", [1, 7])
def test_fewer_than_2_and_more_than_6_sessions_are_not_set_side_by_side(number: int) -> None:
    with pytest.raises(SessionError, match=f"2 to 6 sessions .* not {number}"):
        compare([], ["BCDHJL"] * number)


def test_who_tried_out_both_sessions_hides_neither() -> None:
    one, other = classes(12, 9)
    said = beside(also_in(one, 2, CODES[1]) + other, *CODES[:2])
    assert [it.group is not None for it in said.reports] == [True, True]
    assert not said.alike


@pytest.mark.parametrize("common", [3, 11, 12])
def test_sessions_with_more_players_in_common_are_not_both_shown(common: int) -> None:
    one, other = classes(12, 9)
    said = beside(also_in(one, common, CODES[1]) + other, *CODES[:2])
    assert [it.group is not None for it in said.reports] == [True, False]
    assert {session.code for session in said.alike} == {CODES[1]}
    assert said.reports[1].played.rounds == {}


def test_a_session_of_four_players_is_hidden_and_does_not_hide_others() -> None:
    one, other = classes(12, 4)
    said = beside(also_in(one, 5, CODES[2]) + other, *CODES[:3])
    assert [it.group is not None for it in said.reports] == [True, False, False]
    assert {session.code for session in said.alike} == {CODES[2]}
    few = beside(also_in(one, 4, CODES[2]) + other, *CODES[:3])
    assert not few.alike


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.frozensets(st.integers(0, 24), min_size=0, max_size=16),
        min_size=FEWEST_SESSIONS,
        max_size=MOST_SESSIONS,
    ),
    st.randoms(use_true_random=False),
)
def test_no_sum_of_numbers_that_are_side_by_side_tells_of_fewer_than_5_players(
    members: list[frozenset[int]], rng: Random
) -> None:
    """Whichever part of the players each number is of, and however numbers are added up."""
    events = []
    for n, players in enumerate(members):
        answers: list[Happening] = [SessionJoined(CODES[n]), wait("1", "gifts"), okay("2")]
        events += [
            Event(f"{n}-{player}-{at}", "m", n, "2026-01-12", f"{player}", "s", "p", "x", what)
            for player in players
            for at, what in enumerate(answers)
        ]
    codes = [CODES[n] for n, players in enumerate(members) if players]
    if len(codes) < FEWEST_SESSIONS:
        return
    said = beside(events, *codes)
    shown = [
        members[CODES.index(it.session.code)]
        for it in said.reports
        if it.group is not None and it.session is not None
    ]
    # A number is told of 5 players or more, for example of those who judged one trick.
    cells = [frozenset(rng.sample(sorted(it), rng.randint(5, len(it)))) for it in shown]
    weights = [rng.choice((-1, 0, 1)) for _ in cells]
    left = [
        player
        for player in range(25)
        if sum(weight for weight, it in zip(weights, cells, strict=True) if player in it)
    ]
    assert not left or len(left) >= FEWEST_PLAYERS
