"""The cost of a turn does not grow with what is stored: no hot statement reads a table from end to end."""

from __future__ import annotations

import dataclasses
import re
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot.storage.chats import chat_states, erasure
from bot.storage.database import Database
from bot.storage.leads import lead_queue, lead_records
from bot.storage.queues import dead_letters, inbox, outbox, outbox_results
from bot.storage.tables import LEADS
from conversations.events import LeadStatus

STORED = 10_000
READS_A_TABLE = re.compile(r"^SCAN (inbox|outbox|leads|chats)(?! USING (COVERING )?INDEX ix_\w+)\b")
"""A walk along one of our partial indexes is no full read: they hold only what waits."""


@pytest.fixture
def url(sqlite_url):
    return sqlite_url


def delivered(chat, at):
    texts = dict.fromkeys(("lead", "reason", "estimate"), b"{}")
    times = dict.fromkeys(("created_at", "changed_at"), at)
    return {"agency": "derby", "reference": f"old-{chat}", "chat_id": chat, "status": "delivered", **texts, **times}


@pytest.fixture
def full(database):
    """A database in which 10,000 conversations came to their end."""

    def fill(tx):
        chat_states.save(tx, [chat_states.SavedState("derby", chat, "{}") for chat in range(STORED)])
        inbox.add(tx, [inbox.NewItem("derby", f"old:{chat}", chat, "telegram", b"{}") for chat in range(STORED)])
        inbox.finish(tx, [item.id for item in inbox.take(tx, STORED)])
        tx.connection.execute(sa.insert(LEADS), [delivered(chat, tx.now) for chat in range(STORED)])
        outbox.add(tx, [outbox.NewMessage("derby", chat, "message", "{}") for chat in range(STORED)])
        queues = outbox.take(tx, STORED // 2, 60.0)
        outbox_results.record(
            tx,
            [
                outbox_results.SendResult("derby", queue.chat_id, queue.lease, sent=[queue.messages[0].id])
                for queue in queues
            ],
        )

    database.run_sync(fill)
    return database


def turns(tx):
    inbox.add(tx, [inbox.NewItem("derby", f"new:{chat}", chat, "telegram", b"{}") for chat in range(20)])
    items = inbox.take(tx, 10)
    keys = [(item.agency, item.chat_id) for item in items]
    assert 10 == len(chat_states.load(tx, keys)) == len(lead_queue.standings(tx, keys))
    chat_states.save(tx, [chat_states.SavedState(*key, "{}") for key in keys])
    outbox.add(tx, [outbox.NewMessage(*key, "message", "{}") for key in keys])
    lead_queue.put(tx, lead_queue.NewLead("derby", 1, "another", "{}"))
    lead_queue.withdraw(tx, "derby", "another")
    inbox.finish(tx, [item.id for item in items])


def replay(tx):
    first, second = inbox.take(tx, 2)
    inbox.count_attempt(tx, first.id)
    inbox.set_aside(tx, second.id, "poison")


def send(tx):
    queues = outbox.take(tx, 10, 60.0)
    assert len(queues) == 10
    outbox_results.record(
        tx, [outbox_results.SendResult(queue.agency, queue.chat_id, queue.lease, retry_at=tx.now) for queue in queues]
    )
    (again,) = outbox.take(tx, 1, 60.0)
    outbox_results.record(tx, [outbox_results.SendResult(again.agency, again.chat_id, again.lease, unreachable=tx.now)])
    outbox_results.mark_reachable(tx, [(queue.agency, queue.chat_id) for queue in queues])
    outbox_results.set_reachable(tx, queues[0].agency, queues[0].chat_id, reachable=True)
    outbox.next_due(tx)


def deliver(tx):
    lead_queue.put(tx, lead_queue.NewLead("derby", 1, "new", "{}"))
    (job,) = lead_queue.take(tx, 10, 60.0, paused=["leeds"])
    lead_queue.record_result(tx, lead_queue.LeadResult(job.reference, "derby", LeadStatus.SET_ASIDE), 1)
    lead_queue.next_due(tx, paused=["leeds"])
    assert len(lead_records.set_aside(tx)) == 1
    lead_queue.waiting(tx)
    inbox.waiting(tx)


def erase(tx):
    erasure.erase(tx, "derby", 1)


def housekeeping(tx):
    for forget in (
        chat_states.expire,
        lead_records.forget,
        lead_records.expire_set_aside,
        inbox.forget_keys,
        dead_letters.expire,
    ):
        forget(tx, 0.0)


def test_no_hot_statement_reads_a_table_from_end_to_end(full):
    statements: dict[str, Any] = {}

    def remember(_connection, _cursor, statement, parameters, _context, many):
        statements.setdefault(statement, parameters[0] if many and isinstance(parameters, list) else parameters)

    class Remembering:
        """The driver's connection, for the statements that go to it without SQLAlchemy."""

        def execute(self, statement, parameters=()):
            statements.setdefault(statement, parameters)
            return driver.execute(statement, parameters)

        def cursor(self):
            return self

        def executemany(self, statement, rows):
            statements.setdefault(statement, rows[0])
            driver.executemany(statement, rows)

    engine = full.backend.connection.engine
    driver = full.backend.connection.connection.driver_connection
    sa.event.listen(engine, "before_cursor_execute", remember)
    for work in (turns, replay, send, deliver, erase, housekeeping):
        full.run_sync(lambda tx, work=work: work(dataclasses.replace(tx, driver=Remembering())))
    sa.event.remove(engine, "before_cursor_execute", remember)

    def plans(tx):
        return {
            statement: [row[3] for row in tx.driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in statements.items()
        }

    assert len(statements) > 40
    assert {
        statement: plan for statement, plan in full.run_sync(plans).items() if any(map(READS_A_TABLE.match, plan))
    } == {}


def test_the_proof_sees_a_full_read():
    assert READS_A_TABLE.match("SCAN inbox")
    assert READS_A_TABLE.match("SCAN leads USING COVERING INDEX sqlite_autoindex_leads_1")
    assert not READS_A_TABLE.match("SCAN inbox_chats USING COVERING INDEX sqlite_autoindex_inbox_chats_2")
    assert not READS_A_TABLE.match("SEARCH inbox USING INTEGER PRIMARY KEY (rowid=?)")


def _inbox_rows_read(tx):
    """Return the number of rows of the inbox that the connection has read lately, the transaction included."""
    of_inbox = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'inbox'"
    return tx.connection.exec_driver_sql(of_inbox).scalar_one()


def test_postgresql_reads_no_finished_items_before_the_first_statistics(postgresql_url):
    """A new database is busy for a minute until autovacuum counts its rows."""
    database = Database(postgresql_url)
    database.open()
    try:
        for first in range(0, 4_000, 1_000):
            items = [inbox.NewItem("derby", f"old:{first + at}", first + at, "telegram", b"{}") for at in range(1_000)]
            database.run_sync(partial(inbox.add, items=items))
            database.run_sync(lambda tx: inbox.finish(tx, [item.id for item in inbox.take(tx, 1_000)]))
        items = [inbox.NewItem("derby", f"new:{chat}", chat, "telegram", b"{}") for chat in range(20)]
        database.run_sync(partial(inbox.add, items=items))

        def turns(tx):
            before = _inbox_rows_read(tx)
            taken = inbox.take(tx, 64)
            inbox.finish(tx, [item.id for item in taken])
            return len(taken), _inbox_rows_read(tx) - before

        taken, read = database.run_sync(turns)
        assert taken == 20
        assert read < 10 * taken
    finally:
        database.close()
