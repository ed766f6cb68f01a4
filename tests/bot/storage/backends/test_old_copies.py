"""An older copy of the database is noticed, and nothing else passes for one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.backends import old_copies
from bot.storage.backends.old_copies import SendPermission
from bot.storage.backends.sqlite import SqliteFile
from bot.storage.chats import chat_states, erasure
from bot.storage.chats.chat_states import SavedState
from bot.storage.database import Database
from bot.storage.leads import holds, lead_queue, lead_records
from bot.storage.ledger import KEPT
from bot.storage.queues import inbox
from bot.storage.upkeep import copy_marks
from conversations.events import LeadStatus
from support.clock import Clock
from support.older_copies import Standby, back_up, restore

DELIVERED, WITHDRAWN, ERASED, WAITING = 1, 2, 3, 4
PEOPLE = (DELIVERED, WITHDRAWN, ERASED, WAITING)
FREE = SendPermission(None, 0.0)


@pytest.fixture
def url(sqlite_url):
    return sqlite_url


def reference(chat: int) -> str:
    return f"VB-{chat}"


def put(database: Database, chat: int, *, agency: str = "derby", consented_at: float | None = None) -> None:
    def job(tx):
        chat_states.save(tx, [SavedState(agency, chat, "{}")])
        lead_queue.put(tx, lead_queue.NewLead(agency, chat, reference(chat), "{}", consented_at))

    database.run_sync(job)


def deliver(database: Database, chat: int) -> None:
    result = lead_queue.LeadResult(reference(chat), "derby", LeadStatus.DELIVERED)
    assert database.run_sync(lambda tx: lead_queue.record_result(tx, result, 1))


def take_all(database: Database) -> list[lead_queue.LeadJob]:
    def job(tx):
        copy_marks.mark(tx)
        return lead_queue.take(tx, 10, 30.0)

    return database.run_sync(job)


def lead_of(database: Database, chat: int, agency: str = "derby") -> lead_records.StoredLead:
    found = find_lead(database, chat, agency)
    assert found
    return found


def find_lead(database: Database, chat: int, agency: str = "derby") -> lead_records.StoredLead | None:
    return database.run_sync(lambda tx: lead_records.get(tx, agency, reference(chat)))


@pytest.fixture
def path(database: Database) -> Path:
    assert isinstance(database.backend, SqliteFile)
    return database.backend.path


@pytest.fixture
def copy(database, path, tmp_path, clock) -> Path:
    """A backup of four leads that wait, after which three of them came to an end."""
    for chat in PEOPLE:
        put(database, chat)
    kept = back_up(path, tmp_path / "copy.db")
    clock.now += 60
    take_all(database)
    deliver(database, DELIVERED)
    database.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", reference(WITHDRAWN)))
    database.run_sync(lambda tx: erasure.erase(tx, "derby", ERASED))
    clock.now += 60
    return kept


def restart(database: Database, make: Callable[[], Database]) -> Database:
    database.close()
    again = make()
    again.open()
    return again


def restored(database, make, copy) -> Database:
    database.close()
    restore(copy, database.backend.path)
    return restart(database, make)


def test_a_restored_backup_is_noticed_and_what_was_taken_back_stays_so(database, make, copy, clock, caplog):
    again = restored(database, make, copy)
    assert again.run_sync(old_copies.permission) == SendPermission(clock.now, 0.0)
    assert "the database is an older copy" in caplog.text
    for chat, status in (
        (DELIVERED, LeadStatus.WAITING),
        (WITHDRAWN, LeadStatus.WITHDRAWN),
        (WAITING, LeadStatus.WAITING),
    ):
        assert lead_of(again, chat).status is status
    assert find_lead(again, ERASED) is None
    assert again.run_sync(lambda tx: chat_states.load(tx, [("derby", ERASED)])) == {}
    assert again.run_sync(holds.release)
    assert again.run_sync(old_copies.permission) == FREE
    assert [(job.chat_id, job.possible_repeat) for job in take_all(again)] == [(DELIVERED, True), (WAITING, True)]


def test_a_hold_outlives_a_restart_and_its_release_too(database, make, copy):
    held = restart(restored(database, make, copy), make)
    assert held.run_sync(old_copies.permission).held_since is not None
    assert held.run_sync(holds.release)
    assert not held.run_sync(holds.release)
    assert restart(held, make).run_sync(old_copies.permission) == FREE


def test_it_is_noticed_each_time(database, make, copy, clock):
    again = restored(database, make, copy)
    again.run_sync(holds.release)
    clock.now += 60
    assert restored(again, make, copy).run_sync(old_copies.permission).held_since == clock.now


@pytest.mark.parametrize("when", ["before the commit", "after it"])
def test_a_process_that_dies_on_the_way_is_no_older_copy(database, make, monkeypatch, when):
    put(database, WITHDRAWN)
    take_all(database)
    if when == "before the commit":  # the tombstone is written already
        monkeypatch.setattr("bot.storage.upkeep.copy_marks._ADD", None)
        with pytest.raises(AttributeError):
            database.run_sync(lambda tx: erasure.erase(tx, "derby", WITHDRAWN))
        monkeypatch.undo()
    else:
        monkeypatch.setattr(database.backend.ledger, "keep", lambda _: None)
        database.run_sync(lambda tx: erasure.erase(tx, "derby", WITHDRAWN))
    again = restart(database, make)
    assert again.run_sync(old_copies.permission) == FREE
    assert (find_lead(again, WITHDRAWN) is None) == (when == "after it"), "the wish is carried out when it comes again"


def test_a_folder_that_is_moved_is_none(database, path, tmp_path):
    put(database, WAITING)
    take_all(database)
    database.close()
    moved = shutil.copytree(path.parent, tmp_path / "elsewhere")
    there = Database(f"sqlite:///{moved}/bot.db", encryption=database.backend.encryption)
    there.open()
    assert there.run_sync(old_copies.permission) == FREE
    there.close()


def test_a_file_without_its_ledger_is_one_if_anything_waits(database, make, path):
    """The disk died with the ledger, and a backup is all that is left."""
    ledger = path.with_name("bot.db.ledger")
    put(database, WAITING)
    database.close()
    ledger.unlink()
    again = make()
    again.open()
    assert again.run_sync(old_copies.permission).held_since is not None
    assert lead_of(again, WAITING).possible_repeat
    again.run_sync(holds.release)
    take_all(again)
    deliver(again, WAITING)
    again.close()
    ledger.unlink()
    again = make()
    again.open()
    assert again.run_sync(old_copies.permission) == FREE


def test_nothing_is_held_where_nothing_waits(database, make, path, tmp_path):
    """New leads are nobody's repeats; one that is corrected or tried again later may be one."""
    put(database, WAITING)
    take_all(database)
    rejected = lead_queue.LeadResult(reference(WAITING), "derby", LeadStatus.REJECTED)
    assert database.run_sync(lambda tx: lead_queue.record_result(tx, rejected, 1))
    copy = back_up(path, tmp_path / "copy.db")
    database.run_sync(copy_marks.mark)
    again = restored(database, make, copy)
    assert again.run_sync(old_copies.permission) == FREE
    assert lead_of(again, WAITING).possible_repeat


def test_a_new_database_beside_an_old_ledger_is_none(database, make, path):
    put(database, WAITING)
    take_all(database)
    database.close()
    for each in path.parent.glob("bot.db*"):
        if each.suffix != ".ledger":
            each.unlink()
    again = make()
    again.open()
    assert again.run_sync(old_copies.permission) == FREE
    put(again, WAITING)
    again = restart(again, make)
    assert again.run_sync(old_copies.permission) == FREE


def test_a_ledger_that_is_past_its_time_proves_nothing(database, make, copy, clock):
    clock.now += KEPT + 1
    assert restored(database, make, copy).run_sync(old_copies.permission) == FREE


def test_who_came_back_since_the_erasure_stays(database, make, path, tmp_path, clock):
    put(database, ERASED)
    database.run_sync(lambda tx: erasure.erase(tx, "derby", ERASED))
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", ERASED, '{"anew": 1}')]))
    put(database, WAITING)
    copy = back_up(path, tmp_path / "copy.db")
    clock.now += 60
    database.run_sync(copy_marks.mark)
    again = restored(database, make, copy)
    assert again.run_sync(holds.since) == clock.now
    assert again.run_sync(lambda tx: chat_states.load(tx, [("derby", ERASED)])) == {("derby", ERASED): '{"anew": 1}'}


def test_a_tombstone_is_one_agencys(database, make, path, tmp_path):
    for agency in ("derby", "york"):
        put(database, ERASED, agency=agency)
    copy = back_up(path, tmp_path / "copy.db")
    database.run_sync(lambda tx: erasure.forget(tx, "derby", ERASED))
    again = restored(database, make, copy)
    assert again.run_sync(lambda tx: erasure.agencies_of(tx, ERASED)) == ["york"]
    assert lead_of(again, ERASED, "york").status is LeadStatus.WAITING


def test_a_conversation_from_before_there_were_stamps_gets_one(database, path):
    put(database, WAITING)
    database.run_sync(lambda tx: tx.connection.exec_driver_sql("UPDATE chats SET stamp = NULL"))

    def stamp():
        database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", WAITING, "{}")]))
        return database.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT stamp FROM chats").scalar_one())

    first = stamp()
    assert first is not None
    assert stamp() == first


def test_a_consent_from_before_may_have_made_a_lead_already(database, make, copy, clock):
    """An update that waited when the backup was taken is processed again, under a new reference."""
    again = restored(database, make, copy)
    put(again, 5, consented_at=clock.now - 1)
    put(again, 6, consented_at=clock.now)
    assert [lead_of(again, chat).possible_repeat for chat in (5, 6)] == [True, False]


def test_the_ledger_names_nobody(database, path):
    put(database, 123456789)
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "1", 123456789, "telegram", b"Marla")]))
    database.run_sync(lambda tx: erasure.forget(tx, "derby", 123456789))
    text = path.with_name("bot.db.ledger").read_text()
    assert reference(123456789) in text
    assert "123456789" not in text.replace(reference(123456789), "")
    assert "Marla" not in text


def test_old_marks_are_deleted(database, clock):
    def count():
        return database.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT count(*) FROM marks").scalar_one())

    take_all(database)
    before = count()
    clock.now += KEPT + 1
    database.run_sync(old_copies.renew_mark)
    assert (before, count()) == (2, 1)


def test_a_copy_from_before_there_were_marks_is_noticed(database, make, copy):
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM marks")
    connection.close()
    assert restored(database, make, copy).run_sync(old_copies.permission) != FREE


def test_replicas_wait_after_a_failover_until_each_has_looked_for_its_own(postgresql_url, postgres):
    one, other = (Database(postgresql_url, clock=Clock()) for _ in range(2))
    for each in (one, other):
        each.open()
    try:
        put(one, DELIVERED)
        other.run_sync(copy_marks.mark)
        assert one.run_sync(old_copies.permission) == other.run_sync(old_copies.permission) == FREE
        standby = Standby(postgres)
        take_all(one)
        deliver(one, DELIVERED)
        standby.take_over()

        look = other.run_sync(old_copies.permission)
        assert look.held_since is None
        assert 0 < look.wait <= old_copies.SETTLE, "it lost nothing itself, and waits for the others"
        # What is withdrawn meanwhile must not make it forget what it looks for.
        one.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", "VB-OTHER"))
        assert one.run_sync(old_copies.permission).held_since is not None
        assert other.run_sync(old_copies.permission).held_since is not None
        assert lead_of(other, DELIVERED).possible_repeat
    finally:
        for each in (one, other):
            each.close()
