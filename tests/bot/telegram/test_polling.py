import asyncio
import json
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa

from bot.core.wakeup import Wakeup
from bot.storage.queues import inbox
from bot.telegram.backoff import Backoff
from bot.telegram.client import BotApi
from bot.telegram.ingest import UPDATE_BYTES_MAX
from bot.telegram.polling import Poller
from conversations.events import Said
from sandbox.server import Sandbox
from support.sender_desk import quicken
from support.updates import heard, text

HOUR = 3600


class Script:
    """Answers to getUpdates in turn; from then on every poll is held. Other methods work."""

    def __init__(self, wire, *answers):
        self.wire = wire
        self.answers = list(answers)
        self.webhook = ""

    def __call__(self, request):
        if request.method == "getWebhookInfo":
            return self.wire.ok({"url": self.webhook, "pending_update_count": 0})
        if request.method == "deleteWebhook":
            self.webhook = ""
            return self.wire.ok(True)
        return self.answers.pop(0) if self.answers else self.wire.hang


@pytest.fixture
def poll(server, wire, database):
    """Run a poller against a script until a condition holds; returns it."""

    async def run(script, until, **settings: Any):
        server.answer = script
        wakeup = settings.pop("wakeup", Wakeup())
        async with settings.pop("api", None) or BotApi(wire.token, server.url) as api:
            poller = Poller(api, database, "derby", wakeup)
            quicken(poller, base=0.01, cap=0.02)
            poller._backoff = settings.pop("backoff", poller._backoff)
            task = asyncio.create_task(poller.run())
            await server.until(lambda: task.done() or until(poller))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return poller

    return run


def polls(server):
    return [request.params for request in server.calls("getUpdates")]


def stored(database):
    return database.run_sync(lambda tx: inbox.take(tx, 100))


async def test_updates_are_stored_and_then_confirmed(server, wire, database, poll):
    wakeup = Wakeup()
    batch = [text(100, "Marla"), text(101, "\ud83c\x00", chat_id=7002)]
    poller = await poll(Script(wire, wire.ok(batch)), lambda _: len(polls(server)) == 2, wakeup=wakeup)
    assert "offset" not in polls(server)[0]
    assert [each["timeout"] for each in polls(server)] == ["0", "30"], "the first answer shows that updates come in"
    assert json.loads(polls(server)[0]["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "channel_post",
    ]
    assert polls(server)[1]["offset"] == "102"
    items = stored(database)
    assert [(item.agency, item.chat_id, item.source) for item in items] == [
        ("derby", 7001, "telegram"),
        ("derby", 7002, "telegram"),
    ]
    assert [json.loads(item.body) for item in items] == batch
    assert heard(items[1].body).body == Said("\ufffd\x00")
    assert (poller.ingest.received, poller.ingest.stored, poller.ingest.skipped) == (2, 2, 0)
    await asyncio.wait_for(wakeup.wait(), 1)


async def test_what_comes_twice_is_stored_once_and_rings_once(server, wire, database, poll):
    script = Script(wire, wire.ok([text(100)]))
    await poll(script, lambda _: len(polls(server)) == 2)
    wakeup = Wakeup()
    server.requests.clear()
    poller = await poll(Script(wire, wire.ok([text(100)])), lambda _: len(polls(server)) == 2, wakeup=wakeup)
    assert (poller.ingest.received, poller.ingest.stored) == (1, 0)
    assert len(stored(database)) == 1
    assert polls(server)[1]["offset"] == "101"
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(wakeup.wait(), 0.05)


async def test_bad_updates_cost_only_themselves(server, wire, database, poll, said):
    batch = [
        "nonsense",
        None,
        text(100),
        {"update_id": "101"},
        {"update_id": True, "message": {}},
        {"update_id": 2**70, "message": {}},
        {"update_id": 102},
        {"update_id": 103, "message": {"chat": {"id": "x"}}},
        {"update_id": 104, "edited_channel_post": {"chat": {"id": -100}}},
        text(105, "Canary " * (UPDATE_BYTES_MAX // 6)),
        {"update_id": 106, "message": {"chat": {"id": 7001}, "odd": True}},
        text(107, chat_id=7002),
        {"update_id": 99, "message": {"chat": {"id": 7003, "type": "private"}}},
    ]
    poller = await poll(Script(wire, wire.ok(batch)), lambda _: len(polls(server)) == 2)
    assert polls(server)[1]["offset"] == "108"
    assert (poller.ingest.stored, poller.ingest.skipped) == (4, 9)
    assert {item.chat_id for item in stored(database)} == {7001, 7002, 7003}
    assert len(said()) == 9
    assert all(line.startswith("An update was skipped") and "Canary" not in line for _, line in said())


async def test_a_batch_without_any_update_id_is_not_fetched_in_a_loop(server, wire, poll):
    class Stubborn(Script):
        def __call__(self, request):
            return wire.ok([{"message": {}}]) if request.method == "getUpdates" else super().__call__(request)

    began = asyncio.get_running_loop().time()
    poller = await poll(Stubborn(wire), lambda poller: poller.failures == 5, backoff=Backoff(base=0.05, cap=0.05))
    assert asyncio.get_running_loop().time() - began >= 4 * 0.025
    assert len(polls(server)) <= poller.failures + 1


async def test_a_server_that_does_not_hold_polls_is_not_asked_in_a_loop(server, wire, poll):
    class Hasty(Script):
        def __call__(self, request):
            return wire.ok([]) if request.method == "getUpdates" else super().__call__(request)

    began = asyncio.get_running_loop().time()
    await poll(Hasty(wire), lambda _: len(polls(server)) == 4)
    assert asyncio.get_running_loop().time() - began >= 0.3


TROUBLE: dict[str, tuple[list[object], str, str]] = {
    "401": ([(401, "Unauthorized", {})], "ERROR", "Telegram does not know this bot's token"),
    "404": ([(404, "Not Found", {})], "ERROR", "Telegram does not know this bot's token"),
    "409 other poller": ([(409, "Conflict: terminated by other getUpdates request", {})], "ERROR", "Another process polls"),
    "409 webhook": ([(409, "Conflict: can't use getUpdates method while webhook is active", {})], "ERROR", "A webhook is set"),
    "500": ([(500, "Internal Server Error", {})], "WARNING", "Telegram cannot be reached"),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "level", "sentence"), TROUBLE.values(), ids=TROUBLE)
async def test_trouble_is_told_once_and_outlived(server, wire, database, poll, said, answers, level, sentence):
    refusals = [wire.refused(code, description, **more) for code, description, more in answers * 6]
    await poll(Script(wire, *refusals, wire.ok([text(100)])), lambda _: len(polls(server)) == 8)
    assert len(stored(database)) == 1
    assert [kind for kind, _ in said()] == [level, "INFO"]
    assert said()[0][1].startswith(sentence)
    assert said()[1][1].startswith("Polling works again")


async def test_garbage_drops_and_silence_are_outlived(server, wire, database, poll, monkeypatch):
    monkeypatch.setattr("bot.telegram.polling._ANSWER_GRACE", 0.2)
    monkeypatch.setattr("bot.telegram.polling.LONG_POLL", 0)
    answers = [
        wire.http(200, b"<html>"),
        wire.drop,
        wire.http(200, b"[]"),
        wire.ok({"not": "a list"}),
        wire.ok(None),
        wire.http(502, b"<html>bad gateway"),
        wire.hang,
        wire.http(200, b'{"ok":true,"result":[' + b"[" * 50_000),
        wire.ok([text(100)]),
    ]
    poller = await poll(Script(wire, *answers), lambda _: len(polls(server)) == 10)
    assert len(stored(database)) == 1
    assert poller.failures == 8


async def test_a_flood_waits_as_told(server, wire, poll):
    script = Script(wire, wire.refused(429, "Too Many Requests: retry after 1", retry_after=1), wire.ok([text(100)]))
    began = asyncio.get_running_loop().time()
    await poll(script, lambda _: len(polls(server)) == 3)
    assert asyncio.get_running_loop().time() - began >= 1.0


async def test_pauses_grow_and_begin_anew_after_success(server, wire, poll):
    class Recorder(Backoff):
        pauses: ClassVar = []

        def next(self):
            Backoff.next(self)
            self.pauses.append(self.failures)
            return 0.001

    bad, good = wire.refused(500, "?"), wire.ok([text(100)])
    await poll(
        Script(wire, bad, bad, bad, good, bad), lambda _: len(polls(server)) == 6, backoff=Recorder(base=1, cap=1)
    )
    assert Recorder.pauses == [1, 2, 3, 1]


async def test_a_webhook_is_removed_before_polling_and_keeps_what_waits(server, wire, poll, said):
    script = Script(wire)
    script.webhook = "https://old.example/hook"
    await poll(script, lambda _: polls(server))
    assert [request.method for request in server.requests] == ["getWebhookInfo", "deleteWebhook", "getUpdates"]
    assert server.requests[1].params == {"drop_pending_updates": "false"}
    ((level, line),) = said()
    assert level == "WARNING"
    assert line.startswith("A webhook is set")
    assert "old.example" not in line


async def test_a_webhook_that_could_not_be_removed_at_first_is_removed_at_the_409(server, wire, database, poll):
    class Late(Script):
        down = True

        def __call__(self, request):
            if request.method == "getWebhookInfo" and self.down:
                self.down = False
                return wire.refused(500, "?")
            if request.method == "getUpdates" and self.webhook:
                return wire.refused(409, "Conflict: can't use getUpdates method while webhook is active")
            return super().__call__(request)

    script = Late(wire, wire.ok([text(100)]))
    script.webhook = "https://old.example/hook"
    await poll(script, lambda _: len(polls(server)) >= 3)
    assert len(stored(database)) == 1


async def test_a_server_that_knows_few_methods_is_polled_all_the_same(server, wire, database, poll):
    class Small(Script):
        def __call__(self, request):
            if request.method != "getUpdates":
                return wire.http(404, b"no such thing")
            return super().__call__(request)

    await poll(Small(wire, wire.ok([text(100)])), lambda _: len(polls(server)) == 2)
    assert len(stored(database)) == 1


async def test_what_cannot_be_stored_is_not_confirmed(server, wire, database, poll, said):
    """The database fails for real: its table is away for a while."""

    def rename(old, new):
        database.run_sync(lambda tx: tx.connection.execute(sa.text(f"ALTER TABLE {old} RENAME TO {new}")))

    class Again(Script):
        """Hands the batch over until it is confirmed, as Telegram does."""

        def __call__(self, request):
            if request.method != "getUpdates":
                return super().__call__(request)
            return wire.hang if "offset" in request.params else wire.ok([text(100, "Marla Canary")])

    rename("inbox", "away")

    def until(poller):
        if poller.failures == 3:
            rename("away", "inbox")
            poller.failures = 1000
        return poller.ingest.stored == 1 and any("offset" in each for each in polls(server))

    await poll(Again(wire), until)
    assert len(stored(database)) == 1
    assert [level for level, _ in said()] == ["ERROR", "INFO"]
    assert not any("Canary" in line for _, line in said())


async def offsets_after(server, wire, poll, *answers):
    await poll(Script(wire, *answers), lambda _: len(polls(server)) == len(answers) + 1)
    return [request.get("offset") for request in polls(server)]


async def test_an_offset_is_sent_once_and_forgotten_with_an_empty_answer_or_a_failure(server, wire, database, poll):
    """After a week without updates Telegram goes on from a random update_id, which may be lower."""
    answers = [[text(10**9)], [], [text(5)], [text(6)]]
    failed = wire.refused(400, "Bad Request: offset is in the future")
    offsets = await offsets_after(server, wire, poll, *map(wire.ok, answers), failed, wire.ok([text(6)]))
    assert offsets == [None, str(10**9 + 1), None, "6", "7", None, "7"]
    assert len(stored(database)) == 1
    assert stored_numbers(database) == [10**9, 5, 6]


def stored_numbers(database):
    rows = database.run_sync(lambda tx: list(tx.connection.execute(sa.text("SELECT key FROM inbox ORDER BY id"))))
    return [int(key.rpartition(":")[2]) for (key,) in rows]


@pytest.mark.parametrize("number", [2**32, 2**53 + 1, 2**62, 2**63 - 1, 2**63, 10**400])
async def test_a_number_that_is_none_of_telegrams_moves_no_offset(server, wire, database, poll, said, number):
    first, second = wire.ok([text(100), text(number, "forged")]), wire.ok([text(101)])
    assert await offsets_after(server, wire, poll, first, second) == [None, "101", "102"]
    assert stored_numbers(database) == [100, 101]
    ((level, line),) = said()
    assert (level, "An update was skipped", True) == ("WARNING", line[:21], "forged" not in line)


async def test_only_numbers_that_are_none_of_telegrams_are_not_fetched_in_a_loop(server, wire, database, poll, said):
    answers = [wire.ok([text(2**62)])] * 3
    assert await offsets_after(server, wire, poll, *answers, wire.ok([text(7)])) == [None] * 4 + ["8"]
    assert stored_numbers(database) == [7]
    assert any(line.startswith("Telegram cannot be reached, or answers nonsense") for _, line in said())


async def test_a_number_too_far_from_those_before_counts_once_it_comes_again(server, wire, database, poll, said):
    answers = [[text(100)], [text(101), text(2 * 10**9)], [text(2 * 10**9)], [text(2 * 10**9)], [text(2 * 10**9 + 1)]]
    offsets = await offsets_after(server, wire, poll, *map(wire.ok, answers))
    assert offsets == [None, "101", "102", None, str(2 * 10**9 + 1), str(2 * 10**9 + 2)]
    assert stored_numbers(database) == [100, 101, 2 * 10**9, 2 * 10**9 + 1]
    assert any(line.startswith("Updates are left for the next poll") for _, line in said())


async def test_what_the_version_before_stored_is_refused_and_another_bots_first_updates_are_not(
    server, wire, database, poll
):
    """Keys of the version before have no bot in them."""
    item = inbox.NewItem("derby", "telegram:100", 7001, "telegram", b"{}")
    database.run_sync(lambda tx: inbox.add(tx, [item]))
    await poll(Script(wire, wire.ok([text(100), text(101)])), lambda _: len(polls(server)) == 2)
    assert stored_numbers(database) == [100, 101]

    for _ in range(2):  # each refuses its own
        for token in ("2000002:another-bots-token", wire.token):
            server.requests.clear()
            again = Script(wire, wire.ok([text(100)]))
            await poll(again, lambda _: len(polls(server)) == 2, api=BotApi(token, server.url))
            assert stored_numbers(database) == [100, 101, 100]


async def test_with_the_sandbox_nothing_is_lost_over_a_restart(database):
    async with Sandbox() as sandbox:
        marla = sandbox.person("marla")
        keys = set()
        for word in ("one", "two"):
            marla.send(word)
            async with BotApi(sandbox.token, sandbox.base_url) as api:
                wakeup = Wakeup()
                task = asyncio.create_task(Poller(api, database, "derby", wakeup).run())
                await asyncio.wait_for(wakeup.wait(), 10)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            item = stored(database)[0]
            assert heard(item.body).body == Said(word)
            keys.add(item.id)
            database.run_sync(lambda tx, item=item: inbox.finish(tx, [item.id]))
        assert len(keys) == 2
        assert not stored(database)
