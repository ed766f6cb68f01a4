"""An office's own facts in the chat: of the office that the link names, in what is said of calls, visits and contacts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.events import LeadReceived, Started
from conversations.form import OfficeFacts
from conversations.languages import CATALOGUES
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.office_hours import OfficeHours
from support.person import FORM, Person

RIPLEY = OfficeFacts("Derby Homes Ripley", "01773 000000", "ripley@derbyhomes.example", logo="ripley.png")
FORM_OF_TWO = replace(
    FORM,
    office_hours=OfficeHours.read("mon-fri 9:00-17:30"),
    email="hello@derbyhomes.example",
    logo="derby.png",
    offices={7: replace(RIPLEY, hours=OfficeHours.read("mon-fri 9:00-16:00"))},
)


def by_link(office: int | None, language: str = "en-GB") -> Person:
    person = Person(form=FORM_OF_TWO, language=language)
    person.happens(Started(Campaign("window", office_id=office)))
    return person


def estimated(person: Person) -> str:
    person.answers(*FORM.questions)
    person.taps("All correct")
    assert "Shall I send this to Derby Homes and show your estimate?" in person.messages[-1].text
    person.taps("Yes, show my estimate")
    lead = person.sent[-1]
    before = len(person.messages)
    person.happens(LeadReceived(lead.reference, LeadType.VENDOR, lead.address, Estimate(Range(1, 2, 3), None)))
    return "\n".join(each.text for each in person.messages[before:])


def test_the_link_s_office_is_the_one_to_ring_and_the_one_that_rings() -> None:
    person = by_link(7)
    assert "assistant at Derby Homes." in person.messages[0].text, "the bot speaks for the agency"
    told = person.says("/talk")
    assert "You can ring Derby Homes Ripley on 01773 000000." in told
    assert "You can write to ripley@derbyhomes.example." in told
    assert "The office is open until 4pm today." in told
    assert "Derby Homes Ripley aims to call you today before 4pm to talk it through." in estimated(person)
    assert [(each.agency, each.logo) for each in person.pictures] == [("Derby Homes Ripley", "ripley.png")]


@pytest.mark.parametrize("office", [None, 8])
def test_by_postcode_and_for_an_office_without_own_facts_the_agency_s_hold(office: int | None) -> None:
    person = by_link(office)
    told = person.says("/talk")
    assert "You can ring Derby Homes on 01332 000000." in told
    assert "The office is open until 5.30pm today." in told
    assert "Derby Homes aims to call you today before 5.30pm to talk it through." in estimated(person)
    assert [(each.agency, each.logo) for each in person.pictures] == [("Derby Homes", "derby.png")]


def test_what_an_office_leaves_empty_is_the_agency_s() -> None:
    form = replace(FORM_OF_TWO, offices={7: OfficeFacts(phone="01773 000000")}).at_office(7)
    assert (form.phone, form.email, form.logo) == ("01773 000000", "hello@derbyhomes.example", "derby.png")
    assert form.office_hours == FORM_OF_TWO.office_hours
    assert "You can ring Derby Homes on 01332 000000." in Person(form=FORM_OF_TWO).says("/talk")


def test_a_second_link_leads_to_the_second_office() -> None:
    person = by_link(None)
    person.answers("sale_or_let", "name")
    person.happens(Started(Campaign("ripley", office_id=7)))
    assert "01773 000000" in person.says("/talk")


@pytest.mark.parametrize("language", CATALOGUES)
def test_in_each_language_the_office_is_named_with_its_number(language: str) -> None:
    told = by_link(7, language).says("/talk")
    assert "Derby Homes Ripley" in told
    assert "01773 000000" in told
