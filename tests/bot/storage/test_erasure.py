"""After an erasure no value of the person is anywhere in the database's files."""

from __future__ import annotations

import asyncio
import random
import sqlite3

import pytest

from bot.storage.chats import chat_states, erasure
from bot.storage.encryption import FieldEncryption
from bot.storage.leads import lead_queue
from bot.storage.queues import inbox, outbox, outbox_results
from conversations.events import LeadStatus

PEOPLE = range(1, 500)
ERASED = range(1000, 1006)


@pytest.fixture
def url(sqlite_url):
    return sqlite_url


@pytest.fixture
def encryption():
    """In clear: the proofs look at the raw bytes."""
    return FieldEncryption()


def canary(chat_id):
    """What a person tells: found in the raw bytes wherever a piece of their data is."""
    return f"<canary-{chat_id}-Marla-07986000000>"


def told(rng, chat_id):
    """Personal text of any size, up to several pages."""
    return canary(chat_id) * rng.choice([1, 2, 5, 20, 40, 120, 300])


def lead(chat_id):
    return f"VB-{chat_id}"


def live(tx, rng, chat_id, number):
    """A turn of a chat, with its update, state and replies, some of which are sent."""
    inbox.add(tx, [inbox.NewItem("derby", f"{chat_id}:{number}", chat_id, "telegram", told(rng, chat_id).encode())])
    items = inbox.take(tx, 1000)
    chat_states.save(tx, [chat_states.SavedState("derby", chat_id, told(rng, chat_id))])
    outbox.add(tx, [outbox.NewMessage("derby", chat_id, "message", told(rng, chat_id)) for _ in range(3)])
    if number == 4 and chat_id in ERASED:
        inbox.set_aside(tx, items[0].id, told(rng, chat_id))
    else:
        inbox.finish(tx, [item.id for item in items])
    if number % 2:
        queues = outbox.take(tx, 3, 30.0, 2)
        sent = {queue: tuple(message.id for message in queue.messages) for queue in queues}
        outbox_results.record(
            tx,
            [
                outbox_results.SendResult(queue.agency, queue.chat_id, queue.lease, sent=[*ids])
                for queue, ids in sent.items()
            ],
        )


def consent(database, rng, chat_id):
    """Leads in every state: delivered, rejected and corrected, set aside, in flight."""

    def job(tx):
        for name in ("a", "b", "c", "d"):
            lead_queue.put(tx, lead_queue.NewLead("derby", chat_id, f"{lead(chat_id)}-{name}", told(rng, chat_id)))
        lead_queue.take(tx, 4, 30.0)
        for name, status in [("a", LeadStatus.DELIVERED), ("b", LeadStatus.REJECTED), ("c", LeadStatus.SET_ASIDE)]:
            result = lead_queue.LeadResult(
                f"{lead(chat_id)}-{name}", "derby", status, reason=told(rng, chat_id), estimate=told(rng, chat_id)
            )
            lead_queue.record_result(tx, result, 1)
        lead_queue.put(tx, lead_queue.NewLead("derby", chat_id, f"{lead(chat_id)}-b", told(rng, chat_id)))

    database.run_sync(job)


def files(database):
    return {file.name: file.read_bytes() for file in database.backend.path.parent.iterdir()}


def traces(database, people):
    return {
        (name, chat_id)
        for name, content in files(database).items()
        for chat_id in people
        if f"canary-{chat_id}-".encode() in content
    }


def chores(database):
    return database.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT name FROM chores").scalars().all())


@pytest.fixture
def seed():
    return 0


@pytest.fixture
def lived(database, seed):
    """A database with hundreds of people's conversations, of which six want to be erased."""
    rng = random.Random(seed)

    def live_all(crowd, number):
        database.run_sync(lambda tx: [live(tx, rng, chat_id, number) for chat_id in crowd])

    for number in range(8):
        crowd = [*rng.sample(PEOPLE, 100), *ERASED]
        rng.shuffle(crowd)
        for start in range(0, len(crowd), 7):
            live_all(crowd[start : start + 7], number)
    for chat_id in ERASED:
        consent(database, rng, chat_id)
    assert set(ERASED) == {chat_id for _, chat_id in traces(database, ERASED)}, "the proof sees what there is"
    return database


@pytest.mark.parametrize("seed", range(2))
async def test_no_value_of_an_erased_person_is_in_any_file(lived):
    others = {chat_id for _, chat_id in traces(lived, PEOPLE)}
    for chat_id in ERASED:
        await lived.run(lambda tx, chat_id=chat_id: erasure.erase(tx, "derby", chat_id))
    await lived.scrub()
    assert {"bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "bot.db.ledger"} == files(lived).keys()
    assert set() == traces(lived, ERASED)
    assert others == {chat_id for _, chat_id in traces(lived, PEOPLE)}, "the others' conversations are all there"
    assert chores(lived) == []
    lived.run_sync(
        lambda tx: lead_queue.record_result(
            tx, lead_queue.LeadResult(f"{lead(1000)}-d", "derby", LeadStatus.DELIVERED), 1
        )
    )
    left = lived.run_sync(lambda tx: tx.connection.exec_driver_sql("SELECT * FROM leads WHERE lead != x''").fetchall())
    assert left == []
    assert lived.run_sync(lambda tx: tx.connection.exec_driver_sql("PRAGMA integrity_check").fetchall()) == [("ok",)]


def test_a_scrub_that_a_crash_prevented_is_made_up_for_at_the_next_start(lived, make, monkeypatch):
    for chat_id in ERASED:
        lived.run_sync(lambda tx, chat_id=chat_id: erasure.erase(tx, "derby", chat_id))
    monkeypatch.setattr(lived.backend, "scrubber", None)  # dies without a last word
    lived.close()
    again = make()
    again.open()
    assert set() == traces(again, ERASED)
    assert chores(again) == []


async def test_a_reader_puts_the_scrub_off_and_it_comes_by_itself(lived, monkeypatch):
    monkeypatch.setattr("bot.storage.upkeep.secure_erase.RETRY", 0.01)
    reader = sqlite3.connect(lived.backend.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM chats").fetchone()
    for chat_id in ERASED:
        await lived.run(lambda tx, chat_id=chat_id: erasure.erase(tx, "derby", chat_id))
    await lived.scrub()
    assert traces(lived, ERASED), "the reader still sees them"
    reader.execute("COMMIT")
    reader.close()
    async with asyncio.timeout(20):
        while traces(lived, ERASED):
            await asyncio.sleep(0.01)


async def test_a_costly_scrub_is_not_repeated_at_once_but_before_the_end(lived, make, monkeypatch):
    await lived.run(lambda tx: erasure.erase(tx, "derby", ERASED[0]))
    await lived.scrub()
    assert chores(lived) == []
    await lived.run(lambda tx: erasure.erase(tx, "derby", ERASED[1]))
    await lived.scrub()
    assert chores(lived) == ["scrub"], "a thousand times as long as it took must pass"
    lived.close()
    again = make()
    again.open()
    assert chores(again) == []
    assert set() == traces(again, ERASED[:2])


async def test_retention_asks_for_a_scrub_too(database, clock):
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, canary(1))]))
    clock.now += 100
    database.run_sync(lambda tx: chat_states.expire(tx, clock.now))
    assert chores(database) == ["scrub"]
    await database.scrub()
    assert set() == traces(database, [1])
