"""The phone: one chat of an episode with its bubbles, and the notice of another chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.screen.bubbles import Bubbles, Limit
from game.screen.chats import Chats
from game.screen.placed import Placed
from game.screen.shapes import Shape
from game.screen.ui import Ui
from game.screen.view import Piece
from game.screen.widgets import (
    Button,
    Column,
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
from game.story.model import Line, Story
from game.story.playthrough import Chosen, Entry, Judged, Shown

_FLAG = pygame.BLEND_PREMULTIPLIED
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
        below: what stands below the messages; None for the button to look at one.
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
    below: Widget | None = None

    def pieces(self, ui: Ui, x: float) -> list[Piece]:
        """Lay the phone out, `x` units from the left."""
        high = ui.height - 100
        outer = ui.rect(x, 76, 486, high)
        inner = ui.rect(x + 12, 88, 462, high - 24)
        head = ui.px(74)
        foot = self._foot(ui)
        pad = ui.px(14)
        foot_high = ui.measure(foot, inner.width - 2 * pad)[1] + ui.px(18)
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
            high = ui.measure(others, chat.width)[1]
            pieces.append((pygame.Rect(chat.x, middle.y + ui.px(8), chat.width, high), others))
            chat = pygame.Rect(
                chat.x, chat.y + high + ui.px(6), chat.width, chat.height - high - ui.px(6)
            )
        rows = Column(self._bubbles().rows(ui, self.writing), gap=8)
        pieces.append((chat, Scroll(f"chat-{self.chat}", rows, to_end=True)))
        pieces.append((bottom.inflate(-2 * pad, -ui.px(14)), foot))
        return pieces

    def _bubbles(self) -> Bubbles:
        return Bubbles(
            self.story,
            self.common,
            self.chat,
            self.entries,
            self.judged,
            self.looked_at,
            self.arrived,
            self.touch.judge,
        )

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
        return ui.measure(self._head(ui), width - ui.px(32))[1] + ui.px(16)

    def _foot(self, ui: Ui) -> Widget:
        if self.below is not None:
            return self.below
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
        return ui.measure(self._child, width)

    def place(self, ui: Ui, rect: pygame.Rect, onto: Placed) -> None:
        round_end = ui.px(34)
        shape = Shape(rect.width, rect.height, (round_end, round_end, 0, 0), ui.theme.jade)
        drawn = ui.art.shape(shape)
        onto.paint(rect, lambda target, dx, dy: drawn.draw(target, rect.x + dx, rect.y + dy))
        self._child.place(ui, rect.inflate(-2 * ui.px(16), -2 * ui.px(8)), onto)


def _blit(target: pygame.Surface, surface: pygame.Surface, x: int, y: int) -> None:
    target.blit(surface, (x, y), special_flags=_FLAG)
