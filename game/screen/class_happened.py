"""What happened, for a class: one trick after the other in big type, then the friendly messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.screen.chats import Chats
from game.screen.class_asked import replayed, talks
from game.screen.class_common import RoomView, big
from game.screen.names import trick_name
from game.screen.ui import Ui
from game.screen.view import Piece, main_button, panel
from game.screen.what_happened import trick_parts
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)
from game.story.model import Line, Story
from game.story.playthrough import Playthrough, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from game.screen.app import App
    from game.screen.class_course import Course

_FRIENDLY = 3
_BESIDE = 120  # per cent of text size
_MESSAGE = 640
_TITLE = 220


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what one page is about.

    Args:
        trick: the trick; None for the page of friendly messages.
        messages: that show it, or that were friendly.
    """

    trick: str | None
    messages: tuple[Shown, ...]


class ClassHappenedView(RoomView):
    """The tricks of an episode that a class has played to an ending.

    Args:
        course: of the class session.
        play: the episode.
    """

    def __init__(self, app: "App", course: "Course", play: Playthrough) -> None:
        super().__init__(app, course)
        self._play = play
        self._story = play.story
        self._common = app.library.common
        self.pages_of_it = pages(play)
        self._at = 0

    @classmethod
    def of(
        cls, app: "App", course: "Course", story: Story, moves: "Iterable[object]"
    ) -> "ClassHappenedView":
        """Show what happened in a play that was recorded.

        Args:
            app: the game.
            course: of the class session.
            story: the episode.
            moves: what is recorded of it.
        """
        play, _, _ = replayed(story, moves, {})
        return cls(app, course, play)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one page, with the ways to others."""
        place = ui.rect(40, 84, ui.width - 80, ui.height - 108)
        body = self._page(ui, self.shown_page) if self.shown_page else self._none(ui)
        key = f"class-happened-{self._at}"
        return [self.top(ui), *panel(ui, key, place, body, self._foot(ui))]

    @property
    def shown_page(self) -> Page | None:
        """The page that is shown; none where an episode has nothing to explain."""
        return self.pages_of_it[self._at] if self.pages_of_it else None

    def _page(self, ui: Ui, page: Page) -> Widget:
        if page.trick is None:
            return self._friendly(ui, page)
        name = Text(trick_name(ui, self._common, page.trick), big(ui, 34), bold=True)
        beside = ui.settings.text_size <= _BESIDE
        head: list[Widget] = [Picture(f"tricks/{page.trick}", 68, 68), Grow(name)]
        message = self._message(ui, page.messages[0])
        top: list[Widget] = [Row([*head, Fixed(message, _MESSAGE)], gap=18)]
        if not beside:
            top = [Row(head, gap=18), message]
        cards = [
            Card(_part(ui, title, text, beside=beside), look, (20, 4))
            for title, text, look in trick_parts(ui, self._common, page.trick)
        ]
        return Column([*top, *cards], gap=7)

    def _friendly(self, ui: Ui, page: Page) -> Widget:
        said = ui.t("class", "These messages were friendly, although they looked alike")
        rows: list[Widget] = [
            Row([Picture("tricks/okay", 72, 72), Grow(Text(said, big(ui, 34), bold=True))], gap=18)
        ]
        rows += [self._message(ui, shown) for shown in page.messages]
        return Column(rows, gap=16)

    def _none(self, ui: Ui) -> Widget:
        said = ui.t("class", "There was nothing to be careful about in this story.")
        return Row([Picture("sarika/glad", 150, 169), Grow(Text(said, big(ui, 34)))], gap=24)

    def _message(self, ui: Ui, shown: Shown) -> Widget:
        text = ui.words.text(self._story.id, f"scene/{shown.scene}", shown.step.text)
        if not isinstance(shown.step, Line):
            return Text(text, big(ui))
        name = Chats(ui, self._story, self._common).writer(shown.step.contact)
        words = [Text(name, big(ui, 22), ui.theme.soft, bold=True), Text(text, big(ui))]
        return Card(Column(words, gap=2), "quote", (20, 10))

    def _foot(self, ui: Ui) -> Widget:
        last = self._at + 1 >= len(self.pages_of_it)
        number = ui.t(
            "class",
            "Page {number} of {all}",
            number=ui.number(self._at + 1),
            all=ui.number(max(1, len(self.pages_of_it))),
        )
        label = self._next_part(ui) if last else ui.t("class", "Go on")
        buttons: list[Widget] = [
            main_button("next", self.default, label, "forward"),
            Button("before", self.turn_back, ui.t("class", "Page before"), "back", "answer"),
            Text(number, 20, ui.theme.soft),
        ]
        if not last:
            skip = ui.t("class", "To the end")
            buttons.append(Button("skip", self.course.forward, skip, look="ghost"))
        return Flow(buttons, gap=16)

    def _next_part(self, ui: Ui) -> str:
        story = self.course.next_story()
        if story is not None:
            title = ui.words.text(story.id, "story", story.title)
            return ui.t("class", "Next story: {title}", title=title)
        if self.course.looks_again():
            return ui.t("class", "Look once more with Quick Eyes")
        return ui.t("class", "To the end of the class")

    def questions(self) -> Sequence[str]:
        """List the author's questions of the whole episode, the newest first."""
        say = self.app.ui.words.text
        found = [
            say(self._story.id, f"scene/{scene}", talk.text) for scene, talk in talks(self._play)
        ]
        return tuple(dict.fromkeys(reversed(found)))

    def default(self) -> None:
        """Turn to the next page; after the last one go on with the class."""
        if self._at + 1 < len(self.pages_of_it):
            self._at += 1
            self.app.refresh()
        else:
            self.course.forward()

    def turn_back(self) -> None:
        """Turn to the page before."""
        self._at = max(0, self._at - 1)
        self.app.refresh()

    def take_back(self) -> None:
        """Turn to the page before: nothing was entered here."""
        self.turn_back()

    def record_again(self) -> None:
        """Record nothing: all of it was recorded while it was played."""


def _part(ui: Ui, title: str, text: str, *, beside: bool) -> Widget:
    """Put a title before its text; with very big text above it."""
    named, said = Text(title, big(ui, 24), bold=True), Text(text, big(ui))
    if beside:
        return Row([Fixed(named, _TITLE), Grow(said)], gap=16)
    return Column([named, said], gap=2)


def pages(play: Playthrough) -> list[Page]:
    """Say what there is to explain of a play.

    Args:
        play: one that has ended.

    Returns:
        A page for each trick in the order in which it was met, and one for friendly messages that
        looked like tricks.
    """
    met: dict[str, list[Shown]] = {}
    friendly = []
    for entry in play.log:
        if isinstance(entry, Shown) and isinstance(entry.step, Line):
            for trick in entry.step.tricks:
                met.setdefault(trick, []).append(entry)
            if entry.step.looks_like:
                friendly.append(entry)
    found = [Page(trick, tuple(messages)) for trick, messages in met.items()]
    return [*found, Page(None, tuple(friendly[:_FRIENDLY]))] if friendly else found
