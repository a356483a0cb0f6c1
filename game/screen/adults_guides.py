"""For adults: the guides with which somebody leads a session, written to be read and printed."""

import contextlib
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.exchange import Progress, written_whole
from game.screen.adults_common import choice
from game.screen.adults_pages import FileView, NotMadeError
from game.screen.adults_places import free_name
from game.screen.ui import Ui
from game.screen.widgets import Column, Text, Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.screen.app import App
    from game.story.model import Story

_STEM = "sarika-guide"


class GuidesView(FileView):
    """For which episode a guide is, or for all; in which language, and where it goes."""

    can_stop = True

    def __init__(self, app: "App") -> None:
        super().__init__(app, _STEM)
        self._stories: Sequence[Story] = ()
        self._take(app.library.stories[:1])

    @property
    def several(self) -> bool:
        """Whether more guides than one are written, into a folder of their own."""
        return len(self._stories) > 1

    @property
    def ending(self) -> str:
        """The ending of a page; all guides together are a folder."""
        return "" if self.several else super().ending

    def title(self, ui: Ui) -> tuple[str, str]:
        """Say what a guide is for."""
        return (
            ui.t("guide", "A guide for a session"),
            ui.t(
                "guide",
                "How to prepare and lead a session, what to say if a child tells something, the "
                "map, questions with possible answers, and a page for parents.",
            ),
        )

    def told(self, ui: Ui, written: Path) -> str:
        """Say where the guide is now, or all of them."""
        if written.suffix:
            return super().told(ui, written)
        return ui.t("guide", "The guides are in the folder {folder}", folder=written)

    def kinds(self, ui: Ui) -> Widget:
        """Lay out the episodes, and all of them."""
        there = self.app.library.stories
        rows: list[Widget] = [Text(ui.t("guide", "Episode"), 21, bold=True)]
        if not there:
            rows.append(Text(_no_episode(ui)))
        if len(there) > 1:
            every = ui.t("guide", "All episodes")
            act = partial(self._take, there)
            rows.append(choice("all", act, "menu", every, "", chosen=self.several))
        rows += [
            choice(
                f"guide-{story.id}",
                partial(self._take, (story,)),
                "book",
                f"{ui.number(story.number)}. {ui.words.text(story.id, 'story', story.title)}",
                "",
                chosen=tuple(self._stories) == (story,),
            )
            for story in there
        ]
        return Column(rows, gap=10)

    def _take(self, stories: "Sequence[Story]") -> None:
        self._stories = stories
        self._stem = f"{_STEM}s" if self.several else "-".join((_STEM, *(it.id for it in stories)))
        self.app.refresh()

    def put(self, folder: Path, words: Words, locale: Locale, progress: Progress) -> Path:
        """Write one guide as a file, or all guides into a folder of their own."""
        if not self.several:
            return super().put(folder, words, locale, progress)
        inside = free_name(folder, f"{self._stem}-{locale.code}", "")
        inside.mkdir()
        try:
            for done, story in enumerate(self._stories):
                progress(done / len(self._stories))
                with written_whole(inside / f"{story.id}-{locale.code}.html") as file:
                    file.write(self._guide(story, words, locale))
        except BaseException:
            with contextlib.suppress(OSError):
                rmtree(inside)
            raise
        return inside

    def make(self, words: Words, locale: Locale, progress: Progress) -> bytes:  # noqa: ARG002
        """Write the one guide at once."""
        for story in self._stories:
            return self._guide(story, words, locale)
        raise NotMadeError(_no_episode(self.app.ui))

    def _guide(self, story: "Story", words: Words, locale: Locale) -> bytes:
        from game.sheets.guide import guide

        return guide(story, self.app.library.common, words, locale).encode()


def _no_episode(ui: Ui) -> str:
    return ui.t("guide", "There is no episode that can be read.")
