"""`sarika doctor`: say what works on this machine."""

import argparse
import os
import platform
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import game
from game import places
from game.commands import FOUND

DESCRIPTION = "Say what works here: fonts, display, sound, records, languages, stories."
_SQLITE = (3, 37, 0)  # the first with strict tables
_PACKAGES = ("pygame-ce", "PyYAML", "Babel", "icu4py", "platformdirs", "accesskit")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found.

    Args:
        good: whether it works; None for what the game can do without.
    """

    what: str
    says: str
    good: bool | None = True


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika doctor`."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder of the records")


def run(chosen: argparse.Namespace) -> int:
    """Look at everything and print a line for each.

    Returns:
        1 if the game cannot be played as it should, else 0.
    """
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _program,
        _sqlite,
        _fonts,
        _stories,
        lambda: _records(places.data_folder(chosen.data)),
        _display,
        _sound,
    )
    bad = 0
    for look in looks:
        for finding in look():
            sign = {True: "ok", False: "WRONG", None: "without"}[finding.good]
            print(f"{sign:<8}{finding.what:<12}{finding.says}")
            bad += finding.good is False
    return FOUND if bad else 0


def _program() -> Iterator[Finding]:
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield Finding("sarika", f"{game.__version__}, {python}")
    for package in _PACKAGES:
        try:
            yield Finding("package", f"{package} {version(package)}")
        except PackageNotFoundError:
            needed = package != "accesskit"
            says = f"{package} is missing. Install it"
            yield Finding("package", says, False if needed else None)


def _sqlite() -> Iterator[Finding]:
    import sqlite3

    good = sqlite3.sqlite_version_info >= _SQLITE
    needed = ".".join(map(str, _SQLITE))
    says = sqlite3.sqlite_version if good else f"{sqlite3.sqlite_version} is older than {needed}"
    yield Finding("sqlite", says, good)


def _fonts() -> Iterator[Finding]:
    from game.language.catalogs import Words
    from game.language.locales import read_locales

    locales, wrong = read_locales(places.LOCALES)
    for error in wrong:
        yield Finding("locale", str(error), good=False)
    for locale in locales.values():
        words = Words(places.LOCALES, locale.code, places.cache_folder())
        words.t("bar", "Get help")
        for problem in words.problems:
            yield Finding("catalog", problem, good=False)
        reviewed = locale.reviewed or "not yet reviewed by native practitioners"
        yield Finding("language", f"{locale.code} {locale.english}: {reviewed}")


def _stories() -> Iterator[Finding]:
    from game.story.load import load_all

    library = load_all(places.SCENARIOS)
    for story in library.stories:
        yield Finding("story", f"{story.number}. {story.title} ({story.id})")
    for error in library.broken:
        for line in str(error).splitlines():
            yield Finding("story", line, good=False)


def _records(folder: Path) -> Iterator[Finding]:
    from game.learning.ids import IdMaker
    from game.learning.store import Store, StoreUnavailable

    def now() -> datetime:
        return datetime.now(UTC)

    try:
        store = Store.open(folder, now, IdMaker(now, random.SystemRandom()))
    except StoreUnavailable as error:
        yield Finding("records", f"{folder}: {error}", good=False)
        return
    yield Finding("records", store.notice or f"{folder}: can be written", store.notice is None)
    store.close()


def _display() -> Iterator[Finding]:
    import pygame

    from game.screen.window import NoDisplayError, open_display

    try:
        open_display()
        sizes = ", ".join(f"{w}x{h}" for w, h in pygame.display.get_desktop_sizes())
        yield Finding("display", f"{pygame.display.get_driver()}: {sizes}")
    except NoDisplayError as error:
        says = f"{error}. `sarika demo` and `sarika preview` work without one"
        yield Finding("display", says, good=False)
    finally:
        pygame.display.quit()


def _sound() -> Iterator[Finding]:
    from game.screen.sound import Sounds

    if os.environ.get("SDL_AUDIODRIVER") == "dummy":
        yield Finding("sound", "switched off by SDL_AUDIODRIVER", good=None)
        return
    sounds = Sounds(enabled=True)
    sounds.open()
    says = "a device is there" if sounds.available else "no device; the game plays on in silence"
    yield Finding("sound", says, True if sounds.available else None)
