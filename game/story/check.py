"""Check stories, and what they share, against the rules."""

from collections.abc import Iterator, Sequence

from game.story.explore import TooManyStatesError, walk
from game.story.findings import Finding
from game.story.load import Common
from game.story.model import Place, Story
from game.story.paths import Paths
from game.story.rules import RULES
from game.story.rules.flow import too_many_states
from game.story.rules.rule import About
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
