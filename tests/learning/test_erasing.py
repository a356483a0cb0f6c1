"""Erasing everything: what goes, what stays, and that it cannot come back."""

from datetime import timedelta
from pathlib import Path

from game.learning import merge_file, retention
from game.learning.erasing import erase_all
from game.learning.exchange import written_whole
from game.learning.keeping import Keeping
from game.learning.merging import merge
from game.learning.store import Store
from tests.learning.hands import CLASS, PlayingClass
from tests.learning.recorded import NOON, begun, okay, opened, wait

CODES = ("BCDH", "DHJL", "HJLM", "JLMP", "LMPR")


def recorded(folder: Path) -> Store:
    store = opened(folder, 1)
    for code in CODES:
        _, play = begun(store, code)
        store.record(play, [okay("a", "gifts"), wait("b")])
    store.flush()
    return store


def exported(store: Store, file: Path) -> Path:
    with written_whole(file) as written:
        merge_file.write(store, written)
    return file


def test_everything_about_everybody_goes_also_from_the_free_parts_of_the_files(
    tmp_path: Path,
) -> None:
    store = recorded(tmp_path)
    players = store.players()
    assert erase_all(store).wait() == len(CODES)
    assert not store.players()
    assert not list(store.every_event())
    assert not any(store.events(player) for player in players)
    store.close()
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert not [code for code in CODES if code.encode() in content]


def test_a_class_goes_with_everybody_and_no_merge_brings_it_back(tmp_path: Path) -> None:
    store = recorded(tmp_path / "here")
    PlayingClass(store, store.begin_class(CLASS)).read_on()
    before = exported(store, tmp_path / "before.merge")
    assert erase_all(store).wait() == len(CODES)
    assert store.classes() == ()
    merge(store, [before])
    assert not list(store.every_event())
    store.close()


def test_the_totals_of_those_who_went_before_go_too(tmp_path: Path) -> None:
    store = recorded(tmp_path)
    later = NOON + timedelta(days=200)
    retention.end_overdue(store, Keeping(), later, sure=True).wait()
    assert retention.totals(store)
    assert erase_all(store).wait() == 0
    assert not retention.totals(store)
    store.close()


def test_no_merge_brings_anybody_back_here_or_elsewhere(tmp_path: Path) -> None:
    store = recorded(tmp_path / "one")
    before = exported(store, tmp_path / "before.merge")
    elsewhere = opened(tmp_path / "other", 2)
    assert merge(elsewhere, [before]).new == store.size()
    erase_all(store).wait()
    assert merge(store, [before]).new == 0
    assert not store.players()
    after = exported(store, tmp_path / "after.merge")
    assert merge(elsewhere, [after]).erased == len(CODES)
    assert not elsewhere.players()
    store.close()
    elsewhere.close()


def test_the_records_go_on_afterwards(tmp_path: Path) -> None:
    store = recorded(tmp_path)
    machine = store.machine()
    erase_all(store).wait()
    player, play = begun(store, "BCDH")
    store.record(play, [okay("a", "gifts")])
    assert store.players() == (player,)
    assert store.machine() == machine
    store.close()
    again = opened(tmp_path, 3)
    assert len(again.events(player)) == 3
    again.close()


def test_empty_records_can_be_erased(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert erase_all(store).wait() == 0
    store.close()
