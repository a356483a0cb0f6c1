"""`sarika languages update`: bring templates and catalogs up to date with the sources."""

import argparse
import gc
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.commands import FOUND, CommandError
from game.commands.telling import Shown

if TYPE_CHECKING:
    from game.language.update import Changed

DESCRIPTION = "Bring the templates and all catalogs up to date with stories and screens."


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after `sarika languages update`."""
    parser.add_argument(
        "--domain",
        action="append",
        metavar="NAME",
        help="only this one: interface, common, quick-eyes or an episode; can be given again",
    )


def run(chosen: argparse.Namespace) -> int:
    """Update, and say what changed.

    Returns:
        1 if a source or a catalog could not be read, else 0.

    Raises:
        CommandError: there is no such domain, or the files cannot be written.
    """
    from game.language.update import domains, update
    from game.opening import UnknownError, known

    checkout()
    try:
        for domain in chosen.domain or ():
            known(domain, domains(places.ROOT), "domain")
    except UnknownError as error:
        raise CommandError(str(error)) from None
    progress = Shown("Updating")
    gc.disable()  # it would look through all texts again and again, and find nothing to collect
    try:
        done = update(places.ROOT, datetime.now(UTC), chosen.domain, progress)
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from None
    finally:
        gc.enable()
        progress.over()
    for changed in done.changed:
        print(_line(changed))
    if not done.changed:
        print("Nothing has changed.")
    for problem in done.problems:
        print(problem, file=sys.stderr)
    return FOUND if done.problems else 0


def checkout() -> Path:
    """Give the folder of the project, where catalogs are worked on.

    Raises:
        CommandError: this is an installed game, without its sources.
    """
    if not (places.ROOT / "game").is_dir():
        raise CommandError(
            f"{places.ROOT} is an installed game. Work on languages in the folder of the project, "
            "installed with `pip install -e .`"
        )
    return places.ROOT


def _line(changed: "Changed") -> str:
    file = changed.file.relative_to(places.ROOT)
    said = [f"{changed.new:,} new"] if changed.new else []
    if changed.fuzzy:
        said.append(f"{changed.fuzzy:,} of them fuzzy, with the translation of a similar text")
    if changed.gone:
        said.append(f"{changed.gone:,} gone")
    return f"{file}: {', '.join(said) or 'places or comments'}"
