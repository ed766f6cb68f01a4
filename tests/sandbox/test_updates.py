"""getUpdates, by the rules of Telegram's queue."""

from __future__ import annotations

import asyncio

import pytest

from sandbox import Sandbox


def texts(updates):
    return [update["message"]["text"] for update in updates]


@pytest.fixture
def queued(sandbox):
    """Five messages that wait; their update ids."""
    marla = sandbox.person("marla")
    for text in "abcde":
        marla.send(text)
    return [record.update_id for record in sandbox.journal.updates]


async def test_ids_only_grow_and_carry_on(sandbox, api, queued):
    assert queued == list(range(queued[0], queued[0] + 5))
    assert queued == [update["update_id"] for update in await api("getUpdates")]
    await api("getUpdates", offset=queued[-1] + 1)
    sandbox.person("marla").send("f")
    assert [queued[-1] + 1] == [update["update_id"] for update in await api("getUpdates")]


@pytest.mark.parametrize(
    ("params", "got", "left"),
    [
        ({}, "abcde", "abcde"),
        ({"offset": 0}, "abcde", "abcde"),
        ({"offset": "first"}, "abcde", "abcde"),
        ({"offset": "third"}, "cde", "cde"),
        ({"offset": "beyond"}, "", ""),
        ({"offset": "far beyond"}, "", ""),
        ({"offset": 1}, "abcde", "abcde"),
        ({"offset": -1}, "e", "e"),
        ({"offset": -2}, "de", "de"),
        ({"offset": -99}, "abcde", "abcde"),
        ({"limit": 2}, "ab", "abcde"),
        ({"limit": 2, "offset": "third"}, "cd", "cde"),
        ({"limit": 0}, "abcde", "abcde"),
        ({"limit": 1000}, "abcde", "abcde"),
        ({"offset": "none"}, "abcde", "abcde"),
    ],
)
async def test_offsets_and_limits(api, queued, params, got, left):
    places = {"first": queued[0], "third": queued[2], "beyond": queued[-1] + 1, "far beyond": queued[-1] + 1000}
    params = params | {"offset": places.get(params.get("offset"), params.get("offset", 0))}
    assert list(got) == texts(await api("getUpdates", **params))
    assert list(left) == texts(await api("getUpdates"))


async def test_confirmation_is_on_record(sandbox, api, clock, queued):
    await api("getUpdates")
    clock.now += 7
    await api("getUpdates", offset=queued[2])
    assert [clock.now, clock.now, None, None, None] == [r.confirmed_at for r in sandbox.journal.updates]
    assert [r.delivered for r in sandbox.journal.updates] == [1, 1, 2, 2, 2]


async def test_a_hundred_at_most(sandbox, api):
    marla = sandbox.person("marla")
    for number in range(101):
        marla.send(str(number))
    assert len(await api("getUpdates", limit=100)) == 100


async def test_long_poll_ends_with_the_first_update(sandbox, api):
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await until_polling(sandbox)
    sandbox.person("marla").send("hello")
    assert texts(await asyncio.wait_for(poll, 5)) == ["hello"]


async def test_long_poll_ends_with_its_timeout(api):
    assert await asyncio.wait_for(api("getUpdates", timeout=1), 5) == []


async def test_a_second_poll_ends_the_first_with_a_conflict(sandbox, api):
    first = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await until_polling(sandbox)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    assert await asyncio.wait_for(first, 5) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    sandbox.person("marla").send("hello")
    assert texts(await asyncio.wait_for(second, 5)) == ["hello"]


async def test_no_polling_while_a_webhook_is_set(sandbox, api):
    poll = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await until_polling(sandbox)
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    assert await asyncio.wait_for(poll, 5) == (409, "Conflict: terminated by setWebhook request")
    assert await api.refusal("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await api("deleteWebhook")
    assert await api("getUpdates") == []


async def test_allowed_updates_are_remembered_and_hold_for_later_ones(sandbox, api):
    marla = sandbox.person("marla")
    marla.send("before")
    assert texts(await api("getUpdates", allowed_updates=["callback_query"])) == ["before"]
    marla.send("unasked for")
    await api("sendMessage", chat_id=marla.id, text="Tap", reply_markup=keyboard("x"))
    marla.tap("x")
    kinds = [set(u) - {"update_id"} for u in await api("getUpdates")]
    assert [{"message"}, {"callback_query"}] == kinds
    await api("getUpdates", allowed_updates=[])
    marla.send("the usual again")
    assert (await api("getUpdates"))[-1]["message"]["text"] == "the usual again"


async def test_retention(sandbox, api, clock):
    marla = sandbox.person("marla")
    marla.send("kept for a day")
    await api("sendMessage", chat_id=marla.id, text="Tap", reply_markup=keyboard("x"))
    marla.tap("x")
    clock.now += 149
    assert len(await api("getUpdates")) == 2
    clock.now += 1
    assert texts(await api("getUpdates")) == ["kept for a day"]
    clock.now += 24 * 3600 - 150
    assert await api("getUpdates") == []
    assert [record.expired for record in sandbox.journal.updates] == [True, True]


async def test_a_restart_does_not_repeat_update_ids():
    starts = set()
    for _ in range(3):
        async with Sandbox() as sandbox:
            sandbox.person("marla").send("hi")
            starts.add(sandbox.journal.updates[0].update_id)
    assert len(starts) == 3


def keyboard(data):
    return {"inline_keyboard": [[{"text": data, "callback_data": data}]]}


async def until_polling(sandbox):
    async with asyncio.timeout(5):
        while sandbox.world.updates._poller is None:
            await asyncio.sleep(0.005)
