"""An episode in adult view: tricks are named as they come, and every branch can be jumped to.

Nothing of it goes to the records: an adult who looks is no player.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.screen.contact import ContactView
from game.screen.group import GroupView
from game.screen.painting import painting
from game.screen.phone import Phone, Touch
from game.screen.training_panel import AdultPanel
from game.screen.training_seen import Seen
from game.screen.ui import Ui
from game.screen.view import Piece, View, bar, main_button, panel
from game.screen.widgets import Button, Card, Text, Widget
from game.story.asides import asides
from game.story.jumps import Jumps
from game.story.model import LeadLine, Line, Option, TimeMark
from game.story.paths import onward
from game.story.playthrough import Choosing, Ended, Judged, Over, Playthrough, Shown

if TYPE_CHECKING:
    from game.screen.app import App

_SECONDS_SLIDING = 0.3


class AdultEpisodeView(View):
    """The phone on the left, on the right what adults should know about what is on it.

    Args:
        play: where it begins.
        jumps: the ways to all places of the story.
        seen: what was seen of the story so far.
    """

    def __init__(self, app: "App", play: Playthrough, jumps: Jumps, seen: Seen) -> None:
        super().__init__(app)
        self.seen = seen
        # The tricks about which everything is shown: at first those that are new.
        self.opened: set[str] = set()
        self.looked_at: Shown | None = None
        self.play = play
        self.chat = next(iter(play.story.contacts))
        self._arrived = 0.0
        self._newest: Shown | None = None
        self._met: set[str] = set()
        self._jumps = jumps
        self.go_to(play)

    # Drawing

    @property
    def background(self) -> str:
        """Name the painting behind the phone: where the story is at the moment."""
        return painting(self.play)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the phone on the left, the panel on the right."""
        title = ui.words.text(self.play.story.id, "story", self.play.story.title)
        left: list[Widget] = [
            Button("back", self.escape, ui.t("bar", "Back"), "back"),
            Button("scenes", self.show_scenes, ui.t("training", "All scenes"), "menu"),
            *self._again(ui),
            Card(Text(title, 19, bold=True), "plain", (20, 11)),
        ]
        spread = (ui.width - 1280) / 2
        x = 586 + spread * 0.6
        place = ui.rect(x, 84, ui.width - x - 40, ui.height - 108)
        phone = self._phone(ui).pieces(ui, 60 + spread * 0.6)
        body = AdultPanel(self).body(ui)
        return [bar(ui, self.app, left), *phone, *panel(ui, "adult", place, body, self._foot(ui))]

    def _phone(self, ui: Ui) -> Phone:
        looked_at = self.looked_at
        item = (looked_at.scene, looked_at.step.item) if looked_at is not None else None
        return Phone(
            self.play.story,
            self.app.library.common,
            self.chat,
            self.play.log,
            self._marks(),
            None,
            None,
            item,
            self._arrived,
            Touch(self.look_at, self._card, self.default, self.open_chat),
            Text(
                ui.t("training", "Tap a message to read about it again."),
                17,
                ui.theme.soft,
                align="center",
            ),
        )

    def _marks(self) -> dict[tuple[str, str], Judged]:
        """Mark every message that is explained, as if it had been judged."""
        return {
            (entry.scene, line.item): Judged(
                entry.scene, line.item, "okay", None, asked=False, practice=True
            )
            for entry in self.play.log
            if isinstance(entry, Shown) and isinstance(line := entry.step, Line)
            if line.tricks or line.because
        }

    def _again(self, ui: Ui) -> list[Widget]:
        if not self.play.choices:
            return []
        again = ui.t("training", "Back to the last choice")
        return [Button("again", self.try_another, again, "replay")]

    def _foot(self, ui: Ui) -> Widget | None:
        if self.looked_at is not None:
            return main_button("next", self.default, ui.t("episode", "Next"), "forward")
        if isinstance(self.play.now, Over):
            check = ui.t("training", "Self-check")
            return main_button("check", self.default, check, "question")
        return None

    # What an adult does

    def go_to(self, play: Playthrough) -> None:
        """Go on from another place of the story."""
        self.play = play
        self._met = _tricks_met(play)
        self.opened = set()
        self._advance()

    def default(self) -> None:
        """Go on to the next thing that is worth a look."""
        self.app.follow_again(f"chat-{self.chat}")
        if self.looked_at is not None and self.looked_at is self._newest:
            self._advance()
        elif self.looked_at is not None:
            self.looked_at = self._newest
            self._arrive()
        elif isinstance(self.play.now, Over):
            self._check()

    def pressed(self, key: int) -> bool:
        """Take the keys of an episode."""
        if key == pygame.KSCAN_RIGHT and not self.at_a_button:
            self.default()
            return True
        return False

    @property
    def options(self) -> tuple[Option, ...]:
        """Give what is on offer; nothing where no choice is open."""
        return self.play.now.options if isinstance(self.play.now, Choosing) else ()

    def escape(self) -> None:
        """Stop reading back, else leave the episode."""
        if self.looked_at is self._newest:
            self.app.pop()
        else:
            self.default()

    def choose(self, option: str) -> None:
        """Take an option, and go on from there."""
        self.play = self.play.choose(option)
        self.app.sounds.play("send")
        self._advance()

    def try_another(self) -> None:
        """Go back to the last choice."""
        self.go_to(self.play.back_to(len(self.play.choices) - 1))

    def look_at(self, scene: str, item: str) -> None:
        """Read about a message of the chat again."""
        shown = (entry for entry in self.play.log if isinstance(entry, Shown))
        self.looked_at = next(e for e in shown if (e.scene, e.step.item) == (scene, item))
        self.opened = set()
        self._show()

    def open_trick(self, trick: str) -> None:
        """Show everything about a trick, or only its name."""
        self.opened ^= {trick}
        self.app.refresh()

    def open_chat(self, chat: str) -> None:
        """Show another chat of the phone."""
        self.chat = chat
        self.app.refresh()

    def show_scenes(self) -> None:
        """Show all scenes, to jump to one of them."""
        from game.screen.training_scenes import ScenesView

        def go_to(play: Playthrough) -> None:
            self.app.pop()
            self.go_to(play)

        self.app.push(ScenesView(self.app, self._jumps, self.seen, go_to))

    def _check(self) -> None:
        from game.screen.training_check import SelfCheckView

        self.app.replace(SelfCheckView(self.app, self.play.story))

    def _card(self) -> None:
        story = self.play.story
        group = story.groups.get(self.chat)
        if group is not None:
            self.app.push(GroupView(self.app, story, group))
        else:
            self.app.push(ContactView(self.app, story, story.contacts[self.chat]))

    # How it goes on

    def _advance(self) -> None:
        """Show things until one of them is worth a look, or a choice or the ending is reached."""
        self._newest = None
        while self._newest is None and not isinstance(self.play.now, (Choosing, Over)):
            self.play = onward(self.play)
            newest = self.play.log[-1]
            if isinstance(newest, Shown) and self._worth_a_look(newest):
                self._newest = newest
        self.looked_at = self._newest
        self._arrive()

    def _worth_a_look(self, shown: Shown) -> bool:
        """Say whether there is more to it than the phone shows."""
        if not isinstance(shown.step, (LeadLine, TimeMark)) or shown.step.note:
            return True
        scene = self.play.story.scenes[shown.scene]
        return any(asides(scene, shown.step, self.play.variables))

    def _arrive(self) -> None:
        """Show what is new: its chat, and all about the tricks in it that were not met before."""
        self.seen.add(self.play)
        step = self.looked_at.step if self.looked_at is not None else None
        if isinstance(step, Line):
            self.opened = {trick for trick in step.tricks if trick not in self._met}
            self._met |= set(step.tricks)
        chats = [e.chat for e in self.play.log if not isinstance(e, (Judged, Ended)) and e.chat]
        self.chat = chats[-1] if chats else next(iter(self.play.story.contacts))
        self._arrived = self.app.now
        self.app.move_for(_SECONDS_SLIDING)
        self._show()

    def _show(self) -> None:
        self.app.ui.scrolls.pop("adult", None)
        self.app.refresh()


def _tricks_met(play: Playthrough) -> set[str]:
    steps = [entry.step for entry in play.log if isinstance(entry, Shown)]
    return {trick for step in steps if isinstance(step, Line) for trick in step.tricks}
