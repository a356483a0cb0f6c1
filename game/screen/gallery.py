"""Every screen and every line of the game, one after the other, to be looked at."""

import random
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import pygame

from game.learning.events import QUICK_EYES
from game.learning.ids import new_code
from game.learning.rounds import FORMS, Due
from game.learning.store import Player
from game.screen.adults_gallery import adults_screens
from game.screen.app import App
from game.screen.autoplay import Autoplay, state
from game.screen.bubbles import Bubble, Limit, with_name
from game.screen.chats import Chats
from game.screen.class_gallery import class_screens
from game.screen.contact import ContactView
from game.screen.display import DisplayView
from game.screen.episode import EpisodeView
from game.screen.group import GroupView
from game.screen.home import HomeView
from game.screen.menu import MenuView
from game.screen.notebook import NotebookView
from game.screen.panel import narration
from game.screen.paper import draw_page
from game.screen.placed import Placed
from game.screen.quick_eyes import Message, QuickEyesView
from game.screen.title import TitleView
from game.screen.trouble import TroubleView
from game.screen.turns_gallery import turns_screens
from game.screen.ui import Ui
from game.screen.view import View
from game.screen.what_happened import WhatHappenedView
from game.screen.who import CodeView, WhoView
from game.screen.widgets import Card, Text, Widget
from game.screen.worry import CalmView, WorryView
from game.story.model import Choose, End, LeadLine, Line, Narrate, Step, Story, Told

SCREENS = "screens"  # the group of all that belongs neither to Quick Eyes nor to a story
_SEED = 7
_BUBBLE_TEXT = 19
_BUBBLE = 330
_PANEL = 560


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture laid out.

    Args:
        placed: what is on it.
        ui: the surroundings it was laid out in.
        picture: draws it, as far as it is scrolled now.
    """

    placed: Placed
    ui: Ui
    picture: Callable[[], pygame.Surface]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the game, laid out and drawn only if that is asked for before the next one.

    Args:
        name: of the file, without its ending; the texts of stories lie in folders.
        group: SCREENS, QUICK_EYES, or the id of the story that it belongs to.
        lay_out: lays it out.
    """

    name: str
    group: str
    lay_out: Callable[[], Drawing]

    @property
    def troubles(self) -> tuple[str, ...]:
        """What does not fit or lacks a glyph on it."""
        return tuple(self.lay_out().placed.all_troubles())


def screens(app: App, only: Container[str] | None = None) -> Iterator[Shot]:
    """Bring the game to each of its screens.

    Args:
        app: a game that was just started.
        only: the groups to show; None for all.

    Yields:
        The screen that the game shows at this moment.
    """
    shown = _Groups(only)
    app.push(TitleView(app))
    if SCREENS in shown:
        yield from _outside(app)
    rng = random.Random(_SEED)  # noqa: S311 - the same pictures every time
    player = app.store.new_player("elephant", "blue", new_code(rng, set()))
    if SCREENS in shown:
        yield from _over(app, "notebook-empty", NotebookView(app, player))
    app.home(HomeView(app, player))
    if SCREENS in shown:
        yield _shot(app, "home")
        app.lab.join("BCDHJL")
        yield _shot(app, "home-session")
        app.lab.leave()
    # Home and the notebook show what was played, so that all is played for them.
    if SCREENS in shown or QUICK_EYES in shown:
        yield from shown.of(_quick_eyes(app, player))
    for story in app.library.stories:
        if SCREENS in shown or story.id in shown:
            yield from shown.of(_episode(app, player, story))
    if SCREENS in shown:
        yield from _afterwards(app, player)


class _Groups:
    """The groups that are to be shown."""

    def __init__(self, only: Container[str] | None) -> None:
        self._only = only

    def __contains__(self, group: str) -> bool:
        return self._only is None or group in self._only

    def of(self, shots: Iterable[Shot]) -> Iterator[Shot]:
        """Go through all shots, and hand out those to be shown."""
        return (shot for shot in shots if shot.group in self)


def _outside(app: App) -> Iterator[Shot]:
    """Show what can be seen without a player."""
    yield _shot(app, "title")
    yield from _over(app, "display", DisplayView(app))
    app.show_help()
    yield _shot(app, "help")
    app.pop()
    for name, view in adults_screens(app):
        yield from _over(app, name, view)
    app.rng.seed(_SEED)
    for name in class_screens(app):
        yield _shot(app, name)
    yield from _over(app, "trouble", TroubleView(app, "read-only", lambda: None))
    yield from _over(app, "who", WhoView(app))
    yield from _over(app, "code", CodeView(app, lambda _: None))
    for name, view in turns_screens(app):
        yield from _over(app, name, view)


def _afterwards(app: App, player: Player) -> Iterator[Shot]:
    """Show what there is to see once everything was played."""
    yield from _over(app, "worry", WorryView(app, lambda: None))
    yield from _over(app, "calm", CalmView(app, lambda: None))
    app.home(HomeView(app, player))
    yield _shot(app, "home-played")
    notebook = NotebookView(app, player)
    yield from _over(app, "notebook", notebook)
    yield Shot("notebook-page", SCREENS, lambda: _page(app, player, notebook))


def _page(app: App, player: Player, notebook: NotebookView) -> Drawing:
    page = draw_page(notebook, app, player)
    return Drawing(page.placed, page.ui, lambda: page.picture)


def _over(app: App, name: str, view: View, group: str = SCREENS) -> Iterator[Shot]:
    app.push(view)
    yield _shot(app, name, group)
    app.pop()


def _quick_eyes(app: App, player: Player) -> Iterator[Shot]:
    """Show every message of every form, judged and explained."""
    app.rng.seed(_SEED)
    for form in FORMS:
        for half in (1, 2):
            view = QuickEyesView.begin(app, player, Due("after", form, half), lambda: None)
            if view is None:
                continue
            app.push(view)
            name = f"{QUICK_EYES}-{form}{half}"
            yield _shot(app, f"{name}-intro", QUICK_EYES)
            view.default()
            for number in range(1, len(view.messages) + 1):
                yield _shot(app, f"{name}-{number}-asking", QUICK_EYES)
                view.hesitate()
                yield _shot(app, f"{name}-{number}-naming", QUICK_EYES)
                view.judge("wait", view.tricks()[0])
                yield _shot(app, f"{name}-{number}-explained", QUICK_EYES)
                app.store.flush()
                view.default()
            yield _shot(app, f"{name}-over", QUICK_EYES)
            app.pop()


def _episode(app: App, player: Player, story: Story) -> Iterator[Shot]:
    # Every story has chances of its own: one that is changed leaves the others as they are.
    app.rng.seed(_SEED)
    episode = EpisodeView.begin(app, player, story, resume=False)
    app.push(episode)
    contact = ContactView(app, story, story.contacts[episode.chat])
    yield from _over(app, f"{story.id}-contact", contact, story.id)
    for group in story.groups.values():
        yield from _over(
            app, f"{story.id}-group-{group.id}", GroupView(app, story, group), story.id
        )
    yield from _over(app, f"{story.id}-menu", MenuView(app, app.pop, app.pop), story.id)
    play = Autoplay(episode, random.Random(_SEED))  # noqa: S311 - the same play every time
    number = 0
    while not play.over:
        app.store.flush()
        play.step()
        number += 1
        yield _shot(app, f"{story.id}-{number:03d}-{state(episode)}", story.id)
        if state(episode) == "choosing" and episode.lines():
            episode.pick()
            yield _shot(app, f"{story.id}-{number:03d}-which", story.id)
            episode.stop_looking()
    app.store.flush()
    happened = WhatHappenedView(app, player, episode.play)
    app.replace(happened)
    for at in range(len(happened.events)):
        happened.show(at)
        yield _shot(app, f"{story.id}-what-happened-{at:02d}", story.id)
    app.pop()


def _shot(app: App, name: str, group: str = SCREENS) -> Shot:
    def picture() -> pygame.Surface:
        surface = pygame.Surface(app.ui.size)
        app.draw(surface)
        return surface

    return Shot(name, group, lambda: Drawing(app.placed(app.views[-1]), app.ui, picture))


def lines(app: App, story: Story) -> Iterator[Shot]:
    """Draw every text that a story shows, as wide as its place allows.

    Args:
        app: a game in the language to look at.
        story: whose texts.

    Yields:
        The texts in the order of the file, named by scene, step and number.
    """
    for scene in story.scenes.values():
        drawn = _Drawn(app, story, scene.id)
        texts = [
            (number, make)
            for number, step in enumerate(scene.steps, 1)
            for make in drawn.step(step)
        ]
        for at, (number, make) in enumerate(texts, 1):
            name = f"{story.id}/{scene.id}-{number:02d}-{at:03d}"
            yield Shot(name, story.id, partial(_alone, app, make))


def quick_lines(app: App) -> Iterator[Shot]:
    """Draw every message of Quick Eyes with its explanation, as wide as its place allows.

    Args:
        app: a game in the language to look at.

    Yields:
        The texts in the order of the file, named by form, message and number.
    """
    for form in app.library.quick_eyes.forms.values():
        for item in form.items:
            message = Message(form.id, item)
            texts = (partial(_quick_bubble, app, message), partial(_quick_card, app, message))
            for at, make in enumerate(texts, 1):
                name = f"{QUICK_EYES}/{form.id}-{item.id}-{at}"
                yield Shot(name, QUICK_EYES, partial(_alone, app, make))


def _quick_bubble(app: App, message: Message) -> Widget:
    text = message.say(app.ui, message.item.message)
    return Limit(Bubble(Text(text, _BUBBLE_TEXT), app.ui.theme.card), _BUBBLE)


def _quick_card(app: App, message: Message) -> Widget:
    return _card(message.say(app.ui, message.item.because))


class _Drawn:
    """The widgets in which the texts of one scene are shown, each made when it is asked for."""

    def __init__(self, app: App, story: Story, scene: str) -> None:
        self._app = app
        self._story = story
        self._scene = scene

    def step(self, step: Step) -> Iterator[Callable[[], Widget]]:
        """Say for each text of a step how it is shown."""
        if isinstance(step, Choose):
            for option in step.options:
                make = partial(self._bubble, own=True) if option.say else self._card
                yield partial(make, option.text)
        elif isinstance(step, End):
            for text in (step.title, step.text, step.comfort):
                if text:
                    yield partial(self._card, text)
        elif isinstance(step, Told):
            yield partial(self._told, step)
        if isinstance(step, Line) and step.because:
            yield partial(self._card, step.because)

    def _told(self, step: Told) -> Widget:
        if isinstance(step, Narrate):
            card = narration(self._app.ui, self._app.library.common, step, self._say(step.text))
            return Limit(card, _PANEL)
        if isinstance(step, Line):
            return self._bubble(step.text, writer=step)
        if isinstance(step, LeadLine):
            return self._bubble(step.text, own=True)
        return self._card(step.text)

    def _say(self, text: str) -> str:
        return self._app.ui.words.text(self._story.id, f"scene/{self._scene}", text)

    def _bubble(self, text: str, *, own: bool = False, writer: Line | None = None) -> Widget:
        theme = self._app.ui.theme
        fill = theme.own_bubble if own else theme.card
        said: Widget = Text(self._say(text), _BUBBLE_TEXT)
        if writer is not None and writer.group is not None:
            chats = Chats(self._app.ui, self._story, self._app.library.common)
            said = with_name(chats, writer, said, chats.writer(writer.contact))
        return Limit(Bubble(said, fill, own=own), _BUBBLE)

    def _card(self, text: str) -> Widget:
        return _card(self._say(text))


def _card(text: str) -> Widget:
    return Limit(Card(Text(text, 21), "card"), _PANEL)


def _alone(app: App, make: Callable[[], Widget]) -> Drawing:
    """Lay a widget out by itself, on the ground of the phone."""
    ui = app.ui
    margin = ui.px(20)
    ui.forget_sizes()
    widget = make()
    width, height = ui.measure(widget, ui.px(_PANEL))
    placed = Placed()
    widget.place(ui, pygame.Rect(margin, margin, width, height), placed)

    def picture() -> pygame.Surface:
        surface = pygame.Surface((width + 2 * margin, height + 2 * margin))
        surface.fill(ui.theme.phone)
        placed.draw(surface, ui)
        return surface

    return Drawing(placed, ui, picture)
