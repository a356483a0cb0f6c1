"""The right side of an episode: the lead, a thought, and what is asked of the player."""

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.screen.chats import Chats
from game.screen.judging import (
    answer_columns,
    labelled,
    numbered_answer,
    sarika_says,
    trick_card,
    trick_chip,
    verdict,
)
from game.screen.names import person_name, trick_name
from game.screen.ui import Ui
from game.screen.view import Piece, bar, main_button, panel, panel_height
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Fitted,
    Flow,
    Grid,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
)
from game.story.load import Common
from game.story.model import Line, Narrate, Option, Think, TimeMark, Told
from game.story.playthrough import Asking, Choosing, Chosen, Over, Shown

if TYPE_CHECKING:
    from game.screen.episode import EpisodeView

_NEWEST = 6
# The lead stands behind the panel: at least so much is seen, and never bigger than drawn, in units.
_HEAD = 164
_TALLEST = 330
_BUST = 240 / 280
_GAP = 10


class Panel:
    """The right side of an episode's screen.

    Args:
        episode: what is played.
    """

    def __init__(self, episode: "EpisodeView") -> None:
        self._episode = episode
        self._story = episode.story
        self._common = episode.app.library.common

    def pieces(self, ui: Ui, x: float) -> list[Piece]:
        """Lay it out from `x` units to the right edge."""
        episode = self._episode
        title = ui.words.text(self._story.id, "story", self._story.title)
        lead = person_name(ui, self._story.lead)
        left: list[Widget] = [
            Button("menu", episode.menu, ui.t("episode", "Menu"), "menu"),
            Card(Text(f"{lead} · {title}", 19, bold=True), "plain", (20, 11)),
        ]
        above, place = self._above(ui, ui.rect(x, 84, ui.width - x - 40, ui.height - 108))
        top = [bar(ui, episode.app, left), *above]
        if episode.judging or episode.explaining or episode.picking:
            body, foot = self._looking(ui)
            return [*top, *panel(ui, "panel", place, body, foot)]
        body, foot = self._body(ui)
        high = min(panel_height(ui, place.width, body, foot), place.height - ui.px(_HEAD))
        head = pygame.Rect(place.x, place.y, place.width, place.height - high)
        lower = pygame.Rect(place.x, head.bottom, place.width, high)
        return [
            *top,
            (head, self._head(ui, head.height / ui.scale)),
            *panel(ui, "panel", lower, body, foot),
        ]

    def _above(self, ui: Ui, place: pygame.Rect) -> tuple[list[Piece], pygame.Rect]:
        """Put what stands above the panel at the upper edge, and say which room is left."""
        widget = self._episode.above(ui)
        if widget is None:
            return [], place
        high = ui.measure(widget, place.width)[1]
        at = pygame.Rect(place.x, place.y, place.width, high)
        top = at.bottom + ui.px(_GAP)
        return [(at, widget)], pygame.Rect(place.x, top, place.width, place.bottom - top)

    # The lead and what the lead thinks

    def _head(self, ui: Ui, room: float) -> Widget:
        high = min(room, _TALLEST)
        name = f"people/{self._story.lead.id}-{self._feeling()}"
        portrait = Picture(name, high * _BUST, high)
        thought = self._thought()
        if thought is None:
            return Row([portrait, Grow()], align="bottom")
        text = ui.words.text(self._story.id, f"scene/{thought.scene}", thought.step.text)
        bubble = Fitted([Card(Text(text, size), "bubble", (22, 16)) for size in (21, 18, 16, 14)])
        return Row([portrait, Grow(bubble)], gap=14, align="stretch")

    def _feeling(self) -> str:
        for entry in reversed(self._episode.play.log):
            if isinstance(entry, Chosen) and entry.option.feel:
                return entry.option.feel
            if isinstance(entry, Shown) and entry.step.feel and self._is_lead(entry.step):
                return entry.step.feel
        return "calm"

    def _is_lead(self, step: Told) -> bool:
        return not isinstance(step, Narrate) or step.by == self._story.lead.id

    def _thought(self) -> Shown | None:
        for entry in reversed(self._episode.play.log):
            if isinstance(entry, Chosen) or (
                isinstance(entry, Shown) and isinstance(entry.step, (Narrate, TimeMark))
            ):
                return None
            if isinstance(entry, Shown) and isinstance(entry.step, Think):
                return entry
        return None

    # What is asked

    def _body(self, ui: Ui) -> tuple[Widget, Widget | None]:
        now = self._episode.play.now
        if self._episode.alert:
            return self._other_chat(ui, self._episode.alert)
        if isinstance(now, Choosing):
            return self._choice(ui, now), None
        if isinstance(now, Over):
            return self._end(ui, now)
        return self._reading(ui)

    def _other_chat(self, ui: Ui, chat: str) -> tuple[Widget, Widget]:
        chats = Chats(ui, self._story, self._common)
        name, group = chats.wrote(chat, self._episode.play.log)
        said = (
            ui.t("episode", "{name} wrote to you", name=name)
            if group is None
            else ui.t("phone", "{name} wrote in {group}", name=name, group=group)
        )
        act = partial(self._episode.open_chat, chat)
        return (
            Row([Picture(chats.picture(chat), 72, 72), Grow(Text(said, 24, bold=True))], gap=18),
            main_button("open", act, ui.t("episode", "Open this chat"), "chat"),
        )

    def _reading(self, ui: Ui) -> tuple[Widget, Widget]:
        rows: list[Widget] = []
        newest = self._episode.play.log[-1] if self._episode.play.log else None
        if isinstance(newest, Shown) and isinstance(newest.step, Narrate):
            context = f"scene/{newest.scene}"
            text = ui.words.text(self._story.id, context, newest.step.text)
            shown = newest.step.by != self._story.lead.id
            time = self._time(ui)
            rows.append(narration(ui, self._common, newest.step, text, time=time, shown=shown))
        else:
            rows.append(self._found(ui))
        act = self._episode.default
        return Column(rows, gap=20), main_button("next", act, ui.t("episode", "Next"), "forward")

    def _time(self, ui: Ui) -> str:
        before = self._episode.play.log[-2:-1]
        for entry in before:
            if isinstance(entry, Shown) and isinstance(entry.step, TimeMark):
                return ui.words.text(self._story.id, f"scene/{entry.scene}", entry.step.text)
        return ""

    def _found(self, ui: Ui) -> Widget:
        lines = [self._episode.line(item) for item in self._episode.judged()]
        # Each trick once, in the order in which it was found.
        tricks = dict.fromkeys(trick for line in lines for trick in line.tricks[:1])
        chips = [trick_chip(ui, self._common, t) for t in tricks]
        hint = ui.t("episode", "Does a message feel odd, or nice? Tap it and look closer.")
        return Column([Text(hint, 18, ui.theme.soft), Flow(chips, gap=10)], gap=10)

    def _choice(self, ui: Ui, now: Choosing) -> Widget:
        lead = person_name(ui, self._story.lead)
        context = f"scene/{now.scene}"
        question = (
            ui.words.text(self._story.id, context, now.question)
            if now.question
            else ui.t("episode", "What should {name} do?", name=lead)
        )
        options = [self._option(ui, context, n, o) for n, o in enumerate(now.options, 1)]
        return Column([Text(question, 24, bold=True), *options], gap=12)

    def _option(self, ui: Ui, context: str, number: int, option: Option) -> Widget:
        text = ui.words.text(self._story.id, context, option.text)
        shown = ui.t("episode", "“{words}”", words=text) if option.say else text
        return numbered_answer(
            number, partial(self._episode.choose, option.id), shown, Text(shown, 21)
        )

    def _end(self, ui: Ui, now: Over) -> tuple[Widget, Widget]:
        say = ui.words.text
        context = f"scene/{now.scene}"
        end = now.end
        rows: list[Widget] = [
            Text(say(self._story.id, context, end.title), 30, bold=True),
            Text(say(self._story.id, context, end.text), 21),
        ]
        if end.comfort:
            comfort = Text(say(self._story.id, context, end.comfort), 21, bold=True)
            rows.append(Card(Row([Picture("sarika/calm", 70, 79), Grow(comfort)], gap=16), "mint"))
        act = self._episode.see_what_happened
        label = ui.t("episode", "See what happened")
        return Column(rows, gap=16), main_button("what-happened", act, label, "forward")

    # Looking at a message

    def _looking(self, ui: Ui) -> tuple[Widget, Widget | None]:
        if self._episode.explaining:
            return self._explanation(ui, self._episode.explaining)
        if self._episode.judging:
            return self._question(ui, self._episode.judging)
        return self._which(ui)

    def _which(self, ui: Ui) -> tuple[Widget, Widget]:
        newest = list(reversed(self._episode.lines()))[:_NEWEST]
        rows = [
            numbered_answer(
                n,
                partial(self._episode.look_at, scene, line.item),
                self._attributed(ui, scene, line),
                self._quoted(ui, scene, line, 19),
            )
            for n, (scene, line) in enumerate(newest, 1)
        ]
        title = sarika_says(ui, ui.t("episode", "Which message shall we look at?"), "")
        return Column([title, *rows], gap=10), self._back(ui)

    def _back(self, ui: Ui) -> Widget:
        label = ui.t("episode", "Back to the chat")
        return Row([Button("stop", self._episode.stop_looking, label, "back"), Grow()])

    def _question(self, ui: Ui, item: tuple[str, str]) -> tuple[Widget, Widget | None]:
        line = self._episode.line(item)
        asked = isinstance(self._episode.play.now, Asking)
        hint = (
            ui.t("episode", "Sarika repeats the message and wonders.")
            if asked
            else ui.t("episode", "Choose one. Sarika will look at it with you.")
        )
        tricks = self._episode.answers(item)
        answers = [self._trick_answer(ui, n, trick) for n, trick in enumerate(tricks, 1)]
        okay = ui.t("episode", "This is okay")
        answers.append(
            numbered_answer(
                len(tricks) + 1,
                partial(self._episode.judge, "okay", None),
                okay,
                labelled("tricks/okay", okay),
            )
        )
        rows: list[Widget] = [
            sarika_says(ui, ui.t("episode", "What is this message doing?"), hint),
            Card(self._quoted(ui, item[0], line, 21), "quote", (20, 14)),
            Grid(answer_columns(ui), answers, gap=12),
        ]
        return Column(rows, gap=14), None if asked else self._back(ui)

    def _trick_answer(self, ui: Ui, number: int, trick: str) -> Button:
        name = trick_name(ui, self._common, trick)
        act = partial(self._episode.judge, "wait", trick)
        return numbered_answer(number, act, name, labelled(f"tricks/{trick}", name))

    def _explanation(self, ui: Ui, item: tuple[str, str]) -> tuple[Widget, Widget]:
        line = self._episode.line(item)
        judged = self._episode.judged()[item]
        rows: list[Widget] = [
            sarika_says(
                ui,
                verdict(ui, line.tricks, judged.verdict, judged.trick),
                "",
                "glad" if line.safe else "thinking",
            ),
            Card(self._quoted(ui, item[0], line, 20), "quote", (20, 12)),
        ]
        rows += [trick_card(ui, self._common, trick) for trick in line.tricks]
        because = (
            ui.words.text(self._story.id, f"scene/{item[0]}", line.because)
            if line.because
            else ui.t("episode", "A plain message. It wants nothing that could do harm.")
        )
        rows.append(Card(Text(because, 21), "mint"))
        act = self._episode.close_explanation
        go_on = main_button("continue", act, ui.t("episode", "Continue"), "forward")
        return Column(rows, gap=14), go_on

    def _quoted(self, ui: Ui, scene: str, line: Line, size: float) -> Widget:
        """Repeat a message; of a group with the name of who wrote it."""
        said = Text(self._say_line(ui, scene, line), size)
        if line.group is None:
            return said
        chats = Chats(ui, self._story, self._common)
        name = Text(chats.writer(line.contact), 17, chats.colour(line), bold=True)
        return Column([name, said], gap=2)

    def _attributed(self, ui: Ui, scene: str, line: Line) -> str:
        """Say a message to a screen reader; of a group after the name of who wrote it."""
        said = self._say_line(ui, scene, line)
        if line.group is None:
            return said
        return f"{Chats(ui, self._story, self._common).writer(line.contact)}: {said}"

    def _say_line(self, ui: Ui, scene: str, line: Line) -> str:
        return ui.words.text(self._story.id, f"scene/{scene}", line.text)


def narration(
    ui: Ui, common: Common, step: Narrate, text: str, *, time: str = "", shown: bool = True
) -> Widget:
    """Make the card that tells what happens off the phone.

    Args:
        ui: the surroundings.
        common: has the cast.
        step: what happens.
        text: in the player's language.
        time: when it happens, if that is new.
        shown: whether the one it is about is drawn on it.

    Returns:
        The card.
    """
    said: Widget = Text(text, 22)
    if time:
        said = Column([Text(time, 16, ui.theme.soft, bold=True), said], gap=4)
    name = f"people/{common.cast[step.by].picture}-{step.feel or 'calm'}" if step.by else ""
    if not (shown and name and ui.art.has(name)):
        return Card(said, "sun", (24, 20))
    return Card(Row([Picture(name, 120, 140), Grow(said)], gap=18), "sun", (20, 12))
