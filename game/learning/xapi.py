"""Events as xAPI statements, which any learning record store takes.

Version 1.0.3 of the Experience API, with the verbs and activity types of its Serious Games profile
(https://w3id.org/xapi/seriousgames). A store refuses another statement under an id that it knows:
what a statement of an event is must never change. `docs/records.md` has the table.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from urllib.parse import quote

from game.learning.events import (
    QUICK_EYES,
    Begun,
    Chosen,
    ClassBegun,
    ClassEnded,
    Ended,
    Event,
    Hands,
    Happening,
    Judged,
    PlayerMade,
    RoundBegun,
    SessionJoined,
    SharedBegun,
    Shown,
    TurnsBegun,
    Witnessed,
    body,
)
from game.learning.exchange import Progress, Watched, with_evidence
from game.learning.store import Store

# A name, not an address: nobody can ever own a domain under .invalid (RFC 2606), and record stores
# want something that looks like an address.
HOME = "https://sarika.invalid"
PROFILE = "https://w3id.org/xapi/seriousgames"
VERSION = "1.0.3"

# Made once, for a million statements.
_WRITE = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")

_VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "accessed": f"{PROFILE}/verbs/accessed",
    "selected": "https://w3id.org/xapi/adb/verbs/selected",
}
_VERB_OF: dict[type[Happening], str] = {
    PlayerMade: "initialized",
    SessionJoined: "initialized",
    ClassBegun: "initialized",
    Begun: "initialized",
    RoundBegun: "initialized",
    TurnsBegun: "initialized",
    SharedBegun: "initialized",
    Shown: "accessed",
    Witnessed: "accessed",
    Judged: "selected",
    Chosen: "selected",
    Hands: "selected",
    Ended: "completed",
    ClassEnded: "completed",
}
_QUESTION = "http://adlnet.gov/expapi/activities/question"
_TYPE = f"{PROFILE}/activity-types"
_GAME = (f"{HOME}/game", f"{_TYPE}/serious-game")
_CATEGORY = {
    "objectType": "Activity",
    "id": PROFILE,
    "definition": {"type": "http://adlnet.gov/expapi/activities/profile"},
}

_Activity = tuple[str, str]
_Values = dict[str, object]


def statement(event: Event, *, evidence: bool) -> dict[str, object] | None:
    """Say an event as an xAPI statement.

    The code, the animal and the colour of a player are left out: whoever reads a record store has
    no need of them.

    Args:
        event: the event.
        evidence: whether it is a judgement that counts; `exchange.with_evidence` knows.

    Returns:
        The statement, always the same for the same event and evidence; None where damage in the
        records left no valid id or time, for which a store would refuse all that is sent with it.
    """
    whole = _UUID.fullmatch(event.id) and _UUID.fullmatch(event.player)
    if not whole or not _TIME.fullmatch(event.time):
        return None
    verb, activity = _done(event)
    said: dict[str, object] = {
        "id": event.id,
        "version": VERSION,
        "timestamp": event.time,
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": f"{HOME}/players", "name": event.player},
        },
        "verb": {"id": _VERBS[verb], "display": {"en": verb}},
        "object": _activity(activity),
        "context": _context(event, activity, _details(event.what, evidence=evidence)),
    }
    result = _result(event.what)
    if result:
        said["result"] = result
    return said


def statements(events: Iterable[Event]) -> Iterator[dict[str, object]]:
    """Say events as xAPI statements, without the few that damage has made unsayable.

    Args:
        events: all events of each player, each player's oldest first.
    """
    for event, evidence in with_evidence(events):
        said = statement(event, evidence=evidence)
        if said is not None:
            yield said


def write(store: Store, file: BinaryIO, progress: Progress | None = None) -> int:
    """Write all events that this game can read as statements, one a line.

    Args:
        store: the records.
        file: where to; `exchange.written_whole` makes one.
        progress: is told which part is done.

    Returns:
        How many statements were written.

    Raises:
        StoreUnavailable: the records cannot be read.
        OSError: the file cannot be written.
    """
    watched = Watched(store.size(), progress)
    written = 0
    for said in statements(store.every_event()):
        file.write(as_line(said).encode())
        written += 1
        watched.add()
    return written


def as_line(said: Mapping[str, object]) -> str:
    """Write a statement as one line of JSON, the same for the same statement.

    Args:
        said: what `statement` gave.
    """
    return f"{_WRITE(said)}\n"


def _done(event: Event) -> tuple[str, _Activity]:
    what = event.what
    return _VERB_OF[type(what)], _object(event, what)


def _object(event: Event, what: Happening) -> _Activity:
    match what:
        case PlayerMade() | SessionJoined() | ClassBegun() | ClassEnded():
            return _GAME
        case Shown():
            return _item(event, what)
        case Judged() | Witnessed(about="message") | Hands(about="message"):
            return _question(event, what)
        case Chosen() | Witnessed() | Hands():
            return _choice(event, what)
        case _:
            return _story(event)


def _result(what: Happening) -> _Values:
    match what:
        case Judged():
            named: _Values = {"verdict": what.verdict, "trick": what.trick, "named": what.named}
            return {
                "success": what.result in ("hit", "correct rejection"),
                "response": what.trick or what.verdict,
                "extensions": _extensions({**named, "result": what.result}),
            }
        case Chosen():
            acts: _Values = {"acts": list(what.acts), "whom": what.whom}
            return {"response": what.item, "extensions": _extensions(acts)}
        case Ended():
            return {"completion": True, "extensions": _extensions({"ending": what.end})}
    return {}


def _details(what: Happening, *, evidence: bool) -> _Values:
    match what:
        case PlayerMade():
            return {}
        case Shown():
            return {"what": what.what, "chat": what.chat, **_truth(what)}
        case Judged():
            return {"asked": what.asked, "evidence": evidence, **_truth(what)}
        case Chosen():
            return {"offered": [list(acts) for acts in what.offered]}
        case _:
            values = json.loads(body(what))
            return {name.replace("_", "-"): value for name, value in values.items()}


def _truth(what: Shown | Judged) -> _Values:
    return {"tricks": list(what.tricks), "looks-like": list(what.looks_like)}


def _context(event: Event, activity: _Activity, details: _Values) -> _Values:
    around: _Values = {"category": [_CATEGORY]}
    if activity != _GAME:
        around["grouping"] = [_activity(_GAME)]
        if activity != _story(event):
            around["parent"] = [_activity(_story(event))]
    context: _Values = {
        "platform": "Sarika",
        "contextActivities": around,
        "extensions": _extensions(
            {
                "kind": f"{event.what.KIND}/{event.what.VERSION}",
                "machine": event.machine,
                "sequence": event.sequence,
                "session": event.session,
                "form": event.form,
                "practice": getattr(event.what, "practice", False),
                **details,
            }
        ),
    }
    if event.play is not None and _UUID.fullmatch(event.play):
        context["registration"] = event.play
    return context


def _extensions(values: _Values) -> _Values:
    return {f"{HOME}/extensions/{n}": value for n, value in values.items() if value is not None}


def _activity(activity: _Activity) -> _Values:
    id_, type_ = activity
    return {"objectType": "Activity", "id": id_, "definition": {"type": type_}}


def _story(event: Event) -> _Activity:
    if event.story == QUICK_EYES:
        form = "" if event.form is None else f"/forms/{_name(event.form)}"
        return f"{HOME}/quick-eyes{form}", f"{_TYPE}/quest"
    return f"{HOME}/stories/{_name(event.story or '')}", f"{_TYPE}/level"


def _item(event: Event, what: Shown | Judged | Hands | Witnessed) -> _Activity:
    story, _ = _story(event)
    item = f"{story}/scenes/{_name(what.scene)}/items/{_name(what.item)}"
    return item, f"{_TYPE}/cutscene"


def _question(event: Event, what: Judged | Hands | Witnessed) -> _Activity:
    item, _ = _item(event, what)
    return f"{item}/question", _QUESTION


def _choice(event: Event, what: Chosen | Hands | Witnessed) -> _Activity:
    story, _ = _story(event)
    number = what.number if isinstance(what, Chosen) else what.item
    return f"{story}/scenes/{_name(what.scene)}/choices/{number}", f"{_TYPE}/dialog-tree"


def _name(text: str) -> str:
    return quote(text, safe="")
