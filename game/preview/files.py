"""Write the files of a preview, and say in one line what cannot be written."""

import struct
import zlib
from pathlib import Path

import pygame

# Pictures of screens get no smaller with more, but take five times as long.
_COMPRESSION = 1
_RGB = 2
_NO_FILTER = b"\0"


class CannotWriteError(Exception):
    """A file or folder cannot be written; the message is one line for people."""


def make_folder(folder: Path) -> Path:
    """Make a folder, if it is not there yet.

    Raises:
        CannotWriteError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"cannot make the folder {folder}: {error.strerror}") from None
    return folder


def write(file: Path, content: bytes) -> None:
    """Write a file whole, or leave it as it was.

    Raises:
        CannotWriteError: it cannot be written.
    """
    unfinished = file.with_name(f"{file.name}.new")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        raise CannotWriteError(f"cannot write {file}: {error.strerror}") from None


def png(surface: pygame.Surface) -> bytes:
    """Make a PNG file: https://www.w3.org/TR/png-3/.

    Args:
        surface: without transparency.

    Returns:
        The content of the file; made in a fifth of the time that SDL takes, with as many bytes.
    """
    width, height = surface.get_size()
    # Drawing onto red, green and blue in a row is four times as fast as `pygame.image.tobytes`.
    plain = pygame.Surface((width, height), 0, 24, (0xFF, 0xFF00, 0xFF0000, 0))
    plain.blit(surface, (0, 0))
    pixels, pitch = plain.get_buffer().raw, plain.get_pitch()
    rows = b"".join(
        _NO_FILTER + pixels[start : start + 3 * width] for start in range(0, pitch * height, pitch)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _COMPRESSION)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(data, zlib.crc32(name))
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
