"""Who belongs to a session that was joined by its code, and from which event on."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import Begun, Ended, Event, Happening, SessionJoined
from game.learning.joining import JoinedSession, Joining, joined_sessions
from game.learning.merging import merge
from tests.learning.recorded import begun, ended, okay, opened, shown
from tests.learning.travelling import exported

ONE, OTHER = "BCDHJL", "MPRTVX"


def event(player: str, start: str, what: Happening, number: int = 1) -> Event:
    time = f"2026-11-27T09:{number:02}:00.000Z"
    return Event(
        f"{player}{start}{number}", f"m-{start}", number, time, player, start, None, None, what
    )


def played(player: str, start: str, *codes: str) -> list[Event]:
    """Let a player play once before they join, and once after each joining."""
    happened: list[Happening] = [Begun("v1", practice=False)]
    for code in codes:
        happened += [SessionJoined(code), Ended("scene", "safe", practice=False)]
    return [event(player, start, what, number) for number, what in enumerate(happened, 1)]


def codes(events: list[Event]) -> list[str | None]:
    joining = Joining()
    return [joining.code_of(one) for one in events]


def test_what_a_player_does_after_joining_belongs_to_the_session_and_nothing_before() -> None:
    assert codes(played("ann", "s1", ONE)) == [None, ONE, ONE]


def test_the_session_ends_with_that_start_of_the_game() -> None:
    assert codes([*played("ann", "s1", ONE), *played("ann", "s2")]) == [None, ONE, ONE, None]


def test_others_who_did_not_join_in_the_same_start_are_in_no_session() -> None:
    assert codes([*played("ann", "s1", ONE), *played("bo", "s1")]) == [None, ONE, ONE, None]


def test_a_player_may_belong_to_two_sessions_on_two_days() -> None:
    events = [*played("ann", "s1", ONE), *played("ann", "s2", OTHER)]
    assert codes(events) == [None, ONE, ONE, None, OTHER, OTHER]
    assert [it.code for it in joined_sessions(events)] == [OTHER, ONE]
    assert all(it.players == {"ann"} for it in joined_sessions(events))


def test_a_code_that_is_typed_anew_in_the_same_start_holds_from_there_on() -> None:
    assert codes(played("ann", "s1", ONE, OTHER)) == [None, ONE, ONE, OTHER, OTHER]


def test_a_session_knows_its_players_machines_and_starts() -> None:
    events = [*played("ann", "s1", ONE), *played("bo", "s1", ONE), *played("bo", "s2", ONE)]
    (session,) = joined_sessions(events)
    assert session == JoinedSession(
        code=ONE,
        begun="2026-11-27T09:02:00.000Z",
        players=frozenset({"ann", "bo"}),
        machines=frozenset({"m-s1", "m-s2"}),
        starts=frozenset({"s1", "s2"}),
    )


def test_without_any_joining_there_is_no_session() -> None:
    assert joined_sessions([]) == ()
    assert joined_sessions(played("ann", "s1")) == ()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from([ONE, OTHER]))))
def test_joinings_alone_tell_as_much_of_the_sessions_as_all_events(
    joinings: list[tuple[int, int, str]],
) -> None:
    events = [one for who, start, code in joinings for one in played(f"p{who}", f"s{start}", code)]
    alone = [one for one in events if isinstance(one.what, SessionJoined)]
    assert joined_sessions(events) == joined_sessions(alone)


def test_a_player_of_the_records_joins(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player, play = begun(store)
    store.record(play, [shown("1", "gifts")])
    store.join(player, ONE)
    store.record(play, [okay("1", "gifts"), ended()])
    other, _ = begun(store, "DHJL")
    assert codes(list(store.events(player))) == [None, None, None, ONE, ONE, ONE]
    assert codes(list(store.events(other))) == [None, None]
    (session,) = joined_sessions(store.every_event())
    assert session.players == {player.id}
    assert session.machines == {store.machine()}
    assert joined_sessions(store.joinings()) == (session,)
    store.close()


def test_the_last_joining_is_that_of_this_machine(tmp_path: Path) -> None:
    here, there = opened(tmp_path, 1), opened(None, 2)
    assert here.last_joining() is None
    player, _ = begun(there)
    there.join(player, OTHER)
    exported(there, tmp_path / "there.merge")
    merge(here, [tmp_path / "there.merge"])
    assert here.last_joining() is None
    for code in (OTHER, ONE):
        here.join(begun(here, "HJLM")[0], code)
    last = here.last_joining()
    assert last is not None
    assert last.what == SessionJoined(ONE)
    here.close()
