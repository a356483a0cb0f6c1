"""Split a text into runs of one face each, and measure any part of it.

A run is what SDL_ttf shapes in one go. All measures are pixels.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from unicodedata import category

import pygame
from icu4py.breakers import CharacterBreaker

from game.language.direction import has_right_to_left, levels
from game.screen.fonts import Fonts

Emoji = Callable[[str, int], pygame.Surface | None]

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_HANGING = " \n\u200b"
_EMOJI_HEIGHT = 1.15  # of the em
_EMOJI_DEPTH = 0.2  # of the em below the baseline, so that its middle is that of the capitals
_EMOJI_PLANES = 0x1F000
_PICTURE_WANTED = "\ufe0f"  # follows a character that may have a glyph as well
_PROBE = "  x"  # stands on the baseline, and no mark reaches it over two spaces


def plain(text: str) -> str:
    """Leave the bold marks of a text out."""
    return _BOLD.sub(r"\1", text)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters drawn by one face, or one emoji.

    Args:
        start: index of the first character.
        end: index after the last one.
        font: the face; None for a picture and for what cannot be drawn.
        picture: the emoji's picture.
        level: how deep it is embedded in text of the other direction; odd levels run from right
            to left.
    """

    start: int
    end: int
    font: pygame.font.Font | None = None
    picture: pygame.Surface | None = None
    level: int = 0

    def width(self, text: str) -> int:
        """Measure a part of the run."""
        if self.font:
            return self.font.size(text)[0]
        return self.picture.get_width() if self.picture else 0


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the baseline of a drawn run lies, and how far its marks reach.

    Args:
        row: the baseline, from the top of the run's picture.
        rise: reach above the baseline.
        depth: reach below it.
    """

    row: int
    rise: int
    depth: int


class Runs:
    """A text without its bold marks, split into runs.

    Args:
        fonts: the faces.
        emoji: draws an emoji of a given height, or returns None where there is no picture.
        pixels: size of the em.
        text: what is said; `**…**` is bold.
        bold: whether all of it is bold.
    """

    def __init__(self, fonts: Fonts, emoji: Emoji, pixels: int, text: str, *, bold: bool) -> None:
        self._fonts = fonts
        self._emoji = emoji
        self._pixels = pixels
        self._runs: list[Run] = []
        self._missing: dict[str, None] = {}
        # Every second part stood between bold marks.
        parts = _BOLD.split(text)
        self.text = "".join(parts)
        mixed = has_right_to_left(self.text)
        self.right_to_left = mixed and fonts.right_to_left
        self._levels = self._embedded() if mixed else None
        start = 0
        for number, part in enumerate(parts):
            self._split(part, start, bold=bold or number % 2 == 1)
            start += len(part)

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no face and no picture shows."""
        return tuple(self._missing)

    def between(self, start: int, end: int) -> Iterator[tuple[Run, str]]:
        """Hand out the runs of a part of the text, each with its letters there."""
        for run in self._runs:
            if run.start < end and run.end > start:
                yield run, self.text[max(start, run.start) : min(end, run.end)]

    def shown_end(self, start: int, end: int) -> int:
        """Say where the letters of a line end; spaces after them hang over its end."""
        return start + len(self.text[start:end].rstrip(_HANGING))

    def width(self, start: int, end: int) -> int:
        """Measure a line, exactly as it will be drawn."""
        between = self.between(start, self.shown_end(start, end))
        return sum(run.width(text) for run, text in between)

    def ink(self, run: Run, text: str) -> Ink:
        """Find the baseline and the reach of a run as it will be drawn."""
        if run.font:
            return measured(run.font, text, right_to_left=run.level % 2 == 1)
        height = run.picture.get_height() if run.picture else 0
        depth = round(self._pixels * _EMOJI_DEPTH) if run.picture else 0
        return Ink(height - depth, height - depth, depth)

    def clusters(self, start: int, end: int) -> list[str]:
        """Split a part of the text into what a reader takes for single characters."""
        return list(CharacterBreaker(self.text[start:end], "en"))

    def _split(self, text: str, start: int, *, bold: bool) -> None:
        own = self._fonts.script
        has_all = self._fonts.characters(own, bold=bold).issuperset(map(ord, text))
        if has_all and self._levels is None:
            if text:
                self._runs.append(Run(start, start + len(text), self._face(own, bold=bold)))
            return
        current = own
        for cluster in CharacterBreaker(text, "en"):
            end = start + len(cluster)
            level = self._levels[start] if self._levels else 0
            picture = self._picture(cluster, bold=bold)
            if picture:
                self._runs.append(Run(start, end, picture=picture, level=level))
            else:
                script = self._script(cluster, current, bold=bold)
                if script and category(cluster[0])[0] == "L":
                    current = script
                font = self._face(script, bold=bold, level=level) if script else None
                self._extend(Run(start, end, font, level=level))
            start = end

    def _extend(self, more: Run) -> None:
        if self._runs and self._runs[-1].end == more.start:
            last = self._runs[-1]
            if last.font is more.font and last.level == more.level and not last.picture:
                self._runs[-1] = replace(more, start=last.start)
                return
        self._runs.append(more)

    def _embedded(self) -> list[int]:
        """Say for each character how deep it stands in text of the other direction."""
        base = int(self.right_to_left)
        found: list[int] = []
        for paragraph in self.text.split("\n"):
            found += [*levels(paragraph, base), base]
        return found

    def _picture(self, cluster: str, *, bold: bool) -> pygame.Surface | None:
        first = cluster[0]
        wanted = ord(first) >= _EMOJI_PLANES or _PICTURE_WANTED in cluster
        drawn = _unseen(first) or self._fonts.script_with(first, bold=bold)
        if wanted or not drawn:
            return self._emoji(cluster, round(self._pixels * _EMOJI_HEIGHT))
        return None

    def _script(self, cluster: str, current: str, *, bold: bool) -> str | None:
        """Choose the face of a cluster, and note what it cannot draw."""
        first = cluster[0]
        # Spaces, digits and signs stay with the letters before them.
        stays = category(first)[0] != "L" and self._has(current, first, bold=bold)
        script: str | None = current
        if not stays and not _unseen(first):
            script = self._fonts.script_with(first, bold=bold)
        if script is None:
            self._missing[cluster] = None
        else:
            lacking = (c for c in cluster if not _unseen(c) and not self._has(script, c, bold=bold))
            self._missing.update(dict.fromkeys(lacking))
        return script

    def _has(self, script: str, character: str, *, bold: bool) -> bool:
        return ord(character) in self._fonts.characters(script, bold=bold)

    def _face(self, script: str, *, bold: bool, level: int = 0) -> pygame.font.Font:
        return self._fonts.face(script, bold, self._pixels, right_to_left=level % 2 == 1)


def _unseen(character: str) -> bool:
    return character in {"\n", _PICTURE_WANTED} or category(character) == "Cf"


def measured(font: pygame.font.Font, text: str, *, right_to_left: bool = False) -> Ink:
    """Find the baseline and the reach of letters.

    Args:
        font: the face.
        text: part of one line.
        right_to_left: whether the face draws from right to left.

    Returns:
        The baseline and the reach of the ink.
    """
    # SDL_ttf makes room for high marks by moving the baseline down and does not say how far, so
    # we let a letter stand on it.
    drawn = font.render(text + _PROBE, True, "white")  # noqa: FBT003
    probe = font.size("x")[0]
    width, height = drawn.get_width() - probe, drawn.get_height()
    letter, letters = (0, probe) if right_to_left else (width, 0)
    standing = drawn.subsurface((letter, 0, probe, height)).get_bounding_rect()
    # A face without that letter may draw nothing in its place.
    row = standing.bottom or font.get_ascent()
    marks = drawn.subsurface((letters, 0, width, height)).get_bounding_rect()
    return Ink(row, row - marks.top, marks.bottom - row)
