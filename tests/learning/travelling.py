"""Records that travel, for tests: machines with events, files, and what a crafted file holds."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from game.learning import merge_file
from game.learning.counts import Play
from game.learning.database import EVENTS, MIGRATIONS, forget
from game.learning.events import (
    COLUMNS,
    OUTSIDE_PLAYS,
    ClassBegun,
    Hands,
    Happening,
    PlayerMade,
    SessionJoined,
    body,
)
from game.learning.store import Player, Store
from tests.learning.recorded import begun, chose, ended, okay, opened, shown, wait

Row = tuple[Any, ...]

MACHINE = "01a20d6d-5a7b-7000-8000-000000000001"
PLAYER = "01a20d6d-5a7b-7000-8000-000000000002"
SESSION = "01a20d6d-5a7b-7000-8000-000000000003"
PLAY = "01a20d6d-5a7b-7000-8000-000000000004"
TIME = "2026-11-24T12:00:00.123Z"
JUDGED = {
    "verdict": "wait",
    "trick": "gifts",
    "asked": True,
    "tricks": ["gifts"],
    "looks_like": [],
}


NAMES = st.text("ax09_-", max_size=8).map("n{}".format)
CODES = st.text("BCDHJLMPRTVX", min_size=4, max_size=4)


def _any(hint: object) -> st.SearchStrategy[Any]:
    """Draw what a game can record where a field has this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_any(arguments[0]), max_size=3).map(tuple)
    if arguments:
        return st.one_of(*map(_any, arguments))
    known: dict[object, st.SearchStrategy[Any]] = {
        str: NAMES,
        int: st.integers(0, 99),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    return known[hint]


def _made_up(kind: type[Happening]) -> st.SearchStrategy[Happening]:
    hints = get_type_hints(kind)
    parts = {field.name: _any(hints[field.name]) for field in fields(kind)}
    if kind in (PlayerMade, SessionJoined, ClassBegun):
        parts["code"] = CODES
    made: st.SearchStrategy[Happening] = st.builds(kind, **parts)
    return made.map(_counted) if kind is Hands else made


def _counted(hands: Happening) -> Happening:
    """Raise hands for each answer, and for no other."""
    assert isinstance(hands, Hands)
    return replace(hands, hands=tuple(len(answer) for answer in hands.answers))


# Whatever a game can record.
HAPPENINGS = st.one_of(*(_made_up(kind) for kind in get_args(Happening)))


INSERT = " ".join(
    ("INSERT INTO event (", ", ".join(COLUMNS), ") VALUES (", ", ".join("?" * len(COLUMNS)), ")")
)


def uuid(number: int) -> str:
    return f"01a20d6d-5a7b-7000-8000-{number:012x}"


def row(number: int = 1, /, **other: object) -> Row:
    """Make a judgement, or something like one."""
    content = other.pop("body", JUDGED)
    values: dict[str, object] = {
        "id": uuid(1000 + number),
        "machine": MACHINE,
        "sequence": number,
        "time": TIME,
        "player": PLAYER,
        "session": SESSION,
        "play": PLAY,
        "story": "small",
        "form": None,
        "kind": "judged",
        "version": 1,
        "scene": "first-evening",
        "item": f"{number:08x}",
        "practice": 0,
        "body": content if isinstance(content, str) else json.dumps(content),
        **other,
    }
    return tuple(values[column] for column in COLUMNS)


def made(number: int = 1, /, code: str = "BCDH", **other: object) -> Row:
    """Make the making of a player."""
    return row(
        number,
        **{
            "play": None,
            "story": None,
            "kind": "player_made",
            "scene": None,
            "item": None,
            "body": {"code": code, "animal": "gecko", "colour": "blue"},
            **other,
        },
    )


def happened(what: Happening, number: int, /, **other: object) -> Row:
    """Make the row of what a game recorded."""
    alone = isinstance(what, OUTSIDE_PLAYS)
    return row(
        number,
        **{
            "kind": what.KIND,
            "version": what.VERSION,
            "play": None if alone else PLAY,
            "story": None if alone else "small",
            "scene": getattr(what, "scene", None),
            "item": getattr(what, "item", None),
            "practice": int(getattr(what, "practice", False)),
            "body": body(what),
            **other,
        },
    )


def crafted(
    path: Path,
    rows: Iterable[Row] = (),
    erased: Iterable[str] = (),
    header: Mapping[str, object] | None = None,
) -> Path:
    """Write a file as somebody might who knows the format well."""
    rows, erased = list(rows), list(erased)
    lines = [
        {
            "format": "sarika-records",
            "version": 1,
            "schema": len(MIGRATIONS),
            "time": TIME,
            "machine": MACHINE,
            "events": len(rows),
            "erased": len(erased),
            "columns": COLUMNS,
            **(header or {}),
        },
        *rows,
        *({"erased": player, "time": TIME} for player in erased),
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    counts = {"events": len(rows), "erased": len(erased), "left_out": 0}
    trailer = json.dumps({**counts, "sha256": sha256(text).hexdigest()})
    path.write_bytes(text + trailer.encode() + b"\n")
    return path


def holding(rows: Sequence[Row], erased: Iterable[str] = ()) -> Store:
    """Make records in memory that hold these rows."""
    store = opened(None)
    store._writer._connection.executemany(INSERT, rows)
    store.errand(lambda c: forget(c, [(player, TIME) for player in erased])).wait()
    return store


def exported(store: Store, path: Path | None = None) -> bytes:
    """Give what the merge file of some records holds, and write it."""
    file = io.BytesIO()
    merge_file.write(store, file)
    if path is not None:
        path.write_bytes(file.getvalue())
    return file.getvalue()


def held(store: Store) -> list[Row]:
    """Give all events of some records, in the order of a merge file."""
    with store.snapshot() as connection:
        return connection.execute(f"{EVENTS} ORDER BY machine, sequence, id").fetchall()


def erased_in(store: Store) -> set[str]:
    with store.snapshot() as connection:
        return {player for (player,) in connection.execute("SELECT player FROM tombstone")}


def aside_in(store: Store) -> list[dict[str, Any]]:
    with store.snapshot() as connection:
        return [
            json.loads(content)
            for (content,) in connection.execute("SELECT content FROM set_aside ORDER BY content")
        ]


def played(store: Store, code: str = "BCDH") -> tuple[Player, Play]:
    """Let a player answer a few times."""
    player, play = begun(store, code)
    store.record(play, [shown("1", "gifts"), wait("1", "gifts", named="gifts"), okay("2")])
    store.record(play, [chose("3", "tell", "parent"), ended()])
    store.flush()
    return player, play
