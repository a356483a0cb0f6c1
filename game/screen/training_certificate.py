"""The certificate of what was trained on this computer, as a page to print."""

from typing import TYPE_CHECKING

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.training import Trained
from game.screen.adults_pages import Page, PageView
from game.screen.ui import Ui

if TYPE_CHECKING:
    from game.screen.app import App


def certificate(app: "App", trained: Trained) -> PageView:
    """Make the screen on which a certificate is written or opened.

    Args:
        app: the game.
        trained: what stands on it.
    """
    from game.screen.training_results import today

    stories, day = app.library.stories, today(app)

    def make(words: Words, locale: Locale) -> str:
        from game.sheets.certificate import certificate_page

        return certificate_page(trained, stories, day, words, locale)

    return PageView(app, Page(_title, f"sarika-certificate-{day.isoformat()}", make))


def _title(ui: Ui) -> tuple[str, str]:
    return (
        ui.t("training", "A certificate to print"),
        ui.t("training", "With an empty line for a name, to write on by hand. No name is stored."),
    )
