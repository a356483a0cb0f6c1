"""For adults: what everybody may read there, and the PIN before the records."""

import json
from pathlib import Path

import pygame
import pytest

from game.learning.pin import FILE, pin_file, read_pin
from game.screen.adults import AdultsView
from game.screen.adults_records import RecordsView
from game.screen.app import App
from game.screen.pin import PinView
from game.screen.settings import TEXT_SIZES
from game.screen.title import TitleView
from tests.screen.adult import PIN, digits, open_records, type_pin
from tests.screen.driving import (
    ENTER,
    ESCAPE,
    F1,
    SPACE,
    Clock,
    begin,
    click,
    game,
    help_is_open,
    keys,
    press,
    tab_to,
    texts,
    top,
    troubles,
    use,
)
from tests.screen.test_trouble import unwritable


def pin_view(app: App) -> PinView:
    view = top(app)
    assert isinstance(view, PinView)
    return view


@pytest.fixture
def asked(app: App) -> App:
    """The game where the PIN was set and is asked for again."""
    open_records(app)
    press(app, ESCAPE, ENTER)
    assert pin_view(app)
    return app


# What everybody may read


def test_what_the_game_is_can_be_read_without_a_pin(app: App) -> None:
    click(app, "adults")
    said = texts(app)
    assert "Sarika is a game for children of 8 to 14" in said
    assert "Not yet reviewed by practitioners" in said
    assert "The help lines were last looked up on" in said
    assert str(app.around.data) in said
    assert "Version" in said
    press(app, ESCAPE)
    open_records(app)
    press(app, ESCAPE)
    assert isinstance(top(app), AdultsView)
    assert texts(app) == said


def test_nothing_of_a_player_is_shown_before_the_pin(app: App) -> None:
    begin(app)
    code = app.store.players()[-1].code
    app.home(AdultsView(app))
    assert code not in texts(app)
    press(app, ENTER)
    assert code not in texts(app)


# Setting it


def test_the_first_time_a_pin_is_set_by_keyboard_alone(app: App) -> None:
    use(app, "adults")
    use(app, "records")
    assert "Choose a PIN" in texts(app)
    press(app, *digits("0123"), ENTER)
    assert "Type it once more" in texts(app)
    press(app, *digits("0123"), ENTER)
    assert isinstance(top(app), RecordsView)
    kept = read_pin(app.around.data)
    assert kept is not None
    assert kept.matches("0123")


def test_the_first_time_a_pin_is_set_by_mouse_alone(app: App) -> None:
    click(app, "adults")
    click(app, "records")
    for _ in range(2):
        for digit in "90817263":
            click(app, f"digit-{digit}")
        click(app, "ok")
    assert isinstance(top(app), RecordsView)
    assert not app.ui.keyboard
    kept = read_pin(app.around.data)
    assert kept is not None
    assert kept.matches("90817263")


def test_digits_can_be_typed_on_the_keypad(app: App) -> None:
    click(app, "adults")
    press(app, ENTER)
    keypad = [pygame.KSCAN_KP0, *range(pygame.KSCAN_KP1, pygame.KSCAN_KP9 + 1)]
    press(app, *keypad[:8])
    assert pin_view(app).typed == "01234567"
    press(app, pygame.KSCAN_KP_ENTER, *digits("01234567"), SPACE)
    assert isinstance(top(app), RecordsView)


def test_digits_are_never_shown_on_the_screen_or_read_aloud(asked: App) -> None:
    before = texts(asked)
    press(asked, *digits("4711"))
    assert "4 digits typed" in texts(asked)
    assert texts(asked).replace("4 digits typed", "") == before.replace("4 to 8 digits", "")


def test_a_digit_typed_by_mistake_is_taken_back(asked: App) -> None:
    press(asked, *digits("123"), pygame.KSCAN_BACKSPACE)
    click(asked, "take-back")
    assert pin_view(asked).typed == "1"
    press(asked, *[pygame.KSCAN_BACKSPACE] * 3, pygame.KSCAN_A, pygame.KSCAN_F5)
    assert not pin_view(asked).typed


def test_no_more_than_eight_digits_are_taken(asked: App) -> None:
    press(asked, *digits("123456789"))
    assert pin_view(asked).typed == "12345678"


def test_three_digits_are_too_few(app: App) -> None:
    click(app, "adults")
    press(app, ENTER)
    type_pin(app, "123")
    assert "A PIN has 4 to 8 digits." in texts(app)
    assert not pin_file(app.around.data).exists()


def test_two_different_pins_set_none(app: App) -> None:
    click(app, "adults")
    press(app, ENTER)
    type_pin(app, "1234")
    type_pin(app, "1235")
    assert "These were two different PINs." in texts(app)
    assert not pin_file(app.around.data).exists()
    type_pin(app, "1235")
    type_pin(app, "1235")
    assert isinstance(top(app), RecordsView)


def test_what_is_kept_is_a_hash_with_a_salt_of_its_own(tmp_path: Path) -> None:
    kept = []
    for seed in (1, 2):
        with game(tmp_path / str(seed), seed=seed) as app:
            open_records(app)
        kept.append((tmp_path / str(seed) / FILE).read_text("utf-8"))
    one, other = map(json.loads, kept)
    assert PIN not in "".join(map(str, one.values()))
    assert one["hash"] != other["hash"]
    assert one["salt"] != other["salt"]


# Asking for it


def test_only_the_right_pin_opens_the_records_also_at_the_next_start(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        open_records(app)
    with game(tmp_path) as app:
        click(app, "adults")
        press(app, ENTER)
        for wrong in ("1111", "24680", "246"):
            type_pin(app, wrong)
            assert pin_view(app)
        type_pin(app)
        assert isinstance(top(app), RecordsView)


def test_going_back_closes_the_records_again(asked: App) -> None:
    type_pin(asked)
    press(asked, ESCAPE)
    assert isinstance(top(asked), AdultsView)
    press(asked, ENTER)
    assert pin_view(asked)


def test_a_child_who_presses_everything_stays_outside(asked: App) -> None:
    for name in keys(asked) * 2:
        if name in keys(asked) and name not in ("back", "help"):
            click(asked, name)
            assert pin_view(asked)
    press(asked, *[ENTER, SPACE, pygame.KSCAN_BACKSPACE] * 3)
    assert pin_view(asked)
    press(asked, ESCAPE, ESCAPE)
    assert isinstance(top(asked), TitleView)


def test_several_wrong_pins_make_a_pause_that_says_how_long_it_is(asked: App, clock: Clock) -> None:
    for _ in range(4):
        type_pin(asked, "1111")
        assert "This is not the PIN." in texts(asked)
    type_pin(asked, "1111")
    assert "The next one can be typed in 5 seconds." in texts(asked)
    type_pin(asked)
    assert pin_view(asked)
    assert not pin_view(asked).typed
    clock.seconds += 4.0
    asked.step()
    assert "in 1 second." in texts(asked)
    clock.seconds += 1.0
    asked.step()
    assert "This is not the PIN." in texts(asked)
    type_pin(asked, "1111")
    assert "in 10 seconds." in texts(asked)
    clock.seconds += 10
    asked.step()
    type_pin(asked)
    assert isinstance(top(asked), RecordsView)


def test_the_rest_of_the_game_does_not_wait(asked: App) -> None:
    for _ in range(5):
        type_pin(asked, "1111")
    press(asked, F1)
    assert help_is_open(asked)
    press(asked, ESCAPE)
    assert "in 5 seconds." in texts(asked)
    press(asked, ESCAPE, ESCAPE)
    begin(asked)


def test_opening_the_screen_again_does_not_shorten_the_pause(asked: App) -> None:
    for _ in range(5):
        type_pin(asked, "1111")
    press(asked, ESCAPE, ENTER)
    assert "in 5 seconds." in texts(asked)


def test_starting_the_game_again_does_not_shorten_the_pause(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        open_records(app)
        press(app, ESCAPE, ENTER)
        for _ in range(5):
            type_pin(app, "1111")
    clock = Clock()
    with game(tmp_path, clock=clock) as app:
        click(app, "adults")
        press(app, ENTER)
        assert "in 5 seconds." in texts(app)
        clock.seconds += 5
        type_pin(app)
        press(app, ESCAPE, ENTER)
        assert "seconds" not in texts(app)


def test_where_wrong_tries_cannot_be_written_they_still_count(asked: App, tmp_path: Path) -> None:
    (tmp_path / "data" / f"{FILE}.new").mkdir()
    for _ in range(5):
        type_pin(asked, "1111")
    assert "in 5 seconds." in texts(asked)


# Changing it, losing it


def test_the_pin_is_changed_after_the_old_one(app: App) -> None:
    open_records(app)
    use(app, "change-pin")
    type_pin(app, "9999")
    assert "This is not the PIN." in texts(app)
    type_pin(app)
    assert "Choose a PIN" in texts(app)
    type_pin(app, "13579")
    type_pin(app, "13579")
    assert isinstance(top(app), RecordsView)
    assert "The PIN was changed." in texts(app)
    press(app, ESCAPE, ENTER)
    type_pin(app)
    assert pin_view(app)
    type_pin(app, "13579")
    assert isinstance(top(app), RecordsView)
    assert "The PIN was changed." not in texts(app)


def test_a_change_that_is_given_up_changes_nothing(app: App) -> None:
    open_records(app)
    use(app, "change-pin")
    type_pin(app)
    type_pin(app, "13579")
    press(app, ESCAPE)
    assert isinstance(top(app), RecordsView)
    kept = read_pin(app.around.data)
    assert kept is not None
    assert kept.matches(PIN)


def test_a_lost_pin_is_reset_by_deleting_the_file_that_the_screen_names(asked: App) -> None:
    file = next(Path(line) for line in texts(asked).splitlines() if line.endswith(FILE))
    assert file.is_absolute()
    file.unlink()
    press(asked, ESCAPE, ENTER)
    assert "Choose a PIN" in texts(asked)
    type_pin(asked, "7777")
    type_pin(asked, "7777")
    assert isinstance(top(asked), RecordsView)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"version": 1, "salt": ""}'])
def test_a_damaged_pin_file_opens_nothing_and_is_named(asked: App, content: bytes) -> None:
    file = pin_file(asked.around.data)
    file.write_bytes(content)
    press(asked, ESCAPE, ENTER)
    assert "The PIN cannot be read" in texts(asked)
    assert str(file) in texts(asked)
    type_pin(asked)
    press(asked, ENTER)
    assert pin_view(asked)
    assert keys(asked) == ["back", "help"]
    press(asked, ESCAPE)
    file.unlink()
    press(asked, ENTER)
    assert "Choose a PIN" in texts(asked)


def test_a_pin_that_cannot_be_kept_opens_nothing_and_says_why(app: App, tmp_path: Path) -> None:
    (tmp_path / "data" / f"{FILE}.new").mkdir(parents=True)
    click(app, "adults")
    press(app, ENTER)
    type_pin(app)
    type_pin(app)
    assert pin_view(app)
    assert "The PIN cannot be kept" in texts(app)
    assert str(tmp_path / "data") in texts(app)


def test_a_folder_that_cannot_be_written_is_told_in_one_line_and_opens_nothing(
    tmp_path: Path,
) -> None:
    with game(unwritable(tmp_path)) as app:
        click(app, "adults")
        assert len([line for line in texts(app).splitlines() if "cannot be written" in line]) == 1
        assert "records" not in keys(app)
        press(app, ENTER)
        assert isinstance(top(app), AdultsView)


def test_while_nothing_is_saved_there_is_nothing_to_open(app: App) -> None:
    app.play_without_saving()
    click(app, "adults")
    assert "records" not in keys(app)
    press(app, ENTER)
    assert isinstance(top(app), AdultsView)


# How it looks


@pytest.mark.parametrize("text", TEXT_SIZES)
def test_the_pin_can_be_typed_at_every_text_size(asked: App, text: int) -> None:
    while asked.ui.settings.text_size != text:
        step = 1 if asked.ui.settings.text_size < text else -1
        press(asked, pygame.KSCAN_EQUALS if step > 0 else pygame.KSCAN_MINUS)
    assert not troubles(asked)
    for digit in PIN:
        tab_to(asked, f"digit-{digit}")
        press(asked, ENTER)
    use(asked, "ok")
    assert isinstance(top(asked), RecordsView)
    assert not troubles(asked)
