"""The screens of a class, in each of their states, for the pictures of all screens."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.learning import rooms
from game.learning.events import ClassBegun
from game.learning.store import Room
from game.screen.class_course import Course, Plan
from game.screen.class_happened import ClassHappenedView
from game.screen.class_leader import LeaderView
from game.screen.class_number import HandsView
from game.screen.class_play import ClassView
from game.screen.class_setup import ChildrenView, ClassLeftView, ClassSetupView
from game.screen.class_stories import ClassStoriesView
from game.screen.class_voting import VotingView
from game.story.playthrough import Asking, Over, Shown

if TYPE_CHECKING:
    from game.screen.app import App
    from game.story.model import Told

_PLAN = Plan("BCDHJL", children=28)
_ROOM = "01a0b1c2-d3e4-7000-8000-000000000000"
_TIME = "2026-11-27T09:00:00.000Z"
_CHECKED = 2  # messages of a room check that are shown


def class_screens(app: "App") -> Iterator[str]:
    """Lead a class from its set-up to its end; nothing of it is left over the title.

    Args:
        app: a game with the title on its screen.

    Yields:
        The name of what the screen shows at this moment.
    """
    stories = tuple(story.id for story in app.library.stories)
    yield from _setting_up(app, stories)
    course = Course(app, _room(app, stories[:1]))
    app.store.take_over_class(course.room)
    check = course.check("before")
    if check is not None:
        app.home(check)
        yield from _checked(app, "before")
    else:
        course.forward()
    yield from _played(app)
    yield from _happened(app)
    yield from _checked(app, "after")
    yield "class-end"
    course.end()


def _room(app: "App", stories: tuple[str, ...]) -> Room:
    language = app.ui.settings.language or "en"
    begun = ClassBegun(_PLAN.code, _PLAN.children, _PLAN.ages, language, stories)
    return rooms.begin(_ROOM, begun, "", _TIME)


def _setting_up(app: "App", stories: tuple[str, ...]) -> Iterator[str]:
    app.push(ClassSetupView(app, _PLAN))
    yield "class-setup"
    setup = ClassSetupView(app, replace(_PLAN, children=4, check=False))
    app.replace(setup)
    yield "class-setup-few"
    number = ChildrenView(app, setup)
    app.push(number)
    for key in (pygame.KSCAN_2, pygame.KSCAN_0, pygame.KSCAN_1):
        number.pressed(key)
    yield "class-number-too-many"
    app.pop()
    app.push(ClassStoriesView(app, setup))
    yield "class-stories-none"
    setup.plan = replace(_PLAN, ages="8-10", stories=stories[1::-1])
    app.refresh()
    yield "class-stories"
    app.pop()
    app.replace(ClassLeftView(app, _room(app, stories[:1])))
    yield "class-left"
    app.pop()


def _checked(app: "App", when: str) -> Iterator[str]:
    """Sort the messages of a room check, and look back at them."""
    view = app.views[-1]
    if not isinstance(view, VotingView):
        return
    yield f"class-{when}"
    view.default()
    number = 0
    while view.vote is not None:
        number += 1
        _raise(view)
        if number <= _CHECKED:
            yield f"class-{when}-{number}"
        view.default()
        app.store.flush()
        view.due()
    for explained in range(1, number + 1):
        if explained <= _CHECKED:
            yield f"class-{when}-{explained}-explained"
        view.default()
    yield f"class-{when}-over"
    view.default()


def _played(app: "App") -> Iterator[str]:
    """Play an episode: each time what most hands are for."""
    view = app.views[-1]
    if not isinstance(view, ClassView):
        return
    first = True
    number = 0
    told: set[type[Told]] = set()  # each kind of reading is shown once
    while not (isinstance(view.play.now, Over) and view.explaining is None):
        if view.vote is not None:
            number += 1
            yield f"class-{number:02d}-asked"
            if first and not isinstance(view.play.now, Asking):
                first = False
                yield from _over_it(app, view)
            _raise(view)
            yield f"class-{number:02d}-raised"
        view.default()
        app.store.flush()
        newest = view.play.log[-1]
        kind = type(newest.step) if isinstance(newest, Shown) else None
        if kind is not None and kind not in told and view.vote is None:
            told.add(kind)
            yield f"class-{kind.__name__.lower()}"
        if view.explaining is not None:
            yield f"class-{number:02d}-explained"
    yield "class-over"
    view.default()


def _raise(view: VotingView) -> None:
    """Raise twelve hands for the first answer, and a few more than children for the others."""
    if view.vote is not None:
        for number, answer in enumerate(view.vote.asked.answers):
            view.put(answer, max(9, 12 - number))


def _over_it(app: "App", view: ClassView) -> Iterator[str]:
    """Show what lies over an open choice, a tie, and what is told between messages."""
    for answer in view.vote.asked.answers if view.vote is not None else ():
        view.put(answer, 1)
    yield "class-tie"
    app.push(LeaderView(app, view))
    yield "class-leader"
    app.pop()
    app.push(HandsView(app, view, 1, "14"))
    yield "class-hands"
    app.pop()
    view.talk()
    yield "class-talk"
    app.pop()
    view.course.timer = replace(view.course.timer, left=0.0)
    view.talk()
    yield "class-time-up"
    app.pop()
    view.course.timer = view.course.timer.reset()
    view.blank()
    yield "class-blank"
    app.pop()
    view.escape()
    yield "class-menu"
    app.pop()


def _happened(app: "App") -> Iterator[str]:
    view = app.views[-1]
    number = 0
    while app.views[-1] is view and isinstance(view, ClassHappenedView):
        number += 1
        yield f"class-happened-{number}"
        view.default()
