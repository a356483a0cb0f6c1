"""What a report says of classes that played together on one screen: hands, never children."""

from collections.abc import Iterator, Sequence

from game.language.numbers import items
from game.learning.report import Apart, apart
from game.learning.room_measures import RoomMeasures, measured
from game.learning.rooms import Room
from game.sheets.report_parts import Block, Section, Wording


class RoomWording(Wording):
    """Put into words what classes raised hands for."""

    def sections(self, rooms: Sequence[Room]) -> Iterator[Section]:
        """Write a section for each class.

        Args:
            rooms: the newest first.
        """
        for number, room in enumerate(rooms):
            lead = () if number else self.honest()
            yield self._section(room, measured(room), lead)

    def _section(self, room: Room, found: RoomMeasures | None, lead: tuple[str, ...]) -> Section:
        t = self.words.t
        title = t("report", "Class {code}", code=room.code)
        if found is None:
            few = t("report", "Hidden: it had fewer than 5 children.")
            return Section(f"class-{room.id}", title, (*lead, few))
        return Section(
            f"class-{room.id}",
            title,
            lead,
            tuple(self._facts(room, found)),
            blocks=tuple(self._blocks(room, found)),
        )

    def _facts(self, room: Room, found: RoomMeasures) -> Iterator[tuple[str, str]]:
        t = self.words.t
        yield t("report", "When"), self.day(room.begun)
        yield t("report", "Children"), f"{self.children(room)} {self.ages(room)}"
        played = self._played(room)
        if played:
            yield t("report", "Episodes"), played
        yield t("report", "Questions decided"), self._decided(room)
        if found.crowded:
            crowded = self.words.n(
                "report",
                "at {count} question: the number of children, or a count, was wrong",
                "at {count} questions: the number of children, or a count, was wrong",
                found.crowded,
            )
            yield t("report", "More hands than children"), crowded

    def _played(self, room: Room) -> str:
        stories = [it for it in room.plays if it.round is None]
        names = self.story_names(it.play.story for it in stories)
        ended = self.words.t("report", "to an ending")
        return items(
            [
                f"{names[it.play.story]} ({ended})" if it.over else names[it.play.story]
                for it in stories
            ],
            self.code,
        )

    def _decided(self, room: Room) -> str:
        t = self.words.t
        by = [question.what.by for question in room.decided]
        return " · ".join(
            (
                self.number(len(by)),
                t("report", "by most hands: {count}", count=self.number(by.count("majority"))),
                t("report", "by whoever led: {count}", count=self.number(by.count("leader"))),
            )
        )

    def _blocks(self, room: Room, found: RoomMeasures) -> Iterator[Block]:
        t = self.words.t
        spotting = found.spotting
        title = t("report", "Hands for “wait”, all messages")
        if spotting is None or spotting == "hidden":
            yield Block(title, self._few(spotting), ())
        else:
            yield Block(title, "", self.hits(spotting))
        yield from self._checks(room, found)
        bars = [self.bar(t("report", "Any of these, where one was on offer"), found.acting)]
        bars += [self.bar(self.act_names()[act], share) for act, share in found.acts.items()]
        there = tuple(bar for bar in bars if bar is not None)
        if there:
            title = t("report", "Hands for what the child in the story should do")
            yield Block(title, "", there, tuple(self._choices(found)))
        told = tuple(self._tricks(found))
        if told:
            yield Block(t("report", "Tricks, by hands"), "", (), told)

    def _checks(self, room: Room, found: RoomMeasures) -> Iterator[Block]:
        change = found.change
        if change is not None and change != "hidden":
            yield self.compared("before", "after", change, self.children(room))
            return
        for occasion, spotting in found.rounds.items():
            title = self.words.t(
                "report", "Room check: {occasion}", occasion=self.occasion(occasion)
            )
            if spotting == "hidden":
                yield Block(title, self.hidden(), ())
            else:
                yield Block(title, "", self.hits(spotting))

    def _choices(self, found: RoomMeasures) -> Iterator[str]:
        t, choices = self.words.t, found.choices
        if choices is None or choices == "hidden":
            return
        yield t(
            "report",
            "Choices with one of these on offer: {of}. Most hands were for one at {most}, as many "
            "as for another answer at {tied}; one was played at {played}. Whoever led decided "
            "{led} of them.",
            of=self.number(choices.of),
            most=self.number(choices.most),
            tied=self.number(choices.tied),
            played=self.number(choices.played),
            led=self.number(choices.led),
        )

    def _tricks(self, found: RoomMeasures) -> Iterator[str]:
        marks = self.marks()
        by_finding: dict[Apart | None, list[str]] = {finding: [] for finding in marks}
        for name, trick in found.tricks.items():
            by_finding[apart(trick)].append(self.trick_name(name))
        for finding, names in by_finding.items():
            if names:
                yield self.words.t(
                    "report",
                    "{finding}: {tricks}",
                    finding=marks[finding],
                    tricks=items(names, self.code),
                )

    def _few(self, spotting: str | None) -> str:
        return self.hidden() if spotting else self.words.t("report", "too few to say")
