"""Draw the pictures of a preview, one process a text size."""

import gc
import logging
import multiprocessing
import random
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.learning.events import QUICK_EYES
from game.opening import surroundings
from game.preview.files import CannotWriteError, make_folder, png, write
from game.preview.hearing import Ear
from game.preview.pictures import File, Kind, Part, Picture, Text, Where
from game.screen.app import App
from game.screen.gallery import Drawing, Shot, lines, quick_lines, screens
from game.screen.offscreen import Offscreen
from game.screen.placed import Area, Said, Spot
from game.screen.settings import Settings

if TYPE_CHECKING:
    from game.language.catalogs import Request

SIZE = (1280, 720)
_STEP = 0.85  # of the height of what scrolls
_ART = 64_000_000  # bytes of pictures, so that each is drawn once
_FEW = 32  # pictures; sending each by itself takes several times as long
_PATIENCE = 3.0  # seconds for the other processes to end by themselves


@dataclass(frozen=True, slots=True)
class Job:
    """What one process draws.

    Args:
        language: the language tag.
        scenarios: the folder of the stories.
        folder: for the pictures.
        size: of the text, in per cent.
        parts: what to draw, all at this text size.
        made_from: for each group, a hash of all that its pictures depend on besides texts.
        kept: pictures of an earlier run that are still right and are not drawn again.
        before: what the files of an earlier run show, by path.
    """

    language: str
    scenarios: Path
    folder: Path
    size: int
    parts: tuple[Part, ...]
    made_from: Mapping[str, str]
    kept: tuple[Picture, ...] = ()
    before: Mapping[str, str] = field(default_factory=dict)


def draw_all(jobs: Sequence[Job]) -> Iterator[Picture]:
    """Draw what several jobs ask for, all at once.

    Args:
        jobs: one a text size.

    Yields:
        Each picture once it is saved.

    Raises:
        CannotWriteError: a picture cannot be saved.
    """
    with tempfile.TemporaryDirectory() as data:
        folders = [make_folder(Path(data) / str(job.size)) for job in jobs]
        if len(jobs) == 1:
            yield from draw(jobs[0], folders[0])
        else:
            yield from _in_processes(jobs, folders)


def names(job: Job) -> list[str]:
    """Name all pictures of a job in their order, without laying any of them out."""
    with tempfile.TemporaryDirectory() as data, _opened(job, Path(data)) as app:
        return [shot.name for _, shot in _shots(app, job.parts)]


def draw(job: Job, data: Path) -> Iterator[Picture]:
    """Draw what a job asks for.

    Args:
        job: what to draw.
        data: an empty folder for what the game records.

    Yields:
        Each picture once it is saved.

    Raises:
        CannotWriteError: a picture cannot be saved.
    """
    kept = {picture.name for picture in job.kept}
    with _opened(job, data) as app:
        artist = _Artist(app, job)
        for kind, shot in _shots(app, job.parts):
            if shot.name not in kept:
                yield artist.draw(kind, shot)


def _in_processes(jobs: Sequence[Job], folders: Sequence[Path]) -> Iterator[Picture]:
    # A forked process would share what pygame has open.
    context = multiprocessing.get_context("spawn")
    receivers: list[Connection] = []
    processes = []
    for job, data in zip(jobs, folders, strict=True):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(job, data, sender), daemon=True)
        process.start()
        sender.close()
        receivers.append(receiver)
        processes.append(process)
    try:
        yield from _received(receivers)
    finally:
        for receiver in receivers:
            receiver.close()
        for process in processes:
            process.join(_PATIENCE)
            process.terminate()
            process.join()


def _received(receivers: Iterable[Connection]) -> Iterator[Picture]:
    open_ones = list(receivers)
    while open_ones:
        ready = wait(open_ones)
        for receiver in [it for it in open_ones if it in ready]:
            try:
                said = receiver.recv()
            except EOFError:
                raise RuntimeError("a process that draws pictures has died") from None
            if isinstance(said, Exception):
                raise said
            if said is None:
                open_ones.remove(receiver)
            else:
                yield from said


def _work(job: Job, data: Path, sender: Connection) -> None:
    """Draw in a process of its own, and send what was drawn, a few at a time; None at the end."""
    try:
        drawn = draw(job, data)
        while few := list(islice(drawn, _FEW)):
            sender.send(few)
        sender.send(None)
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # nobody waits for the rest
    except CannotWriteError as error:
        sender.send(error)
    except Exception as error:  # noqa: BLE001 - raised again where somebody can tell of it
        error.add_note(traceback.format_exc())
        sender.send(error)


@contextmanager
def _opened(job: Job, data: Path) -> Iterator[App]:
    """Open the game without a window and without its records on the disk."""
    around = surroundings(
        data,
        random.Random(1),  # noqa: S311 - the same pictures every time
        _standing_clock(),
        stories=job.scenarios,
        language=job.language,
    )
    open_store = around.open_store
    around = replace(around, open_store=lambda _: open_store(None))
    settings = Settings(job.language, text_size=job.size, still=True, sound=False, wait=True)
    with uncollected(), quiet(), Offscreen(around, settings, SIZE) as screen:
        yield screen.app


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles of objects: a preview makes none, and looking takes a tenth of it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def quiet() -> Iterator[None]:
    """Log nothing: what has no translation, and which catalogs are broken, stands on the page."""
    log = logging.getLogger("game")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)


def _standing_clock() -> Callable[[], float]:
    # Everything that moves has come to rest a second after it appeared.
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 1.0
        return now

    return clock


def _shots(app: App, parts: Iterable[Part]) -> Iterator[tuple[Kind, Shot]]:
    groups: dict[Kind, set[str]] = {"screen": set(), "line": set()}
    for part in parts:
        groups[part.kind].add(part.group)
    if groups["screen"]:
        for shot in screens(app, groups["screen"]):
            yield "screen", shot
    if QUICK_EYES in groups["line"]:
        for shot in quick_lines(app):
            yield "line", shot
    for story in app.library.stories:
        if story.id in groups["line"]:
            for shot in lines(app, story):
                yield "line", shot


class _Saver:
    """Save pictures; what looks the same is saved once."""

    def __init__(self, job: Job) -> None:
        self._folder = job.folder
        self._before = job.before
        self._saved = {file.looks: file.path for it in job.kept for file in it.files}

    def save(self, surface: pygame.Surface, path: str) -> File:
        """Save a picture, unless it is there.

        Raises:
            CannotWriteError: it cannot be saved.
        """
        content = png(surface)
        looks = blake2b(content, digest_size=12).hexdigest()
        there = self._saved.setdefault(looks, path)
        file = self._folder / path
        if there == path and not (self._before.get(path) == looks and file.is_file()):
            make_folder(file.parent)
            write(file, content)
        return File(there, *surface.get_size(), looks)


class _Artist:
    """Draw shots, and note what is on them.

    Args:
        app: the game that shows them.
        job: what to draw.
    """

    def __init__(self, app: App, job: Job) -> None:
        self._app = app
        self._job = job
        self._saver = _Saver(job)
        self._ear = Ear()
        self._read = {text.text for it in job.kept for text in it.texts if text.where == "seen"}
        app.ui.art.keep(_ART)
        app.heard = self._ear
        app.read_words_again()

    def draw(self, kind: Kind, shot: Shot) -> Picture:
        """Draw a shot, also what can be scrolled to on it and stands on no other picture.

        Raises:
            CannotWriteError: a picture cannot be saved.
        """
        self._ear.begin()
        self._app.refresh()
        drawing = shot.lay_out()
        visible = _visible(drawing)
        views = [drawing.picture()]
        self._read |= visible
        views += self._further(drawing, visible)
        texts = tuple(dict.fromkeys(self._texts(drawing, visible)))
        told = {trouble for text in texts for trouble in text.troubles}
        troubles = (it for it in drawing.placed.all_troubles() if it not in told)
        paths = (
            f"{self._job.size}/{shot.name}{f'-{n}' if n > 1 else ''}.png"
            for n in range(1, len(views) + 1)
        )
        return Picture(
            size=self._job.size,
            name=shot.name,
            group=shot.group,
            kind=kind,
            files=tuple(map(self._saver.save, views, paths)),
            found=self._ear.found,
            texts=texts,
            troubles=tuple(dict.fromkeys(troubles)),
            made_from=self._job.made_from[shot.group],
        )

    def _further(self, drawing: Drawing, visible: set[str]) -> Iterator[pygame.Surface]:
        """Scroll to texts that nobody could read yet."""
        scrolls = drawing.ui.scrolls
        for area in drawing.placed.areas:
            start = at = scrolls.get(area.key, 0.0)
            while not area.to_end and at < area.farthest() and self._has_unread(area):
                at = scrolls[area.key] = min(at + _STEP * area.rect.height, area.farthest())
                yield drawing.picture()
                visible |= _visible(drawing)
                self._read |= visible
            scrolls[area.key] = start

    def _has_unread(self, area: Area) -> bool:
        return any(text not in self._read for text in area.content.all_texts())

    def _texts(self, drawing: Drawing, visible: set[str]) -> Iterator[Text]:
        labels: list[str] = []
        known: set[Request] = set()
        for part, _, area in drawing.placed.all_parts(drawing.ui):
            if isinstance(part, Spot):
                labels.append(part.label)
                continue
            where: Where = "seen" if part.text in visible else "below"
            # What has scrolled out of a chat was on an earlier picture.
            passed = where == "below" and area is not None and area.to_end
            requests = () if passed else self._ear.behind(part.text)
            known.update(requests)
            if requests or part.troubles:
                yield Text(part.text, part.lines, part.troubles, where, requests)
        for label in labels:
            requests = self._ear.behind(label)
            if not known.issuperset(requests):
                known.update(requests)
                yield Text(label, (), (), "spoken", requests)


def _visible(drawing: Drawing) -> set[str]:
    """Find the texts that can be read, as far as everything is scrolled now."""
    return {
        part.text
        for part, rect, area in drawing.placed.all_parts(drawing.ui)
        if isinstance(part, Said) and _is_seen(rect, area)
    }


def _is_seen(rect: pygame.Rect, area: Area | None) -> bool:
    if area is None:
        return True
    return 2 * rect.clip(area.rect).height >= min(rect.height, area.rect.height)
