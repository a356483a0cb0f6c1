"""The whole way through the game, as a child goes it."""

from dataclasses import replace
from pathlib import Path

import pygame

from game.learning.events import Begun
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.notebook import NotebookView
from game.screen.title import TitleView
from game.screen.what_happened import WhatHappenedView
from game.screen.who import CodeView, WhoView
from game.story.playthrough import Chosen
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    SPACE,
    STILL,
    Clock,
    S,
    begin,
    click,
    come_back,
    episode,
    game,
    happened,
    key,
    keys,
    newest_player,
    next_key,
    play_to_the_end,
    play_until,
    press,
    records,
    scroll_to,
    settle,
    spots,
    state,
    texts,
    top,
    use,
)


def test_an_episode_is_played_from_the_title_to_the_notebook_by_keyboard_alone(app: App) -> None:
    assert isinstance(top(app), TitleView)
    use(app, "play")
    assert isinstance(top(app), WhoView)
    use(app, "animal-gecko")
    use(app, "colour-purple")
    use(app, "that-is-me")
    assert isinstance(top(app), HomeView)
    assert (newest_player(app).animal, newest_player(app).colour) == ("gecko", "purple")
    use(app, "play-friend-from-the-game")
    use(app, "not-now")
    play_to_the_end(app)
    use(app, "what-happened")
    use(app, first_choice(app))
    use(app, "what-if")
    assert isinstance(top(app), EpisodeView)
    assert episode(app).play.practice
    play_to_the_end(app, pygame.KSCAN_2)
    press(app, ENTER)
    use(app, "notebook")
    assert isinstance(top(app), NotebookView)
    press(app, ESCAPE)
    assert isinstance(top(app), HomeView)


def test_an_episode_is_played_from_the_title_to_the_notebook_by_mouse_alone(app: App) -> None:
    click(app, "language-en")
    click(app, "play")
    click(app, "animal-turtle")
    click(app, "colour-pink")
    click(app, "that-is-me")
    assert (newest_player(app).animal, newest_player(app).colour) == ("turtle", "pink")
    click(app, "play-friend-from-the-game")
    click(app, "not-now")
    click_to_the_end(app)
    click(app, "what-happened")
    scroll_to(app, first_choice(app))
    click(app, first_choice(app))
    click(app, "what-if")
    assert episode(app).play.practice
    click_to_the_end(app)
    click(app, "what-happened")
    click(app, "notebook")
    assert isinstance(top(app), NotebookView)
    click(app, "back")
    assert isinstance(top(app), HomeView)
    assert not app.ui.keyboard


def test_a_message_is_looked_at_by_tapping_it(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    message = [name for name in keys(app) if name.startswith("line-")][-1]
    click(app, message)
    assert state(app) == "asked"
    click(app, "answer-1")
    assert state(app) == "explained"
    click(app, "continue")
    assert state(app) == "choosing"


def test_a_message_is_looked_at_with_the_key_s(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    press(app, S)
    assert state(app) == "picking"
    press(app, ONE)
    assert state(app) == "asked"
    press(app, ESCAPE)
    assert state(app) == "choosing"
    press(app, S, S)
    assert state(app) == "choosing"


def test_every_press_shows_what_it_did_without_any_waiting(app: App) -> None:
    view = begin(app)
    for _ in range(60):
        before = [view.play, state(app), texts(app), [name for name, _, _ in spots(app)]]
        app.dirty = False
        key(app, next_key(app))
        assert app.dirty
        assert [view.play, state(app), texts(app), [name for name, _, _ in spots(app)]] != before
        settle(app)


def test_an_answer_is_on_the_screen_and_in_the_records_once(app: App) -> None:
    begin(app)
    play_until(app, "asked")
    before = len(records(app))
    key(app, ONE)
    key(app, ONE)
    assert state(app) == "explained"
    assert len(records(app)) == before + 1


def test_a_contact_card_says_what_is_known_and_what_is_not(app: App) -> None:
    begin(app)
    press(app, SPACE)
    click(app, "contact")
    said = texts(app)
    contact = episode(app).story.contacts[episode(app).chat]
    for fact in (*contact.known, *contact.unknown):
        assert fact in said
    press(app, ENTER)
    assert isinstance(top(app), EpisodeView)


def test_the_episode_can_be_left_and_gone_on_with_from_home(app: App) -> None:
    view = begin(app)
    play_until(app, "choosing")
    press(app, ESCAPE)
    use(app, "leave")
    assert isinstance(top(app), HomeView)
    use(app, "go-on-friend-from-the-game")
    assert episode(app).play == view.play
    assert sum(isinstance(what, Begun) for what in happened(app)) == 1


def test_the_episode_can_be_started_again_from_its_menu(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    press(app, ESCAPE)
    use(app, "restart")
    assert isinstance(top(app), EpisodeView)
    assert len(episode(app).play.log) <= 2
    assert sum(isinstance(what, Begun) for what in happened(app)) == 2


def test_after_an_ending_home_offers_to_play_again_and_counts_the_ending(app: App) -> None:
    begin(app)
    play_to_the_end(app)
    press(app, ENTER, ESCAPE, ESCAPE)
    assert isinstance(top(app), HomeView)
    use(app, "stop-friend-from-the-game")
    assert "play-friend-from-the-game" in keys(app)
    assert "Play again" in texts(app)
    assert "1 ending found" in texts(app)


def test_a_wrong_code_is_said_and_can_be_typed_again(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        begin(app)
        code = newest_player(app).code
    with game(tmp_path) as app:
        press(app, ENTER)
        use(app, "have-code")
        before = texts(app)
        press(app, *[pygame.KSCAN_B] * 4)
        assert isinstance(top(app), CodeView)
        assert texts(app) != before
        for letter in code:
            click(app, f"letter-{letter}")
        assert isinstance(top(app), HomeView)


def test_what_was_learned_is_known_at_the_next_start(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        begin(app)
        play_to_the_end(app)
        press(app, ENTER, ENTER, ONE)
        assert isinstance(top(app), NotebookView)
        code, notebook = newest_player(app).code, texts(app)
        assert app.store.counts(newest_player(app)).tricks
    with game(tmp_path, seed=2) as app:
        come_back(app, code)
        use(app, "notebook")
        assert texts(app) == notebook


def test_messages_come_by_themselves_in_the_time_it_takes_to_read(tmp_path: Path) -> None:
    clock = Clock()
    with game(tmp_path, replace(STILL, wait=False), clock=clock) as app:
        view = begin(app)
        press(app, SPACE, SPACE)
        shown = len(view.play.log)
        app.step()
        assert len(view.play.log) == shown
        for _ in range(30):
            clock.seconds += 1
            app.step()
            settle(app)
        assert len(view.play.log) > shown + 2
        # Nothing comes while a question is open, however long it takes.
        play_until(app, "asked")
        asked = view.play
        clock.seconds += 1000
        app.step()
        assert view.play == asked


def test_nothing_comes_by_itself_while_the_menu_or_help_is_open(tmp_path: Path) -> None:
    clock = Clock()
    with game(tmp_path, replace(STILL, wait=False), clock=clock) as app:
        view = begin(app)
        press(app, SPACE, SPACE)
        for opening in (ESCAPE, F1):
            before = view.play
            press(app, opening)
            clock.seconds += 100
            app.step()
            settle(app)
            assert view.play == before
            press(app, ESCAPE)
            clock.seconds += 7
            app.step()
            clock.seconds += 7
            app.step()
            settle(app)
            assert view.play != before


def click_to_the_end(app: App) -> None:
    """Play an episode with the mouse, with the first answer to everything."""
    while "what-happened" not in keys(app):
        names = keys(app)
        way = next(n for n in ("continue", "open", "next", "answer-1") if n in names)
        scroll_to(app, way)
        click(app, way)


def first_choice(app: App) -> str:
    """Name the button of the first choice on the page that tells what happened."""
    view = top(app)
    assert isinstance(view, WhatHappenedView)
    number = next(n for n, entry in enumerate(view.events) if isinstance(entry, Chosen))
    return f"event-{number}"
