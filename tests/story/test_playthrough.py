import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.places import SCENARIOS
from game.story.load import load_all, load_story
from game.story.model import Line, Scene, Story, TimeMark
from game.story.playthrough import (
    Asking,
    Choosing,
    Chosen,
    Ended,
    Judged,
    Over,
    PlayError,
    Playthrough,
    Reading,
    Shown,
)
from tests.story.examples import GROUPED
from tests.story.samples import COMMON, SMALL, STORY, answers, chosen, played, until

DECISIONS = st.lists(st.integers(0, 60), max_size=80)
BEGUN = Playthrough.begin(STORY)


def texts(play: Playthrough) -> list[str]:
    return [entry.step.text for entry in play.log if isinstance(entry, Shown)]


def edited(tmp_path: Path, *changes: tuple[str, str]) -> Story:
    source = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    path = tmp_path / "small.yaml"
    path.write_text(source, encoding="utf-8")
    return load_story(path, COMMON)


def grouped(tmp_path: Path) -> Playthrough:
    path = tmp_path / "class.yaml"
    path.write_text(GROUPED, encoding="utf-8")
    return Playthrough.begin(load_story(path, COMMON))


def alone(story: Story, scenes: dict[str, Scene]) -> Story:
    return replace(story, scenes=scenes, start=next(iter(scenes)))


class TestReading:
    def test_nothing_is_shown_before_the_first_move(self) -> None:
        assert BEGUN.log == ()
        assert isinstance(BEGUN.now, Reading)
        assert isinstance(BEGUN.now.coming, TimeMark)

    def test_things_are_shown_one_by_one_in_the_order_of_the_scene(self) -> None:
        play = BEGUN.next().next()
        assert texts(play) == ["12:30", "No"]
        assert texts(BEGUN) == []

    def test_who_writes_next_can_be_seen_typing(self) -> None:
        coming = BEGUN.next().now
        assert isinstance(coming, Reading)
        assert isinstance(coming.coming, Line)
        assert coming.coming.contact == "mint"

    def test_messages_appear_in_the_chat_of_their_contact(self) -> None:
        log = until(BEGUN, "1_000").log
        shown = {entry.step.text: entry.chat for entry in log if isinstance(entry, Shown)}
        assert shown["No"] == "mint"
        assert shown["on"] == "mint"
        assert shown["1_000"] == "star"

    def test_messages_in_a_group_appear_there_and_their_writer_is_known(
        self, tmp_path: Path
    ) -> None:
        log = until(grouped(tmp_path), "Eat first.").log
        assert [(entry.step.text, entry.chat) for entry in log if isinstance(entry, Shown)] == [
            ("Hi!", "garden"),
            ("Homework?", "class"),
            ("done!", "class"),
            ("Homework?", "mint"),
            ("hello, all", "class"),
            ("Eat first.", "class"),
        ]
        newest = log[-1]
        assert isinstance(newest, Shown)
        assert isinstance(newest.step, Line)
        assert newest.step.contact == "grandmother"

    def test_the_lead_answers_in_a_group_as_in_any_chat(self, tmp_path: Path) -> None:
        for text, chat in (
            ("after lunch", "class"),
            ("it is our secret, Mint", "mint"),
            ("no, flowers", "garden"),
        ):
            answered = chosen(grouped(tmp_path), text).log[-1]
            assert isinstance(answered, Chosen)
            assert answered.chat == chat

    def test_sarika_asks_about_a_message_in_a_group(self, tmp_path: Path) -> None:
        asked = until(grouped(tmp_path), "Eat first.").now
        assert isinstance(asked, Asking)
        assert (asked.line.contact, asked.line.group) == ("grandmother", "class")

    def test_thoughts_are_in_no_chat(self) -> None:
        newest = until(BEGUN, "~").log[-1]
        assert isinstance(newest, Shown)
        assert newest.chat is None

    def test_the_lead_answers_in_the_chat_of_the_newest_message_unless_told_otherwise(self) -> None:
        answered = chosen(BEGUN, "null").log[-1]
        assert isinstance(answered, Chosen)
        assert answered.chat == "star"
        elsewhere = chosen(BEGUN, "Mint, come here!").log[-1]
        assert isinstance(elsewhere, Chosen)
        assert elsewhere.chat == "mint"
        done = chosen(BEGUN, "Put the phone away").log[-1]
        assert isinstance(done, Chosen)
        assert done.chat is None

    def test_a_step_whose_condition_does_not_hold_is_passed_over(self) -> None:
        trusting = until(chosen(BEGUN, "null"), "I got you 500 gems. Our secret, ok?")
        assert "Where are you?" not in texts(trusting)
        wary = until(chosen(BEGUN, "Mint, come here!"), "Where are you?")
        assert "I got you 500 gems. Our secret, ok?" not in texts(wary)

    def test_a_choice_without_an_open_option_is_passed_over(self) -> None:
        play = until(chosen(BEGUN, "Put the phone away"), "Yai?")
        assert isinstance(play.now, Reading)

    def test_questions_for_a_room_and_notes_are_not_shown_to_one_child(self) -> None:
        assert "What would you say?" not in texts(chosen(BEGUN, "null"))

    def test_the_ending_comes_with_a_move_of_its_own(self) -> None:
        play = until(chosen(BEGUN, "Put the phone away"), "Yai?")
        assert isinstance(play.now, Reading)
        over = play.next()
        assert isinstance(over.now, Over)
        assert over.now.end.slug == "quiet-evening"
        assert over.log[-1] == Ended(over.now.end, "home", practice=False)

    def test_a_play_that_waits_for_an_answer_shows_nothing_more(self) -> None:
        over = until(chosen(BEGUN, "Put the phone away"), "Yai?").next()
        asked = until(BEGUN, "Come to the other chat? Here it is full.")
        for play in (over, asked):
            with pytest.raises(PlayError, match="nothing more is shown"):
                play.next()


class TestChoosing:
    def test_only_open_options_are_on_offer(self) -> None:
        play = chosen(chosen(chosen(BEGUN, "null"), "Wait"), "Tell Grandmother")
        offered = [[option.text for option in choice.offered] for choice in play.choices]
        assert offered[1:] == [
            ["Wait", "Tell Grandmother", "Do nothing"],
            ["Tell Grandmother", "Do nothing"],
        ]

    def test_a_choice_and_an_ending_know_their_scene(self) -> None:
        play = until(BEGUN, "~")
        assert isinstance(play.now, Choosing)
        assert play.now.scene == "first-evening"
        over = until(chosen(BEGUN, "Put the phone away"), "Yai?").next()
        assert isinstance(over.now, Over)
        assert over.now.scene == "home"

    def test_a_question_goes_with_its_options(self) -> None:
        play = until(BEGUN, "~")
        assert isinstance(play.now, Choosing)
        assert play.now.question == "What now?"

    def test_an_option_that_is_not_on_offer_cannot_be_chosen(self) -> None:
        play = until(BEGUN, "~")
        with pytest.raises(
            PlayError, match=r"small, scene `first-evening`, step 12: .*not on offer"
        ):
            play.choose("00000000")

    def test_options_change_variables_within_their_range(self) -> None:
        play = chosen(BEGUN, "null")
        assert dict(play.variables) == {"told": False, "trusting": True, "nagged": 2}
        play = chosen(play, "Wait")
        assert play.variables["nagged"] == 3
        play = chosen(play, "Tell Grandmother")
        assert dict(play.variables) == {"told": True, "trusting": True, "nagged": 2}

    def test_a_number_stays_in_its_range(self, tmp_path: Path) -> None:
        story = edited(tmp_path, ("set: {nagged: +1}", "set: {nagged: +90}"))
        assert chosen(Playthrough.begin(story), "null").variables["nagged"] == 3

    def test_a_choice_says_what_was_offered_and_where(self) -> None:
        choice = chosen(BEGUN, "null").choices[0]
        assert (choice.scene, choice.number, choice.practice) == ("first-evening", 11, False)
        assert [option.text for option in choice.offered] == [
            "null",
            "Mint, come here!",
            "Put the phone away",
        ]


class TestJudging:
    def test_sarika_asks_about_the_newest_message_of_a_contact(self) -> None:
        play = until(BEGUN, "Come to the other chat? Here it is full.")
        assert isinstance(play.now, Asking)
        assert play.now.line.looks_like == ("too_fast",)
        judged = play.judge(play.now.scene, play.now.line.item, "okay")
        assert isinstance(judged.now, Reading)
        assert judged.log[-1] == Judged(
            "first-evening", play.now.line.item, "okay", None, asked=True, practice=False
        )

    def test_sarika_does_not_ask_about_what_was_judged_already(self) -> None:
        line = STORY.scenes["first-evening"].steps[7]
        assert isinstance(line, Line)
        play = until(BEGUN, "1_000").next()
        assert isinstance(play.now, Asking)
        again = chosen(chosen(BEGUN, "null"), "Wait")
        asked = [entry for entry in again.log if isinstance(entry, Judged)]
        assert len({(entry.scene, entry.item) for entry in asked}) == len(asked)

    def test_any_message_that_was_shown_can_be_judged_unasked(self) -> None:
        play = BEGUN.next().next().next()
        item = STORY.scenes["first-evening"].steps[2]
        assert isinstance(item, Line)
        judged = play.judge("first-evening", item.item, "wait", "questions")
        assert judged.now == play.now
        assert judged.log[-1] == Judged(
            "first-evening", item.item, "wait", "questions", asked=False, practice=False
        )

    def test_the_last_message_can_be_judged_until_the_ending_shows(self) -> None:
        play = until(chosen(chosen(BEGUN, "null"), "Tell Grandmother"), "Thank you for telling me.")
        line = play.log[-1]
        assert isinstance(line, Shown)
        assert isinstance(play.judge("told", line.step.item, "okay").now, Reading)
        with pytest.raises(PlayError, match="cannot be judged now"):
            play.next().judge("told", line.step.item, "okay")

    def test_a_message_that_was_not_shown_cannot_be_judged(self) -> None:
        line = STORY.scenes["told"].steps[0]
        assert isinstance(line, Line)
        with pytest.raises(PlayError, match="cannot be judged now"):
            BEGUN.next().judge("told", line.item, "okay")

    def test_what_the_lead_wrote_is_not_judged(self) -> None:
        wrote = until(BEGUN, "on").log[-1]
        assert isinstance(wrote, Shown)
        with pytest.raises(PlayError, match="cannot be judged now"):
            until(BEGUN, "on").judge(wrote.scene, wrote.step.item, "okay")

    def test_an_unasked_judgement_of_another_message_leaves_the_question_open(self) -> None:
        play = until(BEGUN, "Come to the other chat? Here it is full.")
        first = play.log[1]
        assert isinstance(first, Shown)
        assert play.judge(first.scene, first.step.item, "okay").now == play.now

    @given(DECISIONS)
    def test_the_first_judgement_counts(self, decisions: list[int]) -> None:
        play = played(decisions)[-1]
        first: dict[tuple[str, str], Judged] = {}
        for entry in play.log:
            if isinstance(entry, Judged):
                known = first.setdefault((entry.scene, entry.item), entry)
                assert entry.practice or entry is known
        for (scene, item), judged in first.items():
            assert play.first_judgement(scene, item) is judged
        assert play.first_judgement("first-evening", "00000000") is None


class TestGoingBack:
    def test_what_follows_a_way_back_is_practice(self) -> None:
        before = until(BEGUN, "~")
        back = chosen(chosen(before, "null"), "Wait").back_to(0)
        assert back.log == before.log
        assert back.variables == before.variables
        assert back.now == before.now
        assert back.practice
        assert not before.practice
        assert chosen(back, "null").choices[0].practice

    def test_there_is_no_way_back_to_a_choice_never_made(self) -> None:
        for number in (-1, 1):
            with pytest.raises(PlayError, match="there is no choice"):
                chosen(BEGUN, "null").back_to(number)

    @given(DECISIONS, st.integers(0, 5))
    def test_a_way_back_leads_to_the_state_before_the_choice(
        self, decisions: list[int], number: int
    ) -> None:
        states = played(decisions)
        choices = states[-1].choices
        if number < len(choices):
            back = states[-1].back_to(number)
            assert back.choices == choices[:number]
            assert isinstance(back.now, Choosing)
            assert choices[number].offered == back.now.options
            assert back.practice


class TestTheLog:
    @given(DECISIONS)
    def test_every_move_adds_to_the_log_or_leads_back(self, decisions: list[int]) -> None:
        states = played(decisions)
        for older, newer in itertools.pairwise(states):
            if newer.moves()[-1][0] == "back":
                assert newer.new_since(older) == ()
                assert older.log[: len(newer.log)] == newer.log
            else:
                assert (*older.log, *newer.new_since(older)) == newer.log
                assert len(newer.new_since(older)) == 1

    def test_two_ways_from_one_choice_differ_by_what_follows(self) -> None:
        before = until(BEGUN, "~")
        one, other = chosen(before, "null"), chosen(before, "Put the phone away")
        assert one.new_since(other) == one.log[-1:]
        assert other.new_since(one) == other.log[-1:]
        assert one != other

    def test_a_very_long_play_is_listed_compared_and_played_again(self) -> None:
        scene = STORY.scenes["first-evening"]
        message = scene.steps[2]
        story = alone(STORY, {"first-evening": replace(scene, steps=(message,) * 5_000)})
        play = Playthrough.begin(story)
        for _ in range(4_999):
            play = play.next()
        assert len(play.log) == 4_999
        assert Playthrough.replay(story, play.moves()) == (play, True)


class TestPlayingAgain:
    @given(DECISIONS)
    def test_the_same_moves_give_an_equal_play_at_every_point(self, decisions: list[int]) -> None:
        for play in played(decisions):
            moves = json.loads(json.dumps(play.moves()))
            again, complete = Playthrough.replay(STORY, moves)
            assert complete
            assert again == play
            assert hash(again) == hash(play)
            assert (again.now, again.log, again.choices) == (play.now, play.log, play.choices)
            assert again.moves() == play.moves()

    def test_a_play_of_an_edited_story_stops_before_the_first_move_that_does_not_fit(
        self, tmp_path: Path
    ) -> None:
        play = chosen(chosen(BEGUN, "null"), "Tell Grandmother")
        story = edited(tmp_path, ("- do: Tell Grandmother", "- do: Tell grandmother"))
        again, complete = Playthrough.replay(story, play.moves())
        assert not complete
        assert again.moves() == play.moves()[:-1]
        assert isinstance(again.now, Choosing)

    @given(st.lists(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=4)))
    def test_moves_that_are_none_are_not_made(self, moves: list[object]) -> None:
        again, complete = Playthrough.replay(STORY, moves)
        assert complete == (not moves)
        assert again == BEGUN

    def test_plays_of_different_stories_are_different(self, tmp_path: Path) -> None:
        story = edited(tmp_path, ("title: A small story", "title: Another story"))
        assert Playthrough.begin(story) != BEGUN
        assert BEGUN != "a play"


@given(st.lists(st.integers(0, 60), min_size=60, max_size=60))
def test_a_good_story_ends_whatever_is_answered(decisions: list[int]) -> None:
    play = BEGUN
    for decision in decisions:
        possible = answers(play)
        if possible:
            play = play.move(possible[decision % len(possible)])
    assert isinstance(play.now, Over)


@pytest.mark.parametrize("story", load_all(SCENARIOS).stories, ids=lambda story: story.id)
@given(st.lists(st.integers(0, 60), min_size=300, max_size=300))
@settings(max_examples=20)
def test_the_stories_that_ship_end_whatever_is_answered(story: Story, decisions: list[int]) -> None:
    play = Playthrough.begin(story)
    for decision in decisions:
        possible = answers(play)
        if possible:
            play = play.move(possible[decision % len(possible)])
    assert isinstance(play.now, Over)
    assert Playthrough.replay(story, play.moves()) == (play, True)


def test_scenes_that_go_round_without_showing_anything_are_named(tmp_path: Path) -> None:
    story = edited(
        tmp_path,
        ("    - set: {nagged: 1}\n    - go: nagging", "    - go: round"),
        ("  nagging:\n", "  round:\n    - set: {nagged: +1}\n    - go: round\n  nagging:\n"),
    )
    play = until(Playthrough.begin(story), "~")
    with pytest.raises(PlayError, match=r"small\.yaml:56:3: from the scene `round` on nothing is"):
        chosen(play, "null")


def test_a_story_made_without_the_loader_that_stops_is_named() -> None:
    scene = replace(STORY.scenes["home"], steps=STORY.scenes["home"].steps[1:2])
    play = Playthrough.begin(alone(STORY, {"home": scene}))
    with pytest.raises(PlayError, match="the scene `home` stops"):
        play.next()
