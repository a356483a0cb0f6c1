"""The small story that the tests of stories play, and ways of playing it."""

from pathlib import Path

from game.story.load import load_common, load_story
from game.story.model import Line
from game.story.playthrough import Asking, Choosing, Move, Over, Playthrough, Reading, Shown

FIXTURES = Path(__file__).parent / "fixtures"
SMALL = FIXTURES / "stories" / "small.yaml"
COMMON = load_common(FIXTURES)
STORY = load_story(SMALL, COMMON)


def answers(play: Playthrough) -> list[Move]:
    """List the moves that bring a play nearer to its end."""
    match play.now:
        case Reading():
            return [("next",)]
        case Asking(line, scene):
            return [
                ("judge", scene, line.item, "okay", None),
                ("judge", scene, line.item, "wait", "gifts"),
            ]
        case Choosing(options):
            return [("choose", option.id) for option in options]
        case Over():
            return []


def all_moves(play: Playthrough) -> list[Move]:
    """List every move that is possible."""
    judged: list[Move] = []
    if not isinstance(play.now, Over):
        judged = [
            ("judge", shown.scene, shown.step.item, "wait", None)
            for shown in play.log
            if isinstance(shown, Shown) and isinstance(shown.step, Line)
        ]
    back: list[Move] = [("back", number) for number in range(len(play.choices))]
    return answers(play) + judged + back


def played(decisions: list[int]) -> list[Playthrough]:
    """Play the small story, one possible move for each decision, and keep every state."""
    states = [Playthrough.begin(STORY)]
    for decision in decisions:
        possible = all_moves(states[-1])
        states.append(states[-1].move(possible[decision % len(possible)]))
    return states


def until(play: Playthrough, text: str) -> Playthrough:
    """Go on, taking the first answer everywhere, until a text is the newest thing shown."""
    while not (play.log and isinstance(play.log[-1], Shown) and play.log[-1].step.text == text):
        play = play.move(answers(play)[0])
    return play


def chosen(play: Playthrough, text: str) -> Playthrough:
    """Go on to the next choice and take the option with this text."""
    while not isinstance(play.now, Choosing):
        play = play.move(answers(play)[0])
    return play.choose(next(option.id for option in play.now.options if option.text == text))
