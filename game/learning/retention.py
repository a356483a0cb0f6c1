"""End what was kept long enough: players go, and what stays are totals of all who went.

A clock that is wrong must not erase a school's year. So nothing is ended by itself where the clock
is behind the records, or where more than a year without any record lies between a player's newest
event and now: either nobody played, or the clock has jumped ahead. An adult who knows what day it
is can have it done then.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Literal

from game.learning import counts, database
from game.learning.events import Chosen, Event, read_event
from game.learning.keeping import Keeping
from game.learning.store import Errand, Store, written

Doubt = Literal["behind", "ahead"]

FEWEST_PLAYERS = 5
LONGEST_PAUSE = timedelta(days=365)

_NEWEST = "SELECT max(time) FROM event"
_LAST_OF = f"{database.SELECT_KNOWING_NOBODY} player, max(time) FROM event"
_LONG_AGO = "GROUP BY player HAVING max(time) < ? ORDER BY player"
_DUE = f"{_LAST_OF} WHERE player NOT IN nobody {_LONG_AGO}"
# Rooms and tables go as well, and are counted nowhere.
_DUE_BESIDES = f"{_LAST_OF} WHERE player IN nobody {_LONG_AGO}"
_DAYS = "SELECT DISTINCT substr(time, 1, 10) FROM event WHERE time >= ? ORDER BY 1"
_ADD = """INSERT INTO total VALUES (?, ?, ?, ?) ON CONFLICT (month, measure, name)
    DO UPDATE SET count = count + excluded.count"""
_TOTALS = """SELECT month, measure, name, count FROM total WHERE month IN
    (SELECT month FROM total WHERE measure = 'players' AND count >= ?)
    ORDER BY month, measure, name"""
_MONTH = len("2026-11")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Say who has been kept long enough.

    Args:
        players: how many have, by this clock.
        doubt: why they are not ended by themselves: the clock is "behind" the records, or may
            have jumped "ahead"; None if they are, at the next start of the game.
    """

    players: int
    doubt: Doubt | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Hold what is left of the players who were ended.

    Args:
        month: the month of their newest event, for example "2026-11".
        players: how many they were.
        hits: unsafe messages that were noticed; only what counts, here and below.
        misses: unsafe messages that were called okay.
        false_alarms: safe messages that were not called okay.
        correct_rejections: safe messages that were called okay.
        found: by trick, how often it was noticed.
        missed: by trick, how often it was not.
        acts: by act, how often it was done.
        told: by whom, how many players told them.
        endings: by story and ending, how many players saw it.
    """

    month: str
    players: int
    hits: int
    misses: int
    false_alarms: int
    correct_rejections: int
    found: dict[str, int]
    missed: dict[str, int]
    acts: dict[str, int]
    told: dict[str, int]
    endings: dict[str, int]


def overdue(store: Store, keeping: Keeping, now: datetime) -> Overdue:
    """Say who has been kept long enough.

    Args:
        store: the records.
        keeping: how long players are kept.
        now: with its zone.

    Raises:
        StoreUnavailable: the records cannot be read.
    """
    with store.snapshot() as connection:
        due = _due(connection, keeping, now)
        return Overdue(len(due), _doubt(connection, due, now) if due else None)


def end_overdue(
    store: Store, keeping: Keeping, now: datetime, *, sure: bool = False
) -> Errand[int]:
    """Count what players did who have been kept long enough into the totals, and remove them.

    It is done by the store's own thread, in one transaction; the game calls it once after opening
    and need not wait.

    Args:
        store: the records.
        keeping: how long players are kept.
        now: with its zone.
        sure: whether an adult said that `now` is right; else nothing is done where that is in
            doubt.

    Returns:
        What gives the number of players who went, for who waits.
    """
    return store.errand(partial(_end, keeping=keeping, now=now, sure=sure))


def totals(store: Store) -> tuple[Totals, ...]:
    """Give what is left of the players who were ended, month by month.

    Months with fewer than 5 players are left out.

    Args:
        store: the records.

    Raises:
        StoreUnavailable: the records cannot be read.
    """
    months: dict[str, dict[str, dict[str, int]]] = {}
    with store.snapshot() as connection:
        for month, measure, name, count in connection.execute(_TOTALS, (FEWEST_PLAYERS,)):
            months.setdefault(month, {}).setdefault(measure, {})[name] = count
    return tuple(_totals(month, measures) for month, measures in months.items())


def _totals(month: str, measures: dict[str, dict[str, int]]) -> Totals:
    def one(measure: str) -> int:
        return measures.get(measure, {}).get("", 0)

    return Totals(
        month,
        one("players"),
        one("hit"),
        one("miss"),
        one("false alarm"),
        one("correct rejection"),
        *(measures.get(measure, {}) for measure in ("found", "missed", "act", "told", "ending")),
    )


def _due(
    connection: sqlite3.Connection, keeping: Keeping, now: datetime, select: str = _DUE
) -> Sequence[tuple[str, str]]:
    if keeping.days is None:
        return ()
    since = now.astimezone(UTC) - timedelta(days=keeping.days)
    return database.read(connection, select, (written(since),))


def _doubt(
    connection: sqlite3.Connection, due: Sequence[tuple[str, str]], now: datetime
) -> Doubt | None:
    ((newest,),) = database.read(connection, _NEWEST, ())
    if written(now) < newest:
        return "behind"
    first = min(time for _, time in due)
    texts = [day for (day,) in database.read(connection, _DAYS, (first[: len("2026-11-24")],))]
    days = [*filter(None, map(_day, texts)), now.astimezone(UTC).date()]
    return "ahead" if any(b - a > LONGEST_PAUSE for a, b in pairwise(days)) else None


def _end(connection: sqlite3.Connection, keeping: Keeping, now: datetime, *, sure: bool) -> int:
    due = _due(connection, keeping, now)
    ended = [*due, *_due(connection, keeping, now, _DUE_BESIDES)]
    if not ended or (not sure and _doubt(connection, ended, now) is not None):
        return 0
    found: Counter[tuple[str, str, str]] = Counter()
    for player, newest in due:
        rows = connection.execute(database.OF_PLAYER, (player,))
        events = [event for event in map(read_event, rows) if event is not None]
        month = newest[:_MONTH]
        for measure, name, count in _measured(events):
            found[month, measure, name] += count
    connection.executemany(_ADD, [(*key, count) for key, count in found.items() if count])
    # No time: that they are gone here is no reason for other machines to erase them.
    database.forget(connection, ((id_, "") for id_, _ in ended))
    return len(due)


def _measured(events: Iterable[Event]) -> Iterator[tuple[str, str, int]]:
    """Count what one player did."""
    events = list(events)
    yield "players", "", 1
    counted = counts.counts(events)
    yield "hit", "", counted.hits
    yield "miss", "", counted.misses
    yield "false alarm", "", counted.false_alarms
    yield "correct rejection", "", counted.correct_rejections
    for trick, of_trick in counted.tricks.items():
        yield "found", trick, of_trick.found
        yield "missed", trick, of_trick.missed
    for whom in counts.acts(events).told:
        yield "told", whom, 1
    for act, count in _acts(events).items():
        yield "act", act, count
    for story, ends in counts.endings(events).items():
        for end in ends:
            yield "ending", f"{story}/{end}", 1


def _acts(events: Iterable[Event]) -> Counter[str]:
    taken = {
        (event.story, event.what.scene, event.what.item): event.what.acts
        for event in events
        if isinstance(event.what, Chosen) and not event.what.practice
    }
    return Counter(act for acts in taken.values() for act in acts)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
