"""Names and texts that all stories share, in the player's language."""

from game.screen.ui import Ui
from game.story.load import Common
from game.story.model import Person


def person_name(ui: Ui, person: Person) -> str:
    """Say what somebody is called."""
    return ui.words.text("common", f"cast/{person.id}", person.name)


def trick_name(ui: Ui, common: Common, trick: str) -> str:
    """Say what a trick is called."""
    return trick_text(ui, trick, common.tricks[trick].name)


def trick_text(ui: Ui, trick: str, text: str) -> str:
    """Say one of the texts about a trick."""
    return ui.words.text("common", f"trick/{trick}", text)
