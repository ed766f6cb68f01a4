from __future__ import annotations

import pytest

from bot.campaigns.office_list import Office
from bot.lead_api.client import LeadApi
from bot.lead_api.key_probe import KeyRefused, KeyUnproven, probe
from bot.lead_api.offices import Offices


def answering(odd_server, answer: bytes):
    async def say(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    return odd_server(say)


async def test_a_good_key_brings_the_offices(odd_server):
    body = b'{"data": [{"id": "1213", "name": "office 1 name"}, {"id": 1214, "name": "office 2 name"}]}'
    odd = await answering(odd_server, b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    async with LeadApi(odd.url, "key") as api:
        assert Offices((Office(1213, "office 1 name"), Office(1214, "office 2 name"))) == await probe(api)


@pytest.mark.parametrize("status", [401, 403])
async def test_only_401_and_403_refuse_the_key(odd_server, status):
    odd = await answering(odd_server, b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)
    async with LeadApi(odd.url, "key") as api:
        assert KeyRefused("The Lead API refuses the key. Check LEAD_API_KEY and LEAD_API_URL.") == await probe(api)


@pytest.mark.parametrize("status", [204, 302, 400, 404, 405, 429, 500, 503])
async def test_anything_else_is_a_warning_in_one_sentence_or_two(odd_server, status):
    odd = await answering(odd_server, b"HTTP/1.1 %d Hm\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n" % status)
    async with LeadApi(odd.url, "key") as api:
        result = await probe(api)

    assert isinstance(result, KeyUnproven)
    assert result.sentence.endswith(".")


async def test_nobody_there_is_a_warning(odd_server):
    odd = await answering(odd_server, b"")
    async with LeadApi(odd.url, "key") as api:
        assert isinstance(await probe(api), KeyUnproven)
