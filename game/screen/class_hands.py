"""The card on which a class votes: the answers with their hands, and what comes of them."""

from functools import partial

from game.screen.class_common import beside, big, keys_line
from game.screen.class_voting import Answer, Vote, VotingView
from game.screen.ui import Ui
from game.screen.view import main_button
from game.screen.widgets import (
    Bar,
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)

_STEP = 46
_NUMBER = 64
# Between answers, and above and below them; less where all would not be in sight.
_GAPS = ((14, 10), (8, 3), (3, 0))
# What the card keeps free: at its sides, above and below, and over what stays at its lower edge.
_SIDES = 2 * 28
_AROUND = 2 * 22 + 14


def voting(ui: Ui, view: VotingView, vote: Vote) -> tuple[Widget, Widget]:
    """Lay out a question with its answers.

    Args:
        ui: the surroundings.
        view: the screen it is asked on.
        vote: the question and the hands so far.

    Returns:
        What scrolls, and what stays in sight at the lower edge.
    """
    foot = _foot(ui, view, vote)
    _, place = beside(ui)
    wide = place.width - ui.px(_SIDES)
    room = place.height - ui.px(_AROUND) - ui.measure(foot, wide)[1]
    laid_out = [_answers(ui, view, vote, gap, pad) for gap, pad in _GAPS]
    fitting = (answers for answers in laid_out if ui.measure(answers, wide)[1] <= room)
    return next(fitting, laid_out[-1]), foot


def _answers(ui: Ui, view: VotingView, vote: Vote, gap: float, pad: float) -> Widget:
    rows = [_row(ui, view, vote, n, answer, pad) for n, answer in enumerate(view.answers(ui), 1)]
    return Column([_head(ui, view, vote), *rows], gap=gap)


def _head(ui: Ui, view: VotingView, vote: Vote) -> Widget:
    title = ui.t("class", "Hands up! {question}", question=view.question(ui))
    children, total = view.course.room.children, vote.count.total
    # Translators: how many hands are up, of so many children.
    said = ui.t("class", "{hands} of {children}", hands=total, children=children)
    raised = Row(
        [Picture("icons/hand", 26, 26), Text(said, big(ui, 24), bold=True)],
        gap=8,
    )
    return Row([Grow(Text(title, big(ui, 30), bold=True)), raised], gap=16, align="top")


def _row(ui: Ui, view: VotingView, vote: Vote, number: int, answer: Answer, pad: float) -> Widget:
    hands = vote.count.hands_for(answer.id)
    less, typed, more = view.keys_of(number)
    fewer = ui.t("class", "One hand less: {answer}", answer=answer.text)
    one_more = ui.t("class", "One hand more: {answer}", answer=answer.text)
    how_many = ui.t("class", "{count} hands: {answer}", count=hands, answer=answer.text)
    sign = [Picture(answer.sign, 52, 52)] if answer.sign else []
    row = Row(
        [
            Card(Text(str(number), big(ui, 22), ui.theme.white, bold=True), "number", (12, 5)),
            *sign,
            Grow(Text(answer.text, big(ui))),
            _small(less, partial(view.more, answer.id, -1), fewer, "minus"),
            Fixed(
                Button(
                    typed,
                    partial(view.type_number, number),
                    how_many,
                    look="card",
                    child=Text(str(hands), big(ui, 34), bold=True, align="center"),
                    pad=(2, 0),
                ),
                _NUMBER * max(1.0, ui.settings.text_size / 100),
            ),
            _small(more, partial(view.more, answer.id), one_more, "plus"),
        ],
        gap=10,
    )
    most = max(view.course.room.children, vote.count.total)
    level = Bar(hands / most, ui.theme.mango, 8)
    return Column([Card(row, "answer", (14, pad)), level], gap=2)


def _small(key: str, act: partial[None], label: str, sign: str) -> Button:
    child = Picture(f"icons/{sign}", 24, 24)
    return Button(key, act, label, look="ghost", child=child, pad=(10, 10), low=_STEP)


def _foot(ui: Ui, view: VotingView, vote: Vote) -> Widget:
    more = ui.t("class", "These are more hands than children. Count once more?")
    too_many = vote.count.total > view.course.room.children
    # In the place of the keys, so that no answer is pushed out of sight by it.
    below = Card(Text(more, 17), "sun", (14, 4)) if too_many else _keys(ui, vote)
    return Column([_ways_on(ui, view, vote), below], gap=8)


def _ways_on(ui: Ui, view: VotingView, vote: Vote) -> Widget:
    lead = Button("lead", view.lead, ui.t("class", "I decide"), "hand", "ghost", 22, low=60)
    if vote.count.tied:
        numbers = [str(vote.asked.answers.index(answer) + 1) for answer in vote.count.most]
        said = ui.t("class", "A tie: {numbers}", numbers=" · ".join(numbers))
        again = Button("again", view.vote_again, ui.t("class", "Vote again"), "replay", "spot", 22)
        return Flow([Text(said, big(ui, 24), bold=True), again, lead], gap=12)
    if vote.count.majority is None:
        count = ui.t("class", "Count the hands for each answer.")
        return Row([Grow(Text(count, big(ui, 22))), lead])
    choose = main_button("choose", view.take_majority, _choice(ui, view, vote))
    return Row([Grow(choose), lead])


def _choice(ui: Ui, view: VotingView, vote: Vote) -> str:
    answer = next(a for a in view.answers(ui) if a.id == vote.count.majority)
    if answer.short:
        return ui.t("class", "The class says: {answer}", answer=answer.short)
    number = vote.asked.answers.index(answer.id) + 1
    return ui.t("class", "The class chooses {number}", number=number)


def _keys(ui: Ui, vote: Vote) -> Widget:
    last = len(vote.asked.answers)
    return keys_line(
        ui,
        [
            ui.t("class keys", "1 to {last}: a hand more", last=last),
            ui.t("class keys", "Shift: one less"),
            ui.t("class keys", "Arrows: type a number"),
            ui.t("class keys", "U: take back"),
            ui.t("class keys", "D: I decide"),
        ],
    )
