"""`sarika languages glossary`: what it writes and what it says."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from game.commands import main

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def languages_of(source: str) -> set[str | None]:
    root = fromstring(source)  # noqa: S314 - we wrote it ourselves
    return {group.get(LANG) for group in root.iter("langSet")}


def test_all_languages_are_printed_as_tbx(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "glossary"]) == 0
    said = capsys.readouterr()
    assert languages_of(said.out) == {"en", "km", "th"}
    assert said.err == ""


def test_one_language_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages", "glossary", "--lang", "th"]) == 0
    assert languages_of(capsys.readouterr().out) == {"en", "th"}


@pytest.mark.parametrize(
    ("format_", "begins"), [("csv", '"source","target",'), ("omegat", "trick\tល្បិច\t")]
)
def test_each_table_is_written_to_a_file(
    format_: str, begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "glossary.utf8"
    typed = ["languages", "glossary", "--format", format_, "--lang", "km", "--out", str(out)]
    assert main(typed) == 0
    assert out.read_bytes().decode("utf-8").startswith(begins)
    assert b"\r" not in out.read_bytes()
    assert capsys.readouterr().out == f"The glossary is in {out}\n"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--format", "csv"], "a file of the format csv holds one language. Say which: --lang km"),
        (
            ["--lang", "tha"],
            "there is no translated language 'tha'. Did you mean th? There are: km, th",
        ),
        (["--lang", "en"], "there is no translated language 'en'. There are: km, th"),
        (["--out", "/nowhere/at/all"], "cannot write /nowhere/at/all: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", "glossary", *typed]) == 2
    assert capsys.readouterr().err == f"sarika: {said}\n"
