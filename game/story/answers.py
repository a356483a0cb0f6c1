"""Which tricks are offered as answers when a message is judged."""

from collections.abc import Sequence
from random import Random

from game.story.load import Common
from game.story.model import Line, QuickItem

_MOST = 5  # with "this is okay", six answers fit the screen
_ENOUGH = 4


def offered(line: Line | QuickItem, common: Common, rng: Random) -> tuple[str, ...]:
    """Choose the tricks that are offered as answers for a message.

    The right tricks of an unsafe message are among them. For a safe message those it looks like
    are, so that nothing about the answers tells whether the message is safe. The others are what
    the tricks file calls look-alikes, as far as there are any.

    Args:
        line: the message, of a story or of Quick Eyes.
        common: has the tricks and their look-alikes.
        rng: shuffles, so that the place of an answer says nothing.

    Returns:
        The ids of 4 or 5 tricks; "this is okay" is added by whoever shows them.
    """
    near = list(line.tricks or line.looks_like)[:_MOST]
    alike = _unseen(near, [other for trick in near for other in common.tricks[trick].also])
    rng.shuffle(alike)
    anything = _unseen([*near, *alike], list(common.tricks))
    rng.shuffle(anything)
    most = _MOST if len(near) > 1 else _ENOUGH
    chosen = [*near, *alike, *anything][:most]
    rng.shuffle(chosen)
    return tuple(chosen)


def _unseen(seen: Sequence[str], names: Sequence[str]) -> list[str]:
    """Keep each name once, without those that were seen."""
    return [name for name in dict.fromkeys(names) if name not in seen]
