"""Notes for adults and questions for the room, each at the step where it belongs.

A playthrough passes over them, since children never see them.
"""

from collections.abc import Iterator

from game.story.conditions import Values
from game.story.model import Choose, End, Note, Scene, Step, Talk, TimeMark, Told

Aside = Note | Talk


def asides(scene: Scene, step: Step, values: Values) -> Iterator[Aside]:
    """Find what an author says to adults about a step.

    What stands after a message is about it. What stands where a scene or a branch begins is about
    whatever comes first there. A time mark is only the heading of what follows.

    Args:
        scene: the scene.
        step: something that is shown in it, a choice in it or the ending.
        values: what the variables hold.

    Yields:
        Notes and questions in the order of the file, without those whose condition does not hold.
    """
    if isinstance(step, TimeMark):
        return
    at = next(number for number, it in enumerate(scene.steps) if it is step)
    before = list(_silent(scene.steps[:at][::-1], values))
    begins = at == len(before) or isinstance(scene.steps[at - len(before) - 1], Choose)
    found = [*reversed(before)] if begins else []
    if isinstance(step, Told):
        found += _silent(scene.steps[at + 1 :], values)
    yield from (it for it in found if isinstance(it, Aside) and _holds(it, values))


def _silent(steps: tuple[Step, ...], values: Values) -> Iterator[Step]:
    """Take steps as long as nothing but time marks is shown."""
    for step in steps:
        shown = isinstance(step, (Told, Choose, End)) and not isinstance(step, TimeMark)
        if shown and _holds(step, values):
            return
        yield step


def _holds(step: Step, values: Values) -> bool:
    return step.when is None or step.when.holds(values)
