"""Put together what the game is given from outside: folders, clock, chance, records, stories."""

import difflib
import locale
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.language.catalogs import SOURCE_LANGUAGE
from game.language.locales import Locale, load_locales
from game.language.pseudo import PSEUDO, pseudo_locale
from game.screen.app import Surroundings
from game.screen.settings import Settings

if TYPE_CHECKING:
    from game.learning.store import Store
    from game.story.load import Library


class UnknownError(Exception):
    """A language or an episode of that name does not exist; the message says which do."""


def surroundings(
    data: Path,
    rng: random.Random,
    clock: Callable[[], float],
    *,
    only: str | None = None,
    stories: Path = places.SCENARIOS,
    language: str | None = None,
) -> Surroundings:
    """Put together the surroundings of a game on this machine.

    Args:
        data: the folder of records and settings.
        rng: the chance it is given.
        clock: seconds that only grow.
        only: the id of the one episode to show; all for None.
        stories: the folder of the stories.
        language: what was asked for; the pseudo-language is there only if it is this one.

    Returns:
        The surroundings; nothing was opened or read yet but the locales.

    Raises:
        UnknownError: there is no such episode.
    """
    if only is not None:
        known(only, (f.stem for f in (stories / "stories").glob("*.yaml")), "episode")
    return Surroundings(
        data=data,
        clock=clock,
        rng=rng,
        locales=_locales(language),
        open_store=_open_store,
        load_library=lambda: _load_library(stories, only),
    )


def _locales(asked_for: str | None) -> dict[str, Locale]:
    locales = load_locales(places.LOCALES)
    if asked_for == PSEUDO:
        locales[PSEUDO] = pseudo_locale(locales[SOURCE_LANGUAGE])
    return locales


def start_language(chosen: str | None, settings: Settings, locales: Mapping[str, Locale]) -> str:
    """Say which language to start in: the one asked for, the last one, or the computer's.

    Raises:
        UnknownError: there is no such language.
    """
    if chosen is not None:
        known(chosen, locales, "language")
        return chosen
    if settings.language in locales:
        return settings.language
    spoken = (locale.getlocale()[0] or "")[:2]
    return spoken if spoken in locales else "en"


def known(name: str, there: Iterable[str], kind: str) -> None:
    """Check that something is there before it is opened.

    Args:
        name: what was typed.
        there: the names there are.
        kind: what they name, for people.

    Raises:
        UnknownError: there is no such name; says what was probably meant.
    """
    names = sorted(there)
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UnknownError(
            f"there is no {kind} {name!r}.{meant} There are: {', '.join(names) or 'none'}"
        )


def _open_store(folder: Path | None) -> "Store":
    # Read after the first frame: SQLite and the events are not needed for the title.
    from game.learning.ids import IdMaker
    from game.learning.keeping import load_keeping
    from game.learning.retention import end_overdue
    from game.learning.store import Store

    def now() -> datetime:
        return datetime.now(UTC)

    store = Store.open(folder, now, IdMaker(now, random.SystemRandom()))
    if folder is not None:
        # Nobody waits for it; what cannot be done now is done at the next start.
        end_overdue(store, load_keeping(folder), now())
    return store


def _load_library(folder: Path, only: str | None) -> "Library":
    from game.story.load import load_all

    library = load_all(folder)
    if only is None:
        return library
    return replace(library, stories=tuple(s for s in library.stories if s.id == only))
