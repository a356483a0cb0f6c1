"""For adults, behind the PIN: how long players are kept, and ending what is overdue."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from game.learning.exchange import Progress
from game.learning.keeping import Keeping, load_keeping, save_keeping
from game.learning.retention import Overdue, end_overdue, overdue
from game.learning.store import Store, StoreUnavailable
from game.screen.adults_common import Question, SureView, heading, news
from game.screen.adults_work import work
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Button, Card, Column, Flow, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

CHOICES = (30, 90, 180, 365, None)


def now_of(store: Store) -> datetime:
    """Say what time it is by the clock of the records."""
    return datetime.fromisoformat(store.time())


class KeepingView(View):
    """How long players are kept, and who has been kept longer than that.

    Args:
        keeping: how long they are kept now.
        due: who has been kept longer; why it cannot be said, where it cannot.
    """

    def __init__(self, app: "App", keeping: Keeping, due: Overdue | str) -> None:
        super().__init__(app)
        self._keeping = keeping
        self._due = due
        self._news: str | None = None
        self._failed: str | None = None

    @classmethod
    def open(cls, app: "App") -> None:
        """Show it, once it is known who is overdue."""
        keeping = load_keeping(app.around.data)
        _find(app, keeping, lambda due: app.push(cls(app, keeping, due)))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the choices, what happens then, and who is overdue."""
        said = ui.t("keeping", "Counted from the day on which a player last played.")
        title = ui.t("keeping", "How long records are kept")
        rows: list[Widget] = [heading(ui, title, said, "clock")]
        if self._failed is not None:
            rows.append(news(ui, self._failed, good=False))
        elif self._news is not None:
            rows.append(news(ui, self._news))
        rows += [
            Flow([self._choice(ui, days) for days in CHOICES], gap=12),
            Text(
                ui.t(
                    "keeping",
                    "After that the game erases the player when it starts. What stays are totals "
                    "of all who went, month by month: how many they were, and what they noticed "
                    "and did. Nobody can be told apart in them.",
                )
            ),
            self._overdue(ui),
        ]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "keeping", min(1000, ui.width - 60), Column(rows, gap=16))]

    def _choice(self, ui: Ui, days: int | None) -> Widget:
        label = (
            ui.t("keeping", "For ever")
            if days is None
            else ui.n("keeping", "{count} day", "{count} days", days)
        )
        on = days == self._keeping.days
        sign = "check" if on else "clock"
        key = f"days-{days or 'ever'}"
        return Button(key, partial(self._keep, days), label, sign, "answer", chosen=on)

    def _overdue(self, ui: Ui) -> Widget:
        if isinstance(self._due, str):
            return news(ui, self._due, good=False)
        if not self._due.players:
            return Card(Text(ui.t("keeping", "Nobody has been kept longer than that."), 18))
        rows: list[Widget] = [
            Text(
                ui.n(
                    "keeping",
                    "{count} player has been kept longer than that.",
                    "{count} players have been kept longer than that.",
                    self._due.players,
                ),
                21,
                bold=True,
            ),
            Text(self._why(ui, self._due), 18),
            Flow([Button("end", self._ask, ui.t("keeping", "Erase them now"), "trash", "ghost")]),
        ]
        return Card(Column(rows, gap=10), "sun" if self._due.doubt is None else "rose")

    def _why(self, ui: Ui, due: Overdue) -> str:
        today = ui.date(now_of(self.app.store).astimezone().date())
        if due.doubt == "behind":
            return ui.t(
                "keeping",
                "By the clock of this computer it is {date}, but there are later records. One of "
                "them is wrong, so nobody is erased unless you say so.",
                date=today,
            )
        if due.doubt == "ahead":
            return ui.t(
                "keeping",
                "By the clock of this computer it is {date}, and for more than a year nothing was "
                "recorded. If the clock is wrong, set it right. Nobody is erased unless you say "
                "so.",
                date=today,
            )
        return ui.t("keeping", "They are erased when the game starts the next time.")

    def _keep(self, days: int | None) -> None:
        keeping = Keeping(days)
        self._news = self._failed = None
        try:
            save_keeping(keeping, self.app.around.data)
        except OSError as error:
            self._failed = self.app.ui.t(
                "keeping", "This cannot be kept: {why}", why=f"{error.filename}: {error.strerror}"
            )
            self.app.refresh()
            return
        self._keeping = keeping
        _find(self.app, keeping, self._found)

    def _found(self, due: Overdue | str) -> None:
        self._due = due
        self.app.refresh()

    def _ask(self) -> None:
        self.app.push(SureView(self.app, self.question, lambda: None, self._end))

    def question(self, ui: Ui) -> Question:
        """Ask whether everybody who is overdue shall be erased."""
        count = self._due.players if isinstance(self._due, Overdue) else 0
        return Question(
            ui.n(
                "keeping",
                "Erase {count} player who has been kept long enough?",
                "Erase {count} players who have been kept long enough?",
                count,
            ),
            "",
            [
                ui.t(
                    "keeping",
                    "Everything that is known of them is lost: their answers, their notebooks, and "
                    "where they stopped. Their codes open nothing any more. Totals stay.",
                )
            ],
            ui.t("keeping", "Keep them"),
            ui.t("adults", "Erase for good"),
        )

    def _end(self) -> None:
        store, keeping = self.app.store, self._keeping

        def end(_: Progress) -> int | str:
            try:
                return end_overdue(store, keeping, now_of(store), sure=True).wait()
            except StoreUnavailable as error:
                return str(error)

        work(self.app, _erasing, end, self._ended, can_stop=False)

    def _ended(self, result: int | str) -> None:
        if isinstance(result, str):
            self._failed = result
            self.app.refresh()
            return
        self._news = self.app.ui.n(
            "keeping", "{count} player was erased.", "{count} players were erased.", result
        )
        _find(self.app, self._keeping, self._found)


def _find(app: "App", keeping: Keeping, then: Callable[[Overdue | str], None]) -> None:
    store = app.store

    def find(_: Progress) -> Overdue | str:
        try:
            return overdue(store, keeping, now_of(store))
        except StoreUnavailable as error:
            return str(error)

    work(app, _looking, find, then, can_stop=False)


def _looking(ui: Ui) -> str:
    return ui.t("work", "Reading the records…")


def _erasing(ui: Ui) -> str:
    return ui.t("work", "Erasing…")
