"""Real pictures of a small story: which are drawn, and which stay as they are."""

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game import places
from game.language.locales import load_locales
from game.preview.files import CannotWriteError
from game.preview.pictures import Kind, Picture
from game.preview.run import Run, Wanted
from game.story.load import load_all
from tests.preview.conftest import HELLO, THAI

Translate = Callable[..., Path]


def begun(
    scenarios: Path,
    out: Path,
    *,
    sizes: tuple[int, ...] = (100,),
    kinds: tuple[Kind, ...] = ("line",),
    changed: bool = True,
    story: str | None = "one",
) -> Run:
    locales = load_locales(places.LOCALES)
    wanted = Wanted("th", sizes, story, kinds, changed)
    return Run(wanted, locales, load_all(scenarios), scenarios, out)


def drawn(run: Run) -> list[str]:
    names = [picture.name for picture in run.draw()]
    run.finish()
    return names


def saying(run: Run, text: str) -> set[str]:
    return {it.name for it in run.pictures if any(text in shown.text for shown in it.texts)}


@pytest.mark.usefixtures("translate")
def test_every_picture_is_saved_and_says_what_is_on_it(scenarios: Path, tmp_path: Path) -> None:
    run = begun(scenarios, tmp_path / "out", kinds=("screen", "line"))
    assert run.left == run.number > 20
    assert len(drawn(run)) == run.number
    assert run.left == 0
    hello = next(it for it in run.pictures if it.name == "one/first-01-001")
    (text,) = hello.texts
    assert (text.text, text.where, text.lines) == (THAI[HELLO], "seen", (THAI[HELLO],))
    assert [request.msgid for request in text.requests] == [HELLO]
    for picture in run.pictures:
        for file in picture.files:
            saved = pygame.image.load(tmp_path / "out" / file.path)
            assert saved.get_size() == (file.width, file.height)


def test_only_what_a_changed_text_is_on_is_drawn_again(
    scenarios: Path, tmp_path: Path, translate: Translate
) -> None:
    first = begun(scenarios, tmp_path / "out", kinds=("screen", "line"))
    drawn(first)
    assert drawn(begun(scenarios, tmp_path / "out", kinds=("screen", "line"))) == []
    translate({**THAI, HELLO: "หวัดดี"})
    again = begun(scenarios, tmp_path / "out", kinds=("screen", "line"))
    names = drawn(again)
    assert saying(again, "หวัดดี") <= set(names)
    assert "one/first-01-001" in names
    assert 0 < len(names) < again.number
    assert not saying(again, THAI[HELLO])
    # All that was kept is what a new run draws.
    anew = begun(scenarios, tmp_path / "new", kinds=("screen", "line"))
    drawn(anew)
    assert [(it.key, it.texts, it.files) for it in again.pictures] == [
        (it.key, it.texts, it.files) for it in anew.pictures
    ]


@pytest.mark.usefixtures("translate")
def test_without_being_asked_to_keep_anything_all_is_drawn(scenarios: Path, tmp_path: Path) -> None:
    number = len(drawn(begun(scenarios, tmp_path / "out")))
    assert len(drawn(begun(scenarios, tmp_path / "out", changed=False))) == number


@pytest.mark.usefixtures("translate")
def test_a_changed_story_is_drawn_again_and_files_that_are_no_more_are_removed(
    scenarios: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    before = drawn(begun(scenarios, out))
    story = scenarios / "stories" / "one.yaml"
    story.write_text(story.read_text("utf-8").replace("    - wolf: Just asking\n", ""), "utf-8")
    (out / "100" / "mine.png").touch()
    after = drawn(begun(scenarios, out))
    assert len(after) == len(before) - 1
    there = {file.stem for file in (out / "100" / "one").iterdir()}
    assert there == {Path(name).name for name in after}
    assert (out / "100" / "mine.png").exists()


@pytest.mark.usefixtures("translate")
def test_what_was_not_asked_for_this_time_is_still_known_the_next_time(
    scenarios: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    both: tuple[Kind, ...] = ("screen", "line")
    drawn(begun(scenarios, out, kinds=both))
    assert drawn(begun(scenarios, out, kinds=("line",))) == []
    page = (out / "index.html").read_text("utf-8")
    assert 'id="one/first-01-001"' in page
    assert 'id="one-menu"' not in page
    assert drawn(begun(scenarios, out, kinds=both)) == []


@pytest.mark.usefixtures("translate")
def test_a_run_that_is_broken_off_goes_on_where_it_was(scenarios: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = begun(scenarios, out)
    pictures = run.draw()
    done = [next(pictures).name for _ in range(3)]
    pictures.close()
    rest = drawn(begun(scenarios, out))
    assert not set(done) & set(rest)
    assert len(done) + len(rest) == run.number


@pytest.mark.usefixtures("translate")
def test_pictures_that_look_the_same_are_saved_once(scenarios: Path, tmp_path: Path) -> None:
    story = scenarios / "stories" / "one.yaml"
    source = story.read_text("utf-8").replace("wolf: Never mind", "wolf: Just asking")
    story.write_text(source, "utf-8")
    run = begun(scenarios, tmp_path / "out")
    drawn(run)
    one, other = sorted(saying(run, THAI["Just asking"]))
    files = {it.name: it.files for it in run.pictures}
    assert files[one] == files[other]
    assert not (tmp_path / "out" / "100" / f"{other}.png").exists()
    assert f'looks like <a href="#{one}">' in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_text_sizes_are_drawn_in_processes_of_their_own(scenarios: Path, tmp_path: Path) -> None:
    run = begun(scenarios, tmp_path / "out", sizes=(100, 150))
    drawn(run)
    assert [it.size for it in run.pictures] == [100] * (run.number // 2) + [150] * (run.number // 2)
    small, big = run.pictures[0], run.pictures[run.number // 2]
    assert small.name == big.name
    assert small.files[0].height < big.files[0].height


@pytest.mark.parametrize("sizes", [(100,), (100, 150)])
def test_a_picture_that_cannot_be_saved_ends_it_all_in_one_line(
    scenarios: Path, tmp_path: Path, sizes: tuple[int, ...]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / str(sizes[-1])).touch()
    run = begun(scenarios, out, sizes=sizes)
    with pytest.raises(CannotWriteError, match=r"^cannot make the folder .*/one: Not a directory$"):
        list(run.draw())


@pytest.mark.usefixtures("translate")
def test_what_can_only_be_scrolled_to_is_on_a_picture_too(scenarios: Path, tmp_path: Path) -> None:
    run = begun(scenarios, tmp_path / "out", sizes=(150,), kinds=("screen",), story=None)
    drawn(run)
    shown = {it.name: it for it in run.pictures}
    scrolled: Picture = shown["display"] if len(shown["display"].files) > 1 else shown["help"]
    assert len(scrolled.files) > 1
    assert all(text.where != "below" for text in scrolled.texts)
