"""A visit from both sides, through the turn loop: asked for in a chat, answered in the staff's group."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.agency import Agency
from bot.core.serialization import QUEUED, STATE
from bot.staff import visit_buttons
from bot.storage.chats import chat_states
from bot.storage.queues import inbox
from bot.storage.tables import LEADS, VISITS
from conversations.events import VisitReminderDue
from conversations.form import Form, OfficeFacts
from conversations.lead import Estimate, Range
from conversations.office_hours import OfficeHours
from conversations.visit import Accepted, Requested, Suggested
from support.clock import Clock
from support.staff import ADMIN, HOMEOWNER

GROUP, READER = -1001, 777
ESTIMATE = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def agency() -> Agency:
    form = Form(agency="Derby Homes", office_hours=OfficeHours.read("mon-fri 9:00-17:30"), visits=True)
    return Agency("derby", form, admin_ids=frozenset({ADMIN}), staff_chat_id=GROUP)


@pytest.fixture
def reader(phone):
    """The phone of somebody who reads the staff's group and is no admin."""
    return phone(READER, GROUP)


async def asks(marla, reader):
    await marla.taps_data("nothing")
    await marla.taps("Book a free visit")
    await marla.taps("Tue 24 Nov")
    said = await marla.taps("10am")
    reader.seen += marla.seen
    return said


def stored(database):
    return database.run_sync(lambda tx: tx.connection.execute(VISITS.select()).all())


def visit(database):
    kept = database.run_sync(lambda tx: chat_states.load(tx, [("derby", HOMEOWNER)]))
    return STATE.decode(kept["derby", HOMEOWNER]).visit


async def test_it_is_accepted_in_the_group_by_whoever_reads_there(marla, reader, database):
    said = await asks(marla, reader)
    assert "A visit is asked for on Tuesday 24 November at 10am, lead VB-1" in said
    assert isinstance(visit(database), Requested)
    said = await reader.taps("Accept")
    assert reader.toasts == ["The homeowner is told now."]
    assert "Agreed: someone from Derby Homes comes" in said
    assert "A visit is agreed on Tuesday 24 November at 10am" in said
    assert isinstance(visit(database), Accepted)
    (row,) = stored(database)
    assert (row.reference, row.chat_id) == ("VB-1", HOMEOWNER)
    assert datetime.fromtimestamp(row.remind_at, UTC) == datetime(2026, 11, 23, 17, tzinfo=UTC)


async def test_another_time_is_within_the_hours_of_the_lead_s_office(marla, reader, database, agency):
    await asks(marla, reader)
    database.run_sync(lambda tx: tx.connection.execute(LEADS.update().values(office=7)))
    hours = OfficeHours.read("thu 9:00-11:00")
    at_office = replace(agency, form=replace(agency.form, offices={7: OfficeFacts(hours=hours)}))
    (row,) = stored(database)
    answer = database.run_sync(lambda tx: visit_buttons.pressed(tx, at_office, f"staff:visit:days:{row.name}", "1"))
    days = [button.data[-10:] for row in answer.says[0].buttons for button in row]
    assert days == ["2026-11-26", "2026-12-03"]
    answer = database.run_sync(
        lambda tx: visit_buttons.pressed(tx, at_office, f"staff:visit:day:{row.name}:2026-11-26", "2")
    )
    assert [button.data[-5:] for row in answer.says[0].buttons for button in row] == ["09-10", "10-11"]


async def test_another_time_is_suggested_by_buttons(marla, reader, database):
    await asks(marla, reader)
    assert "Lead VB-1: which day can you come?" in await reader.taps("Suggest another time")
    assert "Lead VB-1: what time on Wednesday 25 November?" in await reader.taps("Wed 25 Nov")
    said = await reader.taps("3pm")
    assert "could come on Wednesday 25 November at 3pm" in said
    assert isinstance(visit(database), Suggested)
    assert reader.toasts == ["", "", "The homeowner is told now."]


async def test_who_presses_what_was_answered_already_hears_that_nobody_is_told_now(marla, reader, phone, database):
    await asks(marla, reader)
    colleague = phone(READER + 1, GROUP)
    colleague.seen += reader.seen
    await reader.taps("Suggest another time")
    await reader.taps("Wed 25 Nov")
    await reader.taps("3pm")
    colleague.seen += reader.seen
    assert await colleague.taps("3pm") == ""
    assert colleague.toasts == ["The homeowner has been told that already."]
    await reader.taps("Accept")
    assert await colleague.taps("Accept") == ""
    assert colleague.toasts == ["The homeowner has been told that already."] * 2
    assert reader.toasts[-1] == "The homeowner is told now."


async def test_two_who_press_accept_at_once_are_both_told_the_truth(marla, reader, phone, database):
    """Both presses are there before the homeowner's chat hears of the first."""
    await asks(marla, reader)
    (row,) = stored(database)
    data = f"staff:visit:accept:{row.name}"
    for tap in ("9001", "9002"):
        query = {"id": tap, "from": {"id": READER, "is_bot": False, "first_name": "Ann"}, "chat_instance": "1"}
        query |= {"message": {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "group"}}, "data": data}
        body = json.dumps({"update_id": int(tap), "callback_query": query}).encode()
        item = inbox.NewItem("derby", f"telegram:{tap}", GROUP, "telegram", body)
        database.run_sync(lambda tx, item=item: inbox.add(tx, [item]))
    said = await marla.taps_data("nothing")
    assert said.count("Agreed: someone from Derby Homes comes") == 1
    assert said.count("A visit is agreed") == 1
    assert set(marla.toasts) & {"The homeowner is told now.", "The homeowner has been told that already."}


async def test_after_the_homeowner_cancelled_the_card_s_button_says_so(marla, reader, database):
    await asks(marla, reader)
    await marla.taps("Cancel the visit")
    await marla.taps("Yes, cancel it")
    assert stored(database) == []
    await reader.taps("Accept")
    assert reader.toasts == ["That visit was moved or cancelled, or is past."]
    assert visit(database) is None


async def test_after_delete_nothing_is_left_and_the_button_finds_nothing(marla, reader, database):
    await asks(marla, reader)
    said = await marla.says("/delete")
    assert "The visit on Tuesday 24 November at 10am is cancelled by the homeowner" in said
    assert stored(database) == []
    await reader.taps("Accept")
    assert reader.toasts == ["That visit was moved or cancelled, or is past."]


async def test_a_time_that_has_passed_is_said_to_have(marla, reader, database, clock):
    await asks(marla, reader)
    await reader.taps("Suggest another time")
    await reader.taps("Tue 24 Nov")
    clock.now += 22 * 3600 - 60  # 9:59 on that Tuesday
    assert "which day can you come?" in await reader.taps("11am")
    assert reader.toasts[-1] == "That time has passed, or the office is closed then."
    clock.now += 1800
    await reader.taps("Accept")
    assert reader.toasts[-1] == "That time has passed, or the office is closed then.", "and not that anybody is told"
    assert isinstance(visit(database), Requested)
    clock.now += 5400
    await reader.taps("Accept")
    assert reader.toasts[-1] == "That visit was moved or cancelled, or is past."


@pytest.mark.parametrize(
    "data", ["accept:VB-GONE", "days:", "day:x", "at:x:y", "nonsense", "", "accept:VB-1:more", ":::"]
)
async def test_made_up_buttons_do_nothing(reader, data):
    await reader.taps_data(f"staff:visit:{data}")
    assert reader.toasts == ["That visit was moved or cancelled, or is past."]


@pytest.mark.parametrize("rest", ["day:{}:nonsense", "day:{}:2026-11-29", "at:{}:nonsense", "at:{}:2026-11-24 03-04"])
async def test_made_up_days_and_hours_are_refused(marla, reader, database, rest):
    await asks(marla, reader)
    (row,) = stored(database)
    await reader.taps_data(f"staff:visit:{rest.format(row.name)}")
    assert reader.toasts == ["That time has passed, or the office is closed then."]
    assert isinstance(visit(database), Requested)


async def test_in_another_group_or_a_homeowner_s_own_chat_it_does_nothing(marla, reader, phone, database):
    await asks(marla, reader)
    (row,) = stored(database)
    elsewhere = phone(READER, -7)
    await elsewhere.taps_data(f"staff:visit:accept:{row.name}")
    await marla.taps_data(f"staff:visit:accept:{row.name}")
    assert isinstance(visit(database), Requested)


async def test_an_admin_answers_in_their_own_chat(marla, reader, phone, database):
    await asks(marla, reader)
    (row,) = stored(database)
    await phone(ADMIN).taps_data(f"staff:visit:accept:{row.name}")
    assert isinstance(visit(database), Accepted)


async def test_another_agency_s_visit_is_out_of_reach(marla, reader, agency, database):
    await asks(marla, reader)
    (row,) = stored(database)
    other = replace(agency, id="leeds")
    answer = database.run_sync(lambda tx: visit_buttons.pressed(tx, other, f"staff:visit:accept:{row.name}", "1"))
    assert answer.toast is not None
    assert answer.toast.key == "toast.visit_gone"


async def test_what_staff_press_does_not_put_off_retention(marla, reader, database, clock):
    await asks(marla, reader)
    before = database.run_sync(lambda tx: chat_states.saved_before(tx, tx.now + 1, 0.0, 10))[0].saved_at
    clock.now += 3600
    await reader.taps("Accept")
    assert database.run_sync(lambda tx: chat_states.saved_before(tx, tx.now + 1, 0.0, 10))[0].saved_at == before


async def test_the_reminder_comes_to_the_homeowner(marla, reader, database, clock):
    await asks(marla, reader)
    await reader.taps("Accept")
    (row,) = stored(database)
    clock.now = row.remind_at
    event = QUEUED.encode(VisitReminderDue(row.name)).encode()
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("derby", "r", HOMEOWNER, "event", event)]))
    assert "A reminder: someone from Derby Homes comes" in await reader.taps_data("nothing")
