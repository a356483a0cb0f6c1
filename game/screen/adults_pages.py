"""For adults: a page for a browser, in a language, written to a stick or a folder, or opened."""

import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.exchange import Progress, written_whole
from game.places import LOCALES, cache_folder
from game.screen.adults_common import choice, heading, news
from game.screen.adults_export import where
from game.screen.adults_places import Place, can_be_written, free_name, places
from game.screen.adults_work import work
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Column, Flow, Grid, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

_TWO_COLUMNS = 120


@dataclass(frozen=True, slots=True)
class Page:
    """Be a page that can be made in every language.

    Args:
        title: names it, and says in a sentence what it is for.
        stem: of the file's name; the language and ".html" are added.
        make: writes it as HTML that needs nothing else.
    """

    title: Callable[[Ui], tuple[str, str]]
    stem: str
    make: Callable[[Words, Locale], str]


class PageView(View):
    """In which language a page is, and where it goes.

    Args:
        page: the page.
    """

    def __init__(self, app: "App", page: Page) -> None:
        super().__init__(app)
        self._page = page
        self._language = app.ui.settings.language or "en"
        self._places: tuple[Place, ...] = ()
        self._place: Place | None = None
        self.written: Path | None = None
        self.failed: str | None = None
        self._look()

    def _look(self) -> None:
        self._places = tuple(p for p in places(self.app.around.data) if can_be_written(p.folder))
        if self._place not in self._places:
            self._place = self._places[0] if self._places else None
        self.app.refresh()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out languages on the left, folders on the right."""
        title, said = self._page.title(ui)
        rows: list[Widget] = [heading(ui, title, said, "book")]
        if self.failed is not None:
            rows.append(news(ui, self.failed, good=False))
        elif self.written is not None:
            rows.append(news(ui, ui.t("export", "The page is here: {file}", file=self.written)))
        columns = 2 if ui.settings.text_size <= _TWO_COLUMNS else 1
        there = where(ui, self._places, self._place, self._go_to)
        rows.append(Grid(columns, [self._languages(ui), there], gap=20))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        width = min(1120, ui.width - 60)
        return [top, *snug(ui, "page", width, Column(rows, gap=16), self._foot(ui))]

    def _languages(self, ui: Ui) -> Widget:
        rows: list[Widget] = [Text(ui.t("export", "Language of the page"), 21, bold=True)]
        rows += [
            choice(
                f"in-{code}",
                partial(self._speak, code),
                "globe",
                locale.name,
                "",
                chosen=code == self._language,
            )
            for code, locale in self.app.around.locales.items()
        ]
        return Column(rows, gap=10)

    def _foot(self, ui: Ui) -> Widget:
        look = ui.t("export", "Look for sticks again")
        ways: list[Widget] = [Button("look", self._look, look, "replay", "ghost")]
        if self._place is not None:
            write, show = ui.t("export", "Write the file"), ui.t("export", "Open in the browser")
            ways = [
                main_button("open", self.default, show, "globe"),
                Button("write", self._write_only, write, "save", "ghost"),
                *ways,
            ]
        return Flow(ways, gap=16)

    def _speak(self, code: str) -> None:
        self._language = code
        self.app.refresh()

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.app.refresh()

    def default(self) -> None:
        """Write the page, and show it in the browser, which also prints it."""
        self._write(self._written_to_show)

    def _write_only(self) -> None:
        self._write(self._done)

    def _write(self, then: Callable[[Path | str], None]) -> None:
        if self._place is None:
            return
        self.written = self.failed = None
        page, code, folder = self._page, self._language, self._place.folder
        locale = self.app.around.locales[code]

        def write(_: Progress) -> Path | str:
            try:
                html = page.make(Words(LOCALES, code, cache_folder()), locale)
                folder.mkdir(parents=True, exist_ok=True)
                file = free_name(folder, f"{page.stem}-{code}", ".html")
                with written_whole(file) as out:
                    out.write(html.encode())
            except OSError as error:
                return f"{folder}: {error.strerror}"
            return file

        work(self.app, _writing, write, then, can_stop=False)

    def _done(self, result: Path | str) -> None:
        if isinstance(result, str):
            self.failed = self.app.ui.t("export", "Nothing was written: {why}", why=result)
        else:
            self.written = result
        self.app.ui.scrolls["page"] = 0
        self.app.refresh()

    def _written_to_show(self, result: Path | str) -> None:
        self._done(result)
        if isinstance(result, Path) and not webbrowser.open(result.absolute().as_uri()):
            self.failed = self.app.ui.t(
                "export",
                "No browser could be opened. The page is here: {file}",
                file=result,
            )
            self.app.refresh()


def _writing(ui: Ui) -> str:
    return ui.t("work", "Writing the file…")
