"""What a turn hands over to the sender of its own process: sent without being taken, and settled with the next turn."""

import asyncio
import threading

import pytest

from bot.core.serialization import MESSAGE
from bot.storage.database import Database, DatabaseProblem
from bot.storage.queues import outbox
from bot.telegram.delivery import LeasedOutboxTransaction
from conversations.languages.message import Message
from support.sender_desk import SenderDesk, texts


async def handed_over(desk, *chats_and_texts, committed=True):
    """Hand messages over as a turn does, in a transaction that commits; ``committed``: whether that is known."""
    bodies = [(chat, MESSAGE.encode(Message(text))) for chat, text in chats_and_texts]
    messages = [outbox.NewMessage("derby", chat, "message", body) for chat, body in bodies]
    part = desk.sender.join_transaction()
    await desk.database.run(lambda tx: (part.begin(tx), part.write(tx, messages)))
    part.end(committed=committed)


@pytest.fixture
def takes(monkeypatch):
    """Counts how many chats were taken from the database."""
    taken = []
    take = outbox.take

    def counted(tx, *more, **named):
        queues = take(tx, *more, **named)
        taken.extend(queues)
        return queues

    monkeypatch.setattr(outbox, "take", counted)
    return taken


async def test_what_a_turn_hands_over_is_sent_without_being_taken(server, desk, sending, takes):
    async with sending():
        await handed_over(desk, (7001, "one"), (7002, "other"), (7001, "two"))
        await server.until(lambda: desk.waiting() == 0)
    assert (texts(server, 7001), texts(server, 7002), takes) == (["one", "two"], ["other"], [])


def watched(monkeypatch):
    """Note each look for what is due next; returns the notes."""
    looks: list[float] = []
    next_due = outbox.next_due

    def noted(tx):
        looks.append(tx.now)
        return next_due(tx)

    monkeypatch.setattr(outbox, "next_due", noted)
    return looks


async def test_what_was_sent_is_settled_by_the_next_turn(server, desk, sending, monkeypatch):
    monkeypatch.setattr("bot.telegram.sender._LINGER", 60.0)
    looks = watched(monkeypatch)
    async with sending() as sender:
        await server.until(lambda: looks)
        await handed_over(desk, (7001, "one"))
        await server.until(lambda: sender.messages.sent == 1 and not sender._under_way)
        assert desk.waiting() == 1
        await handed_over(desk, (7002, "two"))
        await server.until(lambda: desk.waiting() == 1 and sender.messages.sent == 2)


async def test_what_comes_while_a_chat_is_being_sent_follows_in_order(server, wire, desk, sending, takes):
    breaker = asyncio.Event()

    async def slow(_):
        await breaker.wait()
        return wire.ok({})

    server.answer = slow
    async with sending() as sender:
        await handed_over(desk, (7001, "one"))
        await server.until(lambda: texts(server))
        await handed_over(desk, (7001, "two"))
        breaker.set()
        await server.until(lambda: sender.messages.sent == 2)
        await handed_over(desk, (7001, "three"))
        await server.until(lambda: desk.waiting() == 0)
    assert (texts(server), takes) == (["one", "two", "three"], [])


async def test_a_turn_whose_commit_nobody_heard_of_is_sent_all_the_same_and_once(server, desk, sending):
    async with sending():
        await handed_over(desk, (7001, "before"))
        await handed_over(desk, (7001, "one"), (7002, "other"), committed=False)
        await server.until(lambda: desk.waiting() == 0)
    assert (texts(server, 7001), texts(server, 7002)) == (["before", "one"], ["other"])


async def test_while_telegram_is_away_nothing_is_handed_over(server, desk, sending):
    await server.stop()
    desk.say(7001, "one")
    async with sending() as sender:
        await server.until(sender._shut)
        await handed_over(desk, (7002, "two"))
        assert not [chat for _, chat, _ in sender._under_way if chat == 7002]
        await server.start()
        await server.until(lambda: desk.waiting() == 0)
    assert sorted(texts(server)) == ["one", "two"]


@pytest.mark.parametrize("bound", [{"CONCURRENCY": 3}, {"TOTAL": 4}], ids=["of one agency", "of all: a tenth is kept"])
async def test_more_than_there_is_room_for_waits_its_turn(server, wire, desk, sending, bound):
    under_way, most = 0, 0

    async def answer(_):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return wire.ok({})

    server.answer = answer
    async with sending(**bound):
        for number in range(4):
            await handed_over(desk, *[(chat, f"{chat}/{number}") for chat in range(7001, 7009)])
        await server.until(lambda: desk.waiting() == 0)
    assert most <= 3
    assert all(texts(server, chat) == [f"{chat}/{number}" for number in range(4)] for chat in range(7001, 7009))


async def test_what_waits_for_a_place_is_taken_as_soon_as_there_is_one(server, wire, desk, sending, monkeypatch):
    monkeypatch.setattr("bot.telegram.sender._LINGER", 60.0)
    breaker = asyncio.Event()

    async def slow(_):
        await breaker.wait()
        return wire.ok({})

    server.answer = slow
    async with sending(CONCURRENCY=1) as sender:
        await handed_over(desk, (7001, "one"))
        await server.until(lambda: texts(server))
        desk.say(7002, "two")
        await server.until(lambda: sender._more_waits)
        breaker.set()
        await server.until(lambda: texts(server, 7002))


async def test_what_waits_while_a_turn_has_every_place_is_taken_though_the_turn_ends_during_the_look(
    server, desk, sending, monkeypatch
):
    """The turn's end finds nobody waiting yet, and the look, which began before, found no place."""
    loop, looks, next_due = asyncio.get_running_loop(), [], outbox.next_due
    turns: list[LeasedOutboxTransaction] = []
    ended = threading.Event()

    def end():
        turns[0].end(committed=True)
        ended.set()

    def looked(tx):
        looks.append(tx.now)
        if turns and not ended.is_set():
            loop.call_soon_threadsafe(end)
            assert ended.wait(5.0)
        return next_due(tx)

    monkeypatch.setattr(outbox, "next_due", looked)
    async with sending() as sender:
        await server.until(lambda: looks)
        turns.append(sender.join_transaction())
        desk.say(7001, "one")
        await server.until(lambda: texts(server))


async def test_what_waits_behind_a_shut_gate_waits_for_no_turn_once_it_is_open(server, desk, sending, monkeypatch):
    monkeypatch.setattr("bot.telegram.sender._LINGER", 60.0)
    await server.stop()
    for chat in range(7001, 7005):
        desk.say(chat, "one")
    async with sending() as sender:
        await server.until(sender._shut)
        await server.start()
        await server.until(lambda: len(texts(server)) == 4)


async def test_what_is_handed_over_at_a_stop_is_given_back(server, desk, sending):
    async with sending() as sender:
        await handed_over(desk, (7001, "in time"))
        await server.until(lambda: sender.messages.sent == 1)
        body = MESSAGE.encode(Message("late"))
        part = sender.join_transaction()
        late = [outbox.NewMessage("derby", 7002, "message", body)]
        await desk.database.run(lambda tx: (part.begin(tx), part.write(tx, late)))

        async def end():
            await sender._stop.wait()
            part.end(committed=True)

        ending = asyncio.create_task(end())
    await ending
    assert texts(server) == ["in time"]
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["in time", "late"]


class Disowning:
    """Holds up the transaction that releases leases nobody knows of, once it knows which to keep."""

    def __init__(self, patch):
        self.begun, self.go = threading.Event(), threading.Event()
        disown = outbox.disown

        def held_up(tx, keep):
            self.begun.set()
            assert self.go.wait(20)
            return disown(tx, keep)

        patch.setattr(outbox, "disown", held_up)


@pytest.fixture
def shared(postgres):
    """A desk on a database on which transactions run side by side."""
    database = Database(postgres.clean_database())
    database.open()
    yield SenderDesk(database)
    database.close()


@pytest.fixture
def disowning(monkeypatch):
    return Disowning(monkeypatch)


async def test_what_a_turn_leases_while_others_leases_are_released_is_sent_once(server, wire, shared, disowning):
    async with shared.sending(server.url, wire.token):
        await handed_over(shared, (7001, "lost"), committed=False)
        await server.until(disowning.begun.is_set)
        await handed_over(shared, (7002, "one"))
        await asyncio.sleep(0.1)  # in which it would be sent
        disowning.go.set()
        await server.until(lambda: shared.waiting() == 0)
    assert (texts(server, 7001), texts(server, 7002)) == (["lost"], ["one"])


async def test_a_turn_that_is_lost_while_others_leases_are_released_waits_for_no_lease(server, wire, shared, disowning):
    async with shared.sending(server.url, wire.token) as sender:
        body = MESSAGE.encode(Message("lost too"))
        part = sender.join_transaction()
        await handed_over(shared, (7001, "lost"), committed=False)
        await server.until(disowning.begun.is_set)
        await shared.database.run(lambda tx: part.write(tx, [outbox.NewMessage("derby", 7002, "message", body)]))
        part.end(committed=False)
        disowning.go.set()
        await server.until(lambda: shared.waiting() == 0)
    assert (texts(server, 7001), texts(server, 7002)) == (["lost"], ["lost too"])


async def test_what_a_failed_turn_was_to_settle_is_settled_all_the_same_and_not_sent_again(
    server, desk, sending, monkeypatch
):
    monkeypatch.setattr("bot.telegram.sender._LINGER", 60.0)
    looks = watched(monkeypatch)
    async with sending() as sender:
        await server.until(lambda: looks)
        await handed_over(desk, (7001, "one"))
        await server.until(lambda: sender._finished)
        part = sender.join_transaction()
        assert not sender._finished, "it is the turn's to settle"
        part.end(committed=False)
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one"]


async def test_what_was_taken_by_a_transaction_whose_end_nobody_heard_of_is_sent_soon_and_once(
    server, desk, sending, monkeypatch
):
    lost: list[object] = []
    async with sending():
        run = desk.database.run

        async def lose(job):
            found = await run(job)
            if not lost and getattr(found, "queues", None):
                lost.append(found)
                raise DatabaseProblem("the answer is lost")
            return found

        monkeypatch.setattr(desk.database, "run", lose)
        desk.say(7001, "one")
        await server.until(lambda: desk.waiting() == 0)
    assert lost
    assert texts(server) == ["one"]
