"""The menu of an episode: go on, start again, change the text, leave."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.screen.display import DisplayView
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App


class MenuView(View):
    """What Esc shows while an episode is played.

    Args:
        restart: begins the episode anew.
        leave: goes back to the player's home.
    """

    overlay = True

    def __init__(self, app: "App", restart: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(app)
        self._restart = restart
        self._leave = leave

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one button below the other."""
        display = Button(
            "display",
            lambda: self.app.push(DisplayView(self.app)),
            ui.t("menu", "Text and display"),
            "text-size",
            "answer",
        )
        again = Button("restart", self._restart, ui.t("menu", "Start again"), "replay", "answer")
        leave = Button("leave", self._leave, ui.t("menu", "Leave the episode"), "home", "answer")
        kept = (
            ui.t("menu", "Your place is kept. You can go on later.")
            if self.app.saving
            else ui.t("menu", "Nothing is being saved. If you leave, your place is lost.")
        )
        body: list[Widget] = [
            display,
            again,
            leave,
            Text(kept, 18, ui.theme.soft),
        ]
        go_on = main_button("go-on", self.escape, ui.t("menu", "Go on"), "play")
        return dialog(ui, "menu", ui.t("menu", "Menu"), body, go_on, 520)

    def default(self) -> None:
        """Go on."""
        self.escape()
