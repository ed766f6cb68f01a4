"""The same lead from one chat within a day is sent once, and its person has the estimate again; a change is a new lead."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.campaigns import register
from bot.campaigns.register import Listed
from bot.core.serialization import ESTIMATE
from bot.lead_api.notices import outcome_item, tell_outcomes
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult
from bot.storage.leads.lead_records import StoredLead
from bot.turns.same_lead import WITHIN
from conversations.events import LeadReceived, LeadSetAside, LeadStatus
from conversations.languages import catalogue
from conversations.lead import Campaign, Estimate, LeadType
from support.desk import MARLA, TYLER, Desk
from support.person import ANSWERS
from support.person import ESTIMATE as FIGURES

BEFORE = "I haven't sent it a second time"
WAITING = "still on its way"
THANKS = catalogue("en").sentences["sent.thanks"]
DAY = WITHIN.total_seconds()


@pytest.fixture
def desk(database, clock) -> Desk:
    return Desk(database, clock)


async def gives(desk: Desk, chat: int = MARLA, start: str = "/start", **said: str) -> str:
    """Fill the form in and consent; returns what is said to that."""
    await desk.says(start, chat)
    for key, answer in ANSWERS.items():
        await desk.says(said.get(key, answer), chat)
    await desk.says("all correct", chat)
    return await desk.says("yes, I agree", chat)


def leads(desk: Desk, chat: int = MARLA) -> list[StoredLead]:
    return desk.database.run_sync(partial(lead_records.of_chat, agency="default", chat_id=chat))


def delivers(desk: Desk, estimate: Estimate = FIGURES, status: LeadStatus = LeadStatus.DELIVERED) -> None:
    """Let an attempt at the waiting lead end so, and its person be told."""

    def job(tx):
        (job,) = lead_queue.take(tx, 1, 60.0)
        body = ESTIMATE.encode(estimate) if status is LeadStatus.DELIVERED else ""
        assert lead_queue.record_result(
            tx, LeadResult(job.reference, "default", status, estimate=body, lead_id="731"), job.attempt
        )
        if status is LeadStatus.DELIVERED:
            event = LeadReceived(job.reference, LeadType.VENDOR, "123 Example Street, Derby", estimate)
            tell_outcomes(tx, [outcome_item(job, "received", event)])
        else:
            tell_outcomes(tx, [outcome_item(job, "set_aside", LeadSetAside(job.reference))])

    desk.database.run_sync(job)


async def settles(desk: Desk) -> None:
    """Let what was sent, if anything was, be delivered and told."""
    if any(each.status is LeadStatus.WAITING for each in leads(desk)):
        delivers(desk)
        await desk.work()


def links(desk: Desk, *campaigns: Campaign) -> None:
    for each in campaigns:
        desk.database.run_sync(partial(register.add, agency="default", listed=Listed(each)))


async def test_the_estimate_of_then_is_told_again_and_nothing_is_sent(desk):
    assert THANKS in await gives(desk)
    delivers(desk)
    await desk.work()
    said = await gives(desk, address="123 EXAMPLE street, Derby")
    (lead,) = leads(desk)
    assert BEFORE in said
    assert lead.reference in said
    assert "£300,000" in said
    assert THANKS not in said
    assert desk.heard[MARLA][-1].picture is not None
    assert "waiting" not in await desk.says("/help")


async def test_while_staff_have_it_tried_again_the_person_hears_so_and_then_the_estimate(desk):
    await gives(desk)
    delivers(desk, status=LeadStatus.SET_ASIDE)
    await desk.work()
    (lead,) = leads(desk)
    desk.database.run_sync(partial(lead_records.retry, agency="default", reference=lead.reference))
    said = await gives(desk)
    assert BEFORE in said
    assert WAITING in said
    delivers(desk)
    await desk.work()
    assert "£300,000" in desk.heard[MARLA][-1].text
    assert len(leads(desk)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "124 Example Street, Derby"},
        {"sale_or_let": "let it"},
        {"phone": "07986 000001"},
        {"bedrooms": "5"},
        {"name": "Marla Durden"},
    ],
    ids=lambda changed: next(iter(changed)),
)
async def test_whatever_changed_it_is_a_new_lead(desk, changed):
    await gives(desk)
    delivers(desk)
    assert THANKS in await gives(desk, **changed)
    assert len(leads(desk)) == 2


async def test_after_a_day_it_is_sent_again(desk, clock):
    await gives(desk)
    delivers(desk)
    await desk.work()
    clock.now += DAY - 3600
    assert BEFORE in await gives(desk)
    clock.now += 3600
    assert THANKS in await gives(desk)


async def test_what_was_withdrawn_can_be_sent_again(desk):
    await gives(desk)
    delivers(desk)
    await desk.work()
    await desk.says("/withdraw")
    assert THANKS in await gives(desk)
    assert len(leads(desk)) == 2


async def test_what_could_not_be_delivered_does_not_stand_for_it(desk):
    await gives(desk)
    delivers(desk, status=LeadStatus.SET_ASIDE)
    await desk.work()
    assert THANKS in await gives(desk)


async def test_another_chat_s_lead_does_not_stand_for_it(desk):
    await gives(desk)
    delivers(desk)
    assert THANKS in await gives(desk, TYLER)


async def test_it_does_not_count_as_another_lead_of_the_day(desk):
    desk.agency = replace(desk.agency, leads_per_chat=2)
    await gives(desk)
    delivers(desk)
    for _ in range(3):
        assert BEFORE in await gives(desk)
    assert THANKS in await gives(desk, bedrooms="5")
    delivers(desk)
    assert BEFORE in await gives(desk), "the limit is reached, and this needs no lead"


@pytest.mark.parametrize(("campaign", "sent"), [(Campaign("trial", test=True), 2), (Campaign("flyer"), 1)])
async def test_trials_by_a_test_link_are_all_sent(desk, campaign, sent):
    links(desk, campaign)
    for _ in range(2):
        await gives(desk, start=f"/start {campaign.code}")
        await settles(desk)
    assert len(leads(desk)) == sent


async def test_another_office_is_a_change_and_another_link_is_none(desk):
    links(desk, Campaign("flyer"), Campaign("poster"), Campaign("north", office_id=7))
    for code, count in (("flyer", 1), ("poster", 1), ("north", 2)):
        await gives(desk, start=f"/start {code}")
        await settles(desk)
        assert len(leads(desk)) == count


async def test_without_an_estimate_none_is_invented(desk):
    await gives(desk)
    delivers(desk, Estimate())
    await desk.work()
    said = await gives(desk)
    assert BEFORE in said
    assert "no estimate for this property" in said
    assert "£" not in said


@pytest.mark.parametrize("language", ["en", "cy", "pl"])
def test_every_language_has_the_words(language):
    sentences = catalogue(language).sentences
    assert "{reference}" in sentences["sent.before"]
    assert sentences["sent.before.waiting"]
