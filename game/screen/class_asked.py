"""How a class goes through a story: what it answered, and what the room may talk about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from game.learning.events import Hands
from game.learning.rooms import asked
from game.story.asides import asides
from game.story.model import Step, Story, Talk
from game.story.playthrough import (
    Asking,
    Chosen,
    Ended,
    Judged,
    PlayError,
    Playthrough,
    Shown,
)

By = Literal["majority", "leader"]


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold a question of a story that was answered.

    Args:
        hands: as they are recorded, with what was played and who decided.
        before: the play in which it was asked.
    """

    hands: Hands
    before: Playthrough


def answered(play: Playthrough, answer: str) -> Playthrough:
    """Go on with an answer of the class.

    Args:
        play: one that waits for an answer.
        answer: one of the answers of `asked(play)`.

    Raises:
        PlayError: it is none of them.
    """
    if not isinstance(play.now, Asking):
        return play.choose(answer)
    return play.move(("judge", play.now.scene, play.now.line.item, answer, None))


def begun(story: Story) -> Playthrough:
    """Begin a play of a class: nothing in it is evidence of any player.

    Args:
        story: what is played.
    """
    return replace(Playthrough.begin(story), practice=True)


def replayed(
    story: Story, moves: Iterable[object], hands: Mapping[tuple[str, str], Hands]
) -> tuple[Playthrough, list[Decided], bool]:
    """Play again what a class played before.

    Args:
        story: the story, which may have been edited since.
        moves: what is recorded of the play.
        hands: the last record of each question in it, by scene and item.

    Returns:
        The play; the questions that were answered in it, oldest first; and whether every move
        still fitted, else it is the play before the first that did not.
    """
    play = begun(story)
    decided: list[Decided] = []
    for move in moves:
        try:
            after = play.move(move)
        except PlayError:
            return play, decided, False
        question = asked(play)
        if question is not None:
            kept = hands.get((question.scene, question.item), question)
            decided.append(Decided(replace(kept, decided=_answer(after)), play))
        play = after
    return play, decided, True


def _answer(play: Playthrough) -> str:
    """Name the answer that was just played."""
    newest = play.log[-1]
    match newest:
        case Chosen(option=option):
            return option.id
        case Judged(verdict=verdict):
            return verdict
    raise PlayError(f"{newest} answers nothing")


def talks(play: Playthrough) -> list[tuple[str, Talk]]:
    """List the questions for the room that a play has come to, oldest first.

    Args:
        play: of a story.

    Returns:
        Each with its scene; those of the open choice come last.
    """
    shown: list[tuple[str, Step]] = [
        (entry.scene, entry.end if isinstance(entry, Ended) else entry.step)
        for entry in play.log
        if isinstance(entry, (Shown, Ended))
    ]
    return [talk for scene, step in [*shown, *_open(play)] for talk in _talks(play, scene, step)]


def talks_now(play: Playthrough) -> list[tuple[str, Talk]]:
    """List the questions for the room about the newest message and the open choice.

    Args:
        play: of a story.
    """
    newest: list[tuple[str, Step]] = [
        (entry.scene, entry.step) for entry in play.log[-1:] if isinstance(entry, Shown)
    ]
    return [talk for scene, step in [*newest, *_open(play)] for talk in _talks(play, scene, step)]


def _open(play: Playthrough) -> list[tuple[str, Step]]:
    question = asked(play)
    if question is None or question.about != "choice":
        return []
    return [(question.scene, play.story.scenes[question.scene].steps[int(question.item)])]


def _talks(play: Playthrough, scene: str, step: Step) -> Iterator[tuple[str, Talk]]:
    for aside in asides(play.story.scenes[scene], step, play.variables):
        if isinstance(aside, Talk):
            yield scene, aside
