"""Waiting for the estimate: a word after a moment, another if it takes long, and none that comes too late."""

from __future__ import annotations

from conversations.events import LeadDelayed, LeadReceived, LeadSlow, LeadStatus
from conversations.state import Sent
from support.person import ESTIMATE, Person


def test_typing_shows_at_once_and_with_the_first_word() -> None:
    person = Person()
    lead = person.reaches_sent()
    assert person.typings == 1
    person.happens(LeadSlow(lead.reference))
    assert "one moment" in person.messages[-1].text
    assert person.typings == 2
    person.happens(LeadDelayed(lead.reference))
    assert "longer than usual" in person.messages[-1].text
    assert person.typings == 2


def test_the_first_word_does_not_follow_the_second() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadDelayed(lead.reference))
    said = len(person.messages)
    person.happens(LeadSlow(lead.reference))
    assert len(person.messages) == said


def test_no_word_comes_after_the_estimate_or_a_withdrawal() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.stands(lead.reference, LeadStatus.DELIVERED)
    person.happens(LeadReceived(lead.reference, lead.lead_type, lead.address, ESTIMATE))
    said = len(person.messages)
    person.happens(LeadSlow(lead.reference))
    person.happens(LeadDelayed(lead.reference))
    assert len(person.messages) == said

    person = Person()
    lead = person.reaches_sent()
    person.says("/withdraw")
    said = len(person.messages)
    person.happens(LeadSlow(lead.reference))
    person.happens(LeadDelayed(lead.reference))
    assert len(person.messages) == said


def test_who_does_something_else_meanwhile_is_not_interrupted_by_the_first_word() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.says("another property")
    said = len(person.messages)
    person.happens(LeadSlow(lead.reference))
    assert len(person.messages) == said
    person.happens(LeadDelayed(lead.reference))
    assert len(person.messages) == said + 1


def test_who_knows_that_it_takes_longer_is_told_so_once_more_only_after_another_consent() -> None:
    person = Person()
    lead = person.reaches_sent()
    person.happens(LeadDelayed(lead.reference))
    assert isinstance(person.state.phase, Sent)
    assert person.state.phase.delayed
    assert "appears here by itself" in person.says("how much longer will this take me then")
