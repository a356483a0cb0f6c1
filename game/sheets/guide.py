"""The guide of an episode for whoever leads a session: one HTML page that needs nothing else.

What it says of the episode comes from the story, so that it never differs from what children see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from game.language.catalogs import Words
from game.language.locales import Locale, font_url
from game.language.names import contact_name, trick_name
from game.language.numbers import date, number
from game.maps.sheet import sheet
from game.maps.svg import fonts, svg
from game.pages import templates
from game.sheets.map_pages import MapPages, Written, map_pages, texts_apart
from game.story.chart import branches, chart
from game.story.explore import TooManyStatesError, walk
from game.story.load import Common
from game.story.model import Choose, HelpLine, Line, Note, Step, Story, Talk, Trick

_FIRST_COUNTRY = {"th": ("TH", "KH"), "km": ("KH", "TH")}
# A landscape page of A4 without its margins and the heading above the map: height by width.
_MAP_SHAPE = 0.6
_MAP_WIDTH = 277.0  # of such a page, in millimetres
# More would hide the others; all of them stand on the review sheet.
_MOST_MESSAGES = 4


@dataclass(frozen=True, slots=True)
class Part:
    """Be a chapter of plain points.

    Args:
        id: its name on the page.
        title: its heading.
        points: what it says.
        ticked: whether each is something to do, with a box to tick.
        lead: a sentence before them.
    """

    id: str
    title: str
    points: Sequence[str]
    ticked: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Be a message with the story's own explanation."""

    who: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class TrickShown:
    """Be a trick, with what of it is in the episode.

    Args:
        name: what children call it.
        parts: heading and text: what, how, why, what one can do.
        messages: those that try it.
        alike: safe ones that look like it.
        note: for adults.
        sources: of the note.
    """

    name: str
    parts: Sequence[tuple[str, str]]
    messages: Sequence[Said]
    alike: Sequence[Said]
    note: str
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Moment:
    """Be a question for the room or a note for adults, at its place.

    Args:
        scene: what its author calls the scene, as on the map.
        after: the message before it, with who writes; empty at the beginning of a scene.
        question: for the room; empty for a note.
        note: for adults; empty for a question.
        answers: what a group may say to the question.
        helps: explained messages that answer it as well.
    """

    scene: str
    after: str
    question: str
    note: str
    answers: Sequence[str] = ()
    helps: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class MapPart:
    """Be what of the map stands on one page.

    Args:
        name: which part it is.
        top: where it begins on the map, in units of the map.
        height: in units of the map.
        drawing: as SVG.
        texts: what is written on it, where that does not stand in the drawing.
    """

    name: str
    top: float
    height: float
    drawing: Markup
    texts: Sequence[Written]


@dataclass(frozen=True, slots=True)
class Number:
    """Be a help line in the language of the page."""

    channel: str
    name: str
    note: str
    hours: str
    certainty: str
    checked: str


def guide(
    story: Story, common: Common, words: Words, locale: Locale, *, for_pdf: bool = False
) -> str:
    """Write the guide of an episode.

    Args:
        story: the episode.
        common: what all stories share.
        words: the texts of the language.
        locale: the language.
        for_pdf: whether `game.sheets.pdf` prints it, which shapes no Khmer inside of drawings;
            then the texts of the map lie above its lines.

    Returns:
        The HTML; it loads nothing and runs nothing.
    """
    writer = _Writer(story, common, words, locale, for_pdf=for_pdf)
    return (
        templates("game.sheets")
        .get_template("guide.html")
        .render(
            locale=locale,
            fonts=Markup(f"words, {fonts(locale)}"),  # noqa: S704 - a list in game.maps
            font=font_url(locale),
            bold_font=font_url(locale, "bold"),
            for_pdf=for_pdf,
            **writer.content(),
        )
    )


class _Writer:
    """Gather what stands in one guide."""

    def __init__(
        self, story: Story, common: Common, words: Words, locale: Locale, *, for_pdf: bool
    ) -> None:
        self._for_pdf = for_pdf
        self._story = story
        self._common = common
        self._words = words
        self._locale = locale

    def content(self) -> dict[str, object]:
        """Give everything that the page shows, by the names that its template has for it."""
        story = self._story
        drawn = self._map()
        return {
            "title": self._said("story", story.title),
            "about": self._said("story", story.about),
            "aims": self._aims(),
            "facts": self._facts(),
            "before": [self._preparation(), self._rules(), self._safe_space(), self._playing()],
            "map_width": drawn.width,
            "map_scale": _MAP_WIDTH / drawn.width,
            "map_parts": list(self._map_parts(drawn)),
            "tricks": [self._trick(trick) for trick in self._shown()],
            "moments": list(self._moments()),
            "endings": list(self._endings()),
            "disclosure": self._disclosure(),
            "after": self._after(),
            "numbers": list(self._numbers()),
            "sources": [self._said("story", source) for source in story.sources],
            "home": self._at_home(),
            "tell": [self._words.text("common", "help", who) for who in self._common.help.people],
            "labels": self._labels(),
        }

    def _labels(self) -> dict[str, str]:
        t, story = self._words.t, self._story
        title = self._said("story", story.title)
        return {
            "game": t("guide", "Sarika: guide for whoever leads a session"),
            "heading": t(
                "guide",
                "Episode {number}: {title}",
                number=number(story.number, self._locale.code),
                title=title,
            ),
            "contents": t("guide", "What is in this guide"),
            "aims": t("guide", "Aims"),
            "map": t("guide", "Map of the branches"),
            "map_hint": t(
                "guide",
                "Every way through the episode. Names of scenes stand at the questions below, too.",
            ),
            "tricks": t("guide", "Tricks, and messages that only look like them"),
            "messages": t("guide", "In this episode"),
            "alike": t("guide", "Okay here, but looks like it"),
            "none_tried": t("guide", "Nobody tries this trick here."),
            "no_tricks": t("guide", "This episode shows no tricks."),
            "for_adults": t("guide", "For adults"),
            "moments": t("guide", "Questions for the room, and notes for you, at their place"),
            "no_moments": t("guide", "This episode has no questions or notes."),
            "scene": t("guide", "Scene"),
            "after_message": t("guide", "After:"),
            "question": t("guide", "Question for the room"),
            "note": t("guide", "Note for you"),
            "possible": t("guide", "Possible answers"),
            "helps": t("guide", "What the story itself explains"),
            "answers": t("guide", "Answers from the group"),
            "endings": t("guide", "How it can end"),
            "call": t("guide", "Whom to call"),
            "call_more": t("guide", "Help lines: what each is for, and how sure we are"),
            "call_hint": t(
                "guide",
                "From public sources, not call-tested for this version. Call or open each one "
                "before you show it.",
            ),
            "sure": t("guide", "How sure:"),
            "checked": t("guide", "Last looked up:"),
            "no_numbers": t("guide", "No help lines are known. Write yours here."),
            "yours": t("guide", "The person to call in your school or organisation"),
            "sources": t("guide", "Sources"),
            "home": t("guide", "For parents: a page to take home"),
            "home_tell": t("guide", "Whom children can tell"),
        }

    def _facts(self) -> list[tuple[str, str]]:
        t, story = self._words.t, self._story
        lead = self._words.text("common", f"cast/{story.lead.id}", story.lead.name)
        youngest, oldest = (number(age, self._locale.code) for age in story.ages)
        return [
            (t("review", "Who the player looks after"), lead),
            (
                t("guide", "Ages"),
                t("guide", "{youngest} to {oldest} years", youngest=youngest, oldest=oldest),
            ),
            (
                t("guide", "Time"),
                t(
                    "guide",
                    "About {minutes} minutes to play. With questions and talking, plan just under "
                    "an hour, and time afterwards for whoever wants to talk.",
                    minutes=number(story.minutes, self._locale.code),
                ),
            ),
        ]

    def _aims(self) -> str:
        """Give the first note, with which authors begin; nothing if there is none."""
        notes = (
            self._said(scene, step.note)
            for scene, step in self._steps()
            if isinstance(step, Note) and step.note
        )
        return next(notes, "")

    # What holds for every session

    def _preparation(self) -> Part:
        t = self._words.t
        return Part(
            "preparation",
            t("guide", "Preparation"),
            (
                t("guide", "Play the episode yourself, to two different endings."),
                t("guide", "Call or open every number and address that you will show."),
                t(
                    "guide",
                    "Agree with your school or organisation what happens if a child tells you "
                    "something, and who may be told. Know the person to call.",
                ),
                t(
                    "guide",
                    "Open “For adults” in the game and set the PIN before the children come.",
                ),
                t("guide", "Print this guide, and the last page for each family."),
                t("guide", "Choose the safe space, and ask a second adult to be there if you can."),
                t(
                    "guide",
                    "Have ready: a computer with the game, for many children a projector, paper "
                    "and pencils. Everybody should be able to read the screen.",
                ),
            ),
            ticked=True,
        )

    def _rules(self) -> Part:
        t = self._words.t
        return Part(
            "rules",
            t("guide", "Ground rules"),
            (
                t("guide", "Nobody has to tell anything about themselves."),
                t("guide", "Everybody may stop or leave at any time, without saying why."),
                t("guide", "In the game nobody can lose. There are no silly answers."),
                t("guide", "We listen to each other and laugh at nobody."),
                t(
                    "guide",
                    "We talk about the people in the story, not about people we know. Whoever "
                    "wants to tell something of their own can come to me afterwards.",
                ),
                t(
                    "guide",
                    "We do not pass on what others say here. But if I hear that a child needs "
                    "help, I look for help.",
                ),
            ),
            lead=t("guide", "Say this to the children at the beginning:"),
        )

    def _safe_space(self) -> Part:
        t = self._words.t
        return Part(
            "space",
            t("guide", "The safe space, and the right to leave"),
            (
                t(
                    "guide",
                    "Prepare a quiet place nearby where a child can sit and draw, with an adult "
                    "in sight. Show it to everybody before you begin.",
                ),
                t(
                    "guide",
                    "Agree on a sign with which a child can leave without speaking, for example a "
                    "raised hand. Nobody asks why, neither then nor later.",
                ),
                t("guide", "Whoever left may come back at any time."),
                t(
                    "guide",
                    "“Get help” (F1) is on every screen of the game. That it was opened is not "
                    "recorded.",
                ),
                t("guide", "Look at the quiet ones, too. You can pause whenever you want."),
            ),
        )

    def _playing(self) -> Part:
        t = self._words.t
        return Part(
            "playing",
            t("guide", "While they play"),
            (
                t(
                    "guide",
                    "Let the children say aloud what {name} should do.",
                    name=self._words.text(
                        "common", f"cast/{self._story.lead.id}", self._story.lead.name
                    ),
                ),
                t(
                    "guide",
                    "Encourage them to look closer at friendly messages as well (S, or a tap).",
                ),
                t(
                    "guide",
                    "Ask what a message wants, not what kind of person writes it. Most people who "
                    "cause harm are not strangers.",
                ),
                t(
                    "guide",
                    "The fault is always with the person who tries the trick, never with the "
                    "child, whatever was chosen.",
                ),
            ),
        )

    def _disclosure(self) -> Part:
        t = self._words.t
        return Part(
            "disclosure",
            t("guide", "If a child begins to tell something"),
            (
                t(
                    "guide",
                    "Thank the child, and stop gently if others are listening: “Thank you. This "
                    "is important. Let us talk in a moment, just we two.”",
                ),
                t(
                    "guide",
                    "Talk soon, on the same day, in a place where others can see you but not hear "
                    "you.",
                ),
                t("guide", "Listen. Do not ask for details, and do not blame."),
                t(
                    "guide",
                    "Do not promise to keep it secret: “I will tell only those who can help, and "
                    "I will tell you who they are.”",
                ),
                t(
                    "guide",
                    "Say: “You were right to tell me. It is not your fault. I will not leave you "
                    "alone with this.”",
                ),
                t(
                    "guide",
                    "Say what happens next, and do it the same day, as the rules of your school "
                    "or organisation say.",
                ),
                t(
                    "guide",
                    "Write down the child's own words afterwards. Do not question, search the "
                    "phone, or speak to the person who is named.",
                ),
                t("guide", "If a child is in danger right now, call the police at once."),
            ),
            lead=t(
                "guide",
                "This is called protective interrupting: the child is protected from "
                "saying more before the group than they would like.",
            ),
        )

    def _after(self) -> Part:
        t = self._words.t
        return Part(
            "after",
            t("guide", "After the session"),
            (
                t(
                    "guide",
                    "Three faces ask how each child feels. Whoever chooses “worried” is shown a "
                    "calm minute and the way to help; be near.",
                ),
                t("guide", "End with something light, and say again whom one can tell."),
                t("guide", "Stay in the room for a while, for whoever wants to talk."),
                t("guide", "Give out the page for parents."),
                t(
                    "guide",
                    "Do what you promised, today. Talk with a colleague if something weighs on "
                    "you.",
                ),
                t("guide", "Play Quick Eyes again after a week or more."),
            ),
            ticked=True,
        )

    def _at_home(self) -> dict[str, object]:
        t = self._words.t
        tricks = (self._common.tricks[trick] for trick in self._tried())
        return {
            "what": t(
                "guide",
                "Today your child played an episode of Sarika, a game for children of 8 to 14. "
                "They look after a child of their age in a made-up phone chat, notice what "
                "messages are trying to do, and find out whom to tell.",
            ),
            "about": t("guide", "The episode:"),
            "learned": t("guide", "What the children learned"),
            "tricks": [(self._trick_name(it.id), self._of(it, it.you_can)) for it in tricks],
            "nothing": t(
                "guide",
                "Most messages are friendly. When one feels strange, show it to someone.",
            ),
            "do": Part(
                "home-do",
                t("guide", "What you can do at home"),
                (
                    t(
                        "guide",
                        "Ask what your child liked in the game, and play it together if you can.",
                    ),
                    t(
                        "guide",
                        "Say it before anything happens: “You can show me any message. I will not "
                        "be angry with you.”",
                    ),
                    t(
                        "guide",
                        "If your child tells you something: listen, say thank you, do not scold, "
                        "and do not take the phone away as a punishment.",
                    ),
                    t("guide", "Say: “It is not your fault.” It is never too late to tell."),
                    t(
                        "guide",
                        "Keep the messages, pay nothing and send nothing. Do not write to the "
                        "person yourself; ask for help.",
                    ),
                ),
            ),
        }

    # What comes from the story

    def _map(self) -> MapPages:
        try:
            walked = walk(self._story)
        except TooManyStatesError:
            walked = None  # the map then marks only what no way leads to
        drawn = branches(chart(self._story, walked))
        picture = svg(sheet(drawn, self._common, self._words), self._locale)
        return map_pages(picture, _MAP_SHAPE)

    def _map_parts(self, drawn: MapPages) -> Iterator[MapPart]:
        parts = number(len(drawn.pages), self._locale.code)
        for at, page in enumerate(drawn.pages, 1):
            part = number(at, self._locale.code)
            named = self._words.t("guide", "Map, part {part} of {parts}", part=part, parts=parts)
            lines, texts = texts_apart(page.drawing) if self._for_pdf else (page.drawing, ())
            drawing = Markup(lines)  # noqa: S704 - drawn by game.maps, which escapes
            yield MapPart(named, page.top, page.height, drawing, texts)

    def _shown(self) -> list[str]:
        """Name the tricks of the episode: those that are tried, then those only looked like."""
        alike = [trick for line in self._lines() for trick in line.looks_like]
        return list(dict.fromkeys([*self._tried(), *alike]))

    def _tried(self) -> list[str]:
        """Name the tricks that somebody tries."""
        return list(dict.fromkeys(trick for line in self._lines() for trick in line.tricks))

    def _trick(self, name: str) -> TrickShown:
        t, trick = self._words.t, self._common.tricks[name]
        explained = list(self._explained())
        return TrickShown(
            name=self._trick_name(name),
            parts=(
                (t("what happened", "What they did"), self._of(trick, trick.what)),
                (t("what happened", "How"), self._of(trick, trick.how)),
                (t("what happened", "Why"), self._of(trick, trick.why)),
                (t("what happened", "What you can do"), self._of(trick, trick.you_can)),
            ),
            messages=self._some(it for it in explained if name in it[1].tricks),
            alike=self._some(it for it in explained if name in it[1].looks_like),
            note=self._of(trick, trick.note) if trick.note else "",
            sources=[self._of(trick, source) for source in trick.sources],
        )

    def _moments(self) -> Iterator[Moment]:
        """List questions and notes in the order of the story, without its aims."""
        aims = self._aims()
        seen: list[tuple[str, Line]] = []
        here, after = "", ""
        for scene, step in self._steps():
            if scene != here:
                here, after = scene, ""
            name = scene.removeprefix("scene/")
            for note in self._notes_of(step):
                said = self._said(scene, note)
                if said != aims:
                    yield Moment(name, after, "", said)
            match step:
                case Talk(text=text):
                    answers = [self._said(scene, answer) for answer in step.answers]
                    helps = [self._message(*it) for it in _helping(text, scene, seen, self._story)]
                    yield Moment(name, after, self._said(scene, text), "", answers, helps)
                case Line():
                    text = self._words.t("map", "“{words}”", words=self._said(scene, step.text))
                    after = f"{self._writer(step)}: {text}"
                    seen.append((scene, step))
                case _:
                    pass

    def _notes_of(self, step: Step) -> Iterator[str]:
        if step.note:
            yield step.note
        if isinstance(step, Choose):
            yield from (option.note for option in step.options if option.note)

    def _endings(self) -> Iterator[tuple[str, str, str]]:
        for end in self._story.endings:
            scene = next(scene for scene, step in self._steps() if step is end)
            comfort = self._said(scene, end.comfort) if end.comfort else ""
            yield self._said(scene, end.title), self._said(scene, end.text), comfort

    def _numbers(self) -> Iterator[tuple[str, list[Number]]]:
        """List help lines by country, the one where the language is spoken first."""
        t = self._words.t
        names = {"TH": t("help", "Thailand"), "KH": t("help", "Cambodia")}
        for country in (*_FIRST_COUNTRY.get(self._locale.code, ("TH", "KH")), "all"):
            there = [it for it in self._common.help.lines if it.country == country]
            if there:
                name = names.get(country) or t("guide", "Everywhere")
                yield name, [self._number(line) for line in there]

    def _number(self, line: HelpLine) -> Number:
        say = self._words.text
        return Number(
            channel=line.channel,
            name=say("common", "help", line.name),
            note=say("common", "help", line.note),
            hours=say("common", "help", line.hours) if line.hours else "",
            certainty=say("common", "help", line.certainty),
            checked=date(line.checked, self._locale.code),
        )

    # Texts

    def _message(self, scene: str, line: Line) -> Said:
        return Said(
            self._writer(line), self._said(scene, line.text), self._said(scene, line.because or "")
        )

    def _some(self, lines: Iterable[tuple[str, Line]]) -> list[Said]:
        """Show the first messages of several, one for each explanation."""
        told = {line.because: (scene, line) for scene, line in reversed(list(lines))}
        return [self._message(*it) for it in [*reversed(told.values())][:_MOST_MESSAGES]]

    def _writer(self, line: Line) -> str:
        contact = self._story.contacts[line.contact]
        return contact_name(self._words, self._common, self._story, contact)

    def _said(self, context: str, text: str) -> str:
        return " ".join(self._words.text(self._story.id, context, text).split())

    def _trick_name(self, trick: str) -> str:
        return trick_name(self._words, self._common, trick)

    def _of(self, trick: Trick, text: str) -> str:
        return " ".join(self._words.text("common", f"trick/{trick.id}", text).split())

    def _steps(self) -> Iterator[tuple[str, Step]]:
        for scene in self._story.scenes.values():
            for step in scene.steps:
                yield f"scene/{scene.id}", step

    def _lines(self) -> Iterator[Line]:
        return (step for _, step in self._steps() if isinstance(step, Line))

    def _explained(self) -> Iterator[tuple[str, Line]]:
        for scene, step in self._steps():
            if isinstance(step, Line) and step.because:
                yield scene, step


def _helping(
    question: str, scene: str, seen: Iterable[tuple[str, Line]], story: Story
) -> list[tuple[str, Line]]:
    """Choose explained messages that help to answer a question.

    They are the newest trick or look-alike of everybody who is named in it, and the newest of its
    scene.

    Args:
        question: in English.
        scene: where it is asked.
        seen: the messages before it, in the order of the file.
        story: the story.
    """
    explained = [(where, line) for where, line in seen if line.because]
    named = {
        line.contact: line
        for _, line in explained
        if (line.tricks or line.looks_like) and story.contacts[line.contact].name in question
    }
    here = [line for where, line in explained if where == scene]
    chosen = [*named.values(), *reversed(here)][:_MOST_MESSAGES]
    return [it for it in explained if any(it[1] is line for line in chosen)]
