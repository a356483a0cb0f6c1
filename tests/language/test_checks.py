"""What is wrong with a translation, entry by entry."""

from pathlib import Path

import pytest

from game.language.checks import check_catalogs
from game.language.room import width
from game.places import SCENARIOS
from game.story.vocabulary import load_words

_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
AVOIDED = load_words(SCENARIOS / "words.yaml")


def found(folder: Path, language: str = "th", **catalogs: str) -> list[str]:
    for domain, entries in catalogs.items():
        (folder / f"{domain}.po").write_text(_HEADER + entries, encoding="utf-8")
    findings = check_catalogs(
        folder,
        dict.fromkeys(catalogs, ()),
        {"gifts": "A gift", "secrecy": "Our secret"},
        AVOIDED[language],
    )
    return [f"{Path(f.place.file).stem}:{f.place.line} {f.rule} {f.message}" for f in findings]


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        (
            'msgid "Hi {name}"\nmsgstr "สวัสดี"',
            "common:6 placeholder-lost `{name}` is lost in `สวัสดี`",
        ),
        (
            'msgid "Hi {player}"\nmsgstr "สวัสดี {playr}"',
            "common:6 placeholder-lost `{player}` is lost",
        ),
        (
            'msgid "Hi"\nmsgstr "สวัสดี {name}"',
            "common:6 placeholder-lost nothing takes the place of `{name}`",
        ),
        (
            'msgid "{count} star"\nmsgid_plural "{count} stars"\nmsgstr[0] "ดาว"',
            "common:6 placeholder-lost `{count}` is lost in `ดาว`",
        ),
        (
            'msgid "Hi"\nmsgstr "สวัสดีตอนเช้าที่สดใสมากเลยวันนี้"',
            "common:6 long-translation",
        ),
        (
            'msgid "Where are you?"\nmsgstr "Where are you?"',
            "common:6 same-as-source `Where are you?` is the English text.",
        ),
        ('msgid "8 to 14"\nmsgstr "๘ ถึง 14"', "common:6 mixed-digits `๘ ถึง 14` has Latin and Thai"),
        ('msgid "Oh no"\nmsgstr "โง่จัง"', "common:6 avoided-word `โง่`: It blames the child."),
        ('msgid "8 to 14"\nmsgstr "໘ ຫາ 14"', "common:6 mixed-digits `໘ ຫາ 14` has Lao and Latin"),
        (
            'msgid "One"\nmsgstr "หนึ่ง"\n\nmsgid "Two"\nmsgstr ""',
            "common:9 missing-translation 1 of 2 texts have no translation, the first is `Two`.",
        ),
        (
            '#, fuzzy\nmsgid "Two"\nmsgstr "สอง"',
            "common:7 missing-translation 1 of 1 texts have no translation (1 of them marked",
        ),
        (
            'msgid "One"\nmsgstr "หนึ่ง',
            "common:7 broken-catalog this is no line of a catalog",
        ),
    ],
)
def test_a_broken_entry_is_found_in_its_line(tmp_path: Path, entry: str, finding: str) -> None:
    first = found(tmp_path, common=entry + "\n")[0]
    assert first.startswith(finding), first


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Hi {name}"\nmsgstr "{name} สวัสดี"',
        'msgid "Haha 😂"\nmsgstr "Haha 😂"',
        '#. Name of a help line.\nmsgid "Thai Hotline"\nmsgstr "Thai Hotline"',
        '#. Source of the story.\nmsgid "UNODC Global Report"\nmsgstr "UNODC Global Report"',
        '#. For adults only; children never see it.\nmsgid "Feeling"\nmsgstr "รู้สึกโง่"',
        'msgid "SkyWolf_99"\nmsgstr "SkyWolf_99"',
        'msgid "{count} star"\nmsgid_plural "{count} stars"\nmsgstr[0] "{count} ดาว"',
        'msgid "100% sure"\nmsgstr "แน่ใจ 100%"',
    ],
)
def test_what_a_translation_may_do_is_no_finding(tmp_path: Path, entry: str) -> None:
    assert found(tmp_path, common=entry + "\n") == []


def test_a_trick_has_one_name_in_all_catalogs(tmp_path: Path) -> None:
    name = 'msgctxt "trick/secrecy"\nmsgid "Our secret"\nmsgstr "ความลับของเรา"\n'
    other = 'msgctxt "card"\nmsgid "Our secret"\nmsgstr "เรื่องลับ"\n'
    (finding,) = found(tmp_path, common=name, interface=other)
    assert finding == (
        "interface:7 trick-renamed the trick `Our secret` is `ความลับของเรา` elsewhere and "
        "`เรื่องลับ` here. Use one name"
    )


def test_a_catalog_and_a_text_that_are_not_there_are_missed(tmp_path: Path) -> None:
    (tmp_path / "one.po").write_text(_HEADER + 'msgid "A"\nmsgstr "ก"\n', encoding="utf-8")
    wanted = {"one": [("", "A"), ("scene/x", "B")], "two": []}
    one, two = check_catalogs(tmp_path, wanted, {}, ())
    assert one.message.startswith("1 of 2 texts have no translation, the first is `B`.")
    assert two.message == "there is no catalog for `two`. `sarika languages update` makes it"


@pytest.mark.parametrize(("text", "wide"), [("ខ្ញុំ", 1), ("ที่นี่", 2), ("បាន", 3), ("abc", 3), ("", 0)])
def test_marks_and_letters_below_take_no_room(text: str, wide: int) -> None:
    assert width(text) == wide
