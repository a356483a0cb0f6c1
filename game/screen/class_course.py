"""The course of a class session: the room check, the episodes one after the other, the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.learning.events import QUICK_EYES, ClassBegun, Occasion
from game.learning.store import Room
from game.screen.class_timer import Timer
from game.story.model import Story

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.view import View


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what is set up before a class begins.

    Args:
        code: of the session.
        children: how many there are.
        ages: their band, for example "8-10"; "mixed" if they are of several.
        check: whether the room sorts messages of Quick Eyes before and after.
        stories: the ids of the episodes, in order.
    """

    code: str
    children: int = 30
    ages: str = "mixed"
    check: bool = True
    stories: tuple[str, ...] = ()


class Course:
    """A class session that goes on.

    Args:
        app: the game.
        room: the session, as it was recorded.
    """

    def __init__(self, app: "App", room: Room) -> None:
        self.room = room
        self.timer = Timer()
        self._app = app

    @classmethod
    def begin(cls, app: "App", plan: Plan) -> "Course":
        """Begin a class, and show what comes first.

        Args:
            app: the game.
            plan: what was set up.
        """
        language = app.ui.settings.language or "en"
        begun = ClassBegun(plan.code, plan.children, plan.ages, language, plan.stories)
        course = cls(app, app.store.begin_class(begun))
        view = course.check("before") if plan.check else None
        app.home(view or course.following())
        return course

    def go_on(self) -> None:
        """Show a class again at the place where it was left, in its language."""
        from game.screen.class_happened import ClassHappenedView
        from game.screen.class_play import ClassView

        app, room = self._app, self._now()
        settings = app.ui.settings
        if room.language in app.around.locales and room.language != settings.language:
            app.change(replace(settings, language=room.language))
        last = room.plays[-1] if room.plays else None
        story = self.story(last.play.story) if last is not None else None
        view: View | None = None
        if last is not None and last.round is not None:
            view = self.check(last.round.occasion)
        elif last is not None and story is not None and last.over:
            view = ClassHappenedView.of(app, self, story, last.moves)
        elif last is not None and story is not None:
            view = ClassView.go_on(app, self, story, last)
        app.home(view or self.following())

    def story(self, id_: str) -> Story | None:
        """Find an episode; none where its file has gone or is broken.

        Args:
            id_: the episode's.
        """
        return next((story for story in self._app.library.stories if story.id == id_), None)

    def stories(self) -> Sequence[Story]:
        """List the episodes that the class means to play and that can be played, in order."""
        found = map(self.story, self.room.stories)
        return [story for story in found if story is not None]

    def next_story(self) -> Story | None:
        """Find the episode that comes next; none after the last one."""
        begun = {play.play.story for play in self._now().plays if play.round is None}
        return next((story for story in self.stories() if story.id not in begun), None)

    def looks_again(self) -> bool:
        """Say whether the room check is still to be made a second time."""
        room = self._now()
        before, after = room.latest(QUICK_EYES, "before"), room.latest(QUICK_EYES, "after")
        forms = self._app.library.quick_eyes.forms
        return bool(before and before.hands and forms) and after is None

    def following(self) -> "View":
        """Make the screen that comes after a part that is over."""
        from game.screen.class_end import ClassEndView
        from game.screen.class_play import ClassView

        story = self.next_story()
        if story is not None:
            return ClassView.begin(self._app, self, story)
        view = self.check("after") if self.looks_again() else None
        return view or ClassEndView(self._app, self)

    def forward(self) -> None:
        """Show what comes after a part that is over."""
        self._app.home(self.following())

    def end(self) -> None:
        """Bring the class to its end, and go back to the title."""
        self._app.store.end_class(self.room)
        while len(self._app.views) > 1:
            self._app.pop()

    def _now(self) -> Room:
        """Read the room anew; where its records were lost it is as it began."""
        return self._app.store.room(self.room.id) or self.room

    def check(self, occasion: Occasion) -> "View | None":
        """Make the room check's screen; none where its form cannot be had.

        Args:
            occasion: "before" or "after".
        """
        from game.screen.class_check import ClassCheckView

        return ClassCheckView.open(self._app, self, occasion, self._now())
