"""Sessions side by side: what stands in each column, and what does not."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.report import Comparison, compare
from game.learning.simulate import Skill
from game.places import LOCALES, SCENARIOS
from game.sheets.comparison import comparison_page
from game.sheets.report_table import SESSION, comparison_table
from game.story.load import load_all
from tests.learning.classes import a_class, with_stories
from tests.learning.coded import a_room, joined, one_by_one

LIBRARY = load_all(SCENARIOS)
LEARNED = Skill(sensitivity=0.8, learning=1.5)
SUSPICIOUS = Skill(sensitivity=0.8, bias=0.3, learning=0.0, suspicion=1.2)


def of_sessions(*codes: str) -> Comparison:
    first, other = LIBRARY.stories[:2]
    learned, _ = a_class("one", LEARNED, 20, material=with_stories(first))
    suspicious, _ = a_class("two", SUSPICIOUS, 20, material=with_stories(other))
    small, _ = a_class("three", LEARNED, 4, material=with_stories(first))
    events = [
        *joined(learned, "BCDHJL"),
        *joined(suspicious, "TXVPRM"),
        *joined(small, "HJLMPR"),
        *joined(learned, "LMPRTV"),
        *a_room("BCDHJL", story=first.id),
    ]
    return compare(one_by_one(list({event.id: event for event in events}.values())), codes)


TWO = of_sessions("BCDHJL", "TXVPRM")
THREE = of_sessions("BCDHJL", "TXVPRM", "HJLMPR")


def page(said: Comparison, tmp_path: Path, language: str = "en") -> str:
    words = Words(LOCALES, language, tmp_path)
    return comparison_page(said, LIBRARY, words, load_locales(LOCALES)[language])


def cells(html: str, label: str) -> list[str]:
    """Give what stands in the line with a label, without its bars."""
    line = next(it for it in html.split("<tr role=row>") if f">{label}</th>" in it)
    return re.findall(r"<span class=said>(.*?)</span>", line)


def columns(said: Comparison) -> Sequence[str]:
    return [it.session.code for it in said.reports if it.session is not None]


@pytest.mark.parametrize("language", ["en", "th", "km"])
def test_a_page_stands_alone_and_has_a_column_for_each_session(
    language: str, tmp_path: Path
) -> None:
    html = page(THREE, tmp_path, language)
    assert "<script" not in html
    assert not re.search(r"https?:|src=|@import|url\((?!data:)", html)
    assert re.findall(r"columnheader>([A-Z]{6})<", html) == ["BCDHJL", "TXVPRM", "HJLMPR"]
    for line in html.split("<tr role=row>")[2:]:
        assert line.count("<td ") == 3


@pytest.mark.parametrize("language", ["th", "km"])
def test_no_sentence_is_left_in_english(language: str, tmp_path: Path) -> None:
    html = page(THREE, tmp_path, language)
    text = re.sub(r"<[^>]*>", " ", html.partition("<main>")[2])
    assert re.findall(r"[A-Za-z]{3,}", re.sub(r"\b[A-Z]{6}\b", "", text)) == []


def test_each_column_holds_what_the_report_on_its_session_says(tmp_path: Path) -> None:
    html = page(TWO, tmp_path)
    assert cells(html, "Players who judged or chose something") == ["20", "20"]
    assert cells(html, "before → after · what it comes to") == ["learned", "more suspicious"]
    assert cells(html, "Class on one screen") == ["28 children of 8–10 years", "–"]  # noqa: RUF001
    first = TWO.reports[1].group
    assert first is not None
    assert cells(html, "Mother or father")[1] == f"{first.whom['parent']} of 20"


def test_what_four_players_did_is_in_no_column(tmp_path: Path) -> None:
    html = page(THREE, tmp_path)
    assert "<small>fewer than 5 players</small>" in html
    assert {cells(html, it)[2] for it in ("Tricks noticed", "Quick Eyes: before")} == {
        "–"  # noqa: RUF001
    }


def test_what_may_be_concluded_is_said(tmp_path: Path) -> None:
    text = page(TWO, tmp_path)
    assert "Where the thin lines of two sessions overlap, chance alone" in text
    assert "These sessions did not play the same episodes" in text
    assert "in the report on one session" not in text


def test_the_table_names_the_session_of_each_row() -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_table(THREE))))
    assert {row[SESSION] for row in rows} == {"BCDHJL", "TXVPRM", "HJLMPR"}
    (small,) = (row for row in rows if row[SESSION] == "HJLMPR")
    assert (small["part"], small["verdict"]) == ("group", "fewer than 5 players")
    by_name = [(row[SESSION], row["part"], row["name"]) for row in rows]
    assert len(set(by_name)) == len(by_name)


def test_the_same_children_in_two_sessions_are_shown_once(tmp_path: Path) -> None:
    said = of_sessions("BCDHJL", "LMPRTV")
    assert {session.code for session in said.alike} == {"LMPRTV"}
    html = page(said, tmp_path)
    assert "hidden: more than 2 of its players are in the other sessions too" in html
    assert "To see how the same children do over time" in html
    assert cells(html, "Tricks noticed")[1] == "–"  # noqa: RUF001
    rows = csv.DictReader(io.StringIO(comparison_table(said)))
    (hidden,) = (row for row in rows if row[SESSION] == "LMPRTV")
    assert hidden["verdict"] == "shares players with other sessions"
