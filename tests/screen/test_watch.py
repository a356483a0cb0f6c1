import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game import places
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.watch import FindingsView, Watch, WhereFromView
from tests.screen.driving import (
    ENTER,
    STILL,
    STORY,
    Clock,
    game,
    keys,
    mouse,
    press,
    seen,
    texts,
)

THAI = replace(STILL, language="th")


def playing(app: App, messages: int) -> EpisodeView:
    app.play_without_saving()
    player = app.store.new_player("parrot", "green", "BCDH")
    app.push(HomeView(app, player))
    story = next(s for s in app.library.stories if s.id == STORY)
    episode = EpisodeView.begin(app, player, story, resume=False)
    app.push(episode)
    for _ in range(messages):
        episode.default()
        app.store.flush()
    return episode


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "stories" / f"{STORY}.yaml"
    source = file.read_text("utf-8")
    assert old in source
    file.write_text(source.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(places.SCENARIOS, tmp_path / "scenarios"))


@pytest.fixture
def watched(tmp_path: Path, folder: Path, clock: Clock) -> Iterator[App]:
    with game(tmp_path / "data", clock=clock, stories=folder) as app:
        yield app


def test_a_saved_text_is_on_the_screen_at_the_same_message(
    watched: App, folder: Path, clock: Clock
) -> None:
    episode = playing(watched, 3)
    watch = Watch(watched, folder, places.LOCALES)
    shown = len(episode.play.log)
    change(folder, "You saved our team today!!", "You saved all of us today!!")
    clock.seconds += 1
    watch.look()
    assert "You saved all of us today!!" in texts(watched)
    assert len(episode.play.log) == shown


def test_a_broken_file_is_told_on_the_screen_and_the_play_goes_on(
    watched: App, folder: Path, clock: Clock
) -> None:
    playing(watched, 3)
    watch = Watch(watched, folder, places.LOCALES)
    change(folder, "trick: too_fast", "trick: to_fast")
    clock.seconds += 1
    watch.look()
    assert isinstance(watched.views[-1], FindingsView)
    assert "Did you mean" in texts(watched)
    change(folder, "trick: to_fast", "trick: too_fast")
    clock.seconds += 1
    watch.look()
    assert isinstance(watched.views[-1], EpisodeView)


def test_nothing_is_read_again_while_nothing_is_saved(
    watched: App, folder: Path, clock: Clock
) -> None:
    episode = playing(watched, 2)
    watch = Watch(watched, folder, places.LOCALES)
    story = episode.story
    clock.seconds += 5
    watch.look()
    assert episode.story is story


# Catalogs


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The languages of the game, in a folder to change."""
    copied = Path(shutil.copytree(places.LOCALES, tmp_path / "locales"))
    for compiled in copied.glob("*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    monkeypatch.setattr(places, "LOCALES", copied)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    return copied


def translate(locales: Path, domain: str, old: str, new: str) -> None:
    file = locales / "th" / "LC_MESSAGES" / f"{domain}.po"
    source = file.read_text("utf-8")
    assert old in source
    file.write_text(source.replace(old, new), "utf-8")


@pytest.fixture
def thai(tmp_path: Path, folder: Path, locales: Path, clock: Clock) -> Iterator[App]:
    assert locales == places.LOCALES
    with game(tmp_path / "data", THAI, clock=clock, stories=folder) as app:
        yield app


def test_a_saved_translation_is_on_the_screen_at_once(
    thai: App, folder: Path, locales: Path, clock: Clock
) -> None:
    watch = Watch(thai, folder, locales)
    assert "เล่นเลย" in texts(thai)
    translate(locales, "interface", 'msgstr "เล่นเลย"', 'msgstr "เริ่มเล่น"')
    clock.seconds += 1
    watch.look()
    assert "เริ่มเล่น" in texts(thai)


def test_a_translation_that_is_broken_is_told_and_the_rest_stays(
    thai: App, folder: Path, locales: Path, clock: Clock
) -> None:
    watch = Watch(thai, folder, locales)
    translate(locales, "interface", 'msgstr "เล่นเลย"', 'msgstr "เล่นเลย')
    clock.seconds += 1
    watch.look()
    assert isinstance(thai.views[-1], FindingsView)
    assert "interface.po:" in texts(thai)
    translate(locales, "interface", 'msgstr "เล่นเลย', 'msgstr "เริ่มเล่น"')
    clock.seconds += 1
    watch.look()
    assert not isinstance(thai.views[-1], FindingsView)


def test_f2_says_which_entry_the_text_under_the_pointer_is(
    thai: App, folder: Path, locales: Path
) -> None:
    Watch(thai, folder, locales)
    thai.draw(pygame.Surface((1280, 720)))
    mouse(thai, pygame.MOUSEMOTION, seen(thai, "play").center)
    press(thai, pygame.KSCAN_F2)
    assert isinstance(thai.views[-1], WhereFromView)
    said = texts(thai).split("\n")
    assert said[said.index("msgctxt") + 1] == "title"
    assert said[said.index("msgid") + 1] == "Play"
    assert said[said.index("msgstr") + 1] == "เล่นเลย"
    assert str(locales / "th" / "LC_MESSAGES" / "interface.po") in said
    press(thai, ENTER)
    assert not isinstance(thai.views[-1], WhereFromView)


def test_f2_finds_the_entries_that_a_text_is_made_of(
    thai: App, folder: Path, locales: Path
) -> None:
    Watch(thai, folder, locales)
    episode = playing(thai, 2)
    line = next(name for name in keys(thai) if name.startswith("line-"))
    mouse(thai, pygame.MOUSEMOTION, seen(thai, line).center)
    press(thai, pygame.KSCAN_F2)
    said = texts(thai)
    assert f"{episode.story.id}.po" in said
    assert f"scene/{episode.play.log[-1].scene}" in said


def test_f2_means_nothing_to_a_child_who_plays(app: App) -> None:
    press(app, pygame.KSCAN_F2)
    assert not isinstance(app.views[-1], WhereFromView)
