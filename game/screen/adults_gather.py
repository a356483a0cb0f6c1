"""For adults, behind the PIN: gather the files of a computer room, and see of whom they are."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.learning.exchange import Progress
from game.learning.gathering import Found, Outcome, Total, find, gather, total
from game.learning.store import Store, StoreUnavailable
from game.screen.adults_common import Pages, heading, news, nothing_yet
from game.screen.adults_import import outcome_card, taking_in
from game.screen.adults_places import places
from game.screen.adults_work import work
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Card, Column, Text, Widget
from game.screen.work import StoppedError

if TYPE_CHECKING:
    from game.screen.app import App


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold what came of gathering.

    Args:
        found: the files that were there.
        outcomes: what came of each, as far as it got.
        total: of whom they are; None where the records cannot be read.
    """

    found: Found
    outcomes: tuple[Outcome, ...]
    total: Total | None

    @property
    def left(self) -> int:
        """Say how many files were not looked into, because somebody stopped it."""
        return len(self.found.files) - len(self.outcomes)


def gather_all(store: Store, folders: Sequence[Path], progress: Progress) -> Gathered:
    """Gather what lies in some folders and below; whoever stops it keeps the files that are in.

    Args:
        store: the records.
        folders: where to look.
        progress: is told which part is done.
    """
    found = find(folders)
    outcomes: list[Outcome] = []
    with contextlib.suppress(StoppedError):
        # What came before it is stopped stays in the list.
        outcomes.extend(gather(store, found.files, progress))
    try:
        summed = total(store, outcomes)
    except StoreUnavailable:
        summed = None
    return Gathered(found, tuple(outcomes), summed)


def gather_from_sticks(app: "App") -> None:
    """Gather what lies on all sticks, and show what came of it."""
    store, data = app.store, app.around.data

    def gather_them(progress: Progress) -> Gathered:
        sticks = [place.folder for place in places(data) if place.kind == "drive"]
        return gather_all(store, sticks, progress)

    work(app, taking_in, gather_them, lambda gathered: app.push(GatheredView(app, gathered)))


class GatheredView(View):
    """What was gathered: a sum for each session, then a card for each file, the refused first.

    Args:
        gathered: what came of it.
    """

    def __init__(self, app: "App", gathered: Gathered) -> None:
        super().__init__(app)
        self._gathered = gathered
        self._pages = Pages(sorted(gathered.outcomes, key=lambda outcome: outcome.good))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the sums, and the files page by page."""
        said = ui.t("import", "Every file was taken in for itself: whole, or not at all.")
        rows: list[Widget] = [heading(ui, ui.t("import", "Gathered"), said, "people")]
        if self._gathered.found.files:
            rows += self._news(ui)
            rows.append(Card(Column([Text(line, 19) for line in self._sums(ui)], gap=6), "sun"))
        else:
            rows.append(self._nothing(ui))
        rows += [outcome_card(ui, one, list(_who(ui, one))) for one in self._pages.shown]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        foot = self._pages.foot(ui, self, "gathered")
        width = min(1000, ui.width - 60)
        return [top, *snug(ui, "gathered", width, Column(rows, gap=12), foot)]

    def _nothing(self, ui: Ui) -> Widget:
        return nothing_yet(
            ui.t(
                "import",
                "There is no merge file on the stick. Write one on each computer first: For "
                "adults, Open the records, Save for the session.",
            )
        )

    def _news(self, ui: Ui) -> Iterator[Widget]:
        refused = sum(outcome.merged is None for outcome in self._gathered.outcomes)
        if refused:
            said = ui.n(
                "import",
                "{count} file was refused. Copy it again from its computer.",
                "{count} files were refused. Copy them again from their computers.",
                refused,
            )
            yield news(ui, said, good=False)
        if self._gathered.left:
            said = ui.n(
                "import",
                "Stopped: {count} file was not looked into. Gather once more for it.",
                "Stopped: {count} files were not looked into. Gather once more for them.",
                self._gathered.left,
            )
            yield news(ui, said, good=False)
        if not self._gathered.found.whole:
            said = ui.t("import", "There is too much on the stick to look at all of it.")
            yield news(ui, said, good=False)

    def _sums(self, ui: Ui) -> Iterator[str]:
        taken = sum(outcome.merged is not None for outcome in self._gathered.outcomes)
        files = ui.n("import", "{count} file was taken in", "{count} files were taken in", taken)
        summed = self._gathered.total
        if summed is None:
            yield files
            return
        yield f"{files} · {_computers(ui, summed.computers)}"
        for session in summed.sessions:
            said = ui.n(
                "import",
                "Session {code}: {count} player by now",
                "Session {code}: {count} players by now",
                len(session.players),
                code=session.code,
            )
            yield f"{said} · {_computers(ui, len(session.machines))}"
        if summed.others:
            yield ui.n(
                "import",
                "{count} player in no session",
                "{count} players in no session",
                summed.others,
            )
        if len(summed.sessions) > 1:
            yield ui.t(
                "import",
                "These are several sessions: they stay apart, and each has a report of its own.",
            )


def _computers(ui: Ui, number: int) -> str:
    return ui.n("import", "{count} computer", "{count} computers", number)


def _who(ui: Ui, outcome: Outcome) -> Iterator[str]:
    """Say of whom a file is."""
    for code, players in sorted(outcome.inside.joined.items()):
        yield ui.n(
            "import",
            "Session {code}: {count} player",
            "Session {code}: {count} players",
            len(players),
            code=code,
        )
    alone = outcome.inside.players.difference(*outcome.inside.joined.values())
    if alone:
        yield ui.n(
            "import", "{count} player in no session", "{count} players in no session", len(alone)
        )
