"""What is recorded: a small closed set of events, from which all that is shown is computed.

An event says what happened (one of the classes of `Happening`) and, around it, who played, when
and where. Once written it is never changed. A class whose fields change gets a new version, and
the old version stays readable.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, ClassVar, Literal, get_args

from game.story import playthrough
from game.story.model import LeadLine, Line, Narrate, Think, TimeMark, Told

Result = Literal["hit", "miss", "false alarm", "correct rejection"]
What = Literal["message", "reply", "thought", "narration", "time"]
Occasion = Literal["before", "after", "later", "practice"]
Move = playthrough.Move

# More than all messages of all stories with their answers.
_MET = 16_384

# What rounds of Quick Eyes have in the place of a story's id.
QUICK_EYES = "quick-eyes"

_WHAT: dict[type[Told], What] = {
    Line: "message",
    LeadLine: "reply",
    Think: "thought",
    Narrate: "narration",
    TimeMark: "time",
}


@dataclass(frozen=True, slots=True)
class PlayerMade:
    """Record that somebody began to play under a code.

    Args:
        code: the letters to come back with.
        animal: the animal they chose to be.
        colour: its colour.
    """

    KIND: ClassVar[str] = "player_made"
    VERSION: ClassVar[int] = 1

    code: str
    animal: str
    colour: str


@dataclass(frozen=True, slots=True)
class Begun:
    """Record that a play of a story began.

    Args:
        story_version: which version of the story's file.
        practice: whether nothing in this play counts as evidence.
    """

    KIND: ClassVar[str] = "begun"
    VERSION: ClassVar[int] = 1

    story_version: str
    practice: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Record that something was shown.

    Args:
        scene: the scene it stands in.
        item: the item id of its text.
        what: what it is: a contact's message, the lead's reply, a thought, a narration or a
            time mark.
        chat: the contact or group in whose chat it appeared; None if it was in none.
        tricks: the tricks of a message; none if it is safe.
        looks_like: the tricks that a safe message looks like.
        practice: whether what is answered to it does not count as evidence.
    """

    KIND: ClassVar[str] = "shown"
    VERSION: ClassVar[int] = 1

    scene: str
    item: str
    what: What
    chat: str | None
    tricks: tuple[str, ...]
    looks_like: tuple[str, ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """Record that a contact's message was judged, and what would have been right.

    Args:
        scene: the scene of the message.
        item: the message's item id.
        verdict: "okay" or "wait".
        trick: the trick the player named, if one.
        asked: whether Sarika had asked.
        tricks: the tricks of the message; none if it is safe.
        looks_like: the tricks that a safe message looks like.
        practice: whether it does not count as evidence.
    """

    KIND: ClassVar[str] = "judged"
    VERSION: ClassVar[int] = 1

    scene: str
    item: str
    verdict: playthrough.Verdict
    trick: str | None
    asked: bool
    tricks: tuple[str, ...]
    looks_like: tuple[str, ...]
    practice: bool

    @property
    def result(self) -> Result:
        """Name the judgement as signal detection does."""
        if self.tricks:
            return "hit" if self.verdict == "wait" else "miss"
        return "false alarm" if self.verdict == "wait" else "correct rejection"

    @property
    def named(self) -> bool:
        """Say whether it is a hit that names a right trick."""
        return self.result == "hit" and self.trick in self.tricks


@dataclass(frozen=True, slots=True)
class Chosen:
    """Record what the player had the lead say or do.

    Args:
        scene: the scene of the choice.
        item: the id of the option that was taken.
        number: which step of the scene the choice is, counted from 0.
        acts: what kind of act it is.
        whom: who is told, for acts of telling.
        offered: the acts of each option on offer, in order.
        practice: whether it does not count as evidence.
    """

    KIND: ClassVar[str] = "chosen"
    VERSION: ClassVar[int] = 1

    scene: str
    item: str
    number: int
    acts: tuple[str, ...]
    whom: str | None
    offered: tuple[tuple[str, ...], ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """Record that a play came to an ending.

    Args:
        scene: the scene the ending stands in.
        end: the ending's name.
        practice: whether it does not count as evidence.
    """

    KIND: ClassVar[str] = "ended"
    VERSION: ClassVar[int] = 1

    scene: str
    end: str
    practice: bool


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """Record that a round of Quick Eyes began; its form is in the event around it.

    Args:
        occasion: when it is played: before the first episode, after episodes, a week or more
            later, or for practice.
        half: which half of the form, 1 or 2; None for practice, which mixes what was played.
        items: the ids of its items in the order in which they are asked.
        practice: whether nothing in this round counts as evidence.
    """

    KIND: ClassVar[str] = "round_begun"
    VERSION: ClassVar[int] = 1

    occasion: Occasion
    half: int | None
    items: tuple[str, ...]
    practice: bool


@dataclass(frozen=True, slots=True)
class SessionJoined:
    """Record that a player plays in a session from here on, until this start of the game ends.

    Args:
        code: the session's, as whoever leads it gave it out.
    """

    KIND: ClassVar[str] = "session_joined"
    VERSION: ClassVar[int] = 1

    code: str


@dataclass(frozen=True, slots=True)
class ClassBegun:
    """Record that a class began to play together; the event's player is the room, no child.

    What a room plays is practice: it is no evidence of any player. Its hands are counted instead.

    Args:
        code: the session's.
        children: how many there are.
        ages: their band, for example "8-10"; "mixed" if they are of several.
        language: the code of the locale they play in.
        stories: the ids of the episodes they mean to play, in that order.
    """

    KIND: ClassVar[str] = "class_begun"
    VERSION: ClassVar[int] = 1

    code: str
    children: int
    ages: str
    language: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """Record how many hands a room raised for each answer.

    Whenever a number changes all are recorded anew: of a question the last record counts.

    Args:
        scene: the scene of the question.
        item: of a message its item id; of a choice its number in the scene, as digits.
        about: what is asked: what a message is, or what the lead should do.
        answers: "okay" and "wait" for a message; the ids of the options for a choice.
        hands: how many there were for each of the answers.
        decided: the answer that was played; None while hands are counted, and once more when the
            decision is taken back.
        by: who decided: most hands, or whoever leads the session; None if nobody did.
        tricks: of a message; none if it is safe.
        looks_like: the tricks that a safe message looks like.
        offered: of a choice, the acts of each option.
    """

    KIND: ClassVar[str] = "hands"
    VERSION: ClassVar[int] = 1

    scene: str
    item: str
    about: Literal["message", "choice"]
    answers: tuple[str, ...]
    hands: tuple[int, ...]
    decided: str | None
    by: Literal["majority", "leader"] | None
    tricks: tuple[str, ...]
    looks_like: tuple[str, ...]
    offered: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ClassEnded:
    """Record that a class session was brought to its end; without it, it can be gone on with."""

    KIND: ClassVar[str] = "class_ended"
    VERSION: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class TurnsBegun:
    """Record that several players began a story by turns; the event's player is their table.

    The table has what was shown and answered, as practice, so that they can go on. What counts is
    recorded under the player who answered, in the same play.

    Args:
        story_version: which version of the story's file.
        players: the ids of the players, in the order of their turns.
    """

    KIND: ClassVar[str] = "turns_begun"
    VERSION: ClassVar[int] = 1

    story_version: str
    players: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedBegun:
    """Record under a player that a play by turns began in which they take part.

    Args:
        story_version: which version of the story's file.
        table: the id of the table.
    """

    KIND: ClassVar[str] = "shared_begun"
    VERSION: ClassVar[int] = 1

    story_version: str
    table: str


@dataclass(frozen=True, slots=True)
class Witnessed:
    """Record that a player saw somebody else answer a question, and what came of it.

    Args:
        scene: the scene of the question.
        item: of a message its item id; of a choice its number in the scene, as digits.
        about: what was asked: what a message is, or what the lead should do.
    """

    KIND: ClassVar[str] = "witnessed"
    VERSION: ClassVar[int] = 1

    scene: str
    item: str
    about: Literal["message", "choice"]


Happening = (
    PlayerMade
    | Begun
    | Shown
    | Judged
    | Chosen
    | Ended
    | RoundBegun
    | SessionJoined
    | ClassBegun
    | Hands
    | ClassEnded
    | TurnsBegun
    | SharedBegun
    | Witnessed
)

_CLASSES: tuple[type[Happening], ...] = get_args(Happening)
# These happen to players or rooms, in no play.
OUTSIDE_PLAYS = (PlayerMade, SessionJoined, ClassBegun, ClassEnded)
# What is recorded first of a room or a table: its id is that of no player.
NO_PLAYERS = (ClassBegun, TurnsBegun)
_READABLE = {(kind.KIND, kind.VERSION): kind for kind in _CLASSES}
_FIELDS = {kind: {field.name for field in fields(kind)} for kind in _CLASSES}
# These have columns of their own, by which later reports select.
_IN_COLUMNS = frozenset({"scene", "item", "practice"})

# The columns of an event wherever it is kept, in the order in which `read_event` takes them.
COLUMNS = (
    "id",
    "machine",
    "sequence",
    "time",
    "player",
    "session",
    "play",
    "story",
    "form",
    "kind",
    "version",
    "scene",
    "item",
    "practice",
    "body",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one recorded event.

    Args:
        id: a UUID of version 7.
        machine: the id of the set of records it was first written to.
        sequence: its number there; clocks can be wrong, this says what came first.
        time: when it was recorded, in UTC as ISO 8601 with milliseconds.
        player: the id of the player.
        session: the id of one start of the game.
        play: the id of one play of a story or round of Quick Eyes; None outside of plays.
        story: the id of the story, `QUICK_EYES` for a round of it; None outside of plays.
        what: what happened.
        form: the form of Quick Eyes that is played; None elsewhere, and where forms are mixed.
    """

    id: str
    machine: str
    sequence: int
    time: str
    player: str
    session: str
    play: str | None
    story: str | None
    what: Happening
    form: str | None = None


def happenings(
    play: playthrough.Playthrough, entries: Iterable[playthrough.Entry]
) -> tuple[Happening, ...]:
    """Say what a playthrough's log entries are in the record.

    Args:
        play: the playthrough they happened in.
        entries: entries of its log, for example `play.new_since(older)`.

    Returns:
        As many, in the same order.
    """
    return tuple(_happening(play, entry) for entry in entries)


def _happening(play: playthrough.Playthrough, entry: playthrough.Entry) -> Happening:
    match entry:
        case playthrough.Shown(step, scene, chat):
            tricks, looks_like = _truth(step)
            what = _WHAT[type(step)]
            return Shown(scene, step.item, what, chat, tricks, looks_like, play.practice)
        case playthrough.Judged():
            steps = play.story.scenes[entry.scene].steps
            line = next(s for s in steps if isinstance(s, Line) and s.item == entry.item)
            return Judged(
                entry.scene,
                entry.item,
                entry.verdict,
                entry.trick,
                entry.asked,
                *_truth(line),
                entry.practice,
            )
        case playthrough.Chosen():
            return Chosen(
                entry.scene,
                entry.option.id,
                entry.number,
                entry.option.acts,
                entry.option.whom,
                tuple(option.acts for option in entry.offered),
                entry.practice,
            )
        case playthrough.Ended():
            return Ended(entry.scene, entry.end.slug, entry.practice)


def _truth(step: Told) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (step.tricks, step.looks_like) if isinstance(step, Line) else ((), ())


def body(what: Happening) -> str:
    """Write as JSON what has no column of its own.

    Args:
        what: what happened.
    """
    rest = {f.name: getattr(what, f.name) for f in fields(what) if f.name not in _IN_COLUMNS}
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


def read_event(row: Sequence[Any]) -> Event | None:
    """Read an event from the columns of a record.

    Args:
        row: the values of `COLUMNS`.

    Returns:
        The event; None for what only a newer game can read, and for what is damaged.
    """
    id_, machine, sequence, time, player, session, play, story, form, *happened = row
    what = _read_before(*happened)
    if what is None:
        return None
    return Event(id_, machine, sequence, time, player, session, play, story, what, form)


def read_happening(
    kind: str, version: int, scene: str | None, item: str | None, practice: int, text: str
) -> Happening | None:
    """Read what happened from the columns of a record.

    Args:
        kind: the event's kind.
        version: the version of that kind.
        scene: the scene, for kinds that have one.
        item: the item id, for kinds that have one.
        practice: 1 if it does not count as evidence, else 0.
        text: what `body` wrote.

    Returns:
        What happened; None for what only a newer game can read, and for what is damaged.
    """
    readable = _READABLE.get((kind, version))
    if readable is None:
        return None
    values = {**json.loads(text), "scene": scene, "item": item, "practice": practice == 1}
    names = _FIELDS[readable]
    if not values.keys() >= names:
        return None
    # Most values are no lists, and reports read a million events.
    wanted: dict[str, Any] = {
        name: _frozen(value) if isinstance(value := values[name], list) else value for name in names
    }
    return readable(**wanted)


# All who play a story are shown the same; what was read once is not read again for each of them.
_read_before = lru_cache(_MET)(read_happening)


def _frozen(value: object) -> object:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
