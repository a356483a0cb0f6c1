"""The session that whoever comes in on this computer joins: typed, set by a file, or kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.widgets import Button, Card, Text, Widget

if TYPE_CHECKING:
    from game.learning.presets import PassedOver, Preset
    from game.learning.store import Player
    from game.screen.app import App
    from game.screen.work import Work


class Lab:
    """The session in force, which may be none; it holds until the game ends or it is left.

    Args:
        app: the game.
    """

    def __init__(self, app: "App") -> None:
        self.code: str | None = None
        self.set_by: Path | None = None
        self.passed_over: tuple[PassedOver, ...] = ()
        # Given out on this computer: whoever leads the session looks at it more than once.
        self.offered: str | None = None
        self._app = app
        self._chosen = False
        self._looking: list[Work[Preset]] = []
        self._in: tuple[Player, ...] = ()
        self._joined: set[tuple[str, str]] = set()

    def look(self) -> None:
        """Look beside the screen for the session that this computer is set to.

        A stick that hangs must hold up neither the game nor what lies nearer.
        """
        from game.screen.work import Work

        self._looking = [Work(lambda _: self._near()), Work(lambda _: self._on_sticks())]

    def step(self) -> None:
        """Take up what was found: a file near the game goes before one on a stick.

        A code that was kept since the last start gives way to a file, one that was typed does not.
        """
        while self._looking and self._looking[0].done():
            found = self._looking.pop(0).result()
            self.passed_over += found.passed_over
            if found.code is not None and self.set_by is None and not self._chosen:
                self._take(found.code, found.path)

    def join(self, code: str) -> None:
        """Put a code in force that somebody typed.

        Args:
            code: of the session.
        """
        self._chosen = True
        self._take(code, None)

    def leave(self) -> None:
        """Have nobody join any more; who came in before stays in it until the game ends."""
        from game.learning.presets import forget

        self._chosen = True
        self.code = self.set_by = None
        forget(self._app.around.data)
        self._app.refresh()

    def came_in(self, *players: "Player") -> None:
        """Take notice of who is playing from now on, and have them join.

        Args:
            players: one, or several at one keyboard.
        """
        self._in = players
        if self.code is not None:
            self._record(self.code)

    def nobody_is_in(self) -> None:
        """Take notice that nobody plays at the moment."""
        self._in = ()

    def _take(self, code: str, set_by: Path | None) -> None:
        from game.learning.presets import keep

        self.code, self.set_by = code, set_by
        if self._chosen or set_by is not None:  # else it was kept
            keep(code, self._app.around.today(), self._app.around.data)
        self._record(code)
        self._app.refresh()

    def _record(self, code: str) -> None:
        for player in self._in:
            if (player.id, code) not in self._joined:
                self._joined.add((player.id, code))
                self._app.store.join(player, code)

    def _near(self) -> "Preset":
        from game.learning.presets import Preset, kept, look
        from game.places import beside_the_program

        around = self._app.around
        found = look((around.data, *beside_the_program()))
        if found.code is not None:
            return found
        return Preset(kept(around.today(), around.data), None, found.passed_over)

    def _on_sticks(self) -> "Preset":
        from game.learning.presets import Preset, look
        from game.screen import adults_places

        try:
            return look(adults_places.drives(sys.platform))
        except OSError:  # a stick that is being taken out
            return Preset()


def session_button(ui: Ui, app: "App") -> Button:
    """Make the button that leads to the session in force, or to typing its code."""

    def open_it() -> None:
        # Not needed for the title.
        from game.screen.session import SessionCodeView, SessionView

        code = app.lab.code
        app.push(SessionCodeView(app) if code is None else SessionView(app, code))

    code = app.lab.code
    if code is None:
        return Button("session", open_it, ui.t("session", "We have a session code"), "key")
    # Without a picture it keeps its words in a full bar: the code is what counts.
    return Button("session", open_it, session_name(ui, code))


def session_sign(ui: Ui, code: str) -> Widget:
    """Show which session is in force, with nothing to press."""
    return Card(Text(session_name(ui, code), 18, bold=True), "chip", (14, 8))


def session_name(ui: Ui, code: str) -> str:
    """Name a session by its code."""
    return ui.t("session", "Session {code}", code=code)
