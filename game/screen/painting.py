"""Where an episode is at the moment: the painting behind its screens."""

from game.story.model import Narrate, TimeMark
from game.story.playthrough import Playthrough, Shown

_AT_FIRST = "home-day"


def painting(play: Playthrough) -> str:
    """Name the painting of the place that a play has come to.

    Args:
        play: of an episode.
    """
    steps = (e.step for e in reversed(play.log) if isinstance(e, Shown))
    places = (s.where for s in steps if isinstance(s, (TimeMark, Narrate)) and s.where)
    return next(places, _AT_FIRST)
