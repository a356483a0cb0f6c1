"""The command line: one file a command, each with `describe` and `run`."""

import argparse
import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType

import game

COMMANDS = (
    "play",
    "demo",
    "check",
    "map",
    "review",
    "guide",
    "preview",
    "languages",
    "simulate",
    "records",
    "report",
    "doctor",
)

FOUND = 1
USED_WRONGLY = 2


class CommandError(Exception):
    """A command cannot do what it was asked; the message is one line for people."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: what was typed after `sarika`; the process's own for None.

    Returns:
        0; 1 when something was found wrong; 2 when the command was used wrongly.
    """
    # pygame greets on stdout otherwise, in the middle of what a command prints.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if not typed or (typed[0].startswith("-") and typed[0] not in ("-h", "--help", "--version")):
        typed = ["play", *typed]
    chosen = _parser(typed[0]).parse_args(typed)
    try:
        return int(chosen.run(chosen))
    except CommandError as error:
        print(f"sarika: {error}", file=sys.stderr)
        return USED_WRONGLY
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has enough; let the interpreter not complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    """Say in one line what no command foresaw; for a mistake of ours, keep the details."""
    from game.learning.store import StoreUnavailable
    from game.places import cache_folder
    from game.story.findings import StoryError

    if isinstance(error, StoryError):
        print(error, file=sys.stderr)
        return FOUND
    if isinstance(error, StoreUnavailable):
        print(f"sarika: {error}. Choose another folder with --data", file=sys.stderr)
        return USED_WRONGLY
    details = cache_folder() / "went-wrong.txt"
    with contextlib.suppress(OSError):
        details.parent.mkdir(parents=True, exist_ok=True)
        details.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    what = f"{type(error).__name__}: {error}"
    print(
        f"sarika: something went wrong in the game ({what}). Please send us {details}",
        file=sys.stderr,
    )
    return FOUND


def _parser(typed: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sarika",
        description="A game in which children notice what messages are trying to do. "
        "Without a command, it opens the game.",
    )
    parser.add_argument("--version", action="version", version=f"sarika {game.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        # Only what was typed is read whole: the game must open at once.
        module = _module(name) if typed in (name, "-h", "--help") or typed not in COMMANDS else None
        if module is None:
            continue
        words = module.DESCRIPTION
        command = commands.add_parser(name, help=words, description=words)
        module.describe(command)
        command.set_defaults(run=module.run)
    return parser


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"game.commands.{name}")
