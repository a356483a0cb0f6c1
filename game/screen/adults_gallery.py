"""The screens for adults, in each of their states, for the pictures of all screens."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, get_args

import pygame

from game.language.catalogs import SOURCE_LANGUAGE
from game.language.status import Domain, Progress, Status
from game.learning.gathering import gather
from game.learning.ids import CODE_LETTERS
from game.learning.keeping import Keeping
from game.learning.overview import PlayerSummary, SessionSummary
from game.learning.pin import SALT_BYTES, new_pin, pin_file, write_pin
from game.learning.presets import PRESET, PassedOver, Why
from game.learning.retention import Overdue
from game.learning.sessions import Session
from game.learning.store import Player
from game.screen.adults import AdultsView
from game.screen.adults_common import SureView
from game.screen.adults_export import FORMATS, ExportView, export
from game.screen.adults_gather import GatheredView, gather_all
from game.screen.adults_guides import GuidesView
from game.screen.adults_import import ImportView, merge_files
from game.screen.adults_keeping import KeepingView
from game.screen.adults_lab import LabView, PresetView
from game.screen.adults_languages import LanguagesView
from game.screen.adults_players import PlayersView, PlayerView
from game.screen.adults_records import RecordsView
from game.screen.adults_report import ReportOfView, ReportView
from game.screen.adults_sessions import SessionsView
from game.screen.adults_work import WorkView
from game.screen.pin import PinView
from game.screen.session import SessionCodeView, SessionView
from game.screen.theme import ANIMALS, COLOURS
from game.screen.title import TitleView
from game.screen.training_gallery import training_screens
from game.screen.view import View
from game.screen.who import WhoView
from game.screen.work import Work

if TYPE_CHECKING:
    from game.screen.app import App

_MANY = 45
_WRONG_TRIES = 5
_TIME = "2026-11-24T09:{:02}:00.000Z"


def adults_screens(app: "App") -> Iterator[tuple[str, View]]:
    """Make each screen for adults.

    Args:
        app: a game; a PIN is set and taken away in its data folder.

    Yields:
        The name of a picture and what is on it.
    """
    yield "adults", AdultsView(app)
    yield "adults-languages-none", LanguagesView(app, ())
    yield "adults-languages", LanguagesView(app, list(_statuses(app)))
    yield from _guides(app)
    yield from training_screens(app)
    yield from _lab(app)
    yield from _pins(app)
    records = RecordsView(app)
    yield "adults-records", records
    yield "adults-erase-all", SureView(app, records.question, _no_trouble, _nothing)
    yield from _lists(app)
    yield from _files(app)
    yield from _reports(app)
    yield from _keeping(app)
    work = Work(lambda progress: progress(0.4))
    work.done(None)
    yield "adults-work", WorkView(app, lambda ui: ui.t("work", "Reading the records…"), work, _then)


def _guides(app: "App") -> Iterator[tuple[str, View]]:
    view = GuidesView(app)
    yield "adults-guides", view
    view.written = app.around.data / "exports" / "sarika-guide-nana-12-th.html"
    yield "adults-guides-done", view
    view.written, view.failed = None, "No space left on device"
    yield "adults-guides-failed", view


def _pins(app: "App") -> Iterator[tuple[str, View]]:
    new = PinView(app, _nothing)
    yield "pin-new", new
    for _ in range(4):
        new.pressed(pygame.KSCAN_1)
    new.default()
    new.pressed(pygame.KSCAN_2)
    yield "pin-again", new
    pin = new_pin("1111", app.rng.randbytes(SALT_BYTES))
    write_pin(pin, app.around.data)
    yield "pin", PinView(app, _nothing)
    for _ in range(_WRONG_TRIES):
        pin = pin.tried(right=False)
    write_pin(pin, app.around.data)
    yield "pin-pause", PinView(app, _nothing)
    pin_file(app.around.data).write_bytes(b"")
    yield "pin-damaged", PinView(app, _nothing)
    pin_file(app.around.data).unlink()


def _lab(app: "App") -> Iterator[tuple[str, View]]:
    yield "adults-lab", LabView(app)
    app.lab.join("BCDHJL")
    app.lab.set_by = app.around.data / PRESET
    app.lab.passed_over = tuple(PassedOver(app.around.data / PRESET, why) for why in get_args(Why))
    yield "adults-lab-files", AdultsView(app)
    yield "adults-lab-joined", LabView(app)
    preset = PresetView(app, "BCDHJL")
    yield "adults-lab-stick", preset
    preset.default()
    yield "adults-lab-stick-done", preset
    (app.around.data / PRESET).unlink(missing_ok=True)
    yield "session", SessionView(app, "BCDHJL")
    yield "title-session", TitleView(app)
    yield "who-session", WhoView(app)
    yield "adults-records-session", RecordsView(app)
    app.lab.leave()
    app.lab.passed_over = ()
    typing = SessionCodeView(app)
    yield "session-code", typing
    typing.pressed(pygame.KSCAN_A)
    yield "session-code-letter", typing
    typing.pressed(pygame.KSCAN_B)
    typing.default()
    yield "session-code-short", typing
    for letter in "CDHJL":
        typing.pressed(pygame.KSCAN_A + ord(letter) - ord("A"))
    yield "session-code-whole", typing


def _lists(app: "App") -> Iterator[tuple[str, View]]:
    players, sessions = list(islice(_summaries(), _MANY)), _sessions()
    yield "adults-players-none", PlayersView(app, (), "here")
    yield "adults-players", PlayersView(app, players[:3], "here")
    many = PlayersView(app, players, "there")
    yield "adults-players-many", many
    many.pressed(pygame.KSCAN_B)
    yield "adults-players-found", many
    player = PlayerView(app, players[0], _then)
    yield "adults-player", player
    yield "adults-player-erase", SureView(app, player.question, _no_trouble, _nothing)
    yield "adults-sessions-none", SessionsView(app, (), "here")
    yield "adults-sessions", SessionsView(app, sessions, "there")


def _files(app: "App") -> Iterator[tuple[str, View]]:
    yield "adults-import-none", ImportView(app)
    view = ExportView(app)
    yield "adults-export", view
    folder = app.around.data / "exports"
    view.written = export(app.store, FORMATS[0], folder, _then)
    yield "adults-export-done", view
    view.written, view.failed = None, "No space left on device"
    yield "adults-export-failed", view
    (folder / "broken.merge").write_text('{"format":"sarika-records"')
    found = ImportView(app)
    yield "adults-import", found
    paths = [file.path for file in merge_files(app.around.data)]
    found.outcomes = tuple(gather(app.store, paths, _then))
    yield "adults-import-done", found
    yield "adults-gathered", GatheredView(app, gather_all(app.store, [folder], _then))
    yield "adults-gathered-none", GatheredView(app, gather_all(app.store, [], _then))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


def _reports(app: "App") -> Iterator[tuple[str, View]]:
    yield "adults-report-none", ReportOfView(app, ())
    there = [
        Session("BCDHJL", _TIME.format(59)),
        *(Session(f"{n:06}", _TIME.format(n)) for n in range(50)),
    ]
    of = ReportOfView(app, there)
    yield "adults-report-of", of
    view = ReportView(app, there[:3])
    yield "adults-report", view
    view.written = app.around.data / "exports" / "sarika-report-BCDHJL-en.html"
    yield "adults-report-done", view
    view.failed = "No space left on device"
    yield "adults-report-failed", view


def _keeping(app: "App") -> Iterator[tuple[str, View]]:
    yield "adults-keeping", KeepingView(app, Keeping(), Overdue(0, None))
    yield "adults-keeping-due", KeepingView(app, Keeping(30), Overdue(12, None))
    yield "adults-keeping-behind", KeepingView(app, Keeping(), Overdue(12, "behind"))
    ahead = KeepingView(app, Keeping(None), Overdue(1, "ahead"))
    yield "adults-keeping-ahead", ahead
    yield "adults-keeping-erase", SureView(app, ahead.question, _no_trouble, _nothing)


def _summaries() -> Iterator[PlayerSummary]:
    for number in range(_MANY):
        code = "".join(CODE_LETTERS[(number // n) % len(CODE_LETTERS)] for n in (1, 2, 3, 5))
        animal = ANIMALS[number % len(ANIMALS)]
        player = Player(str(number), code, animal, tuple(COLOURS)[number % len(COLOURS)])
        yield PlayerSummary(
            player, "here", _TIME.format(number), _TIME.format(number + 9), number % 4, 12 * number
        )


def _sessions() -> list[SessionSummary]:
    sessions = [
        SessionSummary(str(n), "here", _TIME.format(n), n, 2 * n, 40 * n) for n in range(1, 26)
    ]
    return [replace(sessions[0], codes=("BCDHJL",), children=28), *sessions[1:]]


def _statuses(app: "App") -> Iterator[Status]:
    names = ["interface", "common", "quick-eyes", *(story.id for story in app.library.stories)]
    for code, locale in app.around.locales.items():
        if code != SOURCE_LANGUAGE:
            progress = (Progress(100 - at, at % 3, at, 5 * at, at % 2) for at in range(len(names)))
            yield Status(locale, tuple(map(Domain, names, progress)))


def _nothing() -> None:
    """Stay on the screen."""


def _no_trouble() -> None:
    """Do nothing."""


def _then(_: object) -> None:
    """Stay on the screen."""
