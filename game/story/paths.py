"""What the ways through a story are like: how long, how likely, which tricks are met on them."""

import heapq
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from game.story.explore import Run, Walk
from game.story.model import Line, Option
from game.story.playthrough import Asking, Choosing, Playthrough, Reading

# Children in the middle of our ages, 11, read about 180 words a minute to themselves, and a word
# has 5.5 letters with what parts it from the next. Who is 8 needs half as long again, as does a
# class that reads aloud.
LETTERS_A_SECOND = 16.5
SECONDS_A_MESSAGE = 0.5  # until somebody presses a key
SECONDS_A_CHOICE = 3.0  # besides reading what is on offer
SECONDS_A_JUDGEMENT = 4.0  # besides reading why

_NOBODY = 1e-12  # the share of players who still go round that is let go
_MOST_WORK = 2_000_000  # visits of states, a second's work; who goes round longer never ends


@dataclass(frozen=True, slots=True)
class Span:
    """Hold the least and the most of something on any way to an ending.

    Args:
        least: on the way that has least of it.
        most: on the way that has most; None if ways can go round and have no most.
    """

    least: float
    most: float | None


class Paths:
    """Work out numbers about a walked story, each when it is asked for.

    Args:
        walk: all states of the story and the ways between them.
    """

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self._seconds_of = {id(run): _seconds(run) for run in walk.runs}

    @cached_property
    def _knots(self) -> Sequence[Sequence[int]]:
        """List the states, beginning first; those from which one comes back are in one knot."""
        return _in_order(self.walk.ways)

    @cached_property
    def goes_round(self) -> bool:
        """Say whether some state can come again."""
        ways = self.walk.ways
        return any(len(knot) > 1 or knot[0] in ways[knot[0]] for knot in self._knots)

    @cached_property
    def endless(self) -> frozenset[int]:
        """Find the states from which no ending can be reached."""
        ended = [n for n, run in enumerate(self.walk.runs) if run.end is not None]
        return frozenset(range(len(self.walk.runs))) - self._leading_to(ended)

    @cached_property
    def endings(self) -> Mapping[str, float]:
        """Say which share of players who choose at random comes to each ending.

        The shares are exact. Where ways go round, players are followed until fewer than one in
        10^12 is still on the way; for a story that keeps them longer, the shares add up to less
        than 1, and the rest never ended.
        """
        shares = {end.slug: 0.0 for end in self.walk.story.endings}
        for number, share in enumerate(self._visits):
            end = self.walk.runs[number].end
            if end is not None:
                shares[end.slug] += share
        return shares

    @cached_property
    def messages(self) -> Span:
        """Count what is shown; what a choice makes the lead say is not counted."""
        return self._span(lambda run: len(run.shown))

    @cached_property
    def choices(self) -> Span:
        """Count how often the player decides."""
        return self._span(lambda run: bool(run.options))

    @cached_property
    def minutes(self) -> Span:
        """Estimate how long it takes, in minutes, from how fast children read."""
        span = self._span(lambda run: self._seconds_of[id(run)])
        return Span(span.least / 60, None if span.most is None else span.most / 60)

    @cached_property
    def average_minutes(self) -> float:
        """Estimate how long it takes somebody who chooses at random, in minutes."""
        runs = self.walk.runs
        return sum(
            share * self._seconds_of[id(runs[number])] / 60
            for number, share in enumerate(self._visits)
        )

    @cached_property
    def tricks(self) -> Mapping[str, Span]:
        """Count for each trick of the story the messages that do it."""
        counts = {id(run): _tricks_of(run) for run in self.walk.runs}
        names = sorted({trick for count in counts.values() for trick in count})

        def count(name: str) -> Callable[[Run], float]:
            return lambda run: counts[id(run)].count(name)

        return {name: self._span(count(name)) for name in names}

    @cached_property
    def groups(self) -> Mapping[str, Span]:
        """Count for each group chat of the story the messages of its members."""

        def count(group: str) -> Callable[[Run], float]:
            return lambda run: sum(
                isinstance(step, Line) and step.group == group for step in run.shown
            )

        return {group: self._span(count(group)) for group in self.walk.story.groups}

    @cached_property
    def unsafe(self) -> Span:
        """Count the messages that are a trick."""
        return self._span(lambda run: sum(_is_trick(step) for step in run.shown))

    @cached_property
    def asked(self) -> tuple[float, float]:
        """Say how many unsafe and how many safe messages a random player is asked about."""
        unsafe = safe = 0.0
        for number, share in enumerate(self._visits):
            for _, line in self.walk.runs[number].asked:
                unsafe += share * (not line.safe)
                safe += share * line.safe
        return unsafe, safe

    def to_ending(self, slug: str) -> tuple[Option, ...] | None:
        """Find the options that lead to an ending on the way with the fewest messages.

        Args:
            slug: the ending.

        Returns:
            The options in order; None if no way leads there.
        """
        return self.to(lambda run: run.end is not None and run.end.slug == slug)

    def to(self, wanted: Callable[[Run], bool]) -> tuple[Option, ...] | None:
        """Find the options that lead to some place on the way with the fewest messages.

        Args:
            wanted: says of what happens between two places where ways part whether it is there.

        Returns:
            The options in order; None if no way leads there.
        """
        least, before = self._shortest
        runs, ways = self.walk.runs, self.walk.ways
        there = [n for n, run in enumerate(runs) if wanted(run)]
        if not there:
            return None
        at = min(there, key=least.__getitem__)
        newest_first: list[Option] = []
        while at:
            earlier = before[at]
            if runs[earlier].options:
                newest_first.append(runs[earlier].options[ways[earlier].index(at)])
            at = earlier
        return tuple(reversed(newest_first))

    def out_of_reach(self, wanted: Callable[[Option], bool]) -> Iterator[tuple[Run, Option | None]]:
        """Find where the last way to some kind of option is given up before it was ever taken.

        Args:
            wanted: says whether an option is of that kind.

        Yields:
            Each run and option after which no wanted option can follow any more, though before it
            one could; None for the option if none can from the beginning.
        """
        runs, ways = self.walk.runs, self.walk.ways
        offering = [n for n, run in enumerate(runs) if any(map(wanted, run.options))]
        reach = self._leading_to(offering)
        if 0 not in reach:
            yield runs[0], None
            return
        told: dict[tuple[int, int], tuple[Run, Option | None]] = {}
        seen, waiting = {0}, [0]
        while waiting:
            at = waiting.pop()
            run = runs[at]
            for number, target in enumerate(ways[at]):
                option = run.options[number] if run.options else None
                if option is not None and wanted(option):
                    continue
                if target not in reach:
                    told[id(run.choice), id(option)] = run, option
                elif target not in seen:
                    seen.add(target)
                    waiting.append(target)
        yield from told.values()

    def ends_after(self, taken: Callable[[Option], bool]) -> frozenset[str]:
        """Name the endings that can follow an option of some kind, at once or later.

        Args:
            taken: says whether an option is of that kind.
        """
        runs, ways = self.walk.runs, self.walk.ways
        waiting = [
            target
            for at, run in enumerate(runs)
            for option, target in zip(run.options, ways[at], strict=False)
            if taken(option)
        ]
        seen = set(waiting)
        while waiting:
            for target in ways[waiting.pop()]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(end.slug for at in seen if (end := runs[at].end) is not None)

    def _leading_to(self, targets: Sequence[int]) -> set[int]:
        seen, waiting = set(targets), list(targets)
        while waiting:
            for before in self._ways_in[waiting.pop()]:
                if before not in seen:
                    seen.add(before)
                    waiting.append(before)
        return seen

    @cached_property
    def _ways_in(self) -> Sequence[Sequence[int]]:
        ways_in: list[list[int]] = [[] for _ in self.walk.ways]
        for at, ways in enumerate(self.walk.ways):
            for target in ways:
                ways_in[target].append(at)
        return ways_in

    @cached_property
    def _visits(self) -> Sequence[float]:
        """Say how often a random player comes through each state, on average."""
        ways = self.walk.ways
        visits = [0.0] * len(ways)
        arriving = [0.0] * len(ways)
        arriving[0] = 1.0
        work = 0
        for knot in self._knots:
            if knot[0] in self.endless:
                continue
            inside = set(knot)
            moving = {at: arriving[at] for at in knot if arriving[at]}
            goes_round = len(knot) > 1 or knot[0] in ways[knot[0]]
            while moving:
                if goes_round and (work > _MOST_WORK or sum(moving.values()) < _NOBODY):
                    break
                following: dict[int, float] = {}
                for at, share in moving.items():
                    visits[at] += share
                    each = share / len(ways[at]) if ways[at] else 0.0
                    for target in ways[at]:
                        if target in inside:
                            following[target] = following.get(target, 0.0) + each
                        else:
                            arriving[target] += each
                work += len(moving)
                moving = following
        return visits

    @cached_property
    def _shortest(self) -> tuple[Sequence[float], Sequence[int]]:
        return self._least(lambda run: len(run.shown))

    def _least(self, weight: Callable[[Run], float]) -> tuple[list[float], list[int]]:
        """Find for each state the least weight on the way there, and the state before it."""
        runs, ways = self.walk.runs, self.walk.ways
        weights = [weight(run) for run in runs]
        least = [float("inf")] * len(ways)
        before = [0] * len(ways)
        least[0] = weights[0]
        waiting = [(least[0], 0)]
        while waiting:
            so_far, at = heapq.heappop(waiting)
            if so_far > least[at]:
                continue
            for target in ways[at]:
                there = so_far + weights[target]
                if there < least[target]:
                    least[target] = there
                    before[target] = at
                    heapq.heappush(waiting, (there, target))
        return least, before

    def _span(self, weight: Callable[[Run], float]) -> Span:
        runs = self.walk.runs
        ends = [n for n, run in enumerate(runs) if run.end is not None]
        if not ends:
            return Span(0, None)
        least, _ = self._least(weight)
        most = self._most(weight)
        return Span(min(least[n] for n in ends), most)

    def _most(self, weight: Callable[[Run], float]) -> float | None:
        """Find the most weight on any way to an ending; None if some way round has weight."""
        runs, ways = self.walk.runs, self.walk.ways
        most = [0.0] * len(ways)
        for knot in reversed(self._knots):
            inside = set(knot)
            after = max(
                (most[target] for at in knot for target in ways[at] if target not in inside),
                default=0.0,
            )
            own = [weight(runs[at]) for at in knot]
            round_about = len(knot) > 1 or knot[0] in ways[knot[0]]
            if round_about and any(own) and not inside <= self.endless:
                return None
            for at, extra in zip(knot, own, strict=True):
                most[at] = after + (0.0 if at in self.endless else extra)
        return most[0]


def played(walk: Walk, options: Sequence[Option]) -> Playthrough:
    """Play a story: choose given options, and answer Sarika rightly.

    Args:
        walk: the walked story.
        options: what is chosen, in order.

    Returns:
        The play when the options are used up and nothing but a choice could follow.
    """
    play = Playthrough.begin(walk.story)
    left = deque(options)
    while True:
        match play.now:
            case Reading() | Asking():
                play = onward(play)
            case Choosing() if left:
                play = play.choose(left.popleft().id)
            case _:
                return play


def onward(play: Playthrough) -> Playthrough:
    """Show the next thing; answer Sarika rightly where she asks.

    Args:
        play: a play that waits for one of the two.

    Raises:
        PlayError: it waits for a choice, or is over.
    """
    if isinstance(play.now, Asking):
        line, scene = play.now.line, play.now.scene
        trick = line.tricks[0] if line.tricks else None
        return play.judge(scene, line.item, "wait" if trick else "okay", trick)
    return play.next()


def _seconds(run: Run) -> float:
    letters = sum(len(step.text) for step in run.shown)
    seconds = SECONDS_A_MESSAGE * len(run.shown)
    for _, line in run.asked:
        letters += len(line.because or "")
        seconds += SECONDS_A_JUDGEMENT
    if run.options:
        letters += sum(len(option.text) for option in run.options)
        seconds += SECONDS_A_CHOICE
    if run.end:
        letters += len(run.end.title) + len(run.end.text) + len(run.end.comfort or "")
    return seconds + letters / LETTERS_A_SECOND


def _is_trick(step: object) -> bool:
    return isinstance(step, Line) and not step.safe


def _tricks_of(run: Run) -> list[str]:
    return [trick for step in run.shown if isinstance(step, Line) for trick in step.tricks]


def _in_order(ways: Sequence[tuple[int, ...]]) -> list[list[int]]:
    """Order states so that ways lead forward; those from which one comes back are together.

    This is Tarjan's algorithm, without recursion.
    """
    index = [-1] * len(ways)
    low = [0] * len(ways)
    open_ = [False] * len(ways)
    stack: list[int] = []
    knots: list[list[int]] = []
    count = 0
    index[0] = low[0] = count
    work = [(0, iter(ways[0]))]
    stack.append(0)
    open_[0] = True
    while work:
        at, left = work[-1]
        for target in left:
            if index[target] < 0:
                count += 1
                index[target] = low[target] = count
                stack.append(target)
                open_[target] = True
                work.append((target, iter(ways[target])))
                break
            if open_[target]:
                low[at] = min(low[at], index[target])
        else:
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[at])
            if low[at] == index[at]:
                first = stack.index(at) if stack[-1] != at else len(stack) - 1
                knot = stack[first:]
                del stack[first:]
                for member in knot:
                    open_[member] = False
                knots.append(knot)
    knots.reverse()
    return knots
