"""What becomes of a lead, as its homeowner is told: the estimate, the wait, a refusal, a withdrawal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.events import LeadDelayed, LeadReceived, LeadRejected, LeadSetAside, LeadStatus
from conversations.languages import CATALOGUES, catalogue
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.office_hours import OfficeHours
from conversations.questions import DEFAULT_ORDER
from conversations.state import Ended, Fresh, Valued
from support.person import FORM, Person, received


def test_the_estimate_is_told_with_its_caveat_and_next_steps() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    said = person.messages[-1].text
    assert "Around £300,000 to sell, likely between £285,000 and £315,000." in said
    assert "To let, around £1,225 a month" in said
    assert "not a formal valuation" in said
    assert "Another property" in person.labels()
    assert isinstance(person.state.phase, Valued)


def test_a_landlord_is_told_the_rent() -> None:
    person = Person()
    person.starts(Campaign("let", LeadType.LANDLORD))
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    person.happens(received(person.sent[0].reference, LeadType.LANDLORD))
    assert "Around £1,225 a month to let, likely between £1,150 and £1,300." in person.messages[-1].text


@pytest.mark.parametrize("said", ["Both, or not sure yet", "both", "sell or rent", "not sure yet"])
def test_who_wants_both_gets_both_figures_by_one_lead(said: str) -> None:
    person = Person()
    person.starts()
    person.says(said)
    person.answers()
    assert "Sale or let: Sale and rent estimates\n" in person.messages[-1].text
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    (lead,) = person.sent
    assert (lead.lead_type, lead.notes) == (LeadType.VENDOR, {"sale_or_let": "both"})
    person.happens(received(lead.reference))
    told = person.messages[-1].text
    assert "Around £300,000 to sell, likely between £285,000 and £315,000." in told
    assert "Around £1,225 a month to let, likely between £1,150 and £1,300." in told
    assert person.pictures[-1].average == "£300,000"
    assert person.pictures[-1].also == "To let: around £1,225 a month"


def test_who_wants_both_and_gets_only_a_rent_sees_the_rent() -> None:
    person = Person()
    person.starts()
    person.says("both")
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    person.happens(received(person.sent[0].reference, estimate=Estimate(rent=Range(1150, 1225, 1300))))
    assert "Around £1,225 a month to let" in person.messages[-1].text
    assert "not a promised rent" in person.messages[-1].text
    assert person.pictures[-1].average == "£1,225"


def test_both_is_changed_to_one_and_back_at_the_review() -> None:
    person = Person()
    person.starts()
    person.says("both")
    person.answers()
    assert "Changed to Sale estimate." in person.says("actually just sell")
    person.taps("Sale or let")
    assert "Changed to Sale and rent estimates." in person.taps("Both, or not sure yet")
    person.taps("Sale or let")
    assert "Changed to Rent estimate." in person.taps("Rent it out")


def test_without_an_estimate_no_figure_is_invented() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference, estimate=Estimate()))
    assert "£" not in person.messages[-1].text
    assert "can tell you more" in person.messages[-1].text


def test_a_made_up_estimate_says_so() -> None:
    person = Person(form=replace(FORM, made_up=True))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    assert "Made-up figures" in person.messages[-1].text


def test_waiting_is_said_and_the_estimate_comes_by_itself() -> None:
    person = Person()
    lead = person.reaches_sent()
    assert "appears here by itself" in person.says("hello?")
    person.happens(LeadDelayed(lead.reference))
    assert "longer than usual" in person.messages[-1].text
    person.happens(received(lead.reference))
    assert "£285,000" in person.messages[-1].text


def test_a_refused_field_is_asked_again_then_consent_under_the_same_reference() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadRejected(lead.reference, "postcode", "SQLSTATE[22001]: postcode"))
    assert "One answer wasn't accepted (Postcode)" in person.messages[-1].text
    assert "SQLSTATE" not in person.messages[-1].text, "what the Lead API says is for the staff"
    assert "What's the property's postcode?" in person.messages[-1].text
    person.says("DE1 2QQ")
    person.taps("All correct")
    assert len(person.sent) == 1
    person.taps("Yes, show my estimate")
    assert [each.reference for each in person.sent] == [lead.reference, lead.reference]
    assert person.sent[1].postcode == "DE1 2QQ"
    assert person.sent[1].consent.at > lead.consent.at


def test_an_estimate_whose_answer_was_lost_is_not_said_to_be_missing() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, Estimate(), answer_lost=True))
    assert "got lost on its way" in person.messages[-1].text
    assert "has no estimate" not in person.messages[-1].text


def test_a_lead_set_aside_is_told_without_a_figure() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadSetAside(lead.reference))
    assert "please contact them" in person.messages[-1].text
    assert isinstance(person.state.phase, Valued)


def test_another_property_keeps_the_contact_details_and_needs_its_own_consent() -> None:
    person = Person()
    first = person.reaches_sent()
    person.happens(received(first.reference))
    said = person.taps("Another property")
    assert "selling, letting, or both" in said
    assert set(person.values()) == {"name", "phone", "email"}
    person.says("rent it out")
    person.says("5 Other Road, Derby")
    person.answers("postcode", "bedrooms", "property_type")
    person.taps("All correct")
    assert len(person.sent) == 1
    person.taps("Yes, show my estimate")
    assert len({lead.reference for lead in person.sent}) == 2


def test_an_outcome_is_told_while_another_property_is_valued() -> None:
    person = Person()
    first = person.reaches_sent()
    person.taps("Another property") if "Another property" in person.labels() else person.says("another")
    person.says("sell")
    before = person.state.phase
    person.happens(received(first.reference))
    said = person.messages[-1].text
    assert "123 Example Street" in said
    assert "£285,000" in said
    assert "property's address, with postcode?" in said
    assert person.state.phase == before


@pytest.mark.parametrize(
    ("status", "unknown", "told"),
    [
        (LeadStatus.WAITING, False, False),
        (LeadStatus.WAITING, True, True),
        (LeadStatus.IN_FLIGHT, False, True),
        (LeadStatus.DELIVERED, False, True),
        (LeadStatus.SET_ASIDE, False, False),
        (LeadStatus.REJECTED, False, False),
    ],
)
def test_withdrawing_says_the_truth_about_where_the_lead_is(status: LeadStatus, unknown: bool, told: bool) -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, status, unknown=unknown)
    said = person.says("/withdraw")
    assert person.standings[lead.reference].status is LeadStatus.WITHDRAWN
    assert ("may already have your details" in said) == told
    assert bool(person.staff) == told
    assert isinstance(person.state.phase, Ended)
    assert not person.answered


def test_an_outcome_after_withdrawing_shows_no_estimate() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.IN_FLIGHT)
    person.says("/withdraw")
    person.happens(received(lead.reference))
    assert "£" not in person.messages[-1].text
    assert lead.reference in person.messages[-1].text


def test_withdrawing_before_anything_was_sent() -> None:
    person = Person()
    person.reaches_consent()
    assert "nothing to take back" in person.says("/withdraw")
    assert isinstance(person.state.phase, Ended)


def test_deleting_erases_first_and_tells_the_staff_by_reference() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    said = person.says("/delete")
    assert "deleted everything" in said
    assert lead.reference in said
    assert person.staff
    assert not any(value in person.staff[0] for value in ("Marla", "07986", "cloud9", "Example"))
    assert person.state.phase == Fresh()


def test_the_picture_names_the_street_and_never_the_house() -> None:
    person = Person(form=replace(FORM, made_up=True))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    (picture,) = person.pictures
    assert picture.property == "4 bedrooms, semi-detached, Example Street, Derby"
    assert "123" not in str(picture)
    assert "DE1" not in str(picture)
    assert (picture.minimum, picture.average, picture.maximum, picture.share) == (
        "£285,000",
        "£300,000",
        "£315,000",
        0.5,
    )
    assert picture.stamp == "Made up"
    assert picture.foot.endswith("23 November 2026")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("houseboat", "4 bedrooms, houseboat, Example Street, Derby"),
        ("something else", "4 bedrooms, Example Street, Derby"),
    ],
)
def test_a_property_of_no_usual_type_is_named_as_it_was_described_or_not_at_all(said: str, shown: str) -> None:
    person = Person()
    person.starts()
    person.answers(*(key for key in DEFAULT_ORDER if key != "property_type"))
    person.says(said)
    if person.collecting.pending is not None:
        person.says("yes")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    person.happens(received(person.sent[-1].reference))
    assert [picture.property for picture in person.pictures] == [shown]


@pytest.mark.parametrize("language", sorted(CATALOGUES))
@pytest.mark.parametrize("lead_type", LeadType)
def test_an_estimate_is_one_message_that_fits_under_its_picture(language: str, lead_type: LeadType) -> None:
    """Telegram takes 1,024 UTF-16 units as a caption; more than four rows of buttons push the figures off a phone's screen."""
    form = replace(
        FORM,
        agency="Llanfairpwllgwyngyll Estate Agents, Letting Agents and Surveyors",
        made_up=True,
        chat_url="https://t.me/derby_bot",
        office_hours=OfficeHours.read("thu 9:30-17:30"),
    )
    person = Person(form=form, language=language)
    person.starts()
    person.answers()
    sentences = catalogue(language).sentences
    person.taps(sentences["button.reviewed"])
    person.taps(sentences["consent.yes"])
    (lead,) = person.sent
    before = len(person.messages)
    dear = Range(1_285_000_000, 1_300_000_000, 1_315_000_000)
    person.happens(received(lead.reference, lead_type, Estimate(dear, dear)))
    (message,) = person.messages[before:]
    assert message.picture is not None
    assert len(message.text.encode("utf-16-le")) // 2 <= 1024
    assert len(message.buttons) <= 4


def test_without_figures_there_is_no_picture() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(received(lead.reference, estimate=Estimate()))
    assert not person.pictures


def test_what_is_shared_with_friends_is_the_link_and_nothing_else() -> None:
    person = Person(form=replace(FORM, chat_url="https://t.me/derby_bot"))
    lead = person.reaches_sent()
    person.happens(received(lead.reference))
    (share,) = [button for row in person.messages[-1].buttons for button in row if button.url]
    assert share.url == "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fderby_bot"
