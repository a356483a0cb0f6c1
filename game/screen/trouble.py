"""When records cannot be kept: say so, and go on without them if the child wants."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Flow, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App


class TroubleView(View):
    """The question whether to play without saving.

    Args:
        reason: why nothing can be saved: a reason of StoreUnavailable.
        go_on: what happens after a yes.
    """

    overlay = True

    def __init__(self, app: "App", reason: str, go_on: Callable[[], None]) -> None:
        super().__init__(app)
        self._reason = reason
        self._go_on = go_on

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what is wrong and the two ways on."""
        why = {
            "read-only": ui.t("trouble", "This computer does not let the game write."),
            "full": ui.t("trouble", "There is no room left on this computer."),
            "busy": ui.t("trouble", "Another program is using the game's records."),
        }[self._reason]
        what = ui.t(
            "trouble",
            "You can still play. But your answers and your place in the story will not be kept.",
        )
        body: list[Widget] = [
            Row([Picture("sarika/worried", 110, 124), Grow(Text(f"{why} {what}", 22))], gap=20),
        ]
        foot = Flow(
            [
                main_button("go-on", self.default, ui.t("trouble", "Play without saving"), "play"),
                Button("back", self.escape, ui.t("trouble", "Back"), "back", "ghost"),
            ],
            gap=16,
        )
        return dialog(ui, "trouble", ui.t("trouble", "Nothing can be saved right now"), body, foot)

    def default(self) -> None:
        """Play without saving."""
        self.app.pop()
        self.app.play_without_saving()
        self._go_on()
