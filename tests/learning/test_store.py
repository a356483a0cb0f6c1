import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.database import MIGRATIONS
from game.learning.events import Event, Judged, happenings
from game.learning.ids import IdMaker
from game.learning.merging import merge
from game.learning.store import FILE, SharedCodeError, Store, StoreUnavailable
from game.story.playthrough import Playthrough
from tests.learning.recorded import (
    NOON,
    STORY,
    begun,
    chose,
    ended,
    okay,
    opened,
    record_all,
    shown,
    wait,
    walked,
)
from tests.learning.travelling import MACHINE, crafted, made, row, uuid

DECISIONS = st.lists(st.integers(0, 60), max_size=60)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path)
    yield store
    store.close()


def other_program(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / FILE, isolation_level=None)


def test_the_next_start_knows_what_was_recorded(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    assert store.record(play, [shown("1", "gifts"), wait("1", "gifts", named="gifts")]).wait()
    assert store.record(play, [chose("2", "tell", "parent"), chose("3", "keep")]).wait()
    store.close()

    store = opened(tmp_path)
    assert store.player("BCDH") == player
    assert store.player("XXXX") is None
    assert store.counts(player).hits == 1
    assert store.acts(player).told == ("parent",)
    assert [found.play for found in store.unfinished(player)] == [play]
    store.record(play, [ended("told")])
    assert store.unfinished(player) == ()
    assert store.endings(player) == {STORY.id: ("told",)}
    store.close()


@given(decisions=DECISIONS)
def test_a_play_goes_on_at_the_very_state_in_which_it_was_left(decisions: list[int]) -> None:
    store = opened(None)
    player, play = begun(store)
    states = walked(decisions)
    record_all(store, play, states)
    found = [u for u in store.unfinished(player) if u.play == play]
    if store.endings(player):
        assert not found
    else:
        assert Playthrough.replay(STORY, found[0].moves) == (states[-1], True)
        as_json = json.loads(json.dumps(found[0].moves))
        assert Playthrough.replay(STORY, as_json) == (states[-1], True)
    store.close()


def test_a_play_goes_on_from_a_file_and_is_recorded_as_one(tmp_path: Path) -> None:
    whole = walked([2] * 60)
    for left_at in range(len(whole)):
        folder = tmp_path / str(left_at)
        store = opened(folder)
        player, play = begun(store)
        record_all(store, play, whole[: left_at + 1])
        store.close()
        store = opened(folder)
        if left_at < len(whole) - 1:
            (found,) = store.unfinished(player)
            assert found.story_version == STORY.version
            state, complete = Playthrough.replay(STORY, found.moves)
            assert complete
            assert state == whole[left_at]
            record_all(store, found.play, walked([2] * 60, state))
        recorded = [e.what for e in store.events(player)][2:]
        assert recorded == list(happenings(whole[-1], whole[-1].log))
        store.close()


def test_a_ticket_is_done_only_when_another_program_can_read_it(
    store: Store, tmp_path: Path
) -> None:
    _, play = begun(store)
    reader = other_program(tmp_path)
    for number in range(20):
        ticket = store.record(play, [shown(str(number))])
        assert ticket.wait(10)
        assert ticket.done
        assert ticket.error is None
        (written,) = reader.execute("SELECT count(*) FROM event WHERE kind = 'shown'").fetchone()
        assert written == number + 1
    reader.close()


def test_every_answer_is_forced_onto_the_disk(store: Store, tmp_path: Path) -> None:
    full = 2
    writing = store._writer._connection
    assert writing.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert writing.execute("PRAGMA synchronous").fetchone() == (full,)
    begun(store)
    store.flush()
    assert (tmp_path / f"{FILE}-wal").stat().st_size > 0


def test_what_was_handed_over_is_in_what_is_read_next(store: Store) -> None:
    player, play = begun(store)
    for number in range(1, 50):
        store.record(play, [okay(str(number))])
        assert store.counts(player).correct_rejections == number


def test_all_of_a_ticket_is_written_or_nothing(store: Store, tmp_path: Path) -> None:
    player, play = begun(store)
    store.flush()
    other = other_program(tmp_path)
    other.execute(
        "CREATE TRIGGER fails BEFORE INSERT ON event WHEN new.item = 'bad' "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    assert not store.record(play, [okay("good"), okay("bad")]).wait()
    assert store.counts(player).safe == 0
    other.execute("DROP TRIGGER fails")
    assert store.record(play, []).wait()
    assert store.counts(player).safe == 2
    other.close()


def test_events_are_numbered_in_the_order_they_happened(store: Store) -> None:
    player, play = begun(store)
    record_all(store, play, walked([2] * 60))
    events = store.events(player)
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert [event.id for event in events] == sorted({event.id for event in events})
    assert len({(event.machine, event.session) for event in events}) == 1
    assert {event.play for event in events[1:]} == {play.id}


def test_every_start_is_a_session_of_the_same_machine(tmp_path: Path) -> None:
    made: list[Event] = []
    for code in ("BBBB", "CCCC"):
        store = opened(tmp_path)
        made += store.events(store.new_player("gecko", "blue", code))
        store.close()
    assert made[0].machine == made[1].machine
    assert made[0].session != made[1].session
    assert [event.sequence for event in made] == [1, 2]


def test_times_are_in_utc_wherever_the_game_is_played(tmp_path: Path) -> None:
    phnom_penh = NOON.astimezone(timezone(timedelta(hours=7)))

    def now() -> datetime:
        return phnom_penh

    store = Store.open(tmp_path, now, IdMaker(now, Random(1)))  # noqa: S311
    (event,) = store.events(store.new_player("gecko", "blue", "BCDH"))
    assert event.time == "2026-11-24T12:00:00.123Z"
    store.close()


def test_players_are_listed_in_the_order_they_came(store: Store) -> None:
    made = tuple(
        store.new_player(animal, "blue", code)
        for animal, code in [("tiger", "XBXB"), ("gecko", "BCDH"), ("fish", "MMMM")]
    )
    assert store.players() == made
    assert store.player("BCDH") == made[1]


def test_players_do_not_see_each_others_answers(store: Store) -> None:
    one, play = begun(store, "BBBB")
    other, _ = begun(store, "CCCC")
    store.record(play, [okay("1")])
    assert (store.counts(one).safe, store.counts(other).safe) == (1, 0)


def test_two_games_on_one_folder_see_each_other_and_lose_nothing(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    player, play = begun(one)
    one.flush()
    assert other.player("BCDH") == player
    for number in range(40):
        (one if number % 3 else other).record(play, [okay(str(number))])
    one.flush()
    other.flush()
    assert one.counts(player) == other.counts(player)
    assert one.counts(player).safe == 40
    sequences = [event.sequence for event in one.events(player)]
    assert sequences == list(range(1, 43))
    one.close()
    other.close()


def test_records_in_memory_behave_alike_and_are_not_saved() -> None:
    store = opened(None)
    player, play = begun(store)
    ticket = store.record(play, [okay("1")])
    assert ticket.done
    assert store.counts(player).safe == 1
    assert store.unfinished(player)[0].play == play
    assert not store.saving
    assert store.notice is None
    assert store.erase("BCDH")
    assert store.players() == ()
    store.close()


@pytest.mark.parametrize(
    "change",
    ["UPDATE event SET body = '{}'", "DELETE FROM event", "DELETE FROM event WHERE item = '1'"],
)
def test_what_was_recorded_is_never_changed(store: Store, tmp_path: Path, change: str) -> None:
    player, play = begun(store)
    assert store.record(play, [okay("1")]).wait()
    before = store.events(player)
    other = other_program(tmp_path)
    with pytest.raises(sqlite3.IntegrityError, match=r"never changed|erased player"):
        other.execute(change)
    other.close()
    assert store.events(player) == before


def test_an_erased_player_leaves_no_trace_but_an_id(store: Store, tmp_path: Path) -> None:
    gone, play = begun(store, "XRXR")
    stays, other_play = begun(store, "BCDH")
    store.record(play, [okay("0badf00d")])
    store.record(other_play, [okay("600df00d")])
    assert store.erase("XRXR")
    assert store.players() == (stays,)
    assert store.events(gone) == ()
    assert store.counts(stays).safe == 1
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for trace in (b"XRXR", b"0badf00d", play.id.encode()):
        assert trace not in left
    assert b"600df00d" in left
    assert gone.id.encode() in left


def test_nobody_is_erased_with_a_code_that_nobody_has(store: Store) -> None:
    player, _ = begun(store)
    assert not store.erase("XXXX")
    assert store.players() == (player,)


def test_a_code_finds_this_machines_own_player_first(store: Store, tmp_path: Path) -> None:
    merge(store, [crafted(tmp_path / "older", [made(1)])])
    assert store.player("BCDH") == store.players()[0]
    own, _ = begun(store)
    merge(store, [crafted(tmp_path / "newer", [made(1, **other_machine(99))])])
    assert store.player("BCDH") == own
    found = store.with_code("BCDH")
    assert next(iter(found)) == own
    assert sorted(found.values()) == sorted([MACHINE, store.machine(), uuid(99)])
    assert store.with_code("XXXX") == {}


def other_machine(number: int) -> dict[str, str]:
    return {name: uuid(number) for name in ("id", "machine", "player", "session")}


def test_where_several_players_have_a_code_none_is_erased_until_one_is_chosen(
    store: Store, tmp_path: Path
) -> None:
    own, _ = begun(store)
    merge(store, [crafted(tmp_path / "other", [made(1), row(2)])])
    with pytest.raises(SharedCodeError, match="2 players have the code BCDH") as caught:
        store.erase("BCDH")
    assert caught.value.players == (own, *(p for p in store.players() if p != own))
    assert len(store.players()) == 2
    store.erase_player(caught.value.players[1])
    assert store.players() == (own,)
    assert store.erase("BCDH")
    assert store.players() == ()


def test_a_player_who_was_made_twice_is_one_player(store: Store) -> None:
    player, _ = begun(store)
    store.take_over(player)
    assert store.players() == (player,)
    assert store.erase(player.code)


def test_an_errand_is_done_whole_or_not_at_all_and_never_again(store: Store) -> None:
    player, play = begun(store)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO tombstone VALUES ('x', 'now')")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.errand(fail).wait()
    assert store.saving
    assert store.record(play, [okay("1")]).wait()
    with store.snapshot() as connection:
        assert connection.execute("SELECT count(*) FROM tombstone").fetchone() == (0,)
    assert store.errand(lambda connection: connection.total_changes > 0).wait()
    assert store.counts(player).safe == 1


def test_an_errand_comes_after_what_was_handed_over_before(store: Store) -> None:
    _, play = begun(store)
    for number in range(20):
        store.record(play, [okay(str(number))])
    (counted,) = store.errand(
        lambda connection: connection.execute("SELECT count(*) FROM event").fetchone()
    ).wait()
    assert counted == 22


def test_a_snapshot_stays_as_it_is_while_records_are_written(store: Store) -> None:
    _, play = begun(store)
    with store.snapshot() as connection:
        for number in range(5):
            assert store.record(play, [okay(str(number))]).wait()
            assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    assert store.size() == 7


def test_an_erased_player_is_not_brought_back_by_what_comes_later(store: Store) -> None:
    gone, play = begun(store)
    assert store.erase("BCDH")
    assert store.record(play, [okay("1")]).wait()
    assert store.events(gone) == ()


def test_the_numbers_of_erased_events_are_not_given_again(store: Store) -> None:
    begun(store)
    assert store.erase("BCDH")
    (event,) = store.events(store.new_player("gecko", "blue", "BCDH"))
    assert event.sequence == 3


def test_records_of_a_newer_game_are_left_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, _ = begun(store)
    store.close()
    other = other_program(tmp_path)
    other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    other.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreUnavailable, match="newer version") as caught:
        opened(tmp_path)
    assert caught.value.reason == "busy"
    assert (tmp_path / FILE).read_bytes() == before
    assert player.code.encode() in before


def test_a_judgement_keeps_what_was_right_for_whoever_reads_it_without_the_story(
    store: Store,
) -> None:
    player, play = begun(store)
    record_all(store, play, walked([1] * 60))
    judged = [e.what for e in store.events(player) if isinstance(e.what, Judged)]
    assert {what.result for what in judged} == {"hit", "false alarm"}
