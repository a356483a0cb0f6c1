"""`sarika records push` and `summary --from`: what they print, and with which status they end."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.commands import main
from game.commands.records_push import _HERE
from game.learning.database import StoreUnavailable
from game.learning.store import FILE
from game.learning.summary import Counting, summary
from game.server.trouble import WAITS
from tests.learning.recorded import opened
from tests.server.nasty import NastyStore, nasty_store, status
from tests.server.sending import execute, read, recorded, rows


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[NastyStore]:
    monkeypatch.delenv("SARIKA_LRS_KEY", raising=False)
    with nasty_store() as nasty:
        yield nasty


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait no time at all, and keep for how long it should have been."""
    seconds: list[float] = []
    monkeypatch.setattr("time.sleep", seconds.append)
    return seconds


class Typed:
    """Type a command and keep what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        self.said = ""
        self.complained = ""

    def push(self, url: str, *more: str) -> int:
        return self._typed("push", url, "--data", str(self._folder), *more)

    def summary_from(self, where: str) -> int:
        return self._typed("summary", "--from", where)

    def _typed(self, *typed: str) -> int:
        status = main(["records", *typed])
        self.said, self.complained = self._capsys.readouterr()
        return status


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(tmp_path, capsys)


def test_a_push_says_what_was_sent_and_where_to(
    tmp_path: Path, typed: Typed, database: str
) -> None:
    recorded(tmp_path)
    assert typed.push(database) == 0
    assert typed.said == f"Sent to postgresql://{database.partition('@')[2]}: 8 records.\n"
    assert typed.complained == ""
    assert typed.push(database) == 0
    assert "0 records" in typed.said
    assert typed.push(database, "--again") == 0
    assert "Already there: 8 records" in typed.said


def test_a_push_to_a_record_store_is_let_in_by_the_environment(
    tmp_path: Path, typed: Typed, store: NastyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path)
    store.password = "hidden-key:hidden-secret"  # noqa: S105
    assert typed.push(store.url) == 2
    assert "did not let us in" in typed.complained
    monkeypatch.setenv("SARIKA_LRS_KEY", "hidden-key")
    monkeypatch.setenv("SARIKA_LRS_SECRET", "hidden-secret")
    assert typed.push(store.url) == 0
    assert "8 records" in typed.said
    assert "hidden" not in typed.said + typed.complained


def test_what_was_refused_is_listed_with_its_reason_and_ends_with_1(
    tmp_path: Path, typed: Typed, store: NastyStore
) -> None:
    recorded(tmp_path, answers=20)
    bad = [row[0] for row in rows(tmp_path)][:25]
    store.bad = set(bad)
    for _ in range(2):
        assert typed.push(store.url) == 1
        assert "Refused, to be offered again with the next push: 25 records." in typed.said
        listed = [line for line in typed.said.splitlines() if "no statement" in line]
        assert [line.split()[0] for line in listed[:20]] == bad[:20]
        assert listed[20].startswith("  and 5 more  400")
    store.bad.clear()
    assert typed.push(store.url) == 0


def test_a_server_that_cannot_be_reached_is_said_in_one_line_and_ends_with_1(
    tmp_path: Path, typed: Typed, store: NastyStore, waited: list[float]
) -> None:
    recorded(tmp_path, answers=130)
    store.tricks = [None, *[status(503)] * (len(WAITS) + 1)]
    assert typed.push(store.url) == 1
    assert waited == list(WAITS)
    assert "100 records" in typed.said
    assert len(typed.complained.splitlines()) == 1
    assert "Push again later" in typed.complained
    assert typed.push(store.url) == 0
    assert "162 records" in typed.said


@pytest.mark.parametrize(
    "url",
    [
        "records",
        "ftp://hidden:hidden@host",
        "https://",
        "postgresql://hidden:hid@den@host/records",
        "postgresql://hidden:hid%zz@host/records",
    ],
)
def test_what_is_no_address_is_said_in_one_line_and_ends_with_2(
    tmp_path: Path, typed: Typed, url: str
) -> None:
    recorded(tmp_path)
    for status_ in (typed.push(url), typed.summary_from(url)):
        assert status_ == 2
        assert typed.said == ""
        assert len(typed.complained.splitlines()) == 1
        assert "hid" not in typed.complained


def test_where_no_records_are_none_are_begun(
    tmp_path: Path, typed: Typed, store: NastyStore
) -> None:
    assert typed.push(store.url) == 2
    assert "no records" in typed.complained
    assert list(tmp_path.iterdir()) == []


def test_damaged_records_are_moved_aside_and_nothing_is_sent(
    tmp_path: Path, typed: Typed, store: NastyStore
) -> None:
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    assert typed.push(store.url) == 2
    assert "moved aside" in typed.complained
    assert store.asked == []


def test_records_that_another_program_holds_are_said_to_be_busy(
    tmp_path: Path, typed: Typed, store: NastyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreUnavailable("busy", "database is locked")

    recorded(tmp_path)
    monkeypatch.setattr("game.server.outbox.Outbox.settle", busy)
    assert typed.push(store.url) == 2
    assert "busy" in typed.complained


def test_who_was_erased_is_said_and_of_whom_a_store_must_be_asked(
    tmp_path: Path, typed: Typed, store: NastyStore, database: str
) -> None:
    recorded(tmp_path)
    for url in (database, store.url):
        assert typed.push(url) == 0
    records = opened(tmp_path)
    records.erase("BCDH")
    records.close()
    assert typed.push(database) == 0
    assert "Erased there, since they were erased here: 1 player." in typed.said
    assert typed.push(store.url) == 0
    assert "Erased players: 1." in typed.said
    assert "docs/servers.md" in typed.said


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("http://lrs.invalid/xAPI", True),
        ("http://localhost:1/xAPI", False),
        ("https://lrs.invalid/xAPI", False),
    ],
)
def test_whoever_sends_in_the_open_is_warned(typed: Typed, url: str, *, warned: bool) -> None:
    typed.push(url)
    assert ("anyone on the network" in typed.complained) is warned
    assert "127." in _HERE


def test_a_summary_says_the_same_from_everywhere(
    tmp_path: Path, typed: Typed, database: str
) -> None:
    for code in ("BBBB", "CCCC", "DDDD", "FFFF", "GGGG"):
        recorded(tmp_path, code)
    typed.push(database)
    said = []
    for where in (str(tmp_path), str(tmp_path / FILE), database):
        assert typed.summary_from(where) == 0
        first, *rest = typed.said.splitlines()
        assert "secret" not in first
        said.append(rest)
    assert said[0] == said[1] == said[2]
    assert "Players                                          5" in said[0]
    assert "Noticed 5 of 5 messages" in said[0][-1]


def test_a_summary_of_nothing_says_so(tmp_path: Path, typed: Typed) -> None:
    opened(tmp_path).close()
    assert typed.summary_from(str(tmp_path)) == 0
    assert typed.said == "There are no records there yet.\n"


def test_events_that_pass_by_are_summed_up_as_those_of_a_store(tmp_path: Path) -> None:
    recorded(tmp_path, "BBBB")
    recorded(tmp_path, "CCCC", answers=5)
    counting = Counting()
    passed: list[Any] = list(counting.passing(read(tmp_path)))
    records = opened(tmp_path)
    assert counting.summary() == summary(records)
    assert len(passed) == counting.summary().events
    records.close()
    assert execute(tmp_path, "SELECT count(*) FROM event") == [(len(passed),)]
