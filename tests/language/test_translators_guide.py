"""What docs/translators.md says is so: its commands, files, catalogs, rules and characters."""

import re
import shlex
from pathlib import Path

import pytest

from game.commands import _parser
from game.language.room import room
from game.places import LOCALES, ROOT
from game.story.rules import BY_CODE, GROUPS

GUIDE = ROOT / "docs" / "translators.md"
TEXT = GUIDE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?:\.venv/bin/|`)?(sarika (?:[a-z-]|--)[^\n`]*)", TEXT)


def test_it_has_at_most_ten_steps() -> None:
    steps = TEXT[TEXT.index("## From ") : TEXT.index("## What there is")]
    assert re.findall(r"^(\d+)\. ", steps, re.MULTILINE) == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize("typed", sorted({it.rstrip() for it in COMMANDS}))
def test_every_command_can_be_typed(typed: str) -> None:
    words = shlex.split(re.sub(r"(\w+)\|[\w|]+", r"\1", typed))[1:]
    if words[0].startswith("--"):
        words = ["play", *words]
    _parser(words[0]).parse_args(_whole(words))


def _whole(words: list[str]) -> list[str]:
    """Give a command that is only named what it needs."""
    return [*words, "lo"] if words == ["languages", "new"] else words + _needed(words)


def _needed(words: list[str]) -> list[str]:
    return ["--out", "pictures"] if words[0] == "preview" and "--out" not in words else []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", TEXT))))
def test_every_link_leads_somewhere(target: str) -> None:
    assert target.startswith("https://") or (GUIDE.parent / target).exists()


def test_every_rule_about_catalogs_is_explained() -> None:
    named = set(re.findall(r"^\| (SA\d+) ", TEXT, re.MULTILINE))
    about = next(rules for group, rules in GROUPS.items() if any(r.code == "SA401" for r in rules))
    assert named >= {rule.code for rule in about}
    assert named <= set(BY_CODE)


def test_the_catalogs_that_it_names_are_there() -> None:
    table = TEXT[TEXT.index("| catalog |") : TEXT.index("In `quick-eyes` each")]
    for domain in re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE):
        assert (LOCALES / "templates" / f"{domain}.pot").is_file()
    for mapping in re.findall(r"-F (locales/[\w-]+\.toml)", TEXT):
        assert (ROOT / mapping).is_file()


def test_the_entry_that_it_explains_is_as_update_writes_it() -> None:
    entry = TEXT[TEXT.index("#. Chat: Vanna") : TEXT.index("| the comment says")]
    catalog = (LOCALES / "th" / "LC_MESSAGES" / "friend-from-the-game.po").read_text("utf-8")
    shown = [line for line in entry.splitlines() if line.startswith(("#.", "msgctxt"))]
    in_order = "\n".join(line for line in catalog.splitlines() if line.startswith(("#.", "msgc")))
    assert "\n".join(shown) in in_order


def test_the_sentence_of_five_people_is_in_the_catalogs() -> None:
    table = TEXT[TEXT.index("| who says") : TEXT.index("- Decide once")]
    rows = re.findall(r"^  \| [^|-]+\| ([^|-]+) \| ([^|-]+) \|$", table, re.MULTILINE)
    assert len(rows) == 5
    for language, said in zip(("th", "km"), zip(*rows, strict=True), strict=True):
        texts = _joined(LOCALES / language / "LC_MESSAGES")
        for sentence in said:
            assert sentence in texts


def _joined(folder: Path) -> str:
    return "".join(file.read_text("utf-8").replace('"\n"', "") for file in folder.glob("*.po"))


def test_room_is_what_it_says() -> None:
    (letters,) = re.findall(r"Room: (\d+) letters\.\n#:", TEXT)
    english = "Our team chat moves to Mango Chat, ok? All of us, Coach too. Mum's phone is full 😭"
    assert room([english]) == int(letters)
