"""Forms of other agencies: which questions in which order, and what changes under people's hands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.form import Form
from conversations.questions import DEFAULT_ORDER
from support.person import FORM, Person


def test_a_lead_keeps_where_it_was_given() -> None:
    page, chat = "https://derbyhomes.example", "https://t.me/derby_bot"
    for form, host in (
        (replace(FORM, agency_url=page, chat_url=chat), page),
        (replace(FORM, agency_url="", chat_url=chat), chat),
        (replace(FORM, agency_url="", chat_url=""), ""),
    ):
        assert host == Person(form=form).reaches_sent().host


def test_a_form_with_another_order_asks_in_that_order() -> None:
    form = replace(
        FORM, questions=("postcode", "property_type", "bedrooms", "sale_or_let", "name", "email", "phone", "address")
    )
    person = Person(form=form)
    assert "8 left. What's the property's postcode?" in person.starts()
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


def test_a_form_changed_while_people_are_in_it_strands_nobody() -> None:
    person = Person()
    person.starts()
    person.answers("sale_or_let", "name", "phone")
    person.form = replace(FORM, questions=tuple(reversed(DEFAULT_ORDER)))
    assert "What kind of home?" in person.says("hello")
    person.answers()
    person.taps("All correct")
    person.taps("Yes, show my estimate")
    assert len(person.sent) == 1


@pytest.mark.parametrize("questions", [("name",), (*DEFAULT_ORDER, "name"), (*DEFAULT_ORDER[:-1], "favourite_colour")])
def test_a_form_that_cannot_make_a_lead_is_refused(questions: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="questions"):
        Form(questions=questions)
