"""Say what stands on the map of a story, in one language: everything but its place and its look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.language.catalogs import Words
from game.language.names import contact_name, trick_name
from game.story.chart import Chart, Kind, Node, Way
from game.story.load import Common
from game.story.model import Choose, Contact, End, Group, LeadLine, Line, Option, Think, Told


@dataclass(frozen=True, slots=True)
class Stop:
    """Be a place on a map.

    Args:
        id: its name on this map.
        kind: what it is.
        name: what its author calls it.
        speaker: who says the text; nobody for other texts.
        text: the first message, the question, or the title of the ending.
        tricks: what the tricks in it are called.
        looks_like: what the tricks are called that safe messages look like.
        starts: whether the story begins here.
        reached: whether any play comes here.
    """

    id: str
    kind: Kind
    name: str
    speaker: str = ""
    text: str = ""
    tricks: tuple[str, ...] = ()
    looks_like: tuple[str, ...] = ()
    starts: bool = False
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Arrow:
    """Be a way between two places on a map.

    Args:
        source: the id of the stop it leaves.
        target: the id of the stop it enters.
        text: what is said or done to take it; nothing where the story goes on by itself.
        condition: when it can be taken, in words; nothing if always.
        passed: the places it passes that are left out.
        reached: whether any play goes here.
    """

    source: str
    target: str
    text: str = ""
    condition: str = ""
    passed: tuple[Stop, ...] = ()
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Legend:
    """Hold the words that explain the map."""

    start: str
    scene: str
    choice: str
    answer: str
    ending: str
    trick: str
    looks_like: str
    never: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold everything that stands on a map.

    Args:
        title: what stands above it.
        stops: the places.
        arrows: the ways.
        legend: the words that explain it.
    """

    title: str
    stops: Sequence[Stop]
    arrows: Sequence[Arrow]
    legend: Legend


def sheet(chart: Chart, common: Common, words: Words) -> Sheet:
    """Say what stands on a map.

    Args:
        chart: the map.
        common: what all stories share.
        words: the texts of the language.
    """
    return _Writer(chart, common, words).sheet()


class _Writer:
    """Write one sheet."""

    def __init__(self, chart: Chart, common: Common, words: Words) -> None:
        self._chart = chart
        self._story = chart.story
        self._common = common
        self._words = words

    def sheet(self) -> Sheet:
        t = self._words.t
        title = self._words.text(self._story.id, "story", self._story.title)
        return Sheet(
            title=t("map", "Map of “{title}”", title=title),
            stops=[self._stop(node) for node in self._chart.nodes.values()],
            arrows=[self._arrow(way) for way in self._chart.ways],
            legend=Legend(
                start=t("map", "Start"),
                scene=t("map", "A scene and its first message"),
                choice=t("map", "A choice"),
                answer=t("map", "An answer; said in quotation marks, else done"),
                ending=t("map", "An ending"),
                trick=t("map", "A trick"),
                looks_like=t("map", "Okay, but looks like a trick"),
                never=t("map", "Never reached"),
            ),
        )

    def _stop(self, node: Node) -> Stop:
        speaker, text = self._said(node)
        return Stop(
            id=node.id,
            kind=node.kind,
            name=node.scene if node.part == 1 else f"{node.scene} · {node.part}",
            speaker=speaker,
            text=text,
            tricks=tuple(map(self._trick, node.tricks)),
            looks_like=tuple(map(self._trick, node.looks_like)),
            starts=node.id == self._story.start,
            reached=node.reached,
        )

    def _said(self, node: Node) -> tuple[str, str]:
        """Give who says what on a place."""
        match node.steps:
            case (Choose() as choose,):
                return "", self._question(node, choose)
            case (End() as end,) if node.kind == "ending":
                return "", self._text(node.scene, end.title)
        first = node.first
        return (self._speaker(first), self._text(node.scene, first.text)) if first else ("", "")

    def _question(self, node: Node, choose: Choose) -> str:
        if choose.question is not None:
            return self._text(node.scene, choose.question)
        lead = self._story.lead
        name = self._words.text("common", f"cast/{lead.id}", lead.name)
        return self._words.t("episode", "What should {name} do?", name=name)

    def _speaker(self, told: Told) -> str:
        match told:
            case Line(contact=contact, group=group):
                name = self._name(self._story.contacts[contact])
                return name if group is None else self._in_group(name, self._story.groups[group])
            case LeadLine() | Think():
                lead = self._story.lead
                return self._words.text("common", f"cast/{lead.id}", lead.name)
            case _:
                return ""

    def _name(self, contact: Contact) -> str:
        return contact_name(self._words, self._common, self._story, contact)

    def _in_group(self, name: str, group: Group) -> str:
        said = self._words.text(self._story.id, f"group/{group.id}", group.name)
        return self._words.t("map", "{name} in {group}", name=name, group=said)

    def _trick(self, trick: str) -> str:
        return trick_name(self._words, self._common, trick)

    def _text(self, scene: str, text: str) -> str:
        return self._words.text(self._story.id, f"scene/{scene}", text)

    def _arrow(self, way: Way) -> Arrow:
        return Arrow(
            source=way.source,
            target=way.target,
            text=self._answer(way.option, way.source) if way.option else "",
            condition=self._condition(way, self._chart.nodes[way.target]),
            passed=tuple(map(self._stop, way.passed)),
            reached=way.reached,
        )

    def _answer(self, option: Option, choice: str) -> str:
        text = self._text(self._chart.nodes[choice].scene, option.text)
        return text if option.say is None else self._words.t("map", "“{words}”", words=text)

    def _condition(self, way: Way, target: Node) -> str:
        option_when = way.option.when if way.option else None
        when = option_when.text if option_when else way.when
        if when is not None:
            return self._words.t("map", "if {condition}", condition=when)
        if way.otherwise and target.kind != "choice":
            return self._words.t("map", "otherwise")
        return ""


def folded(whole: Sheet) -> tuple[dict[str, Stop], dict[str, tuple[Stop, Arrow]], list[Arrow]]:
    """Fold each choice into the place that leads to it, so that they can be drawn as one.

    Args:
        whole: a map.

    Returns:
        the places that are no choices by id, the choice of each that has one with the way to it,
        and the ways between them.
    """
    stops: Mapping[str, Stop] = {stop.id: stop for stop in whole.stops}
    owners = {way.target: way for way in whole.arrows if stops[way.target].kind == "choice"}
    arrows = [
        Arrow(
            source=owners[way.source].source if way.source in owners else way.source,
            target=way.target,
            text=way.text,
            condition=way.condition,
            passed=way.passed,
            reached=way.reached,
        )
        for way in whole.arrows
        if way.target not in owners
    ]
    return (
        {name: stop for name, stop in stops.items() if name not in owners},
        {way.source: (stops[choice], way) for choice, way in owners.items()},
        arrows,
    )


def described(stop: Stop, whole: Sheet) -> Iterator[str]:
    """Give the lines of text of a place, with the signs that stand for colours.

    Args:
        stop: the place.
        whole: the map it is on.
    """
    if stop.starts:
        yield f"▶ {whole.legend.start}"
    yield {"scene": "", "choice": "? ", "ending": "◎ "}[stop.kind] + stop.name
    if stop.text:
        yield f"{stop.speaker}: {stop.text}" if stop.speaker else stop.text
    yield from _signs(stop)
    if not stop.reached:
        yield f"✕ {whole.legend.never}"


def told(arrow: Arrow, whole: Sheet) -> Iterator[str]:
    """Give the lines of text of a way.

    Args:
        arrow: the way.
        whole: the map it is on.
    """
    if arrow.text:
        yield arrow.text
    if arrow.condition:
        yield arrow.condition
    for stop in arrow.passed:
        yield stop.name
        yield from _signs(stop)
    if not arrow.reached:
        yield f"✕ {whole.legend.never}"


def _signs(stop: Stop) -> Iterator[str]:
    yield from (f"⚑ {trick}" for trick in stop.tricks)
    yield from (f"✓ {trick}" for trick in stop.looks_like)
