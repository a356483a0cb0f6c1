"""`sarika map`: draw a story's scenes, choices and endings as a picture."""

import argparse
from pathlib import Path

from game import places
from game.commands import CommandError

DESCRIPTION = "Draw the map of an episode: its scenes, choices, endings, tricks and look-alikes."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika map`."""
    parser.add_argument("story", metavar="ID", help="the episode")
    parser.add_argument("--scenarios", type=Path, metavar="DIR", help="draw a story of this folder")


def run(chosen: argparse.Namespace) -> int:
    """Draw.

    Raises:
        CommandError: there is no such episode.
    """
    from game.opening import UnknownError, known
    from game.story.chart import chart
    from game.story.load import load_common, load_story

    folder = chosen.scenarios or places.SCENARIOS
    try:
        known(chosen.story, (f.stem for f in (folder / "stories").glob("*.yaml")), "episode")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    drawn = chart(load_story(folder / "stories" / f"{chosen.story}.yaml", load_common(folder)))
    names = {node: f"n{number}" for number, node in enumerate(drawn.nodes)}
    print("flowchart TD")
    for way in drawn.ways:
        print(f"  {names[way.source]}[{way.source}] --> {names[way.target]}[{way.target}]")
    return 0
