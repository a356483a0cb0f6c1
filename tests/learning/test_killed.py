"""A game that is killed in the middle of writing loses and doubles nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from game.places import ROOT
from tests.learning.hands import CLASS
from tests.learning.recorded import begun, opened

# Goes on with the play in a folder, answering without end; prints each answer once it is safe.
PLAY = """
import sys
from pathlib import Path
from tests.learning.recorded import okay, opened, shown
store = opened(Path(sys.argv[1]))
player = store.player("BCDH")
play = store.unfinished(player)[0].play
known = store.counts(player).safe
print("goes on from", known, flush=True)
while True:
    tickets = []
    for _ in range(int(sys.argv[2])):
        item = f"{known:08x}"
        tickets.append((known, store.record(play, [shown(item), okay(item)])))
        known += 1
    for number, ticket in tickets:
        if ticket.wait():
            print(number, flush=True)
"""


def killed(
    folder: Path, at_once: int, seconds: float, program: str = PLAY
) -> tuple[int, list[int]]:
    """Play in a process of its own, kill it, and give where it began and what it had said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder), str(at_once)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as game:
        assert game.stdout is not None
        began = int(game.stdout.readline().split()[-1])
        try:
            game.wait(seconds)
        except subprocess.TimeoutExpired:
            game.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        said = game.stdout.read()
    # What it was just saying when it was killed may lack its end.
    return began, [int(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("at_once", [1, 5])
def test_a_killed_game_has_every_answer_it_acknowledged_once_and_in_order(
    tmp_path: Path, at_once: int
) -> None:
    store = opened(tmp_path)
    player, _ = begun(store)
    store.close()
    rng = Random(at_once)  # noqa: S311
    acknowledged = 0
    for _ in range(12):
        began, said = killed(tmp_path, at_once, rng.uniform(0.01, 0.12))
        # What was written before the last kill is there, acknowledged or not.
        assert began >= acknowledged
        assert said == list(range(began, began + len(said)))
        acknowledged = began + len(said)

        store = opened(tmp_path)
        assert store.notice is None
        (found,) = store.unfinished(player)
        judged = [int(str(move[2]), 16) for move in found.moves if move[0] == "judge"]
        assert judged == list(range(len(judged)))
        assert len(judged) >= acknowledged
        assert [move[0] for move in found.moves] == ["next", "judge"] * len(judged)
        events = store.events(player)
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        store.close()
    assert acknowledged > 0


# Goes on with the class of a folder, one hand more each time; prints each count once it is safe.
RAISE = """
import sys
from pathlib import Path
from tests.learning.hands import message
from tests.learning.recorded import opened
store = opened(Path(sys.argv[1]))
left = store.class_left().latest("small")
hands = list(left.hands.values())
raised = hands[0].hands[1] if hands else 0
print("goes on from", raised, flush=True)
while True:
    raised += 1
    if store.record(left.play, [message("1", 0, raised, decided=None)]).wait():
        print(raised, flush=True)
"""


def test_a_killed_class_has_every_hand_it_acknowledged(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.begin(store.begin_class(CLASS), "small", "v1", practice=True)
    store.close()
    rng = Random(7)  # noqa: S311
    raised = 0
    for _ in range(6):
        began, said = killed(tmp_path, 1, rng.uniform(0.01, 0.12), RAISE)
        assert began >= raised
        assert said == list(range(began + 1, began + 1 + len(said)))
        raised = began + len(said)
    (room,) = opened(tmp_path).classes()
    assert sum(question.hands_for("wait") for question in room.questions) >= raised
