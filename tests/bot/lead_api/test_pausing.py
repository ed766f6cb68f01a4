"""A queue that is paused because its key is refused: nothing is lost, and it goes on by itself.

A lead that is refused while the key is accepted pauses nothing: it has tests in ``test_refused_lead.py``.
"""

from __future__ import annotations

import asyncio

import pytest

from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.lead_api.outcomes import Unknown
from bot.lead_api.results import probe_delay
from bot.storage.leads import lead_queue
from conversations.events import LeadDelayed, LeadReceived, LeadStatus
from sandbox.faults import LeadApiFault
from sandbox.server import DEFAULT_API_KEY
from support.lead_desk import HOST
from support.waiting import eventually


async def test_a_refused_key_pauses_the_queue_loses_nothing_and_goes_on_by_itself(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    desk.limits["CONCURRENCY"] = 2
    async with desk.working():
        for chat_id in range(1, 6):
            await desk.put(chat_id)
        await desk.until_paused("derby")
        await eventually(lambda: sandbox.journal.leads, "a request")
        await desk.put(6)  # nobody tries it, and still its person hears

        async def everybody_heard() -> bool:
            await desk.read_events()
            return len(desk.events) == 6

        await eventually(everybody_heard, "a word to everybody")
        tried, asked = len(sandbox.journal.leads), len(sandbox.journal.offices)
        assert tried <= 2
        for probes in range(1, 4):
            desk.advance(700)
            await eventually(desk.probe_was_put_off, "a probe put off")
            assert asked + probes == len(sandbox.journal.offices)
        assert tried == len(sandbox.journal.leads)

        sandbox.faults.clear()
        desk.advance(700)
        for chat_id in range(1, 7):
            await desk.until(chat_id, LeadStatus.DELIVERED)

    assert await desk.paused() == []
    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]
    for chat_id in range(1, 7):
        assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[chat_id]]
    accepted = [record.payload["meta"] for record in sandbox.journal.leads if record.accepted]
    assert sorted(meta["reference"] for meta in accepted) == [f"VB-{chat_id}" for chat_id in range(1, 7)]
    assert not any("possible_repeat" in meta for meta in accepted)


async def test_a_pause_outlives_the_process(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
    desk.database.close()
    desk.open()
    sandbox.faults.clear()
    async with desk.working():
        await desk.put(2)
        await desk.until(2, LeadStatus.WAITING)
        assert len(sandbox.journal.leads) == 1
        desk.advance(31)
        await desk.until(1, LeadStatus.DELIVERED)
        await desk.until(2, LeadStatus.DELIVERED)

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]


class Unlisted(LeadApi):
    """An account whose list of offices says nothing about the key."""

    async def offices(self):
        return Unknown("the answer is no list of offices")


async def test_a_probe_that_proves_nothing_is_not_believed_until_a_lead_gets_through(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused", times=3))
    async with Unlisted(sandbox.base_url, DEFAULT_API_KEY) as api, desk.working():
        desk.accounts["derby"] = Account(api, HOST)
        await desk.put(1)
        await desk.until_paused("derby")
        for _ in (2, 3):
            before = len(sandbox.journal.leads)
            desk.advance(700)
            await eventually(lambda: len(sandbox.journal.leads) > before, "the next request")  # noqa: B023  awaited here
            await desk.until(1, LeadStatus.WAITING)
        assert await desk.paused() == ["derby"]
        desk.advance(700)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]
    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_a_queue_with_nothing_to_try_goes_on_after_a_good_probe(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        await desk.until(1, LeadStatus.WAITING)
        sandbox.faults.clear()
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-1"))
        desk.advance(31)
        await desk.until_paused()

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]


async def test_a_probe_whose_end_cannot_be_written_is_made_again(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    faults: list[object] = []

    def failing(run):
        async def failing_run(job):
            if len(sandbox.journal.offices) == 2 and not faults:  # the first was asked about the lead that was refused
                faults.append(job)
                raise RuntimeError
            return await run(job)

        return failing_run

    desk.between = failing
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        await desk.until(1, LeadStatus.WAITING)
        desk.advance(31)
        await eventually(desk.probe_was_put_off, "a probe put off")

    assert (len(faults), len(sandbox.journal.offices)) == (1, 3)


async def test_a_queue_with_nothing_left_to_try_goes_on_when_what_was_under_way_has_ended(desk, sandbox):
    """The lead under way left before the pause, so it says nothing about it."""
    go = asyncio.Event()

    class Slow(LeadApi):
        async def create(self, payload, *, on_sent=None):
            if payload["meta"]["reference"] == "VB-1":
                await go.wait()
            return await super().create(payload, on_sent=on_sent)

    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    async with Slow(sandbox.base_url, DEFAULT_API_KEY) as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working() as worker:
            await desk.put(1)
            await desk.until(1, LeadStatus.IN_FLIGHT)
            await desk.put(2)
            await desk.until_paused("derby")
            await desk.until(2, LeadStatus.WAITING)
            sandbox.faults.clear()
            await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", "VB-2"))
            desk.advance(31)
            await eventually(lambda: worker._on_trial and not worker._probes, "a good probe")
            go.set()
            await desk.until(1, LeadStatus.DELIVERED)
            await desk.until_paused()

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]


async def test_an_agency_that_is_not_set_up_waits_and_holds_up_nobody(desk):
    async with desk.working():
        await desk.put(1, agency="nottingham")
        await desk.put(2)
        await desk.until(2, LeadStatus.DELIVERED)
        await desk.until(1, LeadStatus.WAITING, agency="nottingham")
        await desk.put(3, agency="nottingham")
        await desk.put(4)
        await desk.until(4, LeadStatus.DELIVERED)
        assert await desk.paused() == []

        desk.accounts["nottingham"] = desk.accounts["derby"]
        desk.leads_wakeup.notify()
        await desk.until(1, LeadStatus.DELIVERED, agency="nottingham")
        await desk.until(3, LeadStatus.DELIVERED, agency="nottingham")

    assert desk.staff == []


@pytest.mark.parametrize(("paused_for", "seconds"), [(-5, 30), (0, 30), (31, 31), (62, 62), (599, 599), (10_000, 600)])
def test_probes_come_at_doubling_intervals(paused_for, seconds):
    assert seconds == probe_delay(paused_for)
