"""Say in a language what people and tricks are called."""

from game.language.catalogs import Words
from game.story.load import Common
from game.story.model import Contact, Story


def contact_name(words: Words, common: Common, story: Story, contact: Contact) -> str:
    """Say what somebody is called in the lead's phone.

    Args:
        words: the texts of the language.
        common: what all stories share.
        story: where they write.
        contact: who.
    """
    person = common.cast.get(contact.id)
    if person is not None and person.name == contact.name:
        return words.text("common", f"cast/{person.id}", person.name)
    return words.text(story.id, f"contact/{contact.id}", contact.name)


def trick_name(words: Words, common: Common, trick: str) -> str:
    """Say what a trick is called.

    Args:
        words: the texts of the language.
        common: what all stories share.
        trick: its id.
    """
    return words.text("common", f"trick/{trick}", common.tricks[trick].name)


def whom_names(words: Words) -> dict[str, str]:
    """Name those whom one can tell.

    Args:
        words: the texts of the language.
    """
    t = words.t
    return {
        "parent": t("whom", "Mother or father"),
        "family": t("whom", "Someone in the family"),
        "teacher": t("whom", "A teacher"),
        "friends-parent": t("whom", "A friend's mother or father"),
        "helpline": t("whom", "A helpline"),
        "police": t("whom", "The police"),
        "friend": t("whom", "A friend"),
    }
