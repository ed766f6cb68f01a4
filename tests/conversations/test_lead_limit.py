"""No new lead is taken of a chat today: nothing is sent or said to be, the answers stay, and a way to the agency is shown."""

from __future__ import annotations

import pytest

from conversations.events import LeadRejected
from conversations.form import Form
from conversations.languages import CATALOGUES
from conversations.state import Ended
from support.person import FORM, Person

CONSENTS = {"en": "yes, I agree", "cy": "ydw, rwy'n cytuno", "pl": "tak, zgadzam się"}


def consenting(language: str = "en", form: Form = FORM) -> Person:
    person = Person(form=form, language=language, limit_reached=True)
    person.starts()
    person.answers()
    person.taps(CATALOGUES[language].sentences["button.reviewed"])
    return person


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("how", ["tapped", "typed"])
def test_nothing_is_sent_and_a_way_to_the_agency_is_shown(language: str, how: str) -> None:
    sentences = CATALOGUES[language].sentences
    person = consenting(language)
    if how == "tapped":
        person.taps(sentences["consent.yes"])
    else:
        person.says(CONSENTS[language])
    said = person.messages[-1].text
    assert sentences["limit"].partition("**")[0] in said
    assert "01332 000000" in said
    assert sentences["sent.thanks"] not in said
    assert (person.sent, person.typings) == ([], 0)
    assert sentences["button.resume"] in person.labels()
    assert isinstance(person.state.phase, Ended)
    assert len(person.answered) == 8


def test_where_no_contact_is_known_none_is_promised() -> None:
    person = consenting(form=Form(agency="Derby Homes"))
    person.taps("Yes, show my estimate")
    assert "contact Derby Homes directly" in person.messages[-1].text
    assert "once you send them" not in person.messages[-1].text


def test_it_can_be_sent_later() -> None:
    person = consenting()
    person.taps("Yes, show my estimate")
    person.limit_reached = False
    person.taps(CATALOGUES["en"].sentences["button.resume"])
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_a_refused_lead_that_is_put_right_goes_all_the_same() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.limit_reached = True
    person.happens(LeadRejected(lead.reference, "postcode", "no"))
    person.says("DE1 2PL")
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert [each.reference for each in person.sent] == [lead.reference] * 2
