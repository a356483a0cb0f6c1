"""`sarika map`: draw a story's scenes, choices and endings as a picture."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import CommandError

if TYPE_CHECKING:
    from game.language.locales import Locale
    from game.maps.sheet import Sheet
    from game.story.chart import Chart
    from game.story.load import Common

DESCRIPTION = "Draw the map of an episode: its scenes, choices, endings, tricks and look-alikes."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika map`."""
    parser.add_argument("story", metavar="ID", help="the episode")
    parser.add_argument(
        "--format",
        choices=("svg", "mermaid", "dot"),
        default="svg",
        help="a picture, or a text for Mermaid or for Graphviz; svg if not given",
    )
    parser.add_argument(
        "--lang", metavar="CODE", default="en", help="the language: th, km or en; en if not given"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, else it is printed")
    parser.add_argument(
        "--branches",
        action="store_true",
        help="leave out scenes from which there is only one way on",
    )
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="draw a story of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Draw.

    Raises:
        CommandError: there is no such episode or language, or the file cannot be written.
    """
    from game.language.catalogs import Words
    from game.language.locales import load_locales
    from game.maps.sheet import sheet
    from game.opening import UnknownError, known
    from game.story.chart import branches

    locales = load_locales(places.LOCALES)
    folder = chosen.scenarios or places.SCENARIOS
    try:
        known(chosen.story, (f.stem for f in (folder / "stories").glob("*.yaml")), "episode")
        known(chosen.lang, locales, "language")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    drawn, common = _charted(folder, chosen.story)
    words = Words(places.LOCALES, chosen.lang, places.cache_folder())
    written = sheet(branches(drawn) if chosen.branches else drawn, common, words)
    _give(_drawn(written, chosen.format, locales[chosen.lang]), chosen.out)
    return 0


def _charted(folder: Path, story_id: str) -> "tuple[Chart, Common]":
    from game.story.chart import chart
    from game.story.explore import MOST_STATES, TooManyStatesError, walk
    from game.story.load import load_common, load_story

    common = load_common(folder)
    story = load_story(folder / "stories" / f"{story_id}.yaml", common)
    try:
        walked = walk(story)
    except TooManyStatesError:
        walked = None
        print(
            f"sarika: {story_id} has more than {MOST_STATES:,} states. Only what no way leads to "
            "is marked as never reached",
            file=sys.stderr,
        )
    return chart(story, walked), common


def _drawn(written: "Sheet", format_: str, locale: "Locale") -> str:
    if format_ == "mermaid":
        from game.maps.mermaid import mermaid

        return mermaid(written)
    if format_ == "dot":
        from game.maps.dot import dot

        return dot(written, locale)
    from game.maps.svg import svg

    return svg(written, locale)


def _give(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {out}: {error.strerror}") from None
    print(f"The map is in {out}")
