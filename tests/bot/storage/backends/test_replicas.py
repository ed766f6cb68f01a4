"""Several processes on one PostgreSQL: nobody's turn is taken twice, and nothing that comes meanwhile is overlooked."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from typing import Any

import pytest

from bot.core.agency import Agency
from bot.storage.leads import lead_queue
from bot.storage.queues import inbox, outbox, outbox_results
from conversations.events import LeadStatus
from conversations.form import Form
from support.replicas import item, process
from support.turn_loops import make_turn_loop


class Room:
    """Takes turns on a database in threads of its own, and writes down who had whose item when."""

    def __init__(self):
        self.seen = defaultdict(list)
        self.inside = set()
        self.shared = []
        self._lock = threading.Lock()

    def turns(self, tx):
        items = inbox.take(tx, 7)
        with self._lock:
            for each in items:
                if each.chat_id in self.inside:
                    self.shared.append(each.chat_id)
                self.inside.add(each.chat_id)
                self.seen[each.chat_id].append(int(each.body))
        outbox.add(tx, [outbox.NewMessage(each.agency, each.chat_id, "message", "") for each in items])
        inbox.finish(tx, [each.id for each in items])
        time.sleep(0.001)
        with self._lock:
            self.inside -= {each.chat_id for each in items}
        return len(items)


def test_no_two_replicas_ever_have_the_same_chat_and_each_goes_in_order(replicas):
    people, said = 12, 25
    room = Room()
    adding = threading.Event()

    def come_in(database, chats):
        for number in range(said):
            database.run_sync(
                lambda tx, number=number: inbox.add(tx, [item(1000 * chat + number, chat) for chat in chats])
            )

    def take_turns(database):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not database.run_sync(room.turns) and adding.is_set() and not database.run_sync(inbox.waiting).count:
                return

    comers = [
        threading.Thread(target=come_in, args=(replicas[half], range(1 + half, people + 1, 2))) for half in (0, 1)
    ]
    takers = [threading.Thread(target=take_turns, args=(database,)) for database in replicas for _ in range(2)]
    for thread in (*comers, *takers):
        thread.start()
    for thread in comers:
        thread.join()
    adding.set()
    for thread in takers:
        thread.join()
    assert room.shared == []
    assert {chat: [1000 * chat + number for number in range(said)] for chat in range(1, people + 1)} == room.seen
    assert len({queue.chat_id for queue in replicas[0].run_sync(lambda tx: outbox.take(tx, 100, 30.0))}) == people


def test_what_comes_at_the_end_of_a_turn_is_not_overlooked(replicas):
    """The turn sees nothing more to do while the addition is not committed, and would remove the chat's row."""
    one, two = replicas
    one.run_sync(lambda tx: inbox.add(tx, [item(1, 1)]))
    waiting = threading.Event()

    def add():
        waiting.set()
        two.run_sync(lambda tx: inbox.add(tx, [item(2, 1)]))

    def turn(tx):
        (first,) = inbox.take(tx, 10)
        adder.start()
        waiting.wait()
        await_lock(tx.connection)
        inbox.finish(tx, [first.id])

    adder = threading.Thread(target=add)
    one.run_sync(turn)
    adder.join()
    assert [each.body for each in one.run_sync(lambda tx: inbox.take(tx, 10))] == [b"2"]


def test_a_reply_that_comes_as_the_last_one_is_settled_is_not_overlooked(replicas):
    one, two = replicas
    one.run_sync(lambda tx: outbox.add(tx, [outbox.NewMessage("derby", 1, "message", "first")]))
    (queue,) = two.run_sync(lambda tx: outbox.take(tx, 10, 30.0))
    sent = outbox_results.SendResult("derby", 1, queue.lease, sent=[queue.messages[0].id])
    settler = threading.Thread(target=lambda: two.run_sync(lambda tx: outbox_results.record(tx, [sent])))

    def turn(tx):
        outbox.add(tx, [outbox.NewMessage("derby", 1, "message", "second")])
        settler.start()
        await_lock(tx.connection)

    one.run_sync(turn)
    settler.join()
    (queue,) = one.run_sync(lambda tx: outbox.take(tx, 10, 30.0))
    assert [message.body for message in queue.messages] == ["second"]


def await_lock(connection):
    """Return when another session waits for a lock; fails if none does."""
    deadline = time.monotonic() + 20
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while not connection.exec_driver_sql(query).scalar_one():
        assert time.monotonic() < deadline, "nobody waits for the row"
        time.sleep(0.005)


def test_an_item_is_taken_once_more_by_its_number_only_while_it_is_the_next(replicas):
    one, two = replicas
    one.run_sync(lambda tx: inbox.add(tx, [item(1, 1), item(2, 1)]))
    (first,) = one.run_sync(lambda tx: inbox.take(tx, 10))

    def locked(tx):
        assert first == inbox.take_one(tx, first.id)
        return two.run_sync(lambda other: (inbox.take_one(other, first.id), inbox.take(other, 10)))

    assert one.run_sync(locked) == (None, [])
    one.run_sync(lambda tx: inbox.finish(tx, [first.id]))
    assert None is two.run_sync(lambda tx: inbox.take_one(tx, first.id))


def test_what_a_killed_process_had_taken_is_free_at_once(replicas, postgresql_url):
    one, _ = replicas
    one.run_sync(lambda tx: inbox.add(tx, [item(1, 1)]))
    script = """
import time
from bot.storage.queues import inbox
def hold(tx):
    print(len(inbox.take(tx, 10)), flush=True)
    time.sleep(600)
database.run_sync(hold)
"""
    with process(postgresql_url, script) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "1\n"
        assert one.run_sync(lambda tx: inbox.take(tx, 10)) == []
        holder.kill()
        deadline = time.monotonic() + 20
        while not one.run_sync(lambda tx: inbox.take(tx, 10)):
            assert time.monotonic() < deadline


def test_leads_and_replies_are_taken_by_one_replica_each(replicas):
    for number in range(40):
        new = lead_queue.NewLead("derby", number, f"VB-{number}", "{}")
        replicas[0].run_sync(lambda tx, new=new: lead_queue.put(tx, new))
        message = outbox.NewMessage("derby", number, "message", "")
        replicas[0].run_sync(lambda tx, message=message: outbox.add(tx, [message]))
    got: defaultdict[str, list[Any]] = defaultdict(list)

    def take(database):
        while True:
            jobs = database.run_sync(lambda tx: lead_queue.take(tx, 3, 60.0))
            queues = database.run_sync(lambda tx: outbox.take(tx, 3, 60.0))
            got["leads"] += [job.reference for job in jobs]
            got["chats"] += [queue.chat_id for queue in queues]
            if not jobs and not queues and len(got["leads"]) >= 40 and len(got["chats"]) >= 40:
                return

    threads = [threading.Thread(target=take, args=(database,)) for database in replicas for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(got["chats"]) == list(range(40))
    assert sorted(got["leads"]) == sorted(f"VB-{number}" for number in range(40))


def test_whoever_outlived_a_lease_cannot_release_the_next_ones(replicas):
    one, two = replicas
    one.run_sync(lambda tx: outbox.add(tx, [outbox.NewMessage("derby", 1, "message", body) for body in "ab"]))
    (old,) = one.run_sync(lambda tx: outbox.take(tx, 10, -1.0))
    (new,) = two.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    late = outbox_results.SendResult("derby", 1, old.lease, sent=[old.messages[0].id], retry_at=0.0, unreachable=1.0)
    one.run_sync(lambda tx: outbox_results.record(tx, [late]))
    assert one.run_sync(lambda tx: outbox.take(tx, 10, 60.0)) == [], "still the other's"
    two.run_sync(lambda tx: outbox_results.record(tx, [outbox_results.SendResult("derby", 1, new.lease)]))
    (queue,) = one.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    assert [(each.body, each.attempts) for each in queue.messages] == [("b", 0)], "but what was sent was sent"

    one.run_sync(lambda tx: lead_queue.put(tx, lead_queue.NewLead("derby", 1, "VB-1", "{}")))
    (old_job,) = one.run_sync(lambda tx: lead_queue.take(tx, 10, -1.0))
    (new_job,) = two.run_sync(lambda tx: lead_queue.take(tx, 10, 60.0))
    delivered = lead_queue.LeadResult("VB-1", "derby", LeadStatus.DELIVERED)
    assert not one.run_sync(lambda tx: lead_queue.record_result(tx, delivered, old_job.attempt))
    assert new_job.possible_repeat
    assert two.run_sync(lambda tx: lead_queue.record_result(tx, delivered, new_job.attempt))


@pytest.mark.parametrize(
    ("said", "notice"), [("/withdraw", "staff.withdrawn"), ("/delete", "staff.deleted")], ids=["withdraw", "delete"]
)
async def test_whoever_withdraws_as_another_replica_begins_to_post_is_not_told_that_it_was_stopped(
    replicas, monkeypatch, caplog, said, notice
):
    one, two = replicas
    agency = Agency("derby", Form())
    loop = make_turn_loop(one, agency)
    one.run_sync(lambda tx: lead_queue.put(tx, lead_queue.NewLead("derby", 7, "VB-1", "{}")))
    standings = lead_queue.standings
    taken: list[lead_queue.LeadJob] = []

    def and_then_it_is_taken(tx, chats, **how):
        found = standings(tx, chats, **how)
        if not taken:
            taken.extend(two.run_sync(lambda other: lead_queue.take(other, 10, 60.0)))
        return found

    monkeypatch.setattr(lead_queue, "standings", and_then_it_is_taken)
    message = {"message_id": 1, "from": {"id": 7}, "chat": {"id": 7, "type": "private"}, "text": said}
    body = json.dumps({"update_id": 1, "message": message}).encode()
    one.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "telegram:1", 7, "telegram", body)]))
    await loop.take_turns()
    assert [job.reference for job in taken] == ["VB-1"]
    (queue,) = one.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    assert "VB-1" in queue.messages[-1].body, "the person is told which lead may have arrived"
    assert [
        record.notice for record in caplog.records if record.message == "a notice for the staff reached nobody"
    ] == [notice]
