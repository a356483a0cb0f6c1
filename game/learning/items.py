"""How messages were judged over all records, for the authors who wrote them."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.learning import measures
from game.learning.counts import Selecting
from game.learning.events import Event, Result
from game.learning.groups import FEWEST_PLAYERS
from game.learning.measures import Estimate, SecondLook

_Name = tuple[str | None, str, str]

_RIGHT: frozenset[Result] = frozenset({"hit", "correct rejection"})


@dataclass(frozen=True, slots=True)
class Item:
    """Tell authors how one message was judged, over all records.

    Args:
        story: the story's id.
        scene: the scene of the message.
        item: the message's item id.
        tricks: its tricks; none if it is safe.
        judged: how many players judged it; 5 or more.
        right: the share of their first judgements that were right, with its 95 % interval.
        difficulty: in logits, beside the other items of its kind; 0 is usual, more is harder.
        second_look: why an author should look at it again; None where nothing is amiss.
    """

    story: str
    scene: str
    item: str
    tricks: tuple[str, ...]
    judged: int
    right: Estimate
    difficulty: float
    second_look: SecondLook | None


def items(events: Iterable[Event]) -> tuple[Item, ...]:
    """List how all messages were judged, for their authors.

    Elo ratings are made of unsafe and of safe messages apart, since who suspects everything is
    good at the one and bad at the other.

    Args:
        events: of all players, in the order of machine and sequence.

    Returns:
        The hardest first; nothing of messages that fewer than 5 players judged.
    """
    selecting: dict[str, Selecting] = {}
    abilities: dict[tuple[str, bool], float] = {}
    names: dict[_Name, _Name] = {}
    found: dict[_Name, _ItemSoFar] = {}
    for event in events:
        player = event.player
        if player not in selecting:
            selecting[player] = Selecting(names)
        judged = selecting[player].counting(event)
        if judged is None:
            continue
        safe = not judged.tricks
        item = found.setdefault((event.story, judged.scene, judged.item), _ItemSoFar(judged.tricks))
        right = judged.result in _RIGHT
        ability = abilities.get((player, safe), 0.0)
        abilities[player, safe], item.difficulty = measures.elo(
            ability, item.difficulty, right=right
        )
        item.judged += 1
        item.right += right
    listed = [_item(name, item) for name, item in found.items() if item.judged >= FEWEST_PLAYERS]
    return tuple(sorted(listed, key=lambda item: -item.difficulty))


@dataclass(slots=True)
class _ItemSoFar:
    tricks: tuple[str, ...]
    judged: int = 0
    right: int = 0
    difficulty: float = 0.0


def _item(name: _Name, item: _ItemSoFar) -> Item:
    story, scene, hash_ = name
    return Item(
        story or "",
        scene,
        hash_,
        item.tricks,
        item.judged,
        measures.wilson(item.right, item.judged),
        item.difficulty,
        measures.second_look(item.right, item.judged),
    )
