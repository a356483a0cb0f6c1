"""While an author writes: take up every saved file at once, and show what is wrong in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.screen.episode import EpisodeView
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Text, Widget
from game.story.load import StoryError

if TYPE_CHECKING:
    from game.screen.app import App

_EVERY = 0.3
_MOST = 12

Stamp = dict[Path, tuple[int, int]]


class FindingsView(View):
    """What is wrong in the files, until it is mended or put aside."""

    overlay = True

    def __init__(self, app: "App", findings: Sequence[str]) -> None:
        super().__init__(app)
        self._findings = findings

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out a line for each finding."""
        rows: list[Widget] = [Text(finding, 17) for finding in self._findings[:_MOST]]
        left = len(self._findings) - _MOST
        if left > 0:
            rows.append(
                Text(ui.n("watch", "and {count} more", "and {count} more", left), 17, bold=True)
            )
        title = ui.t("watch", "Something in the files is wrong")
        close = main_button("close", self.escape, ui.t("watch", "Go on with what was"), "play")
        return dialog(ui, "findings", title, rows, close, 1100)

    def default(self) -> None:
        """Close."""
        self.escape()


class Watch:
    """Look at the files again and again, and bring what changed into the running game.

    Args:
        app: the running game.
        folder: the folder of the scenarios.
    """

    def __init__(self, app: "App", folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._seen = self._stamp()
        self._next = app.now + _EVERY

    def look(self) -> None:
        """Take up what was saved since the last look."""
        if self._app.now < self._next:
            return
        self._next = self._app.now + _EVERY
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            self._take_up()

    def _stamp(self) -> Stamp:
        stamp: Stamp = {}
        for file in self._folder.rglob("*.yaml"):
            try:
                stat = file.stat()
            except OSError:
                # An editor that saves by renaming lets a file be gone for a moment.
                continue
            stamp[file] = (stat.st_mtime_ns, stat.st_size)
        return stamp

    def _take_up(self) -> None:
        app = self._app
        try:
            library = app.load_library_again()
            findings = [line for error in library.broken for line in str(error).splitlines()]
        except StoryError as error:
            library, findings = app.library, str(error).splitlines()
        if isinstance(app.views[-1], FindingsView):
            app.pop()
        for view in app.views:
            if isinstance(view, EpisodeView):
                again = next((s for s in library.stories if s.id == view.story.id), None)
                if again is not None:
                    view.take_up(again)
        if findings:
            app.push(FindingsView(app, findings))
        app.refresh()
