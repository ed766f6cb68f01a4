import asyncio

import pytest
import sqlalchemy as sa

from bot.storage.queues import outbox, outbox_results
from bot.telegram.circuit_breaker import CircuitBreaker
from bot.telegram.message_sender import MessageSender
from bot.telegram.retry_policy import MAX_AGE
from support.sender_desk import by_text, texts


async def test_every_chat_gets_its_messages_in_order(server, desk, sending):
    expected = {chat: [f"{chat}/{number}" for number in range(13)] for chat in range(7001, 7031)}
    for number in range(13):
        for chat in expected:
            desk.say(chat, f"{chat}/{number}")
    async with sending() as sender:
        await server.until(lambda: desk.waiting() == 0)
    assert expected == {chat: texts(server, chat) for chat in expected}
    assert sender.messages.sent == 13 * 30


@pytest.mark.parametrize("bound", [{"CONCURRENCY": 8}, {"TOTAL": 9}], ids=["of one agency", "of all: a tenth is kept"])
async def test_chats_are_sent_to_at_once_but_not_more_than_allowed(server, wire, desk, sending, bound):
    under_way, most, breaker = 0, 0, asyncio.Event()

    async def answer(_):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await breaker.wait()
        under_way -= 1
        return wire.ok({})

    server.answer = answer
    for chat in range(7001, 7021):
        desk.say(chat, "hello")
    async with sending(**bound):
        await server.until(lambda: under_way == 8)
        breaker.set()
        await server.until(lambda: desk.waiting() == 0)
    assert most == 8


async def test_a_slow_chat_delays_no_other(server, wire, desk, sending):
    breaker = asyncio.Event()

    async def slow(_):
        await breaker.wait()
        return wire.ok({})

    server.answer = lambda request: slow(request) if request.params["chat_id"] == "7001" else wire.ok({})
    desk.say(7001, "slow", "behind it")
    async with sending():
        await server.until(lambda: texts(server, 7001))
        for number in range(5):
            desk.say(7002, f"quick {number}")
            await server.until(lambda number=number: len(texts(server, 7002)) == number + 1)
        assert texts(server, 7001) == ["slow"]
        breaker.set()
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server, 7001) == ["slow", "behind it"]


async def test_a_flood_of_one_chat_is_kept_in_the_database_and_holds_only_that_chat(server, wire, clock, desk, sending):
    flood = wire.refused(429, "Too Many Requests: retry after 300", retry_after=300)
    server.answer = by_text(wire, {"one": [flood]})
    desk.say(7001, "one", "two")
    async with sending() as sender:
        await server.until(lambda: sender.messages.retried == 1)
        desk.say(7002, "other")
        await server.until(lambda: texts(server, 7002) and desk.waiting() == 2)
    due = desk.database.run_sync(outbox.next_due)
    assert 290 < due - clock() <= 300
    async with sending():
        desk.say(7002, "again")
        await server.until(lambda: len(texts(server, 7002)) == 2)
        assert texts(server, 7001) == ["one"]
    clock.ahead += 300
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server, 7001) == ["one", "one", "two"]


async def test_a_flood_of_all_chats_holds_all_and_asks_with_one(server, wire, clock, desk, sending):
    """The limit for all chats together: nobody else's message is spent on learning what is known."""
    flooding = True
    server.answer = lambda _: wire.refused(429, "Too Many", retry_after=1) if flooding else wire.ok({"message_id": 1})
    for chat in range(7001, 7041):
        desk.say(chat, f"to {chat}")
    breaker = CircuitBreaker()
    async with sending(CONCURRENCY=5, breaker=breaker) as sender:
        await server.until(lambda: breaker.shut)
        assert len(texts(server)) <= 2 * 5
        flooding = False
        clock.ahead += 1
        await server.until(lambda: desk.waiting() == 0)
        assert sender.messages.retried <= 2 * 5
    assert sender.messages.sent == 40
    assert all(texts(server, chat)[-1] == f"to {chat}" for chat in range(7001, 7041))


async def test_what_was_sent_of_a_long_queue_is_recorded_before_the_rest(server, wire, desk, sending, monkeypatch):
    """If the process dies in the middle, the next one sends the rest only."""
    monkeypatch.setattr("bot.telegram.sender._DELIVERY_MAX", 0.0)
    desk.say(7001, "one", "two", "three")
    server.answer = lambda request: wire.hang if request.params["text"] == "three" else wire.ok({"message_id": 1})
    async with sending(GRACE=0.0):
        await server.until(lambda: texts(server, 7001) == ["one", "two", "three"])
        assert desk.waiting() == 1


@pytest.mark.parametrize("status", [401, 404])
async def test_with_a_refused_token_everything_waits_and_goes_on_by_itself(
    server, wire, clock, desk, sending, said, status
):
    """However long it takes: nothing is given up, no attempt counted, one line in the log."""
    server.answer = lambda _: wire.refused(status, "no")
    for chat in range(7001, 7011):
        desk.say(chat, "one", "two")
    clock.ahead += MAX_AGE + 1
    async with sending() as sender:
        await server.until(lambda: len(server.requests) == 20)
        assert desk.waiting() == 20
        assert [level for level, _ in said()] == ["ERROR"]
        server.answer = lambda _: wire.ok({})
        count = len(server.requests)
        await server.until(lambda: desk.waiting() == 0)
    assert (sender.messages.sent, sender.messages.dropped, sender.messages.retried) == (20, 0, 0)
    assert len(server.requests) - count <= 21
    assert [level for level, _ in said()] == ["ERROR", "INFO"]
    assert all(texts(server, chat)[-2:] == ["one", "two"] for chat in range(7001, 7011))


async def test_while_telegram_is_away_everything_waits_and_nothing_repeats(server, desk, sending, said):
    await server.stop()
    for chat in range(7001, 7031):
        desk.say(chat, "one", "two")
    async with sending() as sender:
        await server.until(said)
        assert (sender.messages.sent, sender.messages.retried) == (0, 0)
        await server.start()
        await server.until(lambda: desk.waiting() == 0)
    assert len(server.requests) == 60
    assert [level for level, _ in said()] == ["WARNING", "INFO"]


async def test_a_stop_lets_calls_under_way_end_and_settles_them(server, wire, desk, sending):
    breaker = asyncio.Event()

    async def answer(_):
        await breaker.wait()
        return wire.ok({})

    server.answer = answer
    for chat in (7001, 7002):
        desk.say(chat, "one", "two")
    async with sending():
        await server.until(lambda: len(server.requests) == 2)
        asyncio.get_running_loop().call_later(0.1, breaker.set)
    assert texts(server) == ["one", "one"]
    assert desk.waiting() == 2
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server, 7001) == ["one", "two"]


async def test_a_stop_does_not_wait_for_ever_and_gives_the_rest_back(server, wire, desk, sending):
    server.answer = lambda _: wire.hang
    desk.say(7001, "one", "two")
    async with sending(GRACE=0.1):
        await server.until(lambda: server.requests)
    server.answer = lambda _: wire.ok({})
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == ["one", "one", "two"]


async def test_what_was_sent_while_the_database_was_away_is_not_sent_again(server, wire, desk, sending, said):
    def rename(old, new):
        desk.database.run_sync(lambda tx: tx.connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}")))

    breaker = asyncio.Event()

    async def answer(_):
        await breaker.wait()
        return wire.ok({})

    server.answer = answer
    for chat in (7001, 7002, 7003):
        desk.say(chat, f"Canary {chat}")
    async with sending() as sender:
        await server.until(lambda: len(server.requests) == 3)
        rename("outbox", "away")
        breaker.set()
        await server.until(said)
        assert sender.messages.sent == 3
        rename("away", "outbox")
        await server.until(lambda: desk.waiting() == 0)
    assert sorted(texts(server)) == ["Canary 7001", "Canary 7002", "Canary 7003"]
    assert {level for level, _ in said()} == {"ERROR"}
    assert not any("Canary" in line for _, line in said())


async def test_a_chat_gives_its_lease_back_before_it_runs_out(server, wire, desk, sending):
    async def answer(_):
        await asyncio.sleep(0.08)
        return wire.ok({})

    server.answer = answer
    desk.say(7001, *map(str, range(10)))
    leases: list[outbox_results.SendResult] = []
    settle = outbox_results.record

    def watched(tx, results):
        leases.extend(result for result in results)
        settle(tx, results)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox_results, "record", watched)
        async with sending(DEADLINE=0.1, LEASE=0.4):
            await server.until(lambda: desk.waiting() == 0)
    assert texts(server) == list(map(str, range(10)))
    assert len(leases) >= 2
    assert all(0.08 * len(result.sent) <= 0.4 for result in leases)


async def test_an_idle_sender_leaves_the_database_alone_and_wakes_when_something_is_due(server, wire, desk, sending):
    transactions = 0
    run = desk.database.run

    async def counted(job):
        nonlocal transactions
        transactions += 1
        return await run(job)

    desk.database.run = counted
    server.answer = by_text(wire, {"one": [wire.refused(429, "?", retry_after=1)]})
    desk.say(7001, "one")
    async with sending() as sender:
        await server.until(lambda: sender.messages.retried == 1)
        await server.until(lambda: desk.waiting() == 0)
        assert len(texts(server)) == 2
        settled = transactions
        await asyncio.sleep(0.3)
        assert transactions == settled
    assert transactions <= 8


async def test_results_of_many_chats_share_transactions(server, wire, desk, sending, monkeypatch):
    """Also of those that end one after the other: the first waits a little for the rest."""
    monkeypatch.setattr("bot.telegram.sender._LINGER", 0.3)
    transactions = 0
    run = desk.database.run

    async def counted(job):
        nonlocal transactions
        transactions += 1
        return await run(job)

    async def staggered(request):
        await asyncio.sleep((int(request.params["chat_id"]) - 7000) * 0.005)
        return wire.ok({})

    desk.database.run = counted
    server.answer = staggered
    for chat in range(7001, 7031):
        desk.say(chat, "one")
    async with sending():
        await server.until(lambda: desk.waiting() == 0)
    assert transactions <= 10


async def test_a_bug_with_one_message_does_not_stop_the_others(server, desk, sending, said, monkeypatch):
    def buggy(self, delivery, message, decision, **times):
        if delivery.chat_id == 7001:
            raise KeyError("Canary")
        return note(self, delivery, message, decision, **times)

    note = MessageSender.note
    monkeypatch.setattr(MessageSender, "note", buggy)
    desk.say(7001, "one")
    async with sending():
        await server.until(said)
        desk.say(7002, "two")
        await server.until(lambda: desk.waiting() == 1)
    assert texts(server) == ["one", "two"]
    ((level, line),) = said()
    assert level == "ERROR"
    assert "KeyError at test_sender.py" in line
    assert "Canary" not in line
