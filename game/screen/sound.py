"""Short soft sounds, made of a few struck notes when they are first heard."""

import contextlib
import math
import os
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import pygame

RATE = 22_050
_PEAK = 14_000
# Samples over which a note swells and ends, so that it does not click.
_EDGE = 150
# A wooden bar: the note itself, a little of its octave, and a knock that is gone at once.
# Each is (multiple of the pitch, loudness, how much faster it dies away).
_PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.16, 1.6), (4.0, 0.12, 5.0))


@dataclass(frozen=True, slots=True)
class Note:
    """One struck note.

    Args:
        pitch: in hertz.
        start: seconds after the sound's beginning.
        length: seconds until it has died away.
        loudness: 0 to 1.
    """

    pitch: float
    start: float
    length: float
    loudness: float


_G4, _A4, _C5, _D5, _E5, _G5, _A5, _C6 = 392.0, 440.0, 523.3, 587.3, 659.3, 784.0, 880.0, 1046.5

# No sound says "wrong": an explanation always opens with the same two warm notes.
SOUNDS = {
    "message": (Note(_G5, 0, 0.14, 0.45), Note(_E5, 0.07, 0.24, 0.5)),
    "send": (Note(_C5, 0, 0.12, 0.35), Note(_G5, 0.05, 0.18, 0.35)),
    "tap": (Note(_A4, 0, 0.07, 0.35),),
    "spot": (Note(_D5, 0, 0.2, 0.45), Note(_A5, 0.08, 0.3, 0.45)),
    "right": (Note(_C5, 0, 0.5, 0.6), Note(_E5, 0.13, 0.6, 0.6)),
    "page": (Note(_G4, 0, 0.12, 0.25), Note(_C5, 0.04, 0.14, 0.22)),
    "end": (
        Note(_C5, 0, 0.5, 0.45),
        Note(_E5, 0.12, 0.5, 0.45),
        Note(_G5, 0.24, 0.55, 0.45),
        Note(_C6, 0.36, 0.6, 0.4),
    ),
}


def samples(notes: tuple[Note, ...]) -> "array[int]":
    """Make the sound of some notes.

    Args:
        notes: may overlap.

    Returns:
        Signed 16-bit samples of one channel, RATE of them a second.
    """
    # One more than the length, since starts and lengths are rounded apart.
    mixed = [0.0] * (math.ceil(max(note.start + note.length for note in notes) * RATE) + 1)
    for note in notes:
        for index, strength in enumerate(_struck(note), round(note.start * RATE)):
            mixed[index] += strength
    # tanh bends what would be too loud, where cutting it off would crackle.
    return array("h", (round(_PEAK * math.tanh(strength)) for strength in mixed))


def _struck(note: Note) -> list[float]:
    heard = [0.0] * round(note.length * RATE)
    for multiple, part, faster in _PARTIALS:
        turn = math.tau * note.pitch * multiple / RATE
        fade = math.exp(-5 * faster / len(heard))
        # Each value of a fading sine follows from the two before it; asking for every sine
        # took 90 ms for the longest sound, which is five frames.
        before, now = 0.0, note.loudness * part * fade * math.sin(turn)
        twice, lost = 2 * fade * math.cos(turn), fade * fade
        for index in range(1, len(heard)):
            heard[index] += now
            before, now = now, twice * now - lost * before
    for index in range(_EDGE):
        heard[index] *= index / _EDGE
        heard[-1 - index] *= index / _EDGE
    return heard


class Sounds:
    """The game's sounds; everything is silent until `open`, and where there is no loudspeaker.

    Args:
        enabled: whether `play` is heard. May be set later.
        volume: 0 to 1. May be set later.

    Attributes:
        available: whether there is a device that plays.
    """

    def __init__(self, *, enabled: bool = True, volume: float = 0.6) -> None:
        self.enabled = enabled
        self.volume = volume
        self.available = False
        self._made: dict[str, pygame.mixer.Sound] = {}

    def open(self) -> None:
        """Open the sound device. It takes a tenth of a second: call it after the first frame."""
        with _quiet_driver():
            try:
                pygame.mixer.init(RATE, size=-16, channels=1, buffer=512, allowedchanges=0)
            except pygame.error:
                return
        self.available = True

    def play(self, name: str) -> None:
        """Play a sound, without waiting for its end.

        Args:
            name: one of SOUNDS.
        """
        notes = SOUNDS[name]
        if not (self.enabled and self.available):
            return
        if name not in self._made:
            self._made[name] = pygame.mixer.Sound(buffer=samples(notes))
        self._made[name].set_volume(self.volume)
        self._made[name].play()


@contextlib.contextmanager
def _quiet_driver() -> Iterator[None]:
    # ALSA writes eight lines to stderr where there is no sound card, past Python and SDL.
    if sys.platform != "linux":
        yield
        return
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
