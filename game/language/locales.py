"""Read what a language is, from `locales/<code>/locale.yaml`: names, script, fonts, fallback.

Read before the first frame, and therefore without a YAML library: a locale file holds `key: value`
lines only, with the fonts indented below theirs.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from game.places import ASSETS

_LOG = logging.getLogger(__name__)
_LINE = re.compile(r"(?P<indent>\s*)(?P<key>\w+):\s*(?P<value>.*?)\s*(?:\s#.*)?")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_REQUIRED = ("code", "name", "english_name", "script", "direction")


class LocaleError(Exception):
    """Say in one line which locale file is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Locale:
    """Describe one language of the game.

    Args:
        code: its language tag, also the name of its folder.
        name: what its speakers call it.
        english: what English calls it.
        script: four letters of ISO 15924, for the text shaper.
        direction: "ltr" or "rtl".
        fonts: the files of the faces "regular" and "bold"; None where there is none.
        fallback: the language whose texts stand in for missing ones.
        reviewed: which native speaker read it, and when; None if nobody did.
        line_height: distance between baselines, in font sizes.
        whole_words: words that no line may be broken in, beyond what the dictionary knows.
        problems: one line for each font that was not found.
    """

    code: str
    name: str
    english: str
    script: str
    direction: str
    fonts: Mapping[str, Path | None]
    fallback: str
    reviewed: str | None
    line_height: float
    whole_words: tuple[str, ...]
    problems: tuple[str, ...]


def load_locales(folder: Path) -> dict[str, Locale]:
    """Read all languages; a broken one is logged and left out.

    Args:
        folder: the folder with one folder a language.

    Returns:
        the languages by code, in the order of their codes.
    """
    locales: dict[str, Locale] = {}
    for file in sorted(folder.glob("*/locale.yaml")):
        try:
            locale = read_locale(file)
        except LocaleError as error:
            _LOG.warning("%s", error)
            continue
        for problem in locale.problems:
            _LOG.warning("%s", problem)
        locales[locale.code] = locale
    return locales


def read_locale(file: Path) -> Locale:
    """Read one locale file.

    Args:
        file: `locale.yaml` in a folder named like the language.

    Returns:
        the language; a font that is missing is None and named in its problems.

    Raises:
        LocaleError: if the file cannot be read or lacks what every language needs.
    """
    fields = _fields(file)
    missing = [key for key in _REQUIRED if key not in fields]
    if missing:
        raise LocaleError(f"{file}:1: `{missing[0]}` is missing. Add a line `{missing[0]}: …`")
    code = file.parent.name
    _check(file, fields, "code", valid=fields["code"].value == code and bool(_CODE.fullmatch(code)))
    _check(file, fields, "direction", valid=fields["direction"].value in {"ltr", "rtl"})
    fonts: dict[str, Path | None] = {}
    problems: list[str] = []
    for weight in ("regular", "bold"):
        field = fields.get(f"fonts.{weight}")
        fonts[weight] = _font(field.value, file.parent) if field else None
        if field and fonts[weight] is None:
            problems.append(f"{file}:{field.line}: there is no font {field.value}. Install it")
    return Locale(
        code=code,
        name=fields["name"].value,
        english=fields["english_name"].value,
        script=fields["script"].value,
        direction=fields["direction"].value,
        fonts=fonts,
        fallback=fields["fallback"].value if "fallback" in fields else "en",
        reviewed=_reviewed(fields),
        line_height=_line_height(file, fields),
        whole_words=_whole_words(file.parent),
        problems=tuple(problems),
    )


def _whole_words(folder: Path) -> tuple[str, ...]:
    """Read the words of `whole-words.txt`, one a line; most languages have none."""
    try:
        return tuple((folder / "whole-words.txt").read_text("utf-8").split())
    except FileNotFoundError:
        return ()


@dataclass(frozen=True, slots=True)
class _Field:
    value: str
    line: int


def _fields(file: Path) -> dict[str, _Field]:
    """Read `key: value` lines; an indented key is named `parent.key`."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LocaleError(f"{file}:1: {error}. Save the file as UTF-8") from None
    fields: dict[str, _Field] = {}
    parent = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            raise LocaleError(f"{file}:{number}: not a line `key: value`: {line.strip()}. Mend it")
        key = match["key"]
        if not match["indent"]:
            parent = f"{key}."
        else:
            key = parent + key
        fields[key] = _Field(match["value"].strip("\"'"), number)
    return fields


def _check(file: Path, fields: Mapping[str, _Field], key: str, *, valid: bool) -> None:
    if not valid:
        hints = {
            "code": f"Use a language tag, and the folder's name: {file.parent.name}",
            "direction": "Use ltr or rtl",
            "line_height": "Use a number such as 1.4",
        }
        field = fields[key]
        raise LocaleError(f"{file}:{field.line}: {key} cannot be {field.value}. {hints[key]}")


def _line_height(file: Path, fields: Mapping[str, _Field]) -> float:
    if "line_height" not in fields:
        return 1.5
    value = fields["line_height"].value
    _check(file, fields, "line_height", valid=bool(re.fullmatch(r"[1-3](\.\d+)?", value)))
    return float(value)


def _reviewed(fields: Mapping[str, _Field]) -> str | None:
    by, on = fields.get("reviewed.by"), fields.get("reviewed.on")
    return f"{by.value}, {on.value}" if by and on else None


def _font(reference: str, folder: Path) -> Path | None:
    """Find a font: `package file` in a font package, or a file beside the locale or among ours."""
    package, _, name = reference.rpartition(" ")
    places = [folder, ASSETS / "fonts"]
    if package:
        spec = find_spec(package.replace("-", "_"))
        places = [
            Path(place) / "files" for place in (spec and spec.submodule_search_locations) or ()
        ]
    if Path(name).name != name:
        return None
    return next((place / name for place in places if (place / name).is_file()), None)
