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
from game.screen.adults_common import choice, heading, news
from game.screen.adults_places import Place, can_be_written, free_name, places
from game.screen.adults_work import work
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Column, Flow, Grid, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

_TWO_COLUMNS = 120
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


class ExportView(View):
    """What is written, and where to."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._kind = FORMATS[0]
        self._places: tuple[Place, ...] = ()
        self._place: Place | None = None
        self.written: tuple[Path, int] | None = None
        self.failed: str | None = None
        self._look()

    def _look(self) -> None:
        self._places = tuple(p for p in places(self.app.around.data) if can_be_written(p.folder))
        if self._place not in self._places:
            self._place = self._places[0] if self._places else None
        self.app.refresh()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out kinds of files on the left, folders on the right."""
        said = ui.t("export", "Whoever has the file can read it. Keep it as safe as the records.")
        rows: list[Widget] = [heading(ui, ui.t("export", "Export"), said, "save")]
        if self.failed is not None:
            rows.append(news(ui, self.failed, good=False))
        elif self.written is not None:
            rows.append(news(ui, told(ui, *self.written)))
        columns = 2 if ui.settings.text_size <= _TWO_COLUMNS else 1
        rows.append(Grid(columns, [self._what(ui), self._where(ui)], gap=20))
        buttons: list[Widget] = [
            Button("look", self._look, ui.t("export", "Look for sticks again"), "replay", "ghost")
        ]
        if self._place is not None:
            label = ui.t("export", "Write the file")
            buttons.insert(0, main_button("write", self.default, label, "save"))
        top = bar(ui, self.app, [back_button(ui, self.app)])
        width = min(1120, ui.width - 60)
        foot = Flow(buttons, gap=16)
        return [top, *snug(ui, "export", width, Column(rows, gap=16), foot)]

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

    def _where(self, ui: Ui) -> Widget:
        return where(ui, self._places, self._place, self._go_to)

    def _choose(self, kind: Format) -> None:
        self._kind = kind
        self.app.refresh()

    def _go_to(self, place: Place) -> None:
        self._place = place
        self.app.refresh()

    def default(self) -> None:
        """Write the file."""
        if self._place is None:
            return
        store, kind, folder = self.app.store, self._kind, self._place.folder
        code = session_of_today(self.app)
        self.written = self.failed = None
        work(
            self.app,
            writing,
            lambda progress: export_or_say_why(store, kind, folder, progress, code),
            self._done,
        )
        self.app.refresh()

    def _done(self, result: Written) -> None:
        if isinstance(result, str):
            self.failed = not_written(self.app.ui, result)
        else:
            self.written = result
        self.app.ui.scrolls["export"] = 0
        self.app.refresh()


_SIGNS = {"drive": "key", "documents": "book", "exports": "home"}


def where(
    ui: Ui, there: Sequence[Place], chosen: Place | None, go_to: Callable[[Place], None]
) -> Widget:
    """Lay out the places that something can be written to.

    Args:
        ui: the surroundings.
        there: the places.
        chosen: the one that is ticked.
        go_to: chooses another one.
    """
    rows: list[Widget] = [Text(ui.t("export", "Where"), 21, bold=True)]
    if not there:
        nowhere = ui.t("export", "No folder of this computer can be written. Put a stick in.")
        rows.append(Text(nowhere))
    rows += [
        choice(
            f"place-{number}",
            partial(go_to, place),
            _SIGNS[place.kind],
            place_name(ui, place),
            str(place.folder),
            chosen=place == chosen,
        )
        for number, place in enumerate(there, 1)
    ]
    return Column(rows, gap=10)


def place_name(ui: Ui, place: Place) -> str:
    """Say what kind of place it is."""
    return {
        "drive": ui.t("export", "A stick or card"),
        "documents": ui.t("export", "My documents"),
        "exports": ui.t("export", "The folder of the game"),
    }[place.kind]


def told(ui: Ui, file: Path, records: int) -> str:
    """Say what was written where."""
    return ui.n(
        "export",
        "{count} record was written to {file}",
        "{count} records were written to {file}",
        records,
        file=file,
    )


def not_written(ui: Ui, why: str) -> str:
    """Say why nothing was written."""
    return ui.t("export", "Nothing was written: {why}", why=why)


def writing(ui: Ui) -> str:
    """Say what takes so long."""
    return ui.t("work", "Writing the file…")
