from pathlib import Path

import pytest

from game.language.pofiles import CatalogError, read_catalog

GOOD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Play"\nmsgstr "เล่น"\n'
)


def write(folder: Path, content: bytes) -> Path:
    file = folder / "interface.po"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("addition", "line"),
    [
        (b'msgid "No\nmsgstr ""\n', 6),
        (b'msgid "No"\nmsgstr "a "quoted" word"\n', 7),
        (b'msgid "No"\nmsgstr "ends with a backslash\\"\n', 7),
        (b'msgid "No"\nmsgtext ""\n', 7),
        (b"<<<<<<< yours\n", 6),
        (b'msgid "No"\nmsgstr "\xff"\n', 7),
    ],
)
def test_a_broken_entry_is_told_with_its_line(tmp_path: Path, addition: bytes, line: int) -> None:
    file = write(tmp_path, GOOD.encode() + addition)
    with pytest.raises(CatalogError) as error:
        read_catalog(file)
    assert str(error.value).startswith(f"{file}:{line}: ")


def test_an_entry_without_a_translation_is_told(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.encode() + b'\nmsgid "No"\n\nmsgid "Yes"\nmsgstr ""\n')
    with pytest.raises(CatalogError, match=r":7: the entry has no msgstr"):
        read_catalog(file)


def test_what_other_tools_write_is_read(tmp_path: Path) -> None:
    tools = b'\r\n#~ msgid "Old"\r\n#~ msgstr "x"\r\n#| msgid "Was"\r\nmsgid "Is"\r\nmsgstr "y"\r\n'
    catalog = read_catalog(write(tmp_path, GOOD.encode() + tools))
    assert catalog.entries["", "Is"].msgstr == ("y",)
