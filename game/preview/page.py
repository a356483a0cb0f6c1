"""Make the page on which a translator looks through the pictures: one HTML file, no scripts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape

from game.language.breaking import WORD_JOINER, Breaker
from game.language.catalogs import Request
from game.language.locales import Locale, font_url
from game.learning.events import QUICK_EYES
from game.pages import templates
from game.preview.entries import Entries, Found
from game.preview.pictures import File, Picture, Text
from game.screen.runs import plain

NAME = "index.html"
_INVISIBLE = {"\u200b": "U+200B", WORD_JOINER: "U+2060", "\u00a0": "U+00A0"}
_SHORT = 40  # characters of a text in a link


@dataclass(frozen=True, slots=True)
class Wrap:
    """Where the lines of a text ended.

    Args:
        sizes: of the text, in words.
        lines: for each line the pieces between which it could have ended.
        starts: what the lines after the first begin with, unless a line feed is before it.
    """

    sizes: str
    lines: tuple[tuple[str, ...], ...]
    starts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A text that was described further up."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text of a picture.

    Args:
        text: as it is shown; only where no entry says it.
        where: "seen", "below" or "spoken".
        entries: those that were not described further up.
        links: the others.
        wraps: where its lines ended, one for all text sizes that agree.
        troubles: what is wrong with it, with the text size.
    """

    text: str
    where: str
    entries: tuple[Found, ...]
    links: tuple[Link, ...]
    wraps: tuple[Wrap, ...]
    troubles: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Say whether there is more to tell than a link can."""
        return bool(self.entries or self.wraps or self.troubles)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture at one text size; `like` is the one that looks the same, if it is another one's."""

    size: int
    files: tuple[File, ...]
    like: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A picture at all text sizes, with what is on it."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]
    also: tuple[Link, ...]
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Screens, or the lines of a scene."""

    name: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A story, Quick Eyes, or all else."""

    name: str
    title: str
    chapters: tuple[Chapter, ...]

    @property
    def number(self) -> int:
        """Count its pictures, at one text size."""
        return sum(len(chapter.articles) for chapter in self.chapters)


@dataclass(slots=True)
class _Seen:
    """What was described among screens or lines already, and in which article."""

    entries: dict[Request, str] = field(default_factory=dict)
    wraps: set[tuple[str, ...]] = field(default_factory=set)


def page(
    pictures: Iterable[Picture],
    locale: Locale,
    entries: Entries,
    titles: Mapping[str, str],
    problems: Sequence[str],
    *,
    whole: bool,
) -> str:
    """Make the page.

    Args:
        pictures: what there is to look at, in order.
        locale: the language.
        entries: looks the entries of its catalogs up.
        titles: of the groups, in the order they are shown.
        problems: files that cannot be read, a line each.
        whole: whether these are all pictures that there are, so that what is on none of them can
            be told.

    Returns:
        The HTML; pictures are looked for beside it.
    """
    pictures = list(pictures)
    writer = _Writer(locale, entries)
    groups = [
        writer.group(name, title, [it for it in pictures if it.group == name])
        for name, title in titles.items()
    ]
    asked = {request for it in pictures for text in it.texts for request in text.requests}
    template = _environment().get_template(NAME)
    return template.render(
        locale=locale,
        font=font_url(locale),
        groups=[group for group in groups if group.chapters],
        number=len(pictures),
        troubles=list(_troubles(groups)),
        untranslated=writer.untranslated(),
        nowhere=entries.not_among(asked) if whole else {},
        problems=list(dict.fromkeys([*problems, *entries.problems])),
        names=dict(_INVISIBLE),
    )


def _environment() -> Environment:
    environment = templates("game.preview")
    environment.filters["shown"] = _shown
    environment.filters["short"] = _short
    return environment


# Most texts stand on many pictures.
@cache
def _shown(text: str) -> Markup:
    """Escape a text, and make its line ends and invisible characters visible."""
    made = str(escape(text)).replace("\n", "<b class=sign>↵</b>\n")
    for character, name in _INVISIBLE.items():
        made = made.replace(character, f"<b class=sign>{name}</b>{character}")
    return Markup(made)  # noqa: S704 - escaped above


@cache
def _short(text: str) -> Markup:
    text = " ".join(plain(text).split())
    return escape(text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…")


def _troubles(groups: Iterable[Group]) -> Iterator[Link]:
    """List everything that is wrong, each once, with the picture where it is seen first."""
    told: dict[str, str] = {}
    for group in groups:
        for chapter in group.chapters:
            for article in chapter.articles:
                for trouble in article.troubles:
                    told.setdefault(trouble, article.name)
    return (Link(trouble, name) for trouble, name in told.items())


class _Writer:
    """Turn what is known of pictures into what stands on the page."""

    def __init__(self, locale: Locale, entries: Entries) -> None:
        self._breaker = Breaker(locale.code, locale.whole_words)
        self._entries = entries
        self._found: dict[Request, tuple[Found, str]] = {}

    def group(self, name: str, title: str, pictures: Sequence[Picture]) -> Group:
        """Describe the pictures of a group, screens first."""
        owners = {file.path: it.name for it in pictures for file in it.files if it.owns(file)}
        # Whoever looks at lines only finds every entry there as well.
        seen = {"screen": _Seen(), "line": _Seen()}
        by_chapter: dict[tuple[str, str], dict[str, list[Picture]]] = {}
        for picture in sorted(pictures, key=lambda it: it.kind == "line"):
            chapter = by_chapter.setdefault(_chapter(picture), {})
            chapter.setdefault(picture.name, []).append(picture)
        chapters = [
            Chapter(
                f"{name}--{chapter}",
                chapter_title,
                tuple(
                    self._article(it, sizes, owners, seen[sizes[0].kind])
                    for it, sizes in by_name.items()
                ),
            )
            for (chapter, chapter_title), by_name in by_chapter.items()
        ]
        return Group(name, title, tuple(chapters))

    def untranslated(self) -> list[tuple[Found, str]]:
        """List the entries on the pictures that the game shows in English, and where."""
        found = self._found.values()
        return [it for it in found if it[0].state in {"missing", "fuzzy", "absent"}]

    def _article(
        self, name: str, sizes: Sequence[Picture], owners: Mapping[str, str], seen: _Seen
    ) -> Article:
        figures = [
            Figure(it.size, it.files, next(_others(name, it.files, owners), None)) for it in sizes
        ]
        blocks = [self._block(name, text, shown, seen) for text, shown in _by_text(sizes).items()]
        troubles = [f"{it.size} %: {trouble}" for it in sizes for trouble in it.all_troubles]
        return Article(
            name,
            _title(sizes[0]),
            tuple(figures),
            tuple(block for block in blocks if block.is_new),
            tuple(dict.fromkeys(link for it in blocks if not it.is_new for link in it.links)),
            tuple(dict.fromkeys(troubles)),
        )

    def _block(self, name: str, text: str, shown: Sequence[tuple[int, Text]], seen: _Seen) -> Block:
        requests = dict.fromkeys(request for _, it in shown for request in it.requests)
        new = [request for request in requests if request not in seen.entries]
        links = [
            Link(self._find(request, name).sources[0], seen.entries[request])
            for request in requests
            if request in seen.entries
        ]
        seen.entries.update(dict.fromkeys(new, name))
        return Block(
            text,
            shown[0][1].where,
            tuple(self._find(request, name) for request in new),
            tuple(links),
            tuple(self._wraps(shown, seen)),
            tuple(
                f"{size} %: {trouble.replace(repr(it.text), 'this text')}"
                for size, it in shown
                for trouble in it.troubles
            ),
        )

    def _find(self, request: Request, name: str) -> Found:
        if request not in self._found:
            self._found[request] = self._entries.find(request), name
        return self._found[request][0]

    def _wraps(self, shown: Sequence[tuple[int, Text]], seen: _Seen) -> Iterator[Wrap]:
        by_lines: dict[tuple[str, ...], list[int]] = {}
        for size, text in shown:
            if len(text.lines) > 1 and text.lines not in seen.wraps:
                by_lines.setdefault(text.lines, []).append(size)
        seen.wraps.update(by_lines)
        for lines, sizes in by_lines.items():
            pieces = tuple(tuple(self._breaker.opportunities(line)) for line in lines)
            starts = [
                below[0].strip()
                for above, below in zip(lines, pieces[1:], strict=False)
                if below and not above.endswith("\n")
            ]
            told = " and ".join(f"{size} %" for size in dict.fromkeys(sizes))
            yield Wrap(told, pieces, tuple(dict.fromkeys(filter(None, starts))))


def _others(name: str, files: Iterable[File], owners: Mapping[str, str]) -> Iterator[str]:
    """Name the pictures that files were saved for, if it was not this one."""
    return (owner for file in files if (owner := owners.get(file.path, file.path)) != name)


def _by_text(sizes: Iterable[Picture]) -> dict[str, list[tuple[int, Text]]]:
    """Bring the same text at all text sizes together."""
    found: dict[str, list[tuple[int, Text]]] = {}
    for picture in sizes:
        for text in picture.texts:
            found.setdefault(text.text, []).append((picture.size, text))
    return found


def _chapter(picture: Picture) -> tuple[str, str]:
    if picture.kind == "screen":
        return "screens", "Screens"
    line = picture.name.partition("/")[2]
    if picture.group == QUICK_EYES:
        form = line.partition("-")[0]
        return form, f"Messages of form {form.upper()}"
    scene = re.sub(r"(-\d+)+$", "", line)
    return scene, f"Lines of {scene}"


def _title(picture: Picture) -> str:
    line = picture.name.partition("/")[2]
    if not line:
        return picture.name.removeprefix(f"{picture.group}-").replace("-", " ")
    if picture.group == QUICK_EYES:
        name, number = line.partition("-")[2].rsplit("-", 1)
        return f"{name.replace('-', ' ')}: {'message' if number == '1' else 'explanation'}"
    step, number = re.findall(r"\d+", line)[-2:]
    return f"Step {int(step)}, text {int(number)}"
