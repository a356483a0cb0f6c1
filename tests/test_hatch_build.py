import gettext
import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from game.language.fingerprints import MADE_FROM, fingerprint
from game.places import ROOT

pytest.importorskip("build")
hatch_build = pytest.importorskip("hatch_build")

BROKEN = 'msgid "lost\nmsgstr ""\n'
LOOK = """
from game.language.locales import load_locales
from game.places import LOCALES, ROOT
print(ROOT)
print(*load_locales(LOCALES))
print(load_locales(LOCALES)["km"].fonts["bold"])
"""
FACES = ["Lexend-Bold.ttf", "NotoSansKhmer-Bold.ttf"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a fresh checkout holds: no compiled catalog and no font."""
    folder = tmp_path_factory.mktemp("checkout")
    made = shutil.ignore_patterns("__pycache__", "*.mo", "fonts")
    for name in ("game", "scenarios", "locales", "assets", "LICENSES"):
        shutil.copytree(ROOT / name, folder / name, ignore=made)
    for name in ("pyproject.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, folder)
    (folder / "README.md").write_text("# Sarika\n")
    (folder / "locales" / "th" / "LC_MESSAGES" / "broken.po").write_text(BROKEN)
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", checkout],
        check=True,
        capture_output=True,
    )
    (built,) = (checkout / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    hatch_build.make_fonts(folder)
    return folder


def test_the_wheel_holds_stories_catalogs_fonts_and_the_tables_of_servers(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    assert {
        "game/scenarios/tricks.yaml",
        "game/locales/th/locale.yaml",
        "game/locales/th/LC_MESSAGES/common.po",
        "game/locales/th/LC_MESSAGES/common.mo",
        "game/locales/km/LC_MESSAGES/interface.mo",
        *(f"game/assets/fonts/{face}" for face in FACES),
        "game/assets/fonts/Lexend-Bold-LICENSE.txt",
        "game/server/migrations/env.py",
        "game/server/migrations/versions/v0001_events.py",
    } <= names
    assert {Path(name).name for name in names} >= {"Apache-2.0.txt", "CC-BY-SA-4.0.txt"}
    assert not [name for name in names if name.endswith(".pyc") or name.startswith("tests")]


def test_the_game_takes_the_compiled_catalogs_of_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        folder = "game/locales/th/LC_MESSAGES"
        made_from = fingerprint(opened.read(f"{folder}/interface.po"))
        compiled = gettext.GNUTranslations(BytesIO(opened.read(f"{folder}/interface.mo")))
    assert compiled.info()[MADE_FROM] == made_from


def test_a_broken_catalog_does_not_stop_the_build(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        assert "game/locales/th/LC_MESSAGES/broken.mo" not in opened.namelist()


def test_an_installed_game_finds_its_files_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "site")
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            LOOK,
        ],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    game = tmp_path / "site" / "game"
    assert found == [str(game), "en km th", str(game / "assets/fonts/NotoSansKhmer-Bold.ttf")]


@pytest.mark.parametrize("face", FACES)
def test_a_bold_face_is_static_and_bold(fonts: Path, face: str) -> None:
    with TTFont(fonts / face) as font:
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == 700
        assert font["name"].getDebugName(2) == "Bold"


def test_the_khmer_bold_face_holds_khmer_and_latin(fonts: Path) -> None:
    with TTFont(fonts / "NotoSansKhmer-Bold.ttf") as font:
        assert set(map(ord, "កខ្ញុំAz19")) <= font.getBestCmap().keys()


def test_a_font_is_made_the_same_every_time(fonts: Path, tmp_path: Path) -> None:
    hatch_build.make_fonts(tmp_path)
    for face in FACES:
        assert (tmp_path / face).read_bytes() == (fonts / face).read_bytes()


def test_a_font_that_is_there_is_not_made_again(fonts: Path) -> None:
    before = [(fonts / face).stat().st_mtime_ns for face in FACES]
    hatch_build.make_fonts(fonts)
    assert [(fonts / face).stat().st_mtime_ns for face in FACES] == before
