"""What the report on a group and the comparison of sessions are made of: bars, and their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from game.language.catalogs import Words
from game.language.locales import Locale
from game.language.names import trick_name
from game.language.numbers import date, number
from game.learning.events import Occasion
from game.learning.groups import Change, Hidden, Share, Spotting, Trick, Verdict
from game.learning.measures import Estimate
from game.learning.report import Apart, apart
from game.learning.rooms import Room
from game.story.load import Library


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its label; percentages of its whole width.

    Args:
        label: what it is of.
        said: the number, in words.
        value: how long it is; None where nothing is drawn.
        low: where its interval begins; None where it has none.
        high: where it ends.
        alarm: whether less is better.
        number: the number itself, for spreadsheets; a share lies within 0 and 1.
    """

    label: str
    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    alarm: bool = False
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Bars under a heading of their own, with sentences below.

    Args:
        title: of what they are.
        mark: the finding in a word or two.
        bars: each with its label.
        sentences: what it comes to.
    """

    title: str
    mark: str
    bars: tuple[Bar, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report.

    Args:
        id: what a link leads to.
        title: its heading.
        lead: sentences before all else.
        facts: what, and how much.
        bars: without a heading of their own.
        blocks: with one.
        points: a list.
    """

    id: str
    title: str
    lead: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    bars: tuple[Bar, ...] = ()
    blocks: tuple[Block, ...] = ()
    points: tuple[str, ...] = ()


class Wording:
    """Put what was found into the words of a language.

    Args:
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.
    """

    def __init__(self, library: Library, words: Words, locale: Locale) -> None:
        self.library = library
        self.words = words
        self.code = locale.code

    def trick(self, name: str, trick: Trick) -> Block:
        """Say how a group did with one trick."""
        t = self.words.t
        bars = [
            self.bar(t("report", "noticed"), trick.found),
            self.bar(t("report", "called by its name"), trick.named),
            self.bar(t("report", "look-alikes distrusted"), trick.alarmed, alarm=True),
        ]
        there = tuple(bar for bar in bars if bar is not None)
        return Block(self.trick_name(name), self.marks()[apart(trick)], there)

    def marks(self) -> dict[Apart | None, str]:
        """Say whether a trick is told apart, in a word or two."""
        t = self.words.t
        return {
            "apart": t("report", "told apart"),
            "not apart": t("report", "not told apart yet"),
            "too few to say": t("report", "too few to say"),
            None: self.hidden(),
        }

    def compared(self, first: Occasion, second: Occasion, change: Change, of: str) -> Block:
        """Say what changed between two occasions, of so many."""
        t = self.words.t
        one, other = self.occasion(first), self.occasion(second)
        bars = [
            self.rate(f"{label}: {when}", rate, alarm=alarm)
            for label, alarm, rates in (
                (
                    t("report", "Tricks noticed"),
                    False,
                    (change.before.hit_rate, change.after.hit_rate),
                ),
                (
                    t("report", "Friendly messages distrusted"),
                    True,
                    (change.before.false_alarm_rate, change.after.false_alarm_rate),
                ),
            )
            for when, rate in zip((one, other), rates, strict=True)
        ]
        numbers = t(
            "report",
            "Change in d': {d}; in c: {c}.",
            d=self.signed(change.detection.d_prime),
            c=self.signed(change.detection.criterion),
        )
        mark, sentence = self.verdicts()[change.verdict]
        return Block(f"{one} → {other} · {of}", mark, tuple(bars), (sentence, numbers))

    def verdicts(self) -> dict[Verdict, tuple[str, str]]:
        """Say in a word, and in a sentence, what a change may come to."""
        t = self.words.t
        return {
            "learned": (
                t("report", "learned"),
                t("report", "They tell tricks from friendly messages better than before."),
            ),
            "lost": (
                t("report", "lost"),
                t("report", "They tell them apart less well than before; some was forgotten."),
            ),
            "more suspicious": (
                t("report", "more suspicious"),
                t(
                    "report",
                    "They say “wait” more often, to friendly messages too. This is not learning.",
                ),
            ),
            "less suspicious": (
                t("report", "less suspicious"),
                t("report", "They say “okay” more often, to tricks too."),
            ),
            "no change": (
                t("report", "no change"),
                t("report", "A clear change would have been seen, and there was none."),
            ),
            "too few to say": (
                t("report", "too few to say"),
                t("report", "There are too few answers to see a change, or that there is none."),
            ),
        }

    # Bars

    def hits(self, spotting: Spotting) -> tuple[Bar, Bar]:
        """Draw hits, and below them false alarms."""
        t = self.words.t
        return (
            self.rate(
                t("report", "Tricks noticed"),
                spotting.hit_rate,
                self.count(spotting.hits, spotting.unsafe),
            ),
            self.rate(
                t("report", "Friendly messages distrusted"),
                spotting.false_alarm_rate,
                self.count(spotting.false_alarms, spotting.safe),
                alarm=True,
            ),
        )

    def bar(self, label: str, share: Share | Hidden | None, *, alarm: bool = False) -> Bar | None:
        """Draw a share; nothing where there is none."""
        if share is None:
            return None
        if share == "hidden":
            return Bar(label, self.hidden())
        return self.rate(label, share.rate, self.count(share.count, share.of), alarm=alarm)

    def rate(self, label: str, rate: Estimate, counted: str = "", *, alarm: bool = False) -> Bar:
        """Draw a share of which only the estimate is known, or the counts in words."""
        percent = self.words.t(
            "report",
            "{value} % ({low} to {high} %)",
            value=self.number(round(100 * rate.value)),
            low=self.number(round(100 * rate.low)),
            high=self.number(round(100 * rate.high)),
        )
        said = f"{counted} · {percent}" if counted else percent
        return Bar(
            label, said, 100 * rate.value, 100 * rate.low, 100 * rate.high, alarm, rate.value
        )

    # Words

    def act_names(self) -> dict[str, str]:
        """Name the protective acts."""
        t = self.words.t
        return {
            "stop": t("report", "Stop the chat or say no"),
            "keep": t("report", "Keep the messages as evidence"),
            "tell": t("report", "Tell somebody"),
            "check": t("report", "Check whether it is true"),
            "kind": t("report", "Stand by a friend"),
        }

    def occasion(self, occasion: Occasion) -> str:
        """Name an occasion of Quick Eyes."""
        t = self.words.t
        return {
            "before": t("report", "before"),
            "after": t("report", "after"),
            "later": t("report", "later"),
        }.get(occasion, occasion)

    def hidden(self) -> str:
        """Say that something is not said."""
        return self.words.t("report", "hidden: too few players")

    def how_many(self, begun: int | Hidden, finished: int | Hidden) -> str:
        """Say how many began and finished something."""
        if begun == "hidden":
            return self.hidden()
        ended = self.words.t("report", "reached an ending: {players}", players=self.few(finished))
        return f"{self.players(begun)} · {ended}"

    def story_names(self, stories: Iterable[str]) -> dict[str, str]:
        """Name episodes; one that is not in this game goes by its short name."""
        titles = {story.id: story.title for story in self.library.stories}
        return {
            story: self.words.text(story, "story", titles[story]) if story in titles else story
            for story in stories
        }

    def few(self, count: int | Hidden) -> str:
        """Write a number of players that may be hidden."""
        return self.hidden() if count == "hidden" else self.number(count)

    def players(self, count: int | Hidden) -> str:
        """Count players."""
        if count == "hidden":
            return self.hidden()
        return self.words.n("adults", "{count} player", "{count} players", count)

    def count(self, count: int, of: int) -> str:
        """Say how many of how many."""
        return self.words.t(
            "report", "{count} of {of}", count=self.number(count), of=self.number(of)
        )

    def honest(self) -> tuple[str, ...]:
        """Say what hands are worth."""
        t = self.words.t
        return (
            t(
                "report",
                "Children see each other's hands, and follow them. So this is a picture of the "
                "class, not of what each child can do alone. Hands are counted, never children.",
            ),
            t(
                "report",
                "Where many follow, chance may move these bars further than their thin lines say.",
            ),
        )

    def ages(self, room: Room) -> str:
        """Name the ages of a class."""
        t = self.words.t
        if room.ages == "mixed":
            return t("report", "of mixed ages")
        return t("report", "of {ages} years", ages=room.ages.replace("-", "–"))  # noqa: RUF001

    def children(self, room: Room) -> str:
        """Count the children of a class."""
        return self.words.n("report", "{count} child", "{count} children", room.children)

    def trick_name(self, name: str) -> str:
        """Name a trick; one that is not in this game goes by its short name."""
        common = self.library.common
        return trick_name(self.words, common, name) if name in common.tricks else name

    def interval(self, estimate: Estimate) -> dict[str, str]:
        """Write a number and its interval with one digit."""
        return {
            "value": self.tenths(estimate.value),
            "low": self.tenths(estimate.low),
            "high": self.tenths(estimate.high),
        }

    def signed(self, estimate: Estimate) -> str:
        """Write a difference with its sign and its interval."""
        plus = "+" if round(estimate.value, 1) > 0 else ""
        return self.words.t(
            "report",
            "{value} ({low} to {high})",
            **{**self.interval(estimate), "value": plus + self.tenths(estimate.value)},
        )

    def tenths(self, value: float) -> str:
        """Write a number with one digit."""
        # Adding nothing turns a rounded -0.0 into 0.
        return self.number(round(value, 1) + 0.0)

    def number(self, value: float) -> str:
        """Write a number."""
        return number(value, self.code)

    def day(self, time: str) -> str:
        """Write the day of a recorded time."""
        try:
            day = datetime.fromisoformat(time).date()
        except ValueError:
            return time  # it is damaged
        return date(day, self.code)
