"""`sarika demo`: play an episode by itself and say what was recorded."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App, Surroundings
    from game.screen.autoplay import Autoplay
    from game.screen.settings import Settings

DESCRIPTION = (
    "Play an episode by itself, in a window or without a screen, and say what it recorded."
)
_PAUSE = 1.6


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika demo`."""
    parser.add_argument("story", nargs="?", metavar="ID", help="the episode; else the first one")
    parser.add_argument("--lang", metavar="CODE", help="the language: th, km or en")
    parser.add_argument("--fast", action="store_true", help="do not wait, and open no window")
    parser.add_argument(
        "--pictures", type=Path, metavar="DIR", help="save pictures of every step here"
    )
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="play a story of this folder")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which mistakes are made")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keep the records here; else they are not kept"
    )


def run(chosen: argparse.Namespace) -> int:
    """Play and print.

    Raises:
        CommandError: there is no such language or episode, or pictures cannot be written.
    """
    with tempfile.TemporaryDirectory() as throw_away:
        return _play(chosen, places.data_folder(chosen.data) if chosen.data else Path(throw_away))


def _play(chosen: argparse.Namespace, data: Path) -> int:
    from game.opening import UnknownError, start_language, surroundings
    from game.screen.settings import Settings

    rng = random.Random(chosen.seed)  # noqa: S311 - a demonstration, not a secret
    clock = time.monotonic
    try:
        stories = chosen.scenarios or places.SCENARIOS
        around = surroundings(
            data, rng, clock, only=chosen.story, stories=stories, language=chosen.lang
        )
        language = start_language(chosen.lang, Settings(), around.locales)
    except UnknownError as error:
        raise CommandError(str(error)) from None
    settings = Settings(language=language, sound=False, wait=True)
    if chosen.fast or chosen.pictures or not _has_screen():
        from game.screen.offscreen import Offscreen

        still = replace(settings, still=True)
        with Offscreen(around, still, (1280, 720)) as screen:
            player, steps = _begin(screen.app, rng)
            for number, _ in enumerate(steps, 1):
                if chosen.pictures:
                    screen.save(_picture(chosen.pictures, number))
            _tell(screen.app, player)
        return 0
    return _in_a_window(around, settings, rng)


def _in_a_window(around: "Surroundings", settings: "Settings", rng: random.Random) -> int:
    from game.screen.window import Window

    window = Window(around, settings)
    player, steps = _begin(window.app, rng)
    due = time.monotonic() + _PAUSE

    def each_frame() -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + _PAUSE
            if next(steps, None) is None:
                window.app.quit()

    window.run(each_frame, lambda: _tell(window.app, player))
    return 0


def _begin(app: "App", rng: random.Random) -> tuple["Player", Iterator[int]]:
    from game.learning.ids import new_code
    from game.screen.autoplay import Autoplay
    from game.screen.episode import EpisodeView
    from game.screen.theme import ANIMALS, COLOURS

    stories = app.library.stories
    if not stories:
        raise CommandError("there is no episode that can be played. `sarika doctor` says why")
    code = new_code(rng, {p.code for p in app.store.players()})
    player = app.store.new_player(rng.choice(ANIMALS), rng.choice(tuple(COLOURS)), code)
    episode = EpisodeView.begin(app, player, stories[0], resume=False)
    app.push(episode)
    return player, _steps(app, Autoplay(episode, rng))


def _steps(app: "App", play: "Autoplay") -> Iterator[int]:
    number = 0
    while not play.over:
        app.store.flush()
        play.step()
        number += 1
        yield number


def _picture(folder: Path, number: int) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"cannot make the folder {folder}: {error.strerror}") from None
    return folder / f"{number:03d}.png"


def _has_screen() -> bool:
    from game.screen.window import NoDisplayError, open_display

    try:
        open_display()
    except NoDisplayError:
        return False
    return True


def _tell(app: "App", player: "Player") -> None:
    from game.language.numbers import items
    from game.screen.names import trick_name

    app.store.flush()
    counts = app.store.counts(player)
    print(f"{'trick':<28}{'met':>5}{'found':>7}{'missed':>8}")
    for trick, found in counts.tricks.items():
        name = trick_name(app.ui, app.library.common, trick)
        print(f"{name:<28}{found.found + found.missed:>5}{found.found:>7}{found.missed:>8}")
    print(f"Messages up to something: noticed {counts.hits} of {counts.unsafe}.")
    print(f"Friendly messages: let {counts.correct_rejections} of {counts.safe} be friendly.")
    told = app.store.acts(player).told
    print(f"Told: {items(told, 'en') if told else 'nobody'}.")
