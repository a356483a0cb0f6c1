"""What a player's events say: counts, acts, endings, and where to go on. Nothing else is kept.

Every function takes the events of one player, oldest first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.learning.events import (
    Begun,
    Chosen,
    Ended,
    Event,
    Judged,
    Move,
    Result,
    Shown,
    TurnsBegun,
    Witnessed,
)

_Item = tuple[str | None, str, str]


@dataclass(frozen=True, slots=True)
class TrickCounts:
    """Count the judged messages that show one trick.

    Args:
        found: hits.
        missed: misses.
        named: hits that named this very trick.
    """

    found: int
    missed: int
    named: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Count what counts as evidence, each message once.

    Args:
        tricks: counts by trick, the tricks in the order they were first judged; a message with
            two tricks is in both.
        met: the tricks of all messages that were shown, judged or not, in that order.
        hits: unsafe messages that were noticed.
        misses: unsafe messages that were called okay.
        false_alarms: safe messages that were not called okay.
        correct_rejections: safe messages that were called okay: friendly ones let be friendly.
    """

    tricks: Mapping[str, TrickCounts]
    met: tuple[str, ...]
    hits: int
    misses: int
    false_alarms: int
    correct_rejections: int

    @property
    def unsafe(self) -> int:
        """Count the unsafe messages that were judged."""
        return self.hits + self.misses

    @property
    def safe(self) -> int:
        """Count the safe messages that were judged."""
        return self.false_alarms + self.correct_rejections


@dataclass(frozen=True, slots=True)
class Acts:
    """Say what the player had the lead do, outside of practice; the same option counts once.

    Args:
        told: whom, in the order they were first told.
        kept: how often messages were kept.
        stopped: how often somebody was not answered, left or blocked.
        checked: how often somebody was asked, or something looked up.
        kind: how often a friend was stood by.
    """

    told: tuple[str, ...]
    kept: int
    stopped: int
    checked: int
    kind: int


@dataclass(frozen=True, slots=True)
class Play:
    """Name one play of a story, or one round of Quick Eyes.

    Args:
        id: the play's id.
        player: the player's id.
        story: the story's id, or `events.QUICK_EYES`.
        form: of a round; None if it mixes forms, and for stories.
    """

    id: str
    player: str
    story: str
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Hold a play that can be gone on with.

    Args:
        play: the play, to record into.
        story: the story's id.
        story_version: the version of the story's file with which it began.
        moves: for `Playthrough.replay`.
    """

    play: Play
    story: str
    story_version: str
    moves: tuple[Move, ...]


class Selecting:
    """Say of one event after the other whether it is a judgement that counts.

    A judgement is followed by an explanation, also for those who saw somebody else judge; and so
    is an ending, of all that was shown. What was explained before, in whatever play, is practice;
    so is what the play itself calls practice. The events must be of one player, oldest first.

    Args:
        names: the messages met so far, for all players together, so that a message that thousands
            have met is held once; a player alone needs none.
    """

    def __init__(self, names: dict[_Item, _Item] | None = None) -> None:
        self._names = {} if names is None else names
        self._explained: set[_Item] = set()
        self._shown: dict[str | None, set[_Item]] = {}

    def counting(self, event: Event) -> Judged | None:
        """Take the next event.

        Args:
            event: the player's next one.

        Returns:
            The judgement, if the event is one that counts.
        """
        what = event.what
        if isinstance(what, Shown):
            item = self._item(event, what)
            if item not in self._explained:
                self._shown.setdefault(event.play, set()).add(item)
        elif isinstance(what, Ended):
            self._explained |= self._shown.pop(event.play, set())
        elif isinstance(what, Witnessed):
            self._explained.add(self._item(event, what))
        elif isinstance(what, Judged):
            item = self._item(event, what)
            new = item not in self._explained
            self._explained.add(item)
            return what if new and not what.practice else None
        return None

    def _item(self, event: Event, what: Shown | Judged | Witnessed) -> _Item:
        item = (event.story, what.scene, what.item)
        return self._names.setdefault(item, item)


def evidence(events: Iterable[Event]) -> list[tuple[Event, Judged]]:
    """Select the judgements that count; `Selecting` says which do.

    Args:
        events: of one player, oldest first.
    """
    selecting = Selecting()
    selected = ((event, selecting.counting(event)) for event in events)
    return [(event, judged) for event, judged in selected if judged is not None]


def counts(events: Iterable[Event]) -> Counts:
    """Count what a player found and missed.

    Args:
        events: of one player, oldest first.
    """
    events = list(events)
    results: Counter[Result] = Counter()
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    named: Counter[str] = Counter()
    tricks: dict[str, None] = {}
    for _, judged in evidence(events):
        results[judged.result] += 1
        tricks |= dict.fromkeys(judged.tricks)
        (found if judged.result == "hit" else missed).update(judged.tricks)
        if judged.named:
            named[judged.trick or ""] += 1
    met = dict.fromkeys(
        trick for event in events if isinstance(event.what, Shown) for trick in event.what.tricks
    )
    return Counts(
        tricks={trick: TrickCounts(found[trick], missed[trick], named[trick]) for trick in tricks},
        met=tuple(met),
        hits=results["hit"],
        misses=results["miss"],
        false_alarms=results["false alarm"],
        correct_rejections=results["correct rejection"],
    )


def acts(events: Iterable[Event]) -> Acts:
    """Say what a player had the lead do.

    Args:
        events: of one player, oldest first.
    """
    taken = {
        (event.story, event.what.scene, event.what.item): event.what
        for event in events
        if isinstance(event.what, Chosen) and not event.what.practice
    }
    told = (what.whom for what in taken.values() if "tell" in what.acts and what.whom)
    often = Counter(act for what in taken.values() for act in set(what.acts))
    return Acts(
        told=tuple(dict.fromkeys(told)),
        kept=often["keep"],
        stopped=often["stop"],
        checked=often["check"],
        kind=often["kind"],
    )


def endings(events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """Say which endings of which story a player has seen, those seen in practice too.

    Args:
        events: of one player, oldest first.

    Returns:
        The names of the endings, each once, in the order they were first seen, by story.
    """
    seen: dict[str, dict[str, None]] = {}
    for event in events:
        if isinstance(event.what, Ended) and event.story is not None:
            seen.setdefault(event.story, {})[event.what.end] = None
    return {story: tuple(ends) for story, ends in seen.items()}


def unfinished(events: Iterable[Event]) -> tuple[Unfinished, ...]:
    """Find where a player or a table can go on: of each story the latest play without an ending.

    Practice is not gone on with: it begins in the middle of another play. Nor can a player go on
    alone with what several play by turns.

    Args:
        events: of one player or table, oldest first.

    Returns:
        At most one for each story, the latest begun first.
    """
    plays: dict[str | None, list[Event]] = {}
    latest: dict[str, tuple[Play, str]] = {}
    for event in events:
        plays.setdefault(event.play, []).append(event)
        match event:
            case Event(
                play=str(play),
                story=str(story),
                what=Begun(version, practice=False) | TurnsBegun(version),
            ):
                latest.pop(story, None)
                latest[story] = (Play(play, event.player, story), version)
    return tuple(
        Unfinished(play, play.story, version, moves(plays[play.id]))
        for play, version in reversed(latest.values())
        if not any(isinstance(event.what, Ended) for event in plays[play.id])
    )


def moves(events: Iterable[Event]) -> tuple[Move, ...]:
    """Say with which moves a play came to where it is, for `Playthrough.replay`.

    Args:
        events: of one play, oldest first.
    """
    return tuple(move for move in (_move(event) for event in events) if move is not None)


def _move(event: Event) -> Move | None:
    match event.what:
        case Shown() | Ended():
            return ("next",)
        case Judged() as what:
            return ("judge", what.scene, what.item, what.verdict, what.trick)
        case Chosen() as what:
            return ("choose", what.item)
        case _:
            return None
