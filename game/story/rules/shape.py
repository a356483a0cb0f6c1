"""Rules about the shape of files; nearly all of them are kept by the loader."""

import re
from collections.abc import Iterator

from game.story.model import (
    Choose,
    End,
    LeadLine,
    Line,
    Narrate,
    Option,
    Place,
    Step,
    Story,
    Talk,
    Think,
    TimeMark,
)
from game.story.rules.rule import About, Noticed, Rule
from game.story.wording import quoted

# How many letters fit, also in large text; chat lines are short besides so that children read them.
_FITS: dict[str, int] = {
    "message": 120,
    "answer": 90,
    "thought": 160,
    "narration": 220,
    "time mark": 30,
    "question": 160,
    "explanation": 160,
    "writer": 40,
    "title": 40,
    "sentence about the story": 140,
    "name": 24,
    "fact": 90,
    "text of the ending": 200,
    "words of comfort": 160,
}
_KINDS: dict[type[Step], str] = {
    Line: "message",
    LeadLine: "message",
    Think: "thought",
    Narrate: "narration",
    TimeMark: "time mark",
    Talk: "question",
}
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]\b|\$\{?[A-Za-z_]\w*\}?|\{+\s*\w*\s*\}+|<[a-z_]+>")


def texts(story: Story) -> Iterator[tuple[Place, str, str]]:
    """List all that children read in a story: where it is, what kind of text, and the text."""
    yield story.place, "title", story.title
    yield story.place, "sentence about the story", story.about
    for contact in story.contacts.values():
        yield contact.place, "name", contact.name
        for fact in (*contact.known, *contact.unknown):
            yield contact.place, "fact", fact
    for group in story.groups.values():
        yield group.place, "name", group.name
        for fact in (*group.known, *group.unknown):
            yield group.place, "fact", fact
    for scene in story.scenes.values():
        for step in scene.steps:
            for kind, text in _texts_of(step):
                yield step.place, kind, text
            if isinstance(step, Choose):
                for option in step.options:
                    kind = "answer" if option.say is None else "message"
                    yield option.place, kind, option.text


def texts_for_adults(story: Story) -> Iterator[tuple[Place, str]]:
    """List all that only adults read in a story, each with its place."""
    for source in story.sources:
        yield story.place, source
    for scene in story.scenes.values():
        for step in scene.steps:
            parts: list[Step | Option] = [step]
            if isinstance(step, Choose):
                parts += step.options
            yield from ((part.place, part.note) for part in parts if part.note is not None)
            if isinstance(step, Talk):
                yield from ((step.place, answer) for answer in step.answers)


def _texts_of(step: Step) -> Iterator[tuple[str, str]]:
    if isinstance(step, (Line, LeadLine, Think, Narrate, TimeMark, Talk)):
        yield _KINDS[type(step)], step.text
    if isinstance(step, Line) and step.because is not None:
        yield "explanation", step.because
    elif isinstance(step, Choose) and step.question is not None:
        yield "question", step.question
    elif isinstance(step, End):
        yield "title", step.title
        yield "text of the ending", step.text
        if step.comfort is not None:
            yield "words of comfort", step.comfort


def long_texts(texts: Iterator[tuple[Place, str, str]]) -> Noticed:
    """Find texts that do not fit, given where each is, what kind of text, and the text."""
    for place, kind, text in texts:
        if len(text) > _FITS[kind]:
            yield (
                place,
                (
                    f"the {kind} {quoted(text)} has {len(text)} letters; {_FITS[kind]} fit. "
                    "Make it shorter, or make two of it"
                ),
            )


def placeholders(texts: Iterator[tuple[Place, str, str]]) -> Noticed:
    """Find texts in which something seems to be put, given as for `long_texts`."""
    for place, _, text in texts:
        for found in _PLACEHOLDER.finditer(text):
            yield (
                place,
                (
                    f"{quoted(found[0])} looks as if something were put there, but texts are "
                    "shown as they are typed. Write the words themselves"
                ),
            )


def _silent_groups(about: About) -> Noticed:
    steps = [step for scene in about.story.scenes.values() for step in scene.steps]
    written = {step.group for step in steps if isinstance(step, Line)}
    for group in about.story.groups.values():
        if group.id not in written:
            yield (
                group.place,
                (
                    f"nobody writes in the group {quoted(group.id)}. "
                    f"Write `in: {group.id}` below a message, or remove the group"
                ),
            )


def _for_whom(about: About) -> Noticed:
    """Find what the lead writes in a scene before it is said in which chat."""
    story = about.story
    steps = [step for scene in story.scenes.values() for step in scene.steps]
    if len({step.chat for step in steps if isinstance(step, Line)}) < _SEVERAL:
        return
    for scene in story.scenes.values():
        for step in scene.steps:
            if isinstance(step, Line):
                break
            written: list[Option | LeadLine] = [step] if isinstance(step, LeadLine) else []
            if isinstance(step, Choose):
                written += [option for option in step.options if option.say is not None]
            yield from (
                (
                    one.place,
                    (
                        f"nothing in the scene {quoted(scene.id)} says before this in which chat "
                        "it is written. Add `to` with the name of the contact or the group"
                    ),
                )
                for one in written
                if one.to is None
            )
            if written:
                break


_SEVERAL = 2
_GROUP = "groups:\n  team: {name: Our team, members: [sreyneang]}\n"
SHAPE_RULES = (
    Rule(
        "SA101",
        "unreadable",
        "error",
        "Only a file of at most 2 MB inside the folder of scenarios is read, so that no link and "
        "no device can surprise whoever plays.",
        "stories/holiday.yaml is a folder, a link to another folder, or has 1 GB",
        "stories/holiday.yaml is a file with a story",
        "words",
    ),
    Rule(
        "SA102",
        "not-yaml",
        "error",
        "What is not YAML cannot be read any further.",
        'scenes:\n  evening:\n    - wolf: "Hi!\n',
        'scenes:\n  evening:\n    - wolf: "Hi!"\n    - go: evening\n',
    ),
    Rule(
        "SA103",
        "yaml-trick",
        "error",
        "Anchors, aliases, tags and deep nesting make a file mean something else than it says.",
        "about: &words One evening.\n",
        'about: "&words One evening."\n',
    ),
    Rule(
        "SA104",
        "stands-twice",
        "error",
        "Of two keys or scenes with the same name, one would be lost without a word.",
        "scenes:\n  evening:\n    - go: night\n  night:\n    - go: evening\n"
        "  evening:\n    - go: night\n",
        "scenes:\n  evening:\n    - go: night\n  night:\n    - go: evening\n",
    ),
    Rule(
        "SA105",
        "unknown-key",
        "error",
        "A key that nobody reads is a mistake in typing, and what it says would never happen.",
        "scenes:\n  evening:\n    - wolf: Hi!\n      becuase: He says hello.\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n      because: He says hello.\n    - go: evening\n",
    ),
    Rule(
        "SA106",
        "missing-key",
        "error",
        "Without it the game would not know what to show.",
        "scenes:\n  evening:\n    - end: asleep\n      text: Good night.\n",
        "scenes:\n  evening:\n    - end: asleep\n      title: Asleep\n      text: Good night.\n",
    ),
    Rule(
        "SA107",
        "wrong-type",
        "error",
        "A list stands where a text belongs, or the other way round.",
        "title: [One evening]\n",
        'title: "[One evening]"\n',
    ),
    Rule(
        "SA108",
        "missing-text",
        "error",
        "An empty bubble says nothing.",
        "scenes:\n  evening:\n    - wolf:\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: evening\n",
    ),
    Rule(
        "SA109",
        "unknown-name",
        "error",
        "A scene, contact, trick, variable or person that is not there is a mistake in typing.",
        "scenes:\n  evening:\n    - wolf: Hi!\n      trick: secrcy\n    - go: evning\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n      trick: secrecy\n    - go: evening\n",
    ),
    Rule(
        "SA110",
        "unknown-step",
        "error",
        "Every step says with its key who writes or what happens.",
        "scenes:\n  evening:\n    - wofl: Hi!\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: evening\n",
    ),
    Rule(
        "SA111",
        "bad-name",
        "error",
        "Names stand in records and in names of files, where only small letters are safe.",
        "start: Evening\nscenes:\n  Evening:\n    - go: Evening\n",
        "start: evening\nscenes:\n  evening:\n    - go: evening\n",
    ),
    Rule(
        "SA112",
        "wrong-value",
        "error",
        "Only a few words, numbers or dates make sense here.",
        "minutes: ten\n",
        "minutes: 10\n",
    ),
    Rule(
        "SA113",
        "bad-condition",
        "error",
        "A condition that cannot be read can be neither true nor false.",
        "scenes:\n  evening:\n    - wolf: Hi!\n      when: gems = 1\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n      when: gems is 1\n    - go: evening\n",
    ),
    Rule(
        "SA114",
        "wrong-length",
        "error",
        "A list is too short or too long for the screen.",
        "scenes:\n  evening: []\n",
        "scenes:\n  evening:\n    - go: evening\n",
    ),
    Rule(
        "SA115",
        "contradiction",
        "error",
        "Two things are said that cannot both be meant, or one that is meant needs another.",
        "scenes:\n  evening:\n    - wolf: Hi!\n      trick: gifts\n      looks_like: gifts\n"
        "    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n      looks_like: gifts\n    - go: evening\n",
    ),
    Rule(
        "SA116",
        "same-words",
        "error",
        "Nobody can tell two options with the same words apart.",
        "scenes:\n  evening:\n    - choose:\n"
        "        - {say: Hi, act: carry_on, go: evening}\n"
        "        - {say: Hi, act: stop, go: evening}\n",
        "scenes:\n  evening:\n    - choose:\n"
        "        - {say: Hi, act: carry_on, go: evening}\n"
        "        - {do: Wait, act: stop, go: evening}\n",
    ),
    Rule(
        "SA117",
        "scene-stops",
        "error",
        "After the last step of a scene something must follow, whatever was chosen before.",
        "scenes:\n  evening:\n    - wolf: Hi!\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - go: evening\n",
    ),
    Rule(
        "SA118",
        "nothing-to-ask",
        "error",
        "Sarika asks about the newest message of a contact, so one must come before.",
        "scenes:\n  evening:\n    - ask: last\n    - wolf: Hi!\n    - end: asleep\n"
        "      title: Asleep\n      text: Good night.\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - ask: last\n    - end: asleep\n"
        "      title: Asleep\n      text: Good night.\n",
    ),
    Rule(
        "SA119",
        "same-ending",
        "error",
        "Records tell endings apart by their names.",
        "scenes:\n  evening:\n    - {end: asleep, title: Asleep, text: All sleep., when: told}\n"
        "    - {end: asleep, title: Awake, text: Dara is awake.}\n",
        "scenes:\n  evening:\n    - {end: asleep, title: Asleep, text: All sleep., when: told}\n"
        "    - {end: awake, title: Awake, text: Dara is awake.}\n",
    ),
    Rule(
        "SA120",
        "too-many",
        "error",
        "After a hundred findings the first ones should be mended, since others may follow from "
        "them.",
        "a file with a hundred mistakes",
        "a file with a few mistakes",
        "words",
    ),
    Rule(
        "SA121",
        "long-text",
        "warning",
        "A text must fit its bubble or button in large letters, and children read short ones.",
        "scenes:\n  evening:\n    - wolf: You played so well today that I have been telling "
        "everybody in the whole game about it, and then some more people, and they all say hello\n"
        "    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: You played so well today!\n"
        "    - wolf: I have told everybody about it.\n    - go: evening\n",
        find=lambda about: long_texts(texts(about.story)),
    ),
    Rule(
        "SA122",
        "placeholder",
        "warning",
        "Stories are shown as they are typed; nothing takes the place of a name in braces.",
        "scenes:\n  evening:\n    - wolf: Hi %s!\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi Dara!\n    - go: evening\n",
        find=lambda about: placeholders(texts(about.story)),
    ),
    Rule(
        "SA123",
        "not-a-member",
        "error",
        "Who writes in a group chat is in it, and its card says so.",
        f"{_GROUP}scenes:\n  evening:\n    - wolf: Hi, all of you!\n      in: team\n"
        "    - go: evening\n",
        f"{_GROUP}scenes:\n  evening:\n    - sreyneang: Hi, all of you!\n      in: team\n"
        "    - go: evening\n",
    ),
    Rule(
        "SA124",
        "silent-group",
        "warning",
        "A group in which nobody writes is never seen, and often an `in` is missing somewhere.",
        f"{_GROUP}scenes:\n  evening:\n    - sreyneang: Hi, all of you!\n    - go: evening\n",
        f"{_GROUP}scenes:\n  evening:\n    - sreyneang: Hi, all of you!\n      in: team\n"
        "    - go: evening\n",
        find=_silent_groups,
    ),
    Rule(
        "SA125",
        "for-whom",
        "warning",
        "Without `to`, the lead writes in the chat of the newest message, and at the beginning of "
        "a scene that may be another one on another way.",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - sreyneang: Where are you?\n    - go: night\n"
        "  night:\n    - dara: Good night\n    - go: evening\n",
        "scenes:\n  evening:\n    - wolf: Hi!\n    - sreyneang: Where are you?\n    - go: night\n"
        "  night:\n    - dara: Good night\n      to: sreyneang\n    - go: evening\n",
        find=_for_whom,
    ),
)
