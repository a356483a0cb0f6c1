"""Measure what the game takes: `python -m tests.bench [NAME…]` prints it beside the budgets.

Nothing here fails: times depend on the machine. A window is opened on an X server of its own.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from game.places import ROOT
from tests.bench import inside
from tests.story.generated import long_story, many_choices
from tests.window.desktop import Desktop, Game, a_desktop, missing

if TYPE_CHECKING:
    from tests.bench.measuring import Proof

_STARTS = 9
_IDLE_SECONDS = 10.0
_SETTLING_SECONDS = 3.0
_QUIET = {"SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}


@dataclass(frozen=True, slots=True)
class Result:
    """One measure beside its budget.

    Args:
        budget: at most, or at least where `more_is_better`; None where none was set.
    """

    what: str
    measured: float
    budget: float | None
    unit: str
    more_is_better: bool = False

    @property
    def kept(self) -> bool:
        """Say whether the budget is kept."""
        if self.budget is None:
            return True
        if self.more_is_better:
            return self.measured >= self.budget
        return self.measured <= self.budget


class Place:
    """Where the game runs while it is measured.

    Args:
        desktop: a screen; None draws nowhere.
        folder: to write into.
    """

    def __init__(self, desktop: Desktop | None, folder: Path) -> None:
        self.desktop = desktop
        self.folder = folder

    def run(self, name: str, *arguments: str) -> list[float]:
        """Let a process of its own measure, and give the numbers it prints."""
        if self.desktop:
            environment = self.desktop.environment(self.folder)
        else:
            environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.inside", name, *arguments],
            env=self.as_installed(environment),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return [float(number) for number in done.stdout.split()]

    def as_installed(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Let Python compile once, and then only read."""
        compiled = {"PYTHONPYCACHEPREFIX": str(self.folder / "compiled")}
        kept = {k: v for k, v in environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, **_QUIET, **compiled}

    def data(self) -> str:
        """Name a folder without records."""
        return tempfile.mkdtemp(dir=self.folder)


def start(place: Place) -> Iterator[Result]:
    """Measure from before the process is made until the first frame is shown.

    The languages take turns, so that a machine that becomes slower is slower for all of them.
    """
    took: dict[str, list[float]] = {"en": [], "th": [], "km": []}
    for number in range(_STARTS + 1):
        for language, seconds in took.items():
            before = inside.now()
            (shown,) = place.run("start", place.data(), language)
            if number:  # the first time compiles
                seconds.append(shown - before)
    for language, seconds in took.items():
        yield Result(f"process start to first frame ({language})", median(seconds), 0.35, "s")
    for language in ("th", "km"):
        more = median(there - here for there, here in zip(took[language], took["en"], strict=True))
        yield Result(f"  more than in English ({language})", more * 1000, 30, "ms")


def memory(place: Place) -> Iterator[Result]:
    """Measure what is held after a whole episode, with every step drawn."""
    for language in ("en", "th", "km"):
        held, most = place.run("memory", place.data(), language)
        yield Result(f"memory, whole episode played ({language})", held, 110, "MB")
        yield Result(f"  the most at any time ({language})", most, 110, "MB")


def idle(place: Place) -> Iterator[Result]:
    """Measure the processor while the title, then an episode, waits."""
    if place.desktop is None:
        return
    data = Path(place.data())
    settings = '{"language": "en", "wait": true}'
    (data / "settings.json").write_text(settings, encoding="utf-8")
    with Game(place.desktop, data) as game:
        for screen in ("title", "episode"):
            if screen == "episode":
                game.start_an_episode()
            time.sleep(_SETTLING_SECONDS)
            before = inside.processor_seconds(game.process.pid)
            time.sleep(_IDLE_SECONDS)
            used = inside.processor_seconds(game.process.pid) - before
            share = 100 * used / _IDLE_SECONDS
            yield Result(f"CPU while nothing moves ({screen})", share, 0.5, "% of a core")


def frames(place: Place) -> Iterator[Result]:
    """Measure the frames while messages slide in."""
    for language in ("en", "km"):
        typical, slow, press = place.run("frames", place.data(), language)
        yield Result(f"a frame while a message slides in, median ({language})", typical, 5, "ms")
        yield Result(f"  95th percentile ({language})", slow, 5, "ms")
        yield Result(
            f"  first frame after a press, 95th percentile ({language})", press, None, "ms"
        )


def walking(_place: Place) -> Iterator[Result]:
    """Measure how fast a story is walked without a screen."""
    walked = inside.walked_a_second()
    yield Result("lines and choices walked", walked, 100_000, "a second", more_is_better=True)


def answers(place: Place) -> Iterator[Result]:
    """Measure how long one answer takes until it is on the disk."""
    yield Result("one durable answer, 95th percentile", inside.answer(place.data()), 10, "ms")


def notebook(place: Place) -> Iterator[Result]:
    """Measure from the press to the drawn notebook of a player with 2,000 events."""
    for language in ("en", "km"):
        (took,) = place.run("notebook", place.data(), language)
        yield Result(f"notebook of 2,000 events, read and drawn ({language})", took, 50, "ms")


def checking(place: Place) -> Iterator[Result]:
    """Measure `sarika check` of one long story, and of one that has too many states."""
    stories = {
        "check of a story of 10,000 lines, whole process": (long_story(10_000), 1.0),
        "  of 20 yes/no variables, refused": (many_choices(20), 2.0),
    }
    for what, (source, budget) in stories.items():
        file = place.folder / "long.yaml"
        file.write_text(source, encoding="utf-8")
        took = []
        for _ in range(_STARTS):
            before = inside.now()
            # What it finds ends with status 1.
            subprocess.run(
                [sys.executable, "-m", "game", "check", str(file)],
                cwd=ROOT,
                env=place.as_installed(os.environ),
                stdout=subprocess.DEVNULL,
                check=False,
            )
            took.append(inside.now() - before)
        yield Result(what, median(took), budget, "s")


def languages(place: Place) -> Iterator[Result]:
    """Measure `sarika languages update` of our stories and of a long one, in two languages."""
    from tests.bench.languages import a_project, add_a_story, change_a_little, translate

    project = a_project(place.folder / "project")
    update = [sys.executable, "-m", "game", "languages", "update"]
    environment = {**place.as_installed(os.environ), "PYTHONPATH": str(project)}

    def updated() -> float:
        before = inside.now()
        subprocess.run(update, cwd=project, env=environment, stdout=subprocess.DEVNULL, check=True)
        return inside.now() - before

    updated()
    own = median(updated() for _ in range(_STARTS))
    yield Result("languages update, our own episodes, nothing has changed", own, 1.5, "s")
    add_a_story(project)
    yield Result("languages update, a story of 10,000 lines is new", updated(), 1.5, "s")
    translate(project)
    updated()
    unchanged = median(updated() for _ in range(_STARTS))
    yield Result("  nothing has changed, all is translated", unchanged, 1.5, "s")
    changed = []
    for number in range(_STARTS):
        change_a_little(project, number)
        changed.append(updated())
    yield Result("  one text in a hundred has changed", median(changed), 1.5, "s")


def preview(place: Place) -> Iterator[Result]:
    """Measure all pictures of a language at two text sizes, and the same again unchanged."""
    for language in ("km", "th"):
        out = place.data()
        for what, seconds, asked in (
            (f"preview of a language, every picture ({language})", 60, ()),
            ("  again, with nothing changed", None, ("--changed",)),
        ):
            before = inside.now()
            # What it finds ends with status 1.
            subprocess.run(
                [sys.executable, "-m", "game", "preview", "--lang", language, "--out", out, *asked],
                cwd=ROOT,
                env=place.as_installed(os.environ),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            yield Result(what, inside.now() - before, seconds, "s")
        shutil.rmtree(out)


def groups(place: Place) -> Iterator[Result]:
    """Measure what is said of a group, from the database to the verdict."""
    for events, seconds in ((100_000, 5), (1_000_000, 30)):
        took, most = place.run("groups", place.data(), str(events))
        yield Result(f"a group, {events:,} events", took, seconds, "s")
        yield Result("  the most memory at any time", most, 500, "MB")


def report(place: Place) -> Iterator[Result]:
    """Measure how long a report takes to write, from the database to the file."""
    took, most = place.run("report", place.data(), str(100_000))
    yield Result("a report, 100,000 events", took, 5, "s")
    yield Result("  the most memory at any time", most, 500, "MB")


def merging(place: Place) -> Iterator[Result]:
    """Measure how long the records of other machines take to come in, and to go out."""
    from tests.bench.merging import merge_files

    for machines, events, seconds, times in ((40, 1000, 1, _STARTS), (1, 1_000_000, None, 1)):
        files = [str(file) for file in merge_files(Path(place.data()), machines, events)]
        runs = [place.run("merging", place.data(), *files) for _ in range(times)]
        first, again, merge, table, statements, most = map(median, zip(*runs, strict=True))
        yield Result(f"merge of {machines} machines, {events:,} events each", first, seconds, "s")
        yield Result("  the same once more", again, None, "s")
        yield Result("  written as a merge file", merge, None, "s")
        yield Result("  as a table", table, None, "s")
        yield Result("  as statements", statements, None, "s")
        yield Result("  the most memory at any time", most, 500, "MB")


def measuring(_place: Place) -> Iterator[Result]:
    """Measure how often what was put into 1,000 simulated classes is found again."""
    from tests.bench import measuring

    for name, skill in (
        ("learned", measuring.LEARNING),
        ("suspicious", measuring.SUSPICIOUS),
        ("unchanged", measuring.UNCHANGED),
    ):
        yield from _proven(name, measuring.prove(skill, 1000, bootstrap=name == "learned"))
    wide = measuring.prove(measuring.LEARNING, 1000, spread=measuring.WIDE)
    yield from _proven("differing", wide)


def hands(_place: Place) -> Iterator[Result]:
    """Measure how often what hands say holds the truth, in simulated classes that follow."""
    from tests.bench.hands import FOLLOWING, MESSAGES, called, held
    from tests.bench.measuring import LEARNING, SUSPICIOUS, UNCHANGED

    for following in FOLLOWING:
        for messages in MESSAGES:
            found = held(following, messages, 4000)
            said = f"{100 * following:.0f} % follow, {messages} messages"
            yield Result(f"{said}: hands apart", 100 * found.apart, None, "%")
            yield Result(f"{said}: with the design effect", 100 * found.together, None, "%")
    kinds = {"learned": LEARNING, "suspicious": SUSPICIOUS, "unchanged": UNCHANGED}
    for following in FOLLOWING:
        for name, skill in kinds.items():
            verdicts = called(skill, following, 1000)
            for verdict in ("learned", "more suspicious"):
                said = f"{100 * following:.0f} % follow, {name}: called {verdict!r}"
                yield Result(said, verdicts[verdict] / 10, None, "%")


def _proven(name: str, proof: "Proof") -> Iterator[Result]:
    from tests.bench.measuring import BANDS

    for measure, share in proof.coverage().items():
        yield Result(f"{name}: 95 % holds {measure}", 100 * share, None, "%")
    for verdict in ("learned", "more suspicious", "lost"):
        share = 100 * proof.share(verdict)
        yield Result(f"{name}: called {verdict!r}", share, None, "%")
    for band in BANDS:
        share = 100 * proof.share("learned", [band])
        yield Result(f"  'learned', {band[0]} to {band[1]} players", share, None, "%")


MEASURES: dict[str, Callable[[Place], Iterator[Result]]] = {
    "start": start,
    "memory": memory,
    "idle": idle,
    "frames": frames,
    "walking": walking,
    "answers": answers,
    "notebook": notebook,
    "checking": checking,
    "languages": languages,
    "preview": preview,
    "groups": groups,
    "report": report,
    "merging": merging,
    "measuring": measuring,
    "hands": hands,
}


def main() -> None:
    """Measure what was asked for, and print a line for each as it comes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "name", nargs="*", choices=[*MEASURES, []], help="what to measure; else all"
    )
    chosen = parser.parse_args().name or list(MEASURES)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        lacking = missing()
        if lacking:
            _say(f"no window: {lacking}")
        desktop = None if lacking else stack.enter_context(a_desktop(folder))
        _say(f"{'what':<58}{'measured':>12}{'budget':>12}")
        for name in chosen:
            for result in MEASURES[name](Place(desktop, folder)):
                sign = "" if result.kept else "  OVER"
                budget = "-" if result.budget is None else f"{result.budget:,.6g}"
                _say(f"{result.what:<58}{result.measured:>12,.3g}{budget:>12} {result.unit}{sign}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
