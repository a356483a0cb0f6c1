"""`sarika check --coverage`: say what all episodes teach together, and what they leave out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import places
from game.commands import FOUND, CommandError

if TYPE_CHECKING:
    from game.language.reading import Length
    from game.story.coverage import Coverage, Episode
    from game.story.model import Sex, Story

_EPISODE = "{:>3} {:<24}{:>6}{:>10}{:>9}{:>9}{:>9}{:>8}{:>7}{:>9}{:>9}"
_TRICK = "{:<18}{:>9}{:>7}{:>12}  {}"
_LENGTH = "{:<24}" + "{:>10}{:>8}{:>8}{:>9}"
_PEOPLE = "{:<18}{:>7}{:>6}{:>8}{:>6}{:>10}"
_SEXES: "tuple[Sex, ...]" = ("girl", "boy", "woman", "man", "unknown")


def run(folder: Path, written: str) -> int:
    """Measure the episodes of a folder of scenarios, and print.

    Args:
        folder: the folder.
        written: "text" or "json".

    Returns:
        1 if something is left out, else 0.

    Raises:
        CommandError: a story cannot be played, or has too many states.
    """
    from game.story.coverage import cover, gaps
    from game.story.explore import TooManyStatesError
    from game.story.load import load_all

    library = load_all(folder)
    if library.broken:
        raise CommandError(f"{str(library.broken[0]).splitlines()[0]}. `sarika check` tells more")
    try:
        coverage = cover(library.stories, library.common.tricks, library.common.cast)
    except TooManyStatesError as error:
        raise CommandError(f"{error}. `sarika check` names the story") from None
    found = [*gaps(coverage), *_without_transcript(folder, library.stories)]
    lengths = _lengths(folder, library.stories)
    if written == "json":
        print(json.dumps(_report(coverage, lengths, found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_text(coverage, lengths, found)))
    return FOUND if found else 0


def _without_transcript(folder: Path, stories: "Iterable[Story]") -> "Iterator[str]":
    from game.story.load import load_common
    from game.story.playthrough import Over
    from game.story.transcripts import load_transcripts, replayed, transcripts_of

    common = load_common(folder)
    for story in stories:
        file = transcripts_of(Path(story.place.file))
        there = load_transcripts(file, story, common) if file.exists() else {}
        plays = [replayed(story, steps).now for steps in there.values()]
        ended = {now.end.slug for now in plays if isinstance(now, Over)}
        for end in story.endings:
            if end.slug not in ended:
                yield (
                    f"{story.id}: no transcript comes to {end.slug}. "
                    "`sarika check --record` writes one"
                )


def _lengths(folder: Path, stories: "Sequence[Story]") -> "Mapping[str, Mapping[str, Length]]":
    """Measure the messages of each story in each language that has them."""
    from game.language.breaking import Breaker
    from game.language.catalogs import SOURCE_LANGUAGE
    from game.language.locales import load_locales
    from game.language.reading import length
    from game.language.update import catalog_file

    locales = folder.absolute().parent / "locales"
    found: dict[str, dict[str, Length]] = {}
    for code, locale in load_locales(locales if locales.is_dir() else places.LOCALES).items():
        breaker = Breaker(code, locale.whole_words)
        found[code] = {}
        for story in stories:
            texts = _messages(story)
            if code != SOURCE_LANGUAGE:
                texts = _translated(catalog_file(locales, code, story.id), texts)
            if (measured := length([text for _, text in texts], breaker)) is not None:
                found[code][story.id] = measured
    return found


def _translated(file: Path, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Look texts up; those without a translation are left out, or all if there is no catalog."""
    from game.language.pofiles import CatalogError, read_catalog

    try:
        entries = read_catalog(file).entries if file.is_file() else {}
    except CatalogError:
        return []  # `sarika check` says what is wrong with it
    found = [(context, entries.get((context, english))) for context, english in texts]
    return [(context, entry.msgstr[0]) for context, entry in found if entry and entry.translations]


def _messages(story: "Story") -> list[tuple[str, str]]:
    """List what is written in the chats, each message once, with its context."""
    from game.story.model import LeadLine, Line

    messages = {
        (f"scene/{scene.id}", step.text)
        for scene in story.scenes.values()
        for step in scene.steps
        if isinstance(step, Line | LeadLine)
    }
    return sorted(messages)


# What is printed


def _text(
    coverage: "Coverage", lengths: "Mapping[str, Mapping[str, Length]]", found: Sequence[str]
) -> Iterator[str]:
    yield _EPISODE.format(
        "",
        "",
        "ages",
        "messages",
        "minutes",
        "choices",
        "endings",
        "unsafe",
        "safe",
        "share",
        "talks",
    )
    for episode in coverage.episodes:
        yield _episode(episode)
    yield ""
    yield _TRICK.format("trick", "episodes", "items", "look-alikes", "")
    for trick in coverage.tricks:
        where = [one for one in coverage.episodes if trick in one.tricks]
        numbers = ", ".join(str(one.story.number) for one in where)
        alike = sum(one.alike.get(trick, 0) for one in coverage.episodes)
        yield _TRICK.format(trick, *coverage.with_trick(trick), alike, numbers)
    yield ""
    yield from _people(coverage)
    for code, stories in lengths.items():
        yield ""
        yield _LENGTH.format(f"messages in {code}", "messages", "words", "letters", "longest")
        for story, it in stories.items():
            yield _LENGTH.format(
                story, it.messages, f"{it.words:.1f}", f"{it.letters:.0f}", it.most
            )
    yield ""
    yield from found or ["Nothing is left out."]


def _episode(it: "Episode") -> str:
    story = it.story
    return _EPISODE.format(
        story.number,
        story.id,
        f"{story.ages[0]}-{story.ages[1]}",
        _most(it.messages.most),
        f"{it.minutes:.1f}",
        _most(it.choices.most),
        len(story.endings),
        it.unsafe,
        it.safe,
        f"{it.safe_share:.0%}",
        it.talks,
    )


def _most(number: float | None) -> str:
    return "any" if number is None else f"{number:.0f}"


def _people(coverage: "Coverage") -> Iterator[str]:
    from game.story.coverage import HELPERS

    yield _PEOPLE.format("", *_SEXES)
    for part, sexes in coverage.parts.items():
        yield _PEOPLE.format(part, *(sexes[sex] for sex in _SEXES))
    known = ", ".join(f"{count} {relation}" for relation, count in coverage.harming.items())
    yield f"who tries tricks: {known}"
    helping = ", ".join(f"{coverage.helping[helper]} {helper}" for helper in HELPERS)
    yield f"who is told and helps: {helping}"
    yield f"who is told and does not listen: {sum(not one.heard for one in coverage.told)}"


def _report(
    coverage: "Coverage", lengths: "Mapping[str, Mapping[str, Length]]", found: Sequence[str]
) -> dict[str, Any]:
    return {
        "episodes": [_episode_report(episode) for episode in coverage.episodes],
        "tricks": {
            trick: dict(zip(("episodes", "items"), coverage.with_trick(trick), strict=True))
            for trick in coverage.tricks
        },
        "people": coverage.parts,
        "harming": coverage.harming,
        "helping": coverage.helping,
        "messages": {
            code: {story: asdict(it) for story, it in stories.items()}
            for code, stories in lengths.items()
        },
        "gaps": found,
    }


def _episode_report(it: "Episode") -> dict[str, Any]:
    return {
        "id": it.story.id,
        "number": it.story.number,
        "ages": it.story.ages,
        "messages": asdict(it.messages),
        "minutes": it.minutes,
        "choices": asdict(it.choices),
        "endings": len(it.story.endings),
        "unsafe": it.unsafe,
        "safe": it.safe,
        "safe_share": it.safe_share,
        "talks": it.talks,
        "notes": it.notes,
        "tricks": it.tricks,
        "look_alikes": it.alike,
    }
