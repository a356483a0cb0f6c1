"""Transcripts: a play written down by hand or by the game, and played again to see that it holds.

A transcript lists what somebody cares about, in order: what is said, chosen and judged, and the
ending. What stands between may be left out, except choices. Questions of Sarika's that are left
out are answered rightly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.story.findings import Finding, Findings
from game.story.formats import TRANSCRIPTS
from game.story.load import Common
from game.story.model import LeadLine, Line, Narrate, Place, Story, Think, TimeMark, Told
from game.story.playthrough import (
    Asking,
    Choosing,
    Chosen,
    Ended,
    Judged,
    Over,
    Playthrough,
    Shown,
    Verdict,
)
from game.story.shapes import Fields
from game.story.shapes import Reading as ReadingFile
from game.story.wording import advice, quoted
from game.story.yaml_source import parse, read_bytes

_HEADER = """\
# yaml-language-server: $schema=../transcripts.schema.json
# Plays of “{title}”, each with its name. `sarika check` plays them again and tells
# what differs. What is said may be left out; what is chosen may not. `judged` says how a message is
# judged: as okay, wait, or the trick it is.
"""
# Keys that say more about a step; its text stands under another one.
_MORE = frozenset({"as", "in"})
_TOLD: dict[type[Told], str] = {Think: "think", Narrate: "narrate", TimeMark: "time"}


@dataclass(frozen=True, slots=True)
class Written:
    """Be one step of a transcript.

    Args:
        kind: who writes, or "think", "narrate", "time", "chosen", "judged" or "ending".
        text: the words, or the name of the ending.
        answer: for a judgement "okay", "wait" or a trick.
        group: the group chat in which somebody writes; empty where that is not said.
        place: where it stands.
    """

    kind: str
    text: str
    answer: str
    group: str
    place: Place


def transcripts_of(path: Path) -> Path:
    """Say where the transcripts of a story are.

    Args:
        path: the story's file, in the folder `stories`.
    """
    return path.parent.parent / "transcripts" / path.name


def load_transcripts(path: Path, story: Story, common: Common) -> dict[str, tuple[Written, ...]]:
    """Load the transcripts of a story.

    Args:
        path: their file.
        story: the story that is played in them.
        common: what all stories share.

    Returns:
        The steps of each transcript, by its name.

    Raises:
        StoryError: the file is broken; has all findings.
    """
    findings = Findings()
    root = parse(read_bytes(path), str(path), findings)
    names = {
        "contact": story.contacts,
        "group": story.groups,
        "lead": (story.lead.id,),
        "answer": ("okay", "wait", *common.tricks),
        "ending": [end.slug for end in story.endings],
    }
    tables = TRANSCRIPTS.read(root, ReadingFile(findings, names)) or {}
    findings.raise_if_any()
    return {name: tuple(map(_written, entry.value)) for name, entry in tables.items()}


def _written(fields: Fields) -> Written:
    values = fields.values
    text = next(value for key, value in values.items() if key not in _MORE)
    return Written(fields.own, text, values.get("as", ""), values.get("in", ""), fields.place)


def differences(story: Story, transcripts: Mapping[str, Sequence[Written]]) -> Iterator[Finding]:
    """Play transcripts again, and find where each first differs from what happens."""
    for steps in transcripts.values():
        try:
            replayed(story, steps)
        except _DiffersError as error:
            yield Finding(error.place, str(error), "plays-differently")


def replayed(story: Story, steps: Sequence[Written]) -> Playthrough:
    """Play what a transcript says.

    Args:
        story: the story.
        steps: the transcript.

    Returns:
        The play after the last step.
    """
    play = Playthrough.begin(story)
    seen = 0  # entries of the log that were written down, or passed
    for step in steps:
        play, seen = _played(play, seen, step)
    return play


class _DiffersError(Exception):
    """Say where a transcript and the story part."""

    def __init__(self, step: Written, message: str) -> None:
        self.place = step.place
        super().__init__(message)


def _played(play: Playthrough, seen: int, step: Written) -> tuple[Playthrough, int]:
    if step.kind == "chosen":
        return _choose(play, step)
    if step.kind == "judged":
        return _judge(play, seen, step)
    if step.kind == "ending":
        return _end(play, step)
    if step.kind == "":
        return play, seen
    return _until_shown(play, seen, step)


def _choose(play: Playthrough, step: Written) -> tuple[Playthrough, int]:
    while not isinstance(play.now, Choosing):
        if isinstance(play.now, Over):
            raise _DiffersError(
                step,
                f"nothing is chosen here: the story has ended with {quoted(play.now.end.slug)}. "
                "Remove this, or change the story",
            )
        play = _on(play)
    for option in play.now.options:
        if option.text == step.text:
            return play.choose(option.id), len(play.log) + 1
    offered = [option.text for option in play.now.options]
    raise _DiffersError(
        step, f"{quoted(step.text)} is not on offer here. {advice(step.text, offered)}"
    )


def _judge(play: Playthrough, seen: int, step: Written) -> tuple[Playthrough, int]:
    shown = _message(play, step.text)
    if shown is None:
        play, seen = _until_shown(play, seen, step)
        shown = _message(play, step.text)
    if shown is None or isinstance(play.now, Over):
        raise _DiffersError(step, f"{quoted(step.text)} cannot be judged here. Move it up")
    trick = None if step.answer in ("okay", "wait") else step.answer
    verdict: Verdict = "okay" if step.answer == "okay" else "wait"
    return play.judge(shown.scene, shown.step.item, verdict, trick), seen


def _end(play: Playthrough, step: Written) -> tuple[Playthrough, int]:
    while not isinstance(play.now, Over):
        if isinstance(play.now, Choosing):
            raise _a_choice_first(step, play.now)
        play = _on(play)
    slug = play.now.end.slug
    if slug != step.text:
        raise _DiffersError(
            step, f"it ends with {quoted(slug)}. Write that, or change what is chosen before"
        )
    return play, len(play.log)


def _until_shown(play: Playthrough, seen: int, step: Written) -> tuple[Playthrough, int]:
    """Go on until the words of a step are shown."""
    while True:
        for at, entry in enumerate(play.log[seen:], seen + 1):
            if isinstance(entry, Shown) and entry.step.text == step.text and _is(entry, step):
                return play, at
        seen = len(play.log)
        if isinstance(play.now, Choosing):
            raise _a_choice_first(step, play.now)
        if isinstance(play.now, Over):
            raise _DiffersError(
                step,
                f"{quoted(step.text)} is not shown before the ending "
                f"{quoted(play.now.end.slug)}. Change it, or the story",
            )
        play = _on(play)


def _is(entry: Shown, step: Written) -> bool:
    if step.kind == "judged":
        return isinstance(entry.step, Line)
    if step.group and step.group != entry.chat:
        return False
    return _kind(entry.step) in (step.kind, "lead")


def _a_choice_first(step: Written, now: Choosing) -> _DiffersError:
    first = now.options[0].text
    return _DiffersError(
        step,
        f"before {quoted(step.text)} something is to be chosen. Write it, for example "
        f"`chosen: {first}`; or this does not come on this way",
    )


def _on(play: Playthrough) -> Playthrough:
    """Go on where nothing was written down; Sarika is answered rightly."""
    if isinstance(play.now, Asking):
        line = play.now.line
        trick = line.tricks[0] if line.tricks else None
        return play.judge(play.now.scene, line.item, "wait" if trick else "okay", trick)
    return play.next()


def _message(play: Playthrough, text: str) -> Shown | None:
    """Find the newest message of a contact with these words."""
    for entry in reversed(play.log):
        if isinstance(entry, Shown) and isinstance(entry.step, Line) and entry.step.text == text:
            return entry
    return None


def _kind(step: Told) -> str:
    if isinstance(step, Line):
        return step.contact
    return "lead" if isinstance(step, LeadLine) else _TOLD[type(step)]


def recorded(story: Story, plays: Mapping[str, Playthrough], *, header: bool) -> str:
    """Write plays down as transcripts: what was chosen and judged, and the message before it.

    Args:
        story: what was played.
        plays: each play with the name that its transcript gets.
        header: whether the text begins a file.

    Returns:
        The text, for the end of the file.
    """
    body = "".join(
        f"\n{name}:\n" + "".join(_item(step) for step in _steps(play))
        for name, play in plays.items()
    )
    return _HEADER.format(title=story.title) + body if header else body


def _item(step: Mapping[str, str]) -> str:
    """Write a step as YAML, indented as stories are."""
    import yaml

    written = yaml.safe_dump([dict(step)], allow_unicode=True, sort_keys=False, width=10_000)
    return "".join(f"  {line}\n" for line in str(written).splitlines())


def _steps(play: Playthrough) -> Iterator[dict[str, str]]:
    before: Shown | None = None
    for entry in play.log:
        match entry:
            case Shown(step=TimeMark(text=text)):
                before = None
                yield {"time": text}
            case Shown(step=Line()):
                before = entry
            case Judged():
                before = None
                yield {"judged": _text_of(play, entry), "as": entry.trick or entry.verdict}
            case Chosen() | Ended():
                if before is not None:
                    yield _said(before)
                before = None
                yield (
                    {"chosen": entry.option.text}
                    if isinstance(entry, Chosen)
                    else {"ending": entry.end.slug}
                )


def _said(shown: Shown) -> dict[str, str]:
    step = shown.step
    group = {"in": step.group} if isinstance(step, Line) and step.group else {}
    return {_kind(step): step.text, **group}


def _text_of(play: Playthrough, judged: Judged) -> str:
    return next(
        shown.step.text
        for shown in play.log
        if isinstance(shown, Shown)
        and (shown.scene, shown.step.item) == (judged.scene, judged.item)
    )
