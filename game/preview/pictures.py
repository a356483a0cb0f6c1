"""What is known of one picture: its files, the texts on it, and what they are made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from game.language.catalogs import Request

Kind = Literal["screen", "line"]
# Read on the picture; lies further down where the screen scrolls; said by screen readers only.
Where = Literal["seen", "below", "spoken"]
Key = tuple[int, str]

# Further files of a picture are numbered.
_ENDING = re.compile(r"(-\d+)?\.png")


@dataclass(frozen=True, slots=True)
class File:
    """Name a file of a picture.

    Args:
        path: inside the folder of the language, with slashes; that of an earlier picture where
            both look the same.
        width: in pixels.
        height: in pixels.
        looks: a hash of what is seen.
    """

    path: str
    width: int
    height: int
    looks: str


@dataclass(frozen=True, slots=True)
class Text:
    """Tell of a text on a picture.

    Args:
        text: as it is shown; `**…**` is bold.
        lines: what stands in each line, with the spaces and breaks that end it.
        troubles: what does not fit or lacks a letter, each in one line.
        where: whether it can be seen.
        requests: the entries of the catalogs that it is made of.
    """

    text: str
    lines: tuple[str, ...]
    troubles: tuple[str, ...]
    where: Where
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Tell of a picture.

    Args:
        size: of the text, in per cent.
        name: without the text size; those of lines have a folder.
        group: what it belongs to: all screens outside of stories, Quick Eyes, or a story's id.
        kind: a screen, or a single line.
        files: of the picture, and of what can be scrolled to where no other picture shows it.
        found: all that was asked of the catalogs for it, with what stood there.
        texts: in reading order.
        troubles: what does not fit, besides texts.
        made_from: a hash of everything else that it depends on.
    """

    size: int
    name: str
    group: str
    kind: Kind
    files: tuple[File, ...]
    found: Mapping[Request, str]
    texts: tuple[Text, ...]
    troubles: tuple[str, ...]
    made_from: str

    @property
    def key(self) -> Key:
        """Tell it apart from all others."""
        return self.size, self.name

    def owns(self, file: File) -> bool:
        """Say whether a file was saved for this picture, not for one that looks the same."""
        start = f"{self.size}/{self.name}"
        return file.path.startswith(start) and bool(_ENDING.fullmatch(file.path, len(start)))

    @property
    def all_troubles(self) -> tuple[str, ...]:
        """Everything that does not fit, lacks a letter, or is broken."""
        return (*self.troubles, *(trouble for text in self.texts for trouble in text.troubles))


@dataclass(frozen=True, slots=True)
class Part:
    """Name some of the pictures: those of one kind in one group at one text size."""

    size: int
    kind: Kind
    group: str
