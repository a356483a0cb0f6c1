"""The rules that `sarika check` knows: each with a number that is never given to another rule.

The shape of files is checked by the loader, the ways through stories by `flow`, what protects
children by `safeguards`, the forms of Quick Eyes by `quick_eyes`, and translations by
`game.language.checks`. Examples are read by authors and run as tests: what is missing in an example
is filled in from a small good story, or from small good forms.
"""

from game.story.rules.catalogs import CATALOG_RULES
from game.story.rules.flow import FLOW_RULES
from game.story.rules.quick_eyes import QUICK_EYES_RULES
from game.story.rules.rule import Rule
from game.story.rules.safeguards import SAFEGUARD_RULES
from game.story.rules.shape import SHAPE_RULES
from game.story.rules.transcripts import TRANSCRIPT_RULES

__all__ = ["BY_CODE", "BY_NAME", "GROUPS", "RULES", "Rule"]

GROUPS: dict[str, tuple[Rule, ...]] = {
    "Shape: can the file be read?": SHAPE_RULES,
    "Flow: where do the ways lead?": FLOW_RULES,
    "Safeguards: is it good for children?": SAFEGUARD_RULES,
    "Catalogs: do translations keep what they must?": CATALOG_RULES,
    "Transcripts: does a play go as somebody wrote it down?": TRANSCRIPT_RULES,
    "Quick Eyes: do its forms measure the same?": QUICK_EYES_RULES,
}
RULES: tuple[Rule, ...] = tuple(rule for group in GROUPS.values() for rule in group)
BY_NAME = {rule.name: rule for rule in RULES}
BY_CODE = {rule.code: rule for rule in RULES}
