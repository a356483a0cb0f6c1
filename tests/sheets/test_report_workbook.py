"""The report as a workbook, as a spreadsheet program reads it."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from game.language.catalogs import Words
from game.language.locales import Locale, load_locales
from game.learning.report import Comparison, Report
from game.places import LOCALES
from game.sheets.report_file import report_file
from tests.sheets.test_comparison import THREE
from tests.sheets.test_report import LIBRARY, REPORTS

LANGUAGES = load_locales(LOCALES)


def read(
    said: Report | Comparison, tmp_path: Path, language: str = "en", locale: Locale | None = None
) -> Workbook:
    words = Words(LOCALES, language, tmp_path)
    written = report_file(said, "xlsx", LIBRARY, words, locale or LANGUAGES[language])
    return load_workbook(io.BytesIO(written))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(there: Worksheet) -> dict[tuple[object, object], tuple[object, ...]]:
    """Give the rows of a sheet by what they are, and of what."""
    return {(row[0], row[1]): row[2:] for row in there.iter_rows(min_row=2, values_only=True)}


def test_every_part_has_a_sheet_with_a_heading_that_stays(tmp_path: Path) -> None:
    book = read(REPORTS["with a class"], tmp_path)
    assert book.sheetnames == [
        *("Overview", "Players", "Noticed", "Tricks", "Acts", "Telling"),
        *("Before, after, later", "Classes by hands"),
    ]
    for name in book.sheetnames[1:]:
        there = sheet(book, name)
        assert there.freeze_panes == "B2"
        assert there.cell(1, 1).value == "What"
        assert there.cell(1, 1).font.b
        assert there.column_dimensions["A"].width > 8


def test_numbers_are_numbers(tmp_path: Path) -> None:
    said = REPORTS["learned"]
    assert said.group is not None
    book = read(said, tmp_path)
    spotting = said.group.spotting
    assert spotting is not None
    assert spotting != "hidden"
    there = sheet(book, "Noticed")
    found = rows(there)["Tricks noticed", "all messages"]
    assert found[:3] == (30, spotting.hits, spotting.unsafe)
    assert found[3] == pytest.approx(spotting.hit_rate.value, abs=1e-4)
    assert there.cell(2, 6).number_format == "0 %"
    d_prime = rows(there)["d'", "all messages"]
    assert d_prime[3] == pytest.approx(spotting.detection.d_prime.value, abs=1e-4)
    assert there.cell(4, 6).number_format == "0.00"
    change = rows(sheet(book, "Before, after, later"))["Change in d'", "before → after"]
    assert change[-1] == "learned"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["learned", "empty", "small", "a class"])
def test_a_workbook_is_in_the_language(name: str, language: str, tmp_path: Path) -> None:
    book = read(REPORTS[name], tmp_path, language)
    words = Words(LOCALES, language, tmp_path)
    assert book.sheetnames[0] == words.t("report", "Overview")
    assert len(book.sheetnames) == 8
    face = sheet(book, book.sheetnames[1]).cell(1, 1).font.name
    assert face == ("Calibri" if language == "en" else "Leelawadee UI")


@pytest.mark.parametrize("language", ["th", "km"])
@pytest.mark.parametrize("name", [*REPORTS, "side by side"])
def test_no_word_of_a_workbook_is_left_in_english(name: str, language: str, tmp_path: Path) -> None:
    book = read(THREE if name == "side by side" else REPORTS[name], tmp_path, language)
    told = [
        str(cell)
        for at in book.sheetnames
        for row in sheet(book, at).iter_rows(values_only=True)
        for cell in (at, *row)
    ]
    text = re.sub(r"\b([0-9A-F]{6}|[A-Z]{6}|None)\b", "", " ".join(told))
    assert re.findall(r"[A-Za-z]{3,}", text) == []


def test_what_is_hidden_is_a_word_and_no_number(tmp_path: Path) -> None:
    said = REPORTS["learned"]
    assert said.group is not None
    few = replace(said.group, acting="hidden", spotting="hidden", whom={"police": "hidden"})
    book = read(replace(said, group=few), tmp_path)
    hidden = (None, None, None, None, None, None, "hidden: too few players")
    assert rows(sheet(book, "Telling"))["told, by so many players", "The police"] == hidden
    any_ = ("done, where it was on offer", "Any of these, where one was on offer")
    assert rows(sheet(book, "Acts"))[any_] == hidden
    assert rows(sheet(book, "Noticed"))["What they noticed", "all messages"] == hidden


@pytest.mark.parametrize("name", ["small", "empty", "a small class"])
def test_of_few_or_nobody_the_sheets_hold_no_number(name: str, tmp_path: Path) -> None:
    book = read(REPORTS[name], tmp_path)
    for at in book.sheetnames[1:]:
        values = [cell for row in sheet(book, at).iter_rows(values_only=True) for cell in row]
        assert not any(isinstance(value, (int, float)) for value in values)
    assert sheet(book, "Tricks")["A2"].value == "too few to say"


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    said = REPORTS["learned"]
    played = replace(said.played, begun={"=1+1": 7}, finished={"=1+1": 6}, rounds={})
    there = sheet(read(replace(said, played=played), tmp_path), "Players")
    assert (there["B3"].value, there["B3"].data_type) == ("=1+1", "s")


def test_sessions_stand_side_by_side_with_their_numbers(tmp_path: Path) -> None:
    book = read(THREE, tmp_path)
    there = sheet(book, "Side by side")
    assert [str(cell.value)[:6] for cell in there[1][1:]] == ["BCDHJL", "TXVPRM", "HJLMPR"]
    lines = {row[0]: row[1:] for row in there.iter_rows(values_only=True)}
    assert lines["Players who judged or chose something"] == (20, 20, "–")  # noqa: RUF001
    first = THREE.reports[0].group
    assert first is not None
    assert first.acting is not None
    assert first.acting != "hidden"
    assert lines["Any of these, where one was on offer"][0] == pytest.approx(
        first.acting.rate.value
    )
    sessions = {row[0] for row in sheet(book, "Tricks").iter_rows(min_row=2, values_only=True)}
    assert sessions == {"BCDHJL", "TXVPRM"}


def test_where_words_run_from_right_to_left_the_sheets_do_too(tmp_path: Path) -> None:
    book = read(REPORTS["learned"], tmp_path, "en", replace(LANGUAGES["en"], direction="rtl"))
    assert sheet(book, "Tricks").sheet_view.rightToLeft
