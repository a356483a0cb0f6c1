"""The self-check: fair questions, each explained, and a plain sum that is kept without a name."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import game as sarika
from game.learning.training import FILE, load_trained
from game.screen.adults_guides import GuidesView
from game.screen.app import App
from game.screen.training import TrainingView
from game.screen.training_check import SelfCheckView
from game.screen.training_fixed import fixed_questions
from game.screen.training_questions import OKAY, Question, drawn
from game.screen.training_results import ResultsView
from game.story.model import Line, Story
from tests.screen.driving import ENTER, ESCAPE, ONE, click, game, keys, press, texts, top
from tests.screen.stories import ONE_CHAT, write_stories
from tests.screen.test_training import in_adult_view, said, to_the_end, training


def checking(app: App) -> SelfCheckView:
    """Go from the title to the self-check of the first episode, by mouse."""
    training(app)
    click(app, "check")
    view = top(app)
    assert isinstance(view, SelfCheckView)
    return view


def answer(app: App, view: SelfCheckView, *, right: bool) -> Question:
    """Answer a question by keyboard, and go on after its explanation."""
    question = view.question
    places = [at for at, it in enumerate(question.answers) if (it == question.right) == right]
    press(app, ONE + places[0])
    assert ("Right" if right else "Better") in texts(app).splitlines()
    press(app, ENTER)
    return question


def line_of(story: Story, question: Question) -> Line:
    scene, item = question.id
    steps = story.scenes[scene].steps
    return next(step for step in steps if isinstance(step, Line) and step.item == item)


# What is asked


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> App:
    with game(tmp_path_factory.mktemp("asked")) as app:
        app.library  # noqa: B018 - read while the game is there
        return app


@given(seed=st.integers(), number=st.integers(0, 10))
def test_messages_of_both_kinds_are_asked_about_and_one_answer_is_right(
    opened: App, seed: int, number: int
) -> None:
    story, common = opened.library.stories[number], opened.library.common
    rng = random.Random(seed)  # noqa: S311 - no secrets
    asked = drawn(opened.ui, story, common, rng)
    assert 5 <= len(asked) <= 8
    assert len({question.id for question in asked}) == len(asked)
    messages = [line_of(story, question) for question in asked if question.about == "message"]
    assert len(messages) == 4
    assert sum(line.safe for line in messages) >= 2
    if story.id != "the-surprise":
        assert sum(not line.safe for line in messages) == 2
    for question in asked:
        assert question.right in question.answers
        assert len(set(question.answers)) == len(question.answers) in (3, 4)
        if question.about == "message":
            line = line_of(story, question)
            assert question.answers[-1] == OKAY
            assert question.right == (OKAY if line.safe else line.tricks[0])
            assert len({*question.answers} & {*line.tricks}) == (0 if line.safe else 1)
            if line.safe:
                assert {*question.answers} & {*line.looks_like}
    about = [question.about for question in asked]
    assert about.count("leading") == about.count("disclosure") == 2


def test_every_fixed_question_can_come_and_each_of_its_answers_is_another(opened: App) -> None:
    story, common = opened.library.stories[0], opened.library.common
    rng = random.Random(1)  # noqa: S311 - no secrets
    came = {q.id[0] for _ in range(100) for q in drawn(opened.ui, story, common, rng)}
    for there in fixed_questions(opened.ui, story).values():
        assert len(there) > 4
        for name, words in there.items():
            assert name in came
            assert len(set(words.answers)) == len(words.answers) >= 3
            assert words.why
            assert words.read


# Answering


def test_every_answer_is_explained_and_the_right_one_named(app: App) -> None:
    view = checking(app)
    story, common = app.library.stories[0], app.library.common
    while not view.over:
        question = view.question
        assert f"question {len(view.answers) + 1} of 8" in texts(app)
        wrong = next(n for n, it in enumerate(question.answers) if it != question.right)
        press(app, ONE + wrong)
        here = said(app)
        assert "Your answer" in here
        if question.about == "message":
            line = line_of(story, question)
            assert " ".join((line.because or "").split()) in here
            right = common.tricks[question.right].name if line.tricks else "This is okay"
        else:
            words = fixed_questions(app.ui, story)[question.about][question.id[0]]
            assert words.why in here
            right = words.answers[0]
        assert right in here
        press(app, ENTER)
    assert "0 of 8 right" in texts(app)


def test_the_sum_counts_each_part_and_says_what_to_read_again(app: App) -> None:
    view = checking(app)
    wrong: list[Question] = []
    while not view.over:
        right = view.question.about != "disclosure"
        question = answer(app, view, right=right)
        wrong += [] if right else [question]
    here = texts(app)
    assert "6 of 8 right" in here
    assert "Messages of this episode: 4 of 4" in here
    assert "Leading a session: 2 of 2" in here
    assert "If a child tells something: 0 of 2" in here
    there = fixed_questions(app.ui, app.library.stories[0])["disclosure"]
    for question in wrong:
        assert f"In the guide: {there[question.id[0]].read}" in here
    assert "The trick" not in here
    click(app, "guide")
    assert isinstance(top(app), GuidesView)
    press(app, ESCAPE)
    assert top(app) is view


def test_who_knows_everything_is_sent_to_read_nothing(app: App) -> None:
    view = checking(app)
    while not view.over:
        answer(app, view, right=True)
    assert "8 of 8 right" in texts(app)
    assert "Worth reading again" not in texts(app)
    assert "guide" not in keys(app)


def test_it_can_be_answered_with_the_mouse_alone(app: App) -> None:
    view = checking(app)
    while not view.over:
        click(app, "answer-1")
        click(app, "continue")
    click(app, "results")
    assert isinstance(top(app), ResultsView)
    assert not app.ui.keyboard


def test_other_questions_may_follow_at_once(app: App) -> None:
    view = checking(app)
    first = view.questions
    while not view.over:
        answer(app, view, right=True)
    click(app, "again")
    assert not view.over
    assert view.questions != first
    assert not view.answers


# What is kept


def test_the_sum_is_kept_once_with_day_episode_and_version_and_no_more(app: App) -> None:
    in_adult_view(app)
    to_the_end(app)
    press(app, ENTER)
    view = top(app)
    assert isinstance(view, SelfCheckView)
    while not view.over:
        assert not (app.around.data / FILE).exists()
        answer(app, view, right=view.question.about == "message")
    (line,) = (app.around.data / FILE).read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "day": datetime.now(UTC).astimezone().date().isoformat(),
        "episode": app.library.stories[0].id,
        "right": 4,
        "of": 8,
        "version": sarika.__version__,
    }
    press(app, ESCAPE)
    assert isinstance(top(app), TrainingView)
    assert "Self-check: 4 of 8" in texts(app)


def test_who_leaves_in_the_middle_keeps_nothing(app: App) -> None:
    view = checking(app)
    for _ in range(7):
        answer(app, view, right=True)
    press(app, ESCAPE)
    assert not load_trained(app.around.data).checks


def test_what_cannot_be_kept_is_said_in_one_line_and_the_sum_stays(app: App) -> None:
    view = checking(app)
    (app.around.data / FILE).mkdir()
    while not view.over:
        answer(app, view, right=True)
    said_why = [line for line in texts(app).splitlines() if "could not be kept" in line]
    assert len(said_why) == 1
    assert str(app.around.data) in said_why[0]
    assert "8 of 8 right" in texts(app)
    assert "are kept" not in texts(app)


def test_while_nothing_is_saved_nothing_is_written(app: App) -> None:
    app.play_without_saving()
    view = checking(app)
    while not view.over:
        answer(app, view, right=True)
    assert "8 of 8 right" in texts(app)
    assert "are kept" not in texts(app)
    assert not (app.around.data / FILE).exists()


def test_a_story_that_explains_little_has_fewer_questions(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "scenarios", made=ONE_CHAT)
    with game(tmp_path / "data", stories=stories) as app:
        view = checking(app)
        assert len(view.questions) == 5
        while not view.over:
            answer(app, view, right=True)
        assert "5 of 5 right" in texts(app)
