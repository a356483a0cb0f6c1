"""My notebook: what a player found and missed, in plain counts, and whom they told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.learning.counts import Counts
from game.learning.store import Player
from game.screen.names import trick_name
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, panel
from game.screen.widgets import Bar, Button, Card, Column, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

# Fewer answers say nothing about a trick, so that a bar would only look like a mark.
ENOUGH = 4


class NotebookView(View):
    """The counts of one player.

    Args:
        player: whose counts.
    """

    def __init__(self, app: "App", player: Player) -> None:
        super().__init__(app)
        self._player = player

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out tricks on the left, safe messages and telling on the right."""
        home = Button("back", self.escape, ui.t("notebook", "Home"), "home")
        middle = ui.width * 0.62
        left = ui.rect(40, 84, middle - 52, ui.height - 108)
        right = ui.rect(middle, 84, ui.width - middle - 40, ui.height - 108)
        return [
            bar(ui, self.app, [home]),
            *panel(ui, "tricks", left, self._tricks(ui)),
            *panel(ui, "sums", right, self._sums(ui)),
        ]

    def _tricks(self, ui: Ui) -> Widget:
        counts = self._counts()
        rows: list[Widget] = [
            Text(ui.t("notebook", "My notebook: what I can notice"), 28, bold=True)
        ]
        if not counts.tricks:
            nothing = ui.t(
                "notebook", "Nothing here yet. Play an episode and look closer at a message."
            )
            bird = Picture("sarika/thinking", 240, 270)
            rows.append(Row([bird, Grow(Text(nothing, 22))], gap=24))
        rows += [
            self._trick(ui, trick, found.found, found.missed)
            for trick, found in counts.tricks.items()
        ]
        return Column(rows, gap=12)

    def _trick(self, ui: Ui, trick: str, found: int, missed: int) -> Widget:
        all_of_them = found + missed
        said = ui.t(
            "notebook", "{found} of {all} found", found=ui.number(found), all=ui.number(all_of_them)
        )
        parts: list[Widget] = [
            Row(
                [
                    Grow(Text(trick_name(ui, self.app.library.common, trick), 21, bold=True)),
                    Text(said, 18),
                ]
            )
        ]
        if all_of_them >= ENOUGH:
            parts.append(Bar(found / all_of_them, ui.theme.leaf))
        else:
            parts.append(
                Text(ui.t("notebook", "Not seen enough yet to say more"), 16, ui.theme.soft)
            )
        return Card(
            Row([Picture(f"tricks/{trick}", 52, 52), Grow(Column(parts, gap=6))], gap=16),
            pad=(16, 10),
        )

    def _sums(self, ui: Ui) -> Widget:
        counts = self._counts()
        rows: list[Widget] = [
            Row(
                [
                    Picture("sarika/glad", 96, 108),
                    Grow(Text(ui.t("notebook", "So far"), 28, bold=True)),
                ]
            ),
        ]
        if counts.unsafe:
            rows.append(
                Card(
                    Text(
                        ui.n(
                            "notebook",
                            "You noticed {found} of {count} message that was up to something.",
                            "You noticed {found} of {count} messages that were up to something.",
                            counts.unsafe,
                            found=ui.number(counts.hits),
                        )
                    ),
                    "sun",
                )
            )
        if counts.safe:
            rows.append(
                Card(
                    Text(
                        ui.n(
                            "notebook",
                            "You let {okay} of {count} friendly message be friendly.",
                            "You let {okay} of {count} friendly messages be friendly.",
                            counts.safe,
                            okay=ui.number(counts.correct_rejections),
                        )
                    ),
                    "mint",
                )
            )
        rows.append(self._told(ui))
        return Column(rows, gap=14)

    def _told(self, ui: Ui) -> Widget:
        told = self.app.store.acts(self._player).told
        names = whom_names(ui)
        said: list[Widget] = [Text(ui.t("notebook", "Whom I told in the story"), 20, bold=True)]
        if not told:
            said.append(Text(ui.t("notebook", "Nobody yet. There is always someone to tell.")))
        said += [
            Row([Picture("icons/star", 22, 22), Grow(Text(names[whom]))], gap=10) for whom in told
        ]
        return Card(Column(said, gap=6), "rose")

    def _counts(self) -> Counts:
        return self.app.store.counts(self._player)


def whom_names(ui: Ui) -> dict[str, str]:
    """Name those whom one can tell."""
    return {
        "parent": ui.t("whom", "Mother or father"),
        "family": ui.t("whom", "Someone in the family"),
        "teacher": ui.t("whom", "A teacher"),
        "friends-parent": ui.t("whom", "A friend's mother or father"),
        "helpline": ui.t("whom", "A helpline"),
        "police": ui.t("whom", "The police"),
        "friend": ui.t("whom", "A friend"),
    }
