"""How often intervals of hands hold the truth, where children follow one who leads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.learning.groups import Change, Verdict
from game.learning.ids import IdMaker
from game.learning.measures import Estimate, design_effect, wilson
from game.learning.room_measures import measured
from game.learning.rooms import Room
from game.learning.simulate import Clock, Material, Skill
from game.learning.simulate_rooms import SimulatedClass, simulate_class
from game.learning.store import Store
from game.story.model import Story
from tests.learning.classes import MONDAY, chance, form, simulated
from tests.learning.hands import CLASS

FOLLOWING = (0.0, 0.2, 0.5, 0.8)
MESSAGES = (4, 8, 16)

_CHILDREN = 28
_TRUTH = 0.7


@dataclass(frozen=True, slots=True)
class Held:
    """Say in which share of classes an interval held the truth.

    Args:
        apart: each hand taken for a draw of its own.
        together: with the design effect of the hands for one message.
    """

    apart: float
    together: float


def held(following: float, messages: int, classes: int) -> Held:
    """Let classes raise hands, and see what their intervals hold.

    Args:
        following: how probable it is that a child does as the one that leads for a message.
        messages: how many are asked about.
        classes: how many there are; always the same ones.
    """
    found = [list(_both(counts)) for counts in _raised(following, messages, classes)]
    apart, together = (
        sum(it.low <= _TRUTH <= it.high for it in each) / classes
        for each in zip(*found, strict=True)
    )
    return Held(apart, together)


def a_class(
    seed: object, skill: Skill, *stories: Story, following: float = 0.0, children: int = _CHILDREN
) -> Room:
    """Let one class play, with messages of its own in the room checks.

    Args:
        seed: the same one, the same class.
        skill: what the children can do on average.
        stories: what it plays.
        following: how probable it is that a child does as the one that leads for a question.
        children: how many there are.
    """
    clock = Clock(MONDAY)
    store = Store.open(None, clock, IdMaker(clock, chance(f"{seed} ids")))
    players, rng = simulated(seed, skill, children)
    forms = tuple(form(f"{seed}-{letter}") for letter in "ab")
    playing = SimulatedClass(players, following, rng)
    begun = replace(CLASS, children=children)
    simulate_class(store, Material(stories, forms, (), ()), playing, begun, clock, rng)
    (room,) = store.classes()
    store.close()
    return room


def called(skill: Skill, following: float, classes: int) -> Counter[Verdict]:
    """Count what classes are called from their room checks.

    Args:
        skill: what the children can do on average.
        following: how probable it is that a child does as the one that leads for a message.
        classes: how many there are; always the same ones.
    """
    found: Counter[Verdict] = Counter()
    for number in range(classes):
        said = measured(a_class(f"{number} {skill}", skill, following=following))
        if said is not None and isinstance(said.change, Change):
            found[said.change.verdict] += 1
    return found


def _both(counts: list[tuple[int, int]]) -> Iterator[Estimate]:
    count, of = sum(count for count, _ in counts), sum(of for _, of in counts)
    effect = design_effect(counts)
    yield wilson(count, of)
    yield wilson(count / effect, of / effect)


def _raised(following: float, messages: int, classes: int) -> Iterator[list[tuple[int, int]]]:
    rng = chance(f"hands {following} {messages}")

    def notices() -> bool:
        return rng.random() < _TRUTH

    def hands() -> int:
        leads = notices()
        return sum(leads if rng.random() < following else notices() for _ in range(_CHILDREN))

    for _ in range(classes):
        yield [(hands(), _CHILDREN) for _ in range(messages)]
