"""Quick Eyes: single messages are sorted, explained at the right time, and kept."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pygame
import pytest

from game.learning.events import Begun, Judged, RoundBegun
from game.learning.store import StoreUnavailable, Ticket
from game.places import SCENARIOS
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.quick_eyes import QuickEyesView
from game.screen.trouble import TroubleView
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    SPACE,
    Clock,
    click,
    come_back,
    game,
    happened,
    help_is_open,
    key,
    keys,
    newest_player,
    press,
    records,
    settle,
    texts,
    top,
    use,
)

TWO = pygame.KSCAN_2


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> Iterator[App]:
    with game(tmp_path, clock=clock) as app:
        press(app, ENTER, ENTER)
        yield app


def the_round(app: App) -> QuickEyesView:
    return next(view for view in reversed(app.views) if isinstance(view, QuickEyesView))


def go_on(app: App) -> None:
    """Let the answer reach the disk, and the game notice it."""
    settle(app)
    app.around.clock.seconds += 1  # type: ignore[attr-defined]
    app.step()


def sort(app: App, answer: int = ONE) -> None:
    """Answer one message."""
    press(app, answer)
    if the_round(app).state == "naming":
        press(app, ONE)
    go_on(app)


def judged(app: App) -> list[Judged]:
    return [what for what in happened(app) if isinstance(what, Judged)]


def test_the_first_round_comes_before_the_first_episode_and_leads_to_it(app: App) -> None:
    use(app, "play-friend-from-the-game")
    assert isinstance(top(app), QuickEyesView)
    use(app, "begin")
    for _ in range(8):
        sort(app)
    assert the_round(app).state == "looking back"
    use(app, "to-the-end")
    use(app, "go-on")
    assert isinstance(top(app), EpisodeView)
    kinds = [type(what) for what in happened(app)]
    assert kinds[:10] == [RoundBegun, *[Judged] * 8, Begun]


def test_a_round_is_sorted_with_the_mouse_alone(app: App) -> None:
    click(app, "quick-eyes")
    click(app, "begin")
    for _ in range(8):
        click(app, "answer-2")
        click(app, "answer-1")
        go_on(app)
    for _ in range(8):
        click(app, "continue")
    click(app, "go-on")
    assert isinstance(top(app), HomeView)
    assert "quick-eyes" not in keys(app)
    assert not app.ui.keyboard


def test_half_of_the_messages_are_safe(app: App) -> None:
    press(app, ENTER, ENTER)
    assert sum(message.item.safe for message in the_round(app).messages) == 4


def test_nothing_is_explained_before_the_first_round_is_over(app: App) -> None:
    press(app, ENTER, ENTER)
    view = the_round(app)
    for _ in range(8):
        said = texts(app)
        assert view.message.item.because not in said
        assert "Well noticed!" not in said
        sort(app, TWO)
    for message in view.messages:
        assert message.item.because in texts(app)
        press(app, ENTER)
    assert view.state == "over"


def test_hmm_asks_which_trick_and_can_be_thought_over(app: App) -> None:
    press(app, ENTER, ENTER, TWO)
    view = the_round(app)
    assert view.state == "naming"
    assert len(keys(app)) == len({*keys(app)})
    assert set(view.message.item.tricks or view.message.item.looks_like) <= set(view.tricks())
    use(app, "rethink")
    assert view.state == "asking"
    assert judged(app) == []


def test_an_answer_is_kept_with_what_would_have_been_right(app: App) -> None:
    press(app, ENTER, ENTER, TWO)
    view = the_round(app)
    first, offered = view.message, view.tricks()
    press(app, TWO)
    (kept,) = judged(app)
    assert (kept.scene, kept.item) == (f"form-{first.form}", first.item.item)
    assert (kept.verdict, kept.trick) == ("wait", offered[1])
    assert (kept.tricks, kept.looks_like) == (first.item.tricks, first.item.looks_like)
    assert [event.form for event in records(app) if event.play] == [first.form] * 2


def test_the_next_message_waits_until_the_answer_is_on_the_disk(app: App) -> None:
    press(app, ENTER, ENTER)
    view = the_round(app)
    written = Ticket()
    app.store.record = lambda *_: written  # type: ignore[method-assign]
    before = view.message
    key(app, ONE)
    key(app, ONE)
    go_on(app)
    assert view.message == before
    written.settle(None)
    go_on(app)
    assert view.message != before
    assert len(view.answers) == 1


def test_a_disk_that_is_full_is_said_and_the_round_goes_on_without_saving(app: App) -> None:
    press(app, ENTER, ENTER)
    view = the_round(app)
    full = Ticket()
    full.settle(StoreUnavailable("full", "no room"))
    app.store.record = lambda *_: full  # type: ignore[method-assign]
    press(app, ONE)
    assert isinstance(top(app), TroubleView)
    use(app, "go-on")
    go_on(app)
    assert (top(app), view.state, len(view.answers)) == (view, "asking", 1)
    assert not app.saving


def test_a_round_goes_on_where_it_was_left(app: App, tmp_path: Path) -> None:
    press(app, ENTER, ENTER)
    sort(app)
    sort(app, TWO)
    press(app, ESCAPE)
    code = newest_player(app).code
    app.close()
    with game(tmp_path) as again:
        come_back(again, code)
        assert "You stopped in the middle of Quick Eyes." in texts(again)
        use(again, "quick-eyes")
        view = the_round(again)
        assert view.state == "asking"
        for _ in range(6):
            sort(again)
        assert view.state == "looking back"
        answers = judged(again)
        assert len(answers) == len({answer.item for answer in answers}) == 8


def test_not_now_leads_on_and_measures_nothing(app: App) -> None:
    use(app, "play-friend-from-the-game")
    use(app, "not-now")
    assert isinstance(top(app), EpisodeView)
    assert not any(isinstance(what, RoundBegun) for what in happened(app))
    press(app, SPACE, ESCAPE)
    use(app, "leave")
    assert "quick-eyes" not in keys(app)


def test_help_is_one_key_away_in_every_state(app: App) -> None:
    press(app, ENTER)
    for press_next in (ENTER, TWO, ONE):
        press(app, F1)
        assert help_is_open(app)
        press(app, ESCAPE)
        press(app, press_next)
        go_on(app)


def test_what_was_explained_can_be_practised_and_counts_no_more(app: App) -> None:
    press(app, ENTER, ENTER)
    for _ in range(8):
        sort(app)
    use(app, "to-the-end")
    press(app, ENTER)
    counts = app.store.counts(newest_player(app))
    assert isinstance(top(app), EpisodeView)
    press(app, ESCAPE)
    use(app, "leave")
    use(app, "notebook")
    use(app, "practise")
    assert the_round(app).occasion == "practice"
    press(app, ENTER, TWO, ONE)
    assert the_round(app).state == "explained"
    assert the_round(app).message.item.because in texts(app)
    assert app.store.counts(newest_player(app)) == counts


def test_without_a_good_file_of_messages_the_game_plays_on(tmp_path: Path) -> None:
    stories = tmp_path / "scenarios"
    copytree(SCENARIOS, stories)
    (stories / "quick-eyes.yaml").write_text("a: [", encoding="utf-8")
    with game(tmp_path / "data", stories=stories) as app:
        press(app, ENTER, ENTER)
        assert "quick-eyes" not in keys(app)
        use(app, "play-friend-from-the-game")
        assert isinstance(top(app), EpisodeView)
