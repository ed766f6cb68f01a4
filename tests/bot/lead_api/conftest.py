from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from msgspec import structs

from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from conversations.lead import Consent, Lead
from sandbox.server import DEFAULT_API_KEY, Sandbox
from support.lead_desk import HOST, Held, LeadDesk
from support.marla import MARLA


@pytest.fixture(scope="session")
def marla() -> Lead:
    """The guide's example person."""
    return MARLA


@pytest.fixture(scope="session")
def make_lead() -> Callable[..., Lead]:
    """The example person with some fields changed."""
    return lambda **changes: structs.replace(MARLA, **changes)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class OddServer:
    """A loopback server whose every connection goes through ``behaviour``; it counts them and keeps what it read."""

    behaviour: Behaviour
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)
    got_request: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def read_request(self, reader: asyncio.StreamReader) -> bytes:
        """Read one request, headers and body."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        request = head + (await reader.readexactly(int(length[1])) if length else b"")
        self.requests.append(request)
        self.got_request.set()
        return request


@pytest.fixture
async def odd_server() -> AsyncIterator[Callable[[Behaviour], Awaitable[OddServer]]]:
    """Start servers that behave as told: ``await odd_server(behaviour)``."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(behaviour: Behaviour) -> OddServer:
            odd = OddServer(behaviour)
            tasks: set[asyncio.Task[None]] = set()

            async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                odd.connections += 1
                task = asyncio.current_task()
                assert task is not None
                tasks.add(task)
                try:
                    await odd.behaviour(reader, writer)
                except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                    pass
                finally:
                    writer.close()
                    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                        await writer.wait_closed()
                    tasks.discard(task)

            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            odd.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

            async def stop() -> None:
                server.close()
                pending = list(tasks)
                for task in pending:
                    task.cancel()
                await asyncio.gather(*pending, return_exceptions=True)
                await server.wait_closed()

            stack.push_async_callback(stop)
            return odd

        yield start


@pytest.fixture
async def desk(tmp_path, marla, sandbox):
    now = Consent("2026-1", "en", datetime.now(UTC))
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as api:
        made = LeadDesk(
            tmp_path / "bot.db", structs.replace(marla, consent=now), {"derby": Account(api, HOST, settle=0.0)}
        )
        yield made
        made.database.close()


@pytest.fixture
async def held(odd_server):
    now = 0

    async def answer(reader, writer):
        nonlocal now
        while True:
            await odd.read_request(reader)
            now += 1
            state.most_at_once = max(state.most_at_once, now)
            await state.go.wait()
            now -= 1
            writer.write(state.answer)
            await writer.drain()

    odd = await odd_server(answer)
    state = Held(odd.url, odd.requests, asyncio.Event())
    return state


@pytest.fixture
async def held_desk(desk, held):
    async with LeadApi(held.url, "key") as api:
        desk.accounts["derby"] = Account(api, HOST, settle=0.0)
        yield desk
