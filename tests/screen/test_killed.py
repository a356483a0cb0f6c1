"""A game that is killed at any instant of an episode goes on at that message, with every answer."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

from game.learning.events import Chosen, Judged, Shown
from game.learning.store import Store
from game.places import ROOT
from game.story.load import load_all
from game.story.playthrough import Playthrough
from tests.learning.recorded import opened

KILLS = 30

# Plays one episode after the other by itself; says after each step what is safe on the disk.
PLAY = """
import random, sys
from pathlib import Path
from tests.screen.driving import game
from game.screen.autoplay import Autoplay
from game.screen.episode import EpisodeView
with game(Path(sys.argv[1]), seed=int(sys.argv[2])) as app:
    store = app.store
    player = store.player("BCDH") or store.new_player("gecko", "blue", "BCDH")
    story = app.library.stories[0]
    resume = bool(store.unfinished(player))
    print("ready", flush=True)
    while True:
        view = EpisodeView.begin(app, player, story, resume=resume)
        print("at", view.record.id, len(view.play.log), flush=True)
        app.push(view)
        play = Autoplay(view, random.Random(int(sys.argv[2])))
        while not play.over:
            play.step()
            ticket = view._ticket
            if ticket is not None and ticket.wait():
                print("safe", view.record.id, len(view.play.log), flush=True)
        app.pop()
        resume = False
"""


@dataclass
class Run:
    """What a process said before it was killed: where it went on, and what was safe, by play."""

    began: tuple[str, int] | None
    safe: dict[str, int]


def killed(data: Path, seed: int, seconds: float) -> Run:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SDL_VIDEODRIVER": "dummy"}
    with subprocess.Popen(
        [sys.executable, "-c", PLAY, str(data), str(seed)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "ready\n":
            assert process.poll() is None
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        said = process.stdout.read()
    run = Run(None, {})
    for line in said.splitlines(keepends=True):
        if not line.endswith("\n"):
            continue
        word, play, entries = line.split()
        if word == "at" and run.began is None:
            run.began = (play, int(entries))
        if word == "safe":
            run.safe[play] = int(entries)
    return run


def logged(store: Store, play: str) -> int:
    """Count what is recorded of a play and would be in the log of the episode."""
    (player,) = store.players()
    entries = [e for e in store.events(player) if e.play == play]
    judged = [(e.what.scene, e.what.item) for e in entries if isinstance(e.what, Judged)]
    shown = [(e.what.scene, e.what.item) for e in entries if isinstance(e.what, Shown)]
    chosen = [(e.what.scene, e.what.number) for e in entries if isinstance(e.what, Chosen)]
    for once in (judged, shown, chosen):
        assert len(once) == len(set(once))
    return len(entries) - 1  # its beginning


def test_a_game_killed_thirty_times_loses_no_answer_and_goes_on_at_the_right_message(
    tmp_path: Path,
) -> None:
    library = load_all(ROOT / "scenarios")
    rng = Random(7)  # noqa: S311
    expected: tuple[str, int] | None = None
    in_the_middle = 0
    for seed in range(KILLS):
        run = killed(tmp_path, seed, rng.uniform(0.0, 0.12))
        if expected is not None and run.began is not None:
            assert run.began == expected
        store = opened(tmp_path)
        assert store.notice is None
        for play, entries in run.safe.items():
            assert logged(store, play) >= entries
        players = store.players()
        left = store.unfinished(players[0]) if players else ()
        if left:
            replayed, whole = Playthrough.replay(library.stories[0], left[0].moves)
            assert whole
            assert len(replayed.log) == logged(store, left[0].play.id)
            expected = (left[0].play.id, len(replayed.log))
            in_the_middle += 1
        else:
            expected = None
        store.close()
    assert in_the_middle > KILLS // 2
