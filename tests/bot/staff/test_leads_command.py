"""/leads: listed without names, opened with everything and logged, rung, and gone with their person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from msgspec import structs

from bot.campaigns.office_list import Office, keep
from bot.core.agency import Agency
from bot.core.incoming_update import GroupTap
from bot.core.serialization import ESTIMATE, LEAD, MESSAGE
from bot.jobs.call_reminders import call_reminders
from bot.staff import lead_cards
from bot.staff.group_buttons import pressed
from bot.staff.leads_command import PAGE, want_call
from bot.staff.notifications import tell_staff
from bot.storage.chats import erasure
from bot.storage.leads import calls, lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import outbox
from conversations.commands import Line
from conversations.events import LeadStatus
from conversations.form import OfficeFacts
from conversations.lead import Campaign, Estimate, PropertyType, Range
from conversations.office_hours import OfficeHours
from support.clock import Clock
from support.marla import MARLA
from support.staff import ADMIN, HOMEOWNER, OTHER_ADMIN

GROUP = -1001
NAME = "VB-0123456789"
ESTIMATES = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))
PERSONAL = ("Marla", "Singer", "7986", "cloud9", "123 Example", "1JX")
MONDAY_NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY_NOON.timestamp())


@pytest.fixture
def agency(agency: Agency) -> Agency:
    hours = OfficeHours.read("mon-fri 9:00-17:30")
    ripley = OfficeFacts("Derby Homes Ripley", hours=OfficeHours.read("mon-fri 9:00-14:00"))
    return replace(agency, form=replace(agency.form, office_hours=hours, offices={9: ripley}), staff_chat_id=GROUP)


def made(database, reference=NAME, *, status=LeadStatus.DELIVERED, chat=HOMEOWNER, office=None, of="derby", **changed):
    """A lead that came to this status."""
    lead = structs.replace(
        MARLA,
        reference=reference,
        property_type=PropertyType.SEMI_DETACHED,
        campaign=Campaign(office_id=office),
        **changed,
    )

    def job(tx):
        lead_queue.put(tx, NewLead(of, chat, reference, LEAD.encode(lead), office=office))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        estimate = ESTIMATE.encode(ESTIMATES) if status is LeadStatus.DELIVERED else ""
        reason = "" if estimate else "the account has no such office"
        result = LeadResult(reference, of, status, reason=reason, estimate=estimate, lead_id="731")
        lead_queue.record_result(tx, result, taken.attempt)

    database.run_sync(job)


def opened(database):
    return [(each.admin, each.reference) for each in database.run_sync(calls.openings)]


def stored(database, reference=NAME):
    return database.run_sync(lambda tx: lead_records.get(tx, "derby", reference))


async def test_the_list_names_nobody_and_an_opened_lead_has_everything_and_is_logged(admin, database, clock):
    made(
        database,
        notes={"contact_preference": "email", "property_type": "bungalow"},
        questionnaire=(("Are you chain-free?", "Yes"),),
    )
    listed = await admin.says("/leads")
    assert f"{NAME} – Sale, 4 bedrooms in DE1." in listed
    assert "Nobody has rung yet." in listed
    assert not [word for word in PERSONAL if word in listed]
    assert opened(database) == []
    said = await admin.taps(f"{NAME}, DE1")
    for words in (
        "Mrs Marla Singer", "+447986000000", "cloud9@cloud.com", "123 Example Street, Example Town, DE1 1JX",
        "£285,000 to £315,000", "number 731", "by email", "Are you chain-free?: Yes", "property type: bungalow", "Agreed on",
        "They were told that you aim to call on Monday 30 November before 5.30pm.",
    ):  # fmt: skip
        assert words in said
    assert opened(database) == [(ADMIN, NAME)]
    assert stored(database).seen_at == clock.now


async def test_to_others_the_command_does_not_exist(phone, database):
    made(database)
    stranger = phone(HOMEOWNER)
    assert NAME not in await stranger.says("/leads")
    await stranger.taps_data(f"{lead_cards.SHOW}{NAME}")
    assert opened(database) == []


async def test_by_what_was_noted_by_office_and_page_by_page(admin, database):
    def offices(tx):
        keep(tx, "derby", [Office(7, "Derby"), Office(8, "Matlock")])

    database.run_sync(offices)
    for number in range(PAGE + 1):
        made(database, f"VB-D{number}", office=7)
    made(database, "VB-M", office=8)
    made(database, "VB-P")
    made(database, "VB-A", status=LeadStatus.SET_ASIDE)
    made(database, "VB-LEEDS", of="leeds")
    first = await admin.says("/leads")
    assert ("VB-P" in first, "VB-M" in first, "VB-D0" in first, "VB-A" in first, "VB-LEEDS" in first) == (
        True, True, False, False, False,
    )  # fmt: skip
    assert "VB-D0" in await admin.taps("Older ›")
    assert "VB-P" in await admin.taps("‹ Newer")
    derby = await admin.taps("Derby")
    assert ("VB-D8" in derby, "VB-M" in derby, "VB-P" in derby) == (True, False, False)
    assert "VB-M" in await admin.says("/leads matlock")
    by_postcode = await admin.taps("By the property's postcode")
    assert ("VB-P" in by_postcode, "VB-M" in by_postcode) == (True, False)
    await admin.taps("All offices")
    await admin.taps_data("staff:leads:called:VB-M")
    called = await admin.taps("Called")
    assert ("VB-M" in called, "VB-P" in called) == (True, False)
    assert "VB-A" in await admin.taps("Set aside")
    assert "No lead has the reference" in await admin.says("/leads nowhere")


async def test_who_rings_is_noted_and_a_colleague_sees_it(phone, database):
    made(database)
    admin, other = phone(ADMIN), phone(OTHER_ADMIN)
    await admin.says(f"/leads {NAME.lower()}")
    await admin.taps("I'll ring")
    assert admin.toasts[-1] == "Noted. I'll remind you on Monday 30 November at 5pm."
    assert "Being rung by you" in await admin.says("/leads")
    said = await other.says(f"/leads {NAME}")
    assert "Being rung by a colleague, noted on Monday 30 November at noon." in said
    await other.taps("Not reached")
    assert other.toasts[-1] == "Noted. I'll remind you on Monday 30 November at 5pm."
    await admin.taps_data(f"staff:leads:called:{NAME}")
    assert admin.toasts[-1] == "Noted: called."
    assert "None." in await admin.says("/leads")
    assert stored(database).call_admin == ADMIN


@pytest.mark.parametrize(
    ("button", "toast", "told"),
    [
        ("I'll ring", "Noted: you ring, instead of a colleague, who is told.", f"A colleague rings lead {NAME} now"),
        ("Called", "Noted: called.", f"A colleague has called lead {NAME}, so you need not ring."),
        ("Not reached", "Noted. I'll remind you", f"A colleague has tried to ring lead {NAME}"),
    ],
)
async def test_of_two_who_press_at_once_the_first_hears_what_the_second_did(phone, database, button, toast, told):
    """Both have opened the lead before either presses."""
    made(database)
    admin, other = phone(ADMIN), phone(OTHER_ADMIN)
    for each in (admin, other):
        await each.says(f"/leads {NAME}")
    await admin.taps("I'll ring")
    await other.taps(button)
    assert toast in other.toasts[-1]
    ((chat, text),) = other.told[1:]
    assert chat == ADMIN
    assert told in text
    assert not [word for word in PERSONAL if word in text]
    assert stored(database).call_admin == OTHER_ADMIN
    await other.taps(button)
    assert len(other.told) == 2, "told once"


@pytest.mark.parametrize("notice", sorted(lead_cards.STOPS))
@pytest.mark.parametrize(("button", "told"), [("I'll ring", True), ("Not reached", True), ("Called", False)])
async def test_whoever_was_going_to_ring_hears_in_private_that_they_must_not(
    phone, database, agency, notice, button, told
):
    made(database)
    admin = phone(ADMIN)
    await phone(OTHER_ADMIN).says("hello")
    await admin.says(f"/leads {NAME}")
    await admin.taps(button)
    database.run_sync(lambda tx: tell_staff(tx, agency, Line(notice, {"reference": NAME})))
    chats = {queue.chat_id for queue in database.run_sync(lambda tx: outbox.take(tx, 10, 60.0))}
    assert chats == ({GROUP, ADMIN} if told else {GROUP})


async def test_a_colleague_who_cannot_be_told_is_not_said_to_be(phone, database):
    made(database)
    admin, other = phone(ADMIN), phone(OTHER_ADMIN)
    await other.says(f"/leads {NAME}")
    database.run_sync(lambda tx: calls.note_call(tx, "derby", NAME, lead_records.CallState.TAKEN, ADMIN, None))
    await other.taps("I'll ring")
    assert other.toasts[-1] == "Noted: you ring, instead of a colleague, whom I can't tell."
    assert admin.told == []


async def test_whoever_rings_is_reminded_before_the_promised_time_and_once(phone, database, agency, clock):
    made(database)
    admin = phone(ADMIN)
    await admin.says(f"/leads {NAME}")
    await admin.taps("I'll ring")
    clock.now = datetime(2026, 11, 30, 16, 59, tzinfo=UTC).timestamp()
    assert await reminded(database, agency) == []
    clock.now += 60
    ((chat, text),) = await reminded(database, agency)
    assert chat == ADMIN
    assert f"A call is due: lead {NAME}." in text
    assert "before 5.30pm" in text
    assert not [word for word in PERSONAL if word in text]
    assert await reminded(database, agency) == []


async def test_an_hour_that_the_person_picks_later_moves_the_reminder(phone, database, agency, clock):
    made(database)
    admin = phone(ADMIN)
    await admin.says(f"/leads {NAME}")
    await admin.taps("I'll ring")
    wanted = datetime(2026, 12, 1, 14, tzinfo=UTC)
    database.run_sync(lambda tx: want_call(tx, agency, NAME, wanted))
    assert "They asked to be called on Tuesday 1 December at 2pm." in await admin.says(f"/leads {NAME}")
    clock.now = datetime(2026, 12, 1, 13, 29, tzinfo=UTC).timestamp()
    assert await reminded(database, agency) == []
    clock.now += 60
    assert [chat for chat, _ in await reminded(database, agency)] == [ADMIN]


async def test_once_called_or_withdrawn_nobody_is_reminded(phone, database, agency, clock):
    admin = phone(ADMIN)
    for name, chat in (("VB-1", 1), ("VB-2", 2), ("VB-3", 3)):
        made(database, name, chat=chat)
        await admin.says(f"/leads {name}")
        await admin.taps("I'll ring")
    await admin.taps_data("staff:leads:called:VB-1")
    database.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", "VB-2"))
    database.run_sync(lambda tx: erasure.erase(tx, "derby", 3))
    clock.now += 24 * 3600
    assert await reminded(database, agency) == []


async def test_if_whoever_rings_is_no_admin_any_more_the_group_is_told(phone, database, agency, clock):
    made(database)
    admin = phone(ADMIN)
    await admin.says(f"/leads {NAME}")
    await admin.taps("I'll ring")
    clock.now += 24 * 3600
    ((chat, text),) = await reminded(database, replace(agency, admin_ids=frozenset({OTHER_ADMIN})))
    assert (chat, "cannot be told in their private chat" in text) == (GROUP, True)


async def test_the_call_is_expected_in_the_hours_of_the_lead_s_office(admin, database):
    made(database, office=9)
    made(database, "VB-9876543210")
    said = await admin.says(f"/leads {NAME}")
    assert "before 2pm" in said
    assert "Derby Homes Ripley" in said
    await admin.taps("I'll ring")
    assert "1.30pm" in admin.toasts[-1]
    assert "before 5.30pm" in await admin.says("/leads VB-9876543210")


async def reminded(database, agency):
    """Run the job; return what it queues, each with its chat."""
    await call_reminders(database, {agency.id: agency}.get).round()
    queues = await database.run(lambda tx: outbox.take(tx, 10, 60.0))
    for queue in queues:
        await database.run(partial(outbox.erase, agency="derby", chat_id=queue.chat_id))
    return [(queue.chat_id, MESSAGE.decode(each.body).text) for queue in queues for each in queue.messages]


async def test_a_set_aside_lead_says_why_and_how_to_mend_and_is_tried_again(admin, database):
    made(database, status=LeadStatus.SET_ASIDE)
    await admin.says("/leads")
    await admin.taps("Set aside")
    said = await admin.taps(f"{NAME}, DE1")
    assert "the account has no such office" in said
    assert "What to do" in said
    await admin.taps("Try it again")
    assert admin.toasts[-1] == "It is tried again now."
    assert stored(database).status is LeadStatus.WAITING


async def test_after_a_withdrawal_nothing_of_them_is_shown_and_after_delete_nothing_is_there(admin, database):
    made(database)
    database.run_sync(lambda tx: lead_queue.withdraw(tx, "derby", NAME))
    said = await admin.says(f"/leads {NAME}")
    assert "took their permission back" in said
    assert not [word for word in PERSONAL if word in said]
    assert opened(database) == []
    await admin.taps_data(f"staff:leads:taken:{NAME}")
    assert admin.toasts[-1] == "Nothing is held of that lead any more, or it was withdrawn."
    database.run_sync(lambda tx: erasure.erase(tx, "derby", HOMEOWNER))
    assert "Nothing is held" in await admin.taps_data(f"{lead_cards.SHOW}{NAME}")
    assert NAME not in await admin.says("/leads")


async def test_what_staff_read_of_an_undelivered_lead_counts_as_reached(admin, database):
    """Otherwise whoever withdraws would be told that nobody ever had it."""
    made(database, status=LeadStatus.SET_ASIDE)

    def reached():
        ((standing,),) = database.run_sync(lambda tx: lead_queue.standings(tx, [("derby", HOMEOWNER)])).values()
        return standing.may_have_reached

    assert not reached()
    await admin.says(f"/leads {NAME}")
    assert reached()


async def test_an_opened_lead_that_is_not_sent_yet_goes_with_its_person(phone, database, agency):
    made(database)
    await phone(ADMIN).says("hello")
    group = phone(ADMIN, GROUP)
    group.told.clear()
    card(database, agency)

    def press(tx):
        pressed(tx, agency, GROUP, GroupTap("1", f"{lead_cards.SHOW}{NAME}", ADMIN))
        erasure.erase(tx, "derby", HOMEOWNER)

    database.run_sync(press)
    queues = database.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    assert [queue.chat_id for queue in queues] == [GROUP], "the card, which names nobody"


def card(database, agency):
    params = lead_cards.delivered(structs.replace(MARLA, reference=NAME), ESTIMATES)
    database.run_sync(lambda tx: tell_staff(tx, agency, Line(lead_cards.DELIVERED, params)))


async def test_who_it_is_is_shown_in_private_to_the_admin_who_pressed(phone, database, agency):
    made(database)
    await phone(ADMIN).says("hello")
    group = phone(ADMIN, GROUP)
    await group.taps_data(f"{lead_cards.SHOW}{NAME}")
    ((chat, text),) = group.told
    assert (chat, "Mrs Marla Singer" in text) == (ADMIN, True)
    assert group.toasts == ["It's in our private chat."]
    assert opened(database) == [(ADMIN, NAME)]
    assert [button.label for row in group.seen[-1].buttons for button in row][:3] == [
        "I'll ring",
        "Called",
        "Not reached",
    ]


async def test_before_they_have_started_the_bot_a_button_opens_it_and_then_the_lead(phone, database):
    made(database)
    group = phone(OTHER_ADMIN, GROUP)
    await group.taps_data(f"{lead_cards.SHOW}{NAME}")
    ((chat, text),) = group.told
    assert chat == GROUP
    assert not [word for word in PERSONAL if word in text]
    ((button,),) = group.seen[-1].buttons
    assert button.url == f"https://t.me/derby_bot?start=lead-{NAME}"
    assert opened(database) == []
    assert "Mrs Marla Singer" in await phone(OTHER_ADMIN).says(f"/start lead-{NAME}")
    assert opened(database) == [(OTHER_ADMIN, NAME)]
    assert "Marla" not in await phone(HOMEOWNER).says(f"/start lead-{NAME}")


async def test_in_the_group_only_admins_may_press(phone, database):
    made(database)
    group = phone(HOMEOWNER, GROUP)
    await group.taps_data(f"{lead_cards.SHOW}{NAME}")
    assert (group.toasts, group.told) == (["Only admins of the bot can do that."], [])


async def test_a_made_up_button_is_outdated(admin, database):
    for data in (
        "staff:leads:list:everything:-:0",
        "staff:leads:list:all:x:0",
        "staff:leads:list:all:-:-1",
        "staff:leads:x",
    ):
        assert await admin.taps_data(data) == ""
        assert admin.toasts[-1] == "That button is of an earlier question."
