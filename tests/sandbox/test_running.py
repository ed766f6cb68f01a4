"""Starting and stopping: in a test's loop, and as a process of its own."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys

import httpx
import pytest

from sandbox import Sandbox


async def test_it_stops_at_once_with_pages_and_polls_open(sandbox, http, api):
    marla = sandbox.person("marla")
    marla.start()
    await api("getUpdates")

    async def follow(path):
        async with http.stream("GET", path) as response:
            async for line in response.aiter_lines():
                opened.release()
                assert line is not None

    opened = asyncio.Semaphore(0)
    poll = asyncio.create_task(api("getUpdates", offset=2**31, timeout=50))
    pages = [asyncio.create_task(follow(f"/page/{of}/events?after=0")) for of in ("people/marla", "agent")]
    for _ in pages:
        await asyncio.wait_for(opened.acquire(), 5)
    async with asyncio.timeout(5):  # a hundredth of a second on a quiet machine; the poll would take 50
        await sandbox.stop()
    assert await asyncio.wait_for(poll, 5) == []
    await asyncio.wait_for(asyncio.gather(*pages), 5)
    with pytest.raises(httpx.ConnectError):
        await http.get("/")
    await sandbox.stop()


async def test_answers_go_out_at_once(sandbox, http):
    await http.get("/page/bot")
    (connection,) = sandbox._server.server_state.connections
    served = connection.transport.get_extra_info("socket")
    # Otherwise the second half of each answer waits 40 ms for the other side to say that it has the first.
    assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_several_sandboxes_are_strangers():
    async with Sandbox() as one, Sandbox() as other:
        one.person("marla").send("hi")
        assert one.port != other.port
        assert (len(one.journal.updates), len(other.journal.updates)) == (1, 0)


async def test_a_taken_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            await Sandbox(port=port).__aenter__()
        async with Sandbox(port=port, next_free=True) as sandbox:
            assert port < sandbox.port <= port + 100


async def run(*arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def until_polled(http):
    """Wait until the other process has a long poll under way."""
    while not any(c["method"] == "getUpdates" for c in (await http.get("/page/journal")).json()["calls"]):
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_process_of_its_own(number):
    process = await run("--port", "0", "--token", "5:own", "--api-key", "own-key", "--api-key", "second")
    async with asyncio.timeout(30):
        base_url = (await process.stdout.readline()).decode().strip()
    async with httpx.AsyncClient(base_url=base_url, verify=False) as http:
        assert (await http.get("/bot5:own/getMe")).json()["result"]["id"] == 5
        for key, status in {"own-key": 200, "second": 200, "sandbox-key": 401}.items():
            assert (await http.get("/api/v103/offices", headers={"X-API-KEY": key})).status_code == status
        poll = asyncio.create_task(http.get("/bot5:own/getUpdates", params={"timeout": 50}, timeout=60))
        await until_polled(http)
        process.send_signal(number)
        out, err = await asyncio.wait_for(process.communicate(), 20)
        assert (await poll).json() == {"ok": True, "result": []}
    assert (process.returncode, out, err) == (0, b"", b"")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [(["--token", "none"], 2, "a token begins with"), (["--port", "taken"], 1, "cannot listen on port")],
)
async def test_a_process_that_cannot_start(arguments, code, word):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = await run(*[str(taken.getsockname()[1]) if a == "taken" else a for a in arguments])
        _, err = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == code
    assert word in err.decode()
