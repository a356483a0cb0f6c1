"""For adults: a file in a language, written to a stick or a folder; a page can be opened."""

import contextlib
import webbrowser
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.exchange import Progress, written_whole
from game.places import LOCALES, cache_folder
from game.screen.adults_common import choice, heading
from game.screen.adults_places import free_name
from game.screen.adults_work import work
from game.screen.adults_writing import TWO_COLUMNS, WritingView, writing
from game.screen.ui import Ui
from game.screen.view import main_button
from game.screen.widgets import Button, Column, Grid, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

_PAGE = ".html"
# These would open in the terminal that the game was started from, and wait there.
_IN_A_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})


class NotMadeError(Exception):
    """Say in one line why a file cannot be made."""


class FileView(WritingView[Path]):
    """In which language a file is, and where it goes.

    Args:
        stem: of the file's name; the language and the ending are added.
    """

    can_stop = False

    def __init__(self, app: "App", stem: str) -> None:
        super().__init__(app, "page")
        self._stem = stem
        self._language = app.ui.settings.language or "en"

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

    def told(self, ui: Ui, written: Path) -> str:
        """Say where it is now."""
        if written.suffix == _PAGE:
            return ui.t("export", "The page is here: {file}", file=written)
        return ui.t("export", "The file is here: {file}", file=written)

    def kinds(self, ui: Ui) -> Widget | None:  # noqa: ARG002 - views of several kinds use it
        """Lay out a choice of kinds of files, where there are several."""
        return None

    def rows(self, ui: Ui) -> Sequence[Widget]:
        """Lay out kinds of files on the left, languages and folders on the right."""
        title, said = self.title(ui)
        there = self.where(ui)
        kinds, languages = self.kinds(ui), self._languages(ui)
        # Paths are long, and need half of the width.
        beside = [languages, there] if kinds is None else [kinds, Column([languages, there], 16)]
        columns = 2 if ui.settings.text_size <= TWO_COLUMNS else 1
        return [heading(ui, title, said, "book"), Grid(columns, beside, gap=20)]

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

    def ways(self, ui: Ui) -> Sequence[Widget]:
        """Give the buttons that write it, and one that shows a page."""
        write, show = ui.t("export", "Write the file"), ui.t("export", "Open in the browser")
        if self.ending != _PAGE:
            return [main_button("write", self.default, write, "save")]
        return [
            main_button("open", self.default, show, "globe"),
            Button("write", self._write_only, write, "save", "ghost"),
        ]

    def _speak(self, code: str) -> None:
        self._language = code
        self.app.refresh()

    def default(self) -> None:
        """Write the file; show a page in the browser, which also prints it."""
        self._write(self._written_to_show if self.ending == _PAGE else self.done)

    def _write_only(self) -> None:
        self._write(self.done)

    def _write(self, then: Callable[[Path | str], None]) -> None:
        place = self.begin()
        if place is None:
            return
        code, folder = self._language, place.folder
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

        work(self.app, writing, write, then, can_stop=self.can_stop)

    def _written_to_show(self, result: Path | str) -> None:
        self.done(result)
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


def _opening(ui: Ui) -> str:
    return ui.t("work", "Opening the page…")
