"""Open the faces of the game's languages, and know which characters each of them can draw."""

import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pygame

from game.language.locales import Locale

_FIRST_LETTER = 0x20


class Fonts:
    """The faces of all languages, seen from the one that the player reads.

    Args:
        locales: the languages by code.
        code: the player's language; its faces are tried first.
    """

    def __init__(self, locales: Mapping[str, Locale], code: str) -> None:
        chosen = locales[code]
        self.script = chosen.script
        self.right_to_left = chosen.direction == "rtl"
        self.line_height = chosen.line_height
        # Later entries win, so the player's own language decides about its script.
        by_script = {locale.script: locale for locale in (*locales.values(), chosen)}
        order = sorted(by_script, key=lambda script: script != self.script)
        self._files = {script: _files(by_script[script]) for script in order}
        self._faces: dict[tuple[str, bool, int, bool], pygame.font.Font] = {}

    def face(
        self,
        script: str,
        bold: bool,  # noqa: FBT001
        pixels: int,
        *,
        right_to_left: bool = False,
    ) -> pygame.font.Font:
        """Open a face once.

        Args:
            script: four letters of ISO 15924; the player's own where no language has it.
            bold: whether letters are bold; a language without a bold face stays regular.
            pixels: size of the em.
            right_to_left: whether what is drawn runs from right to left.

        Returns:
            The face, set to shape its script.
        """
        key = (script, bold, pixels, right_to_left)
        if key not in self._faces:
            if not pygame.font.get_init():
                pygame.font.init()
            face = pygame.font.Font(self._file(script, bold=bold), pixels)
            face.set_script(script)
            if right_to_left:
                face.set_direction(pygame.DIRECTION_RTL)
            self._faces[key] = face
        return self._faces[key]

    def characters(self, script: str, *, bold: bool) -> frozenset[int]:
        """Say which code points a face has a glyph for."""
        file = self._file(script, bold=bold)
        return mapped_characters(file) if file else frozenset()

    def script_with(self, character: str, *, bold: bool) -> str | None:
        """Find the face that draws a character: the player's own, or the first that has it.

        Args:
            character: one code point.
            bold: whether the bold face will be used.

        Returns:
            The face's script, or None where no face has a glyph.
        """
        code = ord(character)
        return next((s for s in self._files if code in self.characters(s, bold=bold)), None)

    def _file(self, script: str, *, bold: bool) -> Path | None:
        regular, heavy = self._files.get(script) or self._files[self.script]
        return heavy if bold else regular


def _files(locale: Locale) -> tuple[Path | None, Path | None]:
    regular = locale.fonts.get("regular")
    return regular, locale.fonts.get("bold") or regular


@lru_cache(maxsize=64)
def mapped_characters(file: Path) -> frozenset[int]:
    """Read the code points that a TrueType or OpenType font maps to a glyph.

    SDL does not tell: its metrics describe the empty box for a missing glyph as well.

    Args:
        file: the font.

    Returns:
        the code points of its Unicode tables in the formats 4 and 12, which every font has.
    """
    with file.open("rb") as font:
        count = struct.unpack(">4xH6x", font.read(12))[0]
        entries = struct.iter_unpack(">4s4xII", font.read(16 * count))
        offset, length = next((at, size) for tag, at, size in entries if tag == b"cmap")
        font.seek(offset)
        table = font.read(length)
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        start = struct.unpack_from(">I", table, 8 + 8 * number)[0]
        read = _READERS.get(struct.unpack_from(">H", table, start)[0])
        if read:
            found.update(read(table, start))
    # Control characters are never letters, whatever glyph stands in for them.
    return frozenset(code for code in found if code >= _FIRST_LETTER)


def _segments(table: bytes, start: int) -> set[int]:
    """Read format 4: ranges of the basic plane, with a shift or a list of glyphs each."""
    count = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends_at = start + 14
    starts_at = ends_at + 2 * count + 2
    shifts_at = starts_at + 2 * count
    lists_at = shifts_at + 2 * count
    found = set()
    for index in range(count):
        at = 2 * index
        last, first, shift, places = (
            struct.unpack_from(">H", table, base + at)[0]
            for base in (ends_at, starts_at, shifts_at, lists_at)
        )
        for code in range(first, last + 1):
            glyph = code
            if places:
                where = lists_at + at + places + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, where)[0]
                if not glyph:
                    continue
            if (glyph + shift) & 0xFFFF:
                found.add(code)
    return found


def _groups(table: bytes, start: int) -> set[int]:
    """Read format 12: ranges of all planes."""
    count = struct.unpack_from(">I", table, start + 12)[0]
    groups = struct.iter_unpack(">III", table[start + 16 : start + 16 + 12 * count])
    return {code for first, last, glyph in groups for code in range(first + (not glyph), last + 1)}


_READERS = {4: _segments, 12: _groups}
