"""Walk through a story: show the next thing, answer, choose, judge, go back.

A playthrough is a value. Every move gives a new one, which shares its past with the old one, so
that keeping all of them costs little. There is no clock, no chance and no screen in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from game.story.conditions import Values
from game.story.model import (
    Ask,
    Change,
    Choose,
    End,
    Go,
    LeadLine,
    Line,
    Option,
    Scene,
    Set,
    Story,
    TimeMark,
    Told,
)

Verdict = Literal["okay", "wait"]
Move = tuple[str | int | None, ...]

# A scene may pass over many steps, but whoever waits for a message waits for a next one.
_SILENT_STEPS = 10_000


class PlayError(Exception):
    """Say that a move does not fit the state of the play, or that a story does not go on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Record that something was shown.

    Args:
        step: the message, thought, narration or time mark.
        scene: the scene it stands in.
        chat: the contact or group in whose chat it appears; None if it is not in a chat.
    """

    step: Told
    scene: str
    chat: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """Record that the player judged a contact's message.

    Args:
        scene: the scene of the message.
        item: the message's item id.
        verdict: "okay" or "wait".
        trick: the trick the player named, if one.
        asked: whether it answers a question of Sarika's.
        practice: whether it does not count as evidence.
    """

    scene: str
    item: str
    verdict: Verdict
    trick: str | None
    asked: bool
    practice: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Record what the player chose; with an option to say, the lead's message appears.

    Args:
        scene: the scene of the choice.
        number: which step of the scene the choice is, counted from 0.
        option: what was chosen.
        offered: all that was on offer, in order.
        chat: the contact or group in whose chat the words appear; None for something done.
        practice: whether it does not count as evidence.
    """

    scene: str
    number: int
    option: Option
    offered: tuple[Option, ...]
    chat: str | None
    practice: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """Record that the story ended.

    Args:
        end: the ending.
        scene: the scene it stands in.
        practice: whether it does not count as evidence.
    """

    end: End
    scene: str
    practice: bool


Entry = Shown | Judged | Chosen | Ended


@dataclass(frozen=True, slots=True)
class Reading:
    """Wait for `next`.

    Args:
        coming: what will be shown then; whoever writes a message can be seen typing.
    """

    coming: Told | End


@dataclass(frozen=True, slots=True)
class Asking:
    """Wait for a judgement of a message that Sarika asks about.

    Args:
        line: the message.
        scene: the scene it stands in.
    """

    line: Line
    scene: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """Wait for a choice.

    Args:
        options: what is on offer.
        question: what is asked; None for the interface's own question.
        scene: the scene the choice stands in.
    """

    options: tuple[Option, ...]
    question: str | None
    scene: str


@dataclass(frozen=True, slots=True)
class Over:
    """Wait for nothing: the story has ended.

    Args:
        end: the ending.
        scene: the scene it stands in.
    """

    end: End
    scene: str


Now = Reading | Asking | Choosing | Over


class _Log:
    """Link an entry to all older ones; playthroughs share the links."""

    __slots__ = ("entries", "entry", "older", "size")

    def __init__(self, older: "_Log | None", entry: Entry) -> None:
        self.older = older
        self.entry = entry
        self.size: int = 1 if older is None else older.size + 1
        self.entries: tuple[Entry, ...] | None = None

    def all(self) -> tuple[Entry, ...]:
        """List this and all older entries, oldest first; kept for the next time."""
        if self.entries is None:
            newest_first: list[Entry] = []
            link: _Log | None = self
            while link is not None and link.entries is None:
                newest_first.append(link.entry)
                link = link.older
            known = () if link is None or link.entries is None else link.entries
            self.entries = (*known, *reversed(newest_first))
        return self.entries


@dataclass(frozen=True, slots=True, eq=False)
class _Choices:
    """Link a choice to all older ones, each with the play just before it."""

    older: "_Choices | None"
    chosen: Chosen
    before: "Playthrough"


@dataclass(frozen=True, slots=True, eq=False)
class Playthrough:
    """Hold one state of one play. Made by `begin`, by `replay` and by every move.

    Two playthroughs are equal if the same has happened in them and the same can follow.

    Args:
        story: what is played.
        practice: whether judgements and choices do not count as evidence from here on.
        now: what the play waits for.
    """

    story: Story
    practice: bool
    now: Now
    _scene: Scene
    _at: int  # which step of the scene is next, is asked, or is chosen from
    _values: dict[str, int]  # shared between plays and never changed, as `_judged`
    _log: _Log | None
    _newest: Asking | None  # what Sarika would ask about
    _chat: str  # the chat of the newest message
    _judged: dict[tuple[str, str], Judged]
    _choices: _Choices | None
    _moves: tuple[Move, ...]  # up to the last way back; the log tells the others
    _told: int  # how many entries of the log `_moves` covers

    @staticmethod
    def begin(story: Story, at_scene: str | None = None) -> "Playthrough":
        """Begin a play; nothing is shown yet.

        Args:
            story: a story that the loader found good.
            at_scene: the scene to begin with; the story's own for None.

        Raises:
            PlayError: the story never shows anything.
        """
        values = {name: variable.start for name, variable in story.variables.items()}
        scene = story.scenes[at_scene or story.start]
        now, scene, at, values = _settled(story, scene, 0, values, None, {})
        return Playthrough(
            story=story,
            practice=False,
            now=now,
            _scene=scene,
            _at=at,
            _values=values,
            _log=None,
            _newest=None,
            _chat=next(iter(story.contacts)),
            _judged={},
            _choices=None,
            _moves=(),
            _told=0,
        )

    @staticmethod
    def replay(story: Story, moves: Iterable[object]) -> tuple["Playthrough", bool]:
        """Play again what was played before.

        Args:
            story: the story, which may have been edited since.
            moves: what `moves` gave; what JSON made of it does as well.

        Returns:
            The play, and whether every move still fitted; if one did not, the play before it.
        """
        play = Playthrough.begin(story)
        for move in moves:
            try:
                play = play.move(move)
            except PlayError:
                return play, False
        return play, True

    @property
    def log(self) -> tuple[Entry, ...]:
        """List what has happened, oldest first."""
        return self._log.all() if self._log is not None else ()

    @property
    def scene(self) -> str:
        """Name the scene in which the play waits."""
        return self._scene.id

    @property
    def variables(self) -> Mapping[str, int]:
        """Say what each variable holds; yes and no are True and False."""
        return MappingProxyType(self._values)

    @property
    def choices(self) -> tuple[Chosen, ...]:
        """List the choices made, oldest first."""
        newest_first = []
        link = self._choices
        while link is not None:
            newest_first.append(link.chosen)
            link = link.older
        return tuple(reversed(newest_first))

    def next(self) -> "Playthrough":
        """Show the next thing: a message, a thought, a narration, a time mark, or the ending.

        Raises:
            PlayError: the play waits for an answer or is over, or the story does not go on.
        """
        now, scene, newest, chat = self.now, self._scene, self._newest, self._chat
        if not isinstance(now, Reading):
            raise PlayError(f"{self._where()}: nothing more is shown before an answer is given")
        step = now.coming
        if isinstance(step, End):
            return self._over(step)
        if isinstance(step, Line):
            chat = step.chat
            newest = Asking(step, scene.id)
            shown = Shown(step, scene.id, chat)
        elif isinstance(step, LeadLine):
            chat = step.to or chat
            shown = Shown(step, scene.id, chat)
        else:
            shown = Shown(step, scene.id, chat if isinstance(step, TimeMark) else None)
        return self._after(
            scene,
            self._at + 1,
            self._values,
            _Log(self._log, shown),
            newest,
            chat,
            self._judged,
            self._choices,
        )

    def choose(self, option_id: str) -> "Playthrough":
        """Take one of the options on offer.

        Args:
            option_id: the `id` of one of the options of `now`.

        Raises:
            PlayError: no choice is open, or the option is not on offer.
        """
        offered = self.now.options if isinstance(self.now, Choosing) else ()
        option = next((option for option in offered if option.id == option_id), None)
        if option is None:
            raise PlayError(f"{self._where()}: the option {option_id} is not on offer")
        chat = None if option.say is None else option.to or self._chat
        scene = self._scene
        chosen = Chosen(scene.id, self._at, option, offered, chat, self.practice)
        return self._after(
            scene if option.go is None else self.story.scenes[option.go],
            self._at + 1 if option.go is None else 0,
            _changed(self.story, self._values, option.sets),
            _Log(self._log, chosen),
            self._newest,
            chat or self._chat,
            self._judged,
            _Choices(self._choices, chosen, self),
        )

    def judge(
        self, scene: str, item: str, verdict: Verdict, trick: str | None = None
    ) -> "Playthrough":
        """Judge a message of a contact, asked or not.

        Args:
            scene: the scene of the message.
            item: the item id of the message.
            verdict: "okay" or "wait".
            trick: the trick the player names, with "wait".

        Raises:
            PlayError: the message was not shown, or the play is over.
        """
        if isinstance(self.now, Over) or not self._was_shown(scene, item):
            raise PlayError(f"{self._where()}: the message {scene}/{item} cannot be judged now")
        first = self._judged.get((scene, item))
        asked = isinstance(self.now, Asking) and (self.now.scene, self.now.line.item) == (
            scene,
            item,
        )
        judged = Judged(scene, item, verdict, trick, asked, self.practice or first is not None)
        return self._after(
            self._scene,
            self._at,
            self._values,
            _Log(self._log, judged),
            self._newest,
            self._chat,
            self._judged if first else {**self._judged, (scene, item): judged},
            self._choices,
        )

    def first_judgement(self, scene: str, item: str) -> Judged | None:
        """Look up how a message was judged the first time.

        Args:
            scene: the scene of the message.
            item: the item id of the message.
        """
        return self._judged.get((scene, item))

    def back_to(self, number: int) -> "Playthrough":
        """Go back to just before a choice; what follows is practice.

        Args:
            number: which of `choices`, counted from 0.

        Raises:
            PlayError: there is no such choice.
        """
        links = []
        link = self._choices
        while link is not None:
            links.append(link)
            link = link.older
        if not 0 <= number < len(links):
            raise PlayError(f"{self._where()}: there is no choice {number} to go back to")
        before = links[-1 - number].before
        return replace(
            before,
            practice=True,
            _moves=(*self.moves(), ("back", number)),
            _told=len(before.log),
        )

    def move(self, move: object) -> "Playthrough":
        """Make a move as `moves` describes it.

        Args:
            move: for example `("choose", "0f3a91bc")`; a list does as well.

        Raises:
            PlayError: the move does not fit, or is none.
        """
        match move:
            case ["next"]:
                return self.next()
            case ["choose", str(option_id)]:
                return self.choose(option_id)
            case [
                "judge",
                str(scene),
                str(item),
                "okay" | "wait" as verdict,
                str() | None as trick,
            ]:
                return self.judge(scene, item, verdict, trick)
            case ["back", int(number)]:
                return self.back_to(number)
            case _:
                raise PlayError(f"{self._where()}: there is no move {move!r}")

    def new_since(self, older: "Playthrough") -> tuple[Entry, ...]:
        """List the entries of this play that an older state of it does not have, oldest first.

        Args:
            older: a playthrough from which this one was made, or from which both were made.
        """
        newest_first = []
        mine, theirs = self._log, older._log  # noqa: SLF001 - of the same class
        while mine is not theirs:
            if mine is not None and (theirs is None or mine.size > theirs.size):
                newest_first.append(mine.entry)
                mine = mine.older
            elif theirs is not None:
                theirs = theirs.older
        return tuple(reversed(newest_first))

    def moves(self) -> tuple[Move, ...]:
        """List the moves made since `begin`, for `replay`; texts, numbers and None only."""
        return (*self._moves, *(_move(entry) for entry in self.log[self._told :]))

    def __eq__(self, other: object) -> bool:
        """Compare what has happened and what can follow."""
        if not isinstance(other, Playthrough):
            return NotImplemented
        return self._state() == other._state() and self.story == other.story

    def __hash__(self) -> int:
        """Agree with `__eq__` without walking through the log."""
        return hash((self.story.id, self._scene.id, self._at, self._log and self._log.size))

    def _state(self) -> tuple[object, ...]:
        return (
            self.practice,
            self.now,
            self._scene.id,
            self._at,
            self._values,
            self._newest,
            self._chat,
            self._judged,
            self.log,
            self.moves(),
        )

    def _after(
        self,
        scene: Scene,
        at: int,
        values: dict[str, int],
        log: _Log,
        newest: Asking | None,
        chat: str,
        judged: dict[tuple[str, str], Judged],
        choices: _Choices | None,
    ) -> "Playthrough":
        now, scene, at, values = _settled(self.story, scene, at, values, newest, judged)
        # By position, since this is what walking through a story costs.
        return Playthrough(
            self.story,
            self.practice,
            now,
            scene,
            at,
            values,
            log,
            newest,
            chat,
            judged,
            choices,
            self._moves,
            self._told,
        )

    def _over(self, end: End) -> "Playthrough":
        log = _Log(self._log, Ended(end, self._scene.id, self.practice))
        return replace(self, now=Over(end, self._scene.id), _log=log)

    def _was_shown(self, scene: str, item: str) -> bool:
        link = self._log
        while link is not None:
            entry = link.entry
            if (
                isinstance(entry, Shown)
                and isinstance(entry.step, Line)
                and (entry.scene, entry.step.item) == (scene, item)
            ):
                return True
            link = link.older
        return False

    def _where(self) -> str:
        return f"{self.story.id}, scene `{self._scene.id}`, step {self._at + 1}"


def _move(entry: Entry) -> Move:
    match entry:
        case Chosen():
            return ("choose", entry.option.id)
        case Judged():
            return ("judge", entry.scene, entry.item, entry.verdict, entry.trick)
        case Shown() | Ended():
            return ("next",)


def _settled(
    story: Story,
    scene: Scene,
    at: int,
    values: dict[str, int],
    newest: Asking | None,
    judged: Mapping[tuple[str, str], Judged],
) -> tuple[Now, Scene, int, dict[str, int]]:
    """Pass over all that shows nothing, to where the play waits next."""
    for _ in range(_SILENT_STEPS):
        if at == len(scene.steps):
            raise PlayError(
                f"{scene.place}: the scene `{scene.id}` stops. End it with `go` or `end`"
            )
        step = scene.steps[at]
        now: Now | None = None
        if step.when is not None and not step.when.holds(values):
            at += 1
            continue
        if isinstance(step, (Told, End)):
            now = Reading(step)
        elif isinstance(step, Choose):
            now = _choosing(step, scene.id, values)
        elif isinstance(step, Ask) and newest is not None:
            now = None if (newest.scene, newest.line.item) in judged else newest
        if now is not None:
            return now, scene, at, values
        if isinstance(step, Go):
            scene, at = story.scenes[step.scene], 0
            continue
        if isinstance(step, Set):
            values = _changed(story, values, step.changes)
        at += 1
    raise PlayError(
        f"{scene.place}: from the scene `{scene.id}` on nothing is ever shown. "
        "Add a message or a choice to the scenes that go round"
    )


def _choosing(step: Choose, scene: str, values: Values) -> Choosing | None:
    open_ones = tuple(
        option for option in step.options if option.when is None or option.when.holds(values)
    )
    return Choosing(open_ones, step.question, scene) if open_ones else None


def _changed(story: Story, values: dict[str, int], changes: tuple[Change, ...]) -> dict[str, int]:
    if not changes:
        return values
    values = dict(values)
    for change in changes:
        variable = story.variables[change.variable]
        value = values[variable.id] + change.value if change.added else change.value
        values[variable.id] = min(max(value, variable.lowest), variable.highest)
    return values
