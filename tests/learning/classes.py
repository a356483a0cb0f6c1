"""Classes of simulated players, and made-up forms of Quick Eyes that no edit of texts changes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from random import Random

from game.learning.events import Event, Occasion
from game.learning.ids import IdMaker
from game.learning.simulate import (
    Clock,
    Material,
    Memory,
    Rates,
    SimulatedPlayer,
    Skill,
    Spread,
    simulate,
    skills,
)
from game.story.model import Place, QuickForm, QuickItem, Story

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
TRICKS = ("gifts", "secrecy", "watching", "threats")


def form(letter: str) -> QuickForm:
    """Make a form of 16 items, each half with four unsafe and four safe ones."""
    place = Place("quick-eyes.yaml", 1, 1)
    items = [
        QuickItem(
            id=f"{letter}-{number}",
            writer="Somebody",
            relation="peer",
            sex="girl",
            message=f"message {number} of form {letter}",
            tricks=() if number % 2 else (TRICKS[number // 2 % 4],),
            looks_like=(TRICKS[number // 2 % 4],) if number % 2 else (),
            twin="",
            because="",
            place=place,
        )
        for number in range(16)
    ]
    return QuickForm(letter, tuple(items), place)


FORMS = tuple(form(letter) for letter in "abc")
ROUNDS_ONLY = Material((), FORMS, ("gecko",), ("blue",))


def with_stories(*stories: Story) -> Material:
    """Put stories between the rounds."""
    return Material(stories, FORMS, ("gecko", "fish"), ("blue", "green"))


def chance(seed: object) -> Random:
    """Give the same chance for the same seed."""
    return Random(str(seed))  # noqa: S311 - no secrets


def simulated(
    seed: object, mean: Skill, size: int, *, spread: Spread | None = None
) -> tuple[list[SimulatedPlayer], Random]:
    """Draw the players of a class."""
    rng, spread = chance(seed), spread or Spread()
    drawn = skills(size, mean, spread, rng)
    return [SimulatedPlayer(skill, spread.difficulty, rng) for skill in drawn], rng


def a_class(
    seed: object,
    mean: Skill,
    size: int,
    *,
    spread: Spread | None = None,
    material: Material = ROUNDS_ONLY,
) -> tuple[Sequence[Event], Mapping[Occasion, Rates]]:
    """Let a class play; give its events, and what was to be expected of it."""
    players, rng = simulated(seed, mean, size, spread=spread)
    clock = Clock(MONDAY)
    memory = Memory(clock, IdMaker(clock, chance(f"{seed} ids")))
    expected = simulate(memory, material, players, clock, rng)
    return memory.events, expected
