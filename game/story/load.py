"""Load stories, what all stories share, and the messages of Quick Eyes."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.story.findings import Finding, Findings, StoryError
from game.story.formats import (
    ASK,
    CAST,
    CHOOSE,
    END,
    GO,
    HELP,
    LEAD_LINE,
    MESSAGE,
    NARRATE,
    NOTE,
    QUICK_EYES,
    QUICK_FORMS,
    SET,
    STORY,
    TALK,
    THINK,
    TIME,
    TRICKS,
)
from game.story.model import (
    Ask,
    Choose,
    Contact,
    End,
    Go,
    Group,
    Help,
    HelpLine,
    LeadLine,
    Line,
    Narrate,
    Note,
    Option,
    Person,
    Place,
    QuickEyes,
    QuickForm,
    QuickItem,
    Review,
    Scene,
    Set,
    Step,
    Story,
    Talk,
    Think,
    TimeMark,
    Trick,
    Variable,
)
from game.story.shapes import SLUG, Entry, Fields, Found, Holding, Range, Reading, Type
from game.story.wording import quoted
from game.story.yaml_source import Node, TableNode, TextNode, parse, read_bytes

__all__ = [
    "Common",
    "Finding",
    "Library",
    "StoryError",
    "load_all",
    "load_common",
    "load_quick_eyes",
    "load_story",
    "stay_inside",
]

_VERSION_DIGITS = 16
# Taken in turn, so that the groups of a story can be told apart without their names.
_GROUP_PICTURES = ("group", "group-2", "group-3")


@dataclass(frozen=True, slots=True)
class Common:
    """Hold what all stories share.

    Args:
        tricks: by id, in the order of their file.
        cast: by id, in the order of their file.
        help: what the help page says.
    """

    tricks: Mapping[str, Trick]
    cast: Mapping[str, Person]
    help: Help


@dataclass(frozen=True, slots=True)
class Library:
    """Hold everything that can be played.

    Args:
        stories: in the order of their numbers.
        common: what they share.
        broken: an error for each file that is left out.
        quick_eyes: single messages to judge; has no forms where there is no good file.
    """

    stories: tuple[Story, ...]
    common: Common
    broken: tuple[StoryError, ...]
    quick_eyes: QuickEyes


def load_all(folder: Path) -> Library:
    """Load all that lies in a folder of scenarios.

    Args:
        folder: has `cast.yaml`, `tricks.yaml`, `help.yaml` and the folder `stories`; it can have
            `quick-eyes.yaml`.

    Returns:
        What is good, and why the rest is left out.

    Raises:
        StoryError: what the stories share is broken, so that none can be played.
    """
    common = load_common(folder)
    stories: dict[str, Story] = {}
    broken = []
    quick_eyes = QuickEyes()
    try:
        quick_eyes = load_quick_eyes(folder, common)
    except StoryError as error:
        broken.append(error)
    for path in sorted((folder / "stories").glob("*.yaml")):
        try:
            stay_inside(path, folder)
            story = load_story(path, common)
            stories[story.id] = story
        except StoryError as error:
            broken.append(error)
    in_order = sorted(stories.values(), key=lambda story: (story.number, story.id))
    return Library(tuple(in_order), common, tuple(broken), quick_eyes)


def load_common(folder: Path) -> Common:
    """Load the cast, the tricks and the help lines.

    Args:
        folder: has `cast.yaml`, `tricks.yaml` and `help.yaml`.

    Raises:
        StoryError: one of them is broken; has the findings of all three.
    """
    loaded: list[Any] = []
    wrong: list[Finding] = []
    for name, load in (("tricks", _tricks), ("cast", _cast), ("help", _help)):
        try:
            loaded.append(load(folder / f"{name}.yaml"))
        except StoryError as error:
            wrong.extend(error.findings)
    if wrong:
        raise StoryError(wrong)
    tricks, cast, help_ = loaded
    return Common(tricks, cast, help_)


def load_quick_eyes(folder: Path, common: Common) -> QuickEyes:
    """Load the forms of Quick Eyes.

    Args:
        folder: has `quick-eyes.yaml`; without it there are no forms.
        common: what all stories share.

    Raises:
        StoryError: the file is broken; has all findings.
    """
    path = folder / "quick-eyes.yaml"
    if not os.path.lexists(path):
        return QuickEyes()
    stay_inside(path, folder)
    source = read_bytes(path)
    findings = Findings()
    root = parse(source, str(path), findings)
    items = {
        name: None
        for form in QUICK_FORMS
        if isinstance(root, TableNode)
        for name in _keys(root.get(form))
    }
    fields = _read(QUICK_EYES, root, {"trick": common.tricks, "item": items}, findings)
    return QuickEyes(_version(source), {form: _quick_form(form, fields) for form in QUICK_FORMS})


def load_story(path: Path, common: Common) -> Story:
    """Load a story.

    Args:
        path: its file; the name without `.yaml` is the story's id.
        common: what all stories share.

    Returns:
        The story, in which no play can get stuck for want of a step.

    Raises:
        StoryError: the file is not a good story; has all findings.
    """
    source = read_bytes(path)
    findings = Findings()
    root = parse(source, str(path), findings)
    if not SLUG.pattern.fullmatch(path.stem):
        findings.add(
            Place(str(path), 1, 1),
            "the name of the file is the story's id. Use small letters a-z, digits and `-`",
            "bad-name",
        )
    fields = _read(STORY, root, _names(root, common), findings)
    story = _story(path.stem, _version(source), fields, common)
    for found in (*_asking_about_nothing(story), *_endings_named_twice(story)):
        findings.add(*found)
    findings.raise_if_any()
    return story


def stay_inside(path: Path, folder: Path) -> None:
    """Refuse a link that leads out of a folder of scenarios.

    Args:
        path: a file that lies in the folder.
        folder: the folder.

    Raises:
        StoryError: the file itself lies elsewhere.
    """
    if not path.resolve().is_relative_to(folder.resolve()):
        message = "this is a link out of the folder of scenarios. Put the file itself here"
        raise StoryError([Finding(Place(str(path), 1, 1), message, "unreadable")])


def _read(
    format_: Type, root: Node, names: Mapping[str, Collection[str]], findings: Findings
) -> Any:  # noqa: ANN401 - each format has its own
    """Read a whole document, or raise everything that is wrong with it."""
    variables = root.get("variables") if isinstance(root, TableNode) else None
    value = format_.read(root, Reading(findings, names, _ranges(variables)))
    findings.raise_if_any()
    return value


def _version(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()[:_VERSION_DIGITS]


def _names(root: Node, common: Common) -> dict[str, Collection[str]]:
    """Collect what a story can refer to, before anything of it is checked."""
    top = root if isinstance(root, TableNode) else TableNode((), root.place)
    lead = top.get("lead")
    contacts, groups = _keys(top.get("contacts")), _keys(top.get("groups"))
    return {
        "trick": common.tricks,
        "person": common.cast,
        "contact": contacts,
        "group": groups,
        "contact or group": {**contacts, **groups},
        "person or contact": {**common.cast, **contacts},
        "variable": _keys(top.get("variables")),
        "scene": _keys(top.get("scenes")),
        "lead": (lead.value,) if isinstance(lead, TextNode) else (),
    }


def _keys(node: Node | None) -> dict[str, TextNode]:
    """List the keys of a table, quick to look up and in their order."""
    return {key.value: key for key, _ in node.entries} if isinstance(node, TableNode) else {}


def _ranges(variables: Node | None) -> dict[str, Range]:
    """Find out what variables can hold; where that is unclear, a finding comes later."""
    if not isinstance(variables, TableNode):
        return {}
    unheard = Reading(Findings(), {})
    return {
        key.value: Holding().read(node, unheard) or Range("yes/no", 0, 1, start=0)
        for key, node in variables.entries
    }


def _tricks(path: Path) -> dict[str, Trick]:
    findings = Findings()
    root = parse(read_bytes(path), str(path), findings)
    tables = _read(TRICKS, root, {"trick": _keys(root)}, findings)
    return {id_: _trick(id_, entry) for id_, entry in tables.items()}


def _trick(id_: str, entry: Entry) -> Trick:
    values = entry.value.values
    return Trick(
        id=id_,
        name=values["name"],
        what=values["what"],
        how=values["how"],
        why=values["why"],
        you_can=values["you_can"],
        also=values["also"],
        note=values.get("note"),
        sources=values.get("sources", ()),
        place=entry.place,
    )


def _cast(path: Path) -> dict[str, Person]:
    findings = Findings()
    tables = _read(CAST, parse(read_bytes(path), str(path), findings), {}, findings)
    return {id_: _person(id_, entry) for id_, entry in tables.items()}


def _person(id_: str, entry: Entry) -> Person:
    values = entry.value.values
    return Person(
        id=id_,
        name=values["name"],
        sex=values["sex"],
        age=values["age"],
        home=values.get("home"),
        picture=values.get("picture", id_),
        about=values["about"],
        role=values.get("role"),
        place=entry.place,
    )


def _help(path: Path) -> Help:
    findings = Findings()
    values = _read(HELP, parse(read_bytes(path), str(path), findings), {}, findings).values
    lines = tuple(
        HelpLine(
            country=line.values["country"],
            channel=line.values["channel"],
            name=line.values["name"],
            note=line.values["note"],
            hours=line.values.get("hours"),
            certainty=line.values["certainty"],
            checked=line.values["checked"],
            place=line.place,
        )
        for line in values["lines"]
    )
    return Help(values["checked"], lines, values["words"], values["people"])


def _quick_form(id_: str, fields: Fields) -> QuickForm:
    items = tuple(_quick_item(name, entry) for name, entry in fields.values[id_].items())
    return QuickForm(id_, items, fields.places[id_])


def _quick_item(id_: str, entry: Entry) -> QuickItem:
    values = entry.value.values
    return QuickItem(
        id=id_,
        writer=values["from"],
        relation=values["relation"],
        sex=values.get("sex", "unknown"),
        message=values["message"],
        tricks=values.get("trick", ()),
        looks_like=values.get("looks_like", ()),
        twin=values["twin"],
        because=values["because"],
        note=values.get("note"),
        place=entry.place,
    )


def _story(id_: str, version: str, fields: Fields, common: Common) -> Story:
    values = fields.values
    return Story(
        id=id_,
        version=version,
        title=values["title"],
        about=values["about"],
        lead=common.cast[values["lead"]],
        targets=values.get("target", (values["lead"],)),
        ages=values["ages"],
        minutes=values["minutes"],
        number=values["number"],
        stages=values.get("stage", ()),
        sources=values.get("sources", ()),
        review=Review(**values["review"].values) if "review" in values else None,
        contacts={
            name: _contact(name, entry, common.cast.get(name))
            for name, entry in values["contacts"].items()
        },
        groups={
            name: _group(name, entry, _GROUP_PICTURES[number % len(_GROUP_PICTURES)])
            for number, (name, entry) in enumerate(values.get("groups", {}).items())
        },
        variables={
            name: _variable(name, entry) for name, entry in values.get("variables", {}).items()
        },
        start=values["start"],
        scenes={
            name: Scene(name, tuple(_step(fields) for fields in entry.value), entry.place)
            for name, entry in values["scenes"].items()
        },
        place=fields.place,
    )


def _contact(id_: str, entry: Entry, person: Person | None) -> Contact:
    values = entry.value.values
    return Contact(
        id=id_,
        name=values["name"] if person is None else values.get("name", person.name),
        relation=values["relation"],
        known=values.get("known", ()),
        unknown=values.get("unknown", ()),
        picture=values.get("picture", person.picture if person else id_),
        sex=values.get("sex", person.sex if person else "unknown"),
        age=values.get("age", person.age if person else None),
        place=entry.place,
    )


def _group(id_: str, entry: Entry, picture: str) -> Group:
    values = entry.value.values
    return Group(
        id=id_,
        name=values["name"],
        members=values["members"],
        known=values.get("known", ()),
        unknown=values.get("unknown", ()),
        picture=values.get("picture", picture),
        place=entry.place,
    )


def _variable(id_: str, entry: Entry) -> Variable:
    held: Range = entry.value
    return Variable(id_, held.kind, held.lowest, held.highest, held.start, entry.place)


def _step(fields: Fields) -> Step:
    return _STEPS[fields.shape.name](fields)


def _shared(fields: Fields) -> dict[str, Any]:
    """Give what every step has."""
    values = fields.values
    return {"place": fields.place, "when": values.get("when"), "note": values.get("note")}


def _line(fields: Fields) -> Line:
    values = fields.values
    return Line(
        contact=fields.own,
        group=values.get("in"),
        text=values["contact"],
        tricks=values.get("trick", ()),
        looks_like=values.get("looks_like", ()),
        because=values.get("because"),
        feel=values.get("feel"),
        **_shared(fields),
    )


def _lead_line(fields: Fields) -> LeadLine:
    values = fields.values
    return LeadLine(
        text=values["lead"], to=values.get("to"), feel=values.get("feel"), **_shared(fields)
    )


def _think(fields: Fields) -> Think:
    return Think(text=fields.values["think"], feel=fields.values.get("feel"), **_shared(fields))


def _narrate(fields: Fields) -> Narrate:
    values = fields.values
    return Narrate(
        text=values["narrate"],
        by=values.get("by"),
        where=values.get("where"),
        feel=values.get("feel"),
        **_shared(fields),
    )


def _time(fields: Fields) -> TimeMark:
    values = fields.values
    return TimeMark(text=values["time"], where=values.get("where"), **_shared(fields))


def _choose(fields: Fields) -> Choose:
    return Choose(
        options=tuple(_option(option) for option in fields.values["choose"]),
        question=fields.values.get("question"),
        **_shared(fields),
    )


def _option(fields: Fields) -> Option:
    values = fields.values
    return Option(
        say=values.get("say"),
        do=values.get("do"),
        acts=values["act"],
        whom=values.get("whom"),
        who=values.get("who"),
        heard=values.get("heard", True),
        to=values.get("to"),
        sets=values.get("set", ()),
        go=values.get("go"),
        feel=values.get("feel"),
        **_shared(fields),
    )


def _end(fields: Fields) -> End:
    values = fields.values
    return End(
        slug=values["end"],
        title=values["title"],
        text=values["text"],
        comfort=values.get("comfort"),
        feel=values.get("feel"),
        **_shared(fields),
    )


_STEPS: dict[str, Callable[[Fields], Step]] = {
    MESSAGE.name: _line,
    LEAD_LINE.name: _lead_line,
    THINK.name: _think,
    NARRATE.name: _narrate,
    TIME.name: _time,
    ASK.name: lambda fields: Ask(**_shared(fields)),
    CHOOSE.name: _choose,
    GO.name: lambda fields: Go(scene=fields.values["go"], **_shared(fields)),
    SET.name: lambda fields: Set(changes=fields.values["set"], **_shared(fields)),
    TALK.name: lambda fields: Talk(
        text=fields.values["talk"], answers=fields.values.get("answers", ()), **_shared(fields)
    ),
    NOTE.name: lambda fields: Note(**_shared(fields)),
    END.name: _end,
}


def _asking_about_nothing(story: Story) -> Found:
    """Find questions of Sarika's that no message of a contact can precede."""
    entered = _entered_after_a_message(story)
    for scene in story.scenes.values():
        for step in scene.steps:
            if scene.id in entered or isinstance(step, Line):
                break
            if isinstance(step, Ask):
                yield (
                    step.place,
                    "no contact has written before this. Put a message before `ask`",
                    "nothing-to-ask",
                )


def _entered_after_a_message(story: Story) -> set[str]:
    """Find the scenes that can begin when a contact has written already."""
    later: set[str] = set()
    to_follow: list[str] = []
    for scene in story.scenes.values():
        lines = [at for at, step in enumerate(scene.steps) if isinstance(step, Line)]
        if lines:
            to_follow += _ways_out(scene.steps[lines[0] :])
    while to_follow:
        name = to_follow.pop()
        if name not in later:
            later.add(name)
            to_follow += _ways_out(story.scenes[name].steps)
    return later


def _ways_out(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        if isinstance(step, Go):
            yield step.scene
        elif isinstance(step, Choose):
            yield from (option.go for option in step.options if option.go is not None)


def _endings_named_twice(story: Story) -> Found:
    lines: dict[str, int] = {}
    for end in story.endings:
        if end.slug in lines:
            message = (
                f"the ending {quoted(end.slug)} stands in line {lines[end.slug]} already. "
                "Use another name, or `go` to one scene with the ending"
            )
            yield end.place, message, "same-ending"
        lines[end.slug] = end.place.line
