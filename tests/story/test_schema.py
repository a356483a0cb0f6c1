"""What an editor makes of our files with the schemas that we ship."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator

from game.places import SCENARIOS
from game.story.schema import FORMATS, file_name, main, schema, written
from game.story.shapes import Shape
from tests.story.examples import BROKEN, QUICK, QUICK_BROKEN, SHORT
from tests.story.generated import stories
from tests.story.samples import FIXTURES


class Yaml11(yaml.SafeLoader):
    """Reads `No`, `12:30` and `1_000` as editors do that follow YAML 1.1."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML declares it
        first: [(tag, regexp) for tag, regexp in pairs if not tag.endswith("timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Yaml12(yaml.SafeLoader):
    """Reads them as texts, as editors do that follow YAML 1.2; `12` is still a number there."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for kind, pattern, begins in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), begins
    )

READERS = (Yaml11, Yaml12)
GOOD = [
    *(
        (name, SCENARIOS / f"{name}.yaml")
        for name in ("cast", "tricks", "help", "words", "quick-eyes", "glossary")
    ),
    *((name, FIXTURES / f"{name}.yaml") for name in ("cast", "tricks", "help")),
    *(("story", path) for path in sorted((SCENARIOS / "stories").glob("*.yaml"))),
    *(("transcripts", path) for path in sorted((SCENARIOS / "transcripts").glob("*.yaml"))),
    ("story", FIXTURES / "stories" / "small.yaml"),
]
# What needs more than a schema knows: names that are declared elsewhere, rules between keys and
# between steps, keys of a message that could be contacts.
UNSEEN = (
    "the text is missing",
    "`fahh`",
    "`14-8`",
    "the lead does not write",
    "there is no group",
    "there is no contact `wlof`",
    "the members name somebody twice",
    "is somebody's id",
    "the contact is not in cast.yaml",
    "`3 to 0`",
    "`0 to 20`",
    "`evning`",
    "`wolff`",
    "`secrcy`",
    "a message is a trick or it is safe",
    "`becuase`",
    "in the condition `tol`",
    "`wlof`",
    "there is no person `wolf`",
    "no contact has written",
    "`tld`",
    "`1` does not fit told",
    "`4` does not fit gems",
    "an option is something to say or something to do",
    "`to` is for words that are said",
    "whom does the lead tell?",
    "`whom` is for telling",
    "`who` is for telling",
    "`heard` is for telling",
    "there is no person or contact `mnit`",
    "`nigth`",
    "the scene stops",
    "perhaps no option",
    "two options are both",
    "the last step of a scene",
    "the ending `asleep` stands",
    "stands in line 5 already",
    "`trick_lnk`",
    "an item is a trick, or it is safe",
    "`gem`",
    "`gems` stands twice",
)


def complaints(name: str, source: str, reader: type[yaml.SafeLoader]) -> list[str]:
    """Say what an editor marks."""
    document = yaml.load(source, reader)  # noqa: S506 - a safe loader
    found = Draft202012Validator(schema(name)).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_a_schema_and_current_where_editors_find_it(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    shipped = (SCENARIOS / file_name(name)).read_text(encoding="utf-8")
    assert shipped == written(name), "Run `python -m game.story.schema` and commit what it writes"


def test_all_are_written_by_one_command(tmp_path: Path) -> None:
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {file_name(name) for name in FORMATS}
    assert json.loads((tmp_path / "story.schema.json").read_bytes()) == schema("story")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "path"), GOOD, ids=lambda part: getattr(part, "stem", None))
def test_every_good_file_is_good_in_an_editor(
    name: str, path: Path, reader: type[yaml.SafeLoader]
) -> None:
    assert complaints(name, path.read_text(encoding="utf-8"), reader) == []


@pytest.mark.parametrize("reader", READERS)
@given(source=stories())
def test_no_story_that_the_loader_takes_is_refused(
    reader: type[yaml.SafeLoader], source: str
) -> None:
    assert complaints("story", source, reader) == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("old", "new", "finding"), BROKEN)
def test_what_a_schema_can_see_is_marked_in_an_editor(
    old: str, new: str, finding: str, reader: type[yaml.SafeLoader]
) -> None:
    marked = complaints("story", SHORT.replace(old, new), reader)
    assert bool(marked) is not any(unseen in finding for unseen in UNSEEN), marked


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("old", "new", "finding"), QUICK_BROKEN)
def test_what_a_schema_can_see_is_marked_in_quick_eyes(
    old: str, new: str, finding: str, reader: type[yaml.SafeLoader]
) -> None:
    assert complaints("quick-eyes", QUICK, reader) == []
    marked = complaints("quick-eyes", QUICK.replace(old, new, 1), reader)
    assert bool(marked) is not any(unseen in finding for unseen in UNSEEN), marked


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cast", "sex: girl", "sex: grl"),
        ("cast", "sex: girl", "gender: girl"),
        ("cast", "role: aunt", "role: ant"),
        ("tricks", "why: ", "wy: "),
        ("help", "country: TH", "country: TW"),
        ("help", "channel: ", "chanel: "),
        ("words", "reason: ", "reson: "),
        ("words", "\n    for: children", "\n    for: child"),
        ("transcripts", "as: ", "is: "),
        ("transcripts", "- ending: ", "- endings: [x, y]\n    note: "),
    ],
)
def test_mistakes_in_other_files_are_marked(name: str, old: str, new: str) -> None:
    path = next(path for kind, path in GOOD if kind == name)
    source = path.read_text(encoding="utf-8")
    assert old in source
    assert complaints(name, source.replace(old, new, 1), Yaml12)


@pytest.mark.parametrize(
    ("name", "path"), [good for good in GOOD if good[1].is_relative_to(SCENARIOS)]
)
def test_every_scenario_tells_editors_its_schema(name: str, path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]
    told = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert told
    assert (path.parent / told[1]).resolve() == (SCENARIOS / file_name(name)).resolve()


def tables(part: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Find every table with fixed keys in a schema."""
    if isinstance(part, dict):
        if "title" in part and part.get("type") == "object":
            yield part
        for inner in part.values():
            yield from tables(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from tables(inner)


@pytest.mark.parametrize("name", FORMATS)
def test_everything_says_what_it_is_for(name: str) -> None:
    found = list(tables(schema(name)))
    assert found
    for table in found:
        for key, value in table.get("properties", {}).items():
            assert value["description"], key


def test_editors_know_every_key_of_a_story() -> None:
    defined = FORMATS["story"][1]
    assert isinstance(defined, Shape)
    assert list(schema("story")["properties"]) == [key.name for key in defined.keys]
    step = schema("story")["$defs"]["step"]
    assert set(step["properties"]) == {
        "think", "narrate", "time", "ask", "choose", "go", "set", "talk", "end",
    }  # fmt: skip
    assert schema("story")["$defs"]["message"]["properties"]["feel"]["enum"] == [
        "calm", "glad", "unsure", "worried", "brave",
    ]  # fmt: skip


def test_a_kind_of_value_without_a_schema_is_not_passed_over() -> None:
    class Colour:
        def read(self, node: object, reading: object) -> None: ...

    from game.story.schema import _Writer

    with pytest.raises(TypeError, match="no schema is known for Colour"):
        _Writer().inline(Colour())
