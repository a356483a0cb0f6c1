"""Adults see how far each language is, in the numbers that translators see."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import places
from game.places import LOCALES
from game.screen.adults_languages import LanguagesView, read_status
from game.screen.adults_work import WorkView
from game.screen.app import App
from tests.screen.driving import ESCAPE, click, game, press, scroll_to, texts, top, use


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with game(tmp_path) as app:
        yield app


def finished(app: App) -> None:
    view = top(app)
    if isinstance(view, WorkView):
        view.finish()


def test_the_table_is_opened_with_keys_and_says_how_far_each_language_is(app: App) -> None:
    use(app, "adults")
    use(app, "languages")
    finished(app)
    assert isinstance(top(app), LanguagesView)
    said = texts(app)
    for status in read_status(app):
        assert status.locale.name in said
        assert f"{status.progress.words_left} words left" in said
    assert "1. A friend from the game" not in said
    assert "A friend from the game" in said
    press(app, ESCAPE)
    assert not isinstance(top(app), LanguagesView)


def test_the_table_is_opened_with_the_mouse(app: App) -> None:
    click(app, "adults")
    scroll_to(app, "languages")
    click(app, "languages")
    finished(app)
    assert isinstance(top(app), LanguagesView)


def test_a_catalog_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    copied = Path(shutil.copytree(LOCALES, tmp_path / "locales"))
    (copied / "th" / "LC_MESSAGES" / "common.po").write_text('msgid "x"\nmsgstr "y\n', "utf-8")
    monkeypatch.setattr(places, "LOCALES", copied)
    with game(tmp_path / "data") as app:
        app.push(LanguagesView(app, read_status(app)))
        assert "common.po:" in texts(app)


def test_without_another_language_the_table_says_so(app: App) -> None:
    app.push(LanguagesView(app, ()))
    assert "There is no language here but English." in texts(app)
