"""The messages of one chat as bubbles, on the phone of a player and on the screen of a class.

A chat is of one contact or of a group; in a group each bubble says who wrote it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pygame

from game.screen.chats import Chats
from game.screen.names import trick_name
from game.screen.placed import Placed, Spot
from game.screen.shapes import Shape
from game.screen.ui import Ui
from game.screen.widgets import Card, Column, Fixed, Grow, Picture, Row, Text, Whole, Widget
from game.story.load import Common
from game.story.model import LeadLine, Line, Story, TimeMark
from game.story.playthrough import Chosen, Entry, Judged, Shown

_SLIDE = 0.16
_TYPE = 20
_BUBBLE = 340
# Beside the type of a message: names of writers and time marks, and the small pictures.
_NAME = 0.8
_PICTURE = 1.6


@dataclass(frozen=True, slots=True)
class Bubbles:
    """What one chat shows.

    Args:
        story: what is played.
        common: has the cast.
        chat: id of the contact or group.
        entries: the log of the episode so far.
        judged: the first judgement of each item, by scene and item.
        looked_at: scene and item of the message that is asked about, if any.
        arrived: when the newest bubble came, on the clock of the screen.
        judge: looks closer at a message, by scene and item; None where no bubble can be pressed.
        type_size: of the messages, in units.
        width: of the widest bubble, in units.
    """

    story: Story
    common: Common
    chat: str
    entries: Sequence[Entry]
    judged: dict[tuple[str, str], Judged]
    looked_at: tuple[str, str] | None
    arrived: float
    judge: Callable[[str, str], None] | None
    type_size: float = _TYPE
    width: float = _BUBBLE

    def rows(self, ui: Ui, writing: Line | None = None) -> list[Widget]:
        """Make a row for each message, oldest first.

        Args:
            ui: the surroundings.
            writing: the message that somebody is writing, if anybody is.
        """
        here = [entry for entry, chat in self._by_chat() if chat == self.chat]
        rows: list[Widget] = []
        before = ""  # who wrote the bubble above
        for at, entry in enumerate(here):
            writer = _writer(entry)
            row = self._row(ui, entry, begins=writer != before)
            before = writer
            if row is not None:
                last = at == len(here) - 1
                rows.append(Slide(row, self.arrived) if last else row)
        if writing is not None and writing.chat == self.chat:
            rows.append(self._writing(ui, writing))
        return rows

    def _writing(self, ui: Ui, line: Line) -> Widget:
        dots: Widget = Fixed(_Dots(), 50, 22)
        if self._chats(ui).group(self.chat) is not None:
            name = self._chats(ui).writer(line.contact)
            said = ui.t("phone", "{name} is writing", name=name)
            dots = with_name(self._chats(ui), line, dots, said, self.type_size)
        return self._theirs(ui, line, Limit(Bubble(dots, ui.theme.card), self.width))

    def _by_chat(self) -> list[tuple[Shown | Chosen, str | None]]:
        """Say in which chat each entry is seen.

        A time mark stands above the message that comes after it; what was done stands where the
        last message was.
        """
        found: list[tuple[Shown | Chosen, str | None]] = []
        marks: list[Shown] = []
        last: str | None = None
        for entry in self.entries:
            if isinstance(entry, Shown) and isinstance(entry.step, TimeMark):
                marks.append(entry)
            elif isinstance(entry, (Shown, Chosen)):
                chat = entry.chat or (last if isinstance(entry, Chosen) else None)
                if entry.chat:
                    last = entry.chat
                    found += [(mark, last) for mark in marks]
                    marks = []
                found.append((entry, chat))
        return found

    def _row(self, ui: Ui, entry: Shown | Chosen, *, begins: bool) -> Widget | None:
        say = ui.words.text
        context = f"scene/{entry.scene}"
        if isinstance(entry, Chosen):
            text = say(self.story.id, context, entry.option.text)
            return self._own(ui, text) if entry.option.say else self._pill(text)
        step = entry.step
        if isinstance(step, Line):
            return self._message(ui, entry.scene, step, begins=begins)
        if isinstance(step, LeadLine):
            return self._own(ui, say(self.story.id, context, step.text))
        if isinstance(step, TimeMark):
            return self._pill(say(self.story.id, context, step.text))
        return None

    def _own(self, ui: Ui, text: str) -> Widget:
        bubble = Bubble(Whole(Text(text, self.type_size)), ui.theme.own_bubble, own=True)
        return Row([Grow(), Limit(bubble, self.width)], gap=0)

    def _message(self, ui: Ui, scene: str, line: Line, *, begins: bool) -> Widget:
        text = ui.words.text(self.story.id, f"scene/{scene}", line.text)
        judged = self.judged.get((scene, line.item))
        mark = None
        if judged is not None:
            first = line.tricks[0] if line.tricks else None
            size = _NAME * self.type_size
            mark = (
                Mark(trick_name(ui, self.common, first), "flag", "spot", size)
                if first
                else Mark(ui.t("phone", "Okay"), "check", "mint", size)
            )
        writer = self._chats(ui).writer(line.contact)
        said: Widget = Whole(Text(text, self.type_size))
        if line.group is not None and begins:
            said = with_name(self._chats(ui), line, said, writer, self.type_size)
        bubble = Bubble(
            said,
            ui.theme.card,
            key=f"line-{scene}-{line.item}",
            label=f"{writer}: {text}",
            act=partial(self.judge, scene, line.item) if self.judge else None,
            mark=mark,
            framed=self.looked_at == (scene, line.item),
        )
        return self._theirs(ui, line, Limit(bubble, self.width))

    def _theirs(self, ui: Ui, line: Line, bubble: Widget) -> Widget:
        side = _PICTURE * self.type_size
        picture = Picture(self._chats(ui).writer_picture(line.contact), side, side)
        return Row([picture, bubble, Grow()], gap=8, align="bottom")

    def _pill(self, text: str) -> Widget:
        card = Card(Text(text, _NAME * self.type_size, align="center"), "pill", (14, 6))
        return Row([Grow(), Limit(card, self.width + 60), Grow()], gap=0)

    def _chats(self, ui: Ui) -> Chats:
        return Chats(ui, self.story, self.common)


def with_name(
    chats: Chats, line: Line, said: Widget, name: str, type_size: float = _TYPE
) -> Widget:
    """Put a name above what stands in a bubble of a group.

    Args:
        chats: the chats of the story.
        line: the message.
        said: what stands in the bubble.
        name: of the writer, or a few words with it.
        type_size: of the message, in units.
    """
    named = Text(name, _NAME * type_size, chats.colour(line), bold=True)
    return Column([named, said], gap=2)


def _writer(entry: Shown | Chosen) -> str:
    """Name the contact whose bubble it is; nobody for everything else."""
    step = entry.step if isinstance(entry, Shown) else None
    return step.contact if isinstance(step, Line) else ""


class Limit:
    """A child that is at most so wide, in units, and no wider than it needs to be."""

    def __init__(self, child: Widget, width: float) -> None:
        self._child = child
        self._width = width

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Take the child's own size."""
        return ui.measure(self._child, min(width, ui.px(self._width)))

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Give the child the place."""
        self._child.place(ui, rect, onto)


@dataclass(frozen=True, slots=True)
class Mark:
    """The small card at the upper edge of a judged bubble.

    Args:
        text: what the message turned out to be.
        icon: the small picture before it.
        look: of the card.
        size: of the letters, in units.
    """

    text: str
    icon: str
    look: str
    size: float = 16

    def widget(self) -> Widget:
        """Make the card."""
        sign = Picture(f"icons/{self.icon}", self.size - 1, self.size - 1)
        named = Row([sign, Text(self.text, self.size, bold=True)], gap=6)
        return Card(named, self.look, (10, 3))


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message.

    Args:
        own: whether the lead wrote it.
        key: makes it something to press.
        mark: what it turned out to be, once judged.
        framed: whether it is being looked at.
    """

    child: Widget
    fill: tuple[int, int, int]
    own: bool = False
    key: str | None = None
    label: str = ""
    act: Callable[[], None] | None = None
    mark: Mark | None = None
    framed: bool = False

    def _mark_size(self, ui: Ui, width: int) -> tuple[int, int]:
        return ui.measure(self.mark.widget(), width) if self.mark else (0, 0)

    def _above(self, ui: Ui, mark: int) -> int:
        """Say how far a mark reaches over the upper edge: it hides none of the text."""
        return mark - min(mark // 3, ui.px(10))

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Add the padding, and room for the mark, which reaches over the upper edge."""
        px, py = ui.px(16), ui.px(10)
        w, h = ui.measure(self.child, width - 2 * px)
        mw, mh = self._mark_size(ui, width)
        above = self._above(ui, mh)
        return max(w + 2 * px, mw + ui.px(28)), h + 2 * py + ui.px(2) + above

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the bubble, its text, its mark."""
        mw, mh = self._mark_size(ui, rect.width)
        above = self._above(ui, mh)
        body = pygame.Rect(rect.x, rect.y + above, rect.width, rect.height - above)
        big, small = ui.px(18), ui.px(5)
        corners = (big, big, small, big) if self.own else (big, big, big, small)
        frame = ui.theme.orange if self.framed or (self.mark and self.mark.look == "spot") else None
        border = frame or (None if ui.theme.background else ui.theme.line)
        shape = Shape(
            body.width,
            body.height,
            corners,
            self.fill,
            border,
            max(1, ui.px(3 if frame else 1)),
            ui.px(2),
            frame or ui.theme.line,
        )
        drawn = ui.art.shape(shape)
        onto.paint(body, lambda target, dx, dy: drawn.draw(target, body.x + dx, body.y + dy))
        px, py = ui.px(16), ui.px(10)
        inner = pygame.Rect(body.x + px, body.y + py, body.width - 2 * px, body.height - 2 * py)
        self.child.place(ui, inner, onto)
        if self.mark:
            at = pygame.Rect(rect.right - mw - ui.px(12), rect.y, mw, mh)
            self.mark.widget().place(ui, at, onto)
        if self.key and self.act:
            onto.parts.append(Spot(self.key, body, self.label, self.act))
            self._paint_ring(ui, body, self.key, onto)

    def _paint_ring(self, ui: Ui, body: pygame.Rect, key: str, onto: Placed) -> None:
        ring, radius = max(2, ui.px(3)), ui.px(20)

        def paint(target: pygame.Surface, dx: int, dy: int) -> None:
            if (ui.focus == key and ui.keyboard) or ui.hover == key:
                pygame.draw.rect(
                    target, ui.theme.night, body.move(dx, dy), ring, border_radius=radius
                )

        onto.paint(body, paint)


class Slide:
    """A child that comes up from a little below, once."""

    def __init__(self, child: Widget, born: float) -> None:
        self._child = child
        self._born = born

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Take the child's own size."""
        return ui.measure(self._child, width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Paint the child moved down by what is left of its way."""
        sub = Placed()
        self._child.place(ui, rect, sub)
        born = self._born

        def paint(target: pygame.Surface, dx: int, dy: int) -> None:
            part = min(1.0, (ui.now - born) / _SLIDE)
            left = 0 if ui.settings.still else round(ui.px(26) * (1 - part) ** 3)
            sub.draw(target, ui, dx, dy + left)

        onto.paint(rect, paint)
        onto.parts.extend(sub.parts)
        onto.troubles.extend(sub.troubles)


class _Dots:
    """Three dots: somebody is writing."""

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:  # noqa: ARG002
        return ui.px(50), ui.px(22)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        def paint(target: pygame.Surface, dx: int, dy: int) -> None:
            for at in range(3):
                centre = (rect.x + dx + ui.px(9 + 16 * at), rect.centery + dy)
                pygame.draw.circle(target, ui.theme.soft, centre, ui.px(5))

        onto.paint(rect, paint)
