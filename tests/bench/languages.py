"""A project to measure the translator's command with: the game, and one story of 10,000 lines."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from game.language.po_writing import written
from game.language.pofiles import read_catalog
from game.places import ROOT
from tests.story.generated import long_story

_STORY = "scenarios/stories/long.yaml"
_LINES = 10_000
_EVERY = 100
_TEXT = re.compile(r"(?m)^(.*- (?:wolf|think): )(.+)$")


def a_project(folder: Path) -> Path:
    """Copy the game, its stories and its languages.

    Args:
        folder: where to; it must not be there yet.
    """
    ignore = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in ("game", "scenarios", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    return folder


def add_a_story(project: Path) -> None:
    """Put a long story in the place of the others."""
    for story in (project / _STORY).parent.glob("*.yaml"):
        for file in project.glob(f"locales/*/**/{story.stem}.po*"):
            file.unlink()
        story.unlink()
    (project / _STORY).write_text(long_story(_LINES), encoding="utf-8")


def translate(project: Path) -> None:
    """Translate the long story into every language, with as many letters as the English has."""
    for file in project.glob("locales/*/LC_MESSAGES/long.po"):
        catalog = read_catalog(file)
        entries = {
            key: replace(entry, msgstr=("ก" * len(entry.msgid),))
            for key, entry in catalog.entries.items()
        }
        file.write_text(written(replace(catalog, entries=entries)), encoding="utf-8")


def change_a_little(project: Path, number: int) -> None:
    """Change one text in a hundred, each time others.

    Args:
        project: the folder.
        number: which time.
    """
    story = project / _STORY
    at = 0

    def changed(found: re.Match[str]) -> str:
        nonlocal at
        at += 1
        return f"{found[1]}Now {found[2]}" if at % _EVERY == number else found[0]

    story.write_text(_TEXT.sub(changed, story.read_text(encoding="utf-8")), encoding="utf-8")
