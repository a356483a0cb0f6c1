"""A stick with the files of a computer room: each is taken in for itself, nothing counts twice."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from game.learning.gathering import DEEPEST, Outcome, find, gather, total
from game.learning.store import Store
from tests.learning.recorded import opened
from tests.learning.travelling import exported, held, played

ONE, OTHER = "BCDHJL", "MPRTVX"
CODES = ("BCDH", "DHJL", "HJLM", "JLMP")
SEEDS = iter(range(100, 10_000))


def computer(file: Path, players: int, code: str | None = ONE) -> Path:
    """Write the merge file of a computer on which each player joined a session and played."""
    store = opened(None, next(SEEDS))
    for number in range(players):
        player, _ = played(store, CODES[number % len(CODES)])
        if code is not None:
            store.join(player, code)
    file.parent.mkdir(parents=True, exist_ok=True)
    exported(store, file)
    store.close()
    return file


def taken(store: Store, files: Iterable[Path]) -> list[Outcome]:
    return list(gather(store, tuple(files), lambda _: None))


@pytest.fixture
def here() -> Store:
    """The records of whoever gathers."""
    return opened(None, next(SEEDS))


# Finding


def test_merge_files_are_found_also_below_and_each_once(tmp_path: Path) -> None:
    files = [computer(tmp_path / name, 1) for name in ("a.merge", "lab/b.MERGE", "lab/c/d.merge")]
    found = find([tmp_path, tmp_path / "lab", files[0]])
    assert set(found.files) == set(files)
    assert found.whole


def test_what_is_no_merge_file_is_left_alone(tmp_path: Path) -> None:
    file = computer(tmp_path / "pc.jsonl", 1)
    for name in (
        "statements.jsonl",
        "table.csv",
        "._pc.merge",
        ".Trash-1000/x.merge",
        "$R/x.merge",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"actor":{}}')
    (tmp_path / "folder.merge").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.merge")
    assert find([tmp_path]).files == (file,)


def test_nothing_is_found_in_an_empty_folder(tmp_path: Path) -> None:
    assert find([tmp_path]).files == ()
    assert find([]).files == ()


def test_what_lies_too_deep_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(["down"] * DEEPEST))
    file = computer(deep / "pc.merge", 1)
    assert find([tmp_path]) == find([tmp_path, deep])
    assert find([tmp_path]).files == (file,)
    (deep / "down").mkdir()
    assert not find([tmp_path]).whole


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    file = computer(tmp_path / "pc.merge", 1)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert find([tmp_path]).files == (file,)


# Taking in


@pytest.mark.parametrize("players", [0, 1, 4, 200])
def test_a_session_of_any_size_is_gathered_whole(tmp_path: Path, here: Store, players: int) -> None:
    at_each = [players // 2, players - players // 2]
    files = [computer(tmp_path / f"{n}.merge", many) for n, many in enumerate(at_each)]
    outcomes = taken(here, files)
    assert all(outcome.good for outcome in outcomes)
    summed = total(here, outcomes)
    assert len(here.players()) == players
    assert sum(len(session.players) for session in summed.sessions) == players
    assert [session.code for session in summed.sessions] == [ONE] * bool(players)
    assert summed.others == 0
    assert summed.computers == sum(many > 0 for many in at_each)


def test_the_same_stick_twice_adds_nothing_and_says_so(tmp_path: Path, here: Store) -> None:
    files = [computer(tmp_path / f"{n}.merge", 2) for n in range(3)]
    first = total(here, taken(here, files))
    before = held(here)
    again = taken(here, files)
    assert [(o.merged.new, o.merged.known) for o in again if o.merged] == [(0, 16)] * 3
    assert held(here) == before
    assert total(here, again) == first


def test_a_file_that_is_cut_off_hinders_no_other_one(tmp_path: Path, here: Store) -> None:
    good = [computer(tmp_path / name, 2) for name in ("a.merge", "c.merge")]
    bad = tmp_path / "b.merge"
    bad.write_bytes(good[0].read_bytes()[:-50])
    empty = tmp_path / "d.merge"
    empty.touch()
    outcomes = taken(here, find([tmp_path]).files)
    assert [outcome.good for outcome in outcomes] == [True, False, True, False]
    assert [outcome.why for outcome in outcomes] == [None, "cut off", None, "empty"]
    assert "it is cut off" in outcomes[1].said
    assert "it is empty" in outcomes[3].said
    assert len(here.players()) == 4
    assert len(total(here, outcomes).sessions[0].players) == 4


def test_at_whatever_byte_a_file_is_cut_off_it_is_refused_whole(tmp_path: Path) -> None:
    content = computer(tmp_path / "pc.merge", 2).read_bytes()
    cut = tmp_path / "cut.merge"
    here = opened(None, next(SEEDS))
    for end in range(0, len(content), 97):
        cut.write_bytes(content[:end])
        (outcome,) = taken(here, [cut])
        assert not outcome.good
        assert not outcome.inside.players
    assert not here.size()


def test_the_players_of_two_sessions_stay_apart(tmp_path: Path, here: Store) -> None:
    files = [
        computer(tmp_path / "a.merge", 3, ONE),
        computer(tmp_path / "b.merge", 2, OTHER),
        computer(tmp_path / "c.merge", 1, None),
    ]
    outcomes = taken(here, files)
    inside = [{code: len(who) for code, who in o.inside.joined.items()} for o in outcomes]
    assert inside == [{ONE: 3}, {OTHER: 2}, {}]
    summed = total(here, outcomes)
    assert {s.code: len(s.players) for s in summed.sessions} == {ONE: 3, OTHER: 2}
    assert summed.others == 1
    assert summed.computers == 3


def test_who_was_gathered_before_counts_in_their_session(tmp_path: Path, here: Store) -> None:
    taken(here, [computer(tmp_path / "a.merge", 3)])
    summed = total(here, taken(here, [computer(tmp_path / "b.merge", 2)]))
    assert [len(session.players) for session in summed.sessions] == [5]
    assert summed.computers == 1


def test_who_was_erased_here_is_not_counted(tmp_path: Path, here: Store) -> None:
    file = computer(tmp_path / "a.merge", 2)
    taken(here, [file])
    here.erase_player(here.players()[0])
    outcomes = taken(here, [file])
    assert outcomes[0].merged is not None
    assert outcomes[0].merged.of_erased == 8
    assert [len(session.players) for session in total(here, outcomes).sessions] == [1]


def test_gathering_that_is_stopped_leaves_whole_files(tmp_path: Path) -> None:
    files = [computer(tmp_path / f"{n}.merge", 2) for n in range(3)]

    def stop(part: float) -> None:
        if part > 0.5:
            raise TimeoutError

    here = opened(tmp_path / "here", next(SEEDS))
    got: list[Outcome] = []
    with pytest.raises(TimeoutError):
        got.extend(gather(here, files, stop))
    assert len(held(here)) == 16
    rest = taken(here, files)
    assert len(held(here)) == 48
    assert [len(session.players) for session in total(here, rest).sessions] == [6]
    here.close()


def test_how_far_it_is_only_grows(tmp_path: Path, here: Store) -> None:
    files = [computer(tmp_path / f"{n}.merge", 2) for n in range(3)]
    parts: list[float] = []
    list(gather(here, files, parts.append))
    assert parts == sorted(parts)
    assert parts[-1] > 0.9
    assert any(1 / 3 <= part < 2 / 3 for part in parts)
