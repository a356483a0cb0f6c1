"""What a class sees of an episode: the chat in big type on the left, what is asked on the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.screen.bubbles import Bubbles
from game.screen.chats import Chats
from game.screen.class_common import beside, big
from game.screen.class_hands import voting
from game.screen.judging import verdict
from game.screen.names import person_name, trick_name
from game.screen.ui import Ui
from game.screen.view import Piece, main_button, panel
from game.screen.widgets import Card, Column, Grow, Picture, Row, Scroll, Text, Whole, Widget
from game.story.load import Common
from game.story.model import Line, Narrate, Think, TimeMark
from game.story.playthrough import Chosen, Judged, Over, Shown, Verdict

if TYPE_CHECKING:
    from game.learning.events import Hands
    from game.screen.class_play import ClassView

_PAD = 22
_BUST = 240 / 280
_TALL = 330
_SMALL = 210


class ClassBoard:
    """The two cards of an episode.

    Args:
        view: what is played.
    """

    def __init__(self, view: "ClassView") -> None:
        self._view = view
        self._story = view.story
        self._common = view.app.library.common

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay the cards out below the bar."""
        chat, asked = beside(ui)
        body, foot = self._body(ui)
        return [
            self._view.top(ui),
            *self._chat(ui, chat),
            *panel(ui, "class-panel", asked, body, foot),
        ]

    # The chat

    def _chat(self, ui: Ui, place: pygame.Rect) -> list[Piece]:
        view = self._view
        chats = Chats(ui, self._story, self._common)
        name = Text(chats.name(view.chat), big(ui, 24), bold=True)
        side = 1.7 * big(ui, 24)
        head = Row([Picture(chats.picture(view.chat), side, side), Grow(name)], gap=12)
        pad = ui.px(_PAD)
        inside = place.inflate(-2 * pad, -2 * ui.px(16))
        high = ui.measure(head, inside.width)[1]
        top = pygame.Rect(inside.x, inside.y, inside.width, high)
        below = inside.y + high + ui.px(10)
        rest = pygame.Rect(inside.x, below, inside.width, inside.bottom - below)
        wide = inside.width / ui.scale - 2.4 * big(ui)
        rows = self._bubbles(ui, wide).rows(ui)
        said = view.talk_now() if view.vote is not None else None
        if said is not None:
            rows.append(_talk_card(ui, said))
        scroll = Scroll(f"class-{view.chat}", Column(rows, gap=12), to_end=True)
        return [(place, Card(Grow(), "chat")), (top, head), (rest, scroll)]

    def _bubbles(self, ui: Ui, wide: float) -> Bubbles:
        view = self._view
        judged: dict[tuple[str, str], Judged] = {}
        for entry in view.play.log:
            if isinstance(entry, Judged):
                judged.setdefault((entry.scene, entry.item), entry)
        return Bubbles(
            self._story,
            self._common,
            view.chat,
            view.play.log,
            judged,
            self._framed(),
            view.arrived,
            None,
            big(ui),
            wide,
        )

    def _framed(self) -> tuple[str, str] | None:
        """Find the message that a question is about."""
        if self._view.vote is None and self._view.explaining is None:
            return None
        lines = (e for e in reversed(self._view.play.log) if isinstance(e, (Shown, Chosen)))
        newest = next(lines, None)
        if isinstance(newest, Shown) and isinstance(newest.step, Line):
            return newest.scene, newest.step.item
        return None

    # What is asked

    def _body(self, ui: Ui) -> tuple[Widget, Widget | None]:
        view = self._view
        if view.explaining is not None:
            return self._explanation(ui, view.explaining)
        if view.vote is not None:
            return voting(ui, view, view.vote)
        if isinstance(view.play.now, Over):
            return self._end(ui, view.play.now)
        return self._reading(ui)

    def _reading(self, ui: Ui) -> tuple[Widget, Widget]:
        newest = self._newest()
        rows: list[Widget] = []
        if newest is not None and isinstance(newest.step, Narrate):
            rows.append(self._portrait(ui, newest.step.by, None, _SMALL))
            rows.append(Card(Text(self._say(ui, newest), big(ui)), "sun", (24, 20)))
        else:
            thinks = newest if newest is not None and isinstance(newest.step, Think) else None
            rows.append(self._portrait(ui, None, thinks, _TALL))
        label = ui.t("episode", "Next")
        foot = main_button("next", self._view.default, label, "forward")
        return Column(rows, gap=16), foot

    def _newest(self) -> Shown | None:
        """Find what was shown last, unless it is a mark of time."""
        shown = (e for e in reversed(self._view.play.log) if isinstance(e, Shown))
        return next((e for e in shown if not isinstance(e.step, TimeMark)), None)

    def _say(self, ui: Ui, entry: Shown) -> str:
        return ui.words.text(self._story.id, f"scene/{entry.scene}", entry.step.text)

    def _portrait(self, ui: Ui, by: str | None, thinks: Shown | None, high: float) -> Widget:
        lead = self._story.lead
        who = self._common.cast.get(by or lead.id, lead)
        name = f"people/{who.picture}-{self._feeling(who.id)}"
        if not ui.art.has(name):
            name, who = f"people/{lead.picture}-calm", lead
        portrait = Picture(name, high * _BUST, high)
        title = ui.words.text(self._story.id, "story", self._story.title)
        said: Widget = Column(
            [
                Text(person_name(ui, who), big(ui, 36), bold=True),
                Text(title, big(ui, 24), ui.theme.soft),
            ],
            gap=2,
        )
        if thinks is not None:
            said = Card(Text(self._say(ui, thinks), big(ui)), "bubble", (22, 16))
        return Row([portrait, Grow(said)], gap=18)

    def _feeling(self, person: str) -> str:
        lead = person == self._story.lead.id
        for entry in reversed(self._view.play.log):
            if isinstance(entry, Chosen) and entry.option.feel and lead:
                return entry.option.feel
            if isinstance(entry, Shown) and entry.step.feel:
                told = entry.step.by if isinstance(entry.step, Narrate) else self._story.lead.id
                if told == person:
                    return entry.step.feel
        return "calm"

    def _end(self, ui: Ui, now: Over) -> tuple[Widget, Widget]:
        say, context, end = ui.words.text, f"scene/{now.scene}", now.end
        rows: list[Widget] = [
            Text(say(self._story.id, context, end.title), big(ui, 34), bold=True),
            Text(say(self._story.id, context, end.text), big(ui)),
        ]
        if end.comfort:
            comfort = Text(say(self._story.id, context, end.comfort), big(ui), bold=True)
            rows.append(Card(Row([Picture("sarika/calm", 88, 99), Grow(comfort)], gap=16), "mint"))
        label = ui.t("episode", "See what happened")
        return Column(rows, gap=18), main_button(
            "what-happened", self._view.default, label, "forward"
        )

    def _explanation(self, ui: Ui, asked: "Hands") -> tuple[Widget, Widget]:
        now = next(
            e.step
            for e in self._view.play.log
            if isinstance(e, Shown)
            and isinstance(e.step, Line)
            and (e.scene, e.step.item) == (asked.scene, asked.item)
        )
        because = (
            ui.words.text(self._story.id, f"scene/{asked.scene}", now.because)
            if now.because
            else ui.t("episode", "A plain message. It wants nothing that could do harm.")
        )
        rows = explained(ui, self._view.app.library.common, now.tricks, said_by(asked), because)
        label = ui.t("episode", "Continue")
        foot = main_button("continue", self._view.default, label, "forward")
        return Column(rows, gap=16), foot


def said_by(hands: "Hands") -> Verdict:
    """Say what a class said of a message.

    Args:
        hands: with what was decided.
    """
    return "wait" if hands.decided == "wait" else "okay"


def explained(
    ui: Ui, common: Common, tricks: Sequence[str], answer: Verdict, because: str
) -> list[Widget]:
    """Explain a message to a class in big type, whatever it answered.

    Args:
        ui: the surroundings.
        common: has the tricks.
        tricks: what the message does; nothing if it is safe.
        answer: "okay" or "wait".
        because: the explanation, in the room's language.
    """
    # Hands name no trick; whoever noticed something noticed the right one.
    said = verdict(ui, tuple(tricks), answer, tricks[0] if tricks else None)
    mood = "thinking" if tricks else "glad"
    rows: list[Widget] = [
        Row([Picture(f"sarika/{mood}", 88, 99), Grow(Text(said, big(ui, 34), bold=True))], gap=18)
    ]
    for trick in tricks:
        name = Text(trick_name(ui, common, trick), big(ui, 30), bold=True)
        rows.append(Row([Picture(f"tricks/{trick}", 56, 56), Grow(name)], gap=16))
    rows.append(Card(Text(because, big(ui)), "mint"))
    for trick in tricks:
        you_can = ui.words.text("common", f"trick/{trick}", common.tricks[trick].you_can)
        rows.append(Card(Text(you_can, big(ui)), "sun"))
    return rows


def _talk_card(ui: Ui, said: str) -> Widget:
    """Put a question for the room below the messages that it is about."""
    title = Text(ui.t("class", "Talk together"), big(ui, 24), bold=True)
    return Card(Column([title, Whole(Text(said, big(ui)))], gap=4), "sun", (22, 16))
