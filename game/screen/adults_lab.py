"""For adults, no PIN needed: the code of a lab session, for the board or as a file on a stick."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.learning import presets
from game.learning.exchange import Progress
from game.learning.ids import SESSION_CODE_LENGTH, new_session_code
from game.learning.joining import joined_sessions
from game.learning.presets import PassedOver
from game.learning.store import StoreUnavailable
from game.screen.adults_common import heading
from game.screen.adults_places import Place
from game.screen.adults_work import work
from game.screen.adults_writing import WritingView, writing
from game.screen.code_field import boxes
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, snug
from game.screen.widgets import Button, Column, Flow, Grow, Row, Text, Widget

if TYPE_CHECKING:
    from game.screen.app import App

# Units: to be read from the other end of a table; less where the sentences need the room.
_LETTERS, _SMALLER = 70, 48
_LARGE_TEXT = 120  # per cent


class LabView(View):
    """The code in big letters, and what to do with it; no record is shown here."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        lab = app.lab
        self._code = lab.code or lab.offered or self._new()
        lab.offered = self._code

    def _new(self) -> str:
        try:
            taken = {session.code for session in joined_sessions(self.app.store.joinings())}
        except StoreUnavailable:
            taken = set()
        return new_session_code(self.app.rng, taken)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the code above three sentences."""
        said = (
            ui.t("lab", "A computer room: the code brings the records of a session together.")
            if self.app.lab.code is None
            else in_session(ui, self.app.lab.code)
        )
        letters = _LETTERS if ui.settings.text_size <= _LARGE_TEXT else _SMALLER
        steps = [
            ui.t(
                "lab",
                "Write the code on the board. At each computer it is typed once: “We have a "
                "session code” on the first screen.",
            ),
            ui.t(
                "lab",
                "Then each child chooses an animal and plays. The code holds until the evening, "
                "also after a power cut.",
            ),
            ui.t(
                "lab",
                "At the end put a stick into each computer: For adults, Open the records, Save for "
                "the session. On your own computer: Import, Gather everything on the stick.",
            ),
        ]
        rows: list[Widget] = [
            heading(ui, ui.t("lab", "Lab session"), said, "people"),
            boxes(ui, self._code, SESSION_CODE_LENGTH, letters),
            *(_step(ui, number, step) for number, step in enumerate(steps, 1)),
        ]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        foot = Flow(self._buttons(ui), gap=16)
        width = min(1120, ui.width - 60)
        return [top, *snug(ui, "lab", width, Column(rows, gap=14), foot)]

    def _buttons(self, ui: Ui) -> list[Widget]:
        label = ui.t("lab", "Put it onto a stick")
        buttons: list[Widget] = [main_button("stick", self.default, label, "save")]
        if self.app.lab.code is None:
            here = ui.t("lab", "Join with this computer")
            again = ui.t("lab", "Another code")
            buttons.append(Button("join", self._join, here, "check", "ghost"))
            buttons.append(Button("again", self._again, again, "replay", "ghost"))
        return buttons

    def _join(self) -> None:
        self.app.lab.join(self._code)

    def _again(self) -> None:
        self._code = self.app.lab.offered = self._new()
        self.app.refresh()

    def default(self) -> None:
        """Go on to the file."""
        self.app.push(PresetView(self.app, self._code))


class PresetView(WritingView[Path]):
    """Where the file goes that sets a computer to a session.

    Args:
        code: of the session.
    """

    def __init__(self, app: "App", code: str) -> None:
        super().__init__(app, "preset", 900)
        self._code = code

    def offered(self) -> Iterable[Place]:
        """List sticks and the data folder: in other folders no game looks for it."""
        drives = (place for place in super().offered() if place.kind == "drive")
        return *drives, Place("exports", self.app.around.data)

    def rows(self, ui: Ui) -> Sequence[Widget]:
        """Lay out what the file does, and the places."""
        said = ui.t(
            "lab",
            "A computer that finds it when Sarika starts joins by itself. It is looked for on "
            "sticks, beside the game and in its folder. Delete it when the session is over.",
        )
        title = ui.t("lab", "A file that sets session {code}", code=self._code)
        return [heading(ui, title, said, "save"), self.where(ui)]

    def ways(self, ui: Ui) -> Sequence[Widget]:
        """Give the button that writes it."""
        label = ui.t("export", "Write the file")
        return [main_button("write", self.default, label, "check")]

    def told(self, ui: Ui, written: Path) -> str:
        """Say where the code was written."""
        return ui.t("lab", "The code was written to {file}", file=written)

    def default(self) -> None:
        """Write the file."""
        place = self.begin()
        if place is None:
            return
        ui, code, folder = self.app.ui, self._code, place.folder
        said = [
            ui.t("lab", "Sarika joins this session by itself where it finds this file."),
            ui.t("lab", "Delete the file when the session is over."),
        ]

        def write(_: Progress) -> Path | str:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                return presets.write(folder, code, said)
            except OSError as error:
                return f"{folder}: {error.strerror}"

        work(self.app, writing, write, self.done)
        self.app.refresh()


def in_session(ui: Ui, code: str) -> str:
    """Say in which session this computer is."""
    return ui.t("lab", "This computer is in session {code}.", code=code)


def why_passed_over(ui: Ui, passed: PassedOver) -> str:
    """Say why a file sets no session."""
    return {
        "empty": ui.t("lab", "{file} sets no session: it is empty.", file=passed.path),
        "too big": ui.t("lab", "{file} sets no session: it is too big.", file=passed.path),
        "no code": ui.t(
            "lab",
            "{file} sets no session: six letters of a code should stand in it, nothing else.",
            file=passed.path,
        ),
        "unreadable": ui.t("lab", "{file} sets no session: it cannot be read.", file=passed.path),
    }[passed.why]


def _step(ui: Ui, number: int, said: str) -> Widget:
    sign = Text(ui.number(number), 24, ui.theme.jade, bold=True)
    return Row([sign, Grow(Text(said))], gap=16, align="top")
