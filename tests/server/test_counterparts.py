"""What programs of other makers, which know xAPI, say of our statements."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from game.commands import main
from game.learning.events import Happening, happenings
from game.learning.turns import shared
from game.learning.xapi import as_line, statements
from game.server.address import Address, read_address
from game.server.outcome import Outcome
from game.server.push import Pushed
from game.server.trouble import ServerError
from game.story.playthrough import Over
from tests.learning.hands import CLASS, PlayingClass
from tests.learning.recorded import STORY, opened, walked
from tests.server.others import (
    KEY,
    SECRET,
    Ralph,
    a_ralph,
    flaws_by_ralph,
    flaws_by_xapi_validation,
)
from tests.server.sending import Sleep, outbox, pushed, read, recorded, rows, sent

VALIDATORS = pytest.mark.parametrize(
    "flaws_by", [flaws_by_ralph, flaws_by_xapi_validation], ids=["Ralph", "xapi-validation"]
)
KINDS = {kind.KIND for kind in get_args(Happening)}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of simulated players, of a class and of a table: of all that can be recorded."""
    folder = tmp_path_factory.mktemp("played")
    assert main(["simulate", "--players", "2", "--data", str(folder)]) == 0
    with contextlib.closing(opened(folder)) as store:
        playing = PlayingClass(store, store.begin_class(CLASS))
        while not isinstance(playing.play.now, Over):
            playing.read_on()
            answers = playing.raised().answers
            playing.decide(answers[-1], *range(len(answers)))
            playing.read_on()
        store.end_class(playing.room)
        two = [store.new_player("gecko", "blue", code) for code in ("BCDH", "XRXR")]
        for player in two:
            store.join(player, "LMPRTV")
        into = store.begin_turns(two, STORY.id, STORY.version)
        last = walked([1] * 12)[-1]
        store.record_together(shared(into, happenings(last, last.log), 0))
    assert {event.what.KIND for event in read(folder)} == KINDS
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ralph]:
    with a_ralph(tmp_path_factory.mktemp("ralph")) as ralph:
        yield ralph


@pytest.fixture
def ralph(running: Ralph) -> Ralph:
    """One server for all tests, which begins with what it has; each sends records of its own."""
    return running


def let_in(ralph: Ralph) -> Address:
    return read_address(ralph.url, KEY, SECRET)


@VALIDATORS
def test_all_statements_are_valid(played: Path, flaws_by: Any) -> None:  # noqa: ANN401
    lines = [as_line(said) for said in statements(read(played))]
    found = flaws_by(lines)
    assert [(line, flaws) for line, flaws in zip(lines, found, strict=True) if flaws] == []
    assert len(found) > 500


@VALIDATORS
def test_what_is_wrong_is_found(tmp_path: Path, flaws_by: Any) -> None:  # noqa: ANN401
    recorded(tmp_path)
    said = next(statements(read(tmp_path)))
    wrong = ("verb", "actor", "timestamp")
    found = flaws_by([as_line({**said, name: "nothing of the kind"}) for name in wrong])
    for name, flaws in zip(wrong, found, strict=True):
        assert any(name in flaw for flaw in flaws)


def test_a_real_store_takes_all_statements_and_gives_them_back(played: Path, ralph: Ralph) -> None:
    expected = {str(said["id"]): said for said in statements(read(played))}
    assert pushed(played, let_in(ralph)) == sent(len(expected))
    added = {"authority", "stored"}
    there = {
        str(said["id"]): {name: value for name, value in said.items() if name not in added}
        for said in ralph.statements()
    }
    assert {id_: there.get(id_) for id_ in expected} == expected


def test_a_real_store_says_what_is_there_already(tmp_path: Path, ralph: Ralph) -> None:
    recorded(tmp_path, answers=60)
    address = let_in(ralph)
    assert pushed(tmp_path, address) == sent(122)
    with outbox(tmp_path) as box:
        box.forget(address.receiver)
    recorded(tmp_path, "CCCC")
    assert pushed(tmp_path, address) == Pushed(Outcome(sent=8, already_there=122))


def test_a_real_store_refuses_another_statement_under_the_same_id_and_takes_the_others(
    tmp_path: Path, ralph: Ralph
) -> None:
    recorded(tmp_path, answers=60)
    ids = [row[0] for row in rows(tmp_path)]
    expected = {str(said["id"]): said for said in statements(read(tmp_path))}
    ralph.post({**expected[ids[9]], "result": {"success": True}}, expected[ids[80]])
    for new, known in ((120, 1), (0, 0)):
        outcome = pushed(tmp_path, let_in(ralph)).outcome
        assert (outcome.sent, outcome.already_there) == (new, known)
        assert [refusal.event for refusal in outcome.refused] == [ids[9]]
        assert "another statement" in outcome.refused[0].reason


def test_a_real_store_lets_nobody_in_with_a_wrong_key(tmp_path: Path, ralph: Ralph) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with pytest.raises(ServerError, match="did not let us in"):
        pushed(tmp_path, read_address(ralph.url, KEY, "wrong"), sleep)
    with pytest.raises(ServerError, match="no learning record store"):
        pushed(tmp_path, read_address(ralph.url.replace("xAPI", "elsewhere"), KEY, SECRET), sleep)
    assert sleep.waited == []
