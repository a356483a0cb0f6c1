"""Records are pushed to a learning record store that answers in every way that hurts."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.learning.events import Judged, Shown
from game.learning.xapi import statements
from game.server import lrs
from game.server.address import Address, read_address
from game.server.lrs import MOST_AT_ONCE, same
from game.server.outcome import Outcome
from game.server.push import Pushed
from game.server.trouble import WAITS, ServerError, UnreachableError
from tests.counterparts import missing
from tests.learning.recorded import opened
from tests.server.nasty import (
    NastyStore,
    Trick,
    cut,
    cut_after_taking,
    cut_in_the_answer,
    nasty_store,
    says,
    slow,
    status,
)
from tests.server.sending import Sleep, execute, pushed, read, recorded, rows, sent


@pytest.fixture
def store() -> Iterator[NastyStore]:
    with nasty_store() as nasty:
        yield nasty


def ours(folder: Path) -> dict[str, Any]:
    """Say what should be there."""
    return {str(said["id"]): said for said in statements(read(folder))}


# What arrives


def test_a_statement_of_every_record_arrives(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path, "BBBB")
    recorded(tmp_path, "CCCC")
    assert pushed(tmp_path, store.url) == sent(16)
    assert store.statements == ours(tmp_path)
    assert store.asked == [("POST", 16)]


def test_a_store_is_told_the_version_and_what_it_gets(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path)
    pushed(tmp_path, store.url)
    (headers,) = store.headers
    assert headers["X-Experience-Api-Version"] == "1.0.3"
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers


def test_many_statements_are_sent_some_at_a_time(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path, answers=130)
    assert pushed(tmp_path, store.url) == sent(262)
    assert store.asked == [("POST", MOST_AT_ONCE), ("POST", MOST_AT_ONCE), ("POST", 62)]
    assert store.statements == ours(tmp_path)


def test_a_second_push_sends_only_what_is_new(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path, "BBBB")
    assert pushed(tmp_path, store.url) == sent(8)
    assert pushed(tmp_path, store.url) == sent(0)
    recorded(tmp_path, "CCCC")
    assert pushed(tmp_path, store.url) == sent(8)
    assert store.asked == [("POST", 8), ("POST", 8)]


def test_what_counts_is_worked_out_from_all_that_a_player_did(
    tmp_path: Path, store: NastyStore
) -> None:
    player = recorded(tmp_path, answers=2)
    pushed(tmp_path, store.url)
    records = opened(tmp_path)
    play = records.begin(player, "small", "v1")
    what = [event.what for event in read(tmp_path) if isinstance(event.what, Shown | Judged)]
    records.record(play, what)
    records.close()
    pushed(tmp_path, store.url)
    assert store.statements == ours(tmp_path)
    counted = [
        said["context"]["extensions"]["https://sarika.invalid/extensions/evidence"]
        for said in store.statements.values()
        if "selected" in said["verb"]["id"]
    ]
    assert counted == [True, True, False, False]


def test_stores_that_share_an_address_get_everything_each(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    for key in ("one", "other"):
        store.statements.clear()
        assert pushed(tmp_path, read_address(store.url, key, "secret")) == sent(8)


# Who is let in


@pytest.mark.parametrize("in_the_url", [True, False])
def test_a_key_lets_us_in(tmp_path: Path, store: NastyStore, *, in_the_url: bool) -> None:
    recorded(tmp_path)
    store.password = "key:p@ss/wörd"  # noqa: S105
    if in_the_url:
        address = read_address(store.url.replace("://", "://key:p%40ss%2Fw%C3%B6rd@"))
    else:
        address = read_address(store.url, "key", "p@ss/wörd")
    assert pushed(tmp_path, address) == sent(8)


def test_a_wrong_key_is_said_at_once_and_not_shown(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path)
    store.password = "key:right"  # noqa: S105
    sleep = Sleep()
    with pytest.raises(ServerError, match="did not let us in") as caught:
        pushed(tmp_path, read_address(store.url, "hidden-key", "hidden-secret"), sleep)
    assert "hidden" not in str(caught.value)
    assert sleep.waited == []
    assert execute(tmp_path, "SELECT * FROM sent") == []


def test_the_records_of_a_machine_hold_no_key(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path)
    pushed(tmp_path, read_address(store.url, "hidden-key", "hidden-secret"))
    everything = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert store.url.encode() in everything
    assert b"hidden" not in everything


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_with_records_in_hand(
    tmp_path: Path, store: NastyStore, code: int
) -> None:
    recorded(tmp_path)
    store.tricks = [status(code, Location=f"{store.url}/elsewhere")]
    with pytest.raises(ServerError, match="moved"):
        pushed(tmp_path, store.url)
    assert store.asked == [("POST", 8)]


@pytest.mark.parametrize("code", [404, 405, 410])
def test_where_no_store_is_that_is_said_at_once(
    tmp_path: Path, store: NastyStore, code: int
) -> None:
    recorded(tmp_path)
    store.tricks = [status(code)]
    with pytest.raises(ServerError, match="no learning record store"):
        pushed(tmp_path, store.url)
    assert len(store.asked) == 1


@pytest.mark.parametrize(
    "body", [None, "<html>Please log in</html>", {"ok": True}, [], ["another id"], [[1]]]
)
def test_an_answer_that_no_store_would_give_is_not_taken_for_one(
    tmp_path: Path, store: NastyStore, body: object
) -> None:
    recorded(tmp_path)
    store.tricks = [says(body)]
    with pytest.raises(ServerError, match="does not answer like a learning record store"):
        pushed(tmp_path, store.url)
    assert pushed(tmp_path, store.url) == sent(8)


def test_a_server_that_takes_anything_is_not_taken_for_a_store(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    store.tricks = [says(None, 204), status(404)]
    with pytest.raises(ServerError, match="does not answer like a learning record store"):
        pushed(tmp_path, store.url)
    assert pushed(tmp_path, store.url) == sent(8)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that nobody but the store itself vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        missing("no openssl here to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    command = f"{openssl} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    command += " -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes(b"".join((folder / f"{n}.pem").read_bytes() for n in ("key", "certificate")))
    return both


def test_a_store_that_cannot_prove_who_it_is_is_said_at_once_and_gets_nothing(
    tmp_path: Path, certificate: Path
) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with nasty_store(certificate) as store:
        with pytest.raises(ServerError, match="cannot prove who it is") as caught:
            pushed(tmp_path, store.url, sleep)
        assert store.asked == []
    assert "\n" not in str(caught.value)
    assert sleep.waited == []


def test_a_store_that_can_prove_who_it_is_gets_the_records(
    tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with nasty_store(certificate) as store:
        assert pushed(tmp_path, store.url) == sent(8)
        assert store.statements == ours(tmp_path)


def test_a_store_without_a_safe_connection_is_said_at_once(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with pytest.raises(ServerError, match="safe connection"):
        pushed(tmp_path, store.url.replace("http", "https"), sleep)
    assert sleep.waited == []


# For now


@pytest.mark.parametrize("trick", [status(429), status(500), status(503), cut, cut_in_the_answer])
def test_what_fails_for_now_is_tried_again(tmp_path: Path, store: NastyStore, trick: Trick) -> None:
    recorded(tmp_path)
    store.tricks = [trick, trick]
    sleep = Sleep()
    assert pushed(tmp_path, store.url, sleep) == sent(8)
    assert sleep.waited == list(WAITS[:2])
    assert store.statements == ours(tmp_path)


@pytest.mark.parametrize("trick", [status(429), status(500), cut])
def test_what_keeps_failing_is_given_up_and_gone_on_with_at_the_next_push(
    tmp_path: Path, store: NastyStore, trick: Trick
) -> None:
    recorded(tmp_path, answers=130)
    store.tricks = [None, *[trick] * (len(WAITS) + 1)]
    sleep = Sleep()
    with pytest.raises(UnreachableError) as caught:
        pushed(tmp_path, store.url, sleep)
    assert "\n" not in str(caught.value)
    assert sleep.waited == list(WAITS)
    assert len(store.statements) == MOST_AT_ONCE
    assert pushed(tmp_path, store.url) == sent(162)


def test_a_store_that_says_nothing_is_asked_again(
    tmp_path: Path, store: NastyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path)
    monkeypatch.setattr(lrs, "_SECONDS_TO_ANSWER", 1.0)
    store.tricks = [slow]
    sleep = Sleep()
    assert pushed(tmp_path, store.url, sleep) == sent(8)
    assert sleep.waited[:1] == [WAITS[0]]


def test_a_store_says_how_long_to_wait(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path)
    store.tricks = [
        status(429, Retry_After="7"),
        status(503, Retry_After="86400"),
        status(503, Retry_After="Tue, 24 Nov 2026 12:00:00 GMT"),
    ]
    sleep = Sleep()
    assert pushed(tmp_path, store.url, sleep) == sent(8)
    assert sleep.waited == [7, 60, WAITS[2]]


def test_a_store_that_names_only_what_is_new_to_it_is_asked_for_the_others(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    store.names_only_new_ones = True
    expected = ours(tmp_path)
    for id_ in list(expected)[:3]:
        store.statements[id_] = expected[id_]
    assert pushed(tmp_path, store.url) == Pushed(Outcome(sent=5, already_there=3))
    assert store.statements == expected


@pytest.mark.parametrize("conflict", [True, False])
def test_what_arrived_although_no_answer_came_is_there_once(
    tmp_path: Path, store: NastyStore, *, conflict: bool
) -> None:
    recorded(tmp_path)
    store.known_is_a_conflict = conflict
    store.names_only_new_ones = not conflict
    store.tricks = [cut_after_taking]
    assert pushed(tmp_path, store.url) == Pushed(Outcome(already_there=8))
    assert store.statements == ours(tmp_path)


def test_a_push_that_is_killed_after_the_answer_counts_what_is_there_already(
    tmp_path: Path, store: NastyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    recorded(tmp_path)
    store.known_is_a_conflict = True
    with monkeypatch.context() as patch:
        patch.setattr("game.server.outbox.Outbox.settle", killed)
        with pytest.raises(KeyboardInterrupt):
            pushed(tmp_path, store.url)
    assert pushed(tmp_path, store.url) == Pushed(Outcome(already_there=8))


# What is not taken


def test_another_statement_under_the_same_id_is_found_and_holds_up_no_other(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path, answers=20)
    ids = [row[0] for row in rows(tmp_path)]
    store.statements[ids[7]] = {**ours(tmp_path)[ids[7]], "result": {"success": True}}
    store.statements[ids[30]] = ours(tmp_path)[ids[30]]
    store.known_is_a_conflict = True
    outcome = pushed(tmp_path, store.url).outcome
    assert (outcome.sent, outcome.already_there) == (40, 1)
    assert [refusal.event for refusal in outcome.refused] == [ids[7]]
    assert "another statement" in outcome.refused[0].reason
    assert execute(tmp_path, "SELECT event, reason FROM refused") == [
        (ids[7], outcome.refused[0].reason)
    ]


def test_what_was_refused_is_offered_again_until_it_is_taken(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    wrong = rows(tmp_path)[4][0]
    store.bad = {wrong}
    for expected in (7, 0):
        outcome = pushed(tmp_path, store.url).outcome
        assert outcome.sent == expected
        assert [refusal.event for refusal in outcome.refused] == [wrong]
        assert "no statement" in outcome.refused[0].reason
    store.bad.clear()
    assert pushed(tmp_path, store.url) == sent(1)
    assert pushed(tmp_path, store.url) == sent(0)
    assert store.statements == ours(tmp_path)


def test_a_store_that_takes_no_statement_at_all_is_said_and_nothing_counts_as_refused(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path, answers=20)
    store.bad = {row[0] for row in rows(tmp_path)}
    with pytest.raises(ServerError, match="takes no statement at all"):
        pushed(tmp_path, store.url)
    assert execute(tmp_path, "SELECT * FROM refused") == []
    store.bad.clear()
    assert pushed(tmp_path, store.url) == sent(42)


def test_what_is_too_much_at_once_is_sent_in_smaller_parts(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path, answers=130)
    store.most_bytes = 40_000
    assert pushed(tmp_path, store.url) == sent(262)
    assert store.statements == ours(tmp_path)
    # What was found out for the first ones is kept in mind for the others.
    assert [number for _, number in store.asked][:3] == [100, 50, 25]
    assert max(number for _, number in store.asked[3:]) <= 50


def test_a_statement_that_is_too_much_by_itself_is_refused(
    tmp_path: Path, store: NastyStore
) -> None:
    recorded(tmp_path)
    store.most_bytes = 700
    outcome = pushed(tmp_path, store.url).outcome
    assert outcome.records == 8
    assert outcome.refused
    assert {refusal.reason.split()[0] for refusal in outcome.refused} == {"413"}


def test_a_voided_statement_is_refused(tmp_path: Path, store: NastyStore) -> None:
    recorded(tmp_path, answers=0)
    store.tricks = [status(409), None, status(409)]
    outcome = pushed(tmp_path, store.url).outcome
    assert (outcome.sent, len(outcome.refused)) == (1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [("version = 99", "newer version"), ("time = 'yesterday'", "damaged")],
)
def test_a_record_that_makes_no_statement_is_refused_and_holds_up_no_other(
    tmp_path: Path, store: NastyStore, change: str, said: str
) -> None:
    recorded(tmp_path)
    execute(tmp_path, "DROP TRIGGER event_never_changes")
    execute(tmp_path, f"UPDATE event SET {change} WHERE sequence = 5")  # noqa: S608
    outcome = pushed(tmp_path, store.url).outcome
    assert outcome.sent == 7
    (refusal,) = outcome.refused
    assert said in refusal.reason


# What is the same


def a_statement() -> dict[str, Any]:
    return {
        "id": "0193",
        "timestamp": "2026-11-24T12:00:00.123Z",
        "actor": {"objectType": "Agent", "account": {"homePage": "h", "name": "n"}},
        "verb": {"id": "v", "display": {"en": "said"}},
        "object": {"objectType": "Activity", "id": "o", "definition": {"type": "t"}},
        "context": {"extensions": {"e": [1, True]}},
    }


def test_what_a_store_adds_makes_no_other_statement() -> None:
    theirs = a_statement()
    theirs |= {"stored": "2026", "authority": {"objectType": "Agent"}, "version": "1.0.0"}
    theirs["timestamp"] = "2026-11-24T19:00:00.123+07:00"
    del theirs["actor"]["objectType"]
    del theirs["object"]["objectType"]
    assert same(a_statement(), theirs)


@given(data=st.data())
def test_whatever_else_differs_makes_another_statement(data: st.DataObject) -> None:
    theirs = a_statement()
    part = theirs
    while isinstance(part[name := data.draw(st.sampled_from(sorted(part)))], dict):
        part = part[name]
    if name == "objectType":
        part[name] = "Group"
    elif data.draw(st.booleans()):
        del part[name]
    else:
        part[name] = data.draw(st.text().filter(lambda text: text != part[name]))
    assert not same(a_statement(), theirs)


def test_something_added_by_somebody_else_makes_another_statement() -> None:
    for name in ("result", "attachments"):
        assert not same(a_statement(), a_statement() | {name: {"score": 1}})


def test_an_address_shows_nothing_that_lets_one_in() -> None:
    address = read_address("https://hidden-key:hidden-secret@lrs.example/xAPI/statements/")
    assert isinstance(address, Address)
    assert "hidden" not in repr(address)
    assert "hidden" not in address.receiver
    assert address.name == "https://lrs.example/xAPI"
    assert (address.key, address.secret) == ("hidden-key", "hidden-secret")
