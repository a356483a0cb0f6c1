"""Nothing is taken in that no game can have written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import Happening
from game.learning.flaws import FlawError, check_event, check_tombstone
from game.places import SCENARIOS
from game.story.load import load_all
from game.story.playthrough import Asking, Choosing, Over, Playthrough, Reading
from tests.learning.recorded import begun, opened, record_all, walked
from tests.learning.travelling import (
    HAPPENINGS,
    JUDGED,
    PLAYER,
    TIME,
    happened,
    held,
    made,
    row,
    uuid,
)


def flaw(values: tuple[Any, ...]) -> str:
    with pytest.raises(FlawError) as caught:
        check_event(values)
    said = str(caught.value)
    assert said
    assert "\n" not in said
    return said


@given(what=HAPPENINGS, number=st.integers(1, 1000))
def test_whatever_a_game_can_record_has_no_flaw(what: Happening, number: int) -> None:
    check_event(happened(what, number))


def test_a_play_as_it_is_recorded_has_no_flaw() -> None:
    store = opened(None)
    _, play = begun(store)
    record_all(store, play, walked([1, 2, 3, 0] * 20))
    rows = held(store)
    assert len(rows) > 10
    for values in rows:
        check_event(values)


def test_the_episodes_that_the_game_comes_with_are_recorded_without_a_flaw() -> None:
    store = opened(None)
    for story in load_all(SCENARIOS).stories:
        states = [Playthrough.begin(story)]
        while not isinstance(now := states[-1].now, Over):
            match now:
                case Reading():
                    states.append(states[-1].next())
                case Asking(line, scene):
                    states.append(states[-1].judge(scene, line.item, "okay"))
                case Choosing(options):
                    states.append(states[-1].choose(options[0].id))
        player = store.new_player("gecko", "blue", "BCDH")
        record_all(store, store.begin(player, story.id, story.version), states)
    rows = held(store)
    assert len(rows) > 100
    for values in rows:
        check_event(values)


BAD_TEXTS = (
    "",
    "=1+1",
    "+1",
    "-1",
    "@sum",
    "\t=1",
    "<b>bold</b>",
    "two words",
    "a,b",
    'a"b',
    "a\nb",
    "ไทย",
    "a\x00",
    "\ud800",
    "x" * 101,
    "../records",
    "a\ufffd",
    1,
    True,
    ["gifts"],
    {"a": "b"},
)


@pytest.mark.parametrize("value", BAD_TEXTS, ids=ascii)
@pytest.mark.parametrize("column", ["story", "form", "scene", "item", "kind"])
def test_every_text_is_a_name(column: str, value: object) -> None:
    flaw(row(**{column: value}))


@pytest.mark.parametrize("value", BAD_TEXTS, ids=ascii)
@pytest.mark.parametrize("name", ["code", "animal", "colour"])
def test_what_is_known_of_a_player_are_names(name: str, value: object) -> None:
    flaw(made(body={"code": "BCDH", "animal": "gecko", "colour": "blue", name: value}))


@pytest.mark.parametrize("code", ["bcdh", "BCD1", "BCDHBCDHB", "B-CD", "ก"])
def test_a_code_is_a_few_letters(code: str) -> None:
    assert flaw(made(code=code))


@pytest.mark.parametrize(
    "other",
    [
        {"id": None},
        {"id": "1"},
        {"id": uuid(1).upper()},
        {"id": f"{uuid(1)}\n"},
        {"machine": "=1"},
        {"player": "<script>"},
        {"session": 7},
        {"play": ""},
        {"play": None},
        {"story": None},
        {"sequence": 0},
        {"sequence": -1},
        {"sequence": 1.0},
        {"sequence": True},
        {"sequence": "1"},
        {"sequence": 2**53},
        {"time": "2026-11-24"},
        {"time": "2026-13-24T12:00:00.123Z"},
        {"time": "2026-11-24T12:00:00.123+07:00"},
        {"time": "=026-11-24T12:00:00.123Z"},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"practice": 2},
        {"practice": True},
        {"practice": None},
        {"scene": None},
        {"item": None},
        {"kind": "Judged"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_found(other: dict[str, object]) -> None:
    flaw(row(**other))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "7",
        '"judged"',
        "{",
        '{"verdict":"okay"}',
        '{"verdict":"wait","verdict":"okay"}',
        '{"a":NaN}',
        '{"a":-Infinity}',
        f'{{"a":{"[" * 20}{"]" * 20}}}',
        "[" * 100_000,
        JUDGED | {"note": "free"},
        JUDGED | {"verdict": "hmm"},
        JUDGED | {"trick": "=gifts"},
        JUDGED | {"trick": 1},
        JUDGED | {"asked": 1},
        JUDGED | {"asked": "yes"},
        JUDGED | {"tricks": "gifts"},
        JUDGED | {"tricks": [["gifts"]]},
        JUDGED | {"tricks": [None]},
        JUDGED | {"looks_like": None},
        JUDGED | {"looks_like": ["<b>"]},
    ],
    ids=lambda body: str(body)[:60],
)
def test_a_body_holds_what_its_kind_has_and_nothing_else(body: object) -> None:
    flaw(row(body=body))


def test_a_player_is_made_outside_of_plays() -> None:
    flaw(made(play=uuid(1)))
    flaw(made(practice=1))
    flaw(made(scene="first"))


def test_rows_have_as_many_values_as_there_are_columns() -> None:
    flaw(row()[:-1])
    flaw((*row(), None))


def test_what_only_a_newer_game_can_read_is_no_flaw_as_long_as_it_holds_names_and_numbers() -> None:
    danced = {"step": 3, "with": ["wolf", {"also": None}], "long": 1.5, "again": True}
    check_event(row(kind="danced", version=7, scene=None, item=None, body=danced))
    check_event(row(version=2, body={"verdict": "maybe"}))
    for bad in ("=1+1", "<b>", "my name is"):
        for body in ({"step": bad}, {bad: 3}, {"with": [[bad]]}, {"with": {"a": {"b": bad}}}):
            flaw(row(kind="danced", body=body))


def test_a_flaw_is_found_again_after_something_alike_had_none() -> None:
    check_event(row(practice=1, version=1))
    flaw(row(practice=True, version=1))
    check_event(row(body=json.dumps(JUDGED)))
    flaw(row(body=json.dumps(JUDGED), story="=small"))


@pytest.mark.parametrize(
    ("player", "time"),
    [(PLAYER, "now"), ("=1", TIME), (None, TIME), (PLAYER, None), (PLAYER, "")],
)
def test_tombstones_are_looked_at_too(player: object, time: object) -> None:
    check_tombstone(PLAYER, TIME)
    with pytest.raises(FlawError):
        check_tombstone(player, time)
