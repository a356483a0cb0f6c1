"""Sending records to a server: only what is new there, in steps that can stop at any instant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from game.learning.events import COLUMNS
from game.learning.flaws import FlawError, check_event
from game.server.address import Address
from game.server.outbox import Outbox
from game.server.outcome import Outcome, Refusal, Row

_ROWS_AT_ONCE = 1000
_ID = COLUMNS.index("id")

Tell = Callable[[Outcome], None]
_Send = Callable[[Sequence[Row]], Outcome]


@dataclass(frozen=True, slots=True)
class Pushed:
    """Say what a push did.

    Args:
        outcome: what became of the records.
        erased_there: players who were erased here and are now erased there.
        erased_here: players who were erased there and are now erased here.
    """

    outcome: Outcome
    erased_there: int = 0
    erased_here: int = 0


def push(
    outbox: Outbox,
    address: Address,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    tell: Tell,
) -> Pushed:
    """Send to a server what it has not got yet, and offer again what it refused earlier.

    What was sent is kept after each answer. Where that is lost, for example when the power fails,
    the same records are offered again, and count as already there.

    Args:
        outbox: the records.
        address: where the server is.
        clock: says what time it is, with its zone.
        sleep: waits for so many seconds.
        tell: is told after each answer what became of all records so far.

    Raises:
        ServerError: it did not get all of them; what it answered to is kept.
        StoreUnavailable: what was sent could not be kept.
    """
    if address.kind == "postgresql":
        return _to_postgresql(outbox, address, clock, sleep, tell)
    return _to_record_store(outbox, address, sleep, tell)


def _to_postgresql(
    outbox: Outbox,
    address: Address,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    tell: Tell,
) -> Pushed:
    from game.server.postgres import Postgres

    server = Postgres(address.url, address.name, sleep)
    try:
        server.begin()
        # First of all, so that nothing of whoever was erased travels once more.
        erased_here = outbox.erase(server.tombstones())
        erased_there = server.erase(outbox.tombstones())
        source = outbox.machine

        def send(rows: Sequence[Row]) -> Outcome:
            return server.send(rows, source, clock())

        outcome = _sent(outbox, send, send, address.receiver, _ROWS_AT_ONCE, tell)
        return Pushed(outcome, erased_there, erased_here)
    finally:
        server.close()


def _to_record_store(
    outbox: Outbox, address: Address, sleep: Callable[[float], None], tell: Tell
) -> Pushed:
    from game.server.lrs import MOST_AT_ONCE, LearningRecordStore

    store = LearningRecordStore(address, outbox.evidence(address.receiver), sleep)
    return Pushed(_sent(outbox, store.send_new, store.send, address.receiver, MOST_AT_ONCE, tell))


def _sent(
    outbox: Outbox,
    send_new: _Send,
    send_again: _Send,
    receiver: str,
    size: int,
    tell: Tell,
) -> Outcome:
    so_far = Outcome()
    for rows in outbox.refused(receiver, size):
        outcome = _offered(rows, send_again)
        outbox.settle_refused(receiver, rows, outcome.refused)
        so_far += outcome
        tell(so_far)
    for rows in outbox.new(receiver, size):
        outcome = _offered(rows, send_new)
        outbox.settle(receiver, rows, outcome.refused)
        so_far += outcome
        tell(so_far)
    return so_far


def _offered(rows: Sequence[Row], send: _Send) -> Outcome:
    sound: list[Row] = []
    damaged: list[Refusal] = []
    for row in rows:
        try:
            check_event(row)
        except FlawError as flaw:
            damaged.append(Refusal(row[_ID], f"it is damaged: {flaw}"))
        else:
            sound.append(row)
    outcome = Outcome(refused=tuple(damaged))
    return outcome + send(sound) if sound else outcome
