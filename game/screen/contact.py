"""A contact's card: what the lead knows about someone, and what not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Card, Column, Grow, Picture, Row, Text, Widget
from game.story.load import Common
from game.story.model import Contact, Story

if TYPE_CHECKING:
    from game.screen.app import App


class ContactView(View):
    """The card of one contact."""

    overlay = True

    def __init__(self, app: "App", story: Story, contact: Contact) -> None:
        super().__init__(app)
        self._common = app.library.common
        self._story = story
        self._contact = contact

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the picture, what is known and what is not."""
        who = self._contact
        head = Row(
            [
                Picture(avatar(ui, who), 96, 96),
                Column(
                    [
                        Text(contact_name(ui, self._story, self._common, who), 30, bold=True),
                        Text(_relation(ui, who), 20),
                    ],
                    gap=2,
                ),
            ],
            gap=20,
        )
        body: list[Widget] = [head]
        body += self._facts(ui, ui.t("contact", "What we know"), who.known, "mint", "check")
        body += self._facts(
            ui, ui.t("contact", "What we do not know"), who.unknown, "sun", "question"
        )
        close = main_button("close", self.escape, ui.t("contact", "Back to the chat"), "back")
        foot = Row([Grow(), close])
        return dialog(ui, "contact", ui.t("contact", "Who is this?"), body, foot)

    def _facts(
        self, ui: Ui, title: str, facts: Sequence[str], look: str, sign: str
    ) -> list[Widget]:
        if not facts:
            return []
        context = f"contact/{self._contact.id}"
        rows: list[Widget] = [
            Row(
                [
                    Picture(f"icons/{sign}", 20, 20),
                    Grow(Text(ui.words.text(self._story.id, context, f))),
                ]
            )
            for f in facts
        ]
        return [Card(Column([Text(title, 20, bold=True), *rows], gap=8), look)]

    def default(self) -> None:
        """Close."""
        self.escape()


def contact_name(ui: Ui, story: Story, common: Common, contact: Contact) -> str:
    """Say a contact's name in the player's language."""
    person = common.cast.get(contact.id)
    if person is not None and person.name == contact.name:
        return ui.words.text("common", f"cast/{person.id}", person.name)
    return ui.words.text(story.id, f"contact/{contact.id}", contact.name)


def avatar(ui: Ui, contact: Contact) -> str:
    """Name the drawing of a contact's round picture."""
    name = f"avatars/{contact.picture}"
    return name if ui.art.has(name) else "avatars/generic"


def _relation(ui: Ui, contact: Contact) -> str:
    return {
        "stranger": ui.t("contact", "Someone from the internet"),
        "known-adult": ui.t("contact", "A grown-up we know"),
        "peer": ui.t("contact", "Someone our age we know"),
        "family": ui.t("contact", "Family"),
    }[contact.relation]
