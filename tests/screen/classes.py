"""Lead a class through the game, as whoever stands at its only computer does."""

import shutil
from pathlib import Path

import pygame

from game.learning.events import Hands, Happening
from game.learning.store import Room
from game.places import SCENARIOS
from game.screen.app import App
from game.screen.class_play import ClassView
from game.screen.class_voting import VotingView
from game.story.playthrough import Over
from tests.screen.driving import ENTER, SPACE, press, settle, top, use
from tests.screen.stories import write_stories

TWO, THREE, FOUR = pygame.KSCAN_2, pygame.KSCAN_3, pygame.KSCAN_4
B, D, P, R, T, U = (
    pygame.KSCAN_B,
    pygame.KSCAN_D,
    pygame.KSCAN_P,
    pygame.KSCAN_R,
    pygame.KSCAN_T,
    pygame.KSCAN_U,
)
BACKSPACE = pygame.KSCAN_BACKSPACE
SHIFT = pygame.KMOD_LSHIFT

STORY = """
  first:
    - wolf: Hello there
    - wolf: Where do you live?
      trick: questions
      because: It is not about the game.
    - talk: Why does Wolf ask that?
    - ask: last
    - choose:
        - say: Near the river
          act: risky
        - say: Why?
          act: check
        - do: Tell Mum
          act: tell
          whom: parent
          go: told
    - wolf: Just asking
    - end: quiet
      title: A quiet evening
      text: Dara draws.
  told:
    - talk: Whom could you tell?
    - vanna: Are you coming?
      looks_like: meet_alone
      because: All of you meet at the gate.
    - end: good
      title: A good evening
      text: Mum listens.
"""
SECOND = """
  first:
    - vanna: Are we friends?
    - end: friends
      title: Friends
      text: They are.
"""


def scenarios(folder: Path, *, check: bool = False) -> Path:
    """Write two short stories for a class, with Quick Eyes if it is to be checked.

    Args:
        folder: is made if need be.
        check: whether Quick Eyes is there, too.
    """
    write_stories(folder, one=STORY, two=SECOND)
    if check:
        shutil.copy(SCENARIOS / "quick-eyes.yaml", folder)
    return folder


def begin_class(app: App, *stories: str) -> None:
    """Go from the title to the first screen of a class, by keyboard.

    Args:
        app: the game.
        stories: the buttons of the episodes, for example "answer-1", in their order.
    """
    use(app, "class")
    press_free(app, ENTER)
    for story in stories or ("answer-1",):
        use(app, story)
    press_free(app, ENTER)


def press_free(app: App, *keys: int) -> None:
    """Press keys while the keyboard is at no button."""
    app.ui.focus = None
    press(app, *keys)


def voting(app: App) -> VotingView:
    """Give the screen on which hands are counted."""
    view = top(app)
    assert isinstance(view, VotingView)
    return view


def playing(app: App) -> ClassView:
    """Give the screen on which a class plays an episode."""
    view = top(app)
    assert isinstance(view, ClassView)
    return view


def counted(app: App) -> tuple[int, ...]:
    """Say how many hands there are for each answer."""
    vote = voting(app).vote
    assert vote is not None
    return vote.count.hands


def until_asked(app: App, about: str = "") -> None:
    """Read on until hands are counted: for anything, a "message" or a "choice".

    What is asked before is answered with one hand for the first answer.
    """
    for _ in range(50):
        vote = voting(app).vote
        if vote is not None and about in vote.asked.about:
            return
        press(app, *((pygame.KSCAN_1, ENTER) if vote is not None else (SPACE,)))
    raise AssertionError("nothing is asked")


def until_over(app: App) -> None:
    """Read on to the end of the episode, with one hand for the first of all answers."""
    for _ in range(100):
        view = playing(app)
        if isinstance(view.play.now, Over):
            return
        press(app, *((pygame.KSCAN_1, ENTER) if view.vote is not None else (SPACE,)))
    raise AssertionError("the episode does not end")


def room(app: App) -> Room:
    """Read what is recorded of the newest class."""
    settle(app)
    return app.store.classes()[-1]


def recorded(app: App) -> list[Happening]:
    """List all that is recorded of all classes, oldest first."""
    settle(app)
    return [event.what for event in app.store.every_event()]


def hands(app: App) -> list[tuple[tuple[int, ...], str | None, str | None]]:
    """List the records of hands: how many, what was decided, and by whom."""
    found = [what for what in recorded(app) if isinstance(what, Hands)]
    return [(what.hands, what.decided, what.by) for what in found]
