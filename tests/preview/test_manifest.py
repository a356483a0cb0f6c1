import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.language.catalogs import Request
from game.preview import manifest
from game.preview.manifest import Manifest
from game.preview.pictures import File, Part, Picture, Text

HELLO = Request("one", "scene/first", "Hello there")
DAYS = Request("interface", "here", "{count} day", "{count} days", 2)
SCREENS, LINES = Part(100, "screen", "one"), Part(100, "line", "one")
MADE_FROM = {"one": "hash", "two": "hash"}


def picture(name: str, *files: str, found: str = "สวัสดี", looks: str = "") -> Picture:
    return Picture(
        size=100,
        name=name,
        group="one",
        kind="line" if "/" in name else "screen",
        files=tuple(File(f"100/{file}.png", 1280, 720, looks or file) for file in files or (name,)),
        found={HELLO: found, DAYS: "{count} วัน"},
        texts=(
            Text("สวัสดี", ("สวัส", "ดี"), ("broken word: 'สวัสดี' in 3 px",), "seen", (HELLO,)),
            Text("2 วัน", ("2 วัน",), (), "spoken", (DAYS,)),
        ),
        troubles=("overflow: Row needs 3x3 px and has 2x3",),
        made_from="hash",
    )


def there(folder: Path, *pictures: Picture) -> Manifest:
    for it in pictures:
        for file in it.files:
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.path).touch()
    return Manifest({it.key: it for it in pictures})


def kept(folder: Path, known: Manifest, *parts: Part, made_from: str = "hash") -> set[str]:
    def found(request: Request) -> str:
        return {HELLO: "สวัสดี", DAYS: "{count} วัน"}[request]

    right = known.still_right(parts or (SCREENS, LINES), {"one": made_from}, found, folder)
    return {name for _, name in right}


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    known = Manifest({it.key: it for it in (picture("home"), picture("one/first-01-001"))})
    manifest.save(tmp_path, known)
    assert manifest.load(tmp_path) == known


@pytest.mark.parametrize("content", ["", "{}", "[]", "nonsense", '{"format": 0}', "\0"])
def test_a_manifest_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / manifest.NAME).write_text(content)
    assert manifest.load(tmp_path) == Manifest()


def test_a_damaged_manifest_is_as_good_as_none(tmp_path: Path) -> None:
    manifest.save(tmp_path, Manifest({(100, "home"): picture("home")}))
    file = tmp_path / manifest.NAME
    for key, value in json.loads(file.read_text("utf-8")).items():
        damaged = {**json.loads(file.read_text("utf-8")), key: [[value]]}
        (tmp_path / "damaged").mkdir(exist_ok=True)
        (tmp_path / "damaged" / manifest.NAME).write_text(json.dumps(damaged), "utf-8")
        assert manifest.load(tmp_path / "damaged") == Manifest()


def test_a_picture_is_right_while_nothing_it_is_made_of_has_changed(tmp_path: Path) -> None:
    known = there(tmp_path, picture("home"), picture("other", found="อื่น"))
    assert kept(tmp_path, known) == {"home"}
    assert kept(tmp_path, known, made_from="changed") == set()
    assert kept(tmp_path, known, LINES) == set()


def test_a_picture_whose_file_has_gone_is_not_right(tmp_path: Path) -> None:
    known = there(tmp_path, picture("home", "home", "home-2"))
    assert kept(tmp_path, known) == {"home"}
    (tmp_path / "100" / "home-2.png").unlink()
    assert kept(tmp_path, known) == set()


def test_a_picture_that_looks_like_another_goes_with_it(tmp_path: Path) -> None:
    twin = picture("twin", "home", looks="home")
    assert kept(tmp_path, there(tmp_path, picture("home"), twin)) == {"home", "twin"}
    changed = picture("home", found="อื่น")
    assert kept(tmp_path, there(tmp_path, changed, twin)) == set()
    # The other one was drawn again by itself, and looks different now.
    redrawn = replace(picture("home"), files=(File("100/home.png", 1280, 720, "new"),))
    assert kept(tmp_path, there(tmp_path, redrawn, twin)) == {"home"}


def test_a_longer_name_is_another_picture() -> None:
    home = picture("home")
    for path, own in (("home", True), ("home-2", True), ("home-played", False), ("homely", False)):
        assert home.owns(File(f"100/{path}.png", 1, 1, "")) == own
