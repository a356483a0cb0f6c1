"""How far languages are."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from game.language.locales import load_locales
from game.language.status import Domain, Progress, Status, status
from game.language.status_picture import picture
from game.language.update import update
from game.places import LOCALES

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def of_thai(project: Path) -> Status:
    return next(one for one in status(project / "locales", {}, {}) if one.locale.code == "th")


def translate(project: Path, english: str, text: str, mark: str = "") -> None:
    file = project / "locales/th/LC_MESSAGES/friend.po"
    before, found, after = file.read_text("utf-8").partition(f'msgid "{english}"\nmsgstr ""')
    assert found
    context = before.rindex("msgctxt")
    marked = before[:context] + mark + before[context:]
    file.write_text(f'{marked}msgid "{english}"\nmsgstr "{text}"{after}', "utf-8")


def test_every_text_is_translated_or_fuzzy_or_missing(project: Path) -> None:
    update(project, NOW)
    begun = of_thai(project).progress
    assert (begun.translated, begun.fuzzy, begun.missing) == (0, 0, begun.texts)
    translate(project, "Why gems?", "ทำไมให้เพชร")
    translate(project, "A good night", "คืนที่ดี", "#, fuzzy\n")
    now = of_thai(project).progress
    assert (now.translated, now.fuzzy, now.missing) == (1, 1, begun.texts - 2)
    assert now.words_left == begun.words_left - 2


def test_the_checks_that_sarika_check_makes_are_counted(project: Path) -> None:
    update(project, NOW)
    translate(project, "Why gems?", "ทำไม{who}ให้เพชร ๑ 2")
    friend = next(it for it in of_thai(project).domains if it.name == "friend")
    assert friend.progress.failed == 2
    assert of_thai(project).progress.failed == 2


def test_a_broken_catalog_is_told_and_counts_as_missing(project: Path) -> None:
    update(project, NOW)
    file = project / "locales/th/LC_MESSAGES/friend.po"
    file.write_text(file.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "\n\n', 1), "utf-8")
    friend = next(it for it in of_thai(project).domains if it.name == "friend")
    assert friend.progress.missing == friend.progress.texts > 0
    assert friend.broken is not None
    assert friend.broken.startswith(f"{file}:")


def test_a_catalog_that_is_not_there_is_missing(project: Path) -> None:
    update(project, NOW)
    whole = of_thai(project).progress
    (project / "locales/th/LC_MESSAGES/friend.po").unlink()
    assert of_thai(project).progress == whole


def test_catalogs_of_screens_come_first_and_stories_last(project: Path) -> None:
    update(project, NOW)
    names = [domain.name for domain in of_thai(project).domains]
    assert names == ["interface", "common", "quick-eyes", "friend"]


@pytest.mark.parametrize(
    ("translated", "missing", "percent"), [(0, 5, 0), (999, 1, 99), (7, 0, 100), (0, 0, 100)]
)
def test_only_what_is_whole_is_a_hundred_percent(
    translated: int, missing: int, percent: int
) -> None:
    assert Progress(translated=translated, missing=missing).percent == percent


def test_the_picture_shows_a_bar_as_long_as_what_is_translated_and_says_the_numbers() -> None:
    thai = load_locales(LOCALES)["th"]
    half = Progress(translated=500, fuzzy=250, missing=250, words_left=3000, failed=2)
    drawn = ET.fromstring(picture([Status(thai, (Domain("common", half),))]))  # noqa: S314
    bars = [it for it in drawn if it.tag.endswith("rect") and it.get("height") == "16"]
    whole, done, fuzzy = (float(bar.get("width") or 0) for bar in bars)
    assert (done / whole, fuzzy / whole) == (0.5, 0.25)
    texts = [it.text for it in drawn if it.tag.endswith("text")]
    assert {"Thai", "50 %, 500 of 1,000 texts", "3,000 words left, 2 checks failed"} <= {*texts}
    assert drawn.get("aria-label") == "Thai: 50 %, 500 of 1,000 texts"
