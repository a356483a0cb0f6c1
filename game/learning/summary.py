"""Sum up all records in a few numbers; nothing of a single player."""

from dataclasses import dataclass

from game.learning import database
from game.learning.store import Store

_EVENTS = """SELECT count(*), count(DISTINCT player), count(DISTINCT session),
    count(DISTINCT play), count(DISTINCT machine),
    coalesce(sum(kind IN ('judged', 'chosen')), 0), min(time), max(time),
    (SELECT count(*) FROM set_aside) FROM event"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Sum up all records.

    Args:
        events: how many there are.
        players: of how many players.
        sessions: from how many starts of the game.
        plays: of how many stories begun and rounds of Quick Eyes.
        machines: from how many machines.
        answers: how many messages were judged and choices made, practice too.
        first: when the oldest was recorded, in UTC as ISO 8601; None without records.
        last: when the newest was.
        set_aside: how many came in with an id that stands here with another content.
    """

    events: int
    players: int
    sessions: int
    plays: int
    machines: int
    answers: int
    first: str | None
    last: str | None
    set_aside: int


def summary(store: Store) -> Summary:
    """Sum up all records.

    Args:
        store: the records.

    Raises:
        StoreUnavailable: the records cannot be read.
    """
    with store.snapshot() as connection:
        (found,) = database.read(connection, _EVENTS, ())
    return Summary(*found)
