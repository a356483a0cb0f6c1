"""`sarika check`: find what is wrong with stories, the files beside them, and translations."""

import argparse
import json
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import places
from game.commands import FOUND, CommandError

if TYPE_CHECKING:
    from game.language.glossary import Term
    from game.story.findings import Finding
    from game.story.load import Common
    from game.story.model import QuickEyes, Story, Told
    from game.story.paths import Paths
    from game.story.playthrough import Entry, Playthrough
    from game.story.rules import Rule
    from game.story.vocabulary import Avoided

DESCRIPTION = "Check stories, what they share, and their translations, and say what to do."
_COMMON = ("cast", "help", "tricks")
_QUICK_EYES = "quick-eyes"
_GLOSSARY = "glossary"
_BESIDE = (*_COMMON, _QUICK_EYES, _GLOSSARY, "words")
_INTERFACE = "interface"


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika check`."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="stories, catalogs (.po) or a folder of scenarios; else all that the game has",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="for people, for programs, or for annotations of a build",
    )
    parser.add_argument("--strict", action="store_true", help="take warnings for errors")
    parser.add_argument("--explain", metavar="CODE", help="say what a rule is for, with examples")
    parser.add_argument(
        "--path", metavar="ENDING", help="print the shortest play that comes to this ending"
    )
    parser.add_argument(
        "--numbers", action="store_true", help="say how long plays are and how they end"
    )
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="say what all episodes of a folder show together, and what they leave out",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="write a transcript of the shortest play to each ending that has none yet",
    )


def run(chosen: argparse.Namespace) -> int:
    """Check and print.

    Returns:
        1 if there is an error, else 0.

    Raises:
        CommandError: a path, a rule or an ending is not there.
    """
    if chosen.explain:
        print(_explained(chosen.explain))
        return 0
    asked = _asked(chosen.paths)
    if chosen.coverage:
        return _coverage(asked, chosen.format)
    if chosen.path or chosen.numbers or chosen.record:
        return _about_plays(chosen, asked)
    reports = [_report(finding) for one in asked for finding in _findings(one)]
    if chosen.strict:
        reports = [report | {"severity": "error"} for report in reports]
    {"text": _print_text, "json": _print_json, "github": _print_github}[chosen.format](reports)
    return FOUND if any(report["severity"] == "error" for report in reports) else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """Hold what is to be checked of one folder of scenarios.

    Args:
        folder: the folder.
        stories: the files of the stories.
        catalogs: the catalogs; None for those of what is checked.
        whole: whether the files beside the stories are checked, too.
    """

    folder: Path
    stories: tuple[Path, ...]
    catalogs: tuple[Path, ...] | None
    whole: bool


def _asked(paths: Sequence[Path]) -> list[_Asked]:
    if not paths:
        return [_whole(places.SCENARIOS)]
    return [_one(path) for path in paths]


def _whole(folder: Path) -> _Asked:
    return _Asked(folder, tuple(sorted((folder / "stories").glob("*.yaml"))), None, whole=True)


def _one(path: Path) -> _Asked:
    if not os.path.lexists(path):
        raise CommandError(f"there is no file or folder {path}")
    if path.suffix == ".po":
        return _Asked(places.SCENARIOS, (), (path,), whole=False)
    if path.is_dir() and ((path / "stories").is_dir() or path.suffix != ".yaml"):
        if not (path / "cast.yaml").exists():
            raise CommandError(f"the folder {path} has no cast.yaml: it is no folder of scenarios")
        return _whole(path)
    above = path.absolute().parent
    if path.stem in _BESIDE and (above / "stories").is_dir():
        return _whole(above)
    if above.name == "transcripts":
        path = above.parent / "stories" / path.name
    folder = path.absolute().parent.parent
    if not (folder / "cast.yaml").is_file():
        folder = places.SCENARIOS
    return _Asked(folder, (path,), None, whole=False)


# What is found


def _findings(asked: _Asked) -> "Iterator[Finding]":
    from game.story.check import check_common, check_quick_eyes, check_story
    from game.story.findings import StoryError
    from game.story.load import load_common

    avoided, wrong = _avoided(asked.folder)
    yield from wrong
    if asked.catalogs is not None:
        yield from _in_catalogs(asked.catalogs, avoided)
        return
    try:
        common = load_common(asked.folder)
    except StoryError as error:
        yield from error.findings
        return
    if asked.whole:
        yield from check_common(common, avoided.get("en", ()))
    loaded = []
    for path in asked.stories:
        try:
            story = _load(path, asked.folder, common)
        except StoryError as error:
            yield from error.findings
            continue
        loaded.append(story)
        yield from check_story(story, avoided.get("en", ()))
        yield from _in_transcripts(path, story, common)
    beside = []
    if asked.whole:
        beside = [asked.folder / f"{name}.yaml" for name in _COMMON]
        quick_eyes, wrong = _quick_eyes(asked.folder, common)
        yield from wrong
        yield from check_quick_eyes(quick_eyes, common, loaded, avoided.get("en", ()))
        if quick_eyes.forms:
            beside.append(asked.folder / f"{_QUICK_EYES}.yaml")
    terms, wrong = _terms(asked.folder, common)
    yield from wrong
    if asked.whole and terms and (asked.folder / f"{_GLOSSARY}.yaml").is_file():
        beside.append(asked.folder / f"{_GLOSSARY}.yaml")
    yield from _in_translations(asked, beside, loaded, common, avoided, terms)


def _quick_eyes(folder: Path, common: "Common") -> "tuple[QuickEyes, Sequence[Finding]]":
    from game.story.findings import StoryError
    from game.story.load import load_quick_eyes
    from game.story.model import QuickEyes

    try:
        return load_quick_eyes(folder, common), ()
    except StoryError as error:
        return QuickEyes(), error.findings


def _load(path: Path, folder: Path, common: "Common") -> "Story":
    from game.story.load import load_story, stay_inside

    if path.absolute().is_relative_to(folder.absolute()):
        stay_inside(path, folder)
    return load_story(path, common)


def _avoided(folder: Path) -> "tuple[Mapping[str, Sequence[Avoided]], Sequence[Finding]]":
    from game.story.findings import StoryError
    from game.story.vocabulary import load_words

    file = folder / "words.yaml"
    try:
        return load_words(file if file.exists() else places.SCENARIOS / "words.yaml"), ()
    except StoryError as error:
        return {}, error.findings


def _terms(folder: Path, common: "Common") -> "tuple[Sequence[Term], Sequence[Finding]]":
    from game.language.glossary import load_terms
    from game.story.findings import StoryError

    file = folder / f"{_GLOSSARY}.yaml"
    try:
        return load_terms(file if file.exists() else places.SCENARIOS / file.name, common), ()
    except StoryError as error:
        return (), error.findings


def _in_transcripts(path: Path, story: "Story", common: "Common") -> "Iterator[Finding]":
    from game.story.findings import StoryError
    from game.story.transcripts import differences, load_transcripts, transcripts_of

    file = transcripts_of(path)
    if not os.path.lexists(file):
        return
    try:
        yield from differences(story, load_transcripts(file, story, common))
    except StoryError as error:
        yield from error.findings


def _in_translations(
    asked: _Asked,
    beside: Sequence[Path],
    stories: "Sequence[Story]",
    common: "Common",
    avoided: "Mapping[str, Sequence[Avoided]]",
    terms: "Sequence[Term]",
) -> "Iterator[Finding]":
    locales = asked.folder.absolute().parent / "locales"
    if asked.whole:
        yield from _in_locales(locales)
    tricks = {trick.id: trick.name for trick in common.tricks.values()}
    shipped = places.SCENARIOS / "stories"
    for folder in sorted(locales.glob("*/LC_MESSAGES")):
        wanted: dict[str, Collection[tuple[str, str]]] = {}
        if asked.whole and asked.folder.absolute() == places.SCENARIOS:
            wanted[_INTERFACE] = ()
        for file in beside:
            domain = "common" if file.stem in _COMMON else file.stem
            wanted[domain] = [*wanted.get(domain, ()), *_texts(file)]
        for story in stories:
            # Who has not begun to translate their own story need not hear of it.
            file = Path(story.place.file)
            if file.absolute().parent == shipped or (folder / f"{story.id}.po").is_file():
                wanted[story.id] = _texts(file)
        if wanted:
            from game.language.checks import check_catalogs

            words = avoided.get(folder.parent.name, ())
            yield from check_catalogs(folder, wanted, tricks, words, terms)


def _in_locales(locales: Path) -> "Iterator[Finding]":
    from game.language.locales import read_locales
    from game.story.findings import Finding
    from game.story.model import Place

    for error in read_locales(locales)[1]:
        yield Finding(Place(str(error.file), error.line, 1), error.what, "broken-locale")


def _texts(file: Path) -> list[tuple[str, str]]:
    """List the texts of a file that a translation must have, each with its context."""
    from game.language.extraction import extractor

    with file.open("rb") as opened:
        return [text for _, _, text, _ in extractor(file)(opened, (), (), {})]


def _in_catalogs(
    files: Sequence[Path], avoided: "Mapping[str, Sequence[Avoided]]"
) -> "Iterator[Finding]":
    from game.language.checks import check_catalogs
    from game.story.load import load_common

    common = load_common(places.SCENARIOS)
    tricks = {trick.id: trick.name for trick in common.tricks.values()}
    terms, wrong = _terms(places.SCENARIOS, common)
    yield from wrong
    for file in files:
        folder = file.absolute().parent
        if not (folder.parent / "locale.yaml").is_file():
            raise CommandError(f"{file} does not lie in locales/LANGUAGE/LC_MESSAGES")
        words = avoided.get(folder.parent.name, ())
        yield from check_catalogs(folder, {file.stem: ()}, tricks, words, terms)


# What is printed


def _report(finding: "Finding") -> dict[str, Any]:
    from game.story.rules import BY_NAME

    rule = BY_NAME[finding.rule]
    place = finding.place
    return {
        "file": _shown(place.file),
        "line": place.line,
        "column": place.column,
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "message": finding.message,
    }


def _shown(file: str) -> str:
    """Show a path as short as one can type it."""
    try:
        return str(Path(file).absolute().relative_to(Path.cwd()))
    except ValueError:
        return file


def _print_text(reports: Sequence[Mapping[str, Any]]) -> None:
    for report in reports:
        print("{file}:{line}:{column}: {code} {message}".format_map(report))
    errors = sum(report["severity"] == "error" for report in reports)
    warnings = len(reports) - errors
    if not reports:
        print("Nothing was found.")
        return
    print(f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}. ", end="")
    print(f"`sarika check --explain {reports[0]['code']}` tells more.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _print_json(reports: Sequence[Mapping[str, Any]]) -> None:
    print(json.dumps(reports, ensure_ascii=False, indent=2))


def _print_github(reports: Sequence[Mapping[str, Any]]) -> None:
    for report in reports:
        file = _escaped(report["file"]).replace(":", "%3A").replace(",", "%2C")
        title = f"{report['code']} {report['name']}"
        print(
            f"::{report['severity']} file={file},line={report['line']},col={report['column']},"
            f"title={title}::{_escaped(report['message'])}"
        )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _explained(typed: str) -> str:
    from game.story.rules import BY_CODE, BY_NAME
    from game.story.wording import advice

    rule: Rule | None = BY_CODE.get(typed.upper()) or BY_NAME.get(typed)
    if rule is None:
        raise CommandError(f"there is no rule {typed!r}. {advice(typed.upper(), BY_CODE)}")
    return (
        f"{rule.code} {rule.name} ({rule.severity})\n{rule.why}\n\n"
        f"Not so:\n\n{_indented(rule.bad)}\n\nBut so:\n\n{_indented(rule.good)}"
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n"))


# Plays


def _about_plays(chosen: argparse.Namespace, asked: Sequence[_Asked]) -> int:
    from game.story.explore import TooManyStatesError, walk
    from game.story.load import load_common
    from game.story.paths import Paths
    from game.story.rules.flow import too_many_states

    printed = False
    endings: list[str] = []
    for one in asked:
        common = load_common(one.folder)
        for path in one.stories:
            story = _load(path, one.folder, common)
            try:
                paths = Paths(walk(story))
            except TooManyStatesError as error:
                raise CommandError(f"{path}: {too_many_states(error)}") from None
            endings += [end.slug for end in story.endings]
            if chosen.record:
                _record(path, story, common, paths)
            if chosen.numbers:
                print(_numbers(paths))
            if chosen.path in [end.slug for end in story.endings]:
                print(_transcript(paths, chosen.path))
                printed = True
    if chosen.path and not printed:
        from game.story.wording import advice

        raise CommandError(f"there is no ending {chosen.path!r}. {advice(chosen.path, endings)}")
    return 0


def _coverage(asked: Sequence[_Asked], written: str) -> int:
    from game.commands.check_coverage import run as tell_coverage

    if not all(one.whole for one in asked):
        raise CommandError("--coverage is about all episodes together. Give a folder of scenarios")
    return max(tell_coverage(one.folder, written) for one in asked)


def _play(paths: "Paths", ending: str) -> "Playthrough | None":
    from game.story.paths import played

    options = paths.to_ending(ending)
    return None if options is None else played(paths.walk, options)


def _transcript(paths: "Paths", ending: str) -> str:
    play = _play(paths, ending)
    if play is None:
        raise CommandError(f"no way leads to the ending {ending!r}")
    return "\n".join([play.story.title, *(_told(play.story, entry) for entry in play.log), ""])


def _told(story: "Story", entry: "Entry") -> str:
    from game.story.playthrough import Chosen, Judged, Shown

    match entry:
        case Shown(step=step, chat=chat):
            return _said(story, step, chat)
        case Judged(verdict=verdict, trick=trick):
            return f"  -> judged: {trick or verdict}"
        case Chosen(option=option):
            return f"  => {option.text}"
        case _:
            end = entry.end
            comfort = f"\n{end.comfort}" if end.comfort else ""
            return f"\n*** {end.title} ({end.slug})\n{end.text}{comfort}"


def _said(story: "Story", step: "Told", chat: str | None) -> str:
    from game.story.model import LeadLine, Line, Think, TimeMark

    group = story.groups.get(chat or "")
    where = f" in {group.name}" if group else ""
    match step:
        case TimeMark(text=text):
            return f"\n[{text}]"
        case Line(contact=contact, text=text):
            return f"{story.contacts[contact].name}{where}: {text}"
        case LeadLine(text=text):
            return f"{story.lead.name}{where}: {text}"
        case Think(text=text):
            return f"({story.lead.name} thinks: {text})"
        case _:
            return step.text


def _numbers(paths: "Paths") -> str:
    story, minutes, messages = paths.walk.story, paths.minutes, paths.messages
    unsafe, safe = paths.asked
    lines = [
        f"{story.id}: {len(paths.walk.runs)} states",
        f"  messages    {_span(messages.least, messages.most, 0)}",
        f"  minutes     {_span(minutes.least, minutes.most, 1)} (`minutes: {story.minutes}`)",
        f"  Sarika asks about {unsafe:.1f} tricks and {safe:.1f} safe messages on average",
        "  endings, with the share of players who choose at random"
        + (" (ways go round; followed to the end)" if paths.goes_round else " (exact)"),
        *(f"    {share:6.1%}  {slug}" for slug, share in paths.endings.items()),
        "  messages with each trick on a way",
        *(
            f"    {_span(span.least, span.most, 0):>7}  {name}"
            for name, span in paths.tricks.items()
        ),
    ]
    if paths.groups:
        lines.append("  messages of members in each group on a way")
        lines += [
            f"    {_span(span.least, span.most, 0):>7}  {name}"
            for name, span in paths.groups.items()
        ]
    return "\n".join(lines)


def _span(least: float, most: float | None, digits: int) -> str:
    return f"{least:.{digits}f} to {'any number' if most is None else format(most, f'.{digits}f')}"


def _record(path: Path, story: "Story", common: "Common", paths: "Paths") -> None:
    """Write a play to each ending that no transcript comes to."""
    from game.story.playthrough import Over
    from game.story.transcripts import load_transcripts, recorded, replayed, transcripts_of

    file = transcripts_of(path)
    there = load_transcripts(file, story, common) if file.exists() else {}
    ended = {
        now.end.slug
        for steps in there.values()
        if isinstance((now := replayed(story, steps).now), Over)
    }
    plays = {
        end.slug: play
        for end in story.endings
        if end.slug not in {*ended, *there} and (play := _play(paths, end.slug)) is not None
    }
    if not plays:
        print(f"{_shown(str(file))}: every ending has its transcript already", file=sys.stderr)
        return
    text = recorded(story, plays, header=not there)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)
    print(f"{_shown(str(file))}: wrote {', '.join(plays)}")
