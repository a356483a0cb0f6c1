"""Chats by their ids, of one contact or of a group: their names, and who writes in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.screen.contact import avatar, contact_name
from game.screen.names import person_name
from game.screen.theme import Colour
from game.screen.ui import Ui
from game.story.load import Common
from game.story.model import Group, Line, Story
from game.story.playthrough import Entry, Shown


@dataclass(frozen=True, slots=True)
class Chats:
    """The chats of a story, in the player's language.

    Args:
        ui: the surroundings.
        story: whose chats.
        common: has the cast.
    """

    ui: Ui
    story: Story
    common: Common

    def group(self, chat: str) -> Group | None:
        """Give the group of a chat, or nothing where it is of one contact."""
        return self.story.groups.get(chat)

    def name(self, chat: str) -> str:
        """Say what a chat is called."""
        group = self.group(chat)
        if group is not None:
            return self._about(group, group.name)
        return self.writer(chat)

    def picture(self, chat: str) -> str:
        """Name the round drawing of a chat."""
        return avatar(self.ui, self.group(chat) or self.story.contacts[chat])

    def below(self, chat: str) -> str:
        """Say what stands below the name of a chat: who is in it, or what is known first."""
        group = self.group(chat)
        if group is not None:
            lead = person_name(self.ui, self.story.lead)
            return ", ".join([*map(self.writer, group.members), lead])
        known = self.story.contacts[chat].known
        return self.ui.words.text(self.story.id, f"contact/{chat}", known[0]) if known else ""

    def facts(self, group: Group, facts: Sequence[str]) -> list[str]:
        """Say some of what is known, or not known, about a group."""
        return [self._about(group, fact) for fact in facts]

    def writer(self, contact: str) -> str:
        """Say what a contact is called."""
        return contact_name(self.ui, self.story, self.common, self.story.contacts[contact])

    def writer_picture(self, contact: str) -> str:
        """Name the round drawing of a contact."""
        return avatar(self.ui, self.story.contacts[contact])

    def colour(self, line: Line) -> Colour:
        """Choose the colour of a writer's name in a group: another one for each member."""
        members = self.story.groups[line.chat].members
        colours = self.ui.theme.writers
        return colours[members.index(line.contact) % len(colours)]

    def wrote(self, chat: str, entries: Sequence[Entry]) -> tuple[str, str | None]:
        """Say who wrote last in a chat, and in which group.

        Args:
            chat: where somebody has written.
            entries: the log of the episode so far.

        Returns:
            The name of the writer; and of the group, or None where it is no group.
        """
        if self.group(chat) is None:
            return self.writer(chat), None
        steps = (e.step for e in reversed(entries) if isinstance(e, Shown) and e.chat == chat)
        newest = next(step for step in steps if isinstance(step, Line))
        return self.writer(newest.contact), self.name(chat)

    def _about(self, group: Group, text: str) -> str:
        return self.ui.words.text(self.story.id, f"group/{group.id}", text)
