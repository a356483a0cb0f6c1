"""Check one entry of a catalog: each check is one small function, as in Babel's own checkers."""

import re
from collections.abc import Callable, Iterator
from unicodedata import category, name

from game.language.pofiles import Entry
from game.language.room import room, width
from game.story.wording import quoted

Check = Callable[[Entry], Iterator[str]]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_BOLD = "**"
_WORDS = re.compile(r"[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]{2,}")
_ENDLESS = 10_000  # letters; the longest text of the game has some hundred
# How comments of texts begin that may stay as they are.
_KEPT = ("Source of", "Name of")


def placeholders(entry: Entry) -> Iterator[str]:
    """Find names in braces that a translation lost or invented."""
    wanted = {it for text in entry.sources for it in _PLACEHOLDER.findall(text)}
    for text in entry.translations:
        there = set(_PLACEHOLDER.findall(text))
        for lost in sorted(wanted - there):
            yield f"`{{{lost}}}` is lost in {quoted(text)}. Put it where it belongs"
        for more in sorted(there - wanted):
            yield f"nothing takes the place of `{{{more}}}` in {quoted(text)}. Remove it"


def markup(entry: Entry) -> Iterator[str]:
    """Find bold marks without a partner, tags that would be shown, and ends of lines outside."""
    edges = {(text[:1] == "\n", text[-1:] == "\n") for text in entry.sources}
    tags = {tag for text in entry.sources for tag in _TAG.findall(text)}
    for text in entry.translations:
        if text.count(_BOLD) % 2:
            yield f"`**` begins bold letters in {quoted(text)}, and none ends them. Add one"
        if (text[:1] == "\n", text[-1:] == "\n") not in edges:
            yield f"{quoted(text)} does not begin and end as the English text. Remove the line end"
        for tag in [tag for tag in _TAG.findall(text) if tag not in tags][:1]:
            yield f"{quoted(tag)} would be shown as it is in {quoted(text)}. Remove it"


def endless(entry: Entry) -> Iterator[str]:
    """Find texts that no screen can show."""
    for text in entry.translations:
        if len(text) > _ENDLESS:
            yield f"{quoted(text)} has {len(text):,} letters. Shorten it"


def plural_forms(entry: Entry) -> Iterator[str]:
    """Find counted texts of which only some plural forms are translated."""
    if entry.translations:
        for number, text in enumerate(entry.msgstr):
            if not text:
                yield f"plural form {number} of {quoted(entry.msgid)} is missing. Translate it, too"


def length(entry: Entry) -> Iterator[str]:
    """Find translations that need more than twice the space."""
    letters = room(entry.sources)
    for text in entry.translations:
        if width(text) > letters:
            yield (
                f"{quoted(text)} is {width(text)} letters wide, and there is room for {letters}. "
                "Say it shorter"
            )


def untranslated(entry: Entry) -> Iterator[str]:
    """Find translations that are the English text."""
    may_stay = any(comment.startswith(_KEPT) for comment in entry.extracted)
    for text in entry.translations:
        if text in entry.sources and _WORDS.search(text) and not may_stay:
            yield f"{quoted(text)} is the English text. Translate it"


def digits(entry: Entry) -> Iterator[str]:
    """Find texts with digits of two scripts."""
    for text in entry.translations:
        if text.isascii():
            continue
        scripts = sorted({_script(letter) for letter in text if category(letter) == "Nd"})
        if len(scripts) > 1:
            yield f"{quoted(text)} has {' and '.join(scripts)} digits. Keep to one kind"


def _script(digit: str) -> str:
    """Say which script a digit is of: Unicode calls it, for example, KHMER DIGIT TWO."""
    script = name(digit).partition("DIGIT")[0]
    return script.strip().title() or "Latin"


# What keeps a translation out of the game.
FAULTS: tuple[tuple[str, Check], ...] = (
    ("placeholder-lost", placeholders),
    ("forbidden-markup", markup),
    ("endless-translation", endless),
)
CHECKS: tuple[tuple[str, Check], ...] = (
    *FAULTS,
    ("plural-form-missing", plural_forms),
    ("long-translation", length),
    ("same-as-source", untranslated),
    ("mixed-digits", digits),
)


def faults(entry: Entry) -> Iterator[tuple[str, str]]:
    """Find what keeps a translation out of the game.

    Args:
        entry: one that is translated.

    Yields:
        The short name of the rule, and what is wrong.
    """
    for rule, check in FAULTS:
        for said in check(entry):
            yield rule, said
