"""What stands in the guides of our episodes, and that they need nothing from outside."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.language.catalogs import Words
from game.language.locales import load_locales
from game.places import LOCALES, SCENARIOS
from game.sheets.guide import guide
from game.story.load import load_all
from game.story.model import Choose, Line, Note, Story, Talk
from tests.screen.stories import ONE_CHAT, write_stories

LIBRARY = load_all(SCENARIOS)
IN = load_locales(LOCALES)
STORIES = {story.id: story for story in LIBRARY.stories}
EVERY_STORY = pytest.mark.parametrize("story", LIBRARY.stories, ids=lambda story: story.id)


def page(story: Story, tmp_path: Path, language: str = "en") -> str:
    return guide(story, LIBRARY.common, Words(LOCALES, language, tmp_path), IN[language])


def told(html: str) -> str:
    """Give the words of a page as one line, without its style and its map."""
    html = re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def one_line(text: str) -> str:
    return " ".join(text.split())


@EVERY_STORY
def test_an_adult_reads_every_question_note_and_ending(story: Story, tmp_path: Path) -> None:
    said = told(page(story, tmp_path))
    for step in (step for scene in story.scenes.values() for step in scene.steps):
        match step:
            case Talk(text=text, answers=answers):
                assert one_line(text) in said
                assert f"Possible answers {' '.join(answers)}" in said
            case Note(note=str(text)):
                assert one_line(text) in said
            case Choose(options=options):
                for option in options:
                    assert one_line(option.note or "") in said
            case _:
                pass
    for end in story.endings:
        assert f"{end.title}. {one_line(end.text)}" in said
    for source in story.sources:
        assert one_line(source) in said


@EVERY_STORY
def test_every_trick_and_what_only_looks_like_it_is_explained(story: Story, tmp_path: Path) -> None:
    said = told(page(story, tmp_path))
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    lines = [step for step in steps if isinstance(step, Line)]
    names = {name for line in lines for name in (*line.tricks, *line.looks_like)}
    for trick in (LIBRARY.common.tricks[name] for name in names):
        for text in (trick.name, trick.what, trick.how, trick.why, trick.you_can):
            assert one_line(text) in said
        for text in (trick.note or "", *trick.sources):
            assert one_line(text) in said


@EVERY_STORY
def test_every_question_has_two_possible_answers_or_more(story: Story) -> None:
    asked = [step for scene in story.scenes.values() for step in scene.steps]
    assert all(len(step.answers) >= 2 for step in asked if isinstance(step, Talk))


@EVERY_STORY
def test_the_aims_stand_once_and_first(story: Story, tmp_path: Path) -> None:
    notes = [
        step.note
        for scene in story.scenes.values()
        for step in scene.steps
        if isinstance(step, Note) and step.note
    ]
    said = told(page(story, tmp_path))
    assert said.count(one_line(notes[0])) == 1
    assert said.index(one_line(notes[0])) < said.index("Ground rules")


@EVERY_STORY
@pytest.mark.parametrize("language", ["th", "km", "en"])
def test_a_guide_runs_nothing_loads_nothing_and_is_whole(
    story: Story, language: str, tmp_path: Path
) -> None:
    html = page(story, tmp_path, language)
    assert f'<html lang="{language}" dir="ltr">' in html
    assert not re.search(r"<script|<link|<img|@import|url\((?!data:)|\son\w+=", html)
    assert html.count("@font-face") == 2
    # What an address could be loaded by is only ever a place on the page.
    assert all(it.startswith("#") for it in re.findall(r'(?:href|src)="([^"]*)"', html))
    seen = _Elements()
    seen.feed(html)
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert {it.removeprefix("#") for it in re.findall(r'href="(#[^"]*)"', html)} <= set(seen.ids)


@pytest.mark.parametrize(
    ("language", "first", "words"),
    [
        ("th", "1387", ("การขัดจังหวะเพื่อปกป้อง", "ไม่ใช่ความผิดของเธอเลย", "24 พฤศจิกายน 2569")),
        ("km", "1280", ("ការកាត់សម្ដីដើម្បីការពារ", "មិនមែនជាកំហុសរបស់ប្អូនទេ")),
        ("en", "1387", ("protective interrupting", "It is not your fault", "November 24, 2026")),
    ],
)
def test_what_to_do_and_whom_to_call_is_said_in_the_language_and_its_country_first(
    language: str, first: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    html = page(STORIES["extra-training"], tmp_path, language)
    for text in words:
        assert text in told(html)
    channels = re.findall(r"<b class=channel dir=ltr>([^<]+)</b>", html)
    assert channels[0] == first
    assert sorted(channels) == sorted(line.channel for line in LIBRARY.common.help.lines)


@pytest.mark.parametrize("language", ["th", "km"])
def test_nothing_of_the_guide_is_left_in_english(language: str, tmp_path: Path) -> None:
    there = page(STORIES["class-chat"], tmp_path, language)
    assert "Ground rules" not in there
    heads = re.findall(r"<h[1-4]>(.*?)</h[1-4]>", there)
    assert [it for it in heads if re.fullmatch(r"[\x00-\x7f]+", it)] == []


def test_every_help_line_says_how_sure_it_is_to_those_who_lead_but_not_to_parents(
    tmp_path: Path,
) -> None:
    lead, home = page(STORIES["nana-12"], tmp_path).split("<section id=home>")
    for line in LIBRARY.common.help.lines:
        assert line.certainty in unescape(lead)
        assert line.certainty not in unescape(home)
        assert line.channel in home


def test_a_question_is_answered_by_the_explanations_of_the_story_and_has_lines_to_write(
    tmp_path: Path,
) -> None:
    html = page(STORIES["friend-from-the-game"], tmp_path)
    moment = next(
        it for it in html.split("<article class=moment>") if "What makes the two questions" in it
    )
    assert "Sreyneang:" in moment
    assert "SkyWolf_99:" in moment
    assert moment.split("</article>")[0].count("<div class=line>") == 3
    assert moment.count("<p class=message>") <= 4


def test_a_page_says_so_where_a_story_has_no_aims_questions_or_look_alikes(tmp_path: Path) -> None:
    library = load_all(write_stories(tmp_path / "mine", mine=ONE_CHAT))
    words = Words(LOCALES, "en", tmp_path)
    html = guide(library.stories[0], library.common, words, IN["en"])
    assert "This episode has no questions or notes." in html
    assert "<section id=aims>" not in html
    safe = load_all(
        write_stories(tmp_path / "safe", mine=ONE_CHAT.replace("      trick: questions\n", ""))
    )
    assert "This episode shows no tricks." in guide(safe.stories[0], safe.common, words, IN["en"])


def test_what_an_author_types_is_shown_and_not_taken_for_html(tmp_path: Path) -> None:
    story = ONE_CHAT.replace("Where do you live?", "<b onclick=x>Where</b> & how?")
    library = load_all(write_stories(tmp_path / "mine", mine=story))
    html = guide(library.stories[0], library.common, Words(LOCALES, "en", tmp_path), IN["en"])
    assert "<b onclick" not in html
    assert "&lt;b onclick=x&gt;Where&lt;/b&gt; &amp; how?" in html


class _Elements(HTMLParser):
    """Keep which elements are open, and the ids of all."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
