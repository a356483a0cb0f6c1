"""The screens of several at one keyboard, in each state, for the pictures of all screens."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.screen.autoplay import Autoplay, state
from game.screen.notebook import NotebookView
from game.screen.turns import HandOverView, LookAwayView, WhoseView
from game.screen.turns_episode import TableHappenedView, TurnsEpisodeView
from game.screen.turns_home import Seat, SeatView, TableHomeView, TableView
from game.screen.view import View
from game.story.model import Story
from game.story.playthrough import Playthrough

if TYPE_CHECKING:
    from game.learning.store import Player
    from game.screen.app import App

_SEED = 7
# Names that are long in one language or another.
_SEATS = (
    Seat("butterfly", "purple", "BCDH"),
    Seat("elephant", "pink", "DHJL"),
    Seat("parrot", "yellow", "HJLM"),
    Seat("gecko", "orange", "JLMP"),
)


def turns_screens(app: "App") -> Iterator[tuple[str, View]]:
    """Make each screen of several at one keyboard.

    Args:
        app: a game; its records get the players.

    Yields:
        The name of a picture and what is on it.
    """
    yield "table-empty", TableView(app)
    yield "table-two", TableView(app, _SEATS[:2])
    yield "table-four", TableView(app, _SEATS)
    seat = SeatView(app, TableView(app, _SEATS[:1]))
    yield "table-seat", seat
    seat.animal, seat.colour = _SEATS[0].animal, _SEATS[0].colour
    yield "table-seat-taken", seat
    players = [app.store.new_player(one.animal, one.colour, one.code) for one in _SEATS]
    yield "table-home-two", TableHomeView(app, players[:2])
    yield "table-home", TableHomeView(app, players)
    for player in players:
        yield f"look-away-{player.animal}", LookAwayView(app, player, app.refresh, app.refresh)
        yield f"hand-over-{player.animal}", HandOverView(app, player)
    yield "whose-notebook", WhoseView(app, players)
    yield "whose-notebook-three", WhoseView(app, players[:3])
    yield "notebook-of-one", NotebookView(app, players[0], alone=False)
    for story in app.library.stories[:1]:
        yield from _episode(app, players, story)


def _episode(app: "App", players: "list[Player]", story: Story) -> Iterator[tuple[str, View]]:
    episode = TurnsEpisodeView.begin_together(app, players, story, resume=False)
    app.rng.seed(_SEED)
    yield "turns-reading", episode
    play = Autoplay(episode, random.Random(_SEED))  # noqa: S311 - the same play every time
    shown = {"reading", "other-chat"}
    while not play.over:
        app.store.flush()
        play.step()
        if isinstance(app.views[-1], HandOverView):
            app.pop()
        now = state(episode)
        if now not in shown:
            shown.add(now)
            yield f"turns-{now}", episode
    app.store.flush()
    happened = TableHappenedView(app, players, episode.play)
    yield "turns-what-happened", happened
    yield "turns-what-if", happened.practice(_back(episode.play))
    yield "table-home-played", TableHomeView(app, players)


def _back(play: Playthrough) -> Playthrough:
    return play.back_to(0) if play.choices else play
