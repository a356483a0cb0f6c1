"""Every text fits and every letter is drawn, in every language, size and window."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.places import LOCALES, SCENARIOS
from game.screen.app import App
from game.screen.gallery import lines, screens
from game.screen.settings import Settings
from tests.screen.driving import game
from tests.screen.stories import first_story_only

LANGUAGES = ("en", "km", "th")
# Every language and text size at the usual size; the others where there is least and most room.
WINDOWS = [
    *[(code, text, (1280, 720)) for code in LANGUAGES for text in (100, 150)],
    ("km", 150, (1024, 600)),
    ("th", 150, (1024, 600)),
    ("km", 100, (1366, 768)),
    ("th", 150, (1920, 1080)),
]


@contextmanager
def _started(
    data: Path, code: str, text: int, size: tuple[int, int], stories: Path = SCENARIOS
) -> Iterator[App]:
    settings = Settings(language=code, text_size=text, still=True, sound=False, wait=True)
    with game(data, settings, size, stories=stories) as app:
        app.views.clear()
        yield app


@pytest.mark.parametrize(
    ("code", "text", "size"), WINDOWS, ids=[f"{c}-{t}-{w}x{h}" for c, t, (w, h) in WINDOWS]
)
def test_every_screen_fits_and_has_all_its_letters_and_texts(
    tmp_path: Path,
    code: str,
    text: int,
    size: tuple[int, int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    found: dict[str, str] = {}
    seen = 0
    stories = first_story_only(tmp_path / "scenarios")
    with (
        caplog.at_level(logging.WARNING),
        _started(tmp_path / "data", code, text, size, stories) as app,
    ):
        window = app.ui.rect(0, 0, app.ui.width, app.ui.height)
        for shot in screens(app):
            seen += 1
            parts = app.placed(app.views[-1]).parts
            outside = [f"outside: {part}" for part in parts if not window.contains(part.rect)]
            for trouble in (*shot.troubles, *outside):
                found.setdefault(trouble, shot.name)
    assert seen > 100
    assert not found
    _all_translated(code, caplog)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("text", [100, 150])
def test_every_line_of_every_story_fits_and_has_all_its_letters(
    tmp_path: Path, code: str, text: int, caplog: pytest.LogCaptureFixture
) -> None:
    found: dict[str, str] = {}
    with (
        caplog.at_level(logging.WARNING),
        _started(tmp_path, code, text, (1280, 720)) as app,
    ):
        for story in app.library.stories:
            for line in lines(app, story):
                for trouble in line.troubles:
                    found.setdefault(trouble, line.name)
    assert not found
    _all_translated(code, caplog)


def _all_translated(code: str, caplog: pytest.LogCaptureFixture) -> None:
    """Fail if English stood in for a text of a language that has all its texts."""
    if not _untranslated(code):
        said = [record.getMessage() for record in caplog.records]
        assert not [line for line in said if "no text for" in line]


def _untranslated(code: str) -> int:
    """Count the texts that a language has not got yet, and the stories without any."""
    pattern = re.compile(r'^msgstr(?:\[0\])? ""\n(?!")', re.MULTILINE)
    folder = LOCALES / code / "LC_MESSAGES"
    left = sum(len(pattern.findall(file.read_text("utf-8"))) for file in folder.glob("*.po"))
    stories = (SCENARIOS / "stories").glob("*.yaml")
    return left + sum(not (folder / f"{story.stem}.po").is_file() for story in stories)
