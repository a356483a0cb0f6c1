"""What is written on a map."""

from pathlib import Path

import pytest

from game.maps.sheet import folded
from tests.maps.drawn import EPISODES, odd, of_episode


def test_places_say_who_writes_first_and_which_tricks_are_met(tmp_path: Path) -> None:
    whole = odd(tmp_path)
    stops = {stop.id: stop for stop in whole.stops}
    first = stops["end"]
    assert (first.name, first.speaker, first.starts) == ("end", "Wolf | [x]", True)
    assert first.text.startswith('Say "hi" &')
    assert (first.tricks, first.looks_like) == (("Gift, then a favour",),) * 2
    assert stops["end:2"].name == "end · 2"
    assert stops["choice:end:3"].text == "What & now?"
    assert stops["choice:end:5"].text == "What should Fah do?"
    assert stops["ending:asleep"].text == "Asleep & <well>"
    assert (stops["island"].speaker, stops["island"].reached) == ("Fah", False)


def test_a_message_in_a_group_says_so_in_each_language() -> None:
    for code, speaker in (
        ("en", "Teacher Orn in Class 6/2"),
        ("th", "ครูอร ในกลุ่ม ห้อง ป.6/2"),
        ("km", "អ្នកគ្រូអ៊ន ក្នុងក្រុម ថ្នាក់ទី 6/2"),
    ):
        stops = {stop.id: stop for stop in of_episode("the-surprise", code).stops}
        assert stops["new-chat"].speaker == speaker


def test_ways_say_what_is_said_or_done_and_when(tmp_path: Path) -> None:
    written = {(w.source, w.target): (w.text, w.condition, w.reached) for w in odd(tmp_path).arrows}
    assert written["choice:end:3", "end:2"] == ('“Is "it" & mine?”', "", True)
    assert written["choice:end:5", "end"] == ("Go round", "", True)
    assert written["end:2", "choice:end:5"] == ("", "if not told", True)
    assert written["end:2", "end:3"] == ("", "otherwise", False)
    assert written["island", "island"] == ("", "if told", False)
    assert written["island", "home"] == ("", "otherwise", False)


def test_a_choice_is_folded_into_the_place_before_it(tmp_path: Path) -> None:
    stops, choices, arrows = folded(odd(tmp_path))
    assert not any(stop.kind == "choice" for stop in stops.values())
    assert {owner: stop.id for owner, (stop, _) in choices.items()} == {
        "end": "choice:end:3",
        "end:2": "choice:end:5",
    }
    assert choices["end:2"][1].condition == "if not told"
    assert ("end:2", "end", "Go round") in [(a.source, a.target, a.text) for a in arrows]
    assert {name for a in arrows for name in (a.source, a.target)} <= set(stops)


def test_branches_name_what_is_passed() -> None:
    whole = of_episode("talent-page", "en", only_branches=True)
    [garland] = [arrow for arrow in whole.arrows if "garland" in arrow.text]
    assert [stop.name for stop in garland.passed] == ["picture-garland"]


@pytest.mark.parametrize("story_id", EPISODES)
@pytest.mark.parametrize(("code", "first"), [("th", "\u0e00"), ("km", "\u1780")])
def test_every_episode_is_written_in_the_language(story_id: str, code: str, first: str) -> None:
    whole = of_episode(story_id, code)

    def is_translated(text: str) -> bool:
        return any(first <= character <= chr(ord(first) + 0x7F) for character in text)

    for stop in whole.stops:
        for text in (*stop.tricks, *stop.looks_like, stop.text):
            has_words = any(character.isalpha() for character in text)
            assert is_translated(text) or not has_words or text[0].isdigit(), text
    assert all(is_translated(arrow.text) for arrow in whole.arrows if arrow.text)


def test_every_episode_is_reached_whole() -> None:
    for story_id in EPISODES:
        whole = of_episode(story_id, "en")
        assert [stop.id for stop in whole.stops if not stop.reached] == []
        assert [stop.id for stop in whole.stops if stop.starts] == [EPISODES[story_id].start]
