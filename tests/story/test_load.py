import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.places import ASSETS, SCENARIOS
from game.story import yaml_source
from game.story.check import check_story
from game.story.load import StoryError, load_all, load_common, load_story
from game.story.model import (
    Choose,
    LeadLine,
    Line,
    Narrate,
    Set,
    Step,
    TimeMark,
    Told,
    Where,
    item_id,
)
from game.story.playthrough import PlayError, Playthrough
from tests.story.examples import BROKEN, GROUPED, SHORT, UNSAFE
from tests.story.samples import COMMON, FIXTURES, SMALL, STORY, answers

SOURCE = SMALL.read_text(encoding="utf-8")


@pytest.fixture
def findings(tmp_path: Path) -> Callable[[str | bytes], list[str]]:
    def of(source: str | bytes) -> list[str]:
        path = tmp_path / "short.yaml"
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        with pytest.raises(StoryError) as error:
            load_story(path, COMMON)
        return str(error.value).replace(f"{path}:", "").split("\n")

    return of


class TestAGoodStory:
    def test_its_facts_are_read(self) -> None:
        assert (STORY.id, STORY.title, STORY.lead.name) == ("small", "A small story", "Fah")
        assert (STORY.ages, STORY.minutes, STORY.number) == ((8, 14), 3, 2)
        assert STORY.stages == ("trust", "entrap")
        assert STORY.sources == ("Somebody 2020",)
        assert STORY.start == "first-evening"
        assert list(STORY.scenes) == ["first-evening", "nagging", "home", "told"]
        assert [end.slug for end in STORY.endings] == ["quiet-evening", "told"]
        assert STORY.endings[0].comfort == "It is not your fault. It is never too late to tell."

    def test_texts_stay_exactly_as_typed(self) -> None:
        texts = [
            step.text for step in STORY.scenes["first-evening"].steps if isinstance(step, Told)
        ]
        assert [text for text in texts if len(text) < 6] == ["12:30", "No", "on", "1_000", "~"]
        choose = STORY.scenes["first-evening"].steps[11]
        assert isinstance(choose, Choose)
        assert choose.options[0].say == "null"

    def test_a_contact_of_the_cast_takes_what_the_story_does_not_say(self) -> None:
        mint, yai, star = (STORY.contacts[name] for name in ("mint", "grandmother", "star"))
        assert (mint.name, mint.sex, mint.age, mint.picture) == (
            "Mint",
            "girl",
            "11",
            "mint-with-glasses",
        )
        assert (yai.name, yai.sex, yai.picture) == ("Yai", "woman", "grandmother")
        assert (star.name, star.sex, star.age, star.picture) == ("Star★", "unknown", None, "star")

    def test_what_is_known_may_be_a_text_or_a_list(self) -> None:
        star = STORY.contacts["star"]
        assert star.known == ("Likes Fah's drawings",)
        assert star.unknown == ("How old Star is", "Where Star lives")

    def test_variables_begin_as_declared(self) -> None:
        told, trusting, nagged = STORY.variables.values()
        assert (told.kind, told.start) == ("yes/no", False)
        assert (trusting.kind, trusting.start) == ("yes/no", True)
        assert (nagged.kind, nagged.lowest, nagged.highest, nagged.start) == ("number", 0, 3, 0)

    def test_a_message_knows_its_tricks_and_its_item(self) -> None:
        gift = STORY.scenes["nagging"].steps[1]
        assert isinstance(gift, Line)
        assert gift.tricks == ("gifts", "secrecy")
        assert not gift.safe
        assert gift.item == item_id("I got you 500 gems. Our secret, ok?") == "bd8fbdf2"

    def test_everything_knows_its_place(self) -> None:
        step = STORY.scenes["nagging"].steps[1]
        line, column = step.place.line, step.place.column
        assert SOURCE.split("\n")[line - 1][column - 1 :].startswith("star: I got you 500 gems.")
        assert STORY.scenes["nagging"].place.column == 3
        assert str(STORY.variables["told"].place) == f"{SMALL}:18:3"

    def test_steps_keep_what_their_keys_say(self) -> None:
        steps: dict[type[Step], Step] = {
            type(step): step for scene in STORY.scenes.values() for step in scene.steps
        }
        narration, lead_line, change = steps[Narrate], steps[LeadLine], steps[Set]
        assert isinstance(narration, Narrate)
        assert (narration.by, narration.where, narration.feel) == (
            "grandmother",
            "market",
            "calm",
        )
        assert narration.when is not None
        assert narration.when.text == "told"
        assert isinstance(lead_line, LeadLine)
        assert lead_line.to == "grandmother"
        assert isinstance(change, Set)
        assert [(c.variable, c.value, c.added) for c in change.changes] == [("nagged", 1, True)]
        time = steps[TimeMark]
        assert isinstance(time, TimeMark)
        assert (time.text, time.where) == ("12:30", "school")
        assert STORY.scenes["first-evening"].steps[0].note == "Read the first messages aloud."

    def test_it_can_stand_before_every_painted_background(self) -> None:
        painted = {drawing.stem for drawing in (ASSETS / "backgrounds").glob("*.svg")}
        assert set(get_args(Where)) == painted

    def test_a_group_has_members_and_its_messages_know_it(self, tmp_path: Path) -> None:
        path = tmp_path / "class.yaml"
        path.write_text(GROUPED, encoding="utf-8")
        story = load_story(path, COMMON)
        family, garden = story.groups.values()
        assert (family.id, family.name) == ("class", "Class 6/2")
        assert family.members == ("mint", "grandmother")
        assert family.known == ("Families read along",)
        assert family.unknown == ("Who reads at night",)
        assert (family.picture, garden.picture, garden.members) == ("group", "flower", ("wolf",))
        lines = [step for step in story.scenes["noon"].steps if isinstance(step, Line)]
        assert [(line.contact, line.group, line.chat) for line in lines] == [
            ("wolf", "garden", "garden"),
            ("mint", "class", "class"),
            ("mint", None, "mint"),
            ("grandmother", "class", "class"),
        ]
        assert STORY.groups == {}

    def test_groups_without_a_picture_get_different_ones(self, tmp_path: Path) -> None:
        path = tmp_path / "class.yaml"
        path.write_text(GROUPED.replace(", picture: flower", ""), encoding="utf-8")
        pictures = [group.picture for group in load_story(path, COMMON).groups.values()]
        assert pictures == ["group", "group-2"]
        assert all((ASSETS / "avatars" / f"{picture}.svg").is_file() for picture in pictures)

    def test_telling_names_who_is_told_and_whether_they_listen(self, tmp_path: Path) -> None:
        told = "act: tell\n          whom: family\n          who: grandmother\n          heard: no"
        path = tmp_path / "short.yaml"
        path.write_text(SHORT.replace("act: carry_on", told), encoding="utf-8")
        choose = load_story(path, COMMON).scenes["evening"].steps[1]
        assert isinstance(choose, Choose)
        assert (choose.options[0].who, choose.options[0].heard) == ("grandmother", False)
        usual = STORY.scenes["nagging"].steps[4]
        assert isinstance(usual, Choose)
        assert (usual.options[1].who, usual.options[1].heard) == (None, True)

    def test_people_of_the_cast_say_what_they_are_to_the_lead(self) -> None:
        cast = load_common(SCENARIOS).cast
        assert (cast["aunt-sophea"].role, cast["coach-rith"].role) == ("aunt", "coach")
        assert (cast["fah"].role, cast["dara"].role) == (None, None)

    def test_its_version_changes_with_its_file(self, tmp_path: Path) -> None:
        (tmp_path / "small.yaml").write_text(SOURCE + "# edited\n", encoding="utf-8")
        assert load_story(tmp_path / "small.yaml", COMMON).version != STORY.version
        assert load_story(SMALL, COMMON) == STORY


class TestFindings:
    def test_the_short_story_is_good(self, tmp_path: Path) -> None:
        (tmp_path / "short.yaml").write_text(SHORT, encoding="utf-8")
        assert load_story(tmp_path / "short.yaml", COMMON).title == "Short"

    def test_who_is_not_in_a_group_cannot_write_in_it(
        self, findings: Callable[[str], list[str]]
    ) -> None:
        (found,) = findings(GROUPED.replace("members: wolf", "members: mint"))
        assert found.startswith("22:7: `wolf` is not in the group `garden`. Add them to its")

    @pytest.mark.parametrize(("old", "new", "finding"), BROKEN)
    def test_each_says_where_it_is_what_is_wrong_and_what_to_do(
        self, findings: Callable[[str], list[str]], old: str, new: str, finding: str
    ) -> None:
        assert SHORT.count(old) == 1
        found = findings(SHORT.replace(old, new))
        assert found[0].startswith(finding), found

    def test_all_are_given_at_once_in_the_order_of_the_file(
        self, findings: Callable[[str], list[str]]
    ) -> None:
        broken = (
            SHORT.replace("title: Short", "titel: Short")
            .replace("go: night", "go: nihgt")
            .replace("act: carry_on", "act: tell")
            .replace("wolf: Hi!", "wolf: Hi!\n      trick: giftz")
            .replace("title: Asleep", "title: [Asleep]")
        )
        assert [found.split(": ")[0] for found in findings(broken)] == [
            "1:1",
            "1:1",
            "16:14",
            "19:11",
            "20:15",
            "23:14",
        ]

    def test_after_a_hundred_the_rest_waits(self, findings: Callable[[str], list[str]]) -> None:
        found = findings(SHORT + "".join(f"wrong-{number}: x\n" for number in range(1_000)))
        assert len(found) == 101
        assert found[-1].endswith("the file has 100 findings or more. Begin with the first ones")

    def test_a_file_that_cannot_be_an_id_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "My Story.yaml"
        path.write_text(SHORT, encoding="utf-8")
        with pytest.raises(StoryError, match="1:1: the name of the file is the story's id"):
            load_story(path, COMMON)

    def test_a_question_after_a_message_of_an_earlier_scene_is_good(self, tmp_path: Path) -> None:
        path = tmp_path / "short.yaml"
        path.write_text(SHORT.replace("- end:", "- ask: last\n    - end:"), encoding="utf-8")
        assert load_story(path, COMMON)


class TestUnsafeYaml:
    def test_nesting_is_refused_however_deep_it_is(
        self, findings: Callable[[str | bytes], list[str]]
    ) -> None:
        found = findings("[" * 40_000)
        assert len(found) == 1
        assert found[0].endswith("this is nested more than 10 levels deep. Write it flatter")

    @pytest.mark.parametrize(("source", "finding"), UNSAFE)
    def test_it_is_refused_in_one_line(
        self, findings: Callable[[str | bytes], list[str]], source: str | bytes, finding: str
    ) -> None:
        assert any(found.startswith(finding) for found in findings(source)), findings(source)

    def test_columns_count_characters(self, findings: Callable[[str], list[str]]) -> None:
        found = findings(SHORT.replace("wolf: Hi!", 'wolf: "ខ្ញុំ 🔥"\n      trick: x'))
        assert found[0].startswith("16:14: ")
        found = findings(
            SHORT.replace("{name: Wolf, relation", "{name: ខ្ញុំ🔥, relation: x, relation")
        )
        assert found[0].startswith("8:34: ")

    def test_a_byte_order_mark_is_no_trouble(self, tmp_path: Path) -> None:
        path = tmp_path / "short.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode())
        assert load_story(path, COMMON).title == "Short"


class TestFilesThatAreNone:
    def refusal(self, path: Path) -> str:
        with pytest.raises(StoryError) as error:
            load_story(path, COMMON)
        assert "\n" not in str(error.value)
        return str(error.value)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "none.yaml"
        assert self.refusal(path).startswith(f"{path}:1:1: the file cannot be read (No such file")

    def test_a_folder_is_refused(self, tmp_path: Path) -> None:
        assert ":1:1: this is not a file." in self.refusal(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_pipe_is_refused_without_waiting_for_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.yaml")
        assert ":1:1: this is not a file." in self.refusal(tmp_path / "pipe.yaml")

    def test_a_name_that_cannot_be_is_refused(self, tmp_path: Path) -> None:
        assert "the file cannot be read" in self.refusal(tmp_path / "a\0b.yaml")

    def test_a_path_is_shown_as_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(FIXTURES)
        assert self.refusal(Path("stories/none.yaml")).startswith("stories/none.yaml:1:1: ")


class TestEverythingTogether:
    def test_tricks_cast_and_help_are_read(self) -> None:
        gifts = COMMON.tricks["gifts"]
        assert (gifts.name, gifts.also) == (
            "Gift, then a favour",
            ("secrecy", "too_fast", "questions", "guilt"),
        )
        assert (gifts.note, gifts.sources) == ("Accepting was not wrong.", ("MOGQ",))
        assert COMMON.cast["mint"].picture == "mint-with-glasses"
        assert COMMON.help.checked == date(2026, 11, 24)
        line, other = COMMON.help.lines
        assert (line.country, line.channel, line.hours) == ("TH", "1387", "Day and night")
        assert (other.country, other.hours) == ("all", None)
        assert COMMON.help.people == ("A teacher",)

    def test_what_is_wrong_with_the_common_files_is_told_together(self, tmp_path: Path) -> None:
        for name, old, new in (
            ("cast", "sex: girl", "sex: gril"),
            ("tricks", "also: [gifts, secrecy, questions]", "also: [gifts, gifts, too_fast]"),
            ("help", "checked: 2026-11-24\nlines", "checked: 2026-13-24\nlines"),
        ):
            source = (FIXTURES / f"{name}.yaml").read_text(encoding="utf-8")
            assert old in source
            (tmp_path / f"{name}.yaml").write_text(source.replace(old, new), encoding="utf-8")
        with pytest.raises(StoryError) as error:
            load_common(tmp_path)
        assert [found.message.split(".")[0] for found in error.value.findings] == [
            "the look-alikes name a trick twice",
            "`gril` cannot stand here",
            "`gril` cannot stand here",
            "`2026-13-24` is no date",
        ]

    def test_a_broken_story_is_left_out_and_the_others_play(self, tmp_path: Path) -> None:
        for path in FIXTURES.glob("*.yaml"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        stories = tmp_path / "stories"
        stories.mkdir()
        (stories / "small.yaml").write_text(SOURCE, encoding="utf-8")
        (stories / "short.yaml").write_text(SHORT, encoding="utf-8")
        (stories / "broken.yaml").write_text(
            SHORT.replace("go: night", "go: day"), encoding="utf-8"
        )
        (stories / "folder.yaml").mkdir()
        (stories / "link.yaml").symlink_to(SMALL)
        library = load_all(tmp_path)
        assert [story.id for story in library.stories] == ["short", "small"]
        assert library.common == load_common(tmp_path)
        assert [str(error).replace(str(stories), "")[:60] for error in library.broken] == [
            "/broken.yaml:19:15: there is no scene `day`. Write one of: e",
            "/folder.yaml:1:1: this is not a file. Put a YAML file here",
            "/link.yaml:1:1: this is a link out of the folder of scenario",
        ]

    def test_the_scenarios_that_ship_are_good(self) -> None:
        library = load_all(SCENARIOS)
        assert library.broken == ()
        assert len(library.common.tricks) == 18


def playable_or_explained(source: bytes, folder: Path) -> None:
    """Load anything; if it is a story, check it and play it."""
    path = folder / "any.yaml"
    path.write_bytes(source)
    try:
        story = load_story(path, COMMON)
        for finding in check_story(story, ()):
            assert finding.message.isprintable()
        play = Playthrough.begin(story)
        for number in range(60):
            possible = answers(play)
            play = play.move(possible[number % len(possible)]) if possible else play
    except StoryError as error:
        for finding in error.findings:
            assert finding.message.isprintable()
    except PlayError:
        pass  # scenes that go round and show nothing


PIECES = st.sampled_from(
    [
        *("- ", ": ", "{", "}", "[", "]", "\n", "    ", "*x", "&x ", "!!int ", "? ", '"', "'", "~"),
        *("wolf", "star", "go: told", "when: told", "told", "end: ", "choose:", "\t", "#", "|\n"),
        *("\\x07", "\\uD800", "\\UFFFFFFFF", "%YAML 1.1", "---", "...", "\u2028", "\x85", "\ufeff"),
    ]
)


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
class TestAnything:
    @given(
        source=st.binary()
        | st.text().map(str.encode)
        | st.lists(PIECES).map("".join).map(str.encode)
    )
    def test_bytes_are_a_story_or_explained(
        self, source: bytes, parser: str, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_source, "_PARSER", getattr(yaml, parser))
            playable_or_explained(source, tmp_path_factory.getbasetemp())

    @given(data=st.data())
    def test_changed_stories_are_stories_or_explained(
        self, data: st.DataObject, parser: str, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        lines = SOURCE.split("\n")
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(lines) - 1))
            line = lines[at]
            column = data.draw(st.integers(0, len(line)))
            lines[at : at + data.draw(st.integers(0, 2))] = data.draw(
                st.sampled_from(
                    [
                        [],
                        [line, line],
                        [line[:column] + data.draw(PIECES) + line[column:]],
                        [line[:column]],
                        [data.draw(st.sampled_from(lines))],
                    ]
                )
            )
            lines = lines or [""]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_source, "_PARSER", getattr(yaml, parser))
            playable_or_explained("\n".join(lines).encode(), tmp_path_factory.getbasetemp())
