"""What is measured inside of a process of its own; prints numbers.

Imported as little as possible before the measuring begins: imports are part of the start.
"""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.screen.episode import EpisodeView
    from game.screen.window import Window


def now() -> float:
    """Give seconds on a clock that all processes share."""
    return time.clock_gettime(time.CLOCK_MONOTONIC)


def processor_seconds(process: int) -> float:
    """Say how long a process has used the processor so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _say(*numbers: float) -> None:
    sys.stdout.write(" ".join(map(str, numbers)) + "\n")


def start(data: str, language: str) -> None:
    """Open the game as `sarika` does, and say when the first frame was shown."""
    from game import commands
    from game.screen import window

    def first_frame_only(self: window.Window, *_: object) -> None:
        self.first_frame()
        _say(now())

    window.Window.run = first_frame_only  # type: ignore[method-assign, assignment]
    commands.main(["play", "--data", data, "--lang", language])


def memory(data: str, language: str) -> None:
    """Play a whole episode, drawing every step; print megabytes held, and the most ever held."""
    import resource

    from game.screen.autoplay import Autoplay

    window, view = _episode(data, language)
    play = Autoplay(view, window.app.rng)
    while not play.over:
        window.app.store.flush()
        play.step()
        window._draw()
    view.see_what_happened()
    window._draw()
    window.app.views[-1].default()
    window._draw()
    # Three faces lie before the notebook.
    window.app.views[-1].escape()
    window._draw()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    held = pages * os.sysconf("SC_PAGE_SIZE")
    _say(held / 1e6)
    _say(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
    window.app.close()


def frames(data: str, language: str) -> None:
    """Print the median and the 95th percentile of frames, and of those right after a press."""
    from statistics import median, quantiles

    import pygame

    from game.screen.autoplay import Autoplay

    window, view = _episode(data, language)
    app = window.app
    play = Autoplay(view, app.rng)
    sliding, first = [], []
    for _ in range(70):
        if play.over:
            break
        app.store.flush()
        before = time.perf_counter()
        play.step()
        window._draw()
        first.append(time.perf_counter() - before)
        while app.moving():
            pygame.event.pump()
            before = time.perf_counter()
            window._draw()
            took = time.perf_counter() - before
            sliding.append(took)
            time.sleep(max(0.0, 1 / 60 - took))
    app.close()
    _say(1000 * median(sliding), 1000 * quantiles(sliding, n=20)[-1])
    _say(1000 * quantiles(first, n=20)[-1])


def walked_a_second() -> float:
    """Walk the first story for two seconds; give the lines and choices walked a second."""
    from itertools import cycle

    from game.places import SCENARIOS
    from game.story.load import load_all
    from game.story.playthrough import Asking, Choosing, Over, Playthrough, Reading

    story = load_all(SCENARIOS).stories[0]
    turns = cycle(range(6))
    walked = 0
    begun = time.perf_counter()
    while time.perf_counter() < begun + 2:
        play = Playthrough.begin(story)
        while not isinstance(now_ := play.now, Over):
            if isinstance(now_, Reading):
                play = play.next()
            elif isinstance(now_, Choosing):
                play = play.choose(now_.options[next(turns) % len(now_.options)].id)
            elif isinstance(now_, Asking):
                play = play.judge(now_.scene, now_.line.item, "okay")
            walked += 1
    return walked / (time.perf_counter() - begun)


def answer(data: str) -> float:
    """Record 300 answers one by one; give the 95th percentile in milliseconds."""
    from random import Random
    from statistics import quantiles

    from tests.learning.recorded import begun, okay, opened

    store = opened(Path(data))
    _, play = begun(store)
    chance = Random(1)  # noqa: S311 - no secrets
    took = []
    for _ in range(300):
        before = time.perf_counter()
        store.record(play, [okay(f"{chance.getrandbits(32):08x}")]).wait()
        took.append(time.perf_counter() - before)
    store.close()
    return 1000 * quantiles(took, n=20)[-1]


def notebook(data: str, language: str) -> None:
    """Open the notebook of a player with 2,000 events; print the median in milliseconds."""
    from statistics import median

    from game.screen.home import HomeView
    from game.screen.notebook import NotebookView
    from tests.learning.recorded import okay, shown, wait

    window, view = _episode(data, language)
    app, player = window.app, view._player
    tricks = list(app.library.common.tricks)
    for number in range(1_000):
        item, trick = f"{number:08x}", tricks[number % len(tricks)]
        answer_ = wait(item, trick) if number % 3 else okay(item, trick)
        app.store.record(view.record, [shown(item, trick), answer_])
    app.home(HomeView(app, player))
    window._draw()
    took = []
    for _ in range(9):
        # Something new, so that nothing is answered from what was read before.
        app.store.record(view.record, [shown("new")])
        app.store.flush()
        before = time.perf_counter()
        app.push(NotebookView(app, player))
        window._draw()
        took.append(time.perf_counter() - before)
        app.pop()
        window._draw()
    app.close()
    _say(1000 * median(took))


def groups(data: str, number: str) -> None:
    """Fill records with simulated players, and say of them what is said of a group.

    Print the seconds from the first event read to the end, and the most megabytes ever held.
    """
    import resource

    from game.commands import main
    from game.learning.groups import group
    from tests.learning.recorded import opened

    folder = Path(data)
    with contextlib.redirect_stdout(sys.stderr):
        main(["simulate", "--players", "200", "--data", data])
    copy_players(folder / "records.sqlite", int(number))
    store = opened(folder)
    before = now()
    group(store.every_event())
    took = now() - before
    store.close()
    _say(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def report(data: str, number: str) -> None:
    """Fill records with simulated players, and write a report on them in Khmer.

    Print the seconds that the command takes, and the most megabytes ever held.
    """
    import resource

    from game.commands import main

    folder = Path(data)
    with contextlib.redirect_stdout(sys.stderr):
        main(["simulate", "--players", "80", "--data", data])
        copy_players(folder / "records.sqlite", int(number))
        before = now()
        main(["report", "--data", data, "--lang", "km", "--out", str(folder / "report.html")])
        took = now() - before
    _say(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def copy_players(records: Path, number: int) -> None:
    """Copy all players under other ids, again and again, until there are so many events."""
    import sqlite3

    connection = sqlite3.connect(records)
    there = connection.execute("SELECT count(*) FROM event").fetchone()[0]
    columns = "time, kind, version, story, scene, item, practice, body, form"
    for copy in range(1, -(-number // there)):
        connection.execute(
            f"""INSERT INTO event (id, machine, sequence, player, session, play, {columns})
            SELECT id || ?1, machine, sequence, player || ?1, session || ?1, play || ?1, {columns}
            FROM event WHERE length(id) = 36 ORDER BY sequence
            LIMIT ?2""",  # noqa: S608 - of no one else's words
            (f"-{copy}", number - there * copy),
        )
    connection.commit()
    connection.close()


def merging(data: str, *files: str) -> None:
    """Take in merge files, twice, and write all there is; print seconds, and the most megabytes."""
    import resource

    from game.learning import csv_export, merge_file, xapi
    from game.learning.merging import merge
    from tests.learning.recorded import opened

    store = opened(Path(data))
    for _ in range(2):
        before = time.perf_counter()
        merge(store, [Path(file) for file in files])
        _say(time.perf_counter() - before)
    for write in (merge_file.write, csv_export.write, xapi.write):
        before = time.perf_counter()
        with Path(os.devnull).open("wb") as nowhere:
            write(store, nowhere)
        _say(time.perf_counter() - before)
    store.close()
    _say(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def _episode(data: str, language: str) -> "tuple[Window, EpisodeView]":
    """Open a window and an episode, by the way a player goes."""
    import random

    from game.opening import surroundings
    from game.screen.episode import EpisodeView
    from game.screen.home import HomeView
    from game.screen.settings import Settings
    from game.screen.title import TitleView
    from game.screen.who import WhoView
    from game.screen.window import Window

    settings = Settings(language=language, wait=True)
    chance = random.Random(1)  # noqa: S311 - no secrets
    around = surroundings(Path(data), chance, time.monotonic)
    window = Window(around, settings, (1280, 720))
    app = window.app
    app.push(TitleView(app))
    window.first_frame()
    app.push(WhoView(app))
    window._draw()
    player = app.store.new_player("gecko", "blue", "BCDF")
    app.home(HomeView(app, player))
    window._draw()
    view = EpisodeView.begin(app, player, app.library.stories[0], resume=False)
    app.push(view)
    window._draw()
    return window, view


if __name__ == "__main__":
    runs = {f.__name__: f for f in (start, memory, frames, notebook, groups, report, merging)}
    runs[sys.argv[1]](*sys.argv[2:])
