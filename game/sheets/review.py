"""The review sheet of a story: what a practitioner judges before children play it.

Everything on it comes from the story, so that it never differs from what children see.
"""

from collections.abc import Iterable, Iterator

from game.language.catalogs import Words
from game.language.names import contact_name, trick_name
from game.story.load import Common
from game.story.model import Choose, Line, Note, Option, Step, Story, Talk, Told

_FITS = "☐"
_LINE = "____________________________________________"


def review_sheet(story: Story, common: Common, words: Words) -> str:
    """Write the review sheet of a story.

    Args:
        story: the story.
        common: what all stories share.
        words: the texts of the language.

    Returns:
        Markdown; tables as GitHub has them.
    """
    return "\n".join(_Writer(story, common, words).lines()).rstrip() + "\n"


class _Writer:
    """Write one sheet."""

    def __init__(self, story: Story, common: Common, words: Words) -> None:
        self._story = story
        self._common = common
        self._words = words

    def lines(self) -> Iterator[str]:
        t, story = self._words.t, self._story
        title = t(
            "review",
            "Review of episode {number}: {title}",
            number=story.number,
            title=self._said("story", story.title),
        )
        yield f"# {title}"
        yield ""
        yield t(
            "review",
            "For a child-protection practitioner. Please play the episode, read this sheet, tick a "
            "box at each line and write what should change. Do not write about real children.",
        )
        yield ""
        yield from self._about()
        yield from self._part(t("review", "What is shown"), self._reviewed("shown"))
        yield from self._part(t("review", "What is only implied"), self._reviewed("implied"))
        yield from self._part(t("review", "What is left out, and why"), self._reviewed("left_out"))
        yield from self._tricks()
        yield from self._safe()
        yield from self._telling()
        yield from self._risks()
        yield from self._endings()
        yield from self._for_adults()
        yield from self._questions()
        yield from self._signature()

    # Parts

    def _about(self) -> Iterator[str]:
        t, story = self._words.t, self._story
        facts = {
            t("review", "What it is about"): self._said("story", story.about),
            t("review", "Who the player looks after"): self._person(story.lead.id),
            **self._meant(story.targets),
            t("review", "Ages"): f"{story.ages[0]}-{story.ages[1]}",
            t("review", "Minutes"): str(story.minutes),
        }
        for what, fact in facts.items():
            yield f"- **{what}:** {fact}"
        yield ""

    def _meant(self, targets: Iterable[str]) -> dict[str, str]:
        """Say whom the tricks are meant for, if there are any."""
        if all(line.safe for _, line in self._items()):
            return {}
        said = self._words.t("review", "Whom the tricks are meant for")
        return {said: ", ".join(map(self._person, targets))}

    def _part(self, heading: str, points: Iterable[str]) -> Iterator[str]:
        yield f"## {heading}"
        yield ""
        for point in points:
            yield f"- {_FITS} {point}"
        yield ""

    def _tricks(self) -> Iterator[str]:
        t = self._words.t
        unsafe = [item for item in self._items() if not item[1].safe]
        if not unsafe:
            return
        yield f"## {t('review', 'Messages that try a trick')}"
        yield ""
        yield from self._messages(t("review", "Trick"), unsafe)

    def _safe(self) -> Iterator[str]:
        t = self._words.t
        yield f"## {t('review', 'Safe messages, and what they look like')}"
        yield ""
        safe = (item for item in self._items() if item[1].safe)
        yield from self._messages(t("review", "Looks like"), safe)

    def _messages(self, tricks_are: str, items: Iterable[tuple[str, Line]]) -> Iterator[str]:
        t = self._words.t
        heads = (
            t("review", "Fits"),
            t("review", "Who writes"),
            t("review", "Message"),
            tricks_are,
            t("review", "Explanation after a judgement"),
        )
        yield f"| {' | '.join(heads)} |"
        yield "|---" * len(heads) + "|"
        for scene, line in items:
            tricks = ", ".join(
                trick_name(self._words, self._common, trick)
                for trick in line.tricks or line.looks_like
            )
            contact = self._story.contacts[line.contact]
            cells = (
                _FITS,
                contact_name(self._words, self._common, self._story, contact),
                self._said(scene, line.text),
                tricks or "-",
                self._said(scene, line.because or ""),
            )
            yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
        yield ""

    def _telling(self) -> Iterator[str]:
        t = self._words.t
        yield f"## {t('review', 'Whom one can tell')}"
        yield ""
        for scene, option in self._options():
            if "tell" in option.acts:
                heard = t("review", "listens") if option.heard else t("review", "does not listen")
                yield f"- {_FITS} {self._said(scene, option.text)} ({heard})"
        yield ""

    def _risks(self) -> Iterator[str]:
        t = self._words.t
        risky = [it for it in self._options() if "risky" in it[1].acts]
        if not risky:
            return
        yield f"## {t('review', 'What one can do that is risky, and what follows')}"
        yield ""
        for scene, option in risky:
            yield f"- {_FITS} {self._said(scene, option.text)}"
            yield from (f"  - {said}" for said in self._after(option))
        yield ""

    def _endings(self) -> Iterator[str]:
        t = self._words.t
        yield f"## {t('review', 'How it ends')}"
        yield ""
        for end in self._story.endings:
            scene = self._scene_of(end)
            yield f"- {_FITS} **{self._said(scene, end.title)}.** {self._said(scene, end.text)}"
            if end.comfort:
                yield f"  - {self._said(scene, end.comfort)}"
        yield ""

    def _for_adults(self) -> Iterator[str]:
        t = self._words.t
        notes = [
            self._said(scene, step.note)
            for scene, step in self._steps()
            if isinstance(step, Note) and step.note
        ]
        yield f"## {t('review', 'Questions for the room')}"
        yield ""
        for scene, step in self._steps():
            if isinstance(step, Talk):
                yield f"- {_FITS} {self._said(scene, step.text)}"
                yield from (f"  - {self._said(scene, answer)}" for answer in step.answers)
        yield ""
        yield from self._part(t("review", "Notes for those who lead a session"), notes)
        yield from self._part(
            t("review", "Sources"), (self._said("story", it) for it in self._story.sources)
        )

    def _questions(self) -> Iterator[str]:
        t = self._words.t
        asked = [
            t(
                "review",
                "Is there a line that you would not read aloud to a class of eight-year-olds?",
            ),
            t("review", "Is there a line that a child could take for blame?"),
            t("review", "Could somebody learn from it how to cause harm? From which line?"),
            t("review", "Would a family here speak, ask and act like this?"),
            t("review", "Are the people one can tell those whom a child here can really reach?"),
            t("review", "What would a child who has lived through this need, before and after?"),
            *self._reviewed("questions"),
        ]
        yield f"## {t('review', 'Questions to you')}"
        yield ""
        for number, question in enumerate(asked, 1):
            yield f"{number}. {question}"
            yield ""
            yield f"   {_LINE}"
            yield ""

    def _signature(self) -> Iterator[str]:
        t = self._words.t
        yield f"## {t('review', 'Your answer')}"
        yield ""
        for answer in (
            t("review", "Children may play it as it is"),
            t("review", "Children may play it after the changes above"),
            t("review", "Children should not play it"),
        ):
            yield f"- {_FITS} {answer}"
        yield ""
        for field in (
            t("review", "Your work, and with which ages"),
            t("review", "Languages you read it in"),
            t("review", "Date"),
            t("review", "May the game name you as its reviewer, and how?"),
        ):
            yield f"{field}: {_LINE}"
            yield ""

    # Texts

    def _said(self, context: str, text: str) -> str:
        return " ".join(self._words.text(self._story.id, context, text).split())

    def _person(self, person: str) -> str:
        return self._words.text("common", f"cast/{person}", self._common.cast[person].name)

    def _reviewed(self, part: str) -> list[str]:
        review = self._story.review
        return [self._said("story", text) for text in getattr(review, part)] if review else []

    # Steps, each with the context of its texts

    def _steps(self) -> Iterator[tuple[str, Step]]:
        for scene in self._story.scenes.values():
            for step in scene.steps:
                yield f"scene/{scene.id}", step

    def _items(self) -> Iterator[tuple[str, Line]]:
        for scene, step in self._steps():
            if isinstance(step, Line) and step.because:
                yield scene, step

    def _options(self) -> Iterator[tuple[str, Option]]:
        for scene, step in self._steps():
            if isinstance(step, Choose):
                yield from ((scene, option) for option in step.options)

    def _after(self, option: Option) -> list[str]:
        """Give the first texts that follow an option which leads to a scene of its own."""
        if option.go is None:
            return []
        steps = self._story.scenes[option.go].steps
        told = [step for step in steps if isinstance(step, Told)]
        return [self._said(f"scene/{option.go}", step.text) for step in told[:2]]

    def _scene_of(self, wanted: Step) -> str:
        return next(scene for scene, step in self._steps() if step is wanted)
