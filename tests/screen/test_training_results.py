"""The results of training: a plain list without names, a certificate, and a way to erase them."""

import webbrowser
from datetime import date
from pathlib import Path

import pytest
from pytest import MonkeyPatch  # noqa: PT013 - the type of a fixture

from game.learning.training import FILE, SelfCheck, keep_check, load_trained
from game.screen.adults_common import SureView
from game.screen.adults_pages import PageView
from game.screen.app import App
from game.screen.training_results import ResultsView
from tests.screen.adult import finish
from tests.screen.driving import ENTER, ESCAPE, STORY, click, keys, press, texts, top, use
from tests.screen.test_training import training


def kept(app: App, *checks: tuple[str, int]) -> None:
    for number, (episode, right) in enumerate(checks, 1):
        check = SelfCheck(date(2026, 11, number), episode, right, 8, "1")
        keep_check(check, app.around.data)


def results(app: App) -> ResultsView:
    training(app)
    click(app, "results")
    view = top(app)
    assert isinstance(view, ResultsView)
    return view


def test_at_first_there_is_nothing_to_erase_or_to_print(app: App) -> None:
    results(app)
    assert "No self-check yet." in texts(app)
    assert keys(app) == ["back", "help"]
    press(app, ENTER)
    assert isinstance(top(app), ResultsView)


def test_the_newest_stands_first_with_its_episode_and_counts(app: App) -> None:
    kept(app, (STORY, 6), ("nana-12", 8), ("has-gone", 7))
    results(app)
    lines = texts(app).splitlines()
    assert lines.index("has-gone") < lines.index("4. Nana, 12")
    assert lines.index("4. Nana, 12") < lines.index("1. A friend from the game")
    assert {"6 of 8 right", "7 of 8 right", "8 of 8 right", "November 2, 2026"} <= set(lines)


def test_a_long_list_comes_in_pages(app: App) -> None:
    kept(app, *[(STORY, 8)] * 25)
    results(app)
    assert texts(app).count("8 of 8 right") == 20
    use(app, "page-after")
    assert texts(app).count("8 of 8 right") == 5


def test_damaged_lines_are_named_and_the_others_shown(app: App) -> None:
    kept(app, (STORY, 6))
    with (app.around.data / FILE).open("ab") as file:
        file.write(b'{"day": "2026-')
    results(app)
    assert "1 line of the file is damaged and left out." in texts(app)
    assert "6 of 8 right" in texts(app)


def test_a_file_that_cannot_be_read_is_named_in_one_line(app: App) -> None:
    (app.around.data / FILE).mkdir(parents=True)
    results(app)
    said = [line for line in texts(app).splitlines() if "cannot be read" in line]
    assert len(said) == 1
    assert FILE in said[0]


def test_all_is_erased_after_a_second_question(app: App) -> None:
    kept(app, (STORY, 6), ("nana-12", 8))
    results(app)
    use(app, "erase")
    assert isinstance(top(app), SureView)
    press(app, ENTER)
    assert len(load_trained(app.around.data).checks) == 2
    use(app, "erase")
    click(app, "yes")
    assert isinstance(top(app), ResultsView)
    assert "All results are erased." in texts(app)
    assert not (app.around.data / FILE).exists()
    press(app, ESCAPE)
    assert "Self-check: " not in texts(app)


# The certificate, and every other page that is written here


@pytest.fixture
def page(app: App) -> PageView:
    kept(app, (STORY, 6))
    results(app)
    press(app, ENTER)
    view = top(app)
    assert isinstance(view, PageView)
    return view


def test_it_is_written_in_the_language_that_is_chosen(app: App, page: PageView) -> None:
    for code in ("km", "th", "en"):
        use(app, f"in-{code}")
        use(app, "write")
        finish(app)
        assert page.written is not None
        assert page.written.name.startswith("sarika-certificate-")
        assert f'<html lang="{code}"' in page.written.read_text("utf-8")
        assert f"The page is here: {page.written}" in texts(app)


def test_it_is_written_next_to_an_older_one_never_over_it(app: App, page: PageView) -> None:
    click(app, "write")
    finish(app)
    first = page.written
    click(app, "write")
    finish(app)
    assert first is not None
    assert page.written not in (None, first)
    assert first.exists()


def test_it_opens_in_the_browser_which_also_prints_it(
    app: App, page: PageView, browsed: list[str]
) -> None:
    press(app, ENTER)
    finish(app)
    assert page.written is not None
    assert browsed == [page.written.absolute().as_uri()]


def test_where_there_is_no_browser_the_file_is_named(
    app: App, page: PageView, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    click(app, "open")
    finish(app)
    assert f"No browser could be opened. The page is here: {page.written}" in texts(app)


def test_where_it_cannot_be_written_one_line_says_why(
    app: App, page: PageView, browsed: list[str]
) -> None:
    exports = app.around.data / "exports"
    exports.write_text("in the way")
    press(app, ENTER)
    finish(app)
    assert page.written is None
    assert not browsed
    said = [line for line in texts(app).splitlines() if "Nothing was written" in line]
    assert len(said) == 1
    assert str(Path(exports)) in said[0]
