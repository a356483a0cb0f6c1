"""The report on a group, as one HTML page without scripts, and as a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from game.language.catalogs import Words
from game.language.locales import Locale, font_url
from game.language.names import trick_name, whom_names
from game.language.numbers import date, number
from game.learning.events import Occasion
from game.learning.groups import Change, Group, Hidden, Share, Spotting, Trick
from game.learning.measures import Detection, Estimate
from game.learning.report import Advice, Apart, Report, apart
from game.pages import templates
from game.story.load import Library

COLUMNS = ("part", "name", "players", "count", "of", "value", "low", "high", "verdict")

_MOST_SESSIONS = 12
_ORDER: tuple[Apart | None, ...] = ("apart", "not apart", "too few to say", None)
_Cell = str | int | float | None


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
    """

    label: str
    said: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    alarm: bool = False


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


def report_page(said: Report, library: Library, words: Words, locale: Locale) -> str:
    """Write a report in a language.

    Args:
        said: what it says.
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.

    Returns:
        HTML that needs no other file.
    """
    writer = _Writer(said, library, words, locale)
    return (
        templates("game.sheets")
        .get_template("report.html")
        .render(
            locale=locale,
            font=font_url(locale),
            game=words.t("title", "Sarika"),
            title=writer.title(),
            about=writer.about(),
            sections=list(writer.sections()),
        )
    )


def report_table(said: Report) -> str:
    """Write a report as a table for spreadsheets and statistics; its names are those of records.

    Args:
        said: what it says.

    Returns:
        Comma-separated lines; shares and their intervals lie within 0 and 1.
    """
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(_rows(said))
    return text.getvalue()


class _Writer:
    """Put a report into words."""

    def __init__(self, said: Report, library: Library, words: Words, locale: Locale) -> None:
        self._said = said
        self._library = library
        self._words = words
        self._code = locale.code

    def title(self) -> str:
        t, session = self._words.t, self._said.session
        if session is None:
            return t("report", "Report on all players")
        return t("report", "Report on the players of session {code}", code=session.code)

    def about(self) -> list[str]:
        t, session, summary = self._words.t, self._said.session, self._said.summary
        if summary.first is None or summary.last is None:
            return [t("report", "There are no records yet.")]
        said = [
            t(
                "report",
                "Recorded from {first} to {last}.",
                first=self._day(summary.first),
                last=self._day(summary.last),
            )
        ]
        if session is not None:
            said.append(
                t(
                    "report",
                    "The session was on {date}. All that is recorded of its players is counted, "
                    "from other sessions as well.",
                    date=self._day(session.begun),
                )
            )
        return said

    def sections(self) -> Iterator[Section]:
        found = self._said.group
        if self._said.summary.events:
            yield self._who()
        if found is not None:
            yield self._played()
            yield self._spotting(found)
            yield self._tricks(found)
            yield self._acts(found)
            yield self._whom(found)
            yield self._change(found)
        yield self._next()
        if found is not None:
            yield self._to_know()

    # Parts

    def _who(self) -> Section:
        t, said = self._words.t, self._said
        found, summary = said.group, said.summary
        facts = [
            (
                t("report", "Players who judged or chose something"),
                t("report", "fewer than 5") if found is None else self._number(found.players),
            ),
            (t("report", "Starts of the game"), self._number(summary.sessions)),
            (t("report", "Computers"), self._number(summary.machines)),
        ]
        sessions = () if said.session else said.sessions[:_MOST_SESSIONS]
        if sessions:
            named = ", ".join(f"{it.code} ({self._day(it.begun)})" for it in sessions)
            more = len(said.sessions) - len(sessions)
            facts.append(
                (
                    t("report", "Newest sessions, with their codes"),
                    f"{named}, +{self._number(more)}" if more else named,
                )
            )
        lead = (
            t(
                "report",
                "Nothing here is said of a single child. What fewer than 5 players did is hidden.",
            ),
        )
        return Section("who", t("report", "Who"), lead, tuple(facts))

    def _played(self) -> Section:
        t, played = self._words.t, self._said.played
        titles = {story.id: story.title for story in self._library.stories}
        names = {
            story: self._words.text(story, "story", titles[story]) if story in titles else story
            for story in played.begun
        }
        facts = [
            (names[story], self._how_many(begun, played.finished[story]))
            for story, begun in played.begun.items()
        ]
        facts += [
            (
                t("report", "Quick Eyes: {occasion}", occasion=self._occasion(occasion)),
                self._players(players),
            )
            for occasion, players in played.rounds.items()
        ]
        lead = () if facts else (t("report", "Nothing was played yet."),)
        return Section("played", t("report", "What was played"), lead, tuple(facts))

    def _spotting(self, found: Group) -> Section:
        t, spotting = self._words.t, found.spotting
        title = t("report", "What they noticed")
        if spotting is None:
            few = t("report", "Too few to say: messages of both kinds must have been judged.")
            return Section("spotting", title, (few,))
        if spotting == "hidden":
            return Section("spotting", title, (self._hidden(),))
        lead = t(
            "report",
            "Always look at both bars. Who says “wait” to everything notices every trick, "
            "and distrusts every friend.",
        )
        return Section(
            "spotting",
            title,
            (lead,),
            bars=self._hits(spotting),
            points=tuple(self._explained(spotting.detection)),
        )

    def _explained(self, detection: Detection) -> Iterator[str]:
        t = self._words.t
        yield t(
            "report",
            "d' = {value} ({low} to {high}): how well they tell tricks from friendly messages. "
            "0 is guessing, 1 is fair, 2 is good.",
            **self._interval(detection.d_prime),
        )
        criterion = detection.criterion
        if criterion.high < 0:
            leaning = t("report", "This group leans to “wait”.")
        elif criterion.low > 0:
            leaning = t("report", "This group leans to “okay”.")
        else:
            leaning = t("report", "This group leans to neither side for certain.")
        yield (
            t(
                "report",
                "c = {value} ({low} to {high}): which answer comes more readily. Below 0 it is "
                "“wait”, above 0 it is “okay”.",
                **self._interval(criterion),
            )
            + f" {leaning}"
        )

    def _tricks(self, found: Group) -> Section:
        t = self._words.t
        by_finding = sorted(found.tricks, key=lambda name: _ORDER.index(apart(found.tricks[name])))
        blocks = tuple(self._trick(name, found.tricks[name]) for name in by_finding)
        lead = (
            t(
                "report",
                "A trick is told apart where it is noticed for certain more often than friendly "
                "messages that only look like it are distrusted.",
            )
            if blocks
            else t("report", "Too few to say.")
        )
        return Section(
            "tricks", t("report", "Which tricks they tell apart"), (lead,), (), (), blocks
        )

    def _trick(self, name: str, trick: Trick) -> Block:
        t, finding = self._words.t, apart(trick)
        marks: Mapping[Apart | None, str] = {
            "apart": t("report", "told apart"),
            "not apart": t("report", "not told apart yet"),
            "too few to say": t("report", "too few to say"),
            None: self._hidden(),
        }
        bars = [
            self._bar(t("report", "noticed"), trick.found),
            self._bar(t("report", "called by its name"), trick.named),
            self._bar(t("report", "look-alikes distrusted"), trick.alarmed, alarm=True),
        ]
        there = tuple(bar for bar in bars if bar is not None)
        return Block(self._trick_name(name), marks[finding], there)

    def _acts(self, found: Group) -> Section:
        t = self._words.t
        names = self._act_names()
        bars = [self._bar(t("report", "Any of these, where one was on offer"), found.acting)]
        bars += [self._bar(names[act], share) for act, share in found.acts.items()]
        there = tuple(bar for bar in bars if bar is not None)
        lead = (
            t("report", "What they let the child in the story do. Only the first time counts.")
            if there
            else t("report", "Too few to say.")
        )
        return Section("acts", t("report", "What they did in the stories"), (lead,), (), there)

    def _whom(self, found: Group) -> Section:
        t, names = self._words.t, whom_names(self._words)
        bars = tuple(
            Bar(names.get(whom, whom), self._hidden())
            if told == "hidden"
            else Bar(
                names.get(whom, whom), self._count(told, found.players), 100 * told / found.players
            )
            for whom, told in found.whom.items()
        )
        lead = (
            t("report", "How many of the players told somebody in a story; one may tell several.")
            if bars
            else t("report", "Nobody told anybody in a story yet.")
        )
        return Section("whom", t("report", "Whom they told"), (lead,), (), bars)

    def _change(self, found: Group) -> Section:
        t = self._words.t
        title = t("report", "Before, after, later")
        if found.changes:
            lead = t(
                "report",
                "Only players who answered Quick Eyes both times are compared; each weighs the "
                "same.",
            )
            blocks = [self._compared(*span, change) for span, change in found.changes.items()]
        else:
            lead = t(
                "report",
                "Too few to compare: 5 players or more must have answered Quick Eyes twice.",
            )
            blocks = [
                Block(self._occasion(occasion), "", self._hits(spotting))
                for occasion, spotting in found.rounds.items()
            ]
        return Section("change", title, (lead,), (), (), tuple(blocks))

    def _compared(self, first: Occasion, second: Occasion, change: Change) -> Block:
        t = self._words.t
        one, other = self._occasion(first), self._occasion(second)
        bars = [
            self._rate(f"{label}: {when}", rate, alarm=alarm)
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
            d=self._signed(change.detection.d_prime),
            c=self._signed(change.detection.criterion),
        )
        mark, sentence = self._verdict(change)
        players = self._players(change.before.players)
        return Block(f"{one} → {other} · {players}", mark, tuple(bars), (sentence, numbers))

    def _verdict(self, change: Change) -> tuple[str, str]:
        t = self._words.t
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
        }[change.verdict]

    def _next(self) -> Section:
        points = tuple(self._advised(advice) for advice in self._said.advice)
        return Section("next", self._words.t("report", "What to do next time"), points=points)

    def _advised(self, advice: Advice) -> str:
        t, name = self._words.t, advice.name or ""
        if advice.what == "trick":
            return t(
                "report",
                "Talk about the trick “{trick}”, and about messages that only look like it.",
                trick=self._trick_name(name),
            )
        if advice.what == "act":
            return t(
                "report",
                "They did this least often where it was on offer: “{act}”. Practise it in a story.",
                act=self._act_names()[name],
            )
        return {
            "play": t(
                "report", "Play Quick Eyes and an episode with a group, then make the report."
            ),
            "gather": t(
                "report",
                "What was learned is said of 5 players or more. Bring the records of other "
                "computers together, or play with more children.",
            ),
            "rounds": t(
                "report",
                "Let everybody play Quick Eyes before the first episode and again after some.",
            ),
            "later": t(
                "report", "Play Quick Eyes again after a week or more, to see what has stayed."
            ),
            "go on": t("report", "They learned: go on with the next episode."),
            "friendly": t(
                "report",
                "Look at friendly messages together, and ask: what shows that this one is okay?",
            ),
            "closer": t(
                "report", "Look closer together at messages that seem nice: what do they ask for?"
            ),
            "again": t("report", "Play an episode again together, and stop to talk at messages."),
            "more answers": t(
                "report", "Gather more answers before you say that something changed."
            ),
        }[advice.what]

    def _to_know(self) -> Section:
        t = self._words.t
        return Section(
            "know",
            t("report", "How to read this"),
            points=(
                t(
                    "report",
                    "The thin line in a bar says how far chance alone could have moved it (95 %). "
                    "The fewer answers, the longer it is.",
                ),
                t(
                    "report",
                    "It speaks of these players and of messages like these, not of other children.",
                ),
                t(
                    "report",
                    "Knowing is not doing, and it does not say that the game was the reason: for "
                    "that, compare with a group that did not play.",
                ),
            ),
        )

    # Bars

    def _hits(self, spotting: Spotting) -> tuple[Bar, Bar]:
        t = self._words.t
        return (
            self._rate(
                t("report", "Tricks noticed"),
                spotting.hit_rate,
                self._count(spotting.hits, spotting.unsafe),
            ),
            self._rate(
                t("report", "Friendly messages distrusted"),
                spotting.false_alarm_rate,
                self._count(spotting.false_alarms, spotting.safe),
                alarm=True,
            ),
        )

    def _bar(self, label: str, share: Share | Hidden | None, *, alarm: bool = False) -> Bar | None:
        if share is None:
            return None
        if share == "hidden":
            return Bar(label, self._hidden())
        return self._rate(label, share.rate, self._count(share.count, share.of), alarm=alarm)

    def _rate(self, label: str, rate: Estimate, counted: str = "", *, alarm: bool = False) -> Bar:
        percent = self._words.t(
            "report",
            "{value} % ({low} to {high} %)",
            value=self._number(round(100 * rate.value)),
            low=self._number(round(100 * rate.low)),
            high=self._number(round(100 * rate.high)),
        )
        said = f"{counted} · {percent}" if counted else percent
        return Bar(label, said, 100 * rate.value, 100 * rate.low, 100 * rate.high, alarm)

    # Words

    def _act_names(self) -> dict[str, str]:
        t = self._words.t
        return {
            "stop": t("report", "Stop the chat or say no"),
            "keep": t("report", "Keep the messages as evidence"),
            "tell": t("report", "Tell somebody"),
            "check": t("report", "Check whether it is true"),
            "kind": t("report", "Stand by a friend"),
        }

    def _occasion(self, occasion: Occasion) -> str:
        t = self._words.t
        return {
            "before": t("report", "before"),
            "after": t("report", "after"),
            "later": t("report", "later"),
        }.get(occasion, occasion)

    def _hidden(self) -> str:
        return self._words.t("report", "hidden: too few players")

    def _how_many(self, begun: int | Hidden, finished: int | Hidden) -> str:
        if begun == "hidden":
            return self._hidden()
        ended = self._words.t("report", "reached an ending: {players}", players=self._few(finished))
        return f"{self._players(begun)} · {ended}"

    def _few(self, count: int | Hidden) -> str:
        return self._hidden() if count == "hidden" else self._number(count)

    def _players(self, count: int | Hidden) -> str:
        if count == "hidden":
            return self._hidden()
        return self._words.n("adults", "{count} player", "{count} players", count)

    def _count(self, count: int, of: int) -> str:
        return self._words.t(
            "report", "{count} of {of}", count=self._number(count), of=self._number(of)
        )

    def _trick_name(self, name: str) -> str:
        common = self._library.common
        return trick_name(self._words, common, name) if name in common.tricks else name

    def _interval(self, estimate: Estimate) -> dict[str, str]:
        return {
            "value": self._tenths(estimate.value),
            "low": self._tenths(estimate.low),
            "high": self._tenths(estimate.high),
        }

    def _signed(self, estimate: Estimate) -> str:
        plus = "+" if round(estimate.value, 1) > 0 else ""
        return self._words.t(
            "report",
            "{value} ({low} to {high})",
            **{**self._interval(estimate), "value": plus + self._tenths(estimate.value)},
        )

    def _tenths(self, value: float) -> str:
        # Adding nothing turns a rounded -0.0 into 0.
        return self._number(round(value, 1) + 0.0)

    def _number(self, value: float) -> str:
        return number(value, self._code)

    def _day(self, time: str) -> str:
        return date(datetime.fromisoformat(time).date(), self._code)


# The table


def _rows(said: Report) -> Iterator[dict[str, _Cell]]:
    played, found = said.played, said.group
    if found is None:
        what = "fewer than 5 players" if said.summary.events else "no records"
        yield {"part": "group", "verdict": what}
        return
    yield {"part": "group", "players": found.players}
    yield from _counted("begun", played.begun.items())
    yield from _counted("finished", played.finished.items())
    yield from _counted("round", played.rounds.items())
    yield from _of_spotting("all", found.spotting)
    for name, trick in found.tricks.items():
        yield from _share("found", name, trick.found, apart(trick))
        yield from _share("named", name, trick.named)
        yield from _share("look-alike distrusted", name, trick.alarmed)
    yield from _share("act", "any", found.acting)
    for name, share in found.acts.items():
        yield from _share("act", name, share)
    yield from _counted("told", found.whom.items())
    for occasion, spotting in found.rounds.items():
        yield from _of_spotting(occasion, spotting)
    for (first, second), change in found.changes.items():
        yield from _of_change(f"{first} to {second}", change)


def _counted(part: str, cells: Iterable[tuple[str, int | Hidden]]) -> Iterator[dict[str, _Cell]]:
    for name, players in cells:
        if players == "hidden":
            yield {"part": part, "name": name, "verdict": "hidden"}
        else:
            yield {"part": part, "name": name, "players": players}


def _of_spotting(name: str, spotting: Spotting | Hidden | None) -> Iterator[dict[str, _Cell]]:
    if spotting is None or spotting == "hidden":
        yield {"part": "spotting", "name": name, "verdict": spotting or "too few to say"}
        return
    players = spotting.players
    yield from _share(
        "hits", name, Share(players, spotting.hits, spotting.unsafe, spotting.hit_rate)
    )
    yield from _share(
        "false alarms",
        name,
        Share(players, spotting.false_alarms, spotting.safe, spotting.false_alarm_rate),
    )
    yield {"part": "d'", "name": name, "players": players, **_of(spotting.detection.d_prime)}
    yield {"part": "c", "name": name, "players": players, **_of(spotting.detection.criterion)}


def _of_change(name: str, change: Change) -> Iterator[dict[str, _Cell]]:
    about: dict[str, _Cell] = {"name": name, "players": change.before.players}
    yield {"part": "change in hits", **about, **_of(change.hit_rate)}
    yield {"part": "change in false alarms", **about, **_of(change.false_alarm_rate)}
    yield {
        "part": "change in d'",
        **about,
        **_of(change.detection.d_prime),
        "verdict": change.verdict,
    }
    yield {"part": "change in c", **about, **_of(change.detection.criterion)}


def _share(
    part: str, name: str, share: Share | Hidden | None, verdict: str | None = None
) -> Iterator[dict[str, _Cell]]:
    if share == "hidden":
        yield {"part": part, "name": name, "verdict": "hidden"}
    elif share is not None:
        yield {
            "part": part,
            "name": name,
            "players": share.players,
            "count": share.count,
            "of": share.of,
            **_of(share.rate),
            "verdict": verdict,
        }


def _of(estimate: Estimate) -> dict[str, _Cell]:
    digits = 4
    return {
        "value": round(estimate.value, digits),
        "low": round(estimate.low, digits),
        "high": round(estimate.high, digits),
    }
