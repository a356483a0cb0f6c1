"""Simulated classes that raise hands: children of known skill who follow each other or do not.

For each question one child leads. Each of the others does as that child does with a probability
that is given, and else answers alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Protocol

from game.learning.counts import Play
from game.learning.events import ClassBegun, Hands, Happening, Occasion, RoundBegun, happenings
from game.learning.rooms import Room, asked, asked_about
from game.learning.simulate import Clock, Material, SimulatedPlayer
from game.story.model import Line, QuickForm, QuickItem, Story
from game.story.playthrough import Asking, Choosing, Over, Playthrough, Verdict

FOLLOWING = 0.3
_A_CLASS = timedelta(hours=1)


class RoomRecords(Protocol):
    """Take what a class does, as `store.Store` does."""

    def begin_class(self, begun: ClassBegun) -> Room:
        """Begin a class session."""

    def begin(self, player: Room, story: str, story_version: str, *, practice: bool) -> Play:
        """Begin a play of a story."""

    def begin_round(self, player: Room, form: str | None, begun: RoundBegun) -> Play:
        """Begin a room check."""

    def record(self, play: Play, what: Iterable[Happening]) -> object:
        """Hand over what happened in a play."""

    def end_class(self, room: Room) -> object:
        """Bring a class session to its end."""


class SimulatedClass:
    """Raise hands, and decide by most of them; where several have the most, a leader decides.

    Args:
        children: who they are.
        following: how probable it is that a child does as the one that leads.
        rng: decides who leads and who follows.
    """

    def __init__(self, children: Sequence[SimulatedPlayer], following: float, rng: Random) -> None:
        self.children = children
        self._following = following
        self._rng = rng

    def raise_hands(self, question: Hands, answer: Callable[[SimulatedPlayer], str]) -> Hands:
        """Raise hands for a question, and decide.

        Args:
            question: without hands.
            answer: says what a child answers alone.
        """
        leads = answer(self._rng.choice(self.children))
        given = Counter(
            leads if self._rng.random() < self._following else answer(child)
            for child in self.children
        )
        hands = tuple(given[each] for each in question.answers)
        most = [each for each in question.answers if given[each] == max(hands)]
        return replace(
            question,
            hands=hands,
            decided=self._rng.choice(most),
            by="majority" if len(most) == 1 else "leader",
        )

    def judge(self, scene: str, message: Line | QuickItem) -> Hands:
        """Raise hands for what a message is.

        Args:
            scene: of the message.
            message: of a story, or of Quick Eyes.
        """
        return self.raise_hands(asked_about(scene, message), lambda child: child.judge(message)[0])


def simulate_class(
    records: RoomRecords,
    material: Material,
    playing: SimulatedClass,
    begun: ClassBegun,
    clock: Clock,
    rng: Random,
) -> Room:
    """Let a class play: a room check before, the stories, a room check with another form after.

    Args:
        records: take what it does.
        material: what is played.
        playing: the class.
        begun: its code, and what else is recorded of its beginning.
        clock: the one that `records` were given; it is moved on by an hour.
        rng: draws the forms.

    Returns:
        The room, as it began.
    """
    room = records.begin_class(begun)
    forms = rng.sample(material.forms, min(2, len(material.forms)))
    for form in forms[:1]:
        _check(records, room, playing, "before", form)
    for story in material.stories:
        _play(records, room, playing, story)
    for child in playing.children:
        child.learn()
    for form in forms[1:]:
        _check(records, room, playing, "after", form)
    records.end_class(room)
    clock.now += _A_CLASS
    return room


def _check(
    records: RoomRecords,
    room: Room,
    playing: SimulatedClass,
    occasion: Occasion,
    form: QuickForm,
) -> None:
    messages = form.halves[0]
    items = tuple(message.item for message in messages)
    play = records.begin_round(room, form.id, RoundBegun(occasion, 1, items, practice=True))
    records.record(play, [playing.judge(f"form-{form.id}", message) for message in messages])


def _play(records: RoomRecords, room: Room, playing: SimulatedClass, story: Story) -> None:
    record = records.begin(room, story.id, story.version, practice=True)
    play = replace(Playthrough.begin(story), practice=True)
    while not isinstance(play.now, Over):
        hands, after = _answered(playing, play)
        records.record(record, [*hands, *happenings(after, after.new_since(play))])
        play = after


def _answered(playing: SimulatedClass, play: Playthrough) -> tuple[list[Hands], Playthrough]:
    question = asked(play)
    match play.now:
        case Asking(line, scene):
            hands = playing.judge(scene, line)
            verdict: Verdict = "wait" if hands.decided == "wait" else "okay"
            return [hands], play.judge(scene, line.item, verdict)
        case Choosing(options) if question is not None:
            hands = playing.raise_hands(question, lambda child: child.choose(options).id)
            return [hands], play.choose(hands.decided or "")
        case _:
            return [], play.next()
