"""TLS towards the Lead API: neither the key nor a person's details go to a server that nobody vouches for."""

from __future__ import annotations

import asyncio
import base64
import ssl
from typing import NamedTuple

import pytest

from bot.campaigns.office_list import Office
from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Offices
from bot.lead_api.outcomes import Received, Unavailable, Unknown
from bot.lead_api.payload import payload
from support.roots import TLS, trusting
from support.tunnel import TunnelProxy

LEAD = b'{"minimum_sale_estimation":1,"average_sale_estimation":2,"maximum_sale_estimation":3,"valuation_status":"Success"}'
OFFICES = b'{"data":[{"id":"7","name":"Derby"}]}'


class Listening(NamedTuple):
    """Its address, the heads of its requests, and its answers by method."""

    url: str
    heads: list[bytes]
    answers: dict[str, bytes]


@pytest.fixture
async def server():
    """A Lead API over TLS whose certificate is for localhost; an empty answer drops the connection."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "localhost.pem", TLS / "localhost.key")
    heads: list[bytes] = []
    answers = {"POST": LEAD, "GET": OFFICES}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        heads.append(head)
        body = answers["POST" if head.startswith(b"POST") else "GET"]
        if body:
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            await writer.drain()
        writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield Listening(f"https://localhost:{listening.sockets[0].getsockname()[1]}", heads, answers)
    listening.close()


async def test_a_server_that_nobody_vouches_for_gets_no_lead(server, marla) -> None:
    url, heads, _ = server
    async with LeadApi(url, "canary-key") as api:
        outcome = await api.create(payload(marla, host="h"))
        assert isinstance(outcome, Unavailable)
        assert "SSLCertVerificationError" in outcome.why
        assert isinstance(await api.offices(), Unavailable)
    assert heads == []


async def test_a_server_that_is_vouched_for_gets_it(server, marla) -> None:
    url, heads, _ = server
    with trusting(TLS / "localhost.pem"):
        async with LeadApi(url, "canary-key") as api:
            assert isinstance(await api.create(payload(marla, host="h")), Received)
            assert Offices((Office(7, "Derby"),)) == await api.offices()
    assert len(heads) == 2


async def test_a_proxy_carries_the_lead_and_cannot_read_it(server, marla) -> None:
    url, heads, _ = server
    with trusting(TLS / "localhost.pem"):
        async with TunnelProxy() as proxy, LeadApi(url, "canary-key", proxy=proxy.url("bot:canary%2Fword")) as api:
            assert isinstance(await api.create(payload(marla, host="h")), Received)
            assert Offices((Office(7, "Derby"),)) == await api.offices()
    assert len(heads) == 2
    assert len(proxy.heads) == 2
    for head in proxy.heads:
        assert head.startswith(f"CONNECT {url.removeprefix('https://')} HTTP/1.1\r\n")
        assert f"Proxy-Authorization: Basic {base64.b64encode(b'bot:canary/word').decode()}\r\n" in head
        assert "canary-key" not in head
    assert len(proxy.carried) > 500
    assert b"canary-key" not in proxy.carried


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (b"HTTP/1.1 407 canary-word\r\nContent-Length: 0\r\n\r\n", "the proxy refuses (HTTP 407)"),
        (b"", "no connection (RemoteProtocolError)"),
    ],
)
async def test_what_a_proxy_refuses_was_not_sent(server, marla, refusal, why) -> None:
    url, heads, _ = server
    said: list[bool] = []
    async with TunnelProxy(refusal) as proxy, LeadApi(url, "canary-key", proxy=proxy.url()) as api:
        outcome = await api.create(payload(marla, host="h"), on_sent=lambda: said.append(True))
    assert outcome == Unavailable(why)
    assert said == []
    assert len(proxy.heads) == 1
    assert heads == []


async def test_a_lead_lost_behind_a_proxy_has_an_unknown_outcome(server, marla) -> None:
    url, heads, answers = server
    answers["POST"] = b""
    with trusting(TLS / "localhost.pem"):
        async with TunnelProxy() as proxy, LeadApi(url, "canary-key", proxy=proxy.url()) as api:
            assert isinstance(await api.create(payload(marla, host="h")), Unknown)
    assert len(heads) == 1
