import sqlite3
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import (
    Happening,
    Judged,
    Shown,
    body,
    happenings,
    read_happening,
)
from game.learning.store import FILE
from game.story import playthrough
from game.story.model import Line
from tests.learning.recorded import STORY, okay, opened, wait, walked

EVERY = st.one_of(*map(st.from_type, get_args(Happening)))
DECISIONS = st.lists(st.integers(0, 60), max_size=40)


def read_back(what: Happening, version: int | None = None) -> Happening | None:
    return read_happening(
        what.KIND,
        version or what.VERSION,
        getattr(what, "scene", None),
        getattr(what, "item", None),
        int(getattr(what, "practice", False)),
        body(what),
    )


@given(what=EVERY)
def test_what_is_recorded_reads_back_the_same(what: Happening) -> None:
    assert read_back(what) == what


def test_what_only_a_newer_game_can_read_is_passed_over() -> None:
    assert read_back(okay("1"), version=99) is None
    assert read_happening("danced", 1, None, None, 0, "{}") is None


def test_what_was_damaged_is_passed_over() -> None:
    assert read_happening("judged", 1, "scene", "1", 0, '{"verdict":"okay"}') is None


@pytest.mark.parametrize(
    ("judged", "result"),
    [
        (wait("1", "gifts"), "hit"),
        (okay("1", "gifts"), "miss"),
        (wait("1"), "false alarm"),
        (okay("1"), "correct rejection"),
    ],
)
def test_a_judgement_has_the_name_of_the_field(judged: Judged, result: str) -> None:
    assert judged.result == result


def test_only_a_hit_with_a_right_trick_names_it() -> None:
    assert wait("1", "gifts", "secrecy", named="secrecy").named
    assert not wait("1", "gifts", named="secrecy").named
    assert not wait("1", "gifts").named
    assert not wait("1", named="gifts").named


@given(decisions=DECISIONS)
def test_every_entry_of_a_playthrough_is_one_event_that_knows_what_was_right(
    decisions: list[int],
) -> None:
    state = walked(decisions)[-1]
    made = happenings(state, state.log)
    assert len(made) == len(state.log)
    lines = {
        (scene.id, step.item): step
        for scene in STORY.scenes.values()
        for step in scene.steps
        if isinstance(step, Line)
    }
    for entry, what in zip(state.log, made, strict=True):
        if isinstance(what, Judged):
            assert isinstance(entry, playthrough.Judged)
            line = lines[what.scene, what.item]
            assert (what.tricks, what.looks_like) == (line.tricks, line.looks_like)
            assert (what.verdict, what.trick, what.asked) == (
                entry.verdict,
                entry.trick,
                entry.asked,
            )
        elif isinstance(what, Shown):
            assert isinstance(entry, playthrough.Shown)
            assert what.item == entry.step.item
            assert (what.what == "message") == isinstance(entry.step, Line)


def test_what_follows_after_going_back_is_recorded_as_practice() -> None:
    again = walked([2] * 60)[-1].back_to(0)
    assert isinstance(again.now, playthrough.Choosing)
    later = again.choose(again.now.options[0].id)
    while isinstance(later.now, playthrough.Reading):
        later = later.next()
    made = happenings(later, later.new_since(again))
    assert [what.KIND for what in made] == ["chosen", "shown"]
    assert all(getattr(what, "practice", None) for what in made)


def test_events_of_a_newer_game_stay_in_the_records(tmp_path: Path) -> None:
    store = opened(tmp_path)
    player = store.new_player("gecko", "blue", "BCDH")
    store.events(player)
    store.close()
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute(
            "INSERT INTO event SELECT 'newer', machine, 2, time, 'danced', 1, player, session,"
            " play, story, scene, item, 0, '{}', form FROM event"
        )
    other.close()
    store = opened(tmp_path)
    assert [event.what.KIND for event in store.events(player)] == ["player_made"]
    assert store.erase("BCDH")
    store.close()
