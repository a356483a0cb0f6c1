"""A contact's card: what the lead knows about someone, and what not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Card, Column, Grow, Picture, Row, Text, Widget
from game.story.load import Common
from game.story.model import Contact, Group, Story

if TYPE_CHECKING:
    from game.screen.app import App


class ContactView(View):
    """The card of one contact.

    Args:
        story: in whose phone they are.
        contact: who it is.
        in_group: whether the card of a group lies below it, and not the chat.
    """

    overlay = True

    def __init__(
        self, app: "App", story: Story, contact: Contact, *, in_group: bool = False
    ) -> None:
        super().__init__(app)
        self._in_group = in_group
        self._common = app.library.common
        self._story = story
        self._contact = contact

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the picture, what is known and what is not."""
        who = self._contact
        head = Row(
            [
                Picture(avatar(ui, who), 96, 96),
                Grow(
                    Column(
                        [
                            Text(contact_name(ui, self._story, self._common, who), 30, bold=True),
                            Text(relation(ui, who), 20),
                        ],
                        gap=2,
                    )
                ),
            ],
            gap=20,
        )
        body: list[Widget] = [head]
        body += self._facts(ui, ui.t("contact", "What we know"), who.known, "mint", "check")
        body += self._facts(
            ui, ui.t("contact", "What we do not know"), who.unknown, "sun", "question"
        )
        where = ui.t("bar", "Back") if self._in_group else ui.t("contact", "Back to the chat")
        close = main_button("close", self.escape, where, "back")
        foot = Row([Grow(), close])
        return dialog(ui, "contact", ui.t("contact", "Who is this?"), body, foot)

    def _facts(
        self, ui: Ui, title: str, facts: Sequence[str], look: str, sign: str
    ) -> list[Widget]:
        if not facts:
            return []
        context = f"contact/{self._contact.id}"
        said = [ui.words.text(self._story.id, context, fact) for fact in facts]
        return [facts_card(title, said, look, sign)]

    def default(self) -> None:
        """Close."""
        self.escape()


def facts_card(title: str, facts: Sequence[str], look: str, sign: str) -> Widget:
    """Make the card that lists what is known, or not known.

    Args:
        title: above the facts.
        facts: in the player's language.
        look: of the card.
        sign: the icon before each fact.
    """
    rows = [Row([Picture(f"icons/{sign}", 20, 20), Grow(Text(fact))]) for fact in facts]
    return Card(Column([Text(title, 20, bold=True), *rows], gap=8), look)


def contact_name(ui: Ui, story: Story, common: Common, contact: Contact) -> str:
    """Say a contact's name in the player's language."""
    person = common.cast.get(contact.id)
    if person is not None and person.name == contact.name:
        return ui.words.text("common", f"cast/{person.id}", person.name)
    return ui.words.text(story.id, f"contact/{contact.id}", contact.name)


def avatar(ui: Ui, who: Contact | Group) -> str:
    """Name the drawing of the round picture of a contact or a group."""
    name = f"avatars/{who.picture}"
    return name if ui.art.has(name) else "avatars/generic"


def relation(ui: Ui, contact: Contact) -> str:
    """Say how the lead knows a contact."""
    return {
        "stranger": ui.t("contact", "Someone from the internet"),
        "known-adult": ui.t("contact", "A grown-up we know"),
        "peer": ui.t("contact", "Someone our age we know"),
        "family": ui.t("contact", "Family"),
    }[contact.relation]
