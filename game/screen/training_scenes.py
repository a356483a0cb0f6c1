"""All scenes of an episode in adult view: from here one jumps to any scene, branch or ending."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.screen.judging import numbered_answer, trick_chip
from game.screen.training_panel import acts, option_text
from game.screen.training_seen import Seen
from game.screen.ui import Ui
from game.screen.view import Piece, View, back_button, bar, main_button, panel
from game.screen.widgets import Button, Card, Column, Flow, Grow, Picture, Row, Text, Widget, icon
from game.story.jumps import Jumps
from game.story.model import Choose, End, Go, Line, Option, Scene, Story, TimeMark, Told
from game.story.playthrough import Playthrough

if TYPE_CHECKING:
    from game.screen.app import App


@dataclass(frozen=True, slots=True)
class Moment:
    """Be something to jump to.

    Args:
        scene: where it is.
        step: a choice or an ending; None for the beginning of the scene.
    """

    scene: Scene
    step: Choose | End | None = None


class ScenesView(View):
    """The moments of the episode on the left, the ways from one of them on the right.

    Args:
        jumps: the ways to all places of the story.
        seen: what was seen of it.
        go_to: shows the episode from another place on.
    """

    def __init__(
        self, app: "App", jumps: Jumps, seen: Seen, go_to: Callable[[Playthrough], None]
    ) -> None:
        super().__init__(app)
        self._jumps = jumps
        self._story = seen.story
        self._seen = seen
        self._go_to = go_to
        self._at = 0
        self.moments = tuple(moments(seen.story, jumps))

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the list and what is chosen in it."""
        title = ui.words.text(self._story.id, "story", self._story.title)
        left: list[Widget] = [
            back_button(ui, self.app),
            Card(Text(title, 19, bold=True), "plain", (20, 11)),
        ]
        middle = ui.width * 0.46
        list_ = ui.rect(40, 84, middle - 52, ui.height - 108)
        chosen = ui.rect(middle, 84, ui.width - middle - 40, ui.height - 108)
        body, foot = self._chosen(ui, self.moments[self._at])
        return [
            bar(ui, self.app, left),
            *panel(ui, "scenes", list_, self._list(ui)),
            *panel(ui, "scene", chosen, body, foot),
        ]

    def choose(self, number: int) -> None:
        """Show the ways from a moment; a second press goes there."""
        if self._at == number:
            self.default()
            return
        self._at = number
        self.app.ui.scrolls.pop("scene", None)
        self.app.refresh()

    def default(self) -> None:
        """Go to the moment that is shown."""
        moment = self.moments[self._at]
        if moment.step is None:
            play = self._jumps.to_scene(moment.scene.id)
        elif isinstance(moment.step, Choose):
            play = self._jumps.to_choice(moment.step)
        else:
            play = self._jumps.to_ending(moment.step.slug)
        self._jump(play)

    def _jump(self, play: Playthrough | None) -> None:
        if play is not None:
            self._go_to(play)

    # The list

    def _list(self, ui: Ui) -> Widget:
        heading = Text(ui.t("training", "Scenes, choices and endings"), 24, bold=True)
        rows: list[Widget] = [heading, Text(self._seen.endings_seen(ui), 18, ui.theme.soft)]
        rows += [self._row(ui, number, moment) for number, moment in enumerate(self.moments)]
        return Column(rows, gap=8)

    def _row(self, ui: Ui, number: int, moment: Moment) -> Widget:
        kind = {Choose: "question", End: "star"}.get(type(moment.step), "play")
        above, text = self._named(ui, moment)
        words: list[Widget] = [Text(above, 16, ui.theme.soft, bold=True)] if above else []
        words.append(Text(text, 18))
        row: list[Widget] = [icon(kind, 24, ui.theme.jade), Grow(Column(words, gap=0))]
        if self._was_seen(moment):
            row.append(icon("check", 22, ui.theme.jade))
        return Button(
            f"moment-{number}",
            partial(self.choose, number),
            f"{above} {text}".strip(),
            look="answer",
            child=Row(row, gap=12),
            pad=(14, 8),
            chosen=number == self._at,
        )

    def _named(self, ui: Ui, moment: Moment) -> tuple[str, str]:
        """Name a moment: by when it is, or what it is; and by what is said there."""
        scene, step = moment.scene, moment.step
        if isinstance(step, End):
            return ui.t("map", "An ending"), self._say(ui, scene, step.title)
        if isinstance(step, Choose):
            before = _before(scene, step)
            said = step.question or (before.text if before else "")
            return ui.t("map", "A choice"), self._say(ui, scene, said) if said else ""
        told = [it for it in scene.steps if isinstance(it, Told)]
        times = [it for it in told[:1] if isinstance(it, TimeMark)]
        first = next((it for it in told if not isinstance(it, TimeMark)), None)
        time = self._say(ui, scene, times[0].text) if times else ui.t("guide", "Scene")
        return time, self._say(ui, scene, first.text) if first else ""

    def _was_seen(self, moment: Moment) -> bool:
        if isinstance(moment.step, End):
            return self._seen.ended(moment.step.slug)
        if isinstance(moment.step, Choose):
            return all(self._seen.took(moment.scene.id, it) for it in moment.step.options)
        return self._seen.was_in(moment.scene.id)

    # What is chosen

    def _chosen(self, ui: Ui, moment: Moment) -> tuple[Widget, Widget]:
        above, text = self._named(ui, moment)
        rows: list[Widget] = [
            Text(above, 18, ui.theme.soft, bold=True),
            Text(text, 24, bold=True),
        ]
        if isinstance(moment.step, Choose):
            said = ui.t("training", "Jump right into a branch, or to the choice itself.")
            rows.append(Text(said, 18, ui.theme.soft))
            options = enumerate(moment.step.options, 1)
            rows += [self._branch(ui, moment.scene, number, it) for number, it in options]
        elif isinstance(moment.step, End):
            rows.append(Text(self._say(ui, moment.scene, moment.step.text), 20))
        else:
            rows += self._tricks(ui, moment.scene)
        label = {
            Choose: ui.t("training", "Go to this choice"),
            End: ui.t("training", "See this ending"),
        }.get(type(moment.step), ui.t("training", "Go to this scene"))
        return Column(rows, gap=12), main_button("go", self.default, label, "forward")

    def _branch(self, ui: Ui, scene: Scene, number: int, option: Option) -> Widget:
        text = option_text(ui, self._say(ui, scene, option.text), option)
        row: list[Widget] = [Grow(Column([Text(text, 20), acts(ui, option)], gap=6))]
        if self._seen.took(scene.id, option):
            row.append(icon("check", 22, ui.theme.jade))
        return numbered_answer(number, partial(self._past, option), text, Row(row, gap=10))

    def _past(self, option: Option) -> None:
        self._jump(self._jumps.past(option))

    def _tricks(self, ui: Ui, scene: Scene) -> list[Widget]:
        common, lines = self.app.library.common, [it for it in scene.steps if isinstance(it, Line)]
        tricks = dict.fromkeys(trick for line in lines for trick in line.tricks)
        alike = dict.fromkeys(trick for line in lines for trick in line.looks_like)
        rows: list[Widget] = []
        for said, names in (
            (ui.t("training", "Tricks in this scene:"), tricks),
            (ui.t("training", "Messages that only look like:"), alike),
        ):
            if names:
                chips = [trick_chip(ui, common, name) for name in names]
                rows.append(Column([Text(said, 18, ui.theme.soft), Flow(chips, gap=10)], gap=6))
        return rows or [Picture("sarika/calm", 110, 124)]

    def _say(self, ui: Ui, scene: Scene, text: str) -> str:
        return ui.words.text(self._story.id, f"scene/{scene.id}", text)


def moments(story: Story, jumps: Jumps) -> Iterator[Moment]:
    """List what can be jumped to: scenes that are not the branch of an option, choices, endings.

    Args:
        story: the story.
        jumps: the ways to its places; scenes without a way or without a text are left out.

    Yields:
        Scenes and choices in the order of the file, then the endings.
    """
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    led_to = {step.scene for step in steps if isinstance(step, Go)} | {story.start}
    for scene in story.scenes.values():
        told = any(isinstance(step, Told) for step in scene.steps)
        if told and scene.id in led_to and jumps.to_scene(scene.id) is not None:
            yield Moment(scene)
        yield from (Moment(scene, step) for step in scene.steps if isinstance(step, Choose))
    for scene in story.scenes.values():
        yield from (Moment(scene, step) for step in scene.steps if isinstance(step, End))


def _before(scene: Scene, choice: Choose) -> Told | None:
    """Find what is said right before a choice."""
    told: Told | None = None
    for step in scene.steps:
        if step is choice:
            return told
        told = step if isinstance(step, Told) else told
    return None
