"""Players go when they were kept long enough; totals stay; a wrong clock ends nobody."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import database
from game.learning.ids import IdMaker
from game.learning.keeping import Keeping
from game.learning.merging import merge
from game.learning.retention import Overdue, Totals, end_overdue, overdue, totals
from game.learning.store import Store
from tests.learning.hands import CLASS, PlayingClass
from tests.learning.recorded import chose, ended, okay, shown, wait
from tests.learning.travelling import INSERT, aside_in, crafted, erased_in, exported, held, row

FIRST = datetime(2026, 11, 24, 12, 0, 0, 123_000, UTC)
KEPT = Keeping(180)
USUAL = timedelta(days=180)
SECOND = timedelta(seconds=1)


class Clock:
    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Store:
    return recording(clock)


def recording(clock: Clock, folder: Path | None = None) -> Store:
    return Store.open(folder, clock, IdMaker(clock, Random(1)))  # noqa: S311 - no secrets


def answers(store: Store, number: int = 1) -> None:
    """Let some players find one trick of two, take one friendly message for a trick, and tell."""
    for _ in range(number):
        player = store.new_player("gecko", "blue", "BCDH")
        play = store.begin(player, "small", "v1")
        store.record(
            play,
            [
                shown("1", "gifts"),
                wait("1", "gifts", named="gifts"),
                okay("2", "secrecy"),
                wait("3"),
                okay("4"),
                okay("5", "gifts", practice=True),
                chose("6", "tell", "parent"),
                chose("6", "tell", "parent"),
                chose("7", "keep"),
                chose("8", "stop", practice=True),
                ended("told"),
            ],
        )


def days(number: float) -> timedelta:
    return timedelta(days=number)


# Who goes, and what stays


def test_players_go_when_their_newest_record_was_kept_long_enough(
    store: Store, clock: Clock
) -> None:
    answers(store)
    clock.now += days(100)
    answers(store, 2)
    early, late = FIRST + USUAL, FIRST + days(100) + USUAL
    assert overdue(store, KEPT, early) == Overdue(0, None)
    assert end_overdue(store, KEPT, early).wait() == 0
    assert overdue(store, KEPT, early + SECOND) == Overdue(1, None)
    assert end_overdue(store, KEPT, early + SECOND).wait() == 1
    assert len(store.players()) == 2
    assert end_overdue(store, KEPT, early + SECOND).wait() == 0
    assert end_overdue(store, KEPT, late + SECOND).wait() == 2
    assert held(store) == []


def test_a_class_goes_as_players_do_and_is_in_no_total(store: Store, clock: Clock) -> None:
    answers(store, 5)
    before = totals_of(store, FIRST + USUAL + SECOND)
    clock.now += days(50)
    PlayingClass(store, store.begin_class(CLASS)).read_on()
    end = FIRST + days(50) + USUAL
    assert overdue(store, KEPT, end) == Overdue(0, None)
    assert end_overdue(store, KEPT, end).wait() == 0
    assert len(store.classes()) == 1
    assert end_overdue(store, KEPT, end + SECOND).wait() == 0
    assert held(store) == []
    assert totals(store) == before
    assert store.class_left() is None


def totals_of(store: Store, now: datetime) -> tuple[Totals, ...]:
    assert end_overdue(store, KEPT, now).wait() > 0
    return totals(store)


def test_who_comes_back_is_kept_from_then_on(store: Store, clock: Clock) -> None:
    answers(store)
    (player,) = store.players()
    clock.now += days(170)
    store.record(store.begin(player, "small", "v1"), [okay("9")])
    now = FIRST + days(300)
    assert end_overdue(store, KEPT, now).wait() == 0
    assert len(store.events(player)) == 15


def test_how_long_is_what_was_set(store: Store) -> None:
    answers(store)
    now = FIRST + days(364)
    assert end_overdue(store, Keeping(None), now, sure=True).wait() == 0
    assert end_overdue(store, Keeping(3650), now).wait() == 0
    assert overdue(store, Keeping(365), now) == Overdue(0, None)
    assert end_overdue(store, Keeping(363), now).wait() == 1


def test_totals_are_what_stays(store: Store, clock: Clock) -> None:
    answers(store, 3)
    clock.now += days(3)
    answers(store, 2)
    clock.now += days(9)
    answers(store, 6)
    assert end_overdue(store, KEPT, FIRST + days(200)).wait() == 11
    november, december = totals(store)
    assert november == Totals(
        month="2026-11",
        players=5,
        hits=5,
        misses=5,
        false_alarms=5,
        correct_rejections=5,
        found={"gifts": 5},
        missed={"secrecy": 5},
        acts={"keep": 5, "tell": 5},
        told={"parent": 5},
        endings={"small/told": 5},
    )
    assert (december.month, december.players, december.hits) == ("2026-12", 6, 6)


def test_totals_grow_with_whoever_goes_later(store: Store, clock: Clock) -> None:
    answers(store, 3)
    end_overdue(store, Keeping(30), FIRST + days(40)).wait()
    assert totals(store) == ()
    clock.now += days(1)
    answers(store, 3)
    end_overdue(store, Keeping(30), FIRST + days(40)).wait()
    (month,) = totals(store)
    assert (month.players, month.hits, month.told) == (6, 6, {"parent": 6})


def test_months_with_few_players_are_not_shown(store: Store, clock: Clock) -> None:
    for number, wanted in ((4, ()), (1, ("2026-11",))):
        answers(store, number)
        end_overdue(store, KEPT, clock.now + days(181)).wait()
        assert tuple(month.month for month in totals(store)) == wanted


@given(counts=st.lists(st.integers(0, 8), min_size=3, max_size=3))
def test_totals_say_what_the_players_said_together(counts: list[int]) -> None:
    clock = Clock()
    store = recording(clock)
    for number in counts:
        answers(store, number)
        clock.now += days(31)
    expected = [number for number in counts if number >= 5]
    assert end_overdue(store, KEPT, clock.now + days(200)).wait() == sum(counts)
    assert [month.players for month in totals(store)] == expected
    assert [month.misses for month in totals(store)] == expected
    assert held(store) == []


def test_who_went_leaves_an_id_that_no_file_brings_back(store: Store, tmp_path: Path) -> None:
    answers(store)
    exported(store, tmp_path / "before")
    (player,) = store.players()
    end_overdue(store, KEPT, FIRST + days(181)).wait()
    assert merge(store, [tmp_path / "before"]).of_erased == 13
    assert held(store) == []
    assert erased_in(store) == {player.id}


def test_what_was_set_aside_goes_too(store: Store, tmp_path: Path) -> None:
    merge(store, [crafted(tmp_path / "a", [row(1)])])
    merge(store, [crafted(tmp_path / "b", [row(1, item="600df00d")])])
    assert len(aside_in(store)) == 1
    end_overdue(store, KEPT, FIRST + days(181)).wait()
    assert aside_in(store) == []


def test_nothing_of_who_went_is_left_in_the_files(tmp_path: Path, clock: Clock) -> None:
    store = recording(clock, tmp_path)
    answers(store)
    (player,) = store.players()
    store.flush()
    end_overdue(store, KEPT, FIRST + days(181)).wait()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"BCDH" not in left
    assert player.id.encode() in left
    store.close()


def test_a_game_need_not_wait(tmp_path: Path, clock: Clock) -> None:
    store = recording(clock, tmp_path)
    answers(store, 5)
    clock.now += days(181)
    going = end_overdue(store, KEPT, clock.now)
    player = store.new_player("tiger", "pink", "XRXR")
    assert going.wait() == 5
    assert store.players() == (player,)
    store.close()


# A clock that is wrong


def test_a_clock_that_is_behind_the_records_ends_nobody_by_itself(
    store: Store, clock: Clock
) -> None:
    answers(store)
    clock.now += days(400)
    answers(store)
    behind = clock.now - SECOND
    assert overdue(store, KEPT, behind) == Overdue(1, "behind")
    assert end_overdue(store, KEPT, behind).wait() == 0
    assert len(store.players()) == 2


def test_a_clock_that_was_set_back_a_year_ends_nobody(store: Store) -> None:
    answers(store)
    back = FIRST - days(365)
    assert overdue(store, KEPT, back) == Overdue(0, None)
    assert end_overdue(store, KEPT, back).wait() == 0
    assert end_overdue(store, KEPT, back, sure=True).wait() == 0


def test_a_clock_that_jumped_ahead_does_not_erase_a_school_s_year(
    store: Store, clock: Clock
) -> None:
    answers(store, 30)
    ahead = FIRST + days(366)
    assert overdue(store, KEPT, ahead) == Overdue(30, "ahead")
    assert end_overdue(store, KEPT, ahead).wait() == 0
    # Nor does it at the second start, when something was recorded under that clock.
    clock.now = ahead
    answers(store)
    clock.now += days(1)
    assert overdue(store, KEPT, clock.now) == Overdue(30, "ahead")
    assert end_overdue(store, KEPT, clock.now).wait() == 0
    assert len(store.players()) == 31


def test_an_adult_who_knows_the_day_can_have_it_done(store: Store, clock: Clock) -> None:
    answers(store, 5)
    later = FIRST + days(800)
    assert end_overdue(store, KEPT, later, sure=True).wait() == 5
    assert [month.players for month in totals(store)] == [5]
    clock.now = later
    answers(store)
    assert overdue(store, KEPT, later + days(1)) == Overdue(0, None)


def test_a_year_without_records_long_ago_is_no_doubt(store: Store, clock: Clock) -> None:
    answers(store)
    for month in range(1, 12):
        clock.now = FIRST + days(500 + 30 * month)
        answers(store)
    (old, *_) = store.players()
    store.erase_player(old)
    clock.now += days(1)
    assert overdue(store, KEPT, clock.now) == Overdue(5, None)


def test_school_holidays_are_no_doubt(store: Store) -> None:
    answers(store, 3)
    assert end_overdue(store, KEPT, FIRST + days(365)).wait() == 3


def test_a_day_begins_at_the_same_time_for_all_clocks(store: Store) -> None:
    answers(store)
    now = (FIRST + USUAL).astimezone(timezone(timedelta(hours=7)))
    assert overdue(store, KEPT, now) == Overdue(0, None)
    assert overdue(store, KEPT, now + SECOND) == Overdue(1, None)


def test_times_that_damage_has_made_unreadable_end_nobody(store: Store, tmp_path: Path) -> None:
    merge(store, [crafted(tmp_path / "a", [row(1)])])
    damaged = row(2, time="\ufffd026-11-24T12:00:00.000Z")
    store.errand(lambda c: c.execute(INSERT, damaged) and None).wait()
    assert overdue(store, KEPT, FIRST + days(300)) == Overdue(0, None)
    assert end_overdue(store, KEPT, FIRST + days(300), sure=True).wait() == 0
    assert len(held(store)) == 2


def test_where_ending_fails_everybody_is_still_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(store, 5)

    def fail(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(database, "forget", fail)
    with pytest.raises(InterruptedError):
        end_overdue(store, KEPT, FIRST + days(181)).wait()
    assert len(store.players()) == 5
    assert totals(store) == ()
