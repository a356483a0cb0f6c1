"""Records as a table that spreadsheets and statistics read as it is meant."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import csv_export
from game.learning.events import Happening, RoundBegun
from game.learning.exchange import written_whole
from game.learning.store import Store
from tests.learning.hands import CLASS, PlayingClass
from tests.learning.recorded import chose, ended, okay, opened, shown, wait
from tests.learning.travelling import HAPPENINGS, JUDGED, happened, held, holding, made, row


def table(store: Store) -> list[dict[str, str]]:
    file = io.BytesIO()
    written = csv_export.write(store, file)
    text = file.getvalue().decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert written == len(found)
    return found


def played() -> Store:
    store = opened(None, seed=1)
    player = store.new_player("gecko", "blue", "BCDH")
    play = store.begin(player, "small", "5033e105")
    store.record(play, [shown("1", "gifts", "secrecy"), wait("1", "gifts", "secrecy")])
    store.record(play, [okay("1", "gifts"), chose("3", "tell", "parent"), ended("told")])
    sorting = store.begin_round(player, "b", RoundBegun("after", 2, ("x", "y"), practice=False))
    store.record(sorting, [wait("x", "gifts", named="gifts"), wait("y")])
    return store


def test_a_row_is_an_event_with_what_it_says() -> None:
    store = played()
    rows = table(store)
    (player,) = store.players()
    events = store.events(player)
    assert [found["id"] for found in rows] == [event.id for event in events]
    assert {found["player"] for found in rows} == {player.id}
    assert {(found["animal"], found["colour"]) for found in rows} == {("gecko", "blue")}
    assert [found["kind"] for found in rows] == [event.what.KIND for event in events]
    told = {name: value for name, value in rows[3].items() if value}
    assert told == {
        "id": events[3].id,
        "machine": events[3].machine,
        "sequence": "4",
        "time": "2026-11-24T12:00:00.123Z",
        "session": events[3].session,
        "player": player.id,
        "animal": "gecko",
        "colour": "blue",
        "play": events[3].play,
        "story": "small",
        "kind": "judged",
        "scene": "scene",
        "item": "i1",
        "practice": "no",
        "tricks": "gifts secrecy",
        "asked": "yes",
        "verdict": "wait",
        "result": "hit",
        "named": "no",
        "evidence": "yes",
    }


def test_evidence_choices_endings_and_rounds_have_their_columns() -> None:
    rows = table(played())
    assert [found["evidence"] for found in rows if found["kind"] == "judged"] == [
        "yes",
        "no",
        "yes",
        "yes",
    ]
    (choice,) = [found for found in rows if found["kind"] == "chosen"]
    assert (choice["choice"], choice["acts"], choice["whom"]) == ("3", "tell", "parent")
    assert choice["offered"] == "tell; risky"
    (ending,) = [found for found in rows if found["kind"] == "ended"]
    assert ending["ending"] == "told"
    (begun,) = [found for found in rows if found["kind"] == "round_begun"]
    assert (begun["form"], begun["half"], begun["items"]) == ("b", "2", "ix iy")
    assert [found["occasion"] for found in rows if found["story"] == "quick-eyes"] == ["after"] * 3
    assert {found["result"] for found in rows[-2:]} == {"hit", "false alarm"}
    assert [found["named"] for found in rows[-2:]] == ["yes", ""]


def test_a_class_has_columns_for_its_hands_and_for_who_was_there() -> None:
    store = opened(None, seed=1)
    playing = PlayingClass(store, store.begin_class(replace(CLASS, ages="8-10")))
    playing.read_on()
    playing.decide("okay", 20, 8)
    playing.read_on()
    playing.decide("wait", 3, 25)
    playing.read_on()
    playing.count(2, 5, 0)
    begun, *rows = table(store)
    assert {name: begun[name] for name in ("session_code", "children", "ages", "stories")} == {
        "session_code": "BCDHJL",
        "children": "28",
        "ages": "ages 8-10",
        "stories": "small",
    }
    assert {found["player"] for found in rows} == {playing.room.id}
    assert not {found["animal"] for found in rows} - {""}
    asked, _, open_one = [found for found in rows if found["kind"] == "hands"]
    assert asked["item"].startswith("i")
    told = ("about", "answers", "hands", "decided", "by", "looks_like", "choice")
    assert [asked[name] for name in told] == [
        *("message", "okay wait", "20 8", "okay", "majority", "too_fast", ""),
    ]
    hands = playing.raised(2, 5, 0)
    told = ("about", "choice", "answers", "hands", "decided", "by", "item")
    assert [open_one[name] for name in told] == [
        *("choice", hands.item, " ".join(f"i{option}" for option in hands.answers), "2 5 0"),
        *("", "", ""),
    ]
    assert open_one["offered"] == "carry_on; check kind; stop"
    # No judgement of a class is one of a player.
    assert {found["evidence"] for found in rows} == {"", "no"}


def test_the_code_with_which_a_player_comes_back_is_not_in_it() -> None:
    file = io.BytesIO()
    csv_export.write(played(), file)
    assert b"BCDH" not in file.getvalue()


def test_a_spreadsheet_takes_no_id_for_a_number() -> None:
    rows = table(played())
    assert rows[1]["story_version"] == "v5033e105"
    for found in rows:
        for name in ("item", "story_version"):
            assert not found[name] or found[name][0] in "iv"


def test_it_is_utf_8_with_a_signature_and_ends_lines_as_windows_does() -> None:
    file = io.BytesIO()
    csv_export.write(played(), file)
    text = file.getvalue()
    assert text.startswith(b"\xef\xbb\xbfid,machine,sequence,")
    assert text.count(b"\n") == text.count(b"\r\n") == 11


def test_without_records_there_is_a_header_alone() -> None:
    assert table(opened(None)) == []


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@sum(a1)", "\t=1", "\r=1"])
def test_a_cell_that_begins_like_a_formula_is_made_a_text(evil: str) -> None:
    store = holding(
        [
            made(1, body={"code": "BCDH", "animal": evil, "colour": evil}),
            row(2, story=evil, scene=evil, body={**JUDGED, "tricks": [evil], "trick": evil}),
        ]
    )
    found = table(store)
    for name in ("story", "scene", "trick", "tricks", "animal", "colour"):
        assert found[1][name] == f"'{evil}"
    for cells in found:
        for value in cells.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    evil = 'a"b,c\r\nd\u0e01'
    (found,) = table(holding([row(1, story=evil)]))
    assert found["story"] == evil


@given(what=st.lists(HAPPENINGS, max_size=5))
def test_every_event_is_a_row_of_as_many_cells_as_there_are_columns(what: list[Happening]) -> None:
    store = holding([happened(one, number) for number, one in enumerate(what, 1)])
    found = table(store)
    assert [cells["id"] for cells in found] == [values[0] for values in held(store)]
    for cells in found:
        assert tuple(cells) == csv_export.COLUMNS
        assert None not in cells.values()


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError), written_whole(path) as file:
        csv_export.write(played(), file, stop)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    with written_whole(path) as file:
        assert csv_export.write(played(), file) == 10
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert list(tmp_path.iterdir()) == [path]
