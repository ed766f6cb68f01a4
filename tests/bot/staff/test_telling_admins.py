"""Where no group takes what is for the staff, admins are told, each in their own chat; those to whom the bot can write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.serialization import MESSAGE
from bot.staff import lead_cards
from bot.staff.notifications import can_be_told, reached, refused, tell_staff
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import outbox, outbox_results
from bot.storage.staff import admin_menus
from conversations.commands import Line
from conversations.events import LeadStatus
from conversations.lead import Estimate
from support.marla import MARLA
from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN

GROUP = -4001
NOTICE = Line("staff.withdrawn", {"reference": "VB-1"})


def told(database, agency, line=NOTICE):
    """Tell the staff; return the texts that go to each chat."""
    database.run_sync(lambda tx: tell_staff(tx, agency, line))
    queues = database.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    done = [
        outbox_results.SendResult(each.agency, each.chat_id, each.lease, [m.id for m in each.messages])
        for each in queues
    ]
    database.run_sync(lambda tx: outbox_results.record(tx, done))
    return {each.chat_id: [MESSAGE.decode(m.body) for m in each.messages] for each in queues}


def reachable(database, agency):
    return database.run_sync(lambda tx: can_be_told(tx, agency))


async def test_admins_who_have_written_to_the_bot_are_told_and_nobody_else(database, agency, phone, caplog):
    assert not reachable(database, agency)
    assert told(database, agency) == {}
    assert [record.notice for record in caplog.records] == ["staff.withdrawn"]
    caplog.clear()
    await phone(HOMEOWNER).says("hello")
    await phone(ADMIN, -100).says("/link")
    assert not reachable(database, agency), "neither a stranger nor a group is an admin's own chat"
    await phone(ADMIN).says("hello")
    assert reachable(database, agency)
    ((chat, (message,)),) = told(database, agency).items()
    assert chat == ADMIN
    assert "VB-1" in message.text
    assert not caplog.records


async def test_an_admin_who_blocks_the_bot_or_is_struck_off_is_not_told(database, agency, phone):
    await phone(ADMIN).says("hello")
    await phone(OTHER_ADMIN).says("hello")
    database.run_sync(lambda tx: outbox_results.set_reachable(tx, "derby", ADMIN, reachable=False))
    assert set(told(database, agency)) == {OTHER_ADMIN}
    struck_off = replace(agency, admin_ids=frozenset({ADMIN}))
    assert not reachable(database, struck_off)
    await phone(ADMIN).says("hello again")
    assert reachable(database, struck_off)


async def test_of_a_delivered_lead_admins_get_no_card(database, agency, phone):
    await phone(ADMIN).says("hello")
    assert told(database, agency, Line(lead_cards.DELIVERED, lead_cards.delivered(MARLA, Estimate()))) == {}


async def test_while_the_group_refuses_admins_are_told_as_well(database, agency, phone, caplog):
    caplog.set_level("INFO")
    await phone(ADMIN).says("hello")
    agency = replace(agency, staff_chat_id=GROUP)
    assert set(told(database, agency)) == {GROUP}
    for _ in range(2):
        assert database.run_sync(lambda tx: refused(tx, agency, GROUP, "Forbidden: bot was kicked"))
    assert not database.run_sync(lambda tx: refused(tx, agency, -4002, "Forbidden: bot was kicked"))
    assert set(told(database, agency)) == {GROUP, ADMIN}
    assert reachable(database, agency)
    assert not reachable(database, replace(agency, admin_ids=frozenset()))
    for _ in range(2):
        database.run_sync(lambda tx: reached(tx, agency, GROUP))
    assert set(told(database, agency)) == {GROUP}
    assert [record.levelname for record in caplog.records if "staff's group" in record.message] == ["WARNING", "INFO"]


async def test_taken_out_of_the_group_it_tells_admins_from_then_on_and_nobody_that_the_agency_knows_if_it_does_not(
    database, agency, phone, caplog
):
    object.__setattr__(agency, "staff_chat_id", GROUP)
    assert reachable(database, agency)
    await phone(HOMEOWNER, GROUP).removes_the_bot()
    assert not reachable(database, agency), "no admin has begun a chat"
    await phone(ADMIN).says("hello")
    assert reachable(database, agency)
    assert set(told(database, agency)) == {ADMIN}, "what is for the group waits"
    assert [record.levelname for record in caplog.records if "staff's group" in record.message] == ["WARNING"]


async def test_admins_hear_once_that_the_group_is_closed_and_the_group_gets_what_waited_when_it_opens(
    database, agency, phone
):
    object.__setattr__(agency, "staff_chat_id", GROUP)
    await phone(ADMIN).says("hello")
    group = phone(HOMEOWNER, GROUP)
    await group.removes_the_bot()
    await group.removes_the_bot()
    (notice,) = [text for chat, text in group.told if chat == ADMIN]
    assert "I can't write in your staff's group any more" in notice
    assert set(told(database, agency)) == {ADMIN}
    assert "VB-1" in await group.adds_the_bot()
    assert (GROUP, group.seen[-1].text) in group.told


async def test_another_group_that_takes_the_bot_out_is_no_concern(database, agency, phone):
    object.__setattr__(agency, "staff_chat_id", GROUP)
    await phone(ADMIN).says("hello")
    assert await phone(HOMEOWNER, -4002).removes_the_bot() == ""
    assert set(told(database, agency)) == {GROUP}


async def test_an_admin_tries_a_lead_again_from_their_own_chat(database, agency, phone):
    admin = phone(ADMIN)
    await admin.says("hello")

    def set_aside(tx):
        lead_queue.put(tx, NewLead("derby", HOMEOWNER, "VB-1", "{}"))
        (job,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult("VB-1", "derby", LeadStatus.SET_ASIDE), job.attempt)

    database.run_sync(set_aside)
    ((_, (message,)),) = told(
        database, agency, Line(lead_cards.SET_ASIDE, {"reference": "VB-1", "reason": "?"})
    ).items()
    again = message.buttons[0][0].data
    await phone(HOMEOWNER).taps_data(again)
    assert database.run_sync(lambda tx: len(lead_records.set_aside(tx))) == 1, "not by others"
    await admin.taps_data(again)
    assert database.run_sync(lead_records.set_aside) == []
    assert admin.toasts == ["It is tried again now."]


@pytest.mark.parametrize("since", [1.0, 2.0])
def test_when_a_chat_was_begun_is_noted_once(database, clock, since):
    clock.now = since
    database.run_sync(lambda tx: admin_menus.note(tx, "derby", [ADMIN]))
    assert database.run_sync(lambda tx: admin_menus.reachable(tx, "derby")) == set()
    for _ in range(2):
        database.run_sync(lambda tx: admin_menus.begin(tx, "derby", ADMIN))
        clock.now += 1
    assert database.run_sync(lambda tx: admin_menus.reachable(tx, "derby")) == {ADMIN}
    assert database.run_sync(lambda tx: admin_menus.reachable(tx, "leeds")) == set()
