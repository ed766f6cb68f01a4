"""Delivery to a webhook: order, repeats, limits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import Sandbox
from sandbox.webhooks import pause_before
from sandbox.wire import Dropped, Server, listen


@dataclass
class Receiver:
    """A webhook that answers what it is told to, then 200, and remembers what came."""

    answers: list[Response] = field(default_factory=list)
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    url: str = ""
    busy: int = 0
    most_at_once: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __call__(self, request: Request) -> Response:
        update = await request.json()
        answer = self.answers.pop(0) if self.answers else Response()
        self.busy += 1
        self.most_at_once = max(self.most_at_once, self.busy)
        async with self.news:
            self.got.append((_what(update), update))
            self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
            self.news.notify_all()
        await self.gate.wait()
        self.busy -= 1
        return answer

    @property
    def order(self) -> list[str]:
        return [what for what, _ in self.got]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(lambda: len(self.got) >= count)


def _what(update: dict[str, Any]) -> str:
    if "callback_query" in update:
        return f"tap {update['callback_query']['data']}"
    return update["message"].get("text", "?") if "message" in update else next(k for k in update if k != "update_id")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    hook = Receiver()
    hook.gate.set()
    listener = listen(0, next_free=False)
    hook.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    server = Server(Starlette(routes=[Route("/hook", hook.__call__, methods=["POST"])]))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield hook
    hook.gate.set()
    server.stop()
    await serving


@pytest.fixture
def pauses() -> list[int]:
    """The numbers of the repeats that were waited for."""
    return []


@pytest.fixture
async def sandbox(clock, pauses) -> AsyncIterator[Sandbox]:
    def no_pause(attempt: int) -> float:
        pauses.append(attempt)
        return 0

    async with Sandbox(clock=clock, webhook_pause=no_pause) as running:
        yield running


async def until_empty(sandbox: Sandbox) -> None:
    async with asyncio.timeout(10):
        while len(sandbox.world.updates):
            await asyncio.sleep(0.005)


def test_pauses_grow_as_telegrams_do():
    assert [pause_before(n) for n in range(1, 11)] == [0, 2, 4, 8, 16, 32, 64, 120, 120, 120]


async def test_what_waits_and_what_comes_is_delivered_in_order(sandbox, api, receiver):
    marla = sandbox.person("marla")
    marla.send("one")
    marla.send("two")
    await api("setWebhook", url=receiver.url, secret_token="S3cret_-")
    marla.send("three")
    await receiver.until(3)
    await until_empty(sandbox)
    assert receiver.order == ["one", "two", "three"]
    assert set(receiver.secrets) == {"S3cret_-"}
    assert [r.delivered for r in sandbox.journal.updates] == [1, 1, 1]
    assert all(r.confirmed_at for r in sandbox.journal.updates)


async def test_set_by_several_at_once_nothing_is_left_undelivered(sandbox, api, receiver):
    people = [sandbox.person(f"person{number}") for number in range(5)]
    for _ in range(5):
        for person in people:
            person.send("hello")
        await asyncio.gather(*(api("setWebhook", url=receiver.url) for _ in range(4)))
    await until_empty(sandbox)
    assert all(record.confirmed_at for record in sandbox.journal.updates)


@pytest.mark.parametrize(
    "failure",
    [
        Response(status_code=500),
        Response(status_code=302, headers={"location": "/"}),
        Response(status_code=404),
        Dropped(),
    ],
    ids=["500", "redirect", "404", "dropped"],
)
async def test_what_fails_comes_again_before_anything_else_of_its_chat(sandbox, api, receiver, pauses, failure):
    receiver.answers = [failure, failure]
    marla = sandbox.person("marla")
    marla.send("one")
    marla.send("two")
    await api("setWebhook", url=receiver.url)
    await receiver.until(4)
    await until_empty(sandbox)
    assert receiver.order == ["one", "one", "one", "two"]
    assert len({update["update_id"] for _, update in receiver.got[:3]}) == 1
    assert pauses == [1, 2]
    info = await api("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)
    assert info["last_error_message"]


async def test_retry_after_is_honoured(sandbox, api, receiver):
    receiver.answers = [Response(status_code=503, headers={"retry-after": "1"})]
    started = asyncio.get_running_loop().time()
    sandbox.person("marla").send("one")
    await api("setWebhook", url=receiver.url)
    await receiver.until(2)
    assert asyncio.get_running_loop().time() - started >= 1


async def test_lanes_do_not_wait_for_each_other(sandbox, api, receiver):
    """A chat's messages, the same person's taps and another chat are delivered side by side."""
    marla, tom = sandbox.person("marla"), sandbox.person("tom")
    marla.send("one")
    await api("sendMessage", chat_id=marla.id, text="Tap", reply_markup=KEYS)
    receiver.gate.clear()
    await api("setWebhook", url=receiver.url)
    marla.send("two")
    marla.tap("A")
    marla.tap("B")
    tom.send("hello")
    await receiver.until(3)
    assert sorted(receiver.order) == ["hello", "one", "tap a"]
    receiver.gate.set()
    await until_empty(sandbox)
    assert receiver.order.index("one") < receiver.order.index("two")
    assert receiver.order.index("tap a") < receiver.order.index("tap b")


async def test_max_connections(sandbox, api, receiver):
    for number in range(12):
        sandbox.person(f"p{number}").send(str(number))
    await api("setWebhook", url=receiver.url, max_connections=3)
    await until_empty(sandbox)
    assert len(receiver.got) == 12
    assert receiver.most_at_once <= 3


async def test_an_expired_update_is_given_up(sandbox, api, receiver, clock):
    marla = sandbox.person("marla")
    marla.send("too old")
    clock.now += 24 * 3600
    await api("setWebhook", url=receiver.url)
    marla.send("fresh")
    await receiver.until(1)
    assert receiver.order == ["fresh"]


async def test_the_answer_may_call_a_method(sandbox, api, receiver):
    marla = sandbox.person("marla")
    await api("setWebhook", url=receiver.url)
    receiver.answers = [JSONResponse({"method": "sendMessage", "chat_id": marla.id, "text": "Hello"})]
    marla.start()
    assert (await marla.next_message())["text"] == "Hello"


async def test_the_answer_may_even_delete_the_webhook(sandbox, api, receiver):
    marla = sandbox.person("marla")
    await api("setWebhook", url=receiver.url)
    receiver.answers = [JSONResponse({"method": "deleteWebhook"})]
    marla.send("one")
    await receiver.until(1)
    await until_empty(sandbox)
    marla.send("two")
    assert [u["message"]["text"] for u in await api("getUpdates")] == ["two"]


async def test_deleted_webhooks_leave_what_waits_to_polling(sandbox, api, receiver):
    receiver.gate.clear()
    await api("setWebhook", url=receiver.url)
    sandbox.person("marla").send("in flight")
    await receiver.until(1)
    await api("setWebhook", url="")
    assert [u["message"]["text"] for u in await api("getUpdates")] == ["in flight"]
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_pending_updates_are_dropped_on_wish(sandbox, api, receiver):
    sandbox.person("marla").send("dropped")
    await api("setWebhook", url=receiver.url, drop_pending_updates=True)
    sandbox.person("marla").send("kept")
    await until_empty(sandbox)
    assert receiver.order == ["kept"]
    await api("deleteWebhook")
    sandbox.person("marla").send("dropped too")
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "https://derbyhomes.example/hook"}, "bad webhook: the sandbox delivers to loopback addresses only"),
        ({"url": "ftp://127.0.0.1/hook"}, "bad webhook: the sandbox delivers to loopback addresses only"),
        ({"url": "http://127.0.0.1:99999/"}, "bad webhook: the sandbox delivers to loopback addresses only"),
        ({"url": "hook"}, "bad webhook: the sandbox delivers to loopback addresses only"),
        ({"secret_token": "with space"}, "secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "secret token contains unallowed characters"),
        ({"allowed_updates": "message"}, "can't parse allowed updates JSON object"),
        ({"allowed_updates": {"message": True}}, "can't parse allowed updates: expected an Array of String"),
    ],
)
async def test_webhooks_refused(api, params, description):
    refusal = await api.refusal("setWebhook", **({"url": "http://127.0.0.1:9/hook"} | params))
    assert refusal == (400, f"Bad Request: {description}")
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_a_dead_webhook_does_not_hold_up_the_end(clock):
    async with asyncio.timeout(5):
        with contextlib.closing(listen(0, next_free=False)) as silent:
            silent.listen()
            async with Sandbox(clock=clock) as sandbox:
                sandbox.person("marla").send("one")
                hook = f"http://127.0.0.1:{silent.getsockname()[1]}/"
                async with httpx.AsyncClient(base_url=sandbox.base_url, verify=False) as http:
                    await http.get(f"/bot{sandbox.token}/setWebhook", params={"url": hook})


KEYS = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}, {"text": "B", "callback_data": "b"}]]}
