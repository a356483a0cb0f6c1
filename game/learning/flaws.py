"""Whether a game can have written what is said to be a record.

Records come in from sticks that anybody can have written to. Every text of an event is a name: it
holds no sentence, no formula and no markup, whatever shows it later.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from game.learning.events import (
    COLUMNS,
    OUTSIDE_PLAYS,
    ClassBegun,
    Hands,
    Happening,
    PlayerMade,
    SessionJoined,
    read_happening,
)

MOST_SEQUENCE = 1 << 53

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,99}")
_KIND = re.compile(r"[a-z][a-z_]{0,59}")
_CODE = re.compile(r"[A-Z]{1,8}")
_MOST = 1_000_000
_DEEPEST = 10
# What comes again and again is looked at once; what is longer than usual is not kept for that.
_KEPT = 4096
_USUAL_LENGTH = 1000

_CLASSES: dict[tuple[str, int], type[Happening]] = {
    (kind.KIND, kind.VERSION): kind for kind in get_args(Happening)
}
_HINTS = {kind: get_type_hints(kind) for kind in _CLASSES.values()}
_OWN_COLUMNS = ("scene", "item", "practice")


class FlawError(Exception):
    """Say in a few words why no game can have written something."""


def check_event(row: Sequence[Any]) -> None:
    """Check that a game can have written a row, this one or a newer one.

    Args:
        row: the values of `events.COLUMNS`.

    Raises:
        FlawError: none can.
    """
    _must(len(row) == len(COLUMNS), "it has too few values, or too many")
    id_, machine, sequence, time, player, session, play, *content = row
    try:
        _must(_UUID.fullmatch(id_), "its id is none")
        _check_ids(machine, player, session, play)
        _must(type(sequence) is int and 0 < sequence < MOST_SEQUENCE, "its sequence is none")
        _check_time(time)
        _, _, _, version, _, _, practice, body = content
        _must(type(version) is int and type(practice) is int, "a number in it is none")
        check = _check_content if len(body) <= _USUAL_LENGTH else _check_content.__wrapped__
        check(play is not None, tuple(content))
    except TypeError:
        raise FlawError("a value in it is of the wrong type") from None


def check_tombstone(player: object, time: object) -> None:
    """Check that a game can have written a tombstone.

    Args:
        player: the id of an erased player.
        time: when they were erased.

    Raises:
        FlawError: none can.
    """
    _must(is_uuid(player) and isinstance(time, str), "its player or its time is none")
    _check_time(str(time))


def is_uuid(value: object) -> bool:
    """Say whether something is an id as the game makes them."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _must(so: object, else_: str) -> None:
    if not so:
        raise FlawError(else_)


def _check_time(time: str) -> None:
    _must(_TIME.fullmatch(time), "its time is none")
    try:
        datetime.fromisoformat(time)
    except ValueError:
        raise FlawError("its time is none") from None


@lru_cache(maxsize=_KEPT)
def _check_ids(machine: str, player: str, session: str, play: str | None) -> None:
    ids = (machine, player, session, session if play is None else play)
    _must(all(map(_UUID.fullmatch, ids)), "an id in it is none")


@lru_cache(maxsize=_KEPT)
def _check_content(played: bool, content: tuple[Any, ...]) -> None:  # noqa: FBT001 - for the cache
    story, form, kind, version, scene, item, practice, body = content
    names = [value for value in (story, form, scene, item) if value is not None]
    _must(all(map(_NAME.fullmatch, names)), "a text in it is no name")
    _must(_KIND.fullmatch(kind) and 0 < version < _MOST, "its kind is none")
    _must(practice in (0, 1), "it is neither practice nor not")
    values = _read_body(body)
    known = _CLASSES.get((kind, version))
    if known is None:
        return
    columns = {"scene": scene, "item": item, "practice": practice or None}
    unknown = columns.keys() - _HINTS[known].keys()
    _must(all(columns[name] is None for name in unknown), f"it has what a {kind} has not")
    _must(played == (story is not None) == (known not in OUTSIDE_PLAYS), "its play is none")
    wanted = {field.name for field in fields(known)} - columns.keys()
    what = read_happening(kind, version, scene, item, practice, body)
    _must(values.keys() == wanted and what is not None, f"it has not what a {kind} has")
    if what is not None:
        _check_values(what)


def _check_values(what: Happening) -> None:
    for field in fields(what):
        so = _fits(getattr(what, field.name), _HINTS[type(what)][field.name])
        _must(so, f"its {field.name} is none")
    if isinstance(what, PlayerMade | SessionJoined | ClassBegun):
        _must(_CODE.fullmatch(what.code), "its code is none")
    if isinstance(what, Hands):
        _must(len(what.hands) == len(what.answers), "its hands are not those of its answers")


def _fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - a type as it was written
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value in arguments
    if origin in (Union, UnionType):
        return any(_fits(value, argument) for argument in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(part, arguments[0]) for part in value)
    if hint is int:
        return type(value) is int and 0 <= value < _MOST
    return type(value) is hint


def _read_body(text: str) -> dict[str, object]:
    try:
        values = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise FlawError("its body is none") from None
    _must(isinstance(values, dict), "its body is none")
    _check_names(values, _DEEPEST)
    return dict(values)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    _must(len(found) == len(pairs), "a name in its body stands there twice")
    return found


def _no_number(text: str) -> None:
    raise FlawError(f"{text} in its body is no number")


def _check_names(value: object, deep: int) -> None:
    if isinstance(value, (dict, list)):
        _must(deep, "its body is too deep")
        for part in value.values() if isinstance(value, dict) else value:
            _check_names(part, deep - 1)
    for name in value if isinstance(value, dict) else [value]:
        _must(not isinstance(name, str) or _NAME.fullmatch(name), "a text in it is no name")
