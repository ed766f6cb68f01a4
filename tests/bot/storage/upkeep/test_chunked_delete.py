"""What is past its time is removed in pieces: none larger than asked, none twice, and nothing left at the end."""

from __future__ import annotations

import pytest

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import dead_letters, inbox, message_ids, outbox, outbox_results
from bot.storage.queues.inbox import NewItem
from bot.storage.queues.message_ids import REMOVABLE, Shown
from bot.storage.queues.outbox import NewMessage
from bot.storage.sql.bulk_predicates import AgencyFilter
from bot.storage.upkeep.chunked_delete import START, Chunk
from conversations.events import LeadStatus

OLD, LIMIT = 25, 10


def keys(tx, number):
    inbox.add(tx, [NewItem("derby", f"telegram:{number}", number, "telegram", b"{}")])
    inbox.finish(tx, [item.id for item in inbox.take(tx, 100)])


def states(tx, number):
    chat_states.save(tx, [SavedState("derby", number, "{}")])


def shown(tx, number):
    message_ids.add(tx, [Shown("derby", number, (number,))])


def unreachable(tx, number):
    outbox.add(tx, [NewMessage("derby", number, "message", "{}")])
    outbox_results.set_reachable(tx, "derby", number, reachable=False)


def settled(tx, number, status):
    lead_queue.put(tx, NewLead("derby", number, f"VB-{number}", "{}"))
    (job,) = lead_queue.take(tx, 1, 60.0)
    lead_queue.record_result(tx, LeadResult(job.reference, "derby", status), job.attempt)


def delivered(tx, number):
    settled(tx, number, LeadStatus.DELIVERED)


def leads_aside(tx, number):
    settled(tx, number, LeadStatus.SET_ASIDE)


def items_aside(tx, number):
    inbox.add(tx, [NewItem("derby", f"telegram:{number}", number, "telegram", b"{}")])
    (item,) = inbox.take(tx, 1)
    inbox.set_aside(tx, item.id, "broken")


JOBS = [
    (keys, inbox.forget_keys),
    (states, chat_states.expire),
    (unreachable, outbox_results.drop_unreachable),
    (delivered, lead_records.forget),
    (leads_aside, lead_records.expire_set_aside),
    (items_aside, dead_letters.expire),
    (shown, message_ids.expire),
]


@pytest.mark.parametrize(("store", "remove"), JOBS, ids=[store.__name__ for store, _ in JOBS])
def test_each_job_ends_and_no_piece_is_larger_than_asked(database, clock, store, remove):
    for number in range(1, OLD + 4):
        if number == OLD + 1:
            clock.now += REMOVABLE
        clock.now += 1
        database.run_sync(lambda tx, number=number: store(tx, number))
    older_than, rows, after = clock.now - REMOVABLE, [], START
    while after is not None:
        piece = database.run_sync(lambda tx, after=after: remove(tx, older_than, after=after, limit=LIMIT))
        rows.append(piece.rows)
        after = piece.after
    assert (sum(rows), max(rows)) == (OLD, LIMIT)
    assert database.run_sync(lambda tx: remove(tx, older_than, limit=LIMIT)) == Chunk(0, None), "the young ones stay"
    clock.now += REMOVABLE + 5
    assert database.run_sync(lambda tx: remove(tx, clock.now - REMOVABLE, limit=LIMIT)).rows == 3


def test_what_was_written_in_one_transaction_is_removed_in_one(database, clock):
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", chat, "{}") for chat in range(64)]))
    clock.now += 1
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", chat, "{}") for chat in range(64, 70)]))
    clock.now += 1
    piece = database.run_sync(lambda tx: chat_states.expire(tx, clock.now, limit=LIMIT))
    assert piece.rows == 64
    assert database.run_sync(lambda tx: chat_states.expire(tx, clock.now, after=piece.after, limit=LIMIT)) == Chunk(
        6, None
    )


def test_a_piece_passes_what_is_anothers_and_the_next_does_not_look_at_it_again(database, clock):
    for chat in range(OLD):
        agency = "york" if chat < LIMIT else "derby"
        database.run_sync(lambda tx, agency=agency, chat=chat: chat_states.save(tx, [SavedState(agency, chat, "{}")]))
        clock.now += 1
    of = AgencyFilter(of=["derby"])
    first = database.run_sync(lambda tx: chat_states.expire(tx, clock.now, of, limit=LIMIT))
    assert first == Chunk(0, clock.now - OLD + LIMIT - 1)
    second = database.run_sync(lambda tx: chat_states.expire(tx, clock.now, of, after=first.after, limit=LIMIT))
    assert second.rows == LIMIT


def test_who_comes_back_between_two_pieces_keeps_what_they_said(database, clock):
    for chat in range(OLD):
        database.run_sync(lambda tx, chat=chat: chat_states.save(tx, [SavedState("derby", chat, "old")]))
        clock.now += 1
    older_than = clock.now
    first = database.run_sync(lambda tx: chat_states.expire(tx, older_than, limit=LIMIT))
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", OLD - 1, "back")]))
    after = first.after
    while after is not None:
        after = database.run_sync(
            lambda tx, after=after: chat_states.expire(tx, older_than, after=after, limit=LIMIT)
        ).after
    kept = database.run_sync(lambda tx: chat_states.load(tx, [("derby", chat) for chat in range(OLD)]))
    assert kept == {("derby", OLD - 1): "back"}
