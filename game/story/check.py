"""Check stories, what they share, and Quick Eyes, against the rules."""

from collections.abc import Iterator, Sequence

from game.story.explore import TooManyStatesError, walk
from game.story.findings import Finding
from game.story.load import Common
from game.story.model import Place, QuickEyes, Story
from game.story.paths import Paths
from game.story.rules import RULES
from game.story.rules.flow import too_many_states
from game.story.rules.quick_eyes import QUICK_FINDERS, AboutQuickEyes, quick_texts
from game.story.rules.rule import About, Noticed
from game.story.rules.shape import long_texts, placeholders
from game.story.vocabulary import Avoided, uses


def check_story(story: Story, avoided: Sequence[Avoided]) -> list[Finding]:
    """Check a story against all rules that a program can know.

    Args:
        story: a story that the loader found good.
        avoided: words that no English text should have.

    Returns:
        What is wrong, in the order of the file.
    """
    try:
        walked = walk(story)
    except TooManyStatesError as error:
        return [Finding(story.place, too_many_states(error), "too-many-states")]
    about = About(story, Paths(walked), avoided)
    found = [
        Finding(place, message, rule.name)
        for rule in RULES
        if rule.find is not None
        for place, message in rule.find(about)
    ]
    return sorted(found, key=lambda finding: (finding.place.line, finding.place.column))


def check_common(common: Common, avoided: Sequence[Avoided]) -> Iterator[Finding]:
    """Look for words to avoid in what all stories share."""
    for place, text in _common_texts(common):
        for said in uses(text, avoided):
            yield Finding(place, said, "avoided-word")


def check_quick_eyes(
    quick_eyes: QuickEyes, common: Common, stories: Sequence[Story], avoided: Sequence[Avoided]
) -> list[Finding]:
    """Check the forms of Quick Eyes against the rules about them and about their texts.

    Args:
        quick_eyes: forms that the loader found good; without forms nothing is found.
        common: what all stories share.
        stories: the stories whose messages must not be met in Quick Eyes.
        avoided: words that no English text should have.

    Returns:
        What is wrong, in the order of the file.
    """
    if not quick_eyes.forms:
        return []
    about = AboutQuickEyes(quick_eyes, common.tricks, stories)
    noticed = {name: find(about) for name, find in QUICK_FINDERS}
    noticed["long-text"] = long_texts(quick_texts(quick_eyes))
    noticed["placeholder"] = placeholders(quick_texts(quick_eyes))
    noticed["avoided-word"] = _avoided_in_quick_eyes(quick_eyes, avoided)
    found = [
        Finding(place, message, name) for name, found in noticed.items() for place, message in found
    ]
    return sorted(found, key=lambda finding: (finding.place.line, finding.place.column))


def _avoided_in_quick_eyes(quick_eyes: QuickEyes, avoided: Sequence[Avoided]) -> Noticed:
    for place, _, text in quick_texts(quick_eyes):
        for said in uses(text, avoided):
            yield place, said
    for item in quick_eyes.items.values():
        for said in uses(item.note or "", avoided, adults=True):
            yield item.place, said


def _common_texts(common: Common) -> Iterator[tuple[Place, str]]:
    for trick in common.tricks.values():
        for text in (trick.name, trick.what, trick.how, trick.why, trick.you_can):
            yield trick.place, text
    for person in common.cast.values():
        yield person.place, person.about
    for line in common.help.lines:
        yield line.place, line.note
    for text in (*common.help.words, *common.help.people):
        yield common.help.lines[0].place, text
