"""What widgets do where there is little room."""

import pygame

from game.screen.app import App
from game.screen.bubbles import Bubble, Mark
from game.screen.placed import Placed, Said, Spot
from game.screen.view import bar
from game.screen.widgets import Button, Grow, Row, Text, Whole, Widget


def placed(app: App, widget: Widget, width: int) -> Placed:
    onto = Placed()
    widget.place(app.ui, pygame.Rect(0, 0, width, widget.measure(app.ui, width)[1]), onto)
    return onto


def nothing() -> None:
    """Do nothing."""


def test_a_text_becomes_smaller_where_a_word_would_be_broken(app: App) -> None:
    text = Text("Uncomfortable talk", 20)
    word = app.ui.paragraph("Uncomfortable", 20, (0, 0, 0)).size[0]
    for width in (word, word * 95 // 100, word * 80 // 100):
        assert not list(placed(app, Whole(text), width).all_troubles())
    roomy = Whole(text).measure(app.ui, word)
    assert roomy == text.measure(app.ui, word)
    assert Whole(text).measure(app.ui, word * 80 // 100)[1] < roomy[1]


def test_a_text_that_no_size_makes_fit_is_told(app: App) -> None:
    assert list(placed(app, Whole(Text("Uncomfortable", 20)), 30).all_troubles())


def test_a_row_says_how_much_room_it_needs_also_where_something_in_it_grows(app: App) -> None:
    row = Row([Text("a long text in one line", 20), Grow(), Text("and more", 20)])
    assert row.measure(app.ui, 1000)[0] == 1000
    assert row.measure(app.ui, 180)[0] > 180


def test_the_bar_leaves_words_out_where_they_have_no_room_but_not_for_screen_readers(
    app: App,
) -> None:
    labels = ["Home", "My very long and well-kept notebook of everything", "Text and display " * 4]
    buttons = [Button(f"b{n}", nothing, label, "home") for n, label in enumerate(labels)]
    room, row = bar(app.ui, app, buttons)
    onto = Placed()
    row.place(app.ui, room, onto)
    said = [part.text for part in onto.parts if isinstance(part, Said)]
    spots = [part for part in onto.parts if isinstance(part, Spot)]
    assert said == [*labels[:2], "Get help"]
    assert [spot.label for spot in spots] == [*labels, "Get help"]
    assert max(spot.rect.right for spot in spots) <= room.right


def test_a_mark_of_two_lines_hides_nothing_of_its_message(app: App) -> None:
    mark = Mark("A name of a trick that is far too long for a line", "flag", "spot")
    bubble = Bubble(Text("Hello there, how are you doing today?", 20), (255, 255, 255), mark=mark)
    onto = placed(app, bubble, app.ui.px(240))
    message, name = (part for part in onto.parts if isinstance(part, Said))
    assert len(name.lines) > 1
    assert name.rect.bottom <= message.rect.top + app.ui.px(3)
