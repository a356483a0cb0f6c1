import logging
from pathlib import Path

import pytest

from game.language.locales import LocaleError, load_locales, read_locale, read_locales
from game.places import LOCALES

LAO = """\
code: lo  # as in every list of languages
name: "ລາວ"
english_name: Lao
script: Laoo
direction: ltr
fonts:
  regular: fontpkg-sarabun Sarabun-Regular.ttf
  bold: Lao-Bold.ttf
"""


def lao(folder: Path, text: str = LAO) -> Path:
    file = folder / "lo" / "locale.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return file


def test_the_game_speaks_english_khmer_and_thai() -> None:
    locales = load_locales(LOCALES)
    assert [(it.code, it.name, it.english, it.script) for it in locales.values()] == [
        ("en", "English", "English", "Latn"),
        ("km", "ភាសាខ្មែរ", "Khmer", "Khmr"),
        ("th", "ภาษาไทย", "Thai", "Thai"),
    ]


@pytest.mark.parametrize("code", ["en", "th", "km"])
def test_each_language_has_an_installed_regular_face(code: str) -> None:
    regular = load_locales(LOCALES)[code].fonts["regular"]
    assert regular is not None
    assert regular.read_bytes().startswith(b"\x00\x01\x00\x00")


def test_nobody_claims_a_review_that_did_not_happen() -> None:
    assert all(locale.reviewed is None for locale in load_locales(LOCALES).values())


def test_a_new_folder_is_a_new_language(tmp_path: Path) -> None:
    file = lao(tmp_path, LAO + "reviewed:\n  by: Noy\n  on: 2027-01-05\nline_height: 1.8\n")
    locale = read_locale(file)
    assert (locale.code, locale.name, locale.fallback) == ("lo", "ລາວ", "en")
    assert (locale.reviewed, locale.line_height) == ("Noy, 2027-01-05", 1.8)


def test_a_font_beside_the_locale_file_is_found(tmp_path: Path) -> None:
    file = lao(tmp_path)
    font = file.with_name("Lao-Bold.ttf")
    font.write_bytes(b"OTTO")
    assert read_locale(file).fonts["bold"] == font


def test_a_missing_font_is_named_with_its_line_and_the_language_still_works(
    tmp_path: Path,
) -> None:
    file = lao(tmp_path)
    locale = read_locale(file)
    assert locale.fonts["regular"] is not None
    assert locale.fonts["bold"] is None
    (problem,) = map(str, locale.problems)
    assert problem == f"{file}:8: there is no font Lao-Bold.ttf. Put it into {file.parent}"


@pytest.mark.parametrize("font", ["../lo/Lao-Bold.ttf", "/etc/Lao.ttf", "fontpkg-none Lao.ttf"])
def test_a_font_outside_its_places_is_not_taken(tmp_path: Path, font: str) -> None:
    file = lao(tmp_path, LAO.replace("Lao-Bold.ttf", font))
    file.with_name("Lao-Bold.ttf").write_bytes(b"OTTO")
    assert read_locale(file).fonts["bold"] is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code: lo ", "code: la ", ":1: code cannot be la. Use a language tag, and the folder's"),
        ("direction: ltr", "direction: up", ":5: direction cannot be up. Use ltr or rtl"),
        ("script: Laoo\n", "script: lao\n", ":4: script cannot be lao. Use four letters of ISO"),
        ("fonts:", "fallback: ../th\nfonts:", ":6: fallback cannot be ../th. Use a language tag"),
        ("script: Laoo\n", "", ":1: `script` is missing. Add a line `script: …`"),
        ("script: Laoo", "[script]", ":4: not a line `key: value`: [script]. Mend it"),
        ("fonts:", "line_height: big\nfonts:", ":6: line_height cannot be big. Use a number"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    file = lao(tmp_path, LAO.replace(old, new))
    with pytest.raises(LocaleError) as error:
        read_locale(file)
    assert str(error.value).startswith(f"{file}{message}")


def test_a_broken_language_is_logged_and_the_others_stay(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lao(tmp_path).write_bytes(b"name: \xff")
    other = tmp_path / "km" / "locale.yaml"
    other.parent.mkdir()
    other.write_bytes((LOCALES / "km" / "locale.yaml").read_bytes())
    with caplog.at_level(logging.WARNING):
        assert list(load_locales(tmp_path)) == ["km"]
    assert "lo/locale.yaml:1:" in caplog.text.replace("\\", "/")


def test_a_font_is_found_wherever_its_package_keeps_it(tmp_path: Path) -> None:
    package = "justmytype-intl-sea NotoSansLao[wdth,wght].ttf"
    file = lao(tmp_path, LAO.replace("fontpkg-sarabun Sarabun-Regular.ttf", package))
    regular = read_locale(file).fonts["regular"]
    assert regular is not None
    assert regular.parent.name == "notosanslao"


def test_a_file_that_is_no_font_is_named_and_not_taken(tmp_path: Path) -> None:
    file = lao(tmp_path)
    file.with_name("Lao-Bold.ttf").write_text("a note", encoding="utf-8")
    locale = read_locale(file)
    assert locale.fonts["bold"] is None
    assert str(locale.problems[0]).startswith(f"{file}:8: Lao-Bold.ttf is no TrueType")


def test_words_that_cannot_be_read_are_named_and_the_language_is_there(tmp_path: Path) -> None:
    file = lao(tmp_path, LAO.replace("  bold: Lao-Bold.ttf\n", ""))
    words = file.with_name("whole-words.txt")
    words.write_bytes("ສະຫວັນ\n".encode() + b"\xff\n")
    locale = read_locale(file)
    assert locale.whole_words == ()
    assert [*map(str, locale.problems)] == [f"{words}:2: this is not UTF-8. Save the file as UTF-8"]


@pytest.mark.parametrize("name", ["Lao", "l", "lo_LA", "lo.old", "lo-", "lo-123456789"])
def test_a_folder_whose_name_is_no_language_tag_is_no_language(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "locale.yaml"
    file.parent.mkdir()
    file.write_text(LAO.replace("code: lo ", f"code: {name} "), encoding="utf-8")
    locales, (problem,) = read_locales(tmp_path)
    assert locales == {}
    assert str(problem).startswith(f"{file}:1: code cannot be {name}. Use a language tag")


@pytest.mark.parametrize("linked", ["folder", "file"])
def test_a_language_that_lies_outside_is_refused(tmp_path: Path, linked: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    file = lao(tmp_path / "elsewhere")
    locales = tmp_path / "locales"
    locales.mkdir()
    if linked == "folder":
        (locales / "lo").symlink_to(file.parent, target_is_directory=True)
    else:
        (locales / "lo").mkdir()
        (locales / "lo/locale.yaml").symlink_to(file)
    found, (problem,) = read_locales(locales)
    assert found == {}
    assert problem.what == "the language lies outside the folder of languages. Copy it here"


def test_a_locale_file_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    file = lao(tmp_path, LAO + "# more\n" * 20_000)
    with pytest.raises(LocaleError, match="more than 100 kB"):
        read_locale(file)
