"""Simulated players of known skill, to prove that the measures find again what was put in.

They answer as signal detection supposes (Green & Swets 1966): a message leaves an impression, an
unsafe one on average d' stronger than a safe one, scattered with a standard deviation of 1; if it
is stronger than the player's criterion, they say "wait". All else is ordinary: they play the
stories and the rounds of Quick Eyes, and what they do is recorded as the same events.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import permutations
from math import fsum
from random import Random
from statistics import NormalDist
from typing import Protocol

from game.learning.counts import Play
from game.learning.events import (
    QUICK_EYES,
    Begun,
    Event,
    Happening,
    Judged,
    Occasion,
    PlayerMade,
    RoundBegun,
    happenings,
)
from game.learning.groups import OCCASIONS, PROTECTIVE
from game.learning.ids import new_code
from game.learning.store import Player
from game.story.model import Option, QuickForm, Story
from game.story.playthrough import Asking, Choosing, Over, Playthrough, Verdict

DAYS_UNTIL_LATER = 10
_EACH_PLAYER = timedelta(minutes=1)
_NORMAL = NormalDist()
_DIFFICULTIES = 100_000


class Message(Protocol):
    """Be what can be judged: a line of a story, or an item of Quick Eyes."""

    @property
    def item(self) -> str:
        """Name it in records."""

    @property
    def tricks(self) -> tuple[str, ...]:
        """Say what it does; nothing if it is safe."""

    @property
    def looks_like(self) -> tuple[str, ...]:
        """Say which tricks it looks like, if it is safe."""


class Records(Protocol):
    """Take what players do, as `store.Store` does."""

    def new_player(self, animal: str, colour: str, code: str) -> Player:
        """Make a player."""

    def begin(self, player: Player, story: str, story_version: str) -> Play:
        """Begin a play of a story."""

    def begin_round(self, player: Player, form: str | None, begun: RoundBegun) -> Play:
        """Begin a round of Quick Eyes."""

    def record(self, play: Play, what: Iterable[Happening]) -> object:
        """Hand over what happened in a play."""


@dataclass(frozen=True, slots=True)
class Skill:
    """Say what a simulated player can do, and how that changes.

    Args:
        sensitivity: d' before anything is learned, in standard deviations.
        bias: c then, in standard deviations; below 0 leans to "wait".
        learning: how much d' grows between the rounds before and after.
        suspicion: how much c falls between them.
        half_life: after how many days half of both is gone.
        naming: how probable it is that a hit names a right trick.
        acting: how probable it is that a protective act is taken where one is on offer.
    """

    sensitivity: float = 1.0
    bias: float = 0.1
    learning: float = 0.8
    suspicion: float = 0.0
    half_life: float = 30.0
    naming: float = 0.7
    acting: float = 0.6


@dataclass(frozen=True, slots=True)
class Spread:
    """Say how much players and messages differ; standard deviations of normal distributions.

    Args:
        sensitivity: of d' between players.
        bias: of c between players.
        learning: of what they learn and of their suspicion, as a share of it.
        difficulty: of messages, in standard deviations of an impression.
    """

    sensitivity: float = 0.3
    bias: float = 0.25
    learning: float = 0.3
    difficulty: float = 0.2


@dataclass(frozen=True, slots=True)
class Material:
    """Hold what is played.

    Args:
        stories: each is played once, between the rounds before and after; may be none.
        forms: of Quick Eyes, as many as there are occasions; none for no rounds.
        animals: what players can be.
        colours: in which colours.
    """

    stories: Sequence[Story]
    forms: Sequence[QuickForm]
    animals: Sequence[str]
    colours: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rates:
    """Hold what is to be expected of a group on one occasion.

    Args:
        hit: the mean probability to notice an unsafe message, over its players and all messages.
        false_alarm: the mean probability not to call a safe one okay.
    """

    hit: float
    false_alarm: float

    @property
    def d_prime(self) -> float:
        """Give d' of the two."""
        return _NORMAL.inv_cdf(self.hit) - _NORMAL.inv_cdf(self.false_alarm)

    @property
    def criterion(self) -> float:
        """Give c of the two."""
        return -(_NORMAL.inv_cdf(self.hit) + _NORMAL.inv_cdf(self.false_alarm)) / 2


class Clock:
    """Tell a time that moves when it is told to.

    Args:
        start: with its zone.
    """

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Tell it."""
        return self.now


class Memory:
    """Keep what players do as events in memory; the ids are those that a new store would give.

    Args:
        clock: says what time it is, with its zone.
        new_id: makes ids that sort in the order they were made.
    """

    def __init__(self, clock: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self.events: list[Event] = []
        self._clock = clock
        self._new_id = new_id
        self._machine, self._session = new_id(), new_id()
        self._sequence = 0

    def new_player(self, animal: str, colour: str, code: str) -> Player:
        """Make a player."""
        player = Player(self._new_id(), code, animal, colour)
        self._add(player.id, None, [PlayerMade(code, animal, colour)])
        return player

    def begin(self, player: Player, story: str, story_version: str) -> Play:
        """Begin a play of a story."""
        play = Play(self._new_id(), player.id, story)
        self._add(player.id, play, [Begun(story_version, practice=False)])
        return play

    def begin_round(self, player: Player, form: str | None, begun: RoundBegun) -> Play:
        """Begin a round of Quick Eyes."""
        play = Play(self._new_id(), player.id, QUICK_EYES, form)
        self._add(player.id, play, [begun])
        return play

    def record(self, play: Play, what: Iterable[Happening]) -> None:
        """Hand over what happened in a play."""
        self._add(play.player, play, what)

    def _add(self, player: str, play: Play | None, what: Iterable[Happening]) -> None:
        now = self._clock().astimezone(UTC)
        time = f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"
        id_, story, form = (None, None, None) if play is None else (play.id, play.story, play.form)
        for happening in what:
            self._sequence += 1
            self.events.append(
                Event(
                    self._new_id(),
                    self._machine,
                    self._sequence,
                    time,
                    player,
                    self._session,
                    id_,
                    story,
                    happening,
                    form,
                )
            )


class SimulatedPlayer:
    """Judge, choose, learn and forget.

    Args:
        skill: what they can do.
        spread: how much messages differ, in standard deviations of an impression.
        rng: decides what they answer.
    """

    def __init__(self, skill: Skill, spread: float, rng: Random) -> None:
        self._skill = skill
        self._spread = spread
        self._rng = rng
        self._kept = 0.0  # which share of what is learned between the rounds is there now

    @property
    def sensitivity(self) -> float:
        """Give d' now."""
        return max(0.0, self._skill.sensitivity + self._kept * self._skill.learning)

    @property
    def bias(self) -> float:
        """Give c now."""
        return self._skill.bias - self._kept * self._skill.suspicion

    def learn(self) -> None:
        """Learn what is learned between the rounds."""
        self._kept = 1.0

    def rest(self, days: float) -> None:
        """Forget as much as in some days."""
        self._kept *= 2 ** (-days / self._skill.half_life)

    def chance_of_wait(self, message: Message) -> float:
        """Say how probable it is that a message is not called okay."""
        # A hard one is an unsafe one that looks safe, or a safe one that looks unsafe.
        looks = self.sensitivity / 2 - self._spread * difficulty(message.item)
        return _NORMAL.cdf((looks if message.tricks else -looks) - self.bias)

    def judge(self, message: Message) -> tuple[Verdict, str | None]:
        """Judge a message, and name a trick if it is not okay."""
        if self._rng.random() >= self.chance_of_wait(message):
            return "okay", None
        if message.tricks and self._rng.random() < self._skill.naming:
            return "wait", self._rng.choice(message.tricks)
        return "wait", message.looks_like[0] if message.looks_like else None

    def choose(self, options: Sequence[Option]) -> Option:
        """Choose what the lead says or does."""
        protecting = [option for option in options if not set(PROTECTIVE).isdisjoint(option.acts)]
        others = [option for option in options if option not in protecting]
        protects = self._rng.random() < self._skill.acting
        return self._rng.choice((protecting if protects else others) or list(options))


def skills(number: int, mean: Skill, spread: Spread, rng: Random) -> tuple[Skill, ...]:
    """Draw the players of a group.

    Args:
        number: how many.
        mean: what they can do on average.
        spread: how much they differ.
        rng: draws.
    """
    return tuple(
        replace(
            mean,
            sensitivity=max(0.0, rng.gauss(mean.sensitivity, spread.sensitivity)),
            bias=rng.gauss(mean.bias, spread.bias),
            learning=mean.learning * rng.gauss(1, spread.learning),
            suspicion=mean.suspicion * rng.gauss(1, spread.learning),
        )
        for _ in range(number)
    )


def simulate(
    records: Records,
    material: Material,
    players: Sequence[SimulatedPlayer],
    clock: Clock,
    rng: Random,
    each: Callable[[], None] = lambda: None,
) -> dict[Occasion, Rates]:
    """Let players play: a round before, the stories, a round after, and ten days on a round later.

    Forms are rotated, so that each is before, after and later equally often.

    Args:
        records: take what they do.
        material: what is played.
        players: who plays.
        clock: the one that `records` were given; it is moved on.
        rng: draws codes, animals, colours and the order of items.
        each: is called after each player's part of a day.

    Returns:
        By occasion, what is to be expected of the players; nothing where no rounds are played.
    """
    start = clock.now
    orders = list(permutations(material.forms))
    codes: set[str] = set()
    made: list[tuple[SimulatedPlayer, Player]] = []
    expected: dict[Occasion, list[tuple[float, float]]] = {}

    def play_round(number: int, occasion: Occasion) -> None:
        order = orders[number % len(orders)]
        if order:
            player, known_as = made[number]
            form, half = order[OCCASIONS.index(occasion)], number // len(orders) % 2
            _play_round(records, player, known_as, occasion, (form, half), rng)
            expected.setdefault(occasion, []).append(_expected(player, material.forms))

    for number, player in enumerate(players):
        code = new_code(rng, codes)
        codes.add(code)
        animal, colour = rng.choice(material.animals), rng.choice(material.colours)
        made.append((player, records.new_player(animal, colour, code)))
        play_round(number, "before")
        for story in material.stories:
            played = _played(player, story)
            play = records.begin(made[-1][1], story.id, story.version)
            records.record(play, happenings(played, played.log))
        player.learn()
        play_round(number, "after")
        clock.now += _EACH_PLAYER
        each()
    clock.now = max(clock.now, start + timedelta(days=DAYS_UNTIL_LATER))
    for number, player in enumerate(players):
        player.rest(DAYS_UNTIL_LATER)
        play_round(number, "later")
        clock.now += _EACH_PLAYER
        each()
    return {occasion: _mean(of_each) for occasion, of_each in expected.items()}


def _play_round(
    records: Records,
    player: SimulatedPlayer,
    known_as: Player,
    occasion: Occasion,
    which: tuple[QuickForm, int],
    rng: Random,
) -> None:
    form, half = which
    asked = rng.sample(form.halves[half], len(form.halves[half]))
    items = tuple(message.item for message in asked)
    play = records.begin_round(
        known_as, form.id, RoundBegun(occasion, half + 1, items, practice=False)
    )
    records.record(
        play,
        [
            Judged(
                f"form-{form.id}",
                message.item,
                *player.judge(message),
                asked=True,
                tricks=message.tricks,
                looks_like=message.looks_like,
                practice=False,
            )
            for message in asked
        ],
    )


def _played(player: SimulatedPlayer, story: Story) -> Playthrough:
    play = Playthrough.begin(story)
    while not isinstance(now := play.now, Over):
        if isinstance(now, Asking):
            play = play.judge(now.scene, now.line.item, *player.judge(now.line))
        elif isinstance(now, Choosing):
            play = play.choose(player.choose(now.options).id)
        else:
            play = play.next()
    return play


def _expected(player: SimulatedPlayer, forms: Iterable[QuickForm]) -> tuple[float, float]:
    messages = [item for form in forms for item in form.items]
    chances = [(bool(item.tricks), player.chance_of_wait(item)) for item in messages]
    unsafe = [chance for is_unsafe, chance in chances if is_unsafe]
    safe = [chance for is_unsafe, chance in chances if not is_unsafe]
    return fsum(unsafe) / len(unsafe), fsum(safe) / len(safe)


def _mean(rates: Sequence[tuple[float, float]]) -> Rates:
    hit, false_alarm = (fsum(of_each) / len(rates) for of_each in zip(*rates, strict=True))
    return Rates(hit, false_alarm)


@lru_cache(maxsize=_DIFFICULTIES)
def difficulty(item: str) -> float:
    """Say how difficult a message is; the same whenever and wherever it is met.

    Args:
        item: its name in records.

    Returns:
        Standard deviations of the messages' difficulties; more is harder, 0 is usual.
    """
    return Random(item).gauss(0, 1)  # noqa: S311 - no secrets
