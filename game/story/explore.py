"""Walk a story along every way it can go, exactly: each scene with all that variables can hold.

Two moments of a story are the same state if the same can follow. What follows depends on the place
in the story, on the variables that are still asked about, and, where Sarika asks, on the newest
message and on whether it was judged before. Everything else is left out of a state, so that most
stories have few of them. A message is taken to be judged when Sarika asks about it, and only then;
this changes no way through the story, since nothing else depends on judgements.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from game.story.conditions import Condition
from game.story.model import (
    Ask,
    Change,
    Choose,
    End,
    Go,
    Line,
    Option,
    Scene,
    Set,
    Step,
    Story,
    Told,
)

MOST_STATES = 100_000
_NAMED = 3  # variables that a refusal names


class TooManyStatesError(Exception):
    """Say that a story has too many states to walk them all.

    Args:
        variables: those whose values multiply the states the most, the worst one first.
    """

    def __init__(self, variables: tuple[str, ...]) -> None:
        self.variables = variables
        super().__init__(f"more than {MOST_STATES:,} states")


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Hold what happens from one place where ways meet to the next one where they part.

    Args:
        scene: the scene it happens in.
        shown: what is shown, in order.
        asked: the messages Sarika asks about, each with its scene.
        choice: the choice it leads to, if one.
        options: what is on offer there, in the order of the ways that follow.
        end: the ending it leads to, if one.
    """

    scene: str
    shown: tuple[Told, ...]
    asked: tuple[tuple[str, Line], ...]
    choice: Choose | None
    options: tuple[Option, ...]
    end: End | None


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Hold every state of a story and the ways between them.

    Args:
        story: what was walked.
        runs: what happens in each state; the first is the beginning.
        ways: for each state the states that follow, one for each option on offer, one where the
            story goes on by itself, none at an ending.
        reached: the steps that can happen, as scene and number from 0.
        answers: what the condition of each step and option that was asked turned out to be.
    """

    story: Story
    runs: Sequence[Run]
    ways: Sequence[tuple[int, ...]]
    reached: frozenset[tuple[str, int]]
    answers: Mapping[int, frozenset[bool]] = field(repr=False)

    def outcomes(self, part: Step | Option) -> frozenset[bool]:
        """Say what the condition of a step or an option can be; empty if it is never asked."""
        return self.answers.get(id(part), frozenset())


def walk(story: Story, most: int = MOST_STATES) -> Walk:
    """Walk a story along every way.

    Args:
        story: a story that the loader found good.
        most: how many states are walked at most; 100,000 take about a second and 100 MB.

    Returns:
        All states that can be reached, and no other.

    Raises:
        TooManyStatesError: there are more.
    """
    return _Walker(story, most).walked()


class _Layout:
    """Pack what a state depends on into the bits of one number.

    The lowest bits hold the variables, then comes the number of the newest message, then one bit
    for each message that may have been judged.
    """

    def __init__(self, story: Story) -> None:
        self._fields: dict[str, tuple[int, int]] = {}
        self._lowest = {name: variable.lowest for name, variable in story.variables.items()}
        self._highest = {name: variable.highest for name, variable in story.variables.items()}
        self.start = 0
        shift = 0
        for name, variable in story.variables.items():
            width = (variable.highest - variable.lowest).bit_length()
            self._fields[name] = shift, (1 << width) - 1
            self.start |= (variable.start - variable.lowest) << shift
            shift += width
        self.lines: list[tuple[str, Line]] = [
            (scene.id, step)
            for scene in story.scenes.values()
            for step in scene.steps
            if isinstance(step, Line)
        ]
        width = len(self.lines).bit_length()
        self.newest_shift = shift
        self.newest = (1 << width) - 1 << shift
        self._judged = shift + width
        # The same message may stand twice in a scene; it is judged once.
        first: dict[tuple[str, str], int] = {}
        self._item = [
            first.setdefault((scene, line.item), number)
            for number, (scene, line) in enumerate(self.lines)
        ]

    def mask(self, name: str) -> int:
        """Give the bits of a variable."""
        shift, bits = self._fields[name]
        return bits << shift

    def judged(self, number: int) -> int:
        """Give the bit that says whether a message, counted from 1, was judged."""
        return 1 << self._judged + self._item[number - 1]

    def all_judged(self, numbers: int) -> int:
        """Give the bits of all messages in a set, which is a number with a bit for each."""
        bits = 0
        while numbers:
            lowest = numbers & -numbers
            bits |= self.judged(lowest.bit_length() - 1)
            numbers ^= lowest
        return bits

    def value(self, bits: int, name: str) -> int:
        """Read what a variable holds."""
        shift, mask = self._fields[name]
        return (bits >> shift & mask) + self._lowest[name]

    def changed(self, bits: int, changes: Iterable[Change]) -> int:
        """Change variables, and keep each within its range."""
        for change in changes:
            name = change.variable
            value = self.value(bits, name) + change.value if change.added else change.value
            value = min(max(value, self._lowest[name]), self._highest[name])
            shift, mask = self._fields[name]
            bits = bits & ~(mask << shift) | (value - self._lowest[name]) << shift
        return bits


class _Test:
    """Ask a condition, and remember its answers."""

    __slots__ = ("_condition", "_layout", "answers", "mask")

    def __init__(self, condition: Condition, layout: _Layout) -> None:
        self._condition = condition
        self._layout = layout
        self.mask = 0
        for name in condition.names:
            self.mask |= layout.mask(name)
        self.answers: dict[int, bool] = {}

    def holds(self, bits: int) -> bool:
        asked = bits & self.mask
        answer = self.answers.get(asked)
        if answer is None:
            values = {name: self._layout.value(bits, name) for name in self._condition.names}
            answer = self.answers[asked] = self._condition.holds(values)
        return answer


class _Part:
    """Hold one step, or several shown without a condition one after the other."""

    __slots__ = ("last", "newest", "steps", "test")

    def __init__(self, steps: list[tuple[int, Step]], test: _Test | None, newest: int) -> None:
        self.steps = steps
        self.last = steps[-1][1]
        self.test = test
        self.newest = newest  # the number of the last message in it, counted from 1; else 0


@dataclass(slots=True, eq=False)
class _Point:
    """Be a place where ways meet: the begin of a scene, or what follows a choice in it."""

    scene: Scene
    parts: list[_Part]  # of the whole scene
    at: int
    live: int = -1  # the bits that matter from here on


class _Walker:
    """Walk one story."""

    def __init__(self, story: Story, most: int) -> None:
        self._story = story
        self._most = most
        self._layout = _Layout(story)
        self._tests: dict[int, _Test] = {}
        self._numbers = {id(line): n for n, (_, line) in enumerate(self._layout.lines, 1)}
        self._points: dict[tuple[str, int], _Point] = {}
        for scene in story.scenes.values():
            parts = self._parts(scene)
            self._points[scene.id, 0] = _Point(scene, parts, 0)
            for at, part in enumerate(parts, 1):
                if isinstance(part.last, Choose) and at < len(parts):
                    self._points[scene.id, at] = _Point(scene, parts, at)
        self._find_what_matters()
        self._runs: list[Run] = []
        self._ways: list[tuple[int, ...]] = []
        self._known: dict[tuple[int, int], int] = {}
        self._to_walk: list[tuple[_Point, int]] = []
        self._same: dict[tuple[object, ...], Run] = {}
        self._reached: set[tuple[str, int]] = set()

    def walked(self) -> Walk:
        """Walk until there is no new state."""
        self._state(self._points[self._story.start, 0], self._layout.start)
        for number, (point, bits) in enumerate(self._to_walk):
            if number >= self._most:
                raise TooManyStatesError(self._multipliers())
            run, ways = self._walked(point, bits)
            self._runs.append(run)
            self._ways.append(ways)
        answers = {key: frozenset(test.answers.values()) for key, test in self._tests.items()}
        return Walk(self._story, self._runs, self._ways, frozenset(self._reached), answers)

    def _state(self, point: _Point, bits: int) -> int:
        bits &= point.live
        key = id(point), bits
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = len(self._to_walk)
            self._to_walk.append((point, bits))
        return known

    def _walked(self, point: _Point, bits: int) -> tuple[Run, tuple[int, ...]]:
        """Go from a point to where ways part."""
        parts, at = point.parts, point.at
        passed: list[_Part | int] = []
        while True:
            part = parts[at]
            at += 1
            if part.test is not None and not part.test.holds(bits):
                continue
            passed.append(part)
            step = part.last
            if part.newest:
                bits = bits & ~self._layout.newest | part.newest << self._layout.newest_shift
            elif isinstance(step, Ask):
                bits = self._asked(bits, passed)
            elif isinstance(step, Set):
                bits = self._layout.changed(bits, step.changes)
            elif isinstance(step, (Go, End, Choose)):
                options, ways = self._parting(step, point, at, bits)
                if options or not isinstance(step, Choose):
                    return self._run(point, passed, options), ways

    def _asked(self, bits: int, passed: list[_Part | int]) -> int:
        """Have Sarika ask about the newest message, unless it was judged."""
        newest = (bits & self._layout.newest) >> self._layout.newest_shift
        if not newest or bits & self._layout.judged(newest):
            return bits
        passed.append(newest)
        return bits | self._layout.judged(newest)

    def _parting(
        self, step: Go | End | Choose, point: _Point, at: int, bits: int
    ) -> tuple[tuple[Option, ...], tuple[int, ...]]:
        """Find what is on offer, and the states that follow."""
        if isinstance(step, Go):
            return (), (self._state(self._points[step.scene, 0], bits),)
        if isinstance(step, End):
            return (), ()
        options = tuple(option for option in step.options if self._is_open(option, bits))
        return options, tuple(self._after(option, point, at, bits) for option in options)

    def _is_open(self, option: Option, bits: int) -> bool:
        return option.when is None or self._test(option).holds(bits)

    def _after(self, option: Option, point: _Point, at: int, bits: int) -> int:
        target = (point.scene.id, at) if option.go is None else (option.go, 0)
        return self._state(self._points[target], self._layout.changed(bits, option.sets))

    def _run(self, point: _Point, passed: list[_Part | int], options: tuple[Option, ...]) -> Run:
        """Make a run, or take the one in which the same happens."""
        key = (*passed, *map(id, options))
        run = self._same.get(key)
        if run is None:
            parts = [part for part in passed if isinstance(part, _Part)]
            self._reached |= {(point.scene.id, n) for part in parts for n, _ in part.steps}
            last = parts[-1].last
            run = self._same[key] = Run(
                scene=point.scene.id,
                shown=tuple(
                    step for part in parts for _, step in part.steps if isinstance(step, Told)
                ),
                asked=tuple(self._layout.lines[n - 1] for n in passed if isinstance(n, int)),
                choice=last if isinstance(last, Choose) else None,
                options=options,
                end=last if isinstance(last, End) else None,
            )
        return run

    def _multipliers(self) -> tuple[str, ...]:
        """Find the variables that matter, vary and can hold much where most states are."""
        varies = 0
        where: dict[int, int] = defaultdict(int)
        for point, bits in self._to_walk:
            varies |= bits ^ self._layout.start & point.live
            where[point.live] += 1
        weights = {
            name: (variable.highest - variable.lowest).bit_length()
            * sum(count for live, count in where.items() if live & self._layout.mask(name))
            for name, variable in self._story.variables.items()
            if varies & self._layout.mask(name)
        }
        return tuple(sorted(weights, key=weights.__getitem__, reverse=True)[:_NAMED])

    # What the walk is made of

    def _test(self, part: Step | Option) -> _Test:
        test = self._tests.get(id(part))
        if test is None:
            assert part.when is not None  # noqa: S101 - asked for parts with a condition only
            test = self._tests[id(part)] = _Test(part.when, self._layout)
        return test

    def _parts(self, scene: Scene) -> list[_Part]:
        """Join the steps of a scene that are always shown one after the other."""
        parts: list[_Part] = []
        for number, step in enumerate(scene.steps):
            newest = self._numbers.get(id(step), 0)
            test = self._test(step) if step.when is not None else None
            if parts and test is None and _joins(step) and _joins(parts[-1].last):
                before = parts[-1]
                if before.test is None:
                    before.steps.append((number, step))
                    before.last = step
                    before.newest = newest or before.newest
                    continue
            parts.append(_Part([(number, step)], test, newest))
        return parts

    # Which bits matter where

    def _find_what_matters(self) -> None:
        asked = self._what_asks_ask()
        ways_in: dict[tuple[str, int], set[str]] = defaultdict(set)
        for key, point in self._points.items():
            for target in _targets(point):
                ways_in[target, 0].add(key[0])
        for point in self._points.values():
            point.live = 0
        waiting = dict.fromkeys(self._story.scenes)
        while waiting:
            scene, _ = waiting.popitem()
            for number, live in self._backwards(scene, asked):
                point = self._points[scene, number]
                if live != point.live:
                    point.live = live
                    waiting.update(dict.fromkeys(ways_in[scene, number]))

    def _backwards(self, scene: str, asked: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Say for each point of a scene, the last one first, which bits matter from there on."""
        parts = self._points[scene, 0].parts
        live = 0
        for at in range(len(parts) - 1, -1, -1):
            part = parts[at]
            if (scene, at + 1) in self._points:
                yield at + 1, live
            before = self._before(part, live, asked)
            live = before if part.test is None else before | live | part.test.mask
        yield 0, live

    def _before(self, part: _Part, live: int, asked: Mapping[int, int]) -> int:
        """Say which bits matter before a step, given those that matter after it."""
        step = part.last
        if isinstance(step, Go):
            return self._points[step.scene, 0].live
        if isinstance(step, Choose):
            return self._before_choice(step, live)
        if part.newest:
            live &= ~self._layout.newest
        elif isinstance(step, Ask):
            live |= self._layout.newest | asked[id(part)]
        elif isinstance(step, Set):
            live = self._unset(live, step.changes)
        elif isinstance(step, End):
            live = 0
        return live

    def _before_choice(self, choice: Choose, live: int) -> int:
        passed_over = all(option.when is not None for option in choice.options)
        before = live if passed_over else 0
        for option in choice.options:
            after = live if option.go is None else self._points[option.go, 0].live
            before |= self._unset(after, option.sets)
            before |= self._test(option).mask if option.when is not None else 0
        return before

    def _unset(self, live: int, changes: Iterable[Change]) -> int:
        for change in changes:
            if not change.added:
                live &= ~self._layout.mask(change.variable)
        return live

    def _what_asks_ask(self) -> dict[int, int]:
        """Find for each question of Sarika's the bits of the messages it may be about."""
        newest: dict[str, int] = dict.fromkeys(self._story.scenes, 0)
        asked: dict[int, int] = defaultdict(int)
        waiting = dict.fromkeys(self._story.scenes)
        while waiting:
            scene, _ = waiting.popitem()
            may_be = newest[scene]
            for part in self._points[scene, 0].parts:
                if part.newest:
                    may_be = 1 << part.newest | (0 if part.test is None else may_be)
                elif isinstance(part.last, Ask):
                    asked[id(part)] |= may_be
                for target in _leads_to(part.last):
                    if may_be & ~newest[target]:
                        newest[target] |= may_be
                        waiting[target] = None
        return {part: self._layout.all_judged(lines) for part, lines in asked.items()}


def _joins(step: Step) -> bool:
    return not isinstance(step, (Ask, Choose, End, Go, Set))


def _targets(point: _Point) -> Iterator[str]:
    for part in point.parts:
        yield from _leads_to(part.last)


def _leads_to(step: Step) -> Iterator[str]:
    if isinstance(step, Go):
        yield step.scene
    elif isinstance(step, Choose):
        yield from (option.go for option in step.options if option.go is not None)
