"""What is read of a screen, in which order, and what is read by itself."""

from collections import Counter

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.screen.app import App
from game.screen.gallery import screens
from game.screen.placed import Placed, Said, Spot
from game.screen.readout import Item, Screen, items_of, news, screen_of
from game.screen.ui import Ui
from tests.screen.driving import (
    ENTER,
    SPACE,
    TAB,
    begin,
    click,
    key,
    keys,
    play_until,
    press,
    settle,
)


def items(app: App) -> tuple[Item, ...]:
    return screen_of(app).items


def labels(app: App) -> list[str]:
    return [item.label for item in items(app)]


def test_texts_and_buttons_are_read_in_the_order_of_the_screen(app: App) -> None:
    press(app, ENTER)
    found = labels(app)
    wanted = ["Back", "Who are you today?", "Elephant", "Gecko", "Pink", "That's me!"]
    assert [label for label in found if label in wanted] == wanted


def test_what_a_button_shows_is_not_read_beside_it(app: App) -> None:
    assert labels(app).count("Play") == 1
    assert labels(app).count("ภาษาไทย") == 1


def test_what_a_button_shows_besides_its_label_is_read_with_it(app: App) -> None:
    begin(app)
    play_until(app, "asked")
    answers = [item for item in items(app) if item.key.startswith("answer-")]
    assert [item.more for item in answers] == [str(n + 1) for n in range(len(answers))]


def test_a_sign_of_one_letter_is_not_read(app: App) -> None:
    click(app, "display")
    bigger = next(item for item in items(app) if item.key == "bigger")
    assert (bigger.label, bigger.more) == ("Bigger text", "")


def test_the_focus_is_named_only_while_the_keyboard_is_used(app: App) -> None:
    press(app, TAB)
    assert screen_of(app).focus == keys(app)[0]
    app.ui.keyboard = False
    assert screen_of(app).focus is None


def test_an_empty_box_for_a_letter_is_not_read(app: App) -> None:
    press(app, ENTER)
    click(app, "have-code")
    assert all(label.strip() for label in labels(app))


def test_bold_marks_are_not_read(app: App) -> None:
    placed = Placed()
    placed.parts.append(Said(pygame.Rect(0, 0, 10, 10), "Look **once** more"))
    (item,) = items_of(placed, app.ui)
    assert item.label == "Look once more"


def test_what_has_scrolled_out_of_sight_is_read_but_takes_no_room(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    chat = next(a for a in app.placed(app.views[-1]).areas if a.to_end)
    followed = [item for item in items(app) if item.follows]
    assert chat.farthest()
    first = followed[0].bounds
    assert first[1] == first[3] == chat.rect.top
    for item in followed:
        assert chat.rect.top <= item.bounds[1] <= item.bounds[3] <= chat.rect.bottom


def test_a_new_message_is_news_and_nothing_else_is(app: App) -> None:
    begin(app)
    for _ in range(2):
        key(app, SPACE)
    settle(app)
    before = screen_of(app)
    press(app, SPACE)
    now = screen_of(app)
    (written,) = [i.label for i in now.items if i.follows and i not in before.items]
    assert written in news(before, now).split("\n")
    assert not set(news(before, now).split("\n")) & {i.label for i in before.items}


def test_of_a_chat_that_is_opened_again_only_the_newest_message_is_news(app: App) -> None:
    begin(app)
    play_until(app, "choosing")
    before = screen_of(app)
    press(app, pygame.KSCAN_F1)
    covered = screen_of(app)
    press(app, pygame.KSCAN_ESCAPE)
    now = screen_of(app)
    assert now == before
    chat = [item.label for item in now.items if item.follows]
    heard = [label for label in news(covered, now).split("\n") if label in chat]
    assert heard[-1:] == chat[-1:]
    assert len(heard) == 1


def test_a_button_that_appears_is_no_news(app: App) -> None:
    before = screen_of(app)
    more = Item("new", "Something to press", (0, 0, 1, 1), button=True)
    now = Screen(before.view, "Sarika", "en", before.size, (*before.items, more), None)
    assert news(before, now) == ""


def test_nothing_is_news_where_nothing_changed(app: App) -> None:
    assert news(screen_of(app), screen_of(app)) == ""


def test_on_every_screen_each_button_has_words_and_a_key_of_its_own(app: App) -> None:
    for shot in screens(app):
        found = items(app)
        twice = [k for k, n in Counter(item.key for item in found).items() if n > 1]
        assert not twice, shot.name
        assert all(item.label.strip() for item in found), shot.name
        assert not any("**" in item.label for item in found), shot.name


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "button"]),
            st.sampled_from(["a", "bc", "bc d", "7"]),
            st.integers(0, 30),
            st.integers(1, 30),
        ),
        max_size=12,
    )
)
def test_every_text_is_read_exactly_once(parts: list[tuple[str, str, int, int]]) -> None:
    placed = Placed()
    for number, (kind, text, top, high) in enumerate(parts):
        rect = pygame.Rect(0, top, 10, high)
        if kind == "text":
            placed.parts.append(Said(rect, text))
        else:
            placed.parts.append(Spot(f"spot-{number}", rect, f"button {number}", lambda: None))
    found = list(items_of(placed, _NO_UI))
    assert len({item.key for item in found}) == len(found)
    said = Counter(text for kind, text, _, _ in parts if kind == "text" and len(text) > 1)
    read = Counter(item.label for item in found if not item.button)
    read += Counter(m for i in found for m in i.more.split(", ") if m)
    assert {text: read[text] for text in said} == said


# Nothing scrolls here, so that no settings are looked at.
_NO_UI: Ui = None  # type: ignore[assignment]
