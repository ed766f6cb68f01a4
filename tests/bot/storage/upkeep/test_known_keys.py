"""A missing or wrong key is said when the database is opened; and opened without the key it shows nothing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage.backends.sqlite import SqliteFile
from bot.storage.chats import chat_states
from bot.storage.database import Database, DatabaseProblem
from bot.storage.encryption import FieldEncryption, KeyMissing
from bot.storage.leads import lead_queue, lead_records, lead_updates, pauses
from bot.storage.queues import dead_letters, inbox, message_ids, outbox
from bot.storage.tables import METADATA
from bot.storage.upkeep import known_keys
from conversations.events import LeadStatus

OLD, NEW = b"o" * 32, b"n" * 32
CANARY = "Marla Canary 07986 000000"


@pytest.fixture
def encryption():
    return FieldEncryption([OLD])


def live(tx):
    """A value in every column that holds personal text."""
    inbox.add(tx, [inbox.NewItem("derby", f"telegram:{n}", n, "telegram", CANARY.encode()) for n in (1, 2)])
    inbox.set_aside(tx, inbox.take(tx, 1)[0].id, CANARY)
    chat_states.save(tx, [chat_states.SavedState("derby", 1, CANARY)])
    outbox.add(tx, [outbox.NewMessage("derby", 1, "message", CANARY)])
    lead_queue.put(tx, lead_queue.NewLead("derby", 1, "VB-1", CANARY))
    lead_queue.take(tx, 1, 30.0)
    lead_queue.record_result(
        tx, lead_queue.LeadResult("VB-1", "derby", LeadStatus.SET_ASIDE, reason=CANARY, estimate=CANARY), 1
    )
    lead_updates.add(tx, "derby", 1, "VB-1", CANARY)
    pauses.pause(tx, "derby", CANARY, 5.0)
    message_ids.add(tx, [message_ids.Shown("derby", 1, (7,))])


def seen(tx):
    """Every value of :func:`live`, as its readers give it back."""
    (aside,) = dead_letters.listed(tx)
    (waiting,) = inbox.take(tx, 10)
    (queue,) = outbox.take(tx, 10, 30.0)
    lead = lead_records.get(tx, "derby", "VB-1")
    assert lead
    (update,) = lead_updates.take(tx, 10, 30.0)
    (pause,) = pauses.all_(tx)
    (saved,) = chat_states.saved_before(tx, 1e12, 0.0, 10)
    return [
        aside.body.decode(),
        aside.reason,
        waiting.body.decode(),
        chat_states.load(tx, [("derby", 1)])["derby", 1],
        saved.state,
        queue.messages[0].body,
        lead.lead,
        lead.reason,
        lead.estimate,
        update.body,
        pause.reason,
    ]


def dump(tx):
    """Everything that is in the database, column by column."""
    return {
        f"{table.name}.{column.name}": tx.connection.execute(sa.select(column)).scalars().all()
        for table in METADATA.sorted_tables
        for column in table.columns
    }


def test_opened_without_the_key_the_database_shows_nothing_personal(database):
    database.run_sync(live)
    assert database.run_sync(seen) == [CANARY] * 11
    rows = database.run_sync(dump)
    assert not any("Marla" in str(value) or "07986" in str(value) for values in rows.values() for value in values)
    if isinstance(database.backend, SqliteFile):
        for file in database.backend.path.parent.iterdir():
            assert b"Marla" not in file.read_bytes(), file
    sealed = [name for name, values in rows.items() if any(isinstance(value, bytes) and value for value in values)]
    assert sealed == [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.LargeBinary)
    ], "a column of bytes that nothing was put into here"


def test_the_proof_sees_what_is_kept_in_clear(url, clock):
    database = Database(url, clock=clock)
    database.open()
    try:
        database.run_sync(live)
        assert "Marla" in str(database.run_sync(dump))
    finally:
        database.close()


@pytest.mark.parametrize(
    ("found", "words"),
    [((), "is encrypted .* DATA_KEY is not set"), ((NEW,), "DATA_KEY does not have")],
    ids=["no key", "another key"],
)
@pytest.mark.parametrize("exclusive", [True, False])
def test_a_missing_key_is_said_at_the_start(database, url, found, words, exclusive):
    database.run_sync(live)
    database.close()
    with pytest.raises(KeyMissing, match=words) as refused:
        Database(url, encryption=FieldEncryption(found)).open(exclusive=exclusive)
    assert FieldEncryption([OLD]).key_ids[0] in str(refused.value)
    database.open()
    assert database.run_sync(seen) == [CANARY] * 11


def test_a_proof_that_was_changed_is_refused(database, url):
    database.run_sync(lambda tx: tx.connection.execute(sa.text("UPDATE data_keys SET proof = :p"), {"p": b"x"}))
    database.close()
    with pytest.raises(DatabaseProblem, match="was changed"):
        Database(url, encryption=FieldEncryption([OLD])).open()


def test_a_database_from_before_the_key_is_read_on(url, clock):
    plain = Database(url, clock=clock)
    plain.open()
    plain.run_sync(live)
    plain.close()
    keyed = Database(url, clock=clock, encryption=FieldEncryption([NEW]))
    keyed.open()
    try:
        assert keyed.run_sync(known_keys.noted) == FieldEncryption([NEW]).key_ids
        assert keyed.run_sync(seen) == [CANARY] * 11
        keyed.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, CANARY)]))
        assert "Marla" not in str(keyed.run_sync(dump)["chats.state"]), "what is written again is sealed"
    finally:
        keyed.close()


def test_rows_that_were_swapped_show_nobody_the_other_ones_data(database):
    database.run_sync(
        lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", n, f"{n} {CANARY}") for n in (1, 2)])
    )

    def swap(tx):
        one, two = database_rows(tx)
        for chat_id, state in ((1, two), (2, one)):
            tx.connection.execute(
                sa.update(chat_states.CHATS).where(chat_states.CHATS.c.chat_id == chat_id).values(state=state)
            )

    def database_rows(tx):
        return (
            tx.connection.execute(sa.select(chat_states.CHATS.c.state).order_by(chat_states.CHATS.c.chat_id))
            .scalars()
            .all()
        )

    database.run_sync(swap)
    found = database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1), ("derby", 2)]))
    assert not any("Marla" in state for state in found.values())
