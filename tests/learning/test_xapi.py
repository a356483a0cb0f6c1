"""Events as xAPI statements: of the Serious Games profile, and the same whenever they are said."""

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning import xapi
from game.learning.events import Event, Happening, RoundBegun, read_event
from game.learning.store import Store
from game.learning.xapi import HOME, as_line, statement, statements
from tests.learning.recorded import chose, ended, okay, opened, shown, wait
from tests.learning.travelling import HAPPENINGS, happened, row, uuid

PROFILE = "https://w3id.org/xapi/seriousgames"
IRI = re.compile(r"https?://[a-z0-9.]+(/[A-Za-z0-9._~%-]+)*")


def event_of(values: tuple[Any, ...]) -> Event:
    event = read_event(values)
    assert event is not None
    return event


def said(values: tuple[Any, ...], *, evidence: bool = False) -> dict[str, Any]:
    found = statement(event_of(values), evidence=evidence)
    assert found is not None
    return found


def extensions(of: Any) -> dict[str, object]:  # noqa: ANN401 - JSON
    return {name.removeprefix(f"{HOME}/extensions/"): v for name, v in of["extensions"].items()}


def played() -> Store:
    store = opened(None, seed=1)
    player = store.new_player("gecko", "blue", "BCDH")
    play = store.begin(player, "small", "v1")
    store.record(play, [shown("1", "gifts"), wait("1", "gifts", named="gifts"), okay("1", "gifts")])
    store.record(play, [chose("3", "tell", "parent"), ended("told")])
    sorting = store.begin_round(player, "b", RoundBegun("after", 2, ("x", "y"), practice=False))
    store.record(sorting, [okay("x")])
    return store


def test_every_kind_has_its_verb_and_its_activity() -> None:
    found: list[Any] = list(statements(played().every_event()))
    assert [
        (one["verb"]["display"]["en"], one["object"]["definition"]["type"], one["object"]["id"])
        for one in found
    ] == [
        ("initialized", f"{PROFILE}/activity-types/serious-game", f"{HOME}/game"),
        ("initialized", f"{PROFILE}/activity-types/level", f"{HOME}/stories/small"),
        (
            "accessed",
            f"{PROFILE}/activity-types/cutscene",
            f"{HOME}/stories/small/scenes/scene/items/1",
        ),
        *(
            (
                "selected",
                "http://adlnet.gov/expapi/activities/question",
                f"{HOME}/stories/small/scenes/scene/items/1/question",
            )
            for _ in range(2)
        ),
        (
            "selected",
            f"{PROFILE}/activity-types/dialog-tree",
            f"{HOME}/stories/small/scenes/scene/choices/3",
        ),
        ("completed", f"{PROFILE}/activity-types/level", f"{HOME}/stories/small"),
        ("initialized", f"{PROFILE}/activity-types/quest", f"{HOME}/quick-eyes/forms/b"),
        (
            "selected",
            "http://adlnet.gov/expapi/activities/question",
            f"{HOME}/quick-eyes/forms/b/scenes/scene/items/x/question",
        ),
    ]
    # As the profile's own document has them (e-ucm/xapi-seriousgames, 13.2).
    assert {one["verb"]["display"]["en"]: one["verb"]["id"] for one in found} == {
        "initialized": "http://adlnet.gov/expapi/verbs/initialized",
        "accessed": f"{PROFILE}/verbs/accessed",
        "selected": "https://w3id.org/xapi/adb/verbs/selected",
        "completed": "http://adlnet.gov/expapi/verbs/completed",
    }


def test_a_judgement_says_what_was_answered_and_what_would_have_been_right() -> None:
    found: Any = list(statements(played().every_event()))[3]
    assert found["result"]["response"] == "gifts"
    assert found["result"]["success"] is True
    assert extensions(found["result"]) == {
        "verdict": "wait",
        "trick": "gifts",
        "named": True,
        "result": "hit",
    }
    context = extensions(found["context"])
    assert context["tricks"] == ["gifts"]
    assert context["looks-like"] == []
    assert context["evidence"] is True
    assert context["practice"] is False


def test_a_statement_knows_its_event_its_player_and_its_play() -> None:
    store = played()
    (player,) = store.players()
    for event, one in zip(store.events(player), statements(store.every_event()), strict=True):
        found: Any = one
        assert found["id"] == event.id
        assert found["timestamp"] == event.time
        assert found["version"] == "1.0.3"
        assert found["actor"]["account"] == {"homePage": f"{HOME}/players", "name": player.id}
        assert found["context"].get("registration") == event.play
        assert found["context"]["contextActivities"]["category"][0]["id"] == PROFILE
        context = extensions(found["context"])
        assert context["kind"] == f"{event.what.KIND}/1"
        assert (context["machine"], context["sequence"]) == (event.machine, event.sequence)


def test_only_what_counts_is_called_evidence() -> None:
    found = [extensions(one["context"]) for one in statements(played().every_event())]
    assert [context.get("evidence") for context in found] == [
        *(None, None, None),
        *(True, False),
        *(None, None, None),
        True,
    ]


def test_neither_code_nor_animal_is_in_it() -> None:
    file = io.BytesIO()
    assert xapi.write(played(), file) == 9
    for trace in (b"BCDH", b"gecko", b"blue"):
        assert trace not in file.getvalue()


def test_a_statement_is_frozen() -> None:
    """A record store refuses another statement under the same id: this line must never change."""
    line = as_line(said(row(7), evidence=True))
    assert line == (
        '{"actor":{"account":{"homePage":"https://sarika.invalid/players",'
        '"name":"01a20d6d-5a7b-7000-8000-000000000002"},"objectType":"Agent"},'
        '"context":{"contextActivities":{"category":[{"definition":'
        '{"type":"http://adlnet.gov/expapi/activities/profile"},'
        '"id":"https://w3id.org/xapi/seriousgames","objectType":"Activity"}],'
        '"grouping":[{"definition":'
        '{"type":"https://w3id.org/xapi/seriousgames/activity-types/serious-game"},'
        '"id":"https://sarika.invalid/game","objectType":"Activity"}],'
        '"parent":[{"definition":'
        '{"type":"https://w3id.org/xapi/seriousgames/activity-types/level"},'
        '"id":"https://sarika.invalid/stories/small","objectType":"Activity"}]},'
        '"extensions":{"https://sarika.invalid/extensions/asked":true,'
        '"https://sarika.invalid/extensions/evidence":true,'
        '"https://sarika.invalid/extensions/kind":"judged/1",'
        '"https://sarika.invalid/extensions/looks-like":[],'
        '"https://sarika.invalid/extensions/machine":"01a20d6d-5a7b-7000-8000-000000000001",'
        '"https://sarika.invalid/extensions/practice":false,'
        '"https://sarika.invalid/extensions/sequence":7,'
        '"https://sarika.invalid/extensions/session":"01a20d6d-5a7b-7000-8000-000000000003",'
        '"https://sarika.invalid/extensions/tricks":["gifts"]},"platform":"Sarika",'
        '"registration":"01a20d6d-5a7b-7000-8000-000000000004"},'
        '"id":"01a20d6d-5a7b-7000-8000-0000000003ef",'
        '"object":{"definition":{"type":"http://adlnet.gov/expapi/activities/question"},'
        '"id":"https://sarika.invalid/stories/small/scenes/first-evening/items/00000007/question",'
        '"objectType":"Activity"},'
        '"result":{"extensions":{"https://sarika.invalid/extensions/named":true,'
        '"https://sarika.invalid/extensions/result":"hit",'
        '"https://sarika.invalid/extensions/trick":"gifts",'
        '"https://sarika.invalid/extensions/verdict":"wait"},"response":"gifts","success":true},'
        '"timestamp":"2026-11-24T12:00:00.123Z",'
        '"verb":{"display":{"en":"selected"},"id":"https://w3id.org/xapi/adb/verbs/selected"},'
        '"version":"1.0.3"}\n'
    )


def iris(value: object) -> list[str]:
    """Find all that must be an IRI in a statement."""
    if isinstance(value, list):
        return [iri for part in value for iri in iris(part)]
    if not isinstance(value, dict):
        return []
    own = [v for k, v in value.items() if k in {"homePage", "type"}]
    own += [value["id"]] if "definition" in value or "display" in value else []
    own += list(value.get("extensions", {}))
    return own + [iri for k, part in value.items() if k != "extensions" for iri in iris(part)]


@given(what=HAPPENINGS, evidence=st.booleans())
def test_whatever_a_game_can_record_is_a_statement_without_empty_values(
    what: Happening, *, evidence: bool
) -> None:
    values = happened(what, 1, form="a")
    found = said(values, evidence=evidence)
    assert found == said(values, evidence=evidence)
    assert json.loads(as_line(found)) == found

    def look(part: object) -> None:
        assert part not in (None, "", {})
        if isinstance(part, dict):
            for name, value in part.items():
                if name == "extensions":
                    assert None not in value.values()
                else:
                    look(value)
        elif isinstance(part, list):
            assert part
            for value in part:
                look(value)

    look(found)
    assert len(iris(found)) > 3
    for iri in iris(found):
        assert IRI.fullmatch(iri), iri


def test_names_from_a_crafted_file_become_parts_of_no_address() -> None:
    evil = 'a/../b?c=<script>"d e#f\u0e01'
    found = said(row(1, story=evil, scene=evil, item=evil))
    for iri in iris(found):
        assert IRI.fullmatch(iri), iri
    assert as_line(found).count("\n") == 1
    assert as_line(found).isascii()


@pytest.mark.parametrize(
    "other", [{"id": "1"}, {"player": ""}, {"time": "2026"}, {"time": "\ufffd026-11-24T12:00Z"}]
)
def test_what_damage_has_made_unsayable_is_passed_over(other: dict[str, object]) -> None:
    assert statement(event_of(row(1, **other)), evidence=False) is None
    good = event_of(row(2, play="damaged"))
    assert [one["id"] for one in statements([event_of(row(1, **other)), good])] == [uuid(1002)]
