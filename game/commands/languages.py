"""`sarika languages`: begin a language, bring its catalogs up to date, and say how far it is."""

import argparse
import importlib

DESCRIPTION = "Begin a language, bring catalogs up to date, and say how far each language is."
PARTS = ("new", "update", "status", "glossary")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika languages`."""
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for name in PARTS:
        module = importlib.import_module(f"game.commands.languages_{name}")
        part = parts.add_parser(name, help=module.DESCRIPTION, description=module.DESCRIPTION)
        module.describe(part)
        part.set_defaults(run_part=module.run)


def run(chosen: argparse.Namespace) -> int:
    """Run the part that was typed."""
    return int(chosen.run_part(chosen))
