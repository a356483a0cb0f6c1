"""Rules about Quick Eyes: do its forms measure the same, and nothing but looking?"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.story.model import Line, Place, QuickEyes, QuickForm, QuickItem, Story, Trick
from game.story.rules.rule import Noticed, Rule
from game.story.wording import quoted

_HALF = 8  # items
_ALIKE = 0.6  # share of words that two messages have in common
_LONGER = 1.25  # what safe messages may be longer than tricks, or shorter
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AboutQuickEyes:
    """Hold what a rule about Quick Eyes can look at.

    Args:
        quick_eyes: forms that the loader found good.
        tricks: all of them, by id.
        stories: the stories whose messages must not be met in Quick Eyes.
    """

    quick_eyes: QuickEyes
    tricks: Mapping[str, Trick]
    stories: Sequence[Story]


def quick_texts(quick_eyes: QuickEyes) -> Iterator[tuple[Place, str, str]]:
    """List all that children read in Quick Eyes: where it is, what kind of text, and the text."""
    for item in quick_eyes.items.values():
        yield item.place, "writer", item.writer
        yield item.place, "message", item.message
        yield item.place, "explanation", item.because


def _uneven_halves(about: AboutQuickEyes) -> Noticed:
    for form in about.quick_eyes.forms.values():
        if len(form.items) != 2 * _HALF:
            yield (
                form.place,
                (
                    f"the form has {len(form.items)} items, so that its scores cannot be compared. "
                    f"Make it {2 * _HALF}"
                ),
            )
            continue
        for half, which in zip(form.halves, ("first", "second"), strict=True):
            safe = sum(item.safe for item in half)
            if safe != _HALF // 2:
                yield (
                    half[0].place,
                    (
                        f"{safe} of {_HALF} messages are safe in the {which} half of the form. "
                        f"Make it {_HALF // 2}, so that always the same answer scores nothing"
                    ),
                )


def _main_trick(item: QuickItem) -> str:
    return (item.tricks or item.looks_like)[0]


def _twins_differ(about: AboutQuickEyes) -> Noticed:
    items = about.quick_eyes.items
    form_of = {item.id: form.id for form in about.quick_eyes.forms.values() for item in form.items}
    for item in items.values():
        twin = items[item.twin]
        name = quoted(twin.id)
        if twin.twin != item.id:
            yield item.place, f"{name} has another twin, {quoted(twin.twin)}. Pair each with one"
        elif form_of[item.id] == form_of[twin.id]:
            yield item.place, f"its twin {name} stands in the same form. Move one of them"
        elif item.safe == twin.safe:
            kind = "safe" if item.safe else "a trick"
            yield item.place, f"its twin {name} is {kind}, too. Make one of them the other kind"
        elif _main_trick(item) != _main_trick(twin):
            yield (
                item.place,
                (
                    f"its twin {name} is about another trick, {quoted(_main_trick(twin))}. "
                    "Let one look like the other"
                ),
            )
        elif (item.writer, item.relation) != (twin.writer, twin.relation):
            yield (
                item.place,
                (
                    f"its twin {name} has another `from` or `relation`. Let the same person "
                    "write both, so that only the message tells them apart"
                ),
            )


def _tricks_never_asked(about: AboutQuickEyes) -> Noticed:
    asked = {_main_trick(item) for item in about.quick_eyes.items.values() if not item.safe}
    for trick in about.tricks:
        if trick not in asked:
            first = next(iter(about.quick_eyes.forms.values()))
            yield (
                first.place,
                (
                    f"{quoted(trick)} is the first trick of no message. "
                    "Write one, so that it can be measured"
                ),
            )


def _writers_tell(about: AboutQuickEyes) -> Noticed:
    for form in about.quick_eyes.forms.values():
        kinds: dict[str, list[QuickItem]] = {}
        for item in form.items:
            kinds.setdefault(item.relation, []).append(item)
        for relation, items in kinds.items():
            if len({item.safe for item in items}) == 1:
                kind, other = ("safe", "a trick") if items[0].safe else ("a trick", "safe")
                yield (
                    items[0].place,
                    (
                        f"every message of a {relation} in form {form.id.upper()} is {kind}. "
                        f"Let one be {other}, so that who writes does not tell the answer"
                    ),
                )


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _met_in_a_story(about: AboutQuickEyes) -> Noticed:
    met = [
        (_words(step.text), story.id, step)
        for story in about.stories
        for scene in story.scenes.values()
        for step in scene.steps
        if isinstance(step, Line)
    ]
    for item in about.quick_eyes.items.values():
        words = _words(item.message)
        for others, story_id, line in met:
            if len(words & others) > _ALIKE * len(words | others) or item.message == line.text:
                yield (
                    item.place,
                    (
                        f"{quoted(item.message)} is nearly {quoted(line.text)} in line "
                        f"{line.place.line} of the story {quoted(story_id)}. Write another message"
                    ),
                )
                break


def _mean_length(items: Sequence[QuickItem]) -> float:
    return sum(len(item.message) for item in items) / len(items)


def _length_tells(about: AboutQuickEyes) -> Noticed:
    for form in about.quick_eyes.forms.values():
        yield from _length_tells_in(form)


def _length_tells_in(form: QuickForm) -> Noticed:
    safe = [item for item in form.items if item.safe]
    unsafe = [item for item in form.items if not item.safe]
    if not safe or not unsafe:
        return
    lengths = {"safe messages": _mean_length(safe), "tricks": _mean_length(unsafe)}
    short, long = sorted(lengths, key=lengths.__getitem__)
    if lengths[long] > _LONGER * lengths[short]:
        yield (
            form.place,
            (
                f"the {long} of form {form.id.upper()} have {lengths[long]:.0f} letters on average "
                f"and the {short} {lengths[short]:.0f}, which tells the answer. "
                "Make them equally long"
            ),
        )


QUICK_FINDERS: tuple[tuple[str, Callable[[AboutQuickEyes], Noticed]], ...] = (
    ("uneven-half", _uneven_halves),
    ("no-twin", _twins_differ),
    ("trick-never-asked", _tricks_never_asked),
    ("writer-tells", _writers_tell),
    ("met-in-a-story", _met_in_a_story),
    ("length-tells", _length_tells),
)

_CAKE = "a:\n  cake-secret:\n    message: Not a word to your mum before the cake is on the table!\n"
_GEMS = "  gem-secret:\n    message: Not a word to your mum about the gems, or they are gone!\n"
_ELEVEN = "b:\n  eleven-too:\n    message: I'm 11, too! After work I drive home and play.\n"
_DUCKS = "  ducks-fed:\n    message: I'm 11, too! After school I feed the ducks and play.\n"
QUICK_EYES_RULES = (
    Rule(
        "SA601",
        "uneven-half",
        "error",
        "A round plays half a form, and whoever always gives the same answer must be right half "
        "of the time.",
        "a:\n  cake-secret:\n    message: Not a word to your mum, or she will be angry!\n"
        "    trick: secrecy\n",
        f"{_CAKE}    looks_like: secrecy\n",
        "quick-eyes",
    ),
    Rule(
        "SA602",
        "no-twin",
        "error",
        "Each trick has one safe message like it in another form, so that the forms are equally "
        "hard and only what is asked tells the two apart.",
        f"{_CAKE}    looks_like: secrecy\n    twin: gem-secret\n"
        f"{_GEMS}    trick: secrecy\n    twin: cake-secret\n",
        f"{_CAKE}    looks_like: secrecy\n    twin: gem-secret\n"
        f"b:\n{_GEMS}    trick: secrecy\n    twin: cake-secret\n",
        "quick-eyes",
    ),
    Rule(
        "SA603",
        "trick-never-asked",
        "warning",
        "A trick that is not the first trick of any message cannot be measured.",
        f"{_ELEVEN}    trick: [questions, pretending]\n",
        f"{_ELEVEN}    trick: [pretending, questions]\n",
        "quick-eyes",
    ),
    Rule(
        "SA604",
        "writer-tells",
        "warning",
        "What somebody asks should tell the answer, and never who they are.",
        f"{_ELEVEN}    relation: stranger\n    trick: pretending\n"
        f"{_DUCKS}    relation: peer\n    looks_like: too_fast\n",
        f"{_ELEVEN}    relation: stranger\n    trick: pretending\n"
        f"{_DUCKS}    relation: stranger\n    looks_like: too_fast\n",
        "quick-eyes",
    ),
    Rule(
        "SA605",
        "met-in-a-story",
        "warning",
        "A message that was met in a story asks what is remembered, and not what is noticed.",
        "a:\n  hello:\n    message: Hi!\n",
        "a:\n  hello:\n    message: Hi, it's me with the new number!\n",
        "quick-eyes",
    ),
    Rule(
        "SA606",
        "length-tells",
        "warning",
        "If tricks were shorter or longer than safe messages, children could answer without "
        "reading.",
        f"b:\n{_GEMS.replace('gems', 'gems and the shield and the sword and the flying boat')}"
        "    trick: secrecy\n",
        f"b:\n{_GEMS}    trick: secrecy\n",
        "quick-eyes",
    ),
)
