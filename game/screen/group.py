"""A group's card: who is in the chat, and what the lead knows about it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.screen.chats import Chats
from game.screen.contact import ContactView, facts_card, relation
from game.screen.judging import answer_columns, numbered_answer
from game.screen.names import person_name
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Column, Grid, Grow, Picture, Row, Text, Widget
from game.story.model import Contact, Group, Story

if TYPE_CHECKING:
    from game.screen.app import App

_WIDTH = 860


class GroupView(View):
    """The card of one group, from which the card of each member can be opened."""

    overlay = True

    def __init__(self, app: "App", story: Story, group: Group) -> None:
        super().__init__(app)
        self._common = app.library.common
        self._story = story
        self._group = group

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the picture, the members, what is known and what is not."""
        chats = Chats(ui, self._story, self._common)
        group = self._group
        lead = person_name(ui, self._story.lead)
        who = [
            Text(ui.t("contact", "Who is in this chat?"), 22),
            Text(ui.t("contact", "{name} reads and writes here, too", name=lead), 16),
        ]
        head = Row([Picture(chats.picture(group.id), 56, 56), Grow(Column(who, gap=0))], gap=16)
        members = [
            self._member(ui, chats, number, self._story.contacts[member])
            for number, member in enumerate(group.members, 1)
        ]
        body: list[Widget] = [head, Grid(answer_columns(ui), members, gap=12)]
        for title, facts, look, sign in (
            (ui.t("contact", "What we know"), group.known, "mint", "check"),
            (ui.t("contact", "What we do not know"), group.unknown, "sun", "question"),
        ):
            if facts:
                body.append(facts_card(title, chats.facts(group, facts), look, sign))
        close = main_button("close", self.escape, ui.t("contact", "Back to the chat"), "back")
        return dialog(ui, "group", chats.name(group.id), body, Row([Grow(), close]), _WIDTH)

    def _member(self, ui: Ui, chats: Chats, number: int, contact: Contact) -> Widget:
        name = chats.writer(contact.id)
        child = _person(chats.writer_picture(contact.id), name, relation(ui, contact))
        return numbered_answer(number, partial(self._open, contact), name, child)

    def _open(self, contact: Contact) -> None:
        self.app.push(ContactView(self.app, self._story, contact, in_group=True))

    def default(self) -> None:
        """Close."""
        self.escape()


def _person(picture: str, name: str, who: str) -> Widget:
    said = Column([Text(name, 20, bold=True), Text(who, 16)], gap=0)
    return Row([Picture(picture, 44, 44), Grow(said)], gap=12)
