"""`sarika simulate`: simulated players of known skill, written as ordinary records."""

import argparse
import itertools
import math
import random
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from game.learning.simulate import Clock, Material, Skill
    from game.learning.store import Store

DESCRIPTION = (
    "Let simulated players of known skill play, and write what they do as ordinary records."
)
_DAYS_AGO = 14
_NINE = time(9, tzinfo=UTC)
_FLUSH_EVERY = 50


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika simulate`."""
    parser.add_argument("stories", nargs="*", metavar="ID", help="which episodes; else all")
    parser.add_argument(
        "--players", type=_number, default=25, metavar="N", help="how many; 25 if not given"
    )
    parser.add_argument(
        "--rooms",
        type=_rooms,
        default=0,
        metavar="N",
        help="before them, how many classes of as many children raise hands; none if not given",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same one, the same records"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="write the records here")
    parser.add_argument(
        "--scenarios", type=Path, metavar="DIR", help="play the stories of this folder"
    )
    parser.add_argument(
        "--date",
        type=_morning,
        metavar="YYYY-MM-DD",
        help="when they begin; two weeks ago if not given",
    )
    skill = parser.add_argument_group("what the players are like, on average")
    for name, typed, default, words in (
        ("sensitivity", _finite, 1.0, "d' before they learn"),
        ("bias", _finite, 0.1, "c before they learn; below 0 leans to wait"),
        ("learning", _finite, 0.8, "how much d' grows between the rounds before and after"),
        ("suspicion", _finite, 0.0, "how much c falls between them"),
        ("half-life", _days, 30.0, "after how many days half of both is gone"),
    ):
        help_ = f"{words}; {default} if not given"
        skill.add_argument(f"--{name}", type=typed, default=default, metavar="X", help=help_)


def run(chosen: argparse.Namespace) -> int:
    """Let them play, and print what is to be found again in their records.

    Raises:
        CommandError: there is no such episode, or nothing to play, or real players are there.
    """
    from game.learning.simulate import Clock, SimulatedPlayer, Skill, Spread, simulate, skills

    folder = places.data_folder(chosen.data)
    material = _material(chosen.scenarios or places.SCENARIOS, chosen.stories)
    start = chosen.date or datetime.combine(
        datetime.now(UTC).date() - timedelta(days=_DAYS_AGO), _NINE
    )
    mean = Skill(
        chosen.sensitivity, chosen.bias, chosen.learning, chosen.suspicion, chosen.half_life
    )
    clock, spread = Clock(start), Spread()
    rng = _chance(chosen.seed)
    drawn = skills(chosen.players, mean, spread, rng)
    players = [SimulatedPlayer(skill, spread.difficulty, rng) for skill in drawn]
    with closing(_records(folder, clock, chosen)) as store:
        _simulate_rooms(store, material, mean, clock, chosen)
        each = _progress(store, 2 * chosen.players)
        expected = simulate(store, material, players, clock, rng, each)
        store.flush()
        if not store.saving:
            raise CommandError(f"the records in {folder} cannot be written. Choose another folder")
    print(
        f"{_many(chosen.players, 'simulated player')} (seed {chosen.seed}), each with "
        f"{_many(len(material.stories), 'episode')} and "
        f"{_many(len(expected), 'round')} of Quick Eyes, are in {folder}"
    )
    if chosen.rooms:
        print(f"Before them {_classes(chosen.rooms)} of as many children raised hands")
    for occasion, rates in expected.items():
        print(
            f"To be found again {occasion}: hits {rates.hit:.3f}, false alarms "
            f"{rates.false_alarm:.3f}, d' {rates.d_prime:.2f}, c {rates.criterion:.2f}"
        )
    return 0


def _simulate_rooms(
    store: "Store", material: "Material", mean: "Skill", clock: "Clock", chosen: argparse.Namespace
) -> None:
    from game.learning.events import ClassBegun
    from game.learning.ids import new_session_code
    from game.learning.simulate import SimulatedPlayer, Spread, skills
    from game.learning.simulate_rooms import FOLLOWING, SimulatedClass, simulate_class

    # Apart from the chance of the players, who are the same without classes.
    rng, spread = _chance(f"{chosen.seed} rooms"), Spread()
    stories = tuple(story.id for story in material.stories)
    codes: set[str] = set()
    for _ in range(chosen.rooms):
        drawn = skills(chosen.players, mean, spread, rng)
        children = [SimulatedPlayer(skill, spread.difficulty, rng) for skill in drawn]
        code = new_session_code(rng, codes)
        codes.add(code)
        begun = ClassBegun(code, chosen.players, "mixed", "en", stories)
        playing = SimulatedClass(children, FOLLOWING, rng)
        simulate_class(store, material, playing, begun, clock, rng)
        store.flush()


def _material(folder: Path, ids: Sequence[str]) -> "Material":
    from game.learning.simulate import Material
    from game.opening import UnknownError, known
    from game.screen.theme import ANIMALS, COLOURS
    from game.story.load import load_all

    library = load_all(folder)
    try:
        for story_id in ids:
            known(story_id, (story.id for story in library.stories), "episode")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    stories = tuple(story for story in library.stories if not ids or story.id in ids)
    forms = tuple(library.quick_eyes.forms.values())
    if not stories and not forms:
        raise CommandError(f"there is nothing to play in {folder}. `sarika check` says why")
    return Material(stories, forms, ANIMALS, tuple(COLOURS))


def _records(folder: Path, clock: "Clock", chosen: argparse.Namespace) -> "Store":
    """Open the records with ids that follow from the seed and from how many players are there."""
    from game.learning.ids import IdMaker
    from game.learning.store import Store

    with closing(Store.open(folder, clock, IdMaker(clock, _chance(f"{chosen.seed} ids")))) as store:
        there, classes = len(store.players()), len(store.classes())
    if (there or classes) and chosen.data is None:
        held = _many(there, "player") if there else _classes(classes)
        raise CommandError(
            f"{folder} has {held} already, maybe real ones. "
            "Name a folder for the simulated ones with --data"
        )
    return Store.open(folder, clock, IdMaker(clock, _chance(f"{chosen.seed} ids {there}")))


def _chance(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311 - the same players every time


def _progress(store: "Store", parts: int) -> Callable[[], None]:
    done = itertools.count(1)

    def each() -> None:
        part = next(done)
        if part % _FLUSH_EVERY == 0:
            # What waits to be written is held in memory.
            store.flush()
            if sys.stderr.isatty():
                print(f"\r\x1b[K{part} of {parts}", end="", file=sys.stderr, flush=True)
        if part == parts and sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return each


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _classes(number: int) -> str:
    return "1 class" if number == 1 else f"{number} classes"


def _number(typed: str) -> int:
    if not typed.isdecimal() or int(typed) == 0:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of players")
    return int(typed)


def _rooms(typed: str) -> int:
    if not typed.isdecimal():
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of classes")
    return int(typed)


def _finite(typed: str) -> float:
    try:
        number = float(typed)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"{typed!r} is no number like 0.8")
    return number


def _days(typed: str) -> float:
    days = _finite(typed)
    if days <= 0:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number of days above 0")
    return days


def _morning(typed: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(typed), _NINE)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is no date like 2026-11-24") from None
