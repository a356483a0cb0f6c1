import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from game import places
from game.language.catalogs import Request
from game.language.locales import load_locales
from game.preview.entries import Entries
from game.preview.page import page
from game.preview.pictures import File, Picture, Text
from tests.preview.conftest import HELLO

Translate = Callable[..., Path]
TITLES = {"screens": "All around", "one": "A story <1>"}
ASKED = Request("one", "scene/first", HELLO)


def text(shown: str, *lines: str, troubles: tuple[str, ...] = (), asked: Request = ASKED) -> Text:
    return Text(shown, lines or (shown,), troubles, "seen", (asked,))


def picture(name: str, *texts: Text, size: int = 100, file: str = "") -> Picture:
    return Picture(
        size=size,
        name=name,
        group="one",
        kind="line" if "/" in name else "screen",
        files=(File(f"{size}/{file or name}.png", 640, 360, "looks"),),
        found={},
        texts=texts,
        troubles=(),
        made_from="",
    )


def made(*pictures: Picture, language: str = "th", whole: bool = False) -> str:
    locale = load_locales(places.LOCALES)[language]
    entries = Entries(places.LOCALES, language)
    return page(pictures, locale, entries, TITLES, [], whole=whole)


def articles(content: str) -> dict[str, str]:
    return dict(re.findall(r'<article id="([^"]+)"[^>]*>(.*?)</article>', content, re.DOTALL))


def read(html: str) -> str:
    """Give what a reader sees."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


class _Outside(HTMLParser):
    """Collect what a page asks of others, and whether it is well formed."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag != "script"
        self.ids += filter(None, [given.get("id")])
        for key in ("src", "href"):
            address = given.get(key) or ""
            if address.startswith("#"):
                self.links.append(address[1:])
            elif address:
                self.asked.append(address)


def parsed(content: str) -> _Outside:
    parser = _Outside()
    parser.feed(content)
    return parser


def test_beside_a_picture_stands_its_entry_with_its_place(translate: Translate) -> None:
    file = translate({HELLO: "สวัสดีครับ"})
    shown = articles(made(picture("one-home", text("สวัสดีครับ"))))["one-home"]
    assert 'src="100/one-home.png" width=640 height=360' in shown
    assert re.search(rf"{file}:\d+ ", read(shown))
    for said in ("scene/first", HELLO, "สวัสดีครับ", "100 %"):
        assert said in read(shown)


def test_both_text_sizes_of_a_picture_stand_together(translate: Translate) -> None:
    translate({HELLO: "สวัสดี"})
    both = [picture("one-home", text("สวัสดี"), size=size) for size in (100, 150)]
    (shown,) = articles(made(*both)).values()
    assert read(shown).count(HELLO) == 1
    assert "100/one-home.png" in shown
    assert "150/one-home.png" in shown


def test_an_entry_is_described_once_among_screens_and_once_among_lines(
    translate: Translate,
) -> None:
    translate({HELLO: "สวัสดี"})
    names = ("one-a", "one-b", "one/first-01-001", "one/first-02-002")
    shown = articles(made(*[picture(name, text("สวัสดี")) for name in names]))
    assert ["msgstr" in shown[name] for name in names] == [True, False, True, False]
    assert '<a href="#one-a">Hello there</a>' in shown["one-b"]


def test_an_entry_that_the_game_cannot_show_is_marked_and_listed(translate: Translate) -> None:
    translate({HELLO: "สวัสดี"}, flags="#, fuzzy\n")
    content = made(picture("one-home", text(HELLO)))
    assert "fuzzy: stays out of the game" in content
    assert "Still in English (1)" in content
    translate({HELLO: "สวัสดี"})
    assert "Still in English" not in made(picture("one-home", text("สวัสดี")))


def test_where_a_line_ended_is_marked_with_what_to_type_to_change_it(translate: Translate) -> None:
    translate({HELLO: "เล่นเกมด้วยกันไหม"})
    wrapped = text("เล่นเกมด้วยกันไหม", "เล่นเกม", "ด้วยกันไหม")
    (shown,) = articles(made(picture("one-home", wrapped))).values()
    place = "<i class=may></i>"
    assert f"เล่น{place}เกม<i class=end></i><br>ด้วย{place}กัน{place}ไหม</p>" in shown
    assert "U+2060 right before “ด้วย” lets no line end there." in read(shown)


def test_a_typed_line_end_is_not_called_one_that_can_be_changed(translate: Translate) -> None:
    translate({HELLO: "ก"})
    (shown,) = articles(made(picture("one-home", text("ก\nข", "ก\n", "ข")))).values()
    assert "U+2060" not in shown
    assert "<b class=sign>↵</b>" in shown


def test_characters_that_nobody_sees_are_made_visible(translate: Translate) -> None:
    translate({HELLO: "ก\u200bข\u2060ค"})
    (shown,) = articles(made(picture("one-home", text("ก\u200bข\u2060ค")))).values()
    assert "กU+200B\u200bขU+2060\u2060ค" in read(shown)


def test_what_is_wrong_stands_at_the_picture_and_in_a_list_with_links(translate: Translate) -> None:
    translate({HELLO: "สวัสดี"})
    wrong = text("สวัสดี", troubles=("overflow: 'สวัสดี' is wider than 3 px",))
    content = made(picture("one-home", wrong), picture("one-two", wrong))
    assert "What does not fit (1)" in read(content)
    assert '<a href="#one-home">100 %: overflow: &#39;สวัสดี&#39; is wider than 3 px</a>' in content
    assert "100 %: overflow: this text is wider than 3 px" in read(articles(content)["one-two"])


def test_a_picture_that_looks_like_another_is_a_link_to_it(translate: Translate) -> None:
    translate({HELLO: "สวัสดี"})
    content = made(picture("one-a"), picture("one-b", file="one-a"))
    assert "<img" in articles(content)["one-a"]
    assert "<img" not in articles(content)["one-b"]
    assert 'looks like <a href="#one-a">one-a</a>' in articles(content)["one-b"]


def test_nothing_that_a_translator_types_is_taken_for_html(translate: Translate) -> None:
    nasty = "<script>alert(1)</script><b>&lt;"
    translate({HELLO: nasty})
    content = made(picture("one-home", text(nasty, nasty[:9], nasty[9:])))
    parsed(content)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;&amp;lt;" in content
    assert "A story &lt;1&gt;" in content


def test_the_page_asks_nobody_for_anything_and_its_links_lead_somewhere(
    translate: Translate,
) -> None:
    translate({HELLO: "สวัสดี"})
    pictures = [
        picture(name, text("สวัสดี", "สวัส", "ดี"), size=size)
        for size in (100, 150)
        for name in ("one-a", "one-b", "one/first-01-001")
    ]
    found = parsed(made(*pictures, whole=True))
    assert set(found.asked) == {file.path for it in pictures for file in it.files}
    assert set(found.links) <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))


def test_the_letters_of_the_language_come_with_the_page(translate: Translate) -> None:
    translate({})
    assert "@font-face { font-family: words; src: url(data:font/ttf;base64," in made()


def test_what_is_on_no_picture_is_listed_where_all_pictures_are_there(
    translate: Translate,
) -> None:
    translate({HELLO: "สวัสดี"})
    asked = Request("interface", "title", "Leave the game")
    shown = picture("one-home", text("Leave the game", asked=asked))
    assert "On no picture" not in made(shown)
    listed = made(shown, whole=True).partition("<h2 id=nowhere>")[2]
    assert "The bird who knows sweet talk when she hears it" in listed
    assert "Leave the game" not in listed
