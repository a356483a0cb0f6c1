"""Write the JSON Schemas of our files, from the one definition that the loader reads by.

Editors complete keys and values with them, and mark mistakes while somebody writes. A schema never
refuses what the loader takes. It cannot see everything that the loader sees: names that are
declared elsewhere, rules between keys, and misspelt keys of a message, which look like contacts.

`python -m game.story.schema` writes them into the folder of scenarios, where stories refer to them.
"""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from game.places import SCENARIOS
from game.story.formats import (
    AVOIDED_WORDS,
    CAST,
    GLOSSARY,
    HELP,
    QUICK_EYES,
    STORY,
    TRANSCRIPTS,
    TRICKS,
)
from game.story.shapes import (
    AGES,
    CHANGE,
    RANGE,
    SLUG,
    TRICK_NAME,
    WHOLE,
    Ages,
    Changes,
    Day,
    Holding,
    Listed,
    Matching,
    NameOf,
    OneOf,
    Shape,
    Steps,
    TableOf,
    Type,
    When,
    Whole,
    Words,
    YesNo,
)

Schema = dict[str, Any]

FORMATS: Mapping[str, tuple[str, Type]] = {
    "story": ("A story of Sarika", STORY),
    "cast": ("The people of Sarika's stories", CAST),
    "tricks": ("The tricks of Sarika's stories", TRICKS),
    "help": ("The help page of Sarika", HELP),
    "quick-eyes": ("The messages of Sarika's Quick Eyes", QUICK_EYES),
    "words": ("Words that Sarika does not use", AVOIDED_WORDS),
    "glossary": ("The glossary of Sarika", GLOSSARY),
    "transcripts": ("Transcripts of a story of Sarika", TRANSCRIPTS),
}
DRAFT = "https://json-schema.org/draft/2020-12/schema"

# The loader takes a text as it is typed; other readers of YAML see a number in `12`, a yes or no in
# `No`, and nothing in `~`.
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_YES_NO: Schema = {"type": "boolean"}  # what `yes` and `no` are for editors that follow YAML 1.1


def schema(name: str) -> Schema:
    """Make the schema of one kind of file.

    Args:
        name: a key of `FORMATS`.

    Returns:
        The schema, as what JSON can hold.
    """
    title, format_ = FORMATS[name]
    writer = _Writer()
    root = writer.inline(format_)
    return {"$schema": DRAFT, **root, "title": title, "$defs": dict(sorted(writer.defs.items()))}


def written(name: str) -> str:
    """Give the text of the file that holds a schema.

    Args:
        name: a key of `FORMATS`.
    """
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def file_name(name: str) -> str:
    """Give the name of the file that holds a schema.

    Args:
        name: a key of `FORMATS`.
    """
    return f"{name}.schema.json"


class _Writer:
    """Turn types into schemas; tables with fixed keys go to the definitions, once each."""

    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def of(self, type_: Type) -> Schema:
        """Give the schema of a type, or a reference to it."""
        match type_:
            case Words() | When():
                return self._defined("a text", lambda: dict(_TEXT))
            case Shape():
                return self._defined(type_.name, lambda: self._shape(type_))
            case Steps():
                return self._defined("a step", lambda: self._steps(type_))
            case _:
                return self.inline(type_)

    def inline(self, type_: Type) -> Schema:  # noqa: C901, PLR0911, PLR0912 - one case a type
        """Give the schema of a type itself."""
        match type_:
            case Matching(pattern=pattern):
                return _pattern(pattern)
            case Whole(least=least, most=most):
                kinds = {"type": ["integer", "string"], "minimum": least, "maximum": most}
                return kinds | {"pattern": _whole(WHOLE)}
            case OneOf(words=words):
                return {"enum": list(words)}
            case YesNo():
                return {"anyOf": [{"enum": ["yes", "no"]}, _YES_NO]}
            case NameOf(sort=sort):
                return _pattern((TRICK_NAME if sort == "trick" else SLUG).pattern)
            case Day():
                return {"type": "string", "format": "date"}
            case Ages():
                return _pattern(AGES)
            case Holding():
                return {"anyOf": [{"enum": ["no", "yes"]}, _YES_NO, _pattern(RANGE)]}
            case Changes():
                return _changes()
            case Listed():
                return self._listed(type_)
            case TableOf():
                return self._table(type_)
            case Shape():
                return self._shape(type_)
            case _:
                raise TypeError(f"no schema is known for {type(type_).__name__}. Add a case here")

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Refer to a definition by its name, after `a`, `an` or `the`."""
        key = name.partition(" ")[2].replace(" ", "-").replace("'", "")
        if key not in self.defs:
            self.defs[key] = make()
        return {"$ref": f"#/$defs/{key}"}

    def _listed(self, listed: Listed) -> Schema:
        one = self.of(listed.of)
        several: Schema = {"type": "array", "items": one, "minItems": listed.least}
        if listed.most is not None:
            several["maxItems"] = listed.most
        return {"anyOf": [one, several]} if listed.alone else several

    def _table(self, table: TableOf) -> Schema:
        return {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {_name(table.names, table.taken): self.of(table.of)},
            "additionalProperties": False,
        }

    def _shape(self, shape: Shape) -> Schema:
        described: Schema = {
            "title": shape.name,
            "description": shape.doc,
            "type": "object",
            "properties": {
                key.name: {"title": key.name, "description": key.doc, **self.of(key.type)}
                for key in shape.keys
            },
            "additionalProperties": False,
        }
        if required := [key.name for key in shape.keys if key.required]:
            described["required"] = required
        return described

    def _steps(self, steps: Steps) -> Schema:
        """Say what a step can be: the key that only one kind has decides."""
        kinds = steps.kinds
        shapes = (*kinds.values(), steps.message, steps.lead_line, steps.note)
        taken = frozenset(key for shape in shapes for key in shape.by_name)
        others = [
            *(self._spoken(shape, taken) for shape in (steps.message, steps.lead_line)),
            self.of(steps.note),
        ]
        return {
            "title": "a step",
            "description": "Who writes, or what happens: "
            "the id of a contact or of the lead and the message, or one of the keys below.",
            "type": "object",
            "minProperties": 1,
            # Listed for editors, which complete them; what they hold is said under `allOf`.
            "properties": {kind: {"description": shape.doc} for kind, shape in kinds.items()},
            "allOf": [
                {"if": {"required": [kind]}, "then": self.of(shape)}
                for kind, shape in kinds.items()
            ],
            "if": {"not": {"anyOf": [{"required": [kind]} for kind in kinds]}},
            "then": {"anyOf": others},
        }

    def _spoken(self, shape: Shape, taken: frozenset[str]) -> Schema:
        """Describe a step that begins with somebody's id, which can be any name."""
        keys = frozenset(shape.by_name)

        def make() -> Schema:
            ids = {_name(SLUG, taken): self.of(Words())}
            # Some key is not among the others, so that it is somebody's id.
            an_id = {"not": {"propertyNames": {"enum": sorted(keys)}}}
            return self._shape(shape) | {"patternProperties": ids} | an_id

        return self._defined(shape.name, make)


def _changes() -> Schema:
    become = [{"enum": ["yes", "no"]}, _YES_NO, {"type": "integer"}, _pattern(CHANGE)]
    return {
        "type": "object",
        "minProperties": 1,
        "patternProperties": {_name(SLUG, frozenset()): {"anyOf": become}},
        "additionalProperties": False,
    }


def _pattern(pattern: re.Pattern[str]) -> Schema:
    return {"type": "string", "pattern": _whole(pattern)}


def _whole(pattern: re.Pattern[str]) -> str:
    return f"^(?:{pattern.pattern})$"


def _name(names: Matching, taken: frozenset[str]) -> str:
    """Give the pattern of names that authors choose, without those that mean something else."""
    but = f"(?!(?:{'|'.join(sorted(taken))})$)" if taken else ""
    return f"^{but}{names.pattern.pattern}$"


def main(folder: Path = SCENARIOS) -> None:
    """Write all schemas.

    Args:
        folder: where the files go.
    """
    for name in FORMATS:
        (folder / file_name(name)).write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    main()
