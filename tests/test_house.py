"""The house rules that a program can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "check",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    ],
    ids=" ".join,
)
def test_the_source_is_clean(check: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", ["story", "learning", "language", "maps"])
def test_what_a_story_is_does_not_depend_on_how_it_is_drawn(package: str) -> None:
    for file in (ROOT / "game" / package).glob("*.py"):
        source = file.read_text(encoding="utf-8")
        assert not re.search(r"(?m)^\s*(import|from) (pygame|game\.screen)", source), file


def test_views_know_nothing_of_sql() -> None:
    for file in (ROOT / "game" / "screen").glob("*.py"):
        assert "sqlite3" not in file.read_text(encoding="utf-8"), file


def test_a_story_knows_nothing_of_what_is_learned() -> None:
    for file in (ROOT / "game" / "story").glob("*.py"):
        assert "game.learning" not in file.read_text(encoding="utf-8"), file
