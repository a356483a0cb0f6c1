"""Group chats: several people write in one chat, and everybody can see who wrote what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.screen.app import App
from game.screen.contact import ContactView
from game.screen.gallery import lines, screens
from game.screen.group import GroupView
from game.screen.placed import Said
from game.screen.readout import screen_of
from game.screen.what_happened import WhatHappenedView
from game.story.playthrough import Playthrough
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    ONE,
    SPACE,
    STILL,
    Clock,
    S,
    begin,
    click,
    episode,
    game,
    happened,
    newest_player,
    play_quickly,
    play_to_the_end,
    play_until,
    press,
    settle,
    state,
    texts,
    top,
    troubles,
    use,
)
from tests.screen.stories import GROUP_CHAT, TWO_CHATS, write_stories


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with game(tmp_path, stories=write_stories(tmp_path / "s", chats=GROUP_CHAT)) as app:
        yield app


def said(app: App) -> list[str]:
    """List the texts of the open chat, from the top down."""
    chat = f"chat-{episode(app).chat}"
    area = next(area for area in app.placed(top(app)).areas if area.key == chat)
    return [part.text for part, _, _ in area.content.all_parts(app.ui) if isinstance(part, Said)]


def until(app: App, text: str) -> None:
    """Go on until a message has come, and open its chat."""
    view = episode(app)
    while text not in texts(app):
        press(app, ONE if state(app) in ("asked", "choosing") else SPACE)
    assert not view.alert


def test_a_group_is_one_chat_in_which_each_writer_has_a_name(app: App) -> None:
    view = begin(app)
    until(app, "Where do you all live?")
    assert view.chat == "team"
    assert said(app) == [
        "Vanna",
        "Training is at five",
        "Bring water",
        "Wolf",
        "Where do you all live?",
    ]


def test_after_the_lead_has_written_the_next_writer_is_named_again(app: App) -> None:
    begin(app)
    until(app, "Great!")
    assert said(app)[-3:] == ["five is good", "Vanna", "Great!"]


def test_who_writes_in_a_group_is_announced_with_the_group(app: App) -> None:
    view = begin(app)
    press(app, SPACE)
    assert (view.chat, view.alert) == ("wolf", "team")
    assert texts(app).count("Vanna wrote in Our team") == 2
    use(app, "chat-team")
    assert (view.chat, view.alert) == ("team", None)
    click(app, "chat-wolf")
    assert said(app) == ["Hello there"]


def test_the_header_says_who_is_in_the_group(app: App) -> None:
    begin(app)
    until(app, "Training is at five")
    assert "Our team\nVanna, Wolf, Dara" in texts(app)


@pytest.mark.parametrize("by", [use, click])
def test_the_card_of_a_group_leads_to_the_card_of_each_member(app: App, by: object) -> None:
    begin(app)
    until(app, "Training is at five")
    assert callable(by)
    by(app, "contact")
    assert isinstance(top(app), GroupView)
    for text in ("Our team", "Vanna", "Wolf", "Dara", "Coach reads along", "Who wins"):
        assert text in texts(app)
    by(app, "answer-2")
    assert isinstance(top(app), ContactView)
    assert "The real name" in texts(app)
    by(app, "close")
    assert isinstance(top(app), GroupView)
    by(app, "close")
    assert top(app) is episode(app)


def test_a_member_has_a_key_of_their_own(app: App) -> None:
    begin(app)
    until(app, "Training is at five")
    click(app, "contact")
    press(app, ONE)
    assert "From school" in texts(app)
    press(app, ESCAPE, ESCAPE)
    assert top(app) is episode(app)


def test_the_lead_answers_in_the_group_or_where_the_answer_belongs(app: App) -> None:
    view = begin(app)
    play_until(app, "choosing")
    press(app, ONE + 1)
    assert (view.chat, said(app)) == ("wolf", ["Hello there", "only for you, Wolf"])
    click(app, "chat-team")
    assert "only for you, Wolf" not in said(app)


def test_whoever_looks_at_a_message_sees_who_wrote_it(app: App) -> None:
    begin(app)
    until(app, "Where do you all live?")
    play_until(app, "asked")
    panel = next(area for area in app.placed(top(app)).areas if area.key == "panel")
    asked = list(panel.content.all_texts())
    assert asked[asked.index("Where do you all live?") - 1] == "Wolf"
    press(app, ONE)
    explained = texts(app)
    assert "Wolf\nWhere do you all live?" in explained
    press(app, SPACE, S)
    assert state(app) == "picking"
    assert "Wolf\nWhere do you all live?" in texts(app)
    read = [item.label for item in screen_of(app).items if item.key.startswith("answer-")]
    assert read[0] == "Wolf: Where do you all live?"
    assert read[1] == "Vanna: Bring water"


def test_the_sign_of_writing_says_who_is_writing(tmp_path: Path) -> None:
    clock = Clock()
    stories = write_stories(tmp_path / "s", chats=GROUP_CHAT)
    with game(tmp_path, replace(STILL, wait=False), clock=clock, stories=stories) as app:
        view = begin(app)
        until(app, "Bring water")
        while "Wolf is writing" not in texts(app):
            assert "Where do you all live?" not in texts(app)
            clock.seconds += 1
            app.step()
        # Who looks elsewhere meanwhile sees nobody writing there.
        view.open_chat("wolf")
        settle(app)
        assert "is writing" not in texts(app)


def test_a_screen_reader_hears_with_each_message_who_wrote_it(app: App) -> None:
    begin(app)
    until(app, "Where do you all live?")
    read = [item.label for item in screen_of(app).items if item.follows]
    assert read == [
        "Vanna: Training is at five",
        "Vanna: Bring water",
        "Wolf: Where do you all live?",
    ]


def test_what_happened_says_who_wrote_in_which_group(app: App) -> None:
    begin(app)
    play_to_the_end(app)
    press(app, ENTER)
    view = top(app)
    assert isinstance(view, WhatHappenedView)
    assert "Wolf wrote in Our team:" in texts(app)
    click(app, "event-2")
    use(app, "what-if")
    assert episode(app).play.practice


def test_what_is_recorded_leads_back_to_the_same_chats(app: App) -> None:
    view = begin(app)
    play_until(app, "choosing")
    press(app, ONE)
    shown = [what for what in happened(app) if getattr(what, "chat", None) == "team"]
    assert [getattr(what, "what", None) for what in shown][:3] == ["message"] * 3
    (kept,) = app.store.unfinished(newest_player(app))
    again, whole = Playthrough.replay(view.story, kept.moves)
    assert whole
    assert again == view.play
    press(app, ESCAPE)
    use(app, "leave")
    use(app, "go-on-chats")
    assert episode(app).chat == "team"
    assert said(app)[-1] == "see you all"


@pytest.mark.parametrize("size", [100, 150])
@pytest.mark.parametrize("language", ["en", "th", "km"])
def test_everything_about_groups_fits_in_every_language(
    tmp_path: Path, language: str, size: int
) -> None:
    stories = write_stories(tmp_path / "s", chats=GROUP_CHAT)
    settings = replace(STILL, language=language, text_size=size)
    with game(tmp_path, settings, stories=stories) as app:
        names = []
        for shot in screens(app, only={"chats"}):
            names.append(shot.name)
            assert not shot.troubles, shot.name
        assert "chats-group-team" in names


def test_a_preview_shows_each_message_of_a_group_with_its_writer(app: App) -> None:
    (story,) = app.library.stories
    drawn = [tuple(shot.lay_out().placed.all_texts()) for shot in lines(app, story)]
    assert ("Wolf", "Where do you all live?") in drawn
    assert ("Hello there",) in drawn


def test_a_demo_plays_a_group_chat_to_its_end(app: App) -> None:
    view = play_quickly(app)
    assert view.chat == "wolf"
    assert not troubles(app)


def test_a_group_may_go_while_its_author_looks_at_it(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "s", chats=GROUP_CHAT)
    with game(tmp_path, stories=folder) as app:
        view = begin(app)
        until(app, "Training is at five")
        write_stories(folder, chats=TWO_CHATS)
        view.take_up(app.load_library_again().stories[0])
        app.refresh()
        assert said(app) == ["Hello there", "How was your day?"]
