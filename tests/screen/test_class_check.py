"""The room check: eight messages sorted by hands before the episodes, eight others after."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.learning.events import QUICK_EYES, Judged
from game.learning.rounds import FORMS
from game.screen.app import App
from game.screen.class_check import ClassCheckView, form_of
from game.screen.class_end import ClassEndView
from game.screen.class_play import ClassView
from tests.screen.classes import (
    TWO,
    D,
    P,
    U,
    begin_class,
    counted,
    hands,
    press_free,
    recorded,
    room,
    scenarios,
    until_over,
)
from tests.screen.driving import (
    ENTER,
    ONE,
    SPACE,
    Clock,
    click,
    game,
    press,
    settle,
    texts,
    top,
    use,
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scenarios(tmp_path_factory.mktemp("scenarios"), check=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, stories: Path, clock: Clock) -> Iterator[App]:
    """A class that is just asked whether it is ready for the room check."""
    with game(tmp_path, stories=stories, clock=clock) as app:
        begin_class(app)
        yield app


def check(app: App) -> ClassCheckView:
    view = top(app)
    assert isinstance(view, ClassCheckView)
    return view


def sort(app: App, *keys: int) -> None:
    """Raise hands for a message, and let most of them decide."""
    press_free(app, *keys, ENTER)
    settle(app)
    view = check(app)
    if view.vote is None and view.state == "asking":
        press(app, ENTER)


def sort_all(app: App) -> None:
    press_free(app, ENTER)
    for _ in range(8):
        sort(app, TWO, TWO, ONE)


def judged(app: App) -> list[Judged]:
    return [what for what in recorded(app) if isinstance(what, Judged)]


def test_eight_messages_are_sorted_and_only_then_explained(app: App) -> None:
    press_free(app, ENTER)
    for number in range(1, 9):
        assert check(app).state == "asking"
        assert f"{number} of 8" in texts(app)
        sort(app, TWO, TWO, ONE)
    assert check(app).state == "looking back"
    assert "This is okay: 1 · Hmm, wait!: 2" in texts(app)
    press(app, *[ENTER] * 8)
    assert check(app).state == "over"
    press(app, ENTER)
    assert isinstance(top(app), ClassView)


def test_it_is_recorded_as_hands_and_as_practice(app: App) -> None:
    sort_all(app)
    found = room(app).latest(QUICK_EYES, "before")
    assert found is not None
    assert found.over
    assert found.round is not None
    assert (found.round.half, found.round.practice, len(found.round.items)) == (1, True, 8)
    assert len(judged(app)) == 8
    assert all(one.practice and one.verdict == "wait" for one in judged(app))
    assert {q.what.hands for q in room(app).decided} == {(1, 2)}
    assert sum(not q.what.tricks for q in room(app).decided) == 4


def test_before_and_after_have_other_messages(app: App) -> None:
    sort_all(app)
    use(app, "to-the-end")
    press_free(app, ENTER)
    until_over(app)
    press(app, SPACE)
    assert "Look once more with Quick Eyes" in texts(app)
    press(app, SPACE)
    sort_all(app)
    before, after = (room(app).latest(QUICK_EYES, when) for when in ("before", "after"))
    assert before is not None
    assert after is not None
    assert before.round is not None
    assert after.round is not None
    assert before.play.form != after.play.form
    assert not set(before.round.items) & set(after.round.items)
    use(app, "to-the-end")
    press_free(app, ENTER)
    assert isinstance(top(app), ClassEndView)


def test_each_form_is_before_and_after_for_some_rooms() -> None:
    rooms = [f"01900000-0000-7000-8000-{number:012x}" for number in range(60)]
    for when in ("before", "after"):
        found = [form_of(room, when) for room in rooms]
        assert {form: found.count(form) for form in FORMS} == dict.fromkeys(FORMS, 20)
    assert all(form_of(room, "before") != form_of(room, "after") for room in rooms)


def test_without_it_the_stories_come_at_once_and_nothing_is_checked_after(
    tmp_path: Path, stories: Path
) -> None:
    with game(tmp_path, stories=stories) as app:
        use(app, "class")
        use(app, "check-no")
        press_free(app, ENTER)
        use(app, "answer-2")
        press_free(app, ENTER)
        until_over(app)
        press(app, SPACE, SPACE)
        assert isinstance(top(app), ClassEndView)
        assert hands(app) == []


def test_left_out_before_it_is_not_made_after(app: App) -> None:
    use(app, "not-now")
    assert isinstance(top(app), ClassView)
    until_over(app)
    press_free(app, SPACE, SPACE)
    assert isinstance(top(app), ClassEndView)


def test_it_can_be_left_out_after(app: App) -> None:
    sort_all(app)
    use(app, "to-the-end")
    press_free(app, ENTER)
    until_over(app)
    press(app, SPACE, SPACE)
    click(app, "not-now")
    assert isinstance(top(app), ClassEndView)


def test_a_tie_and_no_hands_are_the_leaders(app: App) -> None:
    press_free(app, ENTER)
    press(app, ONE, TWO, ENTER)
    assert "A tie: 1 · 2" in texts(app)
    press(app, D, ONE)
    assert hands(app)[-1] == ((1, 1), "okay", "leader")
    press(app, ENTER)
    press(app, D, TWO)
    assert hands(app)[-1] == ((0, 0), "wait", "leader")


def test_taking_back_leads_to_the_message_before_and_from_the_end_to_the_last(app: App) -> None:
    press_free(app, ENTER)
    sort(app, TWO)
    press(app, U)
    assert counted(app) == (0, 1)
    assert "1 of 8" in texts(app)
    assert room(app).decided == ()
    for _ in range(8):
        sort(app, TWO)
    assert check(app).state == "looking back"
    press(app, U)
    assert "8 of 8" in texts(app)
    assert counted(app) == (0, 2 - 1)
    sort(app)
    assert len(room(app).decided) == 8


def test_the_room_can_pause_and_talk_in_it(app: App) -> None:
    press_free(app, ENTER, P)
    assert "Question 1 of 3" in texts(app)
    press(app, P)
    assert check(app).state == "asking"


def test_it_goes_on_by_itself_as_soon_as_the_hands_are_on_the_disk(app: App, clock: Clock) -> None:
    press_free(app, ENTER, TWO, ENTER)
    settle(app)
    clock.seconds += 1
    app.step()
    assert "2 of 8" in texts(app)
