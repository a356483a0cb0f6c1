"""Keys, mouse and focus."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game.screen.app import App
from game.screen.contact import ContactView
from game.screen.display import DisplayView
from game.screen.home import HomeView
from game.screen.menu import MenuView
from game.screen.placed import Area
from game.screen.settings import TEXT_SIZES
from game.screen.title import TitleView
from game.screen.trouble import TroubleView
from game.screen.what_happened import WhatHappenedView
from game.screen.who import CodeView
from tests.screen.adult import finish, open_records
from tests.screen.driving import (
    DOWN,
    ENTER,
    ESCAPE,
    F1,
    F11,
    ONE,
    RIGHT,
    SPACE,
    TAB,
    UP,
    S,
    begin,
    click,
    game,
    help_is_open,
    key,
    keys,
    letters,
    mouse,
    newest_player,
    play_quickly,
    play_until,
    press,
    seen,
    spots,
    state,
    texts,
    top,
    troubles,
    use,
)

Way = Callable[[App], None]


def _to(done: str) -> Way:
    def go(app: App) -> None:
        begin(app)
        play_until(app, done)

    return go


def _code(app: App) -> None:
    press(app, ENTER)
    click(app, "have-code")


def _reading(app: App) -> None:
    begin(app)
    press(app, SPACE, SPACE)


def _picking(app: App) -> None:
    _to("choosing")(app)
    press(app, S)


def _menu(app: App) -> None:
    begin(app)
    press(app, ESCAPE)


def _contact(app: App) -> None:
    begin(app)
    press(app, SPACE)
    click(app, "contact")


def _over(app: App) -> None:
    play_quickly(app)


def _happened(app: App) -> None:
    _over(app)
    press(app, ENTER)


def _worry(app: App) -> None:
    _happened(app)
    press(app, ENTER)


def _calm(app: App) -> None:
    _worry(app)
    press(app, ONE + 2)


def _notebook(app: App) -> None:
    _worry(app)
    press(app, ONE)


def _quick_eyes(*pressed: int) -> Way:
    def way(app: App) -> None:
        press(app, ENTER, ENTER)
        use(app, "quick-eyes")
        press(app, *pressed)

    return way


def _records(*names: str) -> Way:
    def go(app: App) -> None:
        press(app, ENTER, ENTER, ESCAPE)
        open_records(app)
        for name in names:
            click(app, name)
            finish(app)

    return go


def _pin(app: App) -> None:
    click(app, "adults")
    press(app, ENTER)


WAYS: dict[str, Way] = {
    "title": lambda _: None,
    "adults": lambda app: click(app, "adults"),
    "pin": _pin,
    "records": _records(),
    "players": _records("players"),
    "export": _records("export"),
    "keeping": _records("keeping"),
    "erase all": _records("erase-all"),
    "display": lambda app: click(app, "display"),
    "trouble": lambda app: app.push(TroubleView(app, "full", lambda: None)),
    "who": lambda app: press(app, ENTER),
    "code": _code,
    "home": lambda app: press(app, ENTER, ENTER),
    "reading": _reading,
    "asked": _to("asked"),
    "explained": _to("explained"),
    "choosing": _to("choosing"),
    "another chat": _to("alert"),
    "picking": _picking,
    "menu": _menu,
    "contact": _contact,
    "over": _over,
    "what happened": _happened,
    "worry": _worry,
    "calm": _calm,
    "notebook": _notebook,
    "quick eyes": _quick_eyes(),
    "sorting": _quick_eyes(ENTER),
    "naming": _quick_eyes(ENTER, ONE + 1),
}


@pytest.fixture(params=WAYS)
def anywhere(app: App, request: pytest.FixtureRequest) -> App:
    """The game on one of its screens."""
    WAYS[request.param](app)
    return app


def test_help_is_one_key_away_from_every_screen_and_leads_back(anywhere: App) -> None:
    app, view, said = anywhere, top(anywhere), texts(anywhere)
    for back in (ESCAPE, ENTER, SPACE):
        press(app, F1)
        assert help_is_open(app)
        assert "You can always tell someone" in texts(app)
        press(app, F1)
        assert help_is_open(app)
        press(app, back)
        assert top(app) is view
        assert texts(app) == said
    press(app, F1)
    click(app, "close")
    assert top(app) is view


def test_help_is_one_click_away_from_every_full_screen(anywhere: App) -> None:
    if anywhere.views[-1].overlay:
        press(anywhere, ESCAPE)
    click(anywhere, "help")
    assert help_is_open(anywhere)


def test_help_names_a_number_of_each_country_and_people_to_tell(app: App) -> None:
    press(app, F1)
    for country in ("TH", "KH"):
        click(app, f"country-{country}")
        assert "1387" in texts(app) if country == "TH" else "1280" in texts(app)
    assert "It is not your fault. It is never too late to tell." in texts(app)


def test_nothing_about_opening_help_is_recorded(app: App) -> None:
    begin(app)
    before = app.store.events(newest_player(app))
    press(app, F1, ESCAPE)
    assert app.store.events(newest_player(app)) == before


def test_the_tab_key_reaches_everything_in_reading_order_and_comes_round(anywhere: App) -> None:
    app, names = anywhere, keys(anywhere)
    reached = []
    for _ in names:
        press(app, TAB)
        reached.append(app.ui.focus)
    assert reached == names
    press(app, TAB)
    assert app.ui.focus == names[0]
    press(app, TAB, mod=pygame.KMOD_LSHIFT)
    assert app.ui.focus == names[-1]
    for above, below in pairwise(_shown_at(rect, area) for _, rect, area in spots(app)):
        beside = above.right <= below.left or below.right <= above.left
        assert beside or below.top >= above.top, names


def _shown_at(rect: pygame.Rect, area: Area | None) -> pygame.Rect:
    return rect if area is None else rect.clamp(area.rect)


def test_the_focus_can_be_seen_wherever_it_is(anywhere: App) -> None:
    app = anywhere
    window = pygame.Rect((0, 0), app.ui.size)
    canvas = pygame.Surface(app.ui.size)
    for name in keys(app):
        press(app, TAB)
        assert app.ui.focus == name
        rect, area = next((r, a) for spot, r, a in spots(app) if spot.key == name)
        room = window if area is None else window.clip(area.rect)
        assert room.contains(rect) or rect.height > room.height, name
        app.draw(canvas)
        focused = pygame.image.tobytes(canvas, "RGB")
        app.ui.keyboard = False
        app.draw(canvas)
        assert pygame.image.tobytes(canvas, "RGB") != focused, name
        app.ui.keyboard = True


def test_every_button_is_big_enough_for_a_finger(anywhere: App) -> None:
    small = {spot.key: rect.size for spot, rect, _ in spots(anywhere) if min(rect.size) < 44}
    assert not small


def test_every_button_says_what_it_does(anywhere: App) -> None:
    assert all(spot.label.strip() for spot, _, _ in spots(anywhere))
    assert len(keys(anywhere)) == len(set(keys(anywhere)))


def test_nothing_overflows_on_any_screen(anywhere: App) -> None:
    assert not troubles(anywhere)


def test_escape_goes_back_from_every_screen_to_the_title(anywhere: App) -> None:
    for _ in range(5):
        if isinstance(top(anywhere), MenuView):
            use(anywhere, "leave")
        press(anywhere, ESCAPE)
    assert isinstance(anywhere.views[0], TitleView)
    assert not isinstance(top(anywhere), (ContactView, DisplayView, TroubleView))
    assert anywhere.running


# Keys


def test_a_code_is_typed_on_a_keyboard_that_is_set_to_thai(tmp_path: Path) -> None:
    with game(tmp_path) as app:
        begin(app)
        code = newest_player(app).code
    thai = dict(zip("BCDFGHJKLMNPQRSTVWXYZ", "ิแกดเ้่าสท ืยๆพหอไปัผ", strict=False))
    with game(tmp_path) as app:
        press(app, ENTER)
        use(app, "have-code")
        for letter, scancode in zip(code, letters(code), strict=True):
            key(app, scancode, unicode=thai.get(letter, "ฟ"))
        assert isinstance(top(app), HomeView)
        assert code in texts(app)


def test_a_letter_typed_by_mistake_is_taken_back(app: App) -> None:
    press(app, ENTER)
    use(app, "have-code")
    view = top(app)
    assert isinstance(view, CodeView)
    press(app, *letters("BC"), pygame.KSCAN_BACKSPACE)
    assert view.typed == "B"
    click(app, "erase")
    assert view.typed == ""
    press(app, pygame.KSCAN_A, pygame.KSCAN_7)
    assert view.typed == ""


@pytest.mark.parametrize(
    ("bigger", "smaller"),
    [
        (pygame.KSCAN_EQUALS, pygame.KSCAN_MINUS),
        (pygame.KSCAN_KP_PLUS, pygame.KSCAN_KP_MINUS),
    ],
    ids=["letters", "keypad"],
)
def test_plus_and_minus_change_the_text_size_from_every_screen(
    app: App, bigger: int, smaller: int
) -> None:
    begin(app)
    play_until(app, "choosing")
    for size in TEXT_SIZES[3:]:
        press(app, bigger)
        assert app.ui.settings.text_size == size
        assert not troubles(app)
    press(app, bigger)
    assert app.ui.settings.text_size == 150
    press(app, *[smaller] * 20)
    assert app.ui.settings.text_size == 80
    assert state(app) == "choosing"


def test_f11_asks_for_the_full_screen_and_back(app: App) -> None:
    asked: list[bool] = []
    app.toggle_full_screen = lambda: asked.append(app.ui.settings.full_screen)
    press(app, F11, F11)
    press(app, ENTER, mod=pygame.KMOD_LALT)
    assert asked == [True, False, True]


def test_numbers_answer_also_on_the_keypad(app: App) -> None:
    begin(app)
    play_until(app, "asked")
    press(app, pygame.KSCAN_KP2)
    assert state(app) == "explained"
    play_until(app, "choosing")
    options = len([name for name in keys(app) if name.startswith("answer-")])
    press(app, pygame.KSCAN_1 + options)
    assert state(app) == "choosing"
    press(app, pygame.KSCAN_1 + options - 1)
    assert state(app) != "choosing"


def test_arrows_move_the_focus_to_what_lies_there(app: App) -> None:
    press(app, ENTER)
    names = keys(app)
    start = names.index("animal-elephant")
    press(app, *[TAB] * (start + 1))
    assert app.ui.focus == "animal-elephant"
    press(app, RIGHT)
    assert names.index(app.ui.focus or "") == start + 1
    press(app, DOWN)
    assert names.index(app.ui.focus or "") == start + 5
    press(app, UP)
    assert names.index(app.ui.focus or "") == start + 1


def test_the_right_arrow_shows_the_next_message(app: App) -> None:
    view = begin(app)
    before = len(view.play.log)
    press(app, RIGHT, RIGHT)
    assert len(view.play.log) > before + 1


def test_keys_that_mean_nothing_do_nothing(anywhere: App) -> None:
    view, said = top(anywhere), texts(anywhere)
    for scancode in (pygame.KSCAN_F5, pygame.KSCAN_LCTRL, pygame.KSCAN_GRAVE, 500, 0):
        key(anywhere, scancode)
    assert (top(anywhere), texts(anywhere)) == (view, said)


def test_the_window_can_be_closed_from_every_screen(anywhere: App) -> None:
    anywhere.handle(pygame.event.Event(pygame.QUIT))
    assert not anywhere.running


# Mouse


def test_a_button_let_go_elsewhere_does_nothing(app: App) -> None:
    start, away = seen(app, "play").center, (20, 600)
    mouse(app, pygame.MOUSEBUTTONDOWN, start)
    assert app.ui.pressed == "play"
    mouse(app, pygame.MOUSEMOTION, away)
    mouse(app, pygame.MOUSEBUTTONUP, away)
    assert isinstance(top(app), TitleView)
    assert app.ui.pressed is None


def test_other_mouse_buttons_press_nothing(app: App) -> None:
    point = seen(app, "play").center
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.handle(pygame.event.Event(kind, pos=point, button=3))
    assert isinstance(top(app), TitleView)


def test_what_the_mouse_is_over_is_framed(app: App) -> None:
    mouse(app, pygame.MOUSEMOTION, seen(app, "play").center)
    assert app.ui.hover == "play"
    mouse(app, pygame.MOUSEMOTION, (20, 600))
    assert app.ui.hover is None


@pytest.fixture
def many_events(app: App) -> App:
    _happened(app)
    return app


def test_dragging_scrolls_and_presses_nothing(many_events: App) -> None:
    app, view = many_events, top(many_events)
    said, point = texts(app), seen(app, "event-4").center
    mouse(app, pygame.MOUSEBUTTONDOWN, point)
    mouse(app, pygame.MOUSEMOTION, (point[0], point[1] - 200))
    mouse(app, pygame.MOUSEBUTTONUP, (point[0], point[1] - 200))
    assert app.ui.scrolls["events"] == 200
    assert (top(app), texts(app)) == (view, said)


def test_what_was_scrolled_stays_where_it_is_when_something_is_pressed(many_events: App) -> None:
    app = many_events
    press(app, pygame.KSCAN_PAGEDOWN)
    moved = app.ui.scrolls["events"]
    assert moved > 0
    click(app, _first_seen(app))
    assert app.ui.scrolls["events"] == moved
    press(app, F1, ESCAPE)
    assert app.ui.scrolls["events"] == moved
    press(app, *[pygame.KSCAN_PAGEUP] * 9)
    assert app.ui.scrolls["events"] == 0


def test_what_was_scrolled_stays_where_it_is_when_the_window_grows(many_events: App) -> None:
    app = many_events
    press(app, pygame.KSCAN_PAGEDOWN)
    first = _first_seen(app)
    app.resize((1920, 1080))
    assert _first_seen(app) == first


def _first_seen(app: App) -> str:
    return next(
        spot.key
        for spot, rect, area in spots(app)
        if area and area.key == "events" and rect.top >= area.rect.top - 5
    )


def test_the_ending_of_an_episode_leads_on_with_one_key(app: App) -> None:
    _over(app)
    press(app, ENTER)
    assert isinstance(top(app), WhatHappenedView)


def test_a_second_press_of_the_same_key_is_harmless(app: App) -> None:
    _over(app)
    press(app, ONE, ONE)
    assert state(app) == "over"
