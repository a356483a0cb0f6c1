"""Small class sessions for tests: hands, rooms of events in a row, a class that plays a story."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Literal

from game.learning.events import (
    QUICK_EYES,
    Begun,
    ClassBegun,
    Event,
    Hands,
    Happening,
    Occasion,
    RoundBegun,
    happenings,
)
from game.learning.rooms import asked
from game.learning.store import Room, Store
from game.story.playthrough import Asking, Playthrough, Reading, Verdict
from tests.learning.recorded import STORY

# What a room plays is practice from its beginning.
BEGUN = replace(Playthrough.begin(STORY), practice=True)
CLASS = ClassBegun("BCDHJL", 28, "mixed", "th", (STORY.id,))


def message(
    item: str,
    okay: int,
    wait: int,
    *tricks: str,
    like: tuple[str, ...] = (),
    decided: str | None = "wait",
) -> Hands:
    """Count the hands for what a message is."""
    return Hands(
        scene="scene",
        item=item,
        about="message",
        answers=("okay", "wait"),
        hands=(okay, wait),
        decided=decided,
        by=None if decided is None else "majority",
        tricks=tricks,
        looks_like=like,
        offered=(),
    )


def choice(
    number: int,
    hands: Sequence[tuple[str, int]],
    *,
    decided: int | None = 0,
    led: bool = False,
) -> Hands:
    """Count the hands for what the lead should do; each answer has the act it is."""
    return Hands(
        scene="scene",
        item=str(number),
        about="choice",
        answers=tuple(f"option-{at}" for at in range(len(hands))),
        hands=tuple(raised for _, raised in hands),
        decided=None if decided is None else f"option-{decided}",
        by=None if decided is None else "leader" if led else "majority",
        tricks=(),
        looks_like=(),
        offered=tuple((act,) for act, _ in hands),
    )


def of_room(
    name: str,
    *what: Happening,
    story: str = "story",
    room: str = "room",
    begun: ClassBegun | None = None,
) -> list[Event]:
    """Make the events of one play of a room; with `begun` the room begins with it."""
    number = count(1)

    def event(play: str | None, where: str | None, happening: Happening) -> Event:
        return Event(f"{name}-{next(number)}", "m", 1, "2026", room, "s", play, where, happening)

    first = [] if begun is None else [event(None, None, begun)]
    inside: list[Happening] = [Begun("v1", practice=True), *what]
    return first + [event(name, story, happening) for happening in inside]


def of_check(
    name: str, occasion: Occasion, *hands: Hands, form: str = "a", room: str = "room"
) -> list[Event]:
    """Make the events of a room check with Quick Eyes."""
    items = tuple(dict.fromkeys(one.item for one in hands))
    what: list[Happening] = [RoundBegun(occasion, 1, items, practice=True), *hands]
    return [
        Event(f"{name}-{at}", "m", 1, "2026", room, "s", name, QUICK_EYES, happening, form)
        for at, happening in enumerate(what)
    ]


class PlayingClass:
    """A class that plays the small story as the screen does; each decision in one record.

    Args:
        store: where it is recorded.
        room: what `begin_class` gave.
    """

    def __init__(self, store: Store, room: Room) -> None:
        self.store = store
        self.room = room
        self.play = BEGUN
        self.record = store.begin(room, STORY.id, STORY.version, practice=True)
        self._before: list[tuple[Playthrough, Hands]] = []

    def read_on(self) -> None:
        """Show one thing after the other, up to a question or the ending."""
        while isinstance(self.play.now, Reading):
            self._keep(self.play.next())

    def raised(self, *hands: int, decided: str | None = None) -> Hands:
        """Count hands for the question that is open."""
        question = asked(self.play)
        assert question is not None
        by: Literal["majority"] | None = None if decided is None else "majority"
        return replace(question, hands=hands, decided=decided, by=by)

    def count(self, *hands: int) -> None:
        """Record what is counted so far."""
        assert self.store.record(self.record, [self.raised(*hands)]).wait()

    def decide(self, answer: str, *hands: int) -> None:
        """Play an answer."""
        decided = self.raised(*hands, decided=answer)
        self._before.append((self.play, decided))
        match self.play.now:
            case Asking(line, scene):
                verdict: Verdict = "wait" if answer == "wait" else "okay"
                self._keep(self.play.judge(scene, line.item, verdict), decided)
            case _:
                self._keep(self.play.choose(answer), decided)

    def take_back(self, *hands: int) -> None:
        """Go back to before the last decision, in a new play that has all before it again."""
        self.play, _ = self._before.pop()
        self.record = self.store.begin(self.room, STORY.id, STORY.version, practice=True)
        log = happenings(self.play, self.play.log)
        decided = [decided for _, decided in self._before]
        self.store.record(self.record, [*decided, *log, self.raised(*hands)])

    def _keep(self, play: Playthrough, *hands: Hands) -> None:
        what = [*hands, *happenings(play, play.new_since(self.play))]
        self.play = play
        assert self.store.record(self.record, what).wait()
