"""Write the JSON Schemas of our files, from the one definition that the loader reads by.

`python -m game.story.schema` writes them into the folder of scenarios, where editors find them.
"""

import json
from pathlib import Path
from typing import Any

from game.places import SCENARIOS
from game.story.formats import CAST, HELP, STORY, TRICKS
from game.story.shapes import Listed, Matching, OneOf, Shape, TableOf, Type

FORMATS: dict[str, Type] = {"story": STORY, "cast": CAST, "tricks": TRICKS, "help": HELP}
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """Make the schema of a kind of file.

    Args:
        name: a key of `FORMATS`.
    """
    return {"$schema": DRAFT, **_schema(FORMATS[name])}


def written(name: str) -> str:
    """Give the schema of a kind of file as the text of its file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _schema(type_: Type) -> dict[str, Any]:
    match type_:
        case OneOf(words=words):
            return {"enum": list(words)}
        case Matching(pattern=pattern):
            return {"type": "string", "pattern": f"^{pattern.pattern}$"}
        case Listed(of=of):
            return {"type": "array", "items": _schema(of)}
        case TableOf(of=of):
            return {"type": "object", "additionalProperties": _schema(of)}
        case Shape(doc=doc, keys=keys):
            properties = {key.name: _schema(key.type) | {"description": key.doc} for key in keys}
            return {"type": "object", "description": doc, "properties": properties}
        case _:
            return {}


def main(folder: Path = SCENARIOS) -> None:
    """Write all schemas."""
    for name in FORMATS:
        (folder / f"{name}.schema.json").write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    main()
