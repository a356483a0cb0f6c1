"""The game on a picture instead of a window, for demonstrations, previews and tests."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

import pygame

from game.screen.app import App, Surroundings
from game.screen.settings import Settings


class Offscreen:
    """A game without a window, used in a `with` statement.

    Args:
        around: what the game is given from outside.
        settings: in force from the start.
        size: of the picture, in pixels.
    """

    def __init__(self, around: Surroundings, settings: Settings, size: tuple[int, int]) -> None:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
        pygame.display.init()
        pygame.font.init()
        # Pictures are converted to the format of a display, so that there has to be one.
        pygame.display.set_mode((1, 1))
        self.surface = pygame.Surface(size)
        self.app = App(around, size, settings)

    def __enter__(self) -> Self:
        """Begin; the game is open already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Let go of the records and of the display."""
        self.app.close()
        pygame.display.quit()

    def draw(self) -> pygame.Surface:
        """Draw the game as it is now."""
        self.app.draw(self.surface)
        return self.surface

    def save(self, file: Path) -> None:
        """Draw the game as it is now and keep the picture."""
        pygame.image.save(self.draw(), file)
