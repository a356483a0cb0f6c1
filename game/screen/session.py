"""A session that is joined by its code: typing it, and leaving it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.learning.ids import SESSION_CODE_LENGTH
from game.screen.code_field import CodeField, boxes, no_such_letter
from game.screen.lab import session_name
from game.screen.theme import HEADING
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, dialog, main_button, snug
from game.screen.widgets import Button, Column, Flow, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App


class SessionCodeView(View):
    """Type the six letters of a session; nobody can know them, so that they are looked at twice."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._field = CodeField(SESSION_CODE_LENGTH, self._changed)
        self._too_soon = False

    @property
    def typed(self) -> str:
        """What was typed so far."""
        return self._field.typed

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out six boxes above a field of letters; when they are full, a question."""
        rows = self._field.rows(ui) if self._field.left else self._question(ui)
        wrong = self._field.wrong or self._too_soon
        child = Column(
            [
                Text(ui.t("session", "The code of your session"), HEADING, bold=True),
                Text(self._said(ui), colour=ui.theme.red if wrong else ui.theme.soft),
                *rows,
            ],
            gap=18,
        )
        return [bar(ui, self.app, [back_button(ui, self.app)]), *snug(ui, "session", 900, child)]

    def _question(self, ui: Ui) -> list[Widget]:
        yes = ui.t("session", "Yes, it is the same")
        again = ui.t("session", "Type it again")
        buttons = [
            main_button("yes", self.default, yes, "check"),
            Button("again", self._again, again, "back", "answer"),
        ]
        return [
            boxes(ui, self.typed, SESSION_CODE_LENGTH),
            Flow(buttons, gap=16, align="center"),
        ]

    def _said(self, ui: Ui) -> str:
        if self._field.wrong is not None:
            return no_such_letter(ui, self._field.wrong)
        if self._too_soon:
            return ui.n(
                "session",
                "{count} letter is missing: this code has six. Is it your own code, of four? Then "
                "go back and press Play.",
                "{count} letters are missing: this code has six. Is it your own code, of four? "
                "Then go back and press Play.",
                self._field.left,
            )
        if not self._field.left:
            return ui.t("session", "Look at the board once more. Is it the same?")
        return ui.t("session", "Type the six letters from the board.")

    def _changed(self) -> None:
        self._too_soon = False
        self.app.refresh()

    def _again(self) -> None:
        self._field.clear()
        # Else Enter would take the next code back as well.
        self.app.ui.focus = None
        self._changed()

    def pressed(self, key: int) -> bool:
        """Take letters."""
        return self._field.pressed(key)

    def default(self) -> None:
        """Join, and go on to "Who are you today?"; say what is missing before."""
        from game.screen.who import WhoView

        app = self.app
        if self._field.left:
            self._field.wrong = None
            self._too_soon = True
            app.refresh()
            return
        app.lab.join(self.typed)
        app.pop()
        app.with_store(lambda: app.push(WhoView(app)))


class SessionView(View):
    """The session in force, and the way to leave it.

    Args:
        code: of the session.
    """

    overlay = True

    def __init__(self, app: "App", code: str) -> None:
        super().__init__(app)
        self._code = code

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what it means, and two answers."""
        said = ui.t("session", "Everybody who comes in at this computer now is in this session.")
        rows: list[Widget] = [Text(said)]
        if self.app.lab.set_by is not None:
            by_file = ui.t(
                "session",
                "A file has set it: {file}. The game joins again at its next start if the file is "
                "still there.",
                file=self.app.lab.set_by,
            )
            rows.append(Text(by_file, 18, ui.theme.soft))
        leave = ui.t("session", "Leave the session")
        foot = Flow(
            [
                main_button("stay", self.escape, ui.t("session", "Stay in it"), "check"),
                Button("leave", self._leave, leave, "cross", "answer"),
            ],
            gap=16,
        )
        return dialog(ui, "session", session_name(ui, self._code), rows, foot)

    def _leave(self) -> None:
        self.app.lab.leave()
        self.app.pop()

    def default(self) -> None:
        """Stay: a key pressed once too often leaves no session."""
        self.escape()
