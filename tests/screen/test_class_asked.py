"""How a class goes through a story."""

import pytest

from game.learning.rooms import asked
from game.screen.class_asked import answered, begun, replayed, talks, talks_now
from game.screen.class_happened import pages
from game.story.load import load_all
from game.story.model import Story
from game.story.playthrough import Over, PlayError, Playthrough, Reading
from tests.screen.classes import scenarios


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_all(scenarios(tmp_path_factory.mktemp("scenarios"))).stories[0]


def on(play: Playthrough, *answers: str | int) -> Playthrough:
    """Read on, and give answers: a verdict or the number of an option; at last read on."""
    for answer in answers:
        play = read(play)
        question = asked(play)
        assert question is not None
        play = answered(play, question.answers[answer] if isinstance(answer, int) else answer)
    return read(play)


def read(play: Playthrough) -> Playthrough:
    while isinstance(play.now, Reading):
        play = play.next()
    return play


def test_nothing_that_a_class_plays_is_evidence(story: Story) -> None:
    play = on(begun(story), "wait", 2)
    assert isinstance(play.now, Over)
    assert play.choices[0].practice
    assert all(getattr(entry, "practice", True) for entry in play.log)


def test_an_answer_that_is_not_on_offer_is_refused(story: Story) -> None:
    play = on(begun(story))
    with pytest.raises(PlayError):
        answered(play, "maybe")
    with pytest.raises(PlayError):
        answered(on(play, "okay"), "wait")


def test_a_play_is_found_again_with_its_questions_and_hands(story: Story) -> None:
    play = on(begun(story), "wait", 1)
    again, decided, whole = replayed(story, play.moves(), {})
    assert whole
    assert again.log == play.log
    assert [one.hands.about for one in decided] == ["message", "choice"]
    assert [one.hands.decided for one in decided] == ["wait", play.choices[0].option.id]
    assert asked(decided[1].before) == asked(on(begun(story), "wait"))


def test_a_story_that_has_changed_is_found_again_up_to_there(story: Story) -> None:
    moves = [*on(begun(story), "wait").moves(), ("choose", "gone"), ("next",)]
    again, decided, whole = replayed(story, moves, {})
    assert not whole
    assert len(again.log) == len(on(begun(story), "wait").log)
    assert len(decided) == 1


def test_a_question_for_the_room_is_there_once_its_message_is(story: Story) -> None:
    play = begun(story).next()
    assert talks(play) == []
    play = on(play)
    assert [talk.text for _, talk in talks_now(play)] == ["Why does Wolf ask that?"]
    play = on(play, "okay", 2)
    assert [talk.text for _, talk in talks(play)] == [
        "Why does Wolf ask that?",
        "Whom could you tell?",
    ]


def test_each_trick_has_a_page_and_friendly_messages_have_one(story: Story) -> None:
    told, silent = on(begun(story), "okay", 2), on(begun(story), "okay", 0)
    assert [page.trick for page in pages(told)] == ["questions", None]
    assert [page.trick for page in pages(silent)] == ["questions"]
