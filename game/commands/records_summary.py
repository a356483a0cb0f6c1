"""`sarika records summary`: the records in a few numbers; nothing of a single child."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError
from game.commands.records_common import NOTHING, add_data, add_from, now, records_there, watched
from game.commands.telling import Shown, many

if TYPE_CHECKING:
    from game.learning.groups import Group
    from game.learning.keeping import Keeping
    from game.learning.retention import Overdue, Totals
    from game.learning.store import Store
    from game.learning.summary import Summary

DESCRIPTION = "Say how many records there are, and what a group has learned; nothing of one child."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records summary`."""
    add_data(parser)
    add_from(parser)


def run(chosen: argparse.Namespace) -> int:
    """Print.

    Raises:
        CommandError: there are no records where they are to be read from.
        StoreUnavailable: the records cannot be read.
    """
    if chosen.where:
        lines = _lines_from(chosen.where)
        print("\n".join(lines) if lines else "There are no records there yet.")
        return 0
    folder = places.data_folder(chosen.data)
    with records_there(folder) as store:
        lines = [] if store is None else list(_lines(store, folder))
    lines = [*(lines or [NOTHING]), *_trained(folder)]
    print("\n".join(lines))
    return 0


def _lines(store: "Store", folder: Path) -> Iterator[str]:
    from game.learning.keeping import load_keeping
    from game.learning.retention import overdue, totals
    from game.learning.summary import summary

    found = summary(store)
    left = totals(store)
    keeping = load_keeping(folder)
    if not found.events and not left:
        return
    yield f"Records in {folder}, machine {store.machine()}"
    if found.events:
        yield from _numbers(found)
        yield _spotting(store, found.events)
    if found.set_aside:
        is_, them = ("is", "it") if found.set_aside == 1 else ("are", "them")
        yield (
            f"{many(found.set_aside, 'record')} that came in {is_} here with another content: "
            f"what was here stays, and {them} was set aside"
        )
    yield _kept(keeping)
    yield from _overdue(overdue(store, keeping, now()), found)
    yield from map(_total, left)


def _trained(folder: Path) -> Iterator[str]:
    from game.learning.training import FILE, load_trained

    try:
        checks = len(load_trained(folder).checks)
    except OSError as error:
        raise CommandError(f"{folder / FILE}: {error.strerror}. Move it away") from None
    if checks:
        yield f"Apart from these, {many(checks, 'self-check')} of adults who trained; no names."


def _lines_from(where: str) -> list[str]:
    from game.learning.groups import group
    from game.learning.summary import Counting
    from game.server.address import shown
    from game.server.reading import events_from
    from game.server.trouble import ServerError

    counting = Counting()
    try:
        with events_from(where) as events:
            found = group(counting.passing(events))
        name = shown(where)
    except ServerError as error:
        raise CommandError(str(error)) from None
    numbers = counting.summary()
    if not numbers.events:
        return []
    return [f"Records in {name}", *_numbers(numbers), _learned(found)]


def _numbers(found: "Summary") -> Iterator[str]:
    for what, number in (
        ("Players", found.players),
        *([("Classes on one screen", found.classes)] if found.classes else []),
        ("Starts of the game", found.sessions),
        ("Stories and rounds of Quick Eyes begun", found.plays),
        ("Judgements and choices", found.answers),
        ("Machines", found.machines),
        ("Records", found.events),
    ):
        yield f"{what:<40}{number:>10,}"
    yield f"From {_day(found.first)} to {_day(found.last)}."


def _spotting(store: "Store", events: int) -> str:
    from game.learning.groups import group

    progress = Shown("Reading the records")
    found = group(watched(store.every_event(), events, progress))
    progress.over()
    return _learned(found)


def _learned(found: "Group | None") -> str:
    from game.learning.groups import FEWEST_PLAYERS, Spotting

    if found is None:
        return f"What was learned is said of {FEWEST_PLAYERS} players or more."
    spotting = found.spotting
    if not isinstance(spotting, Spotting):
        return "What was learned is not said: too few players could be told apart from the others."
    return _noticed(spotting.hits, spotting.unsafe, spotting.false_alarms, spotting.safe)


def _noticed(hits: int, unsafe: int, false_alarms: int, safe: int) -> str:
    return (
        f"Noticed {hits:,} of {many(unsafe, 'message')} that were up to something; "
        f"let {safe - false_alarms:,} of {many(safe, 'friendly one')} be friendly."
    )


def _kept(keeping: "Keeping") -> str:
    if keeping.days is None:
        return "Players are kept for ever (`sarika records keep` changes that)."
    return (
        f"Players are kept for {keeping.days} days after their newest record "
        "(`sarika records keep` changes that)."
    )


def _overdue(found: "Overdue", records: "Summary") -> Iterator[str]:
    if not found.players:
        return
    players = f"{many(found.players, 'player')} {'was' if found.players == 1 else 'were'}"
    if found.doubt is None:
        yield f"{players} kept long enough: gone at the next start of the game, into the totals."
        return
    why = {
        "behind": f"but the newest record is of {_day(records.last)}",
        "ahead": "but for more than a year nothing was recorded",
    }[found.doubt]
    yield (
        f"{players} kept long enough by the clock of this computer, which says {now():%Y-%m-%d}, "
        f"{why}. If it is right, end them with `sarika records keep --now`."
    )


def _total(month: "Totals") -> str:
    unsafe = month.hits + month.misses
    safe = month.false_alarms + month.correct_rejections
    noticed = _noticed(month.hits, unsafe, month.false_alarms, safe)
    return f"{many(month.players, 'player')} until {month.month}, gone since: {noticed}"


def _day(time: str | None) -> str:
    return "" if time is None else time[: len("2026-11-24")]
