import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game import places
from tests.screen.stories import ONE_CHAT, write_stories

HELLO = "Hello there"
THAI = {HELLO: "สวัสดีครับ", "Just asking": "ถามเฉย ๆ"}
_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """The folder of one small story, `one`."""
    return write_stories(tmp_path / "scenarios", one=ONE_CHAT)


@pytest.fixture
def translate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Path]:
    """Give the game English and a Thai with nothing but a catalog of the small story."""
    locales = tmp_path / "locales"
    for code in ("en", "th"):
        (locales / code / "LC_MESSAGES").mkdir(parents=True)
        shutil.copy(places.LOCALES / code / "locale.yaml", locales / code)
    shutil.copytree(places.LOCALES / "templates", locales / "templates")
    monkeypatch.setattr(places, "LOCALES", locales)
    monkeypatch.setattr(places, "cache_folder", lambda: tmp_path / "cache")

    def write(texts: dict[str, str], flags: str = "") -> Path:
        entries = [
            f'{flags}msgctxt "scene/first"\nmsgid "{english}"\nmsgstr "{thai}"\n'
            for english, thai in texts.items()
        ]
        file = locales / "th" / "LC_MESSAGES" / "one.po"
        file.write_text("\n".join([_HEADER, *entries]), encoding="utf-8")
        return file

    write(THAI)
    return write
