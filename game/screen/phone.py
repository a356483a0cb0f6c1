"""The phone: one chat of an episode with its bubbles, and the notice of another chat.

A chat is of one contact or of a group; in a group each bubble says who wrote it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.screen.chats import Chats
from game.screen.names import trick_name
from game.screen.placed import Placed, Spot
from game.screen.shapes import Shape
from game.screen.ui import Ui
from game.screen.view import Piece
from game.screen.widgets import (
    Button,
    Card,
    Column,
    Fixed,
    Flow,
    Grow,
    Look,
    Picture,
    Row,
    Scroll,
    Text,
    Widget,
    paint_card,
)
from game.story.load import Common
from game.story.model import LeadLine, Line, Story, TimeMark
from game.story.playthrough import Chosen, Entry, Judged, Shown

_FLAG = pygame.BLEND_PREMULTIPLIED
_SLIDE = 0.16
_BUBBLE = 340
_NAME = 16
# More chats than these are shown by their pictures alone, so that the messages keep their room.
_NAMED = 3
# What a chat's button leaves for its name beside two small pictures.
_CHAT_NAME = 350


@dataclass(frozen=True, slots=True)
class Touch:
    """What the phone asks its screen to do."""

    judge: Callable[[str, str], None]
    card: Callable[[], None]
    spot: Callable[[], None]
    open_chat: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Phone:
    """What the phone shows.

    Args:
        chat: id of the contact or group whose chat is open.
        entries: the log of the episode so far.
        judged: the first judgement of each item, by scene and item.
        writing: the message that somebody is writing, if anybody is.
        alert: id of another chat in which somebody wrote, if any.
        looked_at: scene and item of the message that is being judged, if any.
        arrived: when the newest bubble came, on the clock of the screen.
    """

    story: Story
    common: Common
    chat: str
    entries: Sequence[Entry]
    judged: dict[tuple[str, str], Judged]
    writing: Line | None
    alert: str | None
    looked_at: tuple[str, str] | None
    arrived: float
    touch: Touch

    def pieces(self, ui: Ui, x: float) -> list[Piece]:
        """Lay the phone out, `x` units from the left."""
        high = ui.height - 100
        outer = ui.rect(x, 76, 486, high)
        inner = ui.rect(x + 12, 88, 462, high - 24)
        head = ui.px(74)
        foot = self._foot(ui)
        pad = ui.px(14)
        foot_high = foot.measure(ui, inner.width - 2 * pad)[1] + ui.px(18)
        top = pygame.Rect(
            inner.x, inner.y, inner.width, max(head, self._head_height(ui, inner.width))
        )
        middle = pygame.Rect(
            inner.x, top.bottom, inner.width, inner.height - top.height - foot_high
        )
        bottom = pygame.Rect(inner.x, middle.bottom, inner.width, foot_high)
        chat = middle.inflate(-2 * pad, -ui.px(12))
        pieces: list[Piece] = [
            (outer, _Body()),
            (top, _Header(self._head(ui))),
        ]
        others = self._others(ui)
        if others is not None:
            high = others.measure(ui, chat.width)[1]
            pieces.append((pygame.Rect(chat.x, middle.y + ui.px(8), chat.width, high), others))
            chat = pygame.Rect(
                chat.x, chat.y + high + ui.px(6), chat.width, chat.height - high - ui.px(6)
            )
        pieces.append(
            (chat, Scroll(f"chat-{self.chat}", Column(self._bubbles(ui), gap=8), to_end=True))
        )
        pieces.append((bottom.inflate(-2 * pad, -ui.px(14)), foot))
        return pieces

    def _chats(self, ui: Ui) -> Chats:
        return Chats(ui, self.story, self.common)

    def _head(self, ui: Ui) -> Widget:
        chats = self._chats(ui)
        below = chats.below(self.chat)
        white = ui.theme.white
        texts: list[Widget] = [Text(chats.name(self.chat), 21, white, bold=True)]
        if below:
            texts.append(Text(below, 16, white))
        who = (
            ui.t("phone", "Who is this?")
            if chats.group(self.chat) is None
            else ui.t("contact", "Who is in this chat?")
        )
        return Row(
            [
                Picture(chats.picture(self.chat), 52, 52),
                Grow(Column(texts, gap=0)),
                Button(
                    "contact",
                    self.touch.card,
                    who,
                    look="answer",
                    child=Picture("icons/info", 24, 24),
                    pad=(11, 10),
                    low=42,
                ),
            ],
            gap=12,
        )

    def _head_height(self, ui: Ui, width: int) -> int:
        return self._head(ui).measure(ui, width - ui.px(32))[1] + ui.px(16)

    def _foot(self, ui: Ui) -> Widget:
        spot = Button(
            "spot",
            self.touch.spot,
            ui.t("phone", "Look at a message (S)"),
            "flag",
            "spot",
            pad=(20, 8),
        )
        return Row([Grow(), spot, Grow()], gap=0)

    def _others(self, ui: Ui) -> Widget | None:
        ids = [e.chat for e in self.entries if isinstance(e, (Shown, Chosen)) and e.chat]
        chats = [c for c in dict.fromkeys(ids) if c != self.chat]
        if not chats:
            return None
        # First the one with something new, which is named and may fill a row.
        chats.sort(key=lambda chat: chat != self.alert)
        named = len(chats) <= _NAMED
        return Flow([self._chat_button(ui, c, named=named) for c in chats], gap=8)

    def _chat_button(self, ui: Ui, chat: str, *, named: bool) -> Widget:
        chats = self._chats(ui)
        new = chat == self.alert
        label = self._news(ui, chat) if new else chats.name(chat)
        name_in_it = Text(label, 16, ui.theme.night, bold=new)
        child = Row(
            [
                Picture(chats.picture(chat), 28, 28),
                *([Limit(name_in_it, _CHAT_NAME)] if named or new else []),
                *([Picture("icons/chat", 18, 18)] if new else []),
            ],
            gap=8,
        )
        return Button(
            f"chat-{chat}",
            lambda: self.touch.open_chat(chat),
            label,
            look="spot" if new else "answer",
            child=child,
            pad=(10, 6),
            low=40,
        )

    def _news(self, ui: Ui, chat: str) -> str:
        name, group = self._chats(ui).wrote(chat, self.entries)
        if group is None:
            return ui.t("phone", "{name} wrote", name=name)
        return ui.t("phone", "{name} wrote in {group}", name=name, group=group)

    def _bubbles(self, ui: Ui) -> list[Widget]:
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
        if self.writing is not None and self.writing.chat == self.chat:
            rows.append(self._writing(ui, self.writing))
        return rows

    def _writing(self, ui: Ui, line: Line) -> Widget:
        dots: Widget = Fixed(_Dots(), 50, 22)
        if self._chats(ui).group(self.chat) is not None:
            name = self._chats(ui).writer(line.contact)
            dots = with_name(
                self._chats(ui), line, dots, ui.t("phone", "{name} is writing", name=name)
            )
        return self._theirs(ui, line, Limit(Bubble(dots, ui.theme.card), _BUBBLE))

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
            return self._own(ui, text) if entry.option.say else _pill(text)
        step = entry.step
        if isinstance(step, Line):
            return self._message(ui, entry.scene, step, begins=begins)
        if isinstance(step, LeadLine):
            return self._own(ui, say(self.story.id, context, step.text))
        if isinstance(step, TimeMark):
            return _pill(say(self.story.id, context, step.text))
        return None

    def _own(self, ui: Ui, text: str) -> Widget:
        bubble = Bubble(Text(text, 20), ui.theme.own_bubble, own=True)
        return Row([Grow(), Limit(bubble, _BUBBLE)], gap=0)

    def _message(self, ui: Ui, scene: str, line: Line, *, begins: bool) -> Widget:
        text = ui.words.text(self.story.id, f"scene/{scene}", line.text)
        judged = self.judged.get((scene, line.item))
        mark = None
        if judged is not None:
            first = line.tricks[0] if line.tricks else None
            mark = (
                Mark(trick_name(ui, self.common, first), "flag", "spot")
                if first
                else Mark(ui.t("phone", "Okay"), "check", "mint")
            )
        writer = self._chats(ui).writer(line.contact)
        said: Widget = Text(text, 20)
        if line.group is not None and begins:
            said = with_name(self._chats(ui), line, said, writer)
        bubble = Bubble(
            said,
            ui.theme.card,
            key=f"line-{scene}-{line.item}",
            label=f"{writer}: {text}",
            act=lambda: self.touch.judge(scene, line.item),
            mark=mark,
            framed=self.looked_at == (scene, line.item),
        )
        return self._theirs(ui, line, Limit(bubble, _BUBBLE))

    def _theirs(self, ui: Ui, line: Line, bubble: Widget) -> Widget:
        picture = Picture(self._chats(ui).writer_picture(line.contact), 32, 32)
        return Row([picture, bubble, Grow()], gap=8, align="bottom")


def with_name(chats: Chats, line: Line, said: Widget, name: str) -> Widget:
    """Put a name above what stands in a bubble of a group.

    Args:
        chats: the chats of the story.
        line: the message.
        said: what stands in the bubble.
        name: of the writer, or a few words with it.
    """
    return Column([Text(name, _NAME, chats.colour(line), bold=True), said], gap=2)


def _writer(entry: Shown | Chosen) -> str:
    """Name the contact whose bubble it is; nobody for everything else."""
    step = entry.step if isinstance(entry, Shown) else None
    return step.contact if isinstance(step, Line) else ""


def _pill(text: str) -> Widget:
    return Row(
        [Grow(), Limit(Card(Text(text, 16, align="center"), "pill", (14, 6)), 400), Grow()], gap=0
    )


class Limit:
    """A child that is at most so wide, in units, and no wider than it needs to be."""

    def __init__(self, child: Widget, width: float) -> None:
        self._child = child
        self._width = width

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Take the child's own size."""
        return self._child.measure(ui, min(width, ui.px(self._width)))

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        """Give the child the place."""
        self._child.place(ui, rect, onto)


@dataclass(frozen=True, slots=True)
class Mark:
    """The small card at the upper edge of a judged bubble."""

    text: str
    icon: str
    look: str

    def widget(self) -> Widget:
        """Make the card."""
        return Card(
            Row([Picture(f"icons/{self.icon}", 15, 15), Text(self.text, 16, bold=True)], gap=6),
            self.look,
            (10, 3),
        )


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
        return self.mark.widget().measure(ui, width) if self.mark else (0, 0)

    def _above(self, ui: Ui, mark: int) -> int:
        """Say how far a mark reaches over the upper edge: it hides none of the text."""
        return mark - min(mark // 3, ui.px(10))

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        """Add the padding, and room for the mark, which reaches over the upper edge."""
        px, py = ui.px(16), ui.px(10)
        w, h = self.child.measure(ui, width - 2 * px)
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
        return self._child.measure(ui, width)

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


class _Body:
    """The phone itself, with its shadow."""

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:  # noqa: ARG002
        return width, 0

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        blur = ui.px(36)
        if ui.theme.background:
            shadow = ui.art.shadow(rect.width, rect.height, blur)
            around = rect.inflate(2 * blur, 2 * blur).move(0, ui.px(10))
            onto.paint(
                around, lambda target, dx, dy: _blit(target, shadow, around.x + dx, around.y + dy)
            )
        paint_card(ui, rect, Look(ui.theme.night, ui.theme.white, radius=44), onto)
        inner = rect.inflate(-2 * ui.px(12), -2 * ui.px(12))
        paint_card(ui, inner, Look(ui.theme.phone, ui.theme.night, radius=34), onto)


class _Header:
    """The coloured upper part of a chat, with the name of who writes."""

    def __init__(self, child: Widget) -> None:
        self._child = child

    def measure(self, ui: Ui, width: int) -> tuple[int, int]:
        return self._child.measure(ui, width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        round_end = ui.px(34)
        shape = Shape(rect.width, rect.height, (round_end, round_end, 0, 0), ui.theme.jade)
        drawn = ui.art.shape(shape)
        onto.paint(rect, lambda target, dx, dy: drawn.draw(target, rect.x + dx, rect.y + dy))
        self._child.place(ui, rect.inflate(-2 * ui.px(16), -2 * ui.px(8)), onto)


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


def _blit(target: pygame.Surface, surface: pygame.Surface, x: int, y: int) -> None:
    target.blit(surface, (x, y), special_flags=_FLAG)
