"""Sounds are soft, short, and never needed."""

import sys
from collections.abc import Iterator

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.screen.sound import RATE, SOUNDS, Note, Sounds, samples

_LOUDEST = 32_767
_NOTES = st.builds(
    Note,
    pitch=st.floats(100, 2000),
    start=st.floats(0, 0.1),
    length=st.floats(0.03, 0.1),
    loudness=st.floats(0, 1),
)


@pytest.fixture
def _silent_loudspeaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    yield
    pygame.mixer.quit()


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_over_within_a_second(name: str) -> None:
    assert 0 < len(samples(SOUNDS[name])) <= RATE


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_heard_and_is_not_loud(name: str) -> None:
    assert 0.05 * _LOUDEST < max(map(abs, samples(SOUNDS[name]))) < 0.5 * _LOUDEST


@given(st.lists(_NOTES, min_size=1, max_size=4))
def test_no_notes_together_are_loud_or_click_at_their_ends(notes: list[Note]) -> None:
    made = samples(tuple(notes))
    assert max(map(abs, made)) < 0.5 * _LOUDEST
    assert abs(made[0]) < 0.02 * _LOUDEST
    assert abs(made[-1]) < 0.02 * _LOUDEST


@pytest.mark.usefixtures("_silent_loudspeaker")
def test_a_sound_plays_once_the_device_is_open() -> None:
    sounds = Sounds(enabled=True)
    sounds.play("right")
    assert not sounds.available
    sounds.open()
    sounds.play("right")
    assert sounds.available
    assert pygame.mixer.get_busy()


@pytest.mark.usefixtures("_silent_loudspeaker")
def test_the_device_takes_the_sounds_as_they_are_made() -> None:
    Sounds(enabled=True).open()
    assert pygame.mixer.get_init() == (RATE, -16, 1)


@pytest.mark.usefixtures("_silent_loudspeaker")
def test_a_child_who_turned_sound_off_hears_nothing_until_it_is_on_again() -> None:
    sounds = Sounds(enabled=False)
    sounds.open()
    sounds.play("message")
    assert not pygame.mixer.get_busy()
    sounds.enabled = True
    sounds.play("message")
    assert pygame.mixer.get_busy()


def test_the_game_plays_on_without_a_sound_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    sounds = Sounds(enabled=True)
    sounds.open()
    for name in SOUNDS:
        sounds.play(name)
    assert not sounds.available


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
def test_a_computer_without_a_sound_card_shows_no_driver_messages(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "alsa")
    Sounds(enabled=True).open()
    pygame.mixer.quit()
    assert capfd.readouterr().err == ""


def test_a_misspelt_sound_is_noticed_even_in_silence() -> None:
    with pytest.raises(KeyError):
        Sounds(enabled=False).play("buzzer")
