"""Read what a language is, from `locales/<code>/locale.yaml`: names, script, fonts, fallback.

Read before the first frame, and therefore without a YAML library: a locale file holds `key: value`
lines only, with the fonts indented below theirs.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from game.places import ASSETS

_LOG = logging.getLogger(__name__)
_LINE = re.compile(r"(?P<indent>\s*)(?P<key>\w+):\s*(?P<value>.*?)\s*(?:\s#.*)?")
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
FILE = "locale.yaml"
_PACKAGE = re.compile(r"[A-Za-z][\w-]*")
_SCRIPT = re.compile("[A-Z][a-z]{3}")
_REQUIRED = ("code", "name", "english_name", "script", "direction")
_LARGEST = 100_000  # bytes
_FONTS = (b"\0\1\0\0", b"OTTO", b"true")  # how TrueType and OpenType fonts begin


class LocaleError(Exception):
    """Say in one line which locale file is wrong, where, and what to do.

    Args:
        file: the locale file, or one beside it.
        line: where it is wrong, from 1.
        what: what is wrong, and what to do; without a full stop at the end.
    """

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.file = file
        self.line = line
        self.what = what


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
        problems: what is wrong with its fonts and words; the language is there all the same.
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
    problems: tuple[LocaleError, ...]


def load_locales(folder: Path) -> dict[str, Locale]:
    """Read all languages; a broken one is logged and left out.

    Args:
        folder: the folder with one folder a language.

    Returns:
        the languages by code, in the order of their codes.
    """
    locales, problems = read_locales(folder)
    for problem in problems:
        _LOG.warning("%s", problem)
    return locales


def font_url(locale: Locale, weight: str = "regular") -> str:
    """Give a face of a language as a data URL, since not every computer has its letters.

    Args:
        locale: the language.
        weight: "regular" or "bold".

    Returns:
        the URL; empty where there is no face.
    """
    from base64 import b64encode

    file = locale.fonts.get(weight)
    if file is None:
        return ""
    return f"data:font/ttf;base64,{b64encode(file.read_bytes()).decode()}"


def read_locales(folder: Path) -> tuple[dict[str, Locale], list[LocaleError]]:
    """Read all languages, and say what is wrong with any of them.

    Args:
        folder: the folder with one folder a language.

    Returns:
        the languages that can be read by code, in the order of their codes; and what is wrong.
    """
    locales: dict[str, Locale] = {}
    problems: list[LocaleError] = []
    for file in sorted(folder.glob(f"*/{FILE}")):
        try:
            locale = read_locale(file)
        except LocaleError as error:
            problems.append(error)
            continue
        problems += locale.problems
        locales[locale.code] = locale
    return locales, problems


def read_locale(file: Path) -> Locale:
    """Read one locale file.

    Args:
        file: `locale.yaml` in a folder named like the language.

    Returns:
        the language; a font that is missing is None and named in its problems.

    Raises:
        LocaleError: the file cannot be read, lacks what every language needs, or lies elsewhere.
    """
    if not lies_inside(file):
        what = "the language lies outside the folder of languages. Copy it here"
        raise LocaleError(file, 1, what)
    fields = _fields(file)
    missing = [key for key in _REQUIRED if key not in fields]
    if missing:
        raise LocaleError(file, 1, f"`{missing[0]}` is missing. Add a line `{missing[0]}: …`")
    code = file.parent.name
    _check(file, fields, "code", valid=fields["code"].value == code and bool(TAG.fullmatch(code)))
    _check(file, fields, "script", valid=bool(_SCRIPT.fullmatch(fields["script"].value)))
    _check(file, fields, "direction", valid=fields["direction"].value in {"ltr", "rtl"})
    fallback = fields["fallback"].value if "fallback" in fields else "en"
    _check(file, fields, "fallback", valid=bool(TAG.fullmatch(fallback)))
    fonts: dict[str, Path | None] = {}
    problems: list[LocaleError] = []
    for weight in ("regular", "bold"):
        field = fields.get(f"fonts.{weight}")
        try:
            fonts[weight] = _font(field.value, file.parent) if field else None
        except FileNotFoundError as error:
            fonts[weight] = None
            problems.append(LocaleError(file, field.line if field else 1, str(error)))
    words, wrong = _whole_words(file.parent)
    return Locale(
        code=code,
        name=fields["name"].value,
        english=fields["english_name"].value,
        script=fields["script"].value,
        direction=fields["direction"].value,
        fonts=fonts,
        fallback=fallback,
        reviewed=_reviewed(fields),
        line_height=_line_height(file, fields),
        whole_words=words,
        problems=(*problems, *wrong),
    )


def lies_inside(file: Path) -> bool:
    """Say whether a language lies in the folder of languages, and no link brings it in.

    Args:
        file: its locale file.
    """
    return file.resolve().parent == file.parent.parent.resolve() / file.parent.name


def _whole_words(folder: Path) -> tuple[tuple[str, ...], list[LocaleError]]:
    """Read the words of `whole-words.txt`, one a line; most languages have none."""
    file = folder / "whole-words.txt"
    try:
        return tuple(_read(file).split()), []
    except FileNotFoundError:
        return (), []
    except LocaleError as error:
        return (), [error]


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise LocaleError(file, 1, "the file has more than 100 kB. Shorten it")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LocaleError(file, line, "this is not UTF-8. Save the file as UTF-8") from None


@dataclass(frozen=True, slots=True)
class _Field:
    value: str
    line: int


def _fields(file: Path) -> dict[str, _Field]:
    """Read `key: value` lines; an indented key is named `parent.key`."""
    try:
        lines = _read(file).splitlines()
    except OSError as error:
        raise LocaleError(file, 1, f"it cannot be read ({error.strerror}). Mend that") from None
    fields: dict[str, _Field] = {}
    parent = ""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if not match:
            what = f"not a line `key: value`: {line.strip()[:40]}. Mend it"
            raise LocaleError(file, number, what)
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
            "script": "Use four letters of ISO 15924 such as Laoo",
            "direction": "Use ltr or rtl",
            "fallback": "Use a language tag such as en",
            "line_height": "Use a number such as 1.4",
        }
        field = fields[key]
        raise LocaleError(file, field.line, f"{key} cannot be {field.value[:40]}. {hints[key]}")


def _line_height(file: Path, fields: Mapping[str, _Field]) -> float:
    if "line_height" not in fields:
        return 1.5
    value = fields["line_height"].value
    _check(file, fields, "line_height", valid=bool(re.fullmatch(r"[1-3](\.\d+)?", value)))
    return float(value)


def _reviewed(fields: Mapping[str, _Field]) -> str | None:
    by, on = fields.get("reviewed.by"), fields.get("reviewed.on")
    return f"{by.value}, {on.value}" if by and on else None


def _font(reference: str, folder: Path) -> Path:
    """Find a font: `package file` in a font package, or a file beside the locale or among ours.

    Raises:
        FileNotFoundError: it is not there, or no font; the message says what to do.
    """
    package, _, name = reference.rpartition(" ")
    advice = f"Install it: pip install {package}" if package else f"Put it into {folder}"
    found = None
    if Path(name).name == name:
        found = next(_candidates(package, name, folder), None)
    if found is None:
        raise FileNotFoundError(f"there is no font {reference[:80]}. {advice}")
    with found.open("rb") as opened:
        if opened.read(4) not in _FONTS:
            raise FileNotFoundError(f"{name} is no TrueType or OpenType font. Take another one")
    return found


def _candidates(package: str, name: str, folder: Path) -> Iterator[Path]:
    if not package:
        yield from (
            place / name for place in (folder, ASSETS / "fonts") if (place / name).is_file()
        )
        return
    spec = find_spec(package.replace("-", "_")) if _PACKAGE.fullmatch(package) else None
    for place in (spec and spec.submodule_search_locations) or ():
        usual = Path(place) / "files" / name
        # Not every maker of font packages keeps them in the same folder.
        inside = [usual] if usual.is_file() else Path(place).rglob("*.[ot]tf")
        yield from (file for file in inside if file.name == name)
