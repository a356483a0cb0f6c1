"""Small stories for tests, in a folder of their own."""

import shutil
from pathlib import Path

from game.places import SCENARIOS

_HEAD = """\
title: A story for tests
about: Dara writes with a few people.
lead: dara
ages: 8-14
minutes: 2
number: {number}
stage: [identify]
sources: [none]
contacts:
  wolf: {{name: Wolf, relation: stranger, known: From a game, unknown: The real name}}
  vanna: {{relation: peer, known: From school}}
{groups}start: first
scenes:
"""

_GROUPS = """\
groups:
  team: {name: Our team, members: [vanna, wolf], known: Coach reads along, unknown: Who wins}
"""

ONE_CHAT = """
  first:
    - wolf: Hello there
    - wolf: Where do you live?
      trick: questions
      because: It is not about the game.
    - choose:
        - say: Why?
          act: check
        - do: Put the phone away
          act: stop
    - wolf: Just asking
    - wolf: Never mind
    - end: quiet
      title: A quiet evening
      text: Dara draws.
"""

TWO_CHATS = """
  first:
    - wolf: Hello there
    - wolf: How was your day?
    - vanna: Are you coming?
    - vanna: We are waiting at the gate
    - dara: two minutes
      to: vanna
    - wolf: Are you still there?
      trick: questions
      because: It is not about the game.
    - ask: last
    - end: quiet
      title: A quiet evening
      text: Dara draws.
"""


GROUP_CHAT = """
  first:
    - wolf: Hello there
    - vanna: Training is at five
      in: team
    - vanna: Bring water
      in: team
    - wolf: Where do you all live?
      in: team
      trick: questions
      because: It is not about the game.
    - ask: last
    - dara: five is good
    - vanna: Great!
      in: team
      looks_like: too_fast
      because: A friend is glad.
    - choose:
        - say: see you all
          act: carry_on
        - say: only for you, Wolf
          to: wolf
          act: carry_on
    - wolf: I will be there
      in: team
    - wolf: Are you alone?
    - end: quiet
      title: A quiet evening
      text: Dara draws.
"""


def long_chat(messages: int) -> str:
    """Write a story in which one contact writes very much."""
    lines = "".join(
        f"    - wolf: Message number {n} of a very long chat\n" for n in range(messages)
    )
    ending = "    - end: quiet\n      title: At last\n      text: It is quiet.\n"
    return f"\n  first:\n{lines}{ending}"


def first_story_only(folder: Path) -> Path:
    """Copy the first story, and what it needs, into a folder for the game to read."""
    write_stories(folder)
    shutil.copy(SCENARIOS / "stories" / "friend-from-the-game.yaml", folder / "stories")
    return folder


def write_stories(folder: Path, **stories: str) -> Path:
    """Write stories beside the game's own cast, tricks and help.

    Args:
        folder: is made if need be.
        stories: the scenes of each, by id.

    Returns:
        The folder, for the game to read.
    """
    (folder / "stories").mkdir(parents=True, exist_ok=True)
    for name in ("cast", "tricks", "help"):
        shutil.copy(SCENARIOS / f"{name}.yaml", folder)
    for number, (name, scenes) in enumerate(stories.items(), 1):
        file = folder / "stories" / f"{name}.yaml"
        groups = _GROUPS if "in: team" in scenes else ""
        head = _HEAD.format(number=number, groups=groups)
        file.write_text(head + scenes.lstrip("\n"), encoding="utf-8")
    return folder
