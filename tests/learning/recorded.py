"""Small records for tests: a clock that stands still, plays by name, events in a row."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path

from game.learning.counts import Play
from game.learning.events import Begun, Chosen, Ended, Event, Happening, Judged, Shown, happenings
from game.learning.ids import IdMaker
from game.learning.store import Player, Store
from game.story.load import load_common, load_story
from game.story.playthrough import Asking, Choosing, Playthrough, Reading, Verdict

STORIES = Path(__file__).parents[1] / "story" / "fixtures"
STORY = load_story(STORIES / "stories" / "small.yaml", load_common(STORIES))

NOON = datetime(2026, 11, 24, 12, 0, 0, 123_000, UTC)


def noon() -> datetime:
    return NOON


def opened(folder: Path | None, seed: int | None = None) -> Store:
    return Store.open(folder, noon, IdMaker(noon, random.Random(seed)))  # noqa: S311 - no secrets


def begun(store: Store, code: str = "BCDH") -> tuple[Player, Play]:
    player = store.new_player("gecko", "blue", code)
    return player, store.begin(player, STORY.id, STORY.version)


def shown(item: str, *tricks: str, practice: bool = False) -> Shown:
    return Shown("scene", item, "message", "wolf", tricks, (), practice)


def judged(
    item: str, verdict: Verdict, tricks: tuple[str, ...], named: str | None, *, practice: bool
) -> Judged:
    return Judged(
        scene="scene",
        item=item,
        verdict=verdict,
        trick=named,
        asked=True,
        tricks=tricks,
        looks_like=(),
        practice=practice,
    )


def okay(item: str, *tricks: str, practice: bool = False) -> Judged:
    return judged(item, "okay", tricks, None, practice=practice)


def wait(item: str, *tricks: str, named: str | None = None, practice: bool = False) -> Judged:
    return judged(item, "wait", tricks, named, practice=practice)


def chose(item: str, act: str, whom: str | None = None, *, practice: bool = False) -> Chosen:
    return Chosen("scene", item, 3, (act,), whom, ((act,), ("risky",)), practice)


def ended(end: str = "safe", *, practice: bool = False) -> Ended:
    return Ended("scene", end, practice)


def play(name: str, *what: Happening, story: str = "story", practice: bool = False) -> list[Event]:
    """Make the events of one play; plays follow each other by adding their lists."""
    number = count(1)
    return [
        Event(f"{name}-{next(number)}", "m", 1, "2026", "player", "s", name, story, happening)
        for happening in (Begun("v1", practice), *what)
    ]


def walked(decisions: Sequence[int], start: Playthrough | None = None) -> list[Playthrough]:
    """Play the small story, one answer for each decision, and keep every state."""
    states = [start or Playthrough.begin(STORY)]
    for decision in decisions:
        state = states[-1]
        match state.now:
            case Reading():
                states.append(state.next())
            case Asking(line, scene) if decision % 2:
                states.append(state.judge(scene, line.item, "wait", "gifts"))
            case Asking(line, scene):
                states.append(state.judge(scene, line.item, "okay"))
            case Choosing(options):
                states.append(state.choose(options[decision % len(options)].id))
    return states


def record_all(store: Store, into: Play, states: Sequence[Playthrough]) -> None:
    """Record a play state by state, as the screen does."""
    for before, after in pairwise(states):
        store.record(into, happenings(after, after.new_since(before)))
