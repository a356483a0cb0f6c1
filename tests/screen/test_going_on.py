"""What a child did is kept: shown only once it is safe, gone on with at that very message."""

import sqlite3
from pathlib import Path

from game.learning.events import Judged, happenings
from game.learning.store import FILE
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.story.playthrough import Chosen, Over
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    ONE,
    SPACE,
    Clock,
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
    play_quickly,
    play_until,
    press,
    scroll_to,
    settle,
    state,
    texts,
    top,
    use,
)
from tests.screen.stories import ONE_CHAT, write_stories


def test_no_message_shows_before_the_last_answer_is_on_the_disk(
    app: App, clock: Clock, tmp_path: Path
) -> None:
    view = begin(app)
    play_until(app, "asked")
    disk = sqlite3.connect(tmp_path / "data" / FILE, isolation_level=None)
    disk.execute("BEGIN IMMEDIATE")  # from here on, nothing the game writes gets through
    key(app, ONE)
    assert state(app) == "explained"
    key(app, SPACE)
    before = view.play
    for _ in range(5):
        key(app, SPACE)
        clock.seconds += 0.01
        app.step()
    assert view.play == before
    disk.execute("ROLLBACK")
    disk.close()
    settle(app)
    clock.seconds += 0.01
    app.step()
    assert len(view.play.log) == len(before.log) + 1


def test_closed_at_any_message_the_game_goes_on_at_that_very_message(tmp_path: Path) -> None:
    code, play, said = "", None, ("", "")
    for start in range(1000):
        with game(tmp_path, seed=start) as app:
            if play is None:
                view = begin(app)
            else:
                come_back(app, code)
                press(app, ENTER)
                view = episode(app)
                assert view.play == play
                # A chat that was about to be opened is open at once.
                assert (state(app), view.chat) == said
            code = newest_player(app).code
            for _ in range(1 + start % 5):  # another number at each start
                if state(app) != "over":
                    press(app, next_key(app, ONE + start % 2 * (state(app) == "choosing")))
            while view.explaining:  # an explanation is not opened again by itself
                press(app, SPACE)
            play = view.play
            said = ("reading" if view.alert else state(app), view.alert or view.chat)
            assert happened(app)[1:] == list(happenings(play, play.log))
            if isinstance(play.now, Over):
                break
    assert start > 30
    with game(tmp_path) as app:
        come_back(app, code)
        use(app, "stop-friend-from-the-game")
        assert "play-friend-from-the-game" in keys(app)


def test_closed_while_an_explanation_is_open_the_answer_is_kept(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        view = begin(app)
        play_until(app, "explained")
        code, play = newest_player(app).code, view.play
    with game(tmp_path) as app:
        come_back(app, code)
        press(app, ENTER)
        assert episode(app).play == play
        assert state(app) == "reading"


def test_a_story_that_was_changed_begins_anew_and_keeps_what_was_answered(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "stories", chat=ONE_CHAT)
    with game(tmp_path / "data", stories=stories) as app:
        begin(app)
        play_until(app, "choosing")
        press(app, ONE)
        code, answers = newest_player(app).code, app.store.counts(newest_player(app))
    write_stories(tmp_path / "stories", chat=ONE_CHAT.replace("Where do you live?", "Who is home?"))
    with game(tmp_path / "data", stories=stories) as app:
        come_back(app, code)
        press(app, ENTER)
        assert isinstance(top(app), EpisodeView)
        assert app.store.counts(newest_player(app)) == answers


# Practice


def test_what_if_goes_back_to_a_choice_and_changes_no_counts(app: App) -> None:
    view = play_quickly(app)
    press(app, ENTER)
    player = newest_player(app)
    counts, acts = app.store.counts(player), app.store.acts(player)
    before = len(happened(app))
    events = [e for e in view.play.log if not hasattr(e, "verdict")]
    choice = next(n for n, entry in enumerate(events) if isinstance(entry, Chosen))
    scroll_to(app, f"event-{choice}")
    click(app, f"event-{choice}")
    click(app, "what-if")
    assert state(app) == "choosing"
    said = texts(app)
    assert "Nothing is being saved" not in said
    while not isinstance(episode(app).play.now, Over):
        press(app, next_key(app))
    new = happened(app)[before:]
    assert len(new) > 20
    assert all(what.practice for what in new)  # type: ignore[union-attr]
    assert app.store.counts(player) == counts
    assert app.store.acts(player) == acts


def test_an_unfinished_practice_is_not_offered_to_go_on_with(app: App) -> None:
    view = play_quickly(app)
    press(app, ENTER)
    number = next(
        n
        for n, e in enumerate(e for e in view.play.log if not hasattr(e, "verdict"))
        if isinstance(e, Chosen)
    )
    scroll_to(app, f"event-{number}")
    click(app, f"event-{number}")
    click(app, "what-if")
    press(app, ONE, SPACE, SPACE, ESCAPE)
    click(app, "leave")
    assert "go-on-friend-from-the-game" not in keys(app)


def test_a_message_that_was_explained_is_explained_again_and_not_judged_again(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    asked = next(what for what in happened(app) if isinstance(what, Judged))
    before, counts = happened(app), app.store.counts(newest_player(app))
    name = f"line-{asked.scene}-{asked.item}"
    scroll_to(app, name)
    click(app, name)
    assert state(app) == "explained"
    press(app, SPACE)
    assert state(app) == "choosing"
    assert happened(app) == before
    assert app.store.counts(newest_player(app)) == counts


def test_the_first_answer_to_a_message_counts_and_a_later_one_is_practice(app: App) -> None:
    view = begin(app)
    play_until(app, "choosing")
    first = next(what for what in happened(app) if isinstance(what, Judged))
    counts = app.store.counts(newest_player(app))
    view.judging = (first.scene, first.item)
    view.judge("okay" if first.verdict == "wait" else "wait", None)
    settle(app)
    second = happened(app)[-1]
    assert isinstance(second, Judged)
    assert second.practice
    assert not first.practice
    assert app.store.counts(newest_player(app)) == counts


def test_a_message_judged_by_the_child_is_not_asked_about_again(app: App) -> None:
    view = begin(app)
    while True:
        line = next((m for _, m in view.lines() if m.tricks), None)
        if line is not None:
            break
        press(app, next_key(app))
    # Sarika asks about this message next; the child answers the one before it first.
    assert state(app) == "asked"
    assert sum(isinstance(what, Judged) for what in happened(app)) == 0
    press(app, ONE)
    press(app, SPACE, SPACE)
    assert sum(isinstance(what, Judged) for what in happened(app)) == 1
