"""The end of a class: thanks, whom one can tell, and what whoever led it does next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.class_common import big
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, panel
from game.screen.widgets import Card, Column, Grow, Picture, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course

_SHARE = 0.65


class ClassEndView(View):
    """The last screen of a class.

    Args:
        course: of the class session.
    """

    def __init__(self, app: "App", course: "Course") -> None:
        super().__init__(app)
        self._course = course

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what is for the children on the left, what is for adults on the right."""
        room = ui.width - 100
        left = ui.rect(40, 84, room * _SHARE, ui.height - 108)
        right = ui.rect(60 + room * _SHARE, 84, room * (1 - _SHARE), ui.height - 108)
        comfort = ui.t("help", "It is not your fault. It is never too late to tell.")
        never = Card(Text(comfort, big(ui), bold=True), "mint", (20, 8))
        over = main_button("over", self.default, ui.t("class", "The class is over"))
        return [
            bar(ui, self.app, [back_button(ui, self.app)]),
            *panel(ui, "end", left, self._thanks(ui), never),
            *panel(ui, "end-adults", right, self._adults(ui), over),
        ]

    def _thanks(self, ui: Ui) -> Widget:
        given = self.app.library.common.help
        people = [
            Row(
                [
                    icon("heart", 26, ui.theme.red),
                    Grow(Text(ui.words.text("common", "help", person), big(ui))),
                ],
                gap=14,
            )
            for person in given.people
        ]
        thanks = Text(ui.t("class", "Thank you, everybody!"), big(ui, 34), bold=True)
        always = Text(ui.t("help", "You can always tell someone"), big(ui), bold=True)
        head = Column([thanks, always], gap=0)
        rows: list[Widget] = [
            Row([Picture("sarika/glad", 88, 99), Grow(head)], gap=20),
            *people,
        ]
        return Column(rows, gap=4)

    def _adults(self, ui: Ui) -> Widget:
        room = self._course.room
        code = Card(Text(room.code, 38, bold=True, align="center"), "quote", (20, 8))
        said = [
            ui.t("class", "The report of this session is found by this code."),
            ui.t("class", "Only hands were counted. Nothing is known of any one child."),
            ui.t(
                "class",
                "Stay in the room for a while, so that everybody can find you.",
            ),
            ui.t("class", "What to do after the session stands in the guide of each episode."),
        ]
        rows: list[Widget] = [
            Text(ui.t("class", "For whoever leads the class"), 24, bold=True),
            code,
            *[Text(line, 18) for line in said],
        ]
        return Column(rows, gap=14)

    def default(self) -> None:
        """Bring the class to its end."""
        self._course.end()
