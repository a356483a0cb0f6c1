"""Records of several machines come together: all of them, once, in any order, or nothing."""

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning import database
from game.learning.events import Happening
from game.learning.merge_file import MergeFileError
from game.learning.merging import Merged, merge
from game.learning.store import FILE, Store, StoreUnavailable, Ticket
from tests.learning.recorded import begun, okay, opened
from tests.learning.travelling import (
    HAPPENINGS,
    Row,
    aside_in,
    crafted,
    erased_in,
    exported,
    happened,
    held,
    holding,
    made,
    played,
    row,
    uuid,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opened(tmp_path / "here")
    yield store
    store.close()


def came_of(new: int = 0, known: int = 0, files: int = 1, **other: int) -> Merged:
    nothing = {"set_aside": 0, "of_erased": 0, "erased": 0, "left_out": 0}
    counts = {**nothing, **other}
    events = new + known + counts["set_aside"] + counts["of_erased"]
    return Merged(files=files, events=events, new=new, known=known, **counts)


def sent(folder: Path, number: int, code: str = "BCDH") -> tuple[Store, Path]:
    """Let a player answer on another machine, and put its records on the stick."""
    there = opened(folder / f"there-{number}")
    played(there, code)
    file = folder / f"{number}.merge"
    exported(there, file)
    return there, file


# What a merge brings


def test_what_was_recorded_elsewhere_is_here_and_counts(store: Store, tmp_path: Path) -> None:
    own, _ = played(store, "XRXR")
    there, file = sent(tmp_path, 1)
    assert merge(store, [file]) == came_of(new=7)
    (other,) = there.players()
    assert set(store.players()) == {own, other}
    assert store.events(other) == there.events(other)
    assert store.counts(other) == there.counts(other)
    assert store.acts(other).told == ("parent",)
    there.close()


def test_importing_twice_adds_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    there, file = sent(tmp_path, 1)
    assert merge(store, [file]) == came_of(new=7)
    before = held(store)
    assert merge(store, [file]) == came_of(known=7)
    assert merge(store, [file, file]) == came_of(known=7)
    assert held(store) == before
    played(there)
    exported(there, file)
    assert merge(store, [file]) == came_of(new=7, known=7)
    there.close()


def test_a_machines_own_records_come_back_to_it_without_being_doubled(
    store: Store, tmp_path: Path
) -> None:
    played(store)
    exported(store, tmp_path / "own.merge")
    before = held(store)
    assert merge(store, [tmp_path / "own.merge"]) == came_of(known=7)
    assert held(store) == before


def test_many_files_are_taken_in_at_once(store: Store, tmp_path: Path) -> None:
    files = []
    for number in range(5):
        there, file = sent(tmp_path, number)
        there.close()
        files.append(file)
    assert merge(store, files) == came_of(new=35, files=5)
    assert len(store.players()) == 5


def test_the_same_id_with_another_content_is_set_aside_and_reported(
    store: Store, tmp_path: Path
) -> None:
    ours, theirs = row(1, item="0badf00d"), row(1, item="600df00d")
    merge(store, [crafted(tmp_path / "a", [ours])])
    file = crafted(tmp_path / "b", [theirs, row(2)])
    assert merge(store, [file]) == came_of(new=1, set_aside=1)
    assert held(store) == [ours, row(2)]
    (aside,) = aside_in(store)
    assert aside["id"] == ours[0]
    assert aside["item"] == "600df00d"
    # It is told again, and kept once.
    assert merge(store, [file]) == came_of(known=1, set_aside=1)
    assert len(aside_in(store)) == 1


def test_another_event_in_the_same_place_of_the_same_session_is_set_aside(
    store: Store, tmp_path: Path
) -> None:
    file = crafted(tmp_path / "a", [row(1), row(1, id=uuid(77))])
    assert merge(store, [file]) == came_of(new=1, set_aside=1)
    assert [aside["id"] for aside in aside_in(store)] == [uuid(77)]


def test_records_of_a_newer_game_are_carried_whole(store: Store, tmp_path: Path) -> None:
    newer = row(2, kind="danced", version=3, body='{ "step": 7 }')
    merge(store, [crafted(tmp_path / "a", [made(1), newer])])
    assert held(store) == [made(1), newer]
    (player,) = store.players()
    assert [event.what.KIND for event in store.events(player)] == ["player_made"]
    exported(store, tmp_path / "b")
    there = opened(None)
    assert merge(there, [tmp_path / "b"]) == came_of(new=2)
    assert held(there) == [made(1), newer]


# Who was erased


def test_an_erased_player_does_not_come_back_with_a_file(store: Store, tmp_path: Path) -> None:
    there, file = sent(tmp_path, 1)
    merge(store, [file])
    assert store.erase("BCDH")
    assert merge(store, [file]) == came_of(of_erased=7)
    assert held(store) == []
    assert aside_in(store) == []
    there.close()


def test_a_player_who_was_erased_elsewhere_is_erased_here(store: Store, tmp_path: Path) -> None:
    there, file = sent(tmp_path, 1, "XRXR")
    merge(store, [file])
    stays, _ = played(store, "BCDH")
    assert there.erase("XRXR")
    exported(there, file)
    assert merge(store, [file]) == came_of(erased=1)
    assert store.players() == (stays,)
    left = b"".join(path.read_bytes() for path in (tmp_path / "here").iterdir())
    assert b"XRXR" not in left
    assert b"BCDH" in left
    # And it is passed on.
    onward = opened(None)
    exported(store, tmp_path / "onward")
    merge(onward, [tmp_path / "onward"])
    assert erased_in(onward) == erased_in(there)
    there.close()


def test_what_was_set_aside_goes_with_its_player(store: Store, tmp_path: Path) -> None:
    merge(store, [crafted(tmp_path / "a", [made(1), row(2)])])
    merge(store, [crafted(tmp_path / "b", [row(2, item="600df00d")])])
    assert len(aside_in(store)) == 1
    store.erase("BCDH")
    assert aside_in(store) == []
    merge(store, [crafted(tmp_path / "b", [row(2, item="600df00d")])])
    assert aside_in(store) == []


def test_who_was_ended_here_is_not_erased_elsewhere_nor_comes_back(
    store: Store, tmp_path: Path
) -> None:
    there, file = sent(tmp_path, 1)
    merge(store, [file])
    (player,) = store.players()
    store.errand(lambda connection: database.forget(connection, [(player.id, "")])).wait()
    exported(store, tmp_path / "back")
    assert merge(there, [tmp_path / "back"]) == came_of()
    assert there.players() == (player,)
    assert merge(store, [file]) == came_of(of_erased=7)
    # But once they are erased there, that is passed on from here.
    there.erase_player(player)
    exported(there, file)
    merge(store, [file])
    onward = opened(None)
    exported(store, tmp_path / "onward")
    merge(onward, [tmp_path / "onward"])
    assert erased_in(onward) == {player.id}
    there.close()


# Clones and clocks


def test_machines_that_were_cloned_keep_both_their_records(store: Store, tmp_path: Path) -> None:
    first = opened(tmp_path / "first")
    played(first)
    first.close()
    shutil.copytree(tmp_path / "first", tmp_path / "clone")
    files = []
    for name in ("first", "clone"):
        there = opened(tmp_path / name)
        played(there, "XRXR")
        files.append(tmp_path / f"{name}.merge")
        exported(there, files[-1])
        there.close()
    assert merge(store, files) == came_of(new=21, known=7, files=2)
    rows = held(store)
    assert len({values[1] for values in rows}) == 1
    assert sorted(values[2] for values in rows) == sorted([*range(1, 15), *range(8, 15)])
    assert [len(store.events(player)) for player in store.players()] == [7, 7, 7]


def test_a_machine_counts_on_from_what_its_clone_has_counted(tmp_path: Path) -> None:
    store = opened(None)
    player, play = begun(store)
    counted = {"machine": store.machine(), "session": uuid(9), "player": uuid(8)}
    clone = [row(n, id=uuid(n % 999), **counted) for n in (500, 501, 2**50)]
    merge(store, [crafted(tmp_path / "a", clone)])
    store.record(play, [okay("1")])
    assert [event.sequence for event in store.events(player)] == [1, 2, 502]


def test_the_order_is_that_of_the_sequence_whatever_the_clock_said(
    store: Store, tmp_path: Path
) -> None:
    times = ("2026-11-24T12:00:00.000Z", "2025-11-24T12:00:00.000Z", "2099-01-01T00:00:00.000Z")
    rows = [made(1), *(row(n, time=time) for n, time in enumerate(times, 2))]
    merge(store, [crafted(tmp_path / "a", reversed(rows))])
    (player,) = store.players()
    assert [event.sequence for event in store.events(player)] == [1, 2, 3, 4]
    assert [event.time for event in store.events(player)[1:]] == list(times)


# In any order


Holding = tuple[list[Row], set[str]]


@st.composite
def holdings(draw: st.DrawFn) -> list[Holding]:
    """Draw what some machines hold of one world of events, with clones and erased players."""
    world: list[Row] = []
    lengths: dict[str, int] = {}
    for number in range(draw(st.integers(1, 12))):
        machine, clone, player = draw(
            st.tuples(st.integers(1, 2), st.booleans(), st.integers(1, 3))
        )
        session = uuid(10 * machine + clone)
        lengths[session] = lengths.get(session, 0) + 1
        world.append(
            row(
                lengths[session],
                id=uuid(100 + number),
                machine=uuid(machine),
                session=session,
                player=uuid(50 + player),
            )
        )
    parts = st.tuples(
        st.lists(st.sampled_from(world), unique=True),
        st.sets(st.sampled_from([uuid(51), uuid(52), uuid(53)]), max_size=1),
    )
    return draw(st.lists(parts, min_size=1, max_size=4))


def together(stores: Sequence[Store]) -> Store:
    """Merge records into a machine that has none."""
    here = opened(None)
    with tempfile.TemporaryDirectory() as folder:
        for number, store in enumerate(stores):
            file = Path(folder) / f"{number}"
            exported(store, file)
            merge(here, [file])
    return here


def state(store: Store) -> tuple[list[Row], set[str]]:
    return held(store), erased_in(store)


@settings(max_examples=50)
@given(parts=holdings(), data=st.data())
def test_files_may_come_in_any_order_and_any_number_of_times(
    parts: list[Holding], data: st.DataObject
) -> None:
    stores = [holding(rows, erased) for rows, erased in parts]
    expected = state(together(stores))
    gone = {player for _, erased in parts for player in erased}
    kept = {values for rows, _ in parts for values in rows if values[4] not in gone}
    assert set(expected[0]) == kept
    assert expected[1] == gone
    shuffled = data.draw(st.permutations(stores + stores[:1]))
    assert state(together(shuffled)) == expected


@settings(max_examples=30)
@given(parts=holdings())
def test_files_may_come_by_way_of_other_machines(parts: list[Holding]) -> None:
    stores = [holding(rows, erased) for rows, erased in parts]
    along = stores[0]
    for store in stores[1:]:
        along = together([store, along])
    assert state(together([along])) == state(together(stores))


@settings(max_examples=50)
@given(what=st.lists(HAPPENINGS, max_size=5))
def test_what_goes_out_and_comes_in_goes_out_the_same(what: list[Happening]) -> None:
    first = holding([happened(one, number) for number, one in enumerate(what, 1)])
    second = together([first])
    third = together([second])
    assert held(first) == held(second) == held(third)


@settings(max_examples=30)
@given(
    items=st.lists(st.tuples(st.integers(1, 3), st.sampled_from("ab")), min_size=1, max_size=6),
    data=st.data(),
)
def test_nothing_that_differs_is_lost_whichever_comes_first(
    items: list[tuple[int, str]], data: st.DataObject
) -> None:
    stores = [holding([row(number, item=item)]) for number, item in items]
    for order in (stores, data.draw(st.permutations(stores))):
        here = together(order)
        found = {(values[0], values[12]) for values in held(here)}
        aside = {(one["id"], one["item"]) for one in aside_in(here)}
        assert found | aside == {(uuid(1000 + number), item) for number, item in items}
        assert not found & aside
        assert len(found) == len({number for number, _ in items})


# Nothing, or all


def test_where_one_file_is_not_sound_nothing_of_the_others_is_taken_in(
    store: Store, tmp_path: Path
) -> None:
    good = crafted(tmp_path / "good", [row(1)])
    bad = crafted(tmp_path / "bad", [row(2), made(3, code="<b>")])
    with pytest.raises(MergeFileError) as caught:
        merge(store, [good, bad, tmp_path / "none"])
    first, second = str(caught.value).splitlines()
    assert first.startswith(f"{bad}: it was damaged or changed")
    assert second.startswith(f"{tmp_path / 'none'}: it cannot be read")
    assert held(store) == []


def test_a_stick_that_is_changed_in_the_middle_undoes_all(store: Store, tmp_path: Path) -> None:
    file = crafted(tmp_path / "a", [row(n) for n in range(1, 500)])

    def change(part: float) -> None:
        if part > 0.5:
            crafted(file, [row(n) for n in range(2, 501)])

    with pytest.raises(MergeFileError):
        merge(store, [file], change)
    assert held(store) == []
    assert merge(store, [file]) == came_of(new=499)


def test_a_stick_that_is_pulled_out_in_the_middle_undoes_all(store: Store, tmp_path: Path) -> None:
    files = [crafted(tmp_path / f"{n}", [row(n + m) for m in range(200)]) for n in (1, 1001)]

    def pull(part: float) -> None:
        if part > 0.5:
            files[1].unlink(missing_ok=True)

    with pytest.raises(MergeFileError, match="No such file"):
        merge(store, files, pull)
    assert held(store) == []


def test_how_far_it_is_is_told_and_telling_can_undo_it(store: Store, tmp_path: Path) -> None:
    file = crafted(tmp_path / "a", [row(n) for n in range(1, 500)])
    told: list[float] = []
    merge(store, [file], told.append)
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1

    def stop(part: float) -> None:
        if part > 0.9:
            raise InterruptedError

    other = opened(None)
    with pytest.raises(InterruptedError):
        merge(other, [file], stop)
    assert held(other) == []


def limited(store: Store, pages: int) -> None:
    store._writer._connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()


def test_a_disk_that_gets_full_in_the_middle_undoes_all(store: Store, tmp_path: Path) -> None:
    player, play = begun(store)
    store.flush()
    before = held(store)
    file = crafted(tmp_path / "a", [row(n) for n in range(1, 2000)])
    limited(store, 60)
    with pytest.raises(StoreUnavailable) as caught:
        merge(store, [file])
    assert caught.value.reason == "full"
    assert held(store) == before
    # What is recorded next is, and brings nothing of the file with it.
    assert store.record(play, [okay("1")]).wait()
    assert store.saving
    assert len(store.events(player)) == 3
    limited(store, 100_000)
    assert merge(store, [file]) == came_of(new=1999)


def test_a_database_that_another_program_holds_is_told_and_nothing_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.02)
    here = opened(tmp_path / "busy")
    file = crafted(tmp_path / "a", [row(1)])
    other = sqlite3.connect(tmp_path / "busy" / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable) as caught:
        merge(here, [file])
    assert caught.value.reason == "busy"
    other.execute("ROLLBACK")
    other.close()
    assert here.saving
    assert held(here) == []
    assert merge(here, [file]) == came_of(new=1)
    here.close()


def test_what_could_not_be_written_before_is_written_before_a_merge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.02)
    here = opened(tmp_path / "busy")
    other = sqlite3.connect(tmp_path / "busy" / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    player, play = begun(here)
    assert not here.record(play, [okay("1")]).wait()
    other.execute("ROLLBACK")
    other.close()
    assert merge(here, [crafted(tmp_path / "a", [row(1)])]) == came_of(new=1)
    assert len(here.events(player)) == 3
    here.close()


def test_another_game_on_the_same_folder_loses_nothing_meanwhile(
    store: Store, tmp_path: Path
) -> None:
    other = opened(tmp_path / "here")
    player, play = begun(other)
    file = crafted(tmp_path / "a", [row(n) for n in range(1, 3000)])
    over = threading.Event()
    recorded: list[bool] = []

    def play_on() -> None:
        while not over.is_set() or len(recorded) < 20:
            recorded.append(other.record(play, [okay(f"{len(recorded):08x}")]).wait())

    playing = threading.Thread(target=play_on)
    playing.start()
    try:
        assert merge(store, [file]) == came_of(new=2999)
    finally:
        over.set()
        playing.join()
    assert all(recorded)
    assert other.counts(player).safe == len(recorded)
    assert len(held(other)) == len(held(store)) == 2999 + 2 + len(recorded)
    other.close()


def test_a_game_goes_on_recording_while_a_merge_waits_in_line(store: Store, tmp_path: Path) -> None:
    player, play = begun(store)
    file = crafted(tmp_path / "a", [row(n) for n in range(1, 500)])
    tickets: list[Ticket] = []

    def answer(_: float) -> None:
        tickets.append(store.record(play, [okay(f"{len(tickets):08x}")]))

    merge(store, [file], answer)
    assert all(ticket.wait(10) for ticket in tickets)
    assert store.counts(player).safe == len(tickets) > 4


def test_nothing_is_written_into_the_records_but_rows(store: Store, tmp_path: Path) -> None:
    """What a file holds cannot become SQL."""
    before = held(store)
    evil = "x'); DROP TABLE event; --"
    with pytest.raises(MergeFileError):
        merge(store, [crafted(tmp_path / "a", [row(1, item=evil)])])
    assert held(store) == before
