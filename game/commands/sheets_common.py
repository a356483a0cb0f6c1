"""What the commands share that write sheets about episodes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands import CommandError

if TYPE_CHECKING:
    from game.story.load import Library
    from game.story.model import Story


def wanted(names: Sequence[str], library: "Library", what: str) -> "Sequence[Story]":
    """Choose episodes; what is broken cannot be left out in silence.

    Args:
        names: their ids; all episodes for none.
        library: what there is.
        what: what is to be written, for people.

    Returns:
        The episodes, in the order of the names.

    Raises:
        CommandError: one of them is broken, or there is none at all.
        UnknownError: there is no episode of a name.
    """
    from game.opening import known

    broken = {Path(error.findings[0].place.file).stem: error for error in library.broken}
    for name in names or broken:
        if name in broken:
            said = str(broken[name]).splitlines()[0]
            raise CommandError(f"{said}. `sarika check` tells more")
    stories = {story.id: story for story in library.stories}
    if not stories and not names:
        raise CommandError(f"there is no episode to write {what} for")
    for name in names:
        known(name, stories, "episode")
    return [stories[name] for name in names or stories]


def write(page: str | bytes, file: Path) -> None:
    """Write a sheet, with the folders it lies in.

    Args:
        page: its text, or what stands in its file.
        file: where.

    Raises:
        CommandError: it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.encode("utf-8") if isinstance(page, str) else page)
    except OSError as error:
        raise CommandError(f"cannot write {file}: {error.strerror}") from None
