"""A class that is killed at any instant goes on at that message, with every hand that was kept."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from game.learning.events import Hands, Shown
from game.learning.store import Room, Store
from game.places import ROOT
from game.screen.class_asked import replayed
from game.story.load import load_all
from tests.learning.recorded import opened
from tests.screen.stories import write_stories

KILLS = 12
QUESTIONS = 60

# Leads one class after the other through a story by itself, with chance in its hands, and takes
# decisions back; says after each step what is safe on the disk, and where it goes on.
PLAY = """
import random, sys
from pathlib import Path
from tests.screen.driving import game
from game.screen.class_course import Course, Plan
from game.screen.class_play import ClassView
from game.story.playthrough import Over
rng = random.Random(int(sys.argv[3]))
with game(Path(sys.argv[1]), stories=Path(sys.argv[2]), seed=int(sys.argv[3])) as app:
    store = app.store
    while True:
        left = store.class_left()
        if left is None:
            Course.begin(app, Plan("BCDHJL", 30, "mixed", False, ("one",)))
        else:
            Course(app, left).go_on()
        view = app.views[-1]
        def say(word):
            hands = ",".join(map(str, view.vote.count.hands)) if view.vote else "-"
            print(word, view.record.id, len(view.play.log), hands, flush=True)
        if isinstance(view, ClassView):
            say("at")
        while isinstance(view, ClassView) and not isinstance(view.play.now, Over):
            if view.vote is None:
                view.default()
            elif rng.random() < 0.7:
                view.more(rng.choice(view.vote.asked.answers))
            elif rng.random() < 0.3:
                view.take_back()
            else:
                view.decide(rng.choice(view.vote.asked.answers), "leader")
            if view._ticket is not None and view._ticket.wait():
                say("safe")
        store.flush()
        Course(app, app.views[-1].course.room).end()
"""


def long_story() -> str:
    """Write a story in which the room is asked again and again."""
    asked = """    - wolf: Message number {n}
      trick: questions
      because: It is not about the game.
    - ask: last
    - choose:
        - say: Answer {n}
          act: check
        - do: Tell Mum about message {n}
          act: tell
          whom: parent
"""
    steps = "".join(asked.format(n=n) for n in range(QUESTIONS))
    return f"""
  first:
{steps}    - end: quiet
      title: A quiet evening
      text: Dara draws.
"""


@dataclass
class Run:
    """What a process said before it was killed."""

    began: tuple[str, int, str] | None = None
    safe: list[tuple[str, int, str]] = field(default_factory=list)


def killed(data: Path, stories: Path, seed: int, steps: int, seconds: float) -> Run:
    """Lead the class, and kill it some time after so many steps were safe on the disk."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SDL_VIDEODRIVER": "dummy"}
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", PLAY, str(data), str(stories), str(seed)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        while sum(line.startswith("safe") for line in said) < steps:
            said.append(process.stdout.readline())
            assert process.poll() is None
        time.sleep(seconds)
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        said += process.stdout.read().splitlines(keepends=True)
    run = Run()
    for line in said:
        if not (line.endswith("\n") and line.startswith(("at", "safe"))):
            continue
        word, play, entries, hands = line.split()
        if word == "at" and run.began is None:
            run.began = (play, int(entries), hands)
        if word == "safe":
            run.safe.append((play, int(entries), hands))
    return run


def stands_at(left: Room, stories: Path) -> tuple[str, int, str] | None:
    """Say where a class goes on by its records: play, messages and answers so far, and hands."""
    if not left.plays:
        return None
    (play,) = left.plays
    story = load_all(stories).stories[0]
    replay, decided, whole = replayed(story, play.moves, play.hands)
    assert whole
    assert all(
        sum(one.hands.hands) == sum(play.hands[asked_of(one.hands)].hands) for one in decided
    )
    waiting = [hands for hands in play.hands.values() if hands.decided is None]
    assert len(waiting) <= 1
    hands = ",".join(map(str, waiting[0].hands)) if waiting else ""
    return play.play.id, len(replay.log), hands


def asked_of(hands: Hands) -> tuple[str, str]:
    return hands.scene, hands.item


def shown_once(store: Store) -> None:
    """Fail if something was shown twice in one play."""
    seen = [(e.play, e.what.item) for e in store.every_event() if isinstance(e.what, Shown)]
    assert len(seen) == len(set(seen))


def test_a_class_killed_often_loses_no_hand_and_goes_on_at_the_right_message(
    tmp_path: Path,
) -> None:
    stories = write_stories(tmp_path / "scenarios", one=long_story())
    data = tmp_path / "data"
    rng = Random(3)  # noqa: S311 - the same kills every time
    expected: tuple[str, int, str] | None = None
    for seed in range(KILLS):
        run = killed(data, stories, seed, rng.randrange(1, 25), rng.uniform(0.0, 0.02))
        if expected is not None and run.began is not None:
            assert run.began[:2] == expected[:2]
            assert expected[2] in (run.began[2], "")
        store = opened(data)
        assert store.notice is None
        shown_once(store)
        left = store.class_left()
        expected = stands_at(left, stories) if left is not None else None
        if expected is not None and run.safe[-1][0] == expected[0]:
            assert expected[1] >= run.safe[-1][1]
        store.close()
    assert expected is not None
