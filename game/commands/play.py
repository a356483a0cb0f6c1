"""`sarika play`: open the game."""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from game.screen.app import App

DESCRIPTION = "Open the game."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika play`."""
    parser.add_argument(
        "--lang",
        metavar="CODE",
        help="start in this language: th, km or en; qps-ploc is made up, to test the screens",
    )
    parser.add_argument("--story", metavar="ID", help="show only this episode")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep records in this folder")
    parser.add_argument(
        "--watch",
        action="store_true",
        help="for authors: take up every saved story at once, show findings, keep no records",
    )
    parser.add_argument(
        "--scenarios", type=Path, metavar="DIR", help="play the stories of this folder"
    )
    parser.add_argument(
        "--session",
        type=_session,
        metavar="CODE",
        help="whoever plays belongs to this session, of a computer room: its six letters",
    )
    parser.add_argument(
        "--size", type=_size, metavar="WxH", help="size of the window, for example 1366x768"
    )


def run(chosen: argparse.Namespace) -> int:
    """Open the game and show it until it is left.

    Raises:
        CommandError: there is no screen, or no such language or episode.
    """
    from game.opening import UnknownError, start_language, surroundings
    from game.screen.settings import load_settings
    from game.screen.title import TitleView
    from game.screen.window import NoDisplayError, Window

    data = places.data_folder(chosen.data)
    settings = load_settings(data)
    try:
        stories = chosen.scenarios or places.SCENARIOS
        around = surroundings(
            data,
            random.SystemRandom(),
            time.monotonic,
            only=chosen.story,
            stories=stories,
            language=chosen.lang,
        )
        language = start_language(chosen.lang, settings, around.locales)
    except UnknownError as error:
        raise CommandError(str(error)) from None
    settings = replace(settings, language=language)
    try:
        window = Window(around, settings, chosen.size)
    except NoDisplayError as error:
        raise CommandError(
            f"there is no screen to open a window on ({error}). "
            "`sarika demo` plays an episode and `sarika preview` draws every screen without one"
        ) from None
    if chosen.session is not None:
        window.app.lab.join(chosen.session)
    window.app.push(TitleView(window.app))
    window.run(_watching(window.app, stories, chosen.story) if chosen.watch else _nothing)
    return 0


def _nothing() -> None:
    """Do nothing; the game plays on its own."""


def _watching(app: "App", stories: Path, story: str | None) -> Callable[[], None]:
    """Begin what an author wants to see, and look at the files at every frame."""
    from game.learning.ids import new_code
    from game.screen.episode import EpisodeView
    from game.screen.home import HomeView
    from game.screen.watch import Watch

    app.play_without_saving()
    player = app.store.new_player("parrot", "green", new_code(app.rng, ()))
    app.home(HomeView(app, player))
    if story is not None and app.library.stories:
        app.push(EpisodeView.begin(app, player, app.library.stories[0], resume=False))
    return Watch(app, stories, places.LOCALES).look


def _size(typed: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in typed.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is no size like 1366x768") from None
    return width, height


def _session(typed: str) -> str:
    from game.learning.ids import CODE_LETTERS, SESSION_CODE_LENGTH, read_session_code

    code = read_session_code(typed)
    if code is None:
        raise argparse.ArgumentTypeError(
            f"{typed!r} is no code of a session: those have {SESSION_CODE_LENGTH} letters out of "
            f"{CODE_LETTERS}"
        )
    return code
