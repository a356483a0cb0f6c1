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
    Event,
    Happening,
    Judged,
    Occasion,
    RoundBegun,
    Shown,
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
        "item": _no_number("i", getattr(what, "item", None)),
        "practice": _yes(getattr(what, "practice", None)),
        "ending": getattr(what, "end", None),
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
                "offered": "; ".join(map(_words, what.offered)),
            }
    return {}


def _truth(what: Shown | Judged) -> dict[str, _Cell]:
    return {"tricks": _words(what.tricks), "looks_like": _words(what.looks_like)}


def _words(names: Iterable[str]) -> str:
    return " ".join(names)


def _no_number(before: str, digits: str | None) -> str | None:
    # Spreadsheets read 5033e105 as a number with a hundred zeros.
    return None if digits is None else f"{before}{digits}"


def _yes(so: bool | None) -> str | None:  # noqa: FBT001 - a value, no switch
    return None if so is None else "yes" if so else "no"


def _safe(cell: _Cell) -> _Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
