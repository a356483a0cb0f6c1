"""Records as a table for spreadsheets and statistics: one row an event, comma-separated.

The code of a player is left out: it opens their notebook, and whoever reads a table has no need of
it. `docs/records.md` has the columns.
"""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from game.learning.events import (
    Chosen,
    ClassBegun,
    Event,
    Hands,
    Happening,
    Judged,
    Occasion,
    RoundBegun,
    SessionJoined,
    Shown,
    TurnsBegun,
    Witnessed,
)
from game.learning.exchange import Progress, Watched, with_evidence
from game.learning.store import Player, Store

COLUMNS = (
    "id",
    "machine",
    "sequence",
    "time",
    "session",
    "player",
    "animal",
    "colour",
    "play",
    "story",
    "story_version",
    "form",
    "occasion",
    "half",
    "kind",
    "scene",
    "item",
    "what",
    "chat",
    "practice",
    "tricks",
    "looks_like",
    "asked",
    "verdict",
    "trick",
    "result",
    "named",
    "evidence",
    "choice",
    "acts",
    "whom",
    "offered",
    "ending",
    "items",
    "session_code",
    "children",
    "ages",
    "language",
    "stories",
    "about",
    "answers",
    "hands",
    "decided",
    "by",
    "players",
    "table",
)

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_Cell = str | int | None


def write(store: Store, file: BinaryIO, progress: Progress | None = None) -> int:
    """Write all events that this game can read, one player after the other, oldest first.

    Args:
        store: the records.
        file: where to; `exchange.written_whole` makes one.
        progress: is told which part is done.

    Returns:
        How many events were written.

    Raises:
        StoreUnavailable: the records cannot be read.
        OSError: the file cannot be written.
    """
    # The signature tells spreadsheets that it is UTF-8; they want lines to end as on Windows.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    players = {player.id: player for player in store.players()}
    occasions: dict[str | None, Occasion] = {}
    watched = Watched(store.size(), progress)
    written = 0
    for event, evidence in with_evidence(store.every_event()):
        if isinstance(event.what, RoundBegun):
            occasions[event.play] = event.what.occasion
        cells = {
            **_around(event, players.get(event.player)),
            "occasion": occasions.get(event.play),
            **_content(event.what, evidence=evidence),
        }
        table.writerow({name: _safe(cell) for name, cell in cells.items()})
        written += 1
        watched.add()
    text.flush()
    text.detach()
    return written


def _around(event: Event, player: Player | None) -> dict[str, _Cell]:
    what = event.what
    choice = _about_choice(what)
    return {
        "id": event.id,
        "machine": event.machine,
        "sequence": event.sequence,
        "time": event.time,
        "session": event.session,
        "player": event.player,
        "animal": player.animal if player else None,
        "colour": player.colour if player else None,
        "play": event.play,
        "story": event.story,
        "story_version": _no_number("v", getattr(what, "story_version", None)),
        "form": event.form,
        "kind": what.KIND,
        "scene": getattr(what, "scene", None),
        "item": None if choice else _no_number("i", getattr(what, "item", None)),
        "choice": getattr(what, "item", None) if choice else None,
        "practice": _yes(getattr(what, "practice", None)),
        "ending": getattr(what, "end", None),
        "children": getattr(what, "children", None),
        "language": getattr(what, "language", None),
        "about": getattr(what, "about", None),
        "table": getattr(what, "table", None),
    }


def _content(what: Happening, *, evidence: bool) -> dict[str, _Cell]:
    match what:
        case RoundBegun():
            return {"half": what.half, "items": _words(f"i{item}" for item in what.items)}
        case Shown():
            return {"what": what.what, "chat": what.chat, **_truth(what)}
        case Judged():
            return {
                **_truth(what),
                "asked": _yes(what.asked),
                "verdict": what.verdict,
                "trick": what.trick,
                "result": what.result,
                "named": _yes(what.named) if what.result == "hit" else None,
                "evidence": _yes(evidence),
            }
        case Chosen():
            return {
                "choice": what.number,
                "acts": _words(what.acts),
                "whom": what.whom,
                "offered": _options(what.offered),
            }
    return _content_together(what)


def _content_together(what: Happening) -> dict[str, _Cell]:
    """Say what only those have who play in a session, as a class, or by turns."""
    match what:
        case SessionJoined():
            return {"session_code": what.code}
        case ClassBegun():
            ages, stories = _no_number("ages ", what.ages), _words(what.stories)
            return {"session_code": what.code, "ages": ages, "stories": stories}
        case Hands():
            before = "i" if _about_choice(what) else ""
            return {
                **_truth(what),
                "answers": _words(f"{before}{answer}" for answer in what.answers),
                "hands": _words(map(str, what.hands)),
                "decided": _no_number(before, what.decided),
                "by": what.by,
                "offered": _options(what.offered),
            }
        case TurnsBegun():
            return {"players": _words(what.players)}
    return {}


def _about_choice(what: Happening) -> bool:
    return isinstance(what, (Hands, Witnessed)) and what.about == "choice"


def _truth(what: Shown | Judged | Hands) -> dict[str, _Cell]:
    return {"tricks": _words(what.tricks), "looks_like": _words(what.looks_like)}


def _words(names: Iterable[str]) -> str:
    return " ".join(names)


def _options(offered: Iterable[Iterable[str]]) -> str:
    return "; ".join(map(_words, offered))


def _no_number(before: str, digits: str | None) -> str | None:
    # Spreadsheets read 5033e105 as a number with a hundred zeros, and 8-10 as a day in August.
    return None if digits is None else f"{before}{digits}"


def _yes(so: bool | None) -> str | None:  # noqa: FBT001 - a value, no switch
    return None if so is None else "yes" if so else "no"


def _safe(cell: _Cell) -> _Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
