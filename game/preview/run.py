"""Draw the pictures of one language into a folder, and the page on which to look through them."""

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.language.catalogs import Words
from game.learning.events import QUICK_EYES
from game.preview import manifest, page
from game.preview.drawing import Job, draw_all, names, quiet
from game.preview.entries import Entries
from game.preview.files import make_folder, write
from game.preview.fingerprints import fingerprints
from game.preview.manifest import Manifest
from game.preview.pictures import Key, Kind, Part, Picture
from game.screen.gallery import SCREENS

if TYPE_CHECKING:
    from game.language.locales import Locale
    from game.story.load import Library


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say what to draw.

    Args:
        language: the language tag.
        sizes: of the text, in per cent.
        story: the id of the only story; None for everything.
        kinds: screens, lines, or both.
        changed: whether what is still right from an earlier run is kept.
    """

    language: str
    sizes: Collection[int]
    story: str | None
    kinds: Collection[Kind]
    changed: bool


class Run:
    """Draw what is wanted, a picture at a time.

    Args:
        wanted: what to draw.
        locales: the languages by code.
        library: the stories.
        scenarios: their folder.
        folder: for the pictures and the page.

    Raises:
        CannotWriteError: the folder cannot be made.
    """

    def __init__(
        self,
        wanted: Wanted,
        locales: "Mapping[str, Locale]",
        library: "Library",
        scenarios: Path,
        folder: Path,
    ) -> None:
        self._wanted = wanted
        self._locale = locales[wanted.language]
        self._library = library
        self._folder = make_folder(folder)
        self._titles = _titles(library, wanted.story)
        self._old = manifest.load(folder)
        self._entries = Entries(places.LOCALES, wanted.language)
        made_from = fingerprints(locales, scenarios, [it.id for it in library.stories])
        kept = self._kept(made_from)
        before = {file.path: file.looks for it in self._old.pictures.values() for file in it.files}
        self._jobs = [
            Job(
                language=wanted.language,
                scenarios=scenarios,
                folder=folder,
                size=size,
                parts=tuple(self._parts(size)),
                made_from=made_from,
                kept=tuple(it for it in kept.values() if it.size == size),
                before=before,
            )
            for size in wanted.sizes
        ]
        order = names(self._jobs[0])
        self._order: list[Key] = [(size, name) for size in wanted.sizes for name in order]
        # What lies in the folder besides what is wanted stays known.
        here = self._old.of(part for job in self._jobs for part in job.parts)
        others = {key: it for key, it in self._old.pictures.items() if key not in here}
        self._known = Manifest({**others, **{key: kept[key] for key in self._order if key in kept}})

    @property
    def number(self) -> int:
        """Count the pictures, kept ones too."""
        return len(self._order)

    @property
    def left(self) -> int:
        """Count the pictures that are not drawn yet."""
        return sum(key not in self._known.pictures for key in self._order)

    @property
    def pictures(self) -> list[Picture]:
        """What is wanted and there, in order."""
        there = self._known.pictures
        return [there[key] for key in self._order if key in there]

    @property
    def problems(self) -> list[str]:
        """Catalogs, texts and stories that cannot be used, a line each."""
        with quiet():
            words = Words(places.LOCALES, self._wanted.language, places.cache_folder())
        broken = [line for error in self._library.broken for line in str(error).splitlines()]
        return [*words.problems, *broken]

    def draw(self) -> Generator[Picture, None, None]:
        """Draw what is not there yet.

        Yields:
            Each picture once it is saved.

        Raises:
            CannotWriteError: something cannot be saved.
        """
        # Whatever happens from here on, the manifest never speaks of what is not there.
        manifest.save(self._folder, self._known)
        jobs = [job for job in self._jobs if self._is_left(job)]
        try:
            for picture in draw_all(jobs) if jobs else ():
                self._known.pictures[picture.key] = picture
                yield picture
        finally:
            manifest.save(self._folder, self._known)

    def finish(self) -> Path:
        """Write the page, and remove the files of pictures that there are no more.

        Returns:
            The page.

        Raises:
            CannotWriteError: the page cannot be written.
        """
        file = self._folder / page.NAME
        is_whole = self._wanted.story is None and len(self._wanted.kinds) > 1
        content = page.page(
            self.pictures, self._locale, self._entries, self._titles, self.problems, whole=is_whole
        )
        write(file, content.encode())
        self._remove_what_is_gone()
        return file

    def _parts(self, size: int) -> Iterator[Part]:
        return (Part(size, kind, group) for kind in self._wanted.kinds for group in self._titles)

    def _kept(self, made_from: Mapping[str, str]) -> dict[Key, Picture]:
        if not self._wanted.changed:
            return {}
        parts = [part for size in self._wanted.sizes for part in self._parts(size)]
        with quiet():
            words = Words(places.LOCALES, self._wanted.language, places.cache_folder())
            return self._old.still_right(parts, made_from, words.found, self._folder)

    def _is_left(self, job: Job) -> bool:
        return any(key[0] == job.size and key not in self._known.pictures for key in self._order)

    def _remove_what_is_gone(self) -> None:
        there = {file.path for it in self._known.pictures.values() for file in it.files}
        for picture in self._old.pictures.values():
            for file in picture.files:
                if file.path not in there:
                    (self._folder / file.path).unlink(missing_ok=True)


def _titles(library: "Library", story: str | None) -> dict[str, str]:
    """Name the groups that are wanted, in their order."""
    stories = {it.id: it.title for it in library.stories}
    if story is not None:
        return {story: stories[story]}
    return {SCREENS: "All around the stories", QUICK_EYES: "Quick Eyes", **stories}
