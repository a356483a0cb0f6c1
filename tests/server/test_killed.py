"""A push that is killed at any instant loses and doubles nothing."""

import signal
import subprocess
import sys
from pathlib import Path
from random import Random

from game.learning.xapi import statements
from game.places import ROOT
from tests.server.nasty import nasty_store
from tests.server.sending import pushed, read, recorded

# Pushes in small steps, and says when one is done.
PUSH = """
import sys
from pathlib import Path
import game.server.push, game.server.lrs
from game.server.address import read_address
from tests.learning.recorded import noon
from tests.server.sending import Sleep, outbox
game.server.push._ROWS_AT_ONCE = game.server.lrs.MOST_AT_ONCE = 10
with outbox(Path(sys.argv[1])) as box:
    address = read_address(sys.argv[2])
    game.server.push.push(box, address, noon, Sleep(), lambda _: print("step", flush=True))
"""
AT_ONCE = 10
KILLS = 3
RECORDS = 302


def killed(folder: Path, url: str, steps: int) -> int:
    """Push in a process of its own, kill it after so many steps, and give how many it had said."""
    with subprocess.Popen(
        [sys.executable, "-c", PUSH, str(folder), url], cwd=ROOT, stdout=subprocess.PIPE
    ) as push:
        assert push.stdout is not None
        said = sum(1 for _ in zip(range(steps), push.stdout, strict=False))
        push.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        return said + len(push.stdout.readlines())


def push_with_kills(folder: Path, url: str) -> None:
    """Push, with kills in between, and then to the end."""
    rng = Random(1)  # noqa: S311
    recorded(folder, answers=150)
    steps = sum(killed(folder, url, rng.randint(1, 8)) for _ in range(KILLS))
    outcome = pushed(folder, url).outcome
    assert outcome.refused == ()
    assert outcome.sent > 0
    # What was killed between the server's answer and the note of it is offered once more; what
    # was killed after the note had no time to be said.
    assert outcome.already_there <= AT_ONCE
    assert RECORDS - AT_ONCE * KILLS <= outcome.records + AT_ONCE * steps <= RECORDS


def test_records_arrive_in_a_database_once(tmp_path: Path, database: str) -> None:
    push_with_kills(tmp_path, database)
    assert read(database) == read(tmp_path)
    assert len(read(database)) == RECORDS


def test_records_arrive_in_a_record_store_once(tmp_path: Path) -> None:
    with nasty_store() as store:
        store.known_is_a_conflict = True
        push_with_kills(tmp_path, store.url)
        assert store.statements == {str(said["id"]): said for said in statements(read(tmp_path))}
        assert len(store.statements) == RECORDS
