"""Training: an adult plays in adult view, jumps everywhere, and leaves no trace in the records."""

from pathlib import Path

import pytest

from game.learning.training import load_trained
from game.screen.adults import AdultsView
from game.screen.app import App
from game.screen.settings import Settings
from game.screen.title import TitleView
from game.screen.training import TrainingView
from game.screen.training_check import SelfCheckView
from game.screen.training_episode import AdultEpisodeView
from game.screen.training_scenes import ScenesView
from game.story.asides import Aside
from game.story.model import Choose, End, Line, Story, Talk
from game.story.playthrough import Choosing, Over
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    RIGHT,
    SPACE,
    STORY,
    begin,
    click,
    game,
    help_is_open,
    keys,
    press,
    scroll_to,
    texts,
    top,
    troubles,
    use,
)
from tests.screen.stories import GROUP_CHAT, ONE_CHAT, write_stories


def training(app: App) -> TrainingView:
    """Go from the title to the training, by mouse."""
    click(app, "adults")
    scroll_to(app, "training")
    click(app, "training")
    view = top(app)
    assert isinstance(view, TrainingView)
    return view


def in_adult_view(app: App) -> AdultEpisodeView:
    """Go from the title into the first episode."""
    training(app)
    press(app, ENTER)
    view = top(app)
    assert isinstance(view, AdultEpisodeView)
    return view


def scenes(app: App) -> ScenesView:
    click(app, "scenes")
    view = top(app)
    assert isinstance(view, ScenesView)
    return view


def one_line(text: str) -> str:
    return " ".join(text.split())


def said(app: App) -> str:
    return one_line(texts(app).replace("**", ""))


def to_the_end(app: App, answer: int = ONE) -> None:
    """Play an episode in adult view to its ending, by keyboard."""
    view = top(app)
    assert isinstance(view, AdultEpisodeView)
    while view.looked_at is not None or not isinstance(view.play.now, Over):
        press(app, SPACE if view.looked_at is not None else answer)


@pytest.fixture
def story(app: App) -> Story:
    return next(story for story in app.library.stories if story.id == STORY)


# The way there, and back


def test_one_gets_there_without_a_pin_by_mouse_and_by_keyboard(app: App) -> None:
    training(app)
    press(app, ESCAPE)
    assert isinstance(top(app), AdultsView)
    use(app, "training")
    use(app, "play")
    assert isinstance(top(app), AdultEpisodeView)
    press(app, F1)
    assert help_is_open(app)
    press(app, ESCAPE, ESCAPE)
    assert isinstance(top(app), TrainingView)
    press(app, ESCAPE, ESCAPE)
    assert isinstance(top(app), TitleView)


def test_every_episode_can_be_chosen_and_a_second_press_plays_it(app: App) -> None:
    view = training(app)
    for story in app.library.stories:
        assert f"{story.number}. {story.title}" in texts(app)
        use(app, f"story-{story.id}")
        if isinstance(top(app), AdultEpisodeView):  # the one that was chosen from the start
            press(app, ESCAPE)
        assert story.about in said(app)
    last = app.library.stories[-1]
    use(app, f"story-{last.id}")
    playing = top(app)
    assert isinstance(playing, AdultEpisodeView)
    assert playing.play.story is last
    assert view is app.views[-2]


def test_without_an_episode_it_says_so(tmp_path: Path) -> None:
    with game(tmp_path / "data", stories=write_stories(tmp_path / "scenarios")) as app:
        training(app)
        assert "There is no episode here." in texts(app)
        press(app, ENTER)
        assert isinstance(top(app), TrainingView)


# Nothing is recorded


def test_nothing_of_it_comes_into_the_records_of_children(app: App) -> None:
    begin(app)
    press(app, SPACE, SPACE, ESCAPE)
    app.home(TitleView(app))
    before = list(app.store.every_event()), app.store.players()
    assert before[0]
    in_adult_view(app)
    to_the_end(app)
    press(app, ENTER)
    check = top(app)
    assert isinstance(check, SelfCheckView)
    while not check.over:
        press(app, ONE, ENTER)
    app.store.flush()
    assert (list(app.store.every_event()), app.store.players()) == before
    assert app.store.unfinished(before[1][0])[0].story == STORY
    assert len(load_trained(app.around.data).checks) == 1


# What is named


def test_each_message_is_named_and_explained_as_it_comes(app: App) -> None:
    view = in_adult_view(app)
    common = app.library.common
    met: set[str] = set()
    seen = {"trick": 0, "safe": 0}
    while view.looked_at is not None or not isinstance(view.play.now, Over):
        shown = view.looked_at
        if shown is not None and isinstance(line := shown.step, Line):
            here = said(app)
            assert one_line(line.text) in here
            assert one_line(line.because or "") in here
            for name in line.tricks:
                trick = common.tricks[name]
                assert trick.name in here
                assert trick.what in here
                new = [trick.how, trick.why, trick.you_can, trick.note or "", *trick.sources]
                if name not in met:
                    assert all(one_line(text) in here for text in new)
                met.add(name)
            for name in line.looks_like:
                assert "It only looks like:" in here
                assert common.tricks[name].name in here
            assert ("This message is okay" in here) == line.safe
            seen["safe" if line.safe else "trick"] += 1
        press(app, SPACE if shown is not None else ONE)
    assert min(seen.values()) > 3
    assert len(met) > 2


def test_a_trick_met_before_shows_everything_only_when_it_is_asked_for(app: App) -> None:
    view = in_adult_view(app)
    met: set[str] = set()
    while True:
        shown = view.looked_at
        tricks = shown.step.tricks if shown and isinstance(shown.step, Line) else ()
        if again := [trick for trick in tricks if trick in met]:
            break
        met |= set(tricks)
        press(app, SPACE if shown is not None else ONE)
    trick = app.library.common.tricks[again[0]]
    assert trick.why not in said(app)
    use(app, f"trick-{trick.id}")
    assert trick.why in said(app)
    assert one_line(trick.note or "") in said(app)
    press(app, ENTER)
    assert trick.why not in said(app)


def test_notes_and_questions_stand_at_their_place(app: App, story: Story) -> None:
    view = in_adult_view(app)
    for scene in story.scenes.values():
        for aside in (step for step in scene.steps if isinstance(step, Aside)):
            play = view._jumps.to_scene(scene.id)
            assert play is not None
            view.go_to(play)
            wanted = one_line(aside.text if isinstance(aside, Talk) else aside.note or "")
            heading = "Question for the room" if isinstance(aside, Talk) else "Note for you"
            while wanted not in said(app):
                assert view.play.scene == scene.id, f"{wanted!r} is not in {scene.id}"
                assert view.looked_at is not None
                press(app, SPACE)
            assert heading in said(app)
            if isinstance(aside, Talk):
                assert all(one_line(answer) in said(app) for answer in aside.answers)


def test_at_a_choice_stands_what_kind_of_act_each_option_is(app: App, story: Story) -> None:
    view = in_adult_view(app)
    seen: set[str] = set()
    for scene in story.scenes.values():
        for choice in (step for step in scene.steps if isinstance(step, Choose)):
            play = view._jumps.to_choice(choice)
            assert play is not None
            view.go_to(play)
            here = said(app)
            for option in view.options:
                assert one_line(option.text) in here
                seen |= set(option.acts)
                if "tell" in option.acts:
                    assert "Tell somebody" in here
                if not option.heard:
                    assert "who does not listen yet" in here
            protective = sum(not {"risky", "carry_on"} & set(it.acts) for it in view.options)
            assert here.count("Protective") == protective
            assert here.count("Risky") == sum("risky" in it.acts for it in view.options)
    assert {"tell", "carry_on", "risky", "stop"} <= seen


def test_a_message_is_read_about_again_and_one_goes_on_where_one_was(app: App) -> None:
    view = in_adult_view(app)
    while not isinstance(view.play.now, Choosing) or view.looked_at is not None:
        press(app, SPACE)
    first = next(key for key in keys(app) if key.startswith("line-"))
    use(app, first)
    assert view.looked_at is not None
    assert "Next" in texts(app)
    press(app, ESCAPE)
    assert view.looked_at is None
    assert "answer-1" in keys(app)
    press(app, ESCAPE)
    assert isinstance(top(app), TrainingView)


def test_reading_back_returns_to_the_choice(app: App) -> None:
    view = in_adult_view(app)
    while not isinstance(view.play.now, Choosing) or view.looked_at is not None:
        press(app, RIGHT)
    click(app, [key for key in keys(app) if key.startswith("line-")][-1])
    assert view.looked_at is not None
    press(app, SPACE)
    assert view.looked_at is None
    assert "answer-1" in keys(app)


def test_messages_of_a_group_are_named_with_the_group(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "scenarios", made=GROUP_CHAT)
    with game(tmp_path / "data", stories=stories) as app:
        view = in_adult_view(app)
        seen = ""
        while view.looked_at is not None or not isinstance(view.play.now, Over):
            seen += said(app)
            press(app, SPACE if view.looked_at is not None else ONE)
        assert "Wolf wrote in Our team:" in seen
        assert "Vanna wrote in Our team:" in seen


# All branches


def test_from_the_list_one_jumps_to_every_scene_and_ending(app: App, story: Story) -> None:
    view = in_adult_view(app)
    arrived = set()
    count = len(scenes(app).moments)
    press(app, ESCAPE)
    for number in range(count):
        list_ = scenes(app)
        moment = list_.moments[number]
        if number:
            use(app, f"moment-{number}")
        press(app, *[ENTER] * (app.ui.focus is not None or number == 0))
        assert top(app) is view
        if isinstance(moment.step, End):
            assert isinstance(view.play.now, Over)
            assert view.play.now.end is moment.step
        else:
            arrived.add(moment.scene.id)
            now = view.play.now
            scene = view.looked_at.scene if view.looked_at else getattr(now, "scene", "")
            assert scene == moment.scene.id
    assert {end.slug for end in story.endings} == view.seen._endings
    assert "Endings seen: 5 of 5" in texts(app)
    assert story.start in arrived


def test_every_branch_of_every_choice_is_one_press_away(app: App) -> None:
    view = in_adult_view(app)
    list_ = scenes(app)
    choices = [n for n, it in enumerate(list_.moments) if isinstance(it.step, Choose)]
    press(app, ESCAPE)
    for number in choices:
        step = list_.moments[number].step
        assert isinstance(step, Choose)
        for at, option in enumerate(step.options):
            scenes(app).choose(number) if number else scenes(app)
            press(app, ONE + at)
            assert top(app) is view
            assert view.play.choices[-1].option is option
    scenes(app).choose(choices[0])
    step = list_.moments[choices[0]].step
    assert isinstance(step, Choose)
    assert view.seen.took(list_.moments[choices[0]].scene.id, step.options[0])


def test_one_goes_back_to_the_last_choice_and_takes_another_way(app: App) -> None:
    view = in_adult_view(app)
    assert "again" not in keys(app)
    while not isinstance(view.play.now, Choosing) or view.looked_at is not None:
        press(app, SPACE)
    before = view.play.log
    press(app, ONE, SPACE)
    click(app, "again")
    assert view.play.log == before
    press(app, ONE + 1)
    assert view.play.choices[-1].option is view.play.choices[-1].offered[1]


def test_the_list_of_episodes_says_which_endings_were_seen(app: App) -> None:
    in_adult_view(app)
    to_the_end(app)
    press(app, ESCAPE)
    assert "Endings seen: 1 of 5" in texts(app)


def test_it_fits_with_a_story_of_one_choice_and_large_text(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "scenarios", made=ONE_CHAT)
    settings = Settings(language="en", text_size=150, still=True, sound=False, wait=True)
    with game(tmp_path / "data", settings, stories=stories) as app:
        training(app)
        assert not troubles(app)
        press(app, ENTER)
        to_the_end(app)
        assert not troubles(app)
        press(app, ENTER)
        assert isinstance(top(app), SelfCheckView)
