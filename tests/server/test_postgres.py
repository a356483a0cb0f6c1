"""Records are pushed to a real PostgreSQL server and read back from it."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from game.places import ROOT
from game.server.address import read_address
from game.server.outcome import Outcome
from game.server.postgres import Postgres
from game.server.push import Pushed, push
from game.server.tables import METADATA, VERSION_TABLE
from game.server.trouble import WAITS, ServerError, UnreachableError
from tests.learning.recorded import noon, okay, opened
from tests.server.postgres import Server
from tests.server.sending import (
    Sleep,
    asked,
    execute,
    outbox,
    pushed,
    read,
    recorded,
    rows,
    sent,
)

COUNT = "SELECT count(*) FROM event"
HERE = "INSERT INTO tombstone VALUES (%s, '2026-11-24T12:00:00.000Z')"


@contextmanager
def client(url: str) -> Iterator[Postgres]:
    server = Postgres(url, "the server", Sleep())
    server.begin()
    yield server
    server.close()


def count(url: str) -> int:
    return int(asked(url, COUNT)[0][0])


# What arrives


def test_all_records_arrive_and_are_read_back_as_they_were(tmp_path: Path, database: str) -> None:
    for code in ("BBBB", "CCCC", "DDDD"):
        recorded(tmp_path, code)
    assert pushed(tmp_path, database) == sent(24)
    assert read(database) == read(tmp_path)
    assert len(read(database)) == 24


def test_a_second_push_sends_only_what_is_new(tmp_path: Path, database: str) -> None:
    recorded(tmp_path, "BBBB")
    assert pushed(tmp_path, database) == sent(8)
    assert pushed(tmp_path, database) == sent(0)
    recorded(tmp_path, "CCCC")
    assert pushed(tmp_path, database) == sent(8)


def test_a_play_that_goes_on_after_a_push_is_sent_on(tmp_path: Path, database: str) -> None:
    store = opened(tmp_path)
    player = store.new_player("gecko", "blue", "BCDH")
    play = store.begin(player, "story", "v1")
    for number in range(5):
        store.record(play, [okay(str(number))]).wait()
        assert pushed(tmp_path, database).outcome.sent == (3 if number == 0 else 1)
    store.close()
    assert read(database) == read(tmp_path)


def test_many_batches_arrive_in_order(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("BBBB", "CCCC", "DDDD"):
        recorded(tmp_path, code, answers=20)
    monkeypatch.setattr("game.server.push._ROWS_AT_ONCE", 7)
    told: list[Outcome] = []
    with outbox(tmp_path) as box:
        assert box.waiting(read_address(database).receiver) == 126
        push(box, read_address(database), noon, Sleep(), told.append)
        assert box.waiting(read_address(database).receiver) == 0
    assert [outcome.records for outcome in told] == list(range(7, 127, 7))
    assert read(database) == read(tmp_path)


def test_another_server_gets_everything(tmp_path: Path, server: Server) -> None:
    recorded(tmp_path)
    for _ in range(2):
        assert pushed(tmp_path, server.url(server.new_database())) == sent(8)


def test_a_server_that_lost_what_it_had_gets_it_again_when_asked(
    tmp_path: Path, database: str
) -> None:
    recorded(tmp_path)
    pushed(tmp_path, database)
    with outbox(tmp_path) as box:
        box.forget(read_address(database).receiver)
    assert pushed(tmp_path, database) == Pushed(Outcome(already_there=8))


def test_records_of_a_newer_game_are_handed_on_as_they_are(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    execute(
        tmp_path,
        "INSERT INTO event SELECT player, machine, 99, time, 'sung', 7, player, session, play,"
        ' story, scene, item, practice, \'{"song": "lullaby"}\', form FROM event LIMIT 1',
    )
    assert pushed(tmp_path, database) == sent(9)
    assert asked(database, "SELECT body FROM event WHERE kind = 'sung'") == [
        ('{"song": "lullaby"}',)
    ]
    assert read(database) == read(tmp_path)
    assert len(read(database)) == 8


def test_what_a_merge_brings_late_is_sent_too(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    late = execute(tmp_path, "SELECT * FROM event WHERE sequence = 3")[0]
    (player,) = {row[4] for row in rows(tmp_path)}
    execute(tmp_path, "DROP TRIGGER event_goes_with_its_player_only")
    execute(tmp_path, "DELETE FROM event WHERE sequence = 3")
    assert pushed(tmp_path, database) == sent(7)
    execute(tmp_path, f"INSERT INTO event VALUES ({', '.join('?' * len(late))})", late)  # noqa: S608
    assert pushed(tmp_path, database) == Pushed(Outcome(sent=1, already_there=5))
    assert {event.player for event in read(database)} == {player}
    assert read(database) == read(tmp_path)


# What is in the way


def test_another_record_under_the_same_id_is_set_aside_and_said(
    tmp_path: Path, database: str
) -> None:
    recorded(tmp_path)
    with client(database) as server:
        other = list(rows(tmp_path)[4])
        other[-1] = '{"another": "content"}'
        server.send([tuple(other)], "elsewhere", noon())
    outcome = pushed(tmp_path, database).outcome
    assert outcome.sent == 7
    (refusal,) = outcome.refused
    assert refusal.event == other[0]
    assert "set aside" in refusal.reason
    (kept,) = asked(database, "SELECT id, content, source FROM set_aside")
    assert kept[0] == other[0]
    assert tuple(json.loads(kept[1]).values()) == rows(tmp_path)[4]
    assert kept[2] == rows(tmp_path)[0][1]
    assert asked(database, "SELECT body FROM event WHERE id = %s", other[0]) == [(other[-1],)]


def test_what_was_refused_is_offered_again_until_it_is_taken(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    other = list(rows(tmp_path)[4])
    other[4] = "somebody else"
    with client(database) as server:
        server.send([tuple(other)], "elsewhere", noon())
        for _ in range(2):
            assert [r.event for r in pushed(tmp_path, database).outcome.refused] == [other[0]]
        server.erase({"somebody else": "2026-11-24"})
    assert pushed(tmp_path, database) == sent(1)
    assert pushed(tmp_path, database) == sent(0)
    assert read(database) == read(tmp_path)


def test_the_same_number_under_another_id_is_set_aside(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    other = list(rows(tmp_path)[4])
    with client(database) as server:
        server.send([("another id", *other[1:])], "elsewhere", noon())
    (refusal,) = pushed(tmp_path, database).outcome.refused
    assert refusal.event == other[0]
    assert "number" in refusal.reason
    assert asked(database, "SELECT id FROM set_aside") == [(other[0],)]


def test_a_damaged_record_is_refused_and_holds_up_no_other(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    damaged = rows(tmp_path)[5][0]
    execute(tmp_path, "DROP TRIGGER event_never_changes")
    execute(tmp_path, "UPDATE event SET scene = '=1+1' WHERE id = ?", (damaged,))
    outcome = pushed(tmp_path, database).outcome
    assert outcome.sent == 7
    assert [refusal.event for refusal in outcome.refused] == [damaged]
    assert "damaged" in outcome.refused[0].reason
    assert count(database) == 7


# Who was erased


def test_who_is_erased_here_is_erased_there(tmp_path: Path, database: str) -> None:
    recorded(tmp_path, "BBBB")
    stays = recorded(tmp_path, "CCCC")
    pushed(tmp_path, database)
    store = opened(tmp_path)
    store.erase("BBBB")
    store.close()
    assert pushed(tmp_path, database) == Pushed(Outcome(), erased_there=1)
    assert {event.player for event in read(database)} == {stays.id}
    assert pushed(tmp_path, database) == sent(0)


def test_who_is_erased_leaves_nothing_in_what_was_set_aside(tmp_path: Path, database: str) -> None:
    player = recorded(tmp_path)
    other = list(rows(tmp_path)[4])
    other[-1] = "{}"
    with client(database) as server:
        server.send([tuple(other)], "elsewhere", noon())
        pushed(tmp_path, database)
        assert asked(database, "SELECT id FROM set_aside") == [(other[0],)]
        server.erase({player.id: "2026-11-24"})
    assert asked(database, "SELECT id FROM set_aside") == []
    assert count(database) == 0


def test_who_was_erased_elsewhere_is_not_sent_and_is_erased_here(
    tmp_path: Path, database: str
) -> None:
    gone = recorded(tmp_path, "BBBB")
    stays = recorded(tmp_path, "CCCC")
    with client(database) as server:
        server.erase({gone.id: "2026-11-24T12:00:00.000Z", "somebody": "2026-11-24T12:00:00.000Z"})
    assert pushed(tmp_path, database) == Pushed(Outcome(sent=8), erased_here=1)
    assert {event.player for event in read(tmp_path)} == {stays.id}
    assert {event.player for event in read(database)} == {stays.id}
    assert (gone.id,) in execute(tmp_path, "SELECT player FROM tombstone")


def test_a_server_takes_nothing_of_whoever_it_knows_to_be_erased(
    tmp_path: Path, database: str
) -> None:
    gone = recorded(tmp_path)
    with client(database) as server:
        server.erase({gone.id: "2026-11-24"})
        assert server.send(rows(tmp_path), "m", noon()) == Outcome(erased_there=8)
    assert count(database) == 0


def test_whose_time_to_be_kept_is_over_on_one_machine_stays_on_the_server(
    tmp_path: Path, database: str
) -> None:
    player = recorded(tmp_path)
    pushed(tmp_path, database)
    execute(tmp_path, "INSERT INTO tombstone VALUES (?, '')", (player.id,))
    assert pushed(tmp_path, database) == sent(0)
    assert count(database) == 8


def test_nothing_is_added_for_a_player_who_is_just_being_erased(
    tmp_path: Path, database: str
) -> None:
    player = recorded(tmp_path)
    with client(database) as server, psycopg.connect(database) as erasing:
        erasing.execute("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE")
        erasing.execute(HERE, (player.id,))
        with ThreadPoolExecutor(1) as threads:
            sending = threads.submit(server.send, rows(tmp_path), "m", noon())
            erasing.execute("DELETE FROM event WHERE player = %s", (player.id,))
            erasing.commit()
            assert sending.result(30) == Outcome(erased_there=8)
    assert count(database) == 0


# Interruptions


def test_a_push_that_is_killed_after_the_answer_counts_what_is_there_already(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("game.server.outbox.Outbox.settle", _killed)
        with pytest.raises(KeyboardInterrupt):
            pushed(tmp_path, database)
    assert pushed(tmp_path, database) == Pushed(Outcome(already_there=8))


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_push_that_stops_midway_goes_on_there(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path, answers=20)
    monkeypatch.setattr("game.server.push._ROWS_AT_ONCE", 10)

    def stop(outcome: Outcome) -> None:
        if outcome.sent == 20:
            raise KeyboardInterrupt

    with outbox(tmp_path) as box, pytest.raises(KeyboardInterrupt):
        push(box, read_address(database), noon, Sleep(), stop)
    assert count(database) == 20
    assert pushed(tmp_path, database) == sent(22)


def test_a_connection_that_is_cut_is_made_again(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(tmp_path, answers=20)
    monkeypatch.setattr("game.server.push._ROWS_AT_ONCE", 10)

    def cut(_: Outcome) -> None:
        asked(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'sarika' AND datname = current_database()",
        )

    sleep = Sleep()
    with outbox(tmp_path) as box:
        assert push(box, read_address(database), noon, sleep, cut) == sent(42)
    assert sleep.waited == [WAITS[0]] * 4
    assert read(database) == read(tmp_path)


def test_a_server_that_does_not_answer_is_asked_a_few_times(tmp_path: Path) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with pytest.raises(UnreachableError, match="cannot be reached") as caught:
        pushed(tmp_path, "postgresql://owner:secret@127.0.0.1:1/records", sleep)
    assert sleep.waited == list(WAITS)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


# Who is let in


def test_a_wrong_password_is_said_at_once_and_not_shown(tmp_path: Path, server: Server) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with pytest.raises(ServerError, match=r"did not let us in.*password") as caught:
        pushed(tmp_path, server.url("postgres", "owner", "wr0ng"), sleep)
    assert sleep.waited == []
    assert "\n" not in str(caught.value)
    assert "wr0ng" not in str(caught.value)


@pytest.mark.parametrize(
    ("ending", "said"),
    [("nowhere", "does not exist"), ("postgres?sslmode=require", "SSL")],
    ids=["no such database", "no safe connection"],
)
def test_what_is_wrong_with_an_address_is_said_at_once(
    tmp_path: Path, server: Server, ending: str, said: str
) -> None:
    recorded(tmp_path)
    sleep = Sleep()
    with pytest.raises(ServerError, match=said):
        pushed(tmp_path, server.url(ending), sleep)
    assert sleep.waited == []


def test_the_records_of_a_machine_hold_no_password(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    pushed(tmp_path, database)
    ((receiver,),) = execute(tmp_path, "SELECT DISTINCT receiver FROM sent")
    assert receiver == read_address(database).name
    assert "owner" not in receiver
    assert "secret" not in receiver


def as_in_the_guide(section: str, database: str, run: Callable[[str], object]) -> None:
    """Do what a part of docs/servers.md says, in another database."""
    guide = (ROOT / "docs" / "servers.md").read_text(encoding="utf-8")
    block = guide.split(f"<!-- {section} -->")[1].split("```")[1].removeprefix("sql")
    own = block.replace("DATABASE sarika ", f"DATABASE {database} ")
    own = own.replace(f"sarika_{section}", f"{section}_{database}").replace("CHANGE-THIS", "in")
    for statement in filter(str.strip, own.split(";")):
        run(statement)


def test_machines_and_readers_need_no_more_rights_than_the_guide_gives_them(
    tmp_path: Path, server: Server
) -> None:
    name = server.new_database()
    owner = server.url(name)
    with client(owner):
        pass
    for role in ("machine", "reader"):
        as_in_the_guide(role, name, partial(asked, owner))
    machine, reader = (server.url(name, f"{role}_{name}", "in") for role in ("machine", "reader"))
    gone = recorded(tmp_path, "BBBB")
    recorded(tmp_path, "CCCC")
    assert pushed(tmp_path, machine) == sent(16)
    store = opened(tmp_path)
    store.erase("BBBB")
    store.close()
    assert pushed(tmp_path, machine) == Pushed(Outcome(), erased_there=1)
    assert len(read(reader)) == 8
    assert gone.id not in {event.player for event in read(reader)}
    for forbidden in ("TRUNCATE event", "DROP TABLE event", "DELETE FROM tombstone"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(machine, forbidden)
    with pytest.raises(ServerError, match="permission denied"):
        pushed(tmp_path, reader)


def test_whose_time_is_over_on_the_server_stays_on_the_machines(
    tmp_path: Path, database: str
) -> None:
    old = recorded(tmp_path, "BBBB")
    pushed(tmp_path, database)
    new = recorded(tmp_path, "CCCC")
    asked(database, "ALTER TABLE event DISABLE TRIGGER event_never_changes")
    asked(database, "UPDATE event SET time = '2001' || substr(time, 5)")
    execute(tmp_path, "DROP TRIGGER event_never_changes")
    execute(tmp_path, "UPDATE event SET time = '2999' || substr(time, 5)")
    pushed(tmp_path, database)
    as_in_the_guide("retention", "", partial(asked, database))
    assert {event.player for event in read(database)} == {new.id}
    assert pushed(tmp_path, database) == sent(0)
    assert {event.player for event in read(tmp_path)} == {old.id, new.id}
    store = opened(tmp_path)
    store.erase("BBBB")
    store.close()
    assert pushed(tmp_path, database) == Pushed(Outcome(), erased_there=1)


# The tables


def test_many_machines_may_push_at_once_to_a_server_without_tables(
    tmp_path: Path, database: str
) -> None:
    machines = 16
    for number in range(machines):
        recorded(tmp_path / str(number), answers=2)
    together = threading.Barrier(8)

    def send(number: int) -> Pushed:
        if number < together.parties:
            together.wait()
        return pushed(tmp_path / str(number), database)

    with ThreadPoolExecutor(together.parties) as threads:
        assert list(threads.map(send, range(machines))) == [sent(6)] * machines
    assert count(database) == machines * 6


def test_the_tables_are_those_that_the_game_writes_to(database: str) -> None:
    with client(database):
        pass
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(database))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_tables_of_a_newer_game_are_left_alone(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    pushed(tmp_path, database)
    asked(database, "UPDATE sarika_version SET version_num = '9999'")
    recorded(tmp_path, "CCCC")
    for use in (pushed, lambda _, url: read(url)):
        with pytest.raises(ServerError, match="newer version"):
            use(tmp_path, database)
    assert count(database) == 8


def test_a_database_without_records_is_said_to_have_none(database: str) -> None:
    with pytest.raises(ServerError, match="no records"):
        read(database)


def test_reading_changes_nothing(tmp_path: Path, database: str) -> None:
    recorded(tmp_path)
    pushed(tmp_path, database)
    assert len(read(f"{database}?options=-cdefault_transaction_read_only%3Don")) == 8


def test_who_pushes_without_the_packages_is_told_which() -> None:
    lacking = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from game.server.address import read_address\n"
        "from game.server.trouble import ServerError\n"
        "try: read_address('postgresql://h/d')\n"
        "except ServerError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", lacking], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "sqlalchemy" in done.stdout
    assert ".[server]" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_players_are_read_one_after_the_other(tmp_path: Path, database: str) -> None:
    made = [recorded(tmp_path / str(number)) for number in range(5)]
    for number in range(5):
        pushed(tmp_path / str(number), database)
    found = [event.player for event in read(database)]
    assert found == sorted(found)
    assert set(found) == {player.id for player in made}
