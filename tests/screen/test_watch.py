import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import places
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.watch import FindingsView, Watch
from tests.screen.driving import STORY, Clock, game, texts


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
    watch = Watch(watched, folder)
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
    watch = Watch(watched, folder)
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
    watch = Watch(watched, folder)
    story = episode.story
    clock.seconds += 5
    watch.look()
    assert episode.story is story
