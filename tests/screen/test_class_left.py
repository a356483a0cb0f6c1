"""A class that was left goes on at that very message, with the hands counted so far."""

from pathlib import Path

import pytest

from game.learning.events import Begun, Shown
from game.learning.rooms import Question
from game.screen.app import App
from game.screen.class_check import ClassCheckView
from game.screen.class_happened import ClassHappenedView
from game.screen.class_play import ClassView
from game.screen.class_setup import ClassLeftView, ClassSetupView
from tests.screen.classes import (
    STORY,
    THREE,
    TWO,
    U,
    begin_class,
    counted,
    playing,
    press_free,
    recorded,
    room,
    scenarios,
    until_asked,
    until_over,
)
from tests.screen.driving import ENTER, ESCAPE, ONE, SPACE, game, press, settle, texts, top, use
from tests.screen.stories import write_stories


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    return scenarios(tmp_path / "scenarios")


def go_on(app: App) -> None:
    """Go on with the class that was left, from the title."""
    use(app, "class")
    press_free(app, ENTER)


def questions(app: App) -> list[tuple[str, tuple[int, ...], str | None]]:
    def told(question: Question) -> tuple[str, tuple[int, ...], str | None]:
        return question.what.about, question.what.hands, question.what.decided

    return [told(question) for question in room(app).questions]


def test_it_is_offered_by_its_code_and_goes_on_where_it_was(tmp_path: Path, stories: Path) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        press_free(app, ONE, THREE, THREE)
        code, before = room(app).code, playing(app).play.log
    with game(data, stories=stories) as app:
        use(app, "class")
        assert isinstance(top(app), ClassLeftView)
        assert f"Code {code}" in texts(app)
        assert "A story for tests" in texts(app)
        shown = sum(isinstance(what, Shown) for what in recorded(app))
        press_free(app, ENTER)
        assert counted(app) == (1, 0, 2)
        assert playing(app).play.log == before
        assert sum(isinstance(what, Shown) for what in recorded(app)) == shown
        press(app, ENTER)
        until_over(app)
        assert [what for _, _, what in questions(app)].count(None) == 0
        assert len(app.store.classes()) == 1


def test_a_question_that_was_decided_can_be_taken_back_after_that(
    tmp_path: Path, stories: Path
) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        press_free(app, ONE, TWO, TWO, ENTER, SPACE)
        settle(app)
    with game(data, stories=stories) as app:
        go_on(app)
        press_free(app, U)
        assert counted(app) == (1, 2, 0)
        press(app, U)
        assert counted(app) == (1, 0)  # of the message before it, which was judged
        assert [what for _, _, what in questions(app)] == [None, None]
    with game(data, stories=stories) as app:
        go_on(app)
        assert counted(app) == (1, 0)
        press(app, TWO, TWO, ENTER, SPACE)
        press(app, THREE, ENTER)
        assert [(about, hands) for about, hands, _ in questions(app)] == [
            ("message", (1, 2)),
            ("choice", (0, 0, 1)),
        ]


def test_it_goes_on_in_its_own_language(tmp_path: Path, stories: Path) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        use(app, "class")
        use(app, "language-km")
        press_free(app, ENTER)
        use(app, "answer-1")
        press_free(app, ENTER, ESCAPE)
        use(app, "leave")
        use(app, "language-en")
        go_on(app)
        assert app.ui.settings.language == "km"


def test_what_happened_is_shown_again_if_it_was_left_there(tmp_path: Path, stories: Path) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        begin_class(app, "answer-1", "answer-2")
        until_over(app)
        settle(app)
    with game(data, stories=stories) as app:
        go_on(app)
        assert isinstance(top(app), ClassHappenedView)
        press_free(app, SPACE)
        assert playing(app).story.id == "two"


def test_a_room_check_goes_on_at_that_very_message(tmp_path: Path) -> None:
    data, stories = tmp_path / "data", scenarios(tmp_path / "scenarios", check=True)
    with game(data, stories=stories) as app:
        begin_class(app)
        press_free(app, ENTER)
        press(app, TWO, ENTER)
        press(app, ENTER)
        press(app, ONE, ONE, TWO)
        settle(app)
    with game(data, stories=stories) as app:
        go_on(app)
        assert isinstance(top(app), ClassCheckView)
        assert "2 of 8" in texts(app)
        assert counted(app) == (2, 1)


def test_a_room_check_that_was_not_begun_is_asked_for_again(tmp_path: Path) -> None:
    data, stories = tmp_path / "data", scenarios(tmp_path / "scenarios", check=True)
    with game(data, stories=stories) as app:
        begin_class(app)
        settle(app)
    with game(data, stories=stories) as app:
        go_on(app)
        assert isinstance(top(app), ClassCheckView)


def test_a_story_that_has_changed_goes_on_at_the_last_message_that_is_the_same(
    tmp_path: Path, stories: Path
) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        press_free(app, TWO, TWO, ENTER)
        settle(app)
    write_stories(stories, one=STORY.replace("say: Why?", "say: Why do you ask?"))
    with game(data, stories=stories) as app:
        go_on(app)
        assert isinstance(top(app), ClassView)
        assert counted(app) == (0, 0, 0)
        assert "Why do you ask?" in texts(app)
        press_free(app, ONE, ENTER)
        assert room(app).plays[-1].over is False


def test_an_episode_that_has_gone_is_passed_over(tmp_path: Path, stories: Path) -> None:
    data = tmp_path / "data"
    with game(data, stories=stories) as app:
        begin_class(app, "answer-1", "answer-2")
        press_free(app, SPACE)
        settle(app)
    (stories / "stories" / "one.yaml").unlink()
    with game(data, stories=stories) as app:
        go_on(app)
        assert playing(app).story.id == "two"


def test_another_class_can_begin_and_the_one_that_was_left_stays(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        begin_class(app)
        press_free(app, SPACE, ESCAPE)
        use(app, "leave")
        first = room(app).code
        use(app, "class")
        use(app, "new")
        assert isinstance(top(app), ClassSetupView)
        press_free(app, ENTER)
        use(app, "answer-2")
        press_free(app, ENTER, ESCAPE)
        use(app, "end")
        use(app, "over")
        use(app, "class")
        assert f"Code {first}" in texts(app)
        use(app, "over")
        assert isinstance(top(app), ClassSetupView)
        assert app.store.class_left() is None


def test_the_play_after_a_decision_was_taken_back_is_written_whole_or_not_at_all(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path / "data", stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        press_free(app, TWO, ENTER, U)
        settle(app)
        events = tuple(app.store.every_event())
        begun = [event for event in events if isinstance(event.what, Begun)]
        assert len(begun) == 2
        times = {event.time for event in events if event.play == begun[-1].play}
        assert len(times) == 1
