"""What the staff's group is told of a lead, and which faults: short, once, and with a way to act on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from bot.campaigns import office_list
from bot.campaigns.office_list import Office
from bot.core.agency import Agency
from bot.core.serialization import LEAD, MESSAGE
from bot.staff import lead_cards
from bot.staff.notifications import tell_staff
from bot.storage.leads import lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import outbox, outbox_results
from bot.telegram.api_calls import to_calls
from conversations.commands import Line
from conversations.events import LeadStatus
from conversations.form import Form, OfficeFacts
from conversations.lead import Campaign, Estimate, LeadType, Name, PropertyType, Range
from sandbox.entities import Formatted, with_found
from support.marla import MARLA
from support.staff import ADMIN, HOMEOWNER

GROUP = -1001
LEAD_OF_MARLA = structs.replace(
    MARLA, reference="VB-1", property_type=PropertyType.SEMI_DETACHED, campaign=Campaign("fb-spring", office_id=1213)
)
ESTIMATE = Estimate(Range(285_000, 300_000, 315_000), Range(1150, 1225, 1300))
PERSONAL = ("Marla", "Singer", "7986", "cloud9", "123", "Example Street", "1JX")


@pytest.fixture
def agency() -> Agency:
    return Agency("derby", Form(agency="Derby Homes"), admin_ids=frozenset({ADMIN}), staff_chat_id=GROUP)


def told(database, agency, key, params):
    """Tell the staff, and return what they then read."""
    database.run_sync(lambda tx: tell_staff(tx, agency, Line(key, params)))
    return read(database)


def test_an_office_is_called_by_its_name_once_it_is_known(database, agency):
    params = lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE)
    assert "For office 1213" in told(database, agency, lead_cards.DELIVERED, params)[0].text
    database.run_sync(lambda tx: office_list.refresh(tx, "derby", [Office(1213, "Derby"), Office(1214, "York")]))
    assert "For office Derby" in told(database, agency, lead_cards.DELIVERED, params)[0].text
    own = replace(agency, form=replace(agency.form, offices={1213: OfficeFacts("Derby Homes Ripley")}))
    assert "For office Derby Homes Ripley" in told(database, own, lead_cards.DELIVERED, params)[0].text
    failed = {"reference": "VB-1", "lead_id": "7", "office": "1214", "reason": "gone"}
    assert "office York" in told(database, agency, "notice.withdrawal_failed", failed)[0].text
    gone = {"office": "99", "codes": "fb-spring"}
    assert "Office 99 is not in your account" in told(database, agency, "notice.office_gone", gone)[0].text


@pytest.mark.parametrize("reason", ["The email field is invalid.", "The email field is invalid"])
@pytest.mark.parametrize("key", ["staff.set_aside", "staff.rejected", "notice.addition_failed"])
def test_a_reason_that_is_a_sentence_ends_in_one_full_stop(database, agency, key, reason):
    (message,) = told(database, agency, key, {"reference": "VB-1", "lead_id": "7", "reason": reason})
    assert "invalid" in message.text
    assert ".." not in message.text
    assert ".)" not in message.text


def read(database):
    queues = database.run_sync(lambda tx: outbox.take(tx, 10, 60.0))
    database.run_sync(
        lambda tx: outbox_results.record(
            tx,
            [
                outbox_results.SendResult(each.agency, each.chat_id, each.lease, [m.id for m in each.messages])
                for each in queues
            ],
        )
    )
    return [MESSAGE.decode(m.body) for each in queues if each.chat_id == GROUP for m in each.messages]


def test_a_lead_s_card_says_what_and_where_and_never_who(database, agency):
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE))
    for words in ("VB-1", "Sale", "4 bedrooms", "Semi-detached", "DE1", "£285,000 to £315,000", "fb-spring", "1213"):
        assert words in card.text
    assert [each for each in PERSONAL if each in card.text] == []
    copied, shown = (button for row in card.buttons for button in row)
    assert (copied.label, copied.copy) == ("Copy VB-1", "VB-1")
    assert (shown.label, shown.data) == ("Show who it is", "staff:leads:show:VB-1")


def test_the_lead_systems_number_and_a_verified_phone_are_on_the_card(database, agency):
    (plain,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE))
    own = structs.replace(LEAD_OF_MARLA, notes={"phone_verified": "telegram"})
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(own, ESTIMATE, "731"))
    for line in ("In your lead system: number 731", "Telegram vouches for it"):
        assert (line in plain.text, line in card.text) == (False, True)
    assert not [value for value in PERSONAL if value in card.text]


def test_doubtful_contacts_are_on_the_card_without_saying_whose(database, agency):
    (plain,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE))
    notes = {"email_domain": "disposable", "phone_range": "reserved", "other_chats": "phone and email"}
    doubtful = structs.replace(LEAD_OF_MARLA, notes=notes)
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(doubtful, ESTIMATE))
    for line in ("throw-away addresses", "kept for films", "same phone and email was given in another chat"):
        assert (line in plain.text, line in card.text) == (False, True)
    assert not [value for value in PERSONAL if value in card.text]


def test_who_it_is_only_if_the_agency_wants_it(database, agency):
    open_ = replace(agency, staff_details=True)
    (card,) = told(database, open_, lead_cards.DELIVERED, lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE))
    for words in ("Mrs Marla Singer", "+447986000000", "cloud9@cloud.com", "123 Example Street, Example Town, DE1 1JX"):
        assert words in card.text


def test_who_wants_both_estimates_is_on_the_card_with_both(database, agency):
    lead = structs.replace(LEAD_OF_MARLA, notes={"sale_or_let": "both"})
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(lead, ESTIMATE))
    for words in ("Sale, and asks about letting too", "£285,000 to £315,000", "£1,150 to £1,300 per month"):
        assert words in card.text


def test_a_rent_a_studio_no_type_no_estimate_no_link(database, agency):
    lead = structs.replace(
        LEAD_OF_MARLA, lead_type=LeadType.LANDLORD, bedrooms=0, property_type=None, campaign=Campaign(test=True)
    )
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(lead, Estimate()))
    for words in ("Let", "No estimate", "without a link", "test"):
        assert words in card.text
    (card,) = told(database, agency, lead_cards.DELIVERED, lead_cards.delivered(lead, ESTIMATE))
    assert "£1,150 to £1,300 per month" in card.text


def test_without_a_group_a_card_is_no_warning(database, agency, caplog):
    alone = replace(agency, staff_chat_id=None)
    told(database, alone, lead_cards.DELIVERED, lead_cards.delivered(LEAD_OF_MARLA, ESTIMATE))
    assert caplog.records == []
    told(database, alone, lead_cards.SET_ASIDE, {"reference": "VB-1", "reason": "no"})
    assert [record.message for record in caplog.records] == ["a notice for the staff reached nobody"]


def test_a_fault_that_goes_on_is_one_message_and_what_was_held_back_is_counted(database, agency, clock):
    for number in range(100):
        said = told(database, agency, lead_cards.SET_ASIDE, {"reference": f"VB-{number}", "reason": "the same"})
        assert len(said) == (number == 0)
    assert len(told(database, agency, lead_cards.SET_ASIDE, {"reference": "VB-X", "reason": "another"})) == 1
    clock.now += lead_cards.EVERY
    (said,) = told(database, agency, lead_cards.SET_ASIDE, {"reference": "VB-Y", "reason": "the same"})
    assert "99 more" in said.text


def aside(database, reference="VB-1", of="derby"):
    """A lead that could not be delivered."""

    def job(tx):
        body = LEAD.encode(structs.replace(LEAD_OF_MARLA, reference=reference))
        lead_queue.put(tx, NewLead(of, HOMEOWNER, reference, body))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult(reference, of, LeadStatus.SET_ASIDE, reason="no"), taken.attempt)

    database.run_sync(job)


def status(database, reference="VB-1", of="derby"):
    return database.run_sync(lambda tx: lead_records.get(tx, of, reference)).status


@pytest.fixture
def button(database, agency):
    (said,) = told(database, agency, lead_cards.SET_ASIDE, {"reference": "VB-1", "reason": "no"})
    return {each.label: each.data for row in said.buttons for each in row}


async def test_an_admin_tries_a_lead_again_from_the_group(phone, database, button):
    aside(database)
    group = phone(ADMIN, GROUP)
    await group.taps_data(button["Try it again"])
    assert status(database) is LeadStatus.WAITING
    await group.taps_data(button["Try it again"])
    assert group.toasts == ["It is tried again now.", "Nothing is set aside any more: done already."]


async def test_all_at_once(phone, database, button):
    aside(database)
    aside(database, "VB-2")
    group = phone(ADMIN, GROUP)
    await group.taps_data(button["Try all again"])
    assert group.toasts == ["2 are tried again now."]
    assert {status(database), status(database, "VB-2")} == {LeadStatus.WAITING}


async def test_nobody_else_does_and_each_tap_is_looked_at(phone, database, button):
    aside(database)
    other = phone(HOMEOWNER, GROUP)
    await other.taps_data(button["Try it again"])
    await other.taps_data(button["Try all again"])
    assert status(database) is LeadStatus.SET_ASIDE
    assert other.toasts == ["Only admins of the bot can do that."] * 2


async def test_in_another_group_an_admin_s_tap_does_nothing(phone, database, button):
    aside(database)
    elsewhere = phone(ADMIN, -7)
    await elsewhere.taps_data(button["Try it again"])
    assert status(database) is LeadStatus.SET_ASIDE
    assert elsewhere.toasts == [""]


async def test_another_agency_s_leads_are_out_of_reach(phone, database, agency):
    """Two agencies may have one staff's group; each bot's buttons are for its own."""
    for of in ("derby", "leeds"):
        aside(database, f"VB-{of}", of)
    group = phone(ADMIN, GROUP)
    await group.taps_data(f"{lead_cards.RETRY}VB-leeds")
    await group.taps_data(lead_cards.RETRY_ALL)
    assert group.toasts == ["Nothing is set aside any more: done already.", "It is tried again now."]
    assert [status(database, f"VB-{of}", of) for of in ("derby", "leeds")] == [LeadStatus.WAITING, LeadStatus.SET_ASIDE]


async def test_a_button_of_an_earlier_version_is_said_to_be_old(phone):
    group = phone(ADMIN, GROUP)
    await group.taps_data("staff:old")
    assert group.toasts == ["That button is of an earlier question."]


@pytest.mark.parametrize(
    "changed",
    [
        {"address": "1 evil.com Street, /delete Derby"},
        {"address": "2 https://evil.example/login Road @derby_admin"},
        {"name": Name("Marla/delete", "evil.com")},
        {"email": "/delete@evil.com"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_person_s_words_are_no_link_command_or_mention_to_the_staff(database, agency, changed):
    lead = structs.replace(LEAD_OF_MARLA, **changed)
    open_ = replace(agency, staff_details=True)
    (card,) = told(database, open_, lead_cards.DELIVERED, lead_cards.delivered(lead, ESTIMATE))
    assert links(card) == []


def test_nor_are_they_where_the_lead_system_repeats_them(database, agency):
    params = {"reference": "VB-1", "reason": "evil.com Street /delete @derby_admin is no address"}
    for key in (lead_cards.SET_ASIDE, "staff.rejected", "staff.paused"):
        (notice,) = told(database, agency, key, params)
        assert "evil.com Street" in notice.text
        assert links(notice) == []


def links(message):
    """What a phone shows as something to press in a message, by the sandbox's rules of Telegram."""
    (call,) = to_calls("message", GROUP, MESSAGE.encode(message))
    assert call.params["link_preview_options"] == {"is_disabled": True}
    params: Mapping[str, Any] = call.params
    formatted = Formatted(params["text"], list(params.get("entities", ())))
    return [each for each in with_found(formatted) if each["type"] not in ("bold", "code")]
