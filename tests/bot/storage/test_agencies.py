"""Two agencies with the same chats, keys and references: whatever happens in one, the other's rows stay as they were."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage.chats import chat_states, erasure
from bot.storage.leads import lead_queue, pauses
from bot.storage.queues import inbox, outbox, outbox_results
from conversations.events import LeadStatus

CHAT = 7


def fill(tx, agency):
    inbox.add(tx, [inbox.NewItem(agency, f"telegram:{n}", CHAT, "telegram", agency.encode()) for n in range(3)])
    chat_states.save(tx, [chat_states.SavedState(agency, CHAT, agency)])
    outbox.add(tx, [outbox.NewMessage(agency, CHAT, "message", f"{agency} {n}") for n in range(3)])
    for reference in ("VB-1", "VB-2"):
        lead_queue.put(tx, lead_queue.NewLead(agency, CHAT, reference, agency))
    pauses.pause(tx, agency, agency, 1.0)


def rows(tx, agency):
    tables = ("inbox", "inbox_chats", "chats", "outbox", "outbox_chats", "leads", "pauses")
    return {
        table: tx.connection.execute(
            sa.text(f"SELECT * FROM {table} WHERE agency = :agency"), {"agency": agency}
        ).fetchall()
        for table in tables
    }


def turn(tx):
    (item,) = [item for item in inbox.take(tx, 10) if item.agency == "derby"]
    assert chat_states.load(tx, [("derby", CHAT)]) == {("derby", CHAT): "derby"}
    chat_states.save(tx, [chat_states.SavedState("derby", CHAT, "changed")])
    outbox.add(tx, [outbox.NewMessage("derby", CHAT, "message", "more")])
    inbox.finish(tx, [item.id])


def poison(tx):
    (item,) = [item for item in inbox.take(tx, 10) if item.agency == "derby"]
    inbox.set_aside(tx, item.id, "poison")
    erasure.erase(tx, "derby", CHAT)


def deliver(tx):
    assert [job.agency for job in lead_queue.take(tx, 10, 60.0, paused=["leeds"])] == ["derby"] * 2
    lead_queue.withdraw(tx, "derby", "VB-2")
    for reference in ("VB-1", "VB-2"):
        assert lead_queue.record_result(
            tx, lead_queue.LeadResult(reference, "derby", LeadStatus.WAITING, next_at=tx.now + 9), 1
        )
    assert {("derby", CHAT)} == lead_queue.standings(tx, [("derby", CHAT)]).keys()


def correct(tx):
    lead_queue.put(tx, lead_queue.NewLead("derby", CHAT, "VB-1", "corrected"))
    lead_queue.withdraw(tx, "derby", "VB-2")


def block(tx):
    outbox_results.set_reachable(tx, "derby", CHAT, reachable=False)
    (queue,) = outbox.take(tx, 10, 60.0)
    assert queue.agency == "leeds"
    outbox_results.record(tx, [outbox_results.SendResult("leeds", CHAT, queue.lease)])
    outbox_results.drop_unreachable(tx, tx.now + 1)


def retry(tx):
    queues = outbox.take(tx, 10, 60.0)
    outbox_results.record(
        tx,
        [
            outbox_results.SendResult("derby", CHAT, queue.lease, sent=[1, 2, 3, 4, 5, 6], retry_at=tx.now + 60)
            if queue.agency == "derby"
            else outbox_results.SendResult("leeds", CHAT, queue.lease)
            for queue in queues
        ],
    )


def resume(tx):
    pauses.postpone(tx, "derby", 99.0)
    assert pauses.resume(tx, "derby")


@pytest.mark.parametrize(
    "incoming",
    [turn, poison, deliver, correct, block, retry, resume, lambda tx: erasure.erase(tx, "derby", CHAT)],
    ids=["turn", "poison", "deliver", "correct", "block", "retry", "resume", "erase"],
)
def test_nothing_of_another_agency_is_touched(database, incoming):
    database.run_sync(lambda tx: (fill(tx, "derby"), fill(tx, "leeds")))
    before = database.run_sync(lambda tx: (rows(tx, "derby"), rows(tx, "leeds")))
    assert all(before[1].values())
    database.run_sync(incoming)
    after = database.run_sync(lambda tx: (rows(tx, "derby"), rows(tx, "leeds")))
    assert before[0] != after[0]
    assert before[1] == after[1]
