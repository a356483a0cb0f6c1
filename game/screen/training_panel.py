"""The right side of an episode in adult view: what each message does, and notes for adults."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.learning.groups import PROTECTIVE
from game.screen.chats import Chats
from game.screen.judging import numbered_answer, trick_chip
from game.screen.names import person_name, trick_name, trick_text
from game.screen.panel import narration
from game.screen.ui import Ui
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Flow,
    Grow,
    Picture,
    Row,
    Text,
    Widget,
    icon,
)
from game.story.asides import Aside, asides
from game.story.model import Choose, LeadLine, Line, Narrate, Option, Step, Talk, TimeMark, Told
from game.story.playthrough import Choosing, Ended, Shown

if TYPE_CHECKING:
    from game.screen.training_episode import AdultEpisodeView


class AdultPanel:
    """What stands beside the phone.

    Args:
        episode: what is played.
    """

    def __init__(self, episode: "AdultEpisodeView") -> None:
        self._episode = episode
        self._story = episode.play.story
        self._common = episode.app.library.common

    def body(self, ui: Ui) -> Widget:
        """Lay out one thing: a message, a narration, a choice or the ending."""
        episode = self._episode
        shown = episode.looked_at
        if shown is not None:
            return Column(self._told(ui, shown), gap=12)
        if isinstance(episode.play.now, Choosing):
            return Column(self._choice(ui, episode.play.now), gap=12)
        newest = episode.play.log[-1]
        assert isinstance(newest, Ended)  # noqa: S101 - everything else is looked at first
        return Column(self._end(ui, newest), gap=14)

    # A message, or what happens off the phone

    def _told(self, ui: Ui, shown: Shown) -> list[Widget]:
        step, text = shown.step, self._say(ui, shown.scene, shown.step.text)
        if isinstance(step, Line):
            rows = self._message(ui, shown.scene, step, text)
        elif isinstance(step, Narrate):
            rows = [narration(ui, self._common, step, text, time=self._time(ui, shown))]
        elif isinstance(step, LeadLine):
            name = person_name(ui, self._story.lead)
            said = ui.t("what happened", "{name} wrote:", name=name)
            rows = [Text(said, 18, ui.theme.soft), Card(Text(text, 21), "mint", (18, 10))]
        else:
            lead = self._story.lead
            portrait = Picture(f"people/{lead.id}-{step.feel or 'calm'}", 104, 121)
            thought = Card(Text(text, 21), "bubble", (20, 14))
            thinks = ui.t("training", "{name} thinks:", name=person_name(ui, lead))
            words = Column([Text(thinks, 18, ui.theme.soft), thought], gap=6)
            rows = [Row([portrait, Grow(words)], gap=16)]
        asides = self._asides(ui, shown.scene, step)
        return [*rows, *asides, *self._opened(ui, step, apart=bool(asides))]

    def _time(self, ui: Ui, shown: Shown) -> str:
        """Give the time mark right before something, if there is one."""
        log = self._episode.play.log
        before = log[log.index(shown) - 1] if log.index(shown) else None
        if isinstance(before, Shown) and isinstance(before.step, TimeMark):
            return self._say(ui, before.scene, before.step.text)
        return ""

    def _message(self, ui: Ui, scene: str, line: Line, text: str) -> list[Widget]:
        rows: list[Widget] = [
            Text(wrote(ui, Chats(ui, self._story, self._common), line), 18, ui.theme.soft),
            Card(Text(text, 21), "quote", (18, 10)),
        ]
        because = Text(self._because(ui, scene, line), 20)
        if line.safe:
            okay = ui.t("what happened", "This message is okay")
            head = Row([Picture("tricks/okay", 48, 48), Grow(Text(okay, 24, bold=True))], gap=14)
            rows += [head, Card(because, "mint", (18, 12))]
            if line.looks_like:
                alike = ui.t("training", "It only looks like:")
                chips = [trick_chip(ui, self._common, trick) for trick in line.looks_like]
                rows.append(Flow([Text(alike, 18, ui.theme.soft), *chips], gap=10))
            return rows
        names = [self._trick_name(ui, trick) for trick in line.tricks]
        return [*rows, Card(because, "card", (18, 12)), *names]

    def _because(self, ui: Ui, scene: str, line: Line) -> str:
        if line.because:
            return self._say(ui, scene, line.because)
        return ui.t("episode", "A plain message. It wants nothing that could do harm.")

    def _opened(self, ui: Ui, step: Told, *, apart: bool) -> list[Widget]:
        """Say everything about the tricks that are opened, after what belongs to this message."""
        tricks = step.tricks if isinstance(step, Line) else ()
        rows: list[Widget] = []
        for trick in (it for it in tricks if it in self._episode.opened):
            if apart or len(tricks) > 1:
                rows.append(Flow([trick_chip(ui, self._common, trick)]))
            rows += self._about(ui, trick)
        return rows

    def _trick_name(self, ui: Ui, trick: str) -> Widget:
        name, opened = trick_name(ui, self._common, trick), trick in self._episode.opened
        what = trick_text(ui, trick, self._common.tricks[trick].what)
        words = Column([Text(name, 23, bold=True), Text(what, 18)], gap=0)
        sign = icon("up" if opened else "down", 22, ui.theme.soft)
        return Button(
            f"trick-{trick}",
            partial(self._episode.open_trick, trick),
            name,
            look="answer",
            child=Row([Picture(f"tricks/{trick}", 48, 48), Grow(words), sign], gap=14),
            pad=(16, 8),
            chosen=opened,
        )

    def _about(self, ui: Ui, trick: str) -> list[Widget]:
        """Say what is known of a trick, for adults too."""
        data = self._common.tricks[trick]
        parts = [
            (ui.t("what happened", "How"), data.how, "sun"),
            (ui.t("what happened", "Why"), data.why, "rose"),
            (ui.t("what happened", "What you can do"), data.you_can, "mint"),
        ]
        rows: list[Widget] = [
            Card(
                Column([Text(title, 17, bold=True), Text(trick_text(ui, trick, text), 18)], gap=0),
                look,
                (18, 8),
            )
            for title, text, look in parts
        ]
        for_adults: list[Widget] = [Text(ui.t("guide", "For adults"), 17, bold=True)]
        if data.note:
            for_adults.append(Text(trick_text(ui, trick, data.note), 18))
        if data.sources:
            heading = ui.t("guide", "Sources")
            for_adults.append(Text(heading, 16, ui.theme.soft, bold=True))
        for_adults += [
            Text(trick_text(ui, trick, source), 16, ui.theme.soft) for source in data.sources
        ]
        return [*rows, Card(Column(for_adults, gap=4), "card", (18, 10))]

    # A choice

    def _choice(self, ui: Ui, now: Choosing) -> list[Widget]:
        lead = person_name(ui, self._story.lead)
        question = (
            self._say(ui, now.scene, now.question)
            if now.question
            else ui.t("episode", "What should {name} do?", name=lead)
        )
        rows: list[Widget] = [Text(question, 24, bold=True)]
        rows += [self._option(ui, now, n, option) for n, option in enumerate(now.options, 1)]
        choice = self._choice_step(now)
        return rows + ([] if choice is None else self._asides(ui, now.scene, choice))

    def _choice_step(self, now: Choosing) -> Choose | None:
        steps = self._story.scenes[now.scene].steps
        choices = (step for step in steps if isinstance(step, Choose))
        return next((it for it in choices if now.options[0] in it.options), None)

    def _option(self, ui: Ui, now: Choosing, number: int, option: Option) -> Widget:
        text = option_text(ui, self._say(ui, now.scene, option.text), option)
        words: list[Widget] = [Text(text, 20), acts(ui, option)]
        if option.note:
            words.append(Text(self._say(ui, now.scene, option.note), 17, ui.theme.soft))
        seen: list[Widget] = []
        if self._episode.seen.took(now.scene, option):
            seen.append(icon("check", 24, ui.theme.jade))
        child = Row([Grow(Column(words, gap=6)), *seen], gap=10)
        return numbered_answer(number, partial(self._episode.choose, option.id), text, child)

    # The ending

    def _end(self, ui: Ui, ended: Ended) -> list[Widget]:
        end = ended.end
        title = Text(self._say(ui, ended.scene, end.title), 28, bold=True)
        rows: list[Widget] = [
            Row([Picture("sarika/glad", 96, 108), Grow(title)], gap=16),
            Text(self._say(ui, ended.scene, end.text), 20),
        ]
        if end.comfort:
            comfort = Text(self._say(ui, ended.scene, end.comfort), 20, bold=True)
            rows.append(Card(comfort, "mint"))
        rows.append(Text(self._episode.seen.endings_seen(ui), 18, ui.theme.soft))
        return rows + self._asides(ui, ended.scene, end)

    # What adults are told

    def _asides(self, ui: Ui, scene: str, step: Step) -> list[Widget]:
        values = self._episode.play.variables
        found = asides(self._story.scenes[scene], step, values)
        rows = [self._aside(ui, scene, aside) for aside in found]
        if isinstance(step, Told) and step.note:
            rows.append(self._note(ui, self._say(ui, scene, step.note)))
        return rows

    def _aside(self, ui: Ui, scene: str, aside: Aside) -> Widget:
        if isinstance(aside, Talk):
            return self._question(ui, scene, aside)
        return self._note(ui, self._say(ui, scene, aside.note or ""))

    def _question(self, ui: Ui, scene: str, talk: Talk) -> Widget:
        asked = Text(ui.t("guide", "Question for the room"), 17, ui.theme.soft, bold=True)
        rows: list[Widget] = [asked, Text(self._say(ui, scene, talk.text), 19, bold=True)]
        if talk.answers:
            possible = ui.t("guide", "Possible answers")
            rows.append(Text(possible, 17, ui.theme.soft, bold=True))
        rows += [Text(self._say(ui, scene, answer), 18) for answer in talk.answers]
        return _said(ui, "people", rows, "sun")

    def _note(self, ui: Ui, text: str) -> Widget:
        note = Text(ui.t("guide", "Note for you"), 17, ui.theme.soft, bold=True)
        return _said(ui, "info", [note, Text(text, 19)], "card")

    def _say(self, ui: Ui, scene: str, text: str) -> str:
        return ui.words.text(self._story.id, f"scene/{scene}", text)


def _said(ui: Ui, sign: str, rows: Sequence[Widget], look: str) -> Widget:
    row = Row([icon(sign, 28, ui.theme.jade), Grow(Column(rows, gap=3))], gap=14, align="top")
    return Card(row, look, (18, 10))


def wrote(ui: Ui, chats: Chats, line: Line) -> str:
    """Say who wrote a message, and in which group."""
    writer = chats.writer(line.contact)
    if line.group is None:
        return ui.t("what happened", "{name} wrote:", name=writer)
    group = chats.name(line.chat)
    return ui.t("what happened", "{name} wrote in {group}:", name=writer, group=group)


def option_text(ui: Ui, text: str, option: Option) -> str:
    """Say an option, with quotation marks where it is something to write."""
    return ui.t("episode", "“{words}”", words=text) if option.say else text


def acts(ui: Ui, option: Option) -> Widget:
    """Name what kind of act an option is, and say whether it protects or is risky."""
    chips: list[Widget] = []
    protective = [act for act in option.acts if act in PROTECTIVE]
    if protective:
        chips.append(_chip("hand", ui.t("training", "Protective"), "mint"))
    if "risky" in option.acts:
        chips.append(_chip("warning", ui.t("training", "Risky"), "rose"))
    if "carry_on" in option.acts:
        chips.append(_chip("check", ui.t("training", "Right with friendly people"), "pill"))
    names = {
        "stop": ui.t("report", "Stop the chat or say no"),
        "keep": ui.t("report", "Keep the messages as evidence"),
        "tell": ui.t("report", "Tell somebody"),
        "check": ui.t("report", "Check whether it is true"),
        "kind": ui.t("report", "Stand by a friend"),
    }
    chips += [Text(names[act], 17) for act in protective]
    if not option.heard:
        chips.append(Text(ui.t("training", "(who does not listen yet)"), 17))
    return Flow(chips, gap=8)


def _chip(sign: str, name: str, look: str) -> Widget:
    return Card(Row([icon(sign, 16), Text(name, 16, bold=True)], gap=6), look, (10, 3))
