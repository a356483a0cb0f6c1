"""For adults, behind the PIN: take in the records of other computers from merge files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.learning.gathering import Outcome, gather
from game.learning.merge_file import FORMAT, Why
from game.learning.merging import Merged
from game.screen.adults_common import Pages, choice, heading, nothing_yet
from game.screen.adults_places import places
from game.screen.adults_work import work
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Card, Column, Flow, Grow, Row, Text, Widget, icon

if TYPE_CHECKING:
    from game.screen.app import App

# Those of other endings are left alone: there may be thousands of files, on a slow disk.
_ENDINGS = frozenset({".merge", ".jsonl"})
_START = f'{{"format":"{FORMAT}"'.encode()


@dataclass(frozen=True, slots=True)
class Found:
    """Describe a merge file that lies in one of the places.

    Args:
        path: the file.
        written: when it was written, as the file system says.
        size: in bytes.
    """

    path: Path
    written: datetime
    size: int


def merge_files(data: Path) -> tuple[Found, ...]:
    """Find merge files in the places where records can be exported to, the newest first.

    Args:
        data: the data folder.
    """
    found: dict[Path, Found] = {}
    for place in places(data):
        for path in _files(place.folder):
            try:
                with path.open("rb") as file:
                    begins = file.read(len(_START)) == _START
                facts = path.stat()
            except OSError:
                continue
            if begins:
                written = datetime.fromtimestamp(facts.st_mtime).astimezone()
                found[path] = Found(path, written, facts.st_size)
    return tuple(sorted(found.values(), key=lambda f: (f.written, f.path), reverse=True))


def _files(folder: Path) -> Sequence[Path]:
    try:
        # Opening what is no file, as a pipe, may never come back.
        inside = [path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS]
        return [path for path in inside if path.is_file()]
    except OSError:
        return ()


class ImportView(View):
    """The merge files that were found, to choose from, and what came of them."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._chosen: set[Path] = set()
        self._pages: Pages[Found] = Pages(())
        self._stick = False
        self.outcomes: tuple[Outcome, ...] = ()
        self._look()

    def _look(self) -> None:
        data = self.app.around.data
        self._stick = any(place.kind == "drive" for place in places(data))
        self._pages = Pages(merge_files(data))
        self._chosen &= {found.path for found in self._pages.items}
        self.app.refresh()

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out what came of the last import, then one button for each file."""
        said = ui.t("import", "Merge files that Sarika has written on other computers.")
        rows: list[Widget] = [heading(ui, ui.t("import", "Import"), said, "plus")]
        rows += [outcome_card(ui, outcome) for outcome in self.outcomes]
        if not self._pages.items:
            rows.append(self._none(ui))
        rows += [self._file(ui, found) for found in self._pages.shown]
        pages = self._pages.foot(ui, self, "import")
        foot = Column([*([pages] if pages else []), Flow(self._buttons(ui), gap=16)], gap=12)
        top = bar(ui, self.app, [back_button(ui, self.app)])
        width = min(1000, ui.width - 60)
        return [top, *snug(ui, "import", width, Column(rows, gap=12), foot)]

    def _none(self, ui: Ui) -> Widget:
        said = ui.t("import", "No merge file was found. Put a stick in, or copy a file to here:")
        folders = [Text(str(place.folder), 18) for place in places(self.app.around.data)]
        return Column([nothing_yet(said), Card(Column(folders, gap=6))], gap=12)

    def _file(self, ui: Ui, found: Found) -> Widget:
        day = ui.t(
            "adults",
            "{date}, {time}",
            date=ui.date(found.written.date()),
            time=f"{found.written:%H:%M}",
        )
        size = ui.t("import", "{kilobytes} KB", kilobytes=ui.number(-(-found.size // 1000)))
        return choice(
            f"file-{found.path}",
            partial(self._choose, found.path),
            "plus",
            found.path.name,
            f"{day} · {size} · {found.path.parent}",
            chosen=found.path in self._chosen,
        )

    def _buttons(self, ui: Ui) -> list[Widget]:
        buttons: list[Widget] = []
        if self._chosen:
            label = ui.n(
                "import", "Take in {count} file", "Take in {count} files", len(self._chosen)
            )
            buttons.append(main_button("take-in", self.default, label, "check"))
        if self._stick:
            label = ui.t("import", "Gather everything on the stick")
            look = "ghost" if self._chosen else "main"
            buttons.append(Button("gather", self._gather, label, "people", look))
        if self._pages.items:
            every = len(self._chosen) == len(self._pages.items)
            label = ui.t("import", "Choose none") if every else ui.t("import", "Choose all")
            buttons.append(Button("all", self._choose_all, label, "menu", "ghost"))
        label = ui.t("import", "Look for files again")
        buttons.append(Button("look", self._look, label, "replay", "ghost"))
        return buttons

    def _choose(self, path: Path) -> None:
        self._chosen ^= {path}
        self.app.refresh()

    def _choose_all(self) -> None:
        every = {found.path for found in self._pages.items}
        self._chosen = set() if self._chosen == every else every
        self.app.refresh()

    def default(self) -> None:
        """Take in what is chosen."""
        if not self._chosen:
            return
        store = self.app.store
        paths = [found.path for found in self._pages.items if found.path in self._chosen]
        self.outcomes = ()
        work(
            self.app,
            taking_in,
            lambda progress: tuple(gather(store, paths, progress)),
            self._done,
        )

    def _gather(self) -> None:
        from game.screen.adults_gather import gather_from_sticks

        self.outcomes = ()
        gather_from_sticks(self.app)

    def _done(self, outcomes: tuple[Outcome, ...]) -> None:
        self.outcomes = outcomes
        self._chosen = set()
        self.app.ui.scrolls["import"] = 0
        self.app.refresh()


def outcome_card(ui: Ui, outcome: Outcome, said: Sequence[str] = ()) -> Widget:
    """Lay out what came of a file.

    Args:
        ui: the surroundings.
        outcome: what came of it.
        said: more to be said of it, in lines.
    """
    merged = outcome.merged
    if merged is None:
        why = outcome.said if outcome.why is None else _refused(ui, outcome.why)
        lines = [ui.t("import", "Refused, nothing of it was taken in: {why}", why=why)]
    else:
        lines = _counts(ui, merged)
    good = outcome.good
    sign = icon("check", 24, ui.theme.jade) if good else icon("warning", 24, ui.theme.red)
    words = [Text(outcome.path.name, 19, bold=True), *[Text(line, 18) for line in (*lines, *said)]]
    return Card(
        Row([sign, Grow(Column(words, gap=2))], gap=12, align="top"),
        "mint" if good else "rose",
        (18, 10),
    )


def _refused(ui: Ui, why: Why) -> str:
    """Say why a file was refused; the command tells in which line."""
    return {
        "no file": ui.t("import", "it is a folder or a device, not a file"),
        "unreadable": ui.t("import", "it cannot be read. Put the stick in once more"),
        "empty": ui.t("import", "it is empty. Copy it again"),
        "other file": ui.t("import", "it is no merge file of Sarika"),
        "newer": ui.t(
            "import",
            "a newer version of the game has written it. Bring the game on this computer up to "
            "date first",
        ),
        "cut off": ui.t("import", "it is cut off, its end is missing. Copy it again"),
        "damaged": ui.t("import", "it was damaged or changed after it was written. Copy it again"),
        "changed": ui.t("import", "it has changed while it was read"),
    }[why]


def _counts(ui: Ui, merged: Merged) -> list[str]:
    lines = [ui.n("import", "{count} record is new.", "{count} records are new.", merged.new)]
    if merged.known:
        lines.append(
            ui.n(
                "import",
                "{count} record was here already.",
                "{count} records were here already.",
                merged.known,
            )
        )
    if merged.set_aside:
        lines.append(
            ui.n(
                "import",
                "{count} record was set aside: it differs from the one that is here.",
                "{count} records were set aside: they differ from the ones that are here.",
                merged.set_aside,
            )
        )
    if merged.of_erased:
        lines.append(
            ui.n(
                "import",
                "{count} record was left out: its player was erased here.",
                "{count} records were left out: their players were erased here.",
                merged.of_erased,
            )
        )
    if merged.erased:
        lines.append(
            ui.n(
                "import",
                "{count} player was erased here, as on the other computer.",
                "{count} players were erased here, as on the other computer.",
                merged.erased,
            )
        )
    if merged.left_out:
        lines.append(
            ui.n(
                "import",
                "{count} record is not in the file: it was damaged on the other computer.",
                "{count} records are not in the file: they were damaged on the other computer.",
                merged.left_out,
            )
        )
    return lines


def taking_in(ui: Ui) -> str:
    """Say what takes so long."""
    return ui.t("work", "Taking in records…")
