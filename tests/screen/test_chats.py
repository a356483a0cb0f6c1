"""Several chats, long chats, and reading back in them."""

from dataclasses import replace
from pathlib import Path

import pygame

from game.screen.app import App
from game.screen.placed import Area, Said
from tests.screen.driving import (
    DOWN,
    ENTER,
    SPACE,
    STILL,
    Clock,
    begin,
    click,
    episode,
    game,
    key,
    keys,
    mouse,
    press,
    settle,
    state,
    texts,
    top,
)
from tests.screen.stories import TWO_CHATS, long_chat, write_stories


def test_who_writes_in_another_chat_is_announced_and_does_not_steal_the_chat(
    tmp_path: Path,
) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", chats=TWO_CHATS)) as app:
        view = begin(app)
        press(app, SPACE, SPACE)
        assert (view.chat, view.alert) == ("wolf", "vanna")
        assert "Vanna wrote to you" in texts(app)
        assert "Are you coming?" not in texts(app)
        assert "How was your day?" in texts(app)
        press(app, ENTER)
        assert (view.chat, view.alert) == ("vanna", None)
        assert "Are you coming?" in texts(app)
        assert "How was your day?" not in texts(app)


def test_a_chat_can_be_opened_by_its_button_and_read_again(tmp_path: Path) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", chats=TWO_CHATS)) as app:
        view = begin(app)
        press(app, SPACE, SPACE)
        click(app, "chat-vanna")
        assert view.chat == "vanna"
        click(app, "chat-wolf")
        assert "How was your day?" in texts(app)
        assert state(app) == "reading"
        press(app, SPACE)
        assert (view.chat, view.alert) == ("wolf", "vanna")
        press(app, ENTER, SPACE)
        assert "two minutes" in texts(app)


def test_the_episode_goes_on_from_an_announced_chat_by_mouse(tmp_path: Path) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", chats=TWO_CHATS)) as app:
        begin(app)
        while "open" not in keys(app):
            click(app, "next")
        click(app, "open")
        assert "Are you coming?" in texts(app)


def test_sarika_asks_in_the_chat_that_the_message_stands_in(tmp_path: Path) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", chats=TWO_CHATS)) as app:
        view = begin(app)
        while state(app) != "asked":
            press(app, SPACE)
        assert view.chat == "wolf"
        assert "What is this message doing?" in texts(app)
        press(app, *[pygame.KSCAN_1] * 2, SPACE, SPACE)
        assert state(app) == "over"


def test_the_newest_message_of_a_long_chat_is_in_sight_and_the_first_can_be_read_again(
    tmp_path: Path,
) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", long=long_chat(120))) as app:
        view = begin(app)
        press(app, *[SPACE] * 118)
        assert state(app) == "reading"
        assert _read(app, "Message number 118 of a very long chat")
        assert not _read(app, "Message number 0 of a very long chat")
        area = _chat(app)
        for _ in range(60):
            _wheel(app, area, 5)
        assert _read(app, "Message number 0 of a very long chat")
        assert app.ui.scrolls[area.key] == 0
        click(app, f"line-first-{view.lines()[0][1].item}")
        assert state(app) == "asked"
        assert app.ui.scrolls[area.key] == 0


def test_the_keyboard_reaches_the_first_message_of_a_long_chat(tmp_path: Path) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", long=long_chat(40))) as app:
        view = begin(app)
        press(app, *[SPACE] * 38)
        first = f"line-first-{view.lines()[0][1].item}"
        while app.ui.focus != first:
            press(app, pygame.KSCAN_TAB)
        assert _read(app, "Message number 0 of a very long chat")
        press(app, DOWN)
        assert app.ui.focus == f"line-first-{view.lines()[1][1].item}"


def test_a_chat_that_is_read_back_stays_where_it_is_until_the_next_message(
    tmp_path: Path,
) -> None:
    with game(tmp_path, stories=write_stories(tmp_path / "s", long=long_chat(60))) as app:
        begin(app)
        press(app, *[SPACE] * 40)
        area = _chat(app)
        _wheel(app, area, 3)
        moved = app.ui.scrolls[area.key]
        assert moved < area.farthest()
        app.refresh()
        app.placed(top(app))
        press(app, pygame.KSCAN_F1, pygame.KSCAN_ESCAPE)
        assert app.ui.scrolls[area.key] == moved
        press(app, SPACE)
        newest = _chat(app).farthest()
        assert app.ui.scrolls[area.key] == newest


def test_whoever_reads_back_stays_there_while_messages_come_by_themselves(
    tmp_path: Path,
) -> None:
    clock = Clock()
    stories = write_stories(tmp_path / "s", long=long_chat(60))
    with game(tmp_path, replace(STILL, wait=False), clock=clock, stories=stories) as app:
        begin(app)
        press(app, *[SPACE] * 40)
        area = _chat(app)
        _wheel(app, area, 3)
        moved = app.ui.scrolls[area.key]
        messages = len(episode(app).play.log)
        for _ in range(5):
            clock.seconds += 10
            app.step()
            settle(app)
        app.placed(top(app))
        assert len(episode(app).play.log) > messages
        assert app.ui.scrolls[area.key] == moved


def test_messages_slide_in_and_come_to_rest(tmp_path: Path) -> None:
    clock = Clock()
    stories = write_stories(tmp_path / "s", long=long_chat(40))
    with game(tmp_path, replace(STILL, still=False), clock=clock, stories=stories) as app:
        begin(app)
        canvas = pygame.Surface(app.ui.size)
        for _ in range(20):
            key(app, SPACE)
            settle(app)
            app.draw(canvas)
            clock.seconds += 1
            app.draw(canvas)
        clock.seconds += 1
        app.draw(canvas)
        assert not app.moving()
        key(app, SPACE)
        assert app.moving()
        app.draw(canvas)
        begun = pygame.image.tobytes(canvas, "RGB")
        clock.seconds += 2
        app.draw(canvas)
        rested = pygame.image.tobytes(canvas, "RGB")
        assert begun != rested
        assert app.ui.scrolls[_chat(app).key] == _chat(app).farthest()
        assert not app.moving()


def test_with_less_motion_nothing_moves(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "s", long=long_chat(40))
    with game(tmp_path, stories=stories) as app:
        begin(app)
        for _ in range(20):
            press(app, SPACE)
            app.draw(pygame.Surface(app.ui.size))
            assert not app.moving()


def _chat(app: App) -> Area:
    chat = f"chat-{episode(app).chat}"
    return next(area for area in app.placed(top(app)).areas if area.key == chat)


def _read(app: App, text: str) -> bool:
    """Say whether a text of the open chat can be read without scrolling."""
    chat = _chat(app).rect
    parts = app.placed(top(app)).all_parts(app.ui)
    found = [rect for part, rect, _ in parts if isinstance(part, Said) and part.text == text]
    return any(chat.contains(rect) for rect in found)


def _wheel(app: App, area: Area, steps: int) -> None:
    mouse(app, pygame.MOUSEMOTION, area.rect.center)
    app.handle(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=steps))
