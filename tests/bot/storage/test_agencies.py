"""Two agencies with the same chats, keys and references: whatever happens in one, the other's rows stay as they were."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.storage import chats, inbox, leads, outbox, pauses, settling
from conversations.events import LeadStatus

CHAT = 7


def fill(tx, agency):
    inbox.add(tx, [inbox.NewItem(agency, f"telegram:{n}", CHAT, "telegram", agency.encode()) for n in range(3)])
    chats.save(tx, [chats.SavedState(agency, CHAT, agency)])
    outbox.add(tx, [outbox.NewMessage(agency, CHAT, "message", f"{agency} {n}") for n in range(3)])
    for reference in ("VB-1", "VB-2"):
        leads.put(tx, leads.NewLead(agency, CHAT, reference, agency))
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
    assert chats.load(tx, [("derby", CHAT)]) == {("derby", CHAT): "derby"}
    chats.save(tx, [chats.SavedState("derby", CHAT, "changed")])
    outbox.add(tx, [outbox.NewMessage("derby", CHAT, "message", "more")])
    inbox.finish(tx, [item.id])


def poison(tx):
    (item,) = [item for item in inbox.take(tx, 10) if item.agency == "derby"]
    inbox.set_aside(tx, item.id, "poison")
    chats.erase(tx, "derby", CHAT)


def deliver(tx):
    assert [job.agency for job in leads.take(tx, 10, 60.0, paused=["leeds"])] == ["derby"] * 2
    leads.withdraw(tx, "derby", "VB-2")
    for reference in ("VB-1", "VB-2"):
        assert leads.settle(tx, leads.LeadSettled(reference, "derby", LeadStatus.WAITING, next_at=tx.now + 9), 1)
    assert {("derby", CHAT)} == leads.standings(tx, [("derby", CHAT)]).keys()


def correct(tx):
    leads.put(tx, leads.NewLead("derby", CHAT, "VB-1", "corrected"))
    leads.withdraw(tx, "derby", "VB-2")


def block(tx):
    chats.set_reachable(tx, "derby", CHAT, reachable=False)
    (queue,) = outbox.take(tx, 10, 60.0)
    assert queue.agency == "leeds"
    settling.settle(tx, [settling.Settled("leeds", CHAT, queue.lease)])
    settling.drop_unreachable(tx, tx.now + 1)


def retry(tx):
    queues = outbox.take(tx, 10, 60.0)
    settling.settle(
        tx,
        [
            settling.Settled("derby", CHAT, queue.lease, sent=(1, 2, 3, 4, 5, 6), retry_at=tx.now + 60)
            if queue.agency == "derby"
            else settling.Settled("leeds", CHAT, queue.lease)
            for queue in queues
        ],
    )


def resume(tx):
    pauses.postpone(tx, "derby", 99.0)
    assert pauses.resume(tx, "derby")


@pytest.mark.parametrize(
    "happening",
    [turn, poison, deliver, correct, block, retry, resume, lambda tx: chats.erase(tx, "derby", CHAT)],
    ids=["turn", "poison", "deliver", "correct", "block", "retry", "resume", "erase"],
)
def test_nothing_of_another_agency_is_touched(database, happening):
    database.run_sync(lambda tx: (fill(tx, "derby"), fill(tx, "leeds")))
    before = database.run_sync(lambda tx: (rows(tx, "derby"), rows(tx, "leeds")))
    assert all(before[1].values())
    database.run_sync(happening)
    after = database.run_sync(lambda tx: (rows(tx, "derby"), rows(tx, "leeds")))
    assert before[0] != after[0]
    assert before[1] == after[1]
