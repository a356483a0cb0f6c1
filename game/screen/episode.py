"""An episode: messages come, are looked at and answered; nothing goes on before it is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.learning.counts import Play
from game.learning.events import happenings
from game.learning.store import Player, Ticket
from game.screen.contact import ContactView
from game.screen.group import GroupView
from game.screen.menu import MenuView
from game.screen.painting import painting
from game.screen.panel import Panel
from game.screen.phone import Phone, Touch
from game.screen.trouble import TroubleView
from game.screen.ui import Ui
from game.screen.view import Piece, View
from game.screen.widgets import Widget
from game.story.answers import offered
from game.story.model import LeadLine, Line, Narrate, Story, Think, TimeMark
from game.story.playthrough import (
    Asking,
    Ended,
    Entry,
    Judged,
    Over,
    Playthrough,
    Reading,
    Shown,
    Verdict,
)

if TYPE_CHECKING:
    from game.screen.app import App

# A child of eight reads about two words a second; nobody has to wait: a press shows the next.
_SECONDS_A_LETTER = 0.055
_SECONDS_AT_LEAST = 1.1
_SECONDS_AT_MOST = 6.5
_SECONDS_WRITING = 1.0
_SOON = 0.004

Item = tuple[str, str]


class EpisodeView(View):
    """One play of a story.

    Args:
        player: who plays.
        play: where it begins or goes on.
        record: the record it is written into.
    """

    def __init__(self, app: "App", player: Player, play: Playthrough, record: Play) -> None:
        super().__init__(app)
        self._player = player
        self.play = play
        self.record = record
        self.judging: Item | None = None
        self.explaining: Item | None = None
        self.picking = False
        self.alert: str | None = None
        self.arrived = app.now - 1
        self.chat = self._newest_chat() or next(iter(play.story.contacts))
        self._ticket: Ticket | None = None
        self._wanted = False
        self._writing: Line | None = None
        self._offered: dict[Item, tuple[str, ...]] = {}

    @classmethod
    def begin(cls, app: "App", player: Player, story: Story, *, resume: bool) -> "EpisodeView":
        """Begin an episode, or go on where the player stopped.

        Args:
            app: the game.
            player: who plays.
            story: the episode.
            resume: whether to go on with the unfinished play.

        Returns:
            The view; what had been shown is there again.
        """
        if resume:
            kept = next(u for u in app.store.unfinished(player) if u.story == story.id)
            play, whole = Playthrough.replay(story, kept.moves)
            if whole:
                return cls(app, player, play, kept.play)
        record = app.store.begin(player, story.id, story.version)
        return cls(app, player, Playthrough.begin(story), record)

    # What is there

    @property
    def story(self) -> Story:
        """The story that is played."""
        return self.play.story

    def lines(self) -> list[tuple[str, Line]]:
        """List the messages of the open chat that can be looked at, with their scenes."""
        return [
            (e.scene, e.step)
            for e in self.play.log
            if isinstance(e, Shown) and isinstance(e.step, Line) and e.chat == self.chat
        ]

    def line(self, item: Item) -> Line:
        """Find a message that was shown."""
        lines = (e for e in self.play.log if isinstance(e, Shown))
        return next(
            e.step for e in lines if isinstance(e.step, Line) and (e.scene, e.step.item) == item
        )

    def judged(self) -> dict[Item, Judged]:
        """Give the first judgement of every judged message."""
        found: dict[Item, Judged] = {}
        for entry in self.play.log:
            if isinstance(entry, Judged):
                found.setdefault((entry.scene, entry.item), entry)
        return found

    def answers(self, item: Item) -> tuple[str, ...]:
        """Give the tricks on offer for a message, always the same ones in one play."""
        if item not in self._offered:
            self._offered[item] = offered(self.line(item), self.app.library.common, self.app.rng)
        return self._offered[item]

    # Drawing

    def above(self, ui: Ui) -> Widget | None:  # noqa: ARG002
        """Make what stands above the panel; nothing where one player plays alone."""
        return None

    @property
    def background(self) -> str:
        """Name the painting behind the phone: where the story is at the moment."""
        return painting(self.play)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the phone on the left, the lead and what is asked on the right."""
        spread = (ui.width - 1280) / 2
        phone = Phone(
            self.story,
            self.app.library.common,
            self.chat,
            self.play.log,
            self.judged(),
            self._writing,
            self.alert,
            self.judging or self.explaining,
            self.arrived,
            Touch(self.look_at, self._card, self.pick, self.open_chat),
        )
        top, *panel = Panel(self).pieces(ui, 586 + spread * 0.6)
        return [top, *phone.pieces(ui, 60 + spread * 0.6), *panel]

    def shown(self) -> None:
        """Begin, or go on after a menu or the help page was closed."""
        if self._ticket is not None and self._ticket.error is not None:
            # Somebody may have made room meanwhile: try again what was not written.
            self._ticket = self.app.store.record(self.record, ())
        if not self.play.log:
            self._advance()
        else:
            self._await_question()
            self._plan()

    def take_up(self, story: Story) -> None:
        """Go on with a story whose file has changed: at this message, or else in this scene.

        Args:
            story: the story as it is now.
        """
        play, whole = Playthrough.replay(story, self.play.moves())
        if not whole and self.play.scene in story.scenes:
            play = Playthrough.begin(story, self.play.scene)
        self._record_anew(play)
        self.play = play
        self.judging = self.explaining = self.alert = None
        self.picking = False
        self._writing = None
        self._offered.clear()
        self.chat = self._newest_chat() or next(iter(story.contacts))
        if not play.log:
            self._advance()
        self._await_question()

    # What a player does

    def default(self) -> None:
        """Show the next thing, or close what is open."""
        # Whoever reads back stays there while messages come, until they ask for the next one.
        self.app.follow_again(f"chat-{self.chat}")
        if self.explaining:
            self.close_explanation()
        elif self.alert:
            self.open_chat(self.alert)
        elif isinstance(self.play.now, Over):
            self.see_what_happened()
        elif isinstance(self.play.now, Reading) and not (self.judging or self.picking):
            self._advance()

    def pressed(self, key: int) -> bool:
        """Take the keys of an episode."""
        if key == pygame.KSCAN_S:
            self.pick()
            return True
        if key == pygame.KSCAN_RIGHT and not self.at_a_button:
            self.default()
            return True
        return False

    def escape(self) -> None:
        """Close what is open, else show the menu."""
        if self.explaining:
            self.close_explanation()
        elif (self.judging and not isinstance(self.play.now, Asking)) or self.picking:
            self.stop_looking()
        else:
            self.menu()

    def menu(self) -> None:
        """Show the menu."""
        self.app.push(MenuView(self.app, self._restart, self._leave))

    def pick(self) -> None:
        """Ask which message to look at."""
        if self.lines() and not (self.judging or self.explaining):
            self.picking = not self.picking
            self.app.refresh()

    def look_at(self, scene: str, item: str) -> None:
        """Look closer at one message: judge it, or read its explanation again."""
        judged = (scene, item) in self.judged()
        if self._asked() or (isinstance(self.play.now, Over) and not judged):
            return
        self.picking = False
        if judged:
            self.judging, self.explaining = None, (scene, item)
        else:
            self.judging, self.explaining = (scene, item), None
        self.app.sounds.play("spot")
        self.app.refresh()

    def stop_looking(self) -> None:
        """Go back to the chat without judging."""
        self.judging, self.picking = None, False
        self._plan()
        self.app.refresh()

    def judge(self, verdict: Verdict, trick: str | None) -> None:
        """Say what the message is that is being looked at."""
        item = self.judging
        if item is None:
            return
        self._keep(self.play.judge(*item, verdict, trick))
        self.judging, self.explaining = None, item
        self.app.sounds.play("right")
        self.app.refresh()

    def close_explanation(self) -> None:
        """Go on after an explanation."""
        self.explaining = None
        self._await_question()
        self._plan()
        self.app.refresh()

    def choose(self, option: str) -> None:
        """Do what the player chose for the lead."""
        self._keep(self.play.choose(option))
        self.chat = self._newest_chat() or self.chat
        self.app.follow_again(f"chat-{self.chat}")
        self.arrived = self.app.now
        self.app.move_for(0.3)
        self.app.sounds.play("send")
        self._await_question()
        self._plan()
        self.app.refresh()

    def open_chat(self, chat: str) -> None:
        """Show the chat with another contact, or of a group."""
        self.chat = chat
        if self.alert == chat:
            self.alert = None
        self.picking = False
        self._await_question()
        self._plan()
        self.app.refresh()

    def see_what_happened(self) -> None:
        """Show the episode again, as a line of events."""
        from game.screen.what_happened import WhatHappenedView

        self.app.replace(WhatHappenedView(self.app, self._player, self.play))

    def _asked(self) -> bool:
        return isinstance(self.play.now, Asking) and self.judging is not None

    # How it goes on

    def due(self) -> None:
        """Show what was waited for."""
        if self._wanted:
            self._wanted = False
            self._advance()
        elif self._writing is None and (coming := self._coming_here()) is not None:
            self._writing = coming
            self.app.refresh()
            self.app.call_in(_SECONDS_WRITING)
        else:
            self._advance()

    def _advance(self) -> None:
        if not isinstance(self.play.now, Reading) or self.judging or self.explaining:
            return
        if self._ticket is not None and self._ticket.error is not None:
            self._cannot_save(self._ticket.error.reason)
            return
        if self._ticket is not None and not self._ticket.done:
            # The last answer is not on the disk yet: the next message waits for it.
            self._wanted = True
            self.app.call_in(_SOON)
            return
        self._writing = None
        self._keep(self.play.next())
        while self._is_mark(self.play.log[-1]) and isinstance(self.play.now, Reading):
            self._keep(self.play.next())
        self._arrive(self.play.log[-1])
        self._await_question()
        self._plan()
        self.app.refresh()

    def _arrive(self, newest: Entry) -> None:
        self.arrived = self.app.now
        self.app.move_for(0.3)
        if isinstance(newest, Ended):
            self.app.sounds.play("end")
        if not isinstance(newest, Shown) or newest.chat is None:
            return
        if isinstance(newest.step, Line):
            self.app.sounds.play("message")
        if newest.chat != self.chat:
            if len(self._chats()) == 1 or isinstance(newest.step, LeadLine):
                self.chat = newest.chat
            else:
                self.alert = newest.chat

    def _await_question(self) -> None:
        now = self.play.now
        if isinstance(now, Asking) and not self.alert and not self.explaining:
            self.judging = (now.scene, now.line.item)

    def _plan(self) -> None:
        """Let the next message come by itself after the time it takes to read the last one."""
        self.app.stop_calling()
        busy = self.judging or self.explaining or self.picking or self.alert
        if busy or not self._comes_by_itself() or self.app.ui.settings.wait:
            return
        newest = self.play.log[-1]
        letters = len(newest.step.text) if isinstance(newest, Shown) else 0
        seconds = _SECONDS_AT_LEAST + letters * _SECONDS_A_LETTER
        self.app.call_in(min(seconds, _SECONDS_AT_MOST))

    def _is_mark(self, entry: Entry) -> bool:
        return isinstance(entry, Shown) and isinstance(entry.step, TimeMark)

    def _comes_by_itself(self) -> bool:
        now = self.play.now
        newest = self.play.log[-1]
        # What happens off the phone waits until it was read; a chat does not.
        told = isinstance(newest, Shown) and isinstance(newest.step, Narrate)
        coming = now.coming if isinstance(now, Reading) else None
        return isinstance(coming, (Line, LeadLine, TimeMark, Think)) and not told

    def _coming_here(self) -> Line | None:
        now = self.play.now
        step = now.coming if isinstance(now, Reading) else None
        return step if isinstance(step, Line) and step.chat == self.chat else None

    def _chats(self) -> set[str]:
        return {e.chat for e in self.play.log if isinstance(e, Shown) and e.chat}

    def _newest_chat(self) -> str | None:
        chats = [e.chat for e in self.play.log if not isinstance(e, (Judged, Ended)) and e.chat]
        return chats[-1] if chats else None

    def _keep(self, play: Playthrough) -> None:
        new = play.new_since(self.play)
        self.play = play
        self._ticket = self._write(play, new)

    def _write(self, play: Playthrough, entries: Sequence[Entry]) -> Ticket:
        return self.app.store.record(self.record, happenings(play, entries))

    def _record_anew(self, play: Playthrough) -> None:
        """Begin another record, and write all into it that has happened."""
        self.record = self._begin_record(play.story)
        self._ticket = self._write(play, play.log)

    def _begin_record(self, story: Story) -> Play:
        return self.app.store.begin(
            self._player, story.id, story.version, practice=self.play.practice
        )

    def _cannot_save(self, reason: str) -> None:
        self.app.push(TroubleView(self.app, reason, self._move_to_memory))

    def _move_to_memory(self) -> None:
        """Begin the record anew in memory, so that the episode can still be told at its end."""
        self._take_over()
        self._record_anew(self.play)

    def _take_over(self) -> None:
        self.app.store.take_over(self._player)

    def _card(self) -> None:
        group = self.story.groups.get(self.chat)
        if group is not None:
            self.app.push(GroupView(self.app, self.story, group))
        else:
            self.app.push(ContactView(self.app, self.story, self.story.contacts[self.chat]))

    def _restart(self) -> None:
        self.app.pop()
        self.app.replace(self._begun_again())

    def _begun_again(self) -> "EpisodeView":
        return EpisodeView.begin(self.app, self._player, self.story, resume=False)

    def _leave(self) -> None:
        self.app.pop()
        self.app.pop()
