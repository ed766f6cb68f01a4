"""A Lead API in trouble: nothing is lost or sent twice unmarked, nobody is left without a word, and it mends by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.faults import Account, LeadApiFault, TelegramFault
from support.delivered import accepted, details, estimated, marked, reference
from support.homeowner import ALL_CORRECT, YES, Homeowner
from support.processes import Launcher
from support.waiting import eventually

SOON: dict[str, Any] = {"bot.lead_api.retry_policy.BACKOFF_MAX": 0.3}
"""No test waits for minutes; the growth of the pauses has its own tests."""
PROBED_SOON: dict[str, Any] = {**SOON, "bot.lead_api.results.PROBE_FIRST": 0.3, "bot.lead_api.results.PROBE_MAX": 0.3}


@pytest.fixture
async def lead_api(sandbox: Sandbox) -> AsyncIterator[Sandbox]:
    """A Lead API in a server of its own, which a test may stop."""
    async with Sandbox(api_keys=[sandbox.api_key]) as running:
        yield running


async def test_the_lead_api_is_away_and_comes_back_on_the_same_address(
    bots: Launcher, marla: Homeowner, lead_api: Sandbox
) -> None:
    await bots.start(plan={"set": SOON}, settings={"LEAD_API_URL": lead_api.base_url})
    await marla.reaches("consent")
    await lead_api.stop()
    await marla.taps(YES, then="delayed")
    async with Sandbox(api_keys=[lead_api.api_key], port=lead_api.port) as back:
        estimate = await marla.hears("estimate")

        (record,) = back.journal.leads
        assert estimated(record) in estimate
        assert not marked(record), "nothing had reached it"
    assert (marla.stages.count("delayed"), marla.stages.count("estimate")) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "may_have_arrived"),
    [
        (LeadApiFault("unavailable"), False),
        (LeadApiFault("busy", seconds=1), False),
        (LeadApiFault("error", endpoint="valuation"), True),
        (LeadApiFault("drop_before", endpoint="valuation"), True),
        (LeadApiFault("garbage", endpoint="valuation"), True),
    ],
    ids=lambda value: value.mode if isinstance(value, LeadApiFault) else "",
)
async def test_down_and_up_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, fault: LeadApiFault, may_have_arrived: bool
) -> None:
    await bots.start(plan={"set": SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=fault)
    await marla.taps(YES, then="delayed")
    await eventually(lambda: len(sandbox.journal.leads) >= 3, "the third attempt")
    assert "estimate" not in marla.stages
    assert accepted(sandbox) == []
    sandbox.faults.clear()
    estimate = await marla.hears("estimate")

    (record,) = accepted(sandbox)
    assert record is sandbox.journal.leads[-1]
    assert estimated(record) in estimate
    assert (marla.stages.count("delayed"), marla.stages.count("estimate")) == (1, 1)
    first, *again = sandbox.journal.leads
    assert not marked(first)
    for attempt in again:
        assert reference(first) == reference(attempt)
        assert details(first) == details(attempt)
        assert may_have_arrived == marked(attempt)


@pytest.mark.parametrize("look_up", ["works", "without_estimate"])
async def test_a_lead_whose_answer_was_lost_is_found_and_not_sent_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, look_up: str
) -> None:
    await bots.start(plan={"set": SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1), account=Account(look_up=look_up, others=True))
    await marla.taps(YES, then="estimate" if look_up == "works" else "estimate lost")

    (record,) = sandbox.journal.leads
    assert [look.found for look in sandbox.journal.look_ups][-1] == [record.lead_id]
    assert "no estimate" not in marla.stages


@pytest.mark.parametrize("look_up", ["refused", "without_meta"])
async def test_an_answer_lost_after_accepting_is_sent_again_and_marked_where_it_cannot_be_looked_up(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, look_up: str
) -> None:
    await bots.start(plan={"set": SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1), account=Account(look_up=look_up))
    await marla.taps(YES, then="estimate")

    one, two = accepted(sandbox)
    assert (reference(one), False, True) == (reference(two), marked(one), marked(two))
    assert two.payload["meta"]["attempt"] == "2"


async def test_a_repeat_says_the_same_though_the_bot_learned_its_name_in_between(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    sandbox.faults.set(telegram=TelegramFault("error", method="getMe"))
    await bots.start(plan={"set": {**SOON, "bot.agencies.runtime.IDENTIFY_EVERY": 0.1}})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("garbage", endpoint="valuation"))
    await marla.taps(YES, then="thanks")
    await eventually(lambda: sandbox.journal.leads, "the first attempt")
    before = len(sandbox.journal.leads)
    sandbox.faults.set(telegram=TelegramFault())
    await eventually(lambda: any(call.method == "setMyCommands" for call in sandbox.journal.calls), "its name is known")
    await eventually(lambda: len(sandbox.journal.leads) > before + 1, "a repeat that knows better")
    sandbox.faults.clear()
    await marla.hears("estimate")

    first, *again = sandbox.journal.leads
    for repeat in again:
        assert details(first) == details(repeat)


async def test_garbage_without_end_is_set_aside_and_said(bots: Launcher, sandbox: Sandbox, marla: Homeowner) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={"set": SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("garbage", endpoint="valuation"))
    told = await marla.taps(YES, then="set aside")

    assert "£" not in told
    assert len(sandbox.journal.leads) == 6, "an attempt and five repeats"
    assert len({reference(record) for record in sandbox.journal.leads}) == 1
    await bot.says("staff.set_aside")


async def test_a_refused_key_pauses_the_queue_until_it_works_again(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={"set": PROBED_SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    await marla.taps(YES, then="delayed")
    await bot.says("the lead queue is paused")
    asked = len(sandbox.journal.offices)
    await eventually(lambda: len(sandbox.journal.offices) >= asked + 2, "two probes")
    assert len(sandbox.journal.leads) == 1, "no lead is tried while the key is refused"
    sandbox.faults.clear()
    estimate = await marla.hears("estimate")

    refused, record = sandbox.journal.leads
    assert (refused.status, record.status) == (401, 200)
    assert (reference(refused), False) == (reference(record), marked(record))
    assert estimated(record) in estimate
    assert marla.stages.count("delayed") == 1
    await bot.says("the lead queue has resumed")
    assert bot.stderr.count("staff.paused") == 1
    assert bot.stderr.count("staff.resumed") == 1


async def test_a_pause_survives_a_restart_and_new_leads_wait_in_it(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={"set": PROBED_SOON})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("key_refused"))
    await marla.taps(YES, then="delayed")
    await bot.says("the lead queue is paused")
    await bot.kill()
    sandbox.faults.clear()

    await bots.start(plan={"set": PROBED_SOON})
    await marla.hears("estimate")
    assert [record.status for record in sandbox.journal.leads] == [401, 200]


async def test_a_rejected_answer_is_asked_again_then_consent_under_the_same_reference(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="postcode", times=1))
    told = await marla.taps(YES, then="postcode")
    assert "rejected" in marla.stages
    assert "postcode" in told.lower()

    await marla.says("DE1 2PL", then="review")
    assert len(sandbox.journal.leads) == 1, "nothing goes without consent"
    await marla.taps(ALL_CORRECT, then="consent")
    await marla.taps(YES, then="estimate")

    refused, record = sandbox.journal.leads
    assert (refused.status, record.status) == (422, 200)
    assert (reference(refused), "DE1 2PL") == (reference(record), record.payload["postcode"])
    assert not marked(record), "a refused lead was never made"
    assert refused.payload["meta"]["consent_at"] <= record.payload["meta"]["consent_at"]


async def test_a_rejection_that_nobody_can_mend_is_set_aside_and_said(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={})
    await marla.reaches("consent")
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await marla.taps(YES, then="set aside")
    await bot.says("staff.set_aside")
    assert len(sandbox.journal.leads) == 1


@pytest.mark.parametrize("status", [403, 404])
async def test_a_lead_that_a_firewall_refuses_is_set_aside_and_keeps_nobody_waiting(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner, meet: Callable[[str], Homeowner], status: int
) -> None:
    bots.faults_expected = True
    bot = await bots.start(plan={"set": {"bot.lead_api.retry_policy.REFUSED_WAITS": [0.3, 0.3]}})
    sandbox.faults.set(lead_api=LeadApiFault("firewall", text="../", status=status))
    other = meet("tyler")
    await other.reaches("consent")
    await marla.starts()
    await marla.answers(said={"address": "12 ../../etc/passwd Road"})
    await marla.taps(ALL_CORRECT, then="consent")
    await marla.taps(YES, then="delayed")
    await other.taps(YES, then="estimate")
    await marla.hears("set aside")

    refused = [record for record in sandbox.journal.leads if not record.accepted]
    assert [record.status for record in refused] == [status] * 3
    assert len({reference(record) for record in refused}) == 1
    assert not any(map(marked, refused)), "a refused lead was never made"
    assert "delayed" not in other.stages
    await bot.says("staff.set_aside")
    assert "staff.paused" not in bot.stderr


async def test_killed_after_each_acceptance_a_lead_is_repeated_no_oftener_than_after_lost_answers(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    bots.faults_expected = True
    sandbox.faults.set(account=Account(look_up="refused"))
    few = {"bot.lead_api.retry_policy.REPEATS_MAX": 2}
    killed = {"kill": {"point": "bot.lead_api.client.LeadApi.create", "when": "after"}, "set": few}
    bot = await bots.start(plan=killed)
    await marla.reaches("consent")
    marla.phone.tap(YES)
    await bot.dies()
    for _ in range(2):
        bot = await bots.start(plan=killed)
        await bot.dies()
    bot = await bots.start(plan=killed)
    await marla.hears("set aside")

    first, *repeats = accepted(sandbox)
    assert len(repeats) == 2
    assert not marked(first)
    assert all(map(marked, repeats))
    assert len(sandbox.journal.leads) == 3, "and no other was tried"
    await bot.says("staff.repeats")
