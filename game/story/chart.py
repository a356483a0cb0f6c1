"""Turn a story into a map: scenes, choices, endings, and the ways between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from game.story.explore import Walk
from game.story.model import Choose, End, Go, Line, Option, Scene, Step, Story, Told

Kind = Literal["scene", "choice", "ending"]


@dataclass(frozen=True, slots=True)
class Node:
    """Be a place on the map: a scene up to its first choice, what follows it, a choice, an ending.

    Args:
        id: its name on this map.
        kind: what it is.
        scene: the scene it is in.
        part: which part of the scene it is, from 1; a choice ends its part.
        steps: what happens in it; of a choice or an ending, the one step.
        reached: whether any play comes here.
    """

    id: str
    kind: Kind
    scene: str
    part: int
    steps: tuple[Step, ...]
    reached: bool = True

    @property
    def first(self) -> Told | None:
        """Give the first message, or the first other text if nobody writes."""
        told = [step for step in self.steps if isinstance(step, Told)]
        return next((step for step in told if isinstance(step, Line)), told[0] if told else None)

    @property
    def tricks(self) -> tuple[str, ...]:
        """Name the tricks that messages do here, each once."""
        return tuple(dict.fromkeys(trick for line in self._lines for trick in line.tricks))

    @property
    def looks_like(self) -> tuple[str, ...]:
        """Name the tricks that safe messages only look like here, each once."""
        return tuple(dict.fromkeys(trick for line in self._lines for trick in line.looks_like))

    @property
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
        otherwise: whether it is what remains if other ways are not taken.
        passed: scenes on this way that are left out of the map.
        reached: whether any play goes here.
    """

    source: str
    target: str
    option: Option | None = None
    when: str | None = None
    otherwise: bool = False
    passed: tuple[Node, ...] = ()
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """Be the map of a story.

    Args:
        story: what is shown.
        nodes: by id, in the order of the file.
        ways: in the order of the file.
    """

    story: Story
    nodes: Mapping[str, Node]
    ways: Sequence[Way]


def chart(story: Story, walk: Walk | None) -> Chart:
    """Make the map of a story.

    Args:
        story: a story that the loader found good.
        walk: every state of it; None for a story with too many, of which only those parts are
            marked as never reached to which no way leads.
    """
    nodes: dict[str, Node] = {}
    ways: list[Way] = []
    runs = walk.runs if walk else ()
    offered = frozenset(id(option) for run in runs for option in run.options)
    for scene in story.scenes.values():
        reader = _SceneReader(scene, walk, offered)
        for node in reader.nodes():
            nodes[node.id] = node
        ways += reader.ways()
    reached = _reached(story.start, ways)
    return Chart(
        story,
        {name: replace(node, reached=name in reached) for name, node in nodes.items()},
        [replace(way, reached=way.reached and way.source in reached) for way in ways],
    )


def branches(whole: Chart) -> Chart:
    """Leave out scenes from which there is only one way on, unless they are never reached.

    Args:
        whole: the map of a story.

    Returns:
        A map of the places where ways part or end; its ways name the scenes they pass.
    """
    nodes, ways = dict(whole.nodes), list(whole.ways)
    for node in whole.nodes.values():
        leaving = [way for way in ways if way.source == node.id]
        entering = [way for way in ways if way.target == node.id]
        if not (_only_leads_on(node, leaving, nodes) and entering) or node.id == whole.story.start:
            continue
        on = leaving[0]
        if on.target == node.id:
            continue
        del nodes[node.id]
        ways.remove(on)
        for at, way in enumerate(ways):
            if way.target == node.id:
                passed = (*way.passed, node, *on.passed)
                ways[at] = replace(way, target=on.target, passed=passed)
    return Chart(whole.story, nodes, ways)


def _only_leads_on(node: Node, leaving: Sequence[Way], nodes: Mapping[str, Node]) -> bool:
    return (
        node.kind == "scene"
        and node.reached
        and len(leaving) == 1
        and nodes[leaving[0].target].kind != "choice"
    )


def _reached(start: str, ways: Iterable[Way]) -> set[str]:
    targets: dict[str, list[str]] = defaultdict(list)
    for way in ways:
        if way.reached:
            targets[way.source].append(way.target)
    reached, waiting = {start}, [start]
    while waiting:
        for target in targets[waiting.pop()]:
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


class _SceneReader:
    """Find the places of one scene, and the ways that leave them."""

    def __init__(self, scene: Scene, walk: Walk | None, offered: frozenset[int]) -> None:
        self._scene = scene
        self._walk = walk
        self._offered = offered

    def nodes(self) -> Iterator[Node]:
        """Find the places."""
        for part, steps in self._parts():
            told = tuple(step for _, step in steps if not isinstance(step, Choose))
            yield Node(self._part(part), "scene", self._scene.id, part, told)
            for at, step in steps:
                match step:
                    case Choose():
                        yield Node(self._choice(at), "choice", self._scene.id, part, (step,))
                    case End():
                        yield Node(_ending(step), "ending", self._scene.id, part, (step,))

    def ways(self) -> Iterator[Way]:
        """Find the ways, those that can be taken marked as reached."""
        for part, steps in self._parts():
            here, following = self._part(part), self._part(part + 1)
            parted = False
            for at, step in steps:
                target = self._target(step, at)
                if target is None:
                    continue
                when = step.when.text if step.when else None
                can_be = self._can_be(at)
                yield Way(here, target, when=when, otherwise=parted and not when, reached=can_be)
                parted = True
                if isinstance(step, Choose):
                    for option in step.options:
                        go = option.go or following
                        yield Way(target, go, option, reached=self._can_be_chosen(option))
                    if when or all(option.when for option in step.options):
                        can_be = self._can_be_passed(step)
                        yield Way(here, following, otherwise=True, reached=can_be)

    def _parts(self) -> Iterator[tuple[int, list[tuple[int, Step]]]]:
        """Part the steps after each choice."""
        part, steps = 1, list[tuple[int, Step]]()
        for at, step in enumerate(self._scene.steps):
            steps.append((at, step))
            if isinstance(step, Choose):
                yield part, steps
                part, steps = part + 1, []
        if steps:
            yield part, steps

    def _part(self, part: int) -> str:
        return self._scene.id if part == 1 else f"{self._scene.id}:{part}"

    def _choice(self, at: int) -> str:
        return f"choice:{self._scene.id}:{at + 1}"

    def _target(self, step: Step, at: int) -> str | None:
        match step:
            case Go(scene=scene):
                return scene
            case End():
                return _ending(step)
            case Choose():
                return self._choice(at)
            case _:
                return None

    def _can_be(self, at: int) -> bool:
        return self._walk is None or (self._scene.id, at) in self._walk.reached

    def _can_be_chosen(self, option: Option) -> bool:
        return self._walk is None or id(option) in self._offered

    def _can_be_passed(self, step: Choose) -> bool:
        """Say whether a choice can be passed over: by its condition, or since none is on offer."""
        if self._walk is None:
            return True
        return False in self._walk.outcomes(step) or all(
            False in self._walk.outcomes(option) for option in step.options
        )


def _ending(end: End) -> str:
    return f"ending:{end.slug}"
