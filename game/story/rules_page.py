"""Write the page about the rules: `python -m game.story.rules_page` writes `docs/rules.md`."""

from game.places import ROOT
from game.story.rules import GROUPS, Rule

PAGE = ROOT / "docs" / "rules.md"
_HEAD = """\
# The rules: for authors

`sarika check` walks every way through every story and tells what breaks these rules, with file,
line and column. `sarika check --explain CODE` prints one of them. Errors end with status 1; with
`--strict` warnings do, too. A number is never given to another rule.

Examples show parts of a file; every one of them is a test of its rule.

This page is made from the rules by `python -m game.story.rules_page`.
"""


def page() -> str:
    """Give the text of the page."""
    parts = [_HEAD]
    for group, rules in GROUPS.items():
        parts.append(f"## {group}\n")
        parts += map(_section, rules)
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    return (
        f"### {rule.code} {rule.name}\n\n{rule.severity.capitalize()}. {rule.why}\n\n"
        f"Not so:\n\n{_block(rule, rule.bad)}\nBut so:\n\n{_block(rule, rule.good)}"
    )


def _block(rule: Rule, example: str) -> str:
    kind = {"catalog": "po", "words": "text"}.get(rule.shown_in, "yaml")
    return f"```{kind}\n{example.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
