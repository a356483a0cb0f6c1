"""For adults: how far the translation of each language is, as translators see it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game import places
from game.language.glossary import load_terms
from game.language.status import Domain, Status, status
from game.screen.adults_common import facts, heading, nothing_yet
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, snug
from game.screen.widgets import Bar, Card, Column, Fixed, Grow, Row, Text, Widget
from game.story.findings import StoryError
from game.story.vocabulary import load_words

if TYPE_CHECKING:
    from game.screen.app import App


class LanguagesView(View):
    """A card for each language, with a bar for each of its catalogs.

    Args:
        languages: as `read_status` tells of them.
    """

    def __init__(self, app: "App", languages: Sequence[Status]) -> None:
        super().__init__(app)
        self._languages = languages

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the languages below each other."""
        said = ui.t("adults", "What is not translated yet appears in English.")
        rows: list[Widget] = [heading(ui, ui.t("adults", "Languages"), said, "globe")]
        if not self._languages:
            rows.append(nothing_yet(ui.t("adults", "There is no language here but English.")))
        rows += [self._language(ui, one) for one in self._languages]
        top = bar(ui, self.app, [back_button(ui, self.app)])
        return [top, *snug(ui, "languages", min(1000, ui.width - 60), Column(rows, gap=14))]

    def _language(self, ui: Ui, one: Status) -> Widget:
        all_of_it = one.progress
        said = [
            ui.n("adults", "{count} word left", "{count} words left", all_of_it.words_left),
            ui.n("adults", "{count} text to confirm", "{count} texts to confirm", all_of_it.fuzzy),
            ui.n("adults", "{count} failed check", "{count} failed checks", all_of_it.failed),
        ]
        rows: list[Widget] = [Text(one.locale.name, 24, bold=True), facts(ui, said)]
        rows += [self._domain(ui, domain) for domain in one.domains]
        return Card(Column(rows, gap=8), "card")

    def _domain(self, ui: Ui, domain: Domain) -> Widget:
        name = Text(self._name(ui, domain.name), 18)
        if domain.broken is not None:
            return Column([name, Text(domain.broken, 16, ui.theme.red)], gap=2)
        percent = domain.progress.percent
        said = ui.t("display", "{percent} %", percent=ui.number(percent))
        share = Text(said, 18, bold=True, align="right")
        wide = ui.settings.text_size / 100
        level = Fixed(Bar(percent / 100, ui.theme.leaf), 240)
        return Row([Grow(name), level, Fixed(share, 74 * wide)], gap=16)

    def _name(self, ui: Ui, domain: str) -> str:
        story = next((s for s in self.app.library.stories if s.id == domain), None)
        if story is not None:
            return ui.words.text(story.id, "story", story.title)
        return {
            "interface": ui.t("adults", "Buttons and screens"),
            "common": ui.t("adults", "People, tricks and help"),
            "quick-eyes": ui.t("quick eyes", "Quick Eyes"),
            "glossary": ui.t("adults", "Glossary"),
        }.get(domain, domain)


def read_status(app: "App") -> list[Status]:
    """Read all catalogs, which takes a second, and say how far they are.

    Args:
        app: the game; its tricks are looked for in the catalogs.
    """
    common = app.library.common
    tricks = {trick.id: trick.name for trick in common.tricks.values()}
    try:
        avoided = load_words(places.SCENARIOS / "words.yaml")
        terms = load_terms(places.SCENARIOS / "glossary.yaml", common)
    except StoryError:
        # `sarika check` tells what is wrong there; all other checks still count.
        avoided, terms = {}, ()
    return status(places.LOCALES, tricks, avoided, terms)
