"""Compare what is drawn with a picture that somebody looked at and found good.

Run the tests with SARIKA_GOLDEN=make to draw the pictures anew, then look at each before it is
committed.

Each release of SDL's font library spaces letters a little differently, so the pictures are compared
only under the release they were made with.
"""

import os
from pathlib import Path

import pygame
import pytest

_PICTURES = Path(__file__).parent / "golden"
_MADE_WITH = _PICTURES / "made-with.txt"
_RELEASE = f"pygame-ce {pygame.version.ver}"
_GAP = 8
_WRONG = (230, 0, 60)


def compare(drawn: pygame.Surface, name: str, folder: Path, tolerance: int = 0) -> None:
    """Fail unless `drawn` is the picture `golden/<name>.png`.

    Args:
        drawn: an opaque surface.
        name: of the picture, without its ending.
        folder: where to put the picture of the differences.
        tolerance: how far a pixel's red, green or blue may be off, 0 to 255.
    """
    file = _PICTURES / f"{name}.png"
    if os.environ.get("SARIKA_GOLDEN") == "make":
        pygame.image.save(drawn, file)
        _MADE_WITH.write_text(f"{_RELEASE}\n", encoding="utf-8")
        return
    release = _MADE_WITH.read_text(encoding="utf-8").strip()
    if release != _RELEASE:
        pytest.skip(f"golden pictures are of {release}, this is {_RELEASE}")
    assert file.is_file(), f"{file} is missing. Make it with SARIKA_GOLDEN=make"
    golden = pygame.image.load(file)
    wrong = _differences(golden, drawn, tolerance)
    if wrong is not None:
        shown = folder / f"{name}-differences.png"
        pygame.image.save(_side_by_side(golden, drawn, wrong), shown)
        raise AssertionError(
            f"{name}: {wrong.count()} pixels differ from {file}, {golden.get_size()} is now "
            f"{drawn.get_size()}. See {shown} (golden, drawn, where). If the new picture is "
            "right, keep it with SARIKA_GOLDEN=make"
        )


def _differences(
    golden: pygame.Surface, drawn: pygame.Surface, tolerance: int
) -> pygame.Mask | None:
    """Mark the pixels that differ, or return None where none does."""
    width, height = (max(sizes) for sizes in zip(golden.get_size(), drawn.get_size(), strict=True))
    both = []
    for picture in (golden, drawn):
        # Where one of them ends, magenta stands for nothing.
        whole = pygame.Surface((width, height), depth=24)
        whole.fill((255, 0, 255))
        whole.blit(picture, (0, 0))
        both.append(whole)
    first, second = (pygame.image.tobytes(picture, "RGB") for picture in both)
    if first == second:
        return None
    wrong = pygame.Mask((width, height))
    for at in range(0, len(first), 3):
        pixels = zip(first[at : at + 3], second[at : at + 3], strict=True)
        if any(abs(one - other) > tolerance for one, other in pixels):
            y, x = divmod(at // 3, width)
            wrong.set_at((x, y))
    return wrong if wrong.count() else None


def _side_by_side(
    golden: pygame.Surface, drawn: pygame.Surface, wrong: pygame.Mask
) -> pygame.Surface:
    width, height = wrong.get_size()
    sheet = pygame.Surface((3 * width + 2 * _GAP, height))
    sheet.fill((128, 128, 128))
    sheet.blit(golden, (0, 0))
    sheet.blit(drawn, (width + _GAP, 0))
    where = wrong.to_surface(setcolor=_WRONG, unsetcolor=(255, 255, 255))
    sheet.blit(where, (2 * (width + _GAP), 0))
    return sheet
