"""The menu of a class: go on, change the text, leave for now, or bring it to its end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.display import DisplayView
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course


class ClassMenuView(View):
    """What Esc shows while a class plays.

    Args:
        course: of the class session.
    """

    overlay = True

    def __init__(self, app: "App", course: "Course") -> None:
        super().__init__(app)
        self._course = course

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one button below the other."""
        code = ui.t("class", "Code of the session: {code}", code=self._course.room.code)
        kept = (
            ui.t("class", "The place and the hands are kept. You can go on from the title.")
            if self.app.saving
            else ui.t("menu", "Nothing is being saved. If you leave, your place is lost.")
        )
        body: list[Widget] = [
            Text(code, 20, bold=True),
            Button(
                "display", self._display, ui.t("menu", "Text and display"), "text-size", "answer"
            ),
            Button("leave", self._leave, ui.t("class", "Leave and go on later"), "home", "answer"),
            Button("end", self._end, ui.t("class", "End the class"), "check", "answer"),
            Text(kept, 18, ui.theme.soft),
        ]
        go_on = main_button("go-on", self.escape, ui.t("menu", "Go on"), "play")
        return dialog(ui, "menu", ui.t("menu", "Menu"), body, go_on, 560)

    def default(self) -> None:
        """Go on."""
        self.escape()

    def _display(self) -> None:
        self.app.push(DisplayView(self.app))

    def _leave(self) -> None:
        self.app.pop()
        self.app.pop()

    def _end(self) -> None:
        from game.screen.class_end import ClassEndView

        self.app.replace(ClassEndView(self.app, self._course))
