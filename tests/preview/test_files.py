from io import BytesIO
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.preview.files import CannotWriteError, make_folder, png, write


@given(st.integers(1, 9), st.integers(1, 5), st.data())
def test_a_picture_comes_back_as_it_was_drawn(width: int, height: int, data: st.DataObject) -> None:
    drawn = pygame.Surface((width, height))
    for x in range(width):
        for y in range(height):
            drawn.set_at((x, y), data.draw(st.tuples(*[st.integers(0, 255)] * 3)))
    read = pygame.image.load(BytesIO(png(drawn)), "x.png")
    assert pygame.image.tobytes(read, "RGB") == pygame.image.tobytes(drawn, "RGB")


def test_what_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(CannotWriteError, match=r"^cannot make the folder .*file: File exists$"):
        make_folder(file)
    with pytest.raises(CannotWriteError, match=r"^cannot write .*/x\.png: Not a directory$"):
        write(file / "x.png", b"")


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write(file, b"old")
    (tmp_path / "page.html.new").mkdir()
    with pytest.raises(CannotWriteError):
        write(file, b"new")
    assert file.read_bytes() == b"old"
