"""A few leads a day from one chat: beyond that nothing is queued, and nobody is told that it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.lead_api.notices import outcome_item, tell_outcomes
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_counts import DAY
from bot.storage.leads.lead_queue import LeadResult
from conversations.events import LeadRejected, LeadStatus
from conversations.languages import catalogue
from support.desk import MARLA, STAFF, TYLER, Desk

BEYOND = "This one has not been sent"
NOTICE = "One chat has sent 2 leads within a day"
THANKS = catalogue("en").sentences["sent.thanks"]


@pytest.fixture
def desk(database, clock) -> Desk:
    made = Desk(database, clock)
    made.agency = replace(made.agency, leads_per_chat=2)
    return made


async def gives(desk: Desk, chat: int = MARLA) -> str:
    """Delete everything, fill a form in and consent; returns what is said to that."""
    await desk.says("/delete", chat)
    await desk.reaches_consent(chat)
    return await desk.says("yes, I agree", chat)


def notices(desk: Desk) -> int:
    return sum(NOTICE in message.text for message in desk.heard.get(STAFF, []))


def queued(desk: Desk, chat: int = MARLA) -> int:
    return len(desk.database.run_sync(lambda tx: lead_records.of_chat(tx, "default", chat)))


async def test_beyond_the_limit_nothing_is_queued_and_the_staff_are_told_once(desk):
    for _ in range(2):
        assert THANKS in await gives(desk)
        assert queued(desk) == 1
    for _ in range(3):
        said = await gives(desk)
        assert BEYOND in said
        assert "01332 000000" in said
        assert THANKS not in said
        assert queued(desk) == 0
    assert notices(desk) == 1
    assert THANKS in await gives(desk, TYLER)


async def test_the_answers_stay_and_can_be_sent_when_the_day_is_over(desk, clock):
    for _ in range(3):
        said = await gives(desk)
    assert BEYOND in said
    assert BEYOND in await again(desk)
    clock.now += DAY
    assert THANKS in await again(desk)
    assert (queued(desk), notices(desk)) == (1, 1)


async def again(desk: Desk) -> str:
    await desk.says("carry on")
    await desk.says("all correct")
    return await desk.says("yes, I agree")


async def test_a_refused_lead_that_is_put_right_is_no_new_one(desk):
    for _ in range(2):
        await gives(desk)
    (job,) = desk.database.run_sync(lambda tx: lead_queue.take(tx, 1, 60.0))
    refused = LeadResult(job.reference, "default", LeadStatus.REJECTED)

    def reject(tx):
        lead_queue.record_result(tx, refused, job.attempt)
        tell_outcomes(tx, [outcome_item(job, "rejected", LeadRejected(job.reference, "postcode", "no"))])

    desk.database.run_sync(reject)
    await desk.work()
    await desk.says("DE1 2PL")
    await desk.says("all correct")
    assert THANKS in await desk.says("yes, I agree")


async def test_whoever_deletes_is_told_that_the_number_stays_and_mydata_shows_it(desk, clock):
    stays = "One number stays for a day"
    assert stays not in await desk.says("/delete")
    await gives(desk)
    await gives(desk)
    assert "Requests counted for this chat within a day: 2" in await desk.says("/mydata")
    assert stays in await desk.says("/delete")
    assert stays in await desk.says("/delete"), "it is still there"
    clock.now += DAY
    assert stays not in await desk.says("/delete")
    assert "Requests counted" not in await desk.says("/mydata")


async def test_the_number_may_be_raised_within_the_day(desk):
    for _ in range(6):
        await gives(desk)
    desk.agency = replace(desk.agency, leads_per_chat=4)
    assert THANKS in await gives(desk)
    assert BEYOND in await gives(desk)
