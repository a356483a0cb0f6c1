"""What stands on a report in each language, and in its table."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.learning.report import Report, report
from game.learning.simulate import Skill
from game.places import LOCALES, SCENARIOS
from game.sheets.report import report_page
from game.sheets.report_table import COLUMNS, report_table
from game.story.load import load_all
from tests.learning.classes import a_class, with_stories
from tests.learning.coded import a_room, joined, one_by_one

LIBRARY = load_all(SCENARIOS)
STORY = LIBRARY.stories[0]
LANGUAGES = ("en", "th", "km")
LEARNED = Skill(sensitivity=0.8, learning=1.5)
SUSPICIOUS = Skill(sensitivity=0.8, bias=0.3, learning=0.0, suspicion=1.2)
_ALONE = {"meta", "br", "link", "img", "input"}


def of_class(seed: object, skill: Skill, size: int) -> Report:
    events, _ = a_class(seed, skill, size, material=with_stories(STORY))
    return report(one_by_one(events))


REPORTS = {
    "learned": of_class("learned", LEARNED, 30),
    "suspicious": of_class("suspicious", SUSPICIOUS, 30),
    "small": of_class("small", LEARNED, 4),
    "empty": report([]),
    "with a class": report(
        one_by_one(
            [
                *a_class("learned", LEARNED, 30, material=with_stories(STORY))[0],
                *a_room("BCDHJL", story=STORY.id),
            ]
        )
    ),
    "a class": report(a_room("BCDHJL", story=STORY.id)),
    "a small class": report(a_room("BCDHJL", 4, hits=3, false=1)),
}


def page(said: Report, tmp_path: Path, language: str = "en") -> str:
    words = Words(LOCALES, language, tmp_path)
    return report_page(said, LIBRARY, words, load_locales(LOCALES)[language])


class _Read(HTMLParser):
    """Read a page: what it says, what it is made of, and whether everything is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in _ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += f" {data.strip()}" if data.strip() else ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_page_stands_alone_in_every_language(name: str, language: str, tmp_path: Path) -> None:
    html = page(REPORTS[name], tmp_path, language)
    read = _Read(html)
    assert not read.open
    assert "script" not in read.tags
    assert not re.search(r"https?:|src=|@import|url\((?!data:)", html)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert not re.search(r"\{\w+\}", read.text)
    assert read.tags.count("h1") == 1


@pytest.mark.parametrize("language", ["th", "km"])
@pytest.mark.parametrize("name", REPORTS)
def test_no_sentence_is_left_in_english(name: str, language: str, tmp_path: Path) -> None:
    text = _Read(page(REPORTS[name], tmp_path, language)).text
    # Codes of sessions, and the names that d' and c have everywhere.
    left = re.findall(r"[A-Za-z]{3,}", re.sub(r"\b([0-9A-F]{6}|BCDHJL)\b", "", text))
    assert left == []


def test_a_whole_report_has_all_its_parts(tmp_path: Path) -> None:
    read = _Read(page(REPORTS["learned"], tmp_path))
    assert read.ids == [
        *("who", "played", "spotting", "tricks", "acts", "whom", "change", "next", "know")
    ]
    assert "Players who judged or chose something 30" in read.text
    assert "They tell tricks from friendly messages better than before." in read.text
    assert "before → after · 30 players learned" in read.text


def test_the_numbers_are_those_that_were_found(tmp_path: Path) -> None:
    said = REPORTS["learned"]
    assert said.group is not None
    spotting = said.group.spotting
    assert not isinstance(spotting, str)
    assert spotting is not None
    rate = spotting.hit_rate
    percent = f"{rate.value * 100:.0f} % ({rate.low * 100:.0f} to {rate.high * 100:.0f} %)"
    text = _Read(page(said, tmp_path)).text
    assert f"Tricks noticed {spotting.hits} of {spotting.unsafe} · {percent}" in text
    assert f"d' = {spotting.detection.d_prime.value:.1f} (" in text


def test_a_class_that_only_grew_suspicious_is_not_praised(tmp_path: Path) -> None:
    text = _Read(page(REPORTS["suspicious"], tmp_path)).text
    assert "This is not learning." in text
    assert "better than before" not in text
    assert "what shows that this one is okay?" in text


def test_of_four_players_no_number_is_told(tmp_path: Path) -> None:
    read = _Read(page(REPORTS["small"], tmp_path))
    assert read.ids == ["who", "next"]
    assert "Players who judged or chose something fewer than 5" in read.text
    assert "%" not in read.text
    assert report_table(REPORTS["small"]).splitlines()[1:] == ["group,,,,,,,,fewer than 5 players"]


def test_an_empty_report_says_what_to_do(tmp_path: Path) -> None:
    read = _Read(page(REPORTS["empty"], tmp_path))
    assert read.ids == ["next"]
    assert "There are no records yet." in read.text
    assert "Play Quick Eyes and an episode with a group" in read.text
    assert report_table(REPORTS["empty"]).splitlines()[1:] == ["group,,,,,,,,no records"]


def test_what_few_players_did_is_hidden_on_the_page_and_in_the_table(tmp_path: Path) -> None:
    said = REPORTS["learned"]
    assert said.group is not None
    few = replace(
        said,
        group=replace(said.group, acting="hidden", spotting="hidden", whom={"police": "hidden"}),
    )
    text = _Read(page(few, tmp_path)).text
    assert "What they noticed hidden: too few players" in text
    assert "Any of these, where one was on offer hidden: too few players" in text
    assert "The police hidden: too few players" in text
    table = report_table(few).splitlines()
    assert {"spotting,all,,,,,,,hidden", "act,any,,,,,,,hidden", "told,police,,,,,,,hidden"} <= {
        *table
    }


def test_a_trick_or_an_episode_that_is_not_here_goes_by_its_short_name(tmp_path: Path) -> None:
    # Its records came from a computer with another game.
    nothing = replace(LIBRARY, stories=(), common=replace(LIBRARY.common, tricks={}))
    words = Words(LOCALES, "en", tmp_path)
    html = report_page(REPORTS["learned"], nothing, words, load_locales(LOCALES)["en"])
    assert STORY.id in html
    assert "secrecy" in html


@pytest.mark.parametrize("name", ["learned", "suspicious"])
def test_the_table_holds_what_was_found(name: str) -> None:
    said = REPORTS[name]
    assert said.group is not None
    rows = list(csv.DictReader(io.StringIO(report_table(said))))
    assert tuple(rows[0]) == COLUMNS
    by_name = {(row["part"], row["name"]): row for row in rows}
    assert len(by_name) == len(rows)
    change = said.group.changes["before", "after"]
    told = by_name["change in d'", "before to after"]
    assert told["verdict"] == change.verdict
    assert float(told["value"]) == pytest.approx(change.detection.d_prime.value, abs=1e-4)
    judged = [name for name, trick in said.group.tricks.items() if trick.found]
    assert {("found", trick) for trick in judged} <= set(by_name)
    for row in rows:
        if row["value"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"])


# Classes


def test_a_class_has_a_part_of_its_own_with_hands(tmp_path: Path) -> None:
    read = _Read(page(REPORTS["with a class"], tmp_path))
    assert read.ids[-3:] == ["class-room-BCDHJL", "next", "know"]
    text = read.text.partition("Class BCDHJL")[2]
    assert "Children see each other's hands, and follow them." in text
    assert "Children 28 children of 8–10 years" in text  # noqa: RUF001
    assert "Questions decided 24 · by most hands: 23 · by whoever led: 1" in text
    assert "before → after · 28 children" in text
    assert "Tell somebody 0 of 28 · 0 %" in text


def test_a_class_without_players_is_told_of_all_the_same(tmp_path: Path) -> None:
    read = _Read(page(REPORTS["a class"], tmp_path))
    assert read.ids == ["who", "class-room-BCDHJL", "next", "know"]
    assert "Players who judged or chose something 0" in read.text
    assert "Classes that played on one screen 1" in read.text
    assert not any("group" in line for line in report_table(REPORTS["a class"]).splitlines())


def test_a_report_on_a_session_with_a_class_is_not_only_on_its_players(tmp_path: Path) -> None:
    players, _ = a_class("ours", LEARNED, 6)
    events = one_by_one([*joined(players, "BCDHJL"), *a_room("BCDHJL")])
    text = _Read(page(report(events, "BCDHJL"), tmp_path)).text
    assert "Report on session BCDHJL" in text
    assert "All that is recorded of its players is counted" in text
    without = [event for event in events if not event.player.startswith("room")]
    text = _Read(page(report(without, "BCDHJL"), tmp_path)).text
    assert "Report on the players of session BCDHJL" in text


def test_of_a_class_of_four_children_no_number_is_told(tmp_path: Path) -> None:
    text = _Read(page(REPORTS["a small class"], tmp_path)).text
    told, _, how_to_read = text.partition("How to read this")
    assert "Hidden: it had fewer than 5 children." in told
    assert "%" not in told
    assert how_to_read
    table = report_table(REPORTS["a small class"]).splitlines()
    assert table[1:] == ["class,BCDHJL,,,,,,,fewer than 5 children"]


def test_the_newest_twelve_classes_are_told_of(tmp_path: Path) -> None:
    rooms = [replace(room, id=f"{n}") for n, room in enumerate(REPORTS["a class"].rooms * 13)]
    many = replace(REPORTS["a class"], rooms=tuple(rooms))
    text = _Read(page(many, tmp_path)).text
    assert "Classes that played on one screen 13 · the newest 12 are below" in text
    assert text.count("Questions decided") == 12
