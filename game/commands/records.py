"""`sarika records`: sum up, give away, take in, push, erase and end records; one file a part."""

import argparse
import importlib

DESCRIPTION = (
    "Sum up the records, export, import, gather, push and erase them; say how long they are kept."
)
PARTS = ("summary", "export", "import", "gather", "push", "erase", "keep")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika records`."""
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for name in PARTS:
        module = importlib.import_module(f"game.commands.records_{name}")
        part = parts.add_parser(name, help=module.DESCRIPTION, description=module.DESCRIPTION)
        module.describe(part)
        part.set_defaults(run_part=module.run)


def run(chosen: argparse.Namespace) -> int:
    """Run the part that was typed."""
    return int(chosen.run_part(chosen))
