"""What the webhook answers to whom, and when: nothing is acknowledged that is not stored, and nothing blocks for ever."""

import asyncio
import json

import httpx
import pytest

from bot.core.wakeup import Wakeup
from bot.settings.schema import SECRET
from bot.storage.database import DatabaseProblem
from bot.storage.queues import inbox
from bot.telegram.ingest import UPDATE_BYTES_MAX, UpdateIngest
from bot.telegram.webhook_receiver import RETRY_AFTER, WebhookReceiver, _read, secret_of
from conversations.events import Said
from support.updates import heard, text
from support.waiting import eventually

GIVEN = "a-long-and-random-secret"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Away:
    """A database whose transactions wait for the test's word, and may fail; it counts them."""

    def __init__(self, database):
        self._database = database
        self.transactions = 0
        self.breaker = asyncio.Event()
        self.breaker.set()
        self.failure = None

    async def run(self, job):
        self.transactions += 1
        await self.breaker.wait()
        if self.failure is not None:
            raise self.failure
        return await self._database.run(job)


@pytest.fixture
def away(database):
    return Away(database)


@pytest.fixture
def wakeup():
    return Wakeup()


@pytest.fixture
def receiver(away, wakeup):
    return WebhookReceiver(away, "derby", GIVEN, wakeup)


@pytest.fixture
async def client(receiver):
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(receiver), base_url="http://bot", headers={HEADER: GIVEN}
    ) as client:
        yield client


def stored(database):
    return database.run_sync(lambda tx: inbox.take(tx, 100))


async def test_an_update_is_answered_once_it_is_stored(client, away, database, receiver, wakeup):
    away.breaker.clear()
    answering = asyncio.create_task(client.post("/", content=json.dumps(text(100, "\ud83c\x00"))))
    await eventually(lambda: away.transactions or answering.done(), "a transaction")
    assert not answering.done()
    away.breaker.set()
    response = await answering
    assert (response.status_code, response.content) == (200, b"")
    (item,) = stored(database)
    assert (item.agency, item.chat_id, item.source) == ("derby", 7001, "telegram")
    assert Said("\ufffd\x00") == heard(item.body).body
    assert (receiver.ingest.received, receiver.ingest.stored, receiver.ingest.skipped) == (1, 1, 0)
    await asyncio.wait_for(wakeup.wait(), 1)


async def test_what_comes_twice_is_stored_once_and_answered_twice(client, database, receiver, wakeup):
    for _ in range(2):
        assert (await client.post("/", json=text(100))).status_code == 200
    assert len(stored(database)) == 1
    assert (receiver.ingest.received, receiver.ingest.stored) == (2, 1)


async def test_another_bots_updates_of_the_same_numbers_are_stored(away, database, wakeup):
    for bot_id in (1, 2, 1, 2):
        receiver = WebhookReceiver(away, "derby", GIVEN, wakeup, bot_id=bot_id)
        transport = httpx.ASGITransport(receiver)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot", headers={HEADER: GIVEN}) as client:
            assert (await client.post("/", json=text(100, chat_id=bot_id))).status_code == 200
    assert [item.chat_id for item in stored(database)] == [1, 2]


async def test_who_is_the_first_bot_is_believed_only_once_it_is_committed(database):
    one, two = UpdateIngest("derby", 1), UpdateIngest("derby", 2)
    item = inbox.NewItem("derby", "telegram:100", 7001, "telegram", b"{}")

    def fails(tx):
        one.store(tx, [item])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run_sync(fails)
    assert [database.run_sync(lambda tx, each=each: each.store(tx, [item])) for each in (two, one, two, one)] == [
        1,
        1,
        0,
        0,
    ]


async def test_updates_that_come_together_share_a_transaction(client, away, database, receiver):
    """What comes while a commit runs goes into the next one: 50 requests, two transactions."""
    away.breaker.clear()
    first = asyncio.create_task(client.post("/", json=text(1, chat_id=1)))
    await eventually(lambda: away.transactions, "a transaction")
    others = [asyncio.create_task(client.post("/", json=text(n, chat_id=n))) for n in range(2, 51)]
    await eventually(lambda: receiver.ingest.received == 50, "all requests")
    away.breaker.set()
    assert {200} == {response.status_code for response in await asyncio.gather(first, *others)}
    assert away.transactions == 2
    assert len(stored(database)) == 50


@pytest.mark.parametrize("failure", [DatabaseProblem("away"), RuntimeError("the database is not open")])
async def test_while_the_database_is_away_telegram_is_to_come_again(client, away, database, receiver, said, failure):
    away.failure = failure
    for _ in range(2):
        response = await client.post("/", json=text(100))
        assert (503, str(RETRY_AFTER)) == (response.status_code, response.headers["retry-after"])
    assert receiver.failures == 2
    away.failure = None
    assert (await client.post("/", json=text(100))).status_code == 200
    assert len(stored(database)) == 1
    assert [level for level, _ in said()] == ["ERROR", "INFO"], "the trouble is told once, and its end"


async def test_while_the_secret_is_changed_the_one_before_is_taken_too(away, wakeup, database):
    receiver = WebhookReceiver(away, "derby", GIVEN, wakeup, former=["the-secret-before-it"])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(receiver), base_url="http://bot") as client:
        for number, (given, status) in enumerate(
            ((GIVEN, 200), ("the-secret-before-it", 200), ("the-secret-before", 401))
        ):
            response = await client.post("/", json=text(100 + number), headers={HEADER: given})
            assert response.status_code == status
    assert receiver.refused == 1


@pytest.mark.parametrize("given", ["", "another-secret-altogether", GIVEN[:-1], GIVEN + "x", GIVEN.upper(), "\xe9"])
async def test_strangers_learn_nothing_and_cost_nothing(client, database, receiver, given):
    response = await client.post("/", json=text(100), headers={HEADER: given.encode("latin-1")})
    assert (response.status_code, response.content) == (401, b"")
    assert {"content-length", "connection"} == set(response.headers)
    assert response.headers["connection"] == "close", "what they have still to say is not waited for"
    assert (receiver.refused, receiver.ingest.received) == (1, 0)
    assert stored(database) == []


async def test_a_stranger_s_body_is_not_read(receiver):
    async def receive():
        raise AssertionError("the body was read")

    answers = []

    async def send(message):
        answers.append(message)

    await receiver({"type": "http", "method": "POST", "headers": []}, receive, send)
    assert answers[0]["status"] == 401


async def test_strangers_fill_no_log(client, receiver, said):
    for _ in range(5):
        await client.post("/", headers={HEADER: "wrong"})
    assert [level for level, _ in said()] == ["WARNING"]
    assert receiver.refused == 5


UNUSABLE = {
    "no JSON": b"<html>",
    "no text": b"\xff\xfe\xfd",
    "no object": b"[1]",
    "nothing": b"",
    "no number": json.dumps({"message": text(1)["message"]}).encode(),
    "a number that is none": json.dumps(text(True)).encode(),
    "too large a number": json.dumps(text(2**63)).encode(),
    "a kind not asked for": json.dumps({"update_id": 1, "edited_channel_post": text(1)["message"]}).encode(),
    "no chat": json.dumps({"update_id": 1, "message": {"text": "hello"}}).encode(),
    "nested without end": b'{"update_id":' + b"[" * 200_000,
    "too large": json.dumps(text(1, "x" * UPDATE_BYTES_MAX)).encode(),
}


@pytest.mark.parametrize("body", UNUSABLE.values(), ids=UNUSABLE)
async def test_what_can_never_be_used_does_not_block_what_follows(client, database, receiver, said, body):
    assert (await client.post("/", content=body)).status_code == 200
    assert (await client.post("/", json=text(2, "07986 000000"))).status_code == 200
    assert [json.loads(item.body)["update_id"] for item in stored(database)] == [2]
    assert receiver.ingest.skipped == 1
    (line,) = said()
    assert "xxx" not in line[1]
    assert "hello" not in line[1]


async def test_no_body_is_kept_beyond_its_cap_nor_read_without_end(receiver):
    sent = 0

    async def endless():
        nonlocal sent
        while True:
            sent += UPDATE_BYTES_MAX
            yield bytes(UPDATE_BYTES_MAX)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(receiver), base_url="http://bot") as client:
        response = await client.post("/", content=endless(), headers={HEADER: GIVEN})
    assert response.status_code == 413
    assert sent < 20 * UPDATE_BYTES_MAX


async def test_what_is_beyond_the_cap_is_not_kept():
    chunks = [
        {"type": "http.request", "body": bytes(UPDATE_BYTES_MAX // 2), "more_body": more}
        for more in (True, True, True, False)
    ]

    async def receive():
        return chunks.pop(0)

    size, kept = await _read(receive)
    assert (size, len(kept)) == (2 * UPDATE_BYTES_MAX, UPDATE_BYTES_MAX)


@pytest.mark.parametrize("method", ["GET", "PUT", "HEAD"])
async def test_only_a_post_is_an_update(client, database, method):
    assert (await client.request(method, "/")).status_code == 405


async def test_whoever_hangs_up_leaves_nothing_behind(receiver, database):
    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        pass

    headers = [(HEADER.lower().encode(), GIVEN.encode())]
    await receiver({"type": "http", "method": "POST", "headers": headers}, receive, send)
    assert stored(database) == []


def test_the_secret_follows_from_the_token_and_does_not_give_it_away():
    token = "123456789:AAEhBOweik9ai2o0aYR-canary_x6CfGHIJKLMN"
    assert secret_of(token) == secret_of(token) != secret_of(token + "x")
    assert SECRET.fullmatch(secret_of(token))
    assert len(secret_of(token)) == 64
    assert not any(part in secret_of(token) for part in token.split(":"))
