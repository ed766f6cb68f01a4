from __future__ import annotations

import asyncio
import json
import logging
import socket
import time
from unittest.mock import patch

import pytest

from bot.campaigns.office_list import Office
from bot.lead_api import client as client_module
from bot.lead_api.client import LeadApi
from bot.lead_api.offices import Offices
from bot.lead_api.outcomes import (
    Busy,
    Misconfigured,
    Received,
    Rejected,
    RejectedField,
    Unavailable,
    Unknown,
)
from bot.lead_api.payload import payload
from conversations.lead import Campaign, Estimate, LeadType
from sandbox.faults import Account as SandboxAccount
from sandbox.faults import LeadApiFault
from sandbox.server import DEFAULT_API_KEY
from support.waiting import eventually

KEY = "canary-key-4711"
SUCCESS = json.dumps(
    {
        "minimum_sale_estimation": 1,
        "average_sale_estimation": 2,
        "maximum_sale_estimation": 3,
        "valuation_status": "Success",
    }
).encode()


def response(status: str, body: bytes, *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.fixture
def body(marla):
    return payload(marla, host="https://t.me/example_valuation_bot")


@pytest.fixture
async def api(sandbox):
    async with LeadApi(sandbox.base_url + "/", DEFAULT_API_KEY) as client:
        yield client


# ------------------------------------------------------------------------------------------------ against the sandbox


async def test_a_sale_and_a_rent_lead_are_received_with_their_estimates(sandbox, api, make_lead):
    for lead_type, side in ((LeadType.VENDOR, "sale"), (LeadType.LANDLORD, "rent")):
        sent = payload(make_lead(lead_type=lead_type), host="https://derbyhomes.example")

        outcome = await api.create(sent)

        assert isinstance(outcome, Received)
        assert getattr(outcome.estimate, side) is not None
        assert sent == sandbox.journal.leads[-1].payload


async def test_every_field_of_a_campaign_is_accepted(sandbox, api, make_lead):
    campaign = Campaign(office_id=1213, source="ivt")
    lead = make_lead(phone="+353861234567", campaign=campaign, notes={"property": "bungalow " * 300})

    assert isinstance(await api.create(payload(lead, host="h" * 255)), Received)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (LeadApiFault("no_estimate", variant="null"), Received(Estimate())),
        (LeadApiFault("no_estimate", variant="zero"), Received(Estimate())),
        (LeadApiFault("no_estimate", variant="missing"), Received(Estimate())),
        (LeadApiFault("unavailable"), Unavailable("the Lead API failed (HTTP 503)")),
        (LeadApiFault("error"), Unavailable("the Lead API failed (HTTP 500)", arrived=True)),
        (LeadApiFault("busy", seconds=7), Busy(7.0)),
        (LeadApiFault("reject", field="postcode"), RejectedField("postcode", "The postcode field is invalid.")),
        (LeadApiFault("reject", field="type"), RejectedField("sale_or_let", "The type field is invalid.")),
        (LeadApiFault("reject", field="office_id"), RejectedField("office", "The office_id field is required.")),
        (LeadApiFault("reject", field="source"), Rejected("The source field is required.")),
        (LeadApiFault("garbage"), Unknown("an answer that is not the Lead API's (HTTP 200)")),
        (LeadApiFault("key_refused"), Misconfigured("the Lead API refused the key (HTTP 401)", key_refused=True)),
    ],
)
async def test_a_fault_of_the_lead_api_becomes_its_outcome(sandbox, api, body, fault, expected):
    sandbox.faults.set(lead_api=fault, account=SandboxAccount(id_in="nowhere"))

    assert expected == await api.create(body)


@pytest.mark.parametrize("mode", ["drop_before", "drop_after"])
async def test_a_connection_dropped_after_the_request_proves_nothing(sandbox, api, body, mode):
    sandbox.faults.set(lead_api=LeadApiFault(mode))

    assert isinstance(await api.create(body), Unknown)


async def test_the_offices_come_with_numbers_for_ids(api):
    assert Offices((Office(1213, "Derby"), Office(1214, "Nottingham"))) == await api.offices()


async def test_a_wrong_key_is_refused(sandbox):
    async with LeadApi(sandbox.base_url, "wrong") as wrong:
        answer = await wrong.offices()

    assert Misconfigured("the Lead API refused the key (HTTP 401)", key_refused=True) == answer


# --------------------------------------------------------------------------------------- against servers at their worst


async def create(odd, body, *, deadline=5.0):
    """One call. Returns its outcome and whether it said that the request began to leave."""
    said = []
    with patch.object(client_module, "DEADLINE", deadline):
        async with LeadApi(odd.url, KEY) as api:
            outcome = await api.create(body, on_sent=lambda: said.append(True))
    return outcome, said == [True]


async def test_what_goes_over_the_wire(odd_server, body):
    async def answer(reader, writer):
        await odd.read_request(reader)
        writer.write(response("200 OK", SUCCESS, "Connection: close"))

    odd = await odd_server(answer)

    outcome, _ = await create(odd, body)

    assert isinstance(outcome, Received)
    head, _, sent = odd.requests[0].partition(b"\r\n\r\n")
    lines = head.decode().casefold().split("\r\n")
    assert lines[0] == "post /api/v103/leads/valuation http/1.1"
    assert {f"x-api-key: {KEY}", "content-type: application/json", "accept: application/json"} <= set(lines)
    assert body == json.loads(sent)


async def test_nobody_listening_means_not_sent(body):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = []
    async with LeadApi(f"http://127.0.0.1:{port}", KEY) as api:
        outcome = await api.create(body, on_sent=lambda: said.append(True))

    assert isinstance(outcome, Unavailable)
    assert outcome.why.startswith("no connection (ConnectionRefusedError")
    assert said == []


async def test_a_drop_after_the_request_was_read_is_unknown(odd_server, body):
    async def drop(reader, _writer):
        await odd.read_request(reader)

    odd = await odd_server(drop)

    outcome, said = await create(odd, body)

    assert isinstance(outcome, Unknown)
    assert said


async def test_a_drop_before_anything_is_read_is_never_taken_for_an_answer(odd_server, body):
    async def drop(_reader, _writer):
        return

    outcome, said = await create(await odd_server(drop), body)

    # Whether the request had begun to leave is the kernel's choice; the outcome has to agree with what was said of it.
    assert isinstance(outcome, Unknown if said else Unavailable)


async def test_silence_ends_at_the_deadline_as_unknown(odd_server, body):
    async def silence(reader, _writer):
        await odd.read_request(reader)
        await asyncio.Event().wait()

    odd = await odd_server(silence)

    assert (Unknown("no answer within 0.3 seconds"), True) == await create(odd, body, deadline=0.3)


@pytest.mark.parametrize(
    ("start", "rest", "expected"),
    [
        (response("200 OK", b"", length=1000), b" ", Unknown),  # an answer that never ends
        (b"HTTP/1.1 200 OK\r\n", b"X-More: headers\r\n", Unknown),
        (response("200 OK", SUCCESS, length=1000), b" ", Received),  # all of it came, and then nonsense
        (response("401 No", b"", length=1000), b" ", Misconfigured),
        (response("500 No", b"", length=1000), b" ", Unavailable),
    ],
    ids=["body", "headers", "body after the answer", "401", "500"],
)
async def test_a_trickle_keeps_nobody_beyond_the_deadline(odd_server, body, start, rest, expected):
    async def trickle(reader, writer):
        await odd.read_request(reader)
        writer.write(start)
        while True:
            writer.write(rest)
            await writer.drain()
            await asyncio.sleep(0.02)

    odd = await odd_server(trickle)
    for deadline in (0.4, 2.0, 10.0):  # a busy machine may not hand over the beginning of the answer in time
        began = time.monotonic()
        outcome, _ = await create(odd, body, deadline=deadline)
        took = time.monotonic() - began
        if isinstance(outcome, expected):
            break

    assert isinstance(outcome, expected)
    assert took < deadline + 10


@pytest.mark.parametrize(
    ("status", "start", "expected"),
    [("200 OK", b"{", Unknown), ("422 No", b"Something long: ", Rejected), ("403 No", b"", Misconfigured)],
)
async def test_a_giant_answer_is_not_read_to_its_end(odd_server, body, status, start, expected):
    giant = 50_000_000
    written = 0

    async def pour(reader, writer):
        nonlocal written
        await odd.read_request(reader)
        writer.write(response(status, start, length=giant))
        while written < giant:
            writer.write(b"x" * 65536)
            await writer.drain()
            written += 65536

    odd = await odd_server(pour)

    outcome, _ = await create(odd, body)

    assert isinstance(outcome, expected)
    assert written < giant / 2


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n"]
)
async def test_headers_and_trailers_have_their_bound(odd_server, body, begins):
    written = 0

    async def pour(reader, writer):
        nonlocal written
        await odd.read_request(reader)
        writer.write(begins)
        for _ in range(1000):
            writer.write(b"x: " + b"y" * 65536 + b"\r\n")
            await writer.drain()
            written += 65536

    odd = await odd_server(pour)

    outcome, said = await create(odd, body)

    assert isinstance(outcome, Unknown)
    assert said
    assert written < 64_000_000, "it was not read to its end"


async def test_a_redirect_is_not_followed(odd_server, body):
    async def welcome(reader, writer):
        await target.read_request(reader)
        writer.write(response("200 OK", SUCCESS))

    async def redirect(reader, writer):
        await odd.read_request(reader)
        writer.write(response("307 Elsewhere", b"", f"Location: {target.url}/api/v103/leads/valuation"))

    target = await odd_server(welcome)
    odd = await odd_server(redirect)

    outcome, _ = await create(odd, body)

    assert Misconfigured("the Lead API takes no leads at this address (HTTP 307)") == outcome
    assert target.connections == 0


async def test_no_reason_quotes_what_was_written_freely_neither_of_a_lead_nor_of_a_change(odd_server, make_lead):
    texts = {"message": "we sell since my wife Ottilie died", "questionnaire": "when Uncle Bertram moves out"}
    note = "ask for Ottilie's sister"
    lead = make_lead(message=texts["message"], questionnaire=(("When?", texts["questionnaire"]),), notes={"note": note})

    async def say(reader, writer):
        await odd.read_request(reader)
        quoted = ", ".join([*texts.values(), note, lead.reference])
        writer.write(response("400 Bad Request", json.dumps({"message": f"refused: {quoted}"}).encode()))
        await writer.drain()

    odd = await odd_server(say)
    made, _ = await create(odd, payload(lead, host="https://t.me/example_valuation_bot"))
    assert made == Rejected(f"refused: […], […], […], {lead.reference}")
    odd = await odd_server(say)
    async with LeadApi(odd.url, KEY) as client:
        changed = await client.update(
            "17", {"message": texts["message"], "meta": {"note": note, "a": texts["questionnaire"]}}
        )
    assert changed == Rejected(f"refused: […], […], […], {lead.reference}")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"\x16\x03\x01 this is no HTTP at all\r\n\r\n", Unknown),
        (b"HTTP/1.1 abc\r\n\r\n", Unknown),
        (response("200 OK", SUCCESS[:40], length=len(SUCCESS)), Unknown),
        (response("200 OK", b"\x1f\x8b\x08 not really", "Content-Encoding: gzip"), Unknown),
        (response("422 No", b'{"errors": {"phone": ["bad"]}}', "Connection: close", length=99), RejectedField),
        (response("204 No Content", b""), Unknown),
        (response("100 Continue", b"") + response("200 OK", SUCCESS), Received),
    ],
    ids=["no HTTP", "no status", "half a 200", "bad gzip", "all but the end of a 422", "204", "100 first"],
)
async def test_a_broken_answer_is_read_for_what_it_is(odd_server, body, answer, expected):
    async def say(reader, writer):
        await odd.read_request(reader)
        writer.write(answer)
        await writer.drain()

    odd = await odd_server(say)

    outcome, _ = await create(odd, body)

    assert isinstance(outcome, expected)


async def test_waiting_for_a_free_connection_is_not_having_sent(odd_server, body, monkeypatch):
    async def silence(reader, _writer):
        await odd.read_request(reader)
        await asyncio.Event().wait()

    monkeypatch.setattr(client_module, "CONNECTIONS_MAX", 1)
    odd = await odd_server(silence)
    async with LeadApi(odd.url, KEY) as api:
        first = asyncio.create_task(api.create(body))
        await odd.got_request.wait()
        monkeypatch.setattr(client_module, "DEADLINE", 0.2)

        assert Unavailable("no answer within 0.2 seconds") == await api.create(body)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)


async def test_cancelling_ends_the_call(odd_server, body):
    async def silence(reader, _writer):
        await odd.read_request(reader)
        await asyncio.Event().wait()

    odd = await odd_server(silence)
    async with LeadApi(odd.url, KEY) as api:
        call = asyncio.create_task(api.create(body))
        await odd.got_request.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call


async def test_each_lead_goes_over_a_connection_of_its_own(odd_server, body):
    """On a kept one, which its server may close just as a lead leaves, that lead's outcome would be unknown."""

    async def answer(reader, writer):
        while True:
            await odd.read_request(reader)
            writer.write(response("200 OK", SUCCESS))

    odd = await odd_server(answer)
    async with LeadApi(odd.url, KEY) as api:
        outcomes = [await api.create(body) for _ in range(3)]

    assert all(isinstance(outcome, Received) for outcome in outcomes)
    assert odd.connections == 3


async def test_no_cookie_links_one_lead_to_the_next(odd_server, body):
    async def answer(reader, writer):
        await odd.read_request(reader)
        writer.write(response("200 OK", SUCCESS, "Set-Cookie: visitor=1"))

    odd = await odd_server(answer)
    async with LeadApi(odd.url, KEY) as api:
        for _ in range(2):
            assert isinstance(await api.create(body), Received)

    assert len(odd.requests) == 2
    assert b"cookie" not in b"".join(odd.requests).lower()


async def test_nothing_leaves_if_its_sender_thinks_better_of_it(odd_server, body):
    class LeaseInDoubtError(Exception):
        pass

    def doubt():
        raise LeaseInDoubtError

    async def read(reader, _writer):
        received.append(await reader.read())

    received: list[bytes] = []
    odd = await odd_server(read)
    async with LeadApi(odd.url, KEY) as api:
        with pytest.raises(LeaseInDoubtError):
            await api.create(body, on_sent=doubt)

    await eventually(lambda: received, "the end of the connection")
    assert received == [b""]


async def test_no_proxy_of_the_environment_gets_between(odd_server, body, monkeypatch):
    async def answer(reader, writer):
        await odd.read_request(reader)
        writer.write(
            response("200 OK", SUCCESS if b"POST" in odd.requests[-1] else b'{"data": []}', "Connection: close")
        )

    async def fail(_reader, _writer):
        raise AssertionError

    odd, proxy = await odd_server(answer), await odd_server(fail)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    async with LeadApi(odd.url, KEY) as api:
        assert isinstance(await api.create(body), Received)
        assert isinstance(await api.offices(), Offices)

    assert proxy.connections == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"address": "x" * 101}, RejectedField("address", "address must have 1 to 100 characters")),
        ({"last_name": "\ud800"}, RejectedField("name", "last_name must be valid Unicode")),
        ({"gdpr_checkbox": False}, Rejected("gdpr_checkbox must be true: nothing is sent without consent")),
        ({"meta": {}, "host": "h" * 999, "email": "?"}, RejectedField("email", "email must be a valid email address")),
    ],
)
async def test_what_breaks_the_guides_table_is_never_sent(odd_server, body, changes, expected):
    async def fail(_reader, _writer):
        raise AssertionError

    odd = await odd_server(fail)

    assert (expected, False) == await create(odd, {**body, **changes})
    assert odd.connections == 0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (response("200 OK", b'{"data": []}'), Offices(())),
        (
            response("200 OK", b'{"data": [{"id": "7", "name": "A"}, {"id": 8}, {"id": true}, {"name": "B"}, 9]}'),
            Offices((Office(7, "A"), Office(8, ""))),
        ),
        (response("200 OK", b"<html>"), Unknown("the answer is no list of offices (HTTP 200)")),
        (response("200 OK", b'{"data": {}}'), Unknown("the answer is no list of offices (HTTP 200)")),
        (response("404 No", b""), Misconfigured("the Lead API takes no leads at this address (HTTP 404)")),
        (response("400 No", b"what"), Misconfigured("HTTP 400 without a reason")),
        (response("500 No", b""), Unavailable("the Lead API failed (HTTP 500)", arrived=True)),
        (response("429 No", b"", "Retry-After: 3"), Busy(3.0)),
        (b"", Unavailable("the connection failed (RemoteProtocolError)")),
    ],
)
async def test_the_answer_to_the_probe(odd_server, answer, expected):
    async def say(reader, writer):
        await odd.read_request(reader)
        writer.write(answer)
        await writer.drain()

    odd = await odd_server(say)
    async with LeadApi(odd.url, KEY) as api:
        assert expected == await api.offices()
    assert odd.requests[0].startswith(b"GET /api/v103/offices HTTP/1.1\r\n")


# ----------------------------------------------------------------------------------------------------------- discretion


async def test_neither_key_nor_person_shows_in_logs_or_repr(odd_server, body, caplog):
    async def say(reader, writer):
        await odd.read_request(reader)
        writer.write(answers.pop(0))
        await writer.drain()

    echo = json.dumps({"message": f"{body['first_name']} {body['email']} {body['address']} has no business here"})
    answers = [response("200 OK", SUCCESS), response("422 No", echo.encode()), b"garbage\r\n\r\n", b"", b""]
    odd = await odd_server(say)
    for name in (None, "httpx", "httpcore", "asyncio"):  # the bot keeps the libraries quiet; this must not rely on it
        caplog.set_level(logging.DEBUG, logger=name)
    async with LeadApi(odd.url, KEY) as api:
        shown = [repr(api), str(api)]
        shown += [repr(await api.create(body)) for _ in range(4)]
        shown += [repr(await api.offices())]

    everything = "\n".join(shown) + "\n" + "\n".join(f"{record.__dict__}" for record in caplog.records)
    assert len(caplog.records) > 5  # the libraries did speak
    assert len(odd.requests) == 5
    for secret in (KEY, "Marla", "Singer", "cloud9", "07986000000", "Example Street", "DE1 1JX"):
        assert secret not in everything


@pytest.mark.parametrize("key", ["", "with space", "line\nbreak", "nul\0", "schlüssel", " "])
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(key):
    with pytest.raises(ValueError, match="key is empty or holds") as caught:
        LeadApi("https://api.lead.pro", key)

    assert not key.strip() or key not in str(caught.value)


@pytest.mark.parametrize("url", ["", "api.lead.pro", "ftp://api.lead.pro", "https://", "http://[", "https://a b\0"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ValueError, match="must be a full one"):
        LeadApi(url, KEY)


async def test_each_request_carries_the_lead_s_reference_as_its_idempotency_key(odd_server, body):
    async def answer(reader, writer):
        await odd.read_request(reader)
        writer.write(response("200 OK", SUCCESS))
        await writer.drain()

    odd = await odd_server(answer)
    async with LeadApi(odd.url, KEY) as api:
        await api.create(body)
        await api.create(body)

    assert [b"idempotency-key: vb-7k2m9q" in request.lower() for request in odd.requests] == [True, True]
