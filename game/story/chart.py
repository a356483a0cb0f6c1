"""Turn a story into a map: scenes, choices, endings, and the ways between them.

The map is data; `game.story.drawing` and others turn it into pictures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from game.story.model import Choose, End, Go, Line, Option, Scene, Step, Story, Told

Kind = Literal["scene", "choice", "ending"]


@dataclass(frozen=True, slots=True)
class Node:
    """Be a place on the map: a scene or what follows a choice in it, a choice, or an ending.

    Args:
        id: its name on this map.
        scene: the scene it is in.
        kind: what it is.
        steps: what happens in it; of a choice or an ending, the one step.
    """

    id: str
    scene: str
    kind: Kind
    steps: tuple[Step, ...]

    @property
    def first(self) -> Told | None:
        """Give the first message, or the first other text if nobody writes."""
        told = [step for step in self.steps if isinstance(step, Told)]
        lines = [step for step in told if isinstance(step, Line)]
        return next(iter((*lines, *told)), None)

    @property
    def tricks(self) -> tuple[str, ...]:
        """Name the tricks that messages do here, each once."""
        return tuple(dict.fromkeys(t for line in self._lines() for t in line.tricks))

    @property
    def looks_like(self) -> tuple[str, ...]:
        """Name the tricks that safe messages only look like here, each once."""
        return tuple(dict.fromkeys(t for line in self._lines() for t in line.looks_like))

    def _lines(self) -> Iterator[Line]:
        return (step for step in self.steps if isinstance(step, Line))


@dataclass(frozen=True, slots=True)
class Way:
    """Be a way from one place on the map to another.

    Args:
        source: the id of the node it leaves.
        target: the id of the node it enters.
        option: what is chosen to take it; None where the story goes on by itself.
        when: the condition on which it goes on by itself, as its author typed it.
    """

    source: str
    target: str
    option: Option | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Be the map of a story.

    Args:
        story: what is shown.
        nodes: by id, in the order of the file.
        ways: in the order of the file.
    """

    story: Story
    nodes: dict[str, Node] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)


def chart(story: Story) -> Chart:
    """Make the map of a story."""
    drawn = Chart(story)
    for scene in story.scenes.values():
        _scene(drawn, scene)
    return drawn


def _scene(drawn: Chart, scene: Scene) -> None:
    parts = list(_parts(scene.steps))
    for number, (steps, parting) in enumerate(parts):
        here = _part_id(scene, number)
        drawn.nodes[here] = Node(here, scene.id, "scene", steps)
        following = _part_id(scene, number + 1)
        for at, step in enumerate((*steps, *parting)):
            when = step.when.text if step.when else None
            target = _way_out(step, scene, at + sum(len(s) for s, _ in parts[:number]))
            if target is None:
                continue
            drawn.ways.append(Way(here, target, when=when))
            if isinstance(step, End):
                drawn.nodes[target] = Node(target, scene.id, "ending", (step,))
            elif isinstance(step, Choose):
                drawn.nodes[target] = Node(target, scene.id, "choice", (step,))
                for option in step.options:
                    drawn.ways.append(Way(target, option.go or following, option))


def _parts(steps: Sequence[Step]) -> Iterator[tuple[tuple[Step, ...], tuple[Step, ...]]]:
    """Part the steps of a scene after each choice, which comes apart from what is before it."""
    begin = 0
    for at, step in enumerate(steps):
        if isinstance(step, Choose):
            yield tuple(steps[begin:at]), (step,)
            begin = at + 1
    if begin < len(steps):
        yield tuple(steps[begin:]), ()


def _part_id(scene: Scene, number: int) -> str:
    return scene.id if number == 0 else f"{scene.id}/{number + 1}"


def _way_out(step: Step, scene: Scene, at: int) -> str | None:
    match step:
        case Go(scene=target):
            return target
        case End(slug=slug):
            return f"end/{slug}"
        case Choose():
            return f"{scene.id}/choice{at + 1}"
        case _:
            return None
