"""The report on a group, as one HTML page without scripts."""

from collections.abc import Iterator

from game.language.catalogs import Words
from game.language.locales import Locale, font_url
from game.language.names import whom_names
from game.learning.groups import Group
from game.learning.measures import Detection
from game.learning.report import Advice, Apart, Report, apart
from game.pages import templates
from game.sheets.report_parts import Bar, Block, Section, Wording
from game.sheets.report_rooms import RoomWording
from game.story.load import Library

_MOST_SESSIONS = 12
_MOST_ROOMS = 12
_ORDER: tuple[Apart | None, ...] = ("apart", "not apart", "too few to say", None)


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
    writer = ReportWording(said, library, words, locale)
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


class ReportWording(Wording):
    """Put a report into words."""

    def __init__(self, said: Report, library: Library, words: Words, locale: Locale) -> None:
        super().__init__(library, words, locale)
        self._said = said
        self._rooms = RoomWording(library, words, locale)

    def title(self) -> str:
        """Write the title."""
        t, session = self.words.t, self._said.session
        if session is None:
            return t("report", "Report on all players")
        if self._said.rooms:
            return t("report", "Report on session {code}", code=session.code)
        return t("report", "Report on the players of session {code}", code=session.code)

    def about(self) -> list[str]:
        """Say of what time it is, and of which players."""
        t, session, summary = self.words.t, self._said.session, self._said.summary
        if summary.first is None or summary.last is None:
            return [t("report", "There are no records yet.")]
        said = [
            t(
                "report",
                "Recorded from {first} to {last}.",
                first=self.day(summary.first),
                last=self.day(summary.last),
            )
        ]
        if session is not None:
            said.append(
                t(
                    "report",
                    "The session was on {date}. All that is recorded of its players is counted, "
                    "from other sessions as well.",
                    date=self.day(session.begun),
                )
            )
        return said

    def sections(self) -> Iterator[Section]:
        """Write all parts."""
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
        yield from self._rooms.sections(self._said.rooms[:_MOST_ROOMS])
        yield self._next()
        if found is not None or self._said.rooms:
            yield self._to_know()

    # Parts

    def _who(self) -> Section:
        t, said = self.words.t, self._said
        summary = said.summary
        facts = [
            (
                t("report", "Players who judged or chose something"),
                self._how_many_players(),
            ),
            *self._classes(),
            (t("report", "Starts of the game"), self.number(summary.sessions)),
            (t("report", "Computers"), self.number(summary.machines)),
        ]
        sessions = () if said.session else said.sessions[:_MOST_SESSIONS]
        if sessions:
            named = ", ".join(f"{it.code} ({self.day(it.begun)})" for it in sessions)
            more = len(said.sessions) - len(sessions)
            facts.append(
                (
                    t("report", "Newest sessions, with their codes"),
                    f"{named}, +{self.number(more)}" if more else named,
                )
            )
        lead = (
            t(
                "report",
                "Nothing here is said of a single child. What fewer than 5 players did is hidden.",
            ),
        )
        return Section("who", t("report", "Who"), lead, tuple(facts))

    def _how_many_players(self) -> str:
        found, summary = self._said.group, self._said.summary
        if found is not None:
            return self.number(found.players)
        return self.words.t("report", "fewer than 5") if summary.players else self.number(0)

    def _classes(self) -> Iterator[tuple[str, str]]:
        rooms = self._said.rooms
        if rooms:
            more = len(rooms) - _MOST_ROOMS
            told = self.number(len(rooms))
            if more > 0:
                newest = self.words.t(
                    "report", "the newest {count} are below", count=self.number(_MOST_ROOMS)
                )
                told = f"{told} · {newest}"
            yield self.words.t("report", "Classes that played on one screen"), told

    def _played(self) -> Section:
        t, played = self.words.t, self._said.played
        names = self.story_names(played.begun)
        facts = [
            (names[story], self.how_many(begun, played.finished[story]))
            for story, begun in played.begun.items()
        ]
        facts += [
            (
                t("report", "Quick Eyes: {occasion}", occasion=self.occasion(occasion)),
                self.players(players),
            )
            for occasion, players in played.rounds.items()
        ]
        lead = () if facts else (t("report", "Nothing was played yet."),)
        return Section("played", t("report", "What was played"), lead, tuple(facts))

    def _spotting(self, found: Group) -> Section:
        t, spotting = self.words.t, found.spotting
        title = t("report", "What they noticed")
        if spotting is None:
            few = t("report", "Too few to say: messages of both kinds must have been judged.")
            return Section("spotting", title, (few,))
        if spotting == "hidden":
            return Section("spotting", title, (self.hidden(),))
        lead = t(
            "report",
            "Always look at both bars. Who says “wait” to everything notices every trick, "
            "and distrusts every friend.",
        )
        return Section(
            "spotting",
            title,
            (lead,),
            bars=self.hits(spotting),
            points=tuple(self._explained(spotting.detection)),
        )

    def _explained(self, detection: Detection) -> Iterator[str]:
        t = self.words.t
        yield t(
            "report",
            "d' = {value} ({low} to {high}): how well they tell tricks from friendly messages. "
            "0 is guessing, 1 is fair, 2 is good.",
            **self.interval(detection.d_prime),
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
                **self.interval(criterion),
            )
            + f" {leaning}"
        )

    def _tricks(self, found: Group) -> Section:
        t = self.words.t
        by_finding = sorted(found.tricks, key=lambda name: _ORDER.index(apart(found.tricks[name])))
        blocks = tuple(self.trick(name, found.tricks[name]) for name in by_finding)
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

    def _acts(self, found: Group) -> Section:
        t = self.words.t
        names = self.act_names()
        bars = [self.bar(t("report", "Any of these, where one was on offer"), found.acting)]
        bars += [self.bar(names[act], share) for act, share in found.acts.items()]
        there = tuple(bar for bar in bars if bar is not None)
        lead = (
            t("report", "What they let the child in the story do. Only the first time counts.")
            if there
            else t("report", "Too few to say.")
        )
        return Section("acts", t("report", "What they did in the stories"), (lead,), (), there)

    def _whom(self, found: Group) -> Section:
        t, names = self.words.t, whom_names(self.words)
        bars = tuple(
            Bar(names.get(whom, whom), self.hidden())
            if told == "hidden"
            else Bar(
                names.get(whom, whom), self.count(told, found.players), 100 * told / found.players
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
        t = self.words.t
        title = t("report", "Before, after, later")
        if found.changes:
            lead = t(
                "report",
                "Only players who answered Quick Eyes both times are compared; each weighs the "
                "same.",
            )
            blocks = [
                self.compared(*span, change, self.players(change.before.players))
                for span, change in found.changes.items()
            ]
        else:
            lead = t(
                "report",
                "Too few to compare: 5 players or more must have answered Quick Eyes twice.",
            )
            blocks = [
                Block(self.occasion(occasion), "", self.hits(spotting))
                for occasion, spotting in found.rounds.items()
            ]
        return Section("change", title, (lead,), (), (), tuple(blocks))

    def _next(self) -> Section:
        points = tuple(self._advised(advice) for advice in self._said.advice)
        return Section("next", self.words.t("report", "What to do next time"), points=points)

    def _advised(self, advice: Advice) -> str:
        t, name = self.words.t, advice.name or ""
        if advice.what == "trick":
            return t(
                "report",
                "Talk about the trick “{trick}”, and about messages that only look like it.",
                trick=self.trick_name(name),
            )
        if advice.what == "act":
            return t(
                "report",
                "They did this least often where it was on offer: “{act}”. Practise it in a story.",
                act=self.act_names()[name],
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
            "check": t(
                "report",
                "With a class, make the room check before and after the episodes.",
            ),
            "alone": t(
                "report",
                "To see what children can do without each other's hands, let them play alone, or "
                "by turns at one keyboard.",
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
        t = self.words.t
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
