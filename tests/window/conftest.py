from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.window.desktop import Desktop, a_desktop, missing


@pytest.fixture(scope="package")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """One screen for all tests; each has it for itself."""
    lacking = missing()
    if lacking:
        pytest.skip(f"no screen for a real window: {lacking}")
    with a_desktop(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Records of nobody yet, where every message waits for a key."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings = '{"language": "en", "wait": true, "sound": false}'
    (folder / "settings.json").write_text(settings, encoding="utf-8")
    return folder
