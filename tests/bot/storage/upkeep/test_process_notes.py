"""The notes that processes leave each other, and who was in the middle when the last one ended."""

from __future__ import annotations

import math

from bot.storage.chats import chat_states
from bot.storage.chats.chat_states import SavedState
from bot.storage.queues import inbox
from bot.storage.queues.inbox import NewItem
from bot.storage.upkeep import process_notes


def test_when_the_bot_last_ran(database, clock):
    assert database.run_sync(process_notes.last_alive) is None
    database.run_sync(process_notes.note_alive)
    noted = clock.now
    clock.now += 5
    assert database.run_sync(process_notes.last_alive) == noted
    database.run_sync(lambda tx: inbox.add(tx, [NewItem("derby", "telegram:1", 1, "telegram", b"{}")]))
    assert database.run_sync(process_notes.last_alive) == noted + 5, "it ran when an update came"
    clock.now += 5
    database.run_sync(lambda tx: chat_states.save(tx, [SavedState("derby", 1, "{}")]))
    assert database.run_sync(process_notes.last_alive) == noted + 10, "and when a turn was saved"
    database.run_sync(process_notes.note_alive)
    assert database.run_sync(process_notes.last_alive) == noted + 10


def test_a_note_about_resuming_stays_until_it_is_taken_away(database):
    assert database.run_sync(process_notes.resuming) is None
    database.run_sync(lambda tx: process_notes.begin_resuming(tx, 5.0))
    database.run_sync(lambda tx: process_notes.begin_resuming(tx, 6.0))
    assert database.run_sync(process_notes.resuming) == 6.0
    database.run_sync(process_notes.end_resuming)
    assert database.run_sync(process_notes.resuming) is None


def test_each_knock_is_another(database, clock):
    assert database.run_sync(process_notes.last_command) is None
    database.run_sync(process_notes.note_command)
    first = database.run_sync(process_notes.last_command)
    clock.now += 0.001
    database.run_sync(process_notes.note_command)
    assert database.run_sync(process_notes.last_command) != first


def test_a_walk_back_through_the_states_meets_each_once(database, clock):
    """Some were saved in one transaction, at the very same time: they come together, or they would be missed."""
    for batch in ([1], [2, 3, 4], [5, 6], [7], [8]):
        database.run_sync(
            lambda tx, batch=batch: chat_states.save(tx, [SavedState("derby", chat, "{}") for chat in batch])
        )
        clock.now += 1
    start = clock.now - 5
    met, before = [], math.nextafter(clock.now - 2, math.inf)  # not the last one
    while page := database.run_sync(lambda tx, before=before: chat_states.saved_before(tx, before, start + 1, 2)):
        met.append([each.chat_id for each in page])
        before = min(each.saved_at for each in page)
    assert met == [[7, 5, 6], [2, 3, 4]], "the latest first, and not the one from before the start"
