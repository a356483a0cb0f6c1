"""Classes that play together on one screen: what they were asked, and how many hands they raised.

A room is no player. What it plays is practice, recorded under the room's own id; hands are counted,
never children.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from game.learning.counts import Play, moves
from game.learning.events import (
    Begun,
    ClassBegun,
    ClassEnded,
    Ended,
    Event,
    Hands,
    Move,
    Occasion,
    RoundBegun,
)
from game.story.model import Line, QuickItem
from game.story.playthrough import Asking, Choosing, Playthrough

VERDICTS = ("okay", "wait")

# The scene and the item of a question.
Asked = tuple[str, str]

_Question = tuple[str | None, str | None, str, str]
_Story = tuple[str, str | None, Occasion | None]


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what a room was asked, with the hands that count.

    Args:
        story: the story's id, or `events.QUICK_EYES`.
        form: of a message of Quick Eyes.
        occasion: of a message of Quick Eyes, when the room check was made.
        what: the last record of it, with the answers, their hands and what was decided.
    """

    story: str
    form: str | None
    occasion: Occasion | None
    what: Hands

    @property
    def raised(self) -> int:
        """Count the hands for all answers together."""
        return sum(self.what.hands)

    def hands_for(self, answer: str) -> int:
        """Count the hands for one answer.

        Args:
            answer: one of the answers; for any other there were none.
        """
        return dict(zip(self.what.answers, self.what.hands, strict=False)).get(answer, 0)


@dataclass(frozen=True, slots=True)
class RoomPlay:
    """Say how far a room has come in a story, or in a room check with Quick Eyes.

    Args:
        play: to record into; the latest of the story, or of the form and the occasion.
        story_version: the version of the story's file with which it began; empty for a round.
        round: of Quick Eyes, its occasion and items; None for a story.
        moves: of a story, for `Playthrough.replay`.
        hands: by question, the last record in this play.
        over: whether the story came to an ending, or every item of the round was decided.
    """

    play: Play
    story_version: str
    round: RoundBegun | None
    moves: tuple[Move, ...]
    hands: Mapping[Asked, Hands]
    over: bool


@dataclass(frozen=True, slots=True)
class Room:
    """Hold a class session.

    Args:
        id: the room's, under which all of it is recorded.
        code: the session's.
        children: how many there were.
        ages: their band, for example "8-10"; "mixed" if they were of several.
        language: the code of the locale they played in.
        stories: the ids of the episodes they meant to play, in that order.
        session: the start of the game in which it began.
        begun: when, in UTC as ISO 8601.
        last: when its newest event was recorded.
        ended: when it was brought to its end; None if it was not, and can be gone on with.
        plays: of each story and each room check the latest play, in the order they were first
            begun.
        questions: in the order they were first asked, with the hands that count: those of the
            last play of a story, up to the first decision there, unless the room had seen an
            ending of it in an earlier play, and the last of a room check. What a story asks a
            room again is practice.
    """

    id: str
    code: str
    children: int
    ages: str
    language: str
    stories: tuple[str, ...]
    session: str
    begun: str
    last: str
    ended: str | None = None
    plays: tuple[RoomPlay, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def decided(self) -> tuple[Question, ...]:
        """The questions of which hands were counted to the end: those with a decision."""
        return tuple(question for question in self.questions if question.what.decided is not None)

    def latest(self, story: str, occasion: Occasion | None = None) -> RoomPlay | None:
        """Find the latest play of a story, or of a room check.

        Args:
            story: the story's id, or `events.QUICK_EYES`.
            occasion: of the room check.

        Returns:
            None where it was not begun.
        """
        found = (
            one
            for one in reversed(self.plays)
            if one.play.story == story
            and (occasion is None or (one.round is not None and one.round.occasion == occasion))
        )
        return next(found, None)


def asked(play: Playthrough) -> Hands | None:
    """Say what a play waits for a class to answer; there are no hands yet.

    Args:
        play: of a story.

    Returns:
        None while it waits for nothing of the kind.
    """
    match play.now:
        case Asking(line, scene):
            return asked_about(scene, line)
        case Choosing(options, _, scene):
            return Hands(
                scene=scene,
                item=str(play.choose(options[0].id).choices[-1].number),
                about="choice",
                answers=tuple(option.id for option in options),
                hands=(0,) * len(options),
                decided=None,
                by=None,
                tricks=(),
                looks_like=(),
                offered=tuple(option.acts for option in options),
            )
    return None


def asked_about(scene: str, message: Line | QuickItem) -> Hands:
    """Ask a class about a message; there are no hands yet.

    Args:
        scene: the scene of the message; of Quick Eyes what stands for its form.
        message: the message.
    """
    return Hands(
        scene=scene,
        item=message.item,
        about="message",
        answers=VERDICTS,
        hands=(0, 0),
        decided=None,
        by=None,
        tricks=message.tricks,
        looks_like=message.looks_like,
        offered=(),
    )


def begin(id_: str, begun: ClassBegun, session: str, time: str) -> Room:
    """Give a room in which nothing was played yet.

    Args:
        id_: the room's.
        begun: what was recorded of its beginning.
        session: the start of the game in which that was.
        time: when, in UTC as ISO 8601.
    """
    return Room(
        id=id_,
        code=begun.code,
        children=begun.children,
        ages=begun.ages,
        language=begun.language,
        stories=begun.stories,
        session=session,
        begun=time,
        last=time,
    )


def rooms(events: Iterable[Event]) -> tuple[Room, ...]:
    """List all class sessions, in the order in which they were begun.

    Args:
        events: of any players and rooms; each one's own oldest first, however they are mixed.
    """
    found: dict[str, _RoomSoFar] = {}
    for event in events:
        if isinstance(event.what, ClassBegun):
            found.setdefault(event.player, _RoomSoFar(event, event.what))
        if event.player in found:
            found[event.player].add(event)
    return tuple(
        sorted((room.room() for room in found.values()), key=lambda room: (room.begun, room.id))
    )


@dataclass(slots=True)
class _PlaySoFar:
    play: Play
    version: str = ""
    round: RoundBegun | None = None
    practised: bool = False  # an ending of the story was seen in an earlier play
    events: list[Event] = field(default_factory=list)
    hands: dict[Asked, Hands] = field(default_factory=dict)
    decided: set[Asked] = field(default_factory=set)
    ended: bool = False

    @property
    def over(self) -> bool:
        if self.round is None:
            return self.ended
        decided = {item for (_, item), what in self.hands.items() if what.decided is not None}
        return decided.issuperset(self.round.items)

    @property
    def name(self) -> _Story:
        """Say of what it is a play: of a story, or of one room check with a form."""
        occasion = None if self.round is None else self.round.occasion
        return self.play.story, self.play.form, occasion

    def whole(self) -> RoomPlay:
        return RoomPlay(
            self.play, self.version, self.round, moves(self.events), self.hands, self.over
        )


@dataclass(slots=True)
class _RoomSoFar:
    first: Event
    begun: ClassBegun
    ended: str | None = None
    last: str = ""
    plays: dict[str, _PlaySoFar] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)  # stories of which an ending was seen
    questions: dict[_Question, Question] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        self.last = max(self.last, event.time)
        match event.what:
            case ClassEnded():
                self.ended = event.time
            case Begun(version):
                self._begin(event, version, None)
            case RoundBegun() as begun:
                self._begin(event, "", begun)
        play = self.plays.get(event.play or "")
        if play is not None:
            self._play(event, play)

    def room(self) -> Room:
        first = self.first
        latest: dict[_Story, _PlaySoFar] = {}
        for play in self.plays.values():
            latest[play.name] = play
        return replace(
            begin(first.player, self.begun, first.session, first.time),
            ended=self.ended,
            last=self.last,
            plays=tuple(play.whole() for play in latest.values()),
            questions=tuple(self.questions.values()),
        )

    def _begin(self, event: Event, version: str, begun: RoundBegun | None) -> None:
        if event.play is not None and event.story is not None:
            play = Play(event.play, event.player, event.story, event.form)
            practised = begun is None and event.story in self.seen
            self.plays.setdefault(event.play, _PlaySoFar(play, version, begun, practised))

    def _play(self, event: Event, play: _PlaySoFar) -> None:
        play.events.append(event)
        match event.what:
            case Ended():
                play.ended = True
                self.seen.add(play.play.story)
            case Hands(scene, item) as hands:
                play.hands[scene, item] = hands
                if not play.practised and (scene, item) not in play.decided:
                    self._ask(event, play, hands)
                # A story may come back to a choice; a room check comes back to nothing by itself.
                if play.round is None and hands.decided is not None:
                    play.decided.add((scene, item))

    def _ask(self, event: Event, play: _PlaySoFar, hands: Hands) -> None:
        occasion = None if play.round is None else play.round.occasion
        question = Question(play.play.story, event.form, occasion, hands)
        self.questions[event.story, event.form, hands.scene, hands.item] = question
