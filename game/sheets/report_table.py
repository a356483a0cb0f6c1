"""The report on a group, and sessions beside each other, as a table for statistics."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from game.learning.groups import Change, Group, Hidden, Share, Spotting
from game.learning.measures import Estimate
from game.learning.report import Comparison, Report, apart
from game.learning.room_measures import RoomMeasures, measured
from game.learning.rooms import Room

COLUMNS = ("part", "name", "players", "count", "of", "value", "low", "high", "verdict")
SESSION = "session"

Cell = str | int | float | None
Row = dict[str, Cell]


def report_table(said: Report) -> str:
    """Write a report as a table for spreadsheets and statistics; its names are those of records.

    Args:
        said: what it says.

    Returns:
        Comma-separated lines; shares and their intervals lie within 0 and 1.
    """
    return _written(COLUMNS, report_rows(said))


def comparison_table(said: Comparison) -> str:
    """Write sessions as one table, with a column that names the session.

    Args:
        said: what is said of each.

    Returns:
        Comma-separated lines, as `report_table` has them.
    """
    return _written((SESSION, *COLUMNS), comparison_rows(said))


def report_rows(said: Report) -> Iterator[Row]:
    """Write a report as rows of `COLUMNS`; what does not apply is left out of them.

    Args:
        said: what it says.
    """
    if said.group is not None:
        yield from _of_group(said, said.group)
    elif said.summary.answers or not said.rooms:
        what = "fewer than 5 players" if said.summary.events else "no records"
        yield {"part": "group", "verdict": what}
    yield from _of_rooms(said.rooms)


def comparison_rows(said: Comparison) -> Iterator[Row]:
    """Write sessions as rows of `COLUMNS`, each with its session before them.

    Args:
        said: what is said of each.
    """
    for report in said.reports:
        session = {SESSION: report.session.code if report.session else None}
        if report.session in said.alike:
            yield {**session, "part": "group", "verdict": "shares players with other sessions"}
            rows = _of_rooms(report.rooms)
        else:
            rows = report_rows(report)
        yield from ({**session, **row} for row in rows)


def _written(columns: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _of_group(said: Report, found: Group) -> Iterator[Row]:
    played = said.played
    yield {"part": "group", "players": found.players}
    yield from _counted("begun", played.begun.items())
    yield from _counted("finished", played.finished.items())
    yield from _counted("round", played.rounds.items())
    yield from _of_spotting("all", found.spotting)
    for name, trick in found.tricks.items():
        yield from _share("found", name, trick.found, apart(trick))
        yield from _share("named", name, trick.named)
        yield from _share("look-alike distrusted", name, trick.alarmed)
    yield from _share("act", "any", found.acting)
    for name, share in found.acts.items():
        yield from _share("act", name, share)
    yield from _counted("told", found.whom.items())
    for occasion, spotting in found.rounds.items():
        yield from _of_spotting(occasion, spotting)
    for (first, second), change in found.changes.items():
        yield from _of_change(f"{first} to {second}", change)


def _of_rooms(rooms: Iterable[Room]) -> Iterator[Row]:
    """Say what classes raised hands for; where it says players, it is their children."""
    for room in rooms:
        found = measured(room)
        if found is None:
            yield {"part": "class", "name": room.code, "verdict": "fewer than 5 children"}
        else:
            yield {"part": "class", "name": room.code, "players": room.children}
            yield from (
                {**row, "part": f"class {row['part']}", "name": f"{room.code} {row['name']}"}
                for row in _of_room(found)
            )


def _of_room(found: RoomMeasures) -> Iterator[Row]:
    yield from _of_spotting("all", found.spotting)
    for name, trick in found.tricks.items():
        yield from _share("found", name, trick.found, apart(trick))
        yield from _share("look-alike distrusted", name, trick.alarmed)
    yield from _share("act", "any", found.acting)
    for name, share in found.acts.items():
        yield from _share("act", name, share)
    for occasion, spotting in found.rounds.items():
        yield from _of_spotting(occasion, spotting)
    if found.change is not None and found.change != "hidden":
        yield from _of_change("before to after", found.change)


def _counted(part: str, cells: Iterable[tuple[str, int | Hidden]]) -> Iterator[Row]:
    for name, players in cells:
        if players == "hidden":
            yield {"part": part, "name": name, "verdict": "hidden"}
        else:
            yield {"part": part, "name": name, "players": players}


def _of_spotting(name: str, spotting: Spotting | Hidden | None) -> Iterator[Row]:
    if spotting is None or spotting == "hidden":
        yield {"part": "spotting", "name": name, "verdict": spotting or "too few to say"}
        return
    players = spotting.players
    yield from _share(
        "hits", name, Share(players, spotting.hits, spotting.unsafe, spotting.hit_rate)
    )
    yield from _share(
        "false alarms",
        name,
        Share(players, spotting.false_alarms, spotting.safe, spotting.false_alarm_rate),
    )
    yield {"part": "d'", "name": name, "players": players, **_of(spotting.detection.d_prime)}
    yield {"part": "c", "name": name, "players": players, **_of(spotting.detection.criterion)}


def _of_change(name: str, change: Change) -> Iterator[Row]:
    about: Row = {"name": name, "players": change.before.players}
    yield {"part": "change in hits", **about, **_of(change.hit_rate)}
    yield {"part": "change in false alarms", **about, **_of(change.false_alarm_rate)}
    yield {
        "part": "change in d'",
        **about,
        **_of(change.detection.d_prime),
        "verdict": change.verdict,
    }
    yield {"part": "change in c", **about, **_of(change.detection.criterion)}


def _share(
    part: str, name: str, share: Share | Hidden | None, verdict: str | None = None
) -> Iterator[Row]:
    if share == "hidden":
        yield {"part": part, "name": name, "verdict": "hidden"}
    elif share is not None:
        yield {
            "part": part,
            "name": name,
            "players": share.players,
            "count": share.count,
            "of": share.of,
            **_of(share.rate),
            "verdict": verdict,
        }


def _of(estimate: Estimate) -> Row:
    digits = 4
    return {
        "value": round(estimate.value, digits),
        "low": round(estimate.low, digits),
        "high": round(estimate.high, digits),
    }
