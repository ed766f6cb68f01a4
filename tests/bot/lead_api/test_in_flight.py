"""What happens while a request is on its way: others go on, people hear a word, and a lead may be withdrawn."""

from __future__ import annotations

import contextlib

import pytest

from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.storage.chats import erasure
from bot.storage.leads import lead_queue, lead_records
from conversations.events import LeadDelayed, LeadReceived, LeadSlow, LeadStatus, WithdrawalEnd, WithdrawalSettled
from sandbox.server import DEFAULT_API_KEY
from support.lead_desk import HOST
from support.waiting import eventually


async def test_a_lead_api_that_does_not_answer_is_its_own_agencys_trouble(held_desk, held, sandbox):
    held_desk.limits = {"CONCURRENCY": 2, "TOTAL": 6, "GRACE": 0.0}
    async with LeadApi(sandbox.base_url, sandbox.api_key) as api:
        held_desk.accounts["york"] = Account(api, HOST)
        async with held_desk.working():
            for chat in range(1, 11):
                await held_desk.put(chat)
            await eventually(lambda: len(held.arrived) == 2, "two requests")
            for chat in range(11, 14):
                await held_desk.put(chat, agency="york")
                await held_desk.until(chat, LeadStatus.DELIVERED, agency="york")
            assert len(held.arrived) == 2
            assert await held_desk.status(9, 10) == [LeadStatus.WAITING] * 2
            held.go.set()


async def test_a_lead_withdrawn_in_flight_that_arrives_all_the_same_is_told_to_the_staff(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")
        await held_desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        held.go.set()
        await held_desk.until(1, LeadStatus.DELIVERED)

    assert held_desk.staff == [("derby", "staff.withdrawn_late", {"reference": "VB-1"})]
    assert [LeadReceived] == [type(event) for event in held_desk.events[1]]


async def test_a_slow_answer_is_announced_and_announced_again_and_then_told(held_desk, held):
    held_desk.limits = {"PATIENCE": (0.02, 0.05)}
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")

        async def announced() -> bool:
            await held_desk.read_events()
            return len(held_desk.events[1]) == 2

        await eventually(announced, "a word to the person")
        held.go.set()
        await held_desk.until(1, LeadStatus.DELIVERED)

    assert [LeadSlow, LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[1]]


async def test_who_waits_behind_others_hears_a_word_too_and_only_the_one_that_is_due(held_desk, held):
    held_desk.limits = {"PATIENCE": (0.1, 30.0), "CONCURRENCY": 1}
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")
        await held_desk.put(2)

        async def heard(chat_id: int, *kinds: type) -> None:
            async def told() -> bool:
                await held_desk.read_events()
                return [type(event) for event in held_desk.events[chat_id]] == list(kinds)

            await eventually(told, "a word to the person")

        await heard(2, LeadSlow)
        held_desk.advance(31)
        await held_desk.put(3)
        await heard(2, LeadSlow, LeadDelayed)
        await heard(3, LeadSlow)
        held.go.set()
        await held_desk.until(3, LeadStatus.DELIVERED)
        await held_desk.read_events()

    assert [LeadSlow, LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[2]]
    assert [LeadSlow, LeadReceived] == [type(event) for event in held_desk.events[3]]


async def test_who_has_waited_long_is_told_so_and_not_the_lesser_word_as_well(held_desk, held):
    held_desk.limits = {"PATIENCE": (0.1, 30.0), "CONCURRENCY": 1}
    await held_desk.put(1)
    await held_desk.put(2)
    held_desk.offset += 31
    async with held_desk.working():
        await eventually(lambda: held.arrived, "a request")

        async def told() -> bool:
            await held_desk.read_events()
            return bool(held_desk.events[2])

        await eventually(told, "a word to the person")
        held.go.set()
        await held_desk.until(2, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in held_desk.events[2]]


async def test_a_lead_withdrawn_in_flight_whose_outcome_is_unknown_ends_there_and_is_looked_up(held_desk, held):
    async with withdrawn_in_flight(held_desk, held, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as row:
        assert row.due_at is None
    assert (dict(held_desk.events), held_desk.staff) == ({}, [])


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 422 No\r\nContent-Length: 12\r\n\r\nemail is bad",
        b"HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nno",
    ],
)
async def test_of_a_lead_withdrawn_in_flight_and_refused_it_is_said_that_it_was_not_found(held_desk, held, answer):
    async with withdrawn_in_flight(held_desk, held, answer) as row:
        assert row.due_at is None

        async def is_told() -> bool:
            await held_desk.read_events()
            return bool(held_desk.events)

        await eventually(is_told, "what became of the withdrawal")
    assert dict(held_desk.events) == {1: [WithdrawalSettled("VB-1", WithdrawalEnd.ABSENT)]}
    assert [key for _, key, _ in held_desk.staff] == ["notice.withdrawal_absent"]


@contextlib.asynccontextmanager
async def withdrawn_in_flight(desk, held, answer):
    """The row of a lead that was withdrawn while its request was on its way."""
    held.answer = answer
    async with desk.working():
        await desk.put(1)
        await eventually(lambda: held.arrived, "a request")
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        held.go.set()
        yield await desk.until(1, LeadStatus.WITHDRAWN)


async def test_nobody_is_told_of_a_lead_erased_in_flight(held_desk, held):
    async with held_desk.working():
        await held_desk.put(1)
        await eventually(lambda: held.arrived, "a request")
        await held_desk.database.run(lambda tx: erasure.erase(tx, "derby", 1))
        held.go.set()

        async def is_gone() -> bool:
            return await held_desk.database.run(lambda tx: lead_records.get(tx, "derby", "VB-1")) is None

        await eventually(is_gone, "an end to the lead")
        await held_desk.read_events()

    assert (dict(held_desk.events), held_desk.staff) == ({}, [])


@pytest.mark.parametrize("bound", [{"CONCURRENCY": 7}, {"TOTAL": 8}], ids=["of one agency", "of all: a tenth is kept"])
async def test_requests_run_side_by_side_but_not_more_than_allowed(held_desk, held, bound):
    held_desk.limits |= bound
    for chat_id in range(1, 31):
        await held_desk.put(chat_id)
    async with held_desk.working():
        await eventually(lambda: len(held.arrived) == 7, "seven requests")
        assert await held_desk.status(7, 8) == [LeadStatus.IN_FLIGHT, LeadStatus.WAITING]
        held.go.set()
        for chat_id in range(1, 31):
            await held_desk.until(chat_id, LeadStatus.DELIVERED)

    assert held.most_at_once == 7
    assert len(held.arrived) == 30


async def test_those_under_way_count_whenever_it_looks_again(held_desk, held, sandbox):
    held_desk.limits["CONCURRENCY"] = 3
    for chat_id in range(1, 9):
        await held_desk.put(chat_id)
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as other:
        held_desk.accounts["nottingham"] = Account(other, HOST)
        async with held_desk.working():
            await eventually(lambda: len(held.arrived) == 3, "three requests")
            await held_desk.put(99, agency="nottingham")
            await held_desk.until(99, LeadStatus.DELIVERED, agency="nottingham")
            assert await held_desk.status(4) == [LeadStatus.WAITING]
            assert len(held.arrived) == 3
            held.go.set()


async def test_a_stuck_api_of_one_agency_does_not_delay_another(held_desk, held, sandbox):
    async with LeadApi(sandbox.base_url, DEFAULT_API_KEY) as other:
        held_desk.accounts["nottingham"] = Account(other, HOST)
        async with held_desk.working():
            await held_desk.put(1)
            await eventually(lambda: held.arrived, "a request")
            await held_desk.put(2, agency="nottingham")
            await held_desk.until(2, LeadStatus.DELIVERED, agency="nottingham")
            assert await held_desk.status(1) == [LeadStatus.IN_FLIGHT]
            held.go.set()
