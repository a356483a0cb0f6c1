"""Lay out paragraphs of Thai, Khmer and Latin text with pictures for emoji, and draw them.

Letters are shaped by SDL_ttf (HarfBuzz), a run at a time; which face draws them, where lines end
and where baselines lie is decided here. All measures are pixels.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import pygame

from game.language.direction import visual_order
from game.screen.fonts import Fonts
from game.screen.runs import Emoji, Run, Runs, measured
from game.screen.wrapping import Breaker, Span, shortened, wrapped

_CAP_HEIGHT = 0.7  # of the em, in all our faces
_GAP = 0.03  # of the em, at least between the ink of two lines
# The highest and deepest marks that most lines have: every line makes room for them, so that
# lines and buttons stay even. Rarer marks make their line grow.
_USUAL_MARKS = {
    "Thai": "นี้ซ้ำรู้",
    "Khmr": "ញ៊ីខ្ញុំបញ្ចូល",
    "Laoo": "ນີ້ຊ້ຳຮູ້",
    "Mymr": "မြို့ကြွ",
}
_ELLIPSIS = "…"
_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}
_KEPT_PARAGRAPHS = 2000
_KEPT_BYTES = 8_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A text laid out, ready to draw.

    Args:
        size: width of the widest line and height of all lines.
        lines: what stands in each line, with the spaces and breaks that end it; joined they are
            the text without its bold marks, as far as it is shown.
        baseline: distance of the first line's baseline from the top.
        overflow: whether a line is wider than the room or lines were cut off.
        missing: characters that no face has and no picture shows; they are not drawn.
        broken: whether a word was broken inside because the room is narrower than the word.
    """

    size: tuple[int, int]
    lines: tuple[str, ...]
    baseline: int
    overflow: bool
    missing: tuple[str, ...]
    broken: bool
    _pieces: tuple["_Piece", ...]
    _drawn: Callable[["Paragraph"], pygame.Surface]

    @property
    def surface(self) -> pygame.Surface:
        """The picture of the text, premultiplied, drawn when first asked for."""
        return self._drawn(self)

    def draw(self, target: pygame.Surface, x: int, y: int) -> None:
        """Draw the text with its upper left corner at (x, y)."""
        target.blit(self.surface, (x, y), special_flags=pygame.BLEND_PREMULTIPLIED)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run's part in one line, with its upper left corner."""

    x: int
    y: int
    text: str
    run: Run


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's pieces, placed around a baseline at 0, and the reach of their ink."""

    text: str
    pieces: tuple[_Piece, ...]
    width: int
    rise: int
    depth: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """The height of a line, where its baseline lies, and the gap that marks leave between lines."""

    height: int
    rise: int
    gap: int


class Typesetter:
    """Lay out the texts of one language, and keep what was laid out.

    Args:
        fonts: the faces.
        breaker: splits a text wherever a line may end.
        emoji: draws an emoji of a given height, or returns None where there is no picture.
        room: how many bytes of drawn text may be kept.
    """

    def __init__(
        self, fonts: Fonts, breaker: Breaker, emoji: Emoji, room: int = _KEPT_BYTES
    ) -> None:
        self._fonts = fonts
        self._breaker = breaker
        self._emoji = emoji
        self._room = room
        self._paragraphs: OrderedDict[object, Paragraph] = OrderedDict()
        self._surfaces: OrderedDict[Paragraph, pygame.Surface] = OrderedDict()
        self._bytes = 0
        self._grids: dict[int, _Grid] = {}

    def paragraph(
        self,
        text: str,
        *,
        pixels: int,
        colour: tuple[int, int, int],
        width: int | None = None,
        bold: bool = False,
        align: str = "left",
        max_lines: int | None = None,
    ) -> Paragraph:
        """Lay out a text, or hand out the layout made before.

        Args:
            text: what is said; a line feed ends a line, `**…**` is bold.
            pixels: size of the em.
            colour: of the letters.
            width: the room for a line; None for lines of any width.
            bold: whether all of it is bold.
            align: left, center or right, within the widest line; a text that runs from right to
                left stands right instead of left.
            max_lines: how many lines there may be; an ellipsis then ends the last one.

        Returns:
            The paragraph.
        """
        key = (text, pixels, colour, width, bold, align, max_lines)
        found = self._paragraphs.get(key)
        if found is not None:
            self._paragraphs.move_to_end(key)
            return found
        runs = Runs(self._fonts, self._emoji, pixels, text, bold=bold)
        spans = wrapped(runs, self._breaker, width)
        lines = [_line(runs, span) for span in spans[:max_lines]]
        cut = len(lines) < len(spans)
        if cut:
            lines[-1] = self._cut_line(runs, spans[len(lines) - 1], width, pixels, bold=bold)
        widest = max(line.width for line in lines)
        baselines, height = self._stacked(lines, pixels)
        if align == "left" and runs.right_to_left:
            align = "right"
        paragraph = Paragraph(
            size=(widest, height),
            lines=tuple(line.text for line in lines),
            baseline=baselines[0],
            overflow=cut or (width is not None and widest > width),
            missing=runs.missing,
            broken=any(span.broken for span in spans),
            _pieces=tuple(
                _Piece(
                    piece.x + round((widest - line.width) * _SHIFT[align]),
                    y + piece.y,
                    piece.text,
                    piece.run,
                )
                for line, y in zip(lines, baselines, strict=True)
                for piece in line.pieces
            ),
            _drawn=partial(self._draw, colour),
        )
        self._paragraphs[key] = paragraph
        if len(self._paragraphs) > _KEPT_PARAGRAPHS:
            self._paragraphs.popitem(last=False)
        return paragraph

    def _cut_line(
        self, runs: Runs, span: Span, width: int | None, pixels: int, *, bold: bool
    ) -> _Line:
        """Shorten a line so that an ellipsis says that more follows."""
        font = self._fonts.face(self._fonts.script, bold, pixels)
        ellipsis = Run(0, 0, font, level=int(runs.right_to_left))
        short = shortened(runs, span, width, ellipsis.width(_ELLIPSIS))
        return _line(runs, short, (ellipsis, _ELLIPSIS))

    def _stacked(self, lines: Sequence[_Line], pixels: int) -> tuple[list[int], int]:
        """Say where baselines lie: evenly, unless marks would touch or be cut.

        Returns:
            The baselines from the top, and the height of it all.
        """
        if pixels not in self._grids:
            self._grids[pixels] = _grid(self._fonts, pixels)
        grid = self._grids[pixels]
        baselines = [max(grid.rise, lines[0].rise)]
        for above, below in pairwise(lines):
            needed = above.depth + grid.gap + below.rise
            baselines.append(baselines[-1] + max(grid.height, needed))
        return baselines, baselines[-1] + max(grid.height - grid.rise, lines[-1].depth)

    def _draw(self, colour: tuple[int, int, int], paragraph: Paragraph) -> pygame.Surface:
        found = self._surfaces.get(paragraph)
        if found is not None:
            self._surfaces.move_to_end(paragraph)
            return found
        made = self._surfaces[paragraph] = _picture(paragraph, colour)
        self._bytes += _bytes(made)
        while self._bytes > self._room and len(self._surfaces) > 1:
            self._bytes -= _bytes(self._surfaces.popitem(last=False)[1])
        return made


def _grid(fonts: Fonts, pixels: int) -> _Grid:
    """Make room in every line for the marks that most lines have."""
    marks = _USUAL_MARKS.get(fonts.script, "Åg")
    inks = [measured(fonts.face(fonts.script, bold, pixels), marks) for bold in (False, True)]
    rise, depth = max(ink.rise for ink in inks), max(ink.depth for ink in inks)
    gap = max(1, round(pixels * _GAP))
    height = max(round(pixels * fonts.line_height), rise + depth + gap)
    # Capitals stand in the middle of their line where marks allow it, so that a label sits well
    # in its button.
    middle = round((height + pixels * _CAP_HEIGHT) / 2)
    return _Grid(height, min(max(middle, rise), height - depth), gap)


def _line(runs: Runs, span: Span, *more: tuple[Run, str]) -> _Line:
    """Put a line's runs beside one another on one baseline."""
    shown = (*runs.between(span.start, runs.shown_end(span.start, span.end)), *more)
    pieces = []
    x = rise = depth = 0
    for place in visual_order([run.level for run, _ in shown]):
        run, text = shown[place]
        width = run.width(text)
        if not width:  # SDL_ttf refuses to draw nothing
            continue
        ink = runs.ink(run, text)
        pieces.append(_Piece(x, -ink.row, text, run))
        x += width
        rise, depth = max(rise, ink.rise), max(depth, ink.depth)
    return _Line(runs.text[span.start : span.end], tuple(pieces), x, rise, depth)


def _picture(paragraph: Paragraph, colour: tuple[int, int, int]) -> pygame.Surface:
    width, height = paragraph.size
    surface = pygame.Surface((max(1, width), height), pygame.SRCALPHA)
    for piece in paragraph._pieces:  # noqa: SLF001 - one module
        font = piece.run.font
        drawn = piece.run.picture
        if font:
            drawn = font.render(piece.text, True, colour).premul_alpha()  # noqa: FBT003
        if drawn:
            surface.blit(drawn, (piece.x, piece.y), special_flags=pygame.BLEND_PREMULTIPLIED)
    return surface


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * surface.get_bytesize()
