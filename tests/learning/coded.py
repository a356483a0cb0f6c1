"""Players and classes of sessions with codes, for what is said of sessions."""

from collections.abc import Sequence
from dataclasses import replace

from game.learning.events import ClassBegun, Event, Happening, SessionJoined
from tests.learning.hands import CLASS, choice, message, of_check, of_room

MORNING = "2026-03-02T09:00:00.000Z"


def one_by_one(events: Sequence[Event]) -> list[Event]:
    """Put events into the order in which records give them."""
    return sorted(events, key=lambda event: event.player)


def joined(events: Sequence[Event], code: str) -> list[Event]:
    """Let all players join a session at their first event, in the order of records."""
    seen: set[str] = set()
    found = []
    for event in one_by_one(events):
        if event.player not in seen:
            seen.add(event.player)
            join = replace(event, id=f"{event.id}-{code}", what=SessionJoined(code))
            found.append(replace(join, play=None, story=None, form=None))
        found.append(event)
    return found


def a_room(
    code: str, children: int = 28, *, hits: int = 20, false: int = 6, story: str = "story"
) -> list[Event]:
    """Let a class play a story, with room checks before and after it.

    Args:
        code: of its session.
        children: how many raise their hands, each time.
        hits: how many of them say "wait" to a trick after the story; a quarter fewer before.
        false: how many say it to a friendly message.
        story: the story's id.
    """
    begun = ClassBegun(code, children, "8-10", CLASS.language, (story,))
    room = f"room-{code}"

    def wait(item: str, raised: int, *tricks: str) -> Happening:
        like = () if tricks else ("gifts",)
        return message(item, children - raised, raised, *tricks, like=like)

    def check(occasion: str, form: str, hits: int) -> list[Event]:
        asked = [
            *(wait(f"{form}{n}", hits - n, "gifts") for n in range(4)),
            *(wait(f"{form}{n}", false + n % 2) for n in range(4, 8)),
        ]
        return of_check(f"{code}-{occasion}", occasion, *asked, form=form, room=room)  # type: ignore[arg-type]

    half = children // 2
    answers = [("stop", half), ("risky", children - half), ("tell", 0)]
    told = [
        *(wait(f"m{n}", hits, "secrecy") for n in range(3)),
        *(wait(f"n{n}", false) for n in range(3)),
        choice(1, answers),
        choice(2, answers[:2], decided=1, led=True),
    ]
    events = [
        *of_room(f"{code}-play", *told, story=story, room=room, begun=begun),
        *check("before", "a", hits * 3 // 4),
        *check("after", "b", hits),
    ]
    return [replace(event, time=MORNING, session=f"start-{code.lower()}") for event in events]
