"""Keep what is known of the pictures of a folder, so that only what changed is drawn again."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.language.catalogs import Request
from game.preview.files import write
from game.preview.pictures import File, Key, Part, Picture, Text

NAME = "manifest.json"
_FORMAT = 1


@dataclass(slots=True)
class Manifest:
    """Hold what is known of a folder.

    Args:
        pictures: all of them.
    """

    pictures: dict[Key, Picture] = field(default_factory=dict)

    def of(self, parts: Iterable[Part]) -> dict[Key, Picture]:
        """Give the pictures of some parts."""
        wanted = frozenset(parts)
        return {key: it for key, it in self.pictures.items() if part_of(it) in wanted}

    def still_right(
        self,
        parts: Iterable[Part],
        made_from: Mapping[str, str],
        found: Callable[[Request], str],
        folder: Path,
    ) -> dict[Key, Picture]:
        """Find the pictures that would look the same if they were drawn again.

        Args:
            parts: where to look.
            made_from: for each group, a hash of all that pictures depend on besides texts.
            found: looks up what stands in the catalogs now.
            folder: of the pictures.

        Returns:
            Those whose texts and all else are as they were, and whose files are there.
        """
        wanted = self.of(parts)
        now = {request: found(request) for it in wanted.values() for request in it.found}
        kept = {
            key: it
            for key, it in wanted.items()
            if it.made_from == made_from[it.group]
            and all(now[request] == before for request, before in it.found.items())
            and all((folder / file.path).is_file() for file in it.files)
        }
        # A picture that looked like another one has no file of its own, and goes with the other.
        there = {
            file.path: file.looks for it in kept.values() for file in it.files if it.owns(file)
        }
        return {
            key: it
            for key, it in kept.items()
            if all(there.get(file.path) == file.looks for file in it.files)
        }


def part_of(picture: Picture) -> Part:
    """Say which part a picture belongs to."""
    return Part(picture.size, picture.kind, picture.group)


def load(folder: Path) -> Manifest:
    """Read what is known of a folder.

    Args:
        folder: of the pictures.

    Returns:
        What is known; nothing where there is no manifest, or one that cannot be read.
    """
    try:
        return _read(json.loads((folder / NAME).read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Manifest()


def save(folder: Path, manifest: Manifest) -> None:
    """Keep what is known of a folder.

    Args:
        folder: of the pictures.
        manifest: what is known.

    Raises:
        CannotWriteError: it cannot be kept.
    """
    write(folder / NAME, json.dumps(_written(manifest), ensure_ascii=False).encode())


# Requests, what was found for them, and texts stand in many pictures: each is written once.


class _Table:
    """Number what is written more than once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, it: object) -> int:
        return self._numbers.setdefault(it, len(self._numbers))

    @property
    def rows(self) -> list[Any]:
        return list(self._numbers)


def _written(manifest: Manifest) -> dict[str, Any]:
    requests, found, texts = _Table(), _Table(), _Table()
    pictures = [
        [
            it.size,
            it.name,
            it.group,
            it.kind,
            [[file.path, file.width, file.height, file.looks] for file in it.files],
            [found.number((requests.number(r), was)) for r, was in it.found.items()],
            [texts.number(text) for text in it.texts],
            it.troubles,
            it.made_from,
        ]
        for it in manifest.pictures.values()
    ]
    shown = [
        [it.text, it.lines, it.troubles, it.where, [requests.number(r) for r in it.requests]]
        for it in texts.rows
    ]
    return {
        "format": _FORMAT,
        "requests": [[r.domain, r.context, r.msgid, r.plural, r.count] for r in requests.rows],
        "found": found.rows,
        "texts": shown,
        "pictures": pictures,
    }


def _read(data: dict[str, Any]) -> Manifest:
    if data["format"] != _FORMAT:
        return Manifest()
    requests = [Request(*row) for row in data["requests"]]
    found = [(requests[number], was) for number, was in data["found"]]
    texts = [
        Text(text, tuple(lines), tuple(troubles), where, tuple(requests[n] for n in numbers))
        for text, lines, troubles, where, numbers in data["texts"]
    ]
    pictures = [
        Picture(
            size=size,
            name=name,
            group=group,
            kind=kind,
            files=tuple(File(*file) for file in files),
            found=dict(found[number] for number in numbers),
            texts=tuple(texts[number] for number in shown),
            troubles=tuple(troubles),
            made_from=made_from,
        )
        for size, name, group, kind, files, numbers, shown, troubles, made_from in data["pictures"]
    ]
    return Manifest({picture.key: picture for picture in pictures})
