"""The single messages of Quick Eyes: how they are read, checked, and what those that ship are."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.places import SCENARIOS
from game.story.check import check_quick_eyes
from game.story.load import StoryError, load_all, load_common, load_quick_eyes, load_story
from game.story.model import Line, Place, QuickEyes, QuickForm
from game.story.vocabulary import load_words
from tests.story.examples import QUICK, QUICK_BROKEN
from tests.story.samples import FIXTURES
from tests.story.sorting import plain_forms, written

COMMON = load_common(SCENARIOS)
SHIPPED = load_quick_eyes(SCENARIOS, COMMON)
STORIES = [load_story(path, COMMON) for path in sorted((SCENARIOS / "stories").glob("*.yaml"))]
AVOIDED = load_words(SCENARIOS / "words.yaml")["en"]
_PICTURED = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


def loaded(source: str, folder: Path) -> QuickEyes:
    (folder / "quick-eyes.yaml").write_text(source, encoding="utf-8")
    return load_quick_eyes(folder, COMMON)


def rules(source: str, folder: Path) -> list[str]:
    found = check_quick_eyes(loaded(source, folder), COMMON, STORIES, AVOIDED)
    return [finding.rule for finding in found]


class TestLoading:
    def test_every_key_of_an_item_is_read(self, tmp_path: Path) -> None:
        source = QUICK.replace(
            "trick: trick_link", "trick: [trick_link, gifts]\n    sex: woman\n    note: A scam."
        )
        quick_eyes = loaded(source, tmp_path)
        assert list(quick_eyes.forms) == ["a", "b", "c"]
        (link,) = quick_eyes.forms["c"].items
        assert (link.id, link.writer, link.relation, link.sex) == (
            "link", "A shop", "stranger", "woman",
        )  # fmt: skip
        assert (link.message, link.because, link.note) == (
            "Type in your password!", "A password is yours.", "A scam.",
        )  # fmt: skip
        assert (link.tricks, link.looks_like, link.safe) == (("trick_link", "gifts"), (), False)
        cake = quick_eyes.items[link.twin]
        assert (cake.tricks, cake.looks_like, cake.safe) == ((), ("secrecy",), True)
        assert (cake.sex, cake.note) == ("unknown", None)
        assert cake.place == Place(str(tmp_path / "quick-eyes.yaml"), 2, 3)

    def test_items_keep_the_order_of_the_file(self, tmp_path: Path) -> None:
        forms = plain_forms()
        quick_eyes = loaded(written(forms), tmp_path)
        for name, form in quick_eyes.forms.items():
            assert [item.id for item in form.items] == list(forms[name])
            first, second = form.halves
            assert (len(first), len(second)) == (8, 8)
            assert first + second == form.items
        assert list(quick_eyes.items) == [id_ for items in forms.values() for id_ in items]

    def test_records_name_a_message_as_they_name_a_line_of_a_story(self) -> None:
        for item in SHIPPED.items.values():
            line = Line(place=item.place, contact="wolf", text=item.message)
            assert item.item == line.item

    def test_another_text_is_another_version(self, tmp_path: Path) -> None:
        versions = {
            loaded(source, tmp_path).version
            for source in (QUICK, QUICK, QUICK.replace("Sunday", "Monday"))
        }
        assert len(versions) == 2
        assert all(re.fullmatch("[0-9a-f]{16}", version) for version in versions)

    @pytest.mark.parametrize(("old", "new", "finding"), QUICK_BROKEN)
    def test_a_mistake_is_told_with_its_place_and_what_to_do(
        self, old: str, new: str, finding: str, tmp_path: Path
    ) -> None:
        assert old in QUICK
        with pytest.raises(StoryError) as error:
            loaded(QUICK.replace(old, new, 1), tmp_path)
        told = str(error.value).split("\n")[0]
        assert told.removeprefix(f"{tmp_path / 'quick-eyes.yaml'}:").startswith(finding)

    @given(data=st.data())
    def test_a_changed_file_is_read_or_explained(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        lines = QUICK.split("\n")
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(lines) - 1))
            put = [[], [lines[at][:-1]], [data.draw(st.sampled_from(lines))], ["- x"], ["    []"]]
            lines[at : at + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from(put))
            lines = lines or [""]
        try:
            quick_eyes = loaded("\n".join(lines), tmp_path_factory.getbasetemp())
            findings = tuple(check_quick_eyes(quick_eyes, COMMON, STORIES, AVOIDED))
        except StoryError as error:
            findings = error.findings
        assert all(finding.message.isprintable() for finding in findings)


class TestLibrary:
    @pytest.fixture
    def scenarios(self, tmp_path: Path) -> Path:
        for path in FIXTURES.rglob("*.yaml"):
            copy = tmp_path / path.relative_to(FIXTURES)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
        return tmp_path

    def test_the_messages_that_ship_are_in_the_library(self) -> None:
        assert load_all(SCENARIOS).quick_eyes == SHIPPED

    def test_scenarios_need_none(self, scenarios: Path) -> None:
        library = load_all(scenarios)
        assert (library.quick_eyes, library.broken) == (QuickEyes(), ())
        assert not library.quick_eyes.forms
        assert not library.quick_eyes.items

    def test_a_broken_file_is_told_and_the_stories_play(self, scenarios: Path) -> None:
        (scenarios / "quick-eyes.yaml").write_text("a:\n  cake: nothing\n", encoding="utf-8")
        library = load_all(scenarios)
        assert [story.id for story in library.stories] == ["small"]
        assert not library.quick_eyes.forms
        (error,) = library.broken
        assert f"{scenarios / 'quick-eyes.yaml'}:2:9: an item is expected here." in str(error)

    def test_a_link_out_of_the_folder_is_refused(self, scenarios: Path) -> None:
        (scenarios / "quick-eyes.yaml").symlink_to(SCENARIOS / "quick-eyes.yaml")
        library = load_all(scenarios)
        assert not library.quick_eyes.forms
        assert "this is a link out of the folder of scenarios" in str(library.broken[0])


class TestChecking:
    def test_no_forms_break_no_rule(self) -> None:
        assert check_quick_eyes(QuickEyes(), COMMON, STORIES, AVOIDED) == []

    def test_plain_forms_break_no_rule(self, tmp_path: Path) -> None:
        assert rules(written(plain_forms()), tmp_path) == []

    @pytest.mark.parametrize(
        ("key", "text", "rule"),
        [
            ("message", "a" * 121, "long-text"),
            ("because", "a" * 161, "long-text"),
            ("from", "a" * 41, "long-text"),
            ("message", "Hi {name}, come!", "placeholder"),
            ("because", "The groomer lies.", "avoided-word"),
            ("because", "That was stupid.", "avoided-word"),
            ("message", "Come to TikTok!", "avoided-word"),
            ("note", "She sounds like child porn.", "avoided-word"),
        ],
    )
    def test_texts_keep_the_rules_that_stories_keep(
        self, key: str, text: str, rule: str, tmp_path: Path
    ) -> None:
        forms = plain_forms()
        forms["a"]["a3"][key] = text
        assert rule in rules(written(forms), tmp_path)

    def test_notes_for_adults_may_name_what_adults_name(self, tmp_path: Path) -> None:
        forms = plain_forms()
        forms["a"]["a3"]["note"] = "What a groomer would write."
        assert rules(written(forms), tmp_path) == []

    def test_a_form_with_an_item_less_is_told(self, tmp_path: Path) -> None:
        forms = plain_forms()
        del forms["a"]["a0"]
        forms["b"]["b0"]["twin"] = "a2"
        source = written(forms)
        (finding, *_) = check_quick_eyes(loaded(source, tmp_path), COMMON, [], ())
        assert (finding.rule, finding.place.line) == ("uneven-half", 1)
        assert finding.message.startswith("the form has 15 items")

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"twin": "b2"}, "`b2` has another twin, `a2`. Pair each with one"),
            ({"looks_like": "gifts"}, "its twin `b0` is about another trick, `pretending`."),
            ({"from": "A shop"}, "its twin `b0` has another `from` or `relation`."),
            ({"relation": "family"}, "its twin `b0` has another `from` or `relation`."),
        ],
    )
    def test_what_twins_must_share_is_told(
        self, changes: dict[str, str], told: str, tmp_path: Path
    ) -> None:
        forms = plain_forms()
        forms["a"]["a0"] |= changes
        found = check_quick_eyes(loaded(written(forms), tmp_path), COMMON, [], ())
        assert any(f.rule == "no-twin" and f.message.startswith(told) for f in found)

    @pytest.mark.parametrize(
        "change", [str, str.upper, lambda text: text.replace(",", " and").replace("!", "...")]
    )
    def test_a_line_of_a_story_is_known_again_when_little_is_changed(
        self, change: type[str], tmp_path: Path
    ) -> None:
        line = "Nobody understands this game like you do. I feel we are real friends already."
        forms = plain_forms()
        forms["a"]["a1"]["message"] = change(line)
        assert "met-in-a-story" in rules(written(forms), tmp_path)


class TestShipped:
    def test_they_break_no_rule(self) -> None:
        assert check_quick_eyes(SHIPPED, COMMON, STORIES, AVOIDED) == []

    def test_there_are_twenty_four_pairs_over_three_forms(self) -> None:
        assert list(SHIPPED.forms) == ["a", "b", "c"]
        assert len(SHIPPED.items) == 48
        assert len({frozenset((item.id, item.twin)) for item in SHIPPED.items.values()}) == 24

    def test_each_form_meets_the_other_two_equally_often(self) -> None:
        form_of = {item.id: form.id for form in SHIPPED.forms.values() for item in form.items}
        pairs = Counter(
            (form_of[item.id], form_of[item.twin]) for item in SHIPPED.items.values() if item.safe
        )
        assert set(pairs.values()) == {4}
        assert len(pairs) == 6

    def test_the_same_kinds_of_people_write_tricks_and_safe_messages_in_every_half(self) -> None:
        for form in SHIPPED.forms.values():
            for half in form.halves:
                writers = [
                    Counter(i.relation for i in half if i.safe is safe) for safe in (True, False)
                ]
                assert writers[0] == writers[1]
                assert writers[0]["stranger"] == 1

    def test_the_forms_have_the_same_kinds_of_writers_and_no_trick_twice(self) -> None:
        forms = SHIPPED.forms.values()
        assert len({frozenset(Counter(i.relation for i in f.items).items()) for f in forms}) == 1
        for form in forms:
            assert len({i.tricks[0] for i in form.items if not i.safe}) == 8
            assert len({i.looks_like[0] for i in form.items if i.safe}) == 8

    def test_women_and_men_write_both_kinds(self) -> None:
        for safe in (True, False):
            sexes = Counter(i.sex for i in SHIPPED.items.values() if i.safe is safe)
            assert sexes["woman"] + sexes["girl"] >= 8
            assert sexes["man"] + sexes["boy"] >= 8

    @pytest.mark.parametrize("form", SHIPPED.forms.values(), ids=lambda form: form.id)
    def test_neither_pictures_nor_the_order_tell_the_answer(self, form: QuickForm) -> None:
        pictured = Counter(i.safe for i in form.items if _PICTURED.search(i.message))
        assert pictured[True] == pictured[False]
        assert max(len(list(run)) for _, run in groupby(i.safe for i in form.items)) <= 3
