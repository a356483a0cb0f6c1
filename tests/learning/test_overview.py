"""What adults see of all records: players and sessions, summed up in one pass."""

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import (
    ClassBegun,
    Event,
    Happening,
    PlayerMade,
    RoundBegun,
    SessionJoined,
)
from game.learning.ids import IdMaker
from game.learning.overview import Overview, PlayerSummary, SessionSummary, overview
from game.learning.store import Player, Store
from tests.learning.recorded import STORY, begun, chose, ended, okay, opened, shown, wait

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Ticking:
    """A clock that goes on by a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.time = NINE

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def at(minute: int) -> str:
    return f"2026-11-24T09:{minute:02}:00.000Z"


def event(
    what: Happening,
    player: str,
    minute: int,
    *,
    session: str = "s1",
    play: str | None = None,
    machine: str = "m",
) -> Event:
    story = None if play is None else play.split("-")[0]
    return Event(
        f"{player}{minute}", machine, minute, at(minute), player, session, play, story, what
    )


MADE = PlayerMade("BCDH", "gecko", "blue")


def test_no_records_sum_up_to_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert overview(store.every_event()) == Overview((), ())
    store.close()


def test_a_player_is_summed_up_from_real_records(tmp_path: Path) -> None:
    clock = Ticking()
    store = Store.open(tmp_path, clock, IdMaker(clock, random.Random(1)))  # noqa: S311 - no secrets
    player, play = begun(store)
    store.record(play, [shown("a", "gifts"), okay("a", "gifts"), chose("x", "tell", "family")])
    store.record(play, [ended()])
    store.flush()
    (summary,) = overview(store.every_event()).players
    assert summary.player == player
    assert (summary.finished, summary.answers) == (1, 2)
    assert at(1) < summary.first < summary.last < at(30)
    store.close()


def test_each_start_of_the_game_is_a_session_and_the_newest_comes_first(tmp_path: Path) -> None:
    clock = Ticking()
    code = iter(("BCDH", "DHJL", "HJLM"))
    for plays in (1, 0, 2):
        store = Store.open(tmp_path, clock, IdMaker(clock, random.Random(1)))  # noqa: S311
        player, play = begun(store, next(code))
        for _ in range(plays):
            store.record(play, [okay("a"), wait("b")])
            play = store.begin(player, STORY.id, STORY.version)
        store.close()
    store = opened(tmp_path)
    sessions = overview(store.every_event()).sessions
    assert [(s.players, s.plays, s.answers) for s in sessions] == [(1, 3, 4), (1, 1, 0), (1, 2, 2)]
    assert [s.begun for s in sessions] == sorted((s.begun for s in sessions), reverse=True)
    assert len({s.machine for s in sessions}) == 1
    store.close()


def test_who_played_last_comes_first_and_a_story_counts_once() -> None:
    events = [
        event(MADE, "p", 1),
        event(ended(), "p", 2, play="one-1"),
        event(ended(), "p", 3, play="one-2"),
        event(ended(), "p", 9, play="two-1"),
        event(ended(practice=True), "p", 10, play="three-1"),
        event(MADE, "q", 4),
        event(wait("a"), "q", 20, play="one-3"),
        event(okay("a", practice=True), "q", 21, play="one-4"),
    ]
    found = overview(events)
    assert [(s.player.id, s.finished, s.answers) for s in found.players] == [
        ("q", 0, 2),
        ("p", 2, 0),
    ]
    assert [(s.first, s.last) for s in found.players] == [(at(4), at(21)), (at(1), at(10))]
    assert found.sessions == (SessionSummary("s1", "m", at(1), 2, 6, 2),)


def test_a_player_of_another_machine_is_told_from_the_machine_it_was_merged_into() -> None:
    found = overview(
        [
            event(MADE, "p", 1, machine="there", session="s1"),
            event(wait("a"), "p", 2, machine="here", session="s2", play="one-1"),
        ]
    )
    assert found.players[0].machine == "there"
    assert {(s.id, s.machine) for s in found.sessions} == {("s1", "there"), ("s2", "here")}


def test_a_round_of_quick_eyes_is_a_play() -> None:
    begun_round = RoundBegun("before", 1, ("a", "b"), practice=False)
    found = overview([event(MADE, "p", 1), event(begun_round, "p", 2, play="quick-1")])
    assert found.sessions[0].plays == 1
    assert found.players[0].finished == 0


def test_a_session_knows_the_codes_it_was_held_under() -> None:
    class_begun = ClassBegun("MPRTVX", 30, "8-10", "th", ("one",))
    found = overview(
        [
            event(MADE, "p", 1),
            event(SessionJoined("BCDHJL"), "p", 2),
            event(SessionJoined("BCDHJL"), "q", 3),
            event(class_begun, "room", 4),
            event(MADE, "r", 5, session="s2"),
        ]
    )
    assert {s.id: s.codes for s in found.sessions} == {"s1": ("BCDHJL", "MPRTVX"), "s2": ()}


def test_a_class_is_told_by_its_children_also_where_it_was_gone_on_with() -> None:
    class_begun = ClassBegun("MPRTVX", 30, "8-10", "th", ("one",))
    found = overview(
        [
            event(MADE, "p", 1),
            event(class_begun, "room", 2),
            event(wait("a", practice=True), "room", 3, play="one-1"),
            event(wait("b", practice=True), "room", 4, session="s2", play="one-1"),
        ]
    )
    (second, first) = found.sessions
    assert (first.players, first.children, first.codes, first.answers) == (1, 30, ("MPRTVX",), 0)
    assert (second.players, second.children, second.codes, second.answers) == (
        *(0, 30, ("MPRTVX",), 0),
    )


def test_a_player_without_a_code_is_in_the_sessions_only() -> None:
    found = overview([event(wait("a"), "p", 1, play="one-1")])
    assert not found.players
    assert found.sessions[0].players == 1


def test_a_summary_holds_no_single_answer() -> None:
    kinds = {f.name: f.type for f in (*fields(PlayerSummary), *fields(SessionSummary))}
    assert kinds.pop("codes") == tuple[str, ...]  # of sessions
    assert set(kinds.values()) <= {str, int, Player}


def _events() -> Iterator[Event]:
    for number, player in enumerate("pqrstu"):
        yield event(MADE, player, number, session=f"s{number % 2}")
        for minute in range(number):
            yield event(wait("a"), player, 10 + minute, session=f"s{number % 2}", play="one-1")


@given(st.permutations("pqrstu"))
def test_the_order_of_players_changes_nothing(order: list[str]) -> None:
    events = sorted(_events(), key=lambda event: order.index(event.player))
    assert overview(events) == overview(_events())


@given(st.lists(st.sampled_from([okay("a"), wait("b"), chose("x", "stop"), shown("a")])))
def test_answers_of_players_and_of_sessions_add_up_alike(what: list[Happening]) -> None:
    events = [
        replace(event(happened, f"p{n % 3}", n % 60, play="one-1"), session=f"s{n % 4}")
        for n, happened in enumerate(what)
    ]
    made = [event(MADE, f"p{n}", 0, session="s0") for n in range(3)]
    found = overview([*made, *events])
    assert sum(p.answers for p in found.players) == sum(s.answers for s in found.sessions)
    assert sum(p.answers for p in found.players) == sum(h.KIND != "shown" for h in what)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_clock_set_back_changes_no_count(order: tuple[int, int]) -> None:
    events = [event(MADE, "p", 30), event(wait("a"), "p", 5, play="one-1")]
    found = overview([events[at] for at in order])
    assert (found.players[0].answers, found.sessions[0].begun) == (1, at(5))
