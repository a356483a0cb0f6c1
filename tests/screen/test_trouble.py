"""When records cannot be kept, stories cannot be read, or texts are missing: the game goes on."""

import shutil
import sys
from pathlib import Path

import pytest

from game import places
from game.language.catalogs import Words
from game.learning.store import FILE
from game.places import LOCALES
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.settings import Settings
from game.screen.title import TitleView
from game.screen.trouble import TroubleView
from game.screen.what_happened import WhatHappenedView
from game.screen.who import WhoView
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    ONE,
    SPACE,
    STORY,
    begin,
    click,
    come_back,
    episode,
    game,
    keys,
    newest_player,
    next_key,
    play_quickly,
    play_to_the_end,
    play_until,
    press,
    records,
    state,
    texts,
    top,
    use,
)
from tests.screen.stories import ONE_CHAT, write_stories

if sys.platform != "win32":
    import resource

NOT_SAVED = "Nothing is being saved"


def unwritable(folder: Path) -> Path:
    """Name a folder that nobody can make, not even root."""
    (folder / "file").touch()
    return folder / "file" / "data"


# Records that cannot be kept


@pytest.mark.parametrize("language", ["en", "km", "th"])
def test_a_folder_that_cannot_be_written_is_told_in_the_childs_language(
    tmp_path: Path, language: str
) -> None:
    settings = Settings(language=language, still=True, sound=False, wait=True)
    with game(unwritable(tmp_path), settings) as app:
        press(app, ENTER)
        assert isinstance(top(app), TroubleView)
        said = texts(app)
        words = Words(LOCALES, language, tmp_path / "cache")
        assert words.t("trouble", "This computer does not let the game write.") in said
        assert words.t("trouble", "Nothing can be saved right now") in said
        assert str(tmp_path) not in said


def test_the_child_can_go_on_without_saving_and_every_screen_says_so(tmp_path: Path) -> None:
    with game(unwritable(tmp_path)) as app:
        press(app, ENTER, ENTER)
        assert isinstance(top(app), WhoView)
        assert NOT_SAVED in texts(app)
        press(app, ENTER)
        assert isinstance(top(app), HomeView)
        assert NOT_SAVED in texts(app)
        press(app, ENTER)
        assert NOT_SAVED in texts(app)
        use(app, "not-now")
        assert isinstance(top(app), EpisodeView)
        assert NOT_SAVED in texts(app)
        press(app, ESCAPE)
        assert "If you leave, your place is lost." in texts(app)
        press(app, ESCAPE)
        play_to_the_end(app)
        assert NOT_SAVED in texts(app)
        press(app, ENTER)
        assert isinstance(top(app), WhatHappenedView)
        assert NOT_SAVED in texts(app)
        press(app, ENTER)
        assert NOT_SAVED in texts(app)
        assert app.store.counts(newest_player(app)).tricks


def test_the_child_can_go_back_instead_of_playing_without_saving(tmp_path: Path) -> None:
    with game(unwritable(tmp_path)) as app:
        press(app, ENTER)
        click(app, "back")
        assert isinstance(top(app), TitleView)
        press(app, ENTER)
        assert isinstance(top(app), TroubleView)


def test_for_adults_is_open_also_where_nothing_can_be_written(tmp_path: Path) -> None:
    with game(unwritable(tmp_path)) as app:
        click(app, "adults")
        assert "For adults" in texts(app)
        assert "cannot be written" in texts(app)


def test_settings_change_also_where_nothing_can_be_written(tmp_path: Path) -> None:
    with game(unwritable(tmp_path)) as app:
        click(app, "language-th")
        assert app.ui.settings.language == "th"


@pytest.fixture
def no_room() -> "NoRoom":
    if sys.platform == "win32":
        pytest.skip("a process has no quota there")
    return NoRoom()


class NoRoom:
    """The quota of this process, used up by its records."""

    def __init__(self) -> None:
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)
        self.file = Path()

    def __call__(self, data: Path) -> "NoRoom":
        self.file = data / f"{FILE}-wal"
        return self

    def __enter__(self) -> None:
        assert self.file.stat().st_size > 60_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, self.before[1]))

    def __exit__(self, *error: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)


def test_a_disk_that_fills_up_in_mid_episode_is_told_and_nothing_is_lost(
    app: App, tmp_path: Path, no_room: NoRoom
) -> None:
    view = begin(app)
    play_until(app, "choosing")
    with no_room(tmp_path / "data"):
        press(app, next_key(app))
        play = view.play
        press(app, SPACE)
        assert isinstance(top(app), TroubleView)
        assert "There is no room left on this computer." in texts(app)
        assert view.play == play
        press(app, ENTER)
        assert NOT_SAVED in texts(app)
        play_to_the_end(app)
        press(app, ENTER, ENTER, ONE)
        assert app.store.counts(newest_player(app)).tricks
        press(app, ESCAPE)
        assert isinstance(top(app), HomeView)
        use(app, f"stop-{STORY}")
        assert "1 ending found" in texts(app)


def test_after_room_was_made_the_game_saves_again(
    app: App, tmp_path: Path, no_room: NoRoom
) -> None:
    view = begin(app)
    play_until(app, "choosing")
    with no_room(tmp_path / "data"):
        press(app, next_key(app), SPACE)
        assert isinstance(top(app), TroubleView)
    press(app, ESCAPE, SPACE)
    assert NOT_SAVED not in texts(app)
    play, code = view.play, newest_player(app).code
    app.close()
    app._store = None
    with game(tmp_path / "data") as later:
        come_back(later, code)
        press(later, ENTER)
        assert episode(later).play == play


def test_a_damaged_database_is_set_aside_and_told_under_for_adults(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with game(data) as app:
        play_quickly(app)
    damaged = b"not a database" + (data / FILE).read_bytes()[14:]
    for file in data.glob(f"{FILE}-*"):
        file.unlink()
    (data / FILE).write_bytes(damaged)
    with game(data) as app:
        click(app, "adults")
        assert "The records were damaged and have been moved aside" in texts(app)
        aside = next(file for file in data.iterdir() if "damaged" in file.name)
        assert aside.name in texts(app)
        assert texts(app).count("Nothing was deleted.") == 1
        assert aside.read_bytes() == damaged
        press(app, ESCAPE)
        begin(app)
        play_until(app, "choosing")
        assert records(app)
        assert app.saving


# Stories that cannot be read


def test_a_broken_story_is_left_out_and_for_adults_says_why(tmp_path: Path) -> None:
    stories = write_stories(
        tmp_path / "s",
        good=ONE_CHAT,
        broken=ONE_CHAT.replace("trick: questions", "trick: qestions"),
    )
    with game(tmp_path / "data", stories=stories) as app:
        click(app, "adults")
        said = texts(app)
        assert "broken.yaml:" in said
        assert "qestions" in said
        press(app, ESCAPE)
        begin(app)
        assert episode(app).story.id == "good"
        press(app, ESCAPE)
        click(app, "leave")
        assert [name for name in keys(app) if name.startswith(("play-", "go-on-"))] == [
            "go-on-good"
        ]


def test_where_every_story_is_broken_help_and_all_else_still_open(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "s", broken="\n  first: {}\n")
    with game(tmp_path / "data", stories=stories) as app:
        press(app, ENTER, ENTER)
        assert "There is no episode here. Please tell your teacher." in texts(app)
        press(app, ENTER)
        assert isinstance(top(app), HomeView)
        click(app, "help")
        assert "You can always tell someone" in texts(app)


# Texts that are missing


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The languages of the game, in a folder to spoil."""
    folder = tmp_path / "locales"
    shutil.copytree(LOCALES, folder)
    for compiled in folder.glob("*/LC_MESSAGES/*.mo"):
        compiled.unlink()
    monkeypatch.setattr(places, "LOCALES", folder)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")
    return folder


THAI = Settings(language="th", still=True, sound=False, wait=True)


def test_a_damaged_catalog_is_told_under_for_adults_and_english_is_shown(
    tmp_path: Path, locales: Path
) -> None:
    catalog = locales / "th" / "LC_MESSAGES" / f"{STORY}.po"
    catalog.write_text('msgid "x"\nmsgstr "y\n', encoding="utf-8")
    with game(tmp_path / "data", THAI) as app:
        press(app, ENTER, ENTER)
        assert app.library.stories[0].title in texts(app)
        press(app, ESCAPE)
        click(app, "adults")
        assert f"{STORY}.po:" in texts(app)


def test_a_missing_catalog_falls_back_to_english(tmp_path: Path, locales: Path) -> None:
    for catalog in (locales / "th" / "LC_MESSAGES").iterdir():
        catalog.unlink()
    with game(tmp_path / "data", THAI) as app:
        assert "Get help" in texts(app)
        begin(app)
        play_until(app, "choosing")
        assert "What should Dara do?" in texts(app)
        assert state(app) == "choosing"
