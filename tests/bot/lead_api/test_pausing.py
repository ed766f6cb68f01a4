"""A queue that is paused because its key is refused: nothing is lost, and it goes on by itself."""

from __future__ import annotations

import pytest

from bot.lead_api.settling import probe_delay
from bot.sandbox.faults import LeadApiFault
from bot.storage import leads
from conversations.events import LeadDelayed, LeadReceived, LeadStatus
from support.waiting import eventually


async def test_a_refused_key_pauses_the_queue_loses_nothing_and_goes_on_by_itself(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    desk.options["concurrency"] = 2
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
        tried = len(sandbox.journal.leads)
        assert tried <= 2
        for probes in range(1, 4):
            desk.advance(700)
            await eventually(desk.probe_was_put_off, "a probe put off")
            assert probes == len(sandbox.journal.offices)
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


async def test_a_good_probe_is_not_believed_until_a_lead_gets_through(desk, sandbox):
    # The list of offices answers all the while, only the valuations are refused.
    sandbox.faults.set(lead_api=LeadApiFault("key_refused", times=3))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        for refused in (2, 3):
            desk.advance(700)
            await eventually(lambda refused=refused: len(sandbox.journal.leads) == refused, "the next request")
            await desk.until(1, LeadStatus.WAITING)
        assert await desk.paused() == ["derby"]
        desk.advance(700)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [key for _, key, _ in desk.staff] == ["staff.paused", "staff.resumed"]
    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_a_queue_with_nothing_to_try_goes_on_after_a_good_probe(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("key_refused", times=1))
    async with desk.working():
        await desk.put(1)
        await desk.until_paused("derby")
        await desk.until(1, LeadStatus.WAITING)
        await desk.database.run(lambda tx: leads.withdraw(tx, "derby", "VB-1"))
        desk.advance(31)
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
        desk.leads_bell.ring()
        await desk.until(1, LeadStatus.DELIVERED, agency="nottingham")
        await desk.until(3, LeadStatus.DELIVERED, agency="nottingham")

    assert desk.staff == []


@pytest.mark.parametrize(("paused_for", "seconds"), [(-5, 30), (0, 30), (31, 31), (62, 62), (599, 599), (10_000, 600)])
def test_probes_come_at_doubling_intervals(paused_for, seconds):
    assert seconds == probe_delay(paused_for)
