"""Find the texts of stories and of the files beside them, for Babel and every gettext tool.

Babel calls `extract_story`, `extract_common` and `extract_quick_eyes` through the entry points in
pyproject.toml. Each text comes with its place in the YAML, its context, and what a translator must
know to choose pronouns and particles: who speaks to whom, of what age and sex, in what kind of
text, and after which line.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from game.language.room import room
from game.story.findings import Findings
from game.story.yaml_source import ListNode, Node, TableNode, TextNode, parse

_QUOTED = 90  # characters of another line that a comment quotes
FOR_ADULTS = "For adults only; children never see it."


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text to translate.

    Args:
        line: where it begins in its file, from 1.
        context: its `msgctxt`.
        english: its `msgid`.
        comments: what a translator should know, a sentence or two each.
    """

    line: int
    context: str
    english: str
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    about: str  # sex, age and relation, as far as they are told

    def __str__(self) -> str:
        return f"{self.name} ({self.about})" if self.about else self.name


@dataclass(frozen=True, slots=True)
class _Group:
    fields: Mapping[str, Node]
    members: Mapping[str, _Person]

    def __str__(self) -> str:
        return f"“{_value(self.fields.get('name'))}”"

    def others(self, writer: str = "") -> str:
        """List the members but one, with what is told about them."""
        return ", ".join(str(person) for id_, person in self.members.items() if id_ != writer)


# What Babel wants from an extractor: line, "pgettext", (context, text), comments.
ForBabel = Iterator[tuple[int, str, tuple[str, str], list[str]]]
Extractor = Callable[[IO[bytes], Iterable[str], Iterable[str], Mapping[str, Any]], ForBabel]


def extractor(file: Path) -> Extractor:
    """Choose the extractor for a YAML file of the scenarios.

    Args:
        file: a story, or one of the files beside the stories.
    """
    if file.parent.name == "stories":
        return extract_story
    beside = {"quick-eyes": extract_quick_eyes, **dict.fromkeys(_COMMON, extract_common)}
    return beside.get(file.stem, extract_story)


def extract_story(
    fileobj: IO[bytes],
    keywords: Iterable[str],  # noqa: ARG001 - Babel's interface
    comment_tags: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> ForBabel:
    """Extract the texts of a story, in the order of its file.

    Args:
        fileobj: the story, opened as bytes; `cast.yaml` is looked for in the folder above it.
        keywords: not used; the keys of the story format say what is a text.
        comment_tags: not used; the comments are made from the story.
        options: not used.

    Yields:
        line, "pgettext", (context, text), comments: what Babel wants from an extractor.

    Raises:
        StoryError: the file is not YAML as stories are written.
    """
    file = Path(fileobj.name)
    cast_file = file.parent.parent / "cast.yaml"
    cast = _parse(cast_file.read_bytes(), cast_file) if cast_file.is_file() else None
    return _for_babel(story_texts(_parse(fileobj.read(), file), cast))


def extract_common(
    fileobj: IO[bytes],
    keywords: Iterable[str],  # noqa: ARG001 - Babel's interface
    comment_tags: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> ForBabel:
    """Extract the texts of a common file, in the order of the file.

    Args:
        fileobj: `cast.yaml`, `tricks.yaml`, `help.yaml` or `glossary.yaml`, opened as bytes.
        keywords: not used.
        comment_tags: not used.
        options: not used.

    Yields:
        line, "pgettext", (context, text), comments: what Babel wants from an extractor.

    Raises:
        StoryError: the file is not YAML as stories are written.
    """
    file = Path(fileobj.name)
    return _for_babel(_COMMON[file.stem](_parse(fileobj.read(), file)))


def extract_quick_eyes(
    fileobj: IO[bytes],
    keywords: Iterable[str],  # noqa: ARG001 - Babel's interface
    comment_tags: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> ForBabel:
    """Extract the texts of Quick Eyes, in the order of the file.

    Args:
        fileobj: `quick-eyes.yaml`, opened as bytes.
        keywords: not used.
        comment_tags: not used.
        options: not used.

    Yields:
        line, "pgettext", (context, text), comments: what Babel wants from an extractor.

    Raises:
        StoryError: the file is not YAML as stories are written.
    """
    file = Path(fileobj.name)
    return _for_babel(quick_texts(_parse(fileobj.read(), file)))


def story_texts(story: Node | None, cast: Node | None) -> Iterator[Text]:
    """Find the texts of a story.

    Args:
        story: the parsed story file.
        cast: the parsed cast file, for names, ages and sexes; None if there is none.

    Yields:
        the texts in the order of the file.
    """
    fields = dict(_entries(story))
    contacts = dict(_entries(fields.get("contacts")))
    people = {**_people(cast), **_people(fields.get("contacts"), _people_fields(cast))}
    lead = _value(fields.get("lead"))
    for key, node in fields.items():
        if key == "title":
            yield from _texts(node, "story", "Title of the story.")
        elif key == "about":
            yield from _texts(node, "story", "What the story is about, on its card.")
        elif key == "sources":
            yield from _texts(node, "story", "Source of the story.", FOR_ADULTS)
        elif key == "review":
            yield from _review_texts(node)
        elif key == "contacts":
            yield from _contact_texts(node, people, lead)
        elif key == "groups":
            yield from _group_texts(node, people, lead)
        elif key == "scenes":
            ways = _ways_into(node, people, lead)
            groups = _groups(fields.get("groups"), people)
            reader = _SceneReader(people, set(contacts), lead, ways, groups)
            for scene, steps in _entries(node):
                yield from reader.scene(scene, steps)


def cast_texts(cast: Node | None) -> Iterator[Text]:
    """Find the texts about the people of all stories, in the order of the file."""
    people = _people(cast)
    kinds = {
        "name": "Name of a person in the stories",
        "age": "How old they are",
        "home": "Where they live",
        "about": "Who they are",
    }
    for person, node in _entries(cast):
        for key, value in _entries(node):
            if key in kinds and not _value(value).isdecimal():
                yield from _texts(value, f"cast/{person}", f"{kinds[key]}: {people[person]}.")


def trick_texts(tricks: Node | None) -> Iterator[Text]:
    """Find the texts about the tricks, in the order of the file."""
    kinds = {
        "name": ("A child's name for a trick; also an answer on a button, so keep it short.",),
        "what": ("What the trick is, told to a child.",),
        "how": ("How the trick looks in a chat, told to a child.",),
        "why": ("Why somebody does this, told to a child.",),
        "you_can": ("What the child can do, told to the child.",),
        "note": ("Note about the trick.", FOR_ADULTS),
        "sources": ("Source of what is said about the trick.", FOR_ADULTS),
    }
    for trick, node in _entries(tricks):
        for key, value in _entries(node):
            if key in kinds:
                yield from _texts(value, f"trick/{trick}", *kinds[key])


def help_texts(helps: Node | None) -> Iterator[Text]:
    """Find the texts of the help page, in the order of the file."""
    for key, node in _entries(helps):
        if key == "words":
            yield from _texts(
                node, "help", "A sentence with which a child can begin to tell an adult."
            )
        elif key == "people":
            yield from _texts(node, "help", "People a child can tell.")
        elif key == "lines":
            for line in _items(node):
                yield from _help_line_texts(dict(_entries(line)))


def quick_texts(quick_eyes: Node | None) -> Iterator[Text]:
    """Find the texts of Quick Eyes, in the order of the file."""
    for form, items in _entries(quick_eyes):
        for item, node in _entries(items):
            yield from _quick_item_texts(f"form/{form}/{item}", dict(_entries(node)))


def glossary_texts(glossary: Node | None) -> Iterator[Text]:
    """Find the words of the glossary, in the order of the file."""
    for term, node in _entries(glossary):
        fields = dict(_entries(node))
        used = [text.value for text in _text_nodes(fields.get("used"))]
        part, meaning = (_value(fields.get(key)) for key in ("part", "meaning"))
        about = [
            f"A word of the glossary, {part}: {meaning}",
            _value(fields.get("usage")),
            f"Used in {', '.join(used)}.",
            FOR_ADULTS if used == ["adults"] else "",
        ]
        yield from _texts(fields.get("term"), f"term/{term}", *filter(None, about))


_COMMON: dict[str, Callable[[Node | None], Iterator[Text]]] = {
    "cast": cast_texts,
    "tricks": trick_texts,
    "help": help_texts,
    "glossary": glossary_texts,
}


def _quick_item_texts(context: str, item: Mapping[str, Node]) -> Iterator[Text]:
    about = [_value(item.get(key)) for key in ("sex", "relation")]
    told = ", ".join(part for part in about if part not in {"", "unknown"})
    writer = str(_Person(_value(item.get("from")), told))
    message = f"“{_short(_value(item.get('message')))}”"
    kinds = {
        "from": (f"Who writes the message {message}{f'; {told}' if told else ''}.",),
        "message": (f"A single chat message to a child; who writes: {writer}.", *_meaning(item)),
        "because": (
            f"Explanation after the player judged the message {message} of {writer}.",
            *_meaning(item),
        ),
        "note": ("Note about the message.", FOR_ADULTS),
    }
    for key, value in item.items():
        if key in kinds:
            yield from _texts(value, context, *kinds[key])


def _help_line_texts(line: Mapping[str, Node]) -> Iterator[Text]:
    where = f"{_value(line.get('channel'))}, {_value(line.get('country'))}"
    kinds = {
        "name": (f"Name of a help line ({where}); use its own name where it has one.",),
        "note": (f"What to know about the help line ({where}), told to a child.",),
        "hours": (f"When the help line answers ({where}).",),
        "certainty": (f"How sure it is that the help line works ({where}).", FOR_ADULTS),
    }
    for key, value in line.items():
        if key in kinds:
            yield from _texts(value, "help", *kinds[key])


def _contact_texts(contacts: Node, people: Mapping[str, _Person], lead: str) -> Iterator[Text]:
    knowing = people.get(lead, lead)
    for contact, node in _entries(contacts):
        person = people[contact]
        kinds = {
            "name": f"Name of a contact in the phone: {person}.",
            "age": f"What is known about the age of a contact: {person}.",
            "known": f"On the card of a contact: what {knowing} knows about {person}.",
            "unknown": f"On the card of a contact: what nobody knows about {person}.",
        }
        for key, value in _entries(node):
            if key in kinds and not _value(value).isdecimal():
                yield from _texts(value, f"contact/{contact}", kinds[key])


def _review_texts(review: Node) -> Iterator[Text]:
    kinds = {
        "shown": "On the review sheet: what the story shows.",
        "implied": "On the review sheet: what the story only hints at.",
        "left_out": "On the review sheet: what the story leaves out, and why.",
        "questions": "On the review sheet: a question to a child-protection practitioner.",
    }
    for key, node in _entries(review):
        if key in kinds:
            yield from _texts(node, "story", kinds[key], FOR_ADULTS)


def _group_texts(groups: Node, people: Mapping[str, _Person], lead: str) -> Iterator[Text]:
    knowing = people.get(lead, lead)
    for name, group in _groups(groups, people).items():
        kinds = {
            "name": f"Name of a group chat in the phone, with {group.others()} and {knowing}.",
            "known": f"On the card of the group chat {group}: what {knowing} knows about it.",
            "unknown": f"On the card of the group chat {group}: what nobody knows about it.",
        }
        for key, value in group.fields.items():
            if key in kinds:
                yield from _texts(value, f"group/{name}", kinds[key])


class _SceneReader:
    """Walk the scenes of one story and remember who wrote last, and what."""

    def __init__(
        self,
        people: Mapping[str, _Person],
        contacts: set[str],
        lead: str,
        ways: Mapping[str, list[str]],
        groups: Mapping[str, _Group],
    ) -> None:
        self._people = people
        self._contacts = contacts
        self._lead_id = lead
        self._lead = str(people.get(lead, lead))
        self._ways = ways
        self._groups = groups
        self._chat = ""
        self._before = ""
        self._context = ""

    def scene(self, scene: str, steps: Node) -> Iterator[Text]:
        """Find the texts of one scene in the order of the file."""
        self._context = f"scene/{scene}"
        ways = [f"“{_short(way)}”" for way in self._ways.get(scene, [])]
        self._before = f"The scene begins after {' or '.join(ways)}." if ways else ""
        for step in _items(steps):
            fields = dict(_entries(step))
            for key, node in fields.items():
                yield from self._step_texts(key, node, fields)

    def _step_texts(self, key: str, node: Node, fields: Mapping[str, Node]) -> Iterator[Text]:
        if key == self._lead_id:
            self._chat = _value(fields.get("to")) or self._chat
            yield from self._told(node, f"Chat: {self._lead} writes{self._listener()}.", fields)
        elif key in self._contacts:
            self._chat = _value(fields.get("in")) or key
            writer = f"Chat: {self._people[key]} writes"
            yield from self._told(node, f"{writer}{self._readers(key)}.", fields)
        elif key == "because":
            writer = next((it for it in fields if it in self._contacts), "")
            said = f"“{_short(_value(fields.get(writer)))}” of {self._people.get(writer, writer)}"
            kind = f"Explanation after the player judged the message {said}."
            yield from _texts(node, self._context, kind, *_meaning(fields))
        elif key == "answers":
            kind = f"What a group may answer to “{_short(_value(fields.get('talk')))}”."
            yield from _texts(node, self._context, kind, FOR_ADULTS)
        elif key == "question":
            kind = f"The question above the choices, about {self._lead}."
            yield from _texts(node, self._context, kind, *self._after())
        elif key == "choose":
            for option in _items(node):
                yield from self._option_texts(dict(_entries(option)))
        elif key in self._spoken(fields):
            yield from self._told(node, self._spoken(fields)[key], fields)
        elif key in _QUIET:
            yield from _texts(node, self._context, *_QUIET[key])

    def _option_texts(self, option: Mapping[str, Node]) -> Iterator[Text]:
        for key, node in option.items():
            if key == "say":
                to = self._listener(_value(option.get("to")))
                kind = f"A choice, and then chat: {self._lead} writes{to}."
                yield from _texts(node, self._context, kind, *self._after())
            elif key == "do":
                kind = f"A choice on a button: what {self._lead} does."
                yield from _texts(node, self._context, kind, *self._after())
            elif key == "note":
                yield from _texts(node, self._context, *_QUIET["note"])

    def _spoken(self, fields: Mapping[str, Node]) -> dict[str, str]:
        shown = self._people.get(_value(fields.get("by")))
        beside = f"; beside it is a picture of {shown}" if shown else ""
        return {
            "think": f"A thought of {self._lead}.",
            "narrate": f"What happens off the phone, told about {self._lead}{beside}.",
            "text": f"What happens at an ending, told to the player about {self._lead}.",
        }

    def _told(self, node: Node, kind: str, fields: Mapping[str, Node]) -> Iterator[Text]:
        when = (f"Only if: {_value(fields['when'])}.",) if "when" in fields else ()
        yield from _texts(node, self._context, kind, *_meaning(fields), *when, *self._after())
        self._before = f"The line before: “{_short(_value(node))}”"

    def _after(self) -> tuple[str, ...]:
        return (self._before,) if self._before else ()

    def _listener(self, to: str = "") -> str:
        """Say to whom the lead writes."""
        group = self._groups.get(to or self._chat)
        if group is not None:
            return f" in the group chat {group}, read by {group.others()}"
        contact = self._people.get(to or self._chat)
        return f" to {contact}" if contact else ""

    def _readers(self, writer: str) -> str:
        """Say to whom a contact writes."""
        group = self._groups.get(self._chat)
        if group is None:
            return f" to {self._lead}"
        readers = [self._lead, *filter(None, [group.others(writer)])]
        return f" in the group chat {group}, read by {', '.join(readers)}"


_QUIET = {
    "time": ("A time mark in the chat.",),
    "title": ("Title of an ending.",),
    "comfort": ("Words of comfort at an ending, told to the player.",),
    "talk": ("A question for the room, when a class plays together.",),
    "note": ("Note for the person who leads a session.", FOR_ADULTS),
}


def _meaning(fields: Mapping[str, Node]) -> tuple[str, ...]:
    """Say what a message does, since a translation must keep it."""
    for key, meaning in (
        ("trick", "This message is a trick"),
        ("looks_like", "This message is safe but looks like a trick"),
    ):
        tricks = [text.value for text in _text_nodes(fields.get(key))]
        if tricks:
            return (f"{meaning}: {', '.join(tricks)}.",)
    return ()


def _ways_into(scenes: Node, people: Mapping[str, _Person], lead: str) -> dict[str, list[str]]:
    """Find for each scene the texts of the choices, or the last lines, that lead to it."""
    ways: dict[str, list[str]] = defaultdict(list)
    for _, steps in _entries(scenes):
        before = ""
        for step in _items(steps):
            fields = dict(_entries(step))
            if "go" in fields:
                ways[_value(fields["go"])].append(before)
            for option in _items(fields.get("choose")):
                chosen = dict(_entries(option))
                if "go" in chosen:
                    text = _value(chosen.get("say")) or _value(chosen.get("do"))
                    ways[_value(chosen["go"])].append(text)
            for key in fields.keys() & {*people, lead, "think", "narrate"}:
                before = _value(fields[key])
    return {scene: list(dict.fromkeys(filter(None, texts)))[:3] for scene, texts in ways.items()}


def _people_fields(people: Node | None) -> dict[str, dict[str, Node]]:
    return {person: dict(_entries(node)) for person, node in _entries(people)}


def _people(
    people: Node | None, known: Mapping[str, Mapping[str, Node]] | None = None
) -> dict[str, _Person]:
    """Read who everybody is; `known` fills in what a contact does not say."""
    read: dict[str, _Person] = {}
    for person, own in _people_fields(people).items():
        fields = {**(known or {}).get(person, {}), **own}
        about = [_value(fields.get(key)) for key in ("sex", "age", "relation")]
        told = [part for part in about if part not in {"", "unknown"}]
        read[person] = _Person(_value(fields.get("name")) or person, ", ".join(told))
    return read


def _groups(groups: Node | None, people: Mapping[str, _Person]) -> dict[str, _Group]:
    read: dict[str, _Group] = {}
    for name, node in _entries(groups):
        fields = dict(_entries(node))
        ids = [text.value for text in _text_nodes(fields.get("members"))]
        read[name] = _Group(fields, {id_: people.get(id_, _Person(id_, "")) for id_ in ids})
    return read


def _parse(source: bytes, file: Path) -> Node:
    findings = Findings()
    node = parse(source, str(file), findings)
    findings.raise_if_any()
    return node


def room_comment(sources: Sequence[str]) -> str:
    """Tell a translator how much room there is.

    Args:
        sources: the English text, or both of a text that counts something.
    """
    return f"Room: {room(sources)} letters."


def _for_babel(texts: Iterable[Text]) -> ForBabel:
    for text in texts:
        comments = [*text.comments, room_comment([text.english])]
        yield text.line, "pgettext", (text.context, text.english), comments


def _texts(node: Node | None, context: str, *comments: str) -> Iterator[Text]:
    """Make texts of one text, or of each text of a list."""
    for text in _text_nodes(node):
        if text.value:
            yield Text(text.place.line, context, text.value, comments)


def _entries(node: Node | None) -> list[tuple[str, Node]]:
    if not isinstance(node, TableNode):
        return []
    return [(key.value, value) for key, value in node.entries]


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def _value(node: Node | None) -> str:
    return node.value if isinstance(node, TextNode) else ""


def _text_nodes(node: Node | None) -> list[TextNode]:
    """List a text alone, or the texts of a list."""
    return [text for text in (node, *_items(node)) if isinstance(text, TextNode)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
