"""TLS towards the Lead API: neither the key nor a person's details go to a server that nobody vouches for."""

from __future__ import annotations

import asyncio
import ssl

import pytest

from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Office, Offices
from bot.lead_api.outcomes import Received, Unavailable
from bot.lead_api.payload import payload
from support.roots import TLS, trusting

LEAD = b'{"minimum_sale_estimation":1,"average_sale_estimation":2,"maximum_sale_estimation":3,"valuation_status":"Success"}'
OFFICES = b'{"data":[{"id":"7","name":"Derby"}]}'


@pytest.fixture
async def server():
    """A Lead API over TLS whose certificate is for localhost; yields its address and the heads of its requests."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "localhost.pem", TLS / "localhost.key")
    heads: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heads.append(head)
        body = LEAD if head.startswith(b"POST") else OFFICES
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield f"https://localhost:{listening.sockets[0].getsockname()[1]}", heads
    listening.close()


async def test_a_server_that_nobody_vouches_for_gets_no_lead(server, marla) -> None:
    url, heads = server
    async with LeadApi(url, "canary-key") as api:
        outcome = await api.create(payload(marla, host="h"))
        assert isinstance(outcome, Unavailable)
        assert "SSLCertVerificationError" in outcome.why
        assert isinstance(await api.offices(), Unavailable)
    assert heads == []


async def test_a_server_that_is_vouched_for_gets_it(server, marla) -> None:
    url, heads = server
    with trusting(TLS / "localhost.pem"):
        async with LeadApi(url, "canary-key") as api:
            assert isinstance(await api.create(payload(marla, host="h")), Received)
            assert Offices((Office(7, "Derby"),)) == await api.offices()
    assert len(heads) == 2
