"""The one definition of our files: which keys a story and everything beside the stories have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

from game.story.conditions import RESERVED
from game.story.model import (
    Act,
    Country,
    Feeling,
    Place,
    Relation,
    Role,
    Sex,
    Stage,
    Where,
    Whom,
)
from game.story.shapes import (
    SLUG,
    TRICK_NAME,
    Ages,
    Changes,
    Day,
    Fields,
    Found,
    Holding,
    Key,
    Listed,
    NameOf,
    OneOf,
    Reading,
    Shape,
    Steps,
    TableOf,
    When,
    Whole,
    Words,
    YesNo,
)
from game.story.wording import quoted

_WORDS = Words()
_TEXTS = Listed(_WORDS, "texts", alone=True)
_SCENE_NAME = NameOf("scene")
_GROUP_NAME = NameOf("group")
_TRICKS = Listed(NameOf("trick"), "tricks", alone=True)
_SEX = OneOf(get_args(Sex))

_WHEN = Key("when", When(), "a condition; without it the step always happens.")
_NOTE = Key("note", _WORDS, "a note for adults; children never see it.")
_FEEL = Key("feel", OneOf(get_args(Feeling)), "how the person feels from here on.")
_WHERE = Key("where", OneOf(get_args(Where)), "the background from here on.")
_GO = Key("go", _SCENE_NAME, "the scene to go on with.")
_SET = Key("set", Changes(), "variables and what they become: yes, no, a number, +1 or -1.")
_TO = Key(
    "to",
    NameOf("contact or group"),
    "the contact or group it is for; without it the chat of the newest message.",
)


def _either_trick_or_safe(fields: Fields, _: Reading) -> Found:
    if "trick" in fields.places and "looks_like" in fields.places:
        yield (
            fields.places["looks_like"],
            "a message is a trick or it is safe. Keep `trick`, or keep `looks_like`",
            "contradiction",
        )


MESSAGE = Shape(
    "a message",
    "A contact writes a message.",
    (
        Key("in", _GROUP_NAME, "the group chat; without it the contact's own chat."),
        Key("trick", _TRICKS, "the trick or tricks that the message is."),
        Key("looks_like", _TRICKS, "the trick that this safe message looks like."),
        Key("because", _WORDS, "why it is a trick, or why it is safe; shown after a judgement."),
        _FEEL,
        _WHEN,
        _NOTE,
    ),
    rules=(_either_trick_or_safe,),
    speaker=Key("contact", _WORDS, "what the contact writes.", required=True),
)
LEAD_LINE = Shape(
    "a message of the lead",
    "The lead writes a message.",
    (_TO, _FEEL, _WHEN, _NOTE),
    speaker=Key("lead", _WORDS, "what the lead writes.", required=True),
)
THINK = Shape(
    "a thought",
    "The lead thinks something.",
    (Key("think", _WORDS, "the thought.", required=True), _FEEL, _WHEN, _NOTE),
)
NARRATE = Shape(
    "a narration",
    "Something happens off the phone.",
    (
        Key("narrate", _WORDS, "what happens.", required=True),
        Key("by", NameOf("person"), "the person of the cast who is shown."),
        _WHERE,
        _FEEL,
        _WHEN,
        _NOTE,
    ),
)
TIME = Shape(
    "a time mark",
    "Time has passed.",
    (
        Key("time", _WORDS, "the time, as in `19:42` or `The next day`.", required=True),
        _WHERE,
        _WHEN,
        _NOTE,
    ),
)
ASK = Shape(
    "a question of Sarika's",
    "Sarika asks about the newest message of a contact.",
    (Key("ask", OneOf(("last",)), "always `last`.", required=True), _WHEN, _NOTE),
)
GO = Shape(
    "a way to a scene",
    "The story goes on with another scene.",
    (Key("go", _SCENE_NAME, "the scene.", required=True), _WHEN, _NOTE),
)
SET = Shape(
    "a change",
    "The story remembers something.",
    (Key("set", Changes(), _SET.doc, required=True), _WHEN, _NOTE),
)
TALK = Shape(
    "a question for the room",
    "A class talks; passed over when one child plays alone.",
    (
        Key("talk", _WORDS, "the question.", required=True),
        Key("answers", _TEXTS, "what a group may say, for adults; children never see it."),
        _WHEN,
        _NOTE,
    ),
)
NOTE = Shape(
    "a note",
    "Something for adults; children never see it.",
    (Key("note", _WORDS, "the note.", required=True), _WHEN),
)
END = Shape(
    "an ending",
    "The story ends.",
    (
        Key("end", SLUG, "the ending's name in records.", required=True),
        Key("title", _WORDS, "what happens next, in a few words.", required=True),
        Key("text", _WORDS, "what happens next.", required=True),
        Key("comfort", _WORDS, "words for a path that went wrong."),
        _FEEL,
        _WHEN,
        _NOTE,
    ),
)


def _one_of_say_and_do(fields: Fields, _: Reading) -> Found:
    if ("say" in fields.places) == ("do" in fields.places):
        yield (
            fields.place,
            "an option is something to say or something to do. Write `say` or `do`",
            "contradiction",
        )
    if "to" in fields.places and "say" not in fields.places:
        yield (
            fields.places["to"],
            "`to` is for words that are said. Remove it, or write `say`",
            "contradiction",
        )


def _telling_somebody(fields: Fields, _: Reading) -> Found:
    if "act" not in fields.values:
        return
    tells = "tell" in fields.values["act"]
    if tells and "whom" not in fields.places:
        yield (
            fields.places["act"],
            "whom does the lead tell? Add `whom`, for example `whom: family`",
            "contradiction",
        )
    for key in ("whom", "who", "heard"):
        if not tells and key in fields.places:
            yield (
                fields.places[key],
                f"`{key}` is for telling. Remove it, or write `act: tell`",
                "contradiction",
            )


OPTION = Shape(
    "an option",
    "One answer of a choice.",
    (
        Key("say", _WORDS, "what the lead would write."),
        Key("do", _WORDS, "what the lead would do."),
        Key(
            "act",
            Listed(OneOf(get_args(Act)), "acts", alone=True),
            "what kind of act it is: " + ", ".join(get_args(Act)) + ".",
            required=True,
        ),
        Key("whom", OneOf(get_args(Whom)), "what kind of person is told, with `act: tell`."),
        Key("who", NameOf("person or contact"), "who is told: a person of the cast or a contact."),
        Key("heard", YesNo(), "`no`, if whoever is told does not listen."),
        _TO,
        _SET,
        _GO,
        Key("when", When(), "a condition; without it the option is always on offer."),
        _FEEL,
        _NOTE,
    ),
    rules=(_one_of_say_and_do, _telling_somebody),
)


def _told_apart(options: tuple[Fields | None, ...], _: Place) -> Found:
    """Find options with the same words that can be on offer together."""
    alike: dict[str, list[Fields]] = defaultdict(list)
    for option in options:
        if option is not None:
            alike[option.values.get("say") or option.values.get("do", "")].append(option)
    for text, same in alike.items():
        if text and len(same) > 1 and any("when" not in option.places for option in same):
            yield (
                same[1].place,
                f"two options are both {quoted(text)}. Change one, or give each its `when`",
                "same-words",
            )


CHOOSE = Shape(
    "a choice",
    "The player chooses what the lead says or does.",
    (
        Key(
            "choose",
            Listed(OPTION, "options", most=9, rules=(_told_apart,)),
            "the options, each with `say` or `do`.",
            required=True,
        ),
        Key("question", _WORDS, "what is asked; without it the game's own question."),
        _WHEN,
        _NOTE,
    ),
)

_STEP = Steps(
    {
        "think": THINK,
        "narrate": NARRATE,
        "time": TIME,
        "ask": ASK,
        "choose": CHOOSE,
        "go": GO,
        "set": SET,
        "talk": TALK,
        "end": END,
    },
    message=MESSAGE,
    lead_line=LEAD_LINE,
    note=NOTE,
)
_STEP_KEYS = frozenset(
    key.name for shape in (*_STEP.kinds.values(), MESSAGE, LEAD_LINE, NOTE) for key in shape.keys
)
# The keys that only steps of transcripts have.
_TRANSCRIPT_KEYS = frozenset({"chosen", "judged", "as", "ending"})


def _leads_on(steps: tuple[Fields | None, ...], _: Place) -> Found:
    """Find a scene after whose last step nothing would follow."""
    last = steps[-1] if steps else None
    if last is None:
        return
    if last.shape not in (GO, END, CHOOSE):
        yield (
            last.place,
            "the scene stops after this step. Add `go`, `end`, or `choose`",
            "scene-stops",
        )
    elif "when" in last.places:
        yield (
            last.place,
            "the last step of a scene must always happen. Remove its `when`",
            "scene-stops",
        )
    elif last.shape is CHOOSE:
        options = [option for option in last.values.get("choose", ()) if option is not None]
        for option in options:
            if "go" not in option.places:
                yield (
                    option.place,
                    "the scene stops after this option. Add `go` to it",
                    "scene-stops",
                )
        if options and all("when" in option.places for option in options):
            yield (
                last.place,
                "perhaps no option is on offer. Leave one of them without `when`",
                "scene-stops",
            )


def _is_named(fields: Fields, reading: Reading) -> Found:
    if "name" not in fields.places and fields.own not in reading.names["person"]:
        yield fields.place, "the contact is not in cast.yaml. Give them a `name`", "missing-key"


CONTACT = Shape(
    "a contact",
    "Somebody in the lead's phone.",
    (
        Key("name", _WORDS, "what the phone calls them; the cast knows it for its people."),
        Key("relation", OneOf(get_args(Relation)), "how the lead knows them.", required=True),
        Key("known", _TEXTS, "what the lead knows about them."),
        Key("unknown", _TEXTS, "what nobody knows about them."),
        Key("picture", SLUG, "the drawing that stands for them."),
        Key("sex", _SEX, "as far as it is known, for translators."),
        Key("age", _WORDS, "as far as it is known, for translators."),
    ),
    rules=(_is_named,),
)


def _lead_is_no_contact(fields: Fields, _: Reading) -> Found:
    lead = fields.values.get("lead")
    if lead in fields.values.get("contacts", {}):
        place = fields.values["contacts"][lead].place
        yield place, "the lead does not write to themselves. Remove the contact", "contradiction"


def _each_member_once(fields: Fields, _: Reading) -> Found:
    members = fields.values.get("members", ())
    if len(set(members)) < len(members):
        yield (
            fields.places["members"],
            "the members name somebody twice. Name everybody once",
            "contradiction",
        )


GROUP = Shape(
    "a group",
    "A chat in which several contacts write with the lead.",
    (
        Key("name", _WORDS, "what the phone calls it.", required=True),
        Key(
            "members",
            Listed(NameOf("contact"), "members", most=9, alone=True),
            "the contacts who can write in it; the lead can, too.",
            required=True,
        ),
        Key("known", _TEXTS, "what the lead knows about it."),
        Key("unknown", _TEXTS, "what nobody knows about it."),
        Key("picture", SLUG, "the drawing that stands for it; there are some for groups."),
    ),
    rules=(_each_member_once,),
)


def _group_is_nobody(fields: Fields, reading: Reading) -> Found:
    for name, entry in fields.values.get("groups", {}).items():
        if name in reading.names["person or contact"]:
            yield (
                entry.place,
                f"{quoted(name)} is somebody's id. Give the group another one",
                "contradiction",
            )


def _writers_are_members(fields: Fields, _: Reading) -> Found:
    """Find messages in groups by contacts who are not in them."""
    groups = fields.values.get("groups", {})
    steps = (step for scene in fields.values.get("scenes", {}).values() for step in scene.value)
    for step in steps:
        group = groups.get(step.values.get("in")) if step is not None else None
        members = group.value.values.get("members") if group is not None else None
        if members is not None and step.own not in members:
            message = (
                f"{quoted(step.own)} is not in the group {quoted(step.values['in'])}. "
                "Add them to its `members`, or remove `in`"
            )
            yield step.places["in"], message, "not-a-member"


REVIEW = Shape(
    "a review",
    "What a child-protection practitioner should know before judging the story.",
    (
        Key("shown", _TEXTS, "what the story shows, in the author's words.", required=True),
        Key("implied", _TEXTS, "what it only hints at, and how.", required=True),
        Key("left_out", _TEXTS, "what it leaves out, and why.", required=True),
        Key("questions", _TEXTS, "what the author would like to be told.", required=True),
    ),
)

STORY = Shape(
    "a story",
    "A story that can be played.",
    (
        Key("title", _WORDS, "what the story is called.", required=True),
        Key("about", _WORDS, "one sentence for its card.", required=True),
        Key("lead", NameOf("person"), "the child the player looks after.", required=True),
        Key(
            "target",
            Listed(NameOf("person"), "people", alone=True),
            "who is meant by the tricks, if it is not the lead.",
        ),
        Key("ages", Ages(), "the youngest and the oldest players, like 8-14.", required=True),
        Key("minutes", Whole(1, 60), "how long it takes, in minutes.", required=True),
        Key("number", Whole(1, 999), "its place among the stories.", required=True),
        Key(
            "stage",
            Listed(OneOf(get_args(Stage)), "stages", alone=True),
            "what people who cause harm do in it, for practitioners.",
        ),
        Key("sources", _TEXTS, "where its facts come from, for adults."),
        Key("review", REVIEW, "what practitioners are told and asked on the review sheet."),
        Key(
            "contacts",
            TableOf(CONTACT, "contacts", taken=_STEP_KEYS | _TRANSCRIPT_KEYS),
            "who is in the lead's phone.",
            required=True,
        ),
        Key("groups", TableOf(GROUP, "groups"), "the group chats in the lead's phone."),
        Key(
            "variables",
            TableOf(Holding(), "variables", taken=RESERVED),
            "what the story remembers.",
        ),
        Key("start", _SCENE_NAME, "the scene it begins with.", required=True),
        Key(
            "scenes",
            TableOf(Listed(_STEP, "steps", rules=(_leads_on,)), "scenes"),
            "what happens, scene by scene.",
            required=True,
        ),
    ),
    rules=(_lead_is_no_contact, _group_is_nobody, _writers_are_members),
)

CAST = TableOf(
    Shape(
        "a person",
        "Somebody who appears in the stories.",
        (
            Key("name", _WORDS, "what they are called.", required=True),
            Key("sex", _SEX, "for drawings and for translators.", required=True),
            Key("age", _WORDS, "in years or words.", required=True),
            Key("home", _WORDS, "where they live."),
            Key("picture", SLUG, "the drawing that shows them; without it their own name."),
            Key("about", _WORDS, "one sentence about them.", required=True),
            Key("role", OneOf(get_args(Role)), "what they are to the lead."),
        ),
    ),
    "people",
)


def _other_tricks(fields: Fields, _: Reading) -> Found:
    also = fields.values.get("also", ())
    if fields.own in also or len(set(also)) < len(also):
        yield (
            fields.places["also"],
            "the look-alikes name a trick twice. Name other tricks, once",
            "contradiction",
        )


TRICKS = TableOf(
    Shape(
        "a trick",
        "A way of making a child do what somebody wants.",
        (
            Key("name", _WORDS, "what children call it.", required=True),
            Key("what", _WORDS, "what is done.", required=True),
            Key("how", _WORDS, "how it looks in a chat.", required=True),
            Key("why", _WORDS, "why somebody does it.", required=True),
            Key("you_can", _WORDS, "what the child can do.", required=True),
            Key(
                "also",
                Listed(NameOf("trick"), "tricks", least=3, most=5),
                "tricks that look alike, offered as other answers.",
                required=True,
            ),
            _NOTE,
            Key("sources", _TEXTS, "where its facts come from, for adults."),
        ),
        rules=(_other_tricks,),
    ),
    "tricks",
    names=TRICK_NAME,
)

_HELP_LINE = Shape(
    "a help line",
    "A place that helps children.",
    (
        Key("country", OneOf(get_args(Country)), "where it helps.", required=True),
        Key("channel", _WORDS, "the number or the address.", required=True),
        Key("name", _WORDS, "what it is called.", required=True),
        Key("note", _WORDS, "what to know about it, told to a child.", required=True),
        Key("hours", _WORDS, "when it answers."),
        Key("certainty", _WORDS, "for adults, how sure this is.", required=True),
        Key("checked", Day(), "when somebody last looked.", required=True),
    ),
)
HELP = Shape(
    "the help file",
    "What the help page says.",
    (
        Key("checked", Day(), "when somebody last looked at all of it.", required=True),
        Key("lines", Listed(_HELP_LINE, "help lines"), "the help lines.", required=True),
        Key("words", _TEXTS, "sentences with which a child can begin to tell.", required=True),
        Key("people", _TEXTS, "people one can tell.", required=True),
    ),
)

AVOIDED_WORDS = TableOf(
    Listed(
        Shape(
            "words to avoid",
            "Words that no text uses, for one reason.",
            (
                Key("words", _TEXTS, "the words.", required=True),
                Key("reason", _WORDS, "why not, in one sentence.", required=True),
                Key("instead", _WORDS, "what to say instead, in one sentence.", required=True),
                Key("for", OneOf(("children", "all")), "whose texts; without it all texts."),
            ),
        ),
        "entries",
    ),
    "languages",
)

KINDS_OF_TEXT = ("screens", "stories", "chats", "adults")
PARTS_OF_SPEECH = ("noun", "name", "verb", "adjective", "phrase")
GLOSSARY = TableOf(
    Shape(
        "a term",
        "A word that has one translation wherever it stands.",
        (
            Key("term", _WORDS, "the word, as English texts have it.", required=True),
            Key("forms", _TEXTS, "its other forms, for example the plural."),
            Key("part", OneOf(PARTS_OF_SPEECH), "its part of speech.", required=True),
            Key("meaning", _WORDS, "what it means, in one sentence.", required=True),
            Key("usage", _WORDS, "how to use it, and what not to say instead."),
            Key(
                "used",
                Listed(OneOf(KINDS_OF_TEXT), "kinds of texts", alone=True),
                "where its translation is looked for: " + ", ".join(KINDS_OF_TEXT) + ".",
                required=True,
            ),
            Key("translated", OneOf(("freely",)), "`freely`, if texts may say it in other words."),
        ),
    ),
    "terms",
)


def _trick_or_safe(fields: Fields, reading: Reading) -> Found:
    yield from _either_trick_or_safe(fields, reading)
    if not fields.places.keys() & {"trick", "looks_like"}:
        yield (
            fields.place,
            "an item is a trick, or it is safe and looks like one. Add `trick` or `looks_like`",
            "contradiction",
        )


def _each_item_once(fields: Fields, _: Reading) -> Found:
    """Find names and messages that stand in two forms; records would mix them up."""
    entries = [item for form in fields.values.values() for item in form.items()]
    names = [(name, entry.place) for name, entry in entries]
    for name, place, line in _again(names):
        message = f"{quoted(name)} stands twice; the first is in line {line}. Rename one of them"
        yield place, message, "stands-twice"
    items = [entry.value for _, entry in entries]
    messages = [(i.values["message"], i.places["message"]) for i in items if "message" in i.values]
    for text, place, line in _again(messages):
        message = f"{quoted(text)} stands in line {line} already. Write another message"
        yield place, message, "same-words"


def _again(texts: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, Place, int]]:
    """Find texts that stood before, each with its place and the line of the first."""
    lines: dict[str, int] = {}
    for text, place in texts:
        if text in lines:
            yield text, place, lines[text]
        lines.setdefault(text, place.line)


_QUICK_FORM = TableOf(
    Shape(
        "an item",
        "A single message to judge.",
        (
            Key("from", _WORDS, "who writes, as a child sees it.", required=True),
            Key(
                "relation",
                OneOf(get_args(Relation)),
                "how a child knows the writer.",
                required=True,
            ),
            Key("sex", _SEX, "of the writer, for translators; without it unknown."),
            Key("message", _WORDS, "what they write.", required=True),
            Key("trick", _TRICKS, "the trick or tricks that the message is."),
            Key("looks_like", _TRICKS, "the trick that this safe message looks like."),
            Key("twin", NameOf("item"), "the item of the other kind like it.", required=True),
            Key(
                "because",
                _WORDS,
                "why it is a trick, or why it is safe; shown after a judgement.",
                required=True,
            ),
            _NOTE,
        ),
        rules=(_trick_or_safe,),
    ),
    "items",
)
QUICK_FORMS = ("a", "b", "c")
QUICK_EYES = Shape(
    "the file of Quick Eyes",
    "Single messages to sort, before and after the stories.",
    tuple(
        Key(form, _QUICK_FORM, f"the items of form {form.upper()}, in their order.", required=True)
        for form in QUICK_FORMS
    ),
    rules=(_each_item_once,),
)

_SAID = Shape(
    "what a contact writes",
    "A contact writes this, perhaps after other things.",
    (Key("in", _GROUP_NAME, "the group chat it stands in; without it any chat."),),
    speaker=Key("contact", _WORDS, "the message.", required=True),
)
_SAID_BY_LEAD = Shape(
    "what the lead writes",
    "The lead writes this, perhaps after other things.",
    (),
    speaker=Key("lead", _WORDS, "the message.", required=True),
)
_CHOSEN = Shape(
    "a choice that was made",
    "The player chooses this at the next choice.",
    (Key("chosen", _WORDS, "the words of the option.", required=True),),
)
_JUDGED = Shape(
    "a judgement",
    "The player judges a message that was shown.",
    (
        Key("judged", _WORDS, "the message.", required=True),
        Key("as", NameOf("answer"), "okay, wait, or the trick it is.", required=True),
    ),
)
_ENDING = Shape(
    "the ending of a transcript",
    "The story ends so.",
    (Key("ending", NameOf("ending"), "the ending's name.", required=True),),
)
TRANSCRIPTS = TableOf(
    Listed(
        Steps(
            {
                "think": Shape("a thought", "The lead thinks this.", THINK.keys[:1]),
                "narrate": Shape("a narration", "This is told.", NARRATE.keys[:1]),
                "time": Shape("a time mark", "This is shown.", TIME.keys[:1]),
                "chosen": _CHOSEN,
                "judged": _JUDGED,
                "ending": _ENDING,
            },
            message=_SAID,
            lead_line=_SAID_BY_LEAD,
            note=NOTE,
        ),
        "steps",
    ),
    "transcripts",
)
