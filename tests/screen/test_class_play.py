"""A class plays: messages one at a time, hands, most of them, ties, the leader, taking back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.learning.events import Chosen, Ended, Hands, Judged, Shown
from game.screen.app import App
from game.screen.class_blank import BlankView
from game.screen.class_end import ClassEndView
from game.screen.class_happened import ClassHappenedView
from game.screen.class_leader import LeaderView
from game.screen.class_number import HandsView
from game.screen.class_play import ClassView
from game.screen.class_talk import TalkView
from game.screen.settings import Settings
from game.screen.title import TitleView
from game.story.playthrough import Over
from tests.screen.classes import (
    BACKSPACE,
    SHIFT,
    THREE,
    TWO,
    B,
    D,
    P,
    R,
    T,
    U,
    begin_class,
    counted,
    hands,
    playing,
    press_free,
    recorded,
    room,
    scenarios,
    until_asked,
    until_over,
)
from tests.screen.driving import (
    DOWN,
    ENTER,
    ESCAPE,
    F1,
    ONE,
    RIGHT,
    SPACE,
    STILL,
    UP,
    Clock,
    click,
    click_at,
    game,
    help_is_open,
    keys,
    press,
    seen,
    settle,
    texts,
    top,
    use,
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scenarios(tmp_path_factory.mktemp("scenarios"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, stories: Path, clock: Clock) -> Iterator[App]:
    """A class that has just begun the first episode."""
    with game(tmp_path, stories=stories, clock=clock) as app:
        begin_class(app)
        yield app


def log(app: App) -> int:
    return len(playing(app).play.log)


# Messages


def test_one_message_comes_with_each_key_and_none_by_itself(app: App, clock: Clock) -> None:
    clock.seconds += 1000
    app.step()
    assert log(app) == 0
    for number, key in enumerate((SPACE, ENTER), 1):
        press_free(app, key)
        assert log(app) == number
        clock.seconds += 1000
        app.step()
        assert log(app) == number


def test_the_right_arrow_shows_the_next_message(app: App) -> None:
    press_free(app, RIGHT)
    assert "Hello there" in texts(app)


def test_no_message_comes_while_hands_are_counted(app: App) -> None:
    until_asked(app)
    before = log(app)
    press_free(app, SPACE, RIGHT, ENTER)
    assert log(app) == before


@pytest.mark.parametrize("text", [80, 100, 150])
@pytest.mark.parametrize("language", ["en", "th", "km"])
def test_what_the_room_reads_is_never_smaller_than_from_ten_metres(
    tmp_path: Path, stories: Path, text: int, language: str
) -> None:
    settings = replace(STILL, text_size=text, language=language)
    with game(tmp_path, settings, stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        sizes: dict[str, int] = {}
        paragraph = app.ui.typesetter.paragraph

        def measured(said: str, **how: object) -> object:
            sizes[said] = max(sizes.get(said, 0), int(str(how["pixels"])))
            return paragraph(said, **how)  # type: ignore[arg-type] # passed on as it came

        app.ui.typesetter.paragraph = measured  # type: ignore[assignment, method-assign] # listens
        app.refresh()
        app.placed(top(app))
        view = playing(app)
        for read in (*(answer.text for answer in view.answers(app.ui)), "Where do you live?"):
            assert sizes[read] >= 28 * max(1.0, (1 + text / 100) / 2) - 1


# Hands


def test_digits_raise_hands_and_with_shift_put_them_down(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, TWO, TWO, THREE, THREE, THREE)
    assert counted(app) == (1, 2, 3)
    press(app, TWO, ONE, ONE, mod=SHIFT)
    assert counted(app) == (0, 1, 3)


def test_the_mouse_raises_hands_puts_them_down_and_types_numbers(app: App) -> None:
    until_asked(app, "choice")
    for button in ("answer-1", "answer-3", "answer-3", "less-3", "number-2", "digit-9", "ok"):
        click(app, button)
    assert counted(app) == (1, 9, 1)


def test_arrows_and_digits_type_how_many_hands_there_are(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, DOWN, ONE, pygame.KSCAN_4, ENTER, pygame.KSCAN_9, ENTER)
    assert counted(app) == (14, 9, 0)
    press(app, pygame.KSCAN_5, ENTER)
    press(app, ENTER)
    assert room(app).decided[-1].what.hands == (14, 9, 5)


def test_typing_can_be_left_and_the_hands_stay(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, TWO, UP)
    assert app.ui.focus == "number-3"
    press(app, ENTER)
    assert isinstance(top(app), HandsView)
    press(app, pygame.KSCAN_7, ESCAPE)
    assert counted(app) == (0, 1, 0)


def test_an_answer_out_of_sight_comes_into_sight_with_its_hands(
    tmp_path: Path, stories: Path
) -> None:
    settings = replace(STILL, text_size=150)
    with game(tmp_path, settings, (1024, 480), stories=stories) as app:
        begin_class(app)
        until_asked(app, "choice")
        for key, number in ((THREE, 3), (ONE, 1)):
            press_free(app, key)
            assert seen(app, f"number-{number}").height > app.ui.px(30)


def test_every_change_is_on_the_disk_as_it_is_made(app: App) -> None:
    until_asked(app)
    press_free(app, ONE, TWO, TWO)
    press(app, TWO, mod=SHIFT)
    assert hands(app) == [
        ((1, 0), None, None),
        ((1, 1), None, None),
        ((1, 2), None, None),
        ((1, 1), None, None),
    ]


def test_most_hands_are_played_and_the_decision_is_recorded_with_it(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, THREE, THREE)
    assert "The class chooses 3" in texts(app)
    press(app, ENTER)
    tell = playing(app).play.choices[0].option
    assert tell.whom == "parent"
    assert hands(app)[-1] == ((1, 0, 2), tell.id, "majority")
    chosen = [what for what in recorded(app) if isinstance(what, Chosen)]
    assert [(one.item, one.practice) for one in chosen] == [(tell.id, True)]


def test_without_hands_nothing_is_played_but_what_the_leader_decides(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ENTER)
    assert "choose" not in keys(app)
    press(app, D, TWO)
    assert hands(app)[-1][0] == (0, 0, 0)
    assert hands(app)[-1][2] == "leader"
    assert playing(app).play.choices[0].option.text == "Why?"


def test_on_a_tie_the_room_votes_again_or_the_leader_decides(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, TWO, ENTER)
    assert "A tie: 1 · 2" in texts(app)
    use(app, "again")
    assert counted(app) == (0, 0, 0)
    press_free(app, ONE, THREE)
    use(app, "lead")
    assert isinstance(top(app), LeaderView)
    press_free(app, THREE)
    assert hands(app)[-1][0] == (1, 0, 1)
    assert hands(app)[-1][2] == "leader"


def test_the_leader_may_decide_against_most_hands_or_think_again(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, D, ESCAPE)
    assert counted(app) == (1, 0, 0)
    use(app, "lead")
    click(app, "answer-2")
    assert playing(app).play.choices[0].option.text == "Why?"
    assert hands(app)[-1][0] == (1, 0, 0)


def test_more_hands_than_children_are_noted_and_not_refused(tmp_path: Path, stories: Path) -> None:
    with game(tmp_path, stories=stories) as app:
        use(app, "class")
        use(app, "children")
        press(app, ONE, ENTER)
        press_free(app, ENTER)
        use(app, "answer-1")
        press_free(app, ENTER)
        until_asked(app)
        press_free(app, TWO)
        assert "more hands than children" not in texts(app)
        press(app, TWO)
        assert "more hands than children" in texts(app)
        assert "The class says: Hmm, wait!" in texts(app)


# What Sarika asks about


def test_a_message_is_explained_after_the_hands_and_kept_as_judged(app: App) -> None:
    until_asked(app, "message")
    press_free(app, ONE, TWO, TWO, ENTER)
    assert "Well noticed!" in texts(app)
    assert "It is not about the game." in texts(app)
    (judged,) = [what for what in recorded(app) if isinstance(what, Judged)]
    assert (judged.verdict, judged.trick, judged.asked, judged.practice) == (
        "wait",
        None,
        True,
        True,
    )
    press(app, SPACE)
    assert "What should Dara do?" in texts(app)


# Taking back


@pytest.mark.parametrize("back", [U, BACKSPACE])
def test_the_last_entry_is_taken_back(app: App, back: int) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, TWO, back)
    assert counted(app) == (1, 0, 0)
    press(app, back)
    assert counted(app) == (0, 0, 0)
    assert hands(app)[-1] == ((0, 0, 0), None, None)


def test_after_a_decision_its_question_is_there_again_with_its_hands(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, TWO, TWO, ENTER, SPACE, U)
    assert counted(app) == (1, 2, 0)
    assert playing(app).play.choices == ()
    assert room(app).decided[-1].what.about == "message"
    press(app, THREE, THREE, THREE, ENTER)
    assert [c.option.text for c in playing(app).play.choices] == ["Tell Mum"]
    # Only what counts in the end is counted, and once.
    decided = [(q.what.about, q.what.hands) for q in room(app).decided]
    assert decided == [("message", (1, 0)), ("choice", (1, 2, 3))]


def test_the_mouse_takes_back_too(app: App) -> None:
    until_asked(app, "choice")
    for button in ("answer-2", "answer-2", "choose", "next", "take-back"):
        click(app, button)
    assert counted(app) == (0, 2, 0)
    click(app, "answer-1")
    click(app, "take-back")
    assert counted(app) == (0, 2, 0)


def test_an_explanation_leads_back_to_its_question(app: App) -> None:
    until_asked(app, "message")
    press_free(app, ONE, ENTER, U)
    assert counted(app) == (1, 0)
    assert playing(app).play.first_judgement("first", "x") is None
    assert room(app).decided == ()


def test_before_the_first_question_there_is_nothing_to_take_back(app: App) -> None:
    press_free(app, SPACE, U, BACKSPACE)
    assert log(app) == 1
    assert hands(app) == []


# Pauses


def test_pause_shows_the_authors_question_first_and_comes_back_where_it_was(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE, P)
    assert isinstance(top(app), TalkView)
    assert "Why does Wolf ask that?" in texts(app)
    press(app, RIGHT)
    assert "What have you noticed?" in texts(app)
    press(app, pygame.KSCAN_LEFT, P)
    assert counted(app) == (1, 0, 0)


def test_where_an_author_asks_nothing_the_room_can_talk_all_the_same(app: App) -> None:
    use(app, "talk")
    assert "Question 1 of 3" in texts(app)
    click(app, "after")
    assert "Question 2 of 3" in texts(app)
    click(app, "go-on")
    assert isinstance(top(app), ClassView)


def test_the_timer_counts_says_when_it_is_up_and_ends_nothing(app: App, clock: Clock) -> None:
    press_free(app, P, T)
    clock.seconds += 61
    app.step()
    assert "0:59" in texts(app)
    clock.seconds += 600
    app.step()
    assert "Time is up" in texts(app)
    assert isinstance(top(app), TalkView)
    press(app, R)
    assert "2:00" in texts(app)


def test_the_timer_goes_on_behind_the_story(app: App, clock: Clock) -> None:
    press_free(app, T)
    clock.seconds += 30.5
    app.step()
    assert "1:30" in texts(app)
    click(app, "timer")
    clock.seconds += 100
    app.step()
    assert "1:30" in texts(app)
    assert log(app) == 0


def test_the_timer_is_set_by_half_minutes(app: App) -> None:
    press_free(app, P)
    for button in ("longer", "longer", "shorter"):
        click(app, button)
    assert "2:30" in texts(app)


def test_b_makes_the_screen_dark_and_everything_waits(app: App, clock: Clock) -> None:
    press_free(app, SPACE, T, B)
    assert isinstance(top(app), BlankView)
    assert texts(app) == "Press B to go on"
    clock.seconds += 60
    press(app, SPACE, P, T, U, ONE)
    assert isinstance(top(app), BlankView)
    press(app, B)
    assert log(app) == 1
    assert "2:00" in texts(app)
    clock.seconds += 60
    app.step()
    assert "1:00" in texts(app)


def test_a_click_anywhere_brings_the_screen_back(app: App) -> None:
    click(app, "blank")
    click_at(app, (640, 200))
    assert isinstance(top(app), ClassView)


def test_help_is_there_from_every_screen_of_a_class(app: App) -> None:
    until_asked(app, "choice")
    for key in (None, P, B, D, ESCAPE):
        if key is not None:
            press_free(app, key)
        press(app, F1)
        assert help_is_open(app)
        press_free(app, ESCAPE)
        if key is not None:
            press(app, ESCAPE)
        assert isinstance(top(app), ClassView)


# The end


def test_the_end_leads_over_the_tricks_to_the_next_story(tmp_path: Path, stories: Path) -> None:
    with game(tmp_path, stories=stories) as app:
        begin_class(app, "answer-1", "answer-2")
        until_asked(app, "choice")
        press_free(app, THREE, ENTER)
        until_over(app)
        assert "A good evening" in texts(app)
        press(app, SPACE)
        assert isinstance(top(app), ClassHappenedView)
        for part in ("What they did", "How", "Why", "What you can do", "Where do you live?"):
            assert part in texts(app)
        press(app, SPACE)
        assert "Are you coming?" in texts(app)
        press(app, U)
        assert "Where do you live?" in texts(app)
        press(app, SPACE, SPACE)
        assert isinstance(top(app), ClassView)
        press(app, SPACE)
        assert "Are we friends?" in texts(app)


def test_a_story_without_tricks_says_so(tmp_path: Path, stories: Path) -> None:
    with game(tmp_path, stories=stories) as app:
        begin_class(app, "answer-2")
        until_over(app)
        press(app, SPACE)
        assert "nothing to be careful about" in texts(app)
        press(app, SPACE)
        assert isinstance(top(app), ClassEndView)


def test_the_last_page_thanks_and_brings_the_class_to_its_end(app: App) -> None:
    until_over(app)
    press(app, SPACE, SPACE)
    assert isinstance(top(app), ClassEndView)
    assert "Thank you, everybody!" in texts(app)
    assert "You can always tell someone" in texts(app)
    assert room(app).code in texts(app)
    assert room(app).ended is None
    press(app, ENTER)
    assert isinstance(top(app), TitleView)
    assert room(app).ended is not None
    assert app.store.class_left() is None


def test_the_menu_ends_a_class_before_its_story_does_or_leads_back(app: App) -> None:
    press_free(app, SPACE, ESCAPE)
    use(app, "end")
    press_free(app, ESCAPE)
    assert log(app) == 1
    press(app, ESCAPE)
    use(app, "end")
    use(app, "over")
    assert isinstance(top(app), TitleView)
    assert room(app).ended is not None


def test_a_whole_class_leaves_nothing_but_counts(app: App) -> None:
    until_over(app)
    press(app, SPACE, SPACE, ENTER)
    kinds = {type(what).__name__ for what in recorded(app)}
    assert kinds == {"ClassBegun", "Begun", "Shown", "Hands", "Judged", "Chosen", "Ended"} | {
        "ClassEnded"
    }
    practice = [w.practice for w in recorded(app) if isinstance(w, (Shown, Judged, Chosen, Ended))]
    assert all(practice)


def test_where_nothing_can_be_saved_the_class_goes_on_in_memory(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, TWO)
    app.play_without_saving()
    app.store.take_over_class(playing(app).course.room)
    playing(app).record_again()
    settle(app)
    assert [what.hands for what in recorded(app) if isinstance(what, Hands)] == [(1, 0), (0, 1, 0)]
    until_over(app)
    assert isinstance(playing(app).play.now, Over)
    assert len(room(app).decided) == 2


def test_settings_can_be_changed_in_the_middle(app: App) -> None:
    until_asked(app, "choice")
    press_free(app, ONE)
    app.change(Settings(language="th", still=True, sound=False, wait=True, text_size=150))
    assert counted(app) == (1, 0, 0)
    assert "ยกมือกัน" in texts(app)
