"""Set a class up: who is there, in which language, and whether their eyes are checked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from game.learning.ids import new_session_code
from game.screen.class_course import Course, Plan
from game.screen.class_number import NumberView
from game.screen.digits import DIGITS
from game.screen.theme import HEADING, LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)

if TYPE_CHECKING:
    from game.learning.store import Room
    from game.screen.app import App

BANDS = ("8-10", "11-12", "13-14", "mixed")
FEWEST, MOST = 1, 200
_NO_NUMBERS = 5  # fewer children than these, and a report says no numbers
_ONE_COLUMN = 120  # per cent of text size


class ClassSetupView(View):
    """Who is in the room.

    Args:
        plan: as far as it is set up.
    """

    def __init__(self, app: "App", plan: Plan) -> None:
        super().__init__(app)
        self.plan = plan

    @classmethod
    def open(cls, app: "App") -> View:
        """Make the first screen of a class session: where one was left, whether to go on with it.

        Args:
            app: the game.
        """
        left = app.store.class_left()
        return cls.fresh(app) if left is None else ClassLeftView(app, left)

    @classmethod
    def fresh(cls, app: "App") -> "ClassSetupView":
        """Begin to set a class up.

        Args:
            app: the game.
        """
        taken = {room.code for room in app.store.classes()}
        return cls(app, Plan(new_session_code(app.rng, taken)))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the choices; with big text below each other."""
        title = Text(ui.t("class set-up", "Class session"), HEADING, bold=True)
        said = ui.t("class set-up", "One screen for all. Hands are counted, never children.")
        head = Column([title, Text(said, 19, ui.theme.soft)], gap=4)
        parts = [self._languages(ui), self._ages(ui), self._children(ui), self._check(ui)]
        columns = 2 if ui.settings.text_size <= _ONE_COLUMN else 1
        body = Column([head, Grid(columns, parts, gap=22)], gap=18)
        label = ui.t("class set-up", "Choose the episodes")
        foot = Row([main_button("next", self.default, label, "forward"), Grow()])
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "class-setup", min(1160, ui.width - 60), body, foot),
        ]

    def _languages(self, ui: Ui) -> Widget:
        buttons: list[Widget] = [
            self._switch(
                f"language-{code}",
                partial(self.app.change, replace(ui.settings, language=code)),
                locale.name,
                on=code == (ui.settings.language or "en"),
            )
            for code, locale in self.app.around.locales.items()
        ]
        return _part(ui.t("class set-up", "Language of the class"), buttons)

    def _ages(self, ui: Ui) -> Widget:
        buttons: list[Widget] = [
            self._switch(
                f"ages-{band}",
                self._set(replace(self.plan, ages=band)),
                ui.t("class set-up", "Mixed") if band == "mixed" else band,
                on=self.plan.ages == band,
            )
            for band in BANDS
        ]
        return _part(ui.t("class set-up", "How old they are"), buttons)

    def _children(self, ui: Ui) -> Widget:
        number = self.plan.children
        count = Button(
            "children",
            lambda: self.app.push(ChildrenView(self.app, self)),
            ui.n("class set-up", "{count} child", "{count} children", number),
            look="quote",
            size=34,
            pad=(26, 6),
        )
        buttons: list[Widget] = [
            self._step("fewer", -1, ui.t("class set-up", "One child fewer"), "minus"),
            count,
            self._step("more", 1, ui.t("class set-up", "One child more"), "plus"),
        ]
        part = _part(ui.t("class set-up", "How many children"), buttons)
        if number >= _NO_NUMBERS:
            return part
        few = ui.t(
            "class set-up",
            "Of fewer than five children a report will show no numbers, so that nobody can be "
            "picked out.",
        )
        return Column([part, Card(Text(few, 17), "sun", (16, 10))], gap=10)

    def _check(self, ui: Ui) -> Widget:
        buttons: list[Widget] = [
            self._switch(
                f"check-{key}",
                self._set(replace(self.plan, check=on)),
                label,
                on=self.plan.check == on,
            )
            for key, on, label in (
                ("yes", True, ui.t("class set-up", "Before and after")),
                ("no", False, ui.t("class set-up", "Without it")),
            )
        ]
        said = ui.t(
            "class set-up",
            "Quick Eyes: eight short messages, sorted by hands, before the stories and after. "
            "It takes about five minutes each time.",
        )
        part = _part(ui.t("class set-up", "A check of the room"), buttons)
        return Column([part, Text(said, 17, ui.theme.soft)], gap=8)

    def _switch(self, key: str, act: Callable[[], None], label: str, *, on: bool) -> Button:
        # What is chosen carries a tick besides its colour.
        return Button(key, act, label, "check" if on else "dot", "answer", chosen=on)

    def _step(self, key: str, by: int, label: str, sign: str) -> Button:
        child = Picture(f"icons/{sign}", 26, 26)
        act = self._set(
            replace(self.plan, children=max(FEWEST, min(self.plan.children + by, MOST)))
        )
        return Button(key, act, label, look="answer", child=child, pad=(14, 12), low=52)

    def _set(self, plan: Plan) -> Callable[[], None]:
        def change() -> None:
            self.plan = plan
            self.app.refresh()

        return change

    def pressed(self, key: int) -> bool:
        """Take digits for how many children there are."""
        if key in DIGITS:
            self.app.push(ChildrenView(self.app, self, DIGITS[key]))
        return key in DIGITS

    def default(self) -> None:
        """Go on to the episodes."""
        from game.screen.class_stories import ClassStoriesView

        self.app.push(ClassStoriesView(self.app, self))


def _part(title: str, buttons: Sequence[Widget]) -> Widget:
    return Column([Text(title, 21, bold=True), Flow(buttons, gap=10)], gap=10)


class ChildrenView(NumberView):
    """How many children there are.

    Args:
        below: where that is set up.
        typed: the digits so far.
    """

    def __init__(self, app: "App", below: ClassSetupView, typed: str = "") -> None:
        super().__init__(app, typed)
        self._below = below

    def title(self, ui: Ui) -> str:
        """Ask for the number."""
        return ui.t("class set-up", "How many children are in the room?")

    def wrong(self, ui: Ui) -> str | None:
        """Refuse an empty room and one that is too full."""
        number = int(self.typed)
        if number < FEWEST:
            return ui.t("class set-up", "A class needs at least one child.")
        if number > MOST:
            return ui.t("class set-up", "At most {most}: make two sessions of more.", most=MOST)
        return None

    def take(self, number: int) -> None:
        """Set the number."""
        self._below.plan = replace(self._below.plan, children=number)


class ClassLeftView(View):
    """The question whether to go on with a class that was left before its end.

    Args:
        room: the class.
    """

    def __init__(self, app: "App", room: "Room") -> None:
        super().__init__(app)
        self._room = room

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what was left, and the ways on."""
        room = self._room
        title = Text(ui.t("class set-up", "A class was left before its end"), HEADING, bold=True)
        facts = [
            ui.t("class set-up", "Code {code}", code=room.code),
            ui.n("class set-up", "{count} child", "{count} children", room.children),
            *self._where(ui),
        ]
        code = Card(Text(" · ".join(facts), LARGE, bold=True), "sun")
        bird = Row([Picture("sarika/hello", 130, 146), Grow(Column([title, code], gap=14))], gap=24)
        go_on = main_button("go-on", self.default, ui.t("class set-up", "Go on with it"), "play")
        new = ui.t("class set-up", "Begin a new class")
        over = ui.t("class set-up", "That class is over")
        foot = Flow(
            [
                go_on,
                Button("new", self._fresh, new, "plus", "ghost", low=60),
                Button("over", self._over, over, "check", "ghost", low=60),
            ],
            gap=14,
        )
        said = ui.t(
            "class set-up", "It goes on at the same message, with the hands counted so far."
        )
        body = Column([bird, Text(said, 20)], gap=16)
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *snug(ui, "class-left", min(1040, ui.width - 60), body, foot),
        ]

    def _where(self, ui: Ui) -> Sequence[str]:
        """Name the episode that was played last."""
        played = {play.play.story for play in self._room.plays if play.round is None}
        stories = [story for story in self.app.library.stories if story.id in played]
        return [ui.words.text(story.id, "story", story.title) for story in stories[-1:]]

    def default(self) -> None:
        """Go on with the class."""
        Course(self.app, self._room).go_on()

    def _fresh(self) -> None:
        self.app.replace(ClassSetupView.fresh(self.app))

    def _over(self) -> None:
        self.app.store.end_class(self._room)
        self.app.replace(ClassSetupView.open(self.app))
