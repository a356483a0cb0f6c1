"""Several at one keyboard: evidence goes to the one who answered, once; the others know then."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import database, turns
from game.learning.counts import endings, evidence
from game.learning.erasing import erase_all
from game.learning.events import (
    NO_PLAYERS,
    Begun,
    Chosen,
    Ended,
    Happening,
    Judged,
    SharedBegun,
    Shown,
    TurnsBegun,
    Witnessed,
    happenings,
)
from game.learning.groups import group
from game.learning.keeping import Keeping
from game.learning.merging import merge
from game.learning.overview import overview
from game.learning.report import report
from game.learning.retention import Overdue, end_overdue, overdue, totals
from game.learning.store import FILE, Player, Store
from game.learning.summary import Counting, summary
from game.learning.turns import Turns
from game.learning.xapi import statement
from game.story.playthrough import Playthrough
from tests.learning.recorded import NOON, STORY, chose, ended, okay, opened, record_all, walked
from tests.learning.travelling import exported

CODES = ("BCDH", "DHJL", "HJLM", "JLMP")
DECISIONS = st.lists(st.integers(0, 5), max_size=40)
# To an ending, with judgements and choices on the way.
WHOLE = (1, 0) * 20


def seated(store: Store, number: int) -> list[Player]:
    return [store.new_player("gecko", "blue", code) for code in CODES[:number]]


def play_by_turns(
    store: Store,
    players: Sequence[Player],
    states: Sequence[Playthrough],
    into: Turns | None = None,
) -> Turns:
    """Record a play state by state, as the screen does."""
    into = into or store.begin_turns(players, STORY.id, STORY.version)
    for before, after in pairwise(states):
        what = happenings(after, after.new_since(before))
        store.record_together(turns.shared(into, what, turns.answered(before.log)))
    store.flush()
    return into


def to_file(store: Store, path: Path) -> Path:
    exported(store, path)
    return path


def happened(store: Store, player: Player) -> list[Happening]:
    return [event.what for event in store.events(player) if event.play is not None]


def of(store: Store, table: str) -> list[Happening]:
    return [event.what for event in store.events(Player(table, "", "", ""))]


def counted(store: Store, player: Player) -> list[tuple[str, str]]:
    return [(judged.scene, judged.item) for _, judged in evidence(store.events(player))]


# What is recorded


def test_each_player_has_what_was_shown_and_only_what_they_answered() -> None:
    store = opened(None)
    two = seated(store, 2)
    states = walked(WHOLE)
    play_by_turns(store, two, states)
    log = happenings(states[-1], states[-1].log)
    answers = [what for what in log if isinstance(what, (Judged, Chosen))]
    for at, player in enumerate(two):
        what = happened(store, player)
        assert [w for w in what if isinstance(w, (Shown, Ended))] == [
            w for w in log if isinstance(w, (Shown, Ended))
        ]
        assert [w for w in what if isinstance(w, (Judged, Chosen))] == answers[at::2]
        assert sum(isinstance(w, Witnessed) for w in what) == len(answers[1 - at :: 2])


def test_a_table_has_all_of_the_log_and_nothing_in_it_counts() -> None:
    store = opened(None)
    play = play_by_turns(store, seated(store, 3), states := walked(WHOLE))
    begun, *log = of(store, play.table.player)
    assert begun == TurnsBegun(STORY.version, tuple(p.player for p in play.players))
    assert len(log) == len(states[-1].log)
    assert all(what.practice for what in log)  # type: ignore[union-attr]


def test_players_and_table_have_one_play_in_common() -> None:
    store = opened(None)
    two = seated(store, 2)
    play = play_by_turns(store, two, walked(WHOLE[:9]))
    assert {event.play for player in two for event in store.events(player)} == {
        None,
        play.table.id,
    }
    assert SharedBegun(STORY.version, play.table.player) in happened(store, two[1])


def test_all_rows_of_one_step_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    store = opened(tmp_path)
    two = seated(store, 2)
    play = store.begin_turns(two, STORY.id, STORY.version)
    store.flush()
    other = sqlite3.connect(tmp_path / FILE)
    other.execute(
        """CREATE TRIGGER no_room BEFORE INSERT ON event WHEN new.kind = 'witnessed'
        BEGIN SELECT RAISE(ABORT, 'no room'); END"""
    )
    other.commit()
    before = store.size()
    assert not store.record_together(turns.shared(play, [okay("1", "gifts")], 0)).wait()
    assert store.size() == before
    other.execute("DROP TRIGGER no_room")
    other.commit()
    assert store.record_together([]).wait()
    assert store.size() == before + 3
    other.close()


# What counts


@given(decisions=DECISIONS, number=st.integers(turns.FEWEST, turns.MOST))
def test_whatever_they_answer_each_judgement_counts_once_and_for_who_gave_it(
    decisions: list[int], number: int
) -> None:
    store = opened(None, 1)
    players = seated(store, number)
    states = walked(decisions)
    play_by_turns(store, players, states)
    final = states[-1]
    answers = [what for what in happenings(final, final.log) if isinstance(what, (Judged, Chosen))]
    of_all: list[tuple[str, str]] = []
    for at, player in enumerate(players):
        mine = counted(store, player)
        own = [what for what in answers[at::number] if isinstance(what, Judged)]
        assert mine == [(what.scene, what.item) for what in own if not what.practice]
        of_all += mine
    judged = [w for w in answers if isinstance(w, Judged) and not w.practice]
    assert sorted(of_all) == sorted((what.scene, what.item) for what in judged)
    assert len(set(of_all)) == len(of_all)


@given(decisions=DECISIONS, alone=DECISIONS, number=st.integers(turns.FEWEST, turns.MOST))
def test_a_replay_alone_counts_only_what_nobody_at_the_table_had_judged_or_seen_explained(
    decisions: list[int], alone: list[int], number: int
) -> None:
    store = opened(None, 1)
    players = seated(store, number)
    states = walked(decisions)
    play_by_turns(store, players, states)
    log = states[-1].log
    known = {(e.scene, e.item) for e in happenings(states[-1], log) if isinstance(e, Judged)}
    if any(isinstance(e, Ended) for e in happenings(states[-1], log)):
        known |= {(e.scene, e.item) for e in happenings(states[-1], log) if isinstance(e, Shown)}
    player = players[-1]
    before = counted(store, player)
    record_all(store, store.begin(player, STORY.id, STORY.version), walked(alone))
    assert not known.intersection(counted(store, player)[len(before) :])


def test_who_knew_a_message_already_gives_no_evidence_of_it_at_a_table() -> None:
    store = opened(None)
    one, other = seated(store, 2)
    record_all(store, store.begin(one, STORY.id, STORY.version), walked(WHOLE))
    before = counted(store, one)
    play_by_turns(store, (one, other), walked(WHOLE))
    assert counted(store, one) == before
    assert counted(store, other)


def test_a_choice_that_somebody_else_made_is_no_first_choice_later() -> None:
    store = opened(None)
    groups = [seated(store, 2) for _ in range(5)]
    for one, other in groups:
        play = store.begin_turns((one, other), "small", "v1")
        store.record_together(turns.shared(play, [chose("a", "tell", "family")], 0))
        alone = store.begin(other, "small", "v1")
        store.record(alone, [chose("b", "risky")])
    found = group(store.every_event())
    assert found is not None
    assert found.players == 5
    assert found.acting is not None
    assert found.acting != "hidden"
    assert (found.acting.count, found.acting.of) == (5, 5)


def test_endings_are_seen_by_all() -> None:
    store = opened(None)
    three = seated(store, 3)
    play_by_turns(store, three, walked(WHOLE))
    seen = [endings(store.events(player)) for player in three]
    assert seen[0]
    assert seen == [seen[0]] * 3


def test_what_if_is_practice_for_all_and_nobody_s_turn() -> None:
    store = opened(None)
    two = seated(store, 2)
    states = walked(WHOLE)
    play_by_turns(store, two, states)
    before = [counted(store, player) for player in two]
    again = walked((1, 1, 1, 1), states[-1].back_to(0))
    into = store.begin_turns(two, STORY.id, STORY.version, practice=True)
    what = happenings(again[-1], again[-1].new_since(again[0]))
    store.record_together(turns.shared(into, what, 0))
    assert [counted(store, player) for player in two] == before
    for player in two:
        new = [event.what for event in store.events(player) if event.play == into.table.id]
        assert new[0] == Begun(STORY.version, practice=True)
        assert not any(isinstance(w, (Judged, Chosen)) for w in new)
        assert any(isinstance(w, Witnessed) for w in new)
    assert not store.turns_left(two)


# Going on


@given(decisions=DECISIONS, number=st.integers(turns.FEWEST, turns.MOST))
def test_the_same_players_go_on_at_that_very_message_with_the_same_turn(
    decisions: list[int], number: int
) -> None:
    store = opened(None, 1)
    players = seated(store, number)
    states = walked(decisions)
    play = play_by_turns(store, players, states)
    left = store.turns_left(players[::-1])
    if any(isinstance(what, Ended) for what in happenings(states[-1], states[-1].log)):
        assert not left
        return
    (found,) = left
    assert found.turns == play
    assert Playthrough.replay(STORY, found.unfinished.moves) == (states[-1], True)


def test_who_comes_back_alone_or_with_others_is_not_offered_it() -> None:
    store = opened(None)
    three = seated(store, 3)
    play_by_turns(store, three[:2], walked(WHOLE[:7]))
    assert not store.unfinished(three[0])
    assert not store.turns_left(three)
    assert not store.turns_left((three[0], three[2]))
    assert store.turns_left(three[:2])


def test_the_same_players_have_one_table_and_others_another() -> None:
    store = opened(None)
    three = seated(store, 3)
    table = store.begin_turns(three[:2], "small", "v1").table.player
    assert store.begin_turns(three[1::-1], "other", "v1").table.player == table
    assert store.begin_turns(three, "small", "v1").table.player != table


def test_what_one_played_alone_waits_for_them_alone() -> None:
    store = opened(None)
    two = seated(store, 2)
    store.begin(two[0], STORY.id, STORY.version)
    play_by_turns(store, two, walked(WHOLE))
    assert [waiting.story for waiting in store.unfinished(two[0])] == [STORY.id]
    assert not store.turns_left(two)


# Tables are no players


def test_tables_are_counted_nowhere() -> None:
    store = opened(None)
    two = seated(store, 2)
    states = walked(WHOLE)
    play_by_turns(store, two, states)
    answers = turns.answered(states[-1].log)
    passed = Counting()
    events = list(passed.passing(store.every_event()))
    assert store.players() == tuple(two)
    assert (summary(store).players, summary(store).answers) == (2, answers)
    assert (passed.summary().players, passed.summary().answers) == (2, answers)
    found = overview(events)
    assert {one.player for one in found.players} == set(two)
    assert [(one.players, one.plays, one.answers) for one in found.sessions] == [(2, 1, answers)]
    assert [one.finished for one in found.players] == [1, 1]


def test_a_group_is_that_of_its_players_and_all_of_them_began_and_finished() -> None:
    store = opened(None)
    players = [player for _ in range(3) for player in seated(store, 2)]
    for at in range(0, 6, 2):
        play_by_turns(store, players[at : at + 2], walked(WHOLE))
    found = report(store.every_event())
    assert found.summary.players == 6
    assert found.group is not None
    assert found.group.players == 6
    assert found.played.begun == {STORY.id: 6}
    assert found.played.finished == {STORY.id: 6}


def test_tables_end_with_their_players_and_leave_no_totals() -> None:
    store = opened(None)
    play_by_turns(store, seated(store, 2), walked(WHOLE))
    later = NOON + timedelta(days=181)
    assert overdue(store, Keeping(180), later) == Overdue(2, None)
    assert end_overdue(store, Keeping(180), later).wait() == 2
    assert not list(store.every_event())
    assert not totals(store)


def test_erasing_all_counts_players_and_leaves_no_table() -> None:
    store = opened(None)
    play_by_turns(store, seated(store, 4), walked(WHOLE))
    assert erase_all(store).wait() == 4
    assert not list(store.every_event())


def test_the_records_know_which_kinds_are_of_no_player() -> None:
    assert all(f"'{kind.KIND}'" in database.SELECT_KNOWING_NOBODY for kind in NO_PLAYERS)


def test_a_statement_of_what_was_witnessed_is_about_the_same_question() -> None:
    store = opened(None)
    two = seated(store, 2)
    play_by_turns(store, two, walked(WHOLE))
    asked: dict[str, set[str]] = {"judged": set(), "chosen": set(), "witnessed": set()}
    for event in store.every_event():
        said = statement(event, evidence=False)
        if event.what.KIND in asked and said is not None:
            asked[event.what.KIND].add(str(said["object"]))
    assert asked["judged"]
    assert asked["chosen"]
    assert asked["witnessed"] == asked["judged"] | asked["chosen"]


# Erasing


def test_with_a_player_go_the_tables_they_sat_at_and_the_others_keep_what_is_theirs() -> None:
    store = opened(None)
    three = seated(store, 3)
    shared = play_by_turns(store, three[:2], walked(WHOLE))
    kept = play_by_turns(store, three[1:], walked(WHOLE[:8]))
    before = happened(store, three[1]), counted(store, three[1])
    assert store.erase(CODES[0])
    assert not of(store, shared.table.player)
    assert (happened(store, three[1]), counted(store, three[1])) == before
    assert of(store, kept.table.player)
    assert not [e for e in store.every_event() if three[0].id in str(e.what)]


@pytest.mark.parametrize("known", [False, True], ids=["before", "after"])
def test_no_merge_brings_back_a_table_at_which_somebody_sat_who_was_erased(
    tmp_path: Path, *, known: bool
) -> None:
    one = opened(tmp_path / "one", 1)
    two = seated(one, 2)
    play = play_by_turns(one, two, walked(WHOLE[:8]))
    file = to_file(one, tmp_path / "one.merge")
    other = opened(tmp_path / "other", 2)
    if known:
        merge(other, [file])
        other.erase_player(two[0])
        merge(other, [file])
    else:
        one.erase_player(two[0])
        merge(other, [file, to_file(one, tmp_path / "later.merge")])
    assert not of(other, play.table.player)
    assert not other.events(two[0])
    assert other.events(two[1])
    assert not [e for e in other.every_event() if two[0].id in str(e.what)]


def test_a_table_travels_with_its_players(tmp_path: Path) -> None:
    one = opened(tmp_path / "one", 1)
    two = seated(one, 2)
    play = play_by_turns(one, two, states := walked(WHOLE[:8]))
    other = opened(tmp_path / "other", 2)
    merge(other, [to_file(one, tmp_path / "one.merge")])
    (found,) = other.turns_left(two)
    assert found.turns == play
    assert Playthrough.replay(STORY, found.unfinished.moves) == (states[-1], True)


def test_an_ending_ends_the_play_of_all() -> None:
    store = opened(None)
    two = seated(store, 2)
    play = store.begin_turns(two, "small", "v1")
    store.record_together(turns.shared(play, [ended()], 0))
    assert not store.turns_left(two)
