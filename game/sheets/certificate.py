"""The certificate of training: one A4 page with an empty line for a name written by hand."""

from collections.abc import Iterator, Sequence
from datetime import date
from re import sub

from markupsafe import Markup

from game.language.catalogs import Words
from game.language.locales import Locale, font_url
from game.language.numbers import date as written_date
from game.language.numbers import number
from game.learning.training import SelfCheck, Trained
from game.maps.svg import fonts
from game.pages import templates
from game.places import ASSETS
from game.story.model import Story

_BIRD = ASSETS / "sarika" / "glad.svg"


def certificate_page(
    trained: Trained, stories: Sequence[Story], day: date, words: Words, locale: Locale
) -> str:
    """Write the certificate.

    Args:
        trained: what was trained; of several self-checks of an episode the newest counts.
        stories: the episodes that there are; one that has gone is left out.
        day: when it is written.
        words: the texts of the language.
        locale: the language.

    Returns:
        The HTML; it loads nothing, runs nothing, and names nobody.
    """
    page = templates("game.sheets").get_template("certificate.html")
    newest = trained.newest()
    there = [(story, newest[story.id]) for story in stories if story.id in newest]
    return page.render(
        locale=locale,
        fonts=Markup(f"words, {fonts(locale)}"),  # noqa: S704 - a list in game.maps
        font=font_url(locale),
        bold_font=font_url(locale, "bold"),
        bird=Markup(_bird()),  # noqa: S704 - a drawing of ours
        labels=_labels(words, written_date(day, locale.code)),
        rows=list(_rows(there, words, locale)),
    )


def _bird() -> str:
    """Give the drawing without its size, which the page decides."""
    drawing = _BIRD.read_text(encoding="utf-8")
    return sub(
        r' width="\d+" height="\d+"', ' aria-hidden="true" focusable="false"', drawing, count=1
    )


def _labels(words: Words, today: str) -> dict[str, str]:
    t = words.t
    return {
        "game": t("training", "Sarika: training for practitioners"),
        "title": t("training", "Certificate of training"),
        "who": t("training", "Name"),
        "by_hand": t("training", "To be written by hand. The game stores no name."),
        "said": t(
            "training",
            "has gone through the training in the game Sarika: how adults recognise tricks and "
            "friendly messages that look like them, how they lead a session, and what they do when "
            "a child tells something.",
        ),
        "episode": t("training", "Episode"),
        "day": t("training", "Date"),
        "result": t("training", "Self-check"),
        "none": t("training", "No self-check was answered to its end yet."),
        "each": t(
            "training",
            "Each self-check asks about messages of the episode, about leading a session, and "
            "about what to do when a child tells something. The newest one counts.",
        ),
        "no_proof": t(
            "training",
            "This page is no qualification and no examination. It says that the training was gone "
            "through on a computer; who answered was not checked. It does not say that somebody is "
            "fit to work with children.",
        ),
        "signature": t("training", "Place and signature"),
        "printed": t("training", "Written on {date}", date=today),
    }


def _rows(
    there: Sequence[tuple[Story, SelfCheck]], words: Words, locale: Locale
) -> Iterator[tuple[str, str, str]]:
    """Give title, date and result of each episode."""
    for story, check in there:
        title = words.t(
            "guide",
            "Episode {number}: {title}",
            number=number(story.number, locale.code),
            title=words.text(story.id, "story", story.title),
        )
        result = words.t(
            "self-check",
            "{right} of {of} right",
            right=number(check.right, locale.code),
            of=number(check.of, locale.code),
        )
        yield title, written_date(check.day, locale.code), result
