"""Home: a map of the episodes that shows what was played, and locks nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.screen.app import App
from game.screen.episode_map import in_order
from game.screen.home import HomeView
from game.story.findings import StoryError
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    STILL,
    click,
    episode,
    game,
    keys,
    play_to_the_end,
    press,
    spots,
    texts,
    top,
    troubles,
    use,
)
from tests.screen.stories import ONE_CHAT, write_stories


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Three stories, the second one for older children."""
    folder = write_stories(tmp_path / "s", one=ONE_CHAT, two=ONE_CHAT, three=ONE_CHAT)
    older = folder / "stories" / "two.yaml"
    older.write_text(older.read_text(encoding="utf-8").replace("ages: 8-14", "ages: 11-14"))
    return folder


def home(app: App) -> HomeView:
    press(app, ENTER, ENTER)
    view = top(app)
    assert isinstance(view, HomeView)
    return view


def stops(app: App) -> list[str]:
    return [name.removeprefix("stop-") for name in keys(app) if name.startswith("stop-")]


def labels(app: App) -> dict[str, str]:
    return {spot.key: spot.label for spot, _, _ in spots(app)}


def choose(app: App, story: str) -> None:
    """Choose an episode on the map, unless its card is shown already."""
    if not {f"play-{story}", f"go-on-{story}"} & set(keys(app)):
        use(app, f"stop-{story}")


def test_what_fits_the_youngest_stands_first_whatever_its_number(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        home(app)
        assert stops(app) == ["one", "three", "two"]
        said = texts(app)
        assert said.index("From 8 years on") < said.index("From 11 years on")


def test_where_all_episodes_are_for_the_same_ages_nothing_is_said_of_it(tmp_path: Path) -> None:
    alike = write_stories(tmp_path / "s", one=ONE_CHAT, two=ONE_CHAT)
    with game(tmp_path / "data", stories=alike) as app:
        home(app)
        assert "years on" not in texts(app)


def test_every_episode_can_be_played_at_once_none_is_locked(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        home(app)
        assert stops(app) == [story.id for story in in_order(app.library.stories)]
        for stop in stops(app):
            choose(app, stop)
            story = next(story for story in app.library.stories if story.id == stop)
            assert story.about in texts(app)
            assert [name for name in keys(app) if name.startswith("play-")] == [f"play-{stop}"]


def test_a_press_on_a_stop_shows_its_card_and_a_second_one_plays_it(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        home(app)
        assert "play-one" in keys(app)
        click(app, "stop-two")
        assert isinstance(top(app), HomeView)
        assert "play-two" in keys(app)
        click(app, "stop-two")
        assert episode(app).story.id == "two"


def test_enter_plays_what_the_card_shows(tmp_path: Path, stories: Path) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        home(app)
        click(app, "stop-three")
        app.ui.keyboard = False
        press(app, ENTER)
        assert episode(app).story.id == "three"


def test_what_was_begun_is_marked_and_offered_first(tmp_path: Path, stories: Path) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        home(app)
        assert labels(app)["stop-three"].endswith("Not played yet")
        click(app, "stop-three")
        click(app, "play-three")
        press(app, ENTER, ESCAPE)
        use(app, "leave")
        assert "go-on-three" in keys(app)
        assert labels(app)["stop-three"].endswith("Begun")


def test_what_was_played_is_marked_and_the_next_new_one_is_offered(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        view = home(app)
        click(app, "play-one")
        play_to_the_end(app)
        press(app, ENTER, ESCAPE, ESCAPE)
        assert top(app) is view
        assert labels(app)["stop-one"].endswith("Played")
        assert "play-three" in keys(app)


@pytest.mark.parametrize("language", ["en", "km", "th"])
@pytest.mark.parametrize(
    ("size", "text"),
    [
        ((1280, 720), 80),
        ((1280, 720), 100),
        ((1280, 720), 120),
        ((1280, 720), 150),
        ((1366, 768), 150),
        ((1920, 1080), 100),
    ],
)
def test_the_map_fits_at_every_size(
    tmp_path: Path, language: str, text: int, size: tuple[int, int]
) -> None:
    with game(tmp_path, replace(STILL, language=language, text_size=text), size) as app:
        home(app)
        for stop in stops(app):
            choose(app, stop)
            assert troubles(app) == []


def test_with_large_text_the_card_comes_into_sight_when_it_is_chosen(tmp_path: Path) -> None:
    with game(tmp_path, replace(STILL, text_size=150)) as app:
        home(app)
        last = stops(app)[-1]
        choose(app, last)
        assert app.ui.scrolls["home"] == 0
        assert f"play-{last}" in keys(app)


def test_the_stories_are_read_beside_the_first_frames(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        app.read_ahead()
        home(app)
        assert [story.id for story in in_order(app.library.stories)] == stops(app)


def test_what_is_wrong_with_the_stories_is_told_where_they_are_needed(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "s", one=ONE_CHAT)
    (folder / "tricks.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    with game(tmp_path / "data", stories=folder) as app:
        app.read_ahead()
        with pytest.raises(StoryError, match=r"tricks\.yaml:"):
            _ = app.library
