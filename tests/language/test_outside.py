"""Other makers' programs find nothing wrong with our catalogs."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from game.language.beginning import begin
from game.language.cldr import language
from game.language.pofiles import read_catalog
from game.language.update import translated_languages
from game.places import LOCALES
from tests.language.test_update import NOW

LANGUAGES = translated_languages(LOCALES)
CATALOGS = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
FALSE_ALARMS = tomllib.loads(Path(__file__).with_name("pofilter.toml").read_text("utf-8"))
_ALARM = re.compile(r"\(pofilter\) (\w+):")

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")


@needs_gettext
@pytest.mark.parametrize("file", CATALOGS, ids=lambda it: f"{it.parts[-3]} {it.name}")
def test_msgfmt_finds_nothing(file: Path) -> None:
    assert msgfmt(file) == ""


@needs_gettext
@pytest.mark.parametrize("code", ["lo", "ar", "pt-BR"])
def test_msgfmt_finds_nothing_in_the_catalogs_of_a_new_language(code: str, tmp_path: Path) -> None:
    shutil.copytree(LOCALES / "templates", tmp_path / "templates")
    begin(tmp_path, language(code), NOW)
    for file in (tmp_path / code / "LC_MESSAGES").iterdir():
        assert msgfmt(file) == ""


def msgfmt(file: Path) -> str:
    command = ["msgfmt", "--check", "-o", "-", str(file)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stderr.decode() or ("" if done.returncode == 0 else f"status {done.returncode}")


@pytest.mark.parametrize("code", LANGUAGES)
def test_pofilter_finds_nothing_but_the_false_alarms_that_are_listed(
    code: str, tmp_path: Path
) -> None:
    catalogs = LOCALES / code / "LC_MESSAGES"
    command = [sys.executable, "-m", "translate.filters.pofilter", "--progress=none", "--nofuzzy"]
    # It ends with status 0 whatever it finds; what it finds are the files it writes.
    done = subprocess.run(
        [*command, f"--language={code}", str(catalogs), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "error" not in done.stderr.lower(), done.stderr
    filters = {it["name"] for it in FALSE_ALARMS["filter"] if code in it["languages"]}
    texts = {
        (it["filter"], text)
        for it in FALSE_ALARMS["text"]
        if it["language"] == code
        for text in it["texts"]
    }
    found = [
        f"{file.name}: {alarm}: {entry.msgid} -> {entry.msgstr[0]}"
        for file in sorted(tmp_path.glob("*.po"))
        for entry in read_catalog(file).entries.values()
        for alarm in _ALARM.findall("\n".join(entry.comments))
        if alarm not in filters and (alarm, entry.msgid) not in texts
    ]
    assert found == []


def test_every_false_alarm_has_its_reason() -> None:
    for it in [*FALSE_ALARMS["filter"], *FALSE_ALARMS["text"]]:
        assert it["reason"].endswith(".")
