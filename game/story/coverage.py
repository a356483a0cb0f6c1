"""Measure what a whole set of episodes teaches, and say where it leaves something out.

One story is checked by its rules. What is here can only be said of all of them together: that each
trick is met often enough, that those who harm are mostly people one knows, that boys and girls are
on all sides, and that every kind of trusted adult helps somebody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.story.explore import walk
from game.story.model import (
    Choose,
    Line,
    Note,
    Option,
    Person,
    Relation,
    Sex,
    Story,
    Talk,
    Trick,
)
from game.story.paths import Paths, Span

EPISODES_A_TRICK = 2
ITEMS_A_TRICK = 6
SAFE_SHARE = (0.45, 0.60)
MESSAGES = (60, 110)
MINUTES = (6, 10)
CHOICES = (8, 12)
ENDINGS = (3, 5)
FRIENDLY_CONTACTS = 2
HELPERS = (
    "mother",
    "father",
    "grandmother",
    "sister or brother",
    "aunt",
    "teacher",
    "friends-parent",
    "helpline",
)
PARTS = {
    "lead": "is the lead",
    "target": "is meant by a trick",
    "helps": "helps",
    "harms": "harms",
}
_CHILDREN: tuple[Sex, Sex] = ("girl", "boy")
_OF_ROLES = {"sister": "sister or brother", "brother": "sister or brother"}
_OF_WHOM = {"teacher": "teacher", "friends-parent": "friends-parent", "helpline": "helpline"}
_HALF = 0.5
# Estimates of minutes say no more than tenths.
_TENTH = 0.05


@dataclass(frozen=True, slots=True)
class Episode:
    """Hold what one story has.

    Args:
        story: the story.
        messages: what is shown on a way, at least and at most.
        minutes: how long it takes somebody who chooses at random, on average.
        choices: how often the player decides on a way.
        safe: its safe items of evidence.
        unsafe: its items that are a trick.
        friendly: the contacts with a safe message that looks like a trick.
        harming: the contacts with a message that is a trick.
        talks: its questions for the room.
        notes: its notes for adults.
        tricks: how many of its items do each trick.
        alike: how many of its safe items look like each trick.
    """

    story: Story
    messages: Span
    minutes: float
    choices: Span
    safe: int
    unsafe: int
    friendly: tuple[str, ...]
    harming: tuple[str, ...]
    talks: int
    notes: int
    tricks: Mapping[str, int]
    alike: Mapping[str, int]

    @property
    def safe_share(self) -> float:
        """Say which part of its items is safe; 1 if it has none."""
        items = self.safe + self.unsafe
        return self.safe / items if items else 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """Tell of one way to tell somebody.

    Args:
        story: the story's id.
        helper: what kind of helper that is, one of `HELPERS`, or a friend, a coach, ….
        sex: of who is told, as far as the story says.
        heard: whether they listen.
    """

    story: str
    helper: str
    sex: Sex
    heard: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hold what all episodes have together.

    Args:
        episodes: in their order.
        tricks: all tricks, by id.
        told: every way to tell somebody.
        parts: the sexes of those who are leads, targets, helpers, and of those who harm.
    """

    episodes: tuple[Episode, ...]
    tricks: Mapping[str, Trick]
    told: tuple[Told, ...]
    parts: Mapping[str, Counter[Sex]]

    @property
    def harming(self) -> Counter[Relation]:
        """Count those who try tricks, by how the lead knows them."""
        return Counter(
            episode.story.contacts[contact].relation
            for episode in self.episodes
            for contact in episode.harming
        )

    @property
    def helping(self) -> Counter[str]:
        """Count the ways to tell each kind of helper who listens."""
        return Counter(told.helper for told in self.told if told.heard)

    def with_trick(self, trick: str) -> tuple[int, int]:
        """Count the episodes and the items that show a trick."""
        counts = [episode.tricks.get(trick, 0) for episode in self.episodes]
        return sum(map(bool, counts)), sum(counts)


def cover(
    stories: Iterable[Story], tricks: Mapping[str, Trick], cast: Mapping[str, Person]
) -> Coverage:
    """Measure a set of episodes.

    Args:
        stories: the episodes.
        tricks: all tricks, by id.
        cast: the people of all stories, by id.

    Returns:
        what they have.

    Raises:
        TooManyStatesError: a story cannot be walked along every way.
    """
    episodes = tuple(_episode(story) for story in sorted(stories, key=lambda story: story.number))
    told = tuple(_all_told(episodes, cast))
    return Coverage(episodes, tricks, told, _parts(episodes, told, cast))


def gaps(coverage: Coverage) -> list[str]:
    """Say where a set of episodes leaves something out, and what to do.

    Args:
        coverage: what they have.

    Returns:
        one sentence for each gap.
    """
    return [
        *(gap for episode in coverage.episodes for gap in _of_episode(episode)),
        *_of_tricks(coverage),
        *_of_people(coverage),
    ]


def _episode(story: Story) -> Episode:
    paths = Paths(walk(story))
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    lines = _items(step for step in steps if isinstance(step, Line))
    return Episode(
        story,
        paths.messages,
        paths.average_minutes,
        paths.choices,
        safe=sum(line.safe for line in lines),
        unsafe=sum(not line.safe for line in lines),
        friendly=_writers(line for line in lines if line.looks_like),
        harming=_writers(line for line in lines if not line.safe),
        talks=sum(isinstance(step, Talk) for step in steps),
        notes=sum(isinstance(step, Note) for step in steps),
        tricks=Counter(trick for line in lines for trick in line.tricks),
        alike=Counter(trick for line in lines for trick in line.looks_like),
    )


def _items(lines: Iterable[Line]) -> list[Line]:
    """Keep the messages that have an explanation, each once however often it stands there."""
    return list({(line.contact, line.item): line for line in lines if line.because}.values())


def _writers(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.contact for line in lines))


def _options(story: Story) -> Iterator[Option]:
    for scene in story.scenes.values():
        for step in scene.steps:
            if isinstance(step, Choose):
                yield from step.options


def _all_told(episodes: Iterable[Episode], cast: Mapping[str, Person]) -> Iterator[Told]:
    for episode in episodes:
        story = episode.story
        for option in _options(story):
            if "tell" in option.acts and option.whom is not None:
                person = cast.get(option.who or "") or story.contacts.get(option.who or "")
                sex: Sex = person.sex if person else "unknown"
                role = person.role if isinstance(person, Person) else None
                helper = _OF_WHOM.get(option.whom) or _OF_ROLES.get(role or "", role) or option.whom
                yield Told(story.id, helper, sex, option.heard)


def _parts(
    episodes: Iterable[Episode], told: Iterable[Told], cast: Mapping[str, Person]
) -> Mapping[str, Counter[Sex]]:
    parts: dict[str, Counter[Sex]] = {part: Counter() for part in PARTS}
    for episode in episodes:
        story = episode.story
        parts["lead"][story.lead.sex] += 1
        for target in story.targets:
            parts["target"][cast[target].sex] += 1
            # Whoever looks after another child is a helper.
            if target != story.lead.id:
                parts["helps"][story.lead.sex] += 1
        parts["harms"].update(story.contacts[contact].sex for contact in episode.harming)
    parts["helps"].update(one.sex for one in told if one.heard)
    return parts


def _of_episode(episode: Episode) -> Iterator[str]:
    name = episode.story.id
    yield from _outside(name, "messages on the longest way", episode.messages.most, MESSAGES)
    yield from _outside(name, "choices on the longest way", episode.choices.most, CHOICES)
    yield from _outside(name, "minutes on average", episode.minutes, MINUTES)
    endings = len(episode.story.endings)
    if not ENDINGS[0] <= endings <= ENDINGS[1]:
        yield f"{name}: endings: {endings}. Let it be {ENDINGS[0]} to {ENDINGS[1]}"
    if len(episode.friendly) < FRIENDLY_CONTACTS:
        there = len(episode.friendly)
        yield f"{name}: contacts with safe look-alikes: {there}. Let {FRIENDLY_CONTACTS} have some"
    if episode.unsafe and not SAFE_SHARE[0] <= episode.safe_share <= SAFE_SHARE[1]:
        yield (
            f"{name}: {episode.safe_share:.0%} of the items are safe. "
            f"Let it be {SAFE_SHARE[0]:.0%} to {SAFE_SHARE[1]:.0%}"
        )
    missing = {
        "a question for the room": episode.talks,
        "a note for adults": episode.notes,
        "a source": len(episode.story.sources),
        "a `review` for practitioners": episode.story.review is not None,
        "a stage": len(episode.story.stages) or not episode.unsafe,
    }
    for what, there in missing.items():
        if not there:
            yield f"{name}: there is not {what}. Write one"


def _outside(name: str, what: str, number: float | None, within: tuple[int, int]) -> Iterator[str]:
    least, most = within
    if number is None:
        yield f"{name}: {what}: no end. Let no way go round"
    elif not least - _TENTH < number < most + _TENTH:
        yield f"{name}: {what}: {number:.3g}. Let it be {least} to {most}"


def _of_tricks(coverage: Coverage) -> Iterator[str]:
    for trick in coverage.tricks:
        episodes, items = coverage.with_trick(trick)
        if episodes < EPISODES_A_TRICK or items < ITEMS_A_TRICK:
            yield (
                f"{trick}: items: {items}, episodes: {episodes}. "
                f"Let it be {ITEMS_A_TRICK} items in {EPISODES_A_TRICK} episodes at least"
            )


def _of_people(coverage: Coverage) -> Iterator[str]:
    harming = coverage.harming
    known = harming.total() - harming["stranger"]
    if harming and known <= _HALF * harming.total():
        yield (
            f"{known} of {harming.total()} contacts who try tricks are people the lead knows. "
            "Most of them should be"
        )
    for part, sexes in coverage.parts.items():
        for sex in _CHILDREN:
            if not sexes[sex]:
                yield f"no {sex} who {PARTS[part]}. Let a {sex} be one"
    for helper in HELPERS:
        if not coverage.helping[helper]:
            yield f"no {helper} is told and helps. Offer it in an episode, with `who:`"
    if not any(not one.heard for one in coverage.told):
        yield "every adult listens at once. Let one not listen (`heard: no`), and the next one help"
