"""While somebody writes or translates: take up every saved file at once, say what is wrong in it.

F2 says which catalog entries the text under the pointer is made of.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.catalogs import SOURCE_LANGUAGE, Lookup
from game.screen.episode import EpisodeView
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Card, Column, Fixed, Grow, Row, Text, Widget
from game.story.load import StoryError

if TYPE_CHECKING:
    from game.screen.app import App

_EVERY = 0.3
_MOST = 12
_PARTS = 3

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


class WhereFromView(View):
    """Where a text is from: for each entry its catalog, context and English text.

    Args:
        text: as it is on the screen.
        lookups: what it is made of.
        catalog: gives the file of a domain, for whoever wants to open it.
    """

    overlay = True

    def __init__(
        self, app: "App", text: str, lookups: Sequence[Lookup], catalog: Callable[[str], Path]
    ) -> None:
        super().__init__(app)
        self._text = text
        self._lookups = lookups
        self._catalog = catalog

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out a card for each entry."""
        rows: list[Widget] = [Card(Text(self._text, 19), "quote", (18, 10))]
        if not self._lookups:
            rows.append(Text(ui.t("watch", "This text stands in no catalog."), 19))
        rows += [self._entry(ui, lookup) for lookup in self._lookups]
        close = main_button("close", self.escape, ui.t("watch", "Go on"), "play")
        return dialog(ui, "where", ui.t("watch", "Where is this from?"), rows, close, 1100)

    def _entry(self, ui: Ui, lookup: Lookup) -> Widget:
        request = lookup.request
        # The names are gettext's own, as translators know them from their editors.
        facts = [
            ("msgctxt", request.context),
            ("msgid", request.msgid),
            ("msgstr", lookup.found),
        ]
        lines = [
            Row([Fixed(Text(name, 16, ui.theme.soft), 110), Grow(Text(said, 18))], align="top")
            for name, said in facts
        ]
        file = Text(str(self._catalog(request.domain)), 16, ui.theme.soft)
        return Card(Column([*lines, file], gap=4), "card", (18, 10))

    def default(self) -> None:
        """Close."""
        self.escape()


class Watch:
    """Look at the files again and again, and bring what changed into the running game.

    Args:
        app: the running game.
        folder: the folder of the scenarios.
        locales: the folder with one folder a language.
    """

    def __init__(self, app: "App", folder: Path, locales: Path) -> None:
        self._app = app
        self._folder = folder
        self._locales = locales
        self._heard: dict[str, Lookup] = {}
        self._seen = self._stamp()
        self._next = app.now + _EVERY
        app.where_from = self.where_from
        app.heard = self._hear
        app.read_words_again()

    def look(self) -> None:
        """Take up what was saved since the last look."""
        if self._app.now < self._next:
            return
        self._next = self._app.now + _EVERY
        stamp = self._stamp()
        changed = {file.suffix for file, _ in stamp.items() ^ self._seen.items()}
        self._seen = stamp
        if ".po" in changed:
            self._take_up_words()
        if ".yaml" in changed:
            self._take_up()

    def _stamp(self) -> Stamp:
        stamp: Stamp = {}
        catalogs = self._locales.glob("*/LC_MESSAGES/*.po")
        for file in (*self._folder.rglob("*.yaml"), *catalogs):
            try:
                stat = file.stat()
            except OSError:
                # An editor that saves by renaming lets a file be gone for a moment.
                continue
            stamp[file] = (stat.st_mtime_ns, stat.st_size)
        return stamp

    def where_from(self, point: tuple[int, int]) -> None:
        """Show which entries the text under a point of the window is made of.

        Args:
            point: in pixels.
        """
        app = self._app
        text = app.text_at(point)
        if text is not None and not isinstance(app.views[-1], WhereFromView):
            app.push(WhereFromView(app, text, self._made_of(text), self._catalog))

    def _made_of(self, text: str) -> list[Lookup]:
        """Find the entry of a text, or else those that are parts of it, the longest first."""
        whole = self._heard.get(text)
        if whole is not None:
            return [whole]
        parts = [heard for heard in self._heard.values() if heard.text and heard.text in text]
        return sorted(parts, key=lambda heard: -len(heard.text))[:_PARTS]

    def _catalog(self, domain: str) -> Path:
        language = self._app.ui.settings.language or SOURCE_LANGUAGE
        return self._locales / language / "LC_MESSAGES" / f"{domain}.po"

    def _hear(self, lookup: Lookup) -> None:
        self._heard[lookup.text] = lookup

    def _take_up_words(self) -> None:
        app = self._app
        self._heard.clear()
        app.read_words_again()
        self._show([str(problem) for problem in app.ui.words.problems])

    def _show(self, findings: Sequence[str]) -> None:
        if isinstance(self._app.views[-1], FindingsView):
            self._app.pop()
        if findings:
            self._app.push(FindingsView(self._app, findings))
        self._app.refresh()

    def _take_up(self) -> None:
        app = self._app
        try:
            library = app.load_library_again()
            findings = [line for error in library.broken for line in str(error).splitlines()]
        except StoryError as error:
            library, findings = app.library, str(error).splitlines()
        for view in app.views:
            if isinstance(view, EpisodeView):
                again = next((s for s in library.stories if s.id == view.story.id), None)
                if again is not None:
                    view.take_up(again)
        self._show(findings)
