"""The questions of one self-check for adults: on messages of an episode, and fixed ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from game.screen.training_fixed import About, fixed_questions
from game.screen.ui import Ui
from game.story.load import Common
from game.story.model import Line, Story

OKAY = "okay"
_MESSAGES = 4
_EACH = 2  # on leading a session, and on disclosure
_TRICKS = 3  # with "this is okay", four answers


@dataclass(frozen=True, slots=True)
class Question:
    """Be a question as it was drawn; its words are looked up when it is shown.

    Args:
        about: what it is about.
        id: of a message its scene and item; of a fixed question its name.
        answers: of a message ids of tricks, and OKAY; of a fixed question numbers of its answers.
        right: which of the answers is right.
    """

    about: Literal["message"] | About
    id: tuple[str, ...]
    answers: tuple[str, ...]
    right: str


def drawn(ui: Ui, story: Story, common: Common, rng: Random) -> tuple[Question, ...]:
    """Draw the questions of one self-check.

    Args:
        ui: the surroundings.
        story: the episode; there are fewer questions where it explains fewer messages.
        common: has the tricks and those that look alike.
        rng: draws and shuffles.

    Returns:
        Messages of both kinds, then what holds for every session.
    """
    return (*_messages(story, common, rng), *_fixed(ui, story, rng))


def all_fixed(ui: Ui, story: Story) -> Iterator[Question]:
    """Give every fixed question, its right answer first.

    Args:
        ui: the surroundings.
        story: the episode.
    """
    for about, there in fixed_questions(ui, story).items():
        for name, words in there.items():
            answers = tuple(str(number) for number in range(len(words.answers)))
            yield Question(about, (name,), answers, answers[0])


def _fixed(ui: Ui, story: Story, rng: Random) -> Iterator[Question]:
    there = sorted(all_fixed(ui, story), key=lambda question: question.id)
    for about in ("leading", "disclosure"):
        for question in rng.sample([it for it in there if it.about == about], _EACH):
            answers = tuple(rng.sample(question.answers, len(question.answers)))
            yield replace(question, answers=answers)


def _messages(story: Story, common: Common, rng: Random) -> Iterator[Question]:
    explained = {
        (scene.id, step.item): step
        for scene in story.scenes.values()
        for step in scene.steps
        if isinstance(step, Line) and step.because and (step.tricks or step.looks_like)
    }
    unsafe = [it for it, line in explained.items() if line.tricks]
    safe = [it for it, line in explained.items() if line.safe]
    most_unsafe = min(_MESSAGES // 2, len(unsafe))
    most_safe = min(_MESSAGES - most_unsafe, len(safe))
    chosen = [*rng.sample(unsafe, most_unsafe), *rng.sample(safe, most_safe)]
    rng.shuffle(chosen)
    for it in chosen:
        line = explained[it]
        right = line.tricks[0] if line.tricks else OKAY
        yield Question("message", it, (*_tricks(line, common, rng), OKAY), right)


def _tricks(line: Line, common: Common, rng: Random) -> list[str]:
    """Choose tricks as answers; no more than one of them is in the message."""
    near = (line.tricks or line.looks_like)[0]
    unfit = {near, *line.tricks}
    alike = [trick for trick in common.tricks[near].also if trick not in unfit]
    others = [trick for trick in common.tricks if trick not in {*unfit, *alike}]
    rng.shuffle(alike)
    rng.shuffle(others)
    chosen = [near, *[*alike, *others][: _TRICKS - 1]]
    rng.shuffle(chosen)
    return chosen
