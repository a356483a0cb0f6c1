"""Every screen and every line of the game, one after the other, to be looked at."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from game.learning.ids import new_code
from game.learning.rounds import FORMS, Due
from game.learning.store import Player
from game.screen.adults_gallery import adults_screens
from game.screen.app import App
from game.screen.autoplay import Autoplay
from game.screen.contact import ContactView
from game.screen.display import DisplayView
from game.screen.episode import EpisodeView
from game.screen.home import HomeView
from game.screen.menu import MenuView
from game.screen.notebook import NotebookView
from game.screen.panel import narration
from game.screen.paper import draw_page
from game.screen.phone import Bubble, Limit
from game.screen.placed import Placed
from game.screen.quick_eyes import QuickEyesView
from game.screen.title import TitleView
from game.screen.trouble import TroubleView
from game.screen.view import View
from game.screen.what_happened import WhatHappenedView
from game.screen.who import CodeView, WhoView
from game.screen.widgets import Card, Text, Widget
from game.screen.worry import CalmView, WorryView
from game.story.model import Choose, End, LeadLine, Line, Narrate, Step, Story, Told
from game.story.playthrough import Choosing, Over

_SEED = 7
_BUBBLE_TEXT = 19
_BUBBLE = 330
_PANEL = 560


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen, ready to be drawn.

    Args:
        name: of the file, without its ending.
        troubles: what does not fit or lacks a glyph on it.
        page: a picture that is no screen of the game, but kept by it; None for screens.
    """

    name: str
    troubles: tuple[str, ...]
    page: pygame.Surface | None = None


@dataclass(frozen=True, slots=True)
class LineShot:
    """One text of a story in the place it has on the screen.

    Args:
        name: scene and number.
        picture: the text as it is drawn.
        text: in the language that is shown.
        troubles: what does not fit or lacks a glyph in it.
    """

    name: str
    picture: pygame.Surface
    text: str
    troubles: tuple[str, ...]


def screens(app: App) -> Iterator[Shot]:
    """Bring the game to each of its screens.

    Args:
        app: a game that was just started.

    Yields:
        The name and the troubles of the screen that the game shows at this moment.
    """
    rng = random.Random(_SEED)  # noqa: S311 - the same pictures every time
    app.push(TitleView(app))
    yield _shot(app, "title")
    yield from _over(app, "display", DisplayView(app))
    app.show_help()
    yield _shot(app, "help")
    app.pop()
    for name, view in adults_screens(app):
        yield from _over(app, name, view)
    yield from _over(app, "trouble", TroubleView(app, "read-only", lambda: None))
    yield from _over(app, "who", WhoView(app))
    yield from _over(app, "code", CodeView(app))
    player = app.store.new_player("elephant", "blue", new_code(rng, set()))
    yield from _over(app, "notebook-empty", NotebookView(app, player))
    app.home(HomeView(app, player))
    yield _shot(app, "home")
    yield from _quick_eyes(app, player)
    for story in app.library.stories:
        yield from _episode(app, player, story, rng)
    yield from _over(app, "worry", WorryView(app, lambda: None))
    yield from _over(app, "calm", CalmView(app, lambda: None))
    app.home(HomeView(app, player))
    yield _shot(app, "home-played")
    notebook = NotebookView(app, player)
    yield from _over(app, "notebook", notebook)
    page = draw_page(notebook, app, player)
    yield Shot("notebook-page", page.troubles, page.picture)


def _over(app: App, name: str, view: View) -> Iterator[Shot]:
    app.push(view)
    yield _shot(app, name)
    app.pop()


def _quick_eyes(app: App, player: Player) -> Iterator[Shot]:
    """Show every message of every form, judged and explained."""
    for form in FORMS:
        for half in (1, 2):
            view = QuickEyesView.begin(app, player, Due("after", form, half), lambda: None)
            if view is None:
                continue
            app.push(view)
            yield _shot(app, f"quick-eyes-{form}{half}-intro")
            view.default()
            for number in range(1, len(view.messages) + 1):
                name = f"quick-eyes-{form}{half}-{number}"
                yield _shot(app, f"{name}-asking")
                view.hesitate()
                yield _shot(app, f"{name}-naming")
                view.judge("wait", view.tricks()[0])
                yield _shot(app, f"{name}-explained")
                app.store.flush()
                view.default()
            yield _shot(app, f"quick-eyes-{form}{half}-over")
            app.pop()


def _episode(app: App, player: Player, story: Story, rng: random.Random) -> Iterator[Shot]:
    episode = EpisodeView.begin(app, player, story, resume=False)
    app.push(episode)
    yield from _over(
        app, f"{story.id}-contact", ContactView(app, story, story.contacts[episode.chat])
    )
    yield from _over(app, f"{story.id}-menu", MenuView(app, app.pop, app.pop))
    play = Autoplay(episode, rng)
    number = 0
    while not play.over:
        app.store.flush()
        play.step()
        number += 1
        yield _shot(app, f"{story.id}-{number:03d}-{_state(episode)}")
        if _state(episode) == "choosing" and episode.lines():
            episode.pick()
            yield _shot(app, f"{story.id}-{number:03d}-which")
            episode.stop_looking()
    app.store.flush()
    happened = WhatHappenedView(app, player, episode.play)
    app.replace(happened)
    for at in range(len(happened.events)):
        happened.show(at)
        yield _shot(app, f"{story.id}-what-happened-{at:02d}")
    app.pop()


def _state(episode: EpisodeView) -> str:
    if episode.explaining:
        return "explained"
    if episode.judging:
        return "judging"
    if episode.alert:
        return "other-chat"
    if isinstance(episode.play.now, Choosing):
        return "choosing"
    return "over" if isinstance(episode.play.now, Over) else "reading"


def _shot(app: App, name: str) -> Shot:
    return Shot(name, tuple(app.placed(app.views[-1]).all_troubles()))


def lines(app: App, story: Story) -> Iterator[LineShot]:
    """Draw every text that a story shows, as wide as its place allows.

    Args:
        app: a game in the language to look at.
        story: whose texts.

    Yields:
        The texts in the order of the file.
    """
    for scene in story.scenes.values():
        drawn = _Drawn(app, story, scene.id)
        texts = [
            (number, *shown)
            for number, step in enumerate(scene.steps, 1)
            for shown in drawn.step(step)
        ]
        for at, (number, text, widget) in enumerate(texts, 1):
            name = f"{story.id}/{scene.id}-{number:02d}-{at:03d}"
            yield _line_shot(app, name, text, widget)


class _Drawn:
    """The widgets in which the texts of one scene are shown."""

    def __init__(self, app: App, story: Story, scene: str) -> None:
        self._app = app
        self._story = story
        self._scene = scene

    def step(self, step: Step) -> Iterator[tuple[str, Widget]]:
        """Give each text of a step, and how it is shown."""
        if isinstance(step, Choose):
            for option in step.options:
                yield self._bubble(option.text, own=True) if option.say else self._card(option.text)
        elif isinstance(step, End):
            yield from (self._card(t) for t in (step.title, step.text, step.comfort) if t)
        elif isinstance(step, Told):
            yield self._told(step)
        if isinstance(step, Line) and step.because:
            yield self._card(step.because)

    def _told(self, step: Told) -> tuple[str, Widget]:
        if isinstance(step, Narrate):
            said = self._say(step.text)
            card = narration(self._app.ui, self._app.library.common, step, said)
            return said, Limit(card, _PANEL)
        if isinstance(step, (Line, LeadLine)):
            return self._bubble(step.text, own=isinstance(step, LeadLine))
        return self._card(step.text)

    def _say(self, text: str) -> str:
        return self._app.ui.words.text(self._story.id, f"scene/{self._scene}", text)

    def _bubble(self, text: str, *, own: bool) -> tuple[str, Widget]:
        theme = self._app.ui.theme
        said = self._say(text)
        fill = theme.own_bubble if own else theme.card
        return said, Limit(Bubble(Text(said, _BUBBLE_TEXT), fill, own=own), _BUBBLE)

    def _card(self, text: str) -> tuple[str, Widget]:
        said = self._say(text)
        return said, Limit(Card(Text(said, 21), "card"), _PANEL)


def _line_shot(app: App, name: str, text: str, widget: Widget) -> LineShot:
    ui = app.ui
    margin = ui.px(20)
    width, height = widget.measure(ui, ui.px(_PANEL))
    placed = Placed()
    widget.place(ui, pygame.Rect(margin, margin, width, height), placed)
    picture = pygame.Surface((width + 2 * margin, height + 2 * margin))
    picture.fill(ui.theme.phone)
    placed.draw(picture, ui)
    return LineShot(name, picture, text, tuple(placed.all_troubles()))
