"""For adults: a file in a language, written to a stick or a folder; a page can be opened."""

import contextlib
import webbrowser
from abc import ABC, abstractmethod
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
_PAGE = ".html"
# These would open in the terminal that the game was started from, and wait there.
_IN_A_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})


class NotMadeError(Exception):
    """Say in one line why a file cannot be made."""


class FileView(View, ABC):
    """In which language a file is, and where it goes.

    Args:
        stem: of the file's name; the language and the ending are added.
    """

    can_stop = False

    def __init__(self, app: "App", stem: str) -> None:
        super().__init__(app)
        self._stem = stem
        self._language = app.ui.settings.language or "en"
        self._places: tuple[Place, ...] = ()
        self._place: Place | None = None
        self.written: Path | None = None
        self.failed: str | None = None
        self._look()

    @abstractmethod
    def title(self, ui: Ui) -> tuple[str, str]:
        """Name the file, and say in a sentence what it is for."""

    @abstractmethod
    def make(self, words: Words, locale: Locale, progress: Progress) -> bytes:
        """Make what the file holds; runs beside the screen.

        Args:
            words: the texts of the language.
            locale: the language.
            progress: is told which part is made.

        Raises:
            NotMadeError: it cannot be made.
        """

    def put(self, folder: Path, words: Words, locale: Locale, progress: Progress) -> Path:
        """Write the file under a name that is free; runs beside the screen.

        Args:
            folder: where; it is there.
            words: the texts of the language.
            locale: the language.
            progress: is told which part is made.

        Returns:
            Where it is now.

        Raises:
            NotMadeError: it cannot be made.
            OSError: it cannot be written; nothing is left of it.
        """
        made = self.make(words, locale, progress)
        file = free_name(folder, f"{self._stem}-{locale.code}", self.ending)
        with written_whole(file) as out:
            out.write(made)
        return file

    @property
    def ending(self) -> str:
        """The ending of the file's name, with the dot."""
        return _PAGE

    def told(self, ui: Ui, file: Path) -> str:
        """Say where it is now."""
        if file.suffix == _PAGE:
            return ui.t("export", "The page is here: {file}", file=file)
        return ui.t("export", "The file is here: {file}", file=file)

    def kinds(self, ui: Ui) -> Widget | None:  # noqa: ARG002 - views of several kinds use it
        """Lay out a choice of kinds of files, where there are several."""
        return None

    def _look(self) -> None:
        self._places = tuple(p for p in places(self.app.around.data) if can_be_written(p.folder))
        if self._place not in self._places:
            self._place = self._places[0] if self._places else None
        self.app.refresh()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out kinds of files on the left, languages and folders on the right."""
        title, said = self.title(ui)
        rows: list[Widget] = [heading(ui, title, said, "book")]
        if self.failed is not None:
            rows.append(news(ui, self.failed, good=False))
        elif self.written is not None:
            rows.append(news(ui, self.told(ui, self.written)))
        there = where(ui, self._places, self._place, self._go_to)
        kinds, languages = self.kinds(ui), self._languages(ui)
        # Paths are long, and need half of the width.
        beside = [languages, there] if kinds is None else [kinds, Column([languages, there], 16)]
        columns = 2 if ui.settings.text_size <= _TWO_COLUMNS else 1
        rows.append(Grid(columns, beside, gap=20))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        width = min(1120, ui.width - 60)
        return [top, *snug(ui, "page", width, Column(rows, gap=16), self._foot(ui))]

    def _languages(self, ui: Ui) -> Widget:
        rows: list[Widget] = [Text(ui.t("export", "Language"), 21, bold=True)]
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
            only = [main_button("write", self.default, write, "save")]
            both = [
                main_button("open", self.default, show, "globe"),
                Button("write", self._write_only, write, "save", "ghost"),
            ]
            ways = [*(both if self.ending == _PAGE else only), *ways]
        return Flow(ways, gap=16)

    def _speak(self, code: str) -> None:
        self._language = code
        self.app.refresh()

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.app.refresh()

    def default(self) -> None:
        """Write the file; show a page in the browser, which also prints it."""
        self._write(self._written_to_show if self.ending == _PAGE else self._done)

    def _write_only(self) -> None:
        self._write(self._done)

    def _write(self, then: Callable[[Path | str], None]) -> None:
        if self._place is None:
            return
        self.written = self.failed = None
        code, place, folder = self._language, self._place, self._place.folder
        locale = self.app.around.locales[code]

        def write(progress: Progress) -> Path | str:
            try:
                # The folder of a stick that was pulled out must not be made on the disk.
                if place.kind == "exports":
                    folder.mkdir(parents=True, exist_ok=True)
                return self.put(folder, Words(LOCALES, code, cache_folder()), locale, progress)
            except NotMadeError as error:
                return str(error)
            except OSError as error:
                return f"{folder}: {error.strerror}"

        work(self.app, _writing, write, then, can_stop=self.can_stop)

    def _done(self, result: Path | str) -> None:
        if isinstance(result, str):
            self.failed = self.app.ui.t("export", "Nothing was written: {why}", why=result)
        else:
            self.written = result
        self.app.ui.scrolls["page"] = 0
        self.app.refresh()

    def _written_to_show(self, result: Path | str) -> None:
        self._done(result)
        if isinstance(result, Path):
            # A browser may take seconds to begin.
            work(self.app, _opening, lambda _: _open(result), self._opened, can_stop=False)

    def _opened(self, opened: bool) -> None:  # noqa: FBT001 - what came of a work
        if not opened and self.written is not None:
            self.failed = self.app.ui.t(
                "export",
                "No browser could be opened. The page is here: {file}",
                file=self.written,
            )
        self.app.refresh()


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


class PageView(FileView):
    """In which language a page is, and where it goes.

    Args:
        page: the page.
    """

    def __init__(self, app: "App", page: Page) -> None:
        super().__init__(app, page.stem)
        self._page = page

    def title(self, ui: Ui) -> tuple[str, str]:
        """Name the page."""
        return self._page.title(ui)

    def make(self, words: Words, locale: Locale, progress: Progress) -> bytes:  # noqa: ARG002
        """Write the page at once."""
        return self._page.make(words, locale).encode()


def _open(page: Path) -> bool:
    """Open a page in the browser of the computer, if it has one with a window."""
    with contextlib.suppress(webbrowser.Error):
        if getattr(webbrowser.get(), "name", "") in _IN_A_TERMINAL:
            return False
    return webbrowser.open(page.absolute().as_uri())


def _writing(ui: Ui) -> str:
    return ui.t("work", "Writing the file…")


def _opening(ui: Ui) -> str:
    return ui.t("work", "Opening the page…")
