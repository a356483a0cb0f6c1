"""Give every text in the child's language, and in English where nobody has translated it yet."""

import gettext
import logging
import re
import struct
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from game.language.fingerprints import MADE_FROM, fingerprint
from game.language.locales import LocaleError, read_locale
from game.language.pseudo import PSEUDO, PseudoTexts

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE_LANGUAGE = "en"
INTERFACE = "interface"
_LOG = logging.getLogger(__name__)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Request:
    """Name a text of the catalogs.

    Args:
        domain: "interface", "common", "quick-eyes", or a story's id.
        context: where it stands: its `msgctxt`.
        msgid: the English text.
        plural: the English text for any other number than one; None if it counts nothing.
        count: how many; None if it counts nothing.
    """

    domain: str
    context: str
    msgid: str
    plural: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """Tell of a text that was asked for.

    Args:
        request: which text.
        found: what stands in the catalog, with its placeholders.
        text: what was given.
        values: what took the place of the placeholders.
    """

    request: Request
    found: str
    text: str
    values: tuple[str, ...]


class Words:
    """Hold the texts of one language.

    Args:
        locales: the folder with one folder a language.
        code: the language tag.
        cache: the folder for catalogs that are compiled while the game runs.

    `heard` is told of every text that is asked for; nobody listens but previews.
    """

    def __init__(self, locales: Path, code: str, cache: Path) -> None:
        self._locales = locales
        self._languages = _languages(locales, code)
        self._cache = cache
        self._domains: dict[str, gettext.NullTranslations] = {}
        self.problems: list[str] = []  # one line for each catalog or text that could not be used
        self.heard: Callable[[Lookup], None] | None = None
        self._domain(INTERFACE)

    def t(self, context: str, msgid: str, /, **values: object) -> str:
        """Give a text of the interface.

        Args:
            context: where it stands.
            msgid: the English text.
            values: what takes the place of each `{name}` in it.

        Returns:
            the text.
        """
        found = self._domain(INTERFACE).pgettext(context, msgid)
        text = _filled(found, values) if values else found
        if self.heard is not None:
            self.heard(_lookup(Request(INTERFACE, context, msgid), found, text, values))
        return text

    def n(self, context: str, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Give a text of the interface that counts something.

        Args:
            context: where it stands.
            singular: the English text for one.
            plural: the English text for any other number.
            count: how many; fills `{count}` unless `values` does.
            values: what takes the place of each other `{name}`.

        Returns:
            the text, in the form that the language has for this number.
        """
        given = {"count": count, **values}
        found = self._domain(INTERFACE).npgettext(context, singular, plural, count)
        text = _filled(found, given)
        if self.heard is not None:
            request = Request(INTERFACE, context, singular, plural, count)
            self.heard(_lookup(request, found, text, given))
        return text

    def text(self, domain: str, context: str, msgid: str) -> str:
        """Give a text of a story, of the common files or of Quick Eyes.

        Args:
            domain: "common", "quick-eyes", or the story's id.
            context: where it stands, for example "scene/first-evening".
            msgid: the English text.

        Returns:
            the text.
        """
        text = self._domain(domain).pgettext(context, msgid)
        if self.heard is not None:
            self.heard(_lookup(Request(domain, context, msgid), text, text, {}))
        return text

    def found(self, request: Request) -> str:
        """Look a text up as it stands in the catalog, with its placeholders.

        Args:
            request: which text.

        Returns:
            the text.
        """
        catalog = self._domain(request.domain)
        if request.plural is None or request.count is None:
            return catalog.pgettext(request.context, request.msgid)
        return catalog.npgettext(request.context, request.msgid, request.plural, request.count)

    def _domain(self, domain: str) -> gettext.NullTranslations:
        if domain not in self._domains:
            self._domains[domain] = self._chain(domain)
        return self._domains[domain]

    def _chain(self, domain: str) -> gettext.NullTranslations:
        """Link the catalogs of the language and of its fallbacks, and last the English texts."""
        if not self._languages:
            return gettext.NullTranslations()
        if self._languages[0] == PSEUDO:
            return PseudoTexts()
        found = [self._catalog(language, domain) for language in self._languages]
        links = [*(link for link in found if link), _Missing(self._languages[0], domain)]
        for link, following in pairwise(links):
            link.add_fallback(following)
        return links[0]

    def _catalog(self, language: str, domain: str) -> gettext.NullTranslations | None:
        source = self._locales / language / "LC_MESSAGES" / f"{domain}.po"
        compiled = source.with_suffix(".mo")
        if source.is_file():
            return self._of(language, source, compiled)
        return self._alone(compiled) if compiled.is_file() else None

    def _of(self, language: str, source: Path, compiled: Path) -> gettext.NullTranslations | None:
        """Read a catalog as the game compiled it from just this source, or compile it now."""
        content = source.read_bytes()
        made_from = fingerprint(content)
        kept = self._cache / f"{language}-{source.stem}-{made_from}.mo"
        for file in (compiled, kept):
            texts = _texts(file)
            # Editors write such files, too, with broken placeholders in them.
            if texts and texts.info().get(MADE_FROM) == made_from:
                return texts
        return self._compiled(source, made_from, kept)

    def _alone(self, compiled: Path) -> gettext.NullTranslations | None:
        texts = _texts(compiled)
        if texts is None:
            self.problems.append(f"{compiled}:1: damaged. Put its .po file beside it")
        return texts

    def _compiled(
        self, source: Path, made_from: str, kept: Path
    ) -> gettext.NullTranslations | None:
        # Seldom needed here: what is installed is compiled.
        from game.language.mofiles import compile_catalog, left_out
        from game.language.pofiles import CatalogError, read_catalog

        try:
            catalog = read_catalog(source)
        except CatalogError as error:
            self.problems.append(str(error))
            return None
        content = compile_catalog(catalog, made_from)
        problems = [f"{source}:{line}: {what}" for line, what in left_out(catalog)]
        self.problems += problems
        # What was kept would not say any more what is wrong.
        if not problems:
            _keep(kept, content)
        return gettext.GNUTranslations(BytesIO(content))


class _Missing(gettext.NullTranslations):
    """Give the English text, and log once that there is no other."""

    def __init__(self, language: str, domain: str) -> None:
        super().__init__()
        self._where = f"{language}/{domain}"
        self._logged: set[tuple[str, str]] = set()

    def pgettext(self, context: str, message: str) -> str:
        self._log(context, message)
        return message

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        self._log(context, msgid1)
        return super().npgettext(context, msgid1, msgid2, n)

    def _log(self, context: str, message: str) -> None:
        if (context, message) not in self._logged:
            self._logged.add((context, message))
            _LOG.warning("%s: no text for “%s” (%s)", self._where, message, context)


def _lookup(request: Request, found: str, text: str, values: dict[str, object]) -> Lookup:
    return Lookup(request, found, text, tuple(map(str, values.values())))


def _languages(locales: Path, code: str) -> list[str]:
    """List a language and its fallbacks, without English, whose texts are in the sources."""
    languages: list[str] = []
    while code != SOURCE_LANGUAGE and code not in languages:
        languages.append(code)
        try:
            code = read_locale(locales / code / "locale.yaml").fallback
        except LocaleError:
            break
    return languages


def _texts(file: Path) -> gettext.GNUTranslations | None:
    """Read a compiled catalog; None if it is not there, or damaged."""
    try:
        return gettext.GNUTranslations(BytesIO(file.read_bytes()))
    except (OSError, ValueError, struct.error):
        return None


def _keep(file: Path, content: bytes) -> None:
    """Keep a compiled catalog for the next start, if the disk lets us."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        _LOG.info("%s is not kept: %s", file, error)


def _filled(text: str, values: dict[str, object]) -> str:
    """Put values in the place of `{name}`, and of nothing else: translations are no programs."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
