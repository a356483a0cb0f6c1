"""The map of the episodes: a path with a stop for each, the fitting ones for all ages first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

import pygame

from game.screen.placed import Placed
from game.screen.theme import Colour
from game.screen.ui import Ui
from game.screen.widgets import (
    Button,
    Column,
    Look,
    Picture,
    Size,
    Text,
    Whole,
    Widget,
    paint_card,
)
from game.story.model import Story

State = Literal["new", "begun", "played"]
_STOP = 148  # the least width of a stop, at 100 % text
_MOST_COLUMNS = 4
_MEDALLION = 78
_BADGE = 26
_GAP = 22
_DOT = 7
_DOTS_APART = 18


def in_order(stories: Sequence[Story]) -> list[Story]:
    """Order stories as they stand on the map: those for the youngest first, then by number.

    Args:
        stories: the stories.
    """
    return sorted(stories, key=lambda story: (story.ages[0], story.number))


def episode_map(
    ui: Ui,
    stories: Sequence[Story],
    chosen: str | None,
    states: Mapping[str, State],
    choose: Callable[[Story], None],
) -> Widget:
    """Lay out the map.

    Args:
        ui: the surroundings.
        stories: what can be played.
        chosen: the id of the story whose card is shown; None if there is none.
        states: what is known of each story, by id.
        choose: what a press on a stop does.

    Returns:
        a path for each age from which stories are fit, with a heading if there are several.
    """
    rows: list[Widget] = []
    for youngest, group in groupby(in_order(stories), lambda story: story.ages[0]):
        stops = [
            _stop(ui, story, states[story.id], choose, chosen=story.id == chosen) for story in group
        ]
        if len({story.ages[0] for story in stories}) > 1:
            rows.append(Text(ui.t("home", "From {age} years on", age=youngest), 20, bold=True))
        rows.append(_Path(stops))
    return Column(rows, gap=14)


def picture_of(ui: Ui, story: Story) -> str:
    """Name the drawing of a story's stop; the lead's face where the story has none.

    Args:
        ui: the surroundings.
        story: the story.
    """
    own = f"episodes/{story.id}"
    return own if ui.art.has(own) else f"avatars/{story.lead.picture}"


def said_state(ui: Ui, state: State) -> str:
    """Say whether a story was played, in a word.

    Args:
        ui: the surroundings.
        state: what is known of the story.
    """
    return {
        "new": ui.t("home", "Not played yet"),
        "begun": ui.t("home", "Begun"),
        "played": ui.t("home", "Played"),
    }[state]


def _stop(
    ui: Ui, story: Story, state: State, choose: Callable[[Story], None], *, chosen: bool
) -> Widget:
    title = ui.words.text(story.id, "story", story.title)
    child = Column(
        [
            _Medallion(picture_of(ui, story), story.number, state),
            Whole(Text(title, 17, ui.theme.night, bold=True, align="center")),
        ],
        gap=6,
    )
    label = f"{story.number}. {title}. {said_state(ui, state)}"
    return Button(
        f"stop-{story.id}",
        lambda: choose(story),
        label,
        look="answer",
        child=child,
        pad=(8, 10),
        chosen=chosen or None,
    )


@dataclass(frozen=True, slots=True)
class _Medallion:
    """A round picture with its number, and a sign for what was begun or played."""

    picture: str
    number: int
    state: State

    def measure(self, ui: Ui, width: int) -> Size:
        return width, ui.px(_MEDALLION)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        t = ui.theme
        side = ui.px(_MEDALLION)
        at = pygame.Rect(0, 0, side, side)
        at.midtop = rect.midtop
        ring = {"new": t.line, "begun": t.mango, "played": t.leaf}[self.state]
        _disc(ui, at, _MEDALLION, t.mango_pale, ring, onto)
        Picture(self.picture, _MEDALLION - 12, _MEDALLION - 12).place(
            ui, at.inflate(-ui.px(12), -ui.px(12)), onto
        )
        badge = pygame.Rect(0, 0, ui.px(_BADGE), ui.px(_BADGE))
        badge.topleft = at.topleft
        number = badge.move(-ui.px(8), 0)
        _disc(ui, number, _BADGE, t.night, t.night, onto)
        # The disc does not grow with the text.
        size = 14 * 100 / ui.settings.text_size
        text = Text(str(self.number), size, t.white, bold=True, align="center")
        high = ui.measure(text, number.width)[1]
        text.place(ui, pygame.Rect(number.x, number.centery - high // 2, number.width, high), onto)
        if self.state != "new":
            badge.bottomright = at.move(ui.px(8), 0).bottomright
            colour, sign = {"begun": (t.mango, "pause"), "played": (t.leaf, "check")}[self.state]
            _disc(ui, badge, _BADGE, colour, colour, onto)
            inner = badge.inflate(-ui.px(8), -ui.px(8))
            Picture(f"icons/{sign}", _BADGE - 8, _BADGE - 8, t.night).place(ui, inner, onto)


def _disc(ui: Ui, rect: pygame.Rect, size: float, fill: Colour, ring: Colour, onto: Placed) -> None:
    paint_card(ui, rect, Look(fill, ui.theme.night, ring, 4, radius=size / 2), onto)


@dataclass(frozen=True, slots=True)
class _Path:
    """Stops in rows that run to and fro, with a dotted way from each to the next."""

    stops: Sequence[Widget]

    def _columns(self, ui: Ui, width: int) -> int:
        stop = ui.px(_STOP * max(100, ui.settings.text_size) / 100)
        return max(1, min(_MOST_COLUMNS, (width + ui.px(_GAP)) // (stop + ui.px(_GAP))))

    def _rows(self, ui: Ui, width: int) -> list[tuple[list[Widget], int]]:
        """Part the stops into rows, each with its height."""
        columns = self._columns(ui, width)
        rows = [self.stops[at : at + columns] for at in range(0, len(self.stops), columns)]
        wide = self._wide(ui, width)
        return [(list(row), max(ui.measure(stop, wide)[1] for stop in row)) for row in rows]

    def _wide(self, ui: Ui, width: int) -> int:
        columns = self._columns(ui, width)
        return (width - ui.px(_GAP) * (columns - 1)) // columns

    def measure(self, ui: Ui, width: int) -> Size:
        rows = self._rows(ui, width)
        return width, sum(high for _, high in rows) + ui.px(_GAP) * (len(rows) - 1)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        wide, gap, columns = self._wide(ui, rect.width), ui.px(_GAP), self._columns(ui, rect.width)
        y = rect.y
        places: list[tuple[Widget, pygame.Rect]] = []
        for number, (row, high) in enumerate(self._rows(ui, rect.width)):
            for at, stop in enumerate(row):
                column = columns - 1 - at if number % 2 else at
                x = rect.x + column * (wide + gap)
                places.append((stop, pygame.Rect(x, y, wide, high)))
            y += high + gap
        for (_, here), (_, there) in pairwise(places):
            _dots(ui, here, there, onto)
        for stop, place in places:
            stop.place(ui, place, onto)


def _dots(ui: Ui, here: pygame.Rect, there: pygame.Rect, onto: Placed) -> None:
    """Paint the way between two stops; what lies under them is not seen."""
    colour, radius = ui.theme.mango_edge, max(2, ui.px(_DOT) // 2)
    start, end = pygame.Vector2(here.center), pygame.Vector2(there.center)
    steps = max(1, round(start.distance_to(end) / ui.px(_DOTS_APART)))
    points = [start.lerp(end, step / steps) for step in range(steps + 1)]
    seen = [point for point in points if not here.collidepoint(point)]
    seen = [point for point in seen if not there.collidepoint(point)]

    def paint(target: pygame.Surface, dx: int, dy: int) -> None:
        for point in seen:
            at = (round(point.x) + dx, round(point.y) + dy)
            pygame.draw.aacircle(target, colour, at, radius)

    onto.paint(here.union(there), paint)
