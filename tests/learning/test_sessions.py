"""Sessions are found by the code they were joined with, or by the end of a start's id."""

import pytest

from game.learning.events import Event
from game.learning.sessions import SessionError, Sessions, sessions
from tests.learning.coded import a_room, joined, one_by_one
from tests.learning.recorded import okay


def of_player(player: str, start: str, time: str = "2026-01-12T09:00:00.000Z") -> list[Event]:
    answers = (okay("1"), okay("2"))
    return [
        Event(f"{player}-{n}", "m", n, time, player, start, "p", "story", what)
        for n, what in enumerate(answers)
    ]


def found(typed: str, *players: list[Event]) -> Sessions:
    looking = Sessions([typed])
    for events in players:
        looking.add(events)
    return looking


def test_a_session_is_found_by_the_code_it_was_joined_with_however_it_is_typed() -> None:
    events = joined(of_player("a", "start-1111"), "BCDHJL")
    for typed in ("BCDHJL", "bcdhjl", " bcd-hjl "):
        (session,) = found(typed, events).wanted()
        assert (session.code, session.begun) == ("BCDHJL", "2026-01-12T09:00:00.000Z")


def test_a_class_and_players_under_one_code_are_one_session() -> None:
    looking = Sessions(["BCDHJL"])
    players, room = joined(of_player("a", "start-1111"), "BCDHJL"), a_room("BCDHJL")
    assert looking.add(players)[1] == looking.add(room)[1] == (True,)
    assert [session.code for session in looking.wanted()] == ["BCDHJL"]


def test_who_did_not_join_is_not_in_a_session_though_they_sat_at_the_same_computer() -> None:
    looking = Sessions(["BCDHJL"])
    looking.add(joined(of_player("a", "start-1111"), "BCDHJL"))
    assert looking.add(of_player("b", "start-1111"))[1] == (False,)


def test_a_code_that_also_ends_the_id_of_a_start_is_that_of_the_session_with_both() -> None:
    looking = Sessions(["BCDBCD"])
    assert looking.add(joined(of_player("a", "start-1111"), "BCDBCD"))[1] == (True,)
    assert looking.add(of_player("b", "start-bcdbcd"))[1] == (True,)
    assert [session.id for session in looking.wanted()] == ["BCDBCD"]


def test_all_sessions_are_listed_the_newest_first_and_by_their_code_where_they_have_one() -> None:
    events = [
        *joined(of_player("a", "start-1111", "2026-01-14T09:00:00.000Z"), "BCDHJL"),
        *of_player("b", "start-2222", "2026-01-13T09:00:00.000Z"),
        *of_player("c", "start-3333", "2026-01-15T09:00:00.000Z"),
        *a_room("TXVPRM"),
    ]
    listed = sessions(one_by_one(events))
    assert [session.code for session in listed] == ["TXVPRM", "T-3333", "BCDHJL", "T-2222"]


def test_without_records_no_session_is_listed() -> None:
    assert sessions([]) == ()


def test_a_session_that_is_nearly_typed_right_is_named() -> None:
    looking = found("BCDHJM", joined(of_player("a", "start-1111"), "BCDHJL"))
    with pytest.raises(SessionError) as refused:
        looking.wanted()
    assert str(refused.value) == (
        "there is no session 'BCDHJM'; did you mean BCDHJL? The newest here: BCDHJL (2026-01-12)"
    )


def test_a_session_is_looked_for_in_vain_where_nothing_is_recorded() -> None:
    with pytest.raises(SessionError, match=r"^there is no session 'x': nothing is recorded there"):
        found("x").wanted()


def test_a_session_that_is_named_twice_is_refused() -> None:
    looking = Sessions(["BCDHJL", "bcd-hjl"])
    looking.add(a_room("BCDHJL"))
    with pytest.raises(SessionError, match="session 'bcd-hjl' is named twice"):
        looking.wanted()
