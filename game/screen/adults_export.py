"""For adults, behind the PIN: write the records to a file, for other computers and programs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from game.learning import csv_export, merge_file, xapi
from game.learning.events import SessionJoined
from game.learning.exchange import Progress, written_whole
from game.learning.store import Store, StoreUnavailable
from game.screen.adults_common import choice, heading
from game.screen.adults_places import free_name
from game.screen.adults_work import work
from game.screen.adults_writing import TWO_COLUMNS, WritingView, writing
from game.screen.ui import Ui
from game.screen.view import main_button
from game.screen.widgets import Column, Grid, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

# Enough of a machine's id to tell the files of one room apart; its end is what chance made.
_ID_END = 6

Write = Callable[[Store, BinaryIO, Progress], int]


def _merge(store: Store, file: BinaryIO, progress: Progress) -> int:
    return merge_file.write(store, file, progress).events


@dataclass(frozen=True, slots=True)
class Format:
    """Name a kind of file.

    Args:
        key: names its button.
        ending: of the file's name.
        write: writes it, and gives the number of records in it.
    """

    key: str
    ending: str
    write: Write


FORMATS = (
    Format("merge", ".merge", _merge),
    Format("csv", ".csv", csv_export.write),
    Format("xapi", ".jsonl", xapi.write),
)


# The file, and how many records are in it; or why it was not written.
Written = tuple[Path, int] | str


def export(
    store: Store, kind: Format, folder: Path, progress: Progress, code: str | None = None
) -> tuple[Path, int]:
    """Write all records into a new file, named after the day, the session and the computer.

    Args:
        store: the records.
        kind: of the file.
        folder: where it goes; it is made if need be.
        progress: is told which part is written.
        code: of the session; None without one.

    Returns:
        The file, and how many records are in it.

    Raises:
        OSError: the file cannot be written; nothing is left of it.
        StoreUnavailable: the records cannot be read.
    """
    parts = (_day(store.time()).isoformat(), code, store.machine()[-_ID_END:])
    stem = "-".join(("sarika", *filter(None, parts)))
    folder.mkdir(parents=True, exist_ok=True)
    path = free_name(folder, stem, kind.ending)
    with written_whole(path) as file:
        return path, kind.write(store, file, progress)


def export_or_say_why(
    store: Store, kind: Format, folder: Path, progress: Progress, code: str | None
) -> Written:
    """Export, as `export` does; where that fails, say why in a line."""
    try:
        return export(store, kind, folder, progress, code)
    except OSError as error:
        return f"{folder}: {error.strerror}"
    except StoreUnavailable as error:
        return str(error)


def session_of_today(app: "App") -> str | None:
    """Give the code of the session that this computer is in, or was in last on this day."""
    if app.lab.code is not None:
        return app.lab.code
    try:
        last = app.store.last_joining()
    except StoreUnavailable:
        return None
    if last is None or not isinstance(last.what, SessionJoined):
        return None
    return last.what.code if _day(last.time) == app.around.today() else None


def _day(time: str) -> date:
    """Say on which day of this computer something was recorded."""
    return datetime.fromisoformat(time).astimezone().date()


class ExportView(WritingView[tuple[Path, int]]):
    """What is written, and where to."""

    def __init__(self, app: "App") -> None:
        super().__init__(app, "export")
        self._kind = FORMATS[0]

    def rows(self, ui: Ui) -> Sequence[Widget]:
        """Lay out kinds of files on the left, folders on the right."""
        said = ui.t("export", "Whoever has the file can read it. Keep it as safe as the records.")
        columns = 2 if ui.settings.text_size <= TWO_COLUMNS else 1
        return [
            heading(ui, ui.t("export", "Export"), said, "save"),
            Grid(columns, [self._what(ui), self.where(ui)], gap=20),
        ]

    def ways(self, ui: Ui) -> Sequence[Widget]:
        """Give the button that writes it."""
        label = ui.t("export", "Write the file")
        return [main_button("write", self.default, label, "save")]

    def told(self, ui: Ui, written: tuple[Path, int]) -> str:
        """Say what was written where."""
        return told(ui, *written)

    def _what(self, ui: Ui) -> Widget:
        said = {
            "merge": (
                ui.t("export", "For another computer"),
                ui.t("export", "A merge file: everything, codes too. Sarika there takes it in."),
            ),
            "csv": (
                ui.t("export", "For a spreadsheet"),
                ui.t("export", "A table (CSV), one row for each thing that happened; no codes."),
            ),
            "xapi": (
                ui.t("export", "For a learning record store"),
                ui.t("export", "Statements (xAPI), one in each line; no codes, no animals."),
            ),
        }
        signs = {"merge": "screen", "csv": "menu", "xapi": "globe"}
        rows: list[Widget] = [Text(ui.t("export", "What"), 21, bold=True)]
        rows += [
            choice(
                kind.key,
                partial(self._choose, kind),
                signs[kind.key],
                *said[kind.key],
                chosen=kind == self._kind,
            )
            for kind in FORMATS
        ]
        return Column(rows, gap=10)

    def _choose(self, kind: Format) -> None:
        self._kind = kind
        self.app.refresh()

    def default(self) -> None:
        """Write the file."""
        place = self.begin()
        if place is None:
            return
        store, kind, folder = self.app.store, self._kind, place.folder
        code = session_of_today(self.app)
        work(
            self.app,
            writing,
            lambda progress: export_or_say_why(store, kind, folder, progress, code),
            self.done,
        )
        self.app.refresh()


def told(ui: Ui, file: Path, records: int) -> str:
    """Say what was written where."""
    return ui.n(
        "export",
        "{count} record was written to {file}",
        "{count} records were written to {file}",
        records,
        file=file,
    )
