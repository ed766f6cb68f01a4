"""References that a person is asked to quote can be copied by one press."""

from __future__ import annotations

import pytest

from conversations.commands import copy_button
from conversations.data_export import held_lead
from conversations.events import LeadStanding, LeadStatus
from conversations.flow.turn import COPIES
from conversations.languages import CATALOGUES
from support.marla import MARLA
from support.speaker import Speaker, speaker


def copies(person: Speaker) -> list[str]:
    return [button.copy for row in person.messages[-1].buttons for button in row if button.copy]


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("command", ["/withdraw", "/delete"])
def test_after_a_withdrawal_or_a_deletion_it_can_be_copied(language: str, command: str) -> None:
    person = speaker(language)
    person.reaches()
    reference = person.sends()
    person.stands(reference, LeadStatus.DELIVERED)
    assert reference in person.says(command)
    assert copies(person) == [reference]
    assert any(reference in label for label in person.labels())


def test_of_many_leads_the_first_few_can_be_copied() -> None:
    person = speaker("en")
    person.reaches()
    references = [person.sends()]
    for number in range(COPIES + 1):
        references.append(f"VB-{number}")
        person.standings[references[-1]] = LeadStanding(references[-1], LeadStatus.DELIVERED, attempts=1)
    person.stands(references[0], LeadStatus.DELIVERED)
    said = person.says("/withdraw")
    assert all(reference in said for reference in references)
    assert copies(person) == references[:COPIES]


def test_nothing_is_offered_for_copying_where_nothing_left_the_chat() -> None:
    person = speaker("en")
    person.reaches()
    person.says("/delete")
    assert copies(person) == []


def test_what_is_held_of_a_lead_comes_with_its_reference_to_copy() -> None:
    assert held_lead(MARLA, LeadStatus.DELIVERED, None).buttons == ((copy_button(MARLA.reference),),)


def test_an_anonymous_number_of_telegram_is_refused_in_words_of_its_own() -> None:
    person = speaker("en")
    person.reaches("phone")
    assert "anonymous numbers (+888)" in person.shares_contact("88801234567")
    assert person.messages[-1].share_contact, "the question stands"
