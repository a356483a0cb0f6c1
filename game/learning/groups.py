"""What can be said of a group of players; nothing is said of one child.

Events are read once, one after the other; what is held grows with the players and with the
messages there are, not with the events.

What the intervals promise: they speak of these players and of messages like these, and say how far
chance alone could have moved the numbers. Each answer is taken for a draw of its own with its
player's own probability; that players differ makes the intervals a little wider than they need be,
never narrower. They do not speak of other children. `docs/measuring.md` says how this was proven.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations
from math import fsum
from operator import attrgetter
from typing import Literal, TypeVar

from game.learning import measures
from game.learning.counts import Selecting
from game.learning.events import Chosen, Event, Judged, Occasion, RoundBegun, Witnessed
from game.learning.measures import Detection, Estimate

FEWEST_PLAYERS = 5
OCCASIONS: tuple[Occasion, ...] = ("before", "after", "later")
PROTECTIVE = ("stop", "keep", "tell", "check", "kind")

Hidden = Literal["hidden"]
Span = tuple[Occasion, Occasion]
Verdict = Literal[
    "learned", "lost", "more suspicious", "less suspicious", "no change", "too few to say"
]

# Half of the unsafe and half of the safe items of a round.
_ENOUGH_OF_A_ROUND = 2
# With d' known less closely than this, even a class that learned much would look unchanged.
_FAR_APART = 1.0

_Cell = TypeVar("_Cell")
_Key = TypeVar("_Key", bound=str)
_Name = tuple[str | None, str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """Hold a share of what a group's players did.

    Args:
        players: how many players it is of.
        count: how often.
        of: of how often it could have been.
        rate: the share with its 95 % interval.
    """

    players: int
    count: int
    of: int
    rate: Estimate


@dataclass(frozen=True, slots=True)
class Spotting:
    """Say how a group told unsafe messages from safe ones.

    Args:
        players: how many players answered.
        hits: unsafe messages that were noticed.
        unsafe: unsafe messages that were judged.
        false_alarms: safe messages that were not called okay.
        safe: safe messages that were judged.
        hit_rate: of the unsafe ones.
        false_alarm_rate: of the safe ones.
        detection: d' and c.
    """

    players: int
    hits: int
    unsafe: int
    false_alarms: int
    safe: int
    hit_rate: Estimate
    false_alarm_rate: Estimate
    detection: Detection

    @property
    def right(self) -> float:
        """Give the share of right answers, both kinds of messages weighing the same."""
        return (self.hit_rate.value + 1 - self.false_alarm_rate.value) / 2


@dataclass(frozen=True, slots=True)
class Trick:
    """Say how a group did with one trick.

    Args:
        found: of the messages with it, those that were noticed; None if none was judged.
        named: of those found, those for which it was named; None if none was found.
        alarmed: of the safe messages that look like it, those that were not called okay; None if
            none was judged.
    """

    found: Share | Hidden | None
    named: Share | Hidden | None
    alarmed: Share | Hidden | None


@dataclass(frozen=True, slots=True)
class Change:
    """Say what changed between two occasions, for the players who answered on both.

    Each player weighs the same, so that who stopped midway does not shift the picture.

    Args:
        before: the first occasion.
        after: the second one.
        hit_rate: after less before.
        false_alarm_rate: after less before.
        detection: the changes in d' and in c, with their standard errors.
        gain: Hake's gain in the share of right answers; None where all was right before.
        verdict: what it comes to.
    """

    before: Spotting
    after: Spotting
    hit_rate: Estimate
    false_alarm_rate: Estimate
    detection: Detection
    gain: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """Hold all that is said of a group.

    Args:
        players: how many there are that judged or chose something that counts.
        spotting: of all judgements that count; hidden where what is left of it without the rounds
            of Quick Eyes would tell of fewer than 5 players, None where nobody judged both kinds.
        tricks: by trick, in alphabetical order; empty where spotting is hidden.
        acting: of the choices with a protective act on offer, those where one was taken; None if
            there was none.
        acts: by protective act: of the choices that offered it, those where it was taken.
        whom: how many players told whom, in alphabetical order.
        rounds: what each occasion of Quick Eyes says by itself, where there are no changes to say.
        changes: by the two occasions.
    """

    players: int
    spotting: Spotting | Hidden | None
    tricks: Mapping[str, Trick]
    acting: Share | Hidden | None
    acts: Mapping[str, Share | Hidden]
    whom: Mapping[str, int | Hidden]
    rounds: Mapping[Occasion, Spotting]
    changes: Mapping[Span, Change]


def group(events: Iterable[Event]) -> Group | None:
    """Say what can be said of a group.

    What fewer than 5 players did is hidden. Where only one number of a table would be, the one of
    the next fewest players is hidden with it, since the first could be had from the total.

    Args:
        events: of any players; each player's own oldest first, however they are mixed.

    Returns:
        None for fewer than 5 players.
    """
    grouping = Grouping()
    for event in events:
        grouping.add(event)
    return grouping.group()


class Grouping:
    """Say what can be said of a group, as `group` does, of events that come one by one."""

    def __init__(self) -> None:
        self._names: dict[_Name, _Name] = {}
        self._so_far: dict[str, _PlayerSoFar] = {}

    def add(self, event: Event) -> None:
        """Take the next event.

        Args:
            event: of any player; each player's own oldest first.
        """
        player = self._so_far.get(event.player)
        if player is None:
            selecting = Selecting(self._names)
            player = self._so_far[event.player] = _PlayerSoFar(selecting, self._names)
        player.add(event)

    def players(self) -> frozenset[str]:
        """Name those who judged or chose something that counts, by their ids."""
        return frozenset(id_ for id_, player in self._so_far.items() if player.counts)

    def group(self) -> Group | None:
        """Say it; nothing of fewer than 5 players."""
        players = [player for player in self._so_far.values() if player.counts]
        return _group(players) if len(players) >= FEWEST_PLAYERS else None


def change(before: Spotting, after: Spotting) -> Change:
    """Set what was spotted on two occasions side by side.

    Args:
        before: on the first occasion.
        after: on the second.
    """
    detection = measures.detection_change(before.detection, after.detection)
    return Change(
        before,
        after,
        measures.wilson_change(before.hit_rate, after.hit_rate),
        measures.wilson_change(before.false_alarm_rate, after.false_alarm_rate),
        detection,
        measures.hake_gain(before.right, after.right),
        verdict(detection),
    )


def verdict(change: Detection) -> Verdict:
    """Say in a word what changes in d' and c come to.

    d' up is learning, whatever c did. Where d' did not move for certain, c alone says whether the
    group grew more or less suspicious. Where neither did, it depends on whether d' is known
    closely enough to have seen it move.

    Args:
        change: what `measures.detection_change` said.
    """
    d_prime, criterion = change.d_prime, change.criterion
    if d_prime.low > 0:
        return "learned"
    if d_prime.high < 0:
        return "lost"
    if criterion.high < 0:
        return "more suspicious"
    if criterion.low > 0:
        return "less suspicious"
    return "no change" if d_prime.high - d_prime.value <= _FAR_APART else "too few to say"


@dataclass(slots=True)
class _Tally:
    """Count one player's judgements."""

    hits: int = 0
    unsafe: int = 0
    false_alarms: int = 0
    safe: int = 0

    @property
    def judged(self) -> int:
        """Count the messages of both kinds."""
        return self.unsafe + self.safe

    def add(self, judged: Judged) -> None:
        """Count one more."""
        wait = judged.verdict == "wait"
        if judged.tricks:
            self.unsafe += 1
            self.hits += wait
        else:
            self.safe += 1
            self.false_alarms += wait


@dataclass(slots=True)
class _OfTrick:
    """Count one player's judgements of one trick and of what looks like it."""

    found: int = 0
    judged: int = 0
    named: int = 0
    alarmed: int = 0
    alike: int = 0


@dataclass(slots=True)
class _PlayerSoFar:
    """Hold what one player did, as far as the events were read."""

    selecting: Selecting
    names: dict[_Name, _Name]  # of all players together
    spotting: _Tally = field(default_factory=_Tally)
    occasions: dict[Occasion, _Tally] = field(default_factory=dict)
    rounds: dict[str | None, Occasion] = field(default_factory=dict)
    tricks: dict[str, _OfTrick] = field(default_factory=dict)
    choices: set[_Name] = field(default_factory=set)
    witnessed: set[_Name] = field(default_factory=set)  # choices that somebody else made
    could_protect: int = 0
    protected: int = 0
    offered: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)

    @property
    def counts(self) -> bool:
        """Say whether the player did anything that counts."""
        return bool(self.spotting.judged or self.choices)

    def enough(self, occasion: Occasion) -> bool:
        """Say whether the player judged enough on an occasion."""
        tally = self.occasions.get(occasion)
        return tally is not None and min(tally.unsafe, tally.safe) >= _ENOUGH_OF_A_ROUND

    def add(self, event: Event) -> None:
        """Take the player's next event."""
        what = event.what
        judged = self.selecting.counting(event)
        if judged is not None:
            self._judge(event, judged)
        elif isinstance(what, Chosen) and not what.practice:
            self._choose(event, what)
        elif isinstance(what, RoundBegun) and not what.practice:
            self.rounds[event.play] = what.occasion
        elif isinstance(what, Witnessed) and what.about == "choice":
            self.witnessed.add(self._name(event, what.scene, what.item))

    def _judge(self, event: Event, judged: Judged) -> None:
        self.spotting.add(judged)
        occasion = self.rounds.get(event.play)
        if occasion is not None:
            self.occasions.setdefault(occasion, _Tally()).add(judged)
        wait = judged.verdict == "wait"
        for trick in judged.tricks:
            of_trick = self.tricks.setdefault(trick, _OfTrick())
            of_trick.judged += 1
            of_trick.found += wait
            of_trick.named += judged.trick == trick and wait
        for trick in judged.looks_like:
            of_trick = self.tricks.setdefault(trick, _OfTrick())
            of_trick.alike += 1
            of_trick.alarmed += wait

    def _choose(self, event: Event, chosen: Chosen) -> None:
        # As with messages, only the first time counts: later the player knows what follows.
        name = self._name(event, chosen.scene, str(chosen.number))
        if name in self.choices or name in self.witnessed:
            return
        self.choices.add(name)
        offered = {act for acts in chosen.offered for act in acts}.intersection(PROTECTIVE)
        taken = offered.intersection(chosen.acts)
        self.could_protect += bool(offered)
        self.protected += bool(taken)
        self.offered.update(offered)
        self.taken.update(taken)
        if "tell" in chosen.acts and chosen.whom is not None:
            self.told.add(chosen.whom)

    def _name(self, event: Event, scene: str, item: str) -> _Name:
        name = (event.story, scene, item)
        return self.names.setdefault(name, name)


def _group(players: Sequence[_PlayerSoFar]) -> Group:
    spans = _spans(players)
    alone = {} if spans else _alone(players)
    exposed = _exposed(players, [*spans.items(), *(((o,), who) for o, who in alone.items())])
    return Group(
        players=len(players),
        spotting="hidden" if exposed else _spotting([player.spotting for player in players]),
        tricks={} if exposed else _tricks(players),
        acting=_shares({"any": [(p.protected, p.could_protect) for p in players]}).get("any"),
        acts=_shares(
            {act: [(p.taken[act], p.offered[act]) for p in players] for act in PROTECTIVE}
        ),
        whom=_whom(players),
        rounds={
            occasion: _evenly([player.occasions[occasion] for player in there])
            for occasion, there in alone.items()
        },
        changes={span: _change(there, *span) for span, there in spans.items()},
    )


def _spans(players: Sequence[_PlayerSoFar]) -> dict[Span, list[_PlayerSoFar]]:
    """Choose the occasions to compare, and the players.

    Where two comparisons would differ by fewer than 5 players, what these few did could be had by
    taking one from the other; then both are made of those who answered on all occasions.
    """
    spans = {
        (first, second): [p for p in players if p.enough(first) and p.enough(second)]
        for first, second in combinations(OCCASIONS, 2)
    }
    spans = {span: there for span, there in spans.items() if len(there) >= FEWEST_PLAYERS}
    ids = [{id(player) for player in there} for there in spans.values()]
    if not any(0 < len(one - other) < FEWEST_PLAYERS for one, other in permutations(ids, 2)):
        return spans
    always = [player for player in players if all(map(player.enough, OCCASIONS))]
    if len(always) >= FEWEST_PLAYERS:
        return dict.fromkeys(spans, always)
    first = next(iter(spans))
    return {first: spans[first]}


def _alone(players: Sequence[_PlayerSoFar]) -> dict[Occasion, list[_PlayerSoFar]]:
    """Choose the occasions to show by themselves, and the players."""
    there = {occasion: [p for p in players if p.enough(occasion)] for occasion in OCCASIONS}
    return {occasion: who for occasion, who in there.items() if len(who) >= FEWEST_PLAYERS}


def _exposed(
    players: Sequence[_PlayerSoFar],
    published: Iterable[tuple[Sequence[Occasion], Iterable[_PlayerSoFar]]],
) -> bool:
    """Say whether all judgements less those of rounds that are shown are those of a few players."""
    shown: dict[int, set[Occasion]] = {}
    for occasions, there in published:
        for player in there:
            shown.setdefault(id(player), set()).update(occasions)
    left = [
        player
        for player in players
        if player.spotting.judged
        > sum(player.occasions[occasion].judged for occasion in shown.get(id(player), ()))
    ]
    return 0 < len(left) < FEWEST_PLAYERS


def _spotting(tallies: Iterable[_Tally]) -> Spotting | Hidden | None:
    """Sum judgements up; each answer weighs the same."""
    there = [tally for tally in tallies if tally.judged]
    hits, unsafe = sum(tally.hits for tally in there), sum(tally.unsafe for tally in there)
    false, safe = sum(tally.false_alarms for tally in there), sum(tally.safe for tally in there)
    if not unsafe or not safe:
        return None
    if len(there) < FEWEST_PLAYERS:
        return "hidden"
    return Spotting(
        len(there),
        hits,
        unsafe,
        false,
        safe,
        measures.wilson(hits, unsafe),
        measures.wilson(false, safe),
        measures.detection(hits, unsafe - hits, false, safe - false),
    )


def _evenly(tallies: Sequence[_Tally]) -> Spotting:
    """Sum judgements up; each player weighs the same."""
    hit, unsafe = _mean_rate([(tally.hits, tally.unsafe) for tally in tallies])
    false, safe = _mean_rate([(tally.false_alarms, tally.safe) for tally in tallies])
    return Spotting(
        len(tallies),
        sum(tally.hits for tally in tallies),
        sum(tally.unsafe for tally in tallies),
        sum(tally.false_alarms for tally in tallies),
        sum(tally.safe for tally in tallies),
        measures.wilson(hit * unsafe, unsafe),
        measures.wilson(false * safe, safe),
        measures.detection(hit * unsafe, (1 - hit) * unsafe, false * safe, (1 - false) * safe),
    )


def _mean_rate(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Give the mean of the players' rates, and of how many answers a rate scatters like it.

    The mean of m rates, each of nᵢ answers, scatters like one rate of m²/Σ(1/nᵢ) answers.
    """
    mean = fsum(count / of for count, of in counts) / len(counts)
    return mean, len(counts) ** 2 / fsum(1 / of for _, of in counts)


def _change(players: Sequence[_PlayerSoFar], first: Occasion, second: Occasion) -> Change:
    return change(
        _evenly([player.occasions[first] for player in players]),
        _evenly([player.occasions[second] for player in players]),
    )


def _tricks(players: Sequence[_PlayerSoFar]) -> dict[str, Trick]:
    columns = [
        _shares(
            {
                trick: [counted(p.tricks[trick]) for p in players if trick in p.tricks]
                for trick in dict.fromkeys(trick for p in players for trick in p.tricks)
            }
        )
        for counted in (
            attrgetter("found", "judged"),
            attrgetter("named", "found"),
            attrgetter("alarmed", "alike"),
        )
    ]
    found, named, alarmed = columns
    # Of how many it was named says how many were found.
    named |= {trick: "hidden" for trick in named if found[trick] == "hidden"}
    return {
        trick: Trick(found.get(trick), named.get(trick), alarmed.get(trick))
        for trick in sorted({*found, *alarmed})
    }


def _shares(counts: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, Share | Hidden]:
    """Make the shares of a table of what each player did, of how much; hide the small ones."""
    shares = {}
    for name, each in counts.items():
        there = [(count, of) for count, of in each if of]
        if there:
            count, of = (sum(numbers) for numbers in zip(*there, strict=True))
            shares[name] = Share(len(there), count, of, measures.wilson(count, of))
    return without_small(shares, lambda share: share.players)


def _whom(players: Sequence[_PlayerSoFar]) -> dict[str, int | Hidden]:
    told = Counter(whom for player in players for whom in player.told)
    return without_small(dict(sorted(told.items())), lambda number: number)


def without_small(
    cells: Mapping[_Key, _Cell], players: Callable[[_Cell], int]
) -> dict[_Key, _Cell | Hidden]:
    """Hide what fewer than 5 players did; if that is one only, also what the next fewest did.

    Args:
        cells: of a table.
        players: says how many players a cell is of.
    """
    by_size = sorted(cells, key=lambda name: players(cells[name]))
    small = sum(players(cell) < FEWEST_PLAYERS for cell in cells.values())
    hidden = by_size[: 2 if small == 1 else small]
    return {name: "hidden" if name in hidden else cell for name, cell in cells.items()}
