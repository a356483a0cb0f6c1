"""Several sessions side by side, as one HTML page without scripts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from game.language.catalogs import Words
from game.language.locales import Locale, font_url
from game.language.names import whom_names
from game.learning.groups import (
    FEWEST_PLAYERS,
    OCCASIONS,
    PROTECTIVE,
    Change,
    Group,
    Hidden,
    Share,
    Span,
    Spotting,
)
from game.learning.measures import Estimate
from game.learning.report import Comparison, Report, apart
from game.learning.room_measures import RoomMeasures, measured
from game.learning.rooms import Room
from game.pages import templates
from game.sheets.report_parts import Bar, Wording
from game.story.load import Library

NOTHING = "–"  # noqa: RUF001 - a dash


@dataclass(frozen=True, slots=True)
class Column:
    """Head the column of a session.

    Args:
        code: the session's.
        when: its day.
        note: why little is said of it; empty where all is.
    """

    code: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """Say one thing of every session.

    Args:
        label: what it is.
        cells: one for each session; their own labels are empty.
    """

    label: str
    cells: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Hold lines under a heading.

    Args:
        title: the heading.
        lines: below it.
    """

    title: str
    lines: tuple[Line, ...]


def comparison_page(said: Comparison, library: Library, words: Words, locale: Locale) -> str:
    """Write sessions side by side in a language.

    Args:
        said: what is said of each.
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.

    Returns:
        HTML that needs no other file.
    """
    beside = SideBySide(said, library, words, locale)
    return (
        templates("game.sheets")
        .get_template("comparison.html")
        .render(
            locale=locale,
            font=font_url(locale),
            game=words.t("title", "Sarika"),
            title=words.t("report", "Sessions side by side"),
            what=words.t("report", "What"),
            reading=words.t("report", "What may be concluded"),
            about=beside.about(),
            columns=beside.columns(),
            parts=beside.parts(),
            points=list(beside.points()),
            nothing=NOTHING,
        )
    )


class SideBySide(Wording):
    """Put sessions side by side into words."""

    def __init__(self, said: Comparison, library: Library, words: Words, locale: Locale) -> None:
        super().__init__(library, words, locale)
        self._said = said
        self._groups = [report.group for report in said.reports]
        self._classes_there = [_class_of(report) for report in said.reports]
        self._rooms = [measured(room) if room else None for room in self._classes_there]

    def about(self) -> list[str]:
        """Say what stands below."""
        t = self.words.t
        return [
            t(
                "report",
                "Nothing here is said of a single child. What fewer than 5 players did is hidden.",
            ),
            t(
                "report",
                "All that is recorded of the players of a session is counted, from other sessions "
                "as well.",
            ),
        ]

    def columns(self) -> tuple[Column, ...]:
        """Head the columns."""
        return tuple(self._column(report) for report in self._said.reports)

    def parts(self) -> tuple[Part, ...]:
        """Write all lines; those that would be empty are left out."""
        made = (
            self._who(),
            self._played(),
            self._spotting(),
            self._changes(),
            self._tricks(),
            self._acts(),
            self._whom(),
            self._classes(),
        )
        return tuple(part for part in made if part.lines)

    def points(self) -> Iterator[str]:
        """Say what may be concluded from differences, and what may not."""
        t = self.words.t
        yield t(
            "report",
            "Where the thin lines of two sessions overlap, chance alone may have made the "
            "difference. Where they lie apart, something is different.",
        )
        yield t(
            "report",
            "What made it different is not seen here: the children may be older or younger, may "
            "have known more before, or may have played other episodes.",
        )
        yield t(
            "report",
            "Of many numbers side by side a few differ by chance alone. Do not rank groups, or "
            "those who led them, by this page.",
        )
        if self._said.alike:
            yield t(
                "report",
                "To see how the same children do over time, look at “Before, after, later” in "
                "the report on one session.",
            )
        if any(self._rooms):
            yield from self.honest()
        played = {frozenset(it.played.begun) for it in self._said.reports if it.group is not None}
        if len(played) > 1:
            yield t(
                "report",
                "These sessions did not play the same episodes: some have easier messages than "
                "others.",
            )

    # Columns

    def _column(self, report: Report) -> Column:
        session = report.session
        if session is None:
            raise ValueError("only sessions can be set side by side")
        return Column(session.code, self.day(session.begun), self._note(report))

    def _note(self, report: Report) -> str:
        t = self.words.t
        if report.session in self._said.alike:
            return t(
                "report",
                "hidden: more than 2 of its players are in the other sessions too, and the "
                "differences would tell of a few children",
            )
        if report.group is None and not report.rooms:
            return t("report", "fewer than 5 players")
        return ""

    # Parts

    def _who(self) -> Part:
        t = self.words.t
        lines = [
            self._line(
                t("report", "Players who judged or chose something"),
                lambda found: self._whole(found.players),
            )
        ]
        if any(self._classes_there):
            classes = tuple(map(self._class, self._classes_there))
            lines.append(Line(t("report", "Class on one screen"), classes))
        return Part(t("report", "Who"), tuple(lines))

    def _class(self, room: Room | None) -> Bar:
        if room is None:
            return Bar("", NOTHING)
        if room.children < FEWEST_PLAYERS:
            return Bar("", self.words.t("report", "fewer than 5 children"))
        return Bar("", f"{self.children(room)} {self.ages(room)}", number=room.children)

    def _played(self) -> Part:
        t, reports = self.words.t, self._said.reports
        stories = dict.fromkeys(story for it in reports for story in it.played.begun)
        names = self.story_names(stories)
        lines = [
            Line(names[story], tuple(self._counted(it.played.begun.get(story)) for it in reports))
            for story in stories
        ]
        lines += [
            Line(
                t("report", "Quick Eyes: {occasion}", occasion=self.occasion(occasion)),
                tuple(self._counted(it.played.rounds.get(occasion)) for it in reports),
            )
            for occasion in OCCASIONS
            if any(occasion in it.played.rounds for it in reports)
        ]
        return Part(t("report", "Played by so many players"), tuple(lines))

    def _spotting(self) -> Part:
        t = self.words.t
        lines = tuple(
            self._line(label, partial(self._spotted, number))
            for number, label in enumerate(self._labels())
        )
        return Part(t("report", "What they noticed"), lines)

    def _spotted(self, number: int, found: Group) -> Bar:
        return self._of(found.spotting)[number]

    def _labels(self) -> tuple[str, ...]:
        t = self.words.t
        return (
            t("report", "Tricks noticed"),
            t("report", "Friendly messages distrusted"),
            t("report", "d': how well they tell them apart"),
            t("report", "c: below 0 leans to “wait”, above 0 to “okay”"),
        )

    def _of(self, spotting: Spotting | Hidden | None) -> tuple[Bar, ...]:
        if spotting is None:
            return (Bar("", self.words.t("report", "too few to say")),) * 4
        if spotting == "hidden":
            return (Bar("", self.hidden()),) * 4
        return (
            *self.hits(spotting),
            self._estimate(spotting.detection.d_prime),
            self._estimate(spotting.detection.criterion),
        )

    def _changes(self) -> Part:
        t = self.words.t
        spans = [
            span
            for span in combinations(OCCASIONS, 2)
            if any(found is not None and span in found.changes for found in self._groups)
        ]
        lines = tuple(line for span in spans for line in self._change(span))
        return Part(t("report", "Before, after, later"), lines)

    def _change(self, span: Span) -> Iterator[Line]:
        t = self.words.t
        when = f"{self.occasion(span[0])} → {self.occasion(span[1])}"
        shown: tuple[tuple[str, Callable[[Change], Bar]], ...] = (
            (t("report", "players"), lambda it: self._whole(it.before.players)),
            (t("report", "what it comes to"), lambda it: Bar("", self.verdicts()[it.verdict][0])),
            (t("report", "change in d'"), lambda it: self._signed(it.detection.d_prime)),
            (t("report", "change in c"), lambda it: self._signed(it.detection.criterion)),
        )
        for label, made in shown:
            yield self._line(f"{when} · {label}", partial(self._changed, span, made))

    def _changed(self, span: Span, made: Callable[[Change], Bar], found: Group) -> Bar:
        if span not in found.changes:
            return Bar("", self.words.t("report", "too few to say"))
        return made(found.changes[span])

    def _tricks(self) -> Part:
        found = [it for it in self._groups if it is not None]
        names = sorted({name for it in found for name in it.tricks})
        lines = tuple(
            self._line(
                self.trick_name(name),
                partial(self._told_apart, name),
            )
            for name in names
        )
        return Part(self.words.t("report", "Which tricks they tell apart"), lines)

    def _told_apart(self, name: str, found: Group) -> Bar:
        if name not in found.tricks:
            return Bar("", NOTHING)
        return Bar("", self.marks()[apart(found.tricks[name])])

    def _acts(self) -> Part:
        t, names = self.words.t, self.act_names()
        found = [it for it in self._groups if it is not None]
        lines = [
            self._line(names[act], partial(self._acted, act))
            for act in PROTECTIVE
            if any(act in it.acts for it in found)
        ]
        if lines:
            any_ = t("report", "Any of these, where one was on offer")
            lines.insert(0, self._line(any_, lambda it: self._share(it.acting)))
        return Part(t("report", "What they did in the stories"), tuple(lines))

    def _acted(self, act: str, found: Group) -> Bar:
        return self._share(found.acts.get(act))

    def _whom(self) -> Part:
        names = whom_names(self.words)
        found = [it for it in self._groups if it is not None]
        told = dict.fromkeys(whom for it in found for whom in it.whom)
        lines = tuple(self._line(names.get(whom, whom), partial(self._told, whom)) for whom in told)
        return Part(self.words.t("report", "Whom they told"), lines)

    def _told(self, whom: str, found: Group) -> Bar:
        count = found.whom.get(whom, 0)
        if count == "hidden":
            return Bar("", self.hidden())
        share = 100 * count / found.players
        return Bar("", self.count(count, found.players), share, number=count)

    def _classes(self) -> Part:
        t = self.words.t
        if not any(self._rooms):
            return Part("", ())
        lines = [
            Line(label, tuple(self._by_hands(it, number) for it in self._rooms))
            for number, label in enumerate(self._labels())
        ]
        acting = tuple(
            Bar("", NOTHING) if it is None else self._share(it.acting) for it in self._rooms
        )
        lines.append(Line(t("report", "Any protective act, where one was on offer"), acting))
        verdicts = tuple(self._room_verdict(it) for it in self._rooms)
        when = f"{self.occasion('before')} → {self.occasion('after')}"
        lines.append(Line(f"{when} · {t('report', 'what it comes to')}", verdicts))
        return Part(t("report", "Classes on one screen, by hands"), tuple(lines))

    def _by_hands(self, found: RoomMeasures | None, number: int) -> Bar:
        return Bar("", NOTHING) if found is None else self._of(found.spotting)[number]

    def _room_verdict(self, found: RoomMeasures | None) -> Bar:
        if found is None or found.change is None:
            return Bar("", NOTHING)
        if found.change == "hidden":
            return Bar("", self.hidden())
        return Bar("", self.verdicts()[found.change.verdict][0])

    # Cells

    def _line(self, label: str, cell: Callable[[Group], Bar]) -> Line:
        return Line(
            label, tuple(Bar("", NOTHING) if it is None else cell(it) for it in self._groups)
        )

    def _whole(self, count: int) -> Bar:
        return Bar("", self.number(count), number=count)

    def _counted(self, players: int | Hidden | None) -> Bar:
        if players is None:
            return Bar("", NOTHING)
        return Bar("", self.hidden()) if players == "hidden" else self._whole(players)

    def _share(self, share: Share | Hidden | None) -> Bar:
        return self.bar("", share) or Bar("", NOTHING)

    def _estimate(self, estimate: Estimate) -> Bar:
        said = self.words.t("report", "{value} ({low} to {high})", **self.interval(estimate))
        return Bar("", said, number=round(estimate.value, 2))

    def _signed(self, estimate: Estimate) -> Bar:
        return Bar("", self.signed(estimate), number=round(estimate.value, 2))


def _class_of(report: Report) -> Room | None:
    """Choose the class of a session; where it had several, the newest of which hands are told."""
    told = (room for room in report.rooms if room.children >= FEWEST_PLAYERS)
    return next(told, next(iter(report.rooms), None))
