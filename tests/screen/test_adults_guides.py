"""For adults: guides are written to a stick or a folder, and opened, without any PIN."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from game.language.catalogs import Words
from game.places import LOCALES, SCENARIOS
from game.screen import adults_pages, work
from game.screen.adults import AdultsView
from game.screen.adults_guides import GuidesView
from game.screen.adults_work import WorkView
from game.screen.app import App
from game.sheets.guide import guide
from tests.screen.adult import finish
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    STORY,
    click,
    game,
    press,
    scroll_to,
    spots,
    texts,
    top,
    use,
)
from tests.screen.stories import ONE_CHAT, write_stories

pytestmark = pytest.mark.usefixtures("stick")

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.learning.exchange import Progress


def to_guides(app: App) -> GuidesView:
    click(app, "adults")
    scroll_to(app, "guides")
    click(app, "guides")
    view = top(app)
    assert isinstance(view, GuidesView)
    return view


def test_a_guide_is_written_in_the_language_that_is_chosen_as_the_command_writes_it(
    app: App, stick: Path, tmp_path: Path
) -> None:
    to_guides(app)
    use(app, "guide-nana-12")
    use(app, "in-km")
    use(app, "write")
    finish(app)
    (file,) = stick.iterdir()
    assert file.name == "sarika-guide-nana-12-km.html"
    assert f"The page is here: {file}" in texts(app)
    (story,) = (it for it in app.library.stories if it.id == "nana-12")
    words = Words(LOCALES, "km", tmp_path)
    page = guide(story, app.library.common, words, app.around.locales["km"])
    assert file.read_text(encoding="utf-8") == page


def test_the_mouse_alone_writes_a_guide_and_opens_it(
    app: App, stick: Path, browsed: list[str]
) -> None:
    to_guides(app)
    for name in ("guide-the-surprise", "in-th", "open"):
        scroll_to(app, name)
        click(app, name)
    finish(app)
    assert browsed == [(stick / "sarika-guide-the-surprise-th.html").as_uri()]


def test_enter_alone_opens_the_guide_of_the_first_episode(
    app: App, stick: Path, browsed: list[str]
) -> None:
    to_guides(app)
    chosen = {spot.key for spot, _, _ in spots(app) if spot.chosen}
    assert chosen == {f"guide-{STORY}", "in-en", "place-1"}
    app.ui.keyboard = False
    press(app, ENTER)
    finish(app)
    assert browsed == [(stick / f"sarika-guide-{STORY}-en.html").as_uri()]


def test_a_browser_that_would_open_in_the_terminal_is_none(
    app: App, browsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    view = to_guides(app)
    use(app, "open")
    finish(app)
    assert browsed == []
    assert f"No browser could be opened. The page is here: {view.written}" in texts(app)


def test_all_guides_are_written_into_a_folder_of_their_own_and_never_over_others(
    app: App, stick: Path
) -> None:
    to_guides(app)
    use(app, "all")
    for folder in (stick / "sarika-guides-en", stick / "sarika-guides-en-2"):
        use(app, "write")
        finish(app)
        episodes = (SCENARIOS / "stories").glob("*.yaml")
        assert {it.name for it in folder.iterdir()} == {f"{it.stem}-en.html" for it in episodes}
        assert f"The guides are in the folder {folder}" in texts(app)


def test_stopped_in_the_middle_nothing_is_left(
    app: App, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adults_pages, "work", lambda *it, **_: stopped.append(it[2]))
    stopped: list[Callable[[Progress], Path | str]] = []
    to_guides(app)
    use(app, "all")
    use(app, "write")

    def stop(part: float) -> None:
        if part:
            raise work.StoppedError

    with pytest.raises(work.StoppedError):
        stopped[0](stop)
    assert list(stick.iterdir()) == []


def test_a_stick_that_was_pulled_out_is_told_and_not_made_up(app: App, stick: Path) -> None:
    view = to_guides(app)
    stick.rmdir()
    for episodes in ("guide-the-surprise", "all"):
        use(app, episodes)
        use(app, "write")
        finish(app)
        assert f"Nothing was written: {stick}: No such file or directory" in texts(app)
        assert not stick.exists()
    use(app, "look")
    use(app, "write")
    finish(app)
    assert view.written is not None
    assert view.written.parent == app.around.data / "exports"


def test_a_full_stick_is_told_and_leaves_nothing(
    app: App, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(GuidesView, "_guide", full)
    to_guides(app)
    for episodes in ("guide-the-surprise", "all"):
        use(app, episodes)
        use(app, "write")
        finish(app)
        assert f"Nothing was written: {stick}: No space left on device" in texts(app)
        assert list(stick.iterdir()) == []


def test_without_any_episode_it_says_so_and_writes_nothing(tmp_path: Path, stick: Path) -> None:
    folder = write_stories(tmp_path / "none")
    with game(tmp_path / "data", stories=folder) as app:
        to_guides(app)
        assert "There is no episode that can be read." in texts(app)
        use(app, "write")
        finish(app)
        assert "Nothing was written: There is no episode that can be read." in texts(app)
        assert list(stick.iterdir()) == []


def test_an_authors_own_episode_has_a_guide_and_esc_leads_back(tmp_path: Path, stick: Path) -> None:
    folder = write_stories(tmp_path / "mine", mine=ONE_CHAT)
    with game(tmp_path / "data", stories=folder) as app:
        to_guides(app)
        assert "All episodes" not in texts(app)
        use(app, "write")
        finish(app)
        assert [it.name for it in stick.iterdir()] == ["sarika-guide-mine-en.html"]
        assert not isinstance(top(app), WorkView)
        press(app, ESCAPE)
        assert isinstance(top(app), AdultsView)
