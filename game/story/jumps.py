"""Jump to a place of a story: the play that leads there with the fewest messages."""

from collections import deque
from collections.abc import Callable, Sequence

from game.story.explore import Run, TooManyStatesError, walk
from game.story.model import Choose, Option, Scene, Step, Story
from game.story.paths import Paths, onward
from game.story.playthrough import Asking, Choosing, Over, Playthrough, Reading


class Jumps:
    """Find plays that lead to places of one story.

    What was written before is there as well, and variables hold what they hold on that way. In a
    story with too many states to walk them all, a play begins with the scene of the place.

    Args:
        story: a story that the loader found good.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        try:
            self._paths: Paths | None = Paths(walk(story))
        except TooManyStatesError:
            self._paths = None

    def to_scene(self, scene: str) -> Playthrough | None:
        """Jump to the beginning of a scene.

        Args:
            scene: its id.

        Returns:
            The play before the first thing is shown there; None if no way leads there, or if
            nothing is ever shown there.
        """

        def wanted(run: Run) -> bool:
            return run.scene == scene and bool(run.shown or run.options or run.end)

        return self._to(scene, wanted, lambda play: play.scene == scene)

    def to_choice(self, choice: Choose) -> Playthrough | None:
        """Jump to a choice.

        Args:
            choice: a step of the story.

        Returns:
            The play that waits for it; None if no way leads there.
        """
        return self._to(
            self._scene_of(choice).id,
            lambda run: run.choice is choice,
            lambda play: any(option in choice.options for option in _on_offer(play)),
        )

    def past(self, option: Option) -> Playthrough | None:
        """Jump into the branch of an option.

        Args:
            option: of a choice of the story.

        Returns:
            The play just after it was chosen; None if it is never on offer.
        """
        choices = (step for scene in self._story.scenes.values() for step in scene.steps)
        choice = next(it for it in choices if isinstance(it, Choose) and option in it.options)
        play = self._to(
            self._scene_of(choice).id,
            lambda run: option in run.options,
            lambda play: option in _on_offer(play),
        )
        return play and play.choose(option.id)

    def to_ending(self, slug: str) -> Playthrough | None:
        """Jump to an ending.

        Args:
            slug: of the ending.

        Returns:
            The play that is over; None if no way leads there.
        """
        end = next(end for end in self._story.endings if end.slug == slug)
        return self._to(
            self._scene_of(end).id,
            lambda run: run.end is end,
            lambda play: isinstance(play.now, Over) and play.now.end is end,
        )

    def _to(
        self, scene: str, wanted: Callable[[Run], bool], there: Callable[[Playthrough], bool]
    ) -> Playthrough | None:
        if self._paths is None:
            return _played(Playthrough.begin(self._story, scene), (), there)
        options = self._paths.to(wanted)
        if options is None:
            return None
        return _played(Playthrough.begin(self._story), options, there)

    def _scene_of(self, wanted: Step) -> Scene:
        scenes = self._story.scenes.values()
        return next(scene for scene in scenes if any(step is wanted for step in scene.steps))


def _played(
    play: Playthrough, options: Sequence[Option], there: Callable[[Playthrough], bool]
) -> Playthrough | None:
    """Play on until the options are used up and a place is reached."""
    left = deque(options)
    while left or not there(play):
        match play.now:
            case Reading() | Asking():
                play = onward(play)
            case Choosing() if left:
                play = play.choose(left.popleft().id)
            case _:
                return None
    return play


def _on_offer(play: Playthrough) -> tuple[Option, ...]:
    return play.now.options if isinstance(play.now, Choosing) else ()
