"""The server: in the bot's own loop, and gone when it is told to go, but not before it has answered."""

import asyncio
import socket

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.listener import CannotListen, Listener, reserve


@pytest.fixture
def listening():
    with reserve("127.0.0.1", 0) as listening:
        yield listening


def address(listening):
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


async def test_a_request_under_way_is_answered_and_no_other_accepted(listening):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def app(scope, receive, send):
        begun.set()
        await go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    url = address(listening)
    serving = asyncio.create_task(Listener(app, listening).run())
    async with httpx.AsyncClient() as client:
        answer = asyncio.create_task(client.get(url))
        await begun.wait()
        serving.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(httpx.ConnectError):
            await httpx.AsyncClient().get(url)
        assert not serving.done()
        go_on.set()
        assert (await answer).text == "done"
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_idle_connections_do_not_hold_it_up(listening):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    serving = asyncio.create_task(Listener(app, listening).run())
    async with httpx.AsyncClient() as client:
        await client.get(address(listening))
        serving.cancel()
        async with asyncio.timeout(3):
            with pytest.raises(asyncio.CancelledError):
                await serving


async def test_nothing_is_accepted_before_it_serves(listening):
    """What the kernel accepted would wait for the rest of the start, behind a load balancer that could do better."""
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(address(listening))


async def test_who_comes_second_is_told(listening):
    with reserve(*listening.getsockname()) as other:
        other.listen()
        with pytest.raises(CannotListen, match="cannot be used"):
            await Listener(Starlette(), listening).run()


def test_an_address_that_cannot_be_used_is_named(listening):
    port = listening.getsockname()[1]
    listening.listen()
    with pytest.raises(CannotListen, match=rf"^LISTEN_HOST 127.0.0.1 and LISTEN_PORT {port} cannot be used: \S.*\.$"):
        reserve("127.0.0.1", port)


def test_all_interfaces_and_ipv6_can_be_listened_on():
    for host in ("0.0.0.0", "::1"):
        with reserve(host, 0) as each:
            assert each.family in {socket.AF_INET, socket.AF_INET6}
