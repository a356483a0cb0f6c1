"""The pieces with which a message is judged and explained, in an episode and in Quick Eyes."""

from collections.abc import Callable

from game.screen.names import trick_name
from game.screen.ui import Ui
from game.screen.widgets import Button, Card, Column, Grow, Picture, Row, Text, Whole, Widget
from game.story.load import Common
from game.story.playthrough import Verdict

_TWO_COLUMNS = 110


def verdict(ui: Ui, tricks: tuple[str, ...], said: Verdict, trick: str | None) -> str:
    """Say how a judgement was, without blame.

    Args:
        ui: the surroundings.
        tricks: what the message does; nothing if it is safe.
        said: "okay" or "wait".
        trick: the trick that was named, if one.
    """
    if not tricks:
        if said == "okay":
            return ui.t("episode", "Yes, this one is okay")
        return ui.t("episode", "You looked twice. This one is okay")
    if said == "okay":
        return ui.t("episode", "It sounds friendly. Look once more")
    if trick in tricks:
        return ui.t("episode", "Well noticed!")
    return ui.t("episode", "You noticed something. It has another name")


def answer_columns(ui: Ui) -> int:
    """Say how many answers fit beside each other without breaking their words."""
    return 2 if ui.settings.text_size <= _TWO_COLUMNS else 1


def numbered_answer(number: int, act: Callable[[], None], label: str, child: Widget) -> Button:
    """Make one of several answers, with the number of its key.

    Args:
        number: from 1 on.
        act: what a press does.
        label: what a screen reader says.
        child: what is shown beside the number.
    """
    row = Row(
        [Card(Text(str(number), 18, (255, 255, 255), bold=True), "number", (11, 5)), Grow(child)],
        gap=12,
    )
    return Button(f"answer-{number}", act, label, look="answer", child=row, pad=(14, 12), low=62)


def labelled(picture: str, text: str) -> Widget:
    """Put a small drawing before a few words."""
    return Row([Picture(picture, 40, 40), Grow(Whole(Text(text, 19, bold=True)))], gap=10)


def trick_chip(ui: Ui, common: Common, trick: str) -> Widget:
    """Make the small sign of a trick that was found."""
    name = Text(trick_name(ui, common, trick), 17, bold=True)
    return Card(Row([Picture(f"tricks/{trick}", 26, 26), name], gap=8), "chip", (12, 6))


def trick_card(ui: Ui, common: Common, trick: str) -> Widget:
    """Make the card that names a trick and says what one can do."""
    you_can = ui.words.text("common", f"trick/{trick}", common.tricks[trick].you_can)
    words = Column([Text(trick_name(ui, common, trick), 23, bold=True), Text(you_can, 20)], gap=4)
    return Card(Row([Picture(f"tricks/{trick}", 64, 64), Grow(words)], gap=18), "sun")


def sarika_says(ui: Ui, title: str, hint: str, mood: str = "thinking") -> Widget:
    """Let Sarika say something beside a message.

    Args:
        ui: the surroundings.
        title: what she says.
        hint: in smaller letters below; nothing where it is empty.
        mood: how she looks.
    """
    words: list[Widget] = [Text(title, 26, bold=True)]
    if hint:
        words.append(Text(hint, 18, ui.theme.soft))
    return Row([Picture(f"sarika/{mood}", 80, 90), Grow(Column(words, gap=2))], gap=18)
