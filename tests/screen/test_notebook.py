"""The notebook says in plain counts what was noticed, before and now, and what to do next."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs
import pygame
import pytest

from game.learning import merge_file
from game.learning.events import Chosen, Ended, Judged, RoundBegun
from game.learning.merging import merge
from game.learning.rounds import Due
from game.learning.store import Player
from game.screen.app import App
from game.screen.episode import EpisodeView
from game.screen.notebook import NotebookView
from game.screen.paper import SIZE, draw_page
from game.screen.quick_eyes import QuickEyesView
from game.story.playthrough import Verdict
from tests.screen.driving import ENTER, click, game, keys, press, texts, top, use

STORY = "friend-from-the-game"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setattr(platformdirs, "user_pictures_path", lambda: tmp_path / "pictures")
    with game(tmp_path / "data") as app:
        yield app


@pytest.fixture
def player(app: App) -> Player:
    return app.store.new_player("gecko", "blue", "BCDH")


def judged(item: str, trick: str | None, verdict: Verdict) -> Judged:
    return Judged(
        scene="s",
        item=item,
        verdict=verdict,
        trick=None,
        asked=True,
        tricks=(trick,) if trick else (),
        looks_like=() if trick else ("gifts",),
        practice=False,
    )


def answer(app: App, player: Player, *answers: Judged) -> None:
    play = app.store.begin(player, STORY, "v")
    app.store.record(play, answers)


def play_round(app: App, player: Player, due: Due, right: int) -> None:
    """Play a round of Quick Eyes with so many right answers first."""
    form = app.library.quick_eyes.forms[due.form]
    items = form.halves[due.half - 1]
    begun = RoundBegun(due.occasion, due.half, tuple(i.item for i in items), practice=False)
    play = app.store.begin_round(player, due.form, begun)
    app.store.record(
        play,
        [
            replace(
                judged(item.item, None, "okay" if item.safe == (n < right) else "wait"),
                scene=f"form-{due.form}",
                tricks=item.tricks,
                looks_like=item.looks_like,
            )
            for n, item in enumerate(items)
        ],
    )


def opened(app: App, player: Player, *, reading: bool = False) -> NotebookView:
    view = NotebookView(app, player, reading=reading)
    app.push(view)
    return view


def test_an_empty_notebook_says_how_to_fill_it(app: App, player: Player) -> None:
    opened(app, player)
    said = texts(app)
    assert "Nothing here yet." in said
    assert "Not played yet." in said
    assert "Nobody yet. There is always someone to tell." in said
    assert "Next:" not in said


def test_under_four_judged_messages_a_trick_has_no_bar(app: App, player: Player) -> None:
    answer(app, player, *[judged(str(n), "gifts", "wait") for n in range(3)])
    opened(app, player)
    assert "3 of 3 found" in texts(app)
    assert "Not seen enough yet to say more" in texts(app)
    answer(app, player, judged("4", "gifts", "okay"))
    app.pop()
    opened(app, player)
    assert "3 of 4 found" in texts(app)
    assert "Not seen enough yet to say more" not in texts(app)


def test_before_now_and_later_stand_side_by_side_in_plain_counts(app: App, player: Player) -> None:
    play_round(app, player, Due("before", "a", 1), 8)
    opened(app, player)
    assert "Before\n4 of 4\n4 of 4" in texts(app)
    assert "Now" not in texts(app).split("\n")
    app.pop()
    play_round(app, player, Due("after", "b", 1), 0)
    play_round(app, player, Due("later", "c", 1), 8)
    opened(app, player)
    assert "Now\n0 of 4\n0 of 4\nLater\n4 of 4\n4 of 4" in texts(app)


def test_a_round_that_was_not_finished_is_not_shown(app: App, player: Player) -> None:
    begun = RoundBegun("before", 1, ("x", "y"), practice=False)
    play = app.store.begin_round(player, "a", begun)
    app.store.record(play, [judged("x", "gifts", "wait")])
    opened(app, player)
    assert "Not played yet." in texts(app)


def test_what_to_practise_next_opens_the_episode_that_is_about_it(app: App, player: Player) -> None:
    answer(app, player, judged("1", "secrecy", "wait"), judged("2", "gifts", "okay"))
    opened(app, player)
    assert "Next: “Gift, then a favour”. Shall we?" in texts(app)
    use(app, "next-story")
    view = top(app)
    assert isinstance(view, EpisodeView)
    assert any(
        "gifts" in getattr(step, "tricks", ())
        for scene in view.story.scenes.values()
        for step in scene.steps
    )


def test_what_to_practise_next_opens_a_round_with_messages_that_were_explained(
    app: App, player: Player
) -> None:
    play_round(app, player, Due("before", "a", 1), 4)
    opened(app, player)
    click(app, "practise")
    view = top(app)
    assert isinstance(view, QuickEyesView)
    assert view.occasion == "practice"
    assert {m.form for m in view.messages} == {"a"}


def test_stickers_are_for_things_done(app: App, player: Player) -> None:
    play = app.store.begin(player, STORY, "v")
    done = [("tell", "parent"), ("keep", None)]
    for number, (act, whom) in enumerate(done):
        app.store.record(
            play, [Chosen("s", str(number), 1, (act,), whom, ((act,),), practice=False)]
        )
    app.store.record(play, [Ended("s", "told", practice=False)])
    view = opened(app, player)
    earned = {s.name for s in view.all_stickers(app.ui) if s.earned}
    assert earned == {"told", "kept"}
    assert "Mother or father" in texts(app)


def test_the_page_is_kept_as_a_picture_and_where_is_said(
    app: App, player: Player, tmp_path: Path
) -> None:
    play_round(app, player, Due("before", "a", 1), 8)
    opened(app, player)
    use(app, "save")
    file = tmp_path / "pictures" / "sarika-BCDH.png"
    assert str(file) in texts(app)
    assert pygame.image.load(file).get_size() == SIZE


def test_where_no_picture_can_be_kept_the_child_is_told(
    app: App, player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setattr(platformdirs, "user_pictures_path", lambda: blocked)
    monkeypatch.setattr(app, "around", replace(app.around, data=blocked))
    opened(app, player)
    use(app, "save")
    assert "This computer does not let the game write." in texts(app)


@pytest.mark.parametrize("language", ["en", "km", "th"])
def test_even_a_full_page_fits_on_one_sheet(tmp_path: Path, language: str) -> None:
    with game(tmp_path) as app:
        app.change(replace(app.ui.settings, language=language))
        player = app.store.new_player("gecko", "blue", "BCDH")
        tricks = list(app.library.common.tricks)
        for number in range(5):
            answer(app, player, *[judged(f"{t}{number}", t, "wait") for t in tricks])
        for occasion, form in (("before", "a"), ("after", "b"), ("later", "c")):
            play_round(app, player, Due(occasion, form, 1), 5)  # type: ignore[arg-type]
        page = draw_page(opened(app, player), app, player)
        assert not list(page.placed.all_troubles())
        last_rows = page.picture.subsurface((0, SIZE[1] - 20, SIZE[0], 20))
        assert pygame.transform.average_color(last_rows)[:3] == (255, 255, 255)


def test_who_reads_anothers_notebook_plays_nothing_from_it(app: App, player: Player) -> None:
    play_round(app, player, Due("before", "a", 1), 4)
    opened(app, player, reading=True)
    assert keys(app) == ["back", "help"]


def test_what_was_played_from_the_notebook_is_in_it_at_once(app: App, player: Player) -> None:
    answer(app, player, judged("1", "gifts", "okay"))
    opened(app, player)
    assert "0 of 1 found" in texts(app)
    answer(app, player, judged("2", "gifts", "wait"))
    app.show_help()
    press(app, ENTER)
    assert "1 of 2 found" in texts(app)


def test_a_notebook_built_anew_from_the_events_alone_says_the_same(
    app: App, player: Player, tmp_path: Path
) -> None:
    play_round(app, player, Due("before", "a", 1), 5)
    answer(app, player, *[judged(str(n), "gifts", "wait") for n in range(5)])
    play_round(app, player, Due("after", "b", 1), 7)
    opened(app, player)
    said = texts(app)
    file = tmp_path / "all.merge"
    with file.open("wb") as out:
        merge_file.write(app.store, out)
    with game(tmp_path / "another") as other:
        merge(other.store, [file])
        (same,) = other.store.players()
        assert same == player
        opened(other, same)
        assert texts(other) == said
