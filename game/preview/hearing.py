"""Find out which entries of the catalogs a text on the screen is made of."""

from collections.abc import Iterable, Iterator, Mapping

from game.language.catalogs import Lookup, Request


class Ear:
    """Hear every text that is asked for, in one screen after the other."""

    def __init__(self) -> None:
        self._here: dict[Lookup, None] = {}
        self._ever: dict[str, dict[Lookup, Lookup]] = {}

    def __call__(self, lookup: Lookup) -> None:
        """Hear of a text that was asked for."""
        if lookup.text:
            # Always the first of those that are alike: what is sent to another process together
            # is sent once.
            first = self._ever.setdefault(lookup.text, {}).setdefault(lookup, lookup)
            self._here[first] = None

    def begin(self) -> None:
        """Begin with another screen."""
        self._here.clear()

    @property
    def found(self) -> Mapping[Request, str]:
        """All that was asked for since `begin`, with what stands in the catalogs."""
        return {lookup.request: lookup.found for lookup in self._here}

    def behind(self, text: str) -> tuple[Request, ...]:
        """Say what a text is made of.

        Args:
            text: as it is shown.

        Returns:
            the entries that were asked for and give this text; or else those whose texts are parts
            of it. What fills a placeholder comes after the text it is in.
        """
        whole = [lookup for lookup in self._here if lookup.text == text]
        whole = whole or list(self._ever.get(text, ())) or self._parts(text)
        return tuple(dict.fromkeys(it.request for lookup in whole for it in self._filled(lookup)))

    def _parts(self, text: str) -> list[Lookup]:
        within = [lookup for lookup in self._here if lookup.text in text]
        within.sort(key=lambda lookup: text.index(lookup.text))
        return [it for it in within if not _inside_another(it.text, (o.text for o in within))]

    def _filled(self, lookup: Lookup) -> Iterator[Lookup]:
        yield lookup
        for value in lookup.values:
            for inner in self._here:
                if inner.text == value and inner is not lookup:
                    yield inner


def _inside_another(text: str, others: Iterable[str]) -> bool:
    return any(text in other and text != other for other in others)
