"""A lead and the end that it comes to, whatever the Lead API says."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import pytest

from bot.core.serialization import ESTIMATE
from bot.lead_api.account import Account
from bot.lead_api.client import LeadApi
from bot.storage.database import DatabaseProblem
from bot.storage.leads import lead_queue
from conversations.commands import Line
from conversations.events import LeadDelayed, LeadReceived, LeadRejected, LeadSetAside, LeadStatus
from conversations.lead import Campaign, Consent, Utm
from sandbox.faults import LeadApiFault
from support.lead_desk import HOST, metas

HOUR = 3600.0


async def test_a_lead_is_delivered_and_its_estimate_told(desk, sandbox):
    async with desk.working():
        reference = await desk.put(1)
        row = await desk.until(1, LeadStatus.DELIVERED)

    (event,) = desk.events[1]
    assert isinstance(event, LeadReceived)
    assert (reference, desk.lead.lead_type, desk.lead.address) == (event.reference, event.lead_type, event.address)
    assert event.estimate.sale is not None
    assert event.estimate == ESTIMATE.decode(row.estimate)
    assert ([reference], [HOST]) == (
        [meta["reference"] for meta in metas(sandbox)],
        [record.payload["host"] for record in sandbox.journal.leads],
    )
    assert desk.staff == []


async def test_an_api_that_is_away_delays_the_lead_and_says_so_once(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=3))
    async with desk.working():
        await desk.put(1)
        for attempt in (1, 2, 3):
            row = await desk.until(1, LeadStatus.WAITING, attempts=attempt)
            assert row.due_at - row.changed_at == pytest.approx(2.0**attempt / 2)
            desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]
    assert [record.accepted for record in sandbox.journal.leads] == [False, False, False, True]
    assert not any("possible_repeat" in meta for meta in metas(sandbox))  # 503 says that nothing was taken
    assert desk.staff == []


async def test_what_was_taken_though_its_answer_was_lost_is_found_and_not_sent_again(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("drop_after", times=1))
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.DELIVERED)

    (record,) = sandbox.journal.leads
    assert (row.lead_id, row.possible_repeat) == (str(record.lead_id), True)
    delayed, received = desk.events[1]
    assert (delayed, received.answer_lost) == (LeadDelayed("VB-1"), False)
    assert received.estimate.sale.average == sandbox.leads.made[-1].estimate["average_sale_estimation"]
    ((_, card),) = desk.cards
    assert Line("card.lead_id", {"lead_id": str(record.lead_id)}) in card["facts"]


@pytest.mark.parametrize("mode", ["drop_before", "garbage", "error"])
async def test_what_may_have_been_taken_is_sent_again_only_as_a_possible_repeat(desk, sandbox, mode):
    sandbox.faults.set(lead_api=LeadApiFault(mode, times=1))
    async with desk.working():
        reference = await desk.put(1)
        row = await desk.until(1, LeadStatus.WAITING)
        assert row.possible_repeat
        desk.advance(400)
        await desk.until(1, LeadStatus.WAITING, attempts=2)
        desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED)

    first, second = metas(sandbox)
    assert "possible_repeat" not in first
    assert {**first, "possible_repeat": "true", "attempt": "2"} == second
    assert reference == second["reference"]
    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_unknown_outcomes_end_after_five_repeats_even_across_restarts(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("garbage", endpoint="valuation"))
    await desk.put(1)
    for request in range(1, 6):
        async with desk.working():
            await desk.until(1, LeadStatus.WAITING, attempts=2 * request - 1)
            desk.advance(400)
            await desk.until(1, LeadStatus.WAITING, attempts=2 * request)  # it looked
        desk.advance(400)
    async with desk.working():
        row = await desk.until(1, LeadStatus.SET_ASIDE)

    assert (row.attempts, len(sandbox.journal.leads)) == (11, 6)
    assert [meta.get("attempt") for meta in metas(sandbox)] == [None, "2", "3", "4", "5", "6"]
    assert [LeadDelayed("VB-1"), LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside", "staff.repeats"]
    assert {"VB-1"} == {params["reference"] for _, _, params in desk.staff}


async def test_a_lead_whose_every_attempt_ended_with_the_process_is_set_aside_without_another(desk, sandbox):
    await desk.put(1)
    for _ in range(6):
        await desk.database.run(lambda tx: lead_queue.take(tx, 1, 60.0))
        desk.database.close()
        desk.open()  # alone on the database, it releases what a process before it held
    async with desk.working():
        await desk.until(1, LeadStatus.WAITING, attempts=7)
        desk.advance(400)
        row = await desk.until(1, LeadStatus.SET_ASIDE)

    assert (row.unknowns, row.possible_repeat, len(sandbox.journal.leads)) == (6, True, 0)
    assert [LeadDelayed("VB-1"), LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside", "staff.repeats"]


async def test_a_refused_field_is_told_and_the_corrected_lead_goes_under_the_same_reference(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="email", times=1))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.REJECTED)
        desk.advance(60 * HOUR)  # they came back two days later
        sandbox.faults.set(lead_api=LeadApiFault("unavailable", times=1))
        consent = Consent("2026-1", "en", datetime.fromtimestamp(time.time() + desk.offset, UTC))
        await desk.put(1, email="marla@cloud.com", consent=consent)
        await desk.until(1, LeadStatus.WAITING, attempts=2)
        desk.advance(400)
        await desk.until(1, LeadStatus.DELIVERED, attempts=3)

    rejected, delayed, received = desk.events[1]
    assert LeadRejected("VB-1", "email", "The email field is invalid.") == rejected
    assert (LeadDelayed("VB-1"), LeadReceived) == (delayed, type(received))
    assert "possible_repeat" not in metas(sandbox)[-1]
    assert sandbox.journal.leads[-1].payload["email"] == "marla@cloud.com"


async def test_a_refusal_that_nobody_can_mend_in_the_chat_is_set_aside(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="office_id"))
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.SET_ASIDE)

    reason = "The office_id field is required."
    assert (reason, [LeadSetAside("VB-1")]) == (row.reason, desk.events[1])
    assert [("derby", "staff.set_aside", {"reference": "VB-1", "reason": reason})] == desk.staff


async def test_a_busy_api_is_asked_again_when_it_says(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("busy", seconds=17, times=1))
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.WAITING)
        assert row.due_at - row.changed_at == pytest.approx(17)
        desk.advance(17.1)
        await desk.until(1, LeadStatus.DELIVERED)

    assert [LeadDelayed, LeadReceived] == [type(event) for event in desk.events[1]]


async def test_after_two_days_of_trying_a_lead_is_set_aside(desk, sandbox, monkeypatch):
    monkeypatch.setattr("bot.lead_api.retry_policy.TRIES_MIN", 2)
    sandbox.faults.set(lead_api=LeadApiFault("unavailable"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.WAITING)
        desk.advance(48 * HOUR)
        await desk.until(1, LeadStatus.SET_ASIDE)

    assert [LeadDelayed("VB-1"), LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


async def test_a_row_that_this_version_cannot_read_is_set_aside_and_the_others_go_on(desk):
    async with desk.working():
        await desk.database.run(
            lambda tx: lead_queue.put(tx, lead_queue.NewLead("derby", 1, "VB-1", '{"from": "the future"}'))
        )
        await desk.put(2)
        await desk.until(1, LeadStatus.SET_ASIDE)
        await desk.until(2, LeadStatus.DELIVERED)

    assert [LeadSetAside("VB-1")] == desk.events[1]
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


async def test_a_lead_whose_office_is_gone_goes_by_postcode_and_the_staff_are_told_once(desk, sandbox):
    """The sandbox refuses an office that is not its own, as a live account may after an office was closed."""
    campaign = Campaign("fb-spring", office_id=99, utm=Utm("facebook"))
    async with desk.working():
        for chat in (1, 2):
            await desk.put(chat, campaign=campaign)
            await desk.until(chat, LeadStatus.DELIVERED, attempts=2)
    refused, first, *_ = [each.payload for each in sandbox.journal.leads]
    assert refused["office_id"] == 99
    assert "office_id" not in first
    assert first["meta"]["office"] == "99 was refused, so this lead went by postcode"
    assert first["meta"]["reference"] == refused["meta"]["reference"]
    assert "possible_repeat" not in first["meta"], "a refused request made no lead"
    assert first["utm_source"] == "facebook"
    assert [type(body) for body in desk.events[1]] == [LeadReceived], "the homeowner notices nothing"
    assert desk.staff == [("derby", "notice.office_gone", {"office": "99", "codes": "fb-spring"})]


async def test_an_office_that_is_refused_although_none_was_named_is_set_aside(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="office_id"))
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.SET_ASIDE)
    assert [key for _, key, _ in desk.staff] == ["staff.set_aside"]


async def test_withdrawn_while_its_office_is_refused_it_is_not_sent_again(desk, sandbox):
    sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=0.3, times=1))
    async with desk.working():
        reference = await desk.put(1, campaign=Campaign(office_id=99))
        await desk.until(1, LeadStatus.IN_FLIGHT)
        await desk.database.run(lambda tx: lead_queue.withdraw(tx, "derby", reference))
        await desk.until(1, LeadStatus.WITHDRAWN)
    assert len(sandbox.journal.leads) == 1


async def test_a_lead_of_a_test_campaign_says_so_to_the_agency_and_its_staff(desk, sandbox):
    async with desk.working():
        await desk.put(1, campaign=Campaign("trial", test=True))
        await desk.until(1, LeadStatus.DELIVERED)
    (lead,) = sandbox.journal.leads
    assert lead.payload["meta"]["test"] == "true"
    ((agency, card),) = desk.cards
    assert (agency, card["reference"]) == ("derby", "VB-1")
    assert [fact for fact in card["facts"] if fact.key in {"card.link", "card.test"}] == [
        Line("card.link", {"code": "trial"}),
        Line("card.test"),
    ]


async def test_a_claim_that_fails_is_tried_again(desk):
    failures: list[object] = []

    def failing(run):
        async def failing_run(job):
            if not failures:
                failures.append(job)
                raise RuntimeError
            return await run(job)

        return failing_run

    await desk.put(1)
    desk.between = failing
    async with desk.working():
        await desk.until(1, LeadStatus.DELIVERED)

    assert len(failures) == 1


async def test_a_claim_whose_end_nobody_heard_of_is_made_anew_and_is_no_repeat(desk, sandbox):
    lost: list[object] = []

    def losing(run):
        async def losing_run(job):
            done = await run(job)
            if not lost and getattr(done, "jobs", None):
                lost.append(done)
                raise DatabaseProblem("the answer is lost")
            return done

        return losing_run

    await desk.put(1)
    desk.between = losing
    async with desk.working():
        row = await desk.until(1, LeadStatus.DELIVERED)

    (meta,) = metas(sandbox)
    assert (len(lost), row.attempts, "possible_repeat" in meta) == (1, 2, False)


async def test_a_fault_of_ours_during_a_request_keeps_the_lead(desk):
    class Broken(LeadApi):
        async def create(self, payload, *, on_sent=None):
            on_sent()
            raise RuntimeError(payload["email"])

    async with Broken("http://127.0.0.1:1", "key") as api:
        desk.accounts["derby"] = Account(api, HOST)
        async with desk.working():
            await desk.put(1)
            row = await desk.until(1, LeadStatus.WAITING)

    assert row.possible_repeat
    assert "cloud9" not in row.reason


async def test_an_idle_worker_leaves_the_database_alone(desk):
    runs = []

    def counting(run):
        def counting_run(job):
            runs.append(job)
            return run(job)

        return counting_run

    desk.between = counting
    async with desk.working():
        await desk.put(1)
        await desk.until(1, LeadStatus.DELIVERED)
        await asyncio.sleep(0.3)  # that nothing happens can only be waited for

    # A look at the start, one at the bell, the outcome, and a look after it; one more if the bells came apart.
    assert len(runs) <= 5


async def test_a_lead_that_may_be_another_replicas_by_now_does_not_leave_and_is_taken_anew(desk, sandbox, monkeypatch):
    said = [False]  # to the first that is about to leave: it was frozen, say, for longer than others are given
    monkeypatch.setattr(desk.database, "holds", lambda _: said.pop() if said else True)
    async with desk.working():
        await desk.put(1)
        row = await desk.until(1, LeadStatus.DELIVERED)

    (meta,) = metas(sandbox)
    assert (row.attempts, "possible_repeat" in meta) == (2, False), "nothing had left, so nothing is a repeat"
