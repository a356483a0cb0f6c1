"""A timer for talking together: it counts down and says when the time is up, and ends nothing."""

import math
from dataclasses import dataclass, replace

USUAL = 120
STEP = 30
SHORTEST = 30
LONGEST = 3600


@dataclass(frozen=True, slots=True)
class Timer:
    """Hold a timer; the clock is handed in.

    Args:
        length: what it is set to, in seconds.
        left: what was left when it was last started or stopped, in seconds.
        since: when it was started, on that clock; None while it stands.
    """

    length: int = USUAL
    left: float = USUAL
    since: float | None = None

    @property
    def running(self) -> bool:
        """Say whether it counts."""
        return self.since is not None

    def seconds(self, now: float) -> int:
        """Say how many seconds are left, the begun one with them.

        Args:
            now: on the clock, in seconds.
        """
        return math.ceil(self._left(now))

    def up(self, now: float) -> bool:
        """Say whether the time is up.

        Args:
            now: on the clock, in seconds.
        """
        return self._left(now) <= 0

    def next_beat(self, now: float) -> float | None:
        """Say in how many seconds it shows something else; None while it stands or is up.

        Args:
            now: on the clock, in seconds.
        """
        left = self._left(now)
        if not self.running or left <= 0:
            return None
        return left - (math.ceil(left) - 1)

    def toggled(self, now: float) -> "Timer":
        """Start it, or stop it where it counts; one that is up begins anew.

        Args:
            now: on the clock, in seconds.
        """
        if self.up(now):
            return Timer(self.length, self.length, now)
        if self.running:
            return self.stopped(now)
        return replace(self, since=now)

    def stopped(self, now: float) -> "Timer":
        """Stop it, with what is left.

        Args:
            now: on the clock, in seconds.
        """
        return replace(self, left=self._left(now), since=None)

    def reset(self) -> "Timer":
        """Stop it, and set it to its whole length."""
        return Timer(self.length, self.length)

    def longer(self, steps: int, now: float) -> "Timer":
        """Set it to another length; one that counts goes on with so much more or less.

        Args:
            steps: of half a minute; below 0 for a shorter time.
            now: on the clock, in seconds.
        """
        length = max(SHORTEST, min(self.length + steps * STEP, LONGEST))
        left = max(0.0, self._left(now) + length - self.length)
        return Timer(length, left, now if self.running else None)

    def _left(self, now: float) -> float:
        if self.since is None:
            return self.left
        return max(0.0, self.left - (now - self.since))
