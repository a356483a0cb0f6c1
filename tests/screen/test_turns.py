"""Several at one keyboard: each has an animal, a turn and a notebook; nobody is compared."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.learning.events import (
    Chosen,
    Ended,
    Judged,
    RoundBegun,
    Shown,
    Witnessed,
    happenings,
)
from game.learning.store import Player, StoreUnavailable, Ticket
from game.learning.turns import answered
from game.screen.app import App
from game.screen.autoplay import Autoplay
from game.screen.home import HomeView
from game.screen.notebook import NotebookView
from game.screen.quick_eyes import QuickEyesView
from game.screen.trouble import TroubleView
from game.screen.turns import HandOverView, LookAwayView, WhoseView
from game.screen.turns_episode import TableHappenedView, TurnsEpisodeView
from game.screen.turns_home import SeatView, TableHomeView, TableView
from game.screen.what_happened import WhatHappenedView
from game.screen.who import CodeView
from game.screen.worry import WorryView
from game.story.playthrough import Chosen as ChosenEntry
from game.story.playthrough import Over, Reading
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    ONE,
    SPACE,
    STORY,
    Clock,
    S,
    click,
    come_back,
    episode,
    game,
    help_is_open,
    keys,
    letters,
    newest_player,
    next_key,
    press,
    scroll_to,
    settle,
    state,
    texts,
    top,
    use,
)
from tests.screen.stories import ONE_CHAT, write_stories

ANIMALS = (("elephant", "blue"), ("turtle", "green"), ("gecko", "pink"), ("tiger", "purple"))
NAMES = ("Blue Elephant", "Green Turtle", "Pink Gecko", "Purple Tiger")


def sit_down(app: App, number: int = 2) -> list[Player]:
    """Go from the title to the home of a table, by mouse."""
    click(app, "play")
    click(app, "several")
    for animal, colour in ANIMALS[:number]:
        click(app, "add")
        click(app, f"animal-{animal}")
        click(app, f"colour-{colour}")
        click(app, "that-is-me")
    click(app, "begin")
    assert isinstance(top(app), TableHomeView)
    return list(app.store.players()[-number:])


def come_together(app: App, codes: Sequence[str]) -> None:
    """Go from the title to the home of players who come back, by keyboard."""
    press(app, ENTER)
    use(app, "several")
    for code in codes:
        use(app, "add")
        use(app, "have-code")
        press(app, *letters(code))
    use(app, "begin")
    assert isinstance(top(app), TableHomeView)


def table_episode(app: App) -> TurnsEpisodeView:
    view = episode(app)
    assert isinstance(view, TurnsEpisodeView)
    return view


def begin_together(app: App, number: int = 2) -> tuple[TurnsEpisodeView, list[Player]]:
    """Go from the title to the first message; Quick Eyes is left for later."""
    players = sit_down(app, number)
    press(app, ENTER)
    for _ in players:
        if isinstance(top(app), LookAwayView):
            use(app, "not-now")
    return table_episode(app), players


def go_on(app: App) -> None:
    """Press the key that goes on, also past a sign that says whose turn it is."""
    press(app, SPACE if isinstance(top(app), HandOverView) else next_key(app))


def to_the_end(app: App) -> None:
    view = table_episode(app)
    for _ in range(1000):
        if isinstance(view.play.now, Over) and not view.explaining:
            return
        go_on(app)
    raise AssertionError("the episode does not end")


def until(app: App, done: str) -> None:
    for _ in range(1000):
        if state(app) == done and not isinstance(top(app), HandOverView):
            return
        go_on(app)
    raise AssertionError(f"the episode is never {done}")


def answer(app: App) -> None:
    """Play until one more question is answered, and its explanation read."""
    view = table_episode(app)
    before = answered(view.play.log)
    while answered(view.play.log) == before:
        go_on(app)
    while view.explaining:
        press(app, SPACE)


def happened(app: App, player: Player) -> list[object]:
    return [event.what for event in app.store.events(player) if event.play is not None]


# Sitting down


def test_two_sit_down_by_mouse_and_see_both_codes_to_write_down(app: App) -> None:
    players = sit_down(app)
    assert [(player.animal, player.colour) for player in players] == list(ANIMALS[:2])
    said = texts(app)
    for player, name in zip(players, NAMES, strict=False):
        assert f"{name} · {player.code}" in said


def test_codes_are_shown_before_the_first_episode_each_with_its_animal(app: App) -> None:
    click(app, "play")
    click(app, "several")
    for animal, colour in ANIMALS:
        click(app, "add")
        click(app, f"animal-{animal}")
        click(app, f"colour-{colour}")
        press(app, ENTER)
    said = texts(app)
    assert all(name in said for name in NAMES)
    assert len(set(re.findall("Your code: ([A-Z]{4})", said))) == 4
    assert "add" not in keys(app)


def test_four_sit_down_by_keyboard_alone(app: App) -> None:
    press(app, ENTER)
    use(app, "several")
    press(app, ENTER, ENTER)  # the first one is who comes first on the screen
    press(app, ENTER, ENTER)
    for _ in range(2):
        use(app, "add")
        press(app, ENTER)
    press(app, ENTER)
    assert isinstance(top(app), TableHomeView)
    players = app.store.players()
    assert len(players) == 4
    assert len({(player.animal, player.colour) for player in players}) == 4


def test_one_alone_is_no_table(app: App) -> None:
    click(app, "play")
    click(app, "several")
    assert "begin" not in keys(app)
    press(app, ENTER, ENTER)
    assert isinstance(top(app), TableView)
    assert "begin" not in keys(app)


def test_no_two_have_the_same_animal_in_the_same_colour(app: App) -> None:
    click(app, "play")
    click(app, "several")
    click(app, "add")
    click(app, "animal-fish")
    click(app, "colour-pink")
    click(app, "that-is-me")
    click(app, "add")
    click(app, "animal-fish")
    click(app, "colour-pink")
    assert "Pink Fish sits there already." in texts(app)
    assert "that-is-me" not in keys(app)
    press(app, ENTER)
    assert isinstance(top(app), SeatView)
    click(app, "colour-blue")
    click(app, "that-is-me")
    assert isinstance(top(app), TableView)


def test_somebody_is_taken_off_again_and_leaves_nothing_in_the_records(app: App) -> None:
    click(app, "play")
    click(app, "several")
    for _ in range(3):
        click(app, "add")
        press(app, ENTER)
    click(app, "leave-2")
    click(app, "begin")
    assert len(app.store.players()) == 2


def test_who_plays_can_be_changed_from_home(app: App) -> None:
    players = sit_down(app, 3)
    click(app, "who")
    click(app, "leave-1")
    click(app, "begin")
    assert [f"· {player.code}" in texts(app) for player in players] == [False, True, True]
    assert app.store.players() == tuple(players)


def test_somebody_who_has_played_before_comes_with_their_code(app: App) -> None:
    old = app.store.new_player("fish", "orange", "BCDH")
    click(app, "play")
    click(app, "several")
    use(app, "add")
    use(app, "have-code")
    press(app, *letters("BCDH"))
    assert isinstance(top(app), TableView)
    assert "Orange Fish" in texts(app)
    use(app, "add")
    use(app, "have-code")
    press(app, *letters("BCDH"))
    assert isinstance(top(app), CodeView)
    assert "Whoever has this code sits there already." in texts(app)
    press(app, *letters("XXXX"))
    assert "We do not know this code" in texts(app)
    press(app, ESCAPE, ENTER, ENTER)
    assert app.store.players()[0] == old
    assert len(app.store.players()) == 2


def test_who_looks_like_somebody_at_the_table_is_asked_for_another_animal(app: App) -> None:
    app.store.new_player("fish", "orange", "BCDH")
    app.store.new_player("fish", "orange", "DHJL")
    click(app, "play")
    click(app, "several")
    use(app, "add")
    use(app, "have-code")
    press(app, *letters("BCDH"))
    use(app, "add")
    use(app, "have-code")
    press(app, *letters("DHJL"))
    assert "Orange Fish sits there already." in texts(app)


def test_all_of_a_table_are_in_the_session_that_is_in_force(app: App) -> None:
    app.lab.join("BCDHJL")
    players = sit_down(app, 3)
    assert {event.player for event in app.store.joinings()} == {p.id for p in players}
    assert "BCDHJL" in texts(app)


# Turns


def test_whose_turn_it_is_is_said_in_words_and_moves_on_after_each_answer(app: App) -> None:
    view, players = begin_together(app, 3)
    for number in range(6):
        name = NAMES[number % 3]
        assert view.turn == players[number % 3]
        assert f"{name}'s turn" in texts(app)
        answer(app)
        sign = top(app)
        assert isinstance(sign, HandOverView)
        assert f"Now it is {NAMES[(number + 1) % 3]}'s turn" in texts(app)
        press(app, SPACE)


def test_each_answer_is_recorded_under_whoever_s_turn_it_was(app: App) -> None:
    view, players = begin_together(app)
    to_the_end(app)
    settle(app)
    log = happenings(view.play, view.play.log)
    answers = [what for what in log if isinstance(what, (Judged, Chosen))]
    assert len(answers) > 4
    for at, player in enumerate(players):
        what = happened(app, player)
        assert [w for w in what if isinstance(w, (Judged, Chosen))] == answers[at::2]
        assert sum(isinstance(w, Witnessed) for w in what) == len(answers[1 - at :: 2])
        assert [w for w in what if isinstance(w, Shown)] == [w for w in log if isinstance(w, Shown)]


def test_who_looks_closer_on_their_own_judges_in_their_turn(app: App) -> None:
    view, players = begin_together(app)
    while not view.lines() or state(app) != "reading":
        press(app, SPACE)
    press(app, S, ONE, ONE)
    assert view.explaining
    settle(app)
    (judged,) = [w for w in happened(app, players[0]) if isinstance(w, Judged)]
    assert not judged.asked
    assert not [w for w in happened(app, players[1]) if isinstance(w, Judged)]
    press(app, SPACE)
    assert isinstance(top(app), HandOverView)
    assert view.turn == players[1]


def test_the_explanation_is_for_all_and_reading_it_again_changes_no_turn(app: App) -> None:
    view, players = begin_together(app)
    until(app, "explained")
    assert "For all of you" in texts(app)
    press(app, SPACE, SPACE)
    item = next(iter(view.judged()))
    view.look_at(*item)
    press(app, SPACE)
    assert top(app) is view
    assert view.turn == players[1]


def test_handing_over_waits_for_a_press_and_hurries_nobody(app: App, clock: Clock) -> None:
    view, _ = begin_together(app)
    answer(app)
    sign, before = top(app), view.play
    assert isinstance(sign, HandOverView)
    for _ in range(20):
        clock.seconds += 5
        app.step()
    assert (top(app), view.play) == (sign, before)
    assert "There is no hurry." in texts(app)
    press(app, F1)
    assert help_is_open(app)
    press(app, ESCAPE, ESCAPE)
    assert top(app) is view


def test_after_the_last_answer_nobody_is_asked_to_change_places(app: App) -> None:
    view, _ = begin_together(app)
    to_the_end(app)
    assert top(app) is view
    assert "For all of you" in texts(app)


def test_nothing_anywhere_ranks_or_compares(app: App) -> None:
    _, players = begin_together(app, 2)
    said = []
    to_the_end(app)
    said.append(texts(app))
    press(app, SPACE)
    said.append(texts(app))
    press(app, ENTER, ESCAPE)
    said.append(texts(app))
    press(app, ESCAPE)
    said.append(texts(app))
    assert isinstance(top(app), TableHomeView)
    names = [name for name in NAMES[: len(players)] for page in said[:2] if name in page]
    assert not names
    counts = [page for page in said if re.search(r"\d+ (of|from) \d+", page)]
    assert not counts


# Going on


@pytest.mark.parametrize("number", [2, 3])
def test_closed_at_any_moment_the_same_players_go_on_with_the_same_turn(
    tmp_path: Path, number: int
) -> None:
    stories = write_stories(tmp_path / "stories", chat=ONE_CHAT)
    codes: list[str] = []
    play, turn = None, ""
    for start in range(100):
        with game(tmp_path / "data", stories=stories, seed=start) as app:
            if play is None:
                view, players = begin_together(app, number)
                codes = [player.code for player in players]
            else:
                come_together(app, random.Random(start).sample(codes, number))  # noqa: S311
                press(app, ENTER)
                view = table_episode(app)
                assert view.play == play
                assert view.turn.code == turn
            if isinstance(view.play.now, Reading):
                press(app, S, ONE) if start % 3 == 2 and view.lines() else None
            go_on(app)
            while view.explaining or isinstance(top(app), HandOverView):
                press(app, SPACE)
            play, turn = view.play, view.turn.code
            if isinstance(play.now, Over):
                break
    else:
        raise AssertionError("the episode does not end")
    assert start > 4


def test_who_comes_back_alone_finds_their_own_answers_and_not_the_play_of_all(
    tmp_path: Path,
) -> None:
    with game(tmp_path) as app:
        view, players = begin_together(app)
        until(app, "explained")
        log = view.play.log
    with game(tmp_path) as app:
        come_back(app, players[0].code)
        assert isinstance(top(app), HomeView)
        assert f"go-on-{STORY}" not in keys(app)
        counts = app.store.counts(players[0])
        assert counts.unsafe + counts.safe == 1
        other = app.store.counts(players[1])
        assert other.unsafe + other.safe == 0
        assert len(log) > 3


def test_start_again_begins_for_the_same_players(app: App) -> None:
    view, players = begin_together(app)
    answer(app)
    press(app, SPACE, ESCAPE)
    click(app, "restart")
    again = table_episode(app)
    assert again is not view
    assert again.players == tuple(players)
    assert again.turn == players[0]


def test_a_story_whose_file_has_changed_is_gone_on_with_by_the_same_players(app: App) -> None:
    view, players = begin_together(app)
    answer(app)
    press(app, SPACE)
    before = view.play
    view.take_up(view.story)
    settle(app)
    assert view.play == before
    assert view.turn == players[1]
    (left,) = app.store.turns_left(players)
    assert left.turns.table == view.record
    assert app.store.counts(players[0]).unsafe + app.store.counts(players[0]).safe == 1


def test_where_the_disk_is_full_all_of_them_play_on_without_saving(app: App) -> None:
    _, players = begin_together(app)
    until(app, "choosing")
    full = Ticket()
    full.settle(StoreUnavailable("full", "no room"))
    app.store.record_together = lambda *_: full  # type: ignore[method-assign]
    press(app, ONE)
    while not isinstance(top(app), TroubleView):
        press(app, SPACE)
    press(app, ENTER)
    to_the_end(app)
    assert not app.saving
    assert app.store.players() == tuple(players)
    for player in players:
        assert [w for w in happened(app, player) if isinstance(w, Ended)]
        assert app.store.endings(player)


# The end


def test_what_happened_is_for_all_and_each_has_a_notebook_with_their_own(app: App) -> None:
    view, players = begin_together(app)
    autoplay = Autoplay(view, random.Random(1))  # noqa: S311 - the same play every time
    while not autoplay.over:
        settle(app)
        autoplay.step()
        while isinstance(top(app), HandOverView):
            app.pop()
    settle(app)
    press(app, SPACE)
    happened_view = top(app)
    assert isinstance(happened_view, TableHappenedView)
    press(app, ENTER)
    assert isinstance(top(app), WorryView)
    press(app, ONE)
    assert isinstance(top(app), WhoseView)
    for number, player in enumerate(players):
        press(app, ONE + number)
        notebook = top(app)
        assert isinstance(notebook, NotebookView)
        assert f"{NAMES[number]} · {player.code}" in texts(app)
        counts = app.store.counts(player)
        if counts.unsafe:
            assert f"You noticed {counts.hits} of {counts.unsafe}" in texts(app)
        assert "next-story" not in keys(app)
        press(app, ESCAPE)
    press(app, ESCAPE)
    assert isinstance(top(app), TableHomeView)
    ends = [app.store.endings(player) for player in players]
    assert ends[0] == ends[1]
    assert list(ends[0]) == [STORY]
    click(app, "notebook")
    assert isinstance(top(app), WhoseView)


def test_what_if_is_practice_for_all_and_nobody_s_turn(app: App) -> None:
    view, players = begin_together(app)
    to_the_end(app)
    press(app, SPACE)
    counts = [app.store.counts(player) for player in players]
    acts = [app.store.acts(player) for player in players]
    events = [e for e in view.play.log if not hasattr(e, "verdict")]
    told = top(app)
    assert isinstance(told, WhatHappenedView)
    choice = next(n for n, entry in enumerate(told.events) if isinstance(entry, ChosenEntry))
    assert len(events) > choice
    scroll_to(app, f"event-{choice}")
    click(app, f"event-{choice}")
    click(app, "what-if")
    again = table_episode(app)
    assert "Try it together" in texts(app)
    while not (isinstance(again.play.now, Over) and not again.explaining):
        assert not isinstance(top(app), HandOverView)
        press(app, next_key(app))
    settle(app)
    assert [app.store.counts(player) for player in players] == counts
    assert [app.store.acts(player) for player in players] == acts
    assert not app.store.turns_left(players)
    press(app, SPACE)
    assert isinstance(top(app), TableHappenedView)


# Quick Eyes


def look(app: App, view: QuickEyesView, clock: Clock) -> None:
    """Call every message of a round okay that was not judged yet."""
    for _ in range(len(view.messages)):
        if view.rest() is not None:
            press(app, ONE)
            clock.seconds += 1
            app.step()


def test_each_looks_at_quick_eyes_alone_one_after_the_other(app: App, clock: Clock) -> None:
    players = sit_down(app)
    press(app, ENTER)
    rounds = []
    for number, player in enumerate(players):
        assert isinstance(top(app), LookAwayView)
        assert f"Now {NAMES[number]} looks alone" in texts(app)
        press(app, ENTER)
        view = top(app)
        assert isinstance(view, QuickEyesView)
        press(app, ENTER)
        look(app, view, clock)
        use(app, "to-the-end")
        press(app, ENTER)
        (begun,) = [w for w in happened(app, player) if isinstance(w, RoundBegun)]
        assert begun.occasion == "before"
        rounds.append(set(begun.items))
    assert isinstance(top(app), TurnsEpisodeView)
    # What one has answered beside the other is not asked of the other.
    assert not rounds[0] & rounds[1]
    assert all(len(app.store.rounds(player)[0].counted) == 8 for player in players)


def test_quick_eyes_can_be_left_out_by_one_and_played_by_the_other(app: App) -> None:
    players = sit_down(app)
    click(app, "quick-eyes")
    click(app, "not-now")
    assert f"Now {NAMES[1]} looks alone" in texts(app)
    press(app, ENTER, ENTER, ONE, ESCAPE)
    assert isinstance(top(app), TableHomeView)
    assert not app.store.rounds(players[0])
    (left,) = app.store.rounds(players[1])
    assert len(left.judged) == 1
    click(app, "quick-eyes")
    assert f"Now {NAMES[0]} looks alone" in texts(app)
    press(app, ESCAPE)
    assert isinstance(top(app), TableHomeView)


def test_a_disk_that_is_full_during_one_s_round_leaves_the_others_their_place(
    app: App, clock: Clock
) -> None:
    players = sit_down(app)
    press(app, ENTER, ENTER)
    view = top(app)
    assert isinstance(view, QuickEyesView)
    full = Ticket()
    full.settle(StoreUnavailable("full", "no room"))
    app.store.record = lambda *_: full  # type: ignore[method-assign]
    press(app, ENTER, ONE)
    assert isinstance(top(app), TroubleView)
    press(app, ENTER)
    look(app, view, clock)
    use(app, "to-the-end")
    press(app, ENTER)
    assert set(app.store.players()) == set(players)
    assert isinstance(top(app), LookAwayView)
    use(app, "not-now")
    assert isinstance(top(app), TurnsEpisodeView)


def test_the_newest_player_of_a_table_can_play_alone_as_ever(app: App) -> None:
    sit_down(app)
    press(app, ESCAPE)
    come_back(app, newest_player(app).code)
    assert type(top(app)) is HomeView
