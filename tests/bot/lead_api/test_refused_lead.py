"""A lead that is refused as if the key were, while the key is accepted: it waits for itself, and is set aside in the end."""

from __future__ import annotations

import asyncio

import pytest

from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.lead_api.key_acceptance import Acceptance
from bot.lead_api.offices import Offices
from bot.lead_api.outcomes import Misconfigured
from bot.storage.leads import lead_records
from conversations.events import LeadDelayed, LeadReceived, LeadSetAside, LeadStatus
from sandbox.faults import LeadApiFault
from sandbox.server import DEFAULT_API_KEY
from support.lead_desk import HOST
from support.waiting import eventually

POISON = "12 ../../etc/passwd Road"


async def refused_so_often(desk, chat_id: int, refusals: int) -> None:
    async def stands_so() -> bool:
        return bool((await desk.row(chat_id)).refusals == refusals)

    await eventually(stands_so, f"{refusals} refusals")


@pytest.mark.parametrize("status", [301, 401, 402, 403, 404, 405, 407, 410, 421, 426])
async def test_the_third_refusal_sets_it_aside_and_the_queue_never_stops(desk, sandbox, status):
    sandbox.faults.set(lead_api=LeadApiFault("firewall", status=status))
    async with desk.working():
        await desk.put(1, address=POISON)
        await refused_so_often(desk, 1, 1)
        await desk.put(2)
        await desk.until(2, LeadStatus.DELIVERED)
        desk.advance(31)
        await refused_so_often(desk, 1, 2)
        assert await desk.status(1) == [LeadStatus.WAITING]
        desk.advance(301)
        row = await desk.until(1, LeadStatus.SET_ASIDE, attempts=3)
        assert await desk.paused() == []

    assert f"HTTP {status}" in row.reason
    assert not row.possible_repeat
    assert [LeadDelayed, LeadSetAside] == [type(event) for event in desk.events[1]]
    assert [LeadReceived] == [type(event) for event in desk.events[2]]
    assert desk.staff == [("derby", "staff.set_aside", {"reference": "VB-1", "reason": row.reason})]


async def test_the_count_outlives_the_process_and_begins_anew_when_the_staff_try_it_again(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("firewall"))
    async with desk.working():
        await desk.put(1, address=POISON)
        await refused_so_often(desk, 1, 1)
    desk.database.close()
    desk.open()
    async with desk.working():
        desk.advance(31)
        await refused_so_often(desk, 1, 2)
        desk.advance(301)
        await desk.until(1, LeadStatus.SET_ASIDE, attempts=3)
        await desk.database.run(lambda tx: lead_records.retry(tx, "derby", "VB-1"))
        desk.notify()
        await refused_so_often(desk, 1, 1)
        assert await desk.status(1) == [LeadStatus.WAITING]


class Closed(LeadApi):
    """An account that hands its list of offices to nobody."""

    asked = 0

    async def offices(self):
        self.asked += 1
        return Misconfigured("the Lead API refused the key (HTTP 403)", key_refused=True)


async def test_another_lead_that_was_accepted_proves_the_key_where_the_offices_do_not(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("firewall"))
    async with Closed(sandbox.base_url, DEFAULT_API_KEY) as api, desk.working():
        desk.accounts["derby"] = Account(api, HOST)
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        await desk.put(2, address=POISON)
        await refused_so_often(desk, 2, 1)
        assert (await desk.paused(), api.asked) == ([], 0)


async def test_where_nothing_proves_the_key_the_queue_pauses(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("firewall"))
    async with Closed(sandbox.base_url, DEFAULT_API_KEY) as api, desk.working():
        desk.accounts["derby"] = Account(api, HOST)
        await desk.put(1, address=POISON)
        await desk.until_paused("derby")
        row = await desk.until(1, LeadStatus.WAITING)

    assert row.refusals == 0
    assert api.asked == 1


async def test_leads_that_are_refused_together_ask_once():
    go, asked = asyncio.Event(), []

    class Slow(LeadApi):
        async def offices(self):
            asked.append(self)
            await go.wait()
            return Offices(())

    async with Slow("http://127.0.0.1:9", "key") as api:
        acceptance = Acceptance()
        waiting = [asyncio.create_task(acceptance.proven("derby", api)) for _ in range(20)]
        await eventually(lambda: asked, "the question")
        go.set()
        assert await asyncio.gather(*waiting) == [True] * 20
        assert len(asked) == 1
        assert await acceptance.proven("derby", api)
        assert len(asked) == 2


async def test_a_question_that_fails_or_takes_too_long_proves_nothing(monkeypatch):
    monkeypatch.setattr("bot.lead_api.key_acceptance.ASKING_MAX", 0.05)

    class Odd(LeadApi):
        async def offices(self):
            await asyncio.sleep(60)

    class Broken(LeadApi):
        async def offices(self):
            raise RuntimeError

    for kind in (Odd, Broken):
        async with kind("http://127.0.0.1:9", "key") as api:
            assert not await Acceptance().proven("derby", api)


async def test_a_lead_that_was_refused_is_no_possible_repeat_if_the_bot_stops_while_it_asks(desk, sandbox):
    class Silent(LeadApi):
        asked = False

        async def offices(self):
            self.asked = True
            await sandbox.world.pause(600)

    sandbox.faults.set(lead_api=LeadApiFault("firewall"))
    desk.limits["GRACE"] = 0.01
    async with Silent(sandbox.base_url, DEFAULT_API_KEY) as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working():
            await desk.put(1, address=POISON)
            await eventually(lambda: api.asked, "the question")
        row = await desk.row(1)

    assert (row.status, row.possible_repeat, row.unknowns) == (LeadStatus.WAITING, False, 0)
