"""Find translations that call a thing otherwise than the glossary does."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.language.catalogs import INTERFACE
from game.language.extraction import FOR_ADULTS
from game.language.glossary import DOMAIN, Rendering, Term, exempted
from game.language.pofiles import Entry
from game.story.wording import quoted

_PLACEHOLDER = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u200b\u2060\u00ad]")  # what only says where a line may break
# How comments begin of what people write, say or think, and of titles of publications.
_SPOKEN = ("Chat:", "A choice, and then chat:", "A thought of", "A single chat message")
_SOURCE = "Source of"


@dataclass(frozen=True, slots=True)
class _Form:
    """Hold the words of a form of a term, one after the other."""

    term: Term
    words: list[str]
    folded: list[str]  # the same, without capital letters


class Glossary:
    """Hold the glossary of one language, ready to look for its terms in texts.

    Args:
        terms: all of them.
        renderings: the translations in this language, by a term's id.
    """

    def __init__(
        self, terms: Sequence[Term], renderings: Mapping[str, Sequence[Rendering]]
    ) -> None:
        self._preferred = {name: them[0].text for name, them in renderings.items()}
        self._accepted = {
            name: tuple(_bare(it.text) for it in them) for name, them in renderings.items()
        }
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        for term in terms:
            if not term.freely and term.id in renderings:
                for text in (term.text, *term.forms):
                    words = _WORD.findall(text)
                    folded = [word.casefold() for word in words]
                    self._forms[folded[0]].append(_Form(term, words, folded))
        for known in self._forms.values():
            known.sort(key=lambda form: len(form.words), reverse=True)

    def departures(self, domain: str, entry: Entry) -> Iterator[str]:
        """Find terms whose translation is missing in the translation of a text.

        Args:
            domain: of the catalog.
            entry: one of its entries.

        Yields:
            What is wrong and what to do, for each term and each plural form.
        """
        if not entry.translated or domain == DOMAIN or _is_source(entry):
            return
        terms = {term.id: term for text in entry.sources for term in self._terms(text)}
        if not terms:
            return
        kinds = _kinds(domain, entry)
        without = set(exempted(entry))
        for term in terms.values():
            if kinds.isdisjoint(term.used) or term.key == entry.key or term.text in without:
                continue
            for text in entry.translations:
                bare = _bare(text)
                if not any(words in bare for words in self._accepted[term.id]):
                    yield (
                        f"{quoted(term.text)} is {quoted(self._preferred[term.id])} in the "
                        f"glossary, and {quoted(text)} has other words. Use that, or say in a "
                        f"translator's comment why not: `without: {term.text} (why)`"
                    )

    def _terms(self, text: str) -> Iterator[Term]:
        """Find terms in an English text, the longest where several begin."""
        words = _WORD.findall(_PLACEHOLDER.sub(" ", text) if "{" in text else text)
        folded = [word.casefold() for word in words]
        at = 0
        while at < len(words):
            known = self._forms.get(folded[at], ())
            form = next((it for it in known if _stands(it, words, folded, at)), None)
            if form:
                yield form.term
            at += len(form.words) if form else 1


def _stands(form: _Form, words: list[str], folded: list[str], at: int) -> bool:
    end = at + len(form.words)
    return words[at:end] == form.words if form.term.is_name else folded[at:end] == form.folded


def _kinds(domain: str, entry: Entry) -> set[str]:
    """Say what kinds of text an entry is, of `KINDS_OF_TEXT`."""
    kinds = {"screens"} if domain == INTERFACE else set()
    if FOR_ADULTS in entry.extracted:
        kinds.add("adults")
    if not kinds:
        kinds.add("chats" if any(map(_is_spoken, entry.extracted[:1])) else "stories")
    return kinds


def _is_spoken(comment: str) -> bool:
    return comment.startswith(_SPOKEN)


def _is_source(entry: Entry) -> bool:
    return any(comment.startswith(_SOURCE) for comment in entry.extracted)


def _bare(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).casefold().split())
