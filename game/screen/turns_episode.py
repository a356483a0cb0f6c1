"""An episode that several play by turns: who answers, handing over, what happened for all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.learning.counts import Play
from game.learning.events import happenings
from game.learning.store import Player, Ticket
from game.learning.turns import Turns, answered, shared
from game.screen.episode import EpisodeView
from game.screen.turns import HandOverView, WhoseView, all_card, keep_known, turn_card
from game.screen.ui import Ui
from game.screen.what_happened import WhatHappenedView
from game.screen.widgets import Widget
from game.story.model import End, Story
from game.story.playthrough import Entry, Over, Playthrough, Reading

if TYPE_CHECKING:
    from game.screen.app import App


class TurnsEpisodeView(EpisodeView):
    """One play of a story by turns.

    Args:
        players: who plays, in whatever order.
        play: where it begins or goes on.
        turns: the records it is written into, in the order of the turns.
    """

    def __init__(
        self, app: "App", players: Sequence[Player], play: Playthrough, turns: Turns
    ) -> None:
        of_id = {player.id: player for player in players}
        self.players = tuple(of_id[one.player] for one in turns.players)
        super().__init__(app, self.players[0], play, turns.table)
        self._turns = turns
        # How many questions were answered when it was last said whose turn it is.
        self._said = answered(play.log)

    @classmethod
    def begin_together(
        cls, app: "App", players: Sequence[Player], story: Story, *, resume: bool
    ) -> "TurnsEpisodeView":
        """Begin an episode, or go on where these players stopped, with the same turn.

        Args:
            app: the game.
            players: who plays, in the order of their turns if it begins.
            story: the episode.
            resume: whether to go on with the unfinished play.

        Returns:
            The view; what had been shown is there again.
        """
        if resume:
            left = app.store.turns_left(players)
            kept = next(one for one in left if one.unfinished.story == story.id)
            play, whole = Playthrough.replay(story, kept.unfinished.moves)
            if whole:
                return cls(app, players, play, kept.turns)
        turns = app.store.begin_turns(players, story.id, story.version)
        return cls(app, players, Playthrough.begin(story), turns)

    @property
    def turn(self) -> Player:
        """Say whose turn it is: who answers the next question."""
        return self.players[answered(self.play.log) % len(self.players)]

    def above(self, ui: Ui) -> Widget:
        """Say whose turn it is, or that something is for all."""
        if self._turns.practice:
            return all_card(self.players, ui.t("turns", "Try it together"))
        if self.explaining or self._near_the_end():
            return all_card(self.players, ui.t("turns", "For all of you"))
        return turn_card(ui, self.turn)

    # What players do

    def close_explanation(self) -> None:
        """Go on after an explanation; if somebody has just answered, with the next one's turn."""
        super().close_explanation()
        self._hand_over()

    def choose(self, option: str) -> None:
        """Do what the player chose for the lead, and hand over."""
        super().choose(option)
        self._hand_over()

    def see_what_happened(self) -> None:
        """Show the episode again, as a line of events, for all."""
        self.app.replace(TableHappenedView(self.app, self.players, self.play))

    def _hand_over(self) -> None:
        given = answered(self.play.log)
        if given != self._said and not self._turns.practice and not self._near_the_end():
            self.app.push(HandOverView(self.app, self.turn))
        self._said = given

    def _near_the_end(self) -> bool:
        """Say whether no question can come any more."""
        now = self.play.now
        return isinstance(now, Over) or (isinstance(now, Reading) and isinstance(now.coming, End))

    # How it is recorded

    def _write(self, play: Playthrough, entries: Sequence[Entry]) -> Ticket:
        before = answered(play.log) - answered(entries)
        rows = shared(self._turns, happenings(play, entries), before)
        return self.app.store.record_together(rows)

    def _begin_record(self, story: Story) -> Play:
        self._turns = self.app.store.begin_turns(
            self.players, story.id, story.version, practice=self._turns.practice
        )
        return self._turns.table

    def _take_over(self) -> None:
        keep_known(self.app, self.players)

    def _begun_again(self) -> EpisodeView:
        return TurnsEpisodeView.begin_together(self.app, self.players, self.story, resume=False)


class TableHappenedView(WhatHappenedView):
    """What happened in an episode that several played by turns.

    Args:
        players: who played, in the order of their turns.
        play: an episode that has ended.
    """

    def __init__(self, app: "App", players: Sequence[Player], play: Playthrough) -> None:
        super().__init__(app, players[0], play)
        self._players = tuple(players)

    def practice(self, play: Playthrough) -> EpisodeView:
        """Begin the practice in which all try something else together; it is nobody's turn."""
        story = play.story
        turns = self.app.store.begin_turns(self._players, story.id, story.version, practice=True)
        return TurnsEpisodeView(self.app, self._players, play, turns)

    def notebook(self, ui: Ui) -> str:
        """Say what the button says that leads to the notebooks."""
        return ui.t("turns", "Our notebooks")

    def open_notebook(self) -> None:
        """Ask whose notebook to read."""
        self.app.push(WhoseView(self.app, self._players))
