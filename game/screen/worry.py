"""After an episode: three faces, and a calm minute for whoever is worried. Nothing is recorded."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.screen.theme import LARGE
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, main_button, snug
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.placed import Placed

# Out longer than in: that is what calms.
_IN = 4.0
_OUT = 6.0


class WorryView(View):
    """Ask how the player feels, and lead to help if they are worried.

    It asks nothing about the player's own life, and what is pressed is kept nowhere.

    Args:
        then: what comes after it.
    """

    def __init__(self, app: "App", then: Callable[[], None]) -> None:
        super().__init__(app)
        self._then = then

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the question above the faces."""
        faces = [
            self._face(1, "glad", ui.t("worry", "Good"), self._go_on),
            self._face(2, "unsure", ui.t("worry", "So-so"), self._go_on),
            self._face(3, "worried", ui.t("worry", "Worried"), self._calm),
        ]
        head = Row(
            [
                Picture("sarika/calm", 110, 124),
                Grow(
                    Column(
                        [
                            Text(ui.t("worry", "How do you feel now?"), 32, bold=True),
                            Text(
                                ui.t(
                                    "worry",
                                    "It is written down nowhere. You can tell anyone you like.",
                                ),
                                18,
                                ui.theme.soft,
                            ),
                        ],
                        gap=4,
                    )
                ),
            ],
            gap=20,
        )
        skip = Button("skip", self._go_on, ui.t("worry", "I'd rather not say"), look="ghost")
        return [
            bar(ui, self.app, []),
            *snug(ui, "worry", 860, Column([head, Grid(3, faces, gap=18)], gap=24), Flow([skip])),
        ]

    def _face(self, number: int, name: str, label: str, act: Callable[[], None]) -> Button:
        child = Column(
            [Picture(f"faces/{name}", 132, 132), Text(label, LARGE, bold=True, align="center")],
            gap=10,
        )
        key = f"answer-{number}"
        return Button(key, act, label, look="answer", child=child, pad=(12, 18))

    def _go_on(self) -> None:
        self.app.pop()
        self._then()

    def _calm(self) -> None:
        self.app.replace(CalmView(self.app, self._then))

    def escape(self) -> None:
        """Go on without saying anything."""
        self._go_on()


class CalmView(View):
    """A calm minute with Sarika: breathe, and see whom one can tell. It ends when the player wants.

    Args:
        then: what comes after it.
    """

    def __init__(self, app: "App", then: Callable[[], None]) -> None:
        super().__init__(app)
        self._then = then
        self._since = app.now

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the breath on the left, warm words and the ways on to the right."""
        words: list[Widget] = [
            Text(ui.t("worry", "It is okay to feel like that."), 32, bold=True),
            Text(ui.t("worry", "Stories like this one can feel heavy. You did nothing wrong."), 21),
            Card(
                Text(
                    ui.t(
                        "worry", "You can talk with someone. There are people who want to listen."
                    ),
                    21,
                ),
                "mint",
            ),
        ]
        both = Row(
            [
                Fixed(Column([Breath(self._since), self._said(ui)], gap=12), 330),
                Grow(Column(words)),
            ],
            gap=36,
        )
        on = main_button("go-on", self.default, ui.t("worry", "I am ready to go on"), "forward")
        return [
            bar(ui, self.app, []),
            *snug(ui, "calm", 1000, both, Flow([on, self._help(ui)], gap=16)),
        ]

    def _help(self, ui: Ui) -> Button:
        label = ui.t("worry", "Who can help me?")
        return Button("who-helps", self.app.show_help, label, "heart", "help", 22, pad=(26, 12))

    def _said(self, ui: Ui) -> Widget:
        if ui.settings.still:
            said = ui.t("worry", "Breathe in and count to four. Breathe out and count to six.")
        elif _breathing_in(self.app.now - self._since):
            said = ui.t("worry", "Breathe in…")
        else:
            said = ui.t("worry", "Breathe out…")
        return Text(said, LARGE, bold=True, align="center")

    def shown(self) -> None:
        """Begin to breathe."""
        self.due()

    def due(self) -> None:
        """Breathe on: say what comes, and move until the breath turns."""
        if not self.app.ui.settings.still:
            at = (self.app.now - self._since) % (_IN + _OUT)
            left = (_IN if at < _IN else _IN + _OUT) - at
            self.app.move_for(left)
            self.app.call_in(left)
            self.app.refresh()

    def default(self) -> None:
        """Go on."""
        self.app.pop()
        self._then()

    def escape(self) -> None:
        """Go on."""
        self.default()


class Breath:
    """Sarika in a circle that grows while one breathes in and shrinks while one breathes out.

    Args:
        since: when it began, in seconds of the clock of `Ui.now`.
    """

    def __init__(self, since: float) -> None:
        self._since = since
        self._bird = Picture("sarika/calm", 150, 169)

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Be a square that the widest circle fits into."""
        side = min(width, ui.px(310))
        return side, side

    def place(self, ui: Ui, rect: pygame.Rect, onto: "Placed") -> None:
        """Paint the circle as wide as the breath, and the bird in it."""
        since, mint, line = self._since, ui.theme.mint, ui.theme.leaf

        def paint(target: pygame.Surface, dx: int, dy: int) -> None:
            wide = 0.8 if ui.settings.still else breath(ui.now - since)
            middle = rect.centerx + dx, rect.centery + dy
            radius = round(min(rect.size) / 2 * (0.62 + 0.36 * wide))
            pygame.draw.aacircle(target, mint, middle, radius)
            pygame.draw.aacircle(target, line, middle, radius, max(2, ui.px(4)))

        onto.paint(rect, paint)
        inner = pygame.Rect((0, 0), ui.measure(self._bird, rect.width))
        inner.center = rect.center
        self._bird.place(ui, inner, onto)


def breath(seconds: float) -> float:
    """Say how full the lungs are, from 0 to 1: four seconds in, six seconds out.

    Args:
        seconds: since the first breath began.
    """
    at = seconds % (_IN + _OUT)
    part = at / _IN if at < _IN else 1 - (at - _IN) / _OUT
    return part * part * (3 - 2 * part)


def _breathing_in(seconds: float) -> bool:
    return seconds % (_IN + _OUT) < _IN
