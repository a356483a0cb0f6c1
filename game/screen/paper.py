"""A page of the notebook as a picture, to keep or to print: A4, on white."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pygame

from game.screen.help import country_of, lines_of
from game.screen.placed import Placed
from game.screen.ui import Ui
from game.screen.widgets import Column, Flow, Grid, Grow, Picture, Row, Text, Widget

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App
    from game.screen.notebook import NotebookView

# A4 at 150 dots an inch.
SIZE = (1240, 1754)
_MARGIN = 56


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page as it was drawn.

    Args:
        picture: `SIZE` pixels big.
        placed: what is on it.
        ui: the surroundings it was laid out in.
    """

    picture: pygame.Surface
    placed: Placed
    ui: Ui


def draw_page(notebook: "NotebookView", app: "App", player: "Player") -> Page:
    """Draw a player's page.

    Args:
        notebook: has what is on it.
        app: the game.
        player: whose page.

    Returns:
        The page; what would be longer than it is made smaller, never cut off.
    """
    for text_size in (100, 90, 80, 70, 60, 50):
        ui = app.page(SIZE, replace(app.ui.settings, text_size=text_size, contrast=False))
        page = Column(list(_rows(ui, app, notebook, player)), gap=16 * text_size / 100)
        room = pygame.Rect((0, 0), SIZE).inflate(-2 * _MARGIN, -2 * _MARGIN)
        if ui.measure(page, room.width)[1] <= room.height:
            break
    placed = Placed()
    page.place(ui, room, placed)
    target = pygame.Surface(SIZE)
    target.fill(ui.theme.white)
    placed.draw(target, ui)
    return Page(target, placed, ui)


def save_page(notebook: "NotebookView", app: "App", player: "Player") -> Path | None:
    """Keep a player's page as a picture, where the computer keeps pictures.

    Args:
        notebook: has what is on it.
        app: the game.
        player: whose page.

    Returns:
        The file; beside the records where there is no folder for pictures that can be written, and
        None if nothing can be written there either.
    """
    picture = draw_page(notebook, app, player).picture
    for folder in (platformdirs.user_pictures_path(), app.around.data):
        file = folder / f"sarika-{player.code}.png"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            pygame.image.save(picture, file)
        except (OSError, pygame.error):
            continue
        return file
    return None


def _rows(ui: Ui, app: "App", notebook: "NotebookView", player: "Player") -> Iterator[Widget]:
    from game.screen.who import player_name

    name = f"{player_name(ui, player.animal, player.colour)} · {player.code}"
    words = Column(
        [
            Text(ui.t("notebook", "My notebook: what I can notice"), 32, bold=True),
            Text(name, 24, bold=True),
        ],
        gap=4,
    )
    yield Row(
        [
            Picture(f"animals/{player.animal}", 110, 110),
            Grow(words),
            Picture("sarika/glad", 96, 108),
        ],
        gap=20,
    )
    yield from notebook.sums(ui)
    yield Grid(2, notebook.tricks(ui), gap=12)
    yield Row([Grow(notebook.before_and_now(ui)), Grow(notebook.stickers(ui))], gap=16, align="top")
    yield notebook.told(ui)
    yield Text(ui.t("notebook", "There is always someone to tell. Get help:"), 20, bold=True)
    yield Flow([Text(line, 20) for line in _help_lines(ui, app)], gap=28)


def _help_lines(ui: Ui, app: "App") -> list[str]:
    lines = lines_of(app.library.common.help, country_of(ui.settings.language))
    return [f"{line.channel} · {ui.words.text('common', 'help', line.name)}" for line in lines]
