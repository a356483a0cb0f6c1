"""A story as data: people, scenes and steps, the tricks they show, and where to get help.

Everything is read-only and knows its place in its file. Texts are exactly as their authors typed
them; translations are looked up by whoever shows them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from game.story.conditions import Condition, Kind

Act = Literal["stop", "keep", "tell", "check", "kind", "carry_on", "risky"]
Whom = Literal["parent", "family", "teacher", "friends-parent", "helpline", "police", "friend"]
Feeling = Literal["calm", "glad", "unsure", "worried", "brave"]
Relation = Literal["stranger", "known-adult", "peer", "family"]
Sex = Literal["boy", "girl", "man", "woman", "unknown"]
Stage = Literal["identify", "trust", "entrap", "control"]
Country = Literal["TH", "KH", "all"]
# What somebody of the cast is to the lead of their stories.
Role = Literal[
    "mother",
    "father",
    "grandmother",
    "sister",
    "brother",
    "aunt",
    "cousin",
    "friend",
    "teacher",
    "coach",
    "helpline",
]
# The paintings behind the phone; each is a drawing of the same name.
Where = Literal[
    "home-day",
    "home-evening",
    "home-night",
    "thai-home-day",
    "thai-home-evening",
    "thai-home-night",
    "fah-room",
    "school",
    "school-evening",
    "market",
    "market-night",
    "field",
    "hills",
    "bus-day",
    "bus-night",
    "seaside-day",
    "seaside-night",
    "street-evening",
]

_ITEM_DIGITS = 8


def item_id(text: str) -> str:
    """Name a text by what it says, so that its order may change and its record stays.

    Args:
        text: the English text.

    Returns:
        The first eight hexadecimal digits of the SHA-256 of its UTF-8 bytes.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:_ITEM_DIGITS]


@dataclass(frozen=True, slots=True)
class Place:
    """Say where something stands in a file.

    Args:
        file: the path as it was given.
        line: counted from 1.
        column: in characters, counted from 1.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write the place as editors and compilers do."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Person:
    """Describe somebody who appears in the stories.

    Args:
        id: their key in the cast.
        name: what they are called.
        sex: for drawings and for translators.
        age: in words or years.
        home: where they live, if it matters.
        picture: which drawing shows them.
        about: one sentence.
        role: what they are to the lead; None for the leads themselves.
        place: where they are described.
    """

    id: str
    name: str
    sex: Sex
    age: str
    home: str | None
    picture: str
    about: str
    role: Role | None
    place: Place


@dataclass(frozen=True, slots=True)
class Trick:
    """Describe one way of making a child do what somebody wants.

    Args:
        id: its key.
        name: what children call it.
        what: what is done.
        how: how it looks in a chat.
        why: why somebody does it.
        you_can: what the child can do.
        also: the tricks that look alike, offered as other answers.
        note: for adults.
        sources: for adults.
        place: where it is described.
    """

    id: str
    name: str
    what: str
    how: str
    why: str
    you_can: str
    also: tuple[str, ...]
    note: str | None
    sources: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Name one place that helps children.

    Args:
        country: where it helps.
        channel: the number or the address, the same in every language.
        name: what it is called.
        note: what to know about it, told to a child.
        hours: when it answers, if that is known.
        certainty: for adults, how sure this is.
        checked: when somebody last looked.
        place: where it is described.
    """

    country: Country
    channel: str
    name: str
    note: str
    hours: str | None
    certainty: str
    checked: date
    place: Place


@dataclass(frozen=True, slots=True)
class Help:
    """Hold what the help page says.

    Args:
        checked: when somebody last looked at all of it.
        lines: the help lines, in the order to show them.
        words: sentences with which a child can begin to tell.
        people: people one can tell.
    """

    checked: date
    lines: tuple[HelpLine, ...]
    words: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Describe somebody in the lead's phone.

    Args:
        id: their key in the story; the same as in the cast for somebody of the cast.
        name: what the phone calls them.
        relation: how the lead knows them.
        known: what the lead knows about them.
        unknown: what nobody knows about them.
        picture: which round drawing stands for them.
        sex: as far as it is known.
        age: in words or years, as far as it is known.
        place: where they are described.
    """

    id: str
    name: str
    relation: Relation
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    picture: str
    sex: Sex
    age: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """Describe a chat in which several contacts write with the lead.

    Args:
        id: its key in the story; no contact and nobody of the cast has the same.
        name: what the phone calls it.
        members: the ids of the contacts who can write in it, in their order; the lead can, too.
        known: what the lead knows about it.
        unknown: what nobody knows about it.
        picture: which round drawing stands for it.
        place: where it is described.
    """

    id: str
    name: str
    members: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    picture: str
    place: Place


@dataclass(frozen=True, slots=True)
class Variable:
    """Describe something a story remembers: yes or no, or a small range of numbers.

    Args:
        id: its name.
        kind: what it can hold.
        lowest: the least it can hold; no is 0.
        highest: the most it can hold; yes is 1.
        start: what it holds when the story begins; a bool for yes or no.
        place: where it is declared.
    """

    id: str
    kind: Kind
    lowest: int
    highest: int
    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """Change a variable.

    Args:
        variable: its name.
        value: what it becomes, or how much is added.
        added: whether `value` is added, and kept within the variable's range.
    """

    variable: str
    value: int
    added: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Be one step of a scene.

    Args:
        place: where it stands in the story's file.
        when: the step is passed over unless this holds.
        note: for adults only.
    """

    place: Place
    when: Condition | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Step):
    """Be a step with a text that is shown.

    Args:
        text: the English text.
        feel: how the person shown beside it feels, where that changes.
    """

    text: str
    feel: Feeling | None = None
    item: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the text; records know it by this name."""
        object.__setattr__(self, "item", item_id(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Told):
    """Have a contact write a message.

    Args:
        contact: who writes.
        group: the group chat they write in; None for their own chat with the lead.
        tricks: what the message does; nothing if it is safe.
        looks_like: the tricks that a safe message looks like.
        because: the explanation after a judgement.
    """

    contact: str
    group: str | None = None
    tricks: tuple[str, ...] = ()
    looks_like: tuple[str, ...] = ()
    because: str | None = None

    @property
    def safe(self) -> bool:
        """Say whether the message is no trick."""
        return not self.tricks

    @property
    def chat(self) -> str:
        """Name the chat it stands in: a group, or the contact."""
        return self.group or self.contact


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine(Told):
    """Have the lead write a message.

    Args:
        to: the contact or group it is for; None for the chat of the newest message.
    """

    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Think(Told):
    """Show a thought of the lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrate(Told):
    """Tell what happens off the phone.

    Args:
        by: the person of the cast who is shown, and whose feeling `feel` is.
        where: the background from here on, where that changes.
    """

    by: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMark(Told):
    """Mark in the chat that time has passed.

    Args:
        where: the background from here on, where that changes.
    """

    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Step):
    """Have Sarika ask about the newest message of a contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Offer one answer of a choice: words to say or something to do, exactly one of them.

    Args:
        place: where it stands in the story's file.
        say: what the lead would write.
        do: what the lead would do.
        acts: what kind of act it is.
        whom: what kind of person is told, for acts of telling.
        who: the person of the cast, or the contact, who is told; None if it is nobody named.
        heard: whether whoever is told listens.
        to: the contact or group the words are for; None for the chat of the newest message.
        sets: what it changes.
        go: the scene that follows; None for the step after the choice.
        feel: how the lead feels about it.
        when: the option is on offer only if this holds.
        note: for adults only.
    """

    place: Place
    say: str | None = None
    do: str | None = None
    acts: tuple[Act, ...]
    whom: Whom | None = None
    who: str | None = None
    heard: bool = True
    to: str | None = None
    sets: tuple[Change, ...] = ()
    go: str | None = None
    feel: Feeling | None = None
    when: Condition | None = None
    note: str | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the option; records know it by this name."""
        object.__setattr__(self, "id", item_id(self.text))

    @property
    def text(self) -> str:
        """Say what stands on the button."""
        return self.say or self.do or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Step):
    """Let the player choose what the lead says or does.

    Args:
        options: the answers, in the order to show them.
        question: what is asked; None for the interface's own question.
    """

    options: tuple[Option, ...]
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Go(Step):
    """Go on with another scene."""

    scene: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Step):
    """Change variables."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(Step):
    """Ask the room a question, when a class plays together.

    Args:
        text: the question.
        answers: what a group may say, for adults.
    """

    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Step):
    """Tell the adults something; the text is the step's `note`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Step):
    """End the story.

    Args:
        slug: the ending's name in records.
        title: what happens next, in a few words.
        text: what happens next.
        comfort: words for a path that went wrong.
        feel: how the lead feels.
    """

    slug: str
    title: str
    text: str
    comfort: str | None = None
    feel: Feeling | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold the steps of a scene.

    Args:
        id: its name in the story.
        steps: in the order they happen.
        place: where it begins.
    """

    id: str
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Review:
    """Hold what a practitioner who reviews a story is told and asked by its author.

    Args:
        shown: what the story shows.
        implied: what it only hints at, and how.
        left_out: what it leaves out, and why.
        questions: what the author would like to be told.
    """

    shown: tuple[str, ...]
    implied: tuple[str, ...]
    left_out: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Hold a whole story that can be played.

    Args:
        id: its name: the file's name without its ending.
        version: the first 16 hexadecimal digits of the SHA-256 of the file.
        title: what it is called.
        about: one sentence for its card.
        lead: the child the player looks after.
        targets: the people of the cast who are meant by the tricks; mostly the lead.
        ages: the youngest and the oldest players it is for, in years.
        minutes: how long it takes.
        number: its place among the stories.
        stages: what people who cause harm do in it, for practitioners.
        sources: for adults.
        review: for practitioners who review it; None if its author wrote nothing.
        contacts: who is in the lead's phone, by id.
        groups: the group chats in it, by id.
        variables: what the story remembers, by name.
        start: the scene it begins with.
        scenes: by id.
        place: where it begins.
    """

    id: str
    version: str
    title: str
    about: str
    lead: Person
    targets: tuple[str, ...]
    ages: tuple[int, int]
    minutes: int
    number: int
    stages: tuple[Stage, ...]
    sources: tuple[str, ...]
    review: Review | None
    contacts: Mapping[str, Contact]
    groups: Mapping[str, Group]
    variables: Mapping[str, Variable]
    start: str
    scenes: Mapping[str, Scene]
    place: Place

    @property
    def endings(self) -> tuple[End, ...]:
        """List the endings in the order of the file."""
        steps = (step for scene in self.scenes.values() for step in scene.steps)
        return tuple(step for step in steps if isinstance(step, End))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickItem:
    """Hold one message of Quick Eyes, which is judged without a story around it.

    Args:
        id: its key in its form.
        writer: who writes, as a child sees it.
        relation: how a child knows the writer.
        sex: of the writer, as far as it is known, for translators.
        message: the English text.
        tricks: what the message does; nothing if it is safe.
        looks_like: the tricks that a safe message looks like.
        twin: the id of the item of the other kind with the same surface, in another form.
        because: the explanation after a judgement.
        note: for adults only.
        place: where it is described.
    """

    id: str
    writer: str
    relation: Relation
    sex: Sex
    message: str
    tricks: tuple[str, ...] = ()
    looks_like: tuple[str, ...] = ()
    twin: str
    because: str
    note: str | None = None
    place: Place
    item: str = field(init=False)

    def __post_init__(self) -> None:
        """Name the message; records know it by this name, as they know a line of a story."""
        object.__setattr__(self, "item", item_id(self.message))

    @property
    def safe(self) -> bool:
        """Say whether the message is no trick."""
        return not self.tricks


@dataclass(frozen=True, slots=True)
class QuickForm:
    """Hold one form of Quick Eyes; no player should meet the same form twice.

    Args:
        id: its letter.
        items: in the order to show them.
        place: where it begins.
    """

    id: str
    items: tuple[QuickItem, ...]
    place: Place

    @property
    def halves(self) -> tuple[tuple[QuickItem, ...], tuple[QuickItem, ...]]:
        """Part the form in two, since a round plays one half."""
        middle = len(self.items) // 2
        return self.items[:middle], self.items[middle:]


@dataclass(frozen=True, slots=True)
class QuickEyes:
    """Hold the forms of Quick Eyes.

    Args:
        version: the first 16 hexadecimal digits of the SHA-256 of the file; empty without a file.
        forms: by letter, in order; none where there is no file, or a broken one.
    """

    version: str = ""
    forms: Mapping[str, QuickForm] = field(default_factory=dict)

    @property
    def items(self) -> Mapping[str, QuickItem]:
        """Give the items of all forms by their ids."""
        return {item.id: item for form in self.forms.values() for item in form.items}
