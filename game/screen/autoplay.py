"""Play an episode by itself, as a careful child would who is still learning."""

import random
from collections.abc import Sequence

from game.screen.episode import EpisodeView
from game.story.model import Act, Line, Option
from game.story.playthrough import Asking, Choosing, Over, Reading

# What a careful child prefers to do, best first.
_PREFERRED: tuple[Act, ...] = ("tell", "keep", "stop", "check", "kind", "carry_on", "risky")
# How often a careful child sees through a trick, and lets a friendly message be friendly.
_SKILL = 0.85


class Autoplay:
    """Take the next sensible step on an episode's screen, again and again.

    Args:
        episode: the screen.
        rng: decides which messages the child gets wrong.
    """

    def __init__(self, episode: EpisodeView, rng: random.Random) -> None:
        self._episode = episode
        self._rng = rng
        self._passed: set[tuple[str, str]] = set()

    @property
    def over(self) -> bool:
        """Say whether the episode has ended and nothing is open any more."""
        return isinstance(self._episode.play.now, Over) and not self._episode.explaining

    def step(self) -> None:
        """Do one thing: read on, look closer, judge, close an explanation, choose."""
        episode = self._episode
        now = episode.play.now
        if episode.explaining:
            episode.close_explanation()
        elif episode.judging:
            self._judge(episode.line(episode.judging))
        elif episode.alert:
            episode.open_chat(episode.alert)
        elif self._look_closer():
            pass
        elif isinstance(now, Choosing):
            episode.choose(self._choice(now.options).id)
        elif isinstance(now, Reading):
            episode.default()

    def _look_closer(self) -> bool:
        """Look at the newest message, if it is new and there is something to see."""
        lines = self._episode.lines()
        now = self._episode.play.now
        if not lines or isinstance(now, (Over, Asking)):
            return False
        scene, line = lines[-1]
        worth = bool(line.tricks or line.looks_like)
        if not worth or (scene, line.item) in self._passed | set(self._episode.judged()):
            return False
        self._passed.add((scene, line.item))
        self._episode.look_at(scene, line.item)
        return True

    def _judge(self, line: Line) -> None:
        right = self._rng.random() < _SKILL
        if line.safe == right:
            self._episode.judge("okay", None)
            return
        item = self._episode.judging
        named = line.tricks or (self._episode.answers(item) if item else ())
        self._episode.judge("wait", named[0])

    def _choice(self, options: Sequence[Option]) -> Option:
        return min(options, key=lambda o: min(_PREFERRED.index(act) for act in o.acts))


def state(episode: EpisodeView) -> str:
    """Name what an episode shows or waits for, for names of pictures.

    Args:
        episode: that is played.
    """
    if episode.explaining:
        return "explained"
    if episode.judging:
        return "judging"
    if episode.alert:
        return "other-chat"
    if isinstance(episode.play.now, Choosing):
        return "choosing"
    return "over" if isinstance(episode.play.now, Over) else "reading"
