"""What a player sets is in force at once, keeps the place, and is kept for the next start."""

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.catalogs import Words
from game.places import LOCALES
from game.screen.app import App
from game.screen.display import DisplayView
from game.screen.settings import TEXT_SIZES, Settings, load_settings, save_settings
from game.screen.theme import CONTRAST, WARM, Theme
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    STILL,
    STORY,
    begin,
    click,
    episode,
    game,
    keys,
    play_until,
    press,
    seen,
    state,
    texts,
    top,
    troubles,
    use,
)


def test_the_language_changes_in_mid_episode_and_the_place_is_kept(
    app: App, tmp_path: Path
) -> None:
    begin(app)
    play_until(app, "choosing")
    play, view = episode(app).play, episode(app)
    for code in ("th", "km", "en"):
        press(app, ESCAPE)
        use(app, "display")
        use(app, f"language-{code}")
        use(app, "done")
        press(app, ENTER)
        assert top(app) is view
        assert view.play == play
        words = Words(LOCALES, code, tmp_path)
        line = view.lines()[-1]
        assert words.text(STORY, f"scene/{line[0]}", line[1].text) in texts(app)
        assert words.t("bar", "Get help") in texts(app)
    press(app, pygame.KSCAN_1)
    assert view.play != play


def test_the_language_changes_on_the_title_with_one_click(app: App) -> None:
    for code in ("th", "km", "en"):
        click(app, f"language-{code}")
        assert app.ui.settings.language == code
        assert app.around.locales[code].name in texts(app)


def test_the_text_grows_at_once_where_it_is_set(app: App) -> None:
    click(app, "display")
    for size in (110, 120, 130, 140, 150, 150):
        click(app, "bigger")
        assert f"{size} %" in texts(app)
        assert not troubles(app)
    for _ in range(9):
        click(app, "smaller")
    assert "80 %" in texts(app)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("contrast", "contrast"),
        ("still", "still"),
        ("sound", "sound"),
        ("wait", "wait"),
        ("full", "full_screen"),
    ],
)
def test_a_switch_is_on_or_off_and_shows_it_not_by_colour_alone(
    app: App, name: str, field: str
) -> None:
    click(app, "display")
    before = getattr(app.ui.settings, field)
    width = seen(app, name).size
    for on in (not before, before):
        click(app, name)
        assert getattr(app.ui.settings, field) is on
        spot = next(s for s, _, _ in app.placed(top(app)).all_spots(app.ui) if s.key == name)
        assert spot.chosen is on
        assert isinstance(top(app), DisplayView)
    assert seen(app, name).size == width


def test_high_contrast_takes_the_painted_background_away(app: App) -> None:
    canvas = pygame.Surface(app.ui.size)
    app.draw(canvas)
    assert canvas.get_at((5, 300))[:3] != CONTRAST.paper
    click(app, "display")
    click(app, "contrast")
    click(app, "done")
    app.draw(canvas)
    assert canvas.get_at((5, 300))[:3] == CONTRAST.paper


@pytest.mark.parametrize("theme", [WARM, CONTRAST], ids=["warm", "high contrast"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("night", "paper"),
        ("night", "card"),
        ("night", "mint"),
        ("night", "mango"),
        ("night", "mango_pale"),
        ("night", "rose_pale"),
        ("night", "grey"),
        ("night", "own_bubble"),
        ("soft", "paper"),
        ("soft", "card"),
        ("soft", "rose_pale"),
        ("jade", "card"),
        ("red", "card"),
        ("red", "paper"),
        ("white", "jade"),
        ("white", "red"),
        ("white", "night"),
    ],
)
def test_text_can_be_told_from_what_it_stands_on(theme: object, ink: str, paper: str) -> None:
    assert _contrast(getattr(theme, ink), getattr(theme, paper)) >= 4.5


@pytest.mark.parametrize("theme", [WARM, CONTRAST], ids=["warm", "high contrast"])
def test_every_writer_of_a_group_has_a_name_that_can_be_read(theme: Theme) -> None:
    for colour in theme.writers:
        assert _contrast(colour, theme.card) >= 4.5


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Compare two colours as WCAG 2.2 does: from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_settings_are_there_again_at_the_next_start(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        click(app, "language-km")
        click(app, "display")
        click(app, "bigger")
        click(app, "contrast")
        kept = app.ui.settings
    assert kept == replace(STILL, language="km", text_size=110, contrast=True)
    assert load_settings(tmp_path) == kept
    with game(tmp_path, load_settings(tmp_path)) as app:
        assert app.ui.theme == CONTRAST
        assert app.around.locales["km"].name in texts(app)
        assert "display" in keys(app)
        assert app.ui.settings == kept


@settings(deadline=None)
@given(
    st.builds(
        Settings,
        language=st.sampled_from(["", "th", "km", "en"]),
        text_size=st.sampled_from(TEXT_SIZES),
        contrast=st.booleans(),
        still=st.booleans(),
        sound=st.booleans(),
        wait=st.booleans(),
        full_screen=st.booleans(),
    )
)
def test_every_setting_is_kept_as_it_was(kept: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save_settings(kept, Path(folder))
        assert load_settings(Path(folder)) == kept


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"text_size": 1000, "contrast": "yes", "language": 3}',
        b'{"text_size": true, "more": {}}',
    ],
)
def test_damaged_settings_are_as_on_the_first_day(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert load_settings(tmp_path) == Settings()


def test_a_setting_that_makes_no_sense_does_not_spoil_the_others(tmp_path: Path) -> None:
    kept = {**asdict(Settings(language="km", contrast=True)), "text_size": 7}
    (tmp_path / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    assert load_settings(tmp_path) == Settings(language="km", contrast=True)


def test_the_place_is_kept_when_the_episode_is_made_bigger(app: App) -> None:
    begin(app)
    play_until(app, "asked")
    play, said = episode(app).play, texts(app)
    press(app, *[pygame.KSCAN_EQUALS] * 5)
    assert (state(app), episode(app).play, texts(app)) == ("asked", play, said)
    app.resize((1024, 600))
    assert (state(app), episode(app).play, texts(app)) == ("asked", play, said)
